"""A client for TELNET (RFC 854), to be scripted.

    tn = telnetlib.Telnet('host', port)
    tn.read_until('login: ')
    tn.write('name\\n')
    print tn.read_all()
"""

import errno
import re
import select
import socket
import sys
from time import time as _time

__all__ = ["Telnet"]

DEBUGLEVEL = 0
TELNET_PORT = 23

# The bytes of the protocol.
IAC = chr(255)      # what follows is a command
DONT = chr(254)
DO = chr(253)
WONT = chr(252)
WILL = chr(251)
theNULL = chr(0)

SE = chr(240)       # end of a subnegotiation
NOP = chr(241)
DM = chr(242)
BRK = chr(243)
IP = chr(244)
AO = chr(245)
AYT = chr(246)
EC = chr(247)
EL = chr(248)
GA = chr(249)
SB = chr(250)       # begin of a subnegotiation

# The options, by number.
_OPTIONS = ('BINARY ECHO RCP SGA NAMS STATUS TM RCTE NAOL NAOP NAOCRD NAOHTS NAOHTD '
            'NAOFFD NAOVTS NAOVTD NAOLFD XASCII LOGOUT BM DET SUPDUP SUPDUPOUTPUT '
            'SNDLOC TTYPE EOR TUID OUTMRK TTYLOC VT3270REGIME X3PAD NAWS TSPEED LFLOW '
            'LINEMODE XDISPLOC OLD_ENVIRON AUTHENTICATION ENCRYPT NEW_ENVIRON TN3270E '
            'XAUTH CHARSET RSP COM_PORT_OPTION SUPPRESS_LOCAL_ECHO TLS KERMIT SEND_URL '
            'FORWARD_X').split()
for _number, _option in enumerate(_OPTIONS):
    globals()[_option] = chr(_number)
del _number, _option
PRAGMA_LOGON = chr(138)
SSPI_LOGON = chr(139)
PRAGMA_HEARTBEAT = chr(140)
EXOPL = chr(255)
NOOPT = chr(0)


class Telnet:
    """A connection to a telnet server.

    Commands of the protocol are taken out of what is read, and options are
    refused, unless set_option_negotiation_callback tells otherwise.
    """

    def __init__(self, host=None, port=0, timeout=socket._GLOBAL_DEFAULT_TIMEOUT):
        self.debuglevel = DEBUGLEVEL
        self.host = host
        self.port = port
        self.timeout = timeout
        self.sock = None
        self.rawq = ''          # as received, from irawq on
        self.irawq = 0
        self.cookedq = ''       # without commands
        self.eof = 0
        self.iacseq = ''        # a command as far as it came
        self.sb = 0             # within a subnegotiation?
        self.sbdataq = ''
        self.option_callback = None
        self._has_poll = hasattr(select, 'poll')
        if host is not None:
            self.open(host, port, timeout)

    def open(self, host, port=0, timeout=socket._GLOBAL_DEFAULT_TIMEOUT):
        """Connect; not to be called on a connected one."""
        self.eof = 0
        if not port:
            port = TELNET_PORT
        self.host = host
        self.port = port
        self.timeout = timeout
        self.sock = socket.create_connection((host, port), timeout)

    def __del__(self):
        self.close()

    def msg(self, msg, *args):
        """Print a message if the debug level is positive."""
        if self.debuglevel > 0:
            print 'Telnet(%s,%s):' % (self.host, self.port),
            print (msg % args) if args else msg

    def set_debuglevel(self, debuglevel):
        """The higher, the more is printed to sys.stdout."""
        self.debuglevel = debuglevel

    def close(self):
        """Close the connection."""
        sock = self.sock
        self.sock = 0
        self.eof = 1
        self.iacseq = ''
        self.sb = 0
        if sock:
            sock.close()

    def get_socket(self):
        return self.sock

    def fileno(self):
        return self.sock.fileno()

    def write(self, buffer):
        """Send a string; its IAC bytes are doubled."""
        if IAC in buffer:
            buffer = buffer.replace(IAC, IAC + IAC)
        self.msg("send %r", buffer)
        self.sock.sendall(buffer)

    def _wait(self, timeout):
        # Whether there is something to read within timeout seconds (None: for ever).
        deadline = None if timeout is None else _time() + timeout
        while True:
            try:
                if self._has_poll:
                    poller = select.poll()
                    poller.register(self, select.POLLIN | select.POLLPRI)
                    return bool(poller.poll(None if timeout is None else 1000 * timeout))
                if timeout is None:
                    return bool(select.select([self], [], [])[0])
                return bool(select.select([self], [], [], timeout)[0])
            except select.error as e:
                if e.args[0] != errno.EINTR:
                    raise
                if deadline is not None:
                    timeout = max(0, deadline - _time())

    def read_until(self, match, timeout=None):
        """Return what comes up to match, or what came when the time is over."""
        deadline = None if timeout is None else _time() + timeout
        self.process_rawq()
        looked = 0
        while True:
            i = self.cookedq.find(match, looked)
            if i >= 0:
                return self._taken(i + len(match))
            looked = max(0, len(self.cookedq) - len(match))
            if self.eof:
                break
            if deadline is not None:
                left = deadline - _time()
                if left <= 0 and looked:
                    break
                if not self._wait(max(0, left)):
                    break
            self.fill_rawq()
            self.process_rawq()
        return self.read_very_lazy()

    def _taken(self, end):
        data = self.cookedq[:end]
        self.cookedq = self.cookedq[end:]
        return data

    def read_all(self):
        """Return everything until the connection ends."""
        self.process_rawq()
        while not self.eof:
            self.fill_rawq()
            self.process_rawq()
        return self._taken(len(self.cookedq))

    def read_some(self):
        """Return at least a byte, or '' at the end."""
        self.process_rawq()
        while not self.cookedq and not self.eof:
            self.fill_rawq()
            self.process_rawq()
        return self._taken(len(self.cookedq))

    def read_very_eager(self):
        """Return what can be read without waiting. EOFError at the end."""
        self.process_rawq()
        while not self.eof and self.sock_avail():
            self.fill_rawq()
            self.process_rawq()
        return self.read_very_lazy()

    def read_eager(self):
        """Return what is there; read only if nothing is, and without waiting."""
        self.process_rawq()
        while not self.cookedq and not self.eof and self.sock_avail():
            self.fill_rawq()
            self.process_rawq()
        return self.read_very_lazy()

    def read_lazy(self):
        """Return what has been received; nothing is read."""
        self.process_rawq()
        return self.read_very_lazy()

    def read_very_lazy(self):
        """Return what has been received and processed."""
        data = self._taken(len(self.cookedq))
        if not data and self.eof and not self.rawq:
            raise EOFError, 'telnet connection closed'
        return data

    def read_sb_data(self):
        """Return the data of the subnegotiation that ended last."""
        data = self.sbdataq
        self.sbdataq = ''
        return data

    def set_option_negotiation_callback(self, callback):
        """callback(socket, command, option) is called for options."""
        self.option_callback = callback

    def process_rawq(self):
        """Take the commands out of what has been received."""
        # Where text goes: without and within a subnegotiation.
        buf = ['', '']
        try:
            while self.rawq:
                c = self.rawq_getchar()
                if not self.iacseq:
                    if c == theNULL or c == "\021":
                        continue
                    if c != IAC:
                        buf[self.sb] += c
                    else:
                        self.iacseq += c
                elif len(self.iacseq) == 1:
                    if c in (DO, DONT, WILL, WONT):
                        self.iacseq += c
                        continue
                    self.iacseq = ''
                    if c == IAC:
                        buf[self.sb] += c
                        continue
                    if c == SB:
                        self.sb = 1
                        self.sbdataq = ''
                    elif c == SE:
                        self.sb = 0
                        self.sbdataq += buf[1]
                        buf[1] = ''
                    if self.option_callback:
                        self.option_callback(self.sock, c, NOOPT)
                    elif c not in (SB, SE):
                        self.msg('IAC %d not recognized' % ord(c))
                else:
                    command = self.iacseq[1]
                    self.iacseq = ''
                    wants = command in (DO, DONT)
                    self.msg('IAC %s %d', {DO: 'DO', DONT: 'DONT', WILL: 'WILL',
                                           WONT: 'WONT'}[command], ord(c))
                    if self.option_callback:
                        self.option_callback(self.sock, command, c)
                    else:
                        self.sock.sendall(IAC + (WONT if wants else DONT) + c)
        except EOFError:
            # The rest of a command is still to come.
            self.iacseq = ''
            self.sb = 0
        self.cookedq += buf[0]
        self.sbdataq += buf[1]

    def rawq_getchar(self):
        """Return the next byte received, waiting for one; EOFError at the end."""
        if not self.rawq:
            self.fill_rawq()
            if self.eof:
                raise EOFError
        c = self.rawq[self.irawq]
        self.irawq += 1
        if self.irawq >= len(self.rawq):
            self.rawq = ''
            self.irawq = 0
        return c

    def fill_rawq(self):
        """Receive once, waiting if need be."""
        if self.irawq >= len(self.rawq):
            self.rawq = ''
            self.irawq = 0
        data = self.sock.recv(50)
        self.msg("recv %r", data)
        self.eof = not data
        self.rawq += data

    def sock_avail(self):
        """Whether there is something to receive."""
        return self._wait(0)

    def interact(self):
        """Connect the terminal and the server with each other."""
        if sys.platform == "win32":
            self.mt_interact()
            return
        while 1:
            rfd, wfd, xfd = select.select([self, sys.stdin], [], [])
            if self in rfd:
                try:
                    text = self.read_eager()
                except EOFError:
                    print '*** Connection closed by remote host ***'
                    break
                if text:
                    sys.stdout.write(text)
                    sys.stdout.flush()
            if sys.stdin in rfd:
                line = sys.stdin.readline()
                if not line:
                    break
                self.write(line)

    def mt_interact(self):
        """interact by two threads."""
        import thread
        thread.start_new_thread(self.listener, ())
        while 1:
            line = sys.stdin.readline()
            if not line:
                break
            self.write(line)

    def listener(self):
        """Print what the server sends; mt_interact's other thread."""
        while 1:
            try:
                data = self.read_eager()
            except EOFError:
                print '*** Connection closed by remote host ***'
                return
            if data:
                sys.stdout.write(data)
            else:
                sys.stdout.flush()

    def expect(self, list, timeout=None):
        """Read until one of the expressions matches. Return its number, the match
        and the text up to its end; -1 and None if none did in time."""
        expressions = [e if hasattr(e, "search") else re.compile(e) for e in list]
        deadline = None if timeout is None else _time() + timeout
        first = True
        while 1:
            self.process_rawq()
            for i, expression in enumerate(expressions):
                m = expression.search(self.cookedq)
                if m:
                    return (i, m, self._taken(m.end()))
            if self.eof:
                break
            if deadline is not None:
                left = deadline - _time()
                if left <= 0 and not first:
                    break
                if not self._wait(max(0, left)):
                    break
            first = False
            self.fill_rawq()
        text = self.read_very_lazy()
        if not text and self.eof:
            raise EOFError
        return (-1, None, text)


def test():
    """telnetlib.py [-d] ... [host [port]]"""
    debuglevel = 0
    while sys.argv[1:] and sys.argv[1] == '-d':
        debuglevel = debuglevel + 1
        del sys.argv[1]
    host = sys.argv[1] if sys.argv[1:] else 'localhost'
    port = 0
    if sys.argv[2:]:
        try:
            port = int(sys.argv[2])
        except ValueError:
            port = socket.getservbyname(sys.argv[2], 'tcp')
    tn = Telnet()
    tn.set_debuglevel(debuglevel)
    tn.open(host, port, timeout=0.5)
    tn.interact()
    tn.close()


if __name__ == '__main__':
    test()
