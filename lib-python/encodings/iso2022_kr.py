"""Encoding iso2022_kr, of East Asia."""

from encodings._families import multibyte

multibyte(globals(), '_codecs_iso2022', 'iso2022_kr')
