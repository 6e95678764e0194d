"""Response headers: a list of pairs with the methods of a dict."""

import re

_SPECIAL = re.compile(r'[ \(\)<>@,;:\\"/\[\]\?=]')


def _formatparam(param, value=None, quote=1):
    """A parameter of a header; the value in quotes if it needs them."""
    if value is None or len(value) == 0:
        return param
    if quote or _SPECIAL.search(value):
        return '%s="%s"' % (param, value.replace('\\', '\\\\').replace('"', r'\"'))
    return '%s=%s' % (param, value)


class Headers:
    """A view on a list of (name, value); names are compared without case."""

    def __init__(self, headers):
        if type(headers) is not list:
            raise TypeError('Headers must be a list of name/value tuples')
        self._headers = headers

    def __len__(self):
        return len(self._headers)

    def __setitem__(self, name, val):
        del self[name]
        self._headers.append((name, val))

    def __delitem__(self, name):
        name = name.lower()
        self._headers[:] = [pair for pair in self._headers if pair[0].lower() != name]

    def __getitem__(self, name):
        return self.get(name)

    def has_key(self, name):
        return self.get(name) is not None

    __contains__ = has_key

    def get_all(self, name):
        """All values of a name, in order."""
        name = name.lower()
        return [pair[1] for pair in self._headers if pair[0].lower() == name]

    def get(self, name, default=None):
        values = self.get_all(name)
        return values[0] if values else default

    def keys(self):
        return [k for k, v in self._headers]

    def values(self):
        return [v for k, v in self._headers]

    def items(self):
        return self._headers[:]

    def __repr__(self):
        return 'Headers(%r)' % self._headers

    def __str__(self):
        """The headers as they are sent, with an empty line behind."""
        return '\r\n'.join(['%s: %s' % pair for pair in self._headers] + ['', ''])

    def setdefault(self, name, value):
        found = self.get(name)
        if found is None:
            self._headers.append((name, value))
            return value
        return found

    def add_header(self, _name, _value, **_params):
        """Add a header with parameters: underscores in their names stand for dashes."""
        parts = [] if _value is None else [_value]
        for k, v in _params.items():
            parts.append(_formatparam(k.replace('_', '-'), v))
        self._headers.append((_name, '; '.join(parts)))
