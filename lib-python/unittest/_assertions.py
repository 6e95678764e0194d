"""What a test can assert."""

import collections
import operator
import re
import warnings

from . import _containers
from .util import safe_repr, _count_diff_all_purpose, _count_diff_hashable

__unittest = True

DIFF_OMITTED = '\nDiff is %s characters long. Set self.maxDiff to None to see it.'


class _AssertRaisesContext(object):
    """The block under "with assertRaises(...)" is what should raise."""

    def __init__(self, expected, test_case, expected_regexp=None):
        self.expected = expected
        self.expected_regexp = expected_regexp
        self.failureException = test_case.failureException

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, tb):
        if exc_type is None:
            name = getattr(self.expected, '__name__', None) or str(self.expected)
            raise self.failureException('%s not raised' % name)
        if not issubclass(exc_type, self.expected):
            return False
        self.exception = exc_value
        pattern = self.expected_regexp
        if pattern is not None and pattern.search(str(exc_value)) is None:
            raise self.failureException('"%s" does not match "%s"'
                                        % (pattern.pattern, exc_value))
        return True


def _compiled(pattern):
    return re.compile(pattern) if isinstance(pattern, basestring) else pattern


def _distance(first, second, places, delta):
    """(how far apart two numbers are, how far they may be, what measures that, its unit)."""
    if delta is None:
        places = 7 if places is None else places
        return round(abs(second - first), places), 0, places, 'places'
    if places is not None:
        raise TypeError('specify delta or places not both')
    return abs(first - second), delta, delta, 'delta'


def _ordering(name, holds, words):
    """An assertion that two objects are in a certain order."""
    def assertion(self, a, b, msg=None):
        self._require(holds(a, b), msg, '%s not ' + words + ' %s', a, b)
    assertion.__name__ = name
    assertion.__doc__ = 'Fail unless the first is %s the second.' % words
    return assertion


class Assertions(object):
    """The assertions of a TestCase.

    All take a message, which is shown instead of their own, or after it if
    longMessage is true. Diffs longer than maxDiff are left out.
    """

    failureException = AssertionError
    longMessage = False
    maxDiff = 640

    # Longer texts are not compared by lines: it would take too long.
    _diffThreshold = 65536

    def fail(self, msg=None):
        """Fail, unconditionally."""
        raise self.failureException(msg)

    def _formatMessage(self, msg, standardMsg):
        """The failure's message, made of the caller's and the assertion's own."""
        if not self.longMessage:
            return msg or standardMsg
        if msg is None:
            return standardMsg
        try:
            return '%s : %s' % (standardMsg, msg)
        except UnicodeDecodeError:
            return '%s : %s' % (safe_repr(standardMsg), safe_repr(msg))

    def _truncateMessage(self, message, diff):
        """The message with the diff, or a note in the diff's place."""
        if self.maxDiff is not None and len(diff) > self.maxDiff:
            diff = DIFF_OMITTED % len(diff)
        return message + diff

    def _complain(self, msg, standardMsg):
        """Fail by way of fail(), which a class may override."""
        self.fail(self._formatMessage(msg, standardMsg))

    def _require(self, condition, msg, template, *objects):
        if not condition:
            self._complain(msg, template % tuple(map(safe_repr, objects)))

    def _insist(self, condition, msg, template, *objects):
        """The same for the assertions that do not go by way of fail()."""
        if not condition:
            standardMsg = template % tuple(map(safe_repr, objects))
            raise self.failureException(self._formatMessage(msg, standardMsg))

    # ---- truth, identity, kind

    def assertTrue(self, expr, msg=None):
        """Fail unless the value is true."""
        self._insist(expr, msg, '%s is not true', expr)

    def assertFalse(self, expr, msg=None):
        """Fail if the value is true."""
        self._insist(not expr, msg, '%s is not false', expr)

    def assertIs(self, expr1, expr2, msg=None):
        """Fail unless both are the same object."""
        self._require(expr1 is expr2, msg, '%s is not %s', expr1, expr2)

    def assertIsNot(self, expr1, expr2, msg=None):
        """Fail if both are the same object."""
        self._require(expr1 is not expr2, msg, 'unexpectedly identical: %s', expr1)

    def assertIsNone(self, obj, msg=None):
        """Fail unless the object is None."""
        self._require(obj is None, msg, '%s is not None', obj)

    def assertIsNotNone(self, obj, msg=None):
        """Fail if the object is None."""
        self._require(obj is not None, msg, 'unexpectedly None')

    def assertIsInstance(self, obj, cls, msg=None):
        """Fail unless the object is an instance of the class, or of one of several."""
        if not isinstance(obj, cls):
            self._complain(msg, '%s is not an instance of %r' % (safe_repr(obj), cls))

    def assertNotIsInstance(self, obj, cls, msg=None):
        """Fail if the object is an instance of the class, or of one of several."""
        if isinstance(obj, cls):
            self._complain(msg, '%s is an instance of %r' % (safe_repr(obj), cls))

    def assertIn(self, member, container, msg=None):
        """Fail unless the container has the member."""
        self._require(member in container, msg, '%s not found in %s', member, container)

    def assertNotIn(self, member, container, msg=None):
        """Fail if the container has the member."""
        self._require(member not in container, msg, '%s unexpectedly found in %s',
                      member, container)

    # ---- equality and order

    def addTypeEqualityFunc(self, typeobj, function):
        """Compare objects of exactly this type by a function in assertEqual().

        The function is called with both and the keyword msg. The name of a
        method will do.
        """
        self._type_equality_funcs[typeobj] = function

    def _getAssertEqualityFunc(self, first, second):
        function = None
        if type(first) == type(second):
            function = self._type_equality_funcs.get(type(first))
        if isinstance(function, basestring):
            return getattr(self, function)
        return function or self._baseAssertEqual

    def _baseAssertEqual(self, first, second, msg=None):
        self._insist(first == second, msg, '%s != %s', first, second)

    def assertEqual(self, first, second, msg=None):
        """Fail unless both are equal by ==."""
        self._getAssertEqualityFunc(first, second)(first, second, msg=msg)

    def assertNotEqual(self, first, second, msg=None):
        """Fail unless both differ by !=."""
        self._insist(first != second, msg, '%s == %s', first, second)

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        """Fail unless two numbers differ by less than the last of these decimal places.

        Seven if there is none given. With delta, they may differ by as much.
        """
        if not first == second:
            distance, limit, measure, unit = _distance(first, second, places, delta)
            self._insist(distance <= limit, msg, '%s != %s within %s ' + unit,
                         first, second, measure)

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        """Fail unless assertAlmostEqual() with the same arguments would."""
        distance, limit, measure, unit = _distance(first, second, places, delta)
        self._insist(not (first == second or distance <= limit), msg,
                     '%s == %s within %s ' + unit, first, second, measure)

    assertLess = _ordering('assertLess', operator.lt, 'less than')
    assertLessEqual = _ordering('assertLessEqual', operator.le, 'less than or equal to')
    assertGreater = _ordering('assertGreater', operator.gt, 'greater than')
    assertGreaterEqual = _ordering('assertGreaterEqual', operator.ge,
                                   'greater than or equal to')

    # ---- containers

    def assertSequenceEqual(self, seq1, seq2, msg=None, seq_type=None):
        """Fail unless two sequences have equal items, and both a type if it is given."""
        if seq_type is not None:
            for which, sequence in ('First', seq1), ('Second', seq2):
                if not isinstance(sequence, seq_type):
                    raise self.failureException('%s sequence is not a %s: %s' % (
                        which, seq_type.__name__, safe_repr(sequence)))
        difference = _containers.sequence_difference(seq1, seq2, seq_type)
        if difference is not None:
            diff = _containers.pretty_difference(seq1, seq2)
            self._complain(msg, self._truncateMessage(difference, diff))

    def assertListEqual(self, list1, list2, msg=None):
        """Fail unless both are equal lists."""
        self.assertSequenceEqual(list1, list2, msg, seq_type=list)

    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        """Fail unless both are equal tuples."""
        self.assertSequenceEqual(tuple1, tuple2, msg, seq_type=tuple)

    def assertDictEqual(self, d1, d2, msg=None):
        """Fail unless both are equal dictionaries."""
        self.assertIsInstance(d1, dict, 'First argument is not a dictionary')
        self.assertIsInstance(d2, dict, 'Second argument is not a dictionary')
        if d1 != d2:
            summary = '%s != %s' % (safe_repr(d1, True), safe_repr(d2, True))
            diff = _containers.pretty_difference(d1, d2)
            self._complain(msg, self._truncateMessage(summary, diff))

    def assertDictContainsSubset(self, expected, actual, msg=None):
        """Fail unless the second dictionary has all entries of the first."""
        difference = _containers.subset_difference(expected, actual)
        if difference:
            self._complain(msg, difference)

    def _set_difference(self, which, one, other):
        try:
            return one.difference(other)
        except TypeError as problem:
            self.fail('invalid type when attempting set difference: %s' % problem)
        except AttributeError as problem:
            self.fail('%s argument does not support set difference: %s' % (which, problem))

    def assertSetEqual(self, set1, set2, msg=None):
        """Fail unless two sets are equal, or two objects like sets."""
        sides = [('first', 'second', self._set_difference('first', set1, set2)),
                 ('second', 'first', self._set_difference('second', set2, set1))]
        lines = []
        for here, there, items in sides:
            if items:
                lines.append('Items in the %s set but not the %s:' % (here, there))
                lines += map(repr, items)
        if lines:
            self._complain(msg, '\n'.join(lines))

    def assertItemsEqual(self, expected_seq, actual_seq, msg=None):
        """Fail unless both have the same items equally often, in whatever order."""
        first, second = list(expected_seq), list(actual_seq)
        try:
            if collections.Counter(first) == collections.Counter(second):
                return
            differences = _count_diff_hashable(first, second)
        except TypeError:
            differences = _count_diff_all_purpose(first, second)
        if differences:
            lines = ['First has %d, Second has %d:  %r' % each for each in differences]
            self._complain(msg, self._truncateMessage('Element counts were not equal:\n',
                                                      '\n'.join(lines)))

    # ---- texts

    def assertMultiLineEqual(self, first, second, msg=None):
        """Fail unless two texts are equal, and show their lines."""
        self.assertIsInstance(first, basestring, 'First argument is not a string')
        self.assertIsInstance(second, basestring, 'Second argument is not a string')
        if first == second:
            return
        if max(len(first), len(second)) > self._diffThreshold:
            self._baseAssertEqual(first, second, msg)
        lines = [first.splitlines(True), second.splitlines(True)]
        if len(lines[0]) == 1 and first.strip('\r\n') == first:
            # Without an end the first line would run into the second.
            lines = [[first + '\n'], [second + '\n']]
        summary = '%s != %s' % (safe_repr(first, True), safe_repr(second, True))
        diff = '\n' + ''.join(_containers.line_difference(*lines))
        self._complain(msg, self._truncateMessage(summary, diff))

    def assertRegexpMatches(self, text, expected_regexp, msg=None):
        """Fail unless a regular expression matches somewhere in the text."""
        pattern = _compiled(expected_regexp)
        if not pattern.search(text):
            raise self.failureException('%s: %r not found in %r' % (
                msg or "Regexp didn't match", pattern.pattern, text))

    def assertNotRegexpMatches(self, text, unexpected_regexp, msg=None):
        """Fail if a regular expression matches somewhere in the text."""
        pattern = _compiled(unexpected_regexp)
        match = pattern.search(text)
        if match:
            raise self.failureException('%s: %r matches %r in %r' % (
                msg or 'Regexp matched', match.group(), pattern.pattern, text))

    # ---- exceptions

    def _assert_raises(self, context, function, args, kwargs):
        if function is None:
            return context
        with context:
            function(*args, **kwargs)

    def assertRaises(self, excClass, callableObj=None, *args, **kwargs):
        """Fail unless a call raises such an exception.

        Without something to call, gives a context manager for a block that
        should raise; afterwards its attribute exception has the exception.
        """
        return self._assert_raises(_AssertRaisesContext(excClass, self),
                                   callableObj, args, kwargs)

    def assertRaisesRegexp(self, expected_exception, expected_regexp,
                           callable_obj=None, *args, **kwargs):
        """assertRaises(), and a regular expression must match the exception's text."""
        pattern = None if expected_regexp is None else re.compile(expected_regexp)
        context = _AssertRaisesContext(expected_exception, self, pattern)
        return self._assert_raises(context, callable_obj, args, kwargs)

    # ---- other names

    assert_ = assertTrue
    assertEquals = assertEqual
    assertNotEquals = assertNotEqual
    assertAlmostEquals = assertAlmostEqual
    assertNotAlmostEquals = assertNotAlmostEqual

    def _deprecate(original_func):
        def deprecated_func(*args, **kwargs):
            warnings.warn('Please use %s instead.' % original_func.__name__,
                          PendingDeprecationWarning, 2)
            return original_func(*args, **kwargs)
        return deprecated_func

    failIf = _deprecate(assertFalse)
    failIfEqual = _deprecate(assertNotEqual)
    failIfAlmostEqual = _deprecate(assertNotAlmostEqual)
    failUnless = _deprecate(assertTrue)
    failUnlessEqual = _deprecate(assertEqual)
    failUnlessAlmostEqual = _deprecate(assertAlmostEqual)
    failUnlessRaises = _deprecate(assertRaises)
