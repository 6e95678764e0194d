"""Makes a formula smaller before it is solved.

Clauses that another one implies are left out (subsumption), literals that
resolution with another clause removes too (strengthening), and variables
whose clauses can be replaced by no more resolvents are eliminated; what the
model says of them is found afterwards.
"""

from targets.sat.formula import Formula, negation, variable


class Eliminated(object):
    """A variable that is gone, with the clauses that had its literal."""

    def __init__(self, literal, clauses):
        self.literal = literal
        self.clauses = clauses


def signature(clause):
    """A set of bits: of a part of the clause it has no bit more."""
    bits = 0
    for literal in clause:
        bits |= 1 << literal % 61
    return bits


class Simplifier(object):
    def __init__(self, formula):
        self.variables = formula.variables
        self.clauses = []
        self.signatures = []
        self.is_live = []
        self.occurrences = [[] for _ in range(2 * formula.variables)]
        self.queue = []
        self.eliminated = []
        self.subsumed = 0
        self.strengthened = 0
        # All clauses that were derived, for the proof.
        self.derived = []
        for clause in formula.clauses:
            self.add(clause)

    def add(self, clause):
        number = len(self.clauses)
        self.clauses.append(clause[:])
        self.signatures.append(signature(clause))
        self.is_live.append(True)
        for literal in clause:
            self.occurrences[literal].append(number)
        self.queue.append(number)

    def live(self, literal):
        """The numbers of the clauses with a literal."""
        numbers = []
        for number in self.occurrences[literal]:
            if self.is_live[number] and literal in self.clauses[number]:
                numbers.append(number)
        self.occurrences[literal] = numbers
        return numbers[:]

    # -- subsumption -------------------------------------------------------

    def rarest(self, clause):
        best = clause[0]
        for literal in clause:
            if len(self.occurrences[literal]) < len(self.occurrences[best]):
                best = literal
        return best

    def is_part(self, number, clause, bits, other):
        """Whether a clause is a part of another one."""
        if number == other or bits & ~self.signatures[other] or \
                len(clause) > len(self.clauses[other]):
            return False
        for literal in clause:
            if literal not in self.clauses[other]:
                return False
        return True

    def subsume(self, number):
        """Leaves out the clauses that this one is a part of."""
        clause = self.clauses[number]
        if len(clause) == 0:
            return
        bits = self.signatures[number]
        for other in self.live(self.rarest(clause)):
            if self.is_part(number, clause, bits, other):
                self.is_live[other] = False
                self.subsumed += 1

    def strengthen(self, number):
        """Where only one literal is the other way: the other loses it."""
        clause = self.clauses[number]
        for i in range(len(clause)):
            turned = clause[:]
            turned[i] = negation(clause[i])
            bits = signature(turned)
            for other in self.live(turned[i]):
                if self.is_part(number, turned, bits, other):
                    self.clauses[other].remove(turned[i])
                    self.signatures[other] = signature(self.clauses[other])
                    self.derived.append(self.clauses[other][:])
                    self.queue.append(other)
                    self.strengthened += 1

    def subsume_all(self):
        while len(self.queue) > 0:
            number = self.queue.pop()
            if self.is_live[number]:
                self.subsume(number)
                self.strengthen(number)

    # -- elimination -------------------------------------------------------

    def resolvent(self, first, second, pivot):
        """Of two clauses; None if it is always true."""
        result = []
        for literal in first:
            if literal != pivot:
                result.append(literal)
        for literal in second:
            if literal != negation(pivot):
                if negation(literal) in result:
                    return None
                if literal not in result:
                    result.append(literal)
        return result

    def eliminate(self, at):
        """Replaces the clauses of a variable, if that makes them no more."""
        positive = self.live(2 * at)
        negative = self.live(2 * at + 1)
        before = len(positive) + len(negative)
        if before == 0 or len(positive) * len(negative) > 2 * before + 8:
            return False
        resolvents = []
        for first in positive:
            for second in negative:
                made = self.resolvent(self.clauses[first],
                                      self.clauses[second], 2 * at)
                if made is not None:
                    resolvents.append(made)
                    if len(resolvents) > before:
                        return False
        fewer = positive
        literal = 2 * at
        if len(negative) < len(positive):
            fewer = negative
            literal = 2 * at + 1
        self.eliminated.append(Eliminated(
            literal, [self.clauses[number] for number in fewer]))
        for number in positive + negative:
            self.is_live[number] = False
        for clause in resolvents:
            self.derived.append(clause[:])
            self.add(clause)
        return True

    def run(self):
        """The smaller formula, of the same variables."""
        self.subsume_all()
        changed = True
        while changed:
            changed = False
            for at in range(self.variables):
                if self.eliminate(at):
                    changed = True
                    self.subsume_all()
        result = Formula(self.variables)
        for number in range(len(self.clauses)):
            if self.is_live[number]:
                result.add(self.clauses[number])
        return result

    def complete(self, values):
        """Gives the eliminated variables values, the last one first."""
        at = len(self.eliminated) - 1
        while at >= 0:
            gone = self.eliminated[at]
            # The literal must be true only if one of its clauses needs it.
            needed = False
            for clause in gone.clauses:
                satisfied = False
                for literal in clause:
                    if literal != gone.literal and \
                            values[variable(literal)] == (literal & 1 == 0):
                        satisfied = True
                if not satisfied:
                    needed = True
            values[variable(gone.literal)] = needed == (gone.literal & 1 == 0)
            at -= 1
