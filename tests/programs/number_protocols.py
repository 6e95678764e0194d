# What special methods of numbers and containers may return, and how built-in functions complain.


def show(label, function, *arguments):
    try:
        print label, repr(function(*arguments))
    except Exception as error:
        print label, type(error).__name__, error


class New(object):
    def __init__(self, value):
        self.value = value

    def __nonzero__(self):
        return self.value

    def __len__(self):
        return self.value


class NewLength(object):
    def __init__(self, value):
        self.value = value

    def __len__(self):
        return self.value


class Old:
    def __init__(self, value):
        self.value = value

    def __nonzero__(self):
        return self.value


class OldLength:
    def __init__(self, value):
        self.value = value

    def __len__(self):
        return self.value


for Class in New, NewLength, Old, OldLength:
    for value in -1, 0, 1, 2, -1L, 1L, 2 ** 70, -2 ** 70, 1.5, 0.0, "a", None, True, []:
        label = "%s(%r)" % (Class.__name__, value)
        show(label, bool, Class(value))
        show(label, lambda: not Class(value))
        show(label, lambda: 1 if Class(value) else 2)
        show(label, len, Class(value))


class Bare:
    pass


class Empty(object):
    pass


for text in ("-x", "+x", "~x", "abs(x)", "int(x)", "long(x)", "float(x)", "oct(x)", "hex(x)", "complex(x)", "range(x)", "[][x]",
             "[1][x:x]", "a, b = x", "pow(x, 2, 3)", "chr(x)", "del x.name", "getattr(x, 1)", "setattr(x, 1, 1)", "apply(x)",
             "apply(len, x)", "apply(len, (), x)"):
    for Class in Bare, Empty:
        x = Class()
        try:
            exec text
        except Exception as error:
            print text, Class.__name__, type(error).__name__, error
print apply(dict, ((),), {"a": 1}), apply(max, [3, 9, 2])

# The modular power of ints is a long where the way there leaves 64 bits.
for base in 2, 2 ** 31, 2 ** 32, 2 ** 62, -2 ** 62:
    for modulus in 1, 7, -7, 2 ** 40, 2 ** 62:
        print pow(base, 3, modulus), type(pow(base, 3, modulus)).__name__, pow(base, 1, modulus),
        print type(pow(base, 1, modulus)).__name__
show("pow", pow, 2, 3, 1.5)
show("pow", pow, 2, 3, "a")
show("int cmp", lambda: (1).__cmp__(1L))
show("long cmp", lambda: 1L.__cmp__(1))
show("shift", lambda: 1 >> -2 ** 64)
show("shift", lambda: 1 << -2 ** 63)
show("true division", lambda: (1L).__truediv__(0L))


class Whole(object):
    def __init__(self, value):
        self.value = value

    def __int__(self):
        return self.value

    def __hash__(self):
        return self.value


for value in 1, 1L, 2 ** 70, 1.5, "a", None, True:
    for function in hash, int, long, chr, range:
        show("%s %r" % (function.__name__, value), function, Whole(value))
    show("base %r" % (value,), int, "1", Whole(value))
for base in 1, 37, 2 ** 31, -2 ** 40, 2 ** 64, 1.5, "a":
    show("int base", int, "1", base)

# __getslice__ of the built-in sequences called with what is no index.
for sequence in [1, 2, 3], (1, 2, 3), "abc", u"abc":
    for bounds in (1, 2), (2 ** 64, 2 ** 65), (2 ** 63 - 1, 2), (1L, 2L), (1.5, 2), ("a", 2), (None, 1), (1,), ():
        show(bounds, sequence.__getslice__, *bounds)
numbers = [1, 2, 3]
show("set", numbers.__setslice__, 2 ** 64, 1, [1])
show("delete", numbers.__delslice__, 1)

# Where the quotient leaves 64 bits the remainder is a long, too.
least = -2 ** 63
least = int(least)
print repr(least % -1), repr(least / -1), divmod(least, -1), repr(least % 1), repr(3 ^ (least % -1)), repr(least // -1)
print long("0L", 0), long("10l", 0), long("0x1FL", 0), long("-017L", 0), long(" 5L ")
show("digit", long, "1l", 36)


class NotIntegral:
    pass


class Truncated(object):
    def __trunc__(self):
        return NotIntegral()


class NoZero(int):
    def __cmp__(self, other):
        raise RuntimeError("not compared")


show("truncated", int, Truncated())
show("step", range, 2 ** 70, 2 ** 70 + 1, NoZero(1))
