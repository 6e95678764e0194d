"""Messages: headers, and a payload that is a text or a list of messages."""

__all__ = ['Message']

import binascii
import uu
from cStringIO import StringIO

import email.charset
from email import _parameters, errors, utils
from email._parameters import (
    SEMISPACE, tspecials, _formatparam, _parseparam, _splitparam, _unquotevalue)

# Where a header or a parameter is not there, and None would be a value.
_missing = object()


def _uudecode(text):
    out = StringIO()
    uu.decode(StringIO(text + '\n'), out, quiet=True)
    return out.getvalue()


# Content-Transfer-Encoding -> function that decodes.
_decoders = {'quoted-printable': utils._qdecode, 'base64': utils._bdecode}
_decoders.update(dict.fromkeys(['x-uuencode', 'uuencode', 'uue', 'x-uue'], _uudecode))


class Message:
    """A message.

    Its headers are as in a dictionary, but in order; capitals and small
    letters are the same in their names, of which some may be equal.
    """

    def __init__(self):
        self._headers = []
        self._payload = None
        self._unixfrom = None
        self._charset = None
        self._default_type = 'text/plain'
        # What stands before the first part and behind the last.
        self.preamble = None
        self.epilogue = None
        self.defects = []

    def __str__(self):
        return self.as_string(unixfrom=True)

    def as_string(self, unixfrom=False):
        """The message as text, with the line that precedes it in mailboxes if unixfrom."""
        from email.generator import Generator
        out = StringIO()
        Generator(out).flatten(self, unixfrom=unixfrom)
        return out.getvalue()

    def get_unixfrom(self):
        return self._unixfrom

    def set_unixfrom(self, unixfrom):
        self._unixfrom = unixfrom

    # ---- the payload

    from email.iterators import walk

    def is_multipart(self):
        return isinstance(self._payload, list)

    def attach(self, payload):
        """Add a part."""
        if self._payload is None:
            self._payload = []
        self._payload.append(payload)

    def set_payload(self, payload, charset=None):
        self._payload = payload
        if charset is not None:
            self.set_charset(charset)

    def get_payload(self, i=None, decode=False):
        """The payload, or part i of it. decode: not as it is transferred (None if it has parts)."""
        payload = self._payload
        if i is not None:
            if not self.is_multipart():
                raise TypeError('Expected list, got %s' % type(payload))
            payload = payload[i]
        if not decode:
            return payload
        if self.is_multipart():
            return None
        decoder = _decoders.get(self.get('content-transfer-encoding', '').lower())
        if decoder is None:
            return payload
        try:
            return decoder(payload)
        except (binascii.Error, uu.Error):
            # It is not so encoded.
            return payload

    def get_charset(self):
        return self._charset

    def set_charset(self, charset):
        """Encode the payload for a character set and let the headers say so. None: they are to say nothing of it."""
        if charset is None:
            self.del_param('charset')
            self._charset = None
            return
        if isinstance(charset, basestring):
            charset = email.charset.Charset(charset)
        elif not isinstance(charset, email.charset.Charset):
            raise TypeError(charset)
        self._charset = charset
        output = charset.get_output_charset()
        if 'MIME-Version' not in self:
            self.add_header('MIME-Version', '1.0')
        if 'Content-Type' in self:
            self.set_param('charset', output)
        else:
            self.add_header('Content-Type', 'text/plain', charset=output)
        if isinstance(self._payload, unicode):
            self._payload = self._payload.encode(charset.output_charset)
        if str(charset) != output:
            self._payload = charset.body_encode(self._payload)
        if 'Content-Transfer-Encoding' not in self:
            encoding = charset.get_body_encoding()
            if callable(encoding):
                encoding(self)
            else:
                self._payload = charset.body_encode(self._payload)
                self.add_header('Content-Transfer-Encoding', encoding)

    # ---- headers

    def __len__(self):
        return len(self._headers)

    def __contains__(self, name):
        return self.get(name, _missing) is not _missing

    has_key = __contains__

    def __getitem__(self, name):
        """The first header of a name; None if there is none."""
        return self.get(name)

    def __setitem__(self, name, val):
        """Add a header. Those of the same name stay."""
        self._headers.append((name, val))

    def __delitem__(self, name):
        """Delete all headers of a name, if there are any."""
        lower = name.lower()
        self._headers = [header for header in self._headers if header[0].lower() != lower]

    def keys(self):
        return [name for name, value in self._headers]

    def values(self):
        return [value for name, value in self._headers]

    def items(self):
        return self._headers[:]

    def get(self, name, failobj=None):
        """The first header of a name."""
        lower = name.lower()
        for key, value in self._headers:
            if key.lower() == lower:
                return value
        return failobj

    def get_all(self, name, failobj=None):
        """All headers of a name, as a list."""
        lower = name.lower()
        return [value for key, value in self._headers if key.lower() == lower] or failobj

    def add_header(self, _name, _value, **_params):
        """Add a header with parameters: their underscores become dashes, None is one without a value."""
        params = [] if _value is None else [_value]
        for key, value in _params.items():
            key = key.replace('_', '-')
            params.append(key if value is None else _formatparam(key, value))
        self[_name] = SEMISPACE.join(params)

    def replace_header(self, _name, _value):
        """Replace the first header of a name, which stays where and how it is written. KeyError."""
        lower = _name.lower()
        for place, (key, old) in enumerate(self._headers):
            if key.lower() == lower:
                self._headers[place] = (key, _value)
                return
        raise KeyError(lower)

    # ---- the type

    def get_content_type(self):
        """'maintype/subtype' in small letters."""
        header = self.get('content-type', _missing)
        if header is _missing:
            return self.get_default_type()
        kind = _splitparam(header)[0].lower()
        # RFC 2045: what makes no sense is text.
        return kind if kind.count('/') == 1 else 'text/plain'

    def get_content_maintype(self):
        return self.get_content_type().split('/')[0]

    def get_content_subtype(self):
        return self.get_content_type().split('/')[1]

    def get_default_type(self):
        """The type of a message that says none. Within multipart/digest it is message/rfc822."""
        return self._default_type

    def set_default_type(self, ctype):
        self._default_type = ctype

    def set_type(self, type, header='Content-Type', requote=True):
        """Set the type; its parameters stay. ValueError."""
        if type.count('/') != 1:
            raise ValueError
        if header.lower() == 'content-type':
            del self['mime-version']
            self['MIME-Version'] = '1.0'
        params = self.get_params([], header, requote)
        del self[header]
        self[header] = type
        for name, value in params[1:]:
            self.set_param(name, value, header, requote)

    # ---- parameters

    def _get_params_preserve(self, failobj, header):
        """As get_params(), the values with their quotes."""
        value = self.get(header, _missing)
        return failobj if value is _missing else _parameters.parsed(value)

    def get_params(self, failobj=None, header='content-type', unquote=True):
        """The parameters of a header as pairs. The first is what stands before them, with ''."""
        params = self._get_params_preserve(_missing, header)
        if params is _missing:
            return failobj
        return [(name, _unquotevalue(value)) for name, value in params] if unquote else params

    def get_param(self, param, failobj=None, header='content-type', unquote=True):
        """A parameter of a header: a string, or a tuple (charset, language, text)."""
        lower = param.lower()
        for name, value in self.get_params([], header, unquote):
            if name.lower() == lower:
                return value
        return failobj

    def set_param(self, param, value, header='Content-Type', requote=True, charset=None, language=''):
        """Set a parameter of a header, which is made if there is none."""
        if charset and not isinstance(value, tuple):
            value = (charset, language, value)
        new = _formatparam(param, value, requote)
        if self.get_param(param, header=header):
            lower = param.lower()
            params = [new if name.lower() == lower else _formatparam(name, old, requote)
                      for name, old in self.get_params(header=header, unquote=requote)]
        else:
            default = 'text/plain' if header.lower() == 'content-type' else None
            params = [self.get(header, default), new]
        self._set_params(header, params)

    def del_param(self, param, header='content-type', requote=True):
        """Delete a parameter of a header, if there is one."""
        if header in self:
            lower = param.lower()
            self._set_params(header, [_formatparam(name, value, requote)
                                      for name, value in self.get_params(header=header, unquote=requote)
                                      if name.lower() != lower])

    def _set_params(self, header, params):
        text = _parameters.joined(params)
        if text != self.get(header):
            del self[header]
            self[header] = text

    def get_filename(self, failobj=None):
        """The name of the file that the payload is said to have been."""
        for param, header in ('filename', 'content-disposition'), ('name', 'content-type'):
            name = self.get_param(param, _missing, header)
            if name is not _missing:
                return utils.collapse_rfc2231_value(name).strip()
        return failobj

    def get_boundary(self, failobj=None):
        """What separates the parts."""
        boundary = self.get_param('boundary', _missing)
        return failobj if boundary is _missing else utils.collapse_rfc2231_value(boundary).rstrip()

    def set_boundary(self, boundary):
        """Set what separates the parts; the header Content-Type stays in its place. HeaderParseError."""
        params = self._get_params_preserve(None, 'content-type')
        if params is None:
            raise errors.HeaderParseError('No Content-Type header found')
        new = ('boundary', '"%s"' % boundary)
        if 'boundary' in [name.lower() for name, value in params]:
            params = [new if name.lower() == 'boundary' else (name, value) for name, value in params]
        else:
            params.append(new)
        text = SEMISPACE.join([name if value == '' else '%s=%s' % (name, value) for name, value in params])
        self._headers = [(name, text if name.lower() == 'content-type' else value) for name, value in self._headers]

    def get_content_charset(self, failobj=None):
        """The character set that the header Content-Type names, in small letters."""
        charset = self.get_param('charset', _missing)
        if charset is _missing:
            return failobj
        if isinstance(charset, tuple):
            # The name has a character set of its own.
            codec, _, charset = charset
            try:
                charset = unicode(charset, codec or 'us-ascii')
            except (LookupError, UnicodeError):
                pass
        try:
            return charset.encode('us-ascii').lower()
        except UnicodeError:
            return failobj

    def get_charsets(self, failobj=None):
        """The character sets of the message and of all within it."""
        return [part.get_content_charset(failobj) for part in self.walk()]
