"""Shortest texts: of a nonterminal, and to reach a state."""

FAR = 1000000


class Examples(object):
    def __init__(self, automaton):
        self.automaton = automaton
        self.grammar = automaton.grammar
        self.lengths = []
        self.best = []                  # the production of a shortest text
        for symbol in self.grammar.symbols:
            self.lengths.append(1 if symbol.is_terminal() else FAR)
            self.best.append(-1)
        while self.shorten():
            pass

    def shorten(self):
        changed = False
        for production in self.grammar.productions:
            length = 0
            for symbol in production.right:
                length = min(FAR, length + self.lengths[symbol.number])
            number = production.left.number
            if length < self.lengths[number]:
                self.lengths[number] = length
                self.best[number] = production.number
                changed = True
        return changed

    def words(self, symbol, found):
        """Appends a shortest text of the symbol."""
        if symbol.is_terminal():
            found.append(symbol.name)
        elif self.lengths[symbol.number] == FAR:
            found.append('<%s>' % symbol.name)
        else:
            production = self.grammar.productions[self.best[symbol.number]]
            for part in production.right:
                self.words(part, found)

    def text_of(self, wanted):
        """A shortest text after which the parser is in a state."""
        count = len(self.automaton.states)
        distances = [FAR] * count
        distances[0] = 0
        before = []
        for state in self.automaton.states:
            before.append(state)
        changed = True
        while changed:
            changed = False
            for state in self.automaton.states:
                for transition in state.transitions:
                    length = distances[state.number] + self.lengths[
                        transition.symbol.number]
                    target = transition.target.number
                    if length < distances[target]:
                        distances[target] = length
                        before[target] = state
                        changed = True
        symbols = []
        state = wanted
        while state.number != 0:
            symbol = state.symbol
            if symbol is not None:
                symbols.append(symbol)
            state = before[state.number]
        symbols.reverse()
        found = []
        for symbol in symbols:
            self.words(symbol, found)
        return ' '.join(found)
