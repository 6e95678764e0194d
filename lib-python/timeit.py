"""Measure how long small pieces of code take.

python -m timeit [-n N] [-r N] [-s SETUP] [-t] [-c] [-v] [-h] [statement ...]

  -n, --number N    how often to execute the statement (found out by default)
  -r, --repeat N    how often to repeat the measurement (default 3)
  -s, --setup S     statement executed once before (default 'pass'); may repeat
  -t, --time        use time.time() (the default but on Windows)
  -c, --clock       use time.clock()
  -v, --verbose     print raw results; more of them where it is repeated
  -h, --help        print this text

Several statements make several lines; a statement with blanks in front
continues the block of the line before.
"""

import gc
import itertools
import sys
import time

__all__ = ['Timer']

dummy_src_name = '<timeit-src>'
default_number = 1000000
default_repeat = 3

if sys.platform == 'win32':
    default_timer = time.clock
else:
    default_timer = time.time

template = '''
def inner(_it, _timer%(init)s):
    %(setup)s
    _t0 = _timer()
    for _i in _it:
        %(stmt)s
    _t1 = _timer()
    return _t1 - _t0
'''


def reindent(src, indent):
    """Indent all lines but the first."""
    return src.replace('\n', '\n' + ' ' * indent)


def _template_func(setup, func):
    """The function that times calls of func."""
    def inner(_it, _timer, _func=func):
        setup()
        _t0 = _timer()
        for _i in _it:
            _func()
        _t1 = _timer()
        return _t1 - _t0
    return inner


class Timer:
    """Times a statement, after a setup; both are source or functions."""

    def __init__(self, stmt='pass', setup='pass', timer=default_timer):
        self.timer = timer
        namespace = {}
        self.src = None
        prefix = ''
        if isinstance(setup, basestring):
            # What cannot be compiled by itself must not close the template.
            compile(setup, dummy_src_name, 'exec')
            prefix = setup + '\n'
            setup = reindent(setup, 4)
        elif not hasattr(setup, '__call__'):
            raise ValueError('setup is neither a string nor callable')
        if isinstance(stmt, basestring):
            compile(prefix + stmt, dummy_src_name, 'exec')
            stmt = reindent(stmt, 8)
            if isinstance(setup, basestring):
                values = {'stmt': stmt, 'setup': setup, 'init': ''}
            else:
                values = {'stmt': stmt, 'setup': '_setup()', 'init': ', _setup=_setup'}
                namespace['_setup'] = setup
            self.src = template % values
            exec compile(self.src, dummy_src_name, 'exec') in globals(), namespace
            self.inner = namespace['inner']
        elif hasattr(stmt, '__call__'):
            if isinstance(setup, basestring):
                source = setup

                def setup():
                    exec source in globals(), namespace
            self.inner = _template_func(setup, stmt)
        else:
            raise ValueError('stmt is neither a string nor callable')

    def print_exc(self, file=None):
        """Print an exception with the lines of the timed source."""
        import linecache
        import traceback
        if self.src is not None:
            linecache.cache[dummy_src_name] = (len(self.src), None,
                                               self.src.split('\n'), dummy_src_name)
        traceback.print_exc(file=file)

    def timeit(self, number=default_number):
        """Seconds that number executions take, the collector switched off."""
        it = itertools.repeat(None, number) if number else []
        collecting = gc.isenabled()
        gc.disable()
        try:
            return self.inner(it, self.timer)
        finally:
            if collecting:
                gc.enable()

    def repeat(self, repeat=default_repeat, number=default_number):
        """A list of several results of timeit(); the smallest says most."""
        return [self.timeit(number) for _ in range(repeat)]


def timeit(stmt='pass', setup='pass', timer=default_timer, number=default_number):
    """Timer(stmt, setup, timer).timeit(number)"""
    return Timer(stmt, setup, timer).timeit(number)


def repeat(stmt='pass', setup='pass', timer=default_timer, repeat=default_repeat,
           number=default_number):
    """Timer(stmt, setup, timer).repeat(repeat, number)"""
    return Timer(stmt, setup, timer).repeat(repeat, number)


def main(args=None, _wrap_timer=None):
    """The command line; its result is the exit status, None for success.

    _wrap_timer is for tests: a function that makes another timer of one.
    """
    import getopt
    import os
    if args is None:
        args = sys.argv[1:]
    try:
        options, args = getopt.getopt(args, 'n:s:r:tcvh', [
            'number=', 'setup=', 'repeat=', 'time', 'clock', 'verbose', 'help'])
    except getopt.error as problem:
        print problem
        print 'use -h/--help for command line help'
        return 2
    timer = default_timer
    stmt = '\n'.join(args) or 'pass'
    number = 0
    setup = []
    repeat = default_repeat
    verbose = 0
    precision = 3
    for option, value in options:
        if option in ('-n', '--number'):
            number = int(value)
        elif option in ('-s', '--setup'):
            setup.append(value)
        elif option in ('-r', '--repeat'):
            repeat = max(int(value), 1)
        elif option in ('-t', '--time'):
            timer = time.time
        elif option in ('-c', '--clock'):
            timer = time.clock
        elif option in ('-v', '--verbose'):
            if verbose:
                precision += 1
            verbose += 1
        elif option in ('-h', '--help'):
            print __doc__,
            return 0
    # Modules of the current directory can be timed.
    sys.path.insert(0, os.curdir)
    if _wrap_timer is not None:
        timer = _wrap_timer(timer)
    t = Timer(stmt, '\n'.join(setup) or 'pass', timer)
    if number == 0:
        # As many as take a fifth of a second.
        for i in range(1, 10):
            number = 10 ** i
            try:
                x = t.timeit(number)
            except:
                t.print_exc()
                return 1
            if verbose:
                print '%d loops -> %.*g secs' % (number, precision, x)
            if x >= 0.2:
                break
    try:
        results = t.repeat(repeat, number)
    except:
        t.print_exc()
        return 1
    best = min(results)
    if verbose:
        print 'raw times:', ' '.join('%.*g' % (precision, x) for x in results)
    print '%d loops,' % number,
    usec = best * 1e6 / number
    if usec < 1000:
        print 'best of %d: %.*g usec per loop' % (repeat, precision, usec)
    else:
        msec = usec / 1000
        if msec < 1000:
            print 'best of %d: %.*g msec per loop' % (repeat, precision, msec)
        else:
            print 'best of %d: %.*g sec per loop' % (repeat, precision, msec / 1000)
    return None


if __name__ == '__main__':
    sys.exit(main())
