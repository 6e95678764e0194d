"""How elements are read: a parser tells a builder of what is in a document."""

import warnings

from ._element import Element


class ParseError(SyntaxError):
    """A document is not well formed; code is expat's, position is (line, column)."""


class TreeBuilder(object):
    """Makes a tree of calls of start(), data() and end()."""

    def __init__(self, element_factory=None):
        self._factory = Element if element_factory is None else element_factory
        # The elements whose end is to come; the last that began or ended, and the text since then.
        self._open = []
        self._last = None
        self._ended = False
        self._texts = []

    def start(self, tag, attrs):
        if self._texts:
            self._flush()
        element = self._factory(tag, attrs)
        if self._open:
            self._open[-1].append(element)
        self._open.append(element)
        self._last = element
        self._ended = False
        return element

    def data(self, data):
        self._texts.append(data)

    def end(self, tag):
        if self._texts:
            self._flush()
        self._last = element = self._open.pop()
        assert element.tag == tag, 'end tag mismatch (expected %s, got %s)' % (element.tag, tag)
        self._ended = True
        return element

    def _flush(self):
        text = ''.join(self._texts)
        self._texts = []
        last = self._last
        if last is None:
            return
        if self._ended:
            assert last.tail is None, 'internal error (tail)'
            last.tail = text
        else:
            assert last.text is None, 'internal error (text)'
            last.text = text

    def close(self):
        """The outermost element."""
        assert not self._open, 'missing end tags'
        assert self._last is not None, 'missing toplevel element'
        return self._last


_not_given = object()

_UNDEFINED_ENTITY = 11


class XMLParser(object):
    """Reads a document and tells its target, a TreeBuilder if none is given."""

    def __init__(self, html=_not_given, target=None, encoding=None):
        if html is not _not_given:
            warnings.warnpy3k('The html argument of XMLParser() is deprecated', DeprecationWarning, stacklevel=2)
        try:
            from xml.parsers import expat
        except ImportError:
            raise ImportError('No module named expat; use SimpleXMLTreeBuilder instead')
        self.parser = self._parser = parser = expat.ParserCreate(encoding, '}')
        self.target = self._target = TreeBuilder() if target is None else target
        self._error = expat.error
        self._names = {}
        # Entities that documents use without saying what they are: name -> text.
        self.entity = {}
        self.version = 'Expat %d.%d.%d' % expat.version_info
        parser.buffer_text = parser.ordered_attributes = parser.specified_attributes = 1
        parser.StartElementHandler = self._start_list
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        parser.CommentHandler = self._comment
        parser.ProcessingInstructionHandler = self._pi
        parser.StartDoctypeDeclHandler = self._start_doctype
        parser.DefaultHandlerExpand = self._default

    def feed(self, data):
        self._parse(data, 0)

    def close(self):
        """End the document; gives what the target's close() gives."""
        self._parse('', 1)
        document = self.target.close()
        # The handlers and their parser refer to each other.
        del self.target, self._parser
        return document

    def _parse(self, data, is_final):
        try:
            self._parser.Parse(data, is_final)
        except self._error as error:
            self._raiseerror(error)

    def _raiseerror(self, value):
        error = ParseError(value)
        error.code = value.code
        error.position = value.lineno, value.offset
        raise error

    def _fixtext(self, text):
        # ASCII is told as a str.
        try:
            return text.encode('ascii')
        except UnicodeError:
            return text

    def _fixname(self, key):
        # Expat says uri}name.
        name = self._names.get(key)
        if name is None:
            name = self._names[key] = self._fixtext('{' + key if '}' in key else key)
        return name

    def _start(self, tag, attrib_in):
        fixname, fixtext = self._fixname, self._fixtext
        return self.target.start(fixname(tag), dict((fixname(key), fixtext(attrib_in[key])) for key in attrib_in))

    def _start_list(self, tag, attrib_in):
        fixname, fixtext = self._fixname, self._fixtext
        attributes = {}
        if attrib_in:
            pairs = iter(attrib_in)
            for key in pairs:
                attributes[fixname(key)] = fixtext(pairs.next())
        return self.target.start(fixname(tag), attributes)

    def _end(self, tag):
        return self.target.end(self._fixname(tag))

    def _data(self, text):
        return self.target.data(self._fixtext(text))

    # What a target need not know.

    def _comment(self, data):
        if hasattr(self.target, 'comment'):
            return self.target.comment(self._fixtext(data))

    def _pi(self, target, data):
        if hasattr(self.target, 'pi'):
            return self.target.pi(self._fixtext(target), self._fixtext(data))

    def _start_doctype(self, name, system, public, has_internal_subset):
        if system is None:
            return
        if hasattr(self.target, 'doctype'):
            self.target.doctype(name, public, system)
        elif getattr(self.doctype, 'im_func', None) is not XMLParser.doctype.im_func:
            # A subclass of old: it is told, after a warning.
            XMLParser.doctype(self, name, public, system)
            self.doctype(name, public, system)

    def doctype(self, name, pubid, system):
        """Subclasses of old are told the document type so."""
        warnings.warn('This method of XMLParser is deprecated.  Define doctype() method on the TreeBuilder target.',
                      DeprecationWarning)

    def _default(self, text):
        if text[:1] != '&':
            return
        if text[1:-1] in self.entity:
            self.target.data(self.entity[text[1:-1]])
            return
        parser = self._parser
        error = self._error('undefined entity %s: line %d, column %d'
                            % (text, parser.ErrorLineNumber, parser.ErrorColumnNumber))
        error.code = _UNDEFINED_ENTITY
        error.lineno, error.offset = parser.ErrorLineNumber, parser.ErrorColumnNumber
        self._raiseerror(error)


# The old name.
XMLTreeBuilder = XMLParser


class _IterParseIterator(object):
    """The (event, element) pairs of a file that is being read; root is set when it has been read."""

    def __init__(self, source, events, parser, close_source=False):
        self.root = None
        self._parser = parser
        self._told = []
        for event in ('end',) if events is None else events:
            if event not in self._WATCHES:
                raise ValueError('unknown event %r' % event)
            self._WATCHES[event](self, event)
        self.next = self._read(source, close_source).next

    def __iter__(self):
        return self

    def next(self):
        # Found here by the interpreter, which looks in the class.
        return self.__dict__['next']()

    def _read(self, source, close_source):
        parser, told = self._parser, self._told
        try:
            data = source.read(16384)
            while data:
                error = None
                try:
                    parser.feed(data)
                except SyntaxError as error:
                    pass
                # The parser rests meanwhile.
                for pair in told:
                    yield pair
                del told[:]
                if error:
                    raise error
                data = source.read(16384)
            root = parser.close()
            for pair in told:
                yield pair
            self.root = root
        finally:
            if close_source:
                source.close()

    # Event -> method that makes the parser's handler note it.

    def _watch_start(self, event):
        append, start = self._told.append, self._parser._start_list

        def handler(tag, attributes):
            append((event, start(tag, attributes)))
        self._parser._parser.StartElementHandler = handler

    def _watch_end(self, event):
        append, end = self._told.append, self._parser._end

        def handler(tag):
            append((event, end(tag)))
        self._parser._parser.EndElementHandler = handler

    def _watch_namespace_start(self, event):
        def handler(prefix, uri):
            self._told.append((event, (prefix or '', self._parser._fixtext(uri or ''))))
        self._parser._parser.StartNamespaceDeclHandler = handler

    def _watch_namespace_end(self, event):
        def handler(prefix):
            self._told.append((event, None))
        self._parser._parser.EndNamespaceDeclHandler = handler

    _WATCHES = {'start': _watch_start, 'end': _watch_end, 'start-ns': _watch_namespace_start,
                'end-ns': _watch_namespace_end}
