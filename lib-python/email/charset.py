"""Character sets of mail, and how headers and bodies in them are encoded."""

__all__ = ['Charset', 'add_alias', 'add_charset', 'add_codec']

import codecs
import email.base64mime
import email.quoprimime

from email import errors
from email.encoders import encode_7or8bit

QP = 1          # quoted-printable
BASE64 = 2
SHORTEST = 3    # the shorter of both, in headers only

MISC_LEN = 7

DEFAULT_CHARSET = 'us-ascii'

# Character set -> (encoding of headers, of bodies, what to convert it to).
CHARSETS = {}
for _charset, _codes in (('utf-8', (SHORTEST, BASE64, 'utf-8')), ('big5', (BASE64, BASE64, None)),
                         ('gb2312', (BASE64, BASE64, None)), ('koi8-r', (BASE64, BASE64, None)),
                         ('iso-2022-jp', (BASE64, None, None)), ('euc-jp', (BASE64, None, 'iso-2022-jp')),
                         ('shift_jis', (BASE64, None, 'iso-2022-jp')), ('us-ascii', (None, None, None)),
                         ('8bit', (None, BASE64, 'utf-8')), ('windows-1252', (QP, QP, None)),
                         ('viscii', (QP, QP, None))):
    CHARSETS[_charset] = _codes
for _i in (1, 2, 3, 4, 9, 10, 13, 14, 15, 16):
    CHARSETS['iso-8859-%d' % _i] = (QP, QP, None)

ALIASES = {'latin_1': 'iso-8859-1', 'latin-1': 'iso-8859-1', 'cp949': 'ks_c_5601-1987', 'euc_jp': 'euc-jp',
           'euc_kr': 'euc-kr', 'ascii': 'us-ascii'}
for _i, _number in ((2, 2), (3, 3), (4, 4), (5, 9), (6, 10), (7, 13), (8, 14), (9, 15), (10, 16)):
    for _dash in '_-':
        ALIASES['latin%s%d' % (_dash, _i)] = 'iso-8859-%d' % _number

# Character set -> Python's name of its codec, where that is another; None: none.
CODEC_MAP = {'gb2312': 'eucgb2312_cn', 'big5': 'big5_tw', 'us-ascii': None}


def add_charset(charset, header_enc=None, body_enc=None, output_charset=None):
    """Say how a character set is encoded."""
    if body_enc == SHORTEST:
        raise ValueError('SHORTEST not allowed for body_enc')
    CHARSETS[charset] = header_enc, body_enc, output_charset


def add_alias(alias, canonical):
    """Give a character set another name."""
    ALIASES[alias] = canonical


def add_codec(charset, codecname):
    """Say what Python calls a character set."""
    CODEC_MAP[charset] = codecname


class Charset:
    """A character set: input_charset, output_charset to convert to, header_encoding, body_encoding."""

    def __init__(self, input_charset=DEFAULT_CHARSET):
        # Names are ASCII; capitals do not count.
        try:
            if isinstance(input_charset, unicode):
                input_charset.encode('ascii')
            else:
                input_charset = unicode(input_charset, 'ascii')
        except UnicodeError:
            raise errors.CharsetError(input_charset)
        input_charset = input_charset.lower().encode('ascii')
        if not (input_charset in ALIASES or input_charset in CHARSETS):
            try:
                input_charset = codecs.lookup(input_charset).name
            except LookupError:
                pass
        self.input_charset = ALIASES.get(input_charset, input_charset)
        henc, benc, conv = CHARSETS.get(self.input_charset, (SHORTEST, BASE64, None))
        if not conv:
            conv = self.input_charset
        self.header_encoding = henc
        self.body_encoding = benc
        self.output_charset = ALIASES.get(conv, conv)
        self.input_codec = CODEC_MAP.get(self.input_charset, self.input_charset)
        self.output_codec = CODEC_MAP.get(self.output_charset, self.output_charset)

    def __str__(self):
        return self.input_charset.lower()

    __repr__ = __str__

    def __eq__(self, other):
        return str(self) == str(other).lower()

    def __ne__(self, other):
        return not self.__eq__(other)

    def get_body_encoding(self):
        """The name of the body's encoding, or a function that encodes a message."""
        assert self.body_encoding != SHORTEST
        if self.body_encoding == QP:
            return 'quoted-printable'
        if self.body_encoding == BASE64:
            return 'base64'
        return encode_7or8bit

    def convert(self, s):
        """A text converted to the output's character set."""
        if self.input_codec != self.output_codec:
            return unicode(s, self.input_codec).encode(self.output_codec)
        return s

    def to_splittable(self, s):
        """A text as something that can be cut anywhere: unicode, if that can be."""
        if isinstance(s, unicode) or self.input_codec is None:
            return s
        try:
            return unicode(s, self.input_codec, 'replace')
        except LookupError:
            return s

    def from_splittable(self, ustr, to_output=True):
        """The other way round."""
        codec = self.output_codec if to_output else self.input_codec
        if not isinstance(ustr, unicode) or codec is None:
            return ustr
        try:
            return ustr.encode(codec, 'replace')
        except LookupError:
            return ustr

    def get_output_charset(self):
        return self.output_charset or self.input_charset

    def encoded_header_len(self, s):
        """How long a header's text is when encoded."""
        cset = self.get_output_charset()
        if self.header_encoding == BASE64:
            return email.base64mime.base64_len(s) + len(cset) + MISC_LEN
        if self.header_encoding == QP:
            return email.quoprimime.header_quopri_len(s) + len(cset) + MISC_LEN
        if self.header_encoding == SHORTEST:
            return min(email.base64mime.base64_len(s), email.quoprimime.header_quopri_len(s)) + len(cset) + MISC_LEN
        return len(s)

    def header_encode(self, s, convert=False):
        """A header's text encoded."""
        cset = self.get_output_charset()
        if convert:
            s = self.convert(s)
        encoding = self.header_encoding
        if encoding == SHORTEST:
            lenb64 = email.base64mime.base64_len(s)
            encoding = BASE64 if lenb64 < email.quoprimime.header_quopri_len(s) else QP
        if encoding == BASE64:
            return email.base64mime.header_encode(s, cset)
        if encoding == QP:
            return email.quoprimime.header_encode(s, cset, maxlinelen=None)
        return s

    def body_encode(self, s, convert=True):
        """A body encoded."""
        if convert:
            s = self.convert(s)
        if self.body_encoding is BASE64:
            return email.base64mime.body_encode(s)
        if self.body_encoding is QP:
            return email.quoprimime.body_encode(s)
        return s
