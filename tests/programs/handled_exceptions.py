# What sys.exc_info() tells where, exceptions of many makes caught in loops, and numbers in texts.
import sys


class Plain(Exception):
    pass


class Own(Exception):
    def __init__(self, x, y=2):
        Exception.__init__(self, 'own', x)
        self.x = x


class Missing(KeyError):
    pass


class Failed(IOError):
    pass


class Slotted(Exception):
    __slots__ = ('extra',)


def fail(i):
    if i % 5 == 0:
        raise Plain('plain %d' % i)
    if i % 5 == 1:
        raise Own(i)
    if i % 5 == 2:
        raise Missing('k', i)
    if i % 5 == 3:
        raise Failed(1, 'text', 'file')
    raise Slotted()


def name_of_handled():
    kind = sys.exc_info()[0]
    return kind and kind.__name__


def handle(i, seen):
    try:
        try:
            fail(i)
        finally:
            # A finally clause handles nothing.
            seen.append(name_of_handled())
    except (Plain, Own), error:
        seen.append((error.args, error.message, str(error), error.__dict__))
        seen.append(sys.exc_info()[1] is error)
    except Missing as error:
        seen.append((error.args, repr(error), str(error)))
        try:
            fail(i + 1)
        except IOError:
            seen.append(name_of_handled())
        seen.append(name_of_handled())
    except IOError as error:
        seen.append((error.errno, error.filename, str(error)))
    except Slotted as error:
        error.extra = i
        seen.append((error.extra, error.args, error.message))


for i in range(3000):
    seen = []
    handle(i, seen)
    if i >= 2995:
        print i, seen


def finally_in_handler():
    try:
        raise KeyError('outer')
    except KeyError:
        try:
            pass
        finally:
            print 'in finally:', name_of_handled()
        try:
            raise
        except KeyError as error:
            print 'again:', error


finally_in_handler()


def bare_raise_in_finally():
    try:
        try:
            raise ValueError('lost')
        finally:
            raise
    except TypeError as error:
        print 'nothing to raise again:', error


bare_raise_in_finally()

for text in ('12', ' 12 ', '-5', '- 5', '', ' ', 'x', ' x y', 'x\0y', '12x', '0x10', '12L', '9' * 18,
             '9' * 19, '-' + '9' * 30, '\x0b12\x0c', '--1', '\xe9', u'12', u' x'):
    for convert in (int, long, lambda text: int(text, 10), lambda text: int(text, 16),
                    lambda text: long(text, 0)):
        try:
            print repr(convert(text)),
        except ValueError as error:
            print error.args,
    print

# Built-in types called with arguments in all forms.
for kind in (int, str, float, tuple, list, dict, set, complex, bool, bytearray, slice, KeyError, IOError):
    for arguments in ((), (1,), ('1',), ('1', 2, 3, 4, 5, 6, 7, 8, 9)):
        for names in ({}, {'absent': 1}):
            try:
                result = kind(*arguments, **names)
            except Exception as error:
                result = (type(error).__name__, str(error))
            print kind.__name__, len(arguments), len(names), repr(result)


class Unprepared(Exception):
    def __init__(self, x):
        self.x = x


class UnpreparedFile(IOError):
    def __init__(self, x):
        self.x = x


class Prepared(KeyError):
    def __new__(cls, *arguments):
        return KeyError.__new__(cls, 5)


# args are what the base's __init__ was given.
for i in range(2000):
    found = []
    for kind in Unprepared, UnpreparedFile, Prepared:
        try:
            raise kind(i)
        except Exception as error:
            found.append((error.args, error.message, str(error), repr(error), getattr(error, 'x', None)))
    if i == 1999:
        print found
print Exception.__new__(Exception, 1, 2).args, IOError.__new__(IOError, 1, 2).errno
