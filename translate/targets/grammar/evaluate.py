"""What the trees of calculators mean: integers, and variables."""

from targets.grammar.lexer import TextError

MOST = 1 << 40


class Calculator(object):
    def __init__(self):
        self.variables = {}

    def run(self, tree):
        """Runs lines: prints the value of each that is an expression."""
        if tree.name == 'lines':
            for part in tree.parts:
                self.run(part)
        elif tree.name == 'show':
            print self.value(tree.parts[0])
        elif tree.name == 'set':
            self.variables[tree.parts[0].text] = self.value(tree.parts[1])

    def value(self, tree):
        if tree.name == 'number':
            return int(tree.parts[0].text)
        if tree.name == 'variable':
            name = tree.parts[0].text
            if name not in self.variables:
                raise TextError('%s has no value' % name, tree.line)
            return self.variables[name]
        if tree.name == 'negate':
            return -self.value(tree.parts[0])
        if len(tree.parts) < 2:
            raise TextError('%s has no meaning' % tree.name, tree.line)
        if tree.name == 'if':
            chosen = 1 if self.value(tree.parts[0]) else 2
            return self.value(tree.parts[chosen])
        return self.binary(tree, self.value(tree.parts[0]),
                           self.value(tree.parts[1]))

    def binary(self, tree, left, right):
        name = tree.name
        if name == 'add':
            return left + right
        if name == 'subtract':
            return left - right
        if name == 'multiply':
            return left * right
        if name == 'less':
            return 1 if left < right else 0
        if name == 'divide':
            if right == 0:
                raise TextError('division by zero', tree.line)
            return left // right
        if name == 'power':
            result = 1
            for _ in range(right):
                result *= left
                if abs(result) > MOST:
                    raise TextError('too large', tree.line)
            return result
        raise TextError('%s has no meaning' % name, tree.line)
