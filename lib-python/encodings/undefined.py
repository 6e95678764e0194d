"""Codec undefined: every conversion is an error.

As the default encoding it forbids converting between the two string types
unasked.
"""

import codecs

from encodings._families import stateless


def _refuse(input, errors='strict'):
    raise UnicodeError('undefined encoding')


stateless(globals(), 'undefined', _refuse, _refuse)
