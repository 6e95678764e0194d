"""The profiler of cProfile: counts and times of functions, and of who called whom, by sys.setprofile."""

import sys
import time
from collections import namedtuple

profiler_entry = namedtuple('profiler_entry', 'code callcount reccallcount totaltime inlinetime calls')
profiler_subentry = namedtuple('profiler_subentry', 'code callcount reccallcount totaltime inlinetime')


class _Counts(object):
    """Calls of one function, or by one other."""

    __slots__ = ('calls', 'recursive', 'total', 'own', 'level', 'callees')

    def __init__(self):
        self.calls = 0          # that were not within another one
        self.recursive = 0
        self.total = 0.0
        self.own = 0.0
        self.level = 0          # how many are running
        self.callees = None     # code -> _Counts


class _Running(object):
    """A call that is running."""

    __slots__ = ('code', 'entry', 'start', 'below', 'subentry')


class Profiler(object):
    """Profiler(timer=None, timeunit=None, subcalls=True, builtins=True)"""

    def __init__(self, timer=None, timeunit=0.0, subcalls=True, builtins=True):
        self._timer = timer or time.time
        if timer is None:
            self._unit = 1.0
        else:
            # A timer of whole numbers tells what one is worth.
            self._unit = timeunit or 1.0
        self._subcalls = subcalls
        self._builtins = builtins
        self._entries = {}
        self._stack = []

    def enable(self, subcalls=True, builtins=True):
        """Begin to look."""
        self._subcalls = subcalls
        self._builtins = builtins
        sys.setprofile(self._event)

    def disable(self):
        """Look no more."""
        sys.setprofile(None)
        while self._stack:
            self._leave(self._timer())

    def clear(self):
        """Forget all."""
        self._entries = {}
        self._stack = []

    def _event(self, frame, event, arg):
        if event == 'call':
            self._enter(frame.f_code)
        elif event == 'return':
            if self._stack:
                self._leave(self._timer())
        elif self._builtins:
            if event == 'c_call':
                self._enter(_name_of(arg))
            elif self._stack and isinstance(self._stack[-1].code, str):
                self._leave(self._timer())

    def _enter(self, code):
        entry = self._entries.get(code)
        if entry is None:
            entry = self._entries[code] = _Counts()
        running = _Running()
        running.code = code
        running.entry = entry
        running.below = 0.0
        running.subentry = None
        entry.level += 1
        if self._subcalls and self._stack:
            caller = self._stack[-1].entry
            if caller.callees is None:
                caller.callees = {}
            sub = caller.callees.get(code)
            if sub is None:
                sub = caller.callees[code] = _Counts()
            sub.level += 1
            running.subentry = sub
        self._stack.append(running)
        running.start = self._timer()

    def _leave(self, now):
        running = self._stack.pop()
        total = now - running.start
        own = total - running.below
        if self._stack:
            self._stack[-1].below += total
        for counts in running.entry, running.subentry:
            if counts is None:
                continue
            counts.level -= 1
            if counts.level == 0:
                counts.total += total
                counts.calls += 1
            else:
                counts.recursive += 1
            counts.own += own

    def getstats(self):
        """A list of profiler_entry."""
        result = []
        unit = self._unit
        for code, entry in self._entries.items():
            calls = None
            if entry.callees:
                calls = [profiler_subentry(sub_code, sub.calls + sub.recursive, sub.recursive, sub.total * unit,
                                           sub.own * unit)
                         for sub_code, sub in entry.callees.items()]
            if entry.calls or entry.recursive:
                result.append(profiler_entry(code, entry.calls + entry.recursive, entry.recursive,
                                             entry.total * unit, entry.own * unit, calls))
        return result


def _name_of(function):
    """How a built-in function is called in profiles."""
    owner = getattr(function, '__self__', None)
    name = getattr(function, '__name__', '?')
    module = getattr(function, '__module__', None)
    if owner is not None and not isinstance(owner, type(sys)):
        for kind in type(owner).__mro__:
            if name in vars(kind):
                return "<method '%s' of '%s' objects>" % (name, kind.__name__)
    if module and module != '__builtin__':
        return '<%s.%s>' % (module, name)
    return '<%s>' % name
