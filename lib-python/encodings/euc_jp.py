"""Encoding euc_jp, of East Asia."""

from encodings._families import multibyte

multibyte(globals(), '_codecs_jp', 'euc_jp')
