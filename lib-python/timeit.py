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
default_timer = time.clock if sys.platform == 'win32' else time.time

# The function that is timed. Whatever is no text is called by a name that is a local variable.
template = '''
def inner(_it, _timer%(init)s):
    %(setup)s
    _start = _timer()
    for _round in _it:
        %(stmt)s
    return _timer() - _start
'''


def reindent(src, indent):
    """Indent all lines but the first."""
    return src.replace('\n', '\n' + ' ' * indent)


class Timer:
    """Times a statement after a setup. Both are texts or functions."""

    def __init__(self, stmt='pass', setup='pass', timer=default_timer):
        self.timer = timer
        # To be seen in tracebacks, where all of it is text of the user.
        self.src = None
        calls = {}
        texts = self._checked(setup, stmt)
        for name, part, indent in ('setup', setup, 4), ('stmt', stmt, 8):
            if name in texts:
                texts[name] = reindent(part, indent)
            else:
                calls['_' + name] = part
                texts[name] = '_%s()' % name
        texts['init'] = ''.join(', %s=%s' % (name, name) for name in sorted(calls))
        source = template % texts
        if '_stmt' not in calls:
            self.src = source
        exec compile(source, dummy_src_name, 'exec') in globals(), calls
        self.inner = calls['inner']

    def _checked(self, setup, stmt):
        """What of both is text, which has to be complete by itself and not only within the template."""
        texts = {}
        before = ''
        for name, part in ('setup', setup), ('stmt', stmt):
            if isinstance(part, basestring):
                # The statement may need what the setup imports from __future__.
                compile(before + part, dummy_src_name, 'exec')
                before = part + '\n'
                texts[name] = part
            elif not hasattr(part, '__call__'):
                raise ValueError('%s is neither a string nor callable' % name)
        return texts

    def print_exc(self, file=None):
        """Print the traceback of an exception with the lines of the timed text."""
        import linecache
        import traceback
        if self.src is not None:
            linecache.cache[dummy_src_name] = len(self.src), None, self.src.split('\n'), dummy_src_name
        traceback.print_exc(file=file)

    def timeit(self, number=default_number):
        """The seconds that so many executions take, without garbage collection."""
        rounds = itertools.repeat(None, number) if number else ()
        was_enabled = gc.isenabled()
        gc.disable()
        try:
            return self.inner(rounds, self.timer)
        finally:
            if was_enabled:
                gc.enable()

    def repeat(self, repeat=default_repeat, number=default_number):
        """The results of several measurements. The smallest is the one that says something."""
        return [self.timeit(number) for _ in range(repeat)]

    def _enough(self, report):
        """How many executions, a power of ten, take a fifth of a second."""
        for exponent in range(1, 10):
            seconds = self.timeit(10 ** exponent)
            report(10 ** exponent, seconds)
            if seconds >= 0.2:
                break
        return 10 ** exponent


def timeit(stmt='pass', setup='pass', timer=default_timer, number=default_number):
    """Time a statement; see Timer."""
    return Timer(stmt, setup, timer).timeit(number)


def repeat(stmt='pass', setup='pass', timer=default_timer, repeat=default_repeat, number=default_number):
    """Time a statement several times; see Timer."""
    return Timer(stmt, setup, timer).repeat(repeat, number)


_LONG_OPTIONS = {'number=': '-n', 'setup=': '-s', 'repeat=': '-r', 'time': '-t', 'clock': '-c', 'verbose': '-v', 'help': '-h'}


def main(args=None, _wrap_timer=None):
    """The command; its exit status, or None if all went well. _wrap_timer is for tests: it makes another timer of one."""
    import getopt
    import os
    try:
        options, statements = getopt.getopt(sys.argv[1:] if args is None else args, 'n:s:r:tcvh', list(_LONG_OPTIONS))
    except getopt.error as error:
        print '%s\nuse -h/--help for command line help' % error
        return 2
    values = {'-s': [], '-v': []}
    for option, value in options:
        option = _LONG_OPTIONS.get(option[2:], _LONG_OPTIONS.get(option[2:] + '=', option))
        if option == '-h':
            print __doc__,
            return 0
        if option in ('-t', '-c'):
            values['timer'] = time.time if option == '-t' else time.clock
        elif option in ('-s', '-v'):
            values[option].append(value)
        else:
            values[option] = int(value)
    # What is timed may be in the current directory.
    sys.path.insert(0, os.curdir)
    clock = values.get('timer', default_timer)
    timer = Timer('\n'.join(statements) or 'pass', '\n'.join(values['-s']) or 'pass', _wrap_timer(clock) if _wrap_timer else clock)
    digits = 3 + max(0, len(values['-v']) - 1)

    def report(number, seconds):
        if values['-v']:
            print '%d loops -> %.*g secs' % (number, digits, seconds)

    repeats = max(values.get('-r', default_repeat), 1)
    try:
        number = values.get('-n') or timer._enough(report)
        seconds = timer.repeat(repeats, number)
    except:
        timer.print_exc()
        return 1
    if values['-v']:
        print 'raw times:', ' '.join('%.*g' % (digits, result) for result in seconds)
    print '%d loops, best of %d: %s per loop' % (number, repeats, _duration(min(seconds) / number, digits))
    return None


def _duration(seconds, digits):
    for unit, size in ('usec', 1e-6), ('msec', 1e-3):
        if seconds < 1000 * size:
            return '%.*g %s' % (digits, seconds / size, unit)
    return '%.*g sec' % (digits, seconds)


if __name__ == '__main__':
    sys.exit(main())
