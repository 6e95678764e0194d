"""Options of command lines from tables: tuples of a long name (with '=' if it takes a value), a letter or None, a text that
tells what it is for, and perhaps a true value if it counts how often it is given."""

import getopt
import re
import string
import sys
from distutils.errors import DistutilsArgError, DistutilsGetoptError

longopt_pat = r'[a-zA-Z](?:[a-zA-Z0-9-]*)'
longopt_re = re.compile('^%s$' % longopt_pat)
neg_alias_re = re.compile('^(%s)=!(%s)$' % (longopt_pat, longopt_pat))
longopt_xlate = string.maketrans('-', '_')
WS_TRANS = string.maketrans(string.whitespace, ' ' * len(string.whitespace))

_LINE_WIDTH = 78


def translate_longopt(opt):
    """The name of the attribute for an option."""
    return opt.translate(longopt_xlate)


class OptionDummy:
    """What options are set in if nothing else is given."""

    def __init__(self, options=[]):
        for name in options:
            setattr(self, name, None)


def _bare(name):
    return name[:-1] if name.endswith('=') else name


class FancyGetopt:
    """getopt with a table: options become attributes, some are others' opposites or other names."""

    def __init__(self, option_table=None):
        self.option_table = option_table or []
        self.option_index = {}
        self.alias = {}
        self.negative_alias = {}
        self.repeat = {}
        self.option_order = []
        self._forget()
        if self.option_table:
            self._build_index()

    def _forget(self):
        self.short_opts, self.long_opts = [], []
        self.short2long, self.attr_name, self.takes_arg = {}, {}, {}

    def _build_index(self):
        self.option_index.clear()
        self.option_index.update((entry[0], entry) for entry in self.option_table)

    def set_option_table(self, option_table):
        self.option_table = option_table
        self._build_index()

    def add_option(self, long_option, short_option=None, help_string=None):
        if long_option in self.option_index:
            raise DistutilsGetoptError("option conflict: already an option '%s'" % long_option)
        entry = long_option, short_option, help_string
        self.option_table.append(entry)
        self.option_index[long_option] = entry

    def has_option(self, long_option):
        return long_option in self.option_index

    def get_attr_name(self, long_option):
        return translate_longopt(long_option)

    def _check_alias_dict(self, aliases, what):
        for alias, option in aliases.items():
            for kind, name in ('', alias), ('aliased ', option):
                if name not in self.option_index:
                    raise DistutilsGetoptError("invalid %s '%s': %soption '%s' not defined" % (what, alias, kind, name))

    def set_aliases(self, alias):
        """Takes a dict of other names of options."""
        self._check_alias_dict(alias, 'alias')
        self.alias = alias

    def set_negative_aliases(self, negative_alias):
        """Takes a dict of options that say no to another."""
        self._check_alias_dict(negative_alias, 'negative alias')
        self.negative_alias = negative_alias

    def _grok_option_table(self):
        """Checks the table and makes what getopt wants of it."""
        self._forget()
        self.repeat = {}
        for entry in self.option_table:
            if len(entry) not in (3, 4):
                raise ValueError('invalid option tuple: %r' % (entry,))
            name, letter = entry[:2]
            if not isinstance(name, str) or len(name) < 2:
                raise DistutilsGetoptError("invalid long option '%s': must be a string of length >= 2" % name)
            if letter is not None and not (isinstance(letter, str) and len(letter) == 1):
                raise DistutilsGetoptError("invalid short option '%s': must a single character or None" % letter)
            takes = name.endswith('=')
            self.long_opts.append(name)
            self.repeat[name] = entry[3] if len(entry) == 4 else 0
            name = _bare(name)
            self._check_references(name, takes)
            self.takes_arg[name] = int(takes)
            if not longopt_re.match(name):
                raise DistutilsGetoptError("invalid long option name '%s' (must be letters, numbers, hyphens only" % name)
            self.attr_name[name] = self.get_attr_name(name)
            if letter:
                self.short_opts.append(letter + ':' * takes)
                self.short2long[letter] = name

    def _check_references(self, name, takes):
        opposite = self.negative_alias.get(name)
        if opposite is not None and not takes and self.takes_arg[opposite]:
            raise DistutilsGetoptError("invalid negative alias '%s': aliased option '%s' takes a value" % (name, opposite))
        other = self.alias.get(name)
        if other is not None and self.takes_arg[other] != takes:
            raise DistutilsGetoptError("invalid alias '%s': inconsistent with aliased option '%s' (one of them takes a value, "
                                       "the other doesn't" % (name, other))

    def getopt(self, args=None, object=None):
        """Sets attributes of an object by options and returns what follows them; without an object, that and a new one."""
        values = OptionDummy() if object is None else object
        self._grok_option_table()
        try:
            pairs, rest = getopt.getopt(sys.argv[1:] if args is None else args, ''.join(self.short_opts), self.long_opts)
        except getopt.error as error:
            raise DistutilsArgError(error)
        for name, value in pairs:
            name = name[2:] if name.startswith('--') else self.short2long[name[1]]
            name = self.alias.get(name) or name
            if not self.takes_arg[name]:
                value = int(name not in self.negative_alias)
                name = self.negative_alias.get(name, name)
            attribute = self.attr_name[name]
            if value and self.repeat.get(attribute):
                value = getattr(values, attribute, 0) + 1
            setattr(values, attribute, value)
            self.option_order.append((name, value))
        return (rest, values) if object is None else rest

    def get_option_order(self):
        """The options of the last getopt() and their values, as they came."""
        if self.option_order is None:
            raise RuntimeError("'getopt()' hasn't been called yet")
        return self.option_order

    def generate_help(self, header=None):
        """The table as lines of text."""
        names = [_bare(entry[0]) + (' (-%s)' % entry[1] if entry[1] else '') for entry in self.option_table]
        widest = max([0] + [len(name) for name in names])
        lines = [header or 'Option summary:']
        for name, entry in zip(names, self.option_table):
            texts = wrap_text(entry[2], _LINE_WIDTH - widest - 6) or ['']
            lines.append('  --%-*s  %s' % (widest, name, texts[0]))
            lines.extend(' ' * (widest + 6) + text for text in texts[1:])
        return lines

    def print_help(self, header=None, file=None):
        file = sys.stdout if file is None else file
        file.writelines(line + '\n' for line in self.generate_help(header))


def fancy_getopt(options, negative_opt, object, args):
    parser = FancyGetopt(options)
    parser.set_negative_aliases(negative_opt)
    return parser.getopt(args, object)


def wrap_text(text, width):
    """A text as lines that are not wider, broken at spaces and after hyphens."""
    if text is None:
        return []
    if len(text) <= width:
        return [text]
    parts = filter(None, re.split(r'( +|-+)', text.expandtabs().translate(WS_TRANS)))
    lines = []
    while parts:
        line = []
        room = width
        while parts and len(parts[0]) <= room:
            room -= len(parts[0])
            line.append(parts.pop(0))
        if parts:
            if line:
                if line[-1].isspace():
                    line.pop()
            else:
                # Wider than a whole line: it is cut.
                line.append(parts[0][:width])
                parts[0] = parts[0][width:]
            if parts[0].startswith(' '):
                parts.pop(0)
        lines.append(''.join(line))
    return lines
