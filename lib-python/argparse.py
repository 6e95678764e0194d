"""Reads command lines: positional arguments, options, subcommands.

    parser = argparse.ArgumentParser(description='Add numbers.')
    parser.add_argument('numbers', type=int, nargs='+', help='what to add')
    parser.add_argument('-v', '--verbose', action='store_true')
    arguments = parser.parse_args()
    print sum(arguments.numbers)
"""

# Programs that extend the parser find all of these here, used or not.
import collections as _collections
import copy as _copy
import os as _os
import re as _re
import sys as _sys
import textwrap as _textwrap
from gettext import gettext as _

from _argparse_actions import (
    ACTIONS as _ACTIONS, Action, ArgumentError, ArgumentTypeError, FileType, Namespace,
    ONE_OR_MORE, OPTIONAL, PARSER, REMAINDER, SUPPRESS, UNRECOGNIZED as _UNRECOGNIZED_ARGS_ATTR,
    ZERO_OR_MORE, _AppendAction, _AppendConstAction, _AttributeHolder, _CountAction,
    _HelpAction, _StoreAction, _StoreConstAction, _StoreFalseAction, _StoreTrueAction,
    _SubParsersAction, _VersionAction, _ensure_value, _get_action_name)
from _argparse_help import (ArgumentDefaultsHelpFormatter, HelpFormatter,
                            RawDescriptionHelpFormatter, RawTextHelpFormatter)
from _argparse_line import CommandLine as _CommandLine

__version__ = '1.1'

__all__ = ['ArgumentParser', 'ArgumentError', 'ArgumentTypeError', 'FileType',
           'HelpFormatter', 'ArgumentDefaultsHelpFormatter', 'RawDescriptionHelpFormatter',
           'RawTextHelpFormatter', 'Namespace', 'Action', 'ONE_OR_MORE', 'OPTIONAL', 'PARSER',
           'REMAINDER', 'SUPPRESS', 'ZERO_OR_MORE']


class _ActionsContainer(object):
    """What arguments can be added to."""

    def __init__(self, description, prefix_chars, argument_default, conflict_handler):
        self.description, self.prefix_chars = description, prefix_chars
        self.argument_default, self.conflict_handler = argument_default, conflict_handler
        self._registries = {}
        for name, action in _ACTIONS.items():
            self.register('action', name, action)
        # That there is one is checked now, not at the first conflict.
        self._get_handler()
        self._actions, self._option_string_actions = [], {}
        self._action_groups, self._mutually_exclusive_groups = [], []
        self._defaults = {}
        # Such arguments are options only if there is an option like that. A
        # list, since a parser and its groups share what is true of all.
        self._negative_number_matcher = _re.compile(r'^-\d+$|^-\d*\.\d+$')
        self._has_negative_number_optionals = []

    # ---- names for actions and types

    def register(self, registry_name, value, object):
        """Give an action or a type a name for add_argument()."""
        self._registries.setdefault(registry_name, {})[value] = object

    def _registry_get(self, registry_name, value, default=None):
        return self._registries[registry_name].get(value, default)

    def _pop_action_class(self, kwargs, default=None):
        action = kwargs.pop('action', default)
        return self._registry_get('action', action, action)

    # ---- defaults

    def set_defaults(self, **kwargs):
        """Set defaults, also of attributes that no argument is for."""
        self._defaults.update(kwargs)
        for action in self._actions:
            action.default = kwargs.get(action.dest, action.default)

    def get_default(self, dest):
        """The default of an attribute, or None."""
        for action in self._actions:
            if action.dest == dest and action.default is not None:
                return action.default
        return self._defaults.get(dest)

    # ---- adding

    def add_argument(self, *args, **kwargs):
        """Add an argument: by its name, or as an option by one or more strings.

        Keywords: action, nargs, const, default, type, choices, required,
        help, metavar, dest, as far as the action has them.
        """
        positional = not args or len(args) == 1 and args[0][0] not in self.prefix_chars
        if positional:
            if args and 'dest' in kwargs:
                raise ValueError('dest supplied twice for positional argument')
            kwargs = self._get_positional_kwargs(*args, **kwargs)
        else:
            kwargs = self._get_optional_kwargs(*args, **kwargs)
        if 'default' not in kwargs:
            default = self._defaults.get(kwargs['dest'], self.argument_default)
            if default is not None or kwargs['dest'] in self._defaults:
                kwargs['default'] = default
        make_action = self._pop_action_class(kwargs)
        if not callable(make_action):
            raise ValueError('unknown action "%s"' % (make_action,))
        action = make_action(**kwargs)
        self._check_action(action)
        return self._add_action(action)

    def _check_action(self, action):
        convert = self._registry_get('type', action.type, action.type)
        if not callable(convert):
            raise ValueError('%r is not callable' % (convert,))
        if hasattr(self, '_get_formatter'):
            try:
                self._get_formatter()._format_args(action, None)
            except TypeError:
                raise ValueError('length of metavar tuple does not match nargs')

    def _get_positional_kwargs(self, dest, **kwargs):
        """An action's keywords, for an argument that goes by its position."""
        if 'required' in kwargs:
            raise TypeError(_("'required' is an invalid argument for positionals"))
        nargs = kwargs.get('nargs')
        may_be_missing = nargs == OPTIONAL or nargs == ZERO_OR_MORE and 'default' in kwargs
        if not may_be_missing:
            kwargs['required'] = True
        return dict(kwargs, dest=dest, option_strings=[])

    def _get_optional_kwargs(self, *args, **kwargs):
        """An action's keywords, for an option."""
        for string in args:
            if string[0] not in self.prefix_chars:
                raise ValueError(_('invalid option string %r: must start with a character %r')
                                 % (string, self.prefix_chars))
        if kwargs.get('dest') is None:
            # After the first long string, or else the first.
            longs = [string for string in args if string[1:2] and string[1] in self.prefix_chars]
            string = (longs or args)[0]
            dest = string.lstrip(self.prefix_chars)
            if not dest:
                raise ValueError(_('dest= is required for options like %r') % string)
            kwargs['dest'] = dest.replace('-', '_')
        return dict(kwargs, option_strings=list(args))

    def _add_action(self, action):
        self._check_conflict(action)
        action.container = self
        self._actions.append(action)
        for string in action.option_strings:
            self._option_string_actions[string] = action
            if self._negative_number_matcher.match(string):
                self._has_negative_number_optionals[:] = [True]
        return action

    def _remove_action(self, action):
        self._actions.remove(action)

    def add_argument_group(self, *args, **kwargs):
        """Add a group with a title and a description in the help, and give it."""
        self._action_groups.append(_ArgumentGroup(self, *args, **kwargs))
        return self._action_groups[-1]

    def add_mutually_exclusive_group(self, **kwargs):
        """Add a group of arguments of which one may be used, or must if required; give it."""
        self._mutually_exclusive_groups.append(_MutuallyExclusiveGroup(self, **kwargs))
        return self._mutually_exclusive_groups[-1]

    def _groups_by_title(self):
        groups = {}
        for group in self._action_groups:
            if group.title in groups:
                raise ValueError(_('cannot merge actions - two groups are named %r')
                                 % (group.title,))
            groups[group.title] = group
        return groups

    def _add_container_actions(self, container):
        """Add the arguments of another container, in groups like those they are in there."""
        own_groups = self._groups_by_title()
        homes = {}
        for group in container._action_groups:
            if group.title not in own_groups:
                own_groups[group.title] = self.add_argument_group(
                    group.title, group.description, conflict_handler=group.conflict_handler)
            homes.update(dict.fromkeys(group._group_actions, own_groups[group.title]))
        for group in container._mutually_exclusive_groups:
            copy = self.add_mutually_exclusive_group(required=group.required)
            homes.update(dict.fromkeys(group._group_actions, copy))
        for action in container._actions:
            homes.get(action, self)._add_action(action)

    # ---- options that are there already

    def _get_handler(self):
        handler = getattr(self, '_handle_conflict_%s' % self.conflict_handler, None)
        if handler is None:
            raise ValueError(_('invalid conflict_resolution value: %r') % self.conflict_handler)
        return handler

    def _check_conflict(self, action):
        known = self._option_string_actions
        conflicts = [(string, known[string]) for string in action.option_strings
                     if string in known]
        if conflicts:
            self._get_handler()(action, conflicts)

    def _handle_conflict_error(self, action, conflicting_actions):
        strings = ', '.join([string for string, _action in conflicting_actions])
        present = conflicting_actions[-1][1]
        raise ArgumentError(present, _('conflicting option string(s): %s') % strings)

    def _handle_conflict_resolve(self, action, conflicting_actions):
        """Take the strings away from the actions that have them."""
        for string, other in conflicting_actions:
            del self._option_string_actions[string]
            other.option_strings.remove(string)
            if not other.option_strings:
                other.container._remove_action(other)


class _ArgumentGroup(_ActionsContainer):
    """Arguments that the help shows together; the container has them too."""

    # What both have is one.
    _SHARED = ('_registries', '_actions', '_option_string_actions', '_defaults',
               '_has_negative_number_optionals', '_mutually_exclusive_groups')

    def __init__(self, container, title=None, description=None, **kwargs):
        for name in 'conflict_handler', 'prefix_chars', 'argument_default':
            kwargs.setdefault(name, getattr(container, name))
        super(_ArgumentGroup, self).__init__(description=description, **kwargs)
        self.title = title
        self._group_actions = []
        for name in self._SHARED:
            setattr(self, name, getattr(container, name))

    def _add_action(self, action):
        super(_ArgumentGroup, self)._add_action(action)
        self._group_actions.append(action)
        return action

    def _remove_action(self, action):
        super(_ArgumentGroup, self)._remove_action(action)
        self._group_actions.remove(action)


class _MutuallyExclusiveGroup(_ArgumentGroup):
    """Arguments of which one at most may be used."""

    def __init__(self, container, required=False):
        super(_MutuallyExclusiveGroup, self).__init__(container)
        self._container, self.required = container, required

    def _add_action(self, action):
        if action.required:
            raise ValueError(_('mutually exclusive arguments must be optional'))
        # The help shows them where the container does.
        self._group_actions.append(self._container._add_action(action))
        return action

    def _remove_action(self, action):
        self._container._remove_action(action)
        self._group_actions.remove(action)


def _deprecated(message):
    import warnings
    warnings.warn(message, DeprecationWarning, stacklevel=3)


_NO_VERSION = ('The %s method is deprecated -- the "version" argument to ArgumentParser is '
               'no longer supported.')

# What an argument takes, by nargs, as a pattern over the letters of a command line.
_NARGS_PATTERNS = {
    None: '(-*A-*)',
    OPTIONAL: '(-*A?-*)',
    ZERO_OR_MORE: '(-*[A-]*)',
    ONE_OR_MORE: '(-*A[A-]*)',
    REMAINDER: '([-AO]*)',
    PARSER: '(-*A[-AO]*)',
}

_NARGS_MESSAGES = {
    None: _('expected one argument'),
    OPTIONAL: _('expected at most one argument'),
    ONE_OR_MORE: _('expected at least one argument'),
}


class ArgumentParser(_AttributeHolder, _ActionsContainer):
    """The arguments of a program.

    The help has the usage, by default made from the arguments, the
    description, the arguments and the epilog, as formatter_class lays it
    out. parents are parsers whose arguments this one gets too. Options start
    with one of prefix_chars; an argument that starts with one of
    fromfile_prefix_chars is the name of a file that has more. add_help adds
    the option --help.
    """

    def __init__(self, prog=None, usage=None, description=None, epilog=None, version=None,
                 parents=[], formatter_class=HelpFormatter, prefix_chars='-',
                 fromfile_prefix_chars=None, argument_default=None, conflict_handler='error',
                 add_help=True):
        if version is not None:
            _deprecated('The "version" argument to ArgumentParser is deprecated. Please use '
                        '"add_argument(..., action=\'version\', version="N", ...)" instead')
        super(ArgumentParser, self).__init__(description, prefix_chars, argument_default,
                                             conflict_handler)
        self.prog = _os.path.basename(_sys.argv[0]) if prog is None else prog
        self.usage, self.epilog, self.version = usage, epilog, version
        self.formatter_class = formatter_class
        self.fromfile_prefix_chars = fromfile_prefix_chars
        self.add_help = add_help
        self._positionals = self.add_argument_group(_('positional arguments'))
        self._optionals = self.add_argument_group(_('optional arguments'))
        self._subparsers = None
        self.register('type', None, _unchanged)
        if add_help:
            self._add_own_option('h', 'help', action='help',
                                 help=_('show this help message and exit'))
        if version:
            self._add_own_option('v', 'version', action='version', version=version,
                                 help=_("show program's version number and exit"))
        for parent in parents:
            self._add_container_actions(parent)
            self._defaults.update(getattr(parent, '_defaults', {}))

    def _add_own_option(self, letter, name, **keywords):
        char = '-' if '-' in self.prefix_chars else self.prefix_chars[0]
        self.add_argument(char + letter, char * 2 + name, default=SUPPRESS, **keywords)

    def _get_kwargs(self):
        names = ('prog', 'usage', 'description', 'version', 'formatter_class',
                 'conflict_handler', 'add_help')
        return [(name, getattr(self, name)) for name in names]

    # ---- its actions

    def _add_action(self, action):
        group = self._optionals if action.option_strings else self._positionals
        return group._add_action(action)

    def _get_optional_actions(self):
        return [action for action in self._actions if action.option_strings]

    def _get_positional_actions(self):
        return [action for action in self._actions if not action.option_strings]

    def add_subparsers(self, **kwargs):
        """Give what adds subcommands, by add_parser().

        Keywords: title and description for a group of their own; dest for
        the subcommand's name; prog, help, metavar, action and parser_class.
        """
        if self._subparsers is not None:
            self.error(_('cannot have multiple subparser arguments'))
        kwargs.setdefault('parser_class', type(self))
        self._subparsers = self._positionals
        if 'title' in kwargs or 'description' in kwargs:
            title, description = kwargs.pop('title', 'subcommands'), kwargs.pop('description', None)
            self._subparsers = self.add_argument_group(_(title), _(description))
        if kwargs.get('prog') is None:
            # With the arguments that are before the subcommand.
            formatter = self._get_formatter()
            formatter.add_usage(self.usage, self._get_positional_actions(),
                                self._mutually_exclusive_groups, '')
            kwargs['prog'] = formatter.format_help().strip()
        make_action = self._pop_action_class(kwargs, 'parsers')
        return self._subparsers._add_action(make_action(option_strings=[], **kwargs))

    # ---- parsing

    def parse_args(self, args=None, namespace=None):
        """The values of the arguments, by default the program's, as attributes of an object."""
        namespace, unknown = self.parse_known_args(args, namespace)
        if unknown:
            self.error(_('unrecognized arguments: %s') % ' '.join(unknown))
        return namespace

    def parse_known_args(self, args=None, namespace=None):
        """(what parse_args() gives, a list of the arguments that are unknown)."""
        args = list(_sys.argv[1:] if args is None else args)
        namespace = Namespace() if namespace is None else namespace
        self._set_missing(namespace, [
            (action.dest, action.default) for action in self._actions
            if action.dest is not SUPPRESS and action.default is not SUPPRESS])
        self._set_missing(namespace, self._defaults.items())
        try:
            namespace, unknown = self._parse_known_args(args, namespace)
        except ArgumentError as problem:
            self.error(str(problem))
        if hasattr(namespace, _UNRECOGNIZED_ARGS_ATTR):
            unknown.extend(getattr(namespace, _UNRECOGNIZED_ARGS_ATTR))
            delattr(namespace, _UNRECOGNIZED_ARGS_ATTR)
        return namespace, unknown

    def _set_missing(self, namespace, items):
        for name, value in items:
            if not hasattr(namespace, name):
                setattr(namespace, name, value)

    def _parse_known_args(self, arg_strings, namespace):
        if self.fromfile_prefix_chars is not None:
            arg_strings = self._read_args_from_files(arg_strings)
        return namespace, _CommandLine(self, arg_strings, namespace).read()

    def _read_args_from_files(self, arg_strings):
        """The arguments, with those of files in the place of the files."""
        arguments = []
        for argument in arg_strings:
            if argument and argument[0] in self.fromfile_prefix_chars:
                arguments += self._args_of_file(argument[1:])
            else:
                arguments.append(argument)
        return arguments

    def _args_of_file(self, path):
        try:
            with open(path) as stream:
                lines = stream.read().splitlines()
            return self._read_args_from_files(sum(map(self._args_of_line, lines), []))
        except IOError as problem:
            self.error(str(problem))

    def _args_of_line(self, line):
        return list(self.convert_arg_line_to_args(line))

    def convert_arg_line_to_args(self, arg_line):
        """The arguments in a line of a file; for classes to override."""
        return [arg_line]

    # ---- what is an option

    def _parse_optional(self, arg_string):
        """None for what is no option, else (action or None if unknown, option string, its value)."""
        if not arg_string or arg_string[0] not in self.prefix_chars:
            return None
        known = self._option_string_actions
        if arg_string in known:
            return known[arg_string], arg_string, None
        if len(arg_string) == 1:
            return None
        option, equals, value = arg_string.partition('=')
        if equals and option in known:
            return known[option], option, value
        candidates = self._get_option_tuples(arg_string)
        if len(candidates) > 1:
            options = ', '.join([option for _action, option, _value in candidates])
            self.error(_('ambiguous option: %s could match %s') % (arg_string, options))
        if candidates:
            return candidates[0]
        is_number = self._negative_number_matcher.match(arg_string)
        if ' ' in arg_string or is_number and not self._has_negative_number_optionals:
            return None
        return None, arg_string, None

    def _get_option_tuples(self, option_string):
        """What a string may abbreviate, or be the beginning of with its value."""
        chars, known = self.prefix_chars, self._option_string_actions
        if option_string[0] not in chars:
            self.error(_('unexpected option string: %s') % option_string)
            return []
        if option_string[1] in chars:
            start, equals, value = option_string.partition('=')
            return [(known[option], option, value if equals else None)
                    for option in known if option.startswith(start)]
        # A letter's value may follow it at once.
        letter, value = option_string[:2], option_string[2:]
        return [(known[option], option, value if option == letter else None)
                for option in known if option == letter or option.startswith(option_string)]

    # ---- how many arguments

    def _get_nargs_pattern(self, action):
        nargs = action.nargs
        pattern = _NARGS_PATTERNS.get(nargs)
        if pattern is None:
            pattern = '(-*%s-*)' % '-*'.join('A' * nargs)
        if action.option_strings:
            # "--" does not belong to options.
            pattern = pattern.replace('-*', '').replace('-', '')
        return pattern

    def _match_argument(self, action, arg_strings_pattern):
        """How many arguments an action takes."""
        match = _re.match(self._get_nargs_pattern(action), arg_strings_pattern)
        if match is None:
            message = _NARGS_MESSAGES.get(action.nargs)
            raise ArgumentError(action, message or _('expected %s argument(s)') % action.nargs)
        return len(match.group(1))

    def _match_arguments_partial(self, actions, arg_strings_pattern):
        """How many arguments each of the actions takes, for as many as get theirs."""
        patterns = map(self._get_nargs_pattern, actions)
        while patterns:
            match = _re.match(''.join(patterns), arg_strings_pattern)
            if match is not None:
                return map(len, match.groups())
            patterns.pop()
        return []

    # ---- values

    def _get_values(self, action, arg_strings):
        """What an action is called with: its arguments, converted and checked."""
        nargs = action.nargs
        if '--' in arg_strings and nargs not in (PARSER, REMAINDER):
            arg_strings = list(arg_strings)
            arg_strings.remove('--')
        if not arg_strings and nargs == OPTIONAL:
            value = action.const if action.option_strings else action.default
            return self._checked(action, value) if isinstance(value, basestring) else value
        if not arg_strings and nargs == ZERO_OR_MORE and not action.option_strings:
            value = arg_strings if action.default is None else action.default
            self._check_value(action, value)
            return value
        if nargs in (None, OPTIONAL) and len(arg_strings) == 1:
            return self._checked(action, arg_strings[0])
        values = [self._get_value(action, each) for each in arg_strings]
        # Of a subcommand's arguments only its name, and of what just remains nothing.
        to_check = {PARSER: values[:1], REMAINDER: []}.get(nargs, values)
        for value in to_check:
            self._check_value(action, value)
        return values

    def _checked(self, action, arg_string):
        value = self._get_value(action, arg_string)
        self._check_value(action, value)
        return value

    def _get_value(self, action, arg_string):
        """One argument, converted."""
        convert = self._registry_get('type', action.type, action.type)
        if not callable(convert):
            raise ArgumentError(action, _('%r is not callable') % (convert,))
        try:
            return convert(arg_string)
        except ArgumentTypeError as problem:
            message = str(problem)
        except (TypeError, ValueError):
            name = getattr(action.type, '__name__', repr(action.type))
            message = _('invalid %s value: %r') % (name, arg_string)
        raise ArgumentError(action, message)

    def _check_value(self, action, value):
        if action.choices is not None and value not in action.choices:
            choices = ', '.join(map(repr, action.choices))
            raise ArgumentError(action, _('invalid choice: %r (choose from %s)')
                                % (value, choices))

    # ---- help

    def _get_formatter(self):
        return self.formatter_class(prog=self.prog)

    def format_usage(self):
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups)
        return formatter.format_help()

    def format_help(self):
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups)
        formatter.add_text(self.description)
        for group in self._action_groups:
            formatter.start_section(group.title)
            formatter.add_text(group.description)
            formatter.add_arguments(group._group_actions)
            formatter.end_section()
        formatter.add_text(self.epilog)
        return formatter.format_help()

    def format_version(self):
        _deprecated(_NO_VERSION % 'format_version')
        formatter = self._get_formatter()
        formatter.add_text(self.version)
        return formatter.format_help()

    def print_usage(self, file=None):
        self._print_message(self.format_usage(), _sys.stdout if file is None else file)

    def print_help(self, file=None):
        self._print_message(self.format_help(), _sys.stdout if file is None else file)

    def print_version(self, file=None):
        _deprecated(_NO_VERSION % 'print_version')
        self._print_message(self.format_version(), file)

    def _print_message(self, message, file=None):
        if message:
            stream = _sys.stderr if file is None else file
            stream.write(message)

    # ---- ending the program

    def exit(self, status=0, message=None):
        """End the program; a message goes to standard error."""
        if message:
            self._print_message(message, _sys.stderr)
        _sys.exit(status)

    def error(self, message):
        """End the program because of a wrong command line."""
        self.print_usage(_sys.stderr)
        self.exit(2, _('%s: error: %s\n') % (self.prog, message))


def _unchanged(string):
    return string
