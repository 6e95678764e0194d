"""Turns typed graphs to jitcodes, which the tracing runtime interprets.

A jitcode is an array of words: the number of registers, the instructions (see
opcodes.py), the constants. Variables belong to blocks, so each block numbers
its registers anew, input arguments first.
"""

from flow.model import (Block, Constant, EXCEPTION, Graph, Link, Operation,
                        Variable)
from pyjitpl import opcodes as op
from rtype.exceptions import may_raise
from rtype.lltype import (Bool, Char, Data, Float, Function, Signed,
                          Pointer, Struct, Void, array_of, function_type)


class Symbol(object):
    """A word that only the C compiler knows: see SourceWriter.symbol."""

    def __init__(self, kind, lltype, name=''):
        self.kind = kind            # 'offset', 'size', 'items', 'item size'
        self.lltype = lltype
        self.name = name


class Untraceable(Exception):
    """The graph does what jitcodes cannot: it is called, not traced."""


def word_size(lltype):
    return 1 if lltype in (Bool, Char) else 8


def has_loop(graph):
    """Whether a block can come back to itself."""
    state = {}
    stack = [(graph.start, iter(graph.start.exits))]
    state[graph.start] = 'open'
    while stack:
        block, rest = stack[-1]
        for link in rest:
            target = link.target
            if state.get(target) == 'open':
                return True
            if target not in state:
                state[target] = 'open'
                stack.append((target, iter(target.exits)))
                break
        else:
            state[block] = 'closed'
            stack.pop()
    return False


class Assembler(object):
    def __init__(self, graph, codes, raising):
        self.graph = graph
        self.codes = codes          # graph -> Data of its jitcode
        self.raising = raising
        self.words = [0]
        self.registers = {}         # of the current block
        self.count = 0
        self.constants = []
        self.constant_uses = []     # (place, number of constant)
        self.block_at = {}
        self.patches = []           # (place, block)
        self.merge_point = None

    # -- operands ----------------------------------------------------------

    def register(self, variable):
        if variable not in self.registers:
            self.registers[variable] = len(self.registers)
            self.count = max(self.count, len(self.registers))
        return self.registers[variable]

    def operand(self, value):
        """Appends an operand's word; a constant's index comes later."""
        if isinstance(value, Variable):
            self.words.append(self.register(value))
        else:
            self.constant_uses.append((len(self.words),
                                       len(self.constants)))
            self.words.append(0)
            self.constants.append(word(value))

    def immediate(self, value):
        """A word of the instruction itself; it may be a Symbol."""
        self.words.append(value)

    # -- the graph ---------------------------------------------------------

    def assemble(self):
        live = liveness(self.graph)
        for block in self.graph.blocks():
            if block in (self.graph.return_block, self.graph.except_block):
                continue
            self.block_at[block] = len(self.words)
            self.registers = {}
            for variable in block.inputs:
                if variable.lltype is not Void:
                    self.register(variable)
            self.block(block, live)
        for place, block in self.patches:
            self.words[place] = self.block_at[block]
        base = len(self.words)
        for place, number in self.constant_uses:
            self.words[place] = -(base + number)
        # One more waits while registers are swapped.
        self.words[0] = self.count + 1
        return self.words + self.constants

    def block(self, block, live):
        after = live_after_operations(block, live)
        for i, operation in enumerate(block.operations):
            self.operation(block, i, operation, after)
        if block.switch is None:
            self.link(block.exits[0])
        elif block.switch is EXCEPTION:
            operation = block.operations[-1]
            if may_raise(operation, self.raising) or \
                    operation.name == 'indirect_call':
                self.words.append(op.ON_EXCEPTION)
                place = len(self.words)
                self.words.append(0)
                self.link(block.exits[0])
                self.words[place] = len(self.words)
                exceptional = block.exits[1]
                self.words += [op.TAKE_EXCEPTION,
                               self.register(exceptional.exception)]
                self.link(exceptional)
            else:
                self.link(block.exits[0])
        else:
            self.branches(block, after[-1])

    def live(self, variables):
        registers = sorted([self.register(variable) for variable in variables
                            if variable.lltype is not Void])
        self.words += [op.LIVE, len(registers)] + registers

    def branches(self, block, needed):
        if block.switch.lltype is not Bool:
            raise Untraceable('a switch')
        false, true = block.exits
        if false.case:
            false, true = true, false
        self.live(needed)
        self.words.append(op.BRANCH)
        self.operand(block.switch)
        place = len(self.words)
        self.words.append(0)
        self.link(true)
        self.words[place] = len(self.words)
        self.link(false)

    def link(self, link):
        target = link.target
        if target is self.graph.return_block:
            self.words.append(op.RETURN)
            if link.args[0].lltype is Void:
                self.operand(Constant(0, Signed))
            else:
                self.operand(link.args[0])
            return
        if target is self.graph.except_block:
            self.words.append(op.RAISE)
            self.operand(link.args[0])
            return
        inputs = [variable for variable in target.inputs
                  if variable.lltype is not Void]
        args = [arg for arg, variable in zip(link.args, target.inputs)
                if variable.lltype is not Void]
        self.parallel(list(enumerate(args)))
        self.count = max(self.count, len(inputs))
        self.words.append(op.GOTO)
        self.patches.append((len(self.words), target))
        self.words.append(0)

    def parallel(self, moves):
        """Moves to registers that happen at once: (target, value)."""
        todo = []
        for target, value in moves:
            source = value
            if isinstance(value, Variable):
                source = self.register(value)
            if source != target:
                todo.append((target, source, value))
        waiting = None
        while todo:
            for i, (target, source, value) in enumerate(todo):
                if target not in [other[1] for other in todo[:i]
                                  + todo[i + 1:]]:
                    self.words += [op.MOVE, target]
                    if isinstance(source, int):
                        self.words.append(source)
                    else:
                        self.operand(value)
                    del todo[i]
                    break
            else:
                target = todo[0][0]
                waiting = Variable('waiting')
                temporary = self.register(waiting)
                self.words += [op.MOVE, temporary, target]
                todo = [(goal, temporary if source == target else source,
                         value) for goal, source, value in todo]

    # -- operations --------------------------------------------------------

    def operation(self, block, number, operation, after):
        name, args, result = operation.name, operation.args, operation.result
        if name in op.LOWERED:
            if Float in [arg.lltype for arg in args]:
                raise Untraceable('floats')
            self.words += [op.LOWERED[name], self.register(result)]
            for arg in args:
                self.operand(arg)
            return
        if name in op.MOVES:
            if result.lltype is not Void:
                self.words += [op.MOVE, self.register(result)]
                self.operand(args[0])
            return
        if name == 'int_to_char':
            self.words += [op.INT_AND, self.register(result)]
            self.operand(args[0])
            self.operand(Constant(255, Signed))
            return
        if name == 'jit_promote':
            self.live(after[number - 1] if number else after['start'])
            self.words += [op.PROMOTE, self.register(result)]
            self.operand(args[0])
            return
        method = getattr(self, 'op_' + name, None)
        if Float in [arg.lltype for arg in args] + [result.lltype]:
            raise Untraceable('floats')
        if method is None:
            called = Operation('direct_call', [stub_of(operation)] + args,
                               result)
            self.call(op.CALL, called, 0, after, number, 0)
        else:
            method(operation, after, number)

    def op_getfield(self, operation, after, number):
        if operation.result.lltype is Void:
            return
        pointer, field = operation.args[0], operation.args[1].value
        struct = pointer.lltype.to
        flags = 0
        if isinstance(struct, Struct):
            if field in struct.immutable:
                flags = op.IMMUTABLE
            if field == 'table':
                flags |= op.IS_TABLE
                self.live(after[number - 1] if number else after['start'])
        self.words += [op.GET, self.register(operation.result)]
        self.operand(pointer)
        self.immediate(Symbol('offset', struct, field))
        self.words += [word_size(operation.result.lltype), flags]

    def op_setfield(self, operation, after, number):
        pointer, field, value = operation.args
        if value.lltype is Void:
            return
        self.words.append(op.SET)
        self.operand(pointer)
        self.immediate(Symbol('offset', pointer.lltype.to, field.value))
        self.words.append(word_size(value.lltype))
        self.operand(value)

    def op_getarraysize(self, operation, after, number):
        self.words += [op.GET, self.register(operation.result)]
        self.operand(operation.args[0])
        self.immediate(Symbol('length', operation.args[0].lltype.to))
        self.words += [8, op.IMMUTABLE]

    def op_getarrayitem(self, operation, after, number):
        if operation.result.lltype is Void:
            return
        array = operation.args[0].lltype.to
        self.words += [op.GET_ITEM, self.register(operation.result)]
        self.operand(operation.args[0])
        self.operand(operation.args[1])
        self.immediate(Symbol('items', array))
        self.words.append(word_size(array.item))

    def op_setarrayitem(self, operation, after, number):
        array = operation.args[0].lltype.to
        if array.item is Void:
            return
        self.words.append(op.SET_ITEM)
        self.operand(operation.args[0])
        self.operand(operation.args[1])
        self.immediate(Symbol('items', array))
        self.words.append(word_size(array.item))
        self.operand(operation.args[2])

    def op_malloc(self, operation, after, number):
        self.words += [op.NEW, self.register(operation.result)]
        self.immediate(Symbol('size', operation.args[0].value))

    def op_malloc_array(self, operation, after, number):
        array = operation.args[0].value
        self.words += [op.NEW_ARRAY, self.register(operation.result)]
        self.immediate(Symbol('size', array))
        self.immediate(Symbol('length', array))
        self.words.append(word_size(array.item))
        self.operand(operation.args[1])

    def op_jit_marker(self, operation, after, number):
        if operation.args[0].value != 'jit_merge_point':
            return
        self.merge_point = len(self.words)
        values = operation.args[2:]
        self.words += [op.MERGE_POINT, len(values)]
        for value in values:
            self.operand(value)

    def op_direct_call(self, operation, after, number):
        target = operation.args[0].value
        function = target.graph.function
        flags = 0
        if may_raise(operation, self.raising):
            flags |= op.MAY_RAISE
        if getattr(function, 'jit_elidable', False):
            flags |= op.ELIDABLE
        self.call(op.CALL, operation, flags, after, number,
                  self.codes.get(target.graph, 0))

    def op_indirect_call(self, operation, after, number):
        self.live(after[number - 1] if number else after['start'])
        self.call(op.CALL_POINTER, operation, op.MAY_RAISE, after, number, 0)

    def call(self, code, operation, flags, after, number, jitcode):
        result = operation.result
        if result.lltype in (Bool, Char):
            flags |= op.BYTE_RESULT
        self.words.append(code)
        self.words.append(-1 if result.lltype is Void
                          else self.register(result))
        self.operand(operation.args[0])
        self.immediate(jitcode)
        args = [arg for arg in operation.args[1:] if arg.lltype is not Void]
        if len(args) > 6:
            raise Untraceable('a call with many arguments')
        self.words += [flags, len(args)]
        for arg in args:
            self.operand(arg)
        self.live([variable for variable in after[number]
                   if variable is not result])


_stubs = {}


def stub_of(operation):
    """A function that does one operation: jitcodes can call it."""
    lltypes = [arg.lltype for arg in operation.args]
    key = operation.name, tuple(lltypes), operation.result.lltype
    if key not in _stubs:
        inputs = []
        for lltype in lltypes:
            variable = Variable('a')
            variable.lltype = lltype
            inputs.append(variable)
        start = Block(inputs)
        graph = Graph('stub_' + operation.name, start)
        result = Variable('r')
        result.lltype = operation.result.lltype
        start.operations.append(Operation(operation.name, inputs, result))
        value = result
        if result.lltype is Void:
            value = Constant(None, Void)
        graph.return_block.inputs[0].lltype = result.lltype
        start.close(Link([value], graph.return_block))
        pointer = Pointer(function_type(lltypes, result.lltype))
        _stubs[key] = Constant(Function(graph, pointer), pointer)
    return _stubs[key]


def word(constant):
    """The word of a constant: a number, or what has an address."""
    value = constant.value
    if value is None:
        return 0
    if isinstance(value, (Data, Function)):
        return value
    if constant.lltype is Char:
        return ord(value)
    if constant.lltype in (Signed, Bool):
        return int(value)
    raise Untraceable('a constant %r' % (value,))


# -- liveness --------------------------------------------------------------

def liveness(graph):
    """Which variables each block needs at its end."""
    live = {}
    for block in graph.blocks():
        needed = set()
        for link in block.exits:
            for arg in link.args:
                if isinstance(arg, Variable) and arg is not link.exception:
                    needed.add(arg)
        if isinstance(block.switch, Variable):
            needed.add(block.switch)
        live[block] = needed
    return live


def live_after_operations(block, live):
    """A table: number of the operation -> variables needed after it.

    'start' is before the first, -1 after the last.
    """
    table = {}
    needed = set(live[block])
    table[-1] = needed
    for i in range(len(block.operations) - 1, -1, -1):
        operation = block.operations[i]
        table[i] = needed
        needed = set(needed)
        needed.discard(operation.result)
        for arg in operation.args:
            if isinstance(arg, Variable):
                needed.add(arg)
    table['start'] = needed
    if not block.operations:
        table['start'] = table[-1]
    return table


WORDS = array_of(Signed)


def make_jitcodes(portal, graphs, raising):
    """Jitcodes of the portal and all it may trace into.

    Gives (graph -> Data, place of the merge point in the portal's).
    """
    known = set(graphs)
    codes = {}
    opaque = set()
    for graph in graphs:
        function = graph.function
        if graph is portal:
            continue
        if getattr(function, 'jit_opaque', False) or getattr(
                function, 'jit_elidable', False) or has_loop(graph):
            opaque.add(graph)
    candidates = [graph for graph in graphs if graph not in opaque]
    # First find which can be assembled at all, then assemble these.
    for graph in candidates:
        try:
            Assembler(graph, {}, raising).assemble()
            codes[graph] = Data(WORDS, items=[])
        except Untraceable:
            pass
    if portal not in codes:
        # Says why: without a jitcode of its loop there is no tracer.
        Assembler(portal, {}, raising).assemble()
    inner = dict(codes)
    # A recursive call of the portal is a call.
    inner.pop(portal, None)
    merge_point = None
    for graph in candidates:
        if graph in codes and graph in known:
            assembler = Assembler(graph, inner, raising)
            codes[graph].items = assembler.assemble()
            if graph is portal:
                merge_point = assembler.merge_point
    return codes, merge_point
