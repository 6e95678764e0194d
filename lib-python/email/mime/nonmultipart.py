"""Messages without parts."""

__all__ = ['MIMENonMultipart']

from email import errors
from email.mime.base import MIMEBase


class MIMENonMultipart(MIMEBase):
    """A message of any type but multipart/*."""

    # What is said where there is no subtype.
    _no_subtype = 'no MIME subtype'

    def attach(self, payload):
        raise errors.MultipartConversionError('Cannot attach additional subparts to non-multipart/*')

    def _fill(self, maintype, subtype, data, encoder, params):
        """Make it a message of some data."""
        if subtype is None:
            raise TypeError(self._no_subtype)
        MIMEBase.__init__(self, maintype, subtype, **params)
        self.set_payload(data)
        encoder(self)
