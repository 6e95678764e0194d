"""Profiles of programs, by a profiler that programs may change. (cProfile is faster.)"""

import sys
import time

import _profiling

__all__ = ['run', 'runctx', 'help', 'Profile']


def run(statement, filename=None, sort=-1):
    """Run a statement in __main__; print its profile, or write it to a file."""
    _profiling.run(Profile(), statement, filename, sort)


def runctx(statement, globals, locals, filename=None, sort=-1):
    """As run(), in these namespaces."""
    _profiling.run(Profile(), statement, filename, sort, (globals, locals))


def help():
    _profiling.help('profile module')


class _Tally(object):
    """What is known about one function."""

    __slots__ = ('primitive', 'running', 'own', 'cumulative', 'callers')

    def __init__(self):
        self.primitive = self.running = self.own = self.cumulative = 0
        self.callers = {}       # function -> calls


class _Call(object):
    """A call that is running."""

    __slots__ = ('function', 'frame', 'own', 'below')

    def __init__(self, function, frame):
        self.function = function
        self.frame = frame      # None in simulated calls
        # Time in this call itself and in those it made.
        self.own = self.below = 0


class Profile(_profiling.Runner):
    """A profiler, which charges the time between two events to the call that was running then.

    timer returns seconds, as a number or as several to be added up. bias is what an event costs by being looked at.
    """

    bias = 0

    def __init__(self, timer=None, bias=None):
        self.timer = timer or time.time
        self.get_time = self.timer
        if isinstance(self.timer(), (tuple, list)):
            self.get_time = lambda: sum(self.timer())
        if bias is not None:
            self.bias = bias
        self.cmd = self.c_func_name = ''
        self.dispatcher = self.trace_dispatch
        self.t = self.get_time()    # of the last event
        self._tallies = {}
        self._stack = []
        self.simulate_call('profiler')

    # ---- events

    def trace_dispatch(self, frame, event, arg):
        elapsed = self.get_time() - self.t - self.bias
        if event == 'c_call':
            self.c_func_name = arg.__name__
        counted = self.dispatch[event](self, frame, elapsed)
        # Time of events that count for nothing stays to be charged.
        self.t = self.get_time() if counted else self.get_time() - elapsed

    def trace_dispatch_call(self, frame, elapsed):
        self._catch_up(frame.f_back)
        code = frame.f_code
        return self._enter((code.co_filename, code.co_firstlineno, code.co_name), frame, elapsed)

    def trace_dispatch_c_call(self, frame, elapsed):
        return self._enter(('', 0, self.c_func_name), frame, elapsed)

    def _enter(self, function, frame, elapsed):
        if self._stack:
            self._stack[-1].own += elapsed
        self._stack.append(_Call(function, frame))
        tally = self._tallies.get(function)
        if tally is None:
            tally = self._tallies[function] = _Tally()
        tally.running += 1
        return 1

    def trace_dispatch_return(self, frame, elapsed):
        self._catch_up(frame)
        call = self._stack.pop()
        caller = self._stack[-1]
        call.own += elapsed
        caller.below += call.own + call.below
        tally = self._tallies[call.function]
        tally.own += call.own
        tally.running -= 1
        if not tally.running:
            # Of recursive calls, the outermost one has the time of all.
            tally.primitive += 1
            tally.cumulative += call.own + call.below
        tally.callers[caller.function] = tally.callers.get(caller.function, 0) + 1
        return 1

    def _catch_up(self, frame):
        """End what this frame called, should it run again after a return that was not seen."""
        stack = self._stack
        if len(stack) > 2 and stack[-2].frame is frame and stack[-1].frame is not frame:
            self.trace_dispatch_return(stack[-1].frame, 0)

    def trace_dispatch_exception(self, frame, elapsed):
        call = self._stack[-1]
        if frame is not call.frame and len(self._stack) > 1:
            return self.trace_dispatch_return(call.frame, elapsed)
        call.own += elapsed
        return 1

    dispatch = {
        'call': trace_dispatch_call,
        'return': trace_dispatch_return,
        'exception': trace_dispatch_exception,
        'c_call': trace_dispatch_c_call,
        'c_return': trace_dispatch_return,
        'c_exception': trace_dispatch_return,
    }

    # ---- calls that are none

    def set_cmd(self, cmd):
        """Charge to this command what no function is charged with."""
        if len(self._stack) == 1:
            self.cmd = cmd
            self.simulate_call(cmd)

    def simulate_call(self, name):
        self._enter(('profile', 0, name), None, 0)

    def simulate_cmd_complete(self):
        """Let all calls return that still run."""
        elapsed = self.get_time() - self.t
        while len(self._stack) > 1:
            self.dispatch['return'](self, self._stack[-1].frame, elapsed)
            elapsed = 0
        self.t = self.get_time() - elapsed

    # ---- results

    def create_stats(self):
        self.simulate_cmd_complete()
        self.snapshot_stats()

    def snapshot_stats(self):
        """Make stats, as pstats wants them."""
        self.stats = dict((function, (tally.primitive, sum(tally.callers.itervalues()), tally.own, tally.cumulative,
                                      tally.callers.copy())) for function, tally in self._tallies.iteritems())

    # ---- running

    def runctx(self, cmd, globals, locals):
        self.set_cmd(cmd)
        sys.setprofile(self.dispatcher)
        try:
            exec cmd in globals, locals
        finally:
            sys.setprofile(None)
        return self

    def runcall(self, func, *args, **kw):
        """Profile a call; its value."""
        self.set_cmd(repr(func))
        sys.setprofile(self.dispatcher)
        try:
            return func(*args, **kw)
        finally:
            sys.setprofile(None)

    def calibrate(self, m, verbose=0):
        """A value for bias, by m calls of a function that does next to nothing."""
        if self.__class__ is not Profile:
            raise TypeError('Subclasses must override .calibrate().')
        _calibrated(m)          # warm up
        plain = self._seconds(_calibrated, m)
        profiler = Profile(bias=0)
        profiled = self._seconds(profiler.runctx, '_calibrated(m)', globals(), {'m': m})
        tallies = [tally for (filename, line, name), tally in profiler._tallies.items() if name in _CALIBRATED]
        calls = sum(tally.primitive for tally in tallies)
        if calls != m + 1:
            raise ValueError('internal error: total calls = %d' % calls)
        # A call makes two events.
        mean = (sum(tally.own for tally in tallies) - plain) / 2.0 / calls
        if verbose:
            print 'elapsed time without profiling =', plain
            print 'elapsed time with profiling =', profiled
            print 'mean stopwatch overhead per profile event =', mean
        return mean

    def _seconds(self, function, *arguments):
        start = self.get_time()
        function(*arguments)
        return self.get_time() - start


_CALIBRATED = '_calibrated', '_calibrated_step'


def _calibrated(m):
    for number in xrange(m):
        _calibrated_step(100)


def _calibrated_step(rounds):
    for number in xrange(rounds):
        number + 1


def Stats(*args):
    print 'Report generating functions are in the "pstats" module\a'


def main():
    return _profiling.main('profile.py', runctx)


if __name__ == '__main__':
    main()
