"""Encoding utf-32-le."""

import codecs

from encodings._families import partial_decoder

partial_decoder(globals(), 'utf-32-le', codecs.utf_32_le_encode, codecs.utf_32_le_decode)
