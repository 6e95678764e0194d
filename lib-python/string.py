"""Kinds of characters, templates with $names, and str.format() as a class.

Most other functions are methods of strings, here for programs from before those.
"""

ascii_lowercase = lowercase = 'abcdefghijklmnopqrstuvwxyz'
ascii_uppercase = uppercase = lowercase.upper()
ascii_letters = letters = lowercase + uppercase
digits, octdigits = '0123456789', '01234567'
hexdigits = digits + 'abcdefABCDEF'
punctuation = ''.join([chr(code) for code in range(33, 127) if not chr(code).isalnum()])
printable = digits + letters + punctuation + ' \t\n\r\v\f'
# In the order of the module strop.
whitespace = '\t\n\v\f\r '

_identity = _idmap = ''.join(map(chr, range(256)))


def maketrans(fromstr, tostr):
    """A table for translate(): characters of one string become those of another."""
    if len(fromstr) != len(tostr):
        raise ValueError('maketrans arguments must have same length')
    # Later pairs win.
    changes = dict(zip(fromstr, tostr))
    return ''.join([changes.get(char, char) for char in _identity])


def capwords(s, sep=None):
    """A text with the first letter of each word large and the others small.

    Words are separated by sep, or by blanks, of which single spaces are left.
    """
    words = s.split(sep)
    return (sep or ' ').join([word.capitalize() for word in words])


# ---- templates

def _default_pattern(delimiter, identifier):
    """What placeholders look like; exactly one group of a match is not None."""
    from re import escape
    return (r'(?:%s)(?:(?P<escaped>%s)|(?P<named>%s)|\{(?P<braced>%s)\}|(?P<invalid>))'
            % (escape(delimiter), escape(delimiter), identifier, identifier))


class _PatternAttribute(object):
    """A template class's pattern, compiled when it is first wanted: re is large."""

    def __init__(self, text):
        self.text = text

    def __get__(self, template, cls):
        import re
        text = self.text
        if text is None:
            text = _default_pattern(cls.delimiter, cls.idpattern)
        pattern = re.compile(text, re.VERBOSE | re.IGNORECASE)
        owner = [base for base in cls.__mro__ if vars(base).get('pattern') is self][0]
        owner.pattern = pattern
        return pattern


class _TemplateMetaclass(type):
    """Each template class has a pattern of its own delimiter and names."""

    def __init__(cls, name, bases, namespace):
        super(_TemplateMetaclass, cls).__init__(name, bases, namespace)
        cls.pattern = _PatternAttribute(namespace.get('pattern'))


class Template:
    """Text with placeholders $name and ${name}; $$ is a $.

    Subclasses may have another delimiter and idpattern, or a pattern with the groups
    escaped, named, braced and invalid.
    """

    __metaclass__ = _TemplateMetaclass

    delimiter = '$'
    idpattern = '[_a-z][_a-z0-9]*'

    def __init__(self, template):
        self.template = template

    def substitute(*args, **kws):
        """The text with values for names, from keywords or a mapping.

        KeyError for a name without value, ValueError for a $ that begins nothing.
        """
        self, values = _template_arguments('substitute', args, kws)
        return self._filled(values, self._invalid)

    def safe_substitute(*args, **kws):
        """The same, but what cannot be replaced stays as it is."""
        self, values = _template_arguments('safe_substitute', args, kws)

        def value(name, match):
            try:
                return values(name, match)
            except KeyError:
                return match.group()
        return self._filled(value, lambda match: match.group())

    def _filled(self, value, invalid):
        def replacement(match):
            groups = match.groupdict()
            name = groups.get('named') or groups.get('braced')
            if name is not None:
                return value(name, match)
            if groups.get('escaped') is not None:
                return self.delimiter
            if groups.get('invalid') is not None:
                return invalid(match)
            raise ValueError('Unrecognized named group in pattern', self.pattern)
        return self.pattern.sub(replacement, self.template)

    def _invalid(self, mo):
        """Complain of a placeholder, with its place."""
        before = self.template[:mo.start('invalid')].splitlines(True) or ['']
        raise ValueError('Invalid placeholder in string: line %d, col %d'
                         % (len(before), len(before[-1]) or 1))


def _template_arguments(name, args, keywords):
    """(template, function of a name and its match that gives the text for it)."""
    if not args:
        raise TypeError("descriptor %r of 'Template' object needs an argument" % name)
    if len(args) > 2:
        raise TypeError('Too many positional arguments')
    if len(args) == 1:
        find = keywords.__getitem__
    else:
        mapping = args[1]
        find = lambda key: keywords[key] if key in keywords else mapping[key]
    # In a tuple: the value may be one.
    return args[0], lambda key, match: '%s' % (find(key),)


# ---- functions that became methods

index_error = atoi_error = atof_error = atol_error = ValueError


def _method(name):
    """The function that calls a string's method."""
    def function(s, *args):
        return getattr(s, name)(*args)
    function.__name__, function.__doc__ = name, 's.%s(*args)' % name
    return function


lower, upper, swapcase, capitalize = map(_method, ('lower', 'upper', 'swapcase', 'capitalize'))
index, rindex, find, rfind, count = map(_method, ('index', 'rindex', 'find', 'rfind', 'count'))
ljust, rjust, center = map(_method, ('ljust', 'rjust', 'center'))


def strip(s, chars=None):
    """s.strip(chars)"""
    return s.strip(chars)


def lstrip(s, chars=None):
    """s.lstrip(chars)"""
    return s.lstrip(chars)


def rstrip(s, chars=None):
    """s.rstrip(chars)"""
    return s.rstrip(chars)


def split(s, sep=None, maxsplit=-1):
    """s.split(sep, maxsplit)"""
    return s.split(sep, maxsplit)


def rsplit(s, sep=None, maxsplit=-1):
    """s.rsplit(sep, maxsplit)"""
    return s.rsplit(sep, maxsplit)


def join(words, sep=' '):
    """sep.join(words)"""
    return sep.join(words)


splitfields, joinfields = split, join


def expandtabs(s, tabsize=8):
    """s.expandtabs(tabsize)"""
    return s.expandtabs(tabsize)


def replace(s, old, new, maxreplace=-1):
    """s.replace(old, new, maxreplace)"""
    return s.replace(old, new, maxreplace)


def translate(s, table, deletions=''):
    """s.translate(table, deletions), where a table of bytes is also good for unicode."""
    if table is None or deletions:
        return s.translate(table, deletions)
    # The sum is of the type of s.
    return s.translate(table + s[:0])


def zfill(x, width):
    """A number, or its text, with zeros on the left."""
    return (x if isinstance(x, basestring) else repr(x)).zfill(width)


# The built-in functions, which programs may shadow here.
_float, _int, _long = float, int, long


def atof(s):
    """float(s)"""
    return _float(s)


def atoi(s, base=10):
    """int(s, base)"""
    return _int(s, base)


def atol(s, base=10):
    """long(s, base)"""
    return _long(s, base)


try:
    # Its letters are those of the locale.
    from strop import maketrans, lowercase, uppercase, whitespace
    letters = lowercase + uppercase
except ImportError:
    pass


# ---- formatting

class Formatter(object):
    """str.format() in steps, for subclasses to change."""

    def format(*args, **kwargs):
        """format(format_string, *args, **kwargs): the text of a format with arguments."""
        if not args:
            raise TypeError("descriptor 'format' of 'Formatter' object needs an argument")
        if len(args) > 1:
            return args[0].vformat(args[1], args[2:], kwargs)
        if 'format_string' not in kwargs:
            raise TypeError("format() missing 1 required positional argument: "
                            "'format_string'")
        return args[0].vformat(kwargs.pop('format_string'), (), kwargs)

    def vformat(self, format_string, args, kwargs):
        """The same of a tuple and a dictionary."""
        used = set()
        text = self._vformat(format_string, args, kwargs, used, 2)
        self.check_unused_args(used, args, kwargs)
        return text

    def _vformat(self, format_string, args, kwargs, used_args, recursion_depth):
        """The text; used_args gets the keys of the arguments that are used."""
        if recursion_depth < 0:
            raise ValueError('Max string recursion exceeded')

        def field(name, spec, conversion):
            value, key = self.get_field(name, args, kwargs)
            used_args.add(key)
            value = self.convert_field(value, conversion)
            # There may be fields in a specification.
            spec = self._vformat(spec, args, kwargs, used_args, recursion_depth - 1)
            return self.format_field(value, spec)

        texts = []
        for literal, name, spec, conversion in self.parse(format_string):
            texts.append(literal)
            if name is not None:
                texts.append(field(name, spec, conversion))
        return ''.join(texts)

    def parse(self, format_string):
        """The parts of a format: (text, name of the field after it, specification, conversion)."""
        return format_string._formatter_parser()

    def get_field(self, field_name, args, kwargs):
        """What a name such as 0.real or rows[3] stands for, and the key of the argument."""
        key, steps = field_name._formatter_field_name_split()
        value = self.get_value(key, args, kwargs)
        for is_attribute, step in steps:
            value = getattr(value, step) if is_attribute else value[step]
        return value, key

    def get_value(self, key, args, kwargs):
        """The argument with a number or a name."""
        return (args if isinstance(key, (int, long)) else kwargs)[key]

    def check_unused_args(self, used_args, args, kwargs):
        """Called in the end, with the keys that were used."""

    _conversions = {None: lambda value: value, 's': str, 'r': repr}

    def convert_field(self, value, conversion):
        """A value after !s or !r."""
        if conversion not in self._conversions:
            raise ValueError('Unknown conversion specifier %s' % (conversion,))
        return self._conversions[conversion](value)

    def format_field(self, value, format_spec):
        """The text of a value by a specification."""
        return format(value, format_spec)
