"""Mail messages with MIME headers, and the encodings of bodies. (The email package is the newer one.)"""

import os
import sys
import tempfile
from warnings import catch_warnings, filterwarnings, warnpy3k

with catch_warnings():
    if sys.py3kwarning:
        # One warning, of this module, is enough.
        filterwarnings('ignore', '.*rfc822 has been removed', DeprecationWarning)
    import rfc822

warnpy3k('in 3.x, mimetools has been removed in favor of the email package', stacklevel=2)

__all__ = ['Message', 'choose_boundary', 'encode', 'decode', 'copyliteral', 'copybinary']


class Message(rfc822.Message):
    """A message of rfc822 of which type, its parameters and the encoding of the body are known."""

    def __init__(self, fp, seekable=1):
        rfc822.Message.__init__(self, fp, seekable)
        self.encodingheader = self.getheader('content-transfer-encoding')
        self.typeheader = self.getheader('content-type')
        self.parsetype()
        self.parseplist()

    def parsetype(self):
        """Set type, maintype, subtype, and plisttext, the parameters with the semicolon before them."""
        kind, semicolon, params = ('text/plain' if self.typeheader is None else self.typeheader).partition(';')
        self.plisttext = semicolon + params
        words = [word.strip().lower() for word in kind.split('/')]
        self.type = '/'.join(words)
        self.maintype = words[0]
        self.subtype = '/'.join(words[1:])

    def parseplist(self):
        """Set plist, the parameters as strings 'name=value', with the value's quotes."""
        self.plist = []
        for param in self.plisttext.split(';')[1:]:
            name, equals, value = param.partition('=')
            if equals:
                name = name.strip().lower()
            self.plist.append((name + equals + value.strip()).strip())

    def getplist(self):
        return self.plist

    def getparam(self, name):
        """A parameter without quotes, or None."""
        prefix = name.lower() + '='
        for param in self.plist:
            if param.startswith(prefix):
                return rfc822.unquote(param[len(prefix):])
        return None

    def getparamnames(self):
        """The names of the parameters in small letters."""
        return [param.partition('=')[0].lower() for param in self.plist if '=' in param]

    def getencoding(self):
        return '7bit' if self.encodingheader is None else self.encodingheader.lower()

    def gettype(self):
        return self.type

    def getmaintype(self):
        return self.maintype

    def getsubtype(self):
        return self.subtype


# ---- boundaries

try:
    from thread import allocate_lock as _allocate_lock
except ImportError:
    from dummy_thread import allocate_lock as _allocate_lock

_counter_lock = _allocate_lock()
_counter = 0
_prefix = None


def _get_next_counter():
    global _counter
    with _counter_lock:
        _counter += 1
        return _counter


def _host():
    import socket
    try:
        return socket.gethostbyname(socket.gethostname())
    except socket.gaierror:
        return '127.0.0.1'


def choose_boundary():
    """A string as there is no other: of host, user, process, time and a number."""
    global _prefix
    import time
    if _prefix is None:
        user = os.getuid() if hasattr(os, 'getuid') else 1
        _prefix = '%s.%r.%r' % (_host(), user, os.getpid())
    return '%s.%.3f.%d' % (_prefix, time.time(), _get_next_counter())


# ---- encodings

# Those that modules do: their functions encode() and decode() from file to file.
_modules = {'base64': 'base64', 'quoted-printable': 'quopri',
            'uuencode': 'uu', 'x-uuencode': 'uu', 'uue': 'uu', 'x-uue': 'uu'}

# Those that commands do, which read standard input.
encodetab = {}
decodetab = {}


def encode(input, output, encoding):
    """Write what is read from a file encoded to another. ValueError."""
    # Quoted-printable may leave tabs as they are.
    _convert('encode', encodetab, input, output, encoding, (0,) if encoding == 'quoted-printable' else ())


def decode(input, output, encoding):
    """Write what is read encoded from a file to another. ValueError."""
    _convert('decode', decodetab, input, output, encoding, ())


def _convert(function, commands, input, output, encoding, arguments):
    if encoding in _modules:
        getattr(__import__(_modules[encoding]), function)(input, output, *arguments)
    elif encoding in ('7bit', '8bit'):
        output.write(input.read())
    elif encoding in commands:
        pipethrough(input, commands[encoding], output)
    else:
        raise ValueError('unknown Content-Transfer-Encoding: %s' % encoding)


def pipeto(input, command):
    """Give a file to a command."""
    pipe = os.popen(command, 'w')
    copyliteral(input, pipe)
    pipe.close()


def pipethrough(input, command, output):
    """Give a file to a command, what that writes to another."""
    fd, name = tempfile.mkstemp()
    with os.fdopen(fd, 'w') as copy:
        copyliteral(input, copy)
    pipe = os.popen('%s <%s' % (command, name), 'r')
    copybinary(pipe, output)
    pipe.close()
    os.unlink(name)


def copyliteral(input, output):
    """Copy line by line."""
    for line in iter(input.readline, ''):
        output.write(line)


def copybinary(input, output):
    """Copy block by block."""
    for block in iter(lambda: input.read(8192), ''):
        output.write(block)
