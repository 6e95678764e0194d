"""Kinds of sounds by how their files begin: (kind, samples a second, channels, frames or -1, bits of a sample)."""

import struct

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


def _getter(layout):
    """A function for the number that bytes begin with."""
    size = struct.calcsize(layout)
    return lambda s: struct.unpack(layout, s[:size])[0]


get_long_be, get_long_le, get_short_be, get_short_le = map(_getter, ('>L', '<L', '>H', '<H'))


# The tests get the first bytes and the open file.

def test_aifc(h, f):
    kind = {'AIFC': 'aifc', 'AIFF': 'aiff'}.get(h[8:12])
    if not h.startswith('FORM') or kind is None:
        return None
    import aifc
    f.seek(0)
    try:
        sound = aifc.open(f, 'r')
    except (EOFError, aifc.Error):
        return None
    return kind, sound.getframerate(), sound.getnchannels(), sound.getnframes(), 8 * sound.getsampwidth()


_AU_BITS = {1: 'U', 2: 8, 3: 16}


def test_au(h, f):
    order = {'.snd': '>', '\0ds.': '<', 'dns.': '<'}.get(h[:4])
    if order is None:
        return None
    _header, size, encoding, rate, channels = struct.unpack_from(order + '5L', h, 4)
    frame = channels * (2 if encoding == 3 else 1)
    return 'au', rate, channels, size / frame if frame else -1, _AU_BITS.get(encoding, '?')


def test_hcom(h, f):
    if h[65:69] == 'FSSD' and h[128:132] == 'HCOM':
        divisor = get_long_be(h[144:])
        return 'hcom', 22050 / divisor if divisor else 0, 1, -1, 8


def test_voc(h, f):
    if not h.startswith('Creative Voice File\032'):
        return None
    block = get_short_le(h[20:])
    rate = 0
    if block < 500 and h[block] == '\1':
        code = 256 - ord(h[block + 4])
        rate = int(1000000.0 / code)
    return 'voc', rate, 1, -1, 8


def test_wav(h, f):
    if h[:4] + h[8:16] == 'RIFFWAVEfmt ':
        channels, rate, bits = struct.unpack_from('<HL6xH', h, 22)
        return 'wav', rate, channels, -1, bits


def test_8svx(h, f):
    if h[:4] + h[8:12] == 'FORM8SVX':
        return '8svx', 0, 1, 0, 8


def test_sndt(h, f):
    if h.startswith('SOUND'):
        samples, rate = struct.unpack_from('<L8xH', h, 8)
        return 'sndt', rate, 1, samples, 8


def test_sndr(h, f):
    if h.startswith('\0\0'):
        rate = get_short_le(h[2:])
        if 4000 <= rate <= 25000:
            return 'sndr', rate, 1, -1, 8


tests = [test_aifc, test_au, test_hcom, test_voc, test_wav, test_8svx, test_sndt, test_sndr]


def testall(list, recursive, toplevel):
    import _file_kinds
    _file_kinds.tell_all(what, list, recursive, toplevel)


def test():
    import _file_kinds
    _file_kinds.main(what)


if __name__ == '__main__':
    test()
