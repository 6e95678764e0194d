"""A BASIC interpreter: basic NAME runs a program of numbered lines.

Numbers are integers, names that end in $ are strings. LET, PRINT, IF, FOR,
NEXT, GOTO, GOSUB, RETURN, DIM, END, REM, and a few functions.
"""

from library.core import write
from library.jit import JitDriver, dont_look_inside, elidable, promote


class Problem(Exception):
    """An error, at a line or while reading one."""

    def __init__(self, message):
        self.message = message


# -- expressions

class Node(object):
    """An expression: a number or a string."""
    is_text = False

    def number(self, state):
        raise Problem('a number is needed')

    def text(self, state):
        raise Problem('a string is needed')


class NumberNode(Node):
    _immutable_fields_ = ['value']

    def __init__(self, value):
        self.value = value

    def number(self, state):
        return self.value


class TextNode(Node):
    _immutable_fields_ = ['value']

    def __init__(self, value):
        self.is_text = True
        self.value = value

    def text(self, state):
        return self.value


class NumberVariable(Node):
    _immutable_fields_ = ['slot']

    def __init__(self, slot):
        self.slot = slot

    def number(self, state):
        return state.numbers[self.slot]


class TextVariable(Node):
    _immutable_fields_ = ['slot']

    def __init__(self, slot):
        self.is_text = True
        self.slot = slot

    def text(self, state):
        return state.texts[self.slot]


class ArrayItem(Node):
    _immutable_fields_ = ['slot', 'index']

    def __init__(self, slot, index):
        self.slot = slot
        self.index = index

    def number(self, state):
        items = state.array(self.slot)
        index = self.index.number(state)
        check_index(items, index)
        return items[index]


class Binary(Node):
    """Two numbers and an operator; comparisons give -1 or 0."""
    _immutable_fields_ = ['left', 'right']

    def __init__(self, left, right):
        self.left = left
        self.right = right

    def number(self, state):
        return self.compute(self.left.number(state),
                            self.right.number(state))

    def compute(self, a, b):
        raise NotImplementedError


class Add(Binary):
    def compute(self, a, b):
        return a + b


class Subtract(Binary):
    def compute(self, a, b):
        return a - b


class Multiply(Binary):
    def compute(self, a, b):
        return a * b


class Divide(Binary):
    def compute(self, a, b):
        if b == 0:
            raise Problem('division by zero')
        return a // b


class Modulo(Binary):
    def compute(self, a, b):
        if b == 0:
            raise Problem('division by zero')
        return a % b


class Equal(Binary):
    def compute(self, a, b):
        return -1 if a == b else 0


class NotEqual(Binary):
    def compute(self, a, b):
        return -1 if a != b else 0


class Less(Binary):
    def compute(self, a, b):
        return -1 if a < b else 0


class LessEqual(Binary):
    def compute(self, a, b):
        return -1 if a <= b else 0


class And(Binary):
    def compute(self, a, b):
        return a & b


class Or(Binary):
    def compute(self, a, b):
        return a | b


class TextEqual(Node):
    _immutable_fields_ = ['left', 'right']

    def __init__(self, left, right):
        self.left = left
        self.right = right

    def number(self, state):
        return -1 if self.left.text(state) == self.right.text(state) else 0


class Join(Node):
    _immutable_fields_ = ['left', 'right']

    def __init__(self, left, right):
        self.is_text = True
        self.left = left
        self.right = right

    def text(self, state):
        return self.left.text(state) + self.right.text(state)


class Not(Node):
    _immutable_fields_ = ['operand']

    def __init__(self, operand):
        self.operand = operand

    def number(self, state):
        return -1 if self.operand.number(state) == 0 else 0


class NumberFunction(Node):
    """ABS, SGN, LEN, ASC, VAL."""
    _immutable_fields_ = ['name', 'operand']

    def __init__(self, name, operand):
        self.name = name
        self.operand = operand

    @dont_look_inside
    def number(self, state):
        if self.name == 'ABS':
            return abs(self.operand.number(state))
        if self.name == 'SGN':
            value = self.operand.number(state)
            if value > 0:
                return 1
            return -1 if value < 0 else 0
        text = self.operand.text(state)
        if self.name == 'LEN':
            return len(text)
        if self.name == 'ASC':
            if len(text) == 0:
                raise Problem('ASC of nothing')
            return ord(text[0])
        if not text.isdigit():
            return 0
        return int(text)


class TextFunction(Node):
    """STR$ and CHR$ of a number; MID$ of a string, a start and a length."""
    _immutable_fields_ = ['name', 'operand', 'start', 'count']

    def __init__(self, name, operand, start, count):
        self.is_text = True
        self.name = name
        self.operand = operand
        self.start = start
        self.count = count

    @dont_look_inside
    def text(self, state):
        if self.name == 'STR$':
            return str(self.operand.number(state))
        if self.name == 'CHR$':
            return chr(self.operand.number(state) & 255) + ''
        text = self.operand.text(state)
        start = self.start.number(state) - 1
        count = self.count.number(state)
        if start < 0 or count < 0:
            raise Problem('MID$ out of range')
        end = min(start + count, len(text))
        if start >= end:
            return ''
        return text[start:end]


# -- statements

class Statement(object):
    """A statement. It says which is next: `after`, or a number of its own."""

    def run(self, state, after):
        raise NotImplementedError


class LetNumber(Statement):
    _immutable_fields_ = ['slot', 'value']

    def __init__(self, slot, value):
        self.slot = slot
        self.value = value

    def run(self, state, after):
        state.numbers[self.slot] = self.value.number(state)
        return after


class LetText(Statement):
    _immutable_fields_ = ['slot', 'value']

    def __init__(self, slot, value):
        self.slot = slot
        self.value = value

    def run(self, state, after):
        state.texts[self.slot] = self.value.text(state)
        return after


class LetItem(Statement):
    _immutable_fields_ = ['slot', 'index', 'value']

    def __init__(self, slot, index, value):
        self.slot = slot
        self.index = index
        self.value = value

    def run(self, state, after):
        items = state.array(self.slot)
        index = self.index.number(state)
        check_index(items, index)
        items[index] = self.value.number(state)
        return after


class Dim(Statement):
    def __init__(self, slot, size):
        self.slot = slot
        self.size = size

    @dont_look_inside
    def run(self, state, after):
        size = self.size.number(state)
        if size < 0 or size > 1000000:
            raise Problem('no such size')
        items = []
        for _ in range(size + 1):
            items.append(0)
        state.arrays[self.slot] = items
        return after


class Print(Statement):
    def __init__(self, parts, ends_line):
        self.parts = parts
        self.ends_line = ends_line

    @dont_look_inside
    def run(self, state, after):
        for part in self.parts:
            if part.is_text:
                write(part.text(state))
            else:
                write(str(part.number(state)))
        if self.ends_line:
            write('\n')
        return after


class If(Statement):
    """Over the rest of its line when the condition does not hold."""
    _immutable_fields_ = ['condition', 'next_line']

    def __init__(self, condition):
        self.condition = condition
        self.next_line = 0

    def run(self, state, after):
        if self.condition.number(state) != 0:
            return after
        return self.next_line


class Goto(Statement):
    _immutable_fields_ = ['target']

    def __init__(self, line):
        self.line = line
        self.target = 0

    def run(self, state, after):
        return self.target


class Gosub(Statement):
    _immutable_fields_ = ['target']

    def __init__(self, line):
        self.line = line
        self.target = 0

    def run(self, state, after):
        if len(state.returns) > 500:
            raise Problem('too many GOSUBs')
        state.returns.append(after)
        return self.target


class Return(Statement):
    def run(self, state, after):
        if len(state.returns) == 0:
            raise Problem('RETURN without GOSUB')
        return state.returns.pop()


class For(Statement):
    _immutable_fields_ = ['slot', 'first', 'last', 'step']

    def __init__(self, slot, first, last, step):
        self.slot = slot
        self.first = first
        self.last = last
        self.step = step

    def run(self, state, after):
        state.numbers[self.slot] = self.first.number(state)
        state.last[self.slot] = self.last.number(state)
        state.step[self.slot] = self.step.number(state)
        state.start[self.slot] = after
        return after


class Next(Statement):
    _immutable_fields_ = ['slot']

    def __init__(self, slot):
        self.slot = slot

    def run(self, state, after):
        slot = self.slot
        start = state.start[slot]
        if start < 0:
            raise Problem('NEXT without FOR')
        step = state.step[slot]
        value = state.numbers[slot] + step
        state.numbers[slot] = value
        if step >= 0:
            if value > state.last[slot]:
                return after
        elif value < state.last[slot]:
            return after
        return start


class End(Statement):
    def run(self, state, after):
        return -1


class Nothing(Statement):
    def run(self, state, after):
        return after


def check_index(items, index):
    if index < 0 or index >= len(items):
        raise Problem('no item %d' % index)


# -- reading

class Program(object):
    """Statements, and the number of the line that each one is in."""

    def __init__(self):
        self.statements = []
        self.lines = []
        self.first_of_line = {}
        self.numbers = {}
        self.texts = {}
        self.arrays = {}

    def add(self, statement, line):
        if line not in self.first_of_line:
            self.first_of_line[line] = len(self.statements)
        self.statements.append(statement)
        self.lines.append(line)

    def resolve(self):
        """Puts places where there are line numbers."""
        for i in range(len(self.statements)):
            statement = self.statements[i]
            if isinstance(statement, Goto):
                statement.target = self.place(statement.line, i)
            elif isinstance(statement, Gosub):
                statement.target = self.place(statement.line, i)
            elif isinstance(statement, If):
                end = i
                while end < len(self.lines) and \
                        self.lines[end] == self.lines[i]:
                    end += 1
                statement.next_line = end

    def place(self, line, user):
        if line not in self.first_of_line:
            raise Problem('no line %d in line %d' % (line, self.lines[user]))
        return self.first_of_line[line]


def slot_in(table, name):
    if name not in table:
        table[name] = len(table)
    return table[name]


WORD, NUMBER, STRING, SIGN, LINE_END = range(5)
PAIRS = ['<=', '>=', '<>']


class LineReader(object):
    """The statements of a line."""

    def __init__(self, text, program):
        self.text = text
        self.program = program
        self.at = 0
        self.kind = LINE_END
        self.word = ''
        self.advance()

    def advance(self):
        """Goes to the next token; gives the text of the one before."""
        before = self.word
        text = self.text
        while self.at < len(text) and text[self.at] == ' ':
            self.at += 1
        start = self.at
        if start >= len(text):
            self.kind = LINE_END
            self.word = ''
            return before
        char = text[start]
        self.at += 1
        if char.isalpha():
            self.kind = WORD
            while self.at < len(text) and text[self.at].isalnum():
                self.at += 1
            if self.at < len(text) and text[self.at] == '$':
                self.at += 1
        elif char.isdigit():
            self.kind = NUMBER
            while self.at < len(text) and text[self.at].isdigit():
                self.at += 1
        elif char == '"':
            self.kind = STRING
            while self.at < len(text) and text[self.at] != '"':
                self.at += 1
            if self.at >= len(text):
                raise Problem('a string does not end')
            self.at += 1
            self.word = text[start + 1:self.at - 1]
            return before
        else:
            self.kind = SIGN
            if text[start:start + 2] in PAIRS:
                self.at += 1
        self.word = text[start:self.at]
        return before

    def is_sign(self, sign):
        return self.kind == SIGN and self.word == sign

    def is_word(self, word):
        return self.kind == WORD and self.word == word

    def expect(self, word):
        if self.word != word or self.kind == STRING:
            raise Problem('%s is missing' % word)
        self.advance()

    def line_number(self):
        if self.kind != NUMBER:
            raise Problem('a line number is missing')
        return int(self.advance())

    def line(self, number):
        while self.kind != LINE_END:
            if self.is_sign(':'):
                self.advance()
            elif self.is_word('IF'):
                self.advance()
                self.program.add(If(self.expression()), number)
                self.expect('THEN')
                if self.kind == NUMBER:
                    self.program.add(Goto(self.line_number()), number)
            elif self.is_word('REM'):
                self.program.add(Nothing(), number)
                return
            else:
                self.program.add(self.statement(), number)

    def statement(self):
        if self.kind != WORD:
            raise Problem('no statement: ' + self.word)
        word = self.advance()
        if word == 'PRINT':
            return self.print_statement()
        if word == 'GOTO':
            return Goto(self.line_number())
        if word == 'GOSUB':
            return Gosub(self.line_number())
        if word == 'RETURN':
            return Return()
        if word == 'END':
            return End()
        if word == 'NEXT':
            return Next(slot_in(self.program.numbers, self.advance()))
        if word == 'FOR':
            return self.for_statement()
        if word == 'DIM':
            name = self.advance()
            self.expect('(')
            size = self.expression()
            self.expect(')')
            return Dim(slot_in(self.program.arrays, name), size)
        if word == 'LET':
            word = self.advance()
        return self.assignment(word)

    def assignment(self, name):
        if self.is_sign('('):
            self.advance()
            index = self.expression()
            self.expect(')')
            self.expect('=')
            return LetItem(slot_in(self.program.arrays, name), index,
                           self.expression())
        self.expect('=')
        value = self.expression()
        if name.endswith('$'):
            if not value.is_text:
                raise Problem('a string is needed')
            return LetText(slot_in(self.program.texts, name), value)
        if value.is_text:
            raise Problem('a number is needed')
        return LetNumber(slot_in(self.program.numbers, name), value)

    def print_statement(self):
        parts = []
        ends_line = True
        while self.kind != LINE_END and not self.is_sign(':'):
            if self.is_sign(';'):
                self.advance()
                ends_line = False
            else:
                parts.append(self.expression())
                ends_line = True
        return Print(parts, ends_line)

    def for_statement(self):
        slot = slot_in(self.program.numbers, self.advance())
        self.expect('=')
        first = self.expression()
        self.expect('TO')
        last = self.expression()
        step = one()
        if self.is_word('STEP'):
            self.advance()
            step = self.expression()
        return For(slot, first, last, step)

    def expression(self):
        left = self.conjunction()
        while self.is_word('OR'):
            self.advance()
            left = Or(left, self.conjunction())
        return left

    def conjunction(self):
        left = self.comparison()
        while self.is_word('AND'):
            self.advance()
            left = And(left, self.comparison())
        return left

    def comparison(self):
        if self.is_word('NOT'):
            self.advance()
            return Not(self.comparison())
        left = self.sum()
        if self.kind != SIGN:
            return left
        if self.word == '=' or self.word == '<>':
            sign = self.advance()
            right = self.sum()
            if left.is_text:
                equal = TextEqual(left, right)
                return equal if sign == '=' else Not(equal)
            return Equal(left, right) if sign == '=' else NotEqual(left,
                                                                   right)
        if self.word == '<':
            self.advance()
            return Less(left, self.sum())
        if self.word == '>':
            self.advance()
            return Less(self.sum(), left)
        if self.word == '<=':
            self.advance()
            return LessEqual(left, self.sum())
        if self.word == '>=':
            self.advance()
            return LessEqual(self.sum(), left)
        return left

    def sum(self):
        left = self.product()
        while self.is_sign('+') or self.is_sign('-'):
            if self.advance() == '-':
                left = Subtract(left, self.product())
            elif left.is_text:
                left = Join(left, self.product())
            else:
                left = Add(left, self.product())
        return left

    def product(self):
        left = self.factor()
        while True:
            if self.is_sign('*'):
                self.advance()
                left = Multiply(left, self.factor())
            elif self.is_sign('/'):
                self.advance()
                left = Divide(left, self.factor())
            elif self.is_word('MOD'):
                self.advance()
                left = Modulo(left, self.factor())
            else:
                return left

    def factor(self):
        if self.is_sign('('):
            self.advance()
            inner = self.expression()
            self.expect(')')
            return inner
        if self.is_sign('-'):
            self.advance()
            return Subtract(NumberNode(0), self.factor())
        if self.kind == NUMBER:
            return NumberNode(int(self.advance()))
        if self.kind == STRING:
            return TextNode(self.advance())
        if self.kind != WORD:
            raise Problem('no expression: ' + self.word)
        return self.named(self.advance())

    def named(self, name):
        """A variable, an item of an array, or a function."""
        if not self.is_sign('('):
            if name.endswith('$'):
                return TextVariable(slot_in(self.program.texts, name))
            return NumberVariable(slot_in(self.program.numbers, name))
        self.advance()
        first = self.expression()
        if name == 'MID$':
            self.expect(',')
            start = self.expression()
            self.expect(',')
            count = self.expression()
            self.expect(')')
            return TextFunction(name, first, start, count)
        self.expect(')')
        if name == 'STR$' or name == 'CHR$':
            return TextFunction(name, first, first, first)
        if name == 'ABS' or name == 'SGN' or name == 'LEN' or \
                name == 'ASC' or name == 'VAL':
            return NumberFunction(name, first)
        return ArrayItem(slot_in(self.program.arrays, name), first)


def one():
    """The step of loops that name none, as any expression."""
    node = NumberNode(1)
    assert isinstance(node, Node)
    return node


def read_program(text):
    program = Program()
    for line in text.split('\n'):
        line = line.strip()
        if line:
            digits = 0
            while digits < len(line) and line[digits].isdigit():
                digits += 1
            if digits == 0:
                raise Problem('a line without number: ' + line)
            number = int(line[:digits])
            try:
                LineReader(line[digits:], program).line(number)
            except Problem as problem:
                raise Problem('line %d: %s' % (number, problem.message))
    program.resolve()
    return program


# -- running

class State(object):
    def __init__(self, program):
        count = len(program.numbers)
        self.numbers = [0] * count
        self.last = [0] * count
        self.step = [0] * count
        self.start = [-1] * count
        self.texts = [''] * len(program.texts)
        self.arrays = [None] * len(program.arrays)
        self.returns = []

    def array(self, slot):
        items = self.arrays[slot]
        if items is None:
            raise Problem('an array without DIM')
        return items


driver = JitDriver(greens=['pc', 'program'], reds=['state'])


@elidable
def statement_at(program, pc):
    return program.statements[pc]


@elidable
def length_of(program):
    return len(program.statements)


def execute(program, state):
    pc = 0
    while True:
        driver.jit_merge_point(pc=pc, program=program, state=state)
        if pc < 0 or pc >= length_of(program):
            return
        after = pc + 1
        try:
            target = promote(statement_at(program, pc).run(state, after))
        except Problem as problem:
            print 'line %d: %s' % (program.lines[pc], problem.message)
            return
        if target < after:
            pc = target
            driver.can_enter_jit(pc=pc, program=program, state=state)
        else:
            pc = target


PRIMES = """
10 REM PRIMES BY TRIAL
20 FOR N = 2 TO 3000
30 LET D = 2
40 IF D * D > N THEN 80
50 IF N MOD D = 0 THEN 90
60 D = D + 1
70 GOTO 40
80 C = C + 1: L = N
90 NEXT N
100 PRINT C; " PRIMES, THE LAST IS "; L
"""

SIEVE = """
10 LET S = 5000
20 DIM F(S)
30 FOR I = 2 TO S
40 IF F(I) <> 0 THEN 90
50 C = C + 1
55 IF I * I > S THEN 90
60 FOR J = I * I TO S STEP I
70 F(J) = 1
80 NEXT J
90 NEXT I
100 PRINT C
"""

TEXT = """
10 A$ = "STRESSED"
20 GOSUB 100
30 PRINT B$; "-"; LEN(B$); "-"; MID$(B$, 2, 4); "-"; ASC("A") + VAL("7")
40 IF B$ = "DESSERTS" AND NOT A$ = B$ THEN PRINT "REVERSED": GOTO 60
50 PRINT "NEVER"
60 FOR I = 10 TO 0 STEP -4: PRINT STR$(I) + CHR$(65 + I);: NEXT I
70 PRINT
80 PRINT ABS(-3); SGN(-9); (1 < 2); 7 / 2; -7 MOD 3
90 END
100 B$ = ""
110 FOR I = LEN(A$) TO 1 STEP -1
120 B$ = B$ + MID$(A$, I, 1)
130 NEXT I
140 RETURN
"""

LIFE = """
10 REM THE GAME OF LIFE ON A RING OF CELLS
20 W = 16
30 DIM A(W * W): DIM B(W * W)
40 A(17) = 1: A(34) = 1: A(48) = 1: A(49) = 1: A(50) = 1
50 FOR G = 1 TO 12
60 FOR Y = 0 TO W - 1
70 FOR X = 0 TO W - 1
80 N = 0
90 FOR V = -1 TO 1: FOR U = -1 TO 1
100 IF U = 0 AND V = 0 THEN 120
110 N = N + A((Y + V + W) MOD W * W + (X + U + W) MOD W)
120 NEXT U: NEXT V
130 C = Y * W + X
140 B(C) = 0
150 IF N = 3 OR (N = 2 AND A(C) = 1) THEN B(C) = 1
160 NEXT X: NEXT Y
170 FOR C = 0 TO W * W - 1: A(C) = B(C): NEXT C
180 NEXT G
190 FOR C = 0 TO W * W - 1
200 IF A(C) = 1 THEN PRINT C; " ";
210 NEXT C
220 PRINT
"""

ZERO = """
10 PRINT "BEFORE"
20 PRINT 1 / X
"""

JUMP = "10 GOTO 99"
RETURNS = "10 RETURN"
OPEN_STRING = '10 PRINT "OPEN'

SOURCES = {'primes': PRIMES, 'sieve': SIEVE, 'text': TEXT, 'life': LIFE,
           'zero': ZERO, 'jump': JUMP, 'return': RETURNS, 'string': OPEN_STRING}

CHECKS = [
    (['primes'], '430 PRIMES, THE LAST IS 2999\n'),
    (['sieve'], '669\n'),
    (['text'], 'DESSERTS-8-ESSE-72\nREVERSED\n10K6G2C\n3-1-132\n'),
    (['life'], '68 85 99 100 101 \n'),
    (['zero'], 'BEFORE\nline 20: division by zero\n'),
    (['jump'], 'no line 99 in line 10\n'),
    (['return'], 'line 10: RETURN without GOSUB\n'),
    (['string'], 'line 10: a string does not end\n'),
    (['x'], 'no program x\n'),
]


def entry_point(argv):
    name = 'primes'
    if len(argv) > 1:
        name = argv[1]
    if name not in SOURCES:
        print 'no program', name
        return 0
    try:
        program = read_program(SOURCES[name])
        execute(program, State(program))
    except Problem as problem:
        print problem.message
    return 0
