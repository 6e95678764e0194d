"""Encoding euc_kr, of East Asia."""

from encodings._families import multibyte

multibyte(globals(), '_codecs_kr', 'euc_kr')
