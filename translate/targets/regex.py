"""Regular expressions: regex NAME matches patterns of a list with texts.

A pattern is compiled to instructions for a backtracking machine: characters,
sets, alternatives, groups, greedy and lazy repetition with bounds, anchors.
"""

from library.jit import JitDriver, dont_look_inside, elidable

(CHAR, ANY, IN_SET, SPLIT, JUMP, SAVE, BEGIN, END, BOUNDARY,
 MATCH) = range(10)

MOST_REPETITIONS = 100
MOST_STEPS = 10000000


class PatternError(Exception):
    def __init__(self, message, at):
        self.message = message
        self.at = at


class CharSet(object):
    """Characters, as a table of 256 flags."""

    def __init__(self):
        self.flags = [False] * 256

    def add_range(self, first, last):
        for code in range(first, last + 1):
            self.flags[code] = True

    def add_class(self, letter):
        """Adds the class of an escape; gives whether there is such a one."""
        if letter == 'd' or letter == 'w':
            self.add_range(ord('0'), ord('9'))
        if letter == 'w':
            self.add_range(ord('a'), ord('z'))
            self.add_range(ord('A'), ord('Z'))
            self.flags[ord('_')] = True
        if letter == 's':
            self.flags[ord(' ')] = True
            self.add_range(9, 13)
        return letter == 'd' or letter == 'w' or letter == 's'

    def invert(self):
        for code in range(256):
            self.flags[code] = not self.flags[code]


class Node(object):
    """A part of a pattern."""

    def emit(self, program):
        raise NotImplementedError


class Empty(Node):
    def emit(self, program):
        pass


class Character(Node):
    def __init__(self, code):
        self.code = code

    def emit(self, program):
        program.add(CHAR, self.code, 0)


class Simple(Node):
    """An instruction without operands: ANY and the anchors."""

    def __init__(self, operation):
        self.operation = operation

    def emit(self, program):
        program.add(self.operation, 0, 0)


class OneOf(Node):
    def __init__(self, chars):
        self.chars = chars

    def emit(self, program):
        program.sets.append(self.chars)
        program.add(IN_SET, len(program.sets) - 1, 0)


class Sequence(Node):
    def __init__(self, parts):
        self.parts = parts

    def emit(self, program):
        for part in self.parts:
            part.emit(program)


class Alternatives(Node):
    def __init__(self, first, second):
        self.first = first
        self.second = second

    def emit(self, program):
        split = program.add(SPLIT, 0, 0)
        program.code[split + 1] = len(program.code)
        self.first.emit(program)
        jump = program.add(JUMP, 0, 0)
        program.code[split + 2] = len(program.code)
        self.second.emit(program)
        program.code[jump + 1] = len(program.code)


class Group(Node):
    def __init__(self, number, body):
        self.number = number
        self.body = body

    def emit(self, program):
        program.add(SAVE, 2 * self.number, 0)
        self.body.emit(program)
        program.add(SAVE, 2 * self.number + 1, 0)


class Repeat(Node):
    """At least low times; at most high times, or without end if it is -1."""

    def __init__(self, body, low, high, greedy):
        self.body = body
        self.low = low
        self.high = high
        self.greedy = greedy

    def emit(self, program):
        for _ in range(self.low):
            self.body.emit(program)
        if self.high < 0:
            start = program.add(SPLIT, 0, 0)
            inside = len(program.code)
            self.body.emit(program)
            program.add(JUMP, start, 0)
            self.choose(program, start, inside, len(program.code))
            return
        splits = []
        for _ in range(self.high - self.low):
            splits.append(program.add(SPLIT, 0, 0))
            self.body.emit(program)
        end = len(program.code)
        for split in splits:
            self.choose(program, split, split + 3, end)

    def choose(self, program, split, inside, after):
        """Which way is tried first."""
        if self.greedy:
            program.code[split + 1] = inside
            program.code[split + 2] = after
        else:
            program.code[split + 1] = after
            program.code[split + 2] = inside


class Program(object):
    """A compiled pattern."""

    def __init__(self):
        self.code = []
        self.sets = []
        self.groups = 0

    def add(self, operation, first, second):
        self.code.append(operation)
        self.code.append(first)
        self.code.append(second)
        return len(self.code) - 3


class Parser(object):
    def __init__(self, text):
        self.text = text
        self.at = 0
        self.groups = 0

    def more(self):
        return self.at < len(self.text)

    def next_is(self, char):
        return self.more() and self.text[self.at] == char

    def take(self):
        if not self.more():
            raise PatternError('the pattern ends too early', self.at)
        char = self.text[self.at]
        self.at += 1
        return char

    def compile(self):
        program = Program()
        node = self.alternatives()
        if self.more():
            raise PatternError('a group ends that did not begin', self.at)
        program.add(SAVE, 0, 0)
        node.emit(program)
        program.add(SAVE, 1, 0)
        program.add(MATCH, 0, 0)
        program.groups = self.groups
        return program

    def alternatives(self):
        left = self.sequence()
        if self.next_is('|'):
            self.at += 1
            return Alternatives(left, self.alternatives())
        return left

    def sequence(self):
        parts = []
        while self.more() and not self.next_is('|') and \
                not self.next_is(')'):
            parts.append(self.repeated())
        return Sequence(parts)

    def repeated(self):
        node = self.single()
        while self.more():
            char = self.text[self.at]
            low = 0
            high = -1
            if char == '+':
                low = 1
            elif char == '?':
                high = 1
            elif char == '{':
                self.at += 1
                low = self.number()
                high = low
                if self.next_is(','):
                    self.at += 1
                    high = -1 if self.next_is('}') else self.number()
                if not self.next_is('}'):
                    raise PatternError('a repetition does not end', self.at)
            elif char != '*':
                break
            self.at += 1
            greedy = not self.next_is('?')
            if not greedy:
                self.at += 1
            node = self.make_repeat(node, low, high, greedy)
        return node

    def make_repeat(self, node, low, high, greedy):
        if low > MOST_REPETITIONS or high > MOST_REPETITIONS:
            raise PatternError('too many repetitions', self.at)
        if 0 <= high < low:
            raise PatternError('bounds in the wrong order', self.at)
        return Repeat(node, low, high, greedy)

    def number(self):
        start = self.at
        while self.more() and self.text[self.at].isdigit():
            self.at += 1
        if self.at == start or self.at - start > 4:
            raise PatternError('a number is missing', start)
        return int(self.text[start:self.at])

    def single(self):
        char = self.take()
        if char == '.':
            return Simple(ANY)
        if char == '^':
            return Simple(BEGIN)
        if char == '$':
            return Simple(END)
        if char == '(':
            return self.group()
        if char == '[':
            return self.char_set()
        if char == '*' or char == '+' or char == '?':
            raise PatternError('nothing to repeat', self.at - 1)
        if char == '\\':
            return self.escape()
        return Character(ord(char))

    def group(self):
        number = 0
        if self.next_is('?'):
            self.at += 1
            if self.take() != ':':
                raise PatternError('unknown group', self.at - 1)
        else:
            self.groups += 1
            number = self.groups
        body = self.alternatives()
        if not self.next_is(')'):
            raise PatternError('a group does not end', self.at)
        self.at += 1
        if number > 0:
            return Group(number, body)
        return body

    def escape(self):
        char = self.take()
        if char == 'b':
            return Simple(BOUNDARY)
        chars = CharSet()
        if chars.add_class(char):
            return OneOf(chars)
        if char == 'D' or char == 'W' or char == 'S':
            chars.add_class(chr(ord(char) + 32))
            chars.invert()
            return OneOf(chars)
        return Character(self.plain_escape(char))

    def plain_escape(self, char):
        if char == 'n':
            return 10
        if char == 't':
            return 9
        return ord(char)

    def char_set(self):
        chars = CharSet()
        inverted = self.next_is('^')
        if inverted:
            self.at += 1
        first = True
        while first or not self.next_is(']'):
            first = False
            char = self.take()
            low = ord(char)
            if char == '\\':
                char = self.take()
                if chars.add_class(char):
                    continue
                low = self.plain_escape(char)
            high = low
            if self.next_is('-') and self.at + 1 < len(self.text) and \
                    self.text[self.at + 1] != ']':
                self.at += 1
                char = self.take()
                high = ord(char)
                if char == '\\':
                    high = self.plain_escape(self.take())
                if high < low:
                    raise PatternError('bad range', self.at)
            chars.add_range(low, high)
        self.at += 1
        if inverted:
            chars.invert()
        return OneOf(chars)


class Choice(object):
    """Where to go on when what was tried first fails."""

    def __init__(self, pc, at, slots, below):
        self.pc = pc
        self.at = at
        self.slots = slots
        self.below = below


class Thread(object):
    """The state of a match."""

    def __init__(self, text, groups):
        self.text = text
        self.at = 0
        self.slots = [-1] * (2 * groups + 2)
        self.choices = None
        self.steps = 0

    @dont_look_inside
    def save(self, number):
        """The slots are shared with choices: a change makes new ones."""
        slots = self.slots[:]
        slots[number] = self.at
        self.slots = slots

    def is_word(self, at):
        if at < 0 or at >= len(self.text):
            return False
        char = self.text[at]
        return char.isalnum() or char == '_'


driver = JitDriver(greens=['pc', 'program'], reds=['thread'])


@elidable
def word_at(program, pc):
    return program.code[pc]


@elidable
def set_flags(program, number):
    return program.sets[number].flags


def run(program, thread):
    """Whether the program matches at the thread's place."""
    pc = 0
    while True:
        driver.jit_merge_point(pc=pc, program=program, thread=thread)
        operation = word_at(program, pc)
        first = word_at(program, pc + 1)
        ok = True
        if operation == CHAR:
            at = thread.at
            ok = at < len(thread.text) and ord(thread.text[at]) == first
            thread.at = at + 1
            pc += 3
        elif operation == ANY:
            at = thread.at
            ok = at < len(thread.text) and thread.text[at] != '\n'
            thread.at = at + 1
            pc += 3
        elif operation == IN_SET:
            at = thread.at
            ok = at < len(thread.text) and \
                set_flags(program, first)[ord(thread.text[at])]
            thread.at = at + 1
            pc += 3
        elif operation == SPLIT:
            thread.choices = Choice(word_at(program, pc + 2), thread.at,
                                    thread.slots, thread.choices)
            pc = first
        elif operation == JUMP:
            if first < pc:
                thread.steps += 1
                if thread.steps > MOST_STEPS:
                    return False
                pc = first
                driver.can_enter_jit(pc=pc, program=program, thread=thread)
            else:
                pc = first
        elif operation == SAVE:
            thread.save(first)
            pc += 3
        elif operation == BEGIN:
            ok = thread.at == 0
            pc += 3
        elif operation == END:
            ok = thread.at == len(thread.text)
            pc += 3
        elif operation == BOUNDARY:
            ok = thread.is_word(thread.at - 1) != thread.is_word(thread.at)
            pc += 3
        else:
            return True
        if not ok:
            choice = thread.choices
            if choice is None:
                return False
            thread.choices = choice.below
            thread.at = choice.at
            thread.slots = choice.slots
            pc = choice.pc


def search(program, text, start):
    """The first match from start on, as a thread; or None."""
    for at in range(start, len(text) + 1):
        thread = Thread(text, program.groups)
        thread.at = at
        if run(program, thread):
            return thread
    return None


def group_text(thread, number):
    begin = thread.slots[2 * number]
    end = thread.slots[2 * number + 1]
    if begin < 0 or end < 0:
        return '-'
    return thread.text[begin:end]


def show(pattern, text):
    """Prints all matches of a pattern, with their groups."""
    try:
        program = Parser(pattern).compile()
    except PatternError as error:
        print '%s: %s at %d' % (pattern, error.message, error.at)
        return
    found = []
    start = 0
    while start <= len(text):
        thread = search(program, text, start)
        if thread is None:
            break
        shown = group_text(thread, 0)
        for number in range(1, program.groups + 1):
            shown += '/' + group_text(thread, number)
        found.append(shown)
        end = thread.slots[1]
        start = end + 1 if end == thread.slots[0] else end
    print '%s: %s' % (pattern, ' '.join(found))


LOG = """127.0.0.1 GET /index.html 200 1043
10.0.0.7 POST /form?name=x 404 0
192.168.10.254 GET /a/b/c.png 200 88112
"""


def words(count):
    """A text of made-up words."""
    parts = []
    seed = 17
    for _ in range(count):
        seed = (seed * 1103 + 12345) % 65536
        word = ''
        for _ in range(2 + seed % 5):
            seed = (seed * 1103 + 12345) % 65536
            word += chr(97 + seed // 16 % 26)
        parts.append(word)
    return ' '.join(parts)


def count_matches(pattern, text):
    program = Parser(pattern).compile()
    count = 0
    start = 0
    while True:
        thread = search(program, text, start)
        if thread is None:
            return count
        count += 1
        start = max(thread.slots[1], thread.slots[0] + 1)


def entry_point(argv):
    name = 'basic'
    if len(argv) > 1:
        name = argv[1]
    if name == 'basic':
        show('a|bc|', 'abcd')
        show('(a+)(b*?)c', 'aabbc ac bc')
        show('[^a-c\\d]+', 'abxyz12-c')
        show('x{2,3}', 'x xx xxx xxxxx')
        show('(?:ab)+?', 'ababab')
        show('^\\w+|\\w+$', 'first middle last')
        show('\\bin\\b', 'in inside begin in')
    elif name == 'log':
        show('(\\d+\\.\\d+\\.\\d+\\.\\d+) (GET|POST) (\\S+)', LOG)
        show('[45]\\d\\d', LOG)
        show('/(\\w+)\\.(\\w{3,4})\\b', LOG)
    elif name == 'errors':
        show('(a', '')
        show('a)', '')
        show('*a', '')
        show('[a-', '')
        show('[z-a]', '')
        show('a{3,1}', '')
        show('a{', '')
        show('(?=a)', '')
        show('a\\', '')
    elif name == 'count':
        text = words(4000)
        print len(text), count_matches('[aeiou]+', text), \
            count_matches('\\b\\w*(?:ab|cd|ef)\\w*\\b', text), \
            count_matches('(\\w)\\w* \\w+', text)
    elif name == 'backtracking':
        print count_matches('(?:a|aa)+b', 'a' * 22 + 'c'), \
            count_matches('(?:a|aa)+c', 'a' * 22 + 'c')
    else:
        print 'no such list'
    return 0


CHECKS = [
    (['basic'], 'a|bc|: a bc  \n'
                '(a+)(b*?)c: aabbc/aa/bb ac/a/\n'
                '[^a-c\\d]+: xyz -\n'
                'x{2,3}: xx xxx xxx xx\n'
                '(?:ab)+?: ab ab ab\n'
                '^\\w+|\\w+$: first last\n'
                '\\bin\\b: in in\n'),
    (['log'], '(\\d+\\.\\d+\\.\\d+\\.\\d+) (GET|POST) (\\S+): '
              '127.0.0.1 GET /index.html/127.0.0.1/GET//index.html '
              '10.0.0.7 POST /form?name=x/10.0.0.7/POST//form?name=x '
              '192.168.10.254 GET /a/b/c.png/192.168.10.254/GET//a/b/c.png\n'
              '[45]\\d\\d: 404\n'
              '/(\\w+)\\.(\\w{3,4})\\b: /index.html/index/html '
              '/c.png/c/png\n'),
    (['errors'], '(a: a group does not end at 2\n'
                 'a): a group ends that did not begin at 1\n'
                 '*a: nothing to repeat at 0\n'
                 '[a-: the pattern ends too early at 3\n'
                 '[z-a]: bad range at 4\n'
                 'a{3,1}: bounds in the wrong order at 6\n'
                 'a{: a number is missing at 2\n'
                 '(?=a): unknown group at 2\n'
                 'a\\: the pattern ends too early at 2\n'),
    (['count'], '19973 2628 50 2000\n'),
    (['backtracking'], '0 1\n'),
    (['x'], 'no such list\n'),
]
