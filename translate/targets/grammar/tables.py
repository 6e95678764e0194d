"""Tables: what to do in each state for each terminal, and where to go.

Conflicts between shifting and reducing are settled by the operators' levels
where both have one; what is left is reported, with a text that leads there.
The rows are stored one over the other, shifted so that they fit.
"""

from targets.grammar.examples import Examples
from targets.grammar.reader import (END_SYMBOL, ERROR_SYMBOL, LEFT, NEITHER)

ERROR, ACCEPT, SHIFT, REDUCE = range(4)


class Action(object):
    """`value` is a state to go to, or a production."""

    def __init__(self, kind, value):
        self.kind = kind
        self.value = value


NO_ACTION = Action(ERROR, 0)


class Row(object):
    """The actions of one state; `default` is for all other terminals."""

    def __init__(self, size):
        self.actions = []
        for _ in range(size):
            self.actions.append(NO_ACTION)
        self.default = NO_ACTION

    def set_default(self):
        """Lets the most frequent reduction be the default."""
        counts = {}
        best = 0
        for action in self.actions:
            if action.kind == REDUCE:
                count = counts.get(action.value, 0) + 1
                counts[action.value] = count
                if count > best:
                    best = count
                    self.default = action
        if best and self.actions[ERROR_SYMBOL].kind == ERROR:
            for i in range(len(self.actions)):
                action = self.actions[i]
                if action.kind == REDUCE and \
                        action.value == self.default.value:
                    self.actions[i] = NO_ACTION
        else:
            self.default = NO_ACTION


class Conflict(object):
    def __init__(self, state, symbol, text):
        self.state = state
        self.symbol = symbol
        self.text = text


class Tables(object):
    def __init__(self, automaton, lookaheads):
        self.grammar = automaton.grammar
        self.automaton = automaton
        self.rows = []
        self.conflicts = []
        self.settled = 0
        for state in automaton.states:
            row = Row(len(self.grammar.symbols))
            self.rows.append(row)
            self.fill(state, row, lookaheads.of_state[state.number])
        self.check_use()
        for row in self.rows:
            row.set_default()

    def fill(self, state, row, lookaheads):
        for transition in state.transitions:
            kind = SHIFT
            if transition.symbol.number == END_SYMBOL:
                kind = ACCEPT
            row.actions[transition.symbol.number] = Action(
                kind, transition.target.number)
        for lookahead in lookaheads:
            for number in lookahead.terminals.numbers():
                self.reduce(state, row, self.grammar.symbols[number],
                            lookahead.production)

    def reduce(self, state, row, symbol, production):
        old = row.actions[symbol.number]
        new = Action(REDUCE, production.number)
        if old.kind == ERROR:
            row.actions[symbol.number] = new
        elif old.kind == REDUCE:
            # The production that stands first in the grammar wins.
            other = self.grammar.productions[old.value]
            self.conflict(state, symbol, 'reduce by %s or by %s' % (
                other.shown(-1), production.shown(-1)))
            if production.number < old.value:
                row.actions[symbol.number] = new
        else:
            self.settle(state, row, symbol, production)

    def settle(self, state, row, symbol, production):
        """To shift the symbol or to reduce?"""
        operator = production.precedence
        if operator is None or operator.level == 0 or symbol.level == 0:
            self.conflict(state, symbol,
                          'shift, or reduce by ' + production.shown(-1))
            return
        self.settled += 1
        if operator.level > symbol.level or (
                operator.level == symbol.level
                and symbol.association == LEFT):
            row.actions[symbol.number] = Action(REDUCE, production.number)
        elif operator.level == symbol.level and \
                symbol.association == NEITHER:
            row.actions[symbol.number] = NO_ACTION

    def conflict(self, state, symbol, text):
        self.conflicts.append(Conflict(state, symbol, text))

    def check_use(self):
        for row in self.rows:
            for action in row.actions:
                if action.kind == REDUCE:
                    self.grammar.productions[action.value].is_used = True

    def report(self):
        """Prints conflicts, and productions that can never be used."""
        examples = Examples(self.automaton)
        for conflict in self.conflicts:
            print 'conflict in state %d at %s: %s' % (
                conflict.state.number, conflict.symbol.shown(),
                conflict.text)
            print '    after: ' + examples.text_of(conflict.state)
        for production in self.grammar.productions:
            if not production.is_used and production.number > 0:
                print 'never used: ' + production.shown(-1)


class Packed(object):
    """The rows in one list: an entry is at its row's base plus the symbol."""

    def __init__(self, tables):
        self.bases = []
        self.defaults = []
        self.entries = []
        self.owners = []
        for number in range(len(tables.rows)):
            row = tables.rows[number]
            self.defaults.append(row.default)
            self.bases.append(self.place(row))
            self.store(number, row)

    def place(self, row):
        base = 0
        while not self.fits(row, base):
            base += 1
        return base

    def fits(self, row, base):
        for i in range(len(row.actions)):
            if row.actions[i].kind != ERROR and \
                    base + i < len(self.owners) and \
                    self.owners[base + i] >= 0:
                return False
        return True

    def store(self, number, row):
        base = self.bases[number]
        for i in range(len(row.actions)):
            if row.actions[i].kind != ERROR:
                while len(self.owners) <= base + i:
                    self.owners.append(-1)
                    self.entries.append(NO_ACTION)
                self.owners[base + i] = number
                self.entries[base + i] = row.actions[i]

    def action(self, state, symbol):
        at = self.bases[state] + symbol
        if at < len(self.owners) and self.owners[at] == state:
            return self.entries[at]
        return self.defaults[state]

    def used(self):
        count = 0
        for owner in self.owners:
            if owner >= 0:
                count += 1
        return count
