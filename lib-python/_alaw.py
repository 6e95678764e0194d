"""Samples as 8-bit A-law (ITU G.711): sign, number of the segment, and four bits, of which every other is inverted."""

_samples = []


def _sample(code):
    """The sample of 16 bits of a code."""
    code ^= 0x55
    segment, bits = code >> 4 & 7, (code & 0x0F) << 4
    magnitude = bits + 8 if segment == 0 else bits + 0x108 << segment - 1
    return magnitude if code & 0x80 else -magnitude


def _code(sample):
    """The code of a sample of 13 bits."""
    magnitude = sample if sample >= 0 else -sample - 1
    segment = magnitude.bit_length() - 5
    if segment < 2:
        # The two segments around zero are equally fine.
        segment = int(magnitude > 0x1F)
        bits = magnitude >> 1
    else:
        bits = magnitude >> segment
    return (segment << 4 | bits & 0x0F) ^ (0xD5 if sample >= 0 else 0x55)


def decode(data):
    """Samples of 16 bits from A-law, a list."""
    if not _samples:
        _samples.extend(map(_sample, range(256)))
    return [_samples[code] for code in bytearray(data)]


def encode(samples):
    """A-law from samples of 32 bits."""
    return str(bytearray([_code(sample >> 19) for sample in samples]))
