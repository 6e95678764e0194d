"""Formulas of puzzles and problems, and how their models are shown."""

from targets.sat.formula import Formula, negation


class Random(object):
    """Pseudo-random numbers, the same in every run."""

    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state = (self.state * 1103515245 + 12345) & 0x7fffffff
        return (self.state >> 8) % limit


def pigeonhole(holes):
    """One pigeon more than holes: there is no model."""
    formula = Formula((holes + 1) * holes)
    for pigeon in range(holes + 1):
        formula.add([2 * (pigeon * holes + hole) for hole in range(holes)])
    for hole in range(holes):
        formula.at_most_one([2 * (pigeon * holes + hole)
                             for pigeon in range(holes + 1)])
    return formula


def queens(size):
    """So many queens on a board, none of which attacks another."""
    formula = Formula(size * size)
    for row in range(size):
        formula.exactly_one([2 * (row * size + column)
                             for column in range(size)])
        formula.exactly_one([2 * (column * size + row)
                             for column in range(size)])
    for total in range(2 * size - 1):
        rising = []
        falling = []
        for row in range(size):
            column = total - row
            if 0 <= column < size:
                rising.append(2 * (row * size + column))
                falling.append(2 * (row * size + size - 1 - column))
        formula.at_most_one(rising)
        formula.at_most_one(falling)
    return formula


def show_queens(values, size):
    lines = []
    for row in range(size):
        line = ''
        for column in range(size):
            line += 'Q' if values[row * size + column] else '.'
        lines.append(line)
    return '\n'.join(lines)


def random_formula(variables, clauses, seed):
    """Clauses of three literals by chance."""
    random = Random(seed)
    formula = Formula(variables)
    while len(formula.clauses) < clauses:
        chosen = []
        while len(chosen) < 3:
            at = random.below(variables)
            if 2 * at not in chosen and 2 * at + 1 not in chosen:
                chosen.append(2 * at + random.below(2))
        formula.add(chosen)
    return formula


def coloring(size, colors, seed):
    """A graph by chance, to be colored."""
    random = Random(seed)
    formula = Formula(size * colors)
    for node in range(size):
        formula.exactly_one([2 * (node * colors + color)
                             for color in range(colors)])
    for _ in range(size * 2):
        a = random.below(size)
        b = random.below(size)
        if a != b:
            for color in range(colors):
                formula.add([2 * (a * colors + color) + 1,
                             2 * (b * colors + color) + 1])
    return formula


def show_coloring(values, colors):
    text = ''
    for at in range(len(values)):
        if values[at]:
            text += chr(ord('a') + at % colors)
    return text


# -- sudoku ----------------------------------------------------------------

SUDOKU = ('53..7....' '6..195...' '.98....6.' '8...6...3' '4..8.3..1'
          '7...2...6' '.6....28.' '...419..5' '....8..79')


def cell(row, column, digit):
    return 2 * ((row * 9 + column) * 9 + digit)


def sudoku(text):
    formula = Formula(729)
    for a in range(9):
        for b in range(9):
            formula.exactly_one([cell(a, b, digit) for digit in range(9)])
            formula.exactly_one([cell(a, other, b) for other in range(9)])
            formula.exactly_one([cell(other, a, b) for other in range(9)])
            formula.exactly_one([
                cell(a // 3 * 3 + other // 3, a % 3 * 3 + other % 3, b)
                for other in range(9)])
    for at in range(81):
        if text[at] != '.':
            formula.add([cell(at // 9, at % 9, ord(text[at]) - ord('1'))])
    return formula


def show_sudoku(values):
    lines = []
    for row in range(9):
        line = ''
        for column in range(9):
            for digit in range(9):
                if values[cell(row, column, digit) >> 1]:
                    line += str(digit + 1)
        lines.append(line)
    return '\n'.join(lines)


# -- arithmetic ------------------------------------------------------------

def sum_bit(formula, a, b):
    result = formula.new_variable()
    formula.exclusive_or(result, a, b)
    return result


def added(formula, first, second):
    """The bits of a sum, lowest first; one more than the longer has."""
    bits = []
    carry = formula.new_variable()
    formula.add([negation(carry)])
    for i in range(len(first)):
        half = sum_bit(formula, first[i], second[i])
        bits.append(sum_bit(formula, half, carry))
        following = formula.new_variable()
        formula.majority(following, first[i], second[i], carry)
        carry = following
    bits.append(carry)
    return bits


def new_bits(formula, count):
    return [formula.new_variable() for _ in range(count)]


def fix_bits(formula, bits, number):
    for i in range(len(bits)):
        formula.add([bits[i] ^ (1 - (number >> i & 1))])


def multiplied(formula, first, second):
    """The bits of a product, by the way of school."""
    width = len(first) + len(second)
    zero = formula.new_variable()
    formula.add([negation(zero)])
    total = [zero for _ in range(width)]
    for i in range(len(second)):
        row = [zero for _ in range(width)]
        for j in range(len(first)):
            both = formula.new_variable()
            formula.conjunction(both, first[j], second[i])
            row[i + j] = both
        total = added(formula, total, row)[:width]
    return total


def factoring(number, width):
    """Two factors of a number, neither of which is 1."""
    formula = Formula(0)
    first = new_bits(formula, width)
    second = new_bits(formula, width)
    fix_bits(formula, multiplied(formula, first, second), number)
    formula.add(first[1:])
    formula.add(second[1:])
    return formula


def show_factors(values, width):
    numbers = [0, 0]
    for at in range(2 * width):
        if values[at]:
            numbers[at // width] |= 1 << at % width
    return '%d * %d' % (min(numbers[0], numbers[1]),
                        max(numbers[0], numbers[1]))


def adders(width):
    """That a + b is not b + a: there is no model."""
    formula = Formula(0)
    a = new_bits(formula, width)
    b = new_bits(formula, width)
    first = added(formula, a, b)
    second = added(formula, b, a)
    formula.add([sum_bit(formula, first[i], second[i])
                 for i in range(width + 1)])
    return formula
