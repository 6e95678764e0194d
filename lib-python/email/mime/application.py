"""Data of programs."""

__all__ = ['MIMEApplication']

from email import encoders
from email.mime.nonmultipart import MIMENonMultipart


class MIMEApplication(MIMENonMultipart):
    """A message of type application/*."""

    _no_subtype = 'Invalid application MIME subtype'

    def __init__(self, _data, _subtype='octet-stream', _encoder=encoders.encode_base64, **_params):
        self._fill('application', _subtype, _data, _encoder, _params)
