"""Encoding shift_jis_2004, of East Asia."""

from encodings._families import multibyte

multibyte(globals(), '_codecs_jp', 'shift_jis_2004')
