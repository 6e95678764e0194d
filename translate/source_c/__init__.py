"""Writes the database as C source files."""

import os

from pyjitpl.jitcode import Symbol
from rtype.lltype import (Array, Bool, Char, ClassTable, Data, Float,
                          Function, FunctionType, Pointer, Signed, String,
                          Struct, Void, ObjectPointer)
from source_c.functions import FunctionWriter

PRIMITIVES = {Signed: 'Signed', Float: 'Float', Bool: 'Bool', Char: 'Char',
              Void: 'void'}

# About as many operations go to one C file: they compile in parallel.
OPERATIONS_PER_FILE = 6000


def field_name(name):
    return 'x_' + name


class SourceWriter(object):
    def __init__(self, database, entry, classes):
        self.database = database
        self.entry = entry
        self.classes = classes

    # -- types and values --------------------------------------------------

    def type_name(self, lltype):
        """A C type, to stand before a name."""
        if lltype in PRIMITIVES:
            return PRIMITIVES[lltype]
        target = lltype.to
        name = self.database.names[target]
        if isinstance(target, FunctionType):
            return name
        return 'struct %s *' % name

    def value(self, value, lltype):
        """A constant as a C expression that an initializer may hold."""
        if value is None:
            return '0' if lltype is Signed else 'NULL'
        if isinstance(value, Symbol):
            return self.symbol(value)
        if isinstance(value, Data):
            return '(%s)&%s' % (self.type_name(lltype),
                                self.database.names[value])
        if isinstance(value, Function):
            return '(%s)%s' % (self.type_name(lltype),
                               self.database.names[value.graph])
        if lltype is Signed:
            if value == -2 ** 63:
                return '(-0x7fffffffffffffff - 1)'
            return '%dL' % value if abs(value) >= 2 ** 31 else '%d' % value
        if lltype is Bool:
            return '1' if value else '0'
        if lltype is Char:
            return '%d' % ord(value)
        if lltype is Float:
            if value != value:
                return '(0.0 / 0.0)'
            if value in (1e400, -1e400):
                return '(1.0 / 0.0)' if value > 0 else '(-1.0 / 0.0)'
            return repr(value)
        raise AssertionError('no constant %r of type %r' % (value, lltype))

    def symbol(self, symbol):
        """A number of a jitcode that depends on C's layout of structs."""
        lltype = symbol.lltype
        name = 'struct ' + self.database.names[lltype]
        if symbol.kind == 'size':
            return '(Signed)sizeof(%s)' % name
        field = {'offset': 'x_' + symbol.name, 'length': 'length',
                 'items': 'items'}[symbol.kind]
        return '(Signed)offsetof(%s, %s)' % (name, field)

    def declaration(self, graph):
        arguments = ['%s a%d' % (self.type_name(variable.lltype), i)
                     for i, variable in enumerate(graph.start.inputs)
                     if variable.lltype is not Void]
        result = graph.return_block.inputs[0].lltype
        return '%s %s(%s)' % (self.type_name(result),
                              self.database.names[graph],
                              ', '.join(arguments) or 'void')

    # -- files -------------------------------------------------------------

    def header(self):
        """All types and all declarations."""
        database = self.database
        lines = ['#ifndef PROGRAM_H', '#define PROGRAM_H',
                 '#include "runtime.h"', '']
        for lltype in database.types:
            if lltype is not String:
                lines.append('struct %s;' % database.names[lltype])
        for lltype in database.function_types:
            arguments = [self.type_name(argument)
                         for argument in lltype.arguments
                         if argument is not Void]
            lines.append('typedef %s (*%s)(%s);' % (
                self.type_name(lltype.result), database.names[lltype],
                ', '.join(arguments) or 'void'))
        for lltype in database.types:
            if lltype is String:
                continue
            lines.append('struct %s {' % database.names[lltype])
            if isinstance(lltype, Struct):
                lines += self.fields(lltype.fields)
                if not [1 for _, field in lltype.fields
                        if field is not Void]:
                    lines.append('    char empty;')
            else:
                lines += self.fields(lltype.header)
                lines.append('    Signed length;')
                lines.append('    %s items[];' % self.item_type(lltype))
            lines.append('};')
        for lltype, length in database.shape_order:
            lines.append('struct %s {' % database.shapes[lltype, length])
            lines += self.fields(lltype.header)
            lines.append('    Signed length;')
            lines.append('    %s items[%d];' % (self.item_type(lltype),
                                                max(length, 1)))
            lines.append('};')
        for data in database.data:
            lines.append('extern %s;' % self.data_declaration(data))
        for graph in database.graphs:
            lines.append('%s;' % self.declaration(graph))
        lines.append('#endif')
        return '\n'.join(lines) + '\n'

    def item_type(self, lltype):
        if lltype.item is Void:
            return 'char'
        return self.type_name(lltype.item)

    def fields(self, fields):
        return ['    %s %s;' % (self.type_name(field), field_name(name))
                for name, field in fields if field is not Void]

    def data_declaration(self, data):
        database = self.database
        if isinstance(data.lltype, Array):
            struct = database.shapes[data.lltype, len(data.items)]
        else:
            struct = database.names[data.lltype]
        return 'struct %s %s' % (struct, database.names[data])

    def initializer(self, data):
        lltype = data.lltype
        if isinstance(lltype, Struct):
            values = [self.value(data.values.get(name, field.default), field)
                      for name, field in lltype.fields if field is not Void]
            return '{ %s }' % (', '.join(values) or '0')
        header = [self.value(data.values.get(name, 0), field)
                  for name, field in lltype.header]
        header.append('%d' % len(data.items))
        if lltype is String:
            items = c_string(''.join(data.items))
        elif lltype.item is Void or not data.items:
            items = '{ 0 }'
        else:
            items = '{ %s }' % ', '.join([self.value(item, lltype.item)
                                          for item in data.items])
        return '{ %s, %s }' % (', '.join(header), items)

    def data_file(self):
        lines = ['#include "program.h"', '']
        roots = []
        for data in self.database.data:
            lines.append('%s = %s;' % (self.data_declaration(data),
                                       self.initializer(data)))
            if self.is_root(data):
                roots.append(data)
        lines.append('struct rpy_root rpy_roots[] = {')
        for data in roots:
            name = self.database.names[data]
            lines.append('    { &%s, sizeof(%s) },' % (name, name))
        lines.append('    { NULL, 0 }')
        lines.append('};')
        return '\n'.join(lines) + '\n'

    def is_root(self, data):
        """Whether the program may store a pointer in it."""
        lltype = data.lltype
        if isinstance(lltype, Array):
            return data.is_root or isinstance(lltype.item, Pointer)
        if lltype is ClassTable or (lltype.base is not None
                                    and is_table(lltype)):
            return False
        return bool([1 for _, field in lltype.fields
                     if isinstance(field, Pointer)])

    def function_files(self):
        """Yields the texts of the files that hold the functions."""
        lines = ['#include "program.h"', '']
        size = 0
        for graph in self.database.graphs:
            lines += FunctionWriter(self, graph).lines()
            lines.append('')
            size += graph.operation_count()
            if size > OPERATIONS_PER_FILE:
                yield '\n'.join(lines)
                lines = ['#include "program.h"', '']
                size = 0
        if size:
            yield '\n'.join(lines)

    def main_file(self):
        """main(): the arguments as a list of strings, and what is uncaught."""
        names = self.database.names
        argv = self.entry.start.inputs[0].lltype
        array = argv.to.field_type('items').to
        lines = ['#include "program.h"', '',
                 'int main(int argc, char **argv) {',
                 '    Signed i, status;',
                 '    %sarguments;' % self.type_name(argv),
                 '    %sitems;' % self.type_name(Pointer(array)),
                 '    rpy_start(&i);',
                 '    arguments = rpy_malloc(sizeof(*arguments));',
                 '    items = rpy_malloc_array(sizeof(*items), '
                 'offsetof(struct %s, length), sizeof(String *), argc, 0);'
                 % names[array],
                 '    for (i = 0; i < argc; i++)',
                 '        items->items[i] = rpy_string(argv[i]);',
                 '    arguments->x_items = items;',
                 '    arguments->x_length = argc;',
                 '    status = %s(arguments);' % names[self.entry],
                 '    if (rpy_exception != NULL)',
                 '        rpy_uncaught((String *)((struct %s *)'
                 'rpy_exception)->x_table->x_name);'
                 % names[ObjectPointer.to],
                 '    fflush(stdout);',
                 '    return (int)status;', '}', '']
        return '\n'.join(lines)

    def write(self, folder):
        """Writes all files; gives the names of the C files, in order."""
        runtime = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                               'runtime')
        files = [('program.h', self.header())]
        for name in ('runtime.h', 'runtime.c', 'collector.c'):
            with open(os.path.join(runtime, name)) as source:
                files.append((name, source.read()))
        files.append(('data.c', self.data_file()))
        for i, text in enumerate(self.function_files()):
            files.append(('functions%d.c' % i, text))
        files.append(('main.c', self.main_file()))
        for name, text in files:
            with open(os.path.join(folder, name), 'w') as target:
                target.write(text)
        return [name for name, text in files if name.endswith('.c')]


def is_table(lltype):
    while lltype is not None:
        if lltype is ClassTable:
            return True
        lltype = lltype.base
    return False


def c_string(text):
    """A C string literal, in pieces that no escape runs into."""
    parts = ['"']
    for char in text:
        if char in '"\\?':
            parts.append('\\' + char)
        elif ' ' <= char <= '~':
            parts.append(char)
        else:
            parts.append('\\%03o' % ord(char))
    return ''.join(parts) + '"'
