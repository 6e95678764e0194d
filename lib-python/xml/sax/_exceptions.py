"""What can go wrong."""


class SAXException(Exception):
    """An error or a warning, perhaps because of another exception."""

    def __init__(self, msg, exception=None):
        Exception.__init__(self, msg)
        self._msg, self._exception = msg, exception

    def getMessage(self):
        return self._msg

    def getException(self):
        return self._exception

    def __str__(self):
        return self._msg

    def __getitem__(self, ix):
        # Or else iteration would find the exception's arguments.
        raise AttributeError('__getitem__')


class SAXParseException(SAXException):
    """An error with its place, which is what the locator says when the error is made."""

    def __init__(self, msg, exception, locator):
        SAXException.__init__(self, msg, exception)
        self._locator = locator
        self._place = locator.getSystemId(), locator.getLineNumber(), locator.getColumnNumber()

    def getSystemId(self):
        return self._place[0]

    def getLineNumber(self):
        return self._place[1]

    def getColumnNumber(self):
        return self._place[2]

    def getPublicId(self):
        return self._locator.getPublicId()

    def __str__(self):
        file, line, column = self.getSystemId(), self.getLineNumber(), self.getColumnNumber()
        return '%s:%s:%s: %s' % ('<unknown>' if file is None else file, '?' if line is None else line,
                                 '?' if column is None else column, self._msg)


class SAXNotRecognizedException(SAXException):
    """A feature or property is not known."""


class SAXNotSupportedException(SAXException):
    """A feature or property is known, but cannot have this value."""


class SAXReaderNotAvailable(SAXNotSupportedException):
    """There is no parser."""
