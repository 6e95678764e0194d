"""Functions that encode the payload of a message and add the header that tells of it."""

__all__ = ['encode_7or8bit', 'encode_base64', 'encode_noop', 'encode_quopri']

import base64
import quopri


def _bencode(s):
    """Base64, ending with a newline only where the text does."""
    if not s:
        return s
    encoded = base64.encodestring(s)
    return encoded if s[-1] == '\n' else encoded.rstrip('\n')


def _qencode(s):
    """Quoted-printable without a single space."""
    return quopri.encodestring(s, quotetabs=True).replace(' ', '=20')


def _encode(msg, name, function):
    msg.set_payload(function(msg.get_payload()))
    _tell(msg, name)


def _tell(msg, encoding):
    msg['Content-Transfer-Encoding'] = encoding


def encode_base64(msg):
    """Encode as base64."""
    _encode(msg, 'base64', _bencode)


def encode_quopri(msg):
    """Encode as quoted-printable."""
    _encode(msg, 'quoted-printable', _qencode)


def encode_7or8bit(msg):
    """Leave it as it is, and tell whether it is ASCII."""
    payload = msg.get_payload()
    try:
        if payload is not None:
            payload.encode('ascii')
        _tell(msg, '7bit')
    except UnicodeError:
        _tell(msg, '8bit')


def encode_noop(msg):
    """Do nothing."""
