"""Constants, templates and formatters for strings.

Most functions here have become methods of strings; they remain for old
programs.
"""

whitespace = ' \t\n\r\v\f'
lowercase = 'abcdefghijklmnopqrstuvwxyz'
uppercase = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
letters = lowercase + uppercase
ascii_lowercase = lowercase
ascii_uppercase = uppercase
ascii_letters = ascii_lowercase + ascii_uppercase
digits = '0123456789'
hexdigits = digits + 'abcdef' + 'ABCDEF'
octdigits = '01234567'
punctuation = """!"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"""
printable = digits + letters + punctuation + whitespace

_idmap = ''.join(map(chr, range(256)))
_idmapL = None


def capwords(s, sep=None):
    """Capitalize every word; words are split and joined by sep, or by blanks."""
    return (sep or ' ').join(word.capitalize() for word in s.split(sep))


def maketrans(fromstr, tostr):
    """A table for translate() that maps each character of fromstr to its like."""
    if len(fromstr) != len(tostr):
        raise ValueError('maketrans arguments must have same length')
    table = list(_idmap)
    for source, target in zip(fromstr, tostr):
        table[ord(source)] = target
    return ''.join(table)


# ---- templates

class _multimap:
    """Two mappings as one; the first one wins."""

    def __init__(self, primary, secondary):
        self._primary = primary
        self._secondary = secondary

    def __getitem__(self, key):
        try:
            return self._primary[key]
        except KeyError:
            return self._secondary[key]


class _TemplateMetaclass(type):
    """Compiles a template class's pattern."""

    pattern = r"""
    %(delim)s(?:
      (?P<escaped>%(delim)s) |
      (?P<named>%(id)s)      |
      {(?P<braced>%(id)s)}   |
      (?P<invalid>)
    )
    """

    def __init__(cls, name, bases, dct):
        super(_TemplateMetaclass, cls).__init__(name, bases, dct)
        # Only once somebody uses templates is re needed; see _Pattern.
        if 'pattern' in dct:
            pattern = cls.pattern
        else:
            pattern = None
        cls.pattern = _Pattern(pattern)


class _Pattern(object):
    """Class attribute that compiles a template class's pattern when first read."""

    def __init__(self, source):
        self.source = source

    def __get__(self, instance, owner):
        import re
        source = self.source
        if source is None:
            source = _TemplateMetaclass.pattern % {
                'delim': re.escape(owner.delimiter), 'id': owner.idpattern}
        pattern = re.compile(source, re.IGNORECASE | re.VERBOSE)
        for cls in owner.__mro__:
            if cls.__dict__.get('pattern') is self:
                cls.pattern = pattern
                break
        return pattern


class Template:
    """A string in which $name and ${name} stand for values; $$ is a dollar."""

    __metaclass__ = _TemplateMetaclass

    delimiter = '$'
    idpattern = r'[_a-z][_a-z0-9]*'

    def __init__(self, template):
        self.template = template

    def _invalid(self, mo):
        start = mo.start('invalid')
        before = self.template[:start].splitlines(True)
        if before:
            column = start - len(''.join(before[:-1]))
            line = len(before)
        else:
            column = line = 1
        raise ValueError('Invalid placeholder in string: line %d, col %d'
                         % (line, column))

    def _substitute(self, args, kws, replace):
        """The text with replace(match, mapping) for each placeholder."""
        if len(args) > 1:
            raise TypeError('Too many positional arguments')
        if not args:
            mapping = kws
        elif kws:
            mapping = _multimap(kws, args[0])
        else:
            mapping = args[0]

        def convert(mo):
            return replace(mo, mapping)
        return self.pattern.sub(convert, self.template)

    def substitute(*args, **kws):
        """The text with values from a mapping and keywords; KeyError without one."""
        if not args:
            raise TypeError("descriptor 'substitute' of 'Template' object "
                            "needs an argument")
        self = args[0]

        def replace(mo, mapping):
            named = mo.group('named') or mo.group('braced')
            if named is not None:
                # In case the value is unicode, or no string at all.
                return '%s' % (mapping[named],)
            if mo.group('escaped') is not None:
                return self.delimiter
            if mo.group('invalid') is not None:
                self._invalid(mo)
            raise ValueError('Unrecognized named group in pattern', self.pattern)
        return self._substitute(args[1:], kws, replace)

    def safe_substitute(*args, **kws):
        """Like substitute(), but what has no value stays as it is written."""
        if not args:
            raise TypeError("descriptor 'safe_substitute' of 'Template' object "
                            "needs an argument")
        self = args[0]

        def replace(mo, mapping):
            named = mo.group('named') or mo.group('braced')
            if named is not None:
                try:
                    return '%s' % (mapping[named],)
                except KeyError:
                    return mo.group()
            if mo.group('escaped') is not None:
                return self.delimiter
            if mo.group('invalid') is not None:
                return mo.group()
            raise ValueError('Unrecognized named group in pattern', self.pattern)
        return self._substitute(args[1:], kws, replace)


# ---- functions that became methods

index_error = ValueError
atoi_error = ValueError
atof_error = ValueError
atol_error = ValueError


def lower(s):
    """s.lower()"""
    return s.lower()


def upper(s):
    """s.upper()"""
    return s.upper()


def swapcase(s):
    """s.swapcase()"""
    return s.swapcase()


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


splitfields = split


def rsplit(s, sep=None, maxsplit=-1):
    """s.rsplit(sep, maxsplit)"""
    return s.rsplit(sep, maxsplit)


def join(words, sep=' '):
    """sep.join(words)"""
    return sep.join(words)


joinfields = join


def index(s, *args):
    """s.index(*args)"""
    return s.index(*args)


def rindex(s, *args):
    """s.rindex(*args)"""
    return s.rindex(*args)


def count(s, *args):
    """s.count(*args)"""
    return s.count(*args)


def find(s, *args):
    """s.find(*args)"""
    return s.find(*args)


def rfind(s, *args):
    """s.rfind(*args)"""
    return s.rfind(*args)


_float = float
_int = int
_long = long


def atof(s):
    """float(s)"""
    return _float(s)


def atoi(s, base=10):
    """int(s, base)"""
    return _int(s, base)


def atol(s, base=10):
    """long(s, base)"""
    return _long(s, base)


def ljust(s, width, *args):
    """s.ljust(width, *args)"""
    return s.ljust(width, *args)


def rjust(s, width, *args):
    """s.rjust(width, *args)"""
    return s.rjust(width, *args)


def center(s, width, *args):
    """s.center(width, *args)"""
    return s.center(width, *args)


def zfill(x, width):
    """Fill a number (or its string) with zeros on the left."""
    if not isinstance(x, basestring):
        x = repr(x)
    return x.zfill(width)


def expandtabs(s, tabsize=8):
    """s.expandtabs(tabsize)"""
    return s.expandtabs(tabsize)


def translate(s, table, deletions=''):
    """s.translate(table, deletions); table may be None."""
    if deletions or table is None:
        return s.translate(table, deletions)
    # A unicode string takes no table of bytes: make it one of the same type.
    return s.translate(table + s[:0])


def capitalize(s):
    """s.capitalize()"""
    return s.capitalize()


def replace(s, old, new, maxreplace=-1):
    """s.replace(old, new, maxreplace)"""
    return s.replace(old, new, maxreplace)


# The native module has faster ones, and letters as the locale has them.
try:
    from strop import maketrans, lowercase, uppercase, whitespace
    letters = lowercase + uppercase
except ImportError:
    # In the order in which that module has it.
    whitespace = '\t\n\v\f\r '


# ---- formatting

class Formatter(object):
    """What str.format() does, in steps that a subclass can change."""

    def format(*args, **kwargs):
        """format(format_string, *args, **kwargs)"""
        if not args:
            raise TypeError("descriptor 'format' of 'Formatter' object "
                            "needs an argument")
        self = args[0]
        args = args[1:]
        try:
            format_string = args[0]
            args = args[1:]
        except IndexError:
            if 'format_string' not in kwargs:
                raise TypeError("format() missing 1 required positional "
                                "argument: 'format_string'")
            format_string = kwargs.pop('format_string')
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        """format() with its arguments as a tuple and a dictionary."""
        used_args = set()
        result = self._vformat(format_string, args, kwargs, used_args, 2)
        self.check_unused_args(used_args, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used_args, recursion_depth):
        if recursion_depth < 0:
            raise ValueError('Max string recursion exceeded')
        parts = []
        for literal, field_name, format_spec, conversion in self.parse(format_string):
            if literal:
                parts.append(literal)
            if field_name is None:
                continue
            obj, used = self.get_field(field_name, args, kwargs)
            used_args.add(used)
            obj = self.convert_field(obj, conversion)
            # The specification may have fields of its own.
            format_spec = self._vformat(format_spec, args, kwargs, used_args,
                                        recursion_depth - 1)
            parts.append(self.format_field(obj, format_spec))
        return ''.join(parts)

    def get_value(self, key, args, kwargs):
        """The argument of a number or a name."""
        if isinstance(key, (int, long)):
            return args[key]
        return kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        """Called with the set of arguments used: to complain of others."""

    def format_field(self, value, format_spec):
        """The text of a value."""
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        """The value that is formatted: as it is, its str() or its repr()."""
        if conversion is None:
            return value
        if conversion == 's':
            return str(value)
        if conversion == 'r':
            return repr(value)
        raise ValueError('Unknown conversion specifier {0!s}'.format(conversion))

    def parse(self, format_string):
        """The (literal text, field name, specification, conversion) of a format."""
        return format_string._formatter_parser()

    def get_field(self, field_name, args, kwargs):
        """The (object, argument used) that a field name like 0.a[x] means."""
        first, rest = field_name._formatter_field_name_split()
        obj = self.get_value(first, args, kwargs)
        for is_attribute, name in rest:
            obj = getattr(obj, name) if is_attribute else obj[name]
        return obj, first
