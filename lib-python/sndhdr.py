"""Kinds of sounds by how their files begin: (kind, samples a second, channels, frames or -1, bits of a sample)."""

__all__ = ['what', 'whathdr']


def what(filename):
    """What a file has, or None."""
    return whathdr(filename)


def whathdr(filename):
    with open(filename, 'rb') as f:
        h = f.read(512)
        for test in tests:
            result = test(h, f)
            if result:
                return result
        return None


def _number(s, order):
    """A number of bytes; order 1: the highest first."""
    result = 0
    for c in s[::order]:
        result = result << 8 | ord(c)
    return result


def get_long_be(s):
    return _number(s[:4], 1)


def get_long_le(s):
    return _number(s[:4], -1)


def get_short_be(s):
    return _number(s[:2], 1)


def get_short_le(s):
    return _number(s[:2], -1)


def test_aifc(h, f):
    import aifc
    if h[:4] != 'FORM':
        return None
    if h[8:12] == 'AIFC':
        fmt = 'aifc'
    elif h[8:12] == 'AIFF':
        fmt = 'aiff'
    else:
        return None
    f.seek(0)
    try:
        a = aifc.openfp(f, 'r')
    except (EOFError, aifc.Error):
        return None
    return fmt, a.getframerate(), a.getnchannels(), a.getnframes(), 8 * a.getsampwidth()


def test_au(h, f):
    if h[:4] == '.snd':
        number = get_long_be
    elif h[:4] in ('\0ds.', 'dns.'):
        number = get_long_le
    else:
        return None
    kind = 'au'
    hdr_size, data_size, encoding, rate, nchannels = [number(h[i:i + 4]) for i in range(4, 24, 4)]
    sample_size = 1
    sample_bits = {1: 'U', 2: 8, 3: 16}.get(encoding, '?')
    if encoding == 3:
        sample_size = 2
    frame_size = sample_size * nchannels
    nframe = data_size / frame_size if frame_size else -1
    return kind, rate, nchannels, nframe, sample_bits


def test_hcom(h, f):
    if h[65:69] != 'FSSD' or h[128:132] != 'HCOM':
        return None
    divisor = get_long_be(h[128 + 16:128 + 20])
    return 'hcom', 22050 / divisor if divisor else 0, 1, -1, 8


def test_voc(h, f):
    if h[:20] != 'Creative Voice File\032':
        return None
    sbseek = get_short_le(h[20:22])
    rate = 0
    if 0 <= sbseek < 500 and h[sbseek] == '\1':
        ratecode = 256 - ord(h[sbseek + 4])
        rate = int(1000000.0 / ratecode) if ratecode else 0
    return 'voc', rate, 1, -1, 8


def test_wav(h, f):
    # RIFF <length> WAVE fmt <length>
    if h[:4] != 'RIFF' or h[8:12] != 'WAVE' or h[12:16] != 'fmt ':
        return None
    nchannels = get_short_le(h[22:24])
    rate = get_long_le(h[24:28])
    sample_bits = get_short_le(h[34:36])
    return 'wav', rate, nchannels, -1, sample_bits


def test_8svx(h, f):
    if h[:4] == 'FORM' and h[8:12] == '8SVX':
        return '8svx', 0, 1, 0, 8


def test_sndt(h, f):
    if h[:5] == 'SOUND':
        nsamples = get_long_le(h[8:12])
        rate = get_short_le(h[20:22])
        return 'sndt', rate, 1, nsamples, 8


def test_sndr(h, f):
    if h[:2] == '\0\0':
        rate = get_short_le(h[2:4])
        if 4000 <= rate <= 25000:
            return 'sndr', rate, 1, -1, 8


tests = [test_aifc, test_au, test_hcom, test_voc, test_wav, test_8svx, test_sndt, test_sndr]
