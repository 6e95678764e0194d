"""Colours as RGB, YIQ, HLS and HSV. All parts are floats from 0 to 1 (I and Q: less)."""

__all__ = ['rgb_to_yiq', 'yiq_to_rgb', 'rgb_to_hls', 'hls_to_rgb', 'rgb_to_hsv',
           'hsv_to_rgb']

ONE_THIRD, ONE_SIXTH, TWO_THIRD = 1.0 / 3.0, 1.0 / 6.0, 2.0 / 3.0


def rgb_to_yiq(r, g, b):
    """The signals of American colour television."""
    return (0.30 * r + 0.59 * g + 0.11 * b,
            0.60 * r - 0.28 * g - 0.32 * b,
            0.21 * r - 0.52 * g + 0.31 * b)


def yiq_to_rgb(y, i, q):
    """The nearest colour that RGB has."""
    exact = (y + 0.948262 * i + 0.624013 * q,
             y - 0.276066 * i - 0.639810 * q,
             y - 1.105450 * i + 1.729860 * q)
    return tuple([0.0 if part < 0.0 else 1.0 if part > 1.0 else part for part in exact])


def _hue(r, g, b, low, high):
    """Red is 0, green a third, blue two thirds; grey has no hue."""
    range = high - low
    red, green, blue = (high - r) / range, (high - g) / range, (high - b) / range
    if r == high:
        sixths = blue - green
    elif g == high:
        sixths = 2.0 + red - blue
    else:
        sixths = 4.0 + green - red
    return sixths / 6.0 % 1.0


def rgb_to_hls(r, g, b):
    """Hue, lightness and saturation."""
    low, high = min(r, g, b), max(r, g, b)
    lightness = (low + high) / 2.0
    if low == high:
        return 0.0, lightness, 0.0
    most = high + low if lightness <= 0.5 else 2.0 - high - low
    return _hue(r, g, b, low, high), lightness, (high - low) / most


def hls_to_rgb(h, l, s):
    """Of hue, lightness and saturation."""
    if not s:
        return l, l, l
    high = l * (1.0 + s) if l <= 0.5 else l + s - l * s
    low = 2.0 * l - high
    return (_v(low, high, h + ONE_THIRD), _v(low, high, h), _v(low, high, h - ONE_THIRD))


def _v(low, high, hue):
    """A primary colour's part, so far in hue from where it begins."""
    hue %= 1.0
    if TWO_THIRD <= hue:
        return low
    if hue < ONE_SIXTH:
        return low + (high - low) * hue * 6.0
    return high if hue < 0.5 else low + (high - low) * (TWO_THIRD - hue) * 6.0


def rgb_to_hsv(r, g, b):
    """Hue, saturation and value."""
    low, high = min(r, g, b), max(r, g, b)
    if low == high:
        return 0.0, 0.0, high
    return _hue(r, g, b, low, high), (high - low) / high, high


# Which of v, p, q and t are red, green and blue in the sectors between hues.
_sectors = (0, 3, 1), (2, 0, 1), (1, 0, 3), (1, 2, 0), (3, 1, 0), (0, 1, 2)


def hsv_to_rgb(h, s, v):
    """Of hue, saturation and value."""
    if not s:
        return v, v, v
    sector = int(h * 6.0)
    inside = h * 6.0 - sector
    levels = v, v * (1.0 - s), v * (1.0 - s * inside), v * (1.0 - s * (1.0 - inside))
    red, green, blue = _sectors[sector % 6]
    return levels[red], levels[green], levels[blue]
