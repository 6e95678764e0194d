"""A client for TELNET (RFC 854), for programs that talk to servers as people do.

    connection = telnetlib.Telnet('host')
    connection.read_until('login: ')
    connection.write('name\\n')
    print connection.read_all()
"""

import errno
import re
import select
import socket
import sys
from time import time as _time

__all__ = ['Telnet']

DEBUGLEVEL = 0
TELNET_PORT = 23

# Commands follow IAC. SB and SE stand around a subnegotiation.
(SE, NOP, DM, BRK, IP, AO, AYT, EC, EL, GA, SB, WILL, WONT, DO, DONT, IAC) = map(chr, range(240, 256))
theNULL = chr(0)

# Options, by number.
for _number, _option in enumerate('''
        BINARY ECHO RCP SGA NAMS STATUS TM RCTE NAOL NAOP NAOCRD NAOHTS NAOHTD NAOFFD NAOVTS NAOVTD NAOLFD XASCII
        LOGOUT BM DET SUPDUP SUPDUPOUTPUT SNDLOC TTYPE EOR TUID OUTMRK TTYLOC VT3270REGIME X3PAD NAWS TSPEED LFLOW
        LINEMODE XDISPLOC OLD_ENVIRON AUTHENTICATION ENCRYPT NEW_ENVIRON TN3270E XAUTH CHARSET RSP COM_PORT_OPTION
        SUPPRESS_LOCAL_ECHO TLS KERMIT SEND_URL FORWARD_X'''.split()):
    globals()[_option] = chr(_number)
PRAGMA_LOGON, SSPI_LOGON, PRAGMA_HEARTBEAT = map(chr, (138, 139, 140))
EXOPL = chr(255)
NOOPT = chr(0)

# Commands that an option follows -> (name, the command that refuses it).
_NEGOTIATIONS = {DO: ('DO', WONT), DONT: ('DONT', WONT), WILL: ('WILL', DONT), WONT: ('WONT', DONT)}

# Characters that mean nothing: filling and XON.
_IGNORED = theNULL + '\021'


class Telnet:
    """A connection to a server.

    What is received is in rawq, from irawq on, until commands are taken out of
    it. What remains is in cookedq, and what stood in the last subnegotiation
    in sbdataq.
    """

    def __init__(self, host=None, port=0, timeout=socket._GLOBAL_DEFAULT_TIMEOUT):
        """Connect, if a host is given."""
        self.debuglevel = DEBUGLEVEL
        self.host, self.port, self.timeout = host, port, timeout
        self.option_callback = self.sock = None
        self.rawq = self.cookedq = self.sbdataq = ''
        self.irawq = 0
        self.eof = 0
        # A command as far as it has come, and whether it is within a subnegotiation.
        self.iacseq = ''
        self.sb = 0
        self._has_poll = hasattr(select, 'poll')
        if host is not None:
            self.open(host, port, timeout)

    def __del__(self):
        self.close()

    def open(self, host, port=0, timeout=socket._GLOBAL_DEFAULT_TIMEOUT):
        """Connect."""
        self.host, self.port, self.timeout = host, port or TELNET_PORT, timeout
        self.eof = 0
        self.sock = socket.create_connection((host, self.port), timeout)

    def close(self):
        """Close the connection, if there is one."""
        sock, self.sock = self.sock, 0
        self.eof = 1
        self.iacseq = ''
        self.sb = 0
        if sock:
            sock.close()

    def get_socket(self):
        return self.sock

    def fileno(self):
        return self.sock.fileno()

    def set_debuglevel(self, debuglevel):
        """Above 0 what is sent and received is printed."""
        self.debuglevel = debuglevel

    def msg(self, msg, *args):
        """Print a message for the debugging."""
        if self.debuglevel > 0:
            print 'Telnet(%s,%s):' % (self.host, self.port), msg % args if args else msg

    def write(self, buffer):
        """Send text."""
        # IAC as a character is written twice.
        buffer = buffer.replace(IAC, IAC + IAC)
        self.msg('send %r', buffer)
        self.sock.sendall(buffer)

    # ---- receiving

    def sock_avail(self):
        """Whether there is something to receive."""
        return self._wait(0)

    def _wait(self, timeout):
        """Whether there is something to receive within some seconds."""
        deadline = _time() + timeout
        while True:
            try:
                if not self._has_poll:
                    return select.select([self], [], [], timeout)[0] != []
                poller = select.poll()
                poller.register(self, select.POLLIN | select.POLLPRI)
                return poller.poll(1000 * timeout) != []
            except select.error as error:
                if error.args[0] != errno.EINTR:
                    raise
                timeout = max(0, deadline - _time())

    def fill_rawq(self):
        """Receive once; eof is true then if there is no more."""
        if self.irawq >= len(self.rawq):
            self.rawq, self.irawq = '', 0
        data = self.sock.recv(50)
        self.msg('recv %r', data)
        self.rawq += data
        self.eof = not data

    def rawq_getchar(self):
        """The next character of rawq, which is received if need be. EOFError."""
        if not self.rawq:
            self.fill_rawq()
            if self.eof:
                raise EOFError
        char = self.rawq[self.irawq]
        self.irawq += 1
        if self.irawq == len(self.rawq):
            self.rawq, self.irawq = '', 0
        return char

    # ---- commands

    def set_option_negotiation_callback(self, callback):
        """callback(socket, command, option) is called for each command, with NOOPT if it has no option."""
        self.option_callback = callback

    def process_rawq(self):
        """Take commands out of what has been received, and answer them."""
        # Outside and inside of a subnegotiation.
        text = ['', '']
        while self.rawq:
            char = self.rawq_getchar()
            command = self.iacseq + char
            if command == IAC or command[1:] in _NEGOTIATIONS:
                # It goes on.
                self.iacseq = command
                continue
            self.iacseq = ''
            if len(command) == 3:
                self._negotiate(command[1], char)
            elif command == IAC + IAC:
                text[self.sb] += IAC
            elif len(command) == 1:
                if char not in _IGNORED:
                    text[self.sb] += char
            else:
                if char == SE:
                    self.sbdataq += text[1]
                    text[1] = ''
                self._obey(char)
        self.cookedq += text[0]
        self.sbdataq += text[1]

    def _obey(self, command):
        if command == SB:
            self.sbdataq = ''
        if command in (SB, SE):
            self.sb = int(command == SB)
        if self.option_callback:
            self.option_callback(self.sock, command, NOOPT)
        else:
            self.msg('IAC %d not recognized' % ord(command))

    def _negotiate(self, command, option):
        name, refusal = _NEGOTIATIONS[command]
        self.msg('IAC %s %d', name, ord(option))
        if self.option_callback:
            self.option_callback(self.sock, command, option)
        else:
            self.sock.sendall(IAC + refusal + option)

    def read_sb_data(self):
        """What stood in the last subnegotiation; it is '' then."""
        data, self.sbdataq = self.sbdataq, ''
        return data

    # ---- reading

    def _receive_while(self, wanted):
        """Receive as long as a function is true and the connection lasts."""
        self.process_rawq()
        while not self.eof and wanted():
            self.fill_rawq()
            self.process_rawq()

    def _take(self, end=None):
        if end is None:
            end = len(self.cookedq)
        text, self.cookedq = self.cookedq[:end], self.cookedq[end:]
        return text

    def read_all(self):
        """All text up to the end of the connection."""
        self._receive_while(lambda: True)
        return self._take()

    def read_some(self):
        """At least one character, which is waited for; '' at the end."""
        self._receive_while(lambda: not self.cookedq)
        return self._take()

    def read_very_eager(self):
        """All text that can be received without waiting. EOFError at the end."""
        self._receive_while(self.sock_avail)
        return self.read_very_lazy()

    def read_eager(self):
        """The text that is there; if there is none, some that can be received without waiting. EOFError."""
        self._receive_while(lambda: not self.cookedq and self.sock_avail())
        return self.read_very_lazy()

    def read_lazy(self):
        """The text that has been received. EOFError at the end."""
        self.process_rawq()
        return self.read_very_lazy()

    def read_very_lazy(self):
        """The text that commands have been taken out of already. EOFError at the end."""
        text = self._take()
        if not text and self.eof and not self.rawq:
            raise EOFError('telnet connection closed')
        return text

    def _search(self, find, timeout):
        """What find() finds, after receiving until it does. None: in time, or before the end, it did not."""
        deadline = None if timeout is None else _time() + timeout
        received = False
        self.process_rawq()
        while True:
            found = find()
            if found is not None or self.eof:
                return found
            if deadline is not None:
                left = deadline - _time()
                # However short the time is, once is tried.
                if left < 0 and received or not self._wait(max(0, left)):
                    return None
            received = True
            self.fill_rawq()
            self.process_rawq()

    def read_until(self, match, timeout=None):
        """The text up to and with a string; what there is, if it does not come within some seconds. EOFError."""
        start = [0]

        def find():
            place = self.cookedq.find(match, start[0])
            # Its beginning may have come.
            start[0] = max(0, len(self.cookedq) - len(match))
            return None if place < 0 else place + len(match)

        end = self._search(find, timeout)
        return self.read_very_lazy() if end is None else self._take(end)

    def expect(self, list, timeout=None):
        """(number, match, text up to its end) for the first of some expressions, compiled or not, that matches.

        (-1, None, text) if none does within some seconds. EOFError.
        """
        expressions = [entry if hasattr(entry, 'search') else re.compile(entry) for entry in list]

        def find():
            for number, expression in enumerate(expressions):
                match = expression.search(self.cookedq)
                if match:
                    return number, match
            return None

        found = self._search(find, timeout)
        if found is None:
            return -1, None, self.read_very_lazy()
        number, match = found
        return number, match, self._take(match.end())

    # ---- people

    def interact(self):
        """Let the terminal and the server talk to each other."""
        if sys.platform == 'win32':
            # There select() is for sockets only.
            self.mt_interact()
            return
        while True:
            ready = select.select([self, sys.stdin], [], [])[0]
            if self in ready and not self._show():
                return
            if sys.stdin in ready and not self._send_line():
                return

    def mt_interact(self):
        """As interact(), with a thread."""
        import thread
        thread.start_new_thread(self.listener, ())
        while self._send_line():
            pass

    def listener(self):
        """Print what the server sends."""
        while self._show():
            pass

    def _show(self):
        try:
            sys.stdout.write(self.read_eager())
            sys.stdout.flush()
            return True
        except EOFError:
            print '*** Connection closed by remote host ***'
            return False

    def _send_line(self):
        line = sys.stdin.readline()
        if line:
            self.write(line)
        return bool(line)


def test():
    """The command: telnetlib [-d] ... [host [port]]."""
    arguments = sys.argv[1:]
    debuglevel = 0
    while arguments[:1] == ['-d']:
        debuglevel += 1
        del arguments[0]
    host, port = (arguments + ['localhost', '0'][len(arguments):])[:2]
    connection = Telnet()
    connection.set_debuglevel(debuglevel)
    connection.open(host, int(port) if port.isdigit() else socket.getservbyname(port, 'tcp'), timeout=0.5)
    connection.interact()
    connection.close()


if __name__ == '__main__':
    test()
