"""Encoding utf-8."""

import codecs

from encodings._families import partial_decoder

partial_decoder(globals(), 'utf-8', codecs.utf_8_encode, codecs.utf_8_decode)
