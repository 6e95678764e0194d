"""Encoding cp932, of East Asia."""

from encodings._families import multibyte

multibyte(globals(), '_codecs_jp', 'cp932')
