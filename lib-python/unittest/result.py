"""Collects what a run of tests finds out."""

import sys
import traceback
from StringIO import StringIO
from functools import wraps

from . import util

__unittest = True

STDOUT_LINE = '\nStdout:\n%s'
STDERR_LINE = '\nStderr:\n%s'


def failfast(method):
    """Decorator: where the result's failfast is true, calling this stops the run."""
    @wraps(method)
    def stopping(self, *args, **kw):
        if getattr(self, 'failfast', False):
            self.stop()
        return method(self, *args, **kw)
    return stopping


class TestResult(object):
    """A run's result.

    Has what went wrong as pairs of a test and a text, in the lists errors,
    failures, expectedFailures and skipped; unexpectedSuccesses has tests
    only. Where buffer is true, output is held back and shown with what
    went wrong.
    """

    # Kept by suites.
    _previousTestClass = None
    _testRunEntered = False
    _moduleSetUpFailed = False

    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.testsRun = 0
        self.shouldStop = self.failfast = self.buffer = False
        self.errors, self.failures, self.skipped = [], [], []
        self.expectedFailures, self.unexpectedSuccesses = [], []
        self._original_stdout, self._original_stderr = sys.stdout, sys.stderr
        self._stdout_buffer = self._stderr_buffer = None
        self._mirrorOutput = False

    def __repr__(self):
        return '<%s run=%d errors=%d failures=%d>' % (
            util.strclass(type(self)), self.testsRun, len(self.errors), len(self.failures))

    # ---- the run

    def startTestRun(self):
        """The first test is about to start."""

    def stopTestRun(self):
        """The last test has stopped."""

    def printErrors(self):
        """For results that report: the run is over."""

    def startTest(self, test):
        """A test is about to run."""
        self.testsRun += 1
        self._mirrorOutput = False
        self._setupStdout()

    def stopTest(self, test):
        """A test has run."""
        self._restoreStdout()
        self._mirrorOutput = False

    def stop(self):
        """Ask for the run to end when the present test is over."""
        self.shouldStop = True

    def wasSuccessful(self):
        """Whether nothing failed that should not."""
        return not (self.failures or self.errors)

    # ---- how a test ended

    @failfast
    def addError(self, test, err):
        """With something raised that is no failure; err is like sys.exc_info()."""
        self._add_problem(self.errors, test, err)

    @failfast
    def addFailure(self, test, err):
        """With a failed assertion; err is like sys.exc_info()."""
        self._add_problem(self.failures, test, err)

    def addSuccess(self, test):
        """Well."""

    def addSkip(self, test, reason):
        """Skipped."""
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, err):
        """With the failure that was known."""
        self.expectedFailures.append((test, self._exc_info_to_string(err, test)))

    @failfast
    def addUnexpectedSuccess(self, test):
        """Without the failure that was known."""
        self.unexpectedSuccesses.append(test)

    def _add_problem(self, problems, test, err):
        problems.append((test, self._exc_info_to_string(err, test)))
        self._mirrorOutput = True

    # ---- what tests print

    def _setupStdout(self):
        if not self.buffer:
            return
        if self._stdout_buffer is None:
            self._stdout_buffer, self._stderr_buffer = StringIO(), StringIO()
        sys.stdout, sys.stderr = self._stdout_buffer, self._stderr_buffer

    def _restoreStdout(self):
        if not self.buffer:
            return
        if self._mirrorOutput:
            originals = self._original_stdout, self._original_stderr
            for original, report in zip(originals, self._output_reports()):
                original.write(report)
        sys.stdout, sys.stderr = self._original_stdout, self._original_stderr
        for stream in self._stdout_buffer, self._stderr_buffer:
            stream.seek(0)
            stream.truncate()

    def _output_reports(self):
        """What was printed, under headings: (to standard output, to standard error)."""
        reports = []
        for stream, heading in (sys.stdout, STDOUT_LINE), (sys.stderr, STDERR_LINE):
            output = stream.getvalue()
            if output and not output.endswith('\n'):
                output += '\n'
            reports.append(heading % output if output else '')
        return reports

    # ---- tracebacks

    def _exc_info_to_string(self, err, test):
        """A traceback as text, without the frames that are not the test's."""
        kind, value, tb = err
        while tb and self._is_relevant_tb_level(tb):
            tb = tb.tb_next
        # A failure is raised in an assertion, whose frames are ours again.
        limit = self._count_relevant_tb_levels(tb) if kind is test.failureException else None
        text = ''.join(traceback.format_exception(kind, value, tb, limit))
        return text + ''.join(self._output_reports()) if self.buffer else text

    def _is_relevant_tb_level(self, tb):
        """Whether a frame is of unittest, or of a module that says it belongs to it."""
        return '__unittest' in tb.tb_frame.f_globals

    def _count_relevant_tb_levels(self, tb):
        """How many frames there are before the next of ours."""
        count = 0
        while tb and not self._is_relevant_tb_level(tb):
            tb = tb.tb_next
            count += 1
        return count
