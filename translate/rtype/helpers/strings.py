"""Strings: a hash, a length and the characters."""

from library.core import specialize
from rtype.lltype import String, malloc, operation


@specialize
def hash_of(text):
    """The hash; 0 in the header means that it is not known yet."""
    result = text.hash
    if result == 0:
        length = len(text)
        result = length
        i = 0
        while i < length:
            result = (result * 1000003) ^ ord(text[i])
            i += 1
        if result == 0:
            result = 1
        text.hash = result
    return result


@specialize
def equal(a, b):
    if a is None:
        return b is None
    if b is None:
        return False
    length = len(a)
    if length != len(b):
        return False
    return operation('compare_chars', a, 0, b, 0, length) == 0


@specialize
def compare(a, b):
    shorter = len(a)
    if len(b) < shorter:
        shorter = len(b)
    order = operation('compare_chars', a, 0, b, 0, shorter)
    if order == 0:
        order = len(a) - len(b)
    return order


@specialize
def is_less(a, b):
    return compare(a, b) < 0


@specialize
def concatenate(a, b):
    first = len(a)
    second = len(b)
    result = malloc(String, first + second)
    operation('copy_chars', result, 0, a, 0, first)
    operation('copy_chars', result, first, b, 0, second)
    return result


@specialize
def from_char(char):
    result = malloc(String, 1)
    result[0] = char
    return result


@specialize
def to_char(text):
    if len(text) != 1:
        raise TypeError
    return text[0]


@specialize
def getitem(text, index):
    length = len(text)
    if index < 0:
        index += length
        if index < 0:
            raise IndexError
    if index >= length:
        raise IndexError
    return text[index]


@specialize
def getslice(text, start, stop):
    length = len(text)
    if start < 0:
        start += length
        if start < 0:
            start = 0
    if stop < 0:
        stop += length
    if stop > length:
        stop = length
    if stop < start:
        stop = start
    result = malloc(String, stop - start)
    operation('copy_chars', result, 0, text, start, stop - start)
    return result


@specialize
def repeat(text, times):
    length = len(text)
    if times < 0:
        times = 0
    result = malloc(String, length * times)
    i = 0
    while i < times:
        operation('copy_chars', result, i * length, text, 0, length)
        i += 1
    return result


@specialize
def find(text, part, start):
    length = len(part)
    last = len(text) - length
    i = start
    while i <= last:
        if operation('compare_chars', text, i, part, 0, length) == 0:
            return i
        i += 1
    return -1


@specialize
def contains(text, part):
    return find(text, part, 0) >= 0


@specialize
def startswith(text, part):
    length = len(part)
    if length > len(text):
        return False
    return operation('compare_chars', text, 0, part, 0, length) == 0


@specialize
def endswith(text, part):
    length = len(part)
    start = len(text) - length
    if start < 0:
        return False
    return operation('compare_chars', text, start, part, 0, length) == 0


@specialize
def is_space(char):
    code = ord(char)
    return code == 32 or (9 <= code and code <= 13)


@specialize
def is_digit(char):
    return '0' <= char and char <= '9'


@specialize
def is_alpha(char):
    return ('a' <= char and char <= 'z') or ('A' <= char and char <= 'Z')


@specialize
def is_alnum(char):
    return is_digit(char) or is_alpha(char)


@specialize
def all_are(text, test):
    length = len(text)
    i = 0
    while i < length:
        if not test(text[i]):
            return False
        i += 1
    return length > 0


@specialize
def upper_char(char):
    if 'a' <= char and char <= 'z':
        return chr(ord(char) - 32)
    return char


@specialize
def lower_char(char):
    if 'A' <= char and char <= 'Z':
        return chr(ord(char) + 32)
    return char


@specialize
def map_chars(text, function):
    length = len(text)
    result = malloc(String, length)
    i = 0
    while i < length:
        result[i] = function(text[i])
        i += 1
    return result


@specialize
def strip(text):
    start = 0
    stop = len(text)
    while start < stop and is_space(text[start]):
        start += 1
    while start < stop and is_space(text[stop - 1]):
        stop -= 1
    return getslice(text, start, stop)


@specialize
def count(text, part):
    found = 0
    at = find(text, part, 0)
    while at >= 0:
        found += 1
        at = find(text, part, at + len(part))
    return found


@specialize
def replace(text, old, new):
    if len(old) == 0:
        raise ValueError
    number = count(text, old)
    result = malloc(String, len(text) + number * (len(new) - len(old)))
    source = 0
    target = 0
    while True:
        at = find(text, old, source)
        if at < 0:
            break
        operation('copy_chars', result, target, text, source, at - source)
        target += at - source
        operation('copy_chars', result, target, new, 0, len(new))
        target += len(new)
        source = at + len(old)
    operation('copy_chars', result, target, text, source,
              len(text) - source)
    return result


@specialize
def split(text, separator, list_type, array_type):
    if len(separator) == 0:
        raise ValueError
    number = count(text, separator) + 1
    result = malloc(list_type)
    items = malloc(array_type, number)
    result.items = items
    result.length = number
    start = 0
    i = 0
    while i < number - 1:
        at = find(text, separator, start)
        items[i] = getslice(text, start, at)
        start = at + len(separator)
        i += 1
    items[i] = getslice(text, start, len(text))
    return result


@specialize
def join(separator, parts):
    number = parts.length
    items = parts.items
    if number == 0:
        return malloc(String, 0)
    length = len(separator) * (number - 1)
    i = 0
    while i < number:
        length += len(items[i])
        i += 1
    result = malloc(String, length)
    at = 0
    i = 0
    while i < number:
        if i > 0:
            operation('copy_chars', result, at, separator, 0, len(separator))
            at += len(separator)
        operation('copy_chars', result, at, items[i], 0, len(items[i]))
        at += len(items[i])
        i += 1
    return result


@specialize
def join_chars(separator, parts):
    number = parts.length
    items = parts.items
    if number == 0:
        return malloc(String, 0)
    step = len(separator) + 1
    result = malloc(String, number * step - len(separator))
    i = 0
    while i < number:
        if i > 0:
            operation('copy_chars', result, i * step - len(separator),
                      separator, 0, len(separator))
        result[i * step] = items[i]
        i += 1
    return result


@specialize
def from_int(value):
    if value == 0:
        return from_char('0')
    negative = value < 0
    digits = 0
    rest = value
    while rest != 0:
        rest = operation('int_divide', rest, 10)
        digits += 1
    if negative:
        digits += 1
    result = malloc(String, digits)
    rest = value
    while rest != 0:
        digits -= 1
        digit = operation('int_remainder', rest, 10)
        if digit < 0:
            digit = -digit
        result[digits] = chr(48 + digit)
        rest = operation('int_divide', rest, 10)
    if negative:
        result[0] = '-'
    return result


@specialize
def to_hex(value):
    if value < 0:
        raise ValueError
    digits = 1
    rest = value >> 4
    while rest != 0:
        rest >>= 4
        digits += 1
    result = malloc(String, digits)
    while digits > 0:
        digits -= 1
        digit = value & 15
        if digit < 10:
            result[digits] = chr(48 + digit)
        else:
            result[digits] = chr(87 + digit)
        value >>= 4
    return result


@specialize
def is_plain(char, quote):
    """Whether a character stands for itself between such quotes."""
    return ' ' <= char and char <= '~' and char != quote and char != '\\'


@specialize
def escape(char, result, at):
    """Writes what stands for a character; gives the next place."""
    result[at] = '\\'
    if char == '\n':
        result[at + 1] = 'n'
    elif char == '\t':
        result[at + 1] = 't'
    elif char == '\r':
        result[at + 1] = 'r'
    elif ' ' <= char and char <= '~':
        result[at + 1] = char
    else:
        result[at + 1] = 'x'
        result[at + 2] = hex_digit(ord(char) >> 4)
        result[at + 3] = hex_digit(ord(char) & 15)
        return at + 4
    return at + 2


@specialize
def hex_digit(value):
    return chr(value + 48) if value < 10 else chr(value + 87)


@specialize
def quoted(text):
    """The text as repr() gives it."""
    quote = "'"
    i = 0
    while i < len(text):
        if text[i] == "'":
            quote = '"'
        i += 1
    i = 0
    while i < len(text):
        if text[i] == '"':
            quote = "'"
        i += 1
    written = malloc(String, 4 * len(text) + 2)
    written[0] = quote
    at = 1
    i = 0
    while i < len(text):
        if is_plain(text[i], quote):
            written[at] = text[i]
            at += 1
        else:
            at = escape(text[i], written, at)
        i += 1
    written[at] = quote
    result = malloc(String, at + 1)
    operation('copy_chars', result, 0, written, 0, at + 1)
    return result


@specialize
def pad(text, width, left, zero):
    """At least that wide, with spaces (or zeros after a sign) in front.

    If it stands left, the spaces are behind.
    """
    missing = width - len(text)
    if missing <= 0:
        return text
    result = malloc(String, width)
    if left:
        operation('copy_chars', result, 0, text, 0, len(text))
        i = len(text)
        while i < width:
            result[i] = ' '
            i += 1
        return result
    i = 0
    while i < missing:
        result[i] = '0' if zero else ' '
        i += 1
    operation('copy_chars', result, missing, text, 0, len(text))
    if zero and text[0] == '-':
        result[missing] = '0'
        result[0] = '-'
    return result


@specialize
def to_int(text):
    stop = len(text)
    start = 0
    while start < stop and is_space(text[start]):
        start += 1
    while start < stop and is_space(text[stop - 1]):
        stop -= 1
    negative = False
    if start < stop and (text[start] == '-' or text[start] == '+'):
        negative = text[start] == '-'
        start += 1
    if start == stop:
        raise ValueError
    result = 0
    while start < stop:
        if not is_digit(text[start]):
            raise ValueError
        if operation('int_mul_overflows', result, 10):
            raise OverflowError
        result *= 10
        digit = ord(text[start]) - 48
        if operation('int_sub_overflows', result, digit):
            raise OverflowError
        result -= digit
        start += 1
    if negative:
        return result
    if result == operation('int_neg', result) and result != 0:
        raise OverflowError
    return -result


@specialize
def to_float(text):
    if not operation('is_float_text', text):
        raise ValueError
    return operation('parse_float', text)


@specialize
def read_file(name):
    result = operation('read_file', name)
    if result is None:
        raise IOError
    return result


@specialize
def list_of(text, list_type, array_type):
    length = len(text)
    result = malloc(list_type)
    items = malloc(array_type, length)
    result.items = items
    result.length = length
    i = 0
    while i < length:
        items[i] = text[i]
        i += 1
    return result


@specialize
def iterate(source, iterator_type):
    result = malloc(iterator_type)
    result.source = source
    result.index = 0
    return result


@specialize
def iter_more(iterator):
    return iterator.index < len(iterator.source)


@specialize
def iter_next(iterator):
    index = iterator.index
    iterator.index = index + 1
    return iterator.source[index]
