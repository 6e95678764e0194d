# fcntl, select, pwd, grp, resource, termios and the rest of posix: what does not depend on the machine.

import array
import errno
import fcntl
import grp
import os
import pwd
import resource
import select
import struct
import tempfile
import termios


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return type(error).__name__, str(error)


# fcntl
file = tempfile.TemporaryFile()
fd = file.fileno()
print fcntl.fcntl(file, fcntl.F_GETFD) & fcntl.FD_CLOEXEC
print fcntl.fcntl(fd, fcntl.F_SETFD, fcntl.FD_CLOEXEC), fcntl.fcntl(fd, fcntl.F_GETFD)
print fcntl.flock(file, fcntl.LOCK_EX), fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 10, 5, 0), fcntl.lockf(fd, fcntl.LOCK_UN)
lock = struct.pack('hhqqi', fcntl.F_WRLCK, 0, 0, 0, 0)
print len(fcntl.fcntl(fd, fcntl.F_GETLK, lock)) == len(lock)
print attempt(fcntl.fcntl, -1, fcntl.F_GETFD), attempt(fcntl.fcntl, 'x', 1), attempt(fcntl.lockf, fd, 0), attempt(fcntl.fcntl, fd, 1, 'x' * 2000)
print attempt(fcntl.flock, 999, fcntl.LOCK_EX), attempt(fcntl.ioctl, fd, termios.TIOCGPGRP, '    ')
r, w = os.pipe()
os.write(w, 'hello')
numbers = array.array('i', [0])
print fcntl.ioctl(r, termios.FIONREAD, numbers), numbers[0]
print struct.unpack('i', fcntl.ioctl(r, termios.FIONREAD, '\0' * 4))

# select
print select.select([r], [w], [], 0) == ([r], [w], []), select.select([], [], [], 0)
print select.select((r,), (), (), 1.5) == ([r], [], [])
reader = os.fdopen(r)
print select.select([reader], [], [], None)[0] == [reader]
print attempt(select.select, [-1], [], [], 0), attempt(select.select, 1, [], []), attempt(select.select, [], [], [], 'x')
print attempt(select.select, ['x'], [], [], 0), attempt(select.select, [99999], [], [], 0)
try:
    select.select([r, 987], [], [], 0)
except select.error as error:
    print error.args, error[0] == errno.EBADF
poll = select.poll()
poll.register(reader, select.POLLIN)
poll.register(w)
print sorted(poll.poll(100)) == sorted([(r, select.POLLIN), (w, select.POLLOUT)])
print poll.modify(w, 0), poll.poll(0) == [(r, select.POLLIN)], poll.unregister(w), attempt(poll.unregister, w)[0]
print attempt(poll.modify, w, 1), attempt(poll.register, w, -1), attempt(poll.register, w, 70000), attempt(poll.poll, 'x')
epoll = select.epoll()
print epoll.register(r, select.EPOLLIN), epoll.poll(0) == [(r, select.EPOLLIN)], epoll.modify(r, 0), epoll.poll(0)
print epoll.unregister(r), epoll.closed, epoll.fileno() > 2, epoll.close(), epoll.closed, attempt(epoll.poll, 0), attempt(epoll.fileno)
print attempt(select.epoll, 0), type(select.epoll.fromfd(0)).__name__

# users and groups
root = pwd.getpwuid(0)
print root.pw_name, root[0], root.pw_uid, root.pw_gid, root == pwd.getpwnam('root'), len(root), type(root)
print root in pwd.getpwall(), attempt(pwd.getpwnam, 'no such user'), attempt(pwd.getpwuid, 3999999999), attempt(pwd.getpwuid, 2 ** 70)
print attempt(pwd.getpwuid, -1), attempt(pwd.getpwuid, 'x'), attempt(pwd.getpwuid, 1.5), attempt(pwd.getpwnam, 5)
group = grp.getgrgid(0)
print group.gr_name, group.gr_gid, type(group.gr_mem), group == grp.getgrnam('root'), group in grp.getgrall()
print attempt(grp.getgrnam, 'no such group'), attempt(grp.getgrgid, 3999999999), pwd.struct_passwd is pwd.struct_pwent

# resource
usage = resource.getrusage(resource.RUSAGE_SELF)
print len(usage), usage.ru_utime >= 0, usage[0] == usage.ru_utime, type(usage), attempt(resource.getrusage, 77)
soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
print resource.setrlimit(resource.RLIMIT_CORE, (0, hard)), resource.getrlimit(resource.RLIMIT_CORE) == (0, hard)
print attempt(resource.setrlimit, resource.RLIMIT_CORE, (2, 1)), attempt(resource.setrlimit, 99, (1, 1)), attempt(resource.getrlimit, -1)
print resource.getpagesize() == os.sysconf('SC_PAGESIZE'), attempt(resource.setrlimit, 1, (1,))

# termios, on a pair of pseudo-terminals
master, slave = os.openpty()
mode = termios.tcgetattr(slave)
print len(mode), len(mode[6]), mode[6][termios.VEOF] == '\x04', mode[3] & termios.ICANON != 0, os.isatty(slave)
mode[3] &= ~(termios.ICANON | termios.ECHO)
mode[6][termios.VMIN] = 1
print termios.tcsetattr(slave, termios.TCSANOW, mode), termios.tcgetattr(slave)[6][termios.VMIN], termios.tcflush(slave, termios.TCIOFLUSH)
print attempt(termios.tcgetattr, r), attempt(termios.tcsetattr, slave, 0, [1]), attempt(termios.tcgetattr, 'x'), termios.tcdrain(slave)
size = struct.pack('HHHH', 24, 80, 0, 0)
print len(fcntl.ioctl(slave, termios.TIOCSWINSZ, size)), struct.unpack('HHHH', fcntl.ioctl(slave, termios.TIOCGWINSZ, '\0' * 8))

# posix
pid = os.fork()
if pid == 0:
    os._exit(3)
got, status, usage = os.wait4(pid, 0)
print got == pid, os.WEXITSTATUS(status), usage.ru_utime >= 0
pid = os.fork()
if pid == 0:
    os._exit(4)
got, status, usage = os.wait3(0)
print got == pid, os.WEXITSTATUS(status), len(usage)
print os.popen('echo from a child; exit 5').read(), os.popen('exit 5').close(), os.popen('true').close()
pipe = os.popen('cat >/dev/null', 'w')
print pipe.write('text'), pipe.close(), attempt(os.popen, 'true', 'x')
print type(os.getgroups()), os.getsid(0) == os.getsid(os.getpid()), os.getresuid() == (os.getuid(),) * 3, os.getresgid()[0] == os.getgid()
print os.confstr('CS_PATH'), os.pathconf('/', 'PC_NAME_MAX') > 0, os.fpathconf(fd, 'PC_NAME_MAX') > 0, attempt(os.confstr, 'CS_NONSENSE'), attempt(os.pathconf, '/', 'x')
print os.makedev(8, 1), os.major(2049), os.minor(2049), os.ctermid(), os.NGROUPS_MAX
result = os.statvfs('/')
print result.f_bsize == result[0], len(result), type(result), os.fstatvfs(fd).f_namemax > 0, attempt(os.statvfs, '/no/such/path')
print len(os.sysconf_names) > 100, os.sysconf('SC_CLK_TCK'), attempt(os.sysconf, 'SC_NONSENSE'), os.sysconf('SC_NPROCESSORS_ONLN') >= 1
other = os.tmpfile()
other.write('abc')
other.seek(0)
print other.read(), other.name, other.mode
folder = tempfile.mkdtemp()
path = os.path.join(folder, 'fifo')
os.mknod(path)
print os.path.isfile(path), os.fchown(fd, -1, -1), attempt(os.mknod, path), os.remove(path), os.rmdir(folder)
