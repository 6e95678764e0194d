"""Samples of sound, as strings of numbers of 1, 2 or 4 bytes with a sign."""

import array
import fractions
import math

import _adpcm
import _alaw
import _ulaw


class error(Exception):
    """There is no such width, or something does not fit."""


_TYPES = {1: 'b', 2: 'h', 4: 'i'}


def _largest(width):
    return (1 << 8 * width - 1) - 1


def _check_width(width):
    if width not in _TYPES:
        raise error('Size should be 1, 2 or 4')


def _samples(fragment, width, channels=1):
    """The samples of a fragment, an array."""
    if not isinstance(fragment, (basestring, buffer)):
        raise TypeError('argument 1 must be string or read-only buffer, not %s' % type(fragment).__name__)
    _check_width(width)
    if len(fragment) % (width * channels):
        raise error('not a whole number of frames')
    return array.array(_TYPES[width], str(fragment))


def _pack(samples, width):
    return array.array(_TYPES[width], samples).tostring()


def _unsigned(number):
    """A number as one of 32 bits without a sign is given: what is no int of as many bits is a long."""
    return number if number <= 0x7fffffff else long(number)


def _factor(value):
    if isinstance(value, basestring):
        raise TypeError('a float is required')
    return float(value)


def _clipped(samples, width):
    """A fragment of numbers, of which those that are too large become the largest there are."""
    high = _largest(width)
    low = -high - 1
    return _pack([high if sample > high else low if sample < low else int(math.floor(sample)) for sample in samples], width)


def _scaled(samples, width, new_width):
    """Samples of another width, as loud as before."""
    shift = 8 * (new_width - width)
    if shift >= 0:
        return [sample << shift for sample in samples]
    return [sample >> -shift for sample in samples]


# ---- measures

def getsample(fragment, width, index):
    samples = _samples(fragment, width)
    if not 0 <= index < len(samples):
        raise error('Index out of range')
    return samples[index]


def max(fragment, width):
    """The largest absolute value, or 0."""
    low, high = minmax(fragment, width)
    return 0 if low > high else _unsigned(sorted((-low, high))[1])


def minmax(fragment, width):
    """(the least, the largest)."""
    ordered = sorted(_samples(fragment, width))
    return (ordered[0], ordered[-1]) if ordered else (0x7fffffff, -0x80000000)


def avg(fragment, width):
    """The mean, or 0."""
    samples = _samples(fragment, width)
    return sum(samples) // len(samples) if samples else 0


def rms(fragment, width):
    """The root of the mean of the squares, or 0."""
    samples = _samples(fragment, width)
    squares = [sample * sample for sample in samples]
    return _unsigned(int(math.sqrt(float(sum(squares)) / len(squares)))) if squares else 0


def cross(fragment, width):
    """How often the sign changes; -1 if there are no samples."""
    signs = [sample < 0 for sample in _samples(fragment, width)]
    return sum([a != b for a, b in zip(signs, signs[1:])]) if signs else -1


def _heights(samples):
    """The differences between each extreme value and the next."""
    heights = []
    previous_extreme = None
    previous, rising = None, None
    for sample in samples:
        if previous is not None and sample != previous:
            rises = sample > previous
            if rising is not None and rises != rising:
                if previous_extreme is not None:
                    heights.append(abs(previous - previous_extreme))
                previous_extreme = previous
            rising = rises
        previous = sample
    return heights


def avgpp(fragment, width):
    """The mean difference between neighbouring extreme values, or 0."""
    heights = _heights(_samples(fragment, width))
    return _unsigned(sum(heights) // len(heights)) if heights else 0


def maxpp(fragment, width):
    """The largest difference between neighbouring extreme values, or 0."""
    return _unsigned(sorted([0] + _heights(_samples(fragment, width)))[-1])


# ---- finding, in samples of two bytes

def _even(fragment, reference=''):
    if len(fragment) % 2 or len(reference) % 2:
        raise error('Strings should be even-sized')
    return _samples(fragment, 2), _samples(reference, 2)


def _product(a, b):
    return float(sum([x * y for x, y in zip(a, b)]))


def _ratio(a, b):
    """What a division of floats gives in C."""
    if b:
        return a / b
    return float('nan') if not a else math.copysign(float('inf'), a)


def findfactor(fragment, reference):
    """The factor by which the reference comes nearest to a fragment as long as it."""
    if len(fragment) != len(reference):
        raise error('Samples should be same size')
    samples, wanted = _even(fragment, reference)
    return _ratio(_product(samples, wanted), _product(wanted, wanted))


def findfit(fragment, reference):
    """(where in a fragment the reference fits best, by which factor)."""
    samples, wanted = _even(fragment, reference)
    size = len(wanted)
    if len(samples) < size:
        raise error('First sample should be longer')
    power = _product(wanted, wanted)
    best, place = None, 0
    for start in range(len(samples) - size + 1):
        part = samples[start:start + size]
        own, common = _product(part, part), _product(part, wanted)
        difference = _ratio(power * own - common * common, own)
        if best is None or difference < best:
            best, place = difference, start
    return place, _ratio(_product(samples[place:place + size], wanted), power)


def findmax(fragment, length):
    """Where in a fragment so many samples are loudest."""
    samples = _even(fragment)[0]
    if not 0 <= length <= len(samples):
        raise error('Input sample should be longer')
    best, place = None, 0
    for start in range(len(samples) - length + 1):
        part = samples[start:start + length]
        power = _product(part, part)
        if best is None or power > best:
            best, place = power, start
    return place


# ---- changes

def mul(fragment, width, factor):
    """All samples multiplied."""
    factor = _factor(factor)
    return _clipped([sample * factor for sample in _samples(fragment, width)], width)


def add(fragment1, fragment2, width):
    """The sums of samples."""
    _check_width(width)
    if len(fragment1) != len(fragment2):
        raise error('Lengths should be the same')
    return _clipped([a + b for a, b in zip(_samples(fragment1, width), _samples(fragment2, width))], width)


def bias(fragment, width, bias):
    """All samples with something added; what is too large begins again with the least."""
    high = _largest(width) if width in _TYPES else 0
    return _pack([(sample + bias + high + 1 & 2 * high + 1) - high - 1 for sample in _samples(fragment, width)], width)


def reverse(fragment, width):
    return _samples(fragment, width)[::-1].tostring()


def tomono(fragment, width, lfactor, rfactor):
    """One channel of two, each multiplied."""
    samples = _samples(fragment, width, 2)
    lfactor, rfactor = _factor(lfactor), _factor(rfactor)
    return _clipped([left * lfactor + right * rfactor for left, right in zip(samples[::2], samples[1::2])], width)


def tostereo(fragment, width, lfactor, rfactor):
    """Two channels of one, each multiplied."""
    samples = _samples(fragment, width)
    factors = _factor(lfactor), _factor(rfactor)
    both = [sample * factor for sample in samples for factor in factors]
    return _clipped(both, width)


def lin2lin(fragment, width, newwidth):
    """Samples of another width."""
    samples = _samples(fragment, width)
    _check_width(newwidth)
    return _pack(_scaled(samples, width, newwidth), newwidth)


def ratecv(fragment, width, nchannels, inrate, outrate, state, weightA=1, weightB=0):
    """(samples of another rate, the state for what follows; None at the begin).

    The weights are those of each sample and of the one before it, which makes it softer.
    """
    _check_width(width)
    if nchannels < 1:
        raise error('# of channels should be >= 1')
    if weightA < 1 or weightB < 0:
        raise error('weightA should be >= 1, weightB should be >= 0')
    if len(fragment) % (width * nchannels):
        raise error('not a whole number of frames')
    if inrate <= 0 or outrate <= 0:
        raise error('sampling rate not > 0')
    divisor = fractions.gcd(inrate, outrate)
    inrate, outrate = inrate // divisor, outrate // divisor
    divisor = fractions.gcd(weightA, weightB)
    weightA, weightB = weightA // divisor, weightB // divisor
    place, previous, current = _rate_state(state, nchannels, outrate)
    samples = iter(_scaled(_samples(fragment, width), width, 4))
    result = []
    for frame in zip(*[samples] * nchannels):
        previous = current
        current = [int(float(weightA * sample + weightB * before) / (weightA + weightB))
                   for sample, before in zip(frame, previous)]
        place += outrate
        while place >= 0:
            result += [int((float(before) * place + float(sample) * (outrate - place)) / outrate)
                       for before, sample in zip(previous, current)]
            place -= inrate
    return _pack(_scaled(result, 4, width), width), (place, tuple(zip(previous, current)))


def _rate_state(state, channels, outrate):
    """Where the next sample is, the frame before, and the last."""
    if state is None:
        return -outrate, [0] * channels, [0] * channels
    if not isinstance(state, tuple):
        raise TypeError('state must be a tuple or None')
    if len(state) != 2 or not isinstance(state[1], tuple):
        raise TypeError('illegal state argument')
    place, frames = state
    if len(frames) != channels:
        raise error('illegal state argument')
    for frame in frames:
        if not isinstance(frame, tuple) or len(frame) != 2:
            raise TypeError('illegal state argument')
    return place, [before for before, last in frames], [last for before, last in frames]


# ---- codes

def lin2ulaw(fragment, width):
    _samples(fragment, width)
    return _ulaw.encode(fragment, width)


def ulaw2lin(fragment, width):
    _check_width(width)
    return _ulaw.decode(fragment, width)


def lin2alaw(fragment, width):
    return _alaw.encode(_scaled(_samples(fragment, width), width, 4))


def alaw2lin(fragment, width):
    _check_width(width)
    return _pack(_scaled(_alaw.decode(fragment), 2, width), width)


def lin2adpcm(fragment, width, state):
    """(samples as differences of four bits, the state for what follows; None at the begin)."""
    samples = _scaled(_samples(fragment, width), width, 2)
    return _adpcm.encode(samples, _adpcm_state(state))


def adpcm2lin(fragment, width, state):
    """The same back."""
    _check_width(width)
    samples, state = _adpcm.decode(fragment, _adpcm_state(state))
    return _pack(_scaled(samples, 2, width), width), state


def _adpcm_state(state):
    if state is None:
        return 0, 0
    if not isinstance(state, tuple):
        raise TypeError('state must be a tuple or None')
    if len(state) != 2:
        raise TypeError('function takes exactly 2 arguments (%d given)' % len(state))
    value, index = state
    if not (-0x8000 <= value <= 0x7fff and 0 <= index < len(_adpcm.STEPS)):
        raise ValueError('bad state')
    return state
