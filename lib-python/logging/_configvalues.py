"""Values in a configuration that stand for others: "ext://sys.stderr", "cfg://handlers.file"."""

import re
import sys
import types

IDENTIFIER = re.compile('^[a-z_][a-z0-9_]*$', re.I)


def valid_ident(s):
    """True for what can be a keyword; anything else is a ValueError."""
    if IDENTIFIER.match(s) is None:
        raise ValueError('Not a valid Python identifier: %r' % s)
    return True


def find_object(name, importer):
    """What a dotted name stands for; modules on the way to it are imported."""
    first, _, rest = name.partition('.')
    path, found = first, importer(first)
    for part in rest.split('.') if rest else ():
        path += '.' + part
        if not hasattr(found, part):
            importer(path)
        found = getattr(found, part)
    return found


class ConvertingMixin(object):
    """Converts the values of a container when they are taken out of it."""

    __module__ = 'logging.config'

    def convert_with_key(self, key, value, replace=True):
        """The converted value, which from then on is also the one that is in here."""
        result = self.convert(value)
        if result is not value:
            if replace:
                self[key] = result
            if isinstance(result, ConvertingMixin):
                result.parent, result.key = self, key
        return result

    def convert(self, value):
        return self.configurator.convert(value)


class ConvertingDict(dict, ConvertingMixin):

    __module__ = 'logging.config'

    def __getitem__(self, key):
        return self.convert_with_key(key, dict.__getitem__(self, key))

    def get(self, key, default=None):
        return self.convert_with_key(key, dict.get(self, key, default))

    def pop(self, key, default=None):
        return self.convert_with_key(key, dict.pop(self, key, default), replace=False)


class ConvertingList(list, ConvertingMixin):

    __module__ = 'logging.config'

    def __getitem__(self, key):
        return self.convert_with_key(key, list.__getitem__(self, key))

    def pop(self, idx=-1):
        return self.convert_with_key(idx, list.pop(self, idx), replace=False)


class ConvertingTuple(tuple, ConvertingMixin):

    __module__ = 'logging.config'

    def __getitem__(self, key):
        return self.convert_with_key(key, tuple.__getitem__(self, key), replace=False)


_CONVERTING = (dict, ConvertingDict), (list, ConvertingList), (tuple, ConvertingTuple)


class BaseConfigurator(object):
    """A configuration, and what its values stand for.

    Classes add prefixes by value_converters: the names of methods that get
    what stands behind the prefix.
    """

    __module__ = 'logging.config'

    CONVERT_PATTERN = re.compile('^(?P<prefix>[a-z]+)://(?P<suffix>.*)$')
    WORD_PATTERN = re.compile(r'^\s*(\w+)\s*')
    DOT_PATTERN = re.compile(r'^\.\s*(\w+)\s*')
    INDEX_PATTERN = re.compile(r'^\[\s*(\w+)\s*\]\s*')
    DIGIT_PATTERN = re.compile(r'^\d+$')

    value_converters = {'cfg': 'cfg_convert', 'ext': 'ext_convert'}

    importer = staticmethod(__import__)

    def __init__(self, config):
        self.config = ConvertingDict(config)
        self.config.configurator = self
        # A function that a program puts in the class must not become a method.
        self.importer = getattr(self.importer, '__func__', self.importer)

    def resolve(self, s):
        """What a dotted name stands for; a ValueError if it cannot be imported."""
        try:
            return find_object(s, self.importer)
        except ImportError as problem:
            failure = ValueError('Cannot resolve %r: %s' % (s, problem))
            failure.__cause__, failure.__traceback__ = problem, sys.exc_info()[2]
        raise failure

    def ext_convert(self, value):
        """An object of the program."""
        return self.resolve(value)

    def cfg_convert(self, value):
        """A part of the configuration: a key, and more of them as ".key" or "[key]"."""
        match = self.WORD_PATTERN.match(value)
        if match is None:
            raise ValueError('Unable to convert %r' % value)
        found, rest = self.config[match.group(1)], value[match.end():]
        while rest:
            match = self.DOT_PATTERN.match(rest) or self.INDEX_PATTERN.match(rest)
            if match is None:
                raise ValueError('Unable to convert %r at %r' % (value, rest))
            found = self._item(found, match.group(1), rest.startswith('['))
            rest = rest[match.end():]
        return found

    def _item(self, container, key, may_be_index):
        if may_be_index and self.DIGIT_PATTERN.match(key):
            try:
                return container[int(key)]
            except TypeError:
                pass
        return container[key]

    def convert(self, value):
        """What a value stands for; containers are made to convert what is in them."""
        if isinstance(value, ConvertingMixin):
            return value
        for kind, converting in _CONVERTING:
            if isinstance(value, kind):
                container = converting(value)
                container.configurator = self
                return container
        match = isinstance(value, basestring) and self.CONVERT_PATTERN.match(value)
        if match:
            method = self.value_converters.get(match.group('prefix'))
            if method:
                return getattr(self, method)(match.group('suffix'))
        return value

    def factory(self, value):
        """A callable, which may be given by its name."""
        if isinstance(value, types.ClassType) or hasattr(value, '__call__'):
            return value
        return self.resolve(value)

    def keywords(self, config):
        """The entries of a dictionary as keywords: their names must be plain strings."""
        return dict([(str(key), config[key]) for key in config if valid_ident(key)])

    def configure_custom(self, config):
        """What the callable under "()" makes of the other entries; those under "." are attributes."""
        factory = self.factory(config.pop('()'))
        attributes = config.pop('.', None) or {}
        made = factory(**self.keywords(config))
        for name in attributes:
            setattr(made, name, attributes[name])
        return made

    def as_tuple(self, value):
        """A list as a tuple, for what came from JSON."""
        return tuple(value) if isinstance(value, list) else value
