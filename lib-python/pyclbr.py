"""The classes and functions that a module's source defines, without importing it."""

import ast
import imp
import sys

__all__ = ['readmodule', 'readmodule_ex', 'Class', 'Function']

_modules = {}                         # what was read, by the module's name


class Class:
    """A class. super has its bases: classes like this one where they are known, or texts. methods has line numbers."""

    def __init__(self, module, name, super, file, lineno):
        self.module, self.name, self.super = module, name, super or []
        self.methods = {}
        self.file, self.lineno = file, lineno

    def _addmethod(self, name, lineno):
        self.methods[name] = lineno


class Function:
    """A function of a module."""

    def __init__(self, module, name, file, lineno):
        self.module, self.name = module, name
        self.file, self.lineno = file, lineno


def readmodule(module, path=None):
    """A dict of a module's classes by name. The path is searched before sys.path."""
    found = _readmodule(module, path or [])
    return dict((name, each) for name, each in found.iteritems() if isinstance(each, Class))


def readmodule_ex(module, path=None):
    """A dict of classes and functions; a package's has its '__path__' too."""
    return _readmodule(module, path or [])


def _readmodule(module, path, inpackage=None):
    full_name = '%s.%s' % (inpackage, module) if inpackage is not None else module
    if full_name in _modules:
        return _modules[full_name]
    found = {}
    if module in sys.builtin_module_names and inpackage is None:
        _modules[module] = found
        return found
    package, dot, rest = module.rpartition('.')
    if dot:
        parent = _readmodule(package, path, inpackage)
        if inpackage is not None:
            package = '%s.%s' % (inpackage, package)
        if '__path__' not in parent:
            raise ImportError('No package named ' + package)
        return _readmodule(rest, parent['__path__'], package)
    file, name, (_suffix, _mode, kind) = imp.find_module(module, path if inpackage is not None else path + sys.path)
    if kind == imp.PKG_DIRECTORY:
        found['__path__'] = path = [name]
        file, name, (_suffix, _mode, kind) = imp.find_module('__init__', [name])
    _modules[full_name] = found
    if file is None:
        return found
    with file:
        source = file.read() if kind == imp.PY_SOURCE else ''
    try:
        tree = ast.parse(source, name)
    except SyntaxError:
        return found
    _Reader(full_name, name, path, found, inpackage, source.splitlines()).read(tree.body)
    return found


class _Reader:
    """Takes definitions and imports out of statements, also of those in others."""

    def __init__(self, module, file, path, found, package, lines):
        self.module, self.file, self.path, self.found = module, file, path, found
        self.package = package        # that imports may be relative to
        self.lines = lines

    def read(self, statements):
        for statement in statements:
            method = getattr(self, '_' + statement.__class__.__name__.lower(), self._other)
            method(statement)

    def _other(self, statement):
        for part in 'body', 'orelse', 'finalbody', 'handlers':
            self.read(getattr(statement, part, ()))

    def _functiondef(self, statement):
        self.found[statement.name] = Function(self.module, statement.name, self.file, self._line_of(statement))

    def _classdef(self, statement):
        bases = [self._base(base) for base in statement.bases]
        made = Class(self.module, statement.name, bases, self.file, self._line_of(statement))
        for inner in statement.body:
            if isinstance(inner, ast.FunctionDef):
                made._addmethod(inner.name, self._line_of(inner))
        self.found[statement.name] = made

    def _line_of(self, definition):
        """The line of 'def' or 'class', which comes after those of decorators."""
        number = max([definition.lineno] + [decorator.lineno for decorator in definition.decorator_list])
        while number < len(self.lines) and self.lines[number - 1].split(None, 1)[:1] not in (['def'], ['class']):
            number += 1
        return number

    def _base(self, node):
        name = _dotted(node)
        if name in self.found:
            return self.found[name]
        module, _dot, attribute = name.rpartition('.')
        return _modules.get(module, {}).get(attribute, name)

    def _module(self, name):
        """What another module has; None if it cannot be read."""
        attempts = [(name, self.path, self.package)] if self.package is not None else []
        for attempt in attempts + [(name, [] if self.package is not None else self.path, None)]:
            try:
                return _readmodule(*attempt)
            except ImportError:
                pass

    def _import(self, statement):
        for alias in statement.names:
            self._module(alias.name)

    def _importfrom(self, statement):
        if not statement.module or statement.level:
            return
        there = self._module(statement.module) or {}
        for alias in statement.names:
            if alias.name in there:
                self.found[alias.asname or alias.name] = there[alias.name]
            elif alias.name == '*':
                self.found.update((name, each) for name, each in there.items() if name[:1] != '_')


def _dotted(node):
    """A name with its attributes, as it is written."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return '%s.%s' % (_dotted(node.value), node.attr)
    if isinstance(node, ast.Call):
        return _dotted(node.func) + '()'
    return '...'


def _main():
    import os
    name = sys.argv[1]
    path = []
    if os.path.exists(name):
        path = [os.path.dirname(name)]
        name = os.path.splitext(os.path.basename(name))[0]
    found = [each for each in readmodule_ex(name, path).values() if isinstance(each, (Class, Function))]
    for each in sorted(found, key=lambda each: each.lineno):
        if isinstance(each, Function):
            print 'def', each.name, each.lineno
            continue
        print 'class', each.name, [getattr(base, 'name', base) for base in each.super], each.lineno
        for method, line in sorted(each.methods.items(), key=lambda item: item[1]):
            print '  def', method, line


if __name__ == '__main__':
    _main()
