"""The interface of parsers, sources of documents, and attributes of elements."""

import handler

from _exceptions import SAXNotRecognizedException, SAXNotSupportedException


def _accessors(attribute):
    """(method that gets an attribute, method that sets it)"""
    def get(self):
        return getattr(self, attribute)

    def set(self, value):
        setattr(self, attribute, value)
    return get, set


def _passing_on(handler_attribute, name):
    """A method that calls the one of that name of a handler."""
    def method(self, *arguments):
        return getattr(getattr(self, handler_attribute), name)(*arguments)
    method.__name__ = name
    return method


def _unknown(kind):
    """A method that says that a feature or property is not known."""
    def method(self, name, *value):
        raise SAXNotRecognizedException("%s '%s' not recognized" % (kind, name))
    return method


def _of_subclasses(text):
    def method(self, *arguments):
        raise NotImplementedError(text)
    return method


class XMLReader:
    """A parser and the handlers that it tells what is in a document."""

    def __init__(self):
        self._cont_handler = handler.ContentHandler()
        self._dtd_handler = handler.DTDHandler()
        self._ent_handler = handler.EntityResolver()
        self._err_handler = handler.ErrorHandler()

    getContentHandler, setContentHandler = _accessors('_cont_handler')
    getDTDHandler, setDTDHandler = _accessors('_dtd_handler')
    getEntityResolver, setEntityResolver = _accessors('_ent_handler')
    getErrorHandler, setErrorHandler = _accessors('_err_handler')
    getFeature = setFeature = _unknown('Feature')
    getProperty = setProperty = _unknown('Property')
    parse = _of_subclasses('This method must be implemented!')

    def setLocale(self, locale):
        """The language of messages."""
        raise SAXNotSupportedException('Locale support not implemented')


class IncrementalParser(XMLReader):
    """A parser that may also be fed: feed(text) again and again, close(); reset() before the next document."""

    def __init__(self, bufsize=2 ** 16):
        XMLReader.__init__(self)
        self._bufsize = bufsize

    def parse(self, source):
        from saxutils import prepare_input_source
        source = prepare_input_source(source)
        self.prepareParser(source)
        read = source.getByteStream().read
        for text in iter(lambda: read(self._bufsize), ''):
            self.feed(text)
        self.close()

    feed = close = reset = _of_subclasses('This method must be implemented!')
    prepareParser = _of_subclasses('prepareParser must be overridden!')


class Locator:
    """Knows where a parser is."""

    def getLineNumber(self):
        return -1

    getColumnNumber = getLineNumber

    def getPublicId(self):
        return None

    getSystemId = getPublicId


class InputSource:
    """Where a document is: an address (system_id), a file of bytes or of text, and its encoding."""

    _public_id = _encoding = _byte_stream = _character_stream = None

    def __init__(self, system_id=None):
        self._system_id = system_id

    getPublicId, setPublicId = _accessors('_public_id')
    getSystemId, setSystemId = _accessors('_system_id')
    getEncoding, setEncoding = _accessors('_encoding')
    getByteStream, setByteStream = _accessors('_byte_stream')
    getCharacterStream, setCharacterStream = _accessors('_character_stream')


class AttributesImpl:
    """The attributes of an element, much like a dictionary."""

    def __init__(self, attrs):
        self._attrs = attrs

    def getValue(self, name):
        return self._attrs[name]

    def getNameByQName(self, name):
        if name in self._attrs:
            return name
        raise KeyError(name)

    def getType(self, name):
        return 'CDATA'

    def get(self, name, alternative=None):
        return self._attrs.get(name, alternative)

    def __contains__(self, name):
        return name in self._attrs

    def __len__(self):
        return len(self._attrs)

    def keys(self):
        return self._attrs.keys()

    def values(self):
        return self._attrs.values()

    def items(self):
        return self._attrs.items()

    def copy(self):
        return self.__class__(self._attrs)

    # Without namespaces a name is as it is written.
    getValueByQName = __getitem__ = getValue
    getQNameByName = getNameByQName
    getQNames = getNames = keys
    getLength = __len__
    has_key = __contains__


class AttributesNSImpl(AttributesImpl):
    """Attributes whose names are (namespace, name); qnames: name -> as it is written."""

    def __init__(self, attrs, qnames):
        AttributesImpl.__init__(self, attrs)
        self._qnames = qnames

    def getNameByQName(self, name):
        for pair, written in self._qnames.items():
            if written == name:
                return pair
        raise KeyError(name)

    def getValueByQName(self, name):
        return self._attrs[self.getNameByQName(name)]

    def getQNameByName(self, name):
        return self._qnames[name]

    def getQNames(self):
        return self._qnames.values()

    def copy(self):
        return self.__class__(self._attrs, self._qnames)
