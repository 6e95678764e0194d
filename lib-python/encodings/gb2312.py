"""Encoding gb2312, of East Asia."""

from encodings._families import multibyte

multibyte(globals(), '_codecs_cn', 'gb2312')
