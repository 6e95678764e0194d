"""Samples as 8-bit u-law (ITU G.711): the logarithm of a sample, by its sign, the number of the segment, and four bits."""

import array

_BIAS = 0x84                          # makes the segments powers of two
_LARGEST = 8159                       # of samples of 14 bits
_TYPES = {1: 'b', 2: 'h', 4: 'i'}


def _sample(code):
    code = ~code
    magnitude = (((code & 0x0F) << 3) + _BIAS << (code >> 4 & 7)) - _BIAS
    return -magnitude if code & 0x80 else magnitude


def _code(sample):
    """The code of a sample of 14 bits."""
    magnitude = min(abs(sample), _LARGEST) + (_BIAS >> 2)
    segment = max(magnitude.bit_length() - 6, 0)
    # The inverted bits; the largest segment has no number 8.
    code = 0x7F if segment > 7 else segment << 4 | magnitude >> segment + 1 & 0x0F
    return code ^ (0x7F if sample < 0 else 0xFF)


_samples = []
_codes = []


def decode(data, width):
    """Samples of a width in bytes from u-law."""
    if not _samples:
        _samples.extend(_sample(code) for code in range(256))
    shift = 8 * width - 16
    samples = [_samples[code] for code in bytearray(data)]
    scaled = [sample << shift if shift > 0 else sample >> -shift for sample in samples]
    return array.array(_TYPES[width], scaled).tostring()


def encode(data, width):
    """u-law from samples of a width in bytes."""
    if not _codes:
        _codes.extend(_code(sample) for sample in range(-8192, 8192))
    samples = array.array(_TYPES[width], data)
    shift = 8 * width - 14
    scaled = [sample >> shift if shift > 0 else sample << -shift for sample in samples]
    return str(bytearray(_codes[sample + 8192] for sample in scaled))
