"""The solver: decisions, propagation by watched literals, and clauses that
are learned from conflicts.

A clause watches its first two literals. A conflict is analyzed back to the
first literal of its level that implies it (the first unique implication
point); the learned clause takes the search back to where it has one literal
left. Learned clauses that are not of use are forgotten, and the search begins
anew after so many conflicts as the sequence of Luby says.
"""

from targets.sat.formula import negation, variable
from targets.sat.heap import ActivityHeap

UNKNOWN, FALSE, TRUE = -1, 0, 1
RESTART_UNIT = 64


class Clause(object):
    def __init__(self, literals, is_learned):
        self.literals = literals
        self.is_learned = is_learned
        self.is_deleted = False
        self.activity = 0.0
        # How many levels its literals were on when it was learned.
        self.levels = 0


def luby(number):
    """1 1 2 1 1 2 4 1 1 2 1 1 2 4 8 ...: the item of that number."""
    size = 1
    power = 0
    while size < number + 1:
        size = 2 * size + 1
        power += 1
    while size - 1 != number:
        size = (size - 1) >> 1
        power -= 1
        number = number % size
    return 1 << power


class Solver(object):
    def __init__(self, formula):
        count = formula.variables
        self.count = count
        self.values = [UNKNOWN] * (2 * count)
        self.levels = [0] * count
        self.reasons = [None] * count
        self.phases = [1] * count
        self.seen = [False] * count
        self.watches = [[] for _ in range(2 * count)]
        self.trail = []
        self.limits = []            # where each level begins on the trail
        self.head = 0
        self.order = ActivityHeap(count)
        self.learned = []
        self.clause_increment = 1.0
        self.most_learned = len(formula.clauses) // 3 + 100
        self.is_consistent = True
        self.conflicts = 0
        self.decisions = 0
        self.propagations = 0
        self.restarts = 0
        self.forgotten = 0
        # The learned clauses in order: a proof, if there is no model.
        self.proof = []
        for literal in range(count):
            self.order.add(literal)
        for literals in formula.clauses:
            self.add_clause(literals)

    # -- clauses -----------------------------------------------------------

    def add_clause(self, literals):
        """A clause of the formula; called only before any decision."""
        kept = []
        for literal in literals:
            if self.values[literal] == TRUE:
                return
            if self.values[literal] == UNKNOWN:
                kept.append(literal)
        if len(kept) == 0:
            self.is_consistent = False
        elif len(kept) == 1:
            self.assign(kept[0], None)
            if self.propagate() is not None:
                self.is_consistent = False
        else:
            self.watch(Clause(kept, False))

    def watch(self, clause):
        self.watches[clause.literals[0]].append(clause)
        self.watches[clause.literals[1]].append(clause)

    def is_reason(self, clause):
        literal = clause.literals[0]
        return self.values[literal] == TRUE and \
            self.reasons[variable(literal)] is clause

    # -- assignments -------------------------------------------------------

    def level(self):
        return len(self.limits)

    def assign(self, literal, reason):
        at = variable(literal)
        self.values[literal] = TRUE
        self.values[negation(literal)] = FALSE
        self.levels[at] = self.level()
        self.reasons[at] = reason
        self.trail.append(literal)

    def go_back(self, level):
        """Takes back what was assigned after that level."""
        if self.level() <= level:
            return
        start = self.limits[level]
        while len(self.trail) > start:
            literal = self.trail.pop()
            at = variable(literal)
            self.values[literal] = UNKNOWN
            self.values[negation(literal)] = UNKNOWN
            self.phases[at] = literal & 1
            self.reasons[at] = None
            self.order.add(at)
        self.head = start
        while len(self.limits) > level:
            self.limits.pop()

    def propagate(self):
        """Follows all consequences; gives a clause that is false, if any."""
        values = self.values
        while self.head < len(self.trail):
            false = negation(self.trail[self.head])
            self.head += 1
            watching = self.watches[false]
            kept = []
            self.watches[false] = kept
            at = 0
            while at < len(watching):
                clause = watching[at]
                at += 1
                if clause.is_deleted:
                    continue
                literals = clause.literals
                if literals[0] == false:
                    literals[0] = literals[1]
                    literals[1] = false
                if values[literals[0]] == TRUE or \
                        not self.watch_another(clause, false):
                    kept.append(clause)
                    if values[literals[0]] == FALSE:
                        kept.extend(watching[at:])
                        return clause
                    if values[literals[0]] == UNKNOWN:
                        self.propagations += 1
                        self.assign(literals[0], clause)
        return None

    def watch_another(self, clause, false):
        """Watches a literal that is not false; whether there is one."""
        literals = clause.literals
        for i in range(2, len(literals)):
            if self.values[literals[i]] != FALSE:
                literals[1] = literals[i]
                literals[i] = false
                self.watches[literals[1]].append(clause)
                return True
        return False

    # -- conflicts ---------------------------------------------------------

    def analyze(self, conflict):
        """The learned clause: first what it implies once we have gone back,
        second a literal of the highest level of the others."""
        learned = [0]
        open_paths = 0
        at = len(self.trail) - 1
        clause = conflict
        literal = -1
        while True:
            if clause.is_learned:
                self.bump_clause(clause)
            for other in clause.literals:
                if other != literal:
                    open_paths += self.meet(other, learned)
            while not self.seen[variable(self.trail[at])]:
                at -= 1
            literal = self.trail[at]
            at -= 1
            open_paths -= 1
            if open_paths == 0:
                break
            reason = self.reasons[variable(literal)]
            assert reason is not None
            self.seen[variable(literal)] = False
            clause = reason
        learned[0] = negation(literal)
        self.seen[variable(literal)] = False
        marked = learned[:]
        learned = self.minimized(learned)
        for other in marked:
            self.seen[variable(other)] = False
        self.highest_second(learned)
        return learned

    def meet(self, literal, learned):
        """Notes a false literal; 1 if it is of the present level."""
        at = variable(literal)
        if self.seen[at] or self.levels[at] == 0:
            return 0
        self.seen[at] = True
        self.order.bump(at)
        if self.levels[at] == self.level():
            return 1
        learned.append(literal)
        return 0

    def minimized(self, learned):
        """Without literals that the others imply."""
        kept = learned[:1]
        for i in range(1, len(learned)):
            if not self.is_implied(learned[i]):
                kept.append(learned[i])
        return kept

    def is_implied(self, literal):
        reason = self.reasons[variable(literal)]
        if reason is None:
            return False
        for other in reason.literals:
            at = variable(other)
            if other != negation(literal) and not self.seen[at] and \
                    self.levels[at] > 0:
                return False
        return True

    def highest_second(self, literals):
        for i in range(2, len(literals)):
            if self.levels[variable(literals[i])] > \
                    self.levels[variable(literals[1])]:
                literals[1], literals[i] = literals[i], literals[1]

    def count_levels(self, literals):
        known = {}
        for literal in literals:
            known[self.levels[variable(literal)]] = 1
        return len(known)

    def learn(self, literals):
        """Keeps a learned clause, goes back, and follows it."""
        self.proof.append(literals[:])
        levels = self.count_levels(literals)
        if len(literals) == 1:
            self.go_back(0)
            self.assign(literals[0], None)
            return
        self.go_back(self.levels[variable(literals[1])])
        clause = Clause(literals, True)
        clause.levels = levels
        self.bump_clause(clause)
        self.learned.append(clause)
        self.watch(clause)
        self.assign(literals[0], clause)

    def bump_clause(self, clause):
        clause.activity += self.clause_increment
        if clause.activity > 1e20:
            for other in self.learned:
                other.activity *= 1e-20
            self.clause_increment *= 1e-20

    def forget(self):
        """Deletes learned clauses that were of little use lately."""
        total = 0.0
        for clause in self.learned:
            total += clause.activity
        limit = total / float(len(self.learned))
        kept = []
        for clause in self.learned:
            if clause.activity < limit and clause.levels > 2 and \
                    len(clause.literals) > 2 and not self.is_reason(clause):
                clause.is_deleted = True
                self.forgotten += 1
            else:
                kept.append(clause)
        self.learned = kept
        self.most_learned += self.most_learned // 10

    # -- searching ---------------------------------------------------------

    def decide(self):
        """Assigns a variable that has no value; False if all have one."""
        while not self.order.is_empty():
            at = self.order.pop()
            if self.values[2 * at] == UNKNOWN:
                self.decisions += 1
                self.limits.append(len(self.trail))
                self.assign(2 * at + self.phases[at], None)
                return True
        return False

    def search(self, most_conflicts):
        """TRUE, FALSE, or UNKNOWN after so many conflicts."""
        conflicts = 0
        while True:
            conflict = self.propagate()
            if conflict is not None:
                self.conflicts += 1
                conflicts += 1
                if self.level() == 0:
                    return FALSE
                self.learn(self.analyze(conflict))
                self.order.decay()
                self.clause_increment *= 1.001
            elif conflicts >= most_conflicts:
                self.go_back(0)
                return UNKNOWN
            else:
                if len(self.learned) > self.most_learned + len(self.trail):
                    self.forget()
                if not self.decide():
                    return TRUE

    def solve(self):
        """Whether there is a model; it is in the values then."""
        if not self.is_consistent:
            return False
        while True:
            result = self.search(RESTART_UNIT * luby(self.restarts))
            if result != UNKNOWN:
                return result == TRUE
            self.restarts += 1

    def model(self):
        """A list of truth values."""
        return [self.values[2 * at] == TRUE for at in range(self.count)]
