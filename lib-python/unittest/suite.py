"""Suites: tests that run one after the other, between shared fixtures."""

import sys

from . import case
from . import util

__unittest = True


class BaseTestSuite(object):
    """Tests and other suites, in order; nothing runs but they."""

    # Suites compare by what they hold, and that may change.
    __hash__ = None

    def __init__(self, tests=()):
        self._tests = []
        self.addTests(tests)

    def addTest(self, test):
        """Append a test or a suite."""
        if not hasattr(test, '__call__'):
            raise TypeError('%r is not callable' % (test,))
        if isinstance(test, type) and issubclass(test, (case.TestCase, TestSuite)):
            raise TypeError('TestCases and TestSuites must be instantiated '
                            'before passing them to addTest()')
        self._tests.append(test)

    def addTests(self, tests):
        """Append several, in order."""
        if isinstance(tests, basestring):
            raise TypeError('tests must be an iterable of tests, not a string')
        for each in tests:
            self.addTest(each)

    def __iter__(self):
        return iter(self._tests)

    def __eq__(self, other):
        if isinstance(other, type(self)):
            return list(self) == list(other)
        return NotImplemented

    def __ne__(self, other):
        return not self == other

    def __repr__(self):
        return '<%s tests=%s>' % (util.strclass(type(self)), list(self))

    def countTestCases(self):
        """The number of tests, at any depth."""
        return sum(each.countTestCases() for each in self)

    def run(self, result):
        """Run all tests, unless the result has them stopped; gives the result."""
        for each in self:
            if result.shouldStop:
                break
            each(result)
        return result

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def debug(self):
        """Run all tests without a result: what they raise comes through."""
        for each in self:
            each.debug()


class TestSuite(BaseTestSuite):
    """A suite that also runs the fixtures that a class or a module has for all its tests.

    The result keeps whose fixtures are set up, as the next test may be in
    another suite; the outermost one tears the last ones down.
    """

    def run(self, result, debug=False):
        outermost = not getattr(result, '_testRunEntered', False)
        if outermost:
            result._testRunEntered = True
        for test in self:
            if result.shouldStop:
                break
            if _isnotsuite(test) and not self._fixtures_ready(test, result):
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
        """Run all tests and fixtures without a result: what they raise comes through."""
        self.run(_DebugResult(), True)

    def _fixtures_ready(self, test, result):
        """Go from the last test's fixtures to this one's; whether it can run."""
        for change in (self._tearDownPreviousClass, self._handleModuleFixture,
                       self._handleClassSetUp):
            change(test, result)
        result._previousTestClass = test.__class__
        return not (getattr(test.__class__, '_classSetupFailed', False)
                    or getattr(result, '_moduleSetUpFailed', False))

    def _fixture_succeeds(self, result, owner, fixture, owner_name):
        """Call a fixture if the owner has it, and report what it raises."""
        function = getattr(owner, fixture, None)
        if function is None:
            return True
        _call_if_exists(result, '_setupStdout')
        try:
            function()
        except Exception as problem:
            if isinstance(result, _DebugResult):
                raise
            name = '%s (%s)' % (fixture, owner_name)
            self._addClassOrModuleLevelException(result, problem, name)
            return False
        finally:
            _call_if_exists(result, '_restoreStdout')
        return True

    def _addClassOrModuleLevelException(self, result, exception, errorName):
        place = _ErrorHolder(errorName)
        if isinstance(exception, case.SkipTest) and hasattr(result, 'addSkip'):
            result.addSkip(place, str(exception))
        else:
            result.addError(place, sys.exc_info())

    def _handleClassSetUp(self, test, result):
        cls = test.__class__
        if (cls == getattr(result, '_previousTestClass', None)
                or getattr(result, '_moduleSetUpFailed', False)
                or getattr(cls, '__unittest_skip__', False)):
            return
        try:
            cls._classSetupFailed = False
        except TypeError:
            # A test may be anything callable, of a class that takes no attributes.
            pass
        if not self._fixture_succeeds(result, cls, 'setUpClass', util.strclass(cls)):
            cls._classSetupFailed = True

    def _tearDownPreviousClass(self, test, result):
        cls = getattr(result, '_previousTestClass', None)
        if not (cls == test.__class__
                or getattr(cls, '_classSetupFailed', False)
                or getattr(result, '_moduleSetUpFailed', False)
                or getattr(cls, '__unittest_skip__', False)):
            self._fixture_succeeds(result, cls, 'tearDownClass',
                                   cls is not None and util.strclass(cls))

    def _get_previous_module(self, result):
        cls = getattr(result, '_previousTestClass', None)
        return cls and cls.__module__

    def _handleModuleFixture(self, test, result):
        name = test.__class__.__module__
        if name == self._get_previous_module(result):
            return
        self._handleModuleTearDown(result)
        result._moduleSetUpFailed = not self._fixture_succeeds(
            result, sys.modules.get(name), 'setUpModule', name)

    def _handleModuleTearDown(self, result):
        name = self._get_previous_module(result)
        if name is not None and not result._moduleSetUpFailed:
            self._fixture_succeeds(result, sys.modules.get(name), 'tearDownModule', name)


def _call_if_exists(parent, attr):
    method = getattr(parent, attr, None)
    if method is not None:
        method()


def _isnotsuite(test):
    """Whether something callable holds no other tests."""
    try:
        iter(test)
    except TypeError:
        return True
    return False


class _ErrorHolder(object):
    """What a result gets as the test where a fixture failed."""

    # Results take it for a test; no exception of a fixture counts as a failure.
    failureException = None

    def __init__(self, description):
        self.description = description

    def id(self):
        return self.description

    def __str__(self):
        return self.id()

    def __repr__(self):
        return '<ErrorHolder description=%r>' % (self.description,)

    def shortDescription(self):
        return None

    def countTestCases(self):
        return 0

    def run(self, result):
        """Does nothing: it is no test."""

    def __call__(self, result):
        return self.run(result)


class _DebugResult(object):
    """As much of a result as a suite needs for debug()."""

    shouldStop = False
    _previousTestClass = None
    _moduleSetUpFailed = False
