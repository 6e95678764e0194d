"""Control-flow graphs in static single assignment form.

A graph is made of blocks; a block has input arguments, operations and exits.
A variable belongs to one block: a link passes values on to the input
arguments of its target, as arguments of a call would be passed. How a block
ends:

* no exit switch: one exit, taken always; none at all in the return block and
  the exception block;
* a variable: one exit for each value (True and False, or integers);
* EXCEPTION: the last operation may raise. The first exit is the normal one,
  the second is taken with the exception.
"""


class Variable(object):
    """A value computed at run time.

    The annotator sets `annotation`, the typer sets `lltype`.
    """
    __slots__ = ('name', 'annotation', 'lltype')
    counter = 0

    def __init__(self, name='v'):
        Variable.counter += 1
        self.name = name
        self.annotation = None
        self.lltype = None

    def copy(self):
        """A fresh variable of the same name and type."""
        other = Variable(self.name)
        other.annotation = self.annotation
        other.lltype = self.lltype
        return other

    def __repr__(self):
        return self.name


class Constant(object):
    """A value known when the program is translated."""
    __slots__ = ('value', 'annotation', 'lltype')

    def __init__(self, value, lltype=None):
        self.value = value
        self.annotation = None
        self.lltype = lltype

    def same(self, other):
        """Whether both are constants of the same type and value."""
        return (isinstance(other, Constant)
                and self.lltype == other.lltype
                and (self.value is other.value
                     or (type(self.value) in (int, float, str, bool)
                         and type(self.value) is type(other.value)
                         and repr(self.value) == repr(other.value))))

    def __repr__(self):
        value = self.value
        name = getattr(value, '__name__', None)
        return '(%s)' % (name if isinstance(name, str) else repr(value))


class Operation(object):
    """result = name(arguments), at a line of the source."""
    __slots__ = ('name', 'args', 'result', 'line', 'keywords', 'extra')

    def __init__(self, name, args, result, line=0, keywords=()):
        self.name = name
        self.args = list(args)
        self.result = result
        self.line = line
        self.keywords = keywords
        self.extra = None

    def copy(self, rename):
        """The same operation on other variables."""
        other = Operation(self.name, [rename(arg) for arg in self.args],
                          rename(self.result), self.line, self.keywords)
        other.extra = self.extra
        return other

    def __repr__(self):
        return '%r = %s(%s)' % (self.result, self.name,
                                ', '.join(map(repr, self.args)))


class Link(object):
    """An edge; `exception` is the variable it defines, if it carries one."""
    __slots__ = ('args', 'target', 'case', 'exception')

    def __init__(self, args, target, case=None):
        self.args = list(args)
        self.target = target
        self.case = case
        self.exception = None

    def copy(self, rename, target):
        link = Link([rename(arg) for arg in self.args], target, self.case)
        if self.exception is not None:
            link.exception = rename(self.exception)
        return link


class Marker(object):
    """A value with a name and nothing else."""

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


EXCEPTION = Marker('EXCEPTION')


class Block(object):
    __slots__ = ('inputs', 'operations', 'switch', 'exits')

    def __init__(self, inputs):
        self.inputs = list(inputs)
        self.operations = []
        self.switch = None
        self.exits = []

    def close(self, *exits):
        self.exits = list(exits)

    def __repr__(self):
        return '<block %s: %d operations>' % (self.inputs,
                                              len(self.operations))


class Graph(object):
    """A function: where it starts, returns and raises."""

    def __init__(self, name, start):
        self.name = name
        self.start = start
        self.return_block = Block([Variable('result')])
        self.except_block = Block([Variable('exception')])
        self.function = None
        self.file_name = '?'
        self.line = 0

    def blocks(self):
        """All reachable blocks, each once, in a fixed order."""
        seen = set([self.start])
        order = []
        todo = [self.start]
        while todo:
            block = todo.pop()
            order.append(block)
            for link in reversed(block.exits):
                if link.target not in seen:
                    seen.add(link.target)
                    todo.append(link.target)
        return order

    def links(self):
        return [link for block in self.blocks() for link in block.exits]

    def predecessors(self):
        """A table: block -> the (block, link) pairs that lead to it."""
        table = {}
        for block in self.blocks():
            for link in block.exits:
                table.setdefault(link.target, []).append((block, link))
        return table

    def operation_count(self):
        return sum([len(block.operations) + 1 for block in self.blocks()])

    def __repr__(self):
        return '<graph %s>' % self.name


def show(graph):
    """The graph as text, with short numbered names; the same every time."""
    blocks = graph.blocks()
    number = {}
    names = {}
    for i, block in enumerate(blocks):
        number[block] = i

    def name(value):
        if isinstance(value, Constant):
            return repr(value)
        if value not in names:
            names[value] = 'v%d' % len(names)
        return names[value]

    def label(block):
        if block is graph.return_block:
            return 'return'
        if block is graph.except_block:
            return 'raise'
        return 'block%d' % number[block]

    lines = ['graph %s' % graph.name]
    for block in blocks:
        if block in (graph.return_block, graph.except_block):
            continue
        lines.append('%s(%s):' % (label(block),
                                  ', '.join(map(name, block.inputs))))
        for operation in block.operations:
            lines.append('    %s = %s(%s)' % (
                name(operation.result), operation.name,
                ', '.join(map(name, operation.args))))
        for link in block.exits:
            if block.switch is None:
                case = ''
            elif block.switch is EXCEPTION:
                case = 'normal ' if link.exception is None and \
                    link is block.exits[0] else 'exception '
            else:
                case = 'if %s == %r ' % (name(block.switch), link.case)
            if link.exception is not None:
                name(link.exception)
            lines.append('    %s-> %s(%s)' % (case, label(link.target),
                                              ', '.join(map(name, link.args))))
    return '\n'.join(lines)


def check_graph(graph):
    """Raises AssertionError unless the graph is well formed."""
    defined_in = {}
    for block in graph.blocks():
        defined = set()

        def define(variable):
            assert isinstance(variable, Variable), variable
            assert variable not in defined_in, (
                '%s is defined twice in %s' % (variable, graph.name))
            defined_in[variable] = block
            defined.add(variable)

        def use(value):
            assert isinstance(value, Constant) or value in defined, (
                '%s is used but not defined in its block of %s'
                % (value, graph.name))

        for variable in block.inputs:
            define(variable)
        for operation in block.operations:
            for arg in operation.args:
                use(arg)
            define(operation.result)
        if isinstance(block.switch, Variable):
            use(block.switch)
        for link in block.exits:
            if link.exception is not None:
                define(link.exception)
        for link in block.exits:
            assert len(link.args) == len(link.target.inputs), (
                'a link of %s passes %d values to %d arguments'
                % (graph.name, len(link.args), len(link.target.inputs)))
            for arg in link.args:
                use(arg)
        if block.switch is EXCEPTION:
            assert len(block.exits) == 2 and block.operations
        elif block.switch is None:
            final = block in (graph.return_block, graph.except_block)
            assert len(block.exits) == (0 if final else 1)
