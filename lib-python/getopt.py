"""Options of a command line, as Unix programs take them."""

import os

__all__ = ['GetoptError', 'error', 'getopt', 'gnu_getopt']


class GetoptError(Exception):
    """A wrong option: msg says why, opt is the option without its hyphens."""

    opt = ''
    msg = ''

    def __init__(self, msg, opt=''):
        self.msg = msg
        self.opt = opt
        Exception.__init__(self, msg, opt)

    def __str__(self):
        return self.msg


error = GetoptError


def getopt(args, shortopts, longopts=[]):
    """Split a list of arguments: (options, the other arguments).

    options is a list of (option, value). shortopts is a string of letters,
    with a colon after those that take a value; longopts a list of names,
    with = after those. Options end at the first other argument, or at --.
    """
    opts = []
    longopts = _as_list(longopts)
    while args and args[0].startswith('-') and args[0] != '-':
        if args[0] == '--':
            args = args[1:]
            break
        if args[0].startswith('--'):
            opts, args = do_longs(opts, args[0][2:], longopts, args[1:])
        else:
            opts, args = do_shorts(opts, args[0][1:], shortopts, args[1:])
    return opts, args


def gnu_getopt(args, shortopts, longopts=[]):
    """Like getopt(), but options may follow other arguments.

    Not so if shortopts starts with + or POSIXLY_CORRECT is set.
    """
    opts = []
    others = []
    longopts = _as_list(longopts)
    if shortopts.startswith('+'):
        shortopts = shortopts[1:]
        others_end = True
    else:
        others_end = bool(os.environ.get('POSIXLY_CORRECT'))
    while args:
        if args[0] == '--':
            others += args[1:]
            break
        if args[0][:2] == '--':
            opts, args = do_longs(opts, args[0][2:], longopts, args[1:])
        elif args[0][:1] == '-' and args[0] != '-':
            opts, args = do_shorts(opts, args[0][1:], shortopts, args[1:])
        elif others_end:
            others += args
            break
        else:
            others.append(args[0])
            args = args[1:]
    return opts, others


def _as_list(longopts):
    return [longopts] if type(longopts) == type('') else list(longopts)


def do_longs(opts, opt, longopts, args):
    """Take one long option."""
    opt, equals, optarg = opt.partition('=')
    if not equals:
        optarg = None
    has_arg, opt = long_has_args(opt, longopts)
    if has_arg:
        if optarg is None:
            if not args:
                raise GetoptError('option --%s requires argument' % opt, opt)
            optarg, args = args[0], args[1:]
    elif optarg is not None:
        raise GetoptError('option --%s must not have an argument' % opt, opt)
    opts.append(('--' + opt, optarg or ''))
    return opts, args


def long_has_args(opt, longopts):
    """(whether it takes a value, its whole name) of a long option's start."""
    possibilities = [name for name in longopts if name.startswith(opt)]
    if not possibilities:
        raise GetoptError('option --%s not recognized' % opt, opt)
    if opt in possibilities:
        return False, opt
    if opt + '=' in possibilities:
        return True, opt
    if len(possibilities) > 1:
        raise GetoptError('option --%s not a unique prefix' % opt, opt)
    name = possibilities[0]
    if name.endswith('='):
        return True, name[:-1]
    return False, name


def do_shorts(opts, optstring, shortopts, args):
    """Take the short options of one argument."""
    while optstring != '':
        opt, optstring = optstring[0], optstring[1:]
        optarg = ''
        if short_has_arg(opt, shortopts):
            if optstring == '':
                if not args:
                    raise GetoptError('option -%s requires argument' % opt, opt)
                optstring, args = args[0], args[1:]
            optarg, optstring = optstring, ''
        opts.append(('-' + opt, optarg))
    return opts, args


def short_has_arg(opt, shortopts):
    """Whether a short option takes a value."""
    for i, letter in enumerate(shortopts):
        if opt == letter != ':':
            return shortopts.startswith(':', i + 1)
    raise GetoptError('option -%s not recognized' % opt, opt)


if __name__ == '__main__':
    import sys
    print getopt(sys.argv[1:], 'a:b', ['alpha=', 'beta'])
