"""Samples as differences of four bits, in steps that adapt to them (ADPCM of Intel and DVI).

The state is (what the last sample was taken for, the index of the step).
"""

STEPS = [
    7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73, 80, 88, 97, 107, 118, 130,
    143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449, 494, 544, 598, 658, 724, 796, 876, 963, 1060, 1166, 1282,
    1411, 1552, 1707, 1878, 2066, 2272, 2499, 2749, 3024, 3327, 3660, 4026, 4428, 4871, 5358, 5894, 6484, 7132, 7845, 8630,
    9493, 10442, 11487, 12635, 13899, 15289, 16818, 18500, 20350, 22385, 24623, 27086, 29794, 32767]

# By how much the index changes after a difference (without its sign).
_CHANGES = (-1, -1, -1, -1, 2, 4, 6, 8)


def _follow(value, index, code):
    """The state after a code, which tells a difference in quarters of a step and has its sign above."""
    step = STEPS[index]
    difference = (step >> 3) + sum([step >> shift for bit, shift in ((4, 0), (2, 1), (1, 2)) if code & bit])
    value += -difference if code & 8 else difference
    return max(-32768, min(32767, value)), max(0, min(len(STEPS) - 1, index + _CHANGES[code & 7]))


def encode(samples, state):
    """(bytes of samples of 16 bits, the state); one sample too many changes the state only."""
    value, index = state
    codes = []
    for sample in samples:
        step, left = STEPS[index], abs(sample - value)
        code = 8 if sample < value else 0
        for bit in 4, 2, 1:
            if left >= step:
                code |= bit
                left -= step
            step >>= 1
        codes.append(code)
        value, index = _follow(value, index, code)
    return str(bytearray([high << 4 | low for high, low in zip(codes[::2], codes[1::2])])), (value, index)


def decode(data, state):
    """(samples of 16 bits, the state)."""
    value, index = state
    samples = []
    for byte in bytearray(data):
        for code in byte >> 4, byte & 0x0F:
            value, index = _follow(value, index, code)
            samples.append(value)
    return samples, (value, index)
