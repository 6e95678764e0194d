"""Tables: a list for the keys 1, 2, 3..., and entries in order for others."""

from library.jit import dont_look_inside
from targets.moon.values import (NIL, Float, Integer, Nil, Several, String,
                                 Value, problem)


class Counter(object):
    """Numbers tables and functions, so that they can be keys."""

    def __init__(self):
        self.last = 0

    def next(self):
        self.last += 1
        return self.last


COUNTER = Counter()


class Table(Value):
    def __init__(self):
        self.items = []
        self.keys = []
        self.values = []
        # Where in keys and values a key is.
        self.by_name = {}
        self.by_integer = {}
        self.by_number = {}
        self.metatable = None
        self.number = COUNTER.next()

    def kind(self):
        return 'table'

    def text(self):
        return 'table: %d' % self.number

    def key_number(self):
        return self.number

    @dont_look_inside
    def meta(self, event):
        if self.metatable is None:
            return NIL
        return self.metatable.get_name(event)

    # -- entries -----------------------------------------------------------

    def get_name(self, name):
        place = self.by_name.get(name, -1)
        if place < 0:
            return NIL
        return self.values[place]

    def place_of(self, key):
        """Where the entry of a key is; -1 if there is none."""
        if isinstance(key, String):
            return self.by_name.get(key.value, -1)
        if isinstance(key, Integer):
            return self.by_integer.get(key.value, -1)
        return self.by_number.get(key.key_number(), -1)

    @dont_look_inside
    def get_entry(self, key):
        if isinstance(key, Float):
            return self.get(whole(key))
        place = self.place_of(key)
        if place < 0:
            return NIL
        return self.values[place]

    @dont_look_inside
    def set_entry(self, key, value):
        if isinstance(key, Float):
            self.set(whole(key), value)
            return
        if isinstance(key, Nil):
            raise problem('table index is nil')
        place = self.place_of(key)
        if place >= 0:
            self.values[place] = value
            return
        if isinstance(value, Nil):
            return
        place = len(self.keys)
        if isinstance(key, String):
            self.by_name[key.value] = place
        elif isinstance(key, Integer):
            self.by_integer[key.value] = place
        else:
            self.by_number[key.key_number()] = place
        self.keys.append(key)
        self.values.append(value)

    def get(self, key):
        """The value of a key without any metatable."""
        if isinstance(key, Integer):
            at = key.value - 1
            if 0 <= at < len(self.items):
                return self.items[at]
        return self.get_entry(key)

    def set(self, key, value):
        if isinstance(key, Integer):
            at = key.value - 1
            if 0 <= at < len(self.items):
                self.items[at] = value
                if value is NIL and at == len(self.items) - 1:
                    self.shrink()
                return
            if at == len(self.items) and value is not NIL:
                self.append(key, value)
                return
        self.set_entry(key, value)

    @dont_look_inside
    def append(self, key, value):
        """Adds to the list, and what follows as an entry already."""
        if self.place_of(key) >= 0:
            self.set_entry(key, NIL)
        self.items.append(value)
        while len(self.by_integer) > 0:
            place = self.by_integer.get(len(self.items) + 1, -1)
            if place < 0 or self.values[place] is NIL:
                return
            self.items.append(self.values[place])
            self.values[place] = NIL

    @dont_look_inside
    def shrink(self):
        while len(self.items) > 0 and self.items[-1] is NIL:
            self.items.pop()

    def size(self):
        return len(self.items)

    def next(self, key):
        """The key after this one and its value; nothing at the end."""
        at = 0
        if not isinstance(key, Nil):
            at = self.position(key) + 1
        while at < len(self.items):
            if self.items[at] is not NIL:
                return Several([Integer(at + 1), self.items[at]])
            at += 1
        at -= len(self.items)
        while at < len(self.keys):
            if self.values[at] is not NIL:
                return Several([self.keys[at], self.values[at]])
            at += 1
        return NIL

    def position(self, key):
        """Where next() is with this key: first the list, then entries."""
        if isinstance(key, Integer) and 0 < key.value <= len(self.items):
            return key.value - 1
        place = self.place_of(key)
        if place < 0:
            raise problem("invalid key to 'next'")
        return place + len(self.items)

    # -- operators ---------------------------------------------------------

    def index(self, key):
        value = self.get(key)
        if value is NIL and self.metatable is not None:
            return self.inherited(key)
        return value

    @dont_look_inside
    def inherited(self, key):
        handler = self.meta('__index')
        if handler is NIL:
            return NIL
        if isinstance(handler, Table):
            return handler.index(key)
        result = handler.call([self, key])
        if isinstance(result, Several):
            if len(result.values) == 0:
                return NIL
            return result.values[0]
        return result

    def set_index(self, key, value):
        if self.metatable is not None:
            self.set_guarded(key, value)
        else:
            self.set(key, value)

    @dont_look_inside
    def set_guarded(self, key, value):
        """With a metatable, which may want to see to new keys."""
        handler = self.meta('__newindex')
        if handler is NIL or self.get(key) is not NIL:
            self.set(key, value)
        elif isinstance(handler, Table):
            handler.set_index(key, value)
        else:
            handler.call([self, key, value])

    def length(self):
        if self.metatable is not None:
            handler = self.meta('__len')
            if handler is not NIL:
                return handler.call([self])
        return Integer(len(self.items))

    def call(self, arguments):
        handler = self.meta('__call')
        if handler is NIL:
            raise problem('attempt to call a table value')
        return handler.call([self] + arguments)


def whole(key):
    """A float key as the integer that is equal to it."""
    assert isinstance(key, Float)
    number = int(key.value)
    if float(number) != key.value:
        raise problem('a fraction cannot be a key')
    return Integer(number)
