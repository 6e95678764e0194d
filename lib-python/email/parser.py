"""Parsers of messages that are there as a whole."""

__all__ = ['Parser', 'HeaderParser']

import warnings
from cStringIO import StringIO

from email.feedparser import FeedParser
from email.message import Message

_unset = object()


class Parser:
    """Makes messages of files and texts."""

    def __init__(self, _class=Message, strict=_unset):
        """Messages, also those within others, are made by calling _class."""
        if strict is not _unset:
            warnings.warn("'strict' argument is deprecated (and ignored)", DeprecationWarning, 2)
        self._class = _class

    def parse(self, fp, headersonly=False):
        """The message of an open file; if headersonly, with a body that is not parsed."""
        feedparser = FeedParser(self._class)
        if headersonly:
            feedparser._set_headersonly()
        for data in iter(lambda: fp.read(8192), ''):
            feedparser.feed(data)
        return feedparser.close()

    def parsestr(self, text, headersonly=False):
        """The message of a text."""
        return self.parse(StringIO(text), headersonly=headersonly)


class HeaderParser(Parser):
    """Leaves bodies as they are."""

    def parse(self, fp, headersonly=True):
        return Parser.parse(self, fp, True)

    def parsestr(self, text, headersonly=True):
        return Parser.parsestr(self, text, True)
