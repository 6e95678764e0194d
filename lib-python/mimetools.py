"""Mail messages with MIME headers, and the encodings of bodies. (The email package is the newer one.)"""

import os
import sys
import tempfile
from warnings import filterwarnings, catch_warnings
with catch_warnings():
    if sys.py3kwarning:
        filterwarnings('ignore', '.*rfc822 has been removed', DeprecationWarning)
    import rfc822

from warnings import warnpy3k
warnpy3k('in 3.x, mimetools has been removed in favor of the email package', stacklevel=2)

__all__ = ['Message', 'choose_boundary', 'encode', 'decode', 'copyliteral', 'copybinary']


class Message(rfc822.Message):
    """A message of rfc822 whose headers Content-Type and Content-Transfer-Encoding are taken apart."""

    def __init__(self, fp, seekable=1):
        rfc822.Message.__init__(self, fp, seekable)
        self.encodingheader = self.getheader('content-transfer-encoding')
        self.typeheader = self.getheader('content-type')
        self.parsetype()
        self.parseplist()

    def parsetype(self):
        text = self.typeheader
        if text is None:
            text = 'text/plain'
        self.plisttext = ''
        if ';' in text:
            i = text.index(';')
            self.plisttext = text[i:]
            text = text[:i]
        fields = [field.strip().lower() for field in text.split('/')]
        self.type = '/'.join(fields)
        self.maintype = fields[0]
        self.subtype = '/'.join(fields[1:])

    def parseplist(self):
        text = self.plisttext
        self.plist = []
        while text[:1] == ';':
            text = text[1:]
            end = text.find(';') if ';' in text else len(text)
            if '"' in text[:end]:
                # A semicolon may be quoted.
                end = _parameter_end(text)
            f = text[:end]
            if '=' in f:
                i = f.index('=')
                f = f[:i].strip().lower() + '=' + f[i + 1:].strip()
            self.plist.append(f.strip())
            text = text[end:]

    def getplist(self):
        return self.plist

    def getparam(self, name):
        """A parameter of the type, or None."""
        name = name.lower() + '='
        for p in self.plist:
            if p.startswith(name):
                return rfc822.unquote(p[len(name):])
        return None

    def getparamnames(self):
        return [p[:p.index('=')].lower() for p in self.plist if '=' in p]

    def getencoding(self):
        return '7bit' if self.encodingheader is None else self.encodingheader.lower()

    def gettype(self):
        return self.type

    def getmaintype(self):
        return self.maintype

    def getsubtype(self):
        return self.subtype


def _parameter_end(text):
    quoted = False
    for i, c in enumerate(text):
        if c == '"' and text[i - 1:i] != '\\':
            quoted = not quoted
        elif c == ';' and not quoted:
            return i
    return len(text)


try:
    import thread
    import threading
    _counter_lock = threading.Lock()
    del threading
except ImportError:
    import dummy_threading as threading
    _counter_lock = threading.Lock()

_counter = 0
_prefix = None


def _get_next_counter():
    global _counter
    with _counter_lock:
        _counter += 1
        return _counter


def choose_boundary():
    """A string that separates parts of a message, different each time."""
    global _prefix
    import time
    if _prefix is None:
        import socket
        try:
            hostid = socket.gethostbyname(socket.gethostname())
        except socket.gaierror:
            hostid = '127.0.0.1'
        try:
            uid = repr(os.getuid())
        except AttributeError:
            uid = '1'
        _prefix = hostid + '.' + uid + '.' + repr(os.getpid())
    return '%s.%.3f.%d' % (_prefix, time.time(), _get_next_counter())


def decode(input, output, encoding):
    """Decode one file into another."""
    if encoding == 'base64':
        import base64
        return base64.decode(input, output)
    if encoding == 'quoted-printable':
        import quopri
        return quopri.decode(input, output)
    if encoding in ('uuencode', 'x-uuencode', 'uue', 'x-uue'):
        import uu
        return uu.decode(input, output)
    if encoding in ('7bit', '8bit'):
        return output.write(input.read())
    if encoding in decodetab:
        pipethrough(input, decodetab[encoding], output)
    else:
        raise ValueError('unknown Content-Transfer-Encoding: %s' % encoding)


def encode(input, output, encoding):
    """Encode one file into another."""
    if encoding == 'base64':
        import base64
        return base64.encode(input, output)
    if encoding == 'quoted-printable':
        import quopri
        return quopri.encode(input, output, 0)
    if encoding in ('uuencode', 'x-uuencode', 'uue', 'x-uue'):
        import uu
        return uu.encode(input, output)
    if encoding in ('7bit', '8bit'):
        return output.write(input.read())
    if encoding in encodetab:
        pipethrough(input, encodetab[encoding], output)
    else:
        raise ValueError('unknown Content-Transfer-Encoding: %s' % encoding)


# Programs for further encodings.
decodetab = {}
encodetab = {}


def pipeto(input, command):
    pipe = os.popen(command, 'w')
    copyliteral(input, pipe)
    pipe.close()


def pipethrough(input, command, output):
    fd, tempname = tempfile.mkstemp()
    temp = os.fdopen(fd, 'w')
    copyliteral(input, temp)
    temp.close()
    pipe = os.popen(command + ' <' + tempname, 'r')
    copybinary(pipe, output)
    pipe.close()
    os.unlink(tempname)


def copyliteral(input, output):
    """Copy lines."""
    while True:
        line = input.readline()
        if not line:
            break
        output.write(line)


def copybinary(input, output):
    """Copy blocks."""
    while True:
        block = input.read(8192)
        if not block:
            break
        output.write(block)
