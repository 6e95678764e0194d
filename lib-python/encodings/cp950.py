"""Encoding cp950, of East Asia."""

from encodings._families import multibyte

multibyte(globals(), '_codecs_tw', 'cp950')
