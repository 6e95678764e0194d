"""Encoding string-escape: the escapes of "" literals, from bytes to bytes."""

import codecs

from encodings._families import stateless

stateless(globals(), 'string-escape', codecs.escape_encode, codecs.escape_decode)
