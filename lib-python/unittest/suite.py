"""Suites: collections of tests that run together."""

import sys

from . import case
from . import util

__unittest = True


def _call_if_exists(parent, attr):
    getattr(parent, attr, lambda: None)()


class BaseTestSuite(object):
    """A suite without fixtures for classes and modules."""

    def __init__(self, tests=()):
        self._tests = []
        self.addTests(tests)

    def __repr__(self):
        return '<%s tests=%s>' % (util.strclass(self.__class__), list(self))

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return list(self) == list(other)

    def __ne__(self, other):
        return not self == other

    # Two that are equal can become different.
    __hash__ = None

    def __iter__(self):
        return iter(self._tests)

    def countTestCases(self):
        """How many tests there are, those of suites inside included."""
        return sum(test.countTestCases() for test in self)

    def addTest(self, test):
        """Add a test or a suite."""
        if not hasattr(test, '__call__'):
            raise TypeError('{} is not callable'.format(repr(test)))
        if isinstance(test, type) and issubclass(test, (case.TestCase, TestSuite)):
            raise TypeError('TestCases and TestSuites must be instantiated '
                            'before passing them to addTest()')
        self._tests.append(test)

    def addTests(self, tests):
        """Add all tests and suites of an iterable."""
        if isinstance(tests, basestring):
            raise TypeError('tests must be an iterable of tests, not a string')
        for test in tests:
            self.addTest(test)

    def run(self, result):
        for test in self:
            if result.shouldStop:
                break
            test(result)
        return result

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def debug(self):
        """Run the tests so that exceptions come out."""
        for test in self:
            test.debug()


class TestSuite(BaseTestSuite):
    """A suite.

    Where tests of another class or module begin it calls setUpClass and
    setUpModule, and tearDownClass and tearDownModule of those before.
    """

    def run(self, result, debug=False):
        outermost = getattr(result, '_testRunEntered', False) is False
        if outermost:
            result._testRunEntered = True
        for test in self:
            if result.shouldStop:
                break
            if _isnotsuite(test):
                self._tearDownPreviousClass(test, result)
                self._handleModuleFixture(test, result)
                self._handleClassSetUp(test, result)
                result._previousTestClass = test.__class__
                if (getattr(test.__class__, '_classSetupFailed', False)
                        or getattr(result, '_moduleSetUpFailed', False)):
                    continue
            if debug:
                test.debug()
            else:
                test(result)
        if outermost:
            self._tearDownPreviousClass(None, result)
            self._handleModuleTearDown(result)
            result._testRunEntered = False
        return result

    def debug(self):
        """Run the tests so that exceptions come out."""
        self.run(_DebugResult(), True)

    def _call_fixture(self, result, fixture, name):
        """Call a fixture; whether that went well."""
        _call_if_exists(result, '_setupStdout')
        try:
            fixture()
            return True
        except Exception as problem:
            if isinstance(result, _DebugResult):
                raise
            self._addClassOrModuleLevelException(result, problem, name)
            return False
        finally:
            _call_if_exists(result, '_restoreStdout')

    def _handleClassSetUp(self, test, result):
        current = test.__class__
        if current == getattr(result, '_previousTestClass', None):
            return
        if result._moduleSetUpFailed or getattr(current, '__unittest_skip__', False):
            return
        try:
            current._classSetupFailed = False
        except TypeError:
            # A class that is no Python class.
            pass
        fixture = getattr(current, 'setUpClass', None)
        if fixture is not None:
            name = 'setUpClass (%s)' % util.strclass(current)
            if not self._call_fixture(result, fixture, name):
                current._classSetupFailed = True

    def _get_previous_module(self, result):
        previous = getattr(result, '_previousTestClass', None)
        return None if previous is None else previous.__module__

    def _handleModuleFixture(self, test, result):
        current = test.__class__.__module__
        if current == self._get_previous_module(result):
            return
        self._handleModuleTearDown(result)
        result._moduleSetUpFailed = False
        module = sys.modules.get(current)
        fixture = getattr(module, 'setUpModule', None)
        if fixture is not None:
            if not self._call_fixture(result, fixture, 'setUpModule (%s)' % current):
                result._moduleSetUpFailed = True

    def _addClassOrModuleLevelException(self, result, exception, errorName):
        error = _ErrorHolder(errorName)
        addSkip = getattr(result, 'addSkip', None)
        if addSkip is not None and isinstance(exception, case.SkipTest):
            addSkip(error, str(exception))
        else:
            result.addError(error, sys.exc_info())

    def _handleModuleTearDown(self, result):
        previous = self._get_previous_module(result)
        if previous is None or result._moduleSetUpFailed:
            return
        module = sys.modules.get(previous)
        fixture = getattr(module, 'tearDownModule', None)
        if fixture is not None:
            self._call_fixture(result, fixture, 'tearDownModule (%s)' % previous)

    def _tearDownPreviousClass(self, test, result):
        previous = getattr(result, '_previousTestClass', None)
        if test.__class__ == previous:
            return
        if (getattr(previous, '_classSetupFailed', False)
                or getattr(result, '_moduleSetUpFailed', False)
                or getattr(previous, '__unittest_skip__', False)):
            return
        fixture = getattr(previous, 'tearDownClass', None)
        if fixture is not None:
            self._call_fixture(result, fixture,
                               'tearDownClass (%s)' % util.strclass(previous))


class _ErrorHolder(object):
    """Stands for a test in results where a fixture failed."""

    failureException = None

    def __init__(self, description):
        self.description = description

    def id(self):
        return self.description

    def shortDescription(self):
        return None

    def __repr__(self):
        return '<ErrorHolder description=%r>' % (self.description,)

    def __str__(self):
        return self.id()

    def run(self, result):
        """There is nothing to run."""

    def __call__(self, result):
        return self.run(result)

    def countTestCases(self):
        return 0


def _isnotsuite(test):
    """Whether something is a test rather than a suite."""
    try:
        iter(test)
    except TypeError:
        return True
    return False


class _DebugResult(object):
    """What debug() needs of a result."""

    _previousTestClass = None
    _moduleSetUpFailed = False
    shouldStop = False
