"""The database: everything that the C program will hold, with its C name.

It follows the graphs from the entry point to all functions, types and data
that they use; the order, and so the names, are the same in every run.
"""

from flow.model import Constant
from pyjitpl.jitcode import Symbol
from rtype.lltype import (Array, Data, Function, FunctionType, LLType,
                          ObjectPointer, Pointer, String, Struct, Void)


def c_name(text):
    """The letters, digits and underscores of a text."""
    return ''.join([char if char.isalnum() else '_' for char in text])


class Database(object):
    def __init__(self):
        self.names = {}             # type, Data, Function or graph -> C name
        self.types = []             # structs and arrays, bases first
        self.function_types = []
        self.data = []
        self.graphs = []
        self.shapes = {}            # (array type, length) -> C name
        self.shape_order = []

    def complete(self, functions):
        """Adds these functions and all that they need."""
        # main() looks at exceptions, whatever the program does.
        self.add_type(ObjectPointer)
        todo = list(functions)
        known = set()
        while todo:
            item = todo.pop(0)
            if isinstance(item, Function):
                item = item.graph
            if item in known:
                continue
            known.add(item)
            if isinstance(item, Data):
                todo += self.add_data(item)
            else:
                todo += self.add_graph(item)

    def add_graph(self, graph):
        self.names[graph] = 'f%d_%s' % (len(self.graphs), c_name(graph.name))
        self.graphs.append(graph)
        found = []
        for block in graph.blocks():
            for variable in block.inputs:
                self.add_type(variable.lltype)
            for operation in block.operations:
                for arg in operation.args:
                    self.add_value(arg, found)
                self.add_type(operation.result.lltype)
            for link in block.exits:
                for arg in link.args:
                    self.add_value(arg, found)
        return found

    def add_value(self, value, found):
        if isinstance(value, Constant):
            if isinstance(value.value, LLType) and value.lltype is Void:
                self.add_type(Pointer(value.value))
            self.add_type(value.lltype)
            if isinstance(value.value, (Data, Function)):
                found.append(value.value)

    def add_data(self, data):
        self.add_type(Pointer(data.lltype))
        self.names[data] = 'd%d' % len(self.data)
        self.data.append(data)
        found = []
        if isinstance(data.lltype, Array):
            shape = data.lltype, len(data.items)
            if shape not in self.shapes:
                self.shapes[shape] = '%s_%d' % (self.names[data.lltype],
                                                len(data.items))
                self.shape_order.append(shape)
            values = data.items
        else:
            values = [data.values.get(name)
                      for name, field in data.lltype.fields]
        for value in values:
            if isinstance(value, (Data, Function)):
                found.append(value)
            elif isinstance(value, Symbol):
                self.add_type(Pointer(value.lltype))
        return found

    def add_type(self, lltype):
        """Names a type and those it is made of."""
        todo = [lltype]
        while todo:
            current = todo.pop()
            if isinstance(current, Pointer):
                current = current.to
            if current in self.names or not isinstance(
                    current, (Struct, Array, FunctionType)):
                continue
            if isinstance(current, FunctionType):
                self.names[current] = 'F%d' % len(self.function_types)
                self.function_types.append(current)
                todo += current.arguments + [current.result]
                continue
            prefix = 'S' if isinstance(current, Struct) else 'A'
            name = '%s%d_%s' % (prefix, len(self.types),
                                c_name(current.name))
            if current is String:
                name = 'String'
            self.names[current] = name
            self.types.append(current)
            if isinstance(current, Struct):
                todo += [field for _, field in current.fields][::-1]
            else:
                todo += [field for _, field in current.header]
                todo.append(current.item)
