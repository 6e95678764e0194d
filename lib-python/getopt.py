"""Options of a command line, as Unix programs take them."""

import os

__all__ = ['GetoptError', 'error', 'getopt', 'gnu_getopt']


class GetoptError(Exception):
    """A wrong option: msg says what is wrong, opt is the option without its hyphens."""

    opt = msg = ''

    def __init__(self, msg, opt=''):
        Exception.__init__(self, msg, opt)
        self.msg, self.opt = msg, opt

    def __str__(self):
        return self.msg


error = GetoptError


def getopt(args, shortopts, longopts=[]):
    """(options, the rest of the arguments): the options up to the first argument that is none, or to "--".

    Options come as pairs of their name and their value, which is empty for those without. shortopts has the letters of the
    short ones, with a colon after those that have a value, longopts names with an equals sign.
    """
    return _split(args, shortopts, longopts, False)


def gnu_getopt(args, shortopts, longopts=[]):
    """As getopt(), but options may come after other arguments, unless POSIXLY_CORRECT is set or shortopts begins with "+"."""
    strict = shortopts.startswith('+')
    mixed = not strict and not os.environ.get('POSIXLY_CORRECT')
    return _split(args, shortopts[strict:], longopts, mixed)


def _split(args, shortopts, longopts, mixed):
    longopts = [longopts] if isinstance(longopts, str) else list(longopts)
    options, others = [], []
    while args:
        first = args[0]
        if first == '--':
            args = args[1:]
            break
        if first.startswith('--'):
            options, args = do_longs(options, first[2:], longopts, args[1:])
        elif first.startswith('-') and first != '-':
            options, args = do_shorts(options, first[1:], shortopts, args[1:])
        elif mixed:
            others.append(first)
            args = args[1:]
        else:
            break
    return options, others + list(args) if mixed else args


def do_longs(opts, opt, longopts, args):
    """Take a long option, and its value, which may be the next argument."""
    start, equals, value = opt.partition('=')
    wants_value, name = long_has_args(start, longopts)
    if equals and not wants_value:
        raise GetoptError('option --%s must not have an argument' % name, name)
    if wants_value and not equals:
        value, args = _next_argument(args, '--', name)
    opts.append(('--' + name, value))
    return opts, args


def long_has_args(opt, longopts):
    """(whether it wants a value, its whole name) for the beginning of a long option."""
    matches = [name for name in longopts if name.startswith(opt)]
    if not matches:
        raise GetoptError('option --%s not recognized' % opt, opt)
    if opt in matches:
        return False, opt
    if opt + '=' in matches:
        return True, opt
    if len(matches) > 1:
        raise GetoptError('option --%s not a unique prefix' % opt, opt)
    match = matches[0]
    return match.endswith('='), match[:-1] if match.endswith('=') else match


def do_shorts(opts, optstring, shortopts, args):
    """Take the short options that are one argument; the last one's value follows it or is the next argument."""
    while optstring:
        letter, optstring = optstring[0], optstring[1:]
        value = ''
        if short_has_arg(letter, shortopts):
            value, optstring = optstring, ''
            if not value:
                value, args = _next_argument(args, '-', letter)
        opts.append(('-' + letter, value))
    return opts, args


def short_has_arg(opt, shortopts):
    """Whether a short option wants a value."""
    place = -1 if opt == ':' else shortopts.find(opt)
    if place < 0:
        raise GetoptError('option -%s not recognized' % opt, opt)
    return shortopts[place + 1:place + 2] == ':'


def _next_argument(args, hyphens, name):
    if not args:
        raise GetoptError('option %s%s requires argument' % (hyphens, name), name)
    return args[0], args[1:]


if __name__ == '__main__':
    import sys
    print getopt(sys.argv[1:], 'a:b', ['alpha=', 'beta'])
