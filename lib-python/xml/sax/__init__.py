"""Documents as events: a parser calls the methods of handlers.

    parse(file, handler), parseString(text, handler), make_parser()
"""

from xmlreader import InputSource
from handler import ContentHandler, ErrorHandler
from _exceptions import SAXException, SAXNotRecognizedException, SAXParseException, SAXNotSupportedException, \
    SAXReaderNotAvailable


def parse(source, handler, errorHandler=ErrorHandler()):
    """Parse a file, of a name or open."""
    parser = make_parser()
    parser.setContentHandler(handler)
    parser.setErrorHandler(errorHandler)
    parser.parse(source)


def parseString(string, handler, errorHandler=ErrorHandler()):
    """Parse a text."""
    try:
        from cStringIO import StringIO
    except ImportError:
        from StringIO import StringIO
    if errorHandler is None:
        errorHandler = ErrorHandler()
    parser = make_parser()
    parser.setContentHandler(handler)
    parser.setErrorHandler(errorHandler)
    inpsrc = InputSource()
    inpsrc.setByteStream(StringIO(string))
    parser.parse(inpsrc)


# The modules of parsers, to be tried in this order.
default_parser_list = ['xml.sax.expatreader']

import os
if 'PY_SAX_PARSER' in os.environ:
    default_parser_list = os.environ['PY_SAX_PARSER'].split(',')
del os


def make_parser(parser_list=[]):
    """A parser of the first module that has one; those given are tried first. SAXReaderNotAvailable."""
    import sys
    for parser_name in parser_list + default_parser_list:
        try:
            return _create_parser(parser_name)
        except ImportError:
            if parser_name in sys.modules:
                # It is there, but something that it needs is not.
                raise
        except SAXReaderNotAvailable:
            pass
    raise SAXReaderNotAvailable('No parsers found', None)


def _create_parser(parser_name):
    drv_module = __import__(parser_name, {}, {}, ['create_parser'])
    return drv_module.create_parser()
