"""Cookies as servers see them: read of a header, written as headers.

    cookie = SimpleCookie('name=value')
    cookie['name'].value; cookie['other'] = 'x'; cookie['other']['path'] = '/'
    print cookie
"""

import string
import re
import warnings
from time import time as _time
try:
    from cPickle import dumps, loads
except ImportError:
    from pickle import dumps, loads

__all__ = ['CookieError', 'BaseCookie', 'SimpleCookie', 'SerialCookie', 'SmartCookie', 'Cookie']

_nulljoin = ''.join
_semispacejoin = '; '.join
_spacejoin = ' '.join


class CookieError(Exception):
    pass


# Characters that need no quoting.
_LegalChars = string.ascii_letters + string.digits + "!#$%&'*+-.^_`|~"
_Translator = dict((chr(_i), '\\%03o' % _i) for _i in range(256)
                   if chr(_i) not in _LegalChars + ' ()/<=>?@[]{}:')
_Translator['"'] = '\\"'
_Translator['\\'] = '\\\\'
_idmap = ''.join(chr(_i) for _i in xrange(256))


def _quote(str, LegalChars=_LegalChars, idmap=_idmap, translate=string.translate):
    """A text in quotes, if it needs them."""
    if translate(str, idmap, LegalChars) == '':
        return str
    return '"' + _nulljoin(map(_Translator.get, str, str)) + '"'


_OctalPatt = re.compile(r'\\[0-3][0-7][0-7]')
_QuotePatt = re.compile(r'[\\].')
_EscapePatt = re.compile(r'\\(?:([0-3][0-7][0-7])|(.))')


def _unquote(str):
    """A text without quotes and escapes, if it has quotes."""
    if len(str) < 2 or str[0] != '"' or str[-1] != '"':
        return str

    def replace(match):
        octal, char = match.groups()
        return chr(int(octal, 8)) if octal else char
    return _EscapePatt.sub(replace, str[1:-1])


_weekdayname = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
_monthname = [None, 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']


def _getdate(future=0, weekdayname=_weekdayname, monthname=_monthname):
    """The time in so many seconds, as cookies have it."""
    from time import gmtime, time
    year, month, day, hh, mm, ss, wd, y, z = gmtime(time() + future)
    return '%s, %02d %3s %4d %02d:%02d:%02d GMT' % (weekdayname[wd], day, monthname[month], year, hh, mm, ss)


class Morsel(dict):
    """One cookie: key, value, coded_value, and attributes as a dictionary."""

    # Attribute -> how it is written.
    _reserved = {'expires': 'expires', 'path': 'Path', 'comment': 'Comment', 'domain': 'Domain',
                 'max-age': 'Max-Age', 'secure': 'secure', 'httponly': 'httponly', 'version': 'Version'}
    _flags = set(['secure', 'httponly'])

    def __init__(self):
        self.key = self.value = self.coded_value = None
        for name in self._reserved:
            dict.__setitem__(self, name, '')

    def __setitem__(self, K, V):
        K = K.lower()
        if K not in self._reserved:
            raise CookieError('Invalid Attribute %s' % K)
        dict.__setitem__(self, K, V)

    def isReservedKey(self, K):
        return K.lower() in self._reserved

    def set(self, key, val, coded_val, LegalChars=_LegalChars, idmap=_idmap, translate=string.translate):
        if key.lower() in self._reserved:
            raise CookieError('Attempt to set a reserved key: %s' % key)
        if translate(key, idmap, LegalChars) != '':
            raise CookieError('Illegal key value: %s' % key)
        self.key = key
        self.value = val
        self.coded_value = coded_val

    def output(self, attrs=None, header='Set-Cookie:'):
        return '%s %s' % (header, self.OutputString(attrs))

    __str__ = output

    def __repr__(self):
        return '<%s: %s=%s>' % (self.__class__.__name__, self.key, repr(self.value))

    def js_output(self, attrs=None):
        """A program in JavaScript that sets the cookie."""
        return """
        <script type="text/javascript">
        <!-- begin hiding
        document.cookie = \"%s\";
        // end hiding -->
        </script>
        """ % (self.OutputString(attrs).replace('"', r'\"'),)

    def OutputString(self, attrs=None):
        parts = ['%s=%s' % (self.key, self.coded_value)]
        if attrs is None:
            attrs = self._reserved
        for K, V in sorted(self.items()):
            if V == '' or K not in attrs:
                continue
            if K == 'expires' and type(V) is type(1):
                parts.append('%s=%s' % (self._reserved[K], _getdate(V)))
            elif K == 'max-age' and type(V) is type(1):
                parts.append('%s=%d' % (self._reserved[K], V))
            elif K in self._flags:
                parts.append(str(self._reserved[K]))
            else:
                parts.append('%s=%s' % (self._reserved[K], V))
        return _semispacejoin(parts)


_LegalKeyChars = r"\w\d!#%&'~_`><@,:/\$\*\+\-\.\^\|\)\(\?\}\{\="
_LegalValueChars = _LegalKeyChars + r'\[\]'
_CookiePattern = re.compile(
    r'(?x)'
    r'\s*'
    r'(?P<key>[' + _LegalKeyChars + r']+?)'
    r'('
    r'\s*=\s*'
    r'(?P<val>'
    r'"(?:[^\\"]|\\.)*"'                            # a quoted string
    r'|'
    r'\w{3},\s[\s\w\d-]{9,11}\s[\d:]{8}\sGMT'       # a date
    r'|'
    r'[' + _LegalValueChars + r']*'                 # or a word
    r')'
    r')?'
    r'\s*'
    r'(\s+|;|$)')


class BaseCookie(dict):
    """Cookies: name -> Morsel. Subclasses say how values become text."""

    def value_decode(self, val):
        """(value, text) of a text."""
        return val, val

    def value_encode(self, val):
        """(value, text) of a value."""
        strval = str(val)
        return strval, strval

    def __init__(self, input=None):
        if input:
            self.load(input)

    def __set(self, key, real_value, coded_value):
        M = self.get(key, Morsel())
        M.set(key, real_value, coded_value)
        dict.__setitem__(self, key, M)

    def __setitem__(self, key, value):
        if isinstance(value, Morsel):
            # When unpickled.
            dict.__setitem__(self, key, value)
        else:
            rval, cval = self.value_encode(value)
            self.__set(key, rval, cval)

    def output(self, attrs=None, header='Set-Cookie:', sep='\015\012'):
        """All cookies as headers."""
        return sep.join([value.output(attrs, header) for key, value in sorted(self.items())])

    __str__ = output

    def __repr__(self):
        return '<%s: %s>' % (self.__class__.__name__,
                             _spacejoin(['%s=%s' % (key, repr(value.value)) for key, value in sorted(self.items())]))

    def js_output(self, attrs=None):
        return _nulljoin([value.js_output(attrs) for key, value in sorted(self.items())])

    def load(self, rawdata):
        """Add the cookies of a header's text, or of a dictionary."""
        if type(rawdata) == type(''):
            self.__ParseString(rawdata)
        else:
            for k, v in rawdata.items():
                self[k] = v

    def __ParseString(self, str, patt=_CookiePattern):
        i = 0
        n = len(str)
        parsed = []
        morsel_seen = False
        while 0 <= i < n:
            match = patt.match(str, i)
            if not match:
                break
            key, value = match.group('key'), match.group('val')
            i = match.end(0)
            if key[0] == '$':
                # Of the whole header, or of the cookie before.
                if morsel_seen:
                    parsed.append((True, key[1:], value))
            elif key.lower() in Morsel._reserved:
                if not morsel_seen:
                    return
                if value is None:
                    # Other attributes without a value are nothing.
                    if key.lower() in Morsel._flags:
                        parsed.append((True, key, True))
                else:
                    parsed.append((True, key, _unquote(value)))
            elif value is not None:
                parsed.append((False, key, self.value_decode(value)))
                morsel_seen = True
        morsel = None
        for is_attribute, key, value in parsed:
            if is_attribute:
                morsel[key] = value
            else:
                rval, cval = value
                self.__set(key, rval, cval)
                morsel = self[key]


class SimpleCookie(BaseCookie):
    """Values are strings."""

    def value_decode(self, val):
        return _unquote(val), val

    def value_encode(self, val):
        strval = str(val)
        return strval, _quote(strval)


class SerialCookie(BaseCookie):
    """Values are pickled: not safe, for anybody may send a cookie."""

    def __init__(self, input=None):
        warnings.warn('SerialCookie class is insecure; do not use it', DeprecationWarning)
        BaseCookie.__init__(self, input)

    def value_decode(self, val):
        return loads(_unquote(val)), val

    def value_encode(self, val):
        return val, _quote(dumps(val))


class SmartCookie(BaseCookie):
    """Values are strings or pickled: not safe either."""

    def __init__(self, input=None):
        warnings.warn('Cookie/SmartCookie class is insecure; do not use it', DeprecationWarning)
        BaseCookie.__init__(self, input)

    def value_decode(self, val):
        strval = _unquote(val)
        try:
            return loads(strval), val
        except:
            return strval, val

    def value_encode(self, val):
        if type(val) == type(''):
            return val, _quote(val)
        return val, _quote(dumps(val))


# The old name.
Cookie = SmartCookie
