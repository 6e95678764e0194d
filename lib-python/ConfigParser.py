"""Reads and writes configuration files: sections, and in them options with values.

    [server]
    host: localhost
    port = 8080
    ; a comment

A value goes on in the lines below it that are indented. What is in the
section DEFAULT is in all of them.
"""

try:
    from collections import OrderedDict as _default_dict
except ImportError:
    _default_dict = dict

import UserDict as _UserDict
import re

__all__ = ['NoSectionError', 'DuplicateSectionError', 'NoOptionError', 'InterpolationError',
           'InterpolationDepthError', 'InterpolationSyntaxError', 'ParsingError',
           'MissingSectionHeaderError', 'ConfigParser', 'SafeConfigParser', 'RawConfigParser',
           'DEFAULTSECT', 'MAX_INTERPOLATION_DEPTH']

DEFAULTSECT = 'DEFAULT'
MAX_INTERPOLATION_DEPTH = 10


# ---- exceptions

class Error(Exception):
    """What all exceptions of this module are; message is the text."""

    def __init__(self, msg=''):
        Exception.__init__(self, msg)
        self.message = msg

    # That of BaseException gives a warning.

    def _get_message(self):
        return self.__text

    def _set_message(self, value):
        self.__text = value

    message = property(_get_message, _set_message)

    def __str__(self):
        return self.message

    __repr__ = __str__


class NoSectionError(Error):
    """There is no such section."""

    def __init__(self, section):
        Error.__init__(self, 'No section: %r' % (section,))
        self.section = section
        self.args = section,


class DuplicateSectionError(Error):
    """There is such a section already."""

    def __init__(self, section):
        Error.__init__(self, 'Section %r already exists' % section)
        self.section = section
        self.args = section,


class NoOptionError(Error):
    """There is no such option."""

    def __init__(self, option, section):
        Error.__init__(self, 'No option %r in section: %r' % (option, section))
        self.option, self.section = self.args = option, section


class InterpolationError(Error):
    """A value stands in another in a way that does not work."""

    def __init__(self, option, section, msg):
        Error.__init__(self, msg)
        self.option, self.section = option, section
        self.args = option, section, msg


def _report(title, section, option, **rest):
    """A message of several lines; the rest may be key and rawval."""
    lines = [title + ':', 'section: [%s]' % section, 'option : %s' % option]
    lines += ['%-7s: %s' % (name, rest[name]) for name in ('key', 'rawval') if name in rest]
    return '\n\t'.join(lines) + '\n'


class InterpolationMissingOptionError(InterpolationError):
    """The other option is not there."""

    def __init__(self, option, section, rawval, reference):
        text = _report('Bad value substitution', section, option, key=reference, rawval=rawval)
        InterpolationError.__init__(self, option, section, text)
        self.reference = reference
        self.args = option, section, rawval, reference


class InterpolationSyntaxError(InterpolationError):
    """A percent sign means nothing."""


class InterpolationDepthError(InterpolationError):
    """The other value has one in it too, and so on."""

    def __init__(self, option, section, rawval):
        text = _report('Value interpolation too deeply recursive', section, option, rawval=rawval)
        InterpolationError.__init__(self, option, section, text)
        self.args = option, section, rawval


class ParsingError(Error):
    """A file has lines that mean nothing; errors are their numbers and texts."""

    def __init__(self, filename):
        Error.__init__(self, 'File contains parsing errors: %s' % filename)
        self.filename, self.errors = filename, []
        self.args = filename,

    def append(self, lineno, line):
        """Add a line."""
        self.errors.append((lineno, line))
        self.message += '\n\t[line %2d]: %s' % (lineno, line)


class MissingSectionHeaderError(ParsingError):
    """A file has an option before the first section."""

    def __init__(self, filename, lineno, line):
        Error.__init__(self, 'File contains no section headers.\nfile: %s, line: %d\n%r'
                       % (filename, lineno, line))
        self.filename, self.lineno, self.line = self.args = filename, lineno, line


# ---- parsers

def _is_comment(line):
    """Whether a line, which is not blank, is nothing but a comment."""
    return line[0] in '#;' or line[0] in 'rR' and line.split()[0].lower() == 'rem'


def _without_comment(value):
    """A value without what follows a semicolon, if a space is before that."""
    at = value.find(';')
    return value[:at] if at >= 0 and value[at - 1].isspace() else value


class RawConfigParser:
    """Sections of options, with values as they are in the file.

    With allow_no_value there may be options without one: it is then None.
    """

    SECTCRE = re.compile(r'\[(?P<header>[^]]+)\]')
    OPTCRE = re.compile(r'(?P<option>[^:=\s][^:=]*)\s*(?P<vi>[:=])\s*(?P<value>.*)$')
    OPTCRE_NV = re.compile(r'(?P<option>[^:=\s][^:=]*)\s*'
                           r'(?:(?P<vi>[:=])\s*(?P<value>.*))?$')

    _boolean_states = dict(dict.fromkeys(['1', 'yes', 'true', 'on'], True),
                           **dict.fromkeys(['0', 'no', 'false', 'off'], False))

    def __init__(self, defaults=None, dict_type=_default_dict, allow_no_value=False):
        self._dict = dict_type
        self._sections, self._defaults = dict_type(), dict_type()
        self._optcre = self.OPTCRE_NV if allow_no_value else self.OPTCRE
        for name, value in (defaults or {}).items():
            self._defaults[self.optionxform(name)] = value

    def optionxform(self, optionstr):
        """The form of an option's name that is the same for all ways to write it."""
        return optionstr.lower()

    # ---- sections

    def defaults(self):
        """The options of DEFAULT."""
        return self._defaults

    def sections(self):
        """The names of all sections but DEFAULT."""
        return self._sections.keys()

    def has_section(self, section):
        return section in self._sections

    def add_section(self, section):
        """Add a section without options."""
        if section.lower() == 'default':
            raise ValueError('Invalid section name: %s' % section)
        if section in self._sections:
            raise DuplicateSectionError(section)
        self._sections[section] = self._dict()

    def remove_section(self, section):
        """Remove a section; whether it was there."""
        there = section in self._sections
        if there:
            del self._sections[section]
        return there

    def _own_options(self, section):
        """The options that are in a section itself; no name stands for DEFAULT too."""
        if not section or section == DEFAULTSECT:
            return self._defaults
        if section not in self._sections:
            raise NoSectionError(section)
        return self._sections[section]

    def _all_options(self, section):
        """A new dictionary of a section's options, with the defaults first.

        If it was read from a file, its name is among them as __name__.
        """
        options = self._defaults.copy()
        if section in self._sections:
            options.update(self._sections[section])
        elif section != DEFAULTSECT:
            raise NoSectionError(section)
        return options

    # ---- options

    def options(self, section):
        """The names of a section's options, those of DEFAULT last."""
        if section not in self._sections:
            raise NoSectionError(section)
        options = self._sections[section].copy()
        options.update(self._defaults)
        options.pop('__name__', None)
        return options.keys()

    def has_option(self, section, option):
        option = self.optionxform(option)
        if section and section != DEFAULTSECT and section not in self._sections:
            return False
        return option in self._own_options(section) or option in self._defaults

    def get(self, section, option):
        """An option's value."""
        name = self.optionxform(option)
        places = [self._defaults]
        if section in self._sections:
            places.insert(0, self._sections[section])
        elif section != DEFAULTSECT:
            raise NoSectionError(section)
        for options in places:
            if name in options:
                return options[name]
        raise NoOptionError(option, section)

    def items(self, section):
        """(name, value) of a section's options."""
        options = self._all_options(section)
        options.pop('__name__', None)
        return options.items()

    def _get(self, section, conv, option):
        return conv(self.get(section, option))

    def getint(self, section, option):
        return self._get(section, int, option)

    def getfloat(self, section, option):
        return self._get(section, float, option)

    def getboolean(self, section, option):
        """A value that is true (1, yes, true, on) or false (0, no, false, off)."""
        value = self.get(section, option)
        state = self._boolean_states.get(value.lower())
        if state is None:
            raise ValueError('Not a boolean: %s' % value)
        return state

    def set(self, section, option, value=None):
        self._own_options(section)[self.optionxform(option)] = value

    def remove_option(self, section, option):
        """Remove an option; whether it was there."""
        options = self._own_options(section)
        name = self.optionxform(option)
        there = name in options
        if there:
            del options[name]
        return there

    # ---- writing

    def write(self, fp):
        """Write all to a file."""
        if self._defaults:
            self._write_section(fp, DEFAULTSECT, self._defaults, False)
        for name, options in self._sections.items():
            self._write_section(fp, name, options, self._optcre == self.OPTCRE_NV)

    def _write_section(self, fp, section, options, may_lack_values):
        fp.write('[%s]\n' % section)
        for name, value in options.items():
            if name == '__name__':
                continue
            if value is None and may_lack_values:
                fp.write(name + '\n')
            else:
                # The lines of a value but the first are indented.
                fp.write('%s = %s\n' % (name, str(value).replace('\n', '\n\t')))
        fp.write('\n')

    # ---- reading

    def read(self, filenames):
        """Read a file or several, as far as they can be opened; the names of those."""
        if isinstance(filenames, basestring):
            filenames = [filenames]
        done = []
        for name in filenames:
            try:
                stream = open(name)
            except IOError:
                continue
            with stream:
                self._read(stream, name)
            done.append(name)
        return done

    def readfp(self, fp, filename=None):
        """Read an open file; the name is for messages."""
        if filename is None:
            filename = getattr(fp, 'name', '<???>')
        self._read(fp, filename)

    def _read(self, fp, fpname):
        """Take in a file's lines. Values are lists of lines until the end is reached."""
        options = name = error = None
        for number, line in enumerate(iter(fp.readline, ''), 1):
            if not line.strip() or _is_comment(line):
                continue
            if name and line[0].isspace() and options is not None:
                options[name].append(line.strip())
                continue
            header = self.SECTCRE.match(line)
            if header:
                options, name = self._section_to_read(header.group('header')), None
                continue
            if options is None:
                raise MissingSectionHeaderError(fpname, number, line)
            match = self._optcre.match(line)
            if match:
                name = self.optionxform(match.group('option').rstrip())
                options[name] = self._first_line(match)
            else:
                error = error or ParsingError(fpname)
                error.append(number, repr(line))
        if error:
            raise error
        self._join_lines()

    def _section_to_read(self, name):
        if name in self._sections:
            return self._sections[name]
        if name == DEFAULTSECT:
            return self._defaults
        options = self._sections[name] = self._dict()
        options['__name__'] = name
        return options

    def _first_line(self, match):
        """A list with the first line of an option's value; None if it has no value."""
        value = match.group('value')
        if value is None:
            return None
        value = _without_comment(value).strip()
        return ['' if value == '""' else value]

    def _join_lines(self):
        for options in [self._defaults] + self._sections.values():
            for name, value in options.items():
                if isinstance(value, list):
                    options[name] = '\n'.join(value)


class _Chainmap(_UserDict.DictMixin):
    """The keys of several mappings; a value is that of the first which has the key."""

    def __init__(self, *maps):
        self._maps = maps

    def __getitem__(self, key):
        for each in self._maps:
            if key in each:
                return each[key]
        raise KeyError(key)

    def keys(self):
        keys = []
        for each in self._maps:
            keys += [key for key in each if key not in keys]
        return keys


class ConfigParser(RawConfigParser):
    """One in whose values "%(name)s" stands for the value of another option.

    Further values may be given; they come before those of the file.
    """

    _KEYCRE = re.compile(r'%\(([^)]*)\)s|.')

    def _transformed(self, vars):
        return dict([(self.optionxform(name), value) for name, value in (vars or {}).items()])

    def get(self, section, option, raw=False, vars=None):
        """An option's value; a raw one has nothing in the place of names."""
        if section not in self._sections and section != DEFAULTSECT:
            raise NoSectionError(section)
        values = _Chainmap(self._transformed(vars), self._sections.get(section, {}),
                           self._defaults)
        option = self.optionxform(option)
        if option not in values:
            raise NoOptionError(option, section)
        value = values[option]
        return value if raw or value is None else self._interpolate(section, option, value, values)

    def items(self, section, raw=False, vars=None):
        """(name, value) of a section's options and of those given."""
        values = self._all_options(section)
        values.update(self._transformed(vars))
        names = [name for name in values.keys() if name != '__name__']
        if raw:
            return [(name, values[name]) for name in names]
        return [(name, self._interpolate(section, name, values[name], values))
                for name in names]

    def _interpolate(self, section, option, rawval, vars):
        value = rawval
        for _ in xrange(MAX_INTERPOLATION_DEPTH):
            if not value or '%(' not in value:
                return value
            template = self._KEYCRE.sub(self._interpolation_replace, value)
            try:
                value = template % vars
            except KeyError as problem:
                raise InterpolationMissingOptionError(option, section, rawval, problem.args[0])
        if '%(' in value:
            raise InterpolationDepthError(option, section, rawval)
        return value

    def _interpolation_replace(self, match):
        name = match.group(1)
        return match.group() if name is None else '%%(%s)s' % self.optionxform(name)


class SafeConfigParser(ConfigParser):
    """One in whose values a percent sign that stands for nothing else must be doubled."""

    _interpvar_re = re.compile(r'%\(([^)]+)\)s')

    # A name, a percent sign, text, and what must not be.
    _PIECES = re.compile(r'%\((?P<name>[^)]+)\)s|(?P<percent>%%)|(?P<text>[^%]+)|%')

    def _interpolate(self, section, option, rawval, vars):
        pieces = []
        self._interpolate_some(option, pieces, rawval, section, vars, 1)
        return ''.join(pieces)

    def _interpolate_some(self, option, accum, rest, section, map, depth):
        """Append the pieces of a value to a list."""
        if depth > MAX_INTERPOLATION_DEPTH:
            raise InterpolationDepthError(option, section, rest)
        for match in self._PIECES.finditer(rest or ''):
            kind = match.lastgroup
            if kind == 'text':
                accum.append(match.group())
            elif kind == 'percent':
                accum.append('%')
            elif kind is None:
                self._reject(option, section, rest[match.start():])
            else:
                name = self.optionxform(match.group('name'))
                if name not in map:
                    raise InterpolationMissingOptionError(option, section, rest[match.end():],
                                                          name)
                value = map[name]
                if '%' in value:
                    self._interpolate_some(option, accum, value, section, map, depth + 1)
                else:
                    accum.append(value)

    def _reject(self, option, section, rest):
        if rest.startswith('%('):
            problem = 'bad interpolation variable reference %r' % rest
        else:
            problem = "'%%' must be followed by '%%' or '(', found: %r" % rest
        raise InterpolationSyntaxError(option, section, problem)

    def set(self, section, option, value=None):
        """Set a value: a text, or None if there may be options without."""
        may_be_none = self._optcre is not self.OPTCRE
        if not isinstance(value, basestring) and (value or not may_be_none):
            raise TypeError('option values must be strings')
        if value is not None:
            # Only what is wrong is left.
            left = self._interpvar_re.sub('', value.replace('%%', ''))
            if '%' in left:
                raise ValueError('invalid interpolation syntax in %r at position %d'
                                 % (value, left.find('%')))
        ConfigParser.set(self, section, option, value)
