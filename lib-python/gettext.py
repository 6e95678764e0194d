"""Translations of messages, from GNU's .mo files."""

import locale
import os
import struct
import sys

__all__ = ['NullTranslations', 'GNUTranslations', 'Catalog', 'find', 'translation', 'install', 'textdomain',
           'bindtextdomain', 'bind_textdomain_codeset', 'dgettext', 'dngettext', 'gettext', 'lgettext', 'ldgettext',
           'ldngettext', 'lngettext', 'ngettext']

_default_localedir = os.path.join(sys.prefix, 'share', 'locale')

# As Python writes what C writes.
_NAMES = {'&&': ' and ', '||': ' or ', '/': '//'}


def c2py(plural):
    """A function from n to the number of the plural form, from the C expression of a catalogue."""
    if len(plural) > 1000:
        raise ValueError('plural form expression is too long')
    tokens = _tokens(plural)
    if plural.count('(') > 20 or plural.count('!') > 100:
        raise ValueError('plural form expression is too complex')
    expression, rest = _conditional(tokens)
    if rest:
        raise ValueError('plural forms expression error, unexpected token: %r' % rest[0])
    space = {'as_integer': _as_integer}
    exec 'def func(n):\n    n = as_integer(n)\n    return int(%s)' % expression in space
    return space['func']


def _as_integer(n):
    try:
        rounded = int(round(n))
    except TypeError:
        raise TypeError('Plural value must be an integer, got %s' % (n.__class__.__name__,))
    return rounded if rounded == n else n


def _tokens(text):
    found = []
    at = 0
    while at < len(text):
        char = text[at]
        if char.isspace():
            at += 1
        elif char.isdigit():
            end = at
            while end < len(text) and text[end].isdigit():
                end += 1
            found.append(text[at:end].lstrip('0') or '0')
            at = end
        elif text[at:at + 2] in ('&&', '||', '==', '!=', '<=', '>='):
            found.append(text[at:at + 2])
            at += 2
        elif char in 'n?:()!<>+-*/%':
            found.append(char)
            at += 1
        else:
            raise ValueError('invalid token in plural form: %s' % char)
    return found


def _conditional(tokens):
    test, tokens = _binary(tokens, 0)
    if not tokens or tokens[0] != '?':
        return test, tokens
    then, tokens = _conditional(tokens[1:])
    if not tokens or tokens[0] != ':':
        raise ValueError('unexpected end of plural form')
    otherwise, tokens = _conditional(tokens[1:])
    return '(%s if %s else %s)' % (then, test, otherwise), tokens


# By how loosely they bind; within a level from left to right.
_LEVELS = [('||',), ('&&',), ('==', '!='), ('<', '>', '<=', '>='), ('+', '-'), ('*', '/', '%')]
# Python chains these; C compares what the first gave.
_COMPARISONS = (2, 3)


def _binary(tokens, level):
    if level == len(_LEVELS):
        return _unary(tokens)
    left, tokens = _binary(tokens, level + 1)
    while tokens and tokens[0] in _LEVELS[level]:
        operator = tokens[0]
        right, tokens = _binary(tokens[1:], level + 1)
        left += _NAMES.get(operator, operator) + right
        if level in _COMPARISONS:
            left = '(%s)' % left
    return left, tokens


def _unary(tokens):
    if not tokens:
        raise ValueError('unexpected end of plural form')
    first = tokens[0]
    if first == '!':
        operand, tokens = _unary(tokens[1:])
        return '(not %s)' % operand, tokens
    if first == '(':
        inner, tokens = _conditional(tokens[1:])
        if not tokens or tokens[0] != ')':
            raise ValueError('unbalanced parenthesis in plural form')
        return '(%s)' % inner, tokens[1:]
    if first == 'n' or first.isdigit():
        return first, tokens[1:]
    raise ValueError('unexpected token in plural form: %s' % first)


def _own_or_fallback(name, own):
    """The method of a catalogue that has nothing itself: it asks its fallback, or gives own."""
    def method(self, *message):
        if self._fallback:
            return getattr(self._fallback, name)(*message)
        return own(*message)
    method.__name__ = name
    return method


def _form(msgid1, msgid2, n):
    """As in English."""
    return msgid1 if n == 1 else msgid2


class NullTranslations:
    """Leaves messages as they are, or to a catalogue that is its fallback; the base of all."""

    def __init__(self, fp=None):
        self._info = {}
        self._charset = self._output_charset = self._fallback = None
        if fp is not None:
            self._parse(fp)

    def _parse(self, fp):
        """Read a file: what subclasses do."""

    def add_fallback(self, fallback):
        """Ask another catalogue last."""
        last = self
        while last._fallback:
            last = last._fallback
        last._fallback = fallback

    gettext = _own_or_fallback('gettext', lambda message: message)
    lgettext = _own_or_fallback('lgettext', lambda message: message)
    ugettext = _own_or_fallback('ugettext', unicode)
    ngettext = _own_or_fallback('ngettext', _form)
    lngettext = _own_or_fallback('lngettext', _form)
    ungettext = _own_or_fallback('ungettext', lambda *forms: unicode(_form(*forms)))

    def info(self):
        return self._info

    def charset(self):
        return self._charset

    def output_charset(self):
        return self._output_charset

    def set_output_charset(self, charset):
        self._output_charset = charset

    def install(self, unicode=False, names=None):
        import __builtin__
        __builtin__.__dict__['_'] = self.ugettext if unicode else self.gettext
        for name in ('gettext', 'ngettext', 'lgettext', 'lngettext'):
            if names and name in names:
                method = 'u' + name if unicode and not name.startswith('l') else name
                __builtin__.__dict__[name] = getattr(self, method)


class GNUTranslations(NullTranslations):
    """The catalogue of a .mo file."""

    LE_MAGIC = 0x950412de
    BE_MAGIC = 0xde120495

    def _parse(self, fp):
        data = fp.read()
        filename = getattr(fp, 'name', '')
        self._catalog = catalog = {}
        self.plural = lambda n: int(n != 1)
        magic = struct.unpack('<I', data[:4])[0]
        if magic not in (self.LE_MAGIC, self.BE_MAGIC):
            raise IOError(0, 'Bad magic number', filename)
        order = '<' if magic == self.LE_MAGIC else '>'
        count, originals, translations = struct.unpack(order + '3I', data[8:20])
        for index in xrange(count):
            length, start = struct.unpack(order + 'II', data[originals + 8 * index:originals + 8 * index + 8])
            message = data[start:start + length]
            length, tstart = struct.unpack(order + 'II', data[translations + 8 * index:translations + 8 * index + 8])
            if start + len(message) >= len(data) or tstart + length >= len(data):
                raise IOError(0, 'File is corrupt', filename)
            translated = data[tstart:tstart + length]
            if not message:
                self._read_header(translated)
            if '\0' in message:
                singular, plural = message.split('\0')[:2]
                forms = translated.split('\0')
                if self._charset:
                    singular = unicode(singular, self._charset)
                    forms = [unicode(form, self._charset) for form in forms]
                for number, form in enumerate(forms):
                    catalog[singular, number] = form
            else:
                if self._charset:
                    message = unicode(message, self._charset)
                    translated = unicode(translated, self._charset)
                catalog[message] = translated

    def _read_header(self, text):
        last = None
        for line in text.splitlines():
            line = line.strip()
            if not line:
                continue
            key = None
            if ':' in line:
                key, value = line.split(':', 1)
                key = last = key.strip().lower()
                self._info[key] = value = value.strip()
            elif last:
                self._info[last] += '\n' + line
            if key == 'content-type' and 'charset=' in value:
                self._charset = value.split('charset=')[1]
            elif key == 'plural-forms':
                fields = value.split(';')
                self.plural = c2py(fields[1].split('plural=')[1])

    def _encoded(self, message, local):
        charset = self._output_charset or (locale.getpreferredencoding() if local else self._charset)
        return message.encode(charset) if charset and isinstance(message, unicode) else message

    def _find(self, name, key, encode, message):
        """The translation of a key; of what has none, what the base class gives by its method."""
        try:
            found = self._catalog[key]
        except KeyError:
            return getattr(NullTranslations, name)(self, *message)
        return encode(found)

    def _as_catalogue(self, text):
        return self._encoded(text, False)

    def _as_locale(self, text):
        return self._encoded(text, True)

    def _as_unicode(self, text):
        return text

    def gettext(self, message):
        return self._find('gettext', message, self._as_catalogue, (message,))

    def lgettext(self, message):
        return self._find('lgettext', message, self._as_locale, (message,))

    def ugettext(self, message):
        return self._find('ugettext', message, self._as_unicode, (message,))

    def ngettext(self, msgid1, msgid2, n):
        return self._find('ngettext', (msgid1, self.plural(n)), self._as_catalogue,
                          (msgid1, msgid2, n))

    def lngettext(self, msgid1, msgid2, n):
        return self._find('lngettext', (msgid1, self.plural(n)), self._as_locale,
                          (msgid1, msgid2, n))

    def ungettext(self, msgid1, msgid2, n):
        return self._find('ungettext', (msgid1, self.plural(n)), self._as_unicode,
                          (msgid1, msgid2, n))


def _expand_lang(name):
    """A locale's names, the most specific first: language_TERRITORY.codeset@modifier and what is left of it."""
    name = locale.normalize(name)
    parts = []
    for mark in '@._':
        at = name.find(mark)
        parts.append(name[at:] if at >= 0 else '')
        if at >= 0:
            name = name[:at]
    modifier, codeset, territory = parts
    found = []
    for mask in xrange(7, -1, -1):
        chosen = name
        wanted = True
        for bit, part in ((1, territory), (2, codeset), (4, modifier)):
            if mask & bit:
                wanted = wanted and bool(part)
                chosen += part
        if wanted:
            found.append(chosen)
    return found


def find(domain, localedir=None, languages=None, all=0):
    """The path of a domain's .mo file for the first language that has one (or of every one)."""
    if localedir is None:
        localedir = _default_localedir
    if languages is None:
        languages = []
        for variable in ('LANGUAGE', 'LC_ALL', 'LC_MESSAGES', 'LANG'):
            value = os.environ.get(variable)
            if value:
                languages = value.split(':')
                break
        if 'C' not in languages:
            languages.append('C')
    names = []
    for language in languages:
        for name in _expand_lang(language):
            if name not in names:
                names.append(name)
    paths = []
    for name in names:
        if name == 'C':
            break
        path = os.path.join(localedir, name, 'LC_MESSAGES', '%s.mo' % domain)
        if os.path.exists(path):
            if not all:
                return path
            paths.append(path)
    return paths if all else None


_translations = {}


def translation(domain, localedir=None, languages=None, class_=None, fallback=False, codeset=None):
    """The catalogue of a domain; IOError if there is none, unless `fallback`."""
    import copy
    class_ = class_ or GNUTranslations
    paths = find(domain, localedir, languages, all=1)
    if not paths:
        if fallback:
            return NullTranslations()
        from errno import ENOENT
        raise IOError(ENOENT, 'No translation file found for domain', domain)
    result = None
    for path in paths:
        key = class_, os.path.abspath(path)
        found = _translations.get(key)
        if found is None:
            with open(path, 'rb') as file:
                found = _translations.setdefault(key, class_(file))
        found = copy.copy(found)
        if codeset:
            found.set_output_charset(codeset)
        if result is None:
            result = found
        else:
            result.add_fallback(found)
    return result


def install(domain, localedir=None, unicode=False, codeset=None, names=None):
    translation(domain, localedir, fallback=True, codeset=codeset).install(unicode, names)


Catalog = translation

_localedirs = {}
_localecodesets = {}
_current_domain = 'messages'


def textdomain(domain=None):
    global _current_domain
    if domain is not None:
        _current_domain = domain
    return _current_domain


def bindtextdomain(domain, localedir=None):
    if localedir is not None:
        _localedirs[domain] = localedir
    return _localedirs.get(domain, _default_localedir)


def bind_textdomain_codeset(domain, codeset=None):
    if codeset is not None:
        _localecodesets[domain] = codeset
    return _localecodesets.get(domain)


def _of_domain(method):
    """The function that looks a message up in a domain."""
    def function(domain, *message):
        catalogue = translation(domain, _localedirs.get(domain), fallback=True,
                                codeset=_localecodesets.get(domain))
        return getattr(catalogue, method)(*message)
    return function


def _of_current(function):
    """The same in the domain that is set."""
    return lambda *message: function(_current_domain, *message)


dgettext, ldgettext = _of_domain('gettext'), _of_domain('lgettext')
dngettext, ldngettext = _of_domain('ngettext'), _of_domain('lngettext')
gettext, lgettext, ngettext, lngettext = map(_of_current, (dgettext, ldgettext, dngettext,
                                                           ldngettext))
