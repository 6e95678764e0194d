"""Profiles of programs, by a profiler that programs may change. (cProfile is faster.)"""

import sys
import os
import time
import marshal

__all__ = ['run', 'runctx', 'help', 'Profile']


def run(statement, filename=None, sort=-1):
    """Run a statement in __main__; print its profile, or write it to a file."""
    prof = Profile()
    try:
        prof = prof.run(statement)
    except SystemExit:
        pass
    if filename is not None:
        prof.dump_stats(filename)
    else:
        return prof.print_stats(sort)


def runctx(statement, globals, locals, filename=None, sort=-1):
    """As run(), in namespaces given."""
    prof = Profile()
    try:
        prof = prof.runctx(statement, globals, locals)
    except SystemExit:
        pass
    if filename is not None:
        prof.dump_stats(filename)
    else:
        return prof.print_stats(sort)


def help():
    print 'Documentation for the profile module can be found '
    print "in the Python Library Reference, section 'The Python Profiler'."


class Profile:
    """A profiler.

    cur is the running call: [time of what it called up to now that counts
    for it, its own time, time of what it called, function, frame, the cur
    below]. timings: function -> [calls, running ones, own time, time with
    what was called, {caller: calls}].
    """

    # What a call of the timer itself takes; calibrate() measures it.
    bias = 0

    def __init__(self, timer=None, bias=None):
        self.timings = {}
        self.cur = None
        self.cmd = ''
        self.c_func_name = ''
        if bias is None:
            bias = self.bias
        self.bias = bias
        if not timer:
            self.timer = self.get_time = time.time
        else:
            self.timer = timer
            t = timer()
            if isinstance(t, (tuple, list)):
                self.get_time = lambda: sum(timer())
            else:
                self.get_time = timer
        self.dispatcher = self.trace_dispatch
        self.t = self.get_time()
        self.simulate_call('profiler')

    def trace_dispatch(self, frame, event, arg):
        t = self.get_time() - self.t - self.bias
        if event == 'c_call':
            self.c_func_name = arg.__name__
        if self.dispatch[event](self, frame, t):
            self.t = self.get_time()
        else:
            # Nothing was counted.
            self.t = self.get_time() - t

    def trace_dispatch_exception(self, frame, t):
        rpt, rit, ret, rfn, rframe, rcur = self.cur
        if rframe is not frame and rcur:
            return self.trace_dispatch_return(rframe, t)
        self.cur = rpt, rit + t, ret, rfn, rframe, rcur
        return 1

    def _push(self, function, frame, t):
        rpt, rit, ret, rfn, rframe, rcur = self.cur if self.cur else (0, 0, 0, None, None, None)
        self.cur = t, 0, 0, function, frame, self.cur
        timings = self.timings
        if function in timings:
            cc, ns, tt, ct, callers = timings[function]
            timings[function] = cc, ns + 1, tt, ct, callers
        else:
            timings[function] = 0, 0, 0, 0, {}
        return 1

    def trace_dispatch_call(self, frame, t):
        if self.cur and frame.f_back is not self.cur[-2]:
            rpt, rit, ret, rfn, rframe, rcur = self.cur
            if not isinstance(rframe, Profile.fake_frame):
                # A return was not seen.
                self.trace_dispatch_return(rframe, 0)
        code = frame.f_code
        return self._push((code.co_filename, code.co_firstlineno, code.co_name), frame, t)

    def trace_dispatch_c_call(self, frame, t):
        return self._push(('', 0, self.c_func_name), frame, t)

    def trace_dispatch_return(self, frame, t):
        if frame is not self.cur[-2]:
            self.trace_dispatch_return(self.cur[-2], 0)
        # rpt: time of the caller before this call.
        rpt, rit, ret, rfn, frame, rcur = self.cur
        rit = rit + t
        frame_total = rit + ret
        ppt, pit, pet, pfn, pframe, pcur = rcur
        self.cur = ppt, pit + rpt, pet + frame_total, pfn, pframe, pcur
        timings = self.timings
        cc, ns, tt, ct, callers = timings[rfn]
        if not ns:
            # The last of the function's running calls: what it took counts as a whole.
            ct = ct + frame_total
            cc = cc + 1
        callers[pfn] = callers.get(pfn, 0) + 1
        timings[rfn] = cc, ns - 1, tt + rit, ct, callers
        return 1

    dispatch = {'call': trace_dispatch_call, 'exception': trace_dispatch_exception,
                'return': trace_dispatch_return, 'c_call': trace_dispatch_c_call,
                'c_exception': trace_dispatch_return, 'c_return': trace_dispatch_return}

    def set_cmd(self, cmd):
        """Count for a command, as for a function."""
        if self.cur[-1]:
            return
        self.cmd = cmd
        self.simulate_call(cmd)

    class fake_code:
        def __init__(self, filename, line, name):
            self.co_filename = filename
            self.co_line = line
            self.co_name = name
            self.co_firstlineno = 0

        def __repr__(self):
            return repr((self.co_filename, self.co_line, self.co_name))

    class fake_frame:
        def __init__(self, code, prior):
            self.f_code = code
            self.f_back = prior

    def simulate_call(self, name):
        code = self.fake_code('profile', 0, name)
        pframe = self.cur[-2] if self.cur else None
        frame = self.fake_frame(code, pframe)
        self.dispatch['call'](self, frame, 0)

    def simulate_cmd_complete(self):
        """End all that still runs."""
        get_time = self.get_time
        t = get_time() - self.t
        while self.cur[-1]:
            self.dispatch['return'](self, self.cur[-2], t)
            t = 0
        self.t = get_time() - t

    def print_stats(self, sort=-1):
        import pstats
        pstats.Stats(self).strip_dirs().sort_stats(sort).print_stats()

    def dump_stats(self, file):
        self.create_stats()
        with open(file, 'wb') as f:
            marshal.dump(self.stats, f)

    def create_stats(self):
        self.simulate_cmd_complete()
        self.snapshot_stats()

    def snapshot_stats(self):
        self.stats = {}
        for func, (cc, ns, tt, ct, callers) in self.timings.iteritems():
            callers = callers.copy()
            nc = sum(callers.itervalues())
            self.stats[func] = cc, nc, tt, ct, callers

    def run(self, cmd):
        import __main__
        dict = __main__.__dict__
        return self.runctx(cmd, dict, dict)

    def runctx(self, cmd, globals, locals):
        self.set_cmd(cmd)
        sys.setprofile(self.dispatcher)
        try:
            exec cmd in globals, locals
        finally:
            sys.setprofile(None)
        return self

    def runcall(self, func, *args, **kw):
        self.set_cmd(repr(func))
        sys.setprofile(self.dispatcher)
        try:
            return func(*args, **kw)
        finally:
            sys.setprofile(None)

    def calibrate(self, m, verbose=0):
        """What an event costs here, by m events: a value for bias."""
        if self.__class__ is not Profile:
            raise TypeError('Subclasses must override .calibrate().')
        saved_bias = self.bias
        self.bias = 0
        try:
            return self._calibrate_inner(m, verbose)
        finally:
            self.bias = saved_bias

    def _calibrate_inner(self, m, verbose):
        get_time = self.get_time

        def f1(n):
            for i in range(n):
                x = 1

        def f(m, f1=f1):
            for i in range(m):
                f1(100)

        f(m)
        t0 = get_time()
        f(m)
        t1 = get_time()
        elapsed_noprofile = t1 - t0
        p = Profile()
        t0 = get_time()
        p.runctx('f(m)', globals(), locals())
        t1 = get_time()
        elapsed_profile = t1 - t0
        total_calls = 0.0
        reported_time = 0.0
        for (filename, line, funcname), (cc, ns, tt, ct, callers) in p.timings.items():
            if funcname in ('f', 'f1'):
                total_calls += cc
                reported_time += tt
        if total_calls != m + 1:
            raise ValueError('internal error: total calls = %d' % total_calls)
        mean = (reported_time - elapsed_noprofile) / 2.0 / total_calls
        if verbose:
            print 'elapsed time without profiling =', elapsed_noprofile
            print 'elapsed time with profiling =', elapsed_profile
            print 'mean stopwatch overhead per profile event =', mean
        return mean


def Stats(*args):
    print 'Report generating functions are in the "pstats" module\a'


def main():
    from optparse import OptionParser
    usage = 'profile.py [-o output_file_path] [-s sort] scriptfile [arg] ...'
    parser = OptionParser(usage=usage)
    parser.allow_interspersed_args = False
    parser.add_option('-o', '--outfile', dest='outfile', help='Save stats to <outfile>', default=None)
    parser.add_option('-s', '--sort', dest='sort', default=-1,
                      help='Sort order when printing to stdout, based on pstats.Stats class')
    if not sys.argv[1:]:
        parser.print_usage()
        sys.exit(2)
    options, args = parser.parse_args()
    sys.argv[:] = args
    if args:
        progname = args[0]
        sys.path.insert(0, os.path.dirname(progname))
        with open(progname, 'rb') as fp:
            code = compile(fp.read(), progname, 'exec')
        globs = {'__file__': progname, '__name__': '__main__', '__package__': None}
        runctx(code, globs, None, options.outfile, options.sort)
    else:
        parser.print_usage()
    return parser


if __name__ == '__main__':
    main()
