"""Encoding big5hkscs, of East Asia."""

from encodings._families import multibyte

multibyte(globals(), '_codecs_hk', 'big5hkscs')
