"""Mutual exclusion with a queue of functions, for event driven programs."""

from warnings import warnpy3k
warnpy3k('the mutex module has been removed in Python 3.0', stacklevel=2)
del warnpy3k

from collections import deque


class mutex:
    """A lock that calls, rather than wakes up, who waits for it."""

    def __init__(self):
        self.locked = False
        self.queue = deque()

    def test(self):
        """Whether it is locked."""
        return self.locked

    def testandset(self):
        """Lock it if it is free; whether it was."""
        if self.locked:
            return False
        self.locked = True
        return True

    def lock(self, function, argument):
        """Call function(argument) as soon as the lock is ours."""
        if self.testandset():
            function(argument)
        else:
            self.queue.append((function, argument))

    def unlock(self):
        """Release it; the next function that waits is called, and owns it."""
        if self.queue:
            function, argument = self.queue.popleft()
            function(argument)
        else:
            self.locked = False
