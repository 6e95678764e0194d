r"""Cookies of HTTP for servers, as RFC 2109 has them.

A SimpleCookie is a dict of the cookies by name. It is filled by load() from the header Cookie, or by assignments;
output() gives the headers Set-Cookie. Each value is a Morsel, which has the attributes of the cookie as its items.

>>> jar = SimpleCookie('size=4; colour="light blue"')
>>> jar['colour'].value
'light blue'
>>> jar['size'] = 5
>>> jar['size']['path'] = '/shop'
>>> print jar.output(sep="\n")
Set-Cookie: colour="light blue"
Set-Cookie: size=5; Path=/shop
"""

import re
import string
import time
import warnings

try:
    from cPickle import dumps, loads
except ImportError:
    from pickle import dumps, loads

__all__ = ['CookieError', 'BaseCookie', 'SimpleCookie', 'SerialCookie', 'SmartCookie', 'Cookie']


class CookieError(Exception):
    """A name or attribute that no cookie can have."""


# What needs no quotation marks, which is also what names are made of.
_LegalChars = string.ascii_letters + string.digits + "!#$%&'*+-.^_`|~"
_idmap = ''.join(map(chr, xrange(256)))

# How other characters are written within quotation marks; printable ones that are not here stay.
_Translator = dict((char, '\\%03o' % ord(char)) for char in _idmap if not ' ' <= char <= '~' or char in ',;')
_Translator.update({'"': '\\"', '\\': '\\\\'})

_ESCAPE = re.compile(r'\\([0-3][0-7][0-7]|.)')


def _quote(str, LegalChars=_LegalChars, idmap=_idmap):
    """The text, in quotation marks if it has characters for which they are needed."""
    if not str.translate(idmap, LegalChars):
        return str
    return '"%s"' % ''.join(_Translator.get(char, char) for char in str)


def _unquote(str):
    """The text without quotation marks and what is done for them."""
    if len(str) < 2 or not str[0] == str[-1] == '"':
        return str
    return _ESCAPE.sub(lambda found: _unescaped(found.group(1)), str[1:-1])


def _unescaped(text):
    return chr(int(text, 8)) if len(text) == 3 else text


_weekdayname = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
_monthname = [None, 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']


def _getdate(future=0, weekdayname=_weekdayname, monthname=_monthname):
    """The time some seconds from now, as the attribute expires has it."""
    when = time.gmtime(time.time() + future)
    return '%s, %02d %3s %4d %02d:%02d:%02d GMT' % ((weekdayname[when.tm_wday], when.tm_mday, monthname[when.tm_mon],
                                                    when.tm_year) + when[3:6])


_SCRIPT = '''
        <script type="text/javascript">
        <!-- begin hiding
        document.cookie = "%s";
        // end hiding -->
        </script>
        '''


class Morsel(dict):
    """One cookie: `key`, `value`, and `coded_value`, the value as it is sent. The items are its attributes."""

    # The attributes, and how they are written.
    _reserved = dict((name.lower(), name) for name in ('expires', 'Path', 'Comment', 'Domain', 'Max-Age', 'secure',
                                                       'httponly', 'Version'))
    # Those without values.
    _flags = set(['secure', 'httponly'])

    def __init__(self):
        dict.__init__(self, dict.fromkeys(self._reserved, ''))
        self.key = self.value = self.coded_value = None

    def isReservedKey(self, K):
        return K.lower() in self._reserved

    def __setitem__(self, K, V):
        name = K.lower()
        if name not in self._reserved:
            raise CookieError('Invalid Attribute %s' % K)
        dict.__setitem__(self, name, V)

    def set(self, key, val, coded_val, LegalChars=_LegalChars, idmap=_idmap):
        """Give the cookie a name and value."""
        if self.isReservedKey(key):
            raise CookieError('Attempt to set a reserved key: %s' % key)
        if key.translate(idmap, LegalChars):
            raise CookieError('Illegal key value: %s' % key)
        self.key, self.value, self.coded_value = key, val, coded_val

    def output(self, attrs=None, header='Set-Cookie:'):
        """The header, with those of the attributes that are in attrs, all by default."""
        return '%s %s' % (header, self.OutputString(attrs))

    __str__ = output

    def __repr__(self):
        return '<%s: %s=%s>' % (self.__class__.__name__, self.key, repr(self.value))

    def js_output(self, attrs=None):
        """A script for a page that sets the cookie."""
        return _SCRIPT % self.OutputString(attrs).replace('"', r'\"')

    def OutputString(self, attrs=None):
        """The cookie without the header's name."""
        texts = ['%s=%s' % (self.key, self.coded_value)]
        wanted = self._reserved if attrs is None else attrs
        texts += [self._attribute(name, value) for name, value in sorted(self.items())
                  if value != '' and name in wanted]
        return '; '.join(texts)

    def _attribute(self, name, value):
        if name in self._flags:
            return self._reserved[name]
        if name == 'expires' and type(value) is int:
            value = _getdate(value)
        return '%s=%s' % (self._reserved[name], value)


# Names may have more characters in what clients send than in what is sent to them.
_LegalKeyChars = r"\w\d!#%&'~_`><@,:/\$\*\+\-\.\^\|\)\(\?\}\{\="
_LegalValueChars = _LegalKeyChars + r'\[\]'

_CookiePattern = re.compile(r'''(?x)
    \s*
    (?P<key>[%s]+?)
    (?:
        \s*=\s*
        (?P<val>
            "(?:[^\\"]|\\.)*"                               # in quotation marks
            |
            \w{3},\s[\s\w\d-]{9,11}\s[\d:]{8}\sGMT          # a time, in which there is a comma
            |
            [%s]*
        )
    )?
    \s*
    (?:\s+|;|$)
''' % (_LegalKeyChars.replace('#', r'\#'), _LegalValueChars.replace('#', r'\#')))


class BaseCookie(dict):
    """The cookies by name. Subclasses say how values are written."""

    def __init__(self, input=None):
        if input:
            self.load(input)

    def value_decode(self, val):
        """(value, text) of a text that was sent."""
        return val, val

    def value_encode(self, val):
        """(value, text to send) of a value."""
        text = str(val)
        return text, text

    def __setitem__(self, key, value):
        if isinstance(value, Morsel):
            # As when a pickle is read.
            dict.__setitem__(self, key, value)
        else:
            self.__set(key, *self.value_encode(value))

    def __set(self, key, real_value, coded_value):
        morsel = self.get(key, Morsel())
        morsel.set(key, real_value, coded_value)
        dict.__setitem__(self, key, morsel)
        return morsel

    def load(self, rawdata):
        """Take over what a header Cookie says, or a dict of values."""
        if type(rawdata) is str:
            self.__parse(rawdata)
        else:
            for key, value in rawdata.items():
                self[key] = value

    def __parse(self, text):
        morsel = None
        found = _CookiePattern.match(text)
        while found:
            key, coded = found.group('key', 'val')
            name = key.lower()
            if key[0] == '$':
                # About the cookie before, or about all if there is none: the version then.
                if morsel is not None:
                    morsel[key[1:]] = coded
            elif name not in Morsel._reserved:
                if coded is not None:
                    morsel = self.__set(key, *self.value_decode(coded))
            elif morsel is not None:
                if coded is not None:
                    morsel[key] = _unquote(coded)
                elif name in Morsel._flags:
                    morsel[key] = True
            found = _CookiePattern.match(text, found.end()) if found.end() < len(text) else None

    def output(self, attrs=None, header='Set-Cookie:', sep='\r\n'):
        """The headers for all cookies."""
        return sep.join(morsel.output(attrs, header) for name, morsel in sorted(self.items()))

    __str__ = output

    def __repr__(self):
        pairs = ['%s=%s' % (name, repr(morsel.value)) for name, morsel in sorted(self.items())]
        return '<%s: %s>' % (self.__class__.__name__, ' '.join(pairs))

    def js_output(self, attrs=None):
        """A script for a page that sets the cookies."""
        return ''.join(morsel.js_output(attrs) for name, morsel in sorted(self.items()))


class SimpleCookie(BaseCookie):
    """Cookies whose values are strings."""

    def value_decode(self, val):
        return _unquote(val), val

    def value_encode(self, val):
        text = str(val)
        return text, _quote(text)


def _warn_of(names):
    warnings.warn('%s class is insecure; do not use it' % names, DeprecationWarning, stacklevel=3)


class SerialCookie(BaseCookie):
    """Cookies whose values are pickled: to load one is to do whatever its sender wants.

    >>> SerialCookie({'size': 4})['size'].value
    4
    """

    def __init__(self, input=None):
        _warn_of('SerialCookie')
        BaseCookie.__init__(self, input)

    def value_decode(self, val):
        return loads(_unquote(val)), val

    def value_encode(self, val):
        return val, _quote(dumps(val))


class SmartCookie(BaseCookie):
    """Cookies whose values are strings or else pickled; as dangerous as SerialCookie.

    >>> SmartCookie({'size': 4, 'colour': 'blue'})['size'].value
    4
    """

    def __init__(self, input=None):
        _warn_of('Cookie/SmartCookie')
        BaseCookie.__init__(self, input)

    def value_decode(self, val):
        text = _unquote(val)
        try:
            return loads(text), val
        except:
            # Not a pickle, then.
            return text, val

    def value_encode(self, val):
        return val, _quote(val if type(val) is str else dumps(val))


# The name of the first version.
Cookie = SmartCookie
