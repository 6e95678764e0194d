"""Encoding hz, of East Asia."""

from encodings._families import multibyte

multibyte(globals(), '_codecs_cn', 'hz')
