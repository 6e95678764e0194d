"""Codec quopri: the quoted-printable encoding of MIME."""

import quopri

from encodings._families import transform


def _encode(data):
    return quopri.encodestring(data, True)


quopri_encode, quopri_decode = transform(globals(), 'quopri', _encode, quopri.decodestring)
