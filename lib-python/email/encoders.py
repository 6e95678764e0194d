"""Encodings of bodies: each function encodes a message's payload and says so in a header."""

__all__ = ['encode_7or8bit', 'encode_base64', 'encode_noop', 'encode_quopri']

import base64
from quopri import encodestring as _encodestring


def _qencode(s):
    # quopri leaves spaces at the end of the last line alone.
    return _encodestring(s, quotetabs=True).replace(' ', '=20')


def _bencode(s):
    # Without a newline at the end that was not there.
    if not s:
        return s
    hasnewline = s[-1] == '\n'
    value = base64.encodestring(s)
    if not hasnewline and value[-1] == '\n':
        return value[:-1]
    return value


def encode_base64(msg):
    msg.set_payload(_bencode(msg.get_payload()))
    msg['Content-Transfer-Encoding'] = 'base64'


def encode_quopri(msg):
    msg.set_payload(_qencode(msg.get_payload()))
    msg['Content-Transfer-Encoding'] = 'quoted-printable'


def encode_7or8bit(msg):
    """Only say which of both it is."""
    orig = msg.get_payload()
    if orig is None:
        msg['Content-Transfer-Encoding'] = '7bit'
        return
    try:
        orig.encode('ascii')
    except UnicodeError:
        msg['Content-Transfer-Encoding'] = '8bit'
    else:
        msg['Content-Transfer-Encoding'] = '7bit'


def encode_noop(msg):
    """Do nothing."""
