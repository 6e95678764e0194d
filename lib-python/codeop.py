"""Compile input that may be incomplete: for interactive interpreters.

Input is incomplete where more lines could make it right: its error is then
no other when a line is added.
"""

import __future__

_features = [getattr(__future__, name) for name in __future__.all_feature_names]

__all__ = ['compile_command', 'Compile', 'CommandCompiler']

# Passed on to compile(): an indented block is not ended by the end of input.
PyCF_DONT_IMPLY_DEDENT = 0x200


def _maybe_compile(compiler, source, filename, symbol):
    """Code, None if source is incomplete, or an exception if it is wrong."""
    for line in source.split('\n'):
        line = line.strip()
        if line and line[0] != '#':
            break
    else:
        # Nothing but comments: a statement that does nothing.
        if symbol != 'eval':
            source = 'pass'
    try:
        return compiler(source, filename, symbol)
    except SyntaxError:
        pass
    errors = []
    for text in source + '\n', source + '\n\n':
        try:
            compiler(text, filename, symbol)
        except SyntaxError as problem:
            errors.append(problem)
        else:
            return None
    if repr(errors[0]) == repr(errors[1]):
        raise errors[0]
    return None


def _compile(source, filename, symbol):
    return compile(source, filename, symbol, PyCF_DONT_IMPLY_DEDENT)


def compile_command(source, filename='<input>', symbol='single'):
    """Code if source is complete, None if it is not.

    SyntaxError, ValueError or OverflowError where no more lines can help.
    """
    return _maybe_compile(_compile, source, filename, symbol)


class Compile:
    """compile(), with the __future__ statements of the code compiled before."""

    def __init__(self):
        self.flags = PyCF_DONT_IMPLY_DEDENT

    def __call__(self, source, filename, symbol):
        code = compile(source, filename, symbol, self.flags, 1)
        for feature in _features:
            if code.co_flags & feature.compiler_flag:
                self.flags |= feature.compiler_flag
        return code


class CommandCompiler:
    """compile_command(), with the __future__ statements of before."""

    def __init__(self):
        self.compiler = Compile()

    def __call__(self, source, filename='<input>', symbol='single'):
        return _maybe_compile(self.compiler, source, filename, symbol)
