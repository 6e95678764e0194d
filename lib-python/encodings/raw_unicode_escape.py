r"""Encoding raw-unicode-escape: the escapes of ur"" literals alone."""

import codecs

from encodings._families import stateless

stateless(globals(), 'raw-unicode-escape', codecs.raw_unicode_escape_encode, codecs.raw_unicode_escape_decode)
