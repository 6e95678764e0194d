"""Lookaheads of reductions: DeRemer and Pennello's way.

For a transition by a nonterminal, `reads` are the transitions that may follow
where what is between is empty, `includes` those whose own end it may be. What
follows a transition is found from both by a walk that takes each cycle as
one. A reduction's lookaheads are what follows the transitions that it will
make, looking back.
"""

from targets.bits import Bits


class Relation(object):
    """Sets of transitions that grow over related ones."""

    def __init__(self, count, terminals):
        self.sets = []
        self.related = []
        self.depths = []
        for i in range(count):
            self.sets.append(Bits(terminals))
            self.related.append([i])
            self.depths.append(0)
        self.stack = []
        self.done = count + 1

    def relate(self, first, second):
        if second not in self.related[first]:
            self.related[first].append(second)

    def solve(self):
        for number in range(len(self.sets)):
            if self.depths[number] == 0:
                self.visit(number)

    def visit(self, number):
        self.stack.append(number)
        depth = len(self.stack)
        self.depths[number] = depth
        for other in self.related[number]:
            if self.depths[other] == 0:
                self.visit(other)
            self.depths[number] = min(self.depths[number],
                                      self.depths[other])
            self.sets[number].add_all(self.sets[other])
        if self.depths[number] == depth:
            # A cycle ends here: all in it have the same set.
            while True:
                top = self.stack.pop()
                self.depths[top] = self.done
                if top == number:
                    return
                self.sets[top] = self.sets[number].copy()


class Lookahead(object):
    def __init__(self, production, terminals):
        self.production = production
        self.terminals = terminals


class Lookaheads(object):
    def __init__(self, automaton):
        self.automaton = automaton
        self.count = len(automaton.grammar.symbols)
        self.transitions = automaton.transitions
        self.reads = Relation(len(self.transitions), self.count)
        self.includes = Relation(len(self.transitions), self.count)
        self.of_state = []              # by state: its Lookahead objects
        for state in automaton.states:
            found = []
            for production in state.reductions:
                found.append(Lookahead(production, Bits(self.count)))
            self.of_state.append(found)
        self.numbers = {}
        for transition in self.transitions:
            self.numbers[key_of(transition.source.number,
                                transition.symbol.number)] = \
                transition.number
        self.find_reads()
        self.reads.solve()
        self.find_includes()
        self.includes.solve()
        for transition in self.transitions:
            self.look_back(transition)

    def find_reads(self):
        for transition in self.transitions:
            for following in transition.target.transitions:
                symbol = following.symbol
                if symbol.is_terminal():
                    self.reads.sets[transition.number].add(symbol.number)
                elif symbol.is_nullable:
                    self.reads.relate(transition.number, following.number)

    def find_includes(self):
        self.includes.sets = [bits.copy() for bits in self.reads.sets]
        for transition in self.transitions:
            for production in transition.symbol.productions:
                self.along(transition, production)

    def along(self, outer, production):
        """Relates the transitions that a production's symbols make."""
        state = outer.source
        for i in range(len(production.right)):
            symbol = production.right[i]
            if not symbol.is_terminal() and \
                    rest_is_nullable(production, i + 1):
                inner = self.numbers[key_of(state.number, symbol.number)]
                self.includes.relate(inner, outer.number)
            state = state.to(symbol)

    def look_back(self, transition):
        for production in transition.symbol.productions:
            state = self.automaton.walk(transition.source, production)
            for lookahead in self.of_state[state.number]:
                if lookahead.production is production:
                    lookahead.terminals.add_all(
                        self.includes.sets[transition.number])


def key_of(state, symbol):
    return state * 100000 + symbol


def rest_is_nullable(production, start):
    for i in range(start, len(production.right)):
        if not production.right[i].is_nullable:
            return False
    return True
