"""The library of programs: functions on values, strings and tables."""

import math

from library.core import write
from targets.moon.machine import Builtin
from targets.moon.parser import number_of
from targets.moon.tables import Table
from targets.moon.values import (
    FALSE, LIBRARY, NIL, TRUE, Float, Integer, LuaError, Nil, Several,
    String, Value, boolean, equal_values, first, problem, to_text)


def argument(arguments, number):
    """An argument, or nil where the call gave fewer."""
    if number < len(arguments):
        return arguments[number]
    return NIL


def bad_argument(number, wanted, value):
    return problem('bad argument #%d (%s expected, got %s)' % (
        number + 1, wanted, value.kind()))


def integer(arguments, number):
    value = argument(arguments, number)
    if isinstance(value, Integer):
        return value.value
    if isinstance(value, Float):
        return int(value.value)
    raise bad_argument(number, 'number', value)


def optional(arguments, number, default):
    if number >= len(arguments):
        return default
    return integer(arguments, number)


def string(arguments, number):
    value = argument(arguments, number)
    if isinstance(value, String) or value.is_number():
        return value.text()
    raise bad_argument(number, 'string', value)


def table(arguments, number):
    value = argument(arguments, number)
    if isinstance(value, Table):
        return value
    raise bad_argument(number, 'table', value)


# -- basic functions -------------------------------------------------------

def print_values(arguments):
    for i in range(len(arguments)):
        if i > 0:
            write('\t')
        write(to_text(arguments[i]))
    write('\n')
    return Several([])


def type_of(arguments):
    return String(argument(arguments, 0).kind())


def to_string(arguments):
    return String(to_text(argument(arguments, 0)))


def to_number(arguments):
    value = argument(arguments, 0)
    if value.is_number():
        return value
    if not isinstance(value, String):
        return NIL
    try:
        return number_of(value.value.strip())
    except ValueError:
        return NIL


def next_entry(arguments):
    return table(arguments, 0).next(argument(arguments, 1))


def pairs(arguments):
    return Several([Builtin('next', next_entry), table(arguments, 0), NIL])


def next_item(arguments):
    number = Integer(integer(arguments, 1) + 1)
    value = argument(arguments, 0).index(number)
    if isinstance(value, Nil):
        return NIL
    return Several([number, value])


def ipairs(arguments):
    return Several([Builtin('next item', next_item), table(arguments, 0),
                    Integer(0)])


def set_metatable(arguments):
    target = table(arguments, 0)
    target.metatable = None
    if not isinstance(argument(arguments, 1), Nil):
        target.metatable = table(arguments, 1)
    return target


def get_metatable(arguments):
    value = argument(arguments, 0)
    if isinstance(value, Table):
        found = value.metatable
        if found is not None:
            return found
    return NIL


def raw_get(arguments):
    return table(arguments, 0).get(argument(arguments, 1))


def raw_set(arguments):
    table(arguments, 0).set(argument(arguments, 1), argument(arguments, 2))
    return arguments[0]


def raise_error(arguments):
    error = LuaError(argument(arguments, 0))
    # Level 0 asks for no place in the message.
    error.has_place = optional(arguments, 1, 1) == 0
    raise error


def check(arguments):
    if argument(arguments, 0).truth():
        return Several(arguments)
    if len(arguments) > 1:
        error = LuaError(arguments[1])
        error.has_place = True
        raise error
    raise problem('assertion failed!')


def failure(value):
    return Several([FALSE, value])


def protected_call(arguments):
    try:
        result = argument(arguments, 0).call(arguments[1:])
    except LuaError as error:
        return failure(error.value)
    except RuntimeError:
        return failure(String('stack overflow'))
    values = [argument([], 0)]
    values[0] = TRUE
    if isinstance(result, Several):
        values.extend(result.values)
    else:
        values.append(result)
    return Several(values)


# -- numbers ---------------------------------------------------------------

def floor(arguments):
    value = argument(arguments, 0)
    if isinstance(value, Integer):
        return value
    return Integer(int(math.floor(value.real())))


def square_root(arguments):
    return Float(math.sqrt(argument(arguments, 0).real()))


def absolute(arguments):
    value = argument(arguments, 0)
    if isinstance(value, Integer):
        return Integer(abs(value.value))
    return Float(abs(value.real()))


def largest(arguments):
    result = argument(arguments, 0)
    for value in arguments:
        if result.less(value):
            result = value
    return result


def smallest(arguments):
    result = argument(arguments, 0)
    for value in arguments:
        if value.less(result):
            result = value
    return result


# -- strings ---------------------------------------------------------------

def bounds(arguments, length):
    """(start, stop) of a part of a string, from places that count from 1."""
    start = optional(arguments, 1, 1)
    stop = optional(arguments, 2, -1)
    if start < 0:
        start = max(length + start, 0)
    elif start > 0:
        start -= 1
    if stop < 0:
        stop += length + 1
    return start, max(min(stop, length), start)


def sub(arguments):
    text = string(arguments, 0)
    start, stop = bounds(arguments, len(text))
    return String(text[start:stop])


def byte(arguments):
    text = string(arguments, 0)
    at = optional(arguments, 1, 1) - 1
    if at < 0 or at >= len(text):
        return NIL
    return Integer(ord(text[at]))


def char(arguments):
    return String(''.join([chr(integer(arguments, i) & 255)
                           for i in range(len(arguments))]))


def repeat(arguments):
    text = string(arguments, 0)
    times = integer(arguments, 1)
    separator = ''
    if len(arguments) > 2:
        separator = string(arguments, 2)
    return String(separator.join([text for _ in range(times)]))


def reverse(arguments):
    letters = list(string(arguments, 0))
    letters.reverse()
    return String(''.join(letters))


def upper(arguments):
    return String(string(arguments, 0).upper())


def lower(arguments):
    return String(string(arguments, 0).lower())


def length(arguments):
    return Integer(len(string(arguments, 0)))


def find(arguments):
    """Where a plain text is: no patterns."""
    part = string(arguments, 1)
    at = string(arguments, 0).find(part, optional(arguments, 2, 1) - 1)
    if at < 0:
        return NIL
    return Several([Integer(at + 1), Integer(at + len(part))])


def fixed(value, digits):
    """A number with so many digits after the point."""
    scale = 1
    for _ in range(digits):
        scale *= 10
    scaled = abs(value) * float(scale)
    number = int(math.floor(scaled + 0.5))
    if float(number) - scaled == 0.5:
        number -= number % 2
    text = str(number // scale)
    if digits > 0:
        fraction = str(number % scale)
        text += '.' + '0' * (digits - len(fraction)) + fraction
    return '-' + text if value < 0.0 and number > 0 else text


def hexadecimal(arguments, number):
    return '%x' % integer(arguments, number)


def format_one(arguments, number, letter, digits):
    if letter == 'd':
        return str(integer(arguments, number))
    if letter == 'x':
        return hexadecimal(arguments, number)
    if letter == 'f':
        return fixed(argument(arguments, number).real(), digits)
    if letter == 'q':
        return '"%s"' % string(arguments, number).replace('"', '\\"')
    if letter == 's':
        return to_text(argument(arguments, number))
    raise problem('invalid conversion %' + letter)


def format_values(arguments):
    """Directives: flags - and 0, width, precision, one of d x f q s."""
    text = string(arguments, 0)
    parts = []
    at = 0
    number = 1
    while at < len(text):
        if text[at] != '%':
            parts.append(text[at:at + 1])
            at += 1
            continue
        at += 1
        start = at
        while at < len(text) and (text[at] == '-' or text[at].isdigit()):
            at += 1
        flags = text[start:at]
        digits = 6
        if text[at:at + 1] == '.':
            start = at + 1
            at += 1
            while at < len(text) and text[at].isdigit():
                at += 1
            digits = int(text[start:at])
        if at >= len(text):
            raise problem('invalid conversion')
        if text[at] == '%':
            parts.append('%')
        else:
            parts.append(padded(format_one(arguments, number, text[at],
                                           digits), flags))
            number += 1
        at += 1
    return String(''.join(parts))


def padded(text, flags):
    if flags == '' or flags == '-':
        return text
    width = abs(int(flags))
    if flags.startswith('-'):
        return text + ' ' * (width - len(text))
    fill = '0' if flags.startswith('0') else ' '
    return fill * (width - len(text)) + text


# -- tables ----------------------------------------------------------------

def insert(arguments):
    target = table(arguments, 0)
    count = target.size()
    if len(arguments) < 3:
        target.set(Integer(count + 1), argument(arguments, 1))
        return NIL
    place = integer(arguments, 1)
    if place < 1 or place > count + 1:
        raise problem('position out of bounds')
    target.set(Integer(count + 1), argument(arguments, 2))
    target.items.insert(place - 1, target.items.pop())
    return NIL


def remove(arguments):
    target = table(arguments, 0)
    count = target.size()
    if count == 0:
        return NIL
    place = optional(arguments, 1, count)
    if place < 1 or place > count:
        raise problem('position out of bounds')
    return target.items.pop(place - 1)


def concat(arguments):
    separator = ''
    if len(arguments) > 1:
        separator = string(arguments, 1)
    return String(separator.join([item.text()
                                  for item in table(arguments, 0).items]))


def is_before(left, right, order):
    if isinstance(order, Nil):
        return left.less(right)
    return first(order.call([left, right])).truth()


def merge_sort(items, order):
    """A sorted copy; equal items keep their order."""
    if len(items) < 2:
        return items
    middle = len(items) // 2
    left = merge_sort(items[:middle], order)
    right = merge_sort(items[middle:], order)
    result = []
    i = 0
    j = 0
    while i < len(left) and j < len(right):
        if is_before(right[j], left[i], order):
            result.append(right[j])
            j += 1
        else:
            result.append(left[i])
            i += 1
    result.extend(left[i:])
    result.extend(right[j:])
    return result


def sort(arguments):
    target = table(arguments, 0)
    target.items = merge_sort(target.items, argument(arguments, 1))
    return NIL


def unpack_items(arguments):
    return Several(table(arguments, 0).items[:])


# -- opening ---------------------------------------------------------------

def add_to(target, name, function):
    target.set(String(name), Builtin(name, function))


def open_library(variables):
    for name, function in BASIC:
        variables.set(name, Builtin(name, function))
    strings = Table()
    add_to(strings, 'sub', sub)
    add_to(strings, 'byte', byte)
    add_to(strings, 'char', char)
    add_to(strings, 'rep', repeat)
    add_to(strings, 'reverse', reverse)
    add_to(strings, 'upper', upper)
    add_to(strings, 'lower', lower)
    add_to(strings, 'len', length)
    add_to(strings, 'find', find)
    add_to(strings, 'format', format_values)
    variables.set('string', strings)
    LIBRARY.strings = strings
    numbers = Table()
    add_to(numbers, 'floor', floor)
    add_to(numbers, 'sqrt', square_root)
    add_to(numbers, 'abs', absolute)
    add_to(numbers, 'max', largest)
    add_to(numbers, 'min', smallest)
    numbers.set(String('pi'), Float(math.pi))
    variables.set('math', numbers)
    tables = Table()
    add_to(tables, 'insert', insert)
    add_to(tables, 'remove', remove)
    add_to(tables, 'concat', concat)
    add_to(tables, 'sort', sort)
    add_to(tables, 'unpack', unpack_items)
    variables.set('table', tables)


BASIC = [
    ('print', print_values), ('type', type_of), ('tostring', to_string),
    ('tonumber', to_number), ('next', next_entry), ('pairs', pairs),
    ('ipairs', ipairs), ('setmetatable', set_metatable),
    ('getmetatable', get_metatable), ('rawget', raw_get),
    ('rawset', raw_set), ('error', raise_error), ('assert', check),
    ('pcall', protected_call)]
