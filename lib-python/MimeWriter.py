"""Mail with parts, written in one go; deprecated: use the package email.

    writer = MimeWriter.MimeWriter(file)
    writer.addheader('Subject', 'Two parts')
    writer.startmultipartbody('mixed')
    for text in texts:
        writer.nextpart().startbody('text/plain').write(text)
    writer.lastpart()
"""

import mimetools
import warnings

warnings.warn('the MimeWriter module is deprecated; use the email package instead', DeprecationWarning, 2)

__all__ = ['MimeWriter']


class MimeWriter:
    """Writes headers and a body, or parts, to a file. Headers are kept until the body is started."""

    def __init__(self, fp):
        self._fp = fp
        self._headers = []

    def addheader(self, key, value, prefix=0):
        """Add a header (of several lines if its value has them), before all others if prefix."""
        lines = value.strip('\n').split('\n')
        lines[1:] = ['    ' + line.strip() for line in lines[1:]]
        text = '%s: %s\n' % (key, '\n'.join(lines))
        self._headers.insert(0 if prefix else len(self._headers), text)

    def flushheaders(self):
        """Write the headers, also where no body follows."""
        self._fp.writelines(self._headers)
        self._headers = []

    def startbody(self, ctype, plist=[], prefix=1):
        """Write the headers, with the type of the body and its parameters; the file for the body."""
        parameters = [';\n %s="%s"' % (name, value) for name, value in plist]
        self.addheader('Content-Type', ctype + ''.join(parameters), prefix=prefix)
        self.flushheaders()
        self._fp.write('\n')
        return self._fp

    def startmultipartbody(self, subtype, boundary=None, plist=[], prefix=1):
        """Write the headers of a body that has parts; the file, for what is before the first."""
        self._boundary = boundary or mimetools.choose_boundary()
        return self.startbody('multipart/' + subtype, [('boundary', self._boundary)] + plist, prefix=prefix)

    def nextpart(self):
        """A writer for the next part."""
        self._fp.write('\n--%s\n' % self._boundary)
        return self.__class__(self._fp)

    def lastpart(self):
        """Say that there are no more parts."""
        self._fp.write('\n--%s--\n' % self._boundary)
