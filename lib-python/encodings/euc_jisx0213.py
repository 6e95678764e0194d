"""Encoding euc_jisx0213, of East Asia."""

from encodings._families import multibyte

multibyte(globals(), '_codecs_jp', 'euc_jisx0213')
