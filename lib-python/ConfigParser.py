"""Configuration files: [section] headers, and name: value or name = value lines."""

try:
    from collections import OrderedDict as _default_dict
except ImportError:
    _default_dict = dict

import re
import UserDict

__all__ = ['NoSectionError', 'DuplicateSectionError', 'NoOptionError', 'InterpolationError', 'InterpolationDepthError',
           'InterpolationSyntaxError', 'ParsingError', 'MissingSectionHeaderError', 'ConfigParser', 'SafeConfigParser',
           'RawConfigParser', 'DEFAULTSECT', 'MAX_INTERPOLATION_DEPTH']

DEFAULTSECT = 'DEFAULT'
MAX_INTERPOLATION_DEPTH = 10


class Error(Exception):
    """The base of this module's exceptions."""

    def __init__(self, msg=''):
        self.message = msg
        Exception.__init__(self, msg)

    def _get_message(self):
        return self.__message

    def _set_message(self, value):
        self.__message = value

    # BaseException.message warns; this one does not.
    message = property(_get_message, _set_message)

    def __repr__(self):
        return self.message

    __str__ = __repr__


class NoSectionError(Error):
    def __init__(self, section):
        Error.__init__(self, 'No section: %r' % (section,))
        self.section = section
        self.args = (section,)


class DuplicateSectionError(Error):
    def __init__(self, section):
        Error.__init__(self, 'Section %r already exists' % section)
        self.section = section
        self.args = (section,)


class NoOptionError(Error):
    def __init__(self, option, section):
        Error.__init__(self, 'No option %r in section: %r' % (option, section))
        self.option = option
        self.section = section
        self.args = (option, section)


class InterpolationError(Error):
    def __init__(self, option, section, msg):
        Error.__init__(self, msg)
        self.option = option
        self.section = section
        self.args = (option, section, msg)


class InterpolationMissingOptionError(InterpolationError):
    def __init__(self, option, section, rawval, reference):
        InterpolationError.__init__(self, option, section, 'Bad value substitution:\n\tsection: [%s]\n\toption : %s\n'
                                    '\tkey    : %s\n\trawval : %s\n' % (section, option, reference, rawval))
        self.reference = reference
        self.args = (option, section, rawval, reference)


class InterpolationSyntaxError(InterpolationError):
    """A % that begins no substitution."""


class InterpolationDepthError(InterpolationError):
    def __init__(self, option, section, rawval):
        InterpolationError.__init__(self, option, section, 'Value interpolation too deeply recursive:\n'
                                    '\tsection: [%s]\n\toption : %s\n\trawval : %s\n' % (section, option, rawval))
        self.args = (option, section, rawval)


class ParsingError(Error):
    """Lines that are neither headers nor options."""

    def __init__(self, filename):
        Error.__init__(self, 'File contains parsing errors: %s' % filename)
        self.filename = filename
        self.errors = []
        self.args = (filename,)

    def append(self, lineno, line):
        self.errors.append((lineno, line))
        self.message += '\n\t[line %2d]: %s' % (lineno, line)


class MissingSectionHeaderError(ParsingError):
    def __init__(self, filename, lineno, line):
        Error.__init__(self, 'File contains no section headers.\nfile: %s, line: %d\n%r' % (filename, lineno, line))
        self.filename = filename
        self.lineno = lineno
        self.line = line
        self.args = (filename, lineno, line)


class RawConfigParser:
    """Sections of options whose values are taken as they are."""

    SECTCRE = re.compile(r'\[(?P<header>[^]]+)\]')
    OPTCRE = re.compile(r'(?P<option>[^:=\s][^:=]*)\s*(?P<vi>[:=])\s*(?P<value>.*)$')
    OPTCRE_NV = re.compile(r'(?P<option>[^:=\s][^:=]*)\s*(?:(?P<vi>[:=])\s*(?P<value>.*))?$')

    _boolean_states = {'1': True, 'yes': True, 'true': True, 'on': True,
                       '0': False, 'no': False, 'false': False, 'off': False}

    def __init__(self, defaults=None, dict_type=_default_dict, allow_no_value=False):
        self._dict = dict_type
        self._sections = self._dict()
        self._defaults = self._dict()
        self._optcre = self.OPTCRE_NV if allow_no_value else self.OPTCRE
        if defaults:
            for name, value in defaults.items():
                self._defaults[self.optionxform(name)] = value

    def defaults(self):
        return self._defaults

    def sections(self):
        """The sections' names, without DEFAULT."""
        return self._sections.keys()

    def add_section(self, section):
        if section.lower() == 'default':
            raise ValueError, 'Invalid section name: %s' % section
        if section in self._sections:
            raise DuplicateSectionError(section)
        self._sections[section] = self._dict()

    def has_section(self, section):
        return section in self._sections

    def options(self, section):
        """The names of a section's options and of the defaults."""
        try:
            names = self._sections[section].copy()
        except KeyError:
            raise NoSectionError(section)
        names.update(self._defaults)
        names.pop('__name__', None)
        return names.keys()

    def read(self, filenames):
        """Read the files that can be opened; returns their names."""
        if isinstance(filenames, basestring):
            filenames = [filenames]
        done = []
        for filename in filenames:
            try:
                file = open(filename)
            except IOError:
                continue
            self._read(file, filename)
            file.close()
            done.append(filename)
        return done

    def readfp(self, fp, filename=None):
        if filename is None:
            filename = getattr(fp, 'name', '<???>')
        self._read(fp, filename)

    def _section_or_default(self, section):
        if section == DEFAULTSECT:
            return self._defaults
        try:
            return self._sections[section]
        except KeyError:
            raise NoSectionError(section)

    def get(self, section, option):
        name = self.optionxform(option)
        options = self._section_or_default(section)
        if name in options:
            return options[name]
        if name in self._defaults:
            return self._defaults[name]
        raise NoOptionError(option, section)

    def items(self, section):
        found = self._defaults.copy()
        try:
            found.update(self._sections[section])
        except KeyError:
            if section != DEFAULTSECT:
                raise NoSectionError(section)
        found.pop('__name__', None)
        return found.items()

    def _get(self, section, conv, option):
        return conv(self.get(section, option))

    def getint(self, section, option):
        return self._get(section, int, option)

    def getfloat(self, section, option):
        return self._get(section, float, option)

    def getboolean(self, section, option):
        value = self.get(section, option)
        try:
            return self._boolean_states[value.lower()]
        except KeyError:
            raise ValueError, 'Not a boolean: %s' % value

    def optionxform(self, optionstr):
        """The form in which names of options are compared."""
        return optionstr.lower()

    def has_option(self, section, option):
        name = self.optionxform(option)
        if not section or section == DEFAULTSECT:
            return name in self._defaults
        if section not in self._sections:
            return False
        return name in self._sections[section] or name in self._defaults

    def set(self, section, option, value=None):
        options = self._defaults if not section else self._section_or_default(section)
        options[self.optionxform(option)] = value

    def write(self, fp):
        if self._defaults:
            fp.write('[%s]\n' % DEFAULTSECT)
            for key, value in self._defaults.items():
                fp.write('%s = %s\n' % (key, str(value).replace('\n', '\n\t')))
            fp.write('\n')
        for section in self._sections:
            fp.write('[%s]\n' % section)
            for key, value in self._sections[section].items():
                if key == '__name__':
                    continue
                if value is not None or self._optcre == self.OPTCRE:
                    key = ' = '.join((key, str(value).replace('\n', '\n\t')))
                fp.write('%s\n' % key)
            fp.write('\n')

    def remove_option(self, section, option):
        options = self._defaults if not section else self._section_or_default(section)
        name = self.optionxform(option)
        existed = name in options
        if existed:
            del options[name]
        return existed

    def remove_section(self, section):
        existed = section in self._sections
        if existed:
            del self._sections[section]
        return existed

    def _read(self, fp, fpname):
        """Values are gathered as lists of lines, and joined at the end."""
        section = None
        name = None
        error = None
        for number, line in enumerate(iter(fp.readline, '')):
            lineno = number + 1
            if not line.strip() or line[0] in '#;':
                continue
            if line.split(None, 1)[0].lower() == 'rem' and line[0] in 'rR':
                continue
            if line[0].isspace() and section is not None and name:
                value = line.strip()
                if value:
                    section[name].append(value)
                continue
            header = self.SECTCRE.match(line)
            if header:
                title = header.group('header')
                if title in self._sections:
                    section = self._sections[title]
                elif title == DEFAULTSECT:
                    section = self._defaults
                else:
                    section = self._dict()
                    section['__name__'] = title
                    self._sections[title] = section
                name = None
                continue
            if section is None:
                raise MissingSectionHeaderError(fpname, lineno, line)
            option = self._optcre.match(line)
            if not option:
                if not error:
                    error = ParsingError(fpname)
                error.append(lineno, repr(line))
                continue
            name, mark, value = option.group('option', 'vi', 'value')
            name = self.optionxform(name.rstrip())
            if value is None:
                section[name] = value
                continue
            if mark in ('=', ':') and ';' in value:
                at = value.find(';')
                if at > 0 and value[at - 1].isspace():
                    value = value[:at]
            value = value.strip()
            section[name] = [] if value == '""' else [value]
            if value == '""':
                section[name].append('')
        if error:
            raise error
        for options in [self._defaults] + self._sections.values():
            for key, value in options.items():
                if isinstance(value, list):
                    options[key] = '\n'.join(value)


class _Chainmap(UserDict.DictMixin):
    """Several mappings as one; the first that has a key gives its value."""

    def __init__(self, *maps):
        self._maps = maps

    def __getitem__(self, key):
        for mapping in self._maps:
            if key in mapping:
                return mapping[key]
        raise KeyError(key)

    def keys(self):
        found = []
        for mapping in self._maps:
            found.extend(key for key in mapping if key not in found)
        return found


class ConfigParser(RawConfigParser):
    """%(name)s in a value stands for the value of another option."""

    _KEYCRE = re.compile(r'%\(([^)]*)\)s|.')

    def _values(self, section, vars):
        if section in self._sections:
            options = self._sections[section]
        elif section == DEFAULTSECT:
            options = {}
        else:
            raise NoSectionError(section)
        given = {}
        if vars:
            for key, value in vars.items():
                given[self.optionxform(key)] = value
        return _Chainmap(given, options, self._defaults)

    def get(self, section, option, raw=False, vars=None):
        """An option's value; raw: nothing is put in; vars: further names, which come first."""
        values = self._values(section, vars)
        name = self.optionxform(option)
        if name not in values:
            raise NoOptionError(option, section)
        value = values[name]
        if raw or value is None:
            return value
        return self._interpolate(section, name, value, values)

    def items(self, section, raw=False, vars=None):
        found = self._defaults.copy()
        try:
            found.update(self._sections[section])
        except KeyError:
            if section != DEFAULTSECT:
                raise NoSectionError(section)
        if vars:
            for key, value in vars.items():
                found[self.optionxform(key)] = value
        names = [name for name in found.keys() if name != '__name__']
        if raw:
            return [(name, found[name]) for name in names]
        return [(name, self._interpolate(section, name, found[name], found)) for name in names]

    def _interpolate(self, section, option, rawval, vars):
        value = rawval
        depth = MAX_INTERPOLATION_DEPTH
        while depth:
            depth -= 1
            if not (value and '%(' in value):
                break
            value = self._KEYCRE.sub(self._interpolation_replace, value)
            try:
                value = value % vars
            except KeyError, error:
                raise InterpolationMissingOptionError(option, section, rawval, error.args[0])
        if value and '%(' in value:
            raise InterpolationDepthError(option, section, rawval)
        return value

    def _interpolation_replace(self, match):
        name = match.group(1)
        return match.group() if name is None else '%%(%s)s' % self.optionxform(name)


class SafeConfigParser(ConfigParser):
    """Checks every % of a value: it begins a %(name)s or is doubled."""

    _interpvar_re = re.compile(r'%\(([^)]+)\)s')

    def _interpolate(self, section, option, rawval, vars):
        parts = []
        self._interpolate_some(option, parts, rawval, section, vars, 1)
        return ''.join(parts)

    def _interpolate_some(self, option, accum, rest, section, map, depth):
        if depth > MAX_INTERPOLATION_DEPTH:
            raise InterpolationDepthError(option, section, rest)
        while rest:
            at = rest.find('%')
            if at < 0:
                accum.append(rest)
                return
            accum.append(rest[:at])
            rest = rest[at:]
            follows = rest[1:2]
            if follows == '%':
                accum.append('%')
                rest = rest[2:]
            elif follows == '(':
                match = self._interpvar_re.match(rest)
                if match is None:
                    raise InterpolationSyntaxError(option, section, 'bad interpolation variable reference %r' % rest)
                name = self.optionxform(match.group(1))
                rest = rest[match.end():]
                try:
                    value = map[name]
                except KeyError:
                    raise InterpolationMissingOptionError(option, section, rest, name)
                if '%' in value:
                    self._interpolate_some(option, accum, value, section, map, depth + 1)
                else:
                    accum.append(value)
            else:
                raise InterpolationSyntaxError(option, section,
                                               "'%%' must be followed by '%%' or '(', found: %r" % (rest,))

    def set(self, section, option, value=None):
        if self._optcre is self.OPTCRE or value:
            if not isinstance(value, basestring):
                raise TypeError('option values must be strings')
        if value is not None:
            left = self._interpvar_re.sub('', value.replace('%%', ''))
            if '%' in left:
                raise ValueError('invalid interpolation syntax in %r at position %d' % (value, left.find('%')))
        ConfigParser.set(self, section, option, value)
