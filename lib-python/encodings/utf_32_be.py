"""Encoding utf-32-be."""

import codecs

from encodings._families import partial_decoder

partial_decoder(globals(), 'utf-32-be', codecs.utf_32_be_encode, codecs.utf_32_be_decode)
