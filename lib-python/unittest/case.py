"""Test cases: what a test is, and how one runs."""

import functools
import sys
import types
import warnings

from . import result
from ._assertions import Assertions, DIFF_OMITTED, _AssertRaisesContext
from .util import strclass

__unittest = True


class SkipTest(Exception):
    """Ends a test that is not to be run after all."""


class _ExpectedFailure(Exception):
    """Ends a test that failed as it should; exc_info has what it raised."""

    def __init__(self, exc_info):
        Exception.__init__(self)
        self.exc_info = exc_info


class _UnexpectedSuccess(Exception):
    """Ends a test that should have failed."""


def _id(obj):
    return obj


def skip(reason):
    """Decorator for tests, and for classes of them, that are not to be run."""
    def mark(item):
        if not isinstance(item, (type, types.ClassType)):
            @functools.wraps(item)
            def skipped(*args, **kwargs):
                raise SkipTest(reason)
            item = skipped
        item.__unittest_skip__ = True
        item.__unittest_skip_why__ = reason
        return item
    return mark


def skipIf(condition, reason):
    """skip() where the condition holds."""
    return skip(reason) if condition else _id


def skipUnless(condition, reason):
    """skip() where the condition does not hold."""
    return _id if condition else skip(reason)


def expectedFailure(func):
    """Decorator for a test that is known to fail."""
    @functools.wraps(func)
    def inverted(*args, **kwargs):
        try:
            func(*args, **kwargs)
        except Exception:
            raise _ExpectedFailure(sys.exc_info())
        raise _UnexpectedSuccess
    return inverted


def _first_line(doc):
    return doc and doc.split('\n')[0].strip() or None


# The assertions that assertEqual() leaves objects of these types to.
_TYPE_EQUALITY = {
    dict: 'assertDictEqual',
    list: 'assertListEqual',
    tuple: 'assertTupleEqual',
    set: 'assertSetEqual',
    frozenset: 'assertSetEqual',
    unicode: 'assertMultiLineEqual',
}


class TestCase(Assertions):
    """Something to test; an instance is one test of it, the method it is named by.

    Classes override setUp() and tearDown(), which run around each test, and
    setUpClass() and tearDownClass(), which a suite runs around all of them.
    """

    _classSetupFailed = False

    def __init__(self, methodName='runTest'):
        method = getattr(self, methodName, None)
        if method is None:
            raise ValueError('no such test method in %s: %s' % (type(self), methodName))
        self._testMethodName = methodName
        self._testMethodDoc = method.__doc__
        self._resultForDoCleanups = None
        self._cleanups = []
        self._type_equality_funcs = _TYPE_EQUALITY.copy()

    # ---- what classes override

    def setUp(self):
        """Comes before the test."""

    def tearDown(self):
        """Comes after the test, however that ended, if setUp() succeeded."""

    @classmethod
    def setUpClass(cls):
        """Comes before the first test of the class."""

    @classmethod
    def tearDownClass(cls):
        """Comes after the last test of the class."""

    def defaultTestResult(self):
        """The result for run() where none is given."""
        return result.TestResult()

    # ---- what names a test

    def id(self):
        """The test's full name."""
        return strclass(type(self)) + '.' + self._testMethodName

    def shortDescription(self):
        """The docstring's first line, or None."""
        return _first_line(self._testMethodDoc)

    def __str__(self):
        return '%s (%s)' % (self._testMethodName, strclass(type(self)))

    def __repr__(self):
        return '<%s testMethod=%s>' % (strclass(type(self)), self._testMethodName)

    def __eq__(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return other._testMethodName == self._testMethodName

    def __ne__(self, other):
        return not self == other

    def __hash__(self):
        return hash((type(self), self._testMethodName))

    def countTestCases(self):
        """One."""
        return 1

    # ---- running

    def run(self, result=None):
        """Run the test and tell the result how it went."""
        if result is not None:
            self._run_for(result)
            return
        result = self.defaultTestResult()
        getattr(result, 'startTestRun', _nothing)()
        try:
            self._run_for(result)
        finally:
            getattr(result, 'stopTestRun', _nothing)()

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def _run_for(self, result):
        self._resultForDoCleanups = result
        result.startTest(self)
        try:
            method = getattr(self, self._testMethodName)
            marks = type(self), method
            if any(getattr(mark, '__unittest_skip__', False) for mark in marks):
                reasons = [getattr(mark, '__unittest_skip_why__', '') for mark in marks]
                self._addSkip(result, reasons[0] or reasons[1])
            elif self._phases_succeed(result, method):
                result.addSuccess(self)
        finally:
            result.stopTest(self)

    def _phases_succeed(self, result, method):
        """Run the test with what surrounds it; whether nothing of it raised anything."""
        succeeded = self._phase_succeeds(result, self._report_problem, self.setUp)
        if succeeded:
            succeeded = self._phase_succeeds(result, self._report_verdict, method)
            if not self._phase_succeeds(result, self._report_error, self.tearDown):
                succeeded = False
        return self.doCleanups() and succeeded

    def _phase_succeeds(self, result, report, phase, args=(), kwargs={}):
        """Run a part of a test; if that raises anything, report it."""
        try:
            phase(*args, **kwargs)
        except KeyboardInterrupt:
            raise
        except:
            report(result, sys.exc_info())
            return False
        return True

    def _report_error(self, result, exc_info):
        result.addError(self, exc_info)

    def _report_problem(self, result, exc_info):
        if isinstance(exc_info[1], SkipTest):
            self._addSkip(result, str(exc_info[1]))
        else:
            result.addError(self, exc_info)

    def _report_verdict(self, result, exc_info):
        """Report what the test itself raised."""
        raised = exc_info[1]
        if isinstance(raised, self.failureException):
            result.addFailure(self, exc_info)
        elif isinstance(raised, _ExpectedFailure):
            self._tell(result, 'addExpectedFailure', (raised.exc_info,),
                       'reporting as passes', result.addSuccess, ())
        elif isinstance(raised, _UnexpectedSuccess):
            self._tell(result, 'addUnexpectedSuccess', (),
                       'reporting as failures', result.addFailure, (exc_info,))
        else:
            self._report_problem(result, exc_info)

    def _addSkip(self, result, reason):
        self._tell(result, 'addSkip', (reason,), 'skips not reported', result.addSuccess, ())

    def _tell(self, result, name, details, otherwise, substitute, substitute_details):
        """Call a method of the result that those written for older versions lack."""
        method = getattr(result, name, None)
        if method is None:
            warnings.warn('TestResult has no %s method, %s' % (name, otherwise),
                          RuntimeWarning, 2)
            substitute(self, *substitute_details)
        else:
            method(self, *details)

    def addCleanup(self, function, *args, **kwargs):
        """Have a function called at the end of the test, even if setUp() fails.

        The one that was added last comes first.
        """
        self._cleanups.append((function, args, kwargs))

    def doCleanups(self):
        """Call the functions that were added; whether none raised anything."""
        succeeded = True
        while self._cleanups:
            if not self._phase_succeeds(self._resultForDoCleanups, self._report_error,
                                        *self._cleanups.pop()):
                succeeded = False
        return succeeded

    def debug(self):
        """Run the test without a result: what it raises comes through."""
        for phase in self.setUp, getattr(self, self._testMethodName), self.tearDown:
            phase()
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            function(*args, **kwargs)

    def skipTest(self, reason):
        """End the test as one that is skipped."""
        raise SkipTest(reason)


def _nothing():
    pass


class FunctionTestCase(TestCase):
    """Makes a test of functions: one that tests, and those before and after it."""

    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super(FunctionTestCase, self).__init__()
        self._testFunc = testFunc
        self._setUpFunc = setUp
        self._tearDownFunc = tearDown
        self._description = description

    def setUp(self):
        (self._setUpFunc or _nothing)()

    def tearDown(self):
        (self._tearDownFunc or _nothing)()

    def runTest(self):
        self._testFunc()

    def id(self):
        return self._testFunc.__name__

    def shortDescription(self):
        if self._description is None:
            return _first_line(self._testFunc.__doc__)
        return self._description

    def __str__(self):
        return '%s (%s)' % (strclass(type(self)), self._testFunc.__name__)

    def __repr__(self):
        return '<%s tec=%s>' % (strclass(type(self)), self._testFunc)

    def _parts(self):
        return self._testFunc, self._setUpFunc, self._tearDownFunc, self._description

    def __eq__(self, other):
        if not isinstance(other, type(self)):
            return NotImplemented
        return other._parts() == self._parts()

    def __ne__(self, other):
        return not self == other

    def __hash__(self):
        return hash((type(self), self._parts()))
