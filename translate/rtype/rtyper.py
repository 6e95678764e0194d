"""The typer: rewrites annotated graphs to low-level ones, in place."""

from annotate.model import (
    SomeBool, SomeBuiltin, SomeChar, SomeClasses, SomeDict, SomeFloat,
    SomeFrozen, SomeFunctions, SomeImpossible, SomeInstance, SomeInteger,
    SomeIterator, SomeList, SomeNone, SomePointer, SomeRange, SomeString,
    SomeTuple, has_const)
from annotate.calls import ordered, plain, specialization_key
from annotate.operations import annotate_lltype
from annotate.pairs import pair
from flow.model import EXCEPTION, Block, Constant, Link, Operation, Variable
from flow.simplify import simplify
from rtype import lltype
from rtype.classes import Layout, number_classes
from rtype.exceptions import transform_exceptions
from rtype.lltype import Data, Function, Pointer, Void
from rtype.lloperation import OPERATIONS
from rtype.reprs import (
    BoolRepr, CharRepr, DictRepr, FloatRepr, FunctionRepr, InstanceRepr,
    IntegerRepr, IteratorRepr, ListRepr, NoneRepr, PointerRepr, RangeRepr,
    StringRepr, TupleRepr, TyperError)


class Typer(object):
    def __init__(self, annotator):
        self.annotator = annotator
        self.reprs = {}
        self.layouts = {}           # classdef -> Layout
        self.layout_order = []
        self.strings = {}
        self.data = {}              # (id, id of repr) -> (value, Data)
        self.function_values = {}   # graph -> Function
        self.done = set()
        self.todo = []
        self.none = NoneRepr()
        exceptions = self.layout(annotator.classes.get(Exception))
        self.exception_pointer = Pointer(exceptions.struct)

    # -- representations ---------------------------------------------------

    def repr(self, some):
        """The representation of an annotation."""
        if isinstance(some, (SomeNone, SomeImpossible, SomeBuiltin,
                             SomeFrozen)):
            return self.none
        if isinstance(some, SomeClasses) or (
                isinstance(some, SomeFunctions) and has_const(some)):
            return self.none
        if isinstance(some, SomeBool):
            return self.cached(('bool',), BoolRepr)
        if isinstance(some, SomeInteger):
            return self.cached(('int', some.nonneg), IntegerRepr, some.nonneg)
        if isinstance(some, SomeFloat):
            return self.cached(('float',), FloatRepr)
        if isinstance(some, SomeChar):
            return self.cached(('char',), CharRepr)
        if isinstance(some, SomeString):
            return self.cached(('string',), StringRepr, self)
        if isinstance(some, SomeInstance):
            layout = self.layout(some.classdef)
            return self.cached((layout,), InstanceRepr, self, layout)
        if isinstance(some, SomeList):
            return self.list_repr(self.item_repr(some.item))
        if isinstance(some, SomeDict):
            key = self.item_repr(some.key_item)
            value = self.item_repr(some.value_item)
            return self.cached(('dict', key, value), DictRepr, self, key,
                               value)
        if isinstance(some, SomeTuple):
            items = tuple([self.general(self.repr(item))
                           for item in some.items])
            return self.cached(('tuple',) + items, TupleRepr, self, items)
        if isinstance(some, SomeIterator):
            container = self.repr(some.container)
            return self.cached(('iterator', container, some.kind),
                               IteratorRepr, container, some.kind)
        if isinstance(some, SomeRange):
            return self.cached(('range', some.step), RangeRepr, some.step)
        if isinstance(some, SomeFunctions):
            functions = ordered(some.functions)
            return self.cached(('functions', some.functions), FunctionRepr,
                               self, functions)
        if isinstance(some, SomePointer):
            return self.cached(('pointer', some.lltype), PointerRepr,
                               some.lltype)
        raise TyperError('%r has no representation' % (some,))

    def cached(self, key, kind, *arguments):
        if key not in self.reprs:
            self.reprs[key] = kind(*arguments)
        return self.reprs[key]

    def general(self, repr_):
        """In containers the sign of an integer is forgotten."""
        if type(repr_) is IntegerRepr:
            return self.cached(('int', False), IntegerRepr, False)
        return repr_

    def item_repr(self, item):
        return self.general(self.repr(item.find().some))

    def list_repr(self, item):
        return self.cached(('list', item), ListRepr, self, item)

    def variable_repr(self, variable):
        some = variable.annotation
        return self.none if some is None else self.repr(some)

    def layout(self, classdef):
        if classdef not in self.layouts:
            layout = Layout(self, classdef)
            self.layouts[classdef] = layout
            self.layout_order.append(layout)
        return self.layouts[classdef]

    # -- constants ---------------------------------------------------------

    def string(self, text):
        """The low-level string of these characters; one for each text."""
        if text not in self.strings:
            self.strings[text] = Data(lltype.String, {'hash': 0}, list(text))
        return self.strings[text]

    def known_data(self, value, repr_):
        found = self.data.get((id(value), id(repr_)))
        return found and found[1]

    def remember_data(self, value, repr_, data):
        self.data[id(value), id(repr_)] = value, data

    def convert_item(self, value, repr_):
        return repr_.constant(value).value

    def function_value(self, graph):
        """The pointer to a function; its graph is typed, too."""
        if graph not in self.function_values:
            arguments = [self.variable_repr(variable).lltype
                         for variable in graph.start.inputs]
            result = self.variable_repr(graph.return_block.inputs[0]).lltype
            pointer = Pointer(lltype.function_type(arguments, result))
            self.function_values[graph] = Function(graph, pointer)
            if graph not in self.done:
                self.todo.append(graph)
        return self.function_values[graph]

    # -- the work ----------------------------------------------------------

    def type_program(self, entry):
        """Types the graph of the entry point and all it reaches."""
        for classdef in self.annotator.classes.order:
            self.layout(classdef)
        for layout in list(self.layout_order):
            layout.setup()
        self.function_value(entry)
        self.drain()
        for layout in self.layout_order:
            layout.setup()
            layout.fill_table()
        self.drain()
        for layout in self.layout_order:
            layout.setup()
            layout.fill_table()
        number_classes(self.layout_order)
        graphs = [graph for graph in self.annotator.graphs
                  if graph in self.done]
        transform_exceptions(graphs)
        for graph in graphs:
            simplify(graph)
        return graphs

    def drain(self):
        while self.todo:
            graph = self.todo.pop(0)
            if graph not in self.done:
                self.done.add(graph)
                self.type_graph(graph)

    def type_graph(self, graph):
        result = graph.return_block.inputs[0]
        result.lltype = self.variable_repr(result).lltype
        graph.except_block.inputs[0].lltype = self.exception_pointer
        seen = set([graph.return_block, graph.except_block, graph.start])
        todo = [graph.start]
        while todo:
            block = todo.pop()
            targets = [link.target for link in block.exits]
            self.type_block(graph, block)
            # The links may have changed: only what they reach is typed.
            direct = set([link.target for link in block.exits])
            for link in block.exits:
                direct.update([after.target for after in link.target.exits])
            for target in targets:
                if target in direct and target not in seen:
                    seen.add(target)
                    todo.append(target)

    def is_reached(self, link):
        """Whether the annotator came here: else the link is never taken."""
        for variable in link.target.inputs:
            if variable.annotation is None:
                return False
        operations = link.target.operations
        return not operations or operations[0].result.annotation is not None

    def type_block(self, graph, block):
        for variable in block.inputs:
            variable.lltype = self.variable_repr(variable).lltype
        out = []
        protected = 0
        for i, operation in enumerate(block.operations):
            last = i == len(block.operations) - 1
            if last:
                protected = len(out)
            lowering = Lowering(self, graph, operation, out)
            try:
                stop = self.type_operation(lowering)
            except (TyperError, KeyError) as error:
                raise TyperError('%s:%d: in %s: %s' % (
                    graph.file_name, operation.line, graph.name, error))
            if stop:
                # The operation cannot give a value: it raises or loops.
                block.operations = out
                self.cut(graph, block)
                return
        block.operations = out
        for operation in out[:protected]:
            operation.extra = operation.extra or 'unprotected'
        for link in block.exits:
            if link.exception is not None:
                link.exception.lltype = self.exception_pointer
        if isinstance(block.switch, Variable):
            some = block.switch.annotation
            if has_const(some):
                block.exits = [link for link in block.exits
                               if link.case == some.const]
                block.exits[0].case = None
                block.switch = None
            else:
                block.exits = [link for link in block.exits
                               if link.target in (graph.return_block,
                                                  graph.except_block)
                               or self.is_reached(link)]
                if len(block.exits) == 1:
                    block.exits[0].case = None
                    block.switch = None
        for link in list(block.exits):
            self.type_link(graph, block, link)

    def cut(self, graph, block):
        """Ends a block whose last operation never returns."""
        block.switch = None
        value = Constant(None, self.exception_pointer)
        exceptional = [link for link in block.exits
                       if link.exception is not None]
        if exceptional:
            exceptional[0].exception.lltype = self.exception_pointer
            block.switch = EXCEPTION
            block.exits = [Link([value], graph.except_block), exceptional[0]]
            self.type_link(graph, block, exceptional[0])
        else:
            block.exits = [Link([value], graph.except_block)]

    def type_operation(self, lowering):
        """Lowers one operation; gives whether it can never return."""
        operation = lowering.operation
        result = operation.result
        result.lltype = lowering.result_repr.lltype
        some = result.annotation
        if isinstance(some, SomeImpossible) or some is None:
            never = True
        else:
            never = False
        if never and isinstance(lowering.somes[0], SomeNone):
            return True
        value = lower(lowering)
        if never:
            return True
        if has_const(some) and not isinstance(some, (
                SomeFunctions, SomeNone, SomeBuiltin, SomeFrozen,
                SomeClasses)) and result.lltype is not Void and \
                not isinstance(result.lltype, Pointer):
            value = lowering.result_repr.constant(some.const)
        if value is None or result.lltype is Void:
            value = Constant(None, Void)
            result.lltype = Void
        elif value.lltype is not result.lltype:
            raise TyperError('%s gives %r, not %r' % (
                operation.name, value.lltype, result.lltype))
        lowering.out.append(Operation('same_as', [value], result,
                                      operation.line))
        return False

    def type_link(self, graph, block, link):
        """Converts what a link passes to what its target expects."""
        if link.target is graph.except_block:
            targets = [None]
        else:
            targets = [self.variable_repr(variable)
                       for variable in link.target.inputs]
        out = []
        args = []
        lowering = Lowering(self, graph, None, out)
        for arg, target in zip(link.args, targets):
            if target is None:
                value = arg
                if isinstance(arg, Constant) and arg.lltype is None:
                    value = self.repr(self.annotator.binding(arg)).constant(
                        arg.value)
                if value.lltype is not self.exception_pointer:
                    value = lowering.emit('cast_pointer', [value],
                                          self.exception_pointer)
            else:
                value = lowering.convert(arg, target)
            args.append(value)
        if not out:
            link.args = args
            return
        if block.switch is None:
            block.operations += out
            link.args = args
            return
        # The conversions get a block of their own on the link.
        passed = []
        defined = set([operation.result for operation in out])
        rename = {}
        inputs = []
        for variable in self.in_order(out, args):
            if variable in defined or variable in rename:
                continue
            rename[variable] = variable.copy()
            inputs.append(rename[variable])
            passed.append(variable)
        middle = Block(inputs)
        middle.operations = [operation.copy(
            lambda value: rename.get(value, value)) for operation in out]
        middle.close(Link([rename.get(arg, arg) for arg in args],
                          link.target))
        link.args = passed
        link.target = middle

    def in_order(self, out, args):
        """The variables of operations and arguments, as first used."""
        for operation in out:
            for arg in operation.args:
                if isinstance(arg, Variable):
                    yield arg
        for arg in args:
            if isinstance(arg, Variable):
                yield arg


class Lowering(object):
    """One operation on its way to low-level operations."""

    def __init__(self, typer, graph, operation, out):
        self.typer = typer
        self.graph = graph
        self.operation = operation
        self.out = out
        if operation is not None:
            self.args = operation.args
            self.line = operation.line
            self.somes = [typer.annotator.binding(arg)
                          for arg in operation.args]
            self.reprs = [typer.repr(some) for some in self.somes]
            self.result_repr = typer.variable_repr(operation.result)
        else:
            self.line = 0

    def emit(self, name, args, result):
        """Appends a low-level operation; gives its result."""
        variable = Variable('v')
        variable.lltype = result
        self.out.append(Operation(name, args, variable, self.line))
        return variable

    def op(self, name, *args):
        """An operation whose result type the table gives."""
        return self.emit(name, args, OPERATIONS[name].result)

    def arg(self, number, target=None):
        """An operand, in its own representation or converted."""
        return self.convert(self.args[number],
                            target or self.reprs[number])

    def convert(self, value, target):
        """A value converted to a representation."""
        if isinstance(value, Constant):
            if value.lltype is not None:
                return value
            some = self.typer.annotator.binding(value)
            source = self.typer.repr(some)
            if type(source) is type(target) or source is self.typer.none or \
                    target is self.typer.none or \
                    isinstance(source, (IntegerRepr, CharRepr)) and \
                    isinstance(target, (FloatRepr, IntegerRepr, StringRepr)):
                if isinstance(source, NoneRepr) and isinstance(
                        some, SomeNone) and target is not source:
                    return target.default()
                return target.constant(value.value)
            value = source.constant(value.value)
        else:
            some = value.annotation
            source = self.typer.repr(some) if some is not None else target
        if source is target or source.lltype is target.lltype:
            return value
        return pair(source, target).convert_value(self, value)

    def helper(self, function, *args):
        """Calls a low-level helper; its graph is made when first needed."""
        annotator = self.typer.annotator
        somes = []
        for arg in args:
            if arg.lltype is Void:
                somes.append(annotator.constant(arg.value))
            else:
                somes.append(annotate_lltype(arg.lltype))
        key = specialization_key(function, somes)
        info = annotator.function_info(function, key)
        saved = annotator.position
        annotator.position = None
        annotator.call(info, map(plain, somes))
        annotator.complete()
        annotator.position = saved
        target = self.typer.function_value(info.graph)
        return self.call(target, list(args))

    def call(self, target, args):
        """A direct call with converted arguments."""
        result = target.lltype.to.result
        return self.emit('direct_call',
                         [Constant(target, target.lltype)] + args, result)

    def reverse(self):
        """Swaps the operands."""
        self.args = self.args[::-1]
        self.somes = self.somes[::-1]
        self.reprs = self.reprs[::-1]

    def void(self, value):
        """An argument for a helper that only matters to the translator."""
        return Constant(value, Void)


def lower(lowering):
    """Finds the lowering of an operation: see the modules lower_*."""
    from rtype.lowerings import find
    return find(lowering)(lowering)
