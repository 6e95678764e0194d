"""Checks a proof that a formula has no model.

Each clause of the proof must follow from those before it by unit
propagation: with its literals false, propagation must meet a false clause.
The last thing to follow is the empty clause.
"""

from targets.sat.formula import negation


class Checker(object):
    """Propagates by counting: simple, and nothing of the solver's."""

    def __init__(self, formula):
        self.variables = formula.variables
        self.clauses = []
        self.occurrences = [[] for _ in range(2 * formula.variables)]
        self.steps = 0
        self.units = []
        self.has_empty = False
        for clause in formula.clauses:
            self.add(clause)

    def add(self, clause):
        number = len(self.clauses)
        self.clauses.append(clause)
        for literal in clause:
            self.occurrences[literal].append(number)
        if len(clause) == 1:
            self.units.append(clause[0])
        elif len(clause) == 0:
            self.has_empty = True

    def follows(self, clause):
        """Whether a clause follows by unit propagation."""
        if self.has_empty:
            return True
        false = [False] * (2 * self.variables)
        queue = []
        for literal in clause:
            queue.append(negation(literal))
        queue.extend(self.units)
        at = 0
        while at < len(queue):
            literal = queue[at]
            at += 1
            self.steps += 1
            if false[literal]:
                return True
            if false[negation(literal)]:
                continue
            false[negation(literal)] = True
            for number in self.occurrences[negation(literal)]:
                left = self.one_left(self.clauses[number], false)
                if left == -1:
                    return True
                if left >= 0:
                    queue.append(left)
        return False

    def one_left(self, clause, false):
        """The only literal that is not false; -1 if none, -2 if more."""
        left = -1
        for literal in clause:
            if not false[literal]:
                if left >= 0:
                    return -2
                left = literal
        return left


def check_proof(formula, proof):
    """The number of the first wrong step; -1 if the proof is right."""
    checker = Checker(formula)
    number = 0
    for clause in proof:
        if not checker.follows(clause):
            return number
        checker.add(clause)
        number += 1
    if not checker.follows([]):
        return number
    return -1


