"""Compile what is typed line by line, and tell whether it is complete.

It is not where more lines may help: when another line changes what is wrong.
"""

import __future__

__all__ = ['compile_command', 'Compile', 'CommandCompiler']

# A flag for compile(): the end of the text does not end an indented block.
PyCF_DONT_IMPLY_DEDENT = 0x200

_FUTURE_FLAGS = [getattr(__future__, name).compiler_flag for name in __future__.all_feature_names]


def _maybe_compile(compiler, source, filename, symbol):
    if symbol != 'eval' and _is_blank(source):
        # There has to be a statement.
        source = 'pass'
    errors = []
    for added in '', '\n', '\n\n':
        try:
            code = compiler(source + added, filename, symbol)
        except SyntaxError as error:
            errors.append(error)
        else:
            return code if not added else None
    if repr(errors[1]) == repr(errors[2]):
        raise errors[1]
    return None


def _is_blank(source):
    return all(line.strip()[:1] in ('', '#') for line in source.split('\n'))


def compile_command(source, filename='<input>', symbol='single'):
    """The code of a text, or None if that is incomplete.

    SyntaxError, ValueError or OverflowError if it is wrong whatever may follow.
    """
    return _maybe_compile(lambda *arguments: compile(*arguments + (PyCF_DONT_IMPLY_DEDENT,)), source, filename, symbol)


class Compile:
    """Compiles as compile() does; what a text imports from __future__ is there for those that come later."""

    def __init__(self):
        self.flags = PyCF_DONT_IMPLY_DEDENT

    def __call__(self, source, filename, symbol):
        code = compile(source, filename, symbol, self.flags, True)
        for flag in _FUTURE_FLAGS:
            self.flags |= code.co_flags & flag
        return code


class CommandCompiler:
    """Compiles as compile_command() does, and remembers what was imported from __future__."""

    def __init__(self):
        self.compiler = Compile()

    def __call__(self, source, filename='<input>', symbol='single'):
        return _maybe_compile(self.compiler, source, filename, symbol)
