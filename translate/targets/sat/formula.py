"""Formulas in conjunctive form, and the DIMACS text of them.

Variables are numbered from 0. The literal of variable v is 2 * v, its
negation 2 * v + 1; in texts they are v + 1 and -(v + 1).
"""


class FormatError(Exception):
    def __init__(self, message, line):
        self.message = message
        self.line = line


def negation(literal):
    return literal ^ 1


def variable(literal):
    return literal >> 1


def from_number(number):
    """The literal of a number as it is written."""
    if number > 0:
        return 2 * (number - 1)
    return 2 * (-number - 1) + 1


def to_number(literal):
    number = (literal >> 1) + 1
    return -number if literal & 1 else number


class Formula(object):
    def __init__(self, variables):
        self.variables = variables
        self.clauses = []

    def add(self, literals):
        """Adds a clause, without what is twice; a tautology is left out."""
        clause = []
        for literal in literals:
            if negation(literal) in clause:
                return
            if literal not in clause:
                clause.append(literal)
            if variable(literal) >= self.variables:
                self.variables = variable(literal) + 1
        self.clauses.append(clause)

    def add_numbers(self, numbers):
        self.add([from_number(number) for number in numbers])

    def new_variable(self):
        """The positive literal of one variable more."""
        self.variables += 1
        return 2 * (self.variables - 1)

    # -- often needed ------------------------------------------------------

    def at_most_one(self, literals):
        """By pairs: good for few literals."""
        for i in range(len(literals)):
            for j in range(i):
                self.add([negation(literals[i]), negation(literals[j])])

    def exactly_one(self, literals):
        self.add(literals)
        self.at_most_one(literals)

    def exclusive_or(self, result, a, b):
        """result == (a != b)"""
        for sign_a in range(2):
            for sign_b in range(2):
                self.add([a ^ sign_a, b ^ sign_b,
                          result ^ (1 if sign_a == sign_b else 0)])

    def conjunction(self, result, a, b):
        """result == (a and b)"""
        self.add([negation(result), a])
        self.add([negation(result), b])
        self.add([result, negation(a), negation(b)])

    def majority(self, result, a, b, c):
        """result: at least two of three"""
        for pair in [[a, b], [a, c], [b, c]]:
            self.add([negation(pair[0]), negation(pair[1]), result])
            self.add([pair[0], pair[1], negation(result)])

    def is_model(self, values):
        """Whether a list of truth values makes every clause true."""
        for clause in self.clauses:
            satisfied = False
            for literal in clause:
                if values[variable(literal)] == (literal & 1 == 0):
                    satisfied = True
                    break
            if not satisfied:
                return False
        return True


def words_of(line):
    words = []
    for word in line.replace('\t', ' ').split(' '):
        if word:
            words.append(word)
    return words


def parse_dimacs(text):
    """Reads a formula; what follows a line `%` is not part of it."""
    formula = Formula(0)
    wanted = -1
    number = 0
    literals = []
    for line in text.split('\n'):
        number += 1
        words = words_of(line)
        if len(words) == 0 or words[0] == 'c':
            continue
        if words[0] == '%':
            break
        if words[0] == 'p':
            if wanted >= 0:
                raise FormatError('a second problem line', number)
            if len(words) != 4 or words[1] != 'cnf':
                raise FormatError('p cnf VARIABLES CLAUSES is needed',
                                  number)
            formula.variables = to_int(words[2], number)
            wanted = to_int(words[3], number)
            continue
        if wanted < 0:
            raise FormatError('a clause before the problem line', number)
        for word in words:
            value = to_int(word, number)
            if value == 0:
                formula.add_numbers(literals)
                wanted -= 1
                literals = []
            elif abs(value) > formula.variables:
                raise FormatError('variable %d is not declared' % abs(value),
                                  number)
            else:
                literals.append(value)
    if len(literals) > 0:
        raise FormatError('the last clause has no end', number)
    if wanted != 0:
        raise FormatError('another number of clauses was declared', number)
    return formula


def to_int(word, line):
    try:
        return int(word)
    except ValueError:
        raise FormatError('no number: ' + word, line)


def clause_text(clause):
    return ' '.join([str(to_number(literal)) for literal in clause] + ['0'])


def write_dimacs(formula):
    lines = ['p cnf %d %d' % (formula.variables, len(formula.clauses))]
    for clause in formula.clauses:
        lines.append(clause_text(clause))
    return '\n'.join(lines)
