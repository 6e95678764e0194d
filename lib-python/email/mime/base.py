"""The base of all messages that are made here."""

__all__ = ['MIMEBase']

from email import message


class MIMEBase(message.Message):
    """A message of a type; further arguments are parameters of that header."""

    def __init__(self, _maintype, _subtype, **_params):
        message.Message.__init__(self)
        self.add_header('Content-Type', _maintype + '/' + _subtype, **_params)
        self['MIME-Version'] = '1.0'
