"""Encoding shift_jis, of East Asia."""

from encodings._families import multibyte

multibyte(globals(), '_codecs_jp', 'shift_jis')
