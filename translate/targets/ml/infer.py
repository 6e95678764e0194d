"""Hindley and Milner's type inference, generalizing by levels.

A variable that is made while the value of a let is typed has a higher level
than those around it; what is still higher when the value is done is any type.
"""

from targets.ml.lexer import SourceError
from targets.ml.patterns import Patterns
from targets.ml.syntax import (Anything, Apply, Both, Construct,
                               ConstructPattern, Function, If, Let, Match,
                               Name, Node, Number, NumberPattern, Operate,
                               Pattern, Sequence, Text, TextPattern, Tuple,
                               Unary)
from targets.ml.types import (BOOL, INT, STRING, UNIT, Constructed, Mismatch,
                              Namer, Scheme, Variable, arrow, list_of,
                              pruned, reference, unify)

COMPARISONS = ['=', '<>', '<', '<=', '>', '>=']


class Environment(object):
    """One name and its type; the rest stands outside."""

    def __init__(self, name, scheme, outer):
        self.name = name
        self.scheme = scheme
        self.outer = outer


class Inferrer(object):
    def __init__(self, variants):
        self.variants = variants
        self.environment = None
        self.level = 0
        self.count = 0
        self.patterns = Patterns(variants)

    def variable(self):
        self.count += 1
        return Variable(self.count, self.level)

    def unify(self, given, wanted, line):
        try:
            unify(given, wanted)
        except Mismatch:
            namer = Namer()
            raise SourceError('%s is given, %s is wanted' % (
                namer.show(given), namer.show(wanted)), line)

    # -- names

    def bind(self, name, scheme):
        self.environment = Environment(name, scheme, self.environment)

    def lookup(self, name, line):
        place = self.environment
        while place is not None:
            if place.name == name:
                return place.scheme
            place = place.outer
        raise SourceError('%s is not known' % name, line)

    def generalize(self, type):
        found = []
        self.collect(type, found)
        return Scheme(found, type)

    def collect(self, type, found):
        type = pruned(type)
        if isinstance(type, Variable):
            if type.level > self.level and type.number not in found:
                found.append(type.number)
        elif isinstance(type, Constructed):
            for argument in type.arguments:
                self.collect(argument, found)

    def instance(self, variables, type):
        fresh = {}
        for number in variables:
            fresh[number] = self.variable()
        return self.renewed(type, fresh)

    def renewed(self, type, fresh):
        type = pruned(type)
        if isinstance(type, Variable):
            if type.number in fresh:
                return fresh[type.number]
        elif isinstance(type, Constructed) and len(type.arguments):
            return Constructed(type.name, [self.renewed(argument, fresh)
                                           for argument in type.arguments])
        return type

    def instance_of(self, scheme):
        if len(scheme.variables) == 0:
            return scheme.type
        return self.instance(scheme.variables, scheme.type)

    # -- let

    def bindings(self, is_recursive, bindings):
        """Types a let's values and binds its names; gives the schemes."""
        self.level += 1
        outer = self.environment
        types = []
        for binding in bindings:
            types.append(self.variable())
            if is_recursive:
                if not isinstance(binding.value, Function):
                    raise SourceError('let rec is for functions',
                                      binding.line)
                self.bind(binding.name, Scheme([], types[-1]))
        for i in range(len(bindings)):
            binding = bindings[i]
            self.unify(binding.value.infer(self), types[i], binding.line)
        self.level -= 1
        self.environment = outer
        schemes = []
        for i in range(len(bindings)):
            if bindings[i].value.is_value():
                schemes.append(self.generalize(types[i]))
            else:
                self.lower(types[i])
                schemes.append(Scheme([], types[i]))
            self.bind(bindings[i].name, schemes[i])
        return schemes

    def lower(self, type):
        """What is no value must have one type, that may be found later."""
        type = pruned(type)
        if isinstance(type, Variable):
            type.level = min(type.level, self.level)
        elif isinstance(type, Constructed):
            for argument in type.arguments:
                self.lower(argument)

    # -- constructors

    def variant(self, name, line):
        if name not in self.variants:
            raise SourceError('constructor %s is not known' % name, line)
        return self.variants[name]

    def field_types(self, variant, count, line):
        """Fresh types of the fields, and last of the whole."""
        if count != len(variant.types):
            raise SourceError('%s takes %d values, not %d' % (
                variant.name, len(variant.types), count), line)
        whole = self.instance(variant.variables, Constructed(
            '*', variant.types + [variant.result]))
        assert isinstance(whole, Constructed)
        return whole.arguments


class __extend__(Node):
    def infer(self, inferrer):
        """The type of the expression."""
        raise NotImplementedError

    def is_value(self):
        """Whether it computes nothing, so that its type may be general."""
        return False


class __extend__(Number):
    def infer(self, inferrer):
        return self.type

    def is_value(self):
        return True


class __extend__(Text):
    def infer(self, inferrer):
        return STRING

    def is_value(self):
        return True


class __extend__(Name):
    def infer(self, inferrer):
        return inferrer.instance_of(inferrer.lookup(self.name, self.line))

    def is_value(self):
        return True


class __extend__(Tuple):
    def infer(self, inferrer):
        return Constructed('*', [part.infer(inferrer)
                                 for part in self.parts])

    def is_value(self):
        return all_values(self.parts)


def all_values(parts):
    for part in parts:
        if not part.is_value():
            return False
    return True


class __extend__(Construct):
    def infer(self, inferrer):
        variant = inferrer.variant(self.name, self.line)
        self.tag = variant.tag
        if len(variant.types) == 1 and len(self.arguments) > 1:
            self.arguments = [Tuple(self.arguments, self.line)]
        types = inferrer.field_types(variant, len(self.arguments), self.line)
        for i in range(len(self.arguments)):
            inferrer.unify(self.arguments[i].infer(inferrer), types[i],
                           self.arguments[i].line)
        return types[-1]

    def is_value(self):
        return all_values(self.arguments)


class __extend__(Apply):
    def infer(self, inferrer):
        type = self.function.infer(inferrer)
        for argument in self.arguments:
            given = argument.infer(inferrer)
            type = pruned(type)
            result = inferrer.variable()
            if isinstance(type, Constructed) and type.name == '->':
                inferrer.unify(given, type.arguments[0], argument.line)
                inferrer.unify(type.arguments[1], result, self.line)
            else:
                inferrer.unify(type, arrow(given, result), self.line)
            type = result
        return type


class __extend__(Operate):
    def infer(self, inferrer):
        left = self.left.infer(inferrer)
        right = self.right.infer(inferrer)
        operator = self.operator
        if operator in COMPARISONS:
            inferrer.unify(right, left, self.line)
            return BOOL
        if operator == ':=':
            inferrer.unify(left, reference(right), self.line)
            return UNIT
        wanted = INT
        if operator == '^':
            wanted = STRING
        elif operator == '@':
            wanted = list_of(inferrer.variable())
        inferrer.unify(left, wanted, self.left.line)
        inferrer.unify(right, wanted, self.right.line)
        return wanted


class __extend__(Unary):
    def infer(self, inferrer):
        type = self.operand.infer(inferrer)
        result = INT
        wanted = INT
        if self.operator == '!':
            result = inferrer.variable()
            wanted = reference(result)
        inferrer.unify(type, wanted, self.line)
        return result


class __extend__(Both):
    def infer(self, inferrer):
        inferrer.unify(self.left.infer(inferrer), BOOL, self.left.line)
        inferrer.unify(self.right.infer(inferrer), BOOL, self.right.line)
        return BOOL


class __extend__(Sequence):
    def infer(self, inferrer):
        inferrer.unify(self.first.infer(inferrer), UNIT, self.first.line)
        return self.second.infer(inferrer)


class __extend__(If):
    def infer(self, inferrer):
        inferrer.unify(self.test.infer(inferrer), BOOL, self.test.line)
        result = self.body.infer(inferrer)
        inferrer.unify(self.otherwise.infer(inferrer), result,
                       self.otherwise.line)
        return result


class __extend__(Function):
    def infer(self, inferrer):
        outer = inferrer.environment
        types = []
        for name in self.parameters:
            types.append(UNIT if name == '()' else inferrer.variable())
            inferrer.bind(name, Scheme([], types[-1]))
        result = self.body.infer(inferrer)
        inferrer.environment = outer
        while len(types):
            result = arrow(types.pop(), result)
        return result

    def is_value(self):
        return True


class __extend__(Let):
    def infer(self, inferrer):
        outer = inferrer.environment
        inferrer.bindings(self.is_recursive, self.bindings)
        type = self.body.infer(inferrer)
        inferrer.environment = outer
        return type


class __extend__(Match):
    def infer(self, inferrer):
        type = self.value.infer(inferrer)
        result = inferrer.variable()
        for case in self.cases:
            outer = inferrer.environment
            inferrer.unify(case.pattern.infer(inferrer), type, case.line)
            guard = case.guard
            if guard is not None:
                inferrer.unify(guard.infer(inferrer), BOOL, case.line)
            inferrer.unify(case.body.infer(inferrer), result, case.body.line)
            inferrer.environment = outer
        inferrer.patterns.check(self)
        return result


class __extend__(Pattern):
    def infer(self, inferrer):
        """The type of what it matches; binds its names."""
        raise NotImplementedError


class __extend__(Anything):
    def infer(self, inferrer):
        type = inferrer.variable()
        if self.name != '':
            inferrer.bind(self.name, Scheme([], type))
        return type


class __extend__(NumberPattern):
    def infer(self, inferrer):
        return self.type


class __extend__(TextPattern):
    def infer(self, inferrer):
        return STRING


class __extend__(ConstructPattern):
    def infer(self, inferrer):
        if self.name == '':
            return Constructed('*', [argument.infer(inferrer)
                                     for argument in self.arguments])
        variant = inferrer.variant(self.name, self.line)
        self.tag = variant.tag
        if len(variant.types) == 1 and len(self.arguments) > 1:
            self.arguments = [ConstructPattern('', self.arguments,
                                               self.line)]
        types = inferrer.field_types(variant, len(self.arguments), self.line)
        for i in range(len(self.arguments)):
            inferrer.unify(self.arguments[i].infer(inferrer), types[i],
                           self.arguments[i].line)
        return types[-1]
