"""Handlers for files that grow too large or are moved away, and for what is not a file."""

import cPickle
import errno
import logging
import os
import re
import socket
import struct
import time
from functools import wraps
from stat import ST_DEV, ST_INO, ST_MTIME

DEFAULT_TCP_LOGGING_PORT = 9020
DEFAULT_UDP_LOGGING_PORT = 9021
DEFAULT_HTTP_LOGGING_PORT = 9022
DEFAULT_SOAP_LOGGING_PORT = 9023
SYSLOG_UDP_PORT = SYSLOG_TCP_PORT = 514

_HOUR = 60 * 60
_MIDNIGHT = 24 * _HOUR


def _reporting(emit):
    """Decorator for emit(): what it raises is left to handleError()."""
    @wraps(emit)
    def safe(self, record):
        try:
            emit(self, record)
        except (KeyboardInterrupt, SystemExit):
            raise
        except:
            self.handleError(record)
    return safe


# ---- files

def _move(source, target):
    """Rename a file, if it is there, in the place of another that may be there."""
    if os.path.exists(source):
        if os.path.exists(target):
            os.remove(target)
        os.rename(source, target)


class BaseRotatingHandler(logging.FileHandler):
    """A file that is put aside when shouldRollover() says so, by doRollover()."""

    def __init__(self, filename, mode, encoding=None, delay=0):
        logging.FileHandler.__init__(self, filename, mode, encoding, delay)

    @_reporting
    def emit(self, record):
        if self.shouldRollover(record):
            self.doRollover()
        logging.FileHandler.emit(self, record)

    def _put_aside(self, target):
        """Rename the file; the next one is opened now or with the next record."""
        if self.stream:
            self.stream.close()
            self.stream = None
        if target is not None:
            if os.path.exists(target):
                os.remove(target)
            _move(self.baseFilename, target)

    def _start_next(self):
        if not self.delay:
            self.stream = self._open()


class RotatingFileHandler(BaseRotatingHandler):
    """Files of less than maxBytes; of those put aside backupCount are kept, as name.1 and so on."""

    def __init__(self, filename, mode='a', maxBytes=0, backupCount=0, encoding=None, delay=0):
        if maxBytes > 0:
            # A new run would otherwise begin with losing the last one's.
            mode = 'a'
        BaseRotatingHandler.__init__(self, filename, mode, encoding, delay)
        self.maxBytes, self.backupCount = maxBytes, backupCount

    def _backup(self, number):
        return '%s.%d' % (self.baseFilename, number)

    def shouldRollover(self, record):
        """Whether the file would get too large by the record."""
        if self.stream is None:
            self.stream = self._open()
        if self.maxBytes <= 0:
            return 0
        self.stream.seek(0, os.SEEK_END)
        size = self.stream.tell() + len('%s\n' % self.format(record))
        return int(size >= self.maxBytes)

    def doRollover(self):
        """Begin a new file."""
        for number in xrange(self.backupCount - 1, 0, -1):
            _move(self._backup(number), self._backup(number + 1))
        self._put_aside(self._backup(1) if self.backupCount > 0 else None)
        self._start_next()


# What may be asked for as "when": seconds, format of what is added to the
# name of a file put aside, pattern of that.
_PERIODS = {
    'S': (1, '%Y-%m-%d_%H-%M-%S', r'^\d{4}-\d{2}-\d{2}_\d{2}-\d{2}-\d{2}$'),
    'M': (60, '%Y-%m-%d_%H-%M', r'^\d{4}-\d{2}-\d{2}_\d{2}-\d{2}$'),
    'H': (_HOUR, '%Y-%m-%d_%H', r'^\d{4}-\d{2}-\d{2}_\d{2}$'),
    'D': (_MIDNIGHT, '%Y-%m-%d', r'^\d{4}-\d{2}-\d{2}$'),
}
_PERIODS['MIDNIGHT'] = _PERIODS['D']
_PERIODS['W'] = (7 * _MIDNIGHT,) + _PERIODS['D'][1:]


def _same_hour(now, moment):
    """A time with summer time taken into account, if that is now another than then."""
    summer_now = time.localtime(now).tm_isdst
    if time.localtime(moment).tm_isdst == summer_now:
        return moment
    return moment + (_HOUR if summer_now else -_HOUR)


class TimedRotatingFileHandler(BaseRotatingHandler):
    """Files of one period each: so many seconds (S), minutes (M), hours (H), days (D), from
    midnight (MIDNIGHT) or from Monday (W0), Tuesday (W1) and so on.
    """

    def __init__(self, filename, when='h', interval=1, backupCount=0, encoding=None,
                 delay=False, utc=False):
        BaseRotatingHandler.__init__(self, filename, 'a', encoding, delay)
        self.when, self.backupCount, self.utc = when.upper(), backupCount, utc
        period = self.when
        if period.startswith('W'):
            self.dayOfWeek = self._day_of_week(period)
            period = 'W'
        if period not in _PERIODS:
            raise ValueError('Invalid rollover interval specified: %s' % self.when)
        seconds, self.suffix, pattern = _PERIODS[period]
        self.interval = seconds * interval
        self.extMatch = re.compile(pattern)
        # A file that is already there goes on with its period.
        began = os.stat(filename)[ST_MTIME] if os.path.exists(filename) else time.time()
        self.rolloverAt = self.computeRollover(int(began))

    def _day_of_week(self, when):
        if len(when) != 2:
            raise ValueError('You must specify a day for weekly rollover from 0 to 6 '
                             '(0 is Monday): %s' % when)
        if when[1] not in '0123456':
            raise ValueError('Invalid day specified for weekly rollover: %s' % when)
        return int(when[1])

    def _calendar(self, moment):
        return time.gmtime(moment) if self.utc else time.localtime(moment)

    def _same_hour(self, now, moment):
        return moment if self.utc else _same_hour(now, moment)

    def _at_midnight(self):
        return self.when == 'MIDNIGHT' or self.when.startswith('W')

    def computeRollover(self, currentTime):
        """When the period ends that a time is in."""
        if not self._at_midnight():
            return currentTime + self.interval
        now = self._calendar(currentTime)
        since_midnight = (now.tm_hour * 60 + now.tm_min) * 60 + now.tm_sec
        end = currentTime + _MIDNIGHT - since_midnight
        if self.when.startswith('W') and now.tm_wday != self.dayOfWeek:
            days = (self.dayOfWeek - now.tm_wday) % 7
            end = self._same_hour(currentTime, end + days * _MIDNIGHT)
        return end

    def shouldRollover(self, record):
        """Whether the period is over."""
        return int(time.time() >= self.rolloverAt)

    def getFilesToDelete(self):
        """The oldest of the files put aside: all but backupCount."""
        directory, name = os.path.split(self.baseFilename)
        start = name + '.'
        old = sorted([os.path.join(directory, each) for each in os.listdir(directory)
                      if each.startswith(start) and self.extMatch.match(each[len(start):])])
        return old[:max(0, len(old) - self.backupCount)]

    def doRollover(self):
        """Begin a new file; the old one is named after when its period began."""
        now = int(time.time())
        began = self._same_hour(now, self.rolloverAt - self.interval)
        suffix = time.strftime(self.suffix, self._calendar(began))
        self._put_aside('%s.%s' % (self.baseFilename, suffix))
        if self.backupCount > 0:
            map(os.remove, self.getFilesToDelete())
        self._start_next()
        end = self.computeRollover(now)
        while end <= now:
            end += self.interval
        self.rolloverAt = self._same_hour(now, end) if self._at_midnight() else end


class WatchedFileHandler(logging.FileHandler):
    """A file that is opened again when another program has moved it away."""

    def __init__(self, filename, mode='a', encoding=None, delay=0):
        logging.FileHandler.__init__(self, filename, mode, encoding, delay)
        self.dev = self.ino = -1
        self._statstream()

    def _statstream(self):
        """Keep what tells the open file from others."""
        if self.stream:
            status = os.fstat(self.stream.fileno())
            self.dev, self.ino = status[ST_DEV], status[ST_INO]

    def _is_there(self):
        try:
            status = os.stat(self.baseFilename)
        except OSError as problem:
            if problem.errno == errno.ENOENT:
                return False
            raise
        return (status[ST_DEV], status[ST_INO]) == (self.dev, self.ino)

    def emit(self, record):
        if not self._is_there() and self.stream is not None:
            self.stream.flush()
            self.stream.close()
            # If opening fails there is no stream, and the next record tries again.
            self.stream = None
            self.stream = self._open()
            self._statstream()
        logging.FileHandler.emit(self, record)


# ---- sockets

class SocketHandler(logging.Handler):
    """Sends records over TCP: dictionaries of their attributes, pickled, behind their lengths.

    When that fails the next attempts to connect are ever farther apart,
    as the attributes retryStart, retryFactor and retryMax say.
    """

    def __init__(self, host, port):
        logging.Handler.__init__(self)
        self.host, self.port = host, port
        self.sock = None
        self.closeOnError = 0
        self.retryStart, self.retryFactor, self.retryMax = 1.0, 2.0, 30.0
        # When to try again; None if nothing failed.
        self.retryTime = None

    def makeSocket(self, timeout=1):
        """A connected socket."""
        made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        made.settimeout(timeout)
        made.connect((self.host, self.port))
        return made

    def createSocket(self):
        """Connect, unless it is too early for that."""
        now = time.time()
        failed_before = self.retryTime is not None
        if failed_before and now < self.retryTime:
            return
        try:
            self.sock = self.makeSocket()
            self.retryTime = None
        except socket.error:
            if failed_before:
                self.retryPeriod = min(self.retryPeriod * self.retryFactor, self.retryMax)
            else:
                self.retryPeriod = self.retryStart
            self.retryTime = now + self.retryPeriod

    def _drop_socket(self):
        gone, self.sock = self.sock, None
        if gone:
            gone.close()

    def send(self, s):
        """Send bytes, if there is a connection."""
        if self.sock is None:
            self.createSocket()
        if self.sock:
            try:
                self.sock.sendall(s)
            except socket.error:
                self._drop_socket()

    def makePickle(self, record):
        """A record's bytes."""
        if record.exc_info:
            # A traceback cannot be pickled; formatting leaves its text.
            self.format(record)
        attributes = dict(vars(record))
        attributes.update(msg=record.getMessage(), args=None, exc_info=None)
        pickled = cPickle.dumps(attributes, 1)
        return struct.pack('>L', len(pickled)) + pickled

    @_reporting
    def emit(self, record):
        self.send(self.makePickle(record))

    def handleError(self, record):
        if self.closeOnError and self.sock:
            self._drop_socket()
        else:
            logging.Handler.handleError(self, record)

    def close(self):
        self.acquire()
        try:
            self._drop_socket()
        finally:
            self.release()
        logging.Handler.close(self)


class DatagramHandler(SocketHandler):
    """Sends the same over UDP."""

    def __init__(self, host, port):
        SocketHandler.__init__(self, host, port)
        self.closeOnError = 0

    def makeSocket(self):
        return socket.socket(socket.AF_INET, socket.SOCK_DGRAM)

    def send(self, s):
        if self.sock is None:
            self.createSocket()
        self.sock.sendto(s, (self.host, self.port))


# ---- the system log

_PRIORITIES = zip('emerg alert crit err warning notice info debug'.split(), range(8))
_FACILITIES = zip('kern user mail daemon auth syslog lpr news uucp cron authpriv ftp'.split(),
                  range(12)) + [('local%d' % number, 16 + number) for number in range(8)]


class SysLogHandler(logging.Handler):
    """Sends records to the system log, at a host and port or at the path of a socket."""

    (LOG_EMERG, LOG_ALERT, LOG_CRIT, LOG_ERR,
     LOG_WARNING, LOG_NOTICE, LOG_INFO, LOG_DEBUG) = range(8)

    (LOG_KERN, LOG_USER, LOG_MAIL, LOG_DAEMON, LOG_AUTH, LOG_SYSLOG,
     LOG_LPR, LOG_NEWS, LOG_UUCP, LOG_CRON, LOG_AUTHPRIV, LOG_FTP) = range(12)

    (LOG_LOCAL0, LOG_LOCAL1, LOG_LOCAL2, LOG_LOCAL3,
     LOG_LOCAL4, LOG_LOCAL5, LOG_LOCAL6, LOG_LOCAL7) = range(16, 24)

    priority_names = dict(_PRIORITIES, critical=LOG_CRIT, error=LOG_ERR, warn=LOG_WARNING,
                          panic=LOG_EMERG)
    facility_names = dict(_FACILITIES, security=LOG_AUTH)

    # From the names of levels to those of priorities.
    priority_map = {'DEBUG': 'debug', 'INFO': 'info', 'WARNING': 'warning',
                    'ERROR': 'error', 'CRITICAL': 'critical'}

    log_format_string = '<%d>%s\000'

    def __init__(self, address=('localhost', SYSLOG_UDP_PORT), facility=1, socktype=None):
        logging.Handler.__init__(self)
        self.address, self.facility, self.socktype = address, facility, socktype
        self.unixsocket = isinstance(address, basestring)
        if self.unixsocket:
            self._connect_unixsocket(address)
        else:
            if socktype is None:
                self.socktype = socket.SOCK_DGRAM
            self.socket = self._internet_socket(*address)

    def _internet_socket(self, host, port):
        problem = socket.error('getaddrinfo returns an empty list')
        for family, kind, protocol, _, target in socket.getaddrinfo(host, port, 0, self.socktype):
            made = None
            try:
                made = socket.socket(family, kind, protocol)
                if kind == socket.SOCK_STREAM:
                    made.connect(target)
                return made
            except socket.error as problem:
                if made is not None:
                    made.close()
        raise problem

    def _connect_unixsocket(self, address):
        """Connect to a path, as a socket of the type asked for or else of whichever it takes."""
        kinds = [self.socktype]
        if self.socktype is None:
            kinds = [socket.SOCK_DGRAM, socket.SOCK_STREAM]
        for kind in kinds:
            self.socket = socket.socket(socket.AF_UNIX, kind)
            try:
                self.socket.connect(address)
                self.socktype = kind
                return
            except socket.error:
                self.socket.close()
                if kind == kinds[-1]:
                    raise

    def encodePriority(self, facility, priority):
        """Facility and priority, given by name or code, as one number."""
        facility = self.facility_names.get(facility, facility)
        return facility << 3 | self.priority_names.get(priority, priority)

    def mapPriority(self, levelName):
        """The priority of a level."""
        return self.priority_map.get(levelName, 'warning')

    @_reporting
    def emit(self, record):
        text = self.format(record)
        if isinstance(text, unicode):
            text = text.encode('utf-8')
        code = self.encodePriority(self.facility, self.mapPriority(record.levelname))
        self._send(self.log_format_string % (code, text))

    def _send(self, message):
        if self.unixsocket:
            try:
                self.socket.send(message)
            except socket.error:
                # The daemon may have been started again.
                self.socket.close()
                self._connect_unixsocket(self.address)
                self.socket.send(message)
        elif self.socktype == socket.SOCK_DGRAM:
            self.socket.sendto(message, self.address)
        else:
            self.socket.sendall(message)

    def close(self):
        if self.unixsocket:
            self.acquire()
            try:
                self.socket.close()
            finally:
                self.release()
        logging.Handler.close(self)


class NTEventLogHandler(logging.Handler):
    """Writes to the event log of Windows, where the extensions for it are installed."""

    def __init__(self, appname, dllname=None, logtype='Application'):
        logging.Handler.__init__(self)
        self.appname, self.dllname, self.logtype = appname, dllname, logtype
        try:
            import win32evtlog
            import win32evtlogutil
        except ImportError:
            print ('The Python Win32 extensions for NT (service, event logging) '
                   'appear not to be available.')
            self._welu = None
            return
        self._welu = win32evtlogutil
        if not dllname:
            base = os.path.dirname(os.path.dirname(win32evtlogutil.__file__))
            self.dllname = os.path.join(base, 'win32service.pyd')
        win32evtlogutil.AddSourceToRegistry(appname, self.dllname, logtype)
        self.deftype = win32evtlog.EVENTLOG_ERROR_TYPE
        information = win32evtlog.EVENTLOG_INFORMATION_TYPE
        self.typemap = {logging.DEBUG: information, logging.INFO: information,
                        logging.WARNING: win32evtlog.EVENTLOG_WARNING_TYPE,
                        logging.ERROR: self.deftype, logging.CRITICAL: self.deftype}

    def getMessageID(self, record):
        return 1

    def getEventCategory(self, record):
        return 0

    def getEventType(self, record):
        return self.typemap.get(record.levelno, self.deftype)

    @_reporting
    def emit(self, record):
        if self._welu:
            self._welu.ReportEvent(self.appname, self.getMessageID(record),
                                   self.getEventCategory(record), self.getEventType(record),
                                   [self.format(record)])

    def close(self):
        logging.Handler.close(self)


# ---- mail and the web

class SMTPHandler(logging.Handler):
    """Sends each record as a mail.

    With credentials it logs in; before that, if secure is not None, it
    turns to TLS with these arguments (key file, certificate file).
    """

    _timeout = 5.0

    def __init__(self, mailhost, fromaddr, toaddrs, subject, credentials=None, secure=None):
        logging.Handler.__init__(self)
        several = list, tuple
        self.mailhost, self.mailport = (mailhost if isinstance(mailhost, several)
                                        else (mailhost, None))
        self.username = None
        if isinstance(credentials, several):
            self.username, self.password = credentials
        self.fromaddr = fromaddr
        self.toaddrs = [toaddrs] if isinstance(toaddrs, basestring) else toaddrs
        self.subject, self.secure = subject, secure

    def getSubject(self, record):
        """The mail's subject; for classes to override."""
        return self.subject

    def _mail(self, record):
        from email.utils import formatdate
        headers = [('From', self.fromaddr), ('To', ','.join(self.toaddrs)),
                   ('Subject', self.getSubject(record)), ('Date', formatdate())]
        lines = ['%s: %s' % header for header in headers]
        return '\r\n'.join(lines + ['', self.format(record)])

    @_reporting
    def emit(self, record):
        import smtplib
        server = smtplib.SMTP(self.mailhost, self.mailport or smtplib.SMTP_PORT,
                              timeout=self._timeout)
        mail = self._mail(record)
        if self.username:
            if self.secure is not None:
                server.ehlo()
                server.starttls(*self.secure)
                server.ehlo()
            server.login(self.username, self.password)
        server.sendmail(self.fromaddr, self.toaddrs, mail)
        server.quit()


class HTTPHandler(logging.Handler):
    """Sends the attributes of each record to a web server, as a form."""

    def __init__(self, host, url, method='GET'):
        logging.Handler.__init__(self)
        self.host, self.url, self.method = host, url, method.upper()
        if self.method not in ('GET', 'POST'):
            raise ValueError('method must be GET or POST')

    def mapLogRecord(self, record):
        """What is sent of a record: a dictionary."""
        return vars(record)

    @_reporting
    def emit(self, record):
        import httplib
        import urllib
        form = urllib.urlencode(self.mapLogRecord(record))
        url, body, headers = self.url, None, [('Host', self.host.partition(':')[0])]
        if self.method == 'GET':
            url = '%s%s%s' % (url, '&' if '?' in url else '?', form)
        else:
            body = form
            headers += [('Content-type', 'application/x-www-form-urlencoded'),
                        ('Content-length', str(len(form)))]
        connection = httplib.HTTP(self.host)
        connection.putrequest(self.method, url)
        for name, value in headers:
            connection.putheader(name, value)
        connection.endheaders(body)
        connection.getreply()


# ---- memory

class BufferingHandler(logging.Handler):
    """Keeps records until there are so many of them; then flush() does something with them."""

    def __init__(self, capacity):
        logging.Handler.__init__(self)
        self.capacity = capacity
        self.buffer = []

    def shouldFlush(self, record):
        """Whether it is time; the record is already here."""
        return len(self.buffer) >= self.capacity

    def emit(self, record):
        self.buffer.append(record)
        if self.shouldFlush(record):
            self.flush()

    def flush(self):
        """Forget the records."""
        self.acquire()
        try:
            self.buffer = []
        finally:
            self.release()

    def close(self):
        try:
            self.flush()
        finally:
            logging.Handler.close(self)


class MemoryHandler(BufferingHandler):
    """Passes records on to another handler, when there are enough or one is grave enough."""

    def __init__(self, capacity, flushLevel=logging.ERROR, target=None):
        BufferingHandler.__init__(self, capacity)
        self.flushLevel = flushLevel
        self.setTarget(target)

    def setTarget(self, target):
        """The other handler; as long as there is none, records stay here."""
        self.target = target

    def shouldFlush(self, record):
        return record.levelno >= self.flushLevel or BufferingHandler.shouldFlush(self, record)

    def flush(self):
        self.acquire()
        try:
            if self.target:
                for record in self.buffer:
                    self.target.handle(record)
                self.buffer = []
        finally:
            self.release()

    def close(self):
        try:
            self.flush()
        finally:
            self.target = None
            BufferingHandler.close(self)
