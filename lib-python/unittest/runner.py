"""Runs tests and writes a report as it goes."""

import sys
import time

from . import result
from .signals import registerResult

__unittest = True


class _WritelnDecorator(object):
    """A stream that can also write a line and its end."""

    def __init__(self, stream):
        self.stream = stream

    def __getattr__(self, attr):
        # Copying asks for both before there is a stream to ask.
        if attr == 'stream' or attr == '__getstate__':
            raise AttributeError(attr)
        return getattr(self.stream, attr)

    def writeln(self, arg=None):
        self.write((arg or '') + '\n')


class TextTestResult(result.TestResult):
    """A result that reports each test: by a letter, or by a line if verbosity is above 1."""

    separator1 = '=' * 70
    separator2 = '-' * 70

    def __init__(self, stream, descriptions, verbosity):
        super(TextTestResult, self).__init__(stream, descriptions, verbosity)
        self.stream, self.descriptions = stream, descriptions
        self.dots, self.showAll = verbosity == 1, verbosity > 1

    def getDescription(self, test):
        """How the report names a test."""
        doc = self.descriptions and test.shortDescription()
        return '%s\n%s' % (test, doc) if doc else str(test)

    def startTest(self, test):
        super(TextTestResult, self).startTest(test)
        if self.showAll:
            self._show(self.getDescription(test) + ' ... ')

    def _show(self, text):
        self.stream.write(text)
        self.stream.flush()

    def _show_end(self, letter, word):
        if self.showAll:
            self.stream.writeln(word)
        elif self.dots:
            self._show(letter)

    def addSuccess(self, test):
        super(TextTestResult, self).addSuccess(test)
        self._show_end('.', 'ok')

    def addError(self, test, err):
        super(TextTestResult, self).addError(test, err)
        self._show_end('E', 'ERROR')

    def addFailure(self, test, err):
        super(TextTestResult, self).addFailure(test, err)
        self._show_end('F', 'FAIL')

    def addSkip(self, test, reason):
        super(TextTestResult, self).addSkip(test, reason)
        self._show_end('s', 'skipped {0!r}'.format(reason))

    def addExpectedFailure(self, test, err):
        super(TextTestResult, self).addExpectedFailure(test, err)
        self._show_end('x', 'expected failure')

    def addUnexpectedSuccess(self, test):
        super(TextTestResult, self).addUnexpectedSuccess(test)
        self._show_end('u', 'unexpected success')

    def printErrors(self):
        if self.dots or self.showAll:
            self.stream.writeln()
        for flavour, errors in ('ERROR', self.errors), ('FAIL', self.failures):
            self.printErrorList(flavour, errors)

    def printErrorList(self, flavour, errors):
        for test, text in errors:
            title = '%s: %s' % (flavour, self.getDescription(test))
            for line in self.separator1, title, self.separator2, '%s' % text:
                self.stream.writeln(line)


# What the last line counts, and the result's list of it.
_COUNTED = [
    ('failures', 'failures'),
    ('errors', 'errors'),
    ('skipped', 'skipped'),
    ('expected failures', 'expectedFailures'),
    ('unexpected successes', 'unexpectedSuccesses'),
]


def _last_line(outcome):
    """The verdict on a run: OK or FAILED, and how many tests ended other than well."""
    counts = ['%s=%d' % (label, len(getattr(outcome, name)))
              for label, name in _COUNTED if getattr(outcome, name, None)]
    verdict = 'OK' if outcome.wasSuccessful() else 'FAILED'
    return '%s (%s)' % (verdict, ', '.join(counts)) if counts else verdict


class TextTestRunner(object):
    """Runs tests, and writes how they ended and a summary to a stream."""

    resultclass = TextTestResult

    def __init__(self, stream=sys.stderr, descriptions=True, verbosity=1,
                 failfast=False, buffer=False, resultclass=None):
        self.stream = _WritelnDecorator(stream)
        self.descriptions, self.verbosity = descriptions, verbosity
        self.failfast, self.buffer = failfast, buffer
        if resultclass is not None:
            self.resultclass = resultclass

    def _makeResult(self):
        return self.resultclass(self.stream, self.descriptions, self.verbosity)

    def run(self, test):
        """Run a test or a suite; gives the result."""
        outcome = self._makeResult()
        registerResult(outcome)
        outcome.failfast, outcome.buffer = self.failfast, self.buffer
        began = time.time()
        self._run_for(outcome, test)
        seconds = time.time() - began
        outcome.printErrors()
        self._summarize(outcome, seconds)
        return outcome

    def _run_for(self, outcome, test):
        # Results written for older versions have no such methods.
        getattr(outcome, 'startTestRun', int)()
        try:
            test(outcome)
        finally:
            getattr(outcome, 'stopTestRun', int)()

    def _summarize(self, outcome, seconds):
        if hasattr(outcome, 'separator2'):
            self.stream.writeln(outcome.separator2)
        count = outcome.testsRun
        self.stream.writeln('Ran %d test%s in %.3fs\n'
                            % (count, '' if count == 1 else 's', seconds))
        self.stream.writeln(_last_line(outcome))
