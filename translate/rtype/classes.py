"""The layout of classes: a struct for the instances, a table for the class.

The table has the range of numbers of the class and its subclasses, the name,
and a slot for each method that is called without knowing the class, and for
each class attribute that no instance overrides.
"""

import types

from rtype.lltype import (ClassTable, Data, Object, Pointer, Struct,
                          function_type)


class Layout(object):
    def __init__(self, typer, classdef):
        self.typer = typer
        self.classdef = classdef
        self.base = None
        base_struct, base_table = Object, ClassTable
        if classdef.base is not None:
            self.base = typer.layout(classdef.base)
            base_struct = self.base.struct
            base_table = self.base.table_type
        name = classdef.cls.__name__
        self.struct = Struct(name, base=base_struct)
        self.table_type = Struct(name + 'Table', base=base_table)
        self.table = Data(self.table_type)
        self.fields = None
        self.slots = {}             # method name -> (type, argument reprs)
        self.constants = {}         # class attribute -> Repr

    def setup(self):
        """Settles the fields: after all annotations, before any code."""
        if self.fields is not None:
            return
        if self.base is not None:
            self.base.setup()
        self.fields = []
        typer, classdef = self.typer, self.classdef
        slots = []
        for name in sorted(classdef.attributes):
            attribute = classdef.attributes[name]
            repr_ = typer.repr(attribute.some)
            if attribute.is_stored or not self.has_class_value(name):
                self.fields.append((name, repr_))
            else:
                self.constants[name] = repr_
                slots.append(('c_' + name, repr_.lltype))
        self.struct.set_fields([('f_' + name, repr_.lltype)
                                for name, repr_ in self.fields])
        for name in sorted(classdef.attributes):
            if not classdef.attributes[name].is_stored:
                self.struct.immutable.add('f_' + name)
        # A class may promise that fields never change after __init__.
        for name in classdef.cls.__dict__.get('_immutable_fields_', ()):
            self.struct.immutable.add('f_' + name)
        for name in sorted(classdef.method_callers):
            if classdef.method_callers[name] and self.slot(name) is None:
                slot_type = self.method_type(name)
                if slot_type is not None:
                    self.slots[name] = slot_type
                    slots.append(('m_' + name, slot_type[0]))
        self.table_type.set_fields(slots)
        self.table_type.immutable.update(self.table_type.types)

    def has_class_value(self, name):
        for classdef in self.classdef.tree():
            if classdef.lookup(name) is not None:
                return True
        return False

    def slot(self, name):
        """The type of a method's slot, here or in a base; or None."""
        layout = self
        while layout is not None:
            if name in layout.slots:
                return layout.slots[name]
            layout = layout.base
        return None

    def implementations(self, name):
        found = []
        for classdef in self.classdef.tree():
            function = classdef.lookup(name)
            if isinstance(function, types.FunctionType) and \
                    function not in found:
                found.append(function)
        return found

    def method_type(self, name):
        functions = self.implementations(name)
        if len(functions) < 2:
            return None
        typer = self.typer
        infos = [typer.annotator.functions.get((function, ()))
                 for function in functions]
        infos = [info for info in infos if info is not None]
        graph = infos[0].graph
        reprs = [typer.variable_repr(variable)
                 for variable in graph.start.inputs[1:]]
        result = typer.variable_repr(graph.return_block.inputs[0])
        kind = function_type([Pointer(self.struct)]
                             + [repr_.lltype for repr_ in reprs],
                             result.lltype)
        return Pointer(kind), reprs, result, functions

    def find_constant(self, name):
        layout = self
        while layout is not None:
            if name in layout.constants:
                return layout.constants[name]
            layout = layout.base
        return None

    def all_fields(self):
        """(name, Repr) of all fields, those of bases first."""
        result = self.base.all_fields() if self.base is not None else []
        return result + self.fields

    def field(self, name):
        for field, repr_ in self.all_fields():
            if field == name:
                return repr_
        raise KeyError(name)

    def fill_table(self):
        """Settles the class's table; the numbers come later."""
        typer, classdef = self.typer, self.classdef
        values = self.table.values
        values['name'] = typer.string(classdef.cls.__name__)
        layout = self
        while layout is not None:
            for name, repr_ in sorted(layout.constants.items()):
                value = getattr(classdef.cls, name, None)
                if value is None:
                    values['c_' + name] = repr_.default().value
                else:
                    values['c_' + name] = typer.convert_item(value, repr_)
            for name in sorted(layout.slots):
                function = classdef.lookup(name)
                info = None
                if isinstance(function, types.FunctionType):
                    info = typer.annotator.functions.get((function, ()))
                values['m_' + name] = None
                if info is not None:
                    values['m_' + name] = typer.function_value(info.graph)
            layout = layout.base

    def initial_values(self):
        """(field, value) that a new instance has from its class."""
        result = []
        for name, repr_ in self.all_fields():
            value = self.classdef.lookup(name)
            if value is not None and not isinstance(value,
                                                    types.FunctionType):
                result.append(('f_' + name, repr_, value))
        return result


def number_classes(layouts):
    """Gives each class a range of numbers that holds its subclasses'."""
    number = [0]

    def visit(layout):
        layout.table.values['first'] = number[0]
        number[0] += 1
        for subclass in layout.classdef.subclasses:
            visit(layout.typer.layout(subclass))
        layout.table.values['last'] = number[0] - 1

    for layout in layouts:
        if layout.base is None:
            visit(layout)
