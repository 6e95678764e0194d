"""Convert colours between RGB, YIQ, HLS and HSV; all values are from 0 to 1."""

__all__ = ['rgb_to_yiq', 'yiq_to_rgb', 'rgb_to_hls', 'hls_to_rgb', 'rgb_to_hsv',
           'hsv_to_rgb']

ONE_THIRD = 1.0 / 3.0
ONE_SIXTH = 1.0 / 6.0
TWO_THIRD = 2.0 / 3.0


def _clip(value):
    return min(max(value, 0.0), 1.0)


def rgb_to_yiq(r, g, b):
    """Luminance and two chrominances, as American television has them."""
    y = 0.30 * r + 0.59 * g + 0.11 * b
    i = 0.60 * r - 0.28 * g - 0.32 * b
    q = 0.21 * r - 0.52 * g + 0.31 * b
    return y, i, q


def yiq_to_rgb(y, i, q):
    r = y + 0.948262 * i + 0.624013 * q
    g = y - 0.276066 * i - 0.639810 * q
    b = y - 1.105450 * i + 1.729860 * q
    return _clip(r), _clip(g), _clip(b)


def _hue(r, g, b, largest, smallest):
    """The hue of a colour that is not grey."""
    span = largest - smallest
    rc = (largest - r) / span
    gc = (largest - g) / span
    bc = (largest - b) / span
    if r == largest:
        h = bc - gc
    elif g == largest:
        h = 2.0 + rc - bc
    else:
        h = 4.0 + gc - rc
    return (h / 6.0) % 1.0


def rgb_to_hls(r, g, b):
    """Hue, lightness, saturation."""
    largest = max(r, g, b)
    smallest = min(r, g, b)
    l = (smallest + largest) / 2.0
    if smallest == largest:
        return 0.0, l, 0.0
    if l <= 0.5:
        s = (largest - smallest) / (largest + smallest)
    else:
        s = (largest - smallest) / (2.0 - largest - smallest)
    return _hue(r, g, b, largest, smallest), l, s


def hls_to_rgb(h, l, s):
    if s == 0.0:
        return l, l, l
    m2 = l * (1.0 + s) if l <= 0.5 else l + s - l * s
    m1 = 2.0 * l - m2
    return _v(m1, m2, h + ONE_THIRD), _v(m1, m2, h), _v(m1, m2, h - ONE_THIRD)


def _v(m1, m2, hue):
    hue = hue % 1.0
    if hue < ONE_SIXTH:
        return m1 + (m2 - m1) * hue * 6.0
    if hue < 0.5:
        return m2
    if hue < TWO_THIRD:
        return m1 + (m2 - m1) * (TWO_THIRD - hue) * 6.0
    return m1


def rgb_to_hsv(r, g, b):
    """Hue, saturation, value."""
    largest = max(r, g, b)
    smallest = min(r, g, b)
    if smallest == largest:
        return 0.0, 0.0, largest
    return (_hue(r, g, b, largest, smallest), (largest - smallest) / largest, largest)


def hsv_to_rgb(h, s, v):
    if s == 0.0:
        return v, v, v
    sector = int(h * 6.0)
    f = h * 6.0 - sector
    p = v * (1.0 - s)
    q = v * (1.0 - s * f)
    t = v * (1.0 - s * (1.0 - f))
    return ((v, t, p), (q, v, p), (p, v, t), (p, q, v), (t, p, v), (v, p, q))[sector % 6]
