"""Property lists in their XML form: read, written and made of Python values.

Values are dictionaries, lists, texts, numbers, booleans, datetime.datetime, and Data for bytes."""

import binascii
import datetime
import re
import warnings
from cStringIO import StringIO

__all__ = ['readPlist', 'writePlist', 'readPlistFromString', 'writePlistToString', 'readPlistFromResource',
           'writePlistToResource', 'Plist', 'Data', 'Dict']

PLISTHEADER = '''\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
'''


def readPlist(pathOrFile):
    """The value that a file has, which is given by name or open."""
    if not isinstance(pathOrFile, basestring):
        return PlistParser().parse(pathOrFile)
    with open(pathOrFile) as source:
        return PlistParser().parse(source)


def writePlist(rootObject, pathOrFile):
    """Write a value to a file, given by name or open. TypeError for what a property list cannot have."""
    if isinstance(pathOrFile, basestring):
        with open(pathOrFile, 'w') as target:
            return writePlist(rootObject, target)
    writer = PlistWriter(pathOrFile)
    writer.writeln('<plist version="1.0">')
    writer.writeValue(rootObject)
    writer.writeln('</plist>')


def readPlistFromString(data):
    return readPlist(StringIO(data))


def writePlistToString(rootObject):
    target = StringIO()
    writePlist(rootObject, target)
    return target.getvalue()


def readPlistFromResource(path, restype='plst', resid=0):
    """Resources are the classic Macintosh's alone."""
    raise ImportError('No module named Carbon.File')


def writePlistToResource(rootObject, path, restype='plst', resid=0):
    """Resources are the classic Macintosh's alone."""
    raise ImportError('No module named Carbon.File')


# ---- Dates and bytes.

_dateParser = re.compile(r'(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d)(?::(\d\d)(?::(\d\d))?)?)?)?)?Z')


def _dateFromString(s):
    # It may stop at any part.
    return datetime.datetime(*[int(part) for part in _dateParser.match(s).groups() if part is not None])


def _dateToString(d):
    # Not strftime(), which refuses years before 1900.
    return '%04d-%02d-%02dT%02d:%02d:%02dZ' % d.timetuple()[:6]


class Data:
    """Bytes, which a property list spells in base 64."""

    def __init__(self, data):
        self.data = data

    @classmethod
    def fromBase64(cls, data):
        return cls(binascii.a2b_base64(data))

    def asBase64(self, maxlinelength=76):
        size = maxlinelength // 4 * 3
        return ''.join(binascii.b2a_base64(self.data[at:at + size]) for at in xrange(0, len(self.data), size))

    def __cmp__(self, other):
        if isinstance(other, str):
            return cmp(self.data, other)
        if isinstance(other, self.__class__):
            return cmp(self.data, other.data)
        return cmp(id(self), id(other))

    def __repr__(self):
        return '%s(%r)' % (self.__class__.__name__, self.data)


# ---- Dictionaries, whose keys once were attributes.


def _deprecated(text):
    warnings.warn(text, PendingDeprecationWarning, stacklevel=3)


_USE_KEYS = 'Attribute access from plist dicts is deprecated, use d[key] notation instead'


class _InternalDict(dict):

    def __getattr__(self, attr):
        if attr not in self:
            raise AttributeError(attr)
        _deprecated(_USE_KEYS)
        return self[attr]

    def __setattr__(self, attr, value):
        _deprecated(_USE_KEYS)
        self[attr] = value

    def __delattr__(self, attr):
        if attr not in self:
            raise AttributeError(attr)
        del self[attr]
        _deprecated(_USE_KEYS)


class Dict(_InternalDict):

    def __init__(self, **kwargs):
        _deprecated('The plistlib.Dict class is deprecated, use builtin dict instead')
        super(Dict, self).__init__(**kwargs)


class Plist(_InternalDict):
    """A dictionary that reads and writes itself."""

    def __init__(self, **kwargs):
        _deprecated('The Plist class is deprecated, use the readPlist() and writePlist() functions instead')
        super(Plist, self).__init__(**kwargs)

    @classmethod
    def fromFile(cls, pathOrFile):
        plist = cls()
        plist.update(readPlist(pathOrFile))
        return plist

    def write(self, pathOrFile):
        writePlist(self, pathOrFile)


# ---- Writing.

_controlCharPat = re.compile(r'[\x00-\x08\x0b\x0c\x0e-\x1f]')


def _escapeAndEncode(text):
    if _controlCharPat.search(text):
        raise ValueError("strings can't contains control characters; use plistlib.Data instead")
    for old, new in (('\r\n', '\n'), ('\r', '\n'), ('&', '&amp;'), ('<', '&lt;'), ('>', '&gt;')):
        text = text.replace(old, new)
    return text.encode('utf-8')


class DumbXMLWriter:
    """Writes elements one a line, indented."""

    def __init__(self, file, indentLevel=0, indent='\t'):
        self.file = file
        self.indent, self.indentLevel = indent, indentLevel
        self.stack = []

    def writeln(self, line):
        self.file.write((self.indent * self.indentLevel + line if line else '') + '\n')

    def beginElement(self, element):
        self.writeln('<%s>' % element)
        self.stack.append(element)
        self.indentLevel += 1

    def endElement(self, element):
        assert self.indentLevel > 0
        begun = self.stack.pop()
        assert begun == element
        self.indentLevel -= 1
        self.writeln('</%s>' % element)

    def simpleElement(self, element, value=None):
        if value is None:
            self.writeln('<%s/>' % element)
        else:
            self.writeln('<%s>%s</%s>' % (element, _escapeAndEncode(value), element))


class PlistWriter(DumbXMLWriter):

    def __init__(self, file, indentLevel=0, indent='\t', writeHeader=1):
        DumbXMLWriter.__init__(self, file, indentLevel, indent)
        if writeHeader:
            file.write(PLISTHEADER)

    def writeValue(self, value):
        for types, write in self._WRITERS:
            if isinstance(value, types):
                write(self, value)
                return
        raise TypeError('unsuported type: %s' % type(value))

    def writeData(self, data):
        self.beginElement('data')
        # Its lines stand below its tag, and as long as the indent allows.
        self.indentLevel -= 1
        indent = self.indent.replace('\t', ' ' * 8) * self.indentLevel
        for line in data.asBase64(max(16, 76 - len(indent))).splitlines():
            self.writeln(line)
        self.indentLevel += 1
        self.endElement('data')

    def writeDict(self, d):
        self.beginElement('dict')
        for key in sorted(d):
            if not isinstance(key, basestring):
                raise TypeError('keys must be strings')
            self.simpleElement('key', key)
            self.writeValue(d[key])
        self.endElement('dict')

    def writeArray(self, array):
        self.beginElement('array')
        for item in array:
            self.writeValue(item)
        self.endElement('array')

    # The first that fits: True and False are ints, too.
    _WRITERS = (
        (basestring, lambda self, value: self.simpleElement('string', value)),
        (bool, lambda self, value: self.simpleElement('true' if value else 'false')),
        ((int, long), lambda self, value: self.simpleElement('integer', '%d' % value)),
        (float, lambda self, value: self.simpleElement('real', repr(value))),
        (dict, lambda self, value: self.writeDict(value)),
        (Data, lambda self, value: self.writeData(value)),
        (datetime.datetime, lambda self, value: self.simpleElement('date', _dateToString(value))),
        ((tuple, list), lambda self, value: self.writeArray(value)),
    )


# ---- Reading.


def _end_of(convert):
    """A method that adds the value of an element's text."""
    def method(self):
        self.addObject(convert(self.getData()))
    return method


class PlistParser:
    """Reads a property list; for an element it calls begin_NAME(attributes) and end_NAME(), where there are such."""

    def __init__(self):
        self.root = None
        # The dictionaries and lists that are open, and the key whose value is to come.
        self.stack = []
        self.currentKey = None

    def parse(self, fileobj):
        from xml.parsers.expat import ParserCreate
        self.parser = parser = ParserCreate()
        parser.StartElementHandler = self.handleBeginElement
        parser.CharacterDataHandler = self.handleData
        parser.EndElementHandler = self.handleEndElement
        parser.ParseFile(fileobj)
        return self.root

    def handleBeginElement(self, element, attrs):
        self.data = []
        begin = getattr(self, 'begin_' + element, None)
        if begin:
            begin(attrs)

    def handleData(self, data):
        self.data.append(data)

    def handleEndElement(self, element):
        end = getattr(self, 'end_' + element, None)
        if end:
            end()

    def addObject(self, value):
        """Put a value where it belongs: into the open dictionary or list, or at the root."""
        if not self.stack and self.currentKey is None:
            self.root = value
        elif self.currentKey is None:
            self.stack[-1].append(value)
        else:
            self.stack[-1][self.currentKey] = value
            self.currentKey = None

    def getData(self):
        """The text within the element; a str if it is ASCII."""
        text, self.data = ''.join(self.data), []
        try:
            return text.encode('us-ascii')
        except UnicodeError:
            return text

    def _open(self, container):
        self.addObject(container)
        self.stack.append(container)

    def begin_dict(self, attrs):
        self._open(_InternalDict())

    def end_key(self):
        self.currentKey = self.getData()

    def begin_array(self, attrs):
        self._open([])

    def end_dict(self):
        self.stack.pop()

    end_array = end_dict

    def end_true(self):
        self.addObject(True)

    def end_false(self):
        self.addObject(False)

    end_string = _end_of(lambda text: text)
    end_integer = _end_of(int)
    end_real = _end_of(float)
    end_date = _end_of(_dateFromString)
    end_data = _end_of(Data.fromBase64)
