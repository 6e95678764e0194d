"""Encoding utf-16-be."""

import codecs

from encodings._families import partial_decoder

partial_decoder(globals(), 'utf-16-be', codecs.utf_16_be_encode, codecs.utf_16_be_decode)
