"""Encoding punycode: the one that internationalised domain names use (RFC 3492)."""

from encodings._families import stateless

_DIGITS = 'abcdefghijklmnopqrstuvwxyz0123456789'
_BASE, _TMIN, _TMAX, _SKEW, _DAMP, _INITIAL_BIAS = 36, 1, 26, 38, 700, 72


def _threshold(position, bias):
    """The threshold of a digit: one below it ends a number."""
    return min(max(_BASE * (position + 1) - bias, _TMIN), _TMAX)


def _adapt(delta, first, count):
    """The bias for the number after one that was delta (section 6.1)."""
    delta = delta // _DAMP if first else delta // 2
    delta += delta // count
    divisions = 0
    while delta > (_BASE - _TMIN) * _TMAX // 2:
        delta //= _BASE - _TMIN
        divisions += _BASE
    return divisions + (_BASE - _TMIN + 1) * delta // (delta + _SKEW)


def _number(value, bias):
    """A number as digits of variable length (section 3.3)."""
    digits = []
    position = 0
    while True:
        threshold = _threshold(position, bias)
        if value < threshold:
            digits.append(_DIGITS[value])
            return ''.join(digits)
        value, digit = divmod(value - threshold, _BASE - threshold)
        digits.append(_DIGITS[threshold + digit])
        position += 1


def punycode_encode(text):
    """Encode a unicode string."""
    points = _code_points(text)
    basic = ''.join(chr(point) for point in points if point < 128)
    handled = len(basic)
    out = [basic, '-'] if basic else []
    bias = _INITIAL_BIAS
    delta, current, first = 0, 128, True
    while handled < len(points):
        lowest = min(point for point in points if point >= current)
        delta += (lowest - current) * (handled + 1)
        current = lowest
        for point in points:
            if point < current:
                delta += 1
            elif point == current:
                out.append(_number(delta, bias))
                bias = _adapt(delta, first, handled + 1)
                first = False
                delta = 0
                handled += 1
        delta += 1
        current += 1
    return ''.join(out)


def _code_points(text):
    """The code points of a string, surrogate pairs taken together."""
    points = []
    for character in text:
        point = ord(character)
        if (0xDC00 <= point < 0xE000 and points and 0xD800 <= points[-1] < 0xDC00):
            point = 0x10000 + ((points.pop() - 0xD800) << 10) + (point - 0xDC00)
        points.append(point)
    return points


def _character(point):
    """The string of a code point on builds of either width."""
    try:
        return unichr(point)
    except ValueError:
        return ('\\U%08x' % point).decode('unicode-escape')


def _next_number(digits, start, bias, errors):
    """Read a number; (where the next one starts, the number or None)."""
    result, weight, position = 0, 1, 0
    while True:
        if start == len(digits):
            if errors == 'strict':
                raise UnicodeError('incomplete punicode string')
            return start + 1, None
        digit = _DIGITS.find(digits[start].lower())
        start += 1
        if digit < 0:
            if errors == 'strict':
                # The message names the next character.
                raise UnicodeError("Invalid extended code point '%s'" % digits[start])
            return start, None
        threshold = _threshold(position, bias)
        result += digit * weight
        if digit < threshold:
            return start, result
        weight *= _BASE - threshold
        position += 1


def punycode_decode(text, errors):
    """Decode a byte string."""
    dash = text.rfind('-')
    basic, digits = text[:max(dash, 0)], text[dash + 1:]
    out = list(unicode(basic, 'ascii', errors))
    digits = digits.upper()
    point, place, bias, start = 128, -1, _INITIAL_BIAS, 0
    first = True
    while start < len(digits):
        start, delta = _next_number(digits, start, bias, errors)
        if delta is None:
            break
        place += delta + 1
        point += place // (len(out) + 1)
        if point > 0x10FFFF:
            if errors == 'strict':
                raise UnicodeError('Invalid character U+%x' % point)
            point = ord('?')
        place %= len(out) + 1
        out.insert(place, _character(point))
        bias = _adapt(delta, first, len(out))
        first = False
    return u''.join(out)


def _encode(input, errors='strict'):
    return punycode_encode(input), len(input)


def _decode(input, errors='strict'):
    if errors not in ('strict', 'replace', 'ignore'):
        raise UnicodeError('Unsupported error handling ' + errors)
    return punycode_decode(input, errors), len(input)


stateless(globals(), 'punycode', _encode, _decode)
