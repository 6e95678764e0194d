"""Encoding unicode-internal: the way the interpreter presents characters in memory."""

import codecs

from encodings._families import stateless

stateless(globals(), 'unicode-internal', codecs.unicode_internal_encode, codecs.unicode_internal_decode)
