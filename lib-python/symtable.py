"""What names the blocks of a program have, and where their variables are.

    table = symtable.symtable(source, 'file', 'exec')
    for symbol in table.get_symbols():
        print symbol.get_name(), symbol.is_global(), symbol.is_assigned()
"""

import _symtable
from _symtable import (CELL, DEF_BOUND, DEF_GLOBAL, DEF_IMPORT, DEF_LOCAL, DEF_PARAM, FREE, GLOBAL_EXPLICIT,
                       GLOBAL_IMPLICIT, LOCAL, OPT_BARE_EXEC, OPT_EXEC, OPT_IMPORT_STAR, SCOPE_MASK, SCOPE_OFF, USE)
import weakref

__all__ = ['symtable', 'SymbolTable', 'Class', 'Function', 'Symbol']


def symtable(code, filename, compile_type):
    """The table of a program ('exec'), an expression ('eval') or a statement ('single'). SyntaxError."""
    return _newSymbolTable(_symtable.symtable(code, filename, compile_type), filename)


def _scope(flags):
    return flags >> SCOPE_OFF & SCOPE_MASK


class SymbolTableFactory:
    """Makes tables, of each raw one the same as long as it is in use."""

    def __init__(self):
        self._tables = weakref.WeakValueDictionary()

    def new(self, table, filename):
        kinds = {_symtable.TYPE_FUNCTION: Function, _symtable.TYPE_CLASS: Class}
        return kinds.get(table.type, SymbolTable)(table, filename)

    def __call__(self, table, filename):
        key = table, filename
        found = self._tables.get(key)
        if found is None:
            found = self._tables[key] = self.new(table, filename)
        return found


_newSymbolTable = SymbolTableFactory()


class SymbolTable(object):
    """The table of a block."""

    def __init__(self, raw_table, filename):
        self._table, self._filename = raw_table, filename
        self._symbols = {}

    def __repr__(self):
        kind = '' if self.__class__ is SymbolTable else self.__class__.__name__ + ' '
        return '<%sSymbolTable for %s in %s>' % (kind, self._table.name, self._filename)

    def get_type(self):
        """'module', 'function' or 'class'."""
        return {_symtable.TYPE_MODULE: 'module', _symtable.TYPE_FUNCTION: 'function',
                _symtable.TYPE_CLASS: 'class'}[self._table.type]

    def get_id(self):
        return self._table.id

    def get_name(self):
        return self._table.name

    def get_lineno(self):
        """The line of its definition."""
        return self._table.lineno

    def is_optimized(self):
        """Whether it is a function whose variables are all known."""
        return self._table.type == _symtable.TYPE_FUNCTION and not self._table.optimized

    def is_nested(self):
        """Whether it is in a function."""
        return bool(self._table.nested)

    def has_children(self):
        return bool(self._table.children)

    def has_exec(self):
        return bool(self._table.optimized & (OPT_EXEC | OPT_BARE_EXEC))

    def has_import_star(self):
        return bool(self._table.optimized & OPT_IMPORT_STAR)

    def get_identifiers(self):
        return self._table.symbols.keys()

    def lookup(self, name):
        """The symbol of a name. KeyError."""
        if name not in self._symbols:
            flags = self._table.symbols[name]
            namespaces = [child for child in self.get_children() if child.get_name() == name]
            self._symbols[name] = Symbol(name, flags, namespaces)
        return self._symbols[name]

    def get_symbols(self):
        return map(self.lookup, self.get_identifiers())

    def get_children(self):
        """The tables of the blocks in it."""
        return [_newSymbolTable(child, self._filename) for child in self._table.children]


class Function(SymbolTable):
    """The table of a function."""

    def _names(self, test):
        return tuple(name for name, flags in self._table.symbols.items() if test(flags))

    def get_parameters(self):
        return self._names(lambda flags: flags & DEF_PARAM)

    def get_locals(self):
        return self._names(lambda flags: _scope(flags) in (LOCAL, CELL))

    def get_globals(self):
        return self._names(lambda flags: _scope(flags) in (GLOBAL_IMPLICIT, GLOBAL_EXPLICIT))

    def get_frees(self):
        """The names of variables of functions around."""
        return self._names(lambda flags: _scope(flags) == FREE)


class Class(SymbolTable):
    """The table of a class."""

    def get_methods(self):
        """The names of the blocks in it, each once."""
        names = []
        for child in self._table.children:
            if child.name not in names:
                names.append(child.name)
        return tuple(names)


class Symbol(object):
    """A name in a block."""

    def __init__(self, name, flags, namespaces=None):
        self.__name, self.__flags = name, flags
        self.__scope = _scope(flags)
        self.__namespaces = namespaces or ()

    def __repr__(self):
        return "<symbol '%s'>" % self.__name

    def get_name(self):
        return self.__name

    def is_referenced(self):
        """Whether its value is used."""
        return bool(self.__flags & USE)

    def is_parameter(self):
        return bool(self.__flags & DEF_PARAM)

    def is_global(self):
        return self.__scope in (GLOBAL_IMPLICIT, GLOBAL_EXPLICIT)

    def is_declared_global(self):
        """Whether a global statement names it."""
        return self.__scope == GLOBAL_EXPLICIT

    def is_local(self):
        """Whether the block binds it."""
        return bool(self.__flags & DEF_BOUND)

    def is_free(self):
        """Whether its variable is one of a function around."""
        return self.__scope == FREE

    def is_imported(self):
        return bool(self.__flags & DEF_IMPORT)

    def is_assigned(self):
        return bool(self.__flags & DEF_LOCAL)

    def is_namespace(self):
        """Whether it is the name of a function or class defined in the block."""
        return bool(self.__namespaces)

    def get_namespaces(self):
        """The tables of these."""
        return self.__namespaces

    def get_namespace(self):
        """The table, if it is one only. ValueError."""
        if len(self.__namespaces) != 1:
            raise ValueError('name is bound to multiple namespaces')
        return self.__namespaces[0]
