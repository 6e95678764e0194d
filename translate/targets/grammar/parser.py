"""The parser that tables drive: a stack of states, trees as values."""

from targets.grammar.lexer import END, NAME, NUMBER, STRING, Lexer
from targets.grammar.reader import END_SYMBOL, ERROR_SYMBOL
from targets.grammar.tables import ACCEPT, ERROR, REDUCE, SHIFT

MOST_ERRORS = 10


class Tree(object):
    """A node, or, with a token's text, a leaf."""

    def __init__(self, name, text, parts, line):
        self.name = name
        self.text = text
        self.parts = parts
        self.line = line

    def shown(self):
        if self.name == '':
            return self.text
        words = [self.name]
        for part in self.parts:
            words.append(part.shown())
        return '(' + ' '.join(words) + ')'


class Parser(object):
    def __init__(self, grammar, packed):
        self.grammar = grammar
        self.packed = packed
        self.errors = []
        self.states = [0]
        self.trees = [Tree('', '', [], 0)]
        self.recovered = -1

    def tokens(self, text):
        marks = []
        for symbol in self.grammar.symbols:
            if symbol.is_quoted:
                marks.append(symbol.name)
        return Lexer(text, marks).tokens()

    def symbol_of(self, token):
        """The number of the terminal that a token is; -1 if it is none."""
        if token.kind == END:
            return END_SYMBOL
        names = self.grammar.by_name
        if token.kind != STRING and "'" + token.text in names:
            return names["'" + token.text].number
        name = 'STRING'
        if token.kind == NAME:
            name = 'NAME'
        elif token.kind == NUMBER:
            name = 'NUMBER'
        if name in names:
            return names[name].number
        return -1

    def parse(self, text):
        """The tree of a text, or None; errors are in a list."""
        tokens = self.tokens(text)
        at = 0
        settled = 0             # tokens left until errors are told again
        while True:
            token = tokens[at]
            before = list(self.states)
            action = self.reduce_all(self.symbol_of(token))
            if action.kind == ACCEPT:
                return self.trees[-1]
            if action.kind == SHIFT:
                self.push(action.value, Tree('', token.text, [],
                                             token.line))
                at += 1
                settled = max(0, settled - 1)
                continue
            if settled == 0:
                self.report(token, before)
            settled = 3
            if len(self.errors) >= MOST_ERRORS:
                return None
            at = self.recover(tokens, at)
            if at < 0:
                return None

    def push(self, state, tree):
        self.states.append(state)
        self.trees.append(tree)

    def reduce_all(self, symbol):
        """Reduces as long as the tables say; gives what comes then."""
        while True:
            action = self.packed.action(self.states[-1], symbol) \
                if symbol >= 0 else self.packed.defaults[self.states[-1]]
            if action.kind != REDUCE:
                return action
            self.reduce(self.grammar.productions[action.value])

    def reduce(self, production):
        parts = []
        for _ in production.right:
            self.states.pop()
            parts.append(self.trees.pop())
        parts.reverse()
        line = self.trees[-1].line
        if len(parts):
            line = parts[0].line
        if production.node == '':
            tree = parts[production.parts[0]]
        else:
            tree = Tree(production.node, '',
                        [parts[i] for i in production.parts], line)
        target = self.packed.action(self.states[-1], production.left.number)
        self.states.append(target.value)
        self.trees.append(tree)

    # -- errors

    def accepts(self, states, symbol):
        """Whether a symbol could be shifted, after reductions."""
        if symbol < 0:
            return False
        states = list(states)
        while True:
            action = self.packed.action(states[-1], symbol)
            if action.kind != REDUCE:
                return action.kind != ERROR
            production = self.grammar.productions[action.value]
            for _ in production.right:
                states.pop()
            states.append(self.packed.action(
                states[-1], production.left.number).value)

    def report(self, token, states):
        wanted = []
        for symbol in self.grammar.symbols:
            if symbol.is_terminal() and symbol.number != ERROR_SYMBOL and \
                    self.accepts(states, symbol.number):
                wanted.append(symbol.name)
        text = wanted[0]
        for i in range(1, len(wanted)):
            text += (' or ' if i == len(wanted) - 1 else ', ') + wanted[i]
        self.errors.append('line %d: unexpected %s, expected %s' % (
            token.line, token.text, text))

    def recover(self, tokens, at):
        """Goes back to a state that expects an error.

        The one is chosen after which least of the text must be left out;
        gives where it goes on, or -1.
        """
        if at == self.recovered:
            at += 1
        best = len(tokens)
        kept = 0
        for count in range(len(self.states), 0, -1):
            action = self.packed.action(self.states[count - 1], ERROR_SYMBOL)
            if action.kind != SHIFT:
                continue
            states = self.states[:count]
            states.append(action.value)
            for i in range(at, best):
                if self.accepts(states, self.symbol_of(tokens[i])):
                    best = i
                    kept = count
                    break
        if kept == 0:
            return -1
        while len(self.states) > kept:
            self.states.pop()
            self.trees.pop()
        self.push(self.packed.action(self.states[-1], ERROR_SYMBOL).value,
                  Tree('error', '', [], tokens[best].line))
        self.recovered = best
        return best
