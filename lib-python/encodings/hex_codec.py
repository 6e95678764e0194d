"""Codec hex: two hexadecimal digits a byte."""

import binascii

from encodings._families import transform

hex_encode, hex_decode = transform(globals(), 'hex', binascii.b2a_hex, binascii.a2b_hex)
