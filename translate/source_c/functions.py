"""Writes one graph as a C function: a label a block, a goto a link."""

from flow.model import Constant, EXCEPTION, Variable
from rtype.lltype import Bool, Pointer, Signed, Void
from rtype.lloperation import OPERATIONS


def writes_nothing(operation):
    """Whether no C corresponds to an operation."""
    name = operation.name
    if name in ('setfield', 'setarrayitem'):
        return operation.args[2].lltype is Void
    if name in ('getfield', 'getarrayitem', 'same_as'):
        return operation.result.lltype is Void
    return name == 'jit_marker'


def is_droppable(operation):
    """Whether an operation is left out if nothing uses its result."""
    name = operation.name
    if operation.result.lltype is Void or name in (
            'direct_call', 'indirect_call', 'raw_call', 'fetch_exception',
            'setfield', 'setarrayitem'):
        return False
    return OPERATIONS[name].pure or name.startswith(
        ('get', 'malloc', 'raw_load', 'raw_malloc'))


class FunctionWriter(object):
    def __init__(self, writer, graph):
        self.writer = writer
        self.graph = graph
        self.names = {}
        self.declared = []
        self.used = set()

    def name(self, variable):
        if variable not in self.names:
            self.names[variable] = 'v%d' % len(self.names)
            self.declared.append(variable)
        return self.names[variable]

    def value(self, value):
        if isinstance(value, Constant):
            return self.writer.value(value.value, value.lltype)
        return self.name(value)

    def find_uses(self, blocks):
        """Finds the variables that what is written needs, from the end.

        An operation without effect, or an argument of a link, needs others
        only if its own result is used.
        """
        feeds = {}
        waiting = []
        for block in blocks:
            for operation in block.operations:
                if writes_nothing(operation):
                    continue
                if is_droppable(operation):
                    feeds.setdefault(operation.result, []).extend(
                        operation.args)
                else:
                    waiting += operation.args
            if isinstance(block.switch, Variable):
                waiting.append(block.switch)
            for link in block.exits:
                if link.target in (self.graph.return_block,
                                   self.graph.except_block):
                    waiting += link.args
                    continue
                for arg, variable in zip(link.args, link.target.inputs):
                    feeds.setdefault(variable, []).append(arg)
        while waiting:
            variable = waiting.pop()
            if isinstance(variable, Variable) and variable not in self.used:
                self.used.add(variable)
                waiting += feeds.get(variable, ())

    def lines(self):
        graph = self.graph
        blocks = [block for block in graph.blocks()
                  if block not in (graph.return_block, graph.except_block)]
        self.find_uses(blocks)
        number = {}
        for i, block in enumerate(blocks):
            number[block] = i
        self.number = number
        targets = set([link.target for block in blocks
                       for link in block.exits])
        body = []
        entry = []
        for i, variable in enumerate(graph.start.inputs):
            if variable.lltype is Void:
                continue
            if variable in self.used:
                entry.append('    %s = a%d;' % (self.name(variable), i))
            else:
                entry.append('    (void)a%d;' % i)
        for i, block in enumerate(blocks):
            if block in targets:
                body.append('  block%d:' % number[block])
                if block.operations or block.exits:
                    body.append('    ;')
            for operation in block.operations:
                body += self.operation(operation)
            following = blocks[i + 1] if i + 1 < len(blocks) else None
            body += self.block_end(block, following)
        lines = ['%s {' % self.writer.declaration(graph)]
        for variable in self.declared:
            lines.append('    %s %s;' % (
                self.writer.type_name(variable.lltype),
                self.names[variable]))
        return lines + entry + body + ['}']

    # -- the ends of blocks ------------------------------------------------

    def block_end(self, block, following):
        if block.switch is None:
            return self.link(block.exits[0], '    ')
        if block.switch is EXCEPTION:
            normal, exceptional = block.exits
            lines = ['    if (rpy_exception != NULL) {']
            lines += self.caught(exceptional)
            lines.append('    }')
            return lines + self.link(normal, '    ')
        if block.switch.lltype is Bool:
            false, true = block.exits
            if false.case:
                false, true = true, false
            lines = ['    if (%s) {' % self.value(block.switch)]
            lines += self.link(true, '        ')
            lines.append('    }')
            return lines + self.link(false, '    ')
        lines = ['    switch (%s) {' % self.value(block.switch)]
        for link in block.exits:
            if link.case == 'default':
                lines.append('    default:')
            else:
                lines.append('    case %d:' % link.case)
            lines += self.link(link, '        ')
        if block.exits[-1].case != 'default':
            lines += ['    default:', '        rpy_fatal("no such case");']
            lines += self.return_lines(None, '        ')
        lines.append('    }')
        return lines

    def caught(self, link):
        """The exception is set: pass it on, or take it and handle it."""
        if link.target is self.graph.except_block and \
                link.args == [link.exception]:
            return self.return_lines(None, '        ')
        lines = []
        if link.exception in self.used:
            lines.append('        %s = rpy_exception;'
                         % self.name(link.exception))
        lines.append('        rpy_exception = NULL;')
        return lines + self.link(link, '        ')

    def return_lines(self, value, indent):
        result = self.graph.return_block.inputs[0].lltype
        if result is Void:
            return [indent + 'return;']
        if value is None:
            text = self.writer.value(None if isinstance(result, Pointer)
                                     else result.default, result)
        else:
            text = self.value(value)
        return ['%sreturn %s;' % (indent, text)]

    def link(self, link, indent):
        if link.target is self.graph.return_block:
            return self.return_lines(link.args[0], indent)
        if link.target is self.graph.except_block:
            lines = ['%srpy_raise(%s);' % (indent, self.value(link.args[0]))]
            return lines + self.return_lines(None, indent)
        moves = []
        for arg, variable in zip(link.args, link.target.inputs):
            if variable.lltype is not Void and variable in self.used and \
                    arg is not variable:
                moves.append((variable, arg))
        return (self.parallel_moves(moves, indent)
                + ['%sgoto block%d;' % (indent, self.number[link.target])])

    def parallel_moves(self, moves, indent):
        """Assignments that happen at once, one after the other."""
        lines = []
        moves = list(moves)
        while moves:
            read = set([arg for _, arg in moves])
            for i, (variable, arg) in enumerate(moves):
                others = [source for j, (_, source) in enumerate(moves)
                          if j != i]
                if variable not in others:
                    lines.append('%s%s = %s;' % (
                        indent, self.name(variable), self.value(arg)))
                    del moves[i]
                    break
            else:
                # A cycle: one value waits in a temporary variable.
                variable, arg = moves[0]
                waiting = variable.copy()
                lines.append('%s%s = %s;' % (indent, self.name(waiting),
                                             self.name(variable)))
                moves = [(target, waiting if source is variable else source)
                         for target, source in moves]
        return lines

    # -- operations --------------------------------------------------------

    def operation(self, operation):
        result = operation.result
        if writes_nothing(operation) or (
                result not in self.used and is_droppable(operation)):
            return []
        method = getattr(self, 'op_' + operation.name, None)
        if method is not None:
            text = method(operation)
        else:
            template = OPERATIONS[operation.name].text
            text = template % tuple([self.operand(arg)
                                     for arg in operation.args])
        if result.lltype is Void or operation.name in ('setfield',
                                                       'setarrayitem'):
            return ['    %s;' % text]
        if result in self.used:
            return ['    %s = %s;' % (self.name(result), text)]
        if operation.name in ('direct_call', 'indirect_call', 'raw_call',
                              'fetch_exception'):
            return ['    %s;' % text]
        return ['    (void)%s;' % text]

    def operand(self, value):
        text = self.value(value)
        return text if text.isalnum() else '(%s)' % text

    def op_same_as(self, operation):
        return self.value(operation.args[0])

    def op_cast_pointer(self, operation):
        return '(%s)%s' % (self.writer.type_name(operation.result.lltype),
                           self.operand(operation.args[0]))

    op_int_to_pointer = op_cast_pointer

    def field(self, operation):
        return '%s->x_%s' % (self.operand(operation.args[0]),
                             operation.args[1].value)

    def op_getfield(self, operation):
        return self.field(operation)

    def op_setfield(self, operation):
        return '%s = %s' % (self.field(operation),
                            self.value(operation.args[2]))

    def op_getarrayitem(self, operation):
        return '%s->items[%s]' % (self.operand(operation.args[0]),
                                  self.value(operation.args[1]))

    def op_setarrayitem(self, operation):
        return '%s->items[%s] = %s' % (self.operand(operation.args[0]),
                                       self.value(operation.args[1]),
                                       self.value(operation.args[2]))

    def op_getarraysize(self, operation):
        return '%s->length' % self.operand(operation.args[0])

    def op_malloc(self, operation):
        struct = operation.args[0].value
        name = self.writer.database.names[struct]
        pointers = [1 for _, field in struct.fields
                    if isinstance(field, Pointer)]
        function = 'rpy_malloc' if pointers else 'rpy_malloc_plain'
        return '%s(sizeof(struct %s))' % (function, name)

    def op_malloc_array(self, operation):
        array = operation.args[0].value
        name = self.writer.database.names[array]
        item = 1 if array.item is Void else 'sizeof(%s)' % \
            self.writer.type_name(array.item)
        plain = 0 if isinstance(array.item, Pointer) or \
            array.item is Signed else 1
        return 'rpy_malloc_array(sizeof(struct %s), offsetof(struct %s, ' \
            'length), %s, %s, %d)' % (name, name, item,
                                      self.value(operation.args[1]), plain)

    def op_direct_call(self, operation):
        return self.call(self.writer.database.names[
            operation.args[0].value.graph], operation)

    def op_indirect_call(self, operation):
        return self.call(self.value(operation.args[0]), operation)

    def call(self, function, operation):
        arguments = [self.value(arg) for arg in operation.args[1:]
                     if arg.lltype is not Void]
        return '%s(%s)' % (function, ', '.join(arguments))
