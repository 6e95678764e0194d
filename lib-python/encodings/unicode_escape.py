"""Encoding unicode-escape: the escapes of u"" literals."""

import codecs

from encodings._families import stateless

stateless(globals(), 'unicode-escape', codecs.unicode_escape_encode, codecs.unicode_escape_decode)
