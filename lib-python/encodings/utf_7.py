"""Encoding utf-7."""

import codecs

from encodings._families import partial_decoder

partial_decoder(globals(), 'utf-7', codecs.utf_7_encode, codecs.utf_7_decode)
