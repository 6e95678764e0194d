"""Sounds."""

__all__ = ['MIMEAudio']

import sndhdr
from cStringIO import StringIO

from email import encoders
from email.mime.nonmultipart import MIMENonMultipart

# What sndhdr calls a kind of sounds -> the subtype.
_subtypes = {'au': 'basic', 'wav': 'x-wav', 'aiff': 'x-aiff', 'aifc': 'x-aiff'}


def _whatsnd(data):
    """The subtype of sounds that sndhdr knows, otherwise None."""
    beginning = data[:512]
    for test in sndhdr.tests:
        found = test(beginning, StringIO(beginning))
        if found is not None:
            return _subtypes.get(found[0])
    return None


class MIMEAudio(MIMENonMultipart):
    """A message of type audio/*. What the data is in particular is found out where it can be."""

    _no_subtype = 'Could not find audio MIME subtype'

    def __init__(self, _audiodata, _subtype=None, _encoder=encoders.encode_base64, **_params):
        if _subtype is None:
            _subtype = _whatsnd(_audiodata)
        self._fill('audio', _subtype, _audiodata, _encoder, _params)
