"""Typed trees to code: every value has a slot of its function's frame."""

from targets.ml.code import (APPLY, BLOCK, CAPTURED, CLOSURE, CONSTANT, FIELD,
                             GLOBAL, JUMP, MOVE, NEGATE, NO_CASE, OPERATORS,
                             PATCH, PRIMITIVE, RETURN, SET_GLOBAL,
                             TAIL_APPLY, UNLESS, UNLESS_SAME, UNLESS_TAG,
                             Code)
from targets.ml.syntax import (Anything, Apply, Both, Construct,
                               ConstructPattern, Function, If, Let, Match,
                               Name, Node, Number, NumberPattern, Operate,
                               Pattern, Sequence, Text, TextPattern, Tuple,
                               Unary)
from targets.ml.values import EMPTY, String, integer


class Local(object):
    """A name and its slot, or, below 0, which captured value it is."""

    def __init__(self, name, slot):
        self.name = name
        self.slot = slot


class Compiler(object):
    """Compiles one function; `outer` compiles what is around it."""

    def __init__(self, code, outer, globals):
        self.code = code
        self.outer = outer
        self.globals = globals          # name -> number
        self.names = []
        self.captured = []
        self.used = code.arity

    def slot(self):
        self.used += 1
        self.code.slots = max(self.code.slots, self.used)
        return self.used - 1

    def emit(self, operation, target, a, b):
        return self.code.emit(operation, target, a, b)

    def bind(self, name, slot):
        self.names.append(Local(name, slot))

    def forget(self, count):
        """Ends the scope of the names after the first ones."""
        while len(self.names) > count:
            self.names.pop()

    def find(self, name):
        """The innermost variable of the name, captured if need be."""
        i = len(self.names) - 1
        while i >= 0:
            if self.names[i].name == name:
                return self.names[i]
            i -= 1
        for local in self.captured:
            if local.name == name:
                return local
        outer = self.outer
        if outer is None:
            return None
        found = outer.find(name)
        if found is None:
            return None
        self.code.sources.append(found.slot)
        local = Local(name, -len(self.code.sources))
        self.captured.append(local)
        return local

    def operand(self, node):
        """The slot with an expression's value: a variable's own, or new."""
        if isinstance(node, Name):
            found = self.find(node.name)
            if found is not None and found.slot >= 0:
                return found.slot
        slot = self.slot()
        node.compile(self, slot, False)
        return slot

    def operands(self, nodes):
        """Slots in a row."""
        first = self.used
        for _ in nodes:
            self.slot()
        for i in range(len(nodes)):
            nodes[i].compile(self, first + i, False)
        return first

    def function(self, node, target):
        """Emits the making of a closure."""
        code = Code(node.name, len(node.parameters))
        inner = Compiler(code, self, self.globals)
        for i in range(len(node.parameters)):
            inner.bind(node.parameters[i], i)
        target_slot = inner.slot()
        node.body.compile(inner, target_slot, True)
        inner.emit(RETURN, target_slot, 0, 0)
        self.code.codes.append(code)
        self.emit(CLOSURE, target, len(self.code.codes) - 1, 0)
        return code

    def local_bindings(self, is_recursive, bindings):
        slots = []
        if is_recursive:
            for binding in bindings:
                slots.append(self.slot())
                self.bind(binding.name, slots[-1])
        codes = []
        for i in range(len(bindings)):
            value = bindings[i].value
            if not is_recursive:
                slots.append(self.slot())
                value.compile(self, slots[i], False)
            elif isinstance(value, Function):
                codes.append(self.function(value, slots[i]))
        if not is_recursive:
            for i in range(len(bindings)):
                self.bind(bindings[i].name, slots[i])
        # Closures that hold each other were made before all were there.
        for i in range(len(codes)):
            sources = codes[i].sources
            for number in range(len(sources)):
                if sources[number] in slots:
                    self.emit(PATCH, slots[i], number, sources[number])


class __extend__(Node):
    def compile(self, compiler, target, is_last):
        """Emits code that leaves the value in a slot.

        is_last: the function returns it, so it may return by itself.
        """
        raise NotImplementedError


def constant(compiler, target, value):
    compiler.emit(CONSTANT, target, compiler.code.constant(value), 0)


class __extend__(Number):
    def compile(self, compiler, target, is_last):
        constant(compiler, target, integer(self.value))


class __extend__(Text):
    def compile(self, compiler, target, is_last):
        constant(compiler, target, String(self.text))


class __extend__(Name):
    def compile(self, compiler, target, is_last):
        found = compiler.find(self.name)
        if found is None:
            compiler.emit(GLOBAL, target, compiler.globals[self.name], 0)
        elif found.slot < 0:
            compiler.emit(CAPTURED, target, -1 - found.slot, 0)
        else:
            compiler.emit(MOVE, target, found.slot, 0)


def make_block(compiler, target, tag, parts):
    used = compiler.used
    first = compiler.operands(parts)
    compiler.emit(BLOCK, target, first, tag * 256 + len(parts))
    compiler.used = used


class __extend__(Tuple):
    def compile(self, compiler, target, is_last):
        make_block(compiler, target, 0, self.parts)


class __extend__(Construct):
    def compile(self, compiler, target, is_last):
        if len(self.arguments) == 0 and self.tag == 0:
            constant(compiler, target, EMPTY)
        else:
            make_block(compiler, target, self.tag, self.arguments)


class __extend__(Apply):
    def compile(self, compiler, target, is_last):
        used = compiler.used
        first = compiler.operands([self.function] + self.arguments)
        compiler.emit(TAIL_APPLY if is_last else APPLY, target, first,
                      len(self.arguments))
        compiler.used = used


class __extend__(Operate):
    def compile(self, compiler, target, is_last):
        used = compiler.used
        left = compiler.operand(self.left)
        right = compiler.operand(self.right)
        compiler.emit(OPERATORS[self.operator], target, left, right)
        compiler.used = used


class __extend__(Unary):
    def compile(self, compiler, target, is_last):
        used = compiler.used
        operand = compiler.operand(self.operand)
        if self.operator == '!':
            compiler.emit(FIELD, target, operand, 0)
        else:
            compiler.emit(NEGATE, target, operand, 0)
        compiler.used = used


class __extend__(Both):
    def compile(self, compiler, target, is_last):
        self.left.compile(compiler, target, False)
        if self.is_and:
            over = compiler.emit(UNLESS, 0, target, 0)
            self.right.compile(compiler, target, is_last)
            compiler.code.land(over)
        else:
            other = compiler.emit(UNLESS, 0, target, 0)
            over = compiler.emit(JUMP, 0, 0, 0)
            compiler.code.land(other)
            self.right.compile(compiler, target, is_last)
            compiler.code.land(over)


class __extend__(Sequence):
    def compile(self, compiler, target, is_last):
        self.first.compile(compiler, target, False)
        self.second.compile(compiler, target, is_last)


class __extend__(If):
    def compile(self, compiler, target, is_last):
        used = compiler.used
        test = compiler.operand(self.test)
        compiler.used = used
        otherwise = compiler.emit(UNLESS, 0, test, 0)
        self.body.compile(compiler, target, is_last)
        over = compiler.emit(JUMP, 0, 0, 0)
        compiler.code.land(otherwise)
        self.otherwise.compile(compiler, target, is_last)
        compiler.code.land(over)


class __extend__(Function):
    def compile(self, compiler, target, is_last):
        compiler.function(self, target)


class __extend__(Let):
    def compile(self, compiler, target, is_last):
        used = compiler.used
        count = len(compiler.names)
        compiler.local_bindings(self.is_recursive, self.bindings)
        self.body.compile(compiler, target, is_last)
        compiler.forget(count)
        compiler.used = used


class __extend__(Match):
    def compile(self, compiler, target, is_last):
        used = compiler.used
        count = len(compiler.names)
        value = compiler.operand(self.value)
        ends = []
        for case in self.cases:
            inside = compiler.used
            failed = []
            case.pattern.compile(compiler, value, failed)
            guard = case.guard
            if guard is not None:
                test = compiler.operand(guard)
                failed.append(compiler.emit(UNLESS, 0, test, 0))
            case.body.compile(compiler, target, is_last)
            ends.append(compiler.emit(JUMP, 0, 0, 0))
            for place in failed:
                compiler.code.land(place)
            compiler.forget(count)
            compiler.used = inside
        compiler.emit(NO_CASE, 0, self.line, 0)
        for place in ends:
            compiler.code.land(place)
        compiler.used = used


class __extend__(Pattern):
    def compile(self, compiler, slot, failed):
        """Emits tests of the value in a slot, and binds names.

        Adds the places of the jumps that are made if it does not match.
        """
        raise NotImplementedError


class __extend__(Anything):
    def compile(self, compiler, slot, failed):
        if self.name != '':
            compiler.bind(self.name, slot)


def test_constant(compiler, slot, value, failed):
    wanted = compiler.slot()
    constant(compiler, wanted, value)
    failed.append(compiler.emit(UNLESS_SAME, 0, slot, wanted))


class __extend__(NumberPattern):
    def compile(self, compiler, slot, failed):
        test_constant(compiler, slot, integer(self.value), failed)


class __extend__(TextPattern):
    def compile(self, compiler, slot, failed):
        test_constant(compiler, slot, String(self.text), failed)


class __extend__(ConstructPattern):
    def compile(self, compiler, slot, failed):
        if self.name != '':
            failed.append(compiler.emit(UNLESS_TAG, 0, slot, self.tag))
        for i in range(len(self.arguments)):
            argument = self.arguments[i]
            if isinstance(argument, Anything) and argument.name == '':
                continue
            field = compiler.slot()
            compiler.emit(FIELD, field, slot, i)
            argument.compile(compiler, field, failed)


# -- the top level

def compile_expression(node, globals):
    """Code that returns the value of an expression."""
    code = Code('top', 0)
    compiler = Compiler(code, None, globals)
    target = compiler.slot()
    node.compile(compiler, target, True)
    compiler.emit(RETURN, target, 0, 0)
    return code


def compile_bindings(declaration, globals):
    """Code that sets the globals of a let."""
    code = Code('top', 0)
    compiler = Compiler(code, None, globals)
    slots = []
    if declaration.is_recursive:
        for binding in declaration.bindings:
            globals[binding.name] = len(globals)
    for binding in declaration.bindings:
        slots.append(compiler.slot())
        binding.value.compile(compiler, slots[-1], False)
    for i in range(len(slots)):
        name = declaration.bindings[i].name
        if not declaration.is_recursive:
            globals[name] = len(globals)
        compiler.emit(SET_GLOBAL, slots[i], globals[name], 0)
    compiler.emit(RETURN, slots[0], 0, 0)
    return code


def primitive(name, arity, number):
    """A function of one instruction."""
    code = Code(name, arity)
    code.slots = arity + 1
    code.emit(PRIMITIVE, arity, number, 0)
    code.emit(RETURN, arity, 0, 0)
    return code
