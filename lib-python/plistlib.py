"""Property lists in their XML form: read, written and made of Python values.

A dictionary is read as a _InternalDict (a dict), data as a Data, dates as
datetime.datetime.
"""

import binascii
import datetime
import re
import warnings
from cStringIO import StringIO

__all__ = [
    "readPlist", "writePlist", "readPlistFromString", "writePlistToString",
    "readPlistFromResource", "writePlistToResource",
    "Plist", "Data", "Dict"
]


def readPlist(pathOrFile):
    """Return the root of the property list in a file, named or open."""
    opened = isinstance(pathOrFile, (str, unicode))
    source = open(pathOrFile) if opened else pathOrFile
    try:
        return PlistParser().parse(source)
    finally:
        if opened:
            source.close()


def writePlist(rootObject, pathOrFile):
    """Write rootObject as a property list to a file, named or open."""
    opened = isinstance(pathOrFile, (str, unicode))
    target = open(pathOrFile, 'w') if opened else pathOrFile
    try:
        writer = PlistWriter(target)
        writer.writeln('<plist version="1.0">')
        writer.writeValue(rootObject)
        writer.writeln('</plist>')
    finally:
        if opened:
            target.close()


def readPlistFromString(data):
    """Return the root of the property list that data spells."""
    return readPlist(StringIO(data))


def writePlistToString(rootObject):
    """Return rootObject as the text of a property list."""
    target = StringIO()
    writePlist(rootObject, target)
    return target.getvalue()


def readPlistFromResource(path, restype='plst', resid=0):
    """Resources are the classic Macintosh's alone."""
    raise ImportError('No module named Carbon.File')


def writePlistToResource(rootObject, path, restype='plst', resid=0):
    """Resources are the classic Macintosh's alone."""
    raise ImportError('No module named Carbon.File')


class DumbXMLWriter:
    """Writes elements one a line, indented."""

    def __init__(self, file, indentLevel=0, indent="\t"):
        self.file = file
        self.stack = []
        self.indentLevel = indentLevel
        self.indent = indent

    def beginElement(self, element):
        self.stack.append(element)
        self.writeln('<%s>' % element)
        self.indentLevel += 1

    def endElement(self, element):
        assert self.indentLevel > 0
        assert self.stack.pop() == element
        self.indentLevel -= 1
        self.writeln('</%s>' % element)

    def simpleElement(self, element, value=None):
        if value is None:
            self.writeln('<%s/>' % element)
        else:
            self.writeln('<%s>%s</%s>' % (element, _escapeAndEncode(value), element))

    def writeln(self, line):
        if line:
            self.file.write(self.indentLevel * self.indent + line + '\n')
        else:
            self.file.write('\n')


_controlCharPat = re.compile(
    r'[\x00-\x08\x0b\x0c\x0e-\x1f]')
_dateParser = re.compile(
    r'(?P<year>\d\d\d\d)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)'
    r'(?:T(?P<hour>\d\d)(?::(?P<minute>\d\d)(?::(?P<second>\d\d))?)?)?)?)?Z')


def _dateFromString(s):
    # The parts may end at any of them; those after it are absent.
    found = _dateParser.match(s)
    parts = []
    for group in ('year', 'month', 'day', 'hour', 'minute', 'second'):
        text = found.group(group)
        if text is None:
            break
        parts.append(int(text))
    return datetime.datetime(*parts)


def _dateToString(d):
    return '%04d-%02d-%02dT%02d:%02d:%02dZ' % (
        d.year, d.month, d.day, d.hour, d.minute, d.second)


def _escapeAndEncode(text):
    if _controlCharPat.search(text) is not None:
        raise ValueError("strings can't contains control characters; "
                         "use plistlib.Data instead")
    text = text.replace('\r\n', '\n').replace('\r', '\n')
    text = text.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')
    return text.encode('utf-8')


PLISTHEADER = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
"""


class PlistWriter(DumbXMLWriter):

    def __init__(self, file, indentLevel=0, indent="\t", writeHeader=1):
        if writeHeader:
            file.write(PLISTHEADER)
        DumbXMLWriter.__init__(self, file, indentLevel, indent)

    def writeValue(self, value):
        if isinstance(value, (str, unicode)):
            self.simpleElement('string', value)
        elif isinstance(value, bool):
            self.simpleElement('true' if value else 'false')
        elif isinstance(value, (int, long)):
            self.simpleElement('integer', '%d' % value)
        elif isinstance(value, float):
            self.simpleElement('real', repr(value))
        elif isinstance(value, dict):
            self.writeDict(value)
        elif isinstance(value, Data):
            self.writeData(value)
        elif isinstance(value, datetime.datetime):
            self.simpleElement('date', _dateToString(value))
        elif isinstance(value, (tuple, list)):
            self.writeArray(value)
        else:
            raise TypeError('unsuported type: %s' % type(value))

    def writeData(self, data):
        self.beginElement('data')
        # Data is not indented deeper than its element.
        self.indentLevel -= 1
        width = 76 - len(self.indent.replace('\t', ' ' * 8) * self.indentLevel)
        for line in data.asBase64(max(16, width)).split('\n'):
            if line:
                self.writeln(line)
        self.indentLevel += 1
        self.endElement('data')

    def writeDict(self, d):
        self.beginElement('dict')
        for key, value in sorted(d.items()):
            if not isinstance(key, (str, unicode)):
                raise TypeError('keys must be strings')
            self.simpleElement('key', key)
            self.writeValue(value)
        self.endElement('dict')

    def writeArray(self, array):
        self.beginElement('array')
        for value in array:
            self.writeValue(value)
        self.endElement('array')


class _InternalDict(dict):
    # Keys were attributes once; they still are, with a warning.

    def __getattr__(self, attr):
        try:
            value = self[attr]
        except KeyError:
            raise AttributeError, attr
        warnings.warn('Attribute access from plist dicts is deprecated, use d[key] '
                      'notation instead', PendingDeprecationWarning, 2)
        return value

    def __setattr__(self, attr, value):
        warnings.warn('Attribute access from plist dicts is deprecated, use d[key] '
                      'notation instead', PendingDeprecationWarning, 2)
        self[attr] = value

    def __delattr__(self, attr):
        try:
            del self[attr]
        except KeyError:
            raise AttributeError, attr
        warnings.warn('Attribute access from plist dicts is deprecated, use d[key] '
                      'notation instead', PendingDeprecationWarning, 2)


class Dict(_InternalDict):

    def __init__(self, **kwargs):
        warnings.warn('The plistlib.Dict class is deprecated, use builtin dict instead',
                      PendingDeprecationWarning, 2)
        super(Dict, self).__init__(**kwargs)


class Plist(_InternalDict):
    """A dict that reads and writes itself; readPlist and writePlist do the same."""

    def __init__(self, **kwargs):
        warnings.warn('The Plist class is deprecated, use the readPlist() and '
                      'writePlist() functions instead', PendingDeprecationWarning, 2)
        super(Plist, self).__init__(**kwargs)

    def fromFile(cls, pathOrFile):
        """Return the Plist that a file holds."""
        plist = cls()
        plist.update(readPlist(pathOrFile))
        return plist
    fromFile = classmethod(fromFile)

    def write(self, pathOrFile):
        """Write this to a file, named or open."""
        writePlist(self, pathOrFile)


def _encodeBase64(s, maxlinelength=76):
    size = (maxlinelength // 4) * 3
    return ''.join([binascii.b2a_base64(s[at:at + size])
                    for at in range(0, len(s), size)])


class Data:
    """Bytes, which a property list spells in base 64."""

    def __init__(self, data):
        self.data = data

    def fromBase64(cls, data):
        return cls(binascii.a2b_base64(data))
    fromBase64 = classmethod(fromBase64)

    def asBase64(self, maxlinelength=76):
        return _encodeBase64(self.data, maxlinelength)

    def __cmp__(self, other):
        if isinstance(other, self.__class__):
            return cmp(self.data, other.data)
        if isinstance(other, str):
            return cmp(self.data, other)
        return cmp(id(self), id(other))

    def __repr__(self):
        return '%s(%s)' % (self.__class__.__name__, repr(self.data))


class PlistParser:

    def __init__(self):
        self.stack = []
        self.currentKey = None
        self.root = None

    def parse(self, fileobj):
        from xml.parsers.expat import ParserCreate
        self.parser = ParserCreate()
        self.parser.StartElementHandler = self.handleBeginElement
        self.parser.EndElementHandler = self.handleEndElement
        self.parser.CharacterDataHandler = self.handleData
        self.parser.EntityDeclHandler = self.handleEntityDecl
        self.parser.ParseFile(fileobj)
        return self.root

    def handleEntityDecl(self, entityName, is_parameter_entity, value, base,
                         systemId, publicId, notationName):
        raise ValueError("XML entity declarations are not supported in plist files")

    def handleBeginElement(self, element, attrs):
        self.data = []
        handler = getattr(self, 'begin_' + element, None)
        if handler is not None:
            handler(attrs)

    def handleEndElement(self, element):
        handler = getattr(self, 'end_' + element, None)
        if handler is not None:
            handler()

    def handleData(self, data):
        self.data.append(data)

    def addObject(self, value):
        if self.currentKey is not None:
            if not isinstance(self.stack[-1], type({})):
                raise ValueError("unexpected element at line %d" %
                                 self.parser.CurrentLineNumber)
            self.stack[-1][self.currentKey] = value
            self.currentKey = None
        elif not self.stack:
            self.root = value
        else:
            if not isinstance(self.stack[-1], type([])):
                raise ValueError("unexpected element at line %d" %
                                 self.parser.CurrentLineNumber)
            self.stack[-1].append(value)

    def getData(self):
        data = ''.join(self.data)
        try:
            data = data.encode('us-ascii')
        except UnicodeError:
            pass
        self.data = []
        return data

    def begin_dict(self, attrs):
        d = _InternalDict()
        self.addObject(d)
        self.stack.append(d)

    def end_dict(self):
        if self.currentKey:
            raise ValueError("missing value for key '%s' at line %d" %
                             (self.currentKey, self.parser.CurrentLineNumber))
        self.stack.pop()

    def end_key(self):
        if self.currentKey or not isinstance(self.stack[-1], type({})):
            raise ValueError("unexpected key at line %d" %
                             self.parser.CurrentLineNumber)
        self.currentKey = self.getData()

    def begin_array(self, attrs):
        a = []
        self.addObject(a)
        self.stack.append(a)

    def end_array(self):
        self.stack.pop()

    def end_true(self):
        self.addObject(True)

    def end_false(self):
        self.addObject(False)

    def end_integer(self):
        self.addObject(int(self.getData()))

    def end_real(self):
        self.addObject(float(self.getData()))

    def end_string(self):
        self.addObject(self.getData())

    def end_data(self):
        self.addObject(Data.fromBase64(self.getData()))

    def end_date(self):
        self.addObject(_dateFromString(self.getData()))
