"""A parser of XML that does not validate, with the interface of Expat: handlers are attributes of a parser.

    parser = ParserCreate()
    parser.StartElementHandler = function
    parser.Parse(text, True)
"""

import codecs
import re
import sys
import types

__version__ = '2.7.18'
EXPAT_VERSION = 'expat_2.2.8'
version_info = (2, 2, 8)
native_encoding = 'UTF-8'
features = [('sizeof(XML_Char)', 1), ('sizeof(XML_LChar)', 1), ('XML_DTD', 0), ('XML_CONTEXT_BYTES', 1024),
            ('XML_NS', 0)]

XML_PARAM_ENTITY_PARSING_NEVER = 0
XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE = 1
XML_PARAM_ENTITY_PARSING_ALWAYS = 2


class ExpatError(Exception):
    """A document is not well formed: code, lineno, offset."""

    __module__ = 'xml.parsers.expat'


error = ExpatError

# Code -> (constant, text).
_ERRORS = {
    1: ('NO_MEMORY', 'out of memory'), 2: ('SYNTAX', 'syntax error'), 3: ('NO_ELEMENTS', 'no element found'),
    4: ('INVALID_TOKEN', 'not well-formed (invalid token)'), 5: ('UNCLOSED_TOKEN', 'unclosed token'),
    6: ('PARTIAL_CHAR', 'partial character'), 7: ('TAG_MISMATCH', 'mismatched tag'),
    8: ('DUPLICATE_ATTRIBUTE', 'duplicate attribute'),
    9: ('JUNK_AFTER_DOC_ELEMENT', 'junk after document element'),
    10: ('PARAM_ENTITY_REF', 'illegal parameter entity reference'), 11: ('UNDEFINED_ENTITY', 'undefined entity'),
    12: ('RECURSIVE_ENTITY_REF', 'recursive entity reference'), 13: ('ASYNC_ENTITY', 'asynchronous entity'),
    14: ('BAD_CHAR_REF', 'reference to invalid character number'),
    15: ('BINARY_ENTITY_REF', 'reference to binary entity'),
    16: ('ATTRIBUTE_EXTERNAL_ENTITY_REF', 'reference to external entity in attribute'),
    17: ('MISPLACED_XML_PI', 'XML or text declaration not at start of entity'),
    18: ('UNKNOWN_ENCODING', 'unknown encoding'),
    19: ('INCORRECT_ENCODING', 'encoding specified in XML declaration is incorrect'),
    20: ('UNCLOSED_CDATA_SECTION', 'unclosed CDATA section'),
    21: ('EXTERNAL_ENTITY_HANDLING', 'error in processing external entity reference'),
    22: ('NOT_STANDALONE', 'document is not standalone'), 23: ('UNEXPECTED_STATE', 'unexpected parser state - please send a bug report'),
    24: ('ENTITY_DECLARED_IN_PE', 'entity declared in parameter entity'),
    25: ('FEATURE_REQUIRES_XML_DTD', 'requested feature requires XML_DTD support in Expat'),
    26: ('CANT_CHANGE_FEATURE_ONCE_PARSING', 'cannot change setting once parsing has begun'),
    27: ('UNBOUND_PREFIX', 'unbound prefix'), 28: ('UNDECLARING_PREFIX', 'must not undeclare prefix'),
    29: ('INCOMPLETE_PE', 'incomplete markup in parameter entity'), 30: ('XML_DECL', 'XML declaration not well-formed'),
    31: ('TEXT_DECL', 'text declaration not well-formed'), 32: ('PUBLICID', 'illegal character(s) in public id'),
    33: ('SUSPENDED', 'parser suspended'), 34: ('NOT_SUSPENDED', 'parser not suspended'),
    35: ('ABORTED', 'parsing aborted'), 36: ('FINISHED', 'parsing finished'),
    37: ('SUSPEND_PE', 'cannot suspend in external parameter entity'),
}

(_SYNTAX, _NO_ELEMENTS, _INVALID, _UNCLOSED, _PARTIAL, _MISMATCH, _DUPLICATE, _JUNK) = range(2, 10)
_UNDEFINED, _RECURSIVE, _ASYNC, _BAD_CHAR, _BINARY, _ATTRIBUTE_EXTERNAL, _MISPLACED = range(11, 18)
_UNCLOSED_CDATA, _EXTERNAL = 20, 21
_UNBOUND, _XML_DECL, _FINISHED = 27, 30, 36


def ErrorString(code):
    """The text of an error's code."""
    return _ERRORS[code][1] if code in _ERRORS else None


def _submodule(name, doc, constants):
    module = types.ModuleType(__name__ + '.' + name, doc)
    module.__dict__.update(constants)
    sys.modules[__name__ + '.' + name] = module
    return module


errors = _submodule('errors', 'Constants used to describe error conditions.',
                    dict([('XML_ERROR_' + _name, _text) for _name, _text in _ERRORS.values()]))
model = _submodule('model', 'Constants used to interpret content model information.', {
    'XML_CTYPE_EMPTY': 1, 'XML_CTYPE_ANY': 2, 'XML_CTYPE_MIXED': 3, 'XML_CTYPE_NAME': 4, 'XML_CTYPE_CHOICE': 5,
    'XML_CTYPE_SEQ': 6, 'XML_CQUANT_NONE': 0, 'XML_CQUANT_OPT': 1, 'XML_CQUANT_REP': 2, 'XML_CQUANT_PLUS': 3})

_S = u' \t\r\n'
_START = u'A-Za-z_:\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef' \
         u'\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff'
_NAME = u'[%s][-.0-9\xb7\u0300-\u036f\u203f\u2040%s]*' % (_START, _START)
_name = re.compile(_NAME).match
_space = re.compile(u'[ \t\r\n]*').match
_ATTRIBUTE = u'[ \t\r\n]+(%s)[ \t\r\n]*=[ \t\r\n]*("[^"<]*"|\'[^\'<]*\')' % _NAME
_start_tag = re.compile(u'<(%s)((?:%s)*)[ \t\r\n]*(/?)>' % (_NAME, _ATTRIBUTE)).match
_attributes = re.compile(_ATTRIBUTE).findall
_attribute = re.compile(_ATTRIBUTE).match
_end_tag = re.compile(u'</(%s)[ \t\r\n]*>' % _NAME).match
_text = re.compile(u'[^<&]+').match
_bad_char = re.compile(u'[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]').search
_reference = re.compile(u'&(?:#([0-9]+)|#x([0-9a-fA-F]+)|(%s));' % _NAME)
_pi = re.compile(u'<\\?(%s)(?:[ \t\r\n]+(.*?))?\\?>' % _NAME, re.DOTALL).match
_xml_decl = re.compile(u'''<\\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(["'])([-a-zA-Z0-9_.:]+)\\1'''
                       u'''(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(["'])([A-Za-z][-A-Za-z0-9._]*)\\3)?'''
                       u'''(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(["'])(yes|no)\\5)?[ \t\r\n]*\\?>''').match
_encoding_of = re.compile(r'''<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z][-A-Za-z0-9._]*)["']''').match
_literal = re.compile(u'"([^"]*)"|\'([^\']*)\'').match
_word = re.compile(u'[-.:\\w]+', re.UNICODE).match
_newlines = re.compile(u'\r\n?')
_PREDEFINED = {u'lt': u'<', u'gt': u'>', u'amp': u'&', u'quot': u'"', u'apos': u"'"}

_HANDLERS = ('StartElementHandler', 'EndElementHandler', 'ProcessingInstructionHandler', 'CharacterDataHandler',
             'UnparsedEntityDeclHandler', 'NotationDeclHandler', 'StartNamespaceDeclHandler',
             'EndNamespaceDeclHandler', 'CommentHandler', 'StartCdataSectionHandler', 'EndCdataSectionHandler',
             'DefaultHandler', 'DefaultHandlerExpand', 'NotStandaloneHandler', 'ExternalEntityRefHandler',
             'StartDoctypeDeclHandler', 'EndDoctypeDeclHandler', 'EntityDeclHandler', 'XmlDeclHandler',
             'ElementDeclHandler', 'AttlistDeclHandler', 'SkippedEntityHandler')


_FLAGS = ('namespace_prefixes', 'ordered_attributes', 'specified_attributes', 'returns_unicode')
_NUMBERS = ('buffer_used', 'ErrorCode', 'intern')

# Expat tells of so much text at a time.
_PIECE = 1024


class _Incomplete(Exception):
    """A token may go on in what follows."""


class _Failed(Exception):
    """(code, position)"""


class _Document(object):
    """What a parser and those of its external entities share: what the document type declares."""

    def __init__(self):
        self.entities = {}      # name -> text
        self.external = {}      # name -> (base, system id, public id, notation)
        self.parameters = {}    # name -> text
        self.attributes = {}    # element -> [(name, type, default)]
        self.incomplete = False     # something was not read
        self.standalone = False


class XMLParserType(object):
    """XML parser"""

    def __init__(self, encoding=None, namespace_separator=None, intern=None):
        for name in _HANDLERS:
            self.__dict__[name] = None
        self.__dict__['buffer_text'] = False
        self.buffer_size = 8192
        self.buffer_used = 0
        self.namespace_prefixes = False
        self.ordered_attributes = False
        self.specified_attributes = False
        self.returns_unicode = True
        self.intern = {} if intern is None else intern
        self.ErrorCode = 0
        self._failed = None         # where an error was
        self._separator = namespace_separator
        self._encoding = encoding
        self._base = None
        self._document = _Document()
        self._namespaces = {u'xml': u'http://www.w3.org/XML/1998/namespace'}
        self._undo = []             # for each open element, what its declarations hid
        self._tags = []             # open elements: (name as written, name as told)
        self._raw = ''              # bytes before the encoding is known
        self._decode = None
        self._text = u''
        self._at = 0                # what was taken of the text
        self._line, self._column = 1, 0     # where the text begins
        self._index = 0
        self._state = self._prolog
        self._begun = False
        self._finished = False
        self._is_entity = False     # an external entity: no document element
        self._doctype = None
        self._external_subset = None, None  # its system and public id
        self._parameter_parsing = XML_PARAM_ENTITY_PARSING_NEVER
        self._foreign = False
        self._characters = []
        self._open_entities = []
        self._cdata = False
        self._final = False

    # ---- attributes

    def __setattr__(self, name, value):
        if name == 'CharacterDataHandler':
            # What is buffered is of the old one.
            self._flush()
        elif name == 'buffer_text':
            value = bool(value)
            if not value:
                self._flush()
        elif name == 'buffer_size':
            if isinstance(value, bool) or not isinstance(value, int):
                raise TypeError('buffer_size must be an integer')
            if value <= 0:
                raise ValueError('buffer_size must be greater than zero')
            if value > 0x7fffffff:
                raise ValueError('buffer_size must not be greater than 2147483647')
            if self.__dict__.get('buffer_text'):
                self._flush()
        elif name in _FLAGS:
            value = bool(value)
        elif name[0] != '_' and name not in _HANDLERS and name not in _NUMBERS:
            raise AttributeError(name)
        self.__dict__[name] = value

    @property
    def CurrentLineNumber(self):
        return self._place(self._at)[0]

    @property
    def CurrentColumnNumber(self):
        return self._place(self._at)[1]

    @property
    def CurrentByteIndex(self):
        return self._index + len(self._text[:self._at].encode('utf-8'))

    @property
    def ErrorLineNumber(self):
        return self._failed[0] if self._failed else self.CurrentLineNumber

    @property
    def ErrorColumnNumber(self):
        return self._failed[1] if self._failed else self.CurrentColumnNumber

    ErrorByteIndex = CurrentByteIndex

    def _place(self, at):
        """(line, column) of a position of the text."""
        before = self._text[:at]
        lines = before.count(u'\n')
        if lines:
            return self._line + lines, at - before.rindex(u'\n') - 1
        return self._line, self._column + at

    # ---- methods

    def SetBase(self, base):
        """Set what relative addresses are relative to; handlers are told it."""
        self._base = base

    def GetBase(self):
        return self._base

    def GetInputContext(self):
        """The text around what a handler is called for."""
        if not self._begun:
            return None
        return self._text[self._at:].encode('utf-8')

    def SetParamEntityParsing(self, flag):
        """Whether handlers are told of the external part of the document type."""
        self._parameter_parsing = flag
        return 1

    def UseForeignDTD(self, flag=True):
        """Behave as if there were a document type."""
        if self._begun:
            raise self._error(26, self._at)
        self._foreign = bool(flag)

    def _read_external_subset(self, system, public):
        wanted = self._parameter_parsing
        if wanted == XML_PARAM_ENTITY_PARSING_NEVER or self.ExternalEntityRefHandler is None:
            return
        if wanted == XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE and self._document.standalone:
            return
        if system is not None or self._foreign:
            self._foreign = False
            self._document.incomplete = False
            if not self._call(self.ExternalEntityRefHandler, None, self._base, system, public):
                raise _Failed(_EXTERNAL, self._at)

    def ExternalEntityParserCreate(self, context, encoding=None):
        """A parser of an external entity that a handler was told of."""
        parser = XMLParserType(encoding, self._separator, self.intern)
        for name in _HANDLERS + ('buffer_text', 'buffer_size', 'ordered_attributes', 'specified_attributes',
                                 'namespace_prefixes', 'returns_unicode'):
            parser.__dict__[name] = self.__dict__[name]
        parser._document = self._document
        parser._namespaces = dict(self._namespaces)
        parser._base = self._base
        parser._is_entity = True
        parser._state = parser._content if context is not None else parser._subset
        return parser

    def ParseFile(self, file):
        """Parse what a file has."""
        if not hasattr(file, 'read'):
            raise TypeError("argument must have 'read' attribute")
        while True:
            data = file.read(2048)
            if not isinstance(data, str):
                if not isinstance(data, unicode):
                    raise TypeError('read() did not return a string object (type=%.400s)' % type(data).__name__)
            if len(data) > 2048:
                raise ValueError('read() returned too much data: 2048 bytes requested, %d returned' % len(data))
            result = self.Parse(data, not data)
            if not data:
                return result

    def Parse(self, data, isfinal=False):
        """Parse more of a document; at its end isfinal must be true."""
        if self._finished:
            raise self._error(_FINISHED, self._at)
        if isinstance(data, unicode):
            data = data.encode(sys.getdefaultencoding())
        elif not isinstance(data, str):
            data = str(buffer(data))
        self._begun = True
        self._final = bool(isfinal)
        try:
            try:
                self._take(data, isfinal)
                self._run()
            except _Failed, e:
                self._flush()
                raise self._error(*e.args)
        except:
            self._finished = True
            raise
        if isfinal:
            self._finished = True
        self._flush()
        return 1

    def _error(self, code, at):
        line, column = self._place(at)
        self.ErrorCode = code
        self._failed = line, column
        e = ExpatError('%s: line %d, column %d' % (_ERRORS[code][1], line, column))
        e.code = code
        e.lineno = line
        e.offset = column
        return e

    # ---- input

    def _take(self, data, isfinal):
        """Decode more bytes."""
        if self._decode is None:
            self._raw += data
            data = self._raw
            encoding = self._encoding
            if encoding is None:
                if data.startswith(('\xff\xfe', '\xfe\xff')):
                    encoding = 'utf-16'
                elif data.startswith('\xef\xbb\xbf'):
                    encoding = 'utf-8'
                    data = data[3:]
                elif data.startswith(('<\0', )):
                    encoding = 'utf-16-le'
                elif data.startswith('\0<'):
                    encoding = 'utf-16-be'
                elif len(data) < 5 and '<?xml'.startswith(data[:5]) and not isfinal:
                    return
                elif data.startswith('<?xml'):
                    if '?>' not in data and not isfinal:
                        return
                    match = _encoding_of(data)
                    encoding = match.group(1) if match else 'utf-8'
                else:
                    encoding = 'utf-8'
            if encoding.lower() in ('utf-16', 'utf16') and not data.startswith(('\xff\xfe', '\xfe\xff')):
                # It says so in another encoding.
                raise _Failed(19, 0)
            self._raw = ''
            # LookupError if there is no such encoding.
            self._decode = codecs.getincrementaldecoder(encoding)('strict').decode
        try:
            text = self._decode(data, bool(isfinal))
        except UnicodeDecodeError, e:
            text = e.object[:e.start].decode(e.encoding)
            self._append(text)
            self._run_until_bad()
        self._append(text)

    def _run_until_bad(self):
        """Tell of all before bytes that cannot be decoded."""
        final, self._final = self._final, False
        self._run()
        raise _Failed(_INVALID, len(self._text))

    def _append(self, text):
        if u'\r' in text:
            text = _newlines.sub(u'\n', text)
        if self._at:
            line, column = self._place(self._at)
            self.__dict__['_index'] = self.CurrentByteIndex
            self._line, self._column = line, column
            self._text = self._text[self._at:]
            self._at = 0
        self._text += text

    def _run(self):
        """Parse as much as there is."""
        try:
            while self._at < len(self._text):
                self._state()
        except _Incomplete, e:
            if self._final:
                raise _Failed(e.args[0] if e.args else _UNCLOSED, self._at)
            return
        if self._final and not self._raw:
            if self._tags or (not self._is_entity and self._state != self._epilog):
                code = _UNCLOSED_CDATA if self._cdata else _NO_ELEMENTS
                raise _Failed(code, len(self._text))

    # ---- output

    def _name(self, name):
        return self.intern.setdefault(name, name)

    def _out(self, text):
        if not self.returns_unicode and isinstance(text, unicode):
            return text.encode('utf-8')
        return text

    def _default(self, start, end):
        """Tell the default handler of a piece of the text that has no handler of its own."""
        handler = self.DefaultHandlerExpand or self.DefaultHandler
        if handler is not None and start < end:
            self._flush()
            handler(self._out(self._text[start:end]))

    def _call(self, handler, *arguments):
        self._flush()
        return handler(*map(self._out, arguments))

    def _flush(self):
        characters = self.__dict__.get('_characters')
        if not characters:
            return
        text = u''.join(characters)
        del characters[:]
        self.buffer_used = 0
        if self.CharacterDataHandler is not None:
            self.CharacterDataHandler(self._out(text))

    def _data(self, text, start=None, end=None):
        """Characters of the document."""
        if self.CharacterDataHandler is None:
            if start is not None:
                self._default(start, end)
            elif self.DefaultHandlerExpand or self.DefaultHandler:
                (self.DefaultHandlerExpand or self.DefaultHandler)(self._out(text))
            return
        if not self.buffer_text:
            if u'\n' not in text:
                self.CharacterDataHandler(self._out(text))
                return
            # Newlines come one by one.
            for part in re.split(u'(\n)', text):
                if part and self.CharacterDataHandler is not None:
                    self.CharacterDataHandler(self._out(part))
            return
        for i in range(0, len(text), _PIECE):
            piece = text[i:i + _PIECE]
            if self.buffer_used + len(piece) > self.buffer_size:
                self._flush()
                if len(piece) > self.buffer_size:
                    self.CharacterDataHandler(self._out(piece))
                    continue
            self._characters.append(piece)
            self.buffer_used += len(piece)

    # ---- the document

    def _prolog(self):
        """Before the document's element."""
        text, at = self._text, self._at
        if at == 0 and self._line == 1 and self._column == 0:
            if text[:1] == u'\ufeff':
                self._text = text[1:]
                return
            if len(text) < 6 and u'<?xml '.startswith(text):
                raise _Incomplete()
            if text[:5] == u'<?xml' and text[5:6] in _S + u'?':
                self._declaration()
                return
        end = _space(text, at).end()
        if end > at:
            self._default(at, end)
            self._at = end
            return
        if text[at] != u'<':
            raise _Failed(_SYNTAX, at)
        if self._misc():
            return
        if text.startswith(u'<!', at):
            self._begin_doctype()
        elif text.startswith(u'</', at):
            raise _Failed(_INVALID, at + 1)
        else:
            if self._foreign:
                self._read_external_subset(None, None)
            self._state = self._content
            self._start_element()

    def _epilog(self):
        """After it."""
        text, at = self._text, self._at
        end = _space(text, at).end()
        if end > at:
            self._default(at, end)
            self._at = end
        elif text[at] != u'<' or not self._misc():
            raise _Failed(_JUNK, at)

    def _misc(self):
        """A comment or processing instruction, if there is one."""
        text, at = self._text, self._at
        if len(text) < at + 4:
            rest = text[at:]
            if rest in (u'<', u'<!', u'<!-'):
                raise _Incomplete()
        if text.startswith(u'<!--', at):
            self._comment()
        elif text.startswith(u'<?', at):
            self._instruction()
        else:
            return False
        return True

    def _declaration(self):
        """<?xml ...?>"""
        end = self._text.find(u'?>')
        if end < 0:
            raise _Incomplete()
        match = _xml_decl(self._text)
        if match is None:
            raise _Failed(_XML_DECL, self._text.find(u'?>') if self._text.startswith(u'<?xml?>') else 6)
        version, encoding, standalone = match.group(2, 4, 6)
        self._document.standalone = standalone == u'yes'
        if self.XmlDeclHandler is not None:
            self._call(self.XmlDeclHandler, version, encoding, {None: -1, u'yes': 1, u'no': 0}[standalone])
        else:
            self._default(0, match.end())
        self._at = match.end()

    def _comment(self):
        text, at = self._text, self._at
        end = text.find(u'--', at + 4)
        if end < 0 or end + 2 >= len(text):
            raise _Incomplete()
        if text[end + 2] != u'>':
            raise _Failed(_INVALID, end + 2 if text[end + 2:end + 3] else end)
        self._check(at, end)
        if self.CommentHandler is not None:
            self._call(self.CommentHandler, text[at + 4:end])
        else:
            self._default(at, end + 3)
        self._at = end + 3

    def _instruction(self):
        text, at = self._text, self._at
        end = text.find(u'?>', at + 2)
        if end < 0:
            raise _Incomplete()
        match = _pi(text, at)
        if match is None:
            raise _Failed(_INVALID, at + 2)
        target, data = match.groups()
        if target.lower() == u'xml':
            raise _Failed(_MISPLACED if target == u'xml' else _INVALID, at)
        self._check(at, end)
        if self.ProcessingInstructionHandler is not None:
            self._call(self.ProcessingInstructionHandler, self._name(target), data or u'')
        else:
            self._default(at, match.end())
        self._at = match.end()

    def _check(self, start, end):
        """Characters that XML does not have."""
        match = _bad_char(self._text, start, end)
        if match:
            raise _Failed(_INVALID, match.start())

    # ---- elements

    def _content(self):
        """Within an element, or an external entity."""
        text, at = self._text, self._at
        char = text[at]
        if self._cdata:
            self._cdata_section()
        elif char == u'<':
            next = text[at + 1:at + 2]
            if next == u'/':
                self._end_element()
            elif next == u'!':
                rest = text[at:at + 9]
                if rest.startswith(u'<!--'):
                    self._comment()
                elif rest == u'<![CDATA[':
                    if self.StartCdataSectionHandler is not None:
                        self._call(self.StartCdataSectionHandler)
                    else:
                        self._default(at, at + 9)
                    self._at = at + 9
                    self._cdata = True
                elif u'<!--'.startswith(rest) or u'<![CDATA['.startswith(rest):
                    raise _Incomplete()
                else:
                    raise _Failed(_INVALID, at + 2)
            elif next == u'?':
                self._instruction()
            elif not next:
                raise _Incomplete()
            else:
                self._start_element()
        elif char == u'&':
            self._entity_reference()
        else:
            end = _text(text, at).end()
            close = text.find(u']]>', at, end)
            if close >= 0:
                self._text_until(at, close)
                raise _Failed(_INVALID, close + 2)
            if end == len(text) and not self._final and not self._open_entities:
                # It may end with the beginning of what must not be there.
                while end > at and text[end - 1] == u']':
                    end -= 1
                if end == at:
                    raise _Incomplete()
            self._text_until(at, end)
            self._at = end

    def _text_until(self, at, end):
        match = _bad_char(self._text, at, end)
        if match:
            end = match.start()
        if end > at:
            self._data(self._text[at:end], at, end)
        if match:
            raise _Failed(_INVALID, match.start())

    def _cdata_section(self):
        text, at = self._text, self._at
        end = text.find(u']]>', at)
        if end < 0:
            # The text so far, as much as is sure.
            stop = len(text)
            while stop > at and stop > len(text) - 2 and text[stop - 1] == u']':
                stop -= 1
            if self._final:
                raise _Failed(_UNCLOSED_CDATA, len(text))
            if stop == at:
                raise _Incomplete(_UNCLOSED_CDATA)
            self._text_until(at, stop)
            self._at = stop
            return
        self._text_until(at, end)
        if self.EndCdataSectionHandler is not None:
            self._call(self.EndCdataSectionHandler)
        else:
            self._default(end, end + 3)
        self._at = end + 3
        self._cdata = False

    def _start_element(self):
        text, at = self._text, self._at
        match = _start_tag(text, at)
        if match is None:
            self._bad_start_tag(at)
        name, attributes, empty = match.group(1), match.group(2), match.group(5)
        end = match.end()
        pairs = []
        if attributes:
            seen = set()
            where = match.start(2)
            for key, value in _attributes(attributes):
                if key in seen:
                    raise _Failed(_DUPLICATE, self._attribute_at(where, key))
                seen.add(key)
                value = value[1:-1]
                if u'&' in value or u'\n' in value or u'\t' in value or _bad_char(value):
                    value = self._attribute_value(value, at)
                pairs.append((key, value))
        specified = len(pairs)
        declared = self._document.attributes.get(name)
        if declared:
            pairs = self._with_defaults(pairs, declared)
        told = name
        if self._separator is not None:
            told, pairs = self._resolve(name, pairs, at)
        told = self._name(told)
        if self.StartElementHandler is not None:
            if self.specified_attributes:
                pairs = pairs[:specified]
            pairs = [(self._out(self._name(key)), self._out(value)) for key, value in pairs]
            if self.ordered_attributes:
                given = [item for pair in pairs for item in pair]
            else:
                given = dict(pairs)
            self._flush()
            self.StartElementHandler(self._out(told), given)
        else:
            self._default(at, end)
        self._at = end
        if empty:
            self._finish_element(told, end, end)
        else:
            self._tags.append((name, told))

    def _attribute_at(self, where, name):
        """Where the second attribute of a name begins."""
        found = 0
        while True:
            match = _attribute(self._text, where)
            if match.group(1) == name:
                found += 1
                if found == 2:
                    return match.start(1)
            where = match.end()

    def _bad_start_tag(self, at):
        """A start tag that is wrong, or does not end yet."""
        text = self._text
        match = _name(text, at + 1)
        if match is None:
            raise _Failed(_INVALID, at + 1)
        where = match.end()
        while True:
            match = _attribute(text, where)
            if match is None:
                break
            where = match.end()
        # What stands where an attribute or the end should.
        here = _space(text, where).end()
        if here == len(text) or text[here:] == u'/':
            raise _Incomplete()
        if text[here] == u'/':
            raise _Failed(_INVALID, here + 1)
        match = _name(text, here)
        if match is None or here == where:
            raise _Failed(_INVALID, here)
        here = _space(text, match.end()).end()
        if here == len(text):
            raise _Incomplete()
        if text[here] != u'=':
            raise _Failed(_INVALID, here)
        here = _space(text, here + 1).end()
        if here == len(text):
            raise _Incomplete()
        quote = text[here]
        if quote not in u'"\'':
            raise _Failed(_INVALID, here)
        close = text.find(quote, here + 1)
        less = text.find(u'<', here + 1)
        if less >= 0 and (close < 0 or less < close):
            raise _Failed(_INVALID, less)
        if close < 0 or close + 1 == len(text):
            raise _Incomplete()
        raise _Failed(_INVALID, close + 1)

    def _attribute_value(self, value, at):
        """References resolved, white space made spaces."""
        parts = []
        start = 0
        if _bad_char(value):
            raise _Failed(_INVALID, at)
        value = value.replace(u'\n', u' ').replace(u'\t', u' ').replace(u'\r', u' ')
        while True:
            i = value.find(u'&', start)
            if i < 0:
                break
            parts.append(value[start:i])
            match = _reference.match(value, i)
            if match is None:
                raise _Failed(_INVALID, at)
            decimal, hexadecimal, name = match.groups()
            if name is None:
                parts.append(self._character(decimal, hexadecimal, at))
            elif name in _PREDEFINED:
                parts.append(_PREDEFINED[name])
            elif name in self._document.entities:
                if name in self._open_entities:
                    raise _Failed(_RECURSIVE, at)
                text = self._document.entities[name]
                if u'<' in text:
                    raise _Failed(_INVALID, at)
                self._open_entities.append(name)
                parts.append(self._attribute_value(text, at))
                self._open_entities.pop()
            elif name in self._document.external:
                raise _Failed(_ATTRIBUTE_EXTERNAL, at)
            elif not self._document.incomplete or self._document.standalone:
                raise _Failed(_UNDEFINED, at)
            start = match.end()
        parts.append(value[start:])
        return u''.join(parts)

    def _with_defaults(self, pairs, declared):
        given = dict(pairs)
        types = dict([(name, kind) for name, kind, default in declared])
        result = []
        for name, value in pairs:
            if types.get(name, u'CDATA') != u'CDATA':
                value = u' '.join(value.split(u' ')).strip() if u'  ' not in value else \
                    u' '.join(filter(None, value.split(u' ')))
            result.append((name, value))
        for name, kind, default in declared:
            if default is not None and name not in given:
                result.append((name, default))
                given[name] = default
        return result

    def _resolve(self, name, pairs, at):
        """Names with their namespaces."""
        hidden = []
        rest = []
        for key, value in pairs:
            if key == u'xmlns':
                prefix = None
            elif key.startswith(u'xmlns:'):
                prefix = key[6:]
                if not value:
                    raise _Failed(28, at)
            else:
                rest.append((key, value))
                continue
            hidden.append((prefix, self._namespaces.get(prefix)))
            self._namespaces[prefix] = value or None
            if self.StartNamespaceDeclHandler is not None:
                self._call(self.StartNamespaceDeclHandler, prefix, value or None)
        self._undo.append(hidden)
        told = self._expand(name, True, at)
        result = []
        seen = set()
        for key, value in rest:
            key = self._expand(key, False, at)
            if key in seen:
                raise _Failed(_DUPLICATE, at)
            seen.add(key)
            result.append((key, value))
        return told, result

    def _expand(self, name, is_element, at):
        prefix, colon, local = name.partition(u':')
        if not colon:
            if not is_element:
                return name
            prefix, local = None, name
        namespace = self._namespaces.get(prefix)
        if namespace is None:
            if prefix is None:
                return name
            raise _Failed(_UNBOUND, at)
        told = namespace + self._separator + local
        if self.namespace_prefixes and prefix:
            told += self._separator + prefix
        return told

    def _end_element(self):
        text, at = self._text, self._at
        match = _end_tag(text, at)
        if match is None:
            name = _name(text, at + 2)
            if len(text) == at + 2:
                raise _Incomplete()
            if name is None:
                raise _Failed(_INVALID, at + 2)
            here = _space(text, name.end()).end()
            if here == len(text):
                raise _Incomplete()
            raise _Failed(_INVALID, here)
        if not self._tags or (self._open_entities and len(self._tags) <= self._entity_depth):
            raise _Failed(_ASYNC, at)
        name, told = self._tags[-1]
        if match.group(1) != name:
            raise _Failed(_MISMATCH, at + 2)
        self._tags.pop()
        self._finish_element(told, at, match.end())

    def _finish_element(self, told, at, end):
        if self.EndElementHandler is not None:
            self._call(self.EndElementHandler, told)
        elif end > at:
            self._default(at, end)
        self._at = end
        if self._separator is not None:
            for prefix, value in reversed(self._undo.pop()):
                if value is None:
                    self._namespaces.pop(prefix, None)
                else:
                    self._namespaces[prefix] = value
                if self.EndNamespaceDeclHandler is not None:
                    self._call(self.EndNamespaceDeclHandler, prefix)
        if not self._tags and not self._is_entity:
            self._state = self._epilog

    _entity_depth = 0

    def _character(self, decimal, hexadecimal, at):
        code = int(decimal) if decimal else int(hexadecimal, 16)
        if code > 0x10ffff or 0xd800 <= code < 0xe000 or code in (0xfffe, 0xffff) \
                or code < 32 and code not in (9, 10, 13):
            raise _Failed(_BAD_CHAR, at)
        return unichr(code)

    def _entity_reference(self):
        text, at = self._text, self._at
        match = _reference.match(text, at)
        if match is None:
            here = at + 1
            word = re.compile(u'#x?[0-9a-fA-F]*|[-.:\\w]*', re.UNICODE).match(text, here)
            if word.end() == len(text):
                raise _Incomplete()
            raise _Failed(_INVALID, word.end())
        decimal, hexadecimal, name = match.groups()
        if name is None:
            self._data(self._character(decimal, hexadecimal, at), at, match.end())
        elif name in _PREDEFINED:
            self._data(_PREDEFINED[name], at, match.end())
        elif name in self._document.entities:
            if self.DefaultHandler is not None and self.DefaultHandlerExpand is None:
                # It is told of references, not of what they stand for.
                if self.SkippedEntityHandler is not None:
                    self._call(self.SkippedEntityHandler, name, False)
                else:
                    self._default(at, match.end())
            else:
                self._expand_entity(name, at, match.end())
                return
        elif name in self._document.external:
            base, system, public, notation = self._document.external[name]
            if notation is not None:
                raise _Failed(_BINARY, at)
            if self.ExternalEntityRefHandler is not None:
                if not self._call(self.ExternalEntityRefHandler, name, base, system, public):
                    raise _Failed(_EXTERNAL, at)
            else:
                self._default(at, match.end())
        elif self._document.incomplete and not self._document.standalone:
            if self.SkippedEntityHandler is not None:
                self._call(self.SkippedEntityHandler, name, False)
            else:
                self._default(at, match.end())
        else:
            raise _Failed(_UNDEFINED, at)
        self._at = match.end()

    def _expand_entity(self, name, at, end):
        """Parse an entity's text in its place."""
        if name in self._open_entities:
            raise _Failed(_RECURSIVE, at)
        outer = self._text, self._line, self._column, self._final, self._entity_depth
        line, column = self._place(at)
        self._open_entities.append(name)
        self._text, self._at = self._document.entities[name], 0
        self._line, self._column, self._final = line, column, True
        self._entity_depth = depth = len(self._tags)
        try:
            try:
                while self._at < len(self._text):
                    self._content()
            except _Incomplete:
                raise _Failed(_UNCLOSED, 0)
            if len(self._tags) != depth:
                raise _Failed(_ASYNC, 0)
        except _Failed, e:
            self._text, self._line, self._column, self._final, self._entity_depth = outer
            raise _Failed(e.args[0], at)
        self._text, self._line, self._column, self._final, self._entity_depth = outer
        self._open_entities.pop()
        self._at = end

    # ---- the document type

    def _need(self, end):
        if end < 0 or end > len(self._text):
            raise _Incomplete()

    def _begin_doctype(self):
        text, at = self._text, self._at
        if not text.startswith(u'<!DOCTYPE', at):
            if u'<!DOCTYPE'.startswith(text[at:]):
                raise _Incomplete()
            raise _Failed(_INVALID, at + 2)
        here = _space(text, at + 9).end()
        match = _name(text, here)
        if match is None:
            self._at_end(here)
            raise _Failed(_INVALID, here)
        name = match.group()
        here = _space(text, match.end()).end()
        self._at_end(here)
        here, system, public = self._external_id(here)
        here = _space(text, here).end()
        self._at_end(here)
        if text[here] not in u'[>':
            raise _Failed(_SYNTAX, here)
        has_subset = text[here] == u'['
        if system is not None:
            self._document.incomplete = True
        self._external_subset = system, public
        if self.StartDoctypeDeclHandler is not None:
            self._call(self.StartDoctypeDeclHandler, self._name(name), system, public, int(has_subset))
        else:
            self._default(at, here + 1)
        self._at = here + 1
        self._doctype = name
        if has_subset:
            self._state = self._subset
        else:
            self._end_doctype(here, here + 1)

    def _end_doctype(self, at, end):
        self._read_external_subset(*self._external_subset)
        if self._document.incomplete and not self._document.standalone and self.NotStandaloneHandler is not None:
            if not self._call(self.NotStandaloneHandler):
                raise _Failed(22, at)
        if self.EndDoctypeDeclHandler is not None:
            self._call(self.EndDoctypeDeclHandler)
        self._at = end
        self._state = self._prolog_after

    def _prolog_after(self):
        """After the document type."""
        text, at = self._text, self._at
        end = _space(text, at).end()
        if end > at:
            self._default(at, end)
            self._at = end
            return
        if text[at] != u'<':
            raise _Failed(_SYNTAX, at)
        if self._misc():
            return
        if text.startswith(u'<!', at):
            raise _Failed(_SYNTAX, at)
        self._state = self._content
        self._start_element()

    def _at_end(self, here):
        if here >= len(self._text):
            raise _Incomplete()

    def _external_id(self, here):
        """(position after it, system id, public id)"""
        text = self._text
        if text.startswith(u'SYSTEM', here):
            here, system = self._string(here + 6)
            return here, system, None
        if text.startswith(u'PUBLIC', here):
            here, public = self._string(here + 6)
            public = u' '.join(public.split())
            after = _space(text, here).end()
            if text[after:after + 1] in (u'"', u"'"):
                here, system = self._string(here)
                return here, system, public
            self._at_end(after)
            return here, None, public
        rest = text[here:here + 6]
        if rest and (u'SYSTEM'.startswith(rest) or u'PUBLIC'.startswith(rest)):
            raise _Incomplete()
        return here, None, None

    def _string(self, here):
        here = _space(self._text, here).end()
        match = _literal(self._text, here)
        if match is None:
            if here >= len(self._text) or self._text[here] in u'"\'':
                raise _Incomplete()
            raise _Failed(_INVALID, here)
        return match.end(), match.group(match.lastindex)

    def _subset(self):
        """Between the brackets of the document type, or in an external part of it."""
        text, at = self._text, self._at
        end = _space(text, at).end()
        if end > at:
            self._default(at, end)
            self._at = end
            return
        char = text[at]
        if char == u']':
            here = _space(text, at + 1).end()
            self._at_end(here)
            if text[here] != u'>':
                raise _Failed(_SYNTAX, here)
            self._default(at, here + 1)
            self._end_doctype(at, here + 1)
        elif char == u'%':
            match = re.compile(u'%%(%s);' % _NAME).match(text, at)
            if match is None:
                if u';' not in text[at:]:
                    raise _Incomplete()
                raise _Failed(_INVALID, at + 1)
            self._document.incomplete = self._document.incomplete or match.group(1) not in self._document.parameters
            replacement = self._document.parameters.get(match.group(1))
            if replacement is not None and not self._document.standalone:
                self._text = text[:match.end()] + u' ' + replacement + u' ' + text[match.end():]
            elif self.SkippedEntityHandler is not None:
                self._call(self.SkippedEntityHandler, match.group(1), True)
            else:
                self._default(at, match.end())
            self._at = match.end()
        elif char == u'<':
            if self._misc():
                return
            match = re.compile(u'<!([A-Z]+)').match(text, at)
            if match is None:
                if len(text) < at + 3:
                    raise _Incomplete()
                raise _Failed(_SYNTAX, at)
            if match.end() == len(text):
                raise _Incomplete()
            declare = {u'ENTITY': self._entity, u'NOTATION': self._notation, u'ELEMENT': self._element,
                       u'ATTLIST': self._attlist}.get(match.group(1))
            if declare is None:
                raise _Failed(_SYNTAX, at)
            # Characters of the declaration, for the default handler.
            handled, end = declare(match.end())
            if not handled:
                self._default(at, end)
            self._at = end
        else:
            raise _Failed(_SYNTAX, at)

    def _close(self, here):
        """The position after the '>' that must come next."""
        here = _space(self._text, here).end()
        self._at_end(here)
        if self._text[here] != u'>':
            raise _Failed(_SYNTAX, here)
        return here + 1

    def _next_name(self, here):
        here = _space(self._text, here).end()
        match = _name(self._text, here)
        if match is None or match.end() == len(self._text):
            self._at_end(here if match is None else match.end())
            raise _Failed(_SYNTAX, here)
        return match.end(), match.group()

    def _entity(self, here):
        text = self._text
        here = _space(text, here).end()
        is_parameter = text[here:here + 1] == u'%'
        if is_parameter:
            here += 1
        here, name = self._next_name(here)
        here = _space(text, here).end()
        self._at_end(here)
        value = system = public = notation = None
        if text[here] in u'"\'':
            at = here
            here, value = self._string(here)
            value = self._entity_value(value, at)
        else:
            here, system, public = self._external_id(here)
            if system is None:
                raise _Failed(_SYNTAX, here)
            after = _space(text, here).end()
            if text.startswith(u'NDATA', after):
                here, notation = self._next_name(after + 5)
        end = self._close(here)
        document = self._document
        if is_parameter:
            if value is not None:
                document.parameters.setdefault(name, value)
        elif name not in document.entities and name not in document.external:
            # The first declaration counts.
            if value is not None:
                document.entities[name] = value
            else:
                document.external[name] = self._base, system, public, notation
        if notation is not None and self.UnparsedEntityDeclHandler is not None:
            self._call(self.UnparsedEntityDeclHandler, name, self._base, system, public, notation)
            return True, end
        if self.EntityDeclHandler is not None:
            self._call(self.EntityDeclHandler, name, int(is_parameter), value, self._base, system, public, notation)
            return True, end
        return False, end

    def _entity_value(self, value, at):
        """Character references are resolved when an entity is declared, others when it is used."""
        def replace(match):
            decimal, hexadecimal, name = match.groups()
            if name is not None:
                return match.group()
            return self._character(decimal, hexadecimal, at)
        return _reference.sub(replace, value)

    def _notation(self, here):
        here, name = self._next_name(here)
        here = _space(self._text, here).end()
        here, system, public = self._external_id(here)
        if system is None and public is None:
            self._at_end(here)
            raise _Failed(_SYNTAX, here)
        end = self._close(here)
        if self.NotationDeclHandler is not None:
            self._call(self.NotationDeclHandler, name, self._base, system, public)
            return True, end
        return False, end

    def _element(self, here):
        here, name = self._next_name(here)
        here = _space(self._text, here).end()
        self._at_end(here)
        text = self._text
        if text.startswith(u'EMPTY', here):
            here, content = here + 5, (1, 0, None, ())
        elif text.startswith(u'ANY', here):
            here, content = here + 3, (2, 0, None, ())
        elif text[here] == u'(':
            here, content = self._model(here)
        else:
            if text.find(u'>', here) < 0:
                raise _Incomplete()
            raise _Failed(_SYNTAX, here)
        end = self._close(here)
        if self.ElementDeclHandler is not None:
            self._flush()
            self.ElementDeclHandler(self._out(name), content)
            return True, end
        return False, end

    def _quantifier(self, here):
        mark = self._text[here:here + 1]
        if mark and mark in u'?*+':
            return here + 1, u'?*+'.index(mark) + 1
        return here, 0

    def _model(self, here):
        """A content model in parentheses: (position after it, (kind, quantifier, name, children))"""
        text = self._text
        here = _space(text, here + 1).end()
        children = []
        kind = 6
        while True:
            here = _space(text, here).end()
            self._at_end(here)
            if text[here] == u'(':
                here, child = self._model(here)
                children.append(child)
            elif text.startswith(u'#PCDATA', here):
                here += 7
                kind = 3
            else:
                here, name = self._next_name(here)
                here, quantifier = self._quantifier(here)
                children.append((4, quantifier, self._out(self._name(name)), ()))
            here = _space(text, here).end()
            self._at_end(here)
            if text[here] == u')':
                break
            if text[here] == u'|':
                kind = 5 if kind == 6 else kind
            elif text[here] != u',':
                raise _Failed(_SYNTAX, here)
            here += 1
        here, quantifier = self._quantifier(here + 1)
        return here, (kind, quantifier, None, tuple(children))

    def _attlist(self, here):
        text = self._text
        here, element = self._next_name(here)
        handled = False
        found = []
        while True:
            here = _space(text, here).end()
            self._at_end(here)
            if text[here] == u'>':
                break
            here, name = self._next_name(here)
            here = _space(text, here).end()
            self._at_end(here)
            if text[here] == u'(':
                here, kind = self._enumeration(here)
            else:
                here, kind = self._next_name(here)
                if kind == u'NOTATION':
                    here, values = self._enumeration(_space(text, here).end())
                    kind += values
            here = _space(text, here).end()
            self._at_end(here)
            default, required = None, 0
            if text[here] == u'#':
                here, word = self._next_name(here + 1)
                required = int(word == u'REQUIRED')
                if word == u'FIXED':
                    required = 1
                    here, default = self._string(here)
                elif word not in (u'REQUIRED', u'IMPLIED'):
                    raise _Failed(_SYNTAX, here)
            else:
                here, default = self._string(here)
            if default is not None:
                default = self._attribute_value(default, here)
            found.append((name, kind, default, required))
        declared = self._document.attributes.setdefault(element, [])
        for name, kind, default, required in found:
            if name not in [old[0] for old in declared]:
                declared.append((name, kind, default))
            if self.AttlistDeclHandler is not None:
                self._call(self.AttlistDeclHandler, self._name(element), self._name(name), kind, default, required)
                handled = True
        return handled, here + 1

    def _enumeration(self, here):
        """(position after it, '(a|b)')"""
        end = self._text.find(u')', here)
        if end < 0:
            raise _Incomplete()
        words = [word.strip(_S) for word in self._text[here + 1:end].split(u'|')]
        return end + 1, u'(%s)' % u'|'.join(words)


def ParserCreate(encoding=None, namespace_separator=None, intern=None):
    """A new parser; with namespace_separator (one character) names are told with their namespaces."""
    if encoding is not None and not isinstance(encoding, basestring):
        raise TypeError('ParserCreate() argument 1 must be string or None, not %s' % type(encoding).__name__)
    if namespace_separator is not None:
        if not isinstance(namespace_separator, basestring):
            raise TypeError('ParserCreate() argument 2 must be string or None, not %s'
                            % type(namespace_separator).__name__)
        if len(namespace_separator) > 1:
            raise ValueError('namespace_separator must be at most one character, omitted, or None')
        namespace_separator = unicode(namespace_separator)
    if intern is not None and not isinstance(intern, dict):
        raise TypeError('intern must be a dictionary')
    return XMLParserType(encoding, namespace_separator, intern)
