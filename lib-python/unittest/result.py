"""What a run of tests finds out."""

import os
import sys
import traceback
from StringIO import StringIO
from functools import wraps

from . import util

__unittest = True

STDOUT_LINE = '\nStdout:\n%s'
STDERR_LINE = '\nStderr:\n%s'


def failfast(method):
    """Decorator: the run stops after this if the result's failfast says so."""
    @wraps(method)
    def inner(self, *args, **kw):
        if getattr(self, 'failfast', False):
            self.stop()
        return method(self, *args, **kw)
    return inner


class TestResult(object):
    """Counts tests and collects what went wrong.

    errors, failures and expectedFailures are lists of (test, traceback as
    text); skipped is one of (test, reason), unexpectedSuccesses of tests.
    With buffer, what tests print is shown only if they fail.
    """

    _previousTestClass = None
    _testRunEntered = False
    _moduleSetUpFailed = False

    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failfast = False
        self.failures = []
        self.errors = []
        self.testsRun = 0
        self.skipped = []
        self.expectedFailures = []
        self.unexpectedSuccesses = []
        self.shouldStop = False
        self.buffer = False
        self._stdout_buffer = None
        self._stderr_buffer = None
        self._original_stdout = sys.stdout
        self._original_stderr = sys.stderr
        self._mirrorOutput = False

    def printErrors(self):
        """Called after the run."""

    def startTest(self, test):
        """A test starts."""
        self.testsRun += 1
        self._mirrorOutput = False
        self._setupStdout()

    def _setupStdout(self):
        if self.buffer:
            if self._stderr_buffer is None:
                self._stderr_buffer = StringIO()
                self._stdout_buffer = StringIO()
            sys.stdout = self._stdout_buffer
            sys.stderr = self._stderr_buffer

    def startTestRun(self):
        """The run starts; called once, before all tests."""

    def stopTest(self, test):
        """A test ends."""
        self._restoreStdout()
        self._mirrorOutput = False

    def _buffered(self):
        """(what was written to standard output, to standard error), with newlines."""
        texts = []
        for stream in sys.stdout, sys.stderr:
            text = stream.getvalue()
            if text and not text.endswith('\n'):
                text += '\n'
            texts.append(text)
        return texts

    def _restoreStdout(self):
        if not self.buffer:
            return
        if self._mirrorOutput:
            output, error = self._buffered()
            if output:
                self._original_stdout.write(STDOUT_LINE % output)
            if error:
                self._original_stderr.write(STDERR_LINE % error)
        sys.stdout = self._original_stdout
        sys.stderr = self._original_stderr
        self._stdout_buffer.seek(0)
        self._stdout_buffer.truncate()
        self._stderr_buffer.seek(0)
        self._stderr_buffer.truncate()

    def stopTestRun(self):
        """The run ends; called once, after all tests."""

    @failfast
    def addError(self, test, err):
        """A test raised something else than a failure; err is sys.exc_info()."""
        self.errors.append((test, self._exc_info_to_string(err, test)))
        self._mirrorOutput = True

    @failfast
    def addFailure(self, test, err):
        """An assertion of a test failed; err is sys.exc_info()."""
        self.failures.append((test, self._exc_info_to_string(err, test)))
        self._mirrorOutput = True

    def addSuccess(self, test):
        """A test went well."""

    def addSkip(self, test, reason):
        """A test was not run."""
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, err):
        """A test failed as it was expected to."""
        self.expectedFailures.append((test, self._exc_info_to_string(err, test)))

    @failfast
    def addUnexpectedSuccess(self, test):
        """A test that should fail did not."""
        self.unexpectedSuccesses.append(test)

    def wasSuccessful(self):
        """Whether there were neither failures nor errors."""
        return not self.failures and not self.errors

    def stop(self):
        """Have the run stop after the current test."""
        self.shouldStop = True

    def _exc_info_to_string(self, err, test):
        """The text of sys.exc_info(), without the frames of this package."""
        exctype, value, tb = err
        while tb and self._is_relevant_tb_level(tb):
            tb = tb.tb_next
        if exctype is test.failureException:
            length = self._count_relevant_tb_levels(tb)
            lines = traceback.format_exception(exctype, value, tb, length)
        else:
            lines = traceback.format_exception(exctype, value, tb)
        if self.buffer:
            output, error = self._buffered()
            if output:
                lines.append(STDOUT_LINE % output)
            if error:
                lines.append(STDERR_LINE % error)
        return ''.join(lines)

    def _is_relevant_tb_level(self, tb):
        return '__unittest' in tb.tb_frame.f_globals

    def _count_relevant_tb_levels(self, tb):
        length = 0
        while tb and not self._is_relevant_tb_level(tb):
            length += 1
            tb = tb.tb_next
        return length

    def __repr__(self):
        return '<%s run=%i errors=%i failures=%i>' % (
            util.strclass(self.__class__), self.testsRun, len(self.errors),
            len(self.failures))
