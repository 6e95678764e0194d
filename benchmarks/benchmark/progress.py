"""A progress bar on the standard error, if that is a terminal."""

import sys
import time

WIDTH = 30


class Progress(object):
    def __init__(self, total):
        self.total = max(total, 1)
        self.done = 0
        self.start = time.time()
        self.visible = sys.stderr.isatty()
        self.last = 0

    def step(self, text):
        """Shows what is being done now; the step before is done."""
        if self.visible:
            share = min(self.done, self.total) * WIDTH // self.total
            line = '[%s%s] %3d %% %s%s' % (
                '#' * share, '.' * (WIDTH - share),
                min(self.done, self.total) * 100 // self.total, text,
                self.remaining())
            sys.stderr.write('\r' + line.ljust(self.last))
            self.last = len(line)
            sys.stderr.flush()
        self.done += 1

    def remaining(self):
        if self.done < 2:
            return ''
        passed = time.time() - self.start
        left = passed / self.done * (self.total - self.done)
        return ', %d s left' % max(left, 0)

    def clear(self):
        """Wipes the bar, so that other lines can be printed."""
        if self.visible:
            sys.stderr.write('\r' + ' ' * self.last + '\r')
            sys.stderr.flush()
            self.last = 0
