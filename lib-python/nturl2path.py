"""Paths of Windows to and from addresses of files."""

import string
import urllib


def url2pathname(url):
    """The path that an address (without file:) means: ///C|/foo/bar is C:\\foo\\bar. IOError."""
    address = url.replace(':', '|')
    if '|' not in address:
        # On another machine two slashes more than on a drive stand at the begin.
        if address.startswith('////'):
            address = address[2:]
        return urllib.unquote('\\'.join(address.split('/')))
    before, _, after = address.partition('|')
    if '|' in after or before[-1:] not in string.ascii_letters or not before:
        raise IOError('Bad URL: ' + address)
    path = before[-1].upper() + ':'
    for part in after.split('/'):
        if part:
            path += '\\' + urllib.unquote(part)
    # A drive alone, and what is uppermost on it, differ.
    return path + '\\' if after == '/' else path


def pathname2url(p):
    """The address (without file:) of a path. IOError."""
    if ':' not in p:
        if p.startswith('\\\\'):
            p = '\\\\' + p
        return urllib.quote('/'.join(p.split('\\')))
    drive, _, rest = p.partition(':')
    if ':' in rest or len(drive) > 1:
        raise IOError('Bad path: ' + p)
    parts = [urllib.quote(part) for part in rest.split('\\') if part]
    return '/'.join(['///' + urllib.quote(drive.upper()) + ':'] + parts)
