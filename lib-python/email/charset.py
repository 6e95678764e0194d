"""Character sets of mail, and how headers and bodies in them are encoded."""

__all__ = ['Charset', 'add_alias', 'add_charset', 'add_codec']

import codecs

from email import base64mime, errors, quoprimime
from email.encoders import encode_7or8bit

QP = 1          # quoted-printable
BASE64 = 2
SHORTEST = 3    # the shorter of both, in headers only

# The characters of an encoded word that are neither its character set nor its text.
MISC_LEN = 7

DEFAULT_CHARSET = 'us-ascii'

# Character set -> (encoding of headers, of bodies, what to convert it to).
CHARSETS = {
    'us-ascii': (None, None, None),
    'utf-8': (SHORTEST, BASE64, 'utf-8'),
    '8bit': (None, BASE64, 'utf-8'),
    'koi8-r': (BASE64, BASE64, None),
    'big5': (BASE64, BASE64, None),
    'gb2312': (BASE64, BASE64, None),
    # Japan writes ISO-2022-JP, which needs no encoding.
    'iso-2022-jp': (BASE64, None, None),
    'euc-jp': (BASE64, None, 'iso-2022-jp'),
    'shift_jis': (BASE64, None, 'iso-2022-jp')}
CHARSETS.update(dict.fromkeys(
    ['windows-1252', 'viscii'] + ['iso-8859-%d' % number for number in (1, 2, 3, 4, 9, 10, 13, 14, 15, 16)],
    (QP, QP, None)))

ALIASES = {'ascii': 'us-ascii', 'euc_jp': 'euc-jp', 'euc_kr': 'euc-kr', 'cp949': 'ks_c_5601-1987',
           'latin_1': 'iso-8859-1', 'latin-1': 'iso-8859-1'}
for _latin, _iso in enumerate((2, 3, 4, 9, 10, 13, 14, 15, 16), 2):
    for _name in ('latin_%d', 'latin-%d'):
        ALIASES[_name % _latin] = 'iso-8859-%d' % _iso

# Character set -> what Python calls it, where that is something else. None: there is nothing to convert.
CODEC_MAP = {'us-ascii': None, 'gb2312': 'eucgb2312_cn', 'big5': 'big5_tw'}

_header_lengths = {QP: quoprimime.header_quopri_len, BASE64: base64mime.base64_len}


def add_charset(charset, header_enc=None, body_enc=None, output_charset=None):
    """Say how texts in a character set are encoded, and what they are converted to."""
    if body_enc == SHORTEST:
        raise ValueError('SHORTEST not allowed for body_enc')
    CHARSETS[charset] = (header_enc, body_enc, output_charset)


def add_alias(alias, canonical):
    """Give a character set another name."""
    ALIASES[alias] = canonical


def add_codec(charset, codecname):
    """Say what Python calls a character set."""
    CODEC_MAP[charset] = codecname


def _canonical(name):
    """The name of a character set in small letters, and not one of its aliases."""
    try:
        plain = (name if isinstance(name, unicode) else unicode(name, 'ascii')).lower().encode('ascii')
    except UnicodeError:
        raise errors.CharsetError(name)
    if plain not in ALIASES and plain not in CHARSETS:
        # A codec knows more aliases.
        try:
            plain = codecs.lookup(plain).name
        except LookupError:
            pass
    return ALIASES.get(plain, plain)


def _converted(s, codec, convert):
    """A string converted, if there is such a codec."""
    if codec is None:
        return s
    try:
        return convert(s, codec, 'replace')
    except LookupError:
        return s


class Charset:
    """A character set, and the one that texts in it are converted to.

    input_charset and output_charset are their names, input_codec and
    output_codec what Python calls them; header_encoding and body_encoding are
    QP, BASE64, SHORTEST or None.
    """

    def __init__(self, input_charset=DEFAULT_CHARSET):
        name = _canonical(input_charset)
        self.input_charset = name
        self.header_encoding, self.body_encoding, output = CHARSETS.get(name, (SHORTEST, BASE64, None))
        output = output or name
        self.output_charset = ALIASES.get(output, output)
        self.input_codec = CODEC_MAP.get(name, name)
        self.output_codec = CODEC_MAP.get(self.output_charset, self.output_charset)

    def __str__(self):
        return self.input_charset.lower()

    __repr__ = __str__

    def __eq__(self, other):
        return str(self) == str(other).lower()

    def __ne__(self, other):
        return not self == other

    def get_output_charset(self):
        return self.output_charset or self.input_charset

    def get_body_encoding(self):
        """What the header Content-Transfer-Encoding is to say, or a function that finds it out of a message."""
        assert self.body_encoding != SHORTEST
        return {QP: 'quoted-printable', BASE64: 'base64'}.get(self.body_encoding, encode_7or8bit)

    # ---- conversions

    def convert(self, s):
        """A string in the output's character set."""
        if self.input_codec == self.output_codec:
            return s
        return unicode(s, self.input_codec).encode(self.output_codec)

    def to_splittable(self, s):
        """A string as something that may be cut between any two items: unicode, where that is possible."""
        return s if isinstance(s, unicode) else _converted(s, self.input_codec, unicode)

    def from_splittable(self, ustr, to_output=True):
        """A string again, in the output's character set or in the input's."""
        codec = self.output_codec if to_output else self.input_codec
        return _converted(ustr, codec, unicode.encode) if isinstance(ustr, unicode) else ustr

    # ---- encodings

    def _header_encoding(self, s):
        """How the text of a header is encoded: QP, BASE64 or None."""
        if self.header_encoding == SHORTEST:
            return min((QP, BASE64), key=lambda encoding: _header_lengths[encoding](s))
        return self.header_encoding

    def encoded_header_len(self, s):
        """How long the text of a header is when it is encoded."""
        length = _header_lengths.get(self._header_encoding(s))
        if length is None:
            return len(s)
        return length(s) + len(self.get_output_charset()) + MISC_LEN

    def header_encode(self, s, convert=False):
        """The text of a header as an encoded word. It is in the output's character set, or converted to it."""
        if convert:
            s = self.convert(s)
        encoding = self._header_encoding(s)
        if encoding == BASE64:
            return base64mime.header_encode(s, self.get_output_charset())
        if encoding == QP:
            return quoprimime.header_encode(s, self.get_output_charset(), maxlinelen=None)
        return s

    def body_encode(self, s, convert=True):
        """A body encoded."""
        if convert:
            s = self.convert(s)
        module = {QP: quoprimime, BASE64: base64mime}.get(self.body_encoding)
        return module.body_encode(s) if module else s
