"""Encoding cp949, of East Asia."""

from encodings._families import multibyte

multibyte(globals(), '_codecs_kr', 'cp949')
