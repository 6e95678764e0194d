"""Codec base64: the encoding of MIME, in lines."""

import base64

from encodings._families import transform

base64_encode, base64_decode = transform(globals(), 'base64', base64.encodestring, base64.decodestring)
