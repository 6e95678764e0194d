"""Encoding utf-16-le."""

import codecs

from encodings._families import partial_decoder

partial_decoder(globals(), 'utf-16-le', codecs.utf_16_le_encode, codecs.utf_16_le_decode)
