"""Test cases."""

import collections
import functools
import re
import sys
import types
import warnings

from . import result
from .util import (strclass, safe_repr, _count_diff_all_purpose, _count_diff_hashable)

__unittest = True

DIFF_OMITTED = '\nDiff is %s characters long. Set self.maxDiff to None to see it.'


class SkipTest(Exception):
    """Raised in a test to skip it; skipTest() and the decorators do that."""


class _ExpectedFailure(Exception):
    """A test that should fail did; exc_info is how."""

    def __init__(self, exc_info):
        super(_ExpectedFailure, self).__init__()
        self.exc_info = exc_info


class _UnexpectedSuccess(Exception):
    """A test that should fail did not."""


def _id(obj):
    return obj


def skip(reason):
    """Decorator: skip a test or a class of tests."""
    def decorator(test_item):
        if not isinstance(test_item, (type, types.ClassType)):
            @functools.wraps(test_item)
            def skip_wrapper(*args, **kwargs):
                raise SkipTest(reason)
            test_item = skip_wrapper
        test_item.__unittest_skip__ = True
        test_item.__unittest_skip_why__ = reason
        return test_item
    return decorator


def skipIf(condition, reason):
    """Decorator: skip if the condition is true."""
    return skip(reason) if condition else _id


def skipUnless(condition, reason):
    """Decorator: skip unless the condition is true."""
    return _id if condition else skip(reason)


def expectedFailure(func):
    """Decorator: the test fails, and that is no failure."""
    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        try:
            func(*args, **kwargs)
        except Exception:
            raise _ExpectedFailure(sys.exc_info())
        raise _UnexpectedSuccess
    return wrapper


class _AssertRaisesContext(object):
    """What assertRaises() returns where there is no function to call."""

    def __init__(self, expected, test_case, expected_regexp=None):
        self.expected = expected
        self.failureException = test_case.failureException
        self.expected_regexp = expected_regexp

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, tb):
        if exc_type is None:
            try:
                name = self.expected.__name__
            except AttributeError:
                name = str(self.expected)
            raise self.failureException('{0} not raised'.format(name))
        if not issubclass(exc_type, self.expected):
            return False
        self.exception = exc_value
        pattern = self.expected_regexp
        if pattern is None:
            return True
        if not pattern.search(str(exc_value)):
            raise self.failureException('"%s" does not match "%s"'
                                        % (pattern.pattern, str(exc_value)))
        return True


class TestCase(object):
    """A class whose methods named test... are tests; each runs on an instance.

    setUp() and tearDown() run before and after every test, setUpClass() and
    tearDownClass() before and after all of the class. failureException is
    what the assertions raise. longMessage says whether a message given to
    an assertion is added to its own; a diff longer than maxDiff is left out.
    """

    failureException = AssertionError
    longMessage = False
    maxDiff = 80 * 8

    # Strings longer than this are not compared line by line: that would take
    # too long.
    _diffThreshold = 2 ** 16

    _classSetupFailed = False

    def __init__(self, methodName='runTest'):
        self._testMethodName = methodName
        self._resultForDoCleanups = None
        try:
            method = getattr(self, methodName)
        except AttributeError:
            raise ValueError('no such test method in %s: %s'
                             % (self.__class__, methodName))
        self._testMethodDoc = method.__doc__
        self._cleanups = []
        self._type_equality_funcs = {}
        self.addTypeEqualityFunc(dict, 'assertDictEqual')
        self.addTypeEqualityFunc(list, 'assertListEqual')
        self.addTypeEqualityFunc(tuple, 'assertTupleEqual')
        self.addTypeEqualityFunc(set, 'assertSetEqual')
        self.addTypeEqualityFunc(frozenset, 'assertSetEqual')
        try:
            self.addTypeEqualityFunc(unicode, 'assertMultiLineEqual')
        except NameError:
            pass

    def addTypeEqualityFunc(self, typeobj, function):
        """Have assertEqual() compare two objects of a type by a function.

        It takes (first, second, msg=None), or is the name of such a method.
        """
        self._type_equality_funcs[typeobj] = function

    def addCleanup(self, function, *args, **kwargs):
        """Have a function called after tearDown(), the last one added first.

        That happens even if setUp() fails.
        """
        self._cleanups.append((function, args, kwargs))

    def setUp(self):
        """Called before each test."""

    def tearDown(self):
        """Called after each test whose setUp() went well."""

    @classmethod
    def setUpClass(cls):
        """Called before the tests of the class."""

    @classmethod
    def tearDownClass(cls):
        """Called after the tests of the class."""

    def countTestCases(self):
        return 1

    def defaultTestResult(self):
        return result.TestResult()

    def shortDescription(self):
        """The first line of the test's docstring, or None."""
        doc = self._testMethodDoc
        return doc and doc.split('\n')[0].strip() or None

    def id(self):
        return '%s.%s' % (strclass(self.__class__), self._testMethodName)

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return self._testMethodName == other._testMethodName

    def __ne__(self, other):
        return not self == other

    def __hash__(self):
        return hash((type(self), self._testMethodName))

    def __str__(self):
        return '%s (%s)' % (self._testMethodName, strclass(self.__class__))

    def __repr__(self):
        return '<%s testMethod=%s>' % (strclass(self.__class__), self._testMethodName)

    def _addSkip(self, result, reason):
        addSkip = getattr(result, 'addSkip', None)
        if addSkip is not None:
            addSkip(self, reason)
        else:
            warnings.warn('TestResult has no addSkip method, skips not reported',
                          RuntimeWarning, 2)
            result.addSuccess(self)

    # ---- running

    def run(self, result=None):
        outcome = result
        if outcome is None:
            outcome = self.defaultTestResult()
            startTestRun = getattr(outcome, 'startTestRun', None)
            if startTestRun is not None:
                startTestRun()
        self._resultForDoCleanups = outcome
        outcome.startTest(self)
        method = getattr(self, self._testMethodName)
        if (getattr(self.__class__, '__unittest_skip__', False)
                or getattr(method, '__unittest_skip__', False)):
            try:
                reason = (getattr(self.__class__, '__unittest_skip_why__', '')
                          or getattr(method, '__unittest_skip_why__', ''))
                self._addSkip(outcome, reason)
            finally:
                outcome.stopTest(self)
            return
        try:
            success = False
            if self._attempt(outcome, self.setUp, in_test=False):
                success = self._attempt(outcome, method, in_test=True)
                if not self._attempt(outcome, self.tearDown, in_test=False):
                    success = False
            if not self.doCleanups():
                success = False
            if success:
                outcome.addSuccess(self)
        finally:
            outcome.stopTest(self)
            if result is None:
                stopTestRun = getattr(outcome, 'stopTestRun', None)
                if stopTestRun is not None:
                    stopTestRun()

    def _attempt(self, outcome, function, in_test):
        """Call a function and report what it raises; whether that was nothing.

        Failures are told from errors, and expected ones looked for, in the
        test itself only.
        """
        try:
            function()
            return True
        except KeyboardInterrupt:
            raise
        except SkipTest as problem:
            self._addSkip(outcome, str(problem))
            return False
        except:
            exc_info = sys.exc_info()
        problem = exc_info[1]
        if in_test and isinstance(problem, self.failureException):
            outcome.addFailure(self, exc_info)
        elif in_test and isinstance(problem, _ExpectedFailure):
            addExpectedFailure = getattr(outcome, 'addExpectedFailure', None)
            if addExpectedFailure is not None:
                addExpectedFailure(self, problem.exc_info)
            else:
                warnings.warn('TestResult has no addExpectedFailure method, reporting '
                              'as passes', RuntimeWarning)
                outcome.addSuccess(self)
        elif in_test and isinstance(problem, _UnexpectedSuccess):
            addUnexpectedSuccess = getattr(outcome, 'addUnexpectedSuccess', None)
            if addUnexpectedSuccess is not None:
                addUnexpectedSuccess(self)
            else:
                warnings.warn('TestResult has no addUnexpectedSuccess method, reporting '
                              'as failures', RuntimeWarning)
                outcome.addFailure(self, exc_info)
        else:
            outcome.addError(self, exc_info)
        return False

    def doCleanups(self):
        """Call the functions of addCleanup(); whether all went well."""
        outcome = self._resultForDoCleanups
        ok = True
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop(-1)
            try:
                function(*args, **kwargs)
            except KeyboardInterrupt:
                raise
            except:
                ok = False
                outcome.addError(self, sys.exc_info())
        return ok

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def debug(self):
        """Run the test so that exceptions come out."""
        self.setUp()
        getattr(self, self._testMethodName)()
        self.tearDown()
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop(-1)
            function(*args, **kwargs)

    def skipTest(self, reason):
        """Skip this test."""
        raise SkipTest(reason)

    # ---- assertions

    def fail(self, msg=None):
        """Fail at once."""
        raise self.failureException(msg)

    def _formatMessage(self, msg, standardMsg):
        """The message of a failure: the one given, the standard one or both."""
        if not self.longMessage:
            return msg or standardMsg
        if msg is None:
            return standardMsg
        try:
            return '%s : %s' % (standardMsg, msg)
        except UnicodeDecodeError:
            return '%s : %s' % (safe_repr(standardMsg), safe_repr(msg))

    def _failed(self, msg, standardMsg):
        raise self.failureException(self._formatMessage(msg, standardMsg))

    def assertFalse(self, expr, msg=None):
        """Fail if the expression is true."""
        if expr:
            self._failed(msg, '%s is not false' % safe_repr(expr))

    def assertTrue(self, expr, msg=None):
        """Fail unless the expression is true."""
        if not expr:
            self._failed(msg, '%s is not true' % safe_repr(expr))

    def assertRaises(self, excClass, callableObj=None, *args, **kwargs):
        """Fail unless calling something with these arguments raises excClass.

        Without it, returns a context manager for the block that should
        raise; its attribute exception is then what was raised.
        """
        context = _AssertRaisesContext(excClass, self)
        if callableObj is None:
            return context
        with context:
            callableObj(*args, **kwargs)

    def _getAssertEqualityFunc(self, first, second):
        """The method that compares two objects."""
        # Only for exactly the same type: a subclass may compare otherwise.
        if type(first) == type(second):
            function = self._type_equality_funcs.get(type(first))
            if function is not None:
                if isinstance(function, basestring):
                    function = getattr(self, function)
                return function
        return self._baseAssertEqual

    def _baseAssertEqual(self, first, second, msg=None):
        if not first == second:
            self._failed(msg, '%s != %s' % (safe_repr(first), safe_repr(second)))

    def assertEqual(self, first, second, msg=None):
        """Fail unless first == second."""
        self._getAssertEqualityFunc(first, second)(first, second, msg=msg)

    def assertNotEqual(self, first, second, msg=None):
        """Fail unless first != second."""
        if not first != second:
            self._failed(msg, '%s == %s' % (safe_repr(first), safe_repr(second)))

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        """Fail unless two numbers are equal when their difference is rounded.

        It is rounded to places digits (7 by default), or must not be more
        than delta.
        """
        if first == second:
            return
        if delta is not None and places is not None:
            raise TypeError('specify delta or places not both')
        if delta is not None:
            if abs(first - second) <= delta:
                return
            standardMsg = '%s != %s within %s delta' % (
                safe_repr(first), safe_repr(second), safe_repr(delta))
        else:
            if places is None:
                places = 7
            if round(abs(second - first), places) == 0:
                return
            standardMsg = '%s != %s within %r places' % (
                safe_repr(first), safe_repr(second), places)
        self._failed(msg, standardMsg)

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        """Fail if assertAlmostEqual() would not."""
        if delta is not None and places is not None:
            raise TypeError('specify delta or places not both')
        if delta is not None:
            if not first == second and abs(first - second) > delta:
                return
            standardMsg = '%s == %s within %s delta' % (
                safe_repr(first), safe_repr(second), safe_repr(delta))
        else:
            if places is None:
                places = 7
            if not first == second and round(abs(second - first), places) != 0:
                return
            standardMsg = '%s == %s within %r places' % (
                safe_repr(first), safe_repr(second), places)
        self._failed(msg, standardMsg)

    assertEquals = assertEqual
    assertNotEquals = assertNotEqual
    assertAlmostEquals = assertAlmostEqual
    assertNotAlmostEquals = assertNotAlmostEqual
    assert_ = assertTrue

    def _deprecate(original_func):
        def deprecated_func(*args, **kwargs):
            warnings.warn('Please use {0} instead.'.format(original_func.__name__),
                          PendingDeprecationWarning, 2)
            return original_func(*args, **kwargs)
        return deprecated_func

    failUnlessEqual = _deprecate(assertEqual)
    failIfEqual = _deprecate(assertNotEqual)
    failUnlessAlmostEqual = _deprecate(assertAlmostEqual)
    failIfAlmostEqual = _deprecate(assertNotAlmostEqual)
    failUnless = _deprecate(assertTrue)
    failUnlessRaises = _deprecate(assertRaises)
    failIf = _deprecate(assertFalse)

    def assertSequenceEqual(self, seq1, seq2, msg=None, seq_type=None):
        """Fail unless two sequences are equal; say where they differ.

        With seq_type both must be of that type.
        """
        if seq_type is not None:
            kind = seq_type.__name__
            for which, seq in (('First', seq1), ('Second', seq2)):
                if not isinstance(seq, seq_type):
                    raise self.failureException('%s sequence is not a %s: %s'
                                                % (which, kind, safe_repr(seq)))
        else:
            kind = 'sequence'
        message = self._sequence_difference(seq1, seq2, kind, seq_type)
        if message is not None:
            diff = '\n' + self._pretty_diff(seq1, seq2)
            self.fail(self._formatMessage(msg, self._truncateMessage(message, diff)))

    def _sequence_difference(self, seq1, seq2, kind, seq_type):
        """What two sequences differ in, as text; None if they do not."""
        lengths = []
        for which, seq in (('First', seq1), ('Second', seq2)):
            try:
                lengths.append(len(seq))
            except (TypeError, NotImplementedError):
                return '%s %s has no length.    Non-sequence?' % (which, kind)
        if seq1 == seq2:
            return None
        texts = [safe_repr(seq) for seq in (seq1, seq2)]
        texts = [text[:30] + '...' if len(text) > 30 else text for text in texts]
        parts = ['%ss differ: %s != %s\n' % (kind.capitalize(), texts[0], texts[1])]
        unreadable = (TypeError, IndexError, NotImplementedError)
        for i in xrange(min(lengths)):
            items = []
            for which, seq in (('first', seq1), ('second', seq2)):
                try:
                    items.append(seq[i])
                except unreadable:
                    parts.append('\nUnable to index element %d of %s %s\n'
                                 % (i, which, kind))
                    break
            if len(items) < 2:
                break
            if items[0] != items[1]:
                parts.append('\nFirst differing element %d:\n%s\n%s\n'
                             % (i, safe_repr(items[0]), safe_repr(items[1])))
                break
        else:
            if (lengths[0] == lengths[1] and seq_type is None
                    and type(seq1) != type(seq2)):
                # Nothing differs but the types.
                return None
        if lengths[0] != lengths[1]:
            if lengths[0] > lengths[1]:
                which, longer = 'First', seq1
            else:
                which, longer = 'Second', seq2
            start = min(lengths)
            parts.append('\n%s %s contains %d additional elements.\n'
                         % (which, kind, max(lengths) - start))
            try:
                parts.append('First extra element %d:\n%s\n'
                             % (start, safe_repr(longer[start])))
            except unreadable:
                parts.append('Unable to index element %d of %s %s\n'
                             % (start, which.lower(), kind))
        return ''.join(parts)

    def _pretty_diff(self, first, second):
        import difflib
        import pprint
        return '\n'.join(difflib.ndiff(pprint.pformat(first).splitlines(),
                                       pprint.pformat(second).splitlines()))

    def _truncateMessage(self, message, diff):
        """The message with the diff, or with a note that it is too long."""
        if self.maxDiff is None or len(diff) <= self.maxDiff:
            return message + diff
        return message + (DIFF_OMITTED % len(diff))

    def assertListEqual(self, list1, list2, msg=None):
        """Fail unless two lists are equal; say where they differ."""
        self.assertSequenceEqual(list1, list2, msg, seq_type=list)

    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        """Fail unless two tuples are equal; say where they differ."""
        self.assertSequenceEqual(tuple1, tuple2, msg, seq_type=tuple)

    def assertSetEqual(self, set1, set2, msg=None):
        """Fail unless two sets are equal; say what is in one of them only.

        Anything with a method difference() will do.
        """
        differences = []
        for which, one, other in (('first', set1, set2), ('second', set2, set1)):
            try:
                differences.append((which, one.difference(other)))
            except TypeError as problem:
                self.fail('invalid type when attempting set difference: %s' % problem)
            except AttributeError as problem:
                self.fail('%s argument does not support set difference: %s'
                          % (which, problem))
        lines = []
        for which, items in differences:
            if items:
                lines.append('Items in the %s set but not the %s:'
                             % (which, 'second' if which == 'first' else 'first'))
                lines.extend(repr(item) for item in items)
        if lines:
            self.fail(self._formatMessage(msg, '\n'.join(lines)))

    def assertIn(self, member, container, msg=None):
        """Fail unless member in container."""
        if member not in container:
            self.fail(self._formatMessage(msg, '%s not found in %s' % (
                safe_repr(member), safe_repr(container))))

    def assertNotIn(self, member, container, msg=None):
        """Fail unless member not in container."""
        if member in container:
            self.fail(self._formatMessage(msg, '%s unexpectedly found in %s' % (
                safe_repr(member), safe_repr(container))))

    def assertIs(self, expr1, expr2, msg=None):
        """Fail unless expr1 is expr2."""
        if expr1 is not expr2:
            self.fail(self._formatMessage(msg, '%s is not %s' % (
                safe_repr(expr1), safe_repr(expr2))))

    def assertIsNot(self, expr1, expr2, msg=None):
        """Fail unless expr1 is not expr2."""
        if expr1 is expr2:
            self.fail(self._formatMessage(msg, 'unexpectedly identical: %s'
                                          % (safe_repr(expr1),)))

    def assertDictEqual(self, d1, d2, msg=None):
        """Fail unless two dictionaries are equal; show how they differ."""
        self.assertIsInstance(d1, dict, 'First argument is not a dictionary')
        self.assertIsInstance(d2, dict, 'Second argument is not a dictionary')
        if d1 != d2:
            message = '%s != %s' % (safe_repr(d1, True), safe_repr(d2, True))
            diff = '\n' + self._pretty_diff(d1, d2)
            self.fail(self._formatMessage(msg, self._truncateMessage(message, diff)))

    def assertDictContainsSubset(self, expected, actual, msg=None):
        """Fail unless actual has all entries of expected."""
        missing = []
        mismatched = []
        for key, value in expected.iteritems():
            if key not in actual:
                missing.append(key)
            elif value != actual[key]:
                mismatched.append('%s, expected: %s, actual: %s' % (
                    safe_repr(key), safe_repr(value), safe_repr(actual[key])))
        parts = []
        if missing:
            parts.append('Missing: %s' % ','.join(safe_repr(key) for key in missing))
        if mismatched:
            parts.append('Mismatched values: %s' % ','.join(mismatched))
        if parts:
            self.fail(self._formatMessage(msg, '; '.join(parts)))

    def assertItemsEqual(self, expected_seq, actual_seq, msg=None):
        """Fail unless both have the same items equally often, in any order."""
        first = list(expected_seq)
        second = list(actual_seq)
        with warnings.catch_warnings():
            if sys.py3kwarning:
                # Comparing the items is this method's job, not the test's.
                for text in ('(code|dict|type) inequality comparisons',
                             'builtin_function_or_method order comparisons',
                             'comparing unequal types'):
                    warnings.filterwarnings('ignore', text, DeprecationWarning)
            try:
                counts = [collections.Counter(items) for items in (first, second)]
            except TypeError:
                differences = _count_diff_all_purpose(first, second)
            else:
                if counts[0] == counts[1]:
                    return
                differences = _count_diff_hashable(first, second)
        if differences:
            lines = ['First has %d, Second has %d:  %r' % difference
                     for difference in differences]
            message = self._truncateMessage('Element counts were not equal:\n',
                                            '\n'.join(lines))
            self.fail(self._formatMessage(msg, message))

    def assertMultiLineEqual(self, first, second, msg=None):
        """Fail unless two texts are equal; show a diff by lines."""
        self.assertIsInstance(first, basestring, 'First argument is not a string')
        self.assertIsInstance(second, basestring, 'Second argument is not a string')
        if first == second:
            return
        if len(first) > self._diffThreshold or len(second) > self._diffThreshold:
            self._baseAssertEqual(first, second, msg)
        import difflib
        firstlines = first.splitlines(True)
        secondlines = second.splitlines(True)
        if len(firstlines) == 1 and first.strip('\r\n') == first:
            # A diff of two lines without ends would show them as one.
            firstlines = [first + '\n']
            secondlines = [second + '\n']
        message = '%s != %s' % (safe_repr(first, True), safe_repr(second, True))
        diff = '\n' + ''.join(difflib.ndiff(firstlines, secondlines))
        self.fail(self._formatMessage(msg, self._truncateMessage(message, diff)))

    def assertLess(self, a, b, msg=None):
        """Fail unless a < b."""
        if not a < b:
            self.fail(self._formatMessage(msg, '%s not less than %s' % (
                safe_repr(a), safe_repr(b))))

    def assertLessEqual(self, a, b, msg=None):
        """Fail unless a <= b."""
        if not a <= b:
            self.fail(self._formatMessage(msg, '%s not less than or equal to %s' % (
                safe_repr(a), safe_repr(b))))

    def assertGreater(self, a, b, msg=None):
        """Fail unless a > b."""
        if not a > b:
            self.fail(self._formatMessage(msg, '%s not greater than %s' % (
                safe_repr(a), safe_repr(b))))

    def assertGreaterEqual(self, a, b, msg=None):
        """Fail unless a >= b."""
        if not a >= b:
            self.fail(self._formatMessage(msg, '%s not greater than or equal to %s' % (
                safe_repr(a), safe_repr(b))))

    def assertIsNone(self, obj, msg=None):
        """Fail unless obj is None."""
        if obj is not None:
            self.fail(self._formatMessage(msg, '%s is not None' % (safe_repr(obj),)))

    def assertIsNotNone(self, obj, msg=None):
        """Fail if obj is None."""
        if obj is None:
            self.fail(self._formatMessage(msg, 'unexpectedly None'))

    def assertIsInstance(self, obj, cls, msg=None):
        """Fail unless isinstance(obj, cls)."""
        if not isinstance(obj, cls):
            self.fail(self._formatMessage(msg, '%s is not an instance of %r' % (
                safe_repr(obj), cls)))

    def assertNotIsInstance(self, obj, cls, msg=None):
        """Fail if isinstance(obj, cls)."""
        if isinstance(obj, cls):
            self.fail(self._formatMessage(msg, '%s is an instance of %r' % (
                safe_repr(obj), cls)))

    def assertRaisesRegexp(self, expected_exception, expected_regexp,
                           callable_obj=None, *args, **kwargs):
        """Like assertRaises(), and the exception's text must match the pattern."""
        if expected_regexp is not None:
            expected_regexp = re.compile(expected_regexp)
        context = _AssertRaisesContext(expected_exception, self, expected_regexp)
        if callable_obj is None:
            return context
        with context:
            callable_obj(*args, **kwargs)

    def assertRegexpMatches(self, text, expected_regexp, msg=None):
        """Fail unless the pattern matches somewhere in the text."""
        if isinstance(expected_regexp, basestring):
            expected_regexp = re.compile(expected_regexp)
        if not expected_regexp.search(text):
            msg = msg or "Regexp didn't match"
            raise self.failureException('%s: %r not found in %r' % (
                msg, expected_regexp.pattern, text))

    def assertNotRegexpMatches(self, text, unexpected_regexp, msg=None):
        """Fail if the pattern matches somewhere in the text."""
        if isinstance(unexpected_regexp, basestring):
            unexpected_regexp = re.compile(unexpected_regexp)
        match = unexpected_regexp.search(text)
        if match:
            msg = msg or 'Regexp matched'
            raise self.failureException('%s: %r matches %r in %r' % (
                msg, text[match.start():match.end()], unexpected_regexp.pattern, text))


class FunctionTestCase(TestCase):
    """A test case made of functions: for tests that were written without one."""

    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super(FunctionTestCase, self).__init__()
        self._setUpFunc = setUp
        self._tearDownFunc = tearDown
        self._testFunc = testFunc
        self._description = description

    def setUp(self):
        if self._setUpFunc is not None:
            self._setUpFunc()

    def tearDown(self):
        if self._tearDownFunc is not None:
            self._tearDownFunc()

    def runTest(self):
        self._testFunc()

    def id(self):
        return self._testFunc.__name__

    def _key(self):
        return self._setUpFunc, self._tearDownFunc, self._testFunc, self._description

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return self._key() == other._key()

    def __ne__(self, other):
        return not self == other

    def __hash__(self):
        return hash((type(self),) + self._key())

    def __str__(self):
        return '%s (%s)' % (strclass(self.__class__), self._testFunc.__name__)

    def __repr__(self):
        return '<%s tec=%s>' % (strclass(self.__class__), self._testFunc)

    def shortDescription(self):
        if self._description is not None:
            return self._description
        doc = self._testFunc.__doc__
        return doc and doc.split('\n')[0].strip() or None
