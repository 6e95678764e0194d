"""Documents as events: a parser calls the methods of handlers.

    parse(file, handler), parseString(text, handler), make_parser()
"""

import os as _os

from _exceptions import (SAXException, SAXNotRecognizedException, SAXNotSupportedException, SAXParseException,
                         SAXReaderNotAvailable)
from handler import ContentHandler, ErrorHandler
from xmlreader import InputSource

# The modules of parsers, to be tried in this order.
default_parser_list = _os.environ.get('PY_SAX_PARSER', 'xml.sax.expatreader').split(',')


def parse(source, handler, errorHandler=ErrorHandler()):
    """Tell a handler what is in a document: a file, of a name or open, or an InputSource."""
    parser = make_parser()
    parser.setContentHandler(handler)
    parser.setErrorHandler(errorHandler)
    parser.parse(source)


def parseString(string, handler, errorHandler=ErrorHandler()):
    """Tell a handler what is in a text."""
    from cStringIO import StringIO
    source = InputSource()
    source.setByteStream(StringIO(string))
    parse(source, handler, errorHandler or ErrorHandler())


def make_parser(parser_list=[]):
    """A parser of the first module that has one; those given are tried first. SAXReaderNotAvailable."""
    import sys
    for name in parser_list + default_parser_list:
        try:
            return _create_parser(name)
        except SAXReaderNotAvailable:
            continue
        except ImportError:
            # Of the module itself, or of something that it needs?
            if name in sys.modules:
                raise
    raise SAXReaderNotAvailable('No parsers found', None)


def _create_parser(parser_name):
    return __import__(parser_name, {}, {}, ['create_parser']).create_parser()
