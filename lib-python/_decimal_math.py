"""Roots, exponentials and logarithms of decimal numbers, on integers.

The module decimal is built on this. Results are pairs (coefficient,
exponent), with errors below one unit of the coefficient's last place; who
rounds them asks for more digits until the rounding is certain.
"""

_powers = [1]


def power_of_ten(n):
    """10 ** n, remembered for small n."""
    if n < 1000:
        while n >= len(_powers):
            _powers.append(_powers[-1] * 10)
        return _powers[n]
    return 10 ** n


def digits(n):
    """The number of decimal digits of n >= 0; 1 of 0."""
    if n < 10:
        return 1
    # 1233 / 4096 is a little less than log10(2).
    estimate = n.bit_length() * 1233 >> 12
    if estimate > 900:
        return len(str(n))
    while n >= power_of_ten(estimate):
        estimate += 1
    return estimate


def integer_root(n, k):
    """(floor of the k-th root of n, whether it is exact)."""
    if n == 0:
        return 0, True
    # Newton's iteration, from above.
    x = 1 << -(-n.bit_length() // k)
    while True:
        y = ((k - 1) * x + n // x ** (k - 1)) // k
        if y >= x:
            return x, x ** k == n
        x = y


def _rounded_divide(a, b):
    """a / b to the nearest integer."""
    q, r = divmod(a, b)
    return q + (2 * r >= b)


def _fixed_exp(x, scale):
    """scale * exp(x / scale), for 0 <= x < scale: by halving and Taylor's series."""
    halvings = max(0, int(scale.bit_length() ** 0.5))
    extra = 1 << (halvings + 16)
    scale *= extra
    x = x * extra >> halvings
    total = term = scale
    i = 1
    while term:
        term = term * x // (scale * i)
        total += term
        i += 1
    for _ in range(halvings):
        total = total * total // scale
    return total // extra


def _fixed_log(n, d, scale):
    """scale * log(n / d), for 1 <= n / d < 2 or so: by roots and the series of atanh."""
    extra = 1 << (scale.bit_length() // 8 + 32)
    big = scale * extra
    x = n * big // d
    # Square roots bring it near 1.
    roots = max(4, int(scale.bit_length() ** 0.5) // 2)
    for _ in range(roots):
        x = integer_root(x * big, 2)[0]
    z = (x - big) * big // (x + big)
    z2 = z * z // big
    total = term = z
    i = 3
    while term:
        term = term * z2 // big
        total += term // i
        i += 2
    return (total << roots + 1) // extra


_log_constants = {}


def _fixed_constant(n, scale):
    """scale * log(n), for the integer n = 2 or 10; remembered."""
    known = _log_constants.get(n)
    if known is None or known[0] < scale:
        wide = scale << 64
        value = _fixed_log(4, 3, wide) + _fixed_log(3, 2, wide)
        if n == 10:
            value = 3 * value + _fixed_log(5, 4, wide)
        known = _log_constants[n] = wide, value
    return known[1] * scale // known[0]


def log(coefficient, exponent, places):
    """log(coefficient * 10**exponent) in units of 10**-places, an integer."""
    scale = power_of_ten(places + 10 + digits(abs(exponent) + digits(coefficient)))
    # coefficient = 2**shift * m with 1 <= m < 2
    shift = coefficient.bit_length() - 1
    result = _fixed_log(coefficient, 1 << shift, scale)
    result += shift * _fixed_constant(2, scale) + exponent * _fixed_constant(10, scale)
    return _rounded_divide(result * power_of_ten(places), scale)


def log10(coefficient, exponent, places):
    """log10(coefficient * 10**exponent) in units of 10**-places, an integer."""
    extra = places + 10
    return _rounded_divide(log(coefficient, exponent, extra + 10) * power_of_ten(places),
                           _fixed_constant(10, power_of_ten(extra + 10)))


def exp(numerator, places, precision):
    """exp(numerator / 10**places) as (coefficient, exponent).

    The coefficient has precision digits, or one more.
    """
    # The whole multiples of log(10) become the exponent.
    working = precision + 10
    size = max(0, digits(abs(numerator)) - places)
    scale = power_of_ten(working + size)
    x = numerator * scale // power_of_ten(places) if places >= 0 \
        else numerator * power_of_ten(-places) * scale
    tens, x = divmod(x, _fixed_constant(10, scale))
    # 0 <= x < log(10) is more than 1: a quarter of it is not.
    value = _fixed_exp(x >> 2, scale)
    value = value * value // scale
    value = value * value // scale
    excess = digits(value) - precision - 1
    return _rounded_divide(value, power_of_ten(excess)), tens - (working + size) + excess


def power(x, xe, y, ye, precision):
    """(x * 10**xe) ** (y * 10**ye) as (coefficient, exponent); x > 0, y any integer."""
    # The exponent's size says how many places of the logarithm matter.
    size = max(0, digits(abs(y)) + ye) + 12
    size += digits(abs(xe) + digits(x))
    places = precision + size + 5 + max(0, ye) + digits(abs(y))
    product = log(x, xe, places) * y
    places -= ye
    # Of an exponent near 0 only the places that show in the result.
    excess = places - (precision + size + 10)
    if excess > 0:
        if excess > digits(abs(product)):
            product = 0
        else:
            product = _rounded_divide(product, power_of_ten(excess))
        places -= excess
    if product == 0:
        # Next to 1, but not 1, and by more than the error allowed for.
        if (digits(x) + xe >= 1) == (y > 0):
            return power_of_ten(precision) + 2, -precision
        return power_of_ten(precision + 1) - 2, -precision - 1
    return exp(product, places, precision)


def exact_power(x, xe, y, ye, limit):
    """(x * 10**xe) ** (y * 10**ye) as (coefficient, exponent) if it is exact, else None.

    Only results of at most limit digits count.
    """
    while x % 10 == 0:
        x //= 10
        xe += 1
    while y % 10 == 0:
        y //= 10
        ye += 1
    if x == 1:
        # A power of ten: exact if the exponent is an integer.
        value = xe * y
        if ye >= 0:
            if ye > 20:
                return None
            return 1, value * 10 ** ye
        value, rest = divmod(value, power_of_ten(min(-ye, 10000)))
        return None if rest or -ye > 10000 else (1, value)
    if ye > 5 or digits(abs(y)) + ye > 12:
        return None
    # The exponent as a fraction numerator / denominator in lowest terms.
    if ye >= 0:
        numerator, denominator = y * power_of_ten(ye), 1
    else:
        if -ye > 30:
            return None
        numerator, denominator = y, power_of_ten(-ye)
        for factor in 2, 5:
            while denominator % factor == 0 and numerator % factor == 0:
                denominator //= factor
                numerator //= factor
    if denominator > 1:
        if denominator > x.bit_length() + 4 * denominator.bit_length() + 4:
            return None
        x *= power_of_ten(xe % denominator)
        x, exact = integer_root(x, denominator)
        if not exact:
            return None
        xe //= denominator
    if numerator < 0:
        # 1 / x is a finite decimal if x has no other factors than 2 and 5.
        twos = fives = 0
        rest = x
        while rest % 2 == 0:
            rest //= 2
            twos += 1
        while rest % 5 == 0:
            rest //= 5
            fives += 1
        if rest != 1:
            return None
        places = max(twos, fives)
        if (places + 1) * -numerator > 100 * limit + 1000:
            return None
        x = power_of_ten(places) // x
        xe = -xe - places
        numerator = -numerator
    # A digit is less than four bits.
    if (x.bit_length() - 1) * numerator > 4 * limit:
        return None
    value = x ** numerator
    if digits(value) > limit:
        return None
    return value, xe * numerator
