# Which methods a comparison calls, and in what order: rich ones, __cmp__, coercion; new-style and old-style.


class Cmp(object):
    def __cmp__(self, other):
        print "cmp",
        return 1


class OldCmp:
    def __cmp__(self, other):
        print "cmp",
        return 1


class Equal(object):
    def __eq__(self, other):
        print "eq",
        return False


class Declining(object):
    def __eq__(self, other):
        print "eq",
        return NotImplemented

    def __lt__(self, other):
        print "lt",
        return NotImplemented

    def __cmp__(self, other):
        print "cmp",
        return -1


class OldDeclining:
    def __eq__(self, other):
        print "eq",
        return NotImplemented

    def __cmp__(self, other):
        print "cmp",
        return -1


class Less(object):
    def __lt__(self, other):
        print "lt",
        return 1


class Int(int):
    def __cmp__(self, other):
        print "icmp",
        return 1


class Derived(Cmp):
    pass


class DerivedDeclining(Declining):
    def __eq__(self, other):
        print "derived eq",
        return NotImplemented


class LongCmp(object):
    def __cmp__(self, other):
        print "zcmp",
        return 5L


class BadText(object):
    def __cmp__(self, other):
        return "a"


class BadSize(object):
    def __cmp__(self, other):
        return 2 ** 70


class OldBad:
    def __cmp__(self, other):
        return "a"


class OldFloat:
    def __cmp__(self, other):
        return -0.5


class Coercing(object):
    def __coerce__(self, other):
        print "coerce",
        return (1, 2)


class BadCoercing(object):
    def __coerce__(self, other):
        return None


class OldCoercing:
    def __coerce__(self, other):
        print "coerce",
        return (1, 2)


class Plain(object):
    pass


class OldPlain:
    pass


DECIDED = (Cmp, OldCmp, Derived, LongCmp, Coercing, OldCoercing)
objects = [Class() for Class in (Cmp, OldCmp, Equal, Declining, OldDeclining, Less, Int, Derived, DerivedDeclining, LongCmp, BadText,
                                 BadSize, OldBad, OldFloat, Coercing, BadCoercing, OldCoercing, Plain, OldPlain)]
objects += [1, 2L, 1.5, "a", None, (1,), 1j]


def name(v):
    return v.__class__.__name__


for a in objects:
    for b in objects:
        for operator in "== != < <= > >= cmp".split():
            print name(a), operator, name(b),
            try:
                result = cmp(a, b) if operator == "cmp" else eval("a %s b" % operator)
            except Exception as error:
                print type(error).__name__, error
                continue
            # Where nothing decides but addresses, the order is not the same in every run.
            if operator in ("==", "!=") or isinstance(a, DECIDED) or isinstance(b, DECIDED):
                print result
            else:
                print "-"
for a in objects:
    try:
        print name(a), a in [a], [a].index(a), [a].count(a), [a] == [a], (a,) == (a,), {1: a} == {1: a}, cmp([a], [a]), max(a, a) is a
        print hash(a) and 0, {a: 1}[a], set([a]) == set([a])
    except Exception as error:
        print type(error).__name__, error
old, new = OldPlain(), Plain()
for other in 1, 1.5, 2L, 1j, "a", [], (), {}, u"z", True:
    try:
        print name(other), cmp(old, other), old < other, other < old
    except Exception as error:
        print name(other), type(error).__name__, error
