# Variables without a value in functions that traces call: what earlier calls left on the stack is none of theirs.


def guarded(values):
    """Two calls deep, with temporaries that the next call's variables come to lie on."""
    try:
        return max([value * 2 for value in values]) + len(values)
    except TypeError, error:
        return str(error)


def unbound(skip):
    first = [skip] * 3
    if isinstance(skip, float):
        for second, third in zip(first, range(3)):
            pass
    first.append(second)
    return third


def late(flag):
    if flag:
        value = flag
    for i in range(3):
        if i == 2:
            return value


def cell(flag):
    if flag:
        value = flag

    def inner():
        return value
    for i in range(2):
        pass
    return inner()


def handler(flag):
    for i in range(2):
        try:
            if flag:
                raise ValueError(flag)
        except ValueError, caught:
            pass
    return caught


for turn in xrange(40):
    for function in unbound, late, cell, handler:
        for argument in 0, None, turn, 1.5:
            guarded([turn, argument])
            try:
                result = function(argument)
            except NameError, error:
                result = "%s: %s" % (type(error).__name__, error)
            if turn in (0, 1, 2, 3, 20, 39):
                print turn, function.__name__, argument, result
