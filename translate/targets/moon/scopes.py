"""Names to variables: locals, those of outer functions, globals."""


class Local(object):
    """A local variable; it needs a cell if an inner function uses it."""

    def __init__(self, name):
        self.name = name
        self.is_shared = False
        self.register = -1


class FunctionScope(object):
    """The names that are known within a function that is parsed."""

    def __init__(self, outer):
        self.outer = outer
        self.locals = []
        self.blocks = []
        # The variables of outer functions that this one uses.
        self.captured = []
        self.loops = 0

    def declare(self, name):
        local = Local(name)
        self.locals.append(local)
        return local

    def open_block(self):
        self.blocks.append(len(self.locals))

    def close_block(self):
        length = self.blocks.pop()
        while len(self.locals) > length:
            self.locals.pop()

    def find_local(self, name):
        """The innermost local variable of that name, or None."""
        at = len(self.locals) - 1
        while at >= 0:
            if self.locals[at].name == name:
                return self.locals[at]
            at -= 1
        return None

    def find_captured(self, name):
        """The number of a variable of outer functions; -1 if none."""
        outer = self.outer
        if outer is None:
            return -1
        local = outer.find_local(name)
        number = -1
        if local is not None:
            local.is_shared = True
        else:
            number = outer.find_captured(name)
            if number < 0:
                return -1
        for i in range(len(self.captured)):
            known = self.captured[i]
            if known.local is local and known.number == number:
                return i
        self.captured.append(Captured(local, number))
        return len(self.captured) - 1


class Captured(object):
    """A local of the function around, or one that it has captured."""

    def __init__(self, local, number):
        self.local = local
        self.number = number
