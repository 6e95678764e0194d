"""Parameters of headers: "text/plain; charset=us-ascii". In pieces and with a character set: RFC 2231.

A value with a character set is a tuple (charset, language, text).
"""

import re
import urllib

import _mail_addresses
from _mail_addresses import quote, unquote

SEMISPACE = '; '

# What makes a value need quotes.
tspecials = re.compile(r'[ \(\)<>@,;:\\"/\[\]\?=]')

rfc2231_continuation = re.compile(r'^(?P<name>\w+)\*((?P<num>[0-9]+)\*?)?$')


# ---- headers as text


def _splitparam(param):
    """What stands before the first semicolon, and what stands behind; None if there is none."""
    value, semicolon, rest = param.partition(';')
    return value.strip(), rest.strip() if semicolon else None


def _parseparam(s):
    """The parameters of ';a=b;c="d;e"', each a string. Names are in small letters then."""
    params = []
    while s.startswith(';'):
        end = _end_of_param(s)
        name, equals, value = s[1:end].partition('=')
        if equals:
            name = name.strip().lower()
        params.append((name + equals + value.strip()).strip())
        s = s[end:]
    return params


def _end_of_param(s):
    """Where the next semicolon is that does not stand within quotes."""
    end = s.find(';', 1)
    while end > 1 and (s.count('"', 1, end) - s.count('\\"', 1, end)) % 2:
        end = s.find(';', end + 1)
    return end if end > 0 else len(s)


def _formatparam(param, value=None, quote=True):
    """'name="value"', without quotes where they need not be if quote is false; 'name' if there is no value."""
    if value is None or not len(value):
        return param
    if isinstance(value, tuple):
        charset, language, text = value
        param += '*'
        value = encode_rfc2231(text, charset, language)
    if quote or tspecials.search(value):
        value = '"%s"' % _mail_addresses.quote(value)
    return param + '=' + value


def _unquotevalue(value):
    if isinstance(value, tuple):
        charset, language, text = value
        return charset, language, unquote(text)
    return unquote(value)


def parsed(header):
    """The parameters of a header as pairs, the values with their quotes. The first is what stands before all."""
    pairs = []
    for param in _parseparam(';' + header):
        name, equals, value = param.partition('=')
        pairs.append((name.strip(), value.strip()))
    return decode_params(pairs)


def joined(params):
    """The text of a header; empty parameters at its beginning are left out."""
    params = list(params)
    while params and not params[0]:
        del params[0]
    return SEMISPACE.join(params)


# ---- RFC 2231


def decode_rfc2231(s):
    """[charset, language, text] of "charset'language'text"; without the quotes, None is in the place of the others."""
    parts = s.split("'", 2)
    return parts if len(parts) == 3 else (None, None, s)


def encode_rfc2231(s, charset=None, language=None):
    """"charset'language'text" encoded as in URLs; the text alone if neither of the others is given."""
    text = urllib.quote(s, safe='')
    if charset is None and language is None:
        return text
    return "%s'%s'%s" % (charset, language or '', text)


def decode_params(params):
    """Parameters as pairs, their pieces put together. The first pair is none and stays as it is."""
    whole = params[:1]
    pieces = {}
    names = []
    for name, value in params[1:]:
        value = unquote(value)
        match = rfc2231_continuation.match(name)
        if match is None:
            whole.append((name, '"%s"' % quote(value)))
            continue
        base, number = match.group('name', 'num')
        if base not in pieces:
            pieces[base] = []
            names.append(base)
        pieces[base].append((number and int(number), value, name.endswith('*')))
    return whole + [(name, _assembled(sorted(pieces[name]))) for name in names]


def _assembled(pieces):
    """The value of pieces (number, text, whether it is encoded)."""
    text = quote(''.join([urllib.unquote(text) if encoded else text for _, text, encoded in pieces]))
    if not any(encoded for _, _, encoded in pieces):
        return '"%s"' % text
    charset, language, text = decode_rfc2231(text)
    return charset, language, '"%s"' % text


def collapse_rfc2231_value(value, errors='replace', fallback_charset='us-ascii'):
    """A value as unicode, if it has a character set; otherwise without its quotes."""
    if not isinstance(value, tuple):
        return unquote(value)
    charset, _, text = value
    text = unquote(text)
    try:
        return unicode(text, charset or 'us-ascii', errors)
    except LookupError:
        return unicode(text, fallback_charset, errors)
