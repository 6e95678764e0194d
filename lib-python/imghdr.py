"""Kinds of pictures by how their files begin."""

__all__ = ['what']


def what(file, h=None):
    """The kind of a file's picture, or of one that begins with the bytes h; None if it is of none that is known."""
    if h is not None:
        return _first(h, None)
    if isinstance(file, basestring):
        with open(file, 'rb') as opened:
            return _first(opened.read(32), opened)
    place = file.tell()
    h = file.read(32)
    file.seek(place)
    return _first(h, None)


def _first(h, file):
    """What the first test that knows the picture says."""
    for test in tests:
        kind = test(h, file)
        if kind:
            return kind


def _mark(kind, *marks, **place):
    """A test for a kind of picture with one of some marks at a place. The first bytes and the file are given to it."""
    at = place.get('at', 0)
    def test(h, f):
        if h[at:].startswith(marks):
            return kind
    test.__name__ = 'test_' + kind
    return test


def _portable(kind, digits):
    """A test for a kind of portable maps, which begin with P, a digit for text or bytes, and a space of some sort."""
    return _mark(kind, *['P' + digit + space for digit in digits for space in ' \t\n\r'])


tests = [
    _mark('jpeg', 'JFIF', at=6),
    _mark('jpeg', 'Exif', at=6),
    _mark('png', '\211PNG\r\n\032\n'),
    _mark('gif', 'GIF87a', 'GIF89a'),
    _mark('tiff', 'MM', 'II'),
    _mark('rgb', '\001\332'),
    _portable('pbm', '14'),
    _portable('pgm', '25'),
    _portable('ppm', '36'),
    _mark('rast', '\x59\xA6\x6A\x95'),
    _mark('xbm', '#define'),
    _mark('bmp', 'BM'),
]

(test_jpeg, test_exif, test_png, test_gif, test_tiff, test_rgb, test_pbm, test_pgm, test_ppm, test_rast, test_xbm,
 test_bmp) = tests


def testall(list, recursive, toplevel):
    import _file_kinds
    _file_kinds.tell_all(what, list, recursive, toplevel)


def test():
    import _file_kinds
    _file_kinds.main(what)


if __name__ == '__main__':
    test()
