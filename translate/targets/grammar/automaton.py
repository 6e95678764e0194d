"""The states of the parser: sets of items, found from the start on."""


class Transition(object):
    """From a state by a symbol to another; by nonterminals they are numbered.

    The rest is what lookaheads.py finds out about those.
    """

    def __init__(self, source, symbol, target):
        self.source = source
        self.symbol = symbol
        self.target = target
        self.number = -1


class State(object):
    def __init__(self, number, kernel, symbol):
        self.number = number
        self.kernel = kernel
        self.symbol = symbol            # by which it is reached, or None
        self.items = []
        self.transitions = []
        self.reductions = []            # productions that may end here

    def to(self, symbol):
        """The state that a symbol leads to."""
        for transition in self.transitions:
            if transition.symbol is symbol:
                return transition.target
        return self


class Automaton(object):
    def __init__(self, grammar):
        self.grammar = grammar
        self.states = []
        self.by_kernel = {}
        self.transitions = []           # by nonterminals
        self.state([0], None)
        at = 0
        while at < len(self.states):
            self.expand(self.states[at])
            at += 1

    def state(self, kernel, symbol):
        key = ' '.join([str(item) for item in kernel])
        if key not in self.by_kernel:
            state = State(len(self.states), kernel, symbol)
            self.states.append(state)
            self.by_kernel[key] = state
        return self.by_kernel[key]

    def close(self, state):
        """Adds the beginnings of what the items wait for."""
        known = {}
        state.items = list(state.kernel)
        at = 0
        while at < len(state.items):
            symbol = self.grammar.after(state.items[at])
            at += 1
            if symbol is None or symbol.number in known:
                continue
            known[symbol.number] = True
            for production in symbol.productions:
                state.items.append(production.first_item)

    def expand(self, state):
        self.close(state)
        for item in state.items:
            symbol = self.grammar.after(item)
            if symbol is None:
                state.reductions.append(self.grammar.items[item])
                continue
            if leads(state, symbol):
                continue
            kernel = [other + 1 for other in state.items
                      if self.grammar.after(other) is symbol]
            target = self.state(sorted_numbers(kernel), symbol)
            transition = Transition(state, symbol, target)
            state.transitions.append(transition)
            if not symbol.is_terminal():
                transition.number = len(self.transitions)
                self.transitions.append(transition)

    def walk(self, state, production):
        """The state after all symbols of a production."""
        for symbol in production.right:
            state = state.to(symbol)
        return state


def leads(state, symbol):
    """Whether a symbol leads from a state to another."""
    for transition in state.transitions:
        if transition.symbol is symbol:
            return True
    return False


def sorted_numbers(numbers):
    """Insertion: these lists are short."""
    result = []
    for number in numbers:
        at = len(result)
        while at > 0 and result[at - 1] > number:
            at -= 1
        result.insert(at, number)
    return result
