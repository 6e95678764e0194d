"""Richards: the scheduler of a small operating system.

Six tasks (idle, worker, two handlers, two devices) pass packets to each
other. SIZE is the number of times the idle task runs. The simulation is
Martin Richards'; 10000 rounds queue 23246 packets and hold 9297 tasks.
"""

from driver import main, check

DEFAULT = 40000
SMALL = 300

IDLE, WORKER, HANDLER_A, HANDLER_B, DEVICE_A, DEVICE_B = range(1, 7)
DEVICE_PACKET, WORK_PACKET = range(2)
DATA_LENGTH = 4


class Packet(object):
    """A message in a linked queue."""

    def __init__(self, link, destination, kind):
        self.link = link
        self.destination = destination
        self.kind = kind
        self.datum = 0
        self.data = [0] * DATA_LENGTH

    def append_to(self, queue):
        """Puts this packet at the end of a queue; gives the queue's head."""
        self.link = None
        if queue is None:
            return self
        last = queue
        while last.link is not None:
            last = last.link
        last.link = self
        return queue


class Task(object):
    """A task has a priority, a queue of packets and three state bits."""

    def __init__(self, scheduler, identity, priority, queue):
        self.scheduler = scheduler
        self.identity = identity
        self.priority = priority
        self.queue = queue
        self.packet_pending = queue is not None
        self.waiting = True
        self.held = False
        scheduler.add(self)

    def start_running(self):
        self.packet_pending = False
        self.waiting = False
        self.held = False
        return self

    def is_held_or_waiting(self):
        return self.held or (not self.packet_pending and self.waiting)

    def is_waiting_with_packet(self):
        return self.packet_pending and self.waiting and not self.held

    def add_packet(self, packet, current):
        """Takes a packet; gives the task that should run next."""
        if self.queue is None:
            self.queue = packet
            self.packet_pending = True
            if self.priority > current.priority:
                return self
        else:
            packet.append_to(self.queue)
        return current

    def run_once(self):
        """Takes the next packet, if one woke this task, and works on it."""
        packet = None
        if self.is_waiting_with_packet():
            packet = self.queue
            self.queue = packet.link
            self.waiting = False
            self.packet_pending = self.queue is not None
        return self.work(packet)

    def work(self, packet):
        raise NotImplementedError

    def wait(self):
        self.waiting = True
        return self

    def hold(self):
        self.scheduler.hold_count += 1
        self.held = True
        return self.next_task

    def release(self, identity):
        task = self.scheduler.find(identity)
        task.held = False
        if task.priority > self.priority:
            return task
        return self

    def send(self, packet):
        task = self.scheduler.find(packet.destination)
        self.scheduler.queue_count += 1
        packet.link = None
        packet.destination = self.identity
        return task.add_packet(packet, self)


class IdleTask(Task):
    """Releases one of the two devices, chosen by a shift register."""

    def __init__(self, scheduler, rounds):
        Task.__init__(self, scheduler, IDLE, 0, None)
        self.start_running()
        self.control = 1
        self.rounds = rounds

    def work(self, packet):
        self.rounds -= 1
        if self.rounds == 0:
            return self.hold()
        if self.control & 1:
            self.control = self.control >> 1 ^ 0xd008
            return self.release(DEVICE_B)
        self.control >>= 1
        return self.release(DEVICE_A)


class WorkerTask(Task):
    """Fills work packets with letters and sends them to the handlers."""

    def __init__(self, scheduler, queue):
        Task.__init__(self, scheduler, WORKER, 1000, queue)
        self.destination = HANDLER_A
        self.letter = 0

    def work(self, packet):
        if packet is None:
            return self.wait()
        if self.destination == HANDLER_A:
            self.destination = HANDLER_B
        else:
            self.destination = HANDLER_A
        packet.destination = self.destination
        packet.datum = 0
        for i in range(DATA_LENGTH):
            self.letter += 1
            if self.letter > 26:
                self.letter = 1
            packet.data[i] = ord('A') + self.letter - 1
        return self.send(packet)


class HandlerTask(Task):
    """Hands the letters of work packets to a device, one at a time."""

    def __init__(self, scheduler, identity, priority, queue):
        Task.__init__(self, scheduler, identity, priority, queue)
        self.work_queue = None
        self.device_queue = None

    def work(self, packet):
        if packet is not None:
            if packet.kind == WORK_PACKET:
                self.work_queue = packet.append_to(self.work_queue)
            else:
                self.device_queue = packet.append_to(self.device_queue)
        work = self.work_queue
        if work is None:
            return self.wait()
        if work.datum >= DATA_LENGTH:
            self.work_queue = work.link
            return self.send(work)
        device = self.device_queue
        if device is None:
            return self.wait()
        self.device_queue = device.link
        device.datum = work.data[work.datum]
        work.datum += 1
        return self.send(device)


class DeviceTask(Task):
    """Keeps a packet until the idle task releases the device."""

    def __init__(self, scheduler, identity, priority):
        Task.__init__(self, scheduler, identity, priority, None)
        self.pending = None

    def work(self, packet):
        if packet is not None:
            self.pending = packet
            return self.hold()
        pending = self.pending
        if pending is None:
            return self.wait()
        self.pending = None
        return self.send(pending)


class Scheduler(object):
    """The list of tasks and the counts that make up the result."""

    def __init__(self):
        self.first_task = None
        self.table = [None] * 10
        self.queue_count = 0
        self.hold_count = 0

    def add(self, task):
        task.next_task = self.first_task
        self.first_task = task
        self.table[task.identity] = task

    def find(self, identity):
        return self.table[identity]

    def run(self):
        task = self.first_task
        while task is not None:
            if task.is_held_or_waiting():
                task = task.next_task
            else:
                task = task.run_once()


def run(size):
    scheduler = Scheduler()
    IdleTask(scheduler, size)
    queue = Packet(None, 0, WORK_PACKET)
    queue = Packet(queue, 0, WORK_PACKET)
    WorkerTask(scheduler, queue)
    for handler, device, priority in ((HANDLER_A, DEVICE_A, 2000),
                                      (HANDLER_B, DEVICE_B, 3000)):
        queue = None
        for _ in range(3):
            queue = Packet(queue, device, DEVICE_PACKET)
        HandlerTask(scheduler, handler, priority, queue)
    DeviceTask(scheduler, DEVICE_A, 4000)
    DeviceTask(scheduler, DEVICE_B, 5000)
    scheduler.run()
    if size == 10000:
        check((scheduler.queue_count, scheduler.hold_count) == (23246, 9297),
              '10000 rounds queue 23246 and hold 9297')
    return 'queued %d held %d' % (scheduler.queue_count, scheduler.hold_count)


if __name__ == '__main__':
    main(run, DEFAULT)
