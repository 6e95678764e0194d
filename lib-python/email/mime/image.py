"""Pictures."""

__all__ = ['MIMEImage']

import imghdr

from email import encoders
from email.mime.nonmultipart import MIMENonMultipart


class MIMEImage(MIMENonMultipart):
    """A message of type image/*. What the data is in particular is found out where it can be."""

    _no_subtype = 'Could not guess image MIME subtype'

    def __init__(self, _imagedata, _subtype=None, _encoder=encoders.encode_base64, **_params):
        if _subtype is None:
            _subtype = imghdr.what(None, _imagedata)
        self._fill('image', _subtype, _imagedata, _encoder, _params)
