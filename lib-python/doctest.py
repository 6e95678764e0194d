"""Runs the examples in docstrings, and checks that they print what they say there.

An example looks like a session with the interpreter; it ends with a blank
line:

    >>> 6 * 7
    42

A module that ends in

    if __name__ == '__main__':
        import doctest
        doctest.testmod()

checks its own when it is run as a program. Nothing is printed if all are
right, unless the program has the option -v.
"""

__docformat__ = 'reStructuredText en'

__all__ = ['register_optionflag', 'DONT_ACCEPT_TRUE_FOR_1', 'DONT_ACCEPT_BLANKLINE',
           'NORMALIZE_WHITESPACE', 'ELLIPSIS', 'SKIP', 'IGNORE_EXCEPTION_DETAIL',
           'COMPARISON_FLAGS', 'REPORT_UDIFF', 'REPORT_CDIFF', 'REPORT_NDIFF',
           'REPORT_ONLY_FIRST_FAILURE', 'REPORTING_FLAGS', 'Example', 'DocTest',
           'DocTestParser', 'DocTestFinder', 'DocTestRunner', 'OutputChecker',
           'DocTestFailure', 'UnexpectedException', 'DebugRunner', 'testmod',
           'testfile', 'run_docstring_examples', 'Tester', 'DocTestSuite',
           'DocFileSuite', 'set_unittest_reportflags', 'script_from_examples',
           'testsource', 'debug_src', 'debug']

import __future__
import inspect
import linecache
import os
import pdb
import re
import sys
import traceback
import warnings
from StringIO import StringIO
from collections import namedtuple

from _doctest_check import (BLANKLINE_MARKER, ELLIPSIS_MARKER, OutputChecker, _ellipsis_match,
                            _encoding, _indent, _strip_exception_details)
from _doctest_examples import (
    COMPARISON_FLAGS, DONT_ACCEPT_BLANKLINE, DONT_ACCEPT_TRUE_FOR_1, DocTest, DocTestParser,
    ELLIPSIS, Example, IGNORE_EXCEPTION_DETAIL, NORMALIZE_WHITESPACE, OPTIONFLAGS_BY_NAME,
    REPORTING_FLAGS, REPORT_CDIFF, REPORT_NDIFF, REPORT_ONLY_FIRST_FAILURE, REPORT_UDIFF, SKIP,
    register_optionflag)
from _doctest_finder import DocTestFinder

TestResults = namedtuple('TestResults', 'failed attempted')


# ---- modules and files

def _normalize_module(module, depth=2):
    """A module, given as such, by its name, or as None for the one of the caller's caller."""
    if module is None:
        return sys.modules[sys._getframe(depth).f_globals['__name__']]
    if inspect.ismodule(module):
        return module
    if isinstance(module, basestring):
        return __import__(module, globals(), locals(), ['*'])
    raise TypeError('Expected a module, string, or None')


def _module_relative_path(module, path):
    """The path of a file, given from where a module is on and with slashes."""
    if not inspect.ismodule(module):
        raise TypeError('Expected a module: %r' % module)
    if path.startswith('/'):
        raise ValueError('Module-relative files may not have absolute paths')
    if hasattr(module, '__file__'):
        origin = module.__file__
    elif module.__name__ == '__main__':
        origin = sys.argv and sys.argv[0] or os.path.join(os.curdir, '')
    else:
        raise ValueError("Can't resolve paths relative to the module %s (it has no __file__)"
                         % module.__name__)
    return os.path.join(os.path.dirname(origin), *path.split('/'))


def _load_testfile(filename, package, module_relative):
    """(contents, path) of a file of examples."""
    if module_relative:
        package = _normalize_module(package, 3)
        filename = _module_relative_path(package, filename)
        loader = getattr(package, '__loader__', None)
        if hasattr(loader, 'get_data'):
            return loader.get_data(filename).replace(os.linesep, '\n'), filename
    with open(filename, 'U') as stream:
        return stream.read(), filename


def _extract_future_flags(globs):
    """The compiler's flags of what a namespace has imported from __future__."""
    features = [getattr(__future__, name) for name in __future__.all_feature_names
                if globs.get(name) is getattr(__future__, name)]
    return reduce(lambda flags, feature: flags | feature.compiler_flag, features, 0)


# ---- running

def _exception_traceback(exc_info):
    return ''.join(traceback.format_exception(*exc_info))


class _SpoofOut(StringIO):
    """Standard output while examples run: it gives whole lines, and can be emptied."""

    def _forget_softspace(self):
        # What print leaves after a trailing comma.
        if hasattr(self, 'softspace'):
            del self.softspace

    def getvalue(self):
        text = StringIO.getvalue(self)
        self._forget_softspace()
        return text if not text or text.endswith('\n') else text + '\n'

    def truncate(self, size=None):
        StringIO.truncate(self, size)
        self._forget_softspace()
        if not self.buf:
            # It may be unicode, and bytes come next.
            self.buf = ''


class _OutputRedirectingPdb(pdb.Pdb):
    """A debugger for examples, that talks to the real standard output."""

    def __init__(self, out):
        self.__out = out
        self.__used = False
        pdb.Pdb.__init__(self, stdout=out)
        # It can still take lines from raw_input().
        self.use_rawinput = 1

    def set_trace(self, frame=None):
        self.__used = True
        pdb.Pdb.set_trace(self, frame or sys._getframe().f_back)

    def set_continue(self):
        # Otherwise this would end the tracing of somebody else.
        if self.__used:
            pdb.Pdb.set_continue(self)

    def trace_dispatch(self, *args):
        spoof, sys.stdout = sys.stdout, self.__out
        try:
            return pdb.Pdb.trace_dispatch(self, *args)
        finally:
            sys.stdout = spoof


_SUCCESS, _FAILURE, _BOOM = range(3)


class DocTestRunner:
    """Runs DocTests, and reports by the methods report_...(), which classes may override.

    A checker compares the outputs; verbose reports also what is right, by
    default if the program has the option -v.
    """

    DIVIDER = '*' * 70

    def __init__(self, checker=None, verbose=None, optionflags=0):
        self._checker = checker or OutputChecker()
        self._verbose = '-v' in sys.argv if verbose is None else verbose
        self.optionflags = self.original_optionflags = optionflags
        self.tries = self.failures = 0
        # (failures, tries) by the tests' names.
        self._name2ft = {}
        self._fakeout = _SpoofOut()

    # ---- reports

    def report_start(self, out, test, example):
        """An example is about to run."""
        if self._verbose:
            expected = ':\n' + _indent(example.want) if example.want else ' nothing\n'
            out('Trying:\n%sExpecting%s' % (_indent(example.source), expected))

    def report_success(self, out, test, example, got):
        """Its output was right."""
        if self._verbose:
            out('ok\n')

    def report_failure(self, out, test, example, got):
        """Its output was wrong."""
        difference = self._checker.output_difference(example, got, self.optionflags)
        out(self._failure_header(test, example) + difference)

    def report_unexpected_exception(self, out, test, example, exc_info):
        """It raised something and should not have."""
        out('%sException raised:\n%s' % (self._failure_header(test, example),
                                         _indent(_exception_traceback(exc_info))))

    def _failure_header(self, test, example):
        if test.filename:
            known = test.lineno is not None and example.lineno is not None
            line = test.lineno + example.lineno + 1 if known else '?'
            place = 'File "%s", line %s, in %s' % (test.filename, line, test.name)
        else:
            place = 'Line %s, in %s' % (example.lineno + 1, test.name)
        return '\n'.join([self.DIVIDER, place, 'Failed example:', _indent(example.source)])

    # ---- examples

    def _flags_for(self, example, flags):
        for flag, wanted in example.options.items():
            flags = flags | flag if wanted else flags & ~flag
        return flags

    def _outcome(self, example, got, exception):
        """How an example ended."""
        check, flags = self._checker.check_output, self.optionflags
        if exception is None:
            return _SUCCESS if check(example.want, got, flags) else _FAILURE
        if example.exc_msg is None:
            return _BOOM
        message = traceback.format_exception_only(*exception[:2])[-1]
        pairs = [(example.exc_msg, message)]
        if flags & IGNORE_EXCEPTION_DETAIL:
            pairs.append(map(_strip_exception_details, pairs[0]))
        return _SUCCESS if any(check(want, raised, flags) for want, raised in pairs) else _FAILURE

    def __run(self, test, compileflags, out):
        """Run the examples; the TestResults."""
        failures = tries = 0
        original = self.optionflags
        for number, example in enumerate(test.examples):
            quiet = failures > 0 and self.optionflags & REPORT_ONLY_FIRST_FAILURE
            self.optionflags = self._flags_for(example, original)
            if self.optionflags & SKIP:
                continue
            tries += 1
            if not quiet:
                self.report_start(out, test, example)
            exception = None
            try:
                # The name is one that __patched_linecache_getlines() knows.
                name = '<doctest %s[%d]>' % (test.name, number)
                exec compile(example.source, name, 'single', compileflags, 1) in test.globs
            except KeyboardInterrupt:
                raise
            except:
                exception = sys.exc_info()
            self.debugger.set_continue()
            got = self._fakeout.getvalue()
            self._fakeout.truncate(0)
            outcome = self._outcome(example, got, exception)
            if outcome != _SUCCESS:
                failures += 1
            if not quiet:
                self._report(outcome, out, test, example, got, exception)
        self.optionflags = original
        self.__record_outcome(test, failures, tries)
        return TestResults(failures, tries)

    def _report(self, outcome, out, test, example, got, exception):
        if outcome == _BOOM:
            self.report_unexpected_exception(out, test, example, exception)
            return
        if exception is not None:
            got += _exception_traceback(exception)
        report = self.report_success if outcome == _SUCCESS else self.report_failure
        report(out, test, example, got)

    def __record_outcome(self, test, f, t):
        failures, tries = self._name2ft.get(test.name, (0, 0))
        self._name2ft[test.name] = failures + f, tries + t
        self.failures += f
        self.tries += t

    __EXAMPLE_NAME = re.compile(r'<doctest (.+)\[(\d+)\]>$').match

    def __patched_linecache_getlines(self, filename, module_globals=None):
        """The lines of an example, for tracebacks and the debugger; or of a file as ever."""
        match = self.__EXAMPLE_NAME(filename)
        if not match or match.group(1) != self.test.name:
            return self.save_linecache_getlines(filename, module_globals)
        source = self.test.examples[int(match.group(2))].source
        if isinstance(source, unicode):
            source = source.encode('ascii', 'backslashreplace')
        return source.splitlines(True)

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        """Run a DocTest; the TestResults.

        By default the examples are compiled with the features that their
        namespace has from __future__, reports go to standard output, and
        the namespace is emptied afterwards.
        """
        self.test = test
        if compileflags is None:
            compileflags = _extract_future_flags(test.globs)
        stdout, displayhook, set_trace = sys.stdout, sys.displayhook, pdb.set_trace
        self.save_linecache_getlines = linecache.getlines
        self.debugger = _OutputRedirectingPdb(stdout)
        self.debugger.reset()
        sys.stdout, sys.displayhook = self._fakeout, sys.__displayhook__
        pdb.set_trace = self.debugger.set_trace
        linecache.getlines = self.__patched_linecache_getlines
        try:
            return self.__run(test, compileflags, out or stdout.write)
        finally:
            sys.stdout, sys.displayhook, pdb.set_trace = stdout, displayhook, set_trace
            linecache.getlines = self.save_linecache_getlines
            if clear_globs:
                test.globs.clear()

    # ---- results

    def summarize(self, verbose=None):
        """Print how many examples failed, and if verbose all results; the TestResults."""
        verbose = self._verbose if verbose is None else verbose
        results = [(name, f, t) for name, (f, t) in sorted(self._name2ft.items())]
        failed, attempted = sum(f for _, f, _ in results), sum(t for _, _, t in results)

        def section(title, lines):
            if lines:
                print len(lines), title
                print '\n'.join(lines)

        if verbose:
            section('items had no tests:', ['    ' + name for name, f, t in results if not t])
            section('items passed all tests:', [' %3d tests in %s' % (t, name)
                                                for name, f, t in results if t and not f])
        if failed:
            print self.DIVIDER
            section('items had failures:', [' %3d of %3d in %s' % (f, t, name)
                                            for name, f, t in results if f])
        if verbose:
            print '%d tests in %d items.' % (attempted, len(results))
            print '%d passed and %d failed.' % (attempted - failed, failed)
        if failed:
            print '***Test Failed*** %d failures.' % failed
        elif verbose:
            print 'Test passed.'
        return TestResults(failed, attempted)

    def merge(self, other):
        """Take the results of another runner in."""
        for name, (f, t) in other._name2ft.items():
            failures, tries = self._name2ft.get(name, (0, 0))
            self._name2ft[name] = failures + f, tries + t


class _Stopped(Exception):
    """What a DebugRunner raises: it has the test and the example."""

    def __str__(self):
        return str(self.test)


class DocTestFailure(_Stopped):
    """The output of an example was wrong: got."""

    def __init__(self, test, example, got):
        self.test, self.example, self.got = test, example, got


class UnexpectedException(_Stopped):
    """An example raised something: exc_info."""

    def __init__(self, test, example, exc_info):
        self.test, self.example, self.exc_info = test, example, exc_info


class DebugRunner(DocTestRunner):
    """Raises an exception at the first failure, and leaves the namespace as it is then."""

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        results = DocTestRunner.run(self, test, compileflags, out, clear_globs=False)
        if clear_globs:
            test.globs.clear()
        return results

    def report_failure(self, out, test, example, got):
        raise DocTestFailure(test, example, got)

    def report_unexpected_exception(self, out, test, example, exc_info):
        raise UnexpectedException(test, example, exc_info)


# ---- modules, files, objects

# Has the results of all calls of testmod() and testfile().
master = None


def _run_tests(tests, verbose, report, optionflags, raise_on_error):
    global master
    make_runner = DebugRunner if raise_on_error else DocTestRunner
    runner = make_runner(verbose=verbose, optionflags=optionflags)
    map(runner.run, tests)
    if report:
        runner.summarize()
    if master is None:
        master = runner
    else:
        master.merge(runner)
    return TestResults(runner.failures, runner.tries)


def testmod(m=None, name=None, globs=None, verbose=None, report=True, optionflags=0,
            extraglobs=None, raise_on_error=False, exclude_empty=False):
    """Run the examples of a module, by default of the program; the TestResults.

    Reports call it by name. The examples' namespace is the module's, or
    globs, with extraglobs. report prints a summary; raise_on_error stops
    with an exception at the first failure.
    """
    m = sys.modules.get('__main__') if m is None else m
    if not inspect.ismodule(m):
        raise TypeError('testmod: module required; %r' % (m,))
    finder = DocTestFinder(exclude_empty=exclude_empty)
    tests = finder.find(m, name or m.__name__, globs=globs, extraglobs=extraglobs)
    return _run_tests(tests, verbose, report, optionflags, raise_on_error)


def testfile(filename, module_relative=True, name=None, package=None, globs=None,
             verbose=None, report=True, optionflags=0, extraglobs=None,
             raise_on_error=False, parser=DocTestParser(), encoding=None):
    """Run the examples of a file; the TestResults.

    Its path starts where the caller's module is, or package, unless
    module_relative is false. The rest is as for testmod().
    """
    if package and not module_relative:
        raise ValueError('Package may only be specified for module-relative paths.')
    text, path = _load_testfile(filename, package, module_relative)
    if encoding is not None:
        text = text.decode(encoding)
    globs = dict(globs or {}, **(extraglobs or {}))
    globs.setdefault('__name__', '__main__')
    test = parser.get_doctest(text, globs, name or os.path.basename(path), path, 0)
    return _run_tests([test], verbose, report, optionflags, raise_on_error)


def run_docstring_examples(f, globs, verbose=False, name='NoName', compileflags=None,
                           optionflags=0):
    """Run the examples in one docstring, in a namespace, and report failures."""
    runner = DocTestRunner(verbose=verbose, optionflags=optionflags)
    for test in DocTestFinder(verbose=verbose, recurse=False).find(f, name, globs=globs):
        runner.run(test, compileflags=compileflags)


class Tester:
    """What there was before DocTestFinder and DocTestRunner."""

    def __init__(self, mod=None, globs=None, verbose=None, optionflags=0):
        warnings.warn('class Tester is deprecated; use class doctest.DocTestRunner instead',
                      DeprecationWarning, stacklevel=2)
        if mod is None and globs is None:
            raise TypeError('Tester.__init__: must specify mod or globs')
        if not (mod is None or inspect.ismodule(mod)):
            raise TypeError('Tester.__init__: mod must be a module; %r' % (mod,))
        self.globs = vars(mod) if globs is None else globs
        self.verbose, self.optionflags = verbose, optionflags
        self.testfinder = DocTestFinder()
        self.testrunner = DocTestRunner(verbose=verbose, optionflags=optionflags)

    def runstring(self, s, name):
        """Run the examples of a text."""
        test = DocTestParser().get_doctest(s, self.globs, name, None, None)
        if self.verbose:
            print 'Running string', name
        results = self.testrunner.run(test)
        if self.verbose:
            print results.failed, 'of', results.attempted, 'examples failed in string', name
        return results

    def rundoc(self, object, name=None, module=None):
        """Run the examples of an object."""
        tests = self.testfinder.find(object, name, module=module, globs=self.globs)
        results = map(self.testrunner.run, tests)
        return TestResults(sum(each.failed for each in results),
                           sum(each.attempted for each in results))

    def _as_module(self, name, contents):
        module = type(sys)(name)
        vars(module).update(contents)
        return module

    def rundict(self, d, name, module=None):
        """Run the examples of the values of a dictionary."""
        return self.rundoc(self._as_module(name, d), name, False if module is None else module)

    def run__test__(self, d, name):
        """Run the examples of a dictionary like __test__."""
        return self.rundoc(self._as_module(name, {'__test__': d}), name)

    def summarize(self, verbose=None):
        return self.testrunner.summarize(verbose)

    def merge(self, other):
        self.testrunner.merge(other.testrunner)


# ---- debugging

def _comment_line(line):
    return ('# ' + line.rstrip()).rstrip()


def _script_lines(piece):
    """A piece of a docstring as lines of a program."""
    if not isinstance(piece, Example):
        return [_comment_line(line) for line in piece.split('\n')[:-1]]
    lines = [piece.source[:-1]]
    if piece.want:
        lines.append('# Expected:')
        lines += ['## ' + line for line in piece.want.split('\n')[:-1]]
    return lines


def script_from_examples(s):
    """A docstring as a program: the examples' sources, and all else in comments."""
    lines = sum(map(_script_lines, DocTestParser().parse(s)), [])
    while lines and lines[0] == '#':
        del lines[0]
    while lines and lines[-1] == '#':
        del lines[-1]
    return '\n'.join(lines) + '\n'


def testsource(module, name):
    """A docstring in a module as a program; the name is one of its tests'."""
    module = _normalize_module(module)
    for test in DocTestFinder().find(module):
        if test.name == name:
            return script_from_examples(test.docstring)
    raise ValueError(name, 'not found in tests')


def debug(module, name, pm=False):
    """Debug a docstring in a module."""
    module = _normalize_module(module)
    debug_script(testsource(module, name), pm, vars(module))


def debug_src(src, pm=False, globs=None):
    """Debug a docstring."""
    debug_script(script_from_examples(src), pm, globs)


def debug_script(src, pm=False, globs=None):
    """Debug a program: from its start, or with pm from where it raises an exception."""
    import tempfile
    # It must be in a file, for the debugger to show.
    descriptor, path = tempfile.mkstemp('.py', 'doctestdebug')
    try:
        with os.fdopen(descriptor, 'w') as stream:
            stream.write(src)
        _debug_file(path, pm, dict(globs or {}))
    finally:
        os.remove(path)


def _debug_file(path, pm, globs):
    if not pm:
        pdb.run('execfile(%r)' % path, globs, globs)
        return
    try:
        execfile(path, globs, globs)
    except:
        print sys.exc_info()[1]
        pdb.post_mortem(sys.exc_info()[2])


# It uses the above.
from _doctest_unittest import (DocFileCase, DocFileSuite, DocFileTest, DocTestCase, DocTestSuite,
                               SkipDocTestCase, set_unittest_reportflags)


# ---- as a program

def _test_file(path):
    """Run the examples of a module or of a text."""
    if not path.endswith('.py'):
        return testfile(path, module_relative=False)
    directory, name = os.path.split(path)
    sys.path.insert(0, directory)
    module = __import__(name[:-3])
    del sys.path[0]
    return testmod(module)


def _test():
    paths = [argument for argument in sys.argv[1:] if argument != '-v']
    if not paths:
        print 'usage: %s [-v] file ...' % (sys.argv[0] or 'doctest')
        return 2
    return int(any(_test_file(path).failed for path in paths))


if __name__ == '__main__':
    sys.exit(_test())
