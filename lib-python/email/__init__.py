"""Mail messages: read, made, written."""

import sys

__version__ = '4.0.3'

__all__ = [
    # The names of old.
    'base64MIME', 'Charset', 'Encoders', 'Errors', 'Generator', 'Header', 'Iterators', 'Message', 'MIMEAudio',
    'MIMEBase', 'MIMEImage', 'MIMEMessage', 'MIMEMultipart', 'MIMENonMultipart', 'MIMEText', 'Parser',
    'quopriMIME', 'Utils', 'message_from_string', 'message_from_file',
    # Those of today.
    'base64mime', 'charset', 'encoders', 'errors', 'generator', 'header', 'iterators', 'message', 'mime', 'parser',
    'quoprimime', 'utils']


def message_from_string(s, *args, **kws):
    """The message of a text. Further arguments are for the Parser."""
    from email import parser
    return parser.Parser(*args, **kws).parsestr(s)


def message_from_file(fp, *args, **kws):
    """The message of an open file. Further arguments are for the Parser."""
    from email import parser
    return parser.Parser(*args, **kws).parse(fp)


class LazyImporter(object):
    """A module under its name of old: it has what the module has, which is imported when something is asked for."""

    def __init__(self, module_name):
        self.__name__ = 'email.' + module_name

    def __getattr__(self, name):
        module = __import__(self.__name__, fromlist=['email'])
        vars(self).update(vars(module))
        return getattr(module, name)


def _rename(old, new):
    importer = sys.modules['email.' + old] = LazyImporter(new)
    globals()[old] = importer
    return importer


for _old in ('Charset', 'Encoders', 'Errors', 'FeedParser', 'Generator', 'Header', 'Iterators', 'Message', 'Parser',
             'Utils', 'base64MIME', 'quopriMIME'):
    _rename(_old, _old.lower())

import email.mime

for _old in ('Audio', 'Base', 'Image', 'Message', 'Multipart', 'NonMultipart', 'Text'):
    setattr(email.mime, _old, _rename('MIME' + _old, 'mime.' + _old.lower()))
