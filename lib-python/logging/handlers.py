"""More handlers: files that are rotated or watched, sockets, the system log, mail, HTTP, memory."""

import cPickle
import errno
import logging
import os
import re
import socket
import struct
import time
from stat import ST_DEV, ST_INO, ST_MTIME

DEFAULT_TCP_LOGGING_PORT = 9020
DEFAULT_UDP_LOGGING_PORT = 9021
DEFAULT_HTTP_LOGGING_PORT = 9022
DEFAULT_SOAP_LOGGING_PORT = 9023
SYSLOG_UDP_PORT = SYSLOG_TCP_PORT = 514

_MIDNIGHT = 24 * 60 * 60


class BaseRotatingHandler(logging.FileHandler):
    """A file that subclasses put aside (doRollover) when it is time (shouldRollover)."""

    def __init__(self, filename, mode, encoding=None, delay=0):
        logging.FileHandler.__init__(self, filename, mode, encoding, delay)

    def emit(self, record):
        try:
            if self.shouldRollover(record):
                self.doRollover()
            logging.FileHandler.emit(self, record)
        except (KeyboardInterrupt, SystemExit):
            raise
        except:
            self.handleError(record)

    def _close_stream(self):
        if self.stream:
            self.stream.close()
            self.stream = None

    def _reopen(self):
        if not self.delay:
            self.stream = self._open()


class RotatingFileHandler(BaseRotatingHandler):
    """Files of at most maxBytes; backupCount old ones are kept as name.1, name.2..."""

    def __init__(self, filename, mode='a', maxBytes=0, backupCount=0, encoding=None, delay=0):
        BaseRotatingHandler.__init__(self, filename, 'a' if maxBytes > 0 else mode, encoding, delay)
        self.maxBytes = maxBytes
        self.backupCount = backupCount

    def doRollover(self):
        self._close_stream()
        names = [self.baseFilename] + ['%s.%d' % (self.baseFilename, number)
                                       for number in range(1, self.backupCount + 1)]
        for index in range(self.backupCount - 1, -1, -1):
            if os.path.exists(names[index]):
                if os.path.exists(names[index + 1]):
                    os.remove(names[index + 1])
                os.rename(names[index], names[index + 1])
        self._reopen()

    def shouldRollover(self, record):
        if self.stream is None:
            self.stream = self._open()
        if self.maxBytes <= 0:
            return 0
        text = '%s\n' % self.format(record)
        self.stream.seek(0, 2)
        return 1 if self.stream.tell() + len(text) >= self.maxBytes else 0


class TimedRotatingFileHandler(BaseRotatingHandler):
    """A new file every `interval` of `when`: S, M, H, D, midnight, or W0 (Monday) to W6."""

    _UNITS = {'S': (1, '%Y-%m-%d_%H-%M-%S', r'^\d{4}-\d{2}-\d{2}_\d{2}-\d{2}-\d{2}$'),
              'M': (60, '%Y-%m-%d_%H-%M', r'^\d{4}-\d{2}-\d{2}_\d{2}-\d{2}$'),
              'H': (60 * 60, '%Y-%m-%d_%H', r'^\d{4}-\d{2}-\d{2}_\d{2}$'),
              'D': (_MIDNIGHT, '%Y-%m-%d', r'^\d{4}-\d{2}-\d{2}$'),
              'MIDNIGHT': (_MIDNIGHT, '%Y-%m-%d', r'^\d{4}-\d{2}-\d{2}$'),
              'W': (7 * _MIDNIGHT, '%Y-%m-%d', r'^\d{4}-\d{2}-\d{2}$')}

    def __init__(self, filename, when='h', interval=1, backupCount=0, encoding=None, delay=False, utc=False):
        BaseRotatingHandler.__init__(self, filename, 'a', encoding, delay)
        self.when = when.upper()
        self.backupCount = backupCount
        self.utc = utc
        unit = self.when
        if unit.startswith('W'):
            if len(unit) != 2:
                raise ValueError('You must specify a day for weekly rollover from 0 to 6 (0 is Monday): %s' % unit)
            if not '0' <= unit[1] <= '6':
                raise ValueError('Invalid day specified for weekly rollover: %s' % unit)
            self.dayOfWeek = int(unit[1])
            unit = 'W'
        if unit not in self._UNITS:
            raise ValueError('Invalid rollover interval specified: %s' % self.when)
        seconds, self.suffix, pattern = self._UNITS[unit]
        self.extMatch = re.compile(pattern)
        self.interval = seconds * interval
        exists = os.path.exists(filename)
        self.rolloverAt = self.computeRollover(int(os.stat(filename)[ST_MTIME] if exists else time.time()))

    def _broken_down(self, moment):
        return time.gmtime(moment) if self.utc else time.localtime(moment)

    def computeRollover(self, currentTime):
        """When the file that holds currentTime ends."""
        if self.when != 'MIDNIGHT' and not self.when.startswith('W'):
            return currentTime + self.interval
        now = self._broken_down(currentTime)
        result = currentTime + _MIDNIGHT - ((now[3] * 60 + now[4]) * 60 + now[5])
        if self.when.startswith('W') and now[6] != self.dayOfWeek:
            days = (self.dayOfWeek - now[6]) % 7
            result = self._same_hour(currentTime, result + days * _MIDNIGHT)
        return result

    def _same_hour(self, before, after):
        """`after`, moved by an hour if summer time begins or ends between the two."""
        if not self.utc:
            was, will = time.localtime(before)[-1], time.localtime(after)[-1]
            if was != will:
                return after + (3600 if was else -3600)
        return after

    def shouldRollover(self, record):
        return 1 if int(time.time()) >= self.rolloverAt else 0

    def getFilesToDelete(self):
        folder, base = os.path.split(self.baseFilename)
        found = [os.path.join(folder, name) for name in os.listdir(folder)
                 if name.startswith(base + '.') and self.extMatch.match(name[len(base) + 1:])]
        found.sort()
        return found[:max(len(found) - self.backupCount, 0)]

    def doRollover(self):
        self._close_stream()
        now = int(time.time())
        began = self._same_hour(now, self.rolloverAt - self.interval)
        target = self.baseFilename + '.' + time.strftime(self.suffix, self._broken_down(began))
        if os.path.exists(target):
            os.remove(target)
        if os.path.exists(self.baseFilename):
            os.rename(self.baseFilename, target)
        if self.backupCount > 0:
            for path in self.getFilesToDelete():
                os.remove(path)
        self._reopen()
        following = self.computeRollover(now)
        while following <= now:
            following += self.interval
        if self.when == 'MIDNIGHT' or self.when.startswith('W'):
            following = self._same_hour(now, following)
        self.rolloverAt = following


class WatchedFileHandler(logging.FileHandler):
    """Opens the file anew when another program has moved it away."""

    def __init__(self, filename, mode='a', encoding=None, delay=0):
        logging.FileHandler.__init__(self, filename, mode, encoding, delay)
        self.dev, self.ino = -1, -1
        self._statstream()

    def _statstream(self):
        if self.stream:
            status = os.fstat(self.stream.fileno())
            self.dev, self.ino = status[ST_DEV], status[ST_INO]

    def emit(self, record):
        try:
            status = os.stat(self.baseFilename)
        except OSError as error:
            if error.errno != errno.ENOENT:
                raise
            status = None
        if not status or status[ST_DEV] != self.dev or status[ST_INO] != self.ino:
            if self.stream is not None:
                self.stream.flush()
                self.stream.close()
                self.stream = None
                self.stream = self._open()
                self._statstream()
        logging.FileHandler.emit(self, record)


class SocketHandler(logging.Handler):
    """Sends pickled records over TCP. After a failure it waits, longer each time, before it connects again."""

    def __init__(self, host, port):
        logging.Handler.__init__(self)
        self.host = host
        self.port = port
        self.sock = None
        self.closeOnError = 0
        self.retryTime = None
        self.retryStart = 1.0
        self.retryMax = 30.0
        self.retryFactor = 2.0

    def makeSocket(self, timeout=1):
        made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if hasattr(made, 'settimeout'):
            made.settimeout(timeout)
        made.connect((self.host, self.port))
        return made

    def createSocket(self):
        now = time.time()
        if self.retryTime is not None and now < self.retryTime:
            return
        try:
            self.sock = self.makeSocket()
            self.retryTime = None
        except socket.error:
            if self.retryTime is None:
                self.retryPeriod = self.retryStart
            else:
                self.retryPeriod = min(self.retryPeriod * self.retryFactor, self.retryMax)
            self.retryTime = now + self.retryPeriod

    def send(self, s):
        if self.sock is None:
            self.createSocket()
        if self.sock:
            try:
                self.sock.sendall(s)
            except socket.error:
                self.sock.close()
                self.sock = None

    def makePickle(self, record):
        """The record's attributes, pickled, behind their length."""
        if record.exc_info:
            # For the text of the exception, which can be sent.
            self.format(record)
        values = dict(record.__dict__, msg=record.getMessage(), args=None, exc_info=None)
        data = cPickle.dumps(values, 1)
        return struct.pack('>L', len(data)) + data

    def handleError(self, record):
        if self.closeOnError and self.sock:
            self.sock.close()
            self.sock = None
        else:
            logging.Handler.handleError(self, record)

    def emit(self, record):
        try:
            self.send(self.makePickle(record))
        except (KeyboardInterrupt, SystemExit):
            raise
        except:
            self.handleError(record)

    def close(self):
        self.acquire()
        try:
            open_socket, self.sock = self.sock, None
            if open_socket:
                open_socket.close()
        finally:
            self.release()
        logging.Handler.close(self)


class DatagramHandler(SocketHandler):
    """Sends pickled records over UDP."""

    def __init__(self, host, port):
        SocketHandler.__init__(self, host, port)
        self.closeOnError = 0

    def makeSocket(self):
        return socket.socket(socket.AF_INET, socket.SOCK_DGRAM)

    def send(self, s):
        if self.sock is None:
            self.createSocket()
        self.sock.sendto(s, (self.host, self.port))


class SysLogHandler(logging.Handler):
    """Writes to the system log, by UDP, TCP or the path of a local socket."""

    (LOG_EMERG, LOG_ALERT, LOG_CRIT, LOG_ERR, LOG_WARNING, LOG_NOTICE, LOG_INFO, LOG_DEBUG) = range(8)
    (LOG_KERN, LOG_USER, LOG_MAIL, LOG_DAEMON, LOG_AUTH, LOG_SYSLOG, LOG_LPR, LOG_NEWS, LOG_UUCP, LOG_CRON,
     LOG_AUTHPRIV, LOG_FTP) = range(12)
    (LOG_LOCAL0, LOG_LOCAL1, LOG_LOCAL2, LOG_LOCAL3, LOG_LOCAL4, LOG_LOCAL5, LOG_LOCAL6, LOG_LOCAL7) = range(16, 24)

    priority_names = {'alert': LOG_ALERT, 'crit': LOG_CRIT, 'critical': LOG_CRIT, 'debug': LOG_DEBUG,
                      'emerg': LOG_EMERG, 'err': LOG_ERR, 'error': LOG_ERR, 'info': LOG_INFO, 'notice': LOG_NOTICE,
                      'panic': LOG_EMERG, 'warn': LOG_WARNING, 'warning': LOG_WARNING}
    facility_names = {'auth': LOG_AUTH, 'authpriv': LOG_AUTHPRIV, 'cron': LOG_CRON, 'daemon': LOG_DAEMON,
                      'ftp': LOG_FTP, 'kern': LOG_KERN, 'lpr': LOG_LPR, 'mail': LOG_MAIL, 'news': LOG_NEWS,
                      'security': LOG_AUTH, 'syslog': LOG_SYSLOG, 'user': LOG_USER, 'uucp': LOG_UUCP,
                      'local0': LOG_LOCAL0, 'local1': LOG_LOCAL1, 'local2': LOG_LOCAL2, 'local3': LOG_LOCAL3,
                      'local4': LOG_LOCAL4, 'local5': LOG_LOCAL5, 'local6': LOG_LOCAL6, 'local7': LOG_LOCAL7}
    priority_map = {'DEBUG': 'debug', 'INFO': 'info', 'WARNING': 'warning', 'ERROR': 'error', 'CRITICAL': 'critical'}

    def __init__(self, address=('localhost', SYSLOG_UDP_PORT), facility=LOG_USER, socktype=None):
        logging.Handler.__init__(self)
        self.address = address
        self.facility = facility
        self.socktype = socktype
        self.unixsocket = isinstance(address, basestring)
        if self.unixsocket:
            self._connect_unixsocket(address)
            return
        self.socktype = socket.SOCK_DGRAM if socktype is None else socktype
        failure = None
        for family, kind, protocol, _name, target in socket.getaddrinfo(address[0], address[1], 0, self.socktype):
            try:
                self.socket = socket.socket(family, kind, protocol)
                if kind == socket.SOCK_STREAM:
                    self.socket.connect(target)
                return
            except socket.error as error:
                failure = error
                self.socket = None
        raise failure or socket.error('getaddrinfo returns an empty list')

    def _connect_unixsocket(self, address):
        """By datagrams or, if the socket takes none and no type was asked for, by a stream."""
        kinds = [self.socktype] if self.socktype is not None else [socket.SOCK_DGRAM, socket.SOCK_STREAM]
        for index, kind in enumerate(kinds):
            self.socket = socket.socket(socket.AF_UNIX, kind)
            try:
                self.socket.connect(address)
                self.socktype = kind
                return
            except socket.error:
                self.socket.close()
                if index == len(kinds) - 1:
                    raise

    def encodePriority(self, facility, priority):
        facility = self.facility_names.get(facility, facility)
        priority = self.priority_names.get(priority, priority)
        return facility << 3 | priority

    def mapPriority(self, levelName):
        return self.priority_map.get(levelName, 'warning')

    def close(self):
        self.acquire()
        try:
            if self.unixsocket:
                self.socket.close()
        finally:
            self.release()
        logging.Handler.close(self)

    def emit(self, record):
        try:
            text = self.format(record) + '\000'
            if isinstance(text, unicode):
                text = text.encode('utf-8')
            text = '<%d>' % self.encodePriority(self.facility, self.mapPriority(record.levelname)) + text
            if self.unixsocket:
                try:
                    self.socket.send(text)
                except socket.error:
                    self.socket.close()
                    self._connect_unixsocket(self.address)
                    self.socket.send(text)
            elif self.socktype == socket.SOCK_DGRAM:
                self.socket.sendto(text, self.address)
            else:
                self.socket.sendall(text)
        except (KeyboardInterrupt, SystemExit):
            raise
        except:
            self.handleError(record)


class SMTPHandler(logging.Handler):
    """Sends each record by mail. secure: () or (key file[, certificate file]) for TLS."""

    def __init__(self, mailhost, fromaddr, toaddrs, subject, credentials=None, secure=None):
        logging.Handler.__init__(self)
        self.mailhost, self.mailport = mailhost if isinstance(mailhost, (list, tuple)) else (mailhost, None)
        self.username, self.password = credentials if isinstance(credentials, (list, tuple)) else (None, None)
        self.fromaddr = fromaddr
        self.toaddrs = [toaddrs] if isinstance(toaddrs, basestring) else toaddrs
        self.subject = subject
        self.secure = secure
        self._timeout = 5.0

    def getSubject(self, record):
        return self.subject

    def emit(self, record):
        try:
            import smtplib
            from email.utils import formatdate
            server = smtplib.SMTP(self.mailhost, self.mailport or smtplib.SMTP_PORT, timeout=self._timeout)
            text = 'From: %s\r\nTo: %s\r\nSubject: %s\r\nDate: %s\r\n\r\n%s' % (
                self.fromaddr, ','.join(self.toaddrs), self.getSubject(record), formatdate(), self.format(record))
            if self.username:
                if self.secure is not None:
                    server.ehlo()
                    server.starttls(*self.secure)
                    server.ehlo()
                server.login(self.username, self.password)
            server.sendmail(self.fromaddr, self.toaddrs, text)
            server.quit()
        except (KeyboardInterrupt, SystemExit):
            raise
        except:
            self.handleError(record)


class HTTPHandler(logging.Handler):
    """Sends the attributes of each record to a web server, by GET or POST."""

    def __init__(self, host, url, method='GET'):
        logging.Handler.__init__(self)
        method = method.upper()
        if method not in ('GET', 'POST'):
            raise ValueError('method must be GET or POST')
        self.host = host
        self.url = url
        self.method = method

    def mapLogRecord(self, record):
        return record.__dict__

    def emit(self, record):
        try:
            import httplib
            import urllib
            connection = httplib.HTTP(self.host)
            url = self.url
            data = urllib.urlencode(self.mapLogRecord(record))
            if self.method == 'GET':
                url += ('&' if '?' in url else '?') + data
            connection.putrequest(self.method, url)
            connection.putheader('Host', self.host.split(':')[0])
            if self.method == 'POST':
                connection.putheader('Content-type', 'application/x-www-form-urlencoded')
                connection.putheader('Content-length', str(len(data)))
            connection.endheaders(data if self.method == 'POST' else None)
            connection.getreply()
        except (KeyboardInterrupt, SystemExit):
            raise
        except:
            self.handleError(record)


class BufferingHandler(logging.Handler):
    """Keeps up to `capacity` records, then flushes."""

    def __init__(self, capacity):
        logging.Handler.__init__(self)
        self.capacity = capacity
        self.buffer = []

    def shouldFlush(self, record):
        return len(self.buffer) >= self.capacity

    def emit(self, record):
        self.buffer.append(record)
        if self.shouldFlush(record):
            self.flush()

    def flush(self):
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
    """Passes what it keeps to another handler when it is full or a record is grave."""

    def __init__(self, capacity, flushLevel=logging.ERROR, target=None):
        BufferingHandler.__init__(self, capacity)
        self.flushLevel = flushLevel
        self.target = target

    def shouldFlush(self, record):
        return len(self.buffer) >= self.capacity or record.levelno >= self.flushLevel

    def setTarget(self, target):
        self.target = target

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
            self.acquire()
            try:
                self.target = None
                BufferingHandler.close(self)
            finally:
                self.release()
