"""Reads a command line: a program declares its options, and gets their values.

    parser = OptionParser()
    parser.add_option('-n', '--number', type='int', default=1, help='how often')
    values, arguments = parser.parse_args()
"""

import os
import sys
import types

from _optparse_option import (
    AmbiguousOptionError, BadOptionError, NO_DEFAULT, OptParseError, Option,
    OptionConflictError, OptionError, OptionValueError, check_builtin, check_choice,
    describe as _repr, gettext, _, _builtin_cvt, _parse_int, _parse_long, _parse_num)
from _optparse_help import HelpFormatter, IndentedHelpFormatter, TitledHelpFormatter

__version__ = '1.5.3'

__all__ = ['Option', 'make_option', 'SUPPRESS_HELP', 'SUPPRESS_USAGE', 'Values',
           'OptionContainer', 'OptionGroup', 'OptionParser', 'HelpFormatter',
           'IndentedHelpFormatter', 'TitledHelpFormatter', 'OptParseError',
           'OptionError', 'OptionConflictError', 'OptionValueError', 'BadOptionError']

SUPPRESS_HELP = 'SUPPRESSHELP'
SUPPRESS_USAGE = 'SUPPRESSUSAGE'

make_option = Option


def isbasestring(x):
    """Whether something is a text, of either kind."""
    return isinstance(x, basestring)


class Values:
    """The values of the options, as attributes."""

    def __init__(self, defaults=None):
        vars(self).update(defaults or {})

    def __str__(self):
        return str(vars(self))

    __repr__ = _repr

    def __cmp__(self, other):
        if isinstance(other, Values):
            other = vars(other)
        return cmp(vars(self), other) if isinstance(other, dict) else -1

    def ensure_value(self, attr, value):
        """The attribute, which becomes this value if it has none."""
        if getattr(self, attr, None) is None:
            setattr(self, attr, value)
        return getattr(self, attr)

    # Values may also come from a dictionary, a file or a module: those of
    # options there are and that are not None (careful), or all (loose).

    def _update_careful(self, dict):
        for attr in dir(self):
            value = dict.get(attr)
            if value is not None:
                setattr(self, attr, value)

    def _update_loose(self, dict):
        vars(self).update(dict)

    def _update(self, dict, mode):
        if mode not in ('careful', 'loose'):
            raise ValueError('invalid update mode: %r' % mode)
        getattr(self, '_update_' + mode)(dict)

    def read_module(self, modname, mode='careful'):
        """Take values from a module's variables."""
        __import__(modname)
        self._update(vars(sys.modules[modname]), mode)

    def read_file(self, filename, mode='careful'):
        """Take values from the variables of a file of Python."""
        variables = {}
        execfile(filename, variables)
        self._update(variables, mode)


class OptionContainer:
    """Options in order, and the mappings from their strings to them."""

    def __init__(self, option_class, conflict_handler, description):
        self._create_option_list()
        self.option_class = option_class
        self.set_conflict_handler(conflict_handler)
        self.set_description(description)

    def _create_option_mappings(self):
        self._short_opt, self._long_opt, self.defaults = {}, {}, {}

    def _share_option_mappings(self, parser):
        self._short_opt, self._long_opt = parser._short_opt, parser._long_opt
        self.defaults = parser.defaults

    def destroy(self):
        """Forget the mappings, so that no cycle keeps the options."""
        del self._short_opt, self._long_opt, self.defaults

    def set_conflict_handler(self, handler):
        """What a string that is declared twice is: an "error", or the later option's ("resolve")."""
        if handler not in ('error', 'resolve'):
            raise ValueError('invalid conflict_resolution value %r' % handler)
        self.conflict_handler = handler

    def set_description(self, description):
        self.description = description

    def get_description(self):
        return self.description

    # ---- adding and removing

    def _places(self, option):
        """(a string, the mapping it is in, the option's list of it) for each string."""
        return ([(opt, self._short_opt, option._short_opts) for opt in option._short_opts]
                + [(opt, self._long_opt, option._long_opts) for opt in option._long_opts])

    def _check_conflict(self, option):
        taken = [opt for opt, mapping, _list in self._places(option) if opt in mapping]
        if taken and self.conflict_handler == 'error':
            raise OptionConflictError('conflicting option string(s): ' + ', '.join(taken), option)
        for opt in taken:
            self._take_away(opt)

    def _take_away(self, string):
        """Take a string away from its option, which goes with its last one."""
        owner = self.get_option(string)
        for opt, mapping, strings in self._places(owner):
            if opt == string:
                del mapping[opt]
                strings.remove(opt)
        if not (owner._short_opts or owner._long_opts):
            owner.container.option_list.remove(owner)

    def _option_of(self, args, kwargs):
        if isbasestring(args[0]):
            return self.option_class(*args, **kwargs)
        if kwargs or len(args) > 1:
            raise TypeError('invalid arguments')
        if not isinstance(args[0], Option):
            raise TypeError('not an Option instance: %r' % args[0])
        return args[0]

    def add_option(self, *args, **kwargs):
        """Add an Option, or make one of these arguments and add that."""
        option = self._option_of(args, kwargs)
        self._check_conflict(option)
        self.option_list.append(option)
        option.container = self
        for opt, mapping, _list in self._places(option):
            mapping[opt] = option
        if option.dest is not None:
            if option.default is not NO_DEFAULT:
                self.defaults[option.dest] = option.default
            self.defaults.setdefault(option.dest, None)
        return option

    def add_options(self, option_list):
        for each in option_list:
            self.add_option(each)

    def get_option(self, opt_str):
        """The option with this string, or None."""
        return self._short_opt.get(opt_str) or self._long_opt.get(opt_str)

    def has_option(self, opt_str):
        return self.get_option(opt_str) is not None

    def remove_option(self, opt_str):
        """Remove the option with this string, and all its other strings."""
        option = self.get_option(opt_str)
        if option is None:
            raise ValueError('no such option %r' % opt_str)
        for opt, mapping, _list in self._places(option):
            del mapping[opt]
        option.container.option_list.remove(option)

    # ---- help

    def format_option_help(self, formatter):
        return ''.join([formatter.format_option(option) for option in self.option_list
                        if option.help is not SUPPRESS_HELP])

    def format_description(self, formatter):
        return formatter.format_description(self.get_description())

    def format_help(self, formatter):
        sections = []
        if self.description:
            sections.append(self.format_description(formatter))
        if self.option_list:
            sections.append(self.format_option_help(formatter))
        return '\n'.join(sections)


class OptionGroup(OptionContainer):
    """Options of a parser under a heading of their own."""

    def __init__(self, parser, title, description=None):
        self.parser = parser
        self.set_title(title)
        OptionContainer.__init__(self, parser.option_class, parser.conflict_handler, description)

    def _create_option_list(self):
        self.option_list = []
        self._share_option_mappings(self.parser)

    def set_title(self, title):
        self.title = title

    def destroy(self):
        OptionContainer.destroy(self)
        del self.option_list

    def format_help(self, formatter):
        heading = formatter.format_heading(self.title)
        formatter.indent()
        body = OptionContainer.format_help(self, formatter)
        formatter.dedent()
        return heading + body


class OptionParser(OptionContainer):
    """The options of a program.

    While parse_args() runs, rargs are the arguments still to read, largs
    those read that are no options, and values the values; callbacks may
    change them.
    """

    standard_option_list = []

    def __init__(self, usage=None, option_list=None, option_class=Option, version=None,
                 conflict_handler='error', description=None, formatter=None,
                 add_help_option=True, prog=None, epilog=None):
        OptionContainer.__init__(self, option_class, conflict_handler, description)
        self.prog, self.version, self.epilog = prog, version, epilog
        self.set_usage(usage)
        self.enable_interspersed_args()
        self.set_process_default_values(True)
        self.formatter = formatter or IndentedHelpFormatter()
        self.formatter.set_parser(self)
        self._populate_option_list(option_list, add_help=add_help_option)
        self._init_parsing_state()

    def _create_option_list(self):
        self.option_list, self.option_groups = [], []
        self._create_option_mappings()

    def _add_help_option(self):
        self.add_option('-h', '--help', action='help',
                        help=_('show this help message and exit'))

    def _add_version_option(self):
        self.add_option('--version', action='version',
                        help=_("show program's version number and exit"))

    def _populate_option_list(self, option_list, add_help=True):
        for options in self.standard_option_list, option_list or []:
            self.add_options(options)
        if self.version:
            self._add_version_option()
        if add_help:
            self._add_help_option()

    def _init_parsing_state(self):
        self.rargs = self.largs = self.values = None

    def destroy(self):
        """Forget everything that could be in a cycle with this."""
        OptionContainer.destroy(self)
        for group in self.option_groups:
            group.destroy()
        del self.option_list, self.option_groups, self.formatter

    # ---- settings

    def set_usage(self, usage):
        """The usage's text without the word in front; None is the usual one."""
        if usage is None:
            usage = _('%prog [options]')
        elif usage is SUPPRESS_USAGE:
            usage = None
        elif usage.lower().startswith('usage: '):
            usage = usage[7:]
        self.usage = usage

    def enable_interspersed_args(self):
        """Options may follow other arguments."""
        self.allow_interspersed_args = True

    def disable_interspersed_args(self):
        """The first argument that is no option ends the options."""
        self.allow_interspersed_args = False

    def set_process_default_values(self, process):
        """Whether defaults that are texts are converted like the user's."""
        self.process_default_values = process

    def set_default(self, dest, value):
        self.defaults[dest] = value

    def set_defaults(self, **kwargs):
        self.defaults.update(kwargs)

    def get_default_values(self):
        """The values as they are without a command line."""
        defaults = self.defaults.copy()
        if self.process_default_values:
            for option in self._get_all_options():
                default = defaults.get(option.dest)
                if isbasestring(default):
                    name = option.get_opt_string()
                    defaults[option.dest] = option.check_value(name, default)
        return Values(defaults)

    # ---- groups

    def _get_all_options(self):
        lists = [self.option_list] + [group.option_list for group in self.option_groups]
        return sum(lists, [])

    def add_option_group(self, *args, **kwargs):
        """Add an OptionGroup, or make one of these arguments and add that."""
        group = args[0]
        if type(group) is types.StringType:
            group = OptionGroup(self, *args, **kwargs)
        elif kwargs or len(args) > 1:
            raise TypeError('invalid arguments')
        elif not isinstance(group, OptionGroup):
            raise TypeError('not an OptionGroup instance: %r' % group)
        elif group.parser is not self:
            raise ValueError('invalid OptionGroup (wrong parser)')
        self.option_groups.append(group)
        return group

    def get_option_group(self, opt_str):
        """The group that has the option, or None."""
        owner = getattr(self.get_option(opt_str), 'container', self)
        return None if owner is self else owner

    # ---- parsing

    def _get_args(self, args):
        return list(sys.argv[1:] if args is None else args)

    def parse_args(self, args=None, values=None):
        """Read the arguments, by default the program's: (the values, what is no option)."""
        self.rargs = rargs = self._get_args(args)
        self.largs = largs = []
        self.values = values = self.get_default_values() if values is None else values
        try:
            self._process_args(largs, rargs, values)
        except (BadOptionError, OptionValueError) as problem:
            self.error(str(problem))
        return self.check_values(values, largs + rargs)

    def check_values(self, values, args):
        """For classes to override: looks over, and gives, what parse_args() gives."""
        return values, args

    def _process_args(self, largs, rargs, values):
        """Move arguments from rargs to largs or into values, up to where options end."""
        while rargs:
            arg = rargs[0]
            if arg == '--':
                del rargs[0]
                break
            if arg.startswith('--'):
                self._process_long_opt(rargs, values)
            elif arg.startswith('-') and arg != '-':
                self._process_short_opts(rargs, values)
            elif self.allow_interspersed_args:
                largs.append(rargs.pop(0))
            else:
                break

    def _match_long_opt(self, opt):
        return _match_abbrev(opt, self._long_opt)

    def _values_for(self, option, opt, rargs):
        """The arguments that an option takes: one, a tuple of several, or None."""
        count = option.nargs
        if not option.takes_value():
            return None
        if len(rargs) < count:
            self.error(_('%s option requires an argument') % opt if count == 1
                       else _('%s option requires %d arguments') % (opt, count))
        elif count == 1:
            return rargs.pop(0)
        taken = tuple(rargs[:count])
        del rargs[:count]
        return taken

    def _process_long_opt(self, rargs, values):
        opt, equals, value = rargs.pop(0).partition('=')
        if equals:
            rargs.insert(0, value)
        opt = self._match_long_opt(opt)
        option = self._long_opt[opt]
        if equals and not option.takes_value():
            self.error(_('%s option does not take a value') % opt)
        option.process(opt, self._values_for(option, opt, rargs), values, self)

    def _process_short_opts(self, rargs, values):
        letters = rargs.pop(0)[1:]
        while letters:
            opt, letters = '-' + letters[0], letters[1:]
            option = self._short_opt.get(opt)
            if not option:
                raise BadOptionError(opt)
            if letters and option.takes_value():
                # They are no options but the value.
                rargs.insert(0, letters)
                letters = ''
            option.process(opt, self._values_for(option, opt, rargs), values, self)

    # ---- ending the program

    def exit(self, status=0, msg=None):
        """End the program; a message goes to standard error."""
        if msg:
            sys.stderr.write(msg)
        sys.exit(status)

    def error(self, msg):
        """End the program because of a wrong command line."""
        self.print_usage(sys.stderr)
        self.exit(2, '%s: error: %s\n' % (self.get_prog_name(), msg))

    # ---- help

    def get_prog_name(self):
        return os.path.basename(sys.argv[0]) if self.prog is None else self.prog

    def expand_prog_name(self, s):
        """A text with the program's name filled in."""
        return s.replace('%prog', self.get_prog_name())

    def get_description(self):
        return self.expand_prog_name(self.description)

    def get_usage(self):
        return self.usage and self.formatter.format_usage(self.expand_prog_name(self.usage)) or ''

    def print_usage(self, file=None):
        if self.usage:
            print >>file, self.get_usage()

    def get_version(self):
        return self.version and self.expand_prog_name(self.version) or ''

    def print_version(self, file=None):
        if self.version:
            print >>file, self.get_version()

    def format_option_help(self, formatter=None):
        formatter = formatter or self.formatter
        formatter.store_option_strings(self)
        heading = formatter.format_heading(_('Options'))
        formatter.indent()
        sections = []
        if self.option_list:
            sections.append(OptionContainer.format_option_help(self, formatter))
        sections += [group.format_help(formatter) for group in self.option_groups]
        formatter.dedent()
        return heading + '\n'.join(sections) if sections else ''

    def format_epilog(self, formatter):
        return formatter.format_epilog(self.epilog)

    def format_help(self, formatter=None):
        formatter = formatter or self.formatter
        parts = []
        if self.usage:
            parts += [self.get_usage(), '\n']
        if self.description:
            parts += [self.format_description(formatter), '\n']
        parts += [self.format_option_help(formatter), self.format_epilog(formatter)]
        return ''.join(parts)

    def _get_encoding(self, file):
        return getattr(file, 'encoding', None) or sys.getdefaultencoding()

    def print_help(self, file=None):
        file = sys.stdout if file is None else file
        file.write(self.format_help().encode(self._get_encoding(file), 'replace'))


def _match_abbrev(s, wordmap):
    """The key of a mapping that is a text, or the only one that begins with it."""
    if s in wordmap:
        return s
    matches = sorted([word for word in wordmap if word.startswith(s)])
    if not matches:
        raise BadOptionError(s)
    if len(matches) > 1:
        raise AmbiguousOptionError(s, matches)
    return matches[0]
