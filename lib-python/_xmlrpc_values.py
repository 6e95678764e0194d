"""The values of XML-RPC: what stands for faults, moments and bytes, and how values become XML and come back."""

import base64
import datetime
import operator
import string
import time
import types
from cStringIO import StringIO

# The bounds of <int>.
MAXINT = 2L ** 31 - 1
MININT = -2L ** 31

_MOMENT = '%Y%m%dT%H:%M:%S'


class Error(Exception):
    """The base of this module's errors."""

    def __str__(self):
        return repr(self)


class ProtocolError(Error):
    """HTTP failed: url, errcode, errmsg and headers tell how."""

    def __init__(self, url, errcode, errmsg, headers):
        Error.__init__(self)
        self.url, self.errcode, self.errmsg, self.headers = url, errcode, errmsg, headers

    def __repr__(self):
        return '<ProtocolError for %s: %s %s>' % (self.url, self.errcode, self.errmsg)


class ResponseError(Error):
    """The answer is no XML-RPC."""


class Fault(Error):
    """The answer was a fault: faultCode and faultString."""

    def __init__(self, faultCode, faultString, **extra):
        Error.__init__(self)
        self.faultCode, self.faultString = faultCode, faultString

    def __repr__(self):
        return '<Fault %s: %r>' % (self.faultCode, self.faultString)


def _decode(data, encoding):
    """Text of ASCII stays a str."""
    if encoding and isinstance(data, str):
        try:
            data.decode('ascii')
        except UnicodeDecodeError:
            return data.decode(encoding)
    return data


def _stringify(text):
    """A str if the text is ASCII."""
    try:
        return text.encode('ascii')
    except UnicodeError:
        return text


def escape(s, replace=string.replace):
    for character, entity in ('&', '&amp;'), ('<', '&lt;'), ('>', '&gt;'):
        s = replace(s, character, entity)
    return s


def _strftime(value):
    """The spelling of a moment: a datetime, a time tuple, or seconds (0: now)."""
    if isinstance(value, datetime.datetime):
        value = value.timetuple()
    elif not isinstance(value, (tuple, time.struct_time)):
        value = time.localtime(value or time.time())
    # Not time.strftime(), which refuses years before 1900.
    return '%04d%02d%02dT%02d:%02d:%02d' % tuple(value[:6])


def _comparison(compare):
    def method(self, other):
        return compare(*self.make_comparable(other))
    return method


class DateTime:
    """A moment as XML-RPC spells it, of a text, a time tuple, seconds or a datetime."""

    def __init__(self, value=0):
        self.value = value if isinstance(value, str) else _strftime(value)

    def make_comparable(self, other):
        """What is compared instead of this moment and something else. TypeError."""
        if isinstance(other, DateTime):
            return self.value, other.value
        if isinstance(other, datetime.datetime):
            return self.value, other.strftime(_MOMENT)
        if isinstance(other, basestring):
            return self.value, other
        if hasattr(other, 'timetuple'):
            return self.timetuple(), other.timetuple()
        kind = getattr(other, '__class__', None)
        raise TypeError("Can't compare %s and %s" % (self.__class__.__name__, kind.__name__ if kind else type(other)))

    __lt__ = _comparison(operator.lt)
    __le__ = _comparison(operator.le)
    __gt__ = _comparison(operator.gt)
    __ge__ = _comparison(operator.ge)
    __eq__ = _comparison(operator.eq)
    __ne__ = _comparison(operator.ne)
    __cmp__ = _comparison(cmp)

    def timetuple(self):
        return time.strptime(self.value, _MOMENT)

    def __str__(self):
        return self.value

    def __repr__(self):
        return '<DateTime %r at %x>' % (self.value, id(self))

    def decode(self, data):
        self.value = str(data).strip()

    def encode(self, out):
        _write_scalar(out.write, 'dateTime.iso8601', self.value)


def _datetime(data):
    value = DateTime()
    value.decode(data)
    return value


def _datetime_type(data):
    return datetime.datetime(*time.strptime(data, _MOMENT)[:6])


class Binary:
    """Bytes, which go over the wire in base 64."""

    def __init__(self, data=None):
        self.data = data

    def __str__(self):
        return self.data or ''

    def __cmp__(self, other):
        return cmp(self.data, other.data if isinstance(other, Binary) else other)

    def decode(self, data):
        self.data = base64.decodestring(data)

    def encode(self, out):
        out.write('<value><base64>\n')
        base64.encode(StringIO(self.data), out)
        out.write('</base64></value>\n')


def _binary(data):
    value = Binary()
    value.decode(data)
    return value


# Classes whose instances write themselves.
WRAPPERS = (DateTime, Binary)


def _write_scalar(write, kind, text):
    write('<value><%s>%s</%s></value>\n' % (kind, text, kind))


class Marshaller:
    """Writes values as XML; dumps() is the way to use it."""

    # Type -> function of the marshaller, a value and the function to write with.
    dispatch = {}

    def __init__(self, encoding=None, allow_none=0):
        # The ids of the containers that are being written.
        self.memo = {}
        self.data = None
        self.encoding = encoding
        self.allow_none = allow_none

    def dumps(self, values):
        """The XML of parameters, or of a fault."""
        pieces = []
        write = pieces.append
        if isinstance(values, Fault):
            write('<fault>\n')
            self.__dump({'faultCode': values.faultCode, 'faultString': values.faultString}, write)
            write('</fault>\n')
        else:
            # Servers want <params> even if there are none.
            write('<params>\n')
            for value in values:
                write('<param>\n')
                self.__dump(value, write)
                write('</param>\n')
            write('</params>\n')
        return ''.join(pieces)

    def __dump(self, value, write):
        kind = type(value)
        function = self.dispatch.get(kind)
        if function is None:
            # Objects go as dictionaries of their attributes, unless they are also something that has a form of its own.
            if not hasattr(value, '__dict__') or any(base in self.dispatch for base in kind.__mro__):
                raise TypeError('cannot marshal %s objects' % kind)
            function = self.dispatch[types.InstanceType]
        function(self, value, write)

    def __enter_container(self, value, kind):
        if id(value) in self.memo:
            raise TypeError('cannot marshal recursive ' + kind)
        self.memo[id(value)] = None

    def __text(self, text):
        text = escape(text)
        return text.encode(self.encoding, 'xmlcharrefreplace') if isinstance(text, unicode) else text

    def dump_nil(self, value, write):
        if not self.allow_none:
            raise TypeError('cannot marshal None unless allow_none is enabled')
        write('<value><nil/></value>')

    def dump_int(self, value, write):
        if not MININT <= value <= MAXINT:
            raise OverflowError('int exceeds XML-RPC limits')
        _write_scalar(write, 'int', int(value))

    def dump_long(self, value, write):
        if not MININT <= value <= MAXINT:
            raise OverflowError('long int exceeds XML-RPC limits')
        _write_scalar(write, 'int', int(value))

    def dump_bool(self, value, write):
        _write_scalar(write, 'boolean', '1' if value else '0')

    def dump_double(self, value, write):
        _write_scalar(write, 'double', repr(value))

    def dump_string(self, value, write, escape=escape):
        _write_scalar(write, 'string', escape(value))

    def dump_unicode(self, value, write, escape=escape):
        _write_scalar(write, 'string', escape(value).encode(self.encoding, 'xmlcharrefreplace'))

    def dump_datetime(self, value, write):
        _write_scalar(write, 'dateTime.iso8601', _strftime(value))

    def dump_array(self, value, write):
        self.__enter_container(value, 'sequences')
        write('<value><array><data>\n')
        for item in value:
            self.__dump(item, write)
        write('</data></array></value>\n')
        del self.memo[id(value)]

    def dump_struct(self, value, write, escape=escape):
        self.__enter_container(value, 'dictionaries')
        write('<value><struct>\n')
        for key, item in value.items():
            write('<member>\n')
            if type(key) not in (str, unicode):
                raise TypeError('dictionary key must be string')
            write('<name>%s</name>\n' % self.__text(key))
            self.__dump(item, write)
            write('</member>\n')
        write('</struct></value>\n')
        del self.memo[id(value)]

    def dump_instance(self, value, write):
        if value.__class__ not in WRAPPERS:
            self.dump_struct(value.__dict__, write)
            return
        # They write to a file, which this marshaller is for the while.
        self.write = write
        try:
            value.encode(self)
        finally:
            del self.write

    dispatch.update({
        types.NoneType: dump_nil, int: dump_int, long: dump_long, bool: dump_bool, float: dump_double, str: dump_string,
        unicode: dump_unicode, datetime.datetime: dump_datetime, tuple: dump_array, list: dump_array, dict: dump_struct,
        types.InstanceType: dump_instance,
    })


class Unmarshaller:
    """Makes values of the elements that a parser tells of: start, data and end."""

    # Tag -> function of the unmarshaller and the text within the element.
    dispatch = {}

    # Whether a <value> has begun and no type within it.
    _value = False

    def __init__(self, use_datetime=0):
        # Finished values, and where in them the open containers began.
        self._stack = []
        self._marks = []
        self.append = self._stack.append
        self._data = []
        self._type = None
        self._methodname = None
        self._encoding = 'utf-8'
        self._use_datetime = use_datetime

    def close(self):
        """The values. ResponseError if they are not all there, Fault if the answer was one."""
        values = tuple(self._stack)
        if self._marks or self._type is None:
            raise ResponseError()
        if self._type == 'fault':
            fault, = values[:1]
            raise Fault(**fault)
        return values

    def getmethodname(self):
        return self._methodname

    # What a parser calls.

    def xml(self, encoding, standalone):
        self._encoding = encoding

    def start(self, tag, attrs):
        if self._value and tag not in self.dispatch:
            raise ResponseError('unknown tag %r' % tag)
        self._value = tag == 'value'
        self._data = []
        if tag in ('array', 'struct'):
            self._marks.append(len(self._stack))

    def data(self, text):
        self._data.append(text)

    def end(self, tag, join=string.join):
        return self.end_dispatch(tag, join(self._data, ''))

    def end_dispatch(self, tag, data):
        # Unknown tags are passed over.
        if tag in self.dispatch:
            return self.dispatch[tag](self, data)

    # The ends of elements.

    def end_nil(self, data):
        self.append(None)

    def end_boolean(self, data):
        if data not in ('0', '1'):
            raise TypeError('bad boolean value')
        self.append(data == '1')

    def end_int(self, data):
        self.append(int(data))

    def end_double(self, data):
        self.append(float(data))

    def end_string(self, data):
        self.append(_stringify(_decode(data, self._encoding)))

    def end_base64(self, data):
        self.append(_binary(data))

    def end_dateTime(self, data):
        value = _datetime(data)
        self.append(_datetime_type(data) if self._use_datetime else value)

    def end_array(self, data):
        begin = self._marks.pop()
        self._stack[begin:] = [self._stack[begin:]]

    def end_struct(self, data):
        begin = self._marks.pop()
        names, values = self._stack[begin::2], self._stack[begin + 1::2]
        self._stack[begin:] = [dict(zip(map(_stringify, names), values))]

    def end_value(self, data):
        # Without a type it is a string.
        if self._value:
            self.end_string(data)
        self._value = False

    def end_params(self, data):
        self._type = 'params'

    def end_fault(self, data):
        self._type = 'fault'

    def end_methodName(self, data):
        self._methodname = _decode(data, self._encoding)
        # There may be no parameters.
        self._type = 'methodName'

    dispatch.update({
        'nil': end_nil, 'boolean': end_boolean, 'i4': end_int, 'i8': end_int, 'int': end_int, 'double': end_double,
        'string': end_string, 'name': end_string, 'base64': end_base64, 'dateTime.iso8601': end_dateTime,
        'array': end_array, 'struct': end_struct, 'value': end_value, 'params': end_params, 'fault': end_fault,
        'methodName': end_methodName,
    })
