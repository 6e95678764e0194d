"""Finds the syntax tree of a function that is already loaded."""

import ast

_modules = {}


class FlowError(Exception):
    """A construct that cannot be translated, with its place."""

    def __init__(self, message, file_name, line):
        Exception.__init__(self, '%s:%d: %s' % (file_name, line, message))


def _functions_of(file_name):
    """A table: (name, first line) -> definition, of all in the file."""
    if file_name not in _modules:
        with open(file_name) as source:
            tree = ast.parse(source.read(), file_name)
        table = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                table[node.name, node.lineno] = node
                for decorator in node.decorator_list:
                    table[node.name, decorator.lineno] = node
        _modules[file_name] = table
    return _modules[file_name]


def source_file(function):
    name = function.func_code.co_filename
    if name.endswith(('.pyc', '.pyo')):
        name = name[:-1]
    return name


def function_tree(function):
    """The ast.FunctionDef of a function; FlowError if it has none."""
    code = function.func_code
    file_name = source_file(function)
    try:
        return _functions_of(file_name)[code.co_name, code.co_firstlineno]
    except (KeyError, IOError):
        raise FlowError('no source for function %s' % code.co_name,
                        file_name, code.co_firstlineno)
