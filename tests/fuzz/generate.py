"""Random Python 2.7 programs, one from each seed.

`generate(seed)` gives the text of a program that ends, prints what it computes, and prints nothing that depends on
addresses or on the order of hashes. It is built to be hard on a tracing compiler: hot loops whose variables change type,
integers at the edges of their representations, exceptions thrown across frames, classes changed while they are used.
Runs under Python 2 and 3 alike, and gives the same program under both.
"""

INTEGERS = ["0", "1", "-1", "2", "3", "7", "10", "-5", "255", "True", "2147483647", "-2147483648", "2147483648", "4294967295",
            "9007199254740993", "2305843009213693951", "4611686018427387903", "4611686018427387904", "-4611686018427387904",
            "-4611686018427387905", "9223372036854775807", "-9223372036854775808", "9223372036854775808", "18446744073709551616",
            "5L", "-1L", "3037000500", "1 << 40"]
FLOATS = ["0.0", "-0.0", "1.0", "1.5", "-2.25", "1e308", "5e-324", "1e16", "9007199254740993.0", "4.611686018427388e18",
          "9.223372036854775807e18", "INF", "-INF", "NAN", "0.1", "3.0", "-7.5"]
STRINGS = ["''", "'a'", "'abc'", "'x y'", "'12'", "'-7'", "'\\x00\\xff'", "'%'", "'aaaa'", "'Zz'"]
LITERALS = {"int": INTEGERS, "float": FLOATS, "str": STRINGS, "any": ["None", "()", "2.5", "[1]", "0"]}

PREAMBLE = '''
import sys
INF = 1e999
NAN = INF - INF

def text(value, depth=0):
    if isinstance(value, float):
        if value != value:
            return 'nan'
        return repr(value)
    if isinstance(value, (tuple, list)) and type(value) in (tuple, list):
        if depth > 3:
            return '...'
        return type(value).__name__ + '(' + ', '.join([text(item, depth + 1) for item in value[:12]]) + ' #%d)' % len(value)
    if type(value) is dict:
        return '{' + ', '.join(sorted([text(k, depth + 1) + ':' + text(v, depth + 1) for k, v in value.items()])) + '}'
    if isinstance(value, (int, long, str)) or value is None:
        shown = type(value).__name__ + ':' + repr(value)
        if len(shown) > 60:
            shown = shown[:40] + '..%d' % len(shown)
        return shown
    if hasattr(value, 'state'):
        try:
            return value.__class__.__name__ + text(value.state(), depth + 1)
        except Exception, e:
            return 'unshown ' + type(e).__name__
    return type(value).__name__

def show(label, *values):
    print label, ' '.join([text(value) for value in values])

def failed(label, error):
    trace, places = sys.exc_info()[2], []
    while trace is not None:
        places.append('%s:%d' % (trace.tb_frame.f_code.co_name, trace.tb_lineno))
        trace = trace.tb_next
    print label, 'raised', error.__class__.__name__, error, len(error.args), ' '.join(places)

def handled():
    """The class of what is being handled."""
    kind = sys.exc_info()[0]
    return kind and kind.__name__

def below(value):
    for i in xrange(value % 3):
        yield i

def grown(value, most):
    """Items of a list that grows, by a generator, while a generator goes through it."""
    found = [value % 4]
    for item in found:
        if len(found) < most:
            found.extend(below(item))
        yield item

class Keyed(dict):
    pass

class Derived(property):
    """A descriptor that asks the built-in one and keeps what that gave."""
    def __get__(self, obj, kind=None):
        if obj is None:
            return self
        return obj.__dict__.setdefault('kept', property.__get__(self, obj, kind))

    def __set__(self, obj, value):
        obj.__dict__['kept'] = value

class Shown(dict):
    def __get__(self, obj, kind=None):
        return (obj is None, len(self))

class Holder(object):
    derived = Derived(lambda self: self.start + 1)
    shown = Shown(one=1)

    def __init__(self, start):
        self.start = start

def look_back(depth):
    """The variables of a frame further out, as they are now."""
    frame = sys._getframe(1)
    while depth and frame.f_back is not None:
        frame, depth = frame.f_back, depth - 1
    if frame.f_locals is not frame.f_globals:
        shown = [(name, text(value)) for name, value in frame.f_locals.items() if name[0] != '_' and not callable(value)]
        print 'frame', frame.f_code.co_name, frame.f_lineno, sorted(shown)
    return depth

def small(value):
    if isinstance(value, (int, long)) and not -(1 << 70) < value < 1 << 70:
        return value % 1000003
    return value

class Manager(object):
    def __init__(self, swallow):
        self.swallow = swallow
        self.count = 0
    def __enter__(self):
        self.count += 1
        return self.count
    def __exit__(self, kind, value, trace):
        self.count -= 3
        return self.swallow and kind is not None and issubclass(kind, ValueError)

class Problem(ValueError):
    pass

class Bare(ValueError):
    """Does not tell its base of its arguments."""
    def __init__(self, value):
        self.value = value
'''


class Random(object):
    """The same numbers under every Python."""

    def __init__(self, seed):
        self.state = (seed * 2654435761 + 88172645463325252) & 0xFFFFFFFFFFFFFFFF
        for _ in range(8):
            self.next()

    def next(self):
        x = self.state or 1
        x ^= (x << 13) & 0xFFFFFFFFFFFFFFFF
        x ^= x >> 7
        x ^= (x << 17) & 0xFFFFFFFFFFFFFFFF
        self.state = x
        return x >> 11

    def below(self, limit):
        return self.next() % limit

    def between(self, low, high):
        return low + self.below(high - low + 1)

    def chance(self, percent):
        return self.below(100) < percent

    def choice(self, items):
        return items[self.below(len(items))]


class Scope(object):
    """The names a piece of code may use: by kind, those it may read and those it may write."""

    def __init__(self, readable=None):
        self.readable = dict((kind, list(names)) for kind, names in (readable or {}).items())
        self.writable = {}

    def add(self, kind, name):
        self.readable.setdefault(kind, []).append(name)
        self.writable.setdefault(kind, []).append(name)

    def inner(self):
        """What a nested function sees: everything to read, nothing yet to write."""
        return Scope(self.readable)


class Function(object):
    def __init__(self, name, parameters, result, generator=False):
        self.name, self.parameters, self.result, self.generator = name, parameters, result, generator


class Generator(object):
    def __init__(self, seed):
        self.random = Random(seed)
        self.lines = []
        self.indent = 0
        self.serial = 0
        self.functions = []
        self.classes = []
        self.loops = 0
        self.in_finally = 0
        self.in_function = None
        self.scope = Scope()
        # Each program favours some statements and does without others: rare combinations get their turn.
        self.weights = []
        for method, weight in self.STATEMENTS:
            if not self.random.chance(30):
                self.weights += [method] * (weight * self.random.between(1, 3))
        self.weights = self.weights or ["assign"]
        self.edges = self.random.between(10, 90)

    # Text

    def line(self, text):
        self.lines.append("    " * self.indent + text)

    def name(self, prefix):
        self.serial += 1
        return "%s%d" % (prefix, self.serial)

    def variable(self, kind):
        names = self.scope.readable.get(kind)
        return self.random.choice(names) if names else None

    def target(self, kind):
        names = self.scope.writable.get(kind)
        if names and self.random.chance(85):
            return self.random.choice(names)
        name = self.name(kind[0])
        return name

    # Expressions

    def expression(self, kind, depth=2):
        return getattr(self, kind + "_expression")(depth)

    def leaf(self, kind):
        variable = self.variable(kind)
        if variable and self.random.chance(75):
            return variable
        if kind == "int" and not self.random.chance(self.edges):
            return str(self.random.between(-3, 12))
        return "(%s)" % self.random.choice(LITERALS[kind])

    def int_expression(self, depth):
        r = self.random
        if depth <= 0 or r.chance(15):
            return self.leaf("int")
        a = lambda: self.int_expression(depth - 1)
        pick = r.below(34)
        if pick < 10:
            return "(%s %s %s)" % (a(), r.choice(["+", "-", "+", "-", "*", "&", "|", "^"]), a())
        if pick == 10:
            return "(%s %s (%s or 3))" % (a(), r.choice(["//", "%", "/"]), a())
        if pick == 11:
            return "(%s %s %s)" % (a(), r.choice(["//", "%"]), a())
        if pick == 12:
            return "(%s << (%s & 7))" % (a(), a())
        if pick == 13:
            return "(%s >> (%s & 63))" % (a(), a())
        if pick == 14:
            return "(%s%s)" % (r.choice(["-", "~", "+", "not "]), a())
        if pick == 15:
            return "abs(%s)" % a()
        if pick == 16:
            return "(%s if %s else %s)" % (a(), self.condition(depth - 1), a())
        if pick == 17:
            return "(%s %s %s)" % (a(), r.choice(["and", "or"]), a())
        if pick == 18:
            return "%s(%s, %s)" % (r.choice(["min", "max"]), a(), a())
        if pick == 19:
            return "(%s)" % self.condition(depth - 1)
        if pick == 20:
            return "len(%s)" % self.expression(r.choice(["str", "list", "dict"]), depth - 1)
        if pick == 21:
            return "int(%s)" % self.float_expression(depth - 1)
        if pick == 22:
            return "divmod(%s, %s or 1)[%d]" % (a(), a(), r.below(2))
        if pick == 23:
            return "pow(%s, %s & 15, %s or 7)" % (a(), a(), a())
        if pick in (24, 25):
            variable = self.variable("list")
            if variable:
                return "%s[%s]" % (variable, r.choice(["0", "-1", "%s %% (len(%s) or 1)" % (a(), variable), a()]))
        if pick == 26:
            variable = self.variable("dict")
            if variable:
                return r.choice(["%s.get(%s, %s)", "%s.setdefault(%s, %s)", "%s.pop(%s, %s)"]) % (variable, a(), a())
        if pick in (27, 28, 29):
            return self.object_use(depth)
        if pick in (30, 31):
            variable = self.variable("closure")
            if variable:
                return "small(%s(%s))" % (variable, a())
        if pick == 32:
            return "sum([%s for e in xrange(%s & 7)])" % (self.with_name("int", "e", depth - 1), a())
        return self.call("int", depth) or self.leaf("int")

    def with_name(self, kind, name, depth):
        """An expression that may use `name` as an int."""
        names = self.scope.readable.setdefault("int", [])
        names.append(name)
        result = self.expression(kind, depth)
        names.remove(name)
        return result

    def float_expression(self, depth):
        r = self.random
        if depth <= 0 or r.chance(15):
            return self.leaf("float")
        a = lambda: self.float_expression(depth - 1)
        pick = r.below(16)
        if pick < 6:
            return "(%s %s %s)" % (a(), r.choice(["+", "-", "*"]), a())
        if pick == 6:
            return "(%s %s (%s or 1.5))" % (a(), r.choice(["/", "//", "%"]), a())
        if pick == 7:
            return "(%s %s %s)" % (a(), r.choice(["+", "-", "*", "/"]), self.int_expression(depth - 1))
        if pick == 8:
            return "(%s %s %s)" % (self.int_expression(depth - 1), r.choice(["+", "-", "*"]), a())
        if pick == 9:
            return "float(%s)" % self.int_expression(depth - 1)
        if pick == 10:
            return "(-%s)" % a()
        if pick == 11:
            return "abs(%s)" % a()
        if pick == 12:
            return "(%s if %s else %s)" % (a(), self.condition(depth - 1), a())
        if pick == 13:
            return "%s(%s, %s)" % (r.choice(["min", "max"]), a(), a())
        if pick == 14:
            variable = self.variable("object")
            if variable:
                return "%s.y" % variable
        return self.call("float", depth) or self.leaf("float")

    def str_expression(self, depth):
        r = self.random
        if depth <= 0 or r.chance(20):
            return self.leaf("str")
        a = lambda: self.str_expression(depth - 1)
        pick = r.below(12)
        if pick < 3:
            return "(%s + %s)[-12:]" % (a(), a())
        if pick == 3:
            return "(%s * (%s & 3))[:12]" % (a(), self.int_expression(depth - 1))
        if pick == 4:
            return "%s[%s & 3:]" % (a(), self.int_expression(depth - 1))
        if pick == 5:
            return "%s(%s)[:12]" % (r.choice(["str", "repr"]), self.expression(r.choice(["int", "float"]), depth - 1))
        if pick == 6:
            return "('%%s|%%r' %% (%s, %s))[:14]" % (a(), self.int_expression(depth - 1))
        if pick == 7:
            return "%s.%s()" % (a(), r.choice(["upper", "lower", "strip", "title", "swapcase"]))
        if pick == 8:
            return "chr(%s & 127)" % self.int_expression(depth - 1)
        if pick == 9:
            return "'-'.join([%s, %s])[:12]" % (a(), a())
        if pick == 10:
            return "(%s if %s else %s)" % (a(), self.condition(depth - 1), a())
        return self.call("str", depth) or self.leaf("str")

    def list_expression(self, depth):
        r = self.random
        variable = self.variable("list")
        pick = r.below(10)
        a = lambda: self.int_expression(depth - 1)
        if variable and pick < 3:
            return r.choice(["%s", "%s[:5]", "sorted(%s)[:6]", "%s[::-1]", "list(%s)[1:]"]) % variable
        if pick == 3:
            return "range(%s & 7)" % a()
        if pick == 4:
            return "[%s for e in xrange(%s & 7)]" % (self.with_name("int", "e", depth - 1), a())
        if pick == 5:
            return "[e for e in %s if %s]" % (variable or "(1, 2.5, 3)", self.condition(depth - 1))
        if pick == 6:
            return "map(lambda e: %s, [%s, %s])" % (self.with_name("int", "e", depth - 1), a(), a())
        if pick == 7:
            return "[%s, %s, %s]" % (a(), self.float_expression(depth - 1), a())
        if pick == 8:
            return "[%s] * (%s & 3)" % (a(), a())
        return "[%s]" % ", ".join([a() for _ in range(r.below(5))])

    def dict_expression(self, depth):
        variable = self.variable("dict")
        if variable and self.random.chance(50):
            return variable
        return "{%s}" % ", ".join(["%s: %s" % (self.any_key(), self.int_expression(depth - 1))
                                   for _ in range(self.random.below(4))])

    def any_key(self):
        if self.random.chance(12):
            return "(%s, %s)" % (self.leaf("int"), self.leaf(self.random.choice(["int", "str"])))
        if self.random.chance(8) and self.variable("object"):
            return self.variable("object")
        return self.leaf(self.random.choice(["int", "int", "str"]))

    def any_expression(self, depth):
        pick = self.random.below(12)
        if pick < 3:
            return self.variable("any") or "None"
        if pick == 3:
            return "None"
        if pick == 4:
            return "(%s, %s)" % (self.int_expression(depth - 1), self.float_expression(depth - 1))
        if pick == 5:
            return self.variable("object") or "()"
        return self.expression(self.random.choice(["int", "float", "str", "list", "int", "float"]), depth)

    def condition(self, depth):
        r = self.random
        pick = r.below(12)
        if pick < 5:
            kind = r.choice(["int", "int", "float", "str"])
            return "%s %s %s" % (self.expression(kind, depth), r.choice(["<", "<=", "==", "!=", ">", ">="]),
                                 self.expression(kind, depth))
        if pick == 5:
            return "%s < %s < %s" % (self.leaf("int"), self.expression(r.choice(["int", "float"]), depth), self.leaf("int"))
        if pick == 6:
            return "isinstance(%s, %s)" % (self.any_expression(depth), self.type_name())
        if pick == 7:
            return "%s %s %s" % (self.leaf("int"), r.choice(["in", "not in"]),
                                 self.expression(r.choice(["list", "dict"]), depth))
        if pick == 8:
            return "%s is %s" % (self.any_expression(depth), r.choice(["None", "None", "True"]))
        if pick == 9:
            return "not %s" % self.any_expression(depth)
        if pick == 10:
            variable = self.variable("object")
            if variable:
                return r.choice(["%s", "%s == %s", "%s < %s", "%s != %s"]).replace("%s", variable, 1).replace(
                    "%s", self.variable("object"))
        return "%s & 1" % self.leaf("int")

    def type_name(self):
        names = ["int", "float", "str", "(int, long)", "list", "object", "(str, tuple)", "basestring"]
        return self.random.choice(names + self.classes)

    def arguments(self, parameters, depth):
        return [self.expression(kind, depth - 1) for kind, _ in parameters]

    def call(self, kind, depth):
        """A call of a function made before, in one of the forms; loops call cheap ones only so that the program ends."""
        choices = [f for f in self.functions if f.result == kind and not f.generator]
        if not choices or self.loops > 1:
            return None
        function = self.random.choice(choices)
        values = self.arguments(function.parameters, depth)
        names = [name for _, name in function.parameters]
        pick = self.random.below(6)
        if pick == 0 and values:
            return "small(%s(*[%s]))" % (function.name, ", ".join(values))
        if pick == 1 and values:
            pairs = ["%s=%s" % pair for pair in zip(names, values)]
            return "small(%s(%s))" % (function.name, ", ".join(reversed(pairs)))
        if pick == 2 and values:
            return "small(%s(%s))" % (function.name, ", ".join(values[:-1] + ["**{%r: %s}" % (names[-1], values[-1])]))
        if pick == 3 and len(values) > 1:
            return "small(%s(%s, *(%s,)))" % (function.name, values[0], ", ".join(values[1:]))
        if pick == 4 and values:
            return "small(%s(%s))" % (function.name, ", ".join(values[:-1]))
        return "small(%s(%s))" % (function.name, ", ".join(values))

    def object_use(self, depth):
        variable = self.variable("object")
        if not variable:
            return self.leaf("int")
        a = self.int_expression(depth - 1)
        forms = ["%s.x", "%s.x", "%s.method(ARG)", "%s.method(ARG)", "%s.twice", "(%s + ARG)", "(ARG + %s)", "(%s - ARG)", "(ARG * %s)",
                 "%s[ARG & 3]", "len(%s)", "%s.missing", "%s(ARG)", "%s.shared", "%s.fixed(ARG)", "%s.made(ARG)",
                 "(%s < ARG)", "(ARG >= %s)", "(%s == ARG)", "(1 if %s else 2)", "sum([e for e in %s][:9])", "(%s < %s)",
                 "(ARG in %s)", "hash(%s) % 1000", "(-%s)", "sum(%s)", "cmp(%s, ARG)", "getattr(%s, 'z', ARG)"]
        return "small(%s)" % self.random.choice(forms).replace("%s", variable).replace("ARG", a)

    # Statements

    STATEMENTS = [("assign", 12), ("augmented", 10), ("if_else", 6), ("for_loop", 5), ("while_loop", 3), ("try_except", 4),
                  ("try_finally", 3), ("with_block", 2), ("raise_problem", 2), ("jump", 3), ("list_statement", 5),
                  ("dict_statement", 4), ("attribute", 5), ("class_attribute", 2), ("unpack", 3), ("show_some", 3),
                  ("delete", 2), ("type_change", 4), ("closure", 2), ("consume", 3), ("nested_function", 1),
                  ("return_early", 1), ("global_write", 3), ("new_object", 3), ("patch", 1), ("string_build", 2),
                  ("exec_statement", 1), ("function_attribute", 1), ("print_statement", 1), ("growing", 1), ("keyed", 2), ("keyed_by_functions", 1), ("descriptors", 1), ("grown_in_place", 1), ("reduce_and_friends", 2), ("look_at_frames", 1)]

    def block(self, depth, count):
        self.indent += 1
        before = len(self.lines)
        for _ in range(count):
            self.statement(depth)
        if len(self.lines) == before:
            self.line("pass")
        self.indent -= 1

    def statement(self, depth):
        getattr(self, self.random.choice(self.weights))(depth)

    def store(self, kind, name):
        """After a line that binds `name`: it can be read in what follows in this scope (it may be unbound in fact)."""
        if name not in self.scope.writable.get(kind, []) and self.indent <= self.top_indent:
            self.scope.add(kind, name)

    def assign(self, depth):
        kind = self.random.choice(["int", "int", "int", "float", "float", "str", "list", "any", "dict"])
        name = self.target(kind)
        value = self.expression(kind, 3)
        if kind == "int":
            value = "small(%s)" % value if self.random.chance(30) else value
            if "*" in value or "<<" in value:
                value = "small(%s)" % value if not value.startswith("small(") else value
        self.line("%s = %s" % (name, value))
        self.store(kind, name)

    def augmented(self, depth):
        kind = self.random.choice(["int", "int", "float"])
        names = self.scope.writable.get(kind)
        if not names:
            return self.assign(depth)
        name = self.random.choice(names)
        operator = self.random.choice(["+", "-", "+", "*"] if kind == "float" else ["+", "-", "+", "^", "&", "|", ">>", "*", "//", "%"])
        value = self.expression(kind, 2)
        if operator == ">>":
            value = "(%s & 15)" % value
        self.line("%s %s= %s" % (name, operator, value))
        if operator == "*" and kind == "int":
            self.line("%s = small(%s)" % (name, name))

    def if_else(self, depth):
        if depth <= 0:
            return self.assign(depth)
        self.line("if %s:" % self.condition(2))
        self.block(depth - 1, self.random.between(1, 3))
        if self.random.chance(30):
            self.line("elif %s:" % self.condition(2))
            self.block(depth - 1, self.random.between(1, 2))
        if self.random.chance(50):
            self.line("else:")
            self.block(depth - 1, self.random.between(1, 2))

    def loop_body(self, depth):
        self.loops += 1
        saved, self.in_finally = self.in_finally, 0
        self.block(depth - 1, self.random.between(1, 5))
        self.in_finally = saved
        self.loops -= 1
        if self.random.chance(15):
            self.line("else:")
            self.block(depth - 1, 1)

    def for_loop(self, depth):
        r = self.random
        if depth <= 0 or self.loops > 2:
            return self.assign(depth)
        count = r.between(3, 30) if self.loops == 0 else r.between(2, 8) if self.loops == 1 else r.between(1, 4)
        pick = r.below(12)
        kind, target = "int", self.name("i")
        if pick < 4:
            head = "xrange(%d)" % count
        elif pick == 4:
            head = "xrange(%s, %s, %s)" % (r.choice(["0", str(count), "9223372036854775800"]), r.choice([str(count), "-3", "9223372036854775807"]),
                                           r.choice(["1", "-1", "2"]))
            head = "list(%s)[:%d]" % (head, count) if "92" not in head else "xrange(%d, 0, -2)" % count
        elif pick == 5:
            head = "%s[:%d]" % (self.list_expression(1), count)
        elif pick == 6:
            head, kind = "(%s)[:%d]" % (self.str_expression(1), count), "str"
        elif pick == 7:
            head = "enumerate(%s[:%d])" % (self.list_expression(1), count)
            second = self.name("i")
            self.line("for %s, %s in %s:" % (target, second, head))
            self.scope.add("int", target)
            self.scope.add("any", second)
            return self.loop_body(depth)
        elif pick == 8:
            head = "zip(%s, %s)[:%d]" % (self.list_expression(1), self.list_expression(1), count)
            second = self.name("i")
            self.line("for %s, %s in %s:" % (target, second, head))
            self.scope.add("int", target)
            self.scope.add("int", second)
            return self.loop_body(depth)
        elif pick == 9:
            head, kind = "(%s)" % ", ".join([self.any_expression(1) for _ in range(r.between(2, 9))] + ["1"]), "any"
            if r.chance(50):
                head = "%s * %d" % (head, r.between(1, 4))
        elif pick == 10 and self.generators():
            function = r.choice(self.generators())
            head = "%s(%s)" % (function.name, ", ".join(self.arguments(function.parameters, 1)))
        elif pick == 11 and self.variable("object"):
            head = self.variable("object")
        else:
            head = "xrange(%d)" % count
        self.line("for %s in %s:" % (target, head))
        self.scope.add(kind, target)
        self.loop_body(depth)

    def generators(self):
        return [f for f in self.functions if f.generator] if self.loops < 2 else []

    def while_loop(self, depth):
        if depth <= 0 or self.loops > 2:
            return self.assign(depth)
        counter = self.name("w")
        count = self.random.between(3, 30) if self.loops == 0 else self.random.between(1, 5)
        self.line("%s = 0" % counter)
        condition = "" if self.random.chance(60) else " and (%s)" % self.condition(1)
        self.line("while %s < %d%s:" % (counter, count, condition))
        self.indent += 1
        self.line("%s += 1" % counter)
        self.indent -= 1
        self.scope.readable.setdefault("int", []).append(counter)
        self.loop_body(depth)

    def try_except(self, depth):
        if depth <= 0:
            return self.assign(depth)
        r = self.random
        self.line("try:")
        self.block(depth - 1, r.between(1, 4))
        if r.chance(30):
            self.line("except Problem, e:")
            self.block(depth - 1, 1)
        if r.chance(30):
            self.line("except (%s), e:" % r.choice(["ValueError", "TypeError, ZeroDivisionError", "AttributeError, IndexError, NameError"]))
            self.block(depth - 1, r.between(0, 2))
        self.line("except %sException, e:" % ("StopIteration, e:\n" + "    " * self.indent + "    pass\n" + "    " * self.indent + "except "
                                              if r.chance(10) else ""))
        self.indent += 1
        if r.chance(50):
            self.line("failed(%r, e)" % self.name("failure"))
        if r.chance(5):
            self.line("raise")
        self.indent -= 1
        self.block(depth - 1, r.between(1, 2))
        if r.chance(20):
            self.line("else:")
            self.block(depth - 1, 1)
        if r.chance(20):
            self.finally_part(depth)

    def finally_part(self, depth):
        self.line("finally:")
        self.in_finally += 1
        if self.random.chance(30):
            self.line("    show('handled', handled())")
        self.block(depth - 1, self.random.between(1, 2))
        self.in_finally -= 1

    def try_finally(self, depth):
        if depth <= 0:
            return self.assign(depth)
        self.line("try:")
        self.block(depth - 1, self.random.between(1, 4))
        self.finally_part(depth)

    def with_block(self, depth):
        if depth <= 0:
            return self.assign(depth)
        name = self.name("i")
        self.line("with Manager(%s) as %s:" % (self.condition(1), name))
        self.block(depth - 1, self.random.between(1, 3))
        self.store("int", name)

    def raise_problem(self, depth):
        self.line("if %s:" % self.condition(1))
        self.indent += 1
        self.line(self.random.choice(["raise Problem(%s)", "raise ValueError, %s", "raise KeyError(%s)", "raise Bare(%s)"]) % self.leaf("int"))
        self.indent -= 1

    def growing(self, depth):
        target = self.name("i")
        self.line("%s = sum(grown(int(small(%s)), %d))" % (target, self.leaf("int"), self.random.between(2, 12)))
        self.scope.add("int", target)

    def keyed(self, depth):
        """The same key of one dict, asked for in several ways, constant or not."""
        r, name = self.random, self.name("k")
        key = r.choice(["'one'", "7", "(1, 'two')", "2.0", "u'one'", "None", self.leaf("int"), "str(%s)" % self.leaf("int")])
        self.line("%s = %s" % (name, r.choice(["{}", "Keyed()", "{'one': 1, 7: 2}", "{2: 0, None: 3}"])))
        self.line("for _turn in xrange(%d):" % r.between(2, 6))
        for _ in range(r.between(2, 5)):
            self.line("    " + r.choice([
                "%s[KEY] = %s.get(KEY, 0)", "if KEY in %s: %s[KEY] += 1", "%s.setdefault(KEY, 5); %s[KEY] *= 2",
                "%s.pop(KEY, None); %s[KEY] = 1", "%s['one'] = len(%s)", "show('key', %s.get(KEY), KEY not in %s)",
                "%s.pop('one', %s.get(7))"]).replace("KEY", key) % (name, name))
        self.line("show('keyed', %s)" % name)

    def keyed_by_functions(self, depth):
        """A dict by functions that are built in, some of which are written in Python."""
        r, name = self.random, self.name("k")
        pool = ["min", "max", "sum", "sorted", "map", "any", "len", "abs", "'a'.join", "''.join"]
        self.line("%s = {}" % name)
        for i in range(r.between(2, 5)):
            self.line("%s[%s] = %d" % (name, r.choice(pool), i))
        one, other = r.choice(pool), r.choice(pool)
        self.line("show('functions', sorted(%s.values()), %s.get(%s), %s == %s)" % (name, name, one, one, other))

    def descriptors(self, depth):
        name = self.name("h")
        self.line("%s = Holder(int(small(%s)))" % (name, self.leaf("int")))
        self.line("for _turn in xrange(%d):" % self.random.between(1, 5))
        self.line("    show('holder', %s.derived, %s.shown, Holder.shown)" % (name, name))
        if self.random.chance(50):
            self.line("    %s.derived = _turn" % name)

    def grown_in_place(self, depth):
        """A list that grows in place by sequences and is gone through from its end, where it may become shorter."""
        r, name = self.random, self.name("l")
        self.line("%s = [%s]" % (name, self.leaf("int")))
        self.line("for _turn in xrange(%d):" % r.between(2, 40))
        self.line("    %s += %s" % (name, r.choice(["(_turn, None)", "[_turn]", name + "[-2:]", "'ab'", "()"])))
        self.line("for _place, _item in enumerate(reversed(%s)):" % name)
        self.line("    if _place == %d: del %s[%d:]" % (r.between(0, 9), name, r.between(0, 9)))
        self.line("    if _place < 12: show('item', _place, _item)")

    def jump(self, depth):
        if not self.loops:
            return self.assign(depth)
        self.line("if %s:" % self.condition(1))
        self.indent += 1
        self.line("break" if self.in_finally or self.random.chance(40) else "continue")
        self.indent -= 1

    def list_statement(self, depth):
        names = self.scope.readable.get("list")
        if not names:
            return self.assign(depth)
        name = self.random.choice(names)
        form = self.random.choice(["%s.append(%s)", "%s.append(%s)", "%s.insert(%s & 3, 7)", "%s[:2] = [%s]", "%s[-1] = %s", "%s[0] = %s",
                                   "%s += [%s]", "%s.extend((%s, 2))", "%s.reverse() or %s", "%s.sort() or %s", "%s[1::2] = [%s]",
                                   "%s.pop() + %s", "%s.append(%s) or LIST.append(LIST.pop())", "LIST.extend(reversed(LIST[:2])) or %s", "LIST[:3] = LIST[2::-1]",
                                   "%s.remove(%s)", "%s.index(%s)", "del %s[%s & 1]", "%s.append(float(%s))"])
        form = form.replace("LIST", name)
        if "%s" in form:
            form = form % ((name, self.leaf("int")) if form.count("%s") == 2 else self.leaf("int"))
        self.line(form)
        self.line("del %s[9:]" % name)

    def dict_statement(self, depth):
        names = self.scope.readable.get("dict")
        if not names:
            return self.assign(depth)
        name = self.random.choice(names)
        key, value = self.any_key(), self.int_expression(1)
        form = self.random.choice(["NAME[KEY] = VALUE", "NAME[KEY] = VALUE", "NAME[KEY] = NAME.get(KEY, 0) + 1", "NAME[KEY] += 1", "del NAME[KEY]",
                                   "NAME.update({KEY: VALUE})", "show('d', KEY in NAME, NAME.get(VALUE))", "NAME.pop(KEY, None)",
                                   "show('items', sorted(NAME.values()))", "NAME[KEY, 1] = VALUE"])
        self.line(form.replace("NAME", name).replace("KEY", key).replace("VALUE", value))
        self.line("if len(%s) > 8: %s.clear()" % (name, name))

    def attribute(self, depth):
        variable = self.variable("object")
        if not variable:
            return self.new_object(depth)
        kind, attribute = self.random.choice([("int", "x"), ("int", "x"), ("float", "y"), ("any", "z"), ("any", "x"), ("int", "extra"),
                                              ("int", "twice"), ("int", "method")])
        pick = self.random.below(10)
        if pick < 6:
            self.line("%s.%s = %s" % (variable, attribute, self.expression(kind, 2)))
        elif pick < 8:
            self.line("%s.x += %s" % (variable, self.leaf("int")))
        elif pick == 8:
            self.line("del %s.%s" % (variable, attribute))
        else:
            self.line("%s.__dict__[%r] = %s" % (variable, attribute, self.expression(kind, 1)))

    def class_attribute(self, depth):
        if not self.classes:
            return self.assign(depth)
        owner = self.random.choice(self.classes)
        pick = self.random.below(8)
        if pick < 4:
            self.line("%s.shared = %s" % (owner, self.int_expression(1)))
        elif pick < 6:
            self.line("%s.shared += 1" % owner)
        elif pick == 6:
            self.line("del %s.shared" % owner)
        else:
            self.line("%s.extra = property(lambda self: %s)" % (owner, self.leaf("int")))

    def function_attribute(self, depth):
        """An attribute of a function, counted up or changed to something else."""
        if not self.functions:
            return self.assign(depth)
        name = self.random.choice(self.functions).name
        form = self.random.choice(["NAME.count = getattr(NAME, 'count', 0) + 1", "NAME.count = VALUE", "NAME.text = 'x'",
                                   "NAME.__dict__.pop('count', 0)", "show('function', NAME.__dict__)", "NAME.count += 1"])
        self.line(form.replace("NAME", name).replace("VALUE", self.int_expression(1)))

    def patch(self, depth):
        """Changes a class or an instance's class while they are in use."""
        if not self.classes:
            return self.assign(depth)
        owner = self.random.choice(self.classes)
        pick = self.random.below(4)
        if pick == 0:
            self.line("%s.method = lambda self, a, b=1: %s" % (owner, self.with_name("int", "a", 1)))
        elif pick == 1:
            self.line("%s.__add__ = lambda self, other: %s" % (owner, self.leaf("int")))
        elif pick == 2 and self.variable("object"):
            self.line("%s.__class__ = %s" % (self.variable("object"), owner))
        else:
            self.line("%s.__len__ = lambda self: %s" % (owner, self.leaf("int")))

    def unpack(self, depth):
        names = list(self.scope.writable.get("int", []))
        if len(names) < 2:
            return self.assign(depth)
        a, b = self.random.choice(names), self.random.choice(names)
        pick = self.random.below(6)
        if pick < 2:
            self.line("%s, %s = %s, %s" % (a, b, b, a))
        elif pick == 2:
            self.line("%s, (%s, u) = %s, (%s, %s)" % (a, b, self.leaf("int"), self.leaf("int"), self.leaf("int")))
        elif pick == 3:
            self.line("%s, %s = [%s, %s]" % (a, b, self.leaf("int"), self.int_expression(2)))
        elif pick == 4:
            self.line("%s = %s = %s" % (a, b, self.leaf("int")))
        else:
            self.line("%s, %s = %s" % (a, b, self.any_expression(1)))

    def show_some(self, depth):
        values = [self.expression(self.random.choice(["int", "int", "float", "str", "list", "any", "dict"]), 1) for _ in range(self.random.between(1, 3))]
        self.line("show(%r, %s)" % (self.name("s"), ", ".join(values)))

    def print_statement(self, depth):
        self.line("print %s, %s%s" % (self.leaf("int"), self.leaf("str") + ".encode('hex')", self.random.choice(["", ","])))

    def delete(self, depth):
        """A variable that comes and goes; no nested function sees it, for that Python 2 refuses."""
        name = self.name("x")
        self.line("%s = %s" % (name, self.any_expression(2)))
        self.line("if %s: del %s" % (self.condition(1), name))
        self.line("show('deleted', %s)" % name)

    def type_change(self, depth):
        r = self.random
        name = self.target("any")
        values = ", ".join([self.any_expression(1) for _ in range(r.between(2, 5))])
        self.line("%s = (%s, 1)[%s & 1]" % (name, values, self.leaf("int")))
        self.store("any", name)
        pick = r.below(5)
        if pick == 0:
            self.line("%s = %s + %s" % (name, name, self.leaf(r.choice(["int", "float", "str"]))))
        elif pick == 1:
            self.line("if isinstance(%s, (int, float)): %s = %s * 2 - 1" % (name, name, name))
        elif pick == 2:
            self.line("%s = %s * 2" % (name, name))
            self.line("if isinstance(%s, (list, str, tuple)): %s = %s[:9]" % (name, name, name))
        elif pick == 3:
            self.line("show('any', %s < %s, %s == %s, %s)" % (name, self.leaf("int"), name, self.leaf("float"), name))

    def closure(self, depth):
        """A closure over a variable of this function, kept in a variable."""
        name = self.name("c")
        variable = self.variable("int") or "1"
        pick = self.random.below(3)
        if pick == 0:
            self.line("%s = lambda a, b=%s: a + b - (%s)" % (name, self.leaf("int"), variable))
        else:
            self.line("def %s(a, *rest):" % name)
            self.indent += 1
            if pick == 1:
                self.line("if a < 0: return a + len(rest)")
            self.line("return small(%s)" % self.with_name("int", "a", 2))
            self.indent -= 1
        self.store("closure", name)

    def consume(self, depth):
        generators = self.generators()
        if not generators:
            return self.assign(depth)
        r = self.random
        function = r.choice(generators)
        made = "%s(%s)" % (function.name, ", ".join(self.arguments(function.parameters, 1)))
        name = self.name("g")
        pick = r.below(5)
        if pick == 0:
            self.line("show(%r, list(%s))" % (name, made))
        elif pick == 1:
            self.line("%s = %s" % (name, made))
            self.line("show(%r, next(%s, 'end'), %s.next(), %s.send(%s))" % (name, name, name, name, self.leaf("int")))
            self.line("%s.close()" % name)
        elif pick == 2:
            self.line("%s = %s" % (name, made))
            self.line("show(%r, next(%s, 'end'), %s.throw(Problem, 'thrown'), list(%s))" % (name, name, name, name))
        elif pick == 3:
            self.line("show(%r, sum([small(e) for e in %s if isinstance(e, (int, long))]))" % (name, made))
        else:
            self.line("show(%r, [e for e, f in zip(%s, xrange(3))], sum(e for e in (1, %s, 2.5)))" % (name, made, self.leaf("int")))

    def nested_function(self, depth):
        if depth <= 0 or self.loops > 1 or self.indent > 4:
            return self.assign(depth)
        name = self.name("n")
        self.function(name, [("int", "p")], "int", depth - 1, self.scope.inner(), 3)
        self.scope.readable.setdefault("closure", []).append(name)

    def return_early(self, depth):
        if not self.in_function or (self.in_function == "generator"):
            return self.assign(depth)
        self.line("if %s:" % self.condition(1))
        self.indent += 1
        self.line("return %s" % self.expression(self.in_function, 2))
        self.indent -= 1

    def global_write(self, depth):
        name = self.random.choice(["G1", "G2", "G3"])
        pick = self.random.below(3)
        if pick == 0:
            self.line("globals()[%r] = %s" % (name, self.int_expression(2)))
        elif pick == 1:
            self.line("bump_%s(%s)" % (name, self.leaf("int")))
        else:
            self.line("show('global', %s)" % name)

    def new_object(self, depth):
        if not self.classes:
            return self.assign(depth)
        name = self.target("object")
        self.line("%s = %s(%s)" % (name, self.random.choice(self.classes), self.int_expression(1)))
        self.store("object", name)

    def string_build(self, depth):
        name = self.target("str")
        if name not in self.scope.writable.get("str", []):
            self.line("%s = %s" % (name, self.leaf("str")))
            self.store("str", name)
        self.line("%s += %s" % (name, self.str_expression(1)))
        self.line("%s = %s[-40:]" % (name, name))

    def exec_statement(self, depth):
        self.line("exec %r in {'value': %s, 'show': show}" % ("for k in xrange(4):\n    value = value %s k\nshow('exec', value)" %
                                                          self.random.choice(["+", "-", "*", "^"]), self.leaf("int")))

    def look_at_frames(self, depth):
        self.line("look_back(%d)" % self.random.below(3))

    def reduce_and_friends(self, depth):
        r = self.random
        a = self.with_name("int", "e", 1)
        form = r.choice(["reduce(lambda d, e: small(d + %s), %s, 0)", "filter(lambda e: %s, %s)", "sorted(%s, key=lambda e: %s, reverse=True)",
                         "any(%s for e in %s)", "all([%s for e in %s])", "max([0] + map(lambda e: %s, %s))", "dict((e, %s) for e in %s)",
                         "[e for f in [%s] for e in %s]", "sorted(set(%s for e in %s))"])
        if form.startswith("sorted(%s"):
            text = form % (self.list_expression(1), a)
        else:
            text = form % (a if "f in" not in form else self.leaf("int"), self.list_expression(1))
        self.line("show('r', %s)" % text)

    # Definitions

    def function(self, name, parameters, result, depth, scope, count, generator=False):
        outer = (self.scope, self.in_function, self.loops, self.in_finally, getattr(self, "top_indent", 0))
        texts = []
        for i, (kind, parameter) in enumerate(parameters):
            default = "" if i + 1 < len(parameters) or not self.random.chance(60) else "=" + self.leaf(kind)
            texts.append(parameter + default)
        if self.random.chance(10) and not generator:
            texts.append("*rest")
        self.line("def %s(%s):" % (name, ", ".join(texts)))
        self.scope, self.in_function, self.loops, self.in_finally = scope, "generator" if generator else result, 0, 0
        for kind, parameter in parameters:
            scope.add(kind, parameter)
        self.indent += 1
        self.top_indent = self.indent
        for kind in ["int", "float", "list"]:
            variable = self.name(kind[0])
            self.line("%s = %s" % (variable, self.expression(kind, 1)))
            scope.add(kind, variable)
        if self.classes and self.random.chance(70):
            self.new_object(depth)
        for _ in range(count):
            if generator and self.random.chance(40):
                self.yield_statement(depth)
            else:
                self.statement(depth)
        if generator:
            self.yield_statement(depth)
        else:
            self.line("show(%r, %s)" % (name, self.any_expression(1)))
            self.line("return %s" % self.expression(result, 2))
        self.indent -= 1
        self.scope, self.in_function, self.loops, self.in_finally, self.top_indent = outer

    def yield_statement(self, depth):
        r = self.random
        pick = r.below(4)
        if pick == 0:
            self.line("yield %s" % self.expression(r.choice(["int", "float", "int"]), 2))
        elif pick == 1:
            name = self.name("i")
            self.line("for %s in xrange(%d):" % (name, r.between(2, 12)))
            self.scope.add("int", name)
            self.loops += 1
            self.indent += 1
            for _ in range(r.between(0, 2)):
                self.statement(1)
            self.line("yield %s" % self.int_expression(2))
            self.indent -= 1
            self.loops -= 1
        elif pick == 2:
            self.line("received = yield %s" % self.leaf("int"))
            self.line("if received is not None: show('received', received)")
        else:
            self.line("try:")
            self.indent += 1
            self.line("yield %s" % self.int_expression(1))
            self.indent -= 1
            self.line(r.choice(["except Problem, e:", "finally:"]))
            self.indent += 1
            self.line("show('generator', 1)")
            self.indent -= 1

    def exec_function(self):
        """A loop whose variables exec assigns: such a function has no nested ones."""
        name, r = self.name("f"), self.random
        self.line("def %s(p):" % name)
        self.line("    a, b = p, %s" % self.leaf("int"))
        self.line("    for i in xrange(%d):" % r.between(3, 12))
        self.line("        exec 'a = small(a %s b)'" % r.choice(["+", "-", "^", "*"]))
        self.line("        try:")
        self.line("            if a %% %d == 0: exec 'b = i; raise Problem(a)'" % r.between(2, 4))
        self.line("            b += 1")
        self.line("        except ValueError, e: failed('exec', e)")
        self.line("        else: exec 'c%d = i' % (i % 2) in globals(), locals()")
        self.line("    show('exec', a, b)")
        self.line("    return a")
        self.line("try:")
        self.line("    for turn in xrange(6): %s(%s)" % (name, r.choice(["turn", "turn * 1000003", "turn << 61", "-turn"])))
        self.line("except Exception, e: failed(%r, e)" % name)

    def recursive_function(self):
        name = self.name("r")
        self.line("def %s(p, q=%s):" % (name, self.leaf("int")))
        self.indent += 1
        self.line("if p < 1: return %s" % self.random.choice(["q", "1", "2.5", "p"]))
        r = self.random
        pick = r.below(4)
        if pick == 0:
            self.line("return small(%s(p - 1, q + 1) + p)" % name)
        elif pick == 1:
            self.line("return small(%s(p - 1) + %s(p - 2, q) %s q)" % (name, name, self.random.choice(["+", "-", "*"])))
        elif pick == 2:
            self.line("try:")
            self.line("    return %s(p - 1, small(q * 3)) - 1" % name)
            self.line("finally:")
            self.line("    G3 = q")
        else:
            self.line("for k in (1, 2):")
            self.line("    q = small(q + %s(p - k))" % name)
            self.line("return q")
        self.indent -= 1
        self.line("for i in xrange(12): show(%r, %s(%s))" % (name, name, self.random.choice(["i", "i & 7", "11 - i"])))
        if self.random.chance(30):
            self.line("try: %s(%s)" % (name, r.choice(["1e9", "'a'", "[]", "20.5"] if pick == 0 else ["'a'", "[]", "7.5"])))
            self.line("except Exception, e: show(%r, type(e).__name__)" % name)

    def class_definition(self):
        r = self.random
        name = self.name("C")
        body = []
        parent = r.choice(self.classes) if self.classes and r.chance(30) else None
        style = r.below(10)
        base = "(%s)" % (parent or r.choice(["object", "object", "object", "list", "int", "dict"])) if style > 1 else ""
        built_in = base in ("(list)", "(int)", "(dict)")
        slots = style in (2, 3) and base == "(object)"
        self.line("class %s%s:" % (name, base))
        self.indent += 1
        if slots:
            self.line("__slots__ = ['x', 'y', 'z']")
        self.line("shared = %s" % self.leaf("int"))
        self.line("def __init__(self, a=0):")
        self.indent += 1
        if parent and r.chance(50):
            self.line("%s.__init__(self, a)" % parent)
        self.line("self.x = a")
        self.line("self.y = %s" % self.leaf("float"))
        if r.chance(60):
            self.line("self.z = %s" % self.any_expression(0))
        self.indent -= 1
        self.line("def state(self): return (self.x, self.y, getattr(self, 'z', None), getattr(self, 'extra', None), self.shared)")
        outer, self.scope = self.scope, Scope()
        for n in ["G1", "G2", "G3", "a"]:
            self.scope.readable.setdefault("int", []).append(n)
        self.scope.readable["int"] += ["self.x", "self.shared"]
        self.scope.readable["float"] = ["self.y"]

        def method(signature, kind="int", wrapped=True):
            self.line("def %s:" % signature)
            self.indent += 1
            if r.chance(20):
                self.line("self.x = %s" % self.leaf("int"))
            if r.chance(15):
                self.line("if %s: raise Problem(%s)" % (self.condition(1), self.leaf("int")))
            value = self.expression(kind, 2)
            self.line("return small(%s)" % value if wrapped else "return %s" % value)
            self.indent -= 1

        if r.chance(80):
            method("method(self, a, b=2)")
        for operator in ["add", "radd", "sub", "rmul", "iadd"]:
            if r.chance(40):
                method("__%s__(self, a)" % operator)
        self.scope.readable["int"].remove("a")
        if r.chance(40):
            self.line("@property")
            method("twice(self)")
            if r.chance(50):
                self.line("@twice.setter")
                self.line("def twice(self, value): self.x = value")
        if r.chance(25):
            self.line("def __len__(self): return (%s) & 3" % self.leaf("int"))
        if r.chance(25):
            self.line("def __nonzero__(self): return bool(%s)" % self.condition(1))
        if r.chance(25):
            self.line("def __eq__(self, other): return self.x == getattr(other, 'x', other)")
            self.line("def __hash__(self): return 7")
        elif not built_in:
            self.line("def __hash__(self): return 3")
        if r.chance(30):
            self.line("def __cmp__(self, other): return cmp(self.x, getattr(other, 'x', 0))")
        elif r.chance(60):
            self.line("def __lt__(self, other): return self.x < getattr(other, 'x', %s)" % self.leaf("int"))
        else:
            self.line("def __cmp__(self, other): return 1")
        if r.chance(30):
            self.line("def __getitem__(self, index):")
            self.line("    if index > 3: raise IndexError(index)")
            self.line("    return small(self.x + index)")
        if r.chance(30):
            self.line("def __iter__(self):")
            self.line("    for k in xrange(5): yield self.x + k" if r.chance(50) else "    return iter([self.x, 2, 3])")
        if r.chance(25):
            self.line("def __call__(self, a): return small(self.x - a)")
        if r.chance(25):
            self.line("def __getattr__(self, name):")
            self.line("    if name.startswith('__') or name in ('x', 'y'): raise AttributeError(name)")
            self.line("    return %s" % self.random.choice(["len(name)", "self.x"]))
        if r.chance(10):
            self.line("def __setattr__(self, name, value):")
            self.line("    %s.__setattr__(self, name, value)" % (base[1:-1] or "object") if base else "    self.__dict__[name] = value")
        if r.chance(25):
            self.line("@staticmethod")
            self.line("def fixed(a): return a")
        if r.chance(25):
            self.line("@classmethod")
            self.line("def made(cls, a): return small(cls.shared + a)")
        if r.chance(20):
            self.line("def __contains__(self, a): return a == self.x")
        if r.chance(20):
            self.line("def __neg__(self): return small(-self.x)")
        if r.chance(15):
            pair = r.choice(["(small(self.x), other)", "None", "NotImplemented", "(self, other)", "(self, %s(other))" % name,
                             "(self, other) if isinstance(other, int) else None"])
            self.line("def __coerce__(self, other): return %s" % pair)
        if r.chance(15):
            self.line("def __getattribute__(self, name): return object.__getattribute__(self, name)" if base and parent is None else "quiet = 1")
        self.scope = outer
        self.indent -= 1
        self.classes.append(name)

    def program(self):
        r = self.random
        for name in ["G1", "G2", "G3"]:
            self.line("%s = %s" % (name, r.choice(INTEGERS)))
            self.line("def bump_%s(a):" % name)
            self.line("    global %s" % name)
            self.line("    %s = small(%s %s a)" % (name, name, r.choice(["+", "-", "^", "+"])))
            self.scope.readable.setdefault("int", []).append(name)
        self.top_indent = 0
        for _ in range(r.below(4)):
            self.class_definition()
        if r.chance(40):
            self.recursive_function()
        if r.chance(15):
            self.exec_function()
        for _ in range(r.between(1, 4)):
            name = self.name("f")
            generator = r.chance(30)
            kinds = [r.choice(["int", "int", "float", "str", "any"]) for _ in range(r.below(4))]
            parameters = [(kind, "p%d" % i) for i, kind in enumerate(kinds)]
            result = r.choice(["int", "int", "float", "str"])
            self.function(name, parameters, result, 3, self.scope.inner(), r.between(3, 9), generator)
            function = Function(name, parameters, result, generator)
            self.driver(function)
            self.functions.append(function)
        if r.chance(30):
            self.loops = 1
            for _ in range(r.between(2, 6)):
                self.line("try:")
                self.indent += 1
                self.line("for main in xrange(9):")
                self.top_indent = 0
                self.block(2, 3)
                self.indent -= 1
                self.line("except Exception, e: failed('main', e)")
            self.loops = 0
        self.line("show('end', G1, G2, G3)")
        return PREAMBLE + "\n".join(self.lines) + "\n"

    def driver(self, function):
        """Calls a function often enough to make it hot, with arguments that change."""
        r = self.random
        count = r.between(3, 12)
        calls = []
        for _ in range(r.between(1, 3)):
            values = []
            for kind, _ in function.parameters:
                if kind == "int" and r.chance(60):
                    values.append(r.choice(["turn", "-turn", "turn * 1000003", "turn << 60", "turn << 62", "(turn << 61) - 1"]))
                elif kind == "float" and r.chance(60):
                    values.append(r.choice(["turn * 0.5", "turn", "-0.0"]))
                else:
                    values.append(self.expression(kind, 1))
            calls.append("%s(%s)" % (function.name, ", ".join(values)))
        self.line("for turn in xrange(%d):" % count)
        self.indent += 1
        for call in calls:
            self.line("try:")
            if function.generator:
                self.line("    for item in %s: show(%r, item)" % (call, function.name))
            else:
                self.line("    show(%r, %s)" % (function.name, call))
            self.line("except Exception, e: failed(%r, e)" % function.name)
        self.indent -= 1


def generate(seed):
    return Generator(seed).program()


if __name__ == "__main__":
    import sys
    sys.stdout.write(generate(int(sys.argv[1])))
