"""Encoding idna: internationalised domain names (RFC 3490, nameprep of RFC 3491)."""

import codecs
import re
import stringprep
from unicodedata import ucd_3_2_0 as unicodedata

# What separates labels: the full stop and its East Asian forms.
dots = re.compile(u'[\u002E\u3002\uFF0E\uFF61]')

ace_prefix = 'xn--'
uace_prefix = u'xn--'

_PROHIBITED = (stringprep.in_table_c12, stringprep.in_table_c22, stringprep.in_table_c3,
               stringprep.in_table_c4, stringprep.in_table_c5, stringprep.in_table_c6,
               stringprep.in_table_c7, stringprep.in_table_c8, stringprep.in_table_c9)


def nameprep(label):
    """Map, normalise and check a label; UnicodeError if it is not allowed."""
    mapped = [stringprep.map_table_b2(character) for character in label
              if not stringprep.in_table_b1(character)]
    label = unicodedata.normalize('NFKC', u''.join(mapped))
    for character in label:
        for prohibited in _PROHIBITED:
            if prohibited(character):
                raise UnicodeError('Invalid character %r' % character)
    leftward = [stringprep.in_table_d1(character) for character in label]
    if True in leftward:
        for character in label:
            if stringprep.in_table_d2(character):
                raise UnicodeError('Violation of BIDI requirement 2')
        if not (leftward[0] and leftward[-1]):
            raise UnicodeError('Violation of BIDI requirement 3')
    return label


def _ascii(label):
    """The label as bytes if it is ASCII, else None."""
    try:
        return label.encode('ascii')
    except UnicodeError:
        return None


def ToASCII(label):
    """The ASCII form of a label."""
    result = _ascii(label)
    if result is None:
        label = nameprep(label)
        result = _ascii(label)
    if result is None:
        if label.startswith(uace_prefix):
            raise UnicodeError('Label starts with ACE prefix')
        result = ace_prefix + label.encode('punycode')
    if not 0 < len(result) < 64:
        raise UnicodeError('label empty or too long')
    return result


def ToUnicode(label):
    """The unicode form of a label, which may be ASCII or unicode."""
    if not isinstance(label, str):
        encoded = _ascii(label)
        if encoded is None:
            encoded = _ascii(nameprep(label))
            if encoded is None:
                raise UnicodeError('Invalid character in IDN label')
        label = encoded
    if not label.startswith(ace_prefix):
        return unicode(label, 'ascii')
    result = label[len(ace_prefix):].decode('punycode')
    back = ToASCII(result)
    if label.lower() != back:
        raise UnicodeError('IDNA does not round-trip', label, back)
    return result


def _split(name):
    """The labels of a name, unicode or ASCII."""
    if isinstance(name, unicode):
        return dots.split(name)
    name = str(name)
    unicode(name, 'ascii')
    return name.split('.')


def _convert(name, convert, dot, final):
    """Convert every label: (the result, how much of name was used).

    Unless final is true, the last label is left for later: it may go on.
    """
    labels = _split(name)
    ending = dot[:0]
    if not labels[-1] or not final:
        del labels[-1]
        if labels or name and final:
            ending = dot
    parts = [convert(label) for label in labels]
    used = sum(map(len, labels)) + max(len(labels) - 1, 0) + len(ending)
    return dot.join(parts) + ending, used


def _encode(input, errors, final, dot='.'):
    if errors != 'strict':
        raise UnicodeError('unsupported error handling ' + errors)
    return _convert(input, ToASCII, dot, final) if input else ('', 0)


def _decode(input, errors, final):
    if errors != 'strict':
        raise UnicodeError('Unsupported error handling ' + errors)
    return _convert(input, ToUnicode, u'.', final) if input else (u'', 0)


class Codec(codecs.Codec):

    def encode(self, input, errors='strict'):
        return _encode(input, errors, True)[0], len(input)

    def decode(self, input, errors='strict'):
        return _decode(input, errors, True)[0], len(input)


class IncrementalEncoder(codecs.BufferedIncrementalEncoder):

    def _buffer_encode(self, input, errors, final):
        # This one has always given unicode.
        return _encode(unicode(input), errors, final, u'.')


class IncrementalDecoder(codecs.BufferedIncrementalDecoder):

    _buffer_decode = staticmethod(_decode)


class StreamWriter(Codec, codecs.StreamWriter):
    pass


class StreamReader(Codec, codecs.StreamReader):
    pass


def getregentry():
    """The codec as the registry wants it."""
    return codecs.CodecInfo(
        name='idna', encode=Codec().encode, decode=Codec().decode,
        incrementalencoder=IncrementalEncoder,
        incrementaldecoder=IncrementalDecoder,
        streamwriter=StreamWriter, streamreader=StreamReader)
