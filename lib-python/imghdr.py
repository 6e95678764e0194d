"""Kinds of pictures by how their files begin."""

__all__ = ['what']


def what(file, h=None):
    """The kind of a file's picture, or of one that begins with the bytes h; None if it is of none that is known."""
    f = None
    try:
        if h is None:
            if isinstance(file, basestring):
                f = open(file, 'rb')
                h = f.read(32)
            else:
                location = file.tell()
                h = file.read(32)
                file.seek(location)
        for test in tests:
            result = test(h, f)
            if result:
                return result
        return None
    finally:
        if f:
            f.close()


def test_jpeg(h, f):
    if h[6:10] in ('JFIF', 'Exif'):
        return 'jpeg'


def test_png(h, f):
    if h[:8] == '\211PNG\r\n\032\n':
        return 'png'


def test_gif(h, f):
    if h[:6] in ('GIF87a', 'GIF89a'):
        return 'gif'


def test_tiff(h, f):
    if h[:2] in ('MM', 'II'):
        return 'tiff'


def test_rgb(h, f):
    if h[:2] == '\001\332':
        return 'rgb'


def _netpbm(h, digits):
    return len(h) >= 3 and h[0] == 'P' and h[1] in digits and h[2] in ' \t\n\r'


def test_pbm(h, f):
    if _netpbm(h, '14'):
        return 'pbm'


def test_pgm(h, f):
    if _netpbm(h, '25'):
        return 'pgm'


def test_ppm(h, f):
    if _netpbm(h, '36'):
        return 'ppm'


def test_rast(h, f):
    if h[:4] == '\x59\xA6\x6A\x95':
        return 'rast'


def test_xbm(h, f):
    if h[:7] == '#define':
        return 'xbm'


def test_bmp(h, f):
    if h[:2] == 'BM':
        return 'bmp'


tests = [test_jpeg, test_png, test_gif, test_tiff, test_rgb, test_pbm, test_pgm, test_ppm, test_rast, test_xbm,
         test_bmp]
