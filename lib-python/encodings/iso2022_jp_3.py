"""Encoding iso2022_jp_3, of East Asia."""

from encodings._families import multibyte

multibyte(globals(), '_codecs_iso2022', 'iso2022_jp_3')
