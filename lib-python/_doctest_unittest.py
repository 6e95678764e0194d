"""Docstrings and files of examples as test cases of unittest."""

import os
import sys
import unittest
from StringIO import StringIO

from _doctest_examples import DocTestParser, REPORTING_FLAGS
from _doctest_finder import DocTestFinder, source_name

# doctest itself is imported only where it is used: it imports this, also
# when it is run as a program and so has another name.

# For cases that have no reporting flags of their own.
_default_flags = 0


def set_unittest_reportflags(flags):
    """Set the reporting flags of all test cases that have none; gives those before."""
    global _default_flags
    if flags & ~REPORTING_FLAGS:
        raise ValueError('Only reporting flags allowed', flags)
    before, _default_flags = _default_flags, flags
    return before


class DocTestCase(unittest.TestCase):
    """A DocTest; setUp and tearDown are functions that get it."""

    __module__ = 'doctest'

    def __init__(self, test, optionflags=0, setUp=None, tearDown=None, checker=None):
        unittest.TestCase.__init__(self)
        self._dt_test, self._dt_optionflags, self._dt_checker = test, optionflags, checker
        self._dt_setUp, self._dt_tearDown = setUp, tearDown

    def setUp(self):
        if self._dt_setUp:
            self._dt_setUp(self._dt_test)

    def tearDown(self):
        if self._dt_tearDown:
            self._dt_tearDown(self._dt_test)
        self._dt_test.globs.clear()

    def runTest(self):
        import doctest
        flags = self._dt_optionflags
        if not flags & REPORTING_FLAGS:
            flags |= _default_flags
        runner = doctest.DocTestRunner(self._dt_checker, verbose=False, optionflags=flags)
        runner.DIVIDER = '-' * 70
        report = StringIO()
        stdout = sys.stdout
        try:
            results = runner.run(self._dt_test, out=report.write, clear_globs=False)
        finally:
            sys.stdout = stdout
        if results.failed:
            raise self.failureException(self.format_failure(report.getvalue()))

    def debug(self):
        """Run the examples such that the first failure raises an exception."""
        import doctest
        self.setUp()
        runner = doctest.DebugRunner(self._dt_checker, verbose=False,
                                     optionflags=self._dt_optionflags)
        runner.run(self._dt_test, clear_globs=False)
        self.tearDown()

    def format_failure(self, err):
        """The message of a failure; err is the report on the examples."""
        test = self._dt_test
        line = 'unknown line number' if test.lineno is None else test.lineno
        return 'Failed doctest test for %s\n  File "%s", line %s, in %s\n\n%s' % (
            test.name, test.filename, line, test.name.rpartition('.')[2], err)

    def id(self):
        return self._dt_test.name

    def shortDescription(self):
        return 'Doctest: ' + self._dt_test.name

    def __repr__(self):
        container, _, name = self._dt_test.name.rpartition('.')
        return '%s (%s)' % (name, container)

    __str__ = __repr__

    def _settings(self):
        return self._dt_optionflags, self._dt_setUp, self._dt_tearDown, self._dt_checker

    def __eq__(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return other._dt_test == self._dt_test and other._settings() == self._settings()

    def __ne__(self, other):
        return not self == other

    def __hash__(self):
        return hash(self._settings())


class SkipDocTestCase(DocTestCase):
    """What a module gets whose docstrings -OO has taken away."""

    __module__ = 'doctest'

    def __init__(self, module):
        self.module = module
        DocTestCase.__init__(self, None)

    def setUp(self):
        self.skipTest('DocTestSuite will not work with -O2 and above')

    def test_skip(self):
        """Never comes to this."""

    def shortDescription(self):
        return 'Skipping tests from %s' % self.module.__name__

    __str__ = shortDescription


class DocFileCase(DocTestCase):
    """A file of examples."""

    __module__ = 'doctest'

    def id(self):
        return self._dt_test.name.replace('.', '_')

    def __repr__(self):
        return self._dt_test.filename

    __str__ = __repr__

    def format_failure(self, err):
        return 'Failed doctest test for %s\n  File "%s", line 0\n\n%s' % (
            self._dt_test.name, self._dt_test.filename, err)


def DocTestSuite(module=None, globs=None, extraglobs=None, test_finder=None, **options):
    """The suite of a module's docstrings: by default the caller's.

    The module may be given by its name. More options: setUp, tearDown,
    optionflags and checker, as DocTestCase has them.
    """
    import doctest
    module = doctest._normalize_module(module)
    finder = DocTestFinder() if test_finder is None else test_finder
    tests = sorted(finder.find(module, globs=globs, extraglobs=extraglobs))
    if not tests:
        if sys.flags.optimize >= 2:
            return unittest.TestSuite([SkipDocTestCase(module)])
        raise ValueError(module, 'has no docstrings')
    suite = unittest.TestSuite()
    for test in tests:
        if test.examples:
            test.filename = test.filename or source_name(module.__file__)
            suite.addTest(DocTestCase(test, **options))
    return suite


def DocFileTest(path, module_relative=True, package=None, globs=None,
                parser=DocTestParser(), encoding=None, **options):
    """The test case of one file; see DocFileSuite()."""
    import doctest
    if package and not module_relative:
        raise ValueError('Package may only be specified for module-relative paths.')
    text, path = doctest._load_testfile(path, package, module_relative)
    if encoding is not None:
        text = text.decode(encoding)
    globs = dict(globs or {})
    globs.setdefault('__file__', path)
    test = parser.get_doctest(text, globs, os.path.basename(path), path, 0)
    return DocFileCase(test, **options)


def DocFileSuite(*paths, **kw):
    """The suite of some files.

    Their paths start where the caller's module is, or package, unless
    module_relative is false. More options: globs, parser, encoding, and
    those of DocTestSuite().
    """
    import doctest
    if kw.get('module_relative', True):
        kw['package'] = doctest._normalize_module(kw.get('package'))
    return unittest.TestSuite([DocFileTest(path, **kw) for path in paths])
