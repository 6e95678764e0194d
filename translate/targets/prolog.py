"""A Prolog interpreter: prolog NAME runs a program and answers its queries.

Terms share structure with the clauses they come from by copying; goals are a
linked list, alternatives a stack of choices, bindings are undone by a trail.
"""

from library.core import write

MOST_STEPS = 5000000


class Problem(Exception):
    """An error in a program."""

    def __init__(self, message):
        self.message = message


class Term(object):
    def text(self):
        return '?'


class Integer(Term):
    def __init__(self, value):
        self.value = value

    def text(self):
        return str(self.value)


class Unknown(Term):
    """A variable: what it is bound to, or None."""

    def __init__(self, name):
        self.name = name
        self.bound = None

    def text(self):
        return '_' + self.name


class Structure(Term):
    """A name with arguments; an atom has none."""

    def __init__(self, name, arguments):
        self.name = name
        self.arguments = arguments

    def text(self):
        if self.name == '.' and len(self.arguments) == 2:
            return list_text(self)
        if len(self.arguments) == 0:
            return self.name
        if len(self.arguments) == 2 and self.name in OPERATORS:
            return '%s%s%s' % (show(self.arguments[0]), self.name,
                               show(self.arguments[1]))
        parts = []
        for argument in self.arguments:
            parts.append(show(argument))
        return '%s(%s)' % (self.name, ','.join(parts))


def list_text(structure):
    parts = []
    term = structure
    while isinstance(term, Structure) and term.name == '.':
        parts.append(show(term.arguments[0]))
        term = value_of(term.arguments[1])
    text = ','.join(parts)
    if not (isinstance(term, Structure) and term.name == '[]'):
        text += '|' + term.text()
    return '[' + text + ']'


def value_of(term):
    """What a term is, variables that are bound looked through."""
    while isinstance(term, Unknown):
        bound = term.bound
        if bound is None:
            return term
        term = bound
    return term


def show(term):
    return value_of(term).text()


# -- reading

OPERATORS = {
    ':-': 1200, ',': 1000, '=': 700, '\\=': 700, 'is': 700, '<': 700,
    '>': 700, '=<': 700, '>=': 700, '=:=': 700, '=\\=': 700, '==': 700,
    '+': 500, '-': 500, '*': 400, '//': 400, 'mod': 400,
}
SYMBOLS = '+-*/\\^<>=~:.?@#&'
ATOM, NAME, NUMBER, PUNCTUATION, END = range(5)


class Token(object):
    def __init__(self, kind, text):
        self.kind = kind
        self.text = text


class Lexer(object):
    def __init__(self, text):
        self.text = text
        self.at = 0

    def word(self):
        """Goes over letters, digits and underscores."""
        start = self.at
        while self.at < len(self.text) and (
                self.text[self.at].isalnum() or self.text[self.at] == '_'):
            self.at += 1
        return self.text[start:self.at]

    def next(self):
        while self.at < len(self.text):
            char = self.text[self.at]
            if char == '%':
                while self.at < len(self.text) and \
                        self.text[self.at] != '\n':
                    self.at += 1
            elif char.isspace():
                self.at += 1
            else:
                break
        if self.at >= len(self.text):
            return Token(END, '')
        char = self.text[self.at]
        if char.isdigit():
            return Token(NUMBER, self.word())
        if char == '_' or 'A' <= char <= 'Z':
            return Token(NAME, self.word())
        if char.isalpha():
            return Token(ATOM, self.word())
        if char == "'":
            return self.quoted()
        start = self.at
        if char in SYMBOLS:
            while self.at < len(self.text) and self.text[self.at] in SYMBOLS:
                self.at += 1
            text = self.text[start:self.at]
            return Token(PUNCTUATION if text == '.' else ATOM, text)
        self.at += 1
        text = self.text[start:self.at]
        if char == '!' or char == ';':
            return Token(ATOM, text)
        return Token(PUNCTUATION, text)

    def quoted(self):
        self.at += 1
        start = self.at
        while self.at < len(self.text) and self.text[self.at] != "'":
            self.at += 1
        if self.at >= len(self.text):
            raise Problem('a quoted name does not end')
        self.at += 1
        return Token(ATOM, self.text[start:self.at - 1])


class Reader(object):
    """Clauses and queries of a text."""

    def __init__(self, text):
        self.lexer = Lexer(text)
        self.token = self.lexer.next()
        self.names = {}

    def advance(self):
        token = self.token
        self.token = self.lexer.next()
        return token

    def expect(self, text):
        if self.token.text != text or self.token.kind == END:
            raise Problem('expected %s, found %s' % (
                text, self.token.text if self.token.kind != END else 'end'))
        self.advance()

    def clause(self):
        """A term that ends in a full stop."""
        self.names = {}
        term = self.term(1200)
        self.expect('.')
        return term

    def term(self, most):
        left = self.primary()
        while self.token.kind == ATOM or self.token.text == ',':
            name = self.token.text
            if name not in OPERATORS:
                break
            priority = OPERATORS[name]
            if priority > most:
                break
            self.advance()
            # Those of 400 and 500 group to the left, the comma to the right.
            right = self.term(priority if priority == 1000 else priority - 1)
            left = Structure(name, [left, right])
        return left

    def primary(self):
        token = self.advance()
        if token.kind == NUMBER:
            return Integer(int(token.text))
        if token.kind == NAME:
            return self.variable(token.text)
        if token.kind == END:
            raise Problem('the text ends within a clause')
        if token.text == '(':
            inner = self.term(1200)
            self.expect(')')
            return inner
        if token.text == '[':
            return self.list()
        if token.text == '-' and self.token.kind == NUMBER:
            return Integer(-int(self.advance().text))
        if token.text == '\\+':
            return Structure('\\+', [self.term(900)])
        if token.kind == PUNCTUATION:
            raise Problem('unexpected ' + token.text)
        arguments = []
        if self.token.text == '(' and self.token.kind == PUNCTUATION:
            self.advance()
            arguments.append(self.term(999))
            while self.token.text == ',':
                self.advance()
                arguments.append(self.term(999))
            self.expect(')')
        return Structure(token.text, arguments)

    def variable(self, name):
        if name == '_':
            return Unknown(name)
        if name not in self.names:
            self.names[name] = Unknown(name)
        return self.names[name]

    def list(self):
        items = []
        tail = atom('[]')
        if self.token.text == ']':
            self.advance()
            return tail
        items.append(self.term(999))
        while self.token.text == ',':
            self.advance()
            items.append(self.term(999))
        if self.token.text == '|':
            self.advance()
            tail = self.term(999)
        self.expect(']')
        i = len(items) - 1
        while i >= 0:
            tail = Structure('.', [items[i], tail])
            i -= 1
        return tail


def atom(name):
    """An atom, as any term."""
    term = Structure(name, [])
    assert isinstance(term, Term)
    return term


# -- the machine

class Clause(object):
    def __init__(self, head, body):
        self.head = head
        self.body = body


class Goals(object):
    """What is still to be proved; `depth` is where a cut cuts to."""

    def __init__(self, goal, depth, rest):
        self.goal = goal
        self.depth = depth
        self.rest = rest


class Choice(object):
    """An alternative: other clauses for a goal, from a number on."""

    def __init__(self, goal, clauses, number, goals, trail):
        self.goal = goal
        self.clauses = clauses
        self.number = number
        self.goals = goals
        self.trail = trail


class Renaming(object):
    """Fresh variables for those of a clause."""

    def __init__(self):
        self.old = []
        self.new = []

    def copy(self, term):
        if isinstance(term, Unknown):
            i = 0
            while i < len(self.old):
                if self.old[i] is term:
                    return self.new[i]
                i += 1
            fresh = Unknown(term.name)
            self.old.append(term)
            self.new.append(fresh)
            return fresh
        if isinstance(term, Structure) and len(term.arguments) > 0:
            arguments = []
            for argument in term.arguments:
                arguments.append(self.copy(argument))
            return Structure(term.name, arguments)
        return term


class Machine(object):
    def __init__(self):
        self.clauses = {}
        self.trail = []
        self.choices = []
        self.goals = None
        self.steps = 0

    def add(self, clause):
        head = clause
        body = atom('true')
        if isinstance(clause, Structure) and clause.name == ':-':
            head = value_of(clause.arguments[0])
            body = clause.arguments[1]
        if not isinstance(head, Structure):
            raise Problem('a clause needs a name')
        key = key_of(head)
        if key not in self.clauses:
            self.clauses[key] = []
        self.clauses[key].append(Clause(head, body))

    def bind(self, variable, term):
        variable.bound = term
        self.trail.append(variable)

    def undo(self, length):
        while len(self.trail) > length:
            self.trail.pop().bound = None

    def unify(self, a, b):
        a = value_of(a)
        b = value_of(b)
        if a is b:
            return True
        if isinstance(a, Unknown):
            self.bind(a, b)
            return True
        if isinstance(b, Unknown):
            self.bind(b, a)
            return True
        if isinstance(a, Integer):
            return isinstance(b, Integer) and a.value == b.value
        if isinstance(a, Structure) and isinstance(b, Structure):
            if a.name != b.name or len(a.arguments) != len(b.arguments):
                return False
            for i in range(len(a.arguments)):
                if not self.unify(a.arguments[i], b.arguments[i]):
                    return False
            return True
        return False

    def fail(self):
        """Goes back to the last choice; whether there is one."""
        while len(self.choices) > 0:
            choice = self.choices.pop()
            self.undo(choice.trail)
            if self.try_clauses(choice.goal, choice.clauses, choice.number,
                                choice.goals):
                return True
        return False

    def try_clauses(self, goal, clauses, number, goals):
        """Whether a clause from that number on fits the goal."""
        depth = len(self.choices)
        trail = len(self.trail)
        while number < len(clauses):
            clause = clauses[number]
            number += 1
            renaming = Renaming()
            if self.unify(goal, renaming.copy(clause.head)):
                if number < len(clauses):
                    self.choices.append(Choice(goal, clauses, number, goals,
                                               trail))
                self.goals = Goals(renaming.copy(clause.body), depth, goals)
                return True
            self.undo(trail)
        return False

    def start(self, goal):
        self.choices = []
        self.trail = []
        self.goals = Goals(goal, 0, None)

    def run(self):
        """Proves the goals; whether that was possible."""
        while True:
            goals = self.goals
            if goals is None:
                return True
            self.steps += 1
            if self.steps > MOST_STEPS:
                raise Problem('too many steps')
            self.goals = goals.rest
            if not self.step(value_of(goals.goal), goals.depth):
                if not self.fail():
                    return False

    def step(self, goal, depth):
        """Whether one goal could be taken on."""
        if not isinstance(goal, Structure):
            raise Problem('no goal: ' + show(goal))
        name = goal.name
        count = len(goal.arguments)
        if count == 0:
            if name == 'true':
                return True
            if name == 'fail':
                return False
            if name == 'nl':
                write('\n')
                return True
            if name == '!':
                while len(self.choices) > depth:
                    self.choices.pop()
                return True
        elif count == 1:
            if name == 'write':
                write(show(goal.arguments[0]))
                return True
            if name == '\\+':
                return not self.holds(goal.arguments[0])
            if name == 'call':
                self.goals = Goals(goal.arguments[0], len(self.choices),
                                   self.goals)
                return True
        elif count == 2:
            if name == ',':
                self.goals = Goals(goal.arguments[0], depth, Goals(
                    goal.arguments[1], depth, self.goals))
                return True
            if name in OPERATORS and name != ':-':
                return self.built_in(name, goal.arguments[0],
                                     goal.arguments[1])
        key = key_of(goal)
        if key not in self.clauses:
            raise Problem('unknown: ' + key)
        return self.try_clauses(goal, self.clauses[key], 0, self.goals)

    def holds(self, goal):
        """Whether a goal can be proved by itself; binds nothing."""
        inner = Machine()
        inner.clauses = self.clauses
        inner.start(goal)
        result = inner.run()
        inner.undo(0)
        return result

    def built_in(self, name, left, right):
        if name == '=':
            return self.unify(left, right)
        if name == '\\=':
            length = len(self.trail)
            equal = self.unify(left, right)
            self.undo(length)
            return not equal
        if name == 'is':
            return self.unify(left, Integer(evaluate(right)))
        if name == '==':
            return same(left, right)
        a = evaluate(left)
        b = evaluate(right)
        if name == '<':
            return a < b
        if name == '>':
            return a > b
        if name == '=<':
            return a <= b
        if name == '>=':
            return a >= b
        if name == '=:=':
            return a == b
        if name == '=\\=':
            return a != b
        raise Problem('no goal: ' + name)


def key_of(structure):
    return '%s/%d' % (structure.name, len(structure.arguments))


def same(a, b):
    a = value_of(a)
    b = value_of(b)
    if isinstance(a, Integer):
        return isinstance(b, Integer) and a.value == b.value
    if isinstance(a, Structure) and isinstance(b, Structure):
        if a.name != b.name or len(a.arguments) != len(b.arguments):
            return False
        for i in range(len(a.arguments)):
            if not same(a.arguments[i], b.arguments[i]):
                return False
        return True
    return a is b


def evaluate(term):
    term = value_of(term)
    if isinstance(term, Integer):
        return term.value
    if isinstance(term, Structure) and len(term.arguments) == 2:
        name = term.name
        a = evaluate(term.arguments[0])
        b = evaluate(term.arguments[1])
        if name == '+':
            return a + b
        if name == '-':
            return a - b
        if name == '*':
            return a * b
        if name == '//' or name == 'mod':
            if b == 0:
                raise Problem('division by zero')
            return a // b if name == '//' else a % b
    raise Problem('not a number: ' + show(term))


FAMILY = """
parent(anna, bert). parent(anna, carla). parent(bert, dora).
parent(carla, emil). parent(dora, fritz).
female(anna). female(carla). female(dora).
ancestor(X, Y) :- parent(X, Y).
ancestor(X, Y) :- parent(X, Z), ancestor(Z, Y).
sibling(X, Y) :- parent(P, X), parent(P, Y), X \\= Y.
aunt(X, Y) :- sibling(X, P), parent(P, Y), female(X).
?- ancestor(anna, Who), write(Who), write(' '), fail.
?- aunt(Who, dora), write(Who), nl.
?- sibling(emil, _).
"""

LISTS = """
append([], L, L).
append([H|T], L, [H|R]) :- append(T, L, R).
reverse([], []).
reverse([H|T], R) :- reverse(T, S), append(S, [H], R).
range(N, N, [N]) :- !.
range(M, N, [M|T]) :- M < N, K is M + 1, range(K, N, T).
length([], 0).
length([_|T], N) :- length(T, M), N is M + 1.
member(X, [X|_]).
member(X, [_|T]) :- member(X, T).
?- append(X, Y, [1,2]), write(X-Y), write(' '), fail.
?- range(1, 40, L), reverse(L, R), write(R), nl.
?- range(1, 100, L), length(L, N), write(N), nl.
?- member(X, [a,f(b),[c|T]]), write(X), write(' '), fail.
?- \\+ member(z, [a,b]), write('no z'), nl.
"""

QUEENS = """
range(N, N, [N]) :- !.
range(M, N, [M|T]) :- M < N, K is M + 1, range(K, N, T).
select(X, [X|T], T).
select(X, [H|T], [H|R]) :- select(X, T, R).
queens(N, Qs) :- range(1, N, Ns), place(Ns, [], Qs).
place([], Qs, Qs).
place(Rest, Placed, Qs) :-
    select(Q, Rest, Others), safe(Q, 1, Placed), place(Others, [Q|Placed], Qs).
safe(_, _, []).
safe(Q, D, [P|Ps]) :-
    Q =\\= P + D, Q =\\= P - D, E is D + 1, safe(Q, E, Ps).
?- queens(4, Qs), write(Qs), write(' '), fail.
?- queens(8, Qs), write(Qs), nl.
"""

PUZZLE = """
% Who keeps the fish?
member(X, [X|_]).
member(X, [_|T]) :- member(X, T).
next(A, B, [A,B|_]).
next(A, B, [_|T]) :- next(A, B, T).
near(A, B, L) :- next(A, B, L).
near(A, B, L) :- next(B, A, L).
houses(Hs) :-
    Hs = [h(_, norwegian, _, _, _), _, h(_, _, _, milk, _), _, _],
    member(h(red, briton, _, _, _), Hs),
    member(h(green, _, _, coffee, _), Hs),
    next(h(white, _, _, _, _), h(green, _, _, _, _), [_, _, _]),
    fail.
houses(Hs) :-
    Hs = [h(_, norwegian, _, _, _), _, h(_, _, _, milk, _), _, _],
    member(h(red, briton, _, _, _), Hs),
    member(h(_, swede, dog, _, _), Hs),
    member(h(_, dane, _, tea, _), Hs),
    next(h(green, _, _, _, _), h(white, _, _, _, _), Hs),
    member(h(green, _, _, coffee, _), Hs),
    member(h(_, _, bird, _, pallmall), Hs),
    member(h(yellow, _, _, _, dunhill), Hs),
    near(h(_, _, _, _, blend), h(_, _, cat, _, _), Hs),
    near(h(_, _, horse, _, _), h(_, _, _, _, dunhill), Hs),
    member(h(_, _, _, beer, bluemaster), Hs),
    member(h(_, german, _, _, prince), Hs),
    near(h(_, norwegian, _, _, _), h(blue, _, _, _, _), Hs),
    near(h(_, _, _, _, blend), h(_, _, _, water, _), Hs),
    member(h(_, _, fish, _, _), Hs).
?- houses(Hs), member(h(_, Who, fish, _, _), Hs), write(Who), nl.
"""

PROBLEMS = """
p(X) :- X < 1.
q :- p(a).
?- p(0), write(yes), nl.
?- p(Y).
?- missing(1).
?- X is 1 // 0.
"""

SOURCES = {'family': FAMILY, 'lists': LISTS, 'queens': QUEENS,
           'puzzle': PUZZLE, 'problems': PROBLEMS,
           'broken': 'p(a. ', 'open': "p('a"}

CHECKS = [
    (['family'], 'bert carla dora fritz emil no\ncarla\nyes\nno\n'),
    (['lists'], '[]-[1,2] [1]-[2] [1,2]-[] no\n'
                '[40,39,38,37,36,35,34,33,32,31,30,29,28,27,26,25,24,23,22,21'
                ',20,19,18,17,16,15,14,13,12,11,10,9,8,7,6,5,4,3,2,1]\nyes\n'
                '100\nyes\na f(b) [c|_T] no\nno z\nyes\n'),
    (['queens'], '[3,1,4,2] [2,4,1,3] no\n[4,2,7,3,6,8,5,1]\nyes\n'),
    (['puzzle'], 'german\nyes\n'),
    (['problems'], 'yes\nyes\nerror: not a number: _X\n'
                   'error: unknown: missing/1\nerror: division by zero\n'),
    (['broken'], 'error: expected ), found .\n'),
    (['open'], 'error: a quoted name does not end\n'),
    (['x'], 'no program x\n'),
]


def run(text):
    machine = Machine()
    reader = Reader(text)
    while reader.token.kind != END:
        is_query = reader.token.text == '?-'
        if is_query:
            reader.advance()
        clause = reader.clause()
        if is_query:
            answer(machine, clause)
        else:
            machine.add(clause)


def answer(machine, goal):
    try:
        machine.start(goal)
        print 'yes' if machine.run() else 'no'
    except Problem as problem:
        print 'error: ' + problem.message


def entry_point(argv):
    name = 'queens'
    if len(argv) > 1:
        name = argv[1]
    if name not in SOURCES:
        print 'no program', name
        return 0
    try:
        run(SOURCES[name])
    except Problem as problem:
        print 'error: ' + problem.message
    return 0
