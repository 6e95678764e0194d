"""What argparse does with an argument, and what it makes of it."""

import sys as _sys
from collections import OrderedDict as _OrderedDict
from copy import copy as _copy
from gettext import gettext as _

SUPPRESS = '==SUPPRESS=='

# Values of nargs that are no numbers.
OPTIONAL = '?'
ZERO_OR_MORE = '*'
ONE_OR_MORE = '+'
PARSER = 'A...'
REMAINDER = '...'

# Where a subcommand leaves in the namespace what it does not know.
UNRECOGNIZED = '_unrecognized_args'


class _AttributeHolder(object):
    """Shows in its repr what it was made of."""

    __module__ = 'argparse'

    def _get_args(self):
        return []

    def _get_kwargs(self):
        return sorted(vars(self).items())

    def __repr__(self):
        shown = map(repr, self._get_args())
        shown += ['%s=%r' % item for item in self._get_kwargs()]
        return '%s(%s)' % (type(self).__name__, ', '.join(shown))


class Namespace(_AttributeHolder):
    """The values of the arguments, as attributes."""

    __module__ = 'argparse'
    __hash__ = None

    def __init__(self, **kwargs):
        vars(self).update(kwargs)

    def __contains__(self, key):
        return key in vars(self)

    def __eq__(self, other):
        if not isinstance(other, Namespace):
            return NotImplemented
        return vars(other) == vars(self)

    def __ne__(self, other):
        equal = self.__eq__(other)
        return equal if equal is NotImplemented else not equal


def _get_action_name(argument):
    """What messages call an argument: its options, or the first name that it has."""
    if argument is None:
        return None
    names = ['/'.join(argument.option_strings), argument.metavar, argument.dest]
    for name in names:
        if name not in ('', None, SUPPRESS):
            return name
    return None


class ArgumentError(Exception):
    """An argument is wrong; the text says which one, if one is given, and how."""

    __module__ = 'argparse'

    def __init__(self, argument, message):
        self.argument_name = _get_action_name(argument)
        self.message = message

    def __str__(self):
        if self.argument_name is None:
            return '%s' % self.message
        return 'argument %s: %s' % (self.argument_name, self.message)


class ArgumentTypeError(Exception):
    """What a type's function raises to say itself what is wrong."""

    __module__ = 'argparse'


class Action(_AttributeHolder):
    """An argument, and what happens when it is met: that is calling it.

    It has option_strings, or none if it goes by its position; dest, the
    attribute it is for; nargs, how many values it takes; and what else
    add_argument() was told.
    """

    __module__ = 'argparse'

    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None,
                 choices=None, required=False, help=None, metavar=None):
        self.option_strings, self.dest, self.nargs = option_strings, dest, nargs
        self.const, self.default = const, default
        self.type, self.choices = type, choices
        self.required = required
        self.help, self.metavar = help, metavar

    def _get_kwargs(self):
        names = 'option_strings dest nargs const default type choices help metavar'
        return [(name, getattr(self, name)) for name in names.split()]

    def __call__(self, parser, namespace, values, option_string=None):
        raise NotImplementedError(_('.__call__() not defined'))


class _ValueAction(Action):
    """An action for values: there must be some."""

    __module__ = 'argparse'
    _WITHOUT_VALUES = None

    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None,
                 choices=None, required=False, help=None, metavar=None):
        if nargs == 0:
            raise ValueError(self._WITHOUT_VALUES)
        if const is not None and nargs != OPTIONAL:
            raise ValueError('nargs must be %r to supply const' % OPTIONAL)
        super(_ValueAction, self).__init__(option_strings, dest, nargs, const, default, type,
                                           choices, required, help, metavar)


class _StoreAction(_ValueAction):

    __module__ = 'argparse'
    _WITHOUT_VALUES = ('nargs for store actions must be > 0; if you have nothing to store, '
                       'actions such as store true or store const may be more appropriate')

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)


def _ensure_value(namespace, name, value):
    """An attribute, which becomes this value if it has none."""
    if getattr(namespace, name, None) is None:
        setattr(namespace, name, value)
    return getattr(namespace, name)


def _append(namespace, dest, value):
    # To a copy: the list may be the default.
    items = _copy(_ensure_value(namespace, dest, []))
    items.append(value)
    setattr(namespace, dest, items)


class _AppendAction(_ValueAction):

    __module__ = 'argparse'
    _WITHOUT_VALUES = ('nargs for append actions must be > 0; if arg strings are not supplying '
                       'the value to append, the append const action may be more appropriate')

    def __call__(self, parser, namespace, values, option_string=None):
        _append(namespace, self.dest, values)


class _StoreConstAction(Action):

    __module__ = 'argparse'

    def __init__(self, option_strings, dest, const, default=None, required=False, help=None,
                 metavar=None):
        super(_StoreConstAction, self).__init__(option_strings, dest, nargs=0, const=const,
                                                default=default, required=required, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self.const)


class _StoreTrueAction(_StoreConstAction):

    __module__ = 'argparse'

    def __init__(self, option_strings, dest, default=False, required=False, help=None):
        super(_StoreTrueAction, self).__init__(option_strings, dest, True, default, required, help)


class _StoreFalseAction(_StoreConstAction):

    __module__ = 'argparse'

    def __init__(self, option_strings, dest, default=True, required=False, help=None):
        super(_StoreFalseAction, self).__init__(option_strings, dest, False, default, required,
                                                help)


class _AppendConstAction(Action):

    __module__ = 'argparse'

    def __init__(self, option_strings, dest, const, default=None, required=False, help=None,
                 metavar=None):
        super(_AppendConstAction, self).__init__(
            option_strings, dest, 0, const, default, required=required, help=help, metavar=metavar)

    def __call__(self, parser, namespace, values, option_string=None):
        _append(namespace, self.dest, self.const)


class _CountAction(Action):

    __module__ = 'argparse'

    def __init__(self, option_strings, dest, default=None, required=False, help=None):
        super(_CountAction, self).__init__(option_strings, dest, 0, default=default,
                                           required=required, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, _ensure_value(namespace, self.dest, 0) + 1)


class _HelpAction(Action):

    __module__ = 'argparse'

    def __init__(self, option_strings, dest=SUPPRESS, default=SUPPRESS, help=None):
        super(_HelpAction, self).__init__(option_strings, dest, 0, default=default, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        parser.print_help()
        parser.exit()


class _VersionAction(Action):

    __module__ = 'argparse'

    def __init__(self, option_strings, version=None, dest=SUPPRESS, default=SUPPRESS,
                 help="show program's version number and exit"):
        super(_VersionAction, self).__init__(option_strings, dest, 0, default=default, help=help)
        self.version = version

    def __call__(self, parser, namespace, values, option_string=None):
        formatter = parser._get_formatter()
        formatter.add_text(parser.version if self.version is None else self.version)
        parser.exit(message=formatter.format_help())


class _SubParsersAction(Action):
    """The name of a subcommand, whose own parser reads what follows."""

    __module__ = 'argparse'

    class _ChoicesPseudoAction(Action):
        """A subcommand's line in the help."""

        __module__ = 'argparse'

        def __init__(self, name, help):
            Action.__init__(self, option_strings=[], dest=name, help=help)

    def __init__(self, option_strings, prog, parser_class, dest=SUPPRESS, help=None,
                 metavar=None):
        self._prog_prefix, self._parser_class = prog, parser_class
        self._name_parser_map = _OrderedDict()
        self._choices_actions = []
        super(_SubParsersAction, self).__init__(option_strings, dest, PARSER, help=help,
                                                choices=self._name_parser_map, metavar=metavar)

    def add_parser(self, name, **kwargs):
        """Make the parser of a subcommand; it is in the help if it has some."""
        if kwargs.get('prog') is None:
            kwargs['prog'] = '%s %s' % (self._prog_prefix, name)
        if 'help' in kwargs:
            line = self._ChoicesPseudoAction(name, kwargs.pop('help'))
            self._choices_actions.append(line)
        self._name_parser_map[name] = parser = self._parser_class(**kwargs)
        return parser

    def _get_subactions(self):
        return self._choices_actions

    def __call__(self, parser, namespace, values, option_string=None):
        name, arguments = values[0], values[1:]
        if self.dest is not SUPPRESS:
            setattr(namespace, self.dest, name)
        if name not in self._name_parser_map:
            raise ArgumentError(self, _('unknown parser %r (choices: %s)')
                                % (name, ', '.join(self._name_parser_map)))
        # Its defaults come before those of the parser above, which are set already.
        known, unknown = self._name_parser_map[name].parse_known_args(arguments, None)
        for attribute, value in vars(known).items():
            setattr(namespace, attribute, value)
        if unknown:
            vars(namespace).setdefault(UNRECOGNIZED, []).extend(unknown)


class FileType(object):
    """A type for files: it opens them; "-" is a standard stream."""

    __module__ = 'argparse'

    def __init__(self, mode='r', bufsize=-1):
        self._mode, self._bufsize = mode, bufsize

    def __call__(self, string):
        if string == '-':
            for letter, stream in ('r', _sys.stdin), ('w', _sys.stdout):
                if letter in self._mode:
                    return stream
            raise ValueError(_('argument "-" with mode %r') % self._mode)
        try:
            return open(string, self._mode, self._bufsize)
        except IOError as problem:
            raise ArgumentTypeError(_("can't open '%s': %s") % (string, problem))

    def __repr__(self):
        shown = [repr(each) for each in (self._mode, self._bufsize) if each != -1]
        return '%s(%s)' % (type(self).__name__, ', '.join(shown))


ACTIONS = {
    None: _StoreAction,
    'store': _StoreAction,
    'store_const': _StoreConstAction,
    'store_true': _StoreTrueAction,
    'store_false': _StoreFalseAction,
    'append': _AppendAction,
    'append_const': _AppendConstAction,
    'count': _CountAction,
    'help': _HelpAction,
    'version': _VersionAction,
    'parsers': _SubParsersAction,
}
