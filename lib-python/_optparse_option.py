"""A single option for optparse: how it is declared, checked and carried out."""

import os
import types


def gettext(message):
    """The message in the user's language; without one set, catalogues are not even imported."""
    for variable in 'LANGUAGE', 'LC_ALL', 'LC_MESSAGES', 'LANG':
        language = os.environ.get(variable, '').split('.')[0]
        if language not in ('', 'C', 'POSIX'):
            import gettext as catalogues
            return catalogues.gettext(message)
    return message


_ = gettext

# No user writes that, and None is a default like others.
NO_DEFAULT = ('NO', 'DEFAULT')


def describe(thing):
    """A repr for what has its contents in its str."""
    return '<%s at 0x%x: %s>' % (thing.__class__.__name__, id(thing), thing)


class OptParseError(Exception):
    """What all exceptions of optparse are."""

    __module__ = 'optparse'

    def __init__(self, msg):
        self.msg = msg

    def __str__(self):
        return self.msg


class OptionError(OptParseError):
    """A program declares an option wrongly."""

    __module__ = 'optparse'

    def __init__(self, msg, option):
        self.msg = msg
        self.option_id = str(option)

    def __str__(self):
        # An option has no name before its strings are known.
        return 'option %s: %s' % (self.option_id, self.msg) if self.option_id else self.msg


class OptionConflictError(OptionError):
    """A program declares an option string twice."""

    __module__ = 'optparse'


class OptionValueError(OptParseError):
    """A user gives an option a value that it cannot have."""

    __module__ = 'optparse'


class BadOptionError(OptParseError):
    """A user gives an option that the program has not."""

    __module__ = 'optparse'

    def __init__(self, opt_str):
        self.opt_str = opt_str

    def __str__(self):
        return _('no such option: %s') % self.opt_str


class AmbiguousOptionError(BadOptionError):
    """A user gives the beginning of several options."""

    __module__ = 'optparse'

    def __init__(self, opt_str, possibilities):
        BadOptionError.__init__(self, opt_str)
        self.possibilities = possibilities

    def __str__(self):
        candidates = ', '.join(self.possibilities)
        return _('ambiguous option: %s (%s?)') % (self.opt_str, candidates)


# ---- types

def _parse_num(val, type):
    """An integer in the notations of the language; type is int or long."""
    prefix = val[:2].lower()
    if prefix == '0x':
        return type(val, 16)
    if prefix == '0b':
        return type(val[2:] or '0', 2)
    return type(val, 8 if val.startswith('0') else 10)


def _parse_int(val):
    return _parse_num(val, int)


def _parse_long(val):
    return _parse_num(val, long)


# The types of Python: what converts a text, and what messages call the type.
_builtin_cvt = {
    'int': (_parse_int, _('integer')),
    'long': (_parse_long, _('long integer')),
    'float': (float, _('floating-point')),
    'complex': (complex, _('complex')),
}


def check_builtin(option, opt, value):
    """A text's value as the option's type."""
    convert, name = _builtin_cvt[option.type]
    try:
        return convert(value)
    except ValueError:
        problem = _('option %s: invalid %s value: %r') % (opt, name, value)
    raise OptionValueError(problem)


def check_choice(option, opt, value):
    """The text, if it is one of the option's choices."""
    if value not in option.choices:
        choices = ', '.join(map(repr, option.choices))
        raise OptionValueError(_('option %s: invalid choice: %r (choose from %s)')
                               % (opt, value, choices))
    return value


# ---- actions

def _store(option, dest, value, values):
    setattr(values, dest, value)


def _store_const(option, dest, value, values):
    setattr(values, dest, option.const)


def _store_true(option, dest, value, values):
    setattr(values, dest, True)


def _store_false(option, dest, value, values):
    setattr(values, dest, False)


def _append(option, dest, value, values):
    values.ensure_value(dest, []).append(value)


def _append_const(option, dest, value, values):
    values.ensure_value(dest, []).append(option.const)


def _count(option, dest, value, values):
    setattr(values, dest, values.ensure_value(dest, 0) + 1)


_STORING = {
    'store': _store, 'store_const': _store_const, 'store_true': _store_true,
    'store_false': _store_false, 'append': _append, 'append_const': _append_const,
    'count': _count,
}


class Option:
    """An option of a command line.

    Classes extend it by the class attributes: types by TYPES and
    TYPE_CHECKER, actions by ACTIONS and the lists of what an action does,
    and take_action(); keywords by ATTRS; checks by CHECK_METHODS.
    """

    __module__ = 'optparse'

    ATTRS = ['action', 'type', 'dest', 'default', 'nargs', 'const', 'choices',
             'callback', 'callback_args', 'callback_kwargs', 'help', 'metavar']

    STORE_ACTIONS = ('store', 'store_const', 'store_true', 'store_false',
                     'append', 'append_const', 'count')
    ACTIONS = STORE_ACTIONS + ('callback', 'help', 'version')
    ALWAYS_TYPED_ACTIONS = ('store', 'append')
    TYPED_ACTIONS = ALWAYS_TYPED_ACTIONS + ('callback',)
    CONST_ACTIONS = ('store_const', 'append_const')

    TYPES = ('string', 'int', 'long', 'float', 'complex', 'choice')
    TYPE_CHECKER = dict.fromkeys(_builtin_cvt, check_builtin)
    TYPE_CHECKER['choice'] = check_choice

    def __init__(self, *opts, **attrs):
        self._short_opts, self._long_opts = [], []
        self._set_opt_strings(self._check_opt_strings(opts))
        self._set_attrs(attrs)
        for check in self.CHECK_METHODS:
            check(self)

    def _reject(self, message, *details):
        raise OptionError(message % details, self)

    def _check_opt_strings(self, opts):
        opts = filter(None, opts)
        if not opts:
            raise TypeError('at least one option string must be supplied')
        return opts

    def _set_opt_strings(self, opts):
        for opt in opts:
            if len(opt) < 2:
                self._reject('invalid option string %r: '
                             'must be at least two characters long', opt)
            dashes = len(opt) - len(opt.lstrip('-'))
            if len(opt) == 2:
                if dashes != 1:
                    self._reject('invalid short option string %r: '
                                 'must be of the form -x, (x any non-dash char)', opt)
                self._short_opts.append(opt)
            else:
                if dashes != 2:
                    self._reject('invalid long option string %r: '
                                 'must start with --, followed by non-dash', opt)
                self._long_opts.append(opt)

    def _set_attrs(self, attrs):
        unknown = sorted(set(attrs).difference(self.ATTRS))
        if unknown:
            self._reject('invalid keyword arguments: %s', ', '.join(unknown))
        for attr in self.ATTRS:
            setattr(self, attr, attrs.get(attr, NO_DEFAULT if attr == 'default' else None))

    # ---- checks; each fills in what the declaration leaves open

    def _check_action(self):
        if self.action is None:
            self.action = 'store'
        if self.action not in self.ACTIONS:
            self._reject('invalid action: %r', self.action)

    def _check_type(self):
        if self.type is None:
            if self.action in self.ALWAYS_TYPED_ACTIONS:
                self.type = 'string' if self.choices is None else 'choice'
            return
        # A type of Python stands for the one of the same name.
        if isinstance(self.type, (type, types.ClassType)):
            self.type = self.type.__name__
        self.type = 'string' if self.type == 'str' else self.type
        if self.type not in self.TYPES:
            self._reject('invalid option type: %r', self.type)
        if self.action not in self.TYPED_ACTIONS:
            self._reject('must not supply a type for action %r', self.action)

    def _check_choice(self):
        if self.type != 'choice':
            if self.choices is not None:
                self._reject('must not supply choices for type %r', self.type)
        elif self.choices is None:
            self._reject("must supply a list of choices for type 'choice'")
        elif type(self.choices) not in (list, tuple):
            self._reject("choices must be a list of strings ('%s' supplied)",
                         str(type(self.choices)).split("'")[1])

    def _check_dest(self):
        stores = self.action in self.STORE_ACTIONS or self.type is not None
        if stores and self.dest is None:
            if self._long_opts:
                self.dest = self._long_opts[0][2:].replace('-', '_')
            else:
                self.dest = self._short_opts[0][1]

    def _check_const(self):
        if not (self.const is None or self.action in self.CONST_ACTIONS):
            self._reject("'const' must not be supplied for action %r", self.action)

    def _check_nargs(self):
        typed = self.action in self.TYPED_ACTIONS
        if typed and self.nargs is None:
            self.nargs = 1
        elif not typed and self.nargs is not None:
            self._reject("'nargs' must not be supplied for action %r", self.action)

    def _check_callback(self):
        args, kwargs = self.callback_args, self.callback_kwargs
        if self.action != 'callback':
            if self.callback is not None:
                self._reject('callback supplied (%r) for non-callback option', self.callback)
            if args is not None:
                self._reject('callback_args supplied for non-callback option')
            if kwargs is not None:
                self._reject('callback_kwargs supplied for non-callback option')
        elif not hasattr(self.callback, '__call__'):
            self._reject('callback not callable: %r', self.callback)
        elif not (args is None or type(args) is tuple):
            self._reject('callback_args, if supplied, must be a tuple: not %r', args)
        elif not (kwargs is None or type(kwargs) is dict):
            self._reject('callback_kwargs, if supplied, must be a dict: not %r', kwargs)

    CHECK_METHODS = [_check_action, _check_type, _check_choice, _check_dest,
                     _check_const, _check_nargs, _check_callback]

    # ---- what others ask

    def __str__(self):
        return '/'.join(self._short_opts + self._long_opts)

    __repr__ = describe

    def takes_value(self):
        """Whether arguments follow the option."""
        return self.type is not None

    def get_opt_string(self):
        """The string that messages name the option by."""
        return (self._long_opts + self._short_opts)[0]

    # ---- on the command line

    def check_value(self, opt, value):
        """One argument, converted."""
        checker = self.TYPE_CHECKER.get(self.type)
        return value if checker is None else checker(self, opt, value)

    def convert_value(self, opt, value):
        """The option's argument, or tuple of arguments, converted."""
        if value is None:
            return None
        if self.nargs == 1:
            return self.check_value(opt, value)
        return tuple([self.check_value(opt, each) for each in value])

    def process(self, opt, value, values, parser):
        """The command line has the option: convert its arguments and act."""
        return self.take_action(self.action, self.dest, opt, self.convert_value(opt, value),
                                values, parser)

    def take_action(self, action, dest, opt, value, values, parser):
        """Do what the option is there for."""
        if action in _STORING:
            _STORING[action](self, dest, value, values)
        elif action == 'callback':
            self.callback(self, opt, value, parser,
                          *(self.callback_args or ()), **(self.callback_kwargs or {}))
        elif action in ('help', 'version'):
            getattr(parser, 'print_' + action)()
            parser.exit()
        else:
            raise ValueError('unknown action %r' % self.action)
        return 1
