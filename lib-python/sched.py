"""A scheduler of events, with any clock and any way to wait."""

import heapq
from collections import namedtuple

__all__ = ['scheduler']

Event = namedtuple('Event', 'time, priority, action, argument')


class scheduler:

    def __init__(self, timefunc, delayfunc):
        """timefunc() is the time; delayfunc(n) waits for n units of it."""
        self._queue = []
        self.timefunc = timefunc
        self.delayfunc = delayfunc

    def enterabs(self, time, priority, action, argument):
        """Have action(*argument) called at a time; the event, for cancel().

        Of several at the same time that with the smallest priority is first.
        """
        event = Event(time, priority, action, argument)
        heapq.heappush(self._queue, event)
        return event

    def enter(self, delay, priority, action, argument):
        """enterabs() with a time from now."""
        return self.enterabs(self.timefunc() + delay, priority, action, argument)

    def cancel(self, event):
        """Remove an event; ValueError if it is not there."""
        self._queue.remove(event)
        heapq.heapify(self._queue)

    def empty(self):
        """Whether there are no events."""
        return not self._queue

    def run(self):
        """Run until there are no events.

        An exception of an action comes out; run() can then be called again.
        """
        queue = self._queue
        while queue:
            event = queue[0]
            now = self.timefunc()
            if now < event.time:
                self.delayfunc(event.time - now)
                continue
            due = heapq.heappop(queue)
            if due is not event:
                # Another thread was quicker.
                heapq.heappush(queue, due)
                continue
            event.action(*event.argument)
            # Let others run.
            self.delayfunc(0)

    @property
    def queue(self):
        """A list of the events in order."""
        return sorted(self._queue)
