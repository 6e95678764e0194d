import errno
import os
import signal
import sys
import time

got = []


def note(number, frame):
    got.append((number, type(frame).__name__))


# A process that is started in the background may ignore SIGINT, and goes on doing so.
print signal.getsignal(signal.SIGINT) in (signal.default_int_handler, signal.SIG_IGN)
signal.signal(signal.SIGINT, signal.default_int_handler)
print signal.getsignal(signal.SIGPIPE), signal.getsignal(signal.SIGTERM)
print signal.signal(signal.SIGUSR1, note), signal.signal(signal.SIGUSR1, note) is note
os.kill(os.getpid(), signal.SIGUSR1)
print got == [(signal.SIGUSR1, 'frame')]

# in a loop, compiled or not
signal.signal(signal.SIGALRM, note)
del got[:]
signal.setitimer(signal.ITIMER_REAL, 0.02)
turns = 0
while not got:
    turns += 1
print turns > 0, got[0][0] == signal.SIGALRM


class Late(Exception):
    pass


def raise_late(number, frame):
    raise Late(number)


signal.signal(signal.SIGALRM, raise_late)


def spin():
    n = 0
    while True:
        n += 1


def nested():
    def inner(n):
        return n + 1
    n = 0
    while True:
        n = inner(n)


for f in spin, nested:
    signal.setitimer(signal.ITIMER_REAL, 0.02)
    try:
        f()
    except Late as e:
        print f.__name__, e.args == (signal.SIGALRM,)

# sleep and reads that block
signal.setitimer(signal.ITIMER_REAL, 0.02)
start = time.time()
try:
    time.sleep(30)
except Late:
    print 'sleep ended', time.time() - start < 10
r, w = os.pipe()
signal.setitimer(signal.ITIMER_REAL, 0.02)
try:
    os.read(r, 1)
except Late:
    print 'read ended'
f = os.fdopen(r)
signal.setitimer(signal.ITIMER_REAL, 0.02)
try:
    f.readline()
except Late:
    print 'readline ended'
signal.signal(signal.SIGALRM, note)
signal.setitimer(signal.ITIMER_REAL, 0.02)
try:
    os.read(f.fileno(), 1)
except OSError as e:
    print e.errno == errno.EINTR
signal.siginterrupt(signal.SIGALRM, False)
del got[:]
signal.alarm(0)
print signal.setitimer(signal.ITIMER_REAL, 0), signal.getitimer(signal.ITIMER_REAL)

# the wakeup descriptor
r, w = os.pipe()
print signal.set_wakeup_fd(w)
os.kill(os.getpid(), signal.SIGUSR1)
print repr(os.read(r, 10)), signal.set_wakeup_fd(-1) == w

for call in ((signal.signal, 0, note), (signal.signal, 100, note), (signal.signal, signal.SIGUSR1, 'x'),
             (signal.getsignal, 100), (signal.signal, signal.SIGKILL, note), (signal.setitimer, 100, 1),
             (signal.set_wakeup_fd, 999), (signal.signal, 1)):
    try:
        call[0](*call[1:])
    except Exception as e:
        print type(e).__name__, e

# KeyboardInterrupt
try:
    os.kill(os.getpid(), signal.SIGINT)
    for i in range(1000):
        pass
except KeyboardInterrupt:
    print 'interrupt'
import thread
try:
    thread.interrupt_main()
    while True:
        pass
except KeyboardInterrupt:
    print 'interrupt'

# pipes without readers give errors
r, w = os.pipe()
os.close(r)
try:
    os.write(w, 'x')
except OSError as e:
    print e.errno == errno.EPIPE

# children and signals
sys.stdout.flush()
pid = os.fork()
if pid == 0:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    while True:
        time.sleep(1)
os.kill(pid, signal.SIGTERM)
pid, status = os.waitpid(pid, 0)
print os.WIFSIGNALED(status), os.WTERMSIG(status) == signal.SIGTERM
