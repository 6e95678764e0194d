"""Profiles of programs: how often functions were called and how long they took.

    cProfile.run('f()')         pyrs -m cProfile [-o file] [-s order] script ...
"""

import _lsprof
import _profiling

__all__ = ['run', 'runctx', 'help', 'Profile']


def run(statement, filename=None, sort=-1):
    """Run a statement in __main__; print its profile, or write it to a file."""
    _profiling.run(Profile(), statement, filename, sort)


def runctx(statement, globals, locals, filename=None, sort=-1):
    """As run(), in these namespaces."""
    _profiling.run(Profile(), statement, filename, sort, (globals, locals))


def help():
    _profiling.help('profile/cProfile modules')


class Profile(_lsprof.Profiler, _profiling.Runner):
    """A profiler: enable() and disable(), or one of the run methods; then those for the results."""

    def create_stats(self):
        self.disable()
        self.snapshot_stats()

    def snapshot_stats(self):
        """Make stats, as pstats wants them: by function, with callers where the entries have callees."""
        entries = self.getstats()
        callers = dict((entry.code, {}) for entry in entries)
        for entry in entries:
            caller = label(entry.code)
            for call in entry.calls or ():
                # What is still running has no entry of its own yet.
                known = callers.setdefault(call.code, {})
                counts = call.callcount, call.callcount - call.reccallcount, call.inlinetime, call.totaltime
                if caller in known:
                    counts = tuple(map(sum, zip(counts, known[caller])))
                known[caller] = counts
        self.stats = dict((label(entry.code), (entry.callcount - entry.reccallcount, entry.callcount, entry.inlinetime,
                                               entry.totaltime, callers[entry.code])) for entry in entries)

    def runctx(self, cmd, globals, locals):
        self.enable()
        try:
            exec cmd in globals, locals
        finally:
            self.disable()
        return self

    def runcall(self, func, *args, **kw):
        """Profile a call; its value."""
        self.enable()
        try:
            return func(*args, **kw)
        finally:
            self.disable()


def label(code):
    """A function as (file, line, name); built-in functions have names only."""
    if isinstance(code, str):
        return '~', 0, code
    return code.co_filename, code.co_firstlineno, code.co_name


def main():
    return _profiling.main('cProfile.py', runctx)


if __name__ == '__main__':
    main()
