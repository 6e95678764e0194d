"""Codec uu: what uuencode makes of a file."""

import binascii

from encodings._families import stateless


def uu_encode(input, errors='strict', filename='<data>', mode=0666):
    """Encode bytes; filename and mode go to the first line."""
    assert errors == 'strict'
    lines = ['begin %o %s\n' % (mode & 0777, filename)]
    for start in range(0, len(input), 45):
        lines.append(binascii.b2a_uu(input[start:start + 45]))
    lines.append(' \nend\n')
    return ''.join(lines), len(input)


def uu_decode(input, errors='strict'):
    """Decode the first file in input; what stands around it is passed over."""
    assert errors == 'strict'
    lines = iter(str(input).splitlines(True))
    for line in lines:
        if line[:5] == 'begin':
            break
    else:
        raise ValueError('Missing "begin" line in input data')
    parts = []
    for line in lines:
        if line == 'end\n':
            break
        try:
            data = binascii.a2b_uu(line)
        except binascii.Error:
            # Some encoders pad lines with wrong characters; the first one
            # of the line says how much there really is.
            length = (((ord(line[0]) - 32) & 63) * 4 + 5) // 3
            data = binascii.a2b_uu(line[:length])
        parts.append(data)
    else:
        raise ValueError('Truncated input data')
    return ''.join(parts), len(input)


stateless(globals(), 'uu', uu_encode, uu_decode, text=False)
