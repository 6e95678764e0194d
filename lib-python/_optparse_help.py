"""The layouts of optparse's help."""

import os
import textwrap

from _optparse_option import NO_DEFAULT, _

_NARROWEST = 11


def _screen_width():
    """The columns that help may use: two are left free."""
    try:
        return int(os.environ['COLUMNS']) - 2
    except (KeyError, ValueError):
        return 78


class HelpFormatter:
    """What layouts have in common.

    Options stand on the left, from current_indent on, and their help from
    help_position on; both are known once store_option_strings() has seen
    all options.
    """

    __module__ = 'optparse'

    NO_DEFAULT_VALUE = 'none'

    def __init__(self, indent_increment, max_help_position, width, short_first):
        if width is None:
            width = _screen_width()
        self.width = width
        self.indent_increment = indent_increment
        # On a narrow screen the help must not be driven off its edge.
        self.max_help_position = min(max_help_position, max(width - 20, indent_increment * 2))
        self.help_position = self.max_help_position
        self.help_width = None
        self.current_indent = self.level = 0
        self.short_first = short_first
        self.parser = None
        self.default_tag = '%default'
        self.option_strings = {}
        self.set_short_opt_delimiter(' ')
        self.set_long_opt_delimiter('=')

    def set_parser(self, parser):
        self.parser = parser

    def set_short_opt_delimiter(self, delim):
        """What stands between a short option and its value: nothing or a space."""
        self._short_opt_fmt = self._value_format(delim, ('', ' '), 'short')

    def set_long_opt_delimiter(self, delim):
        """What stands between a long option and its value: "=" or a space."""
        self._long_opt_fmt = self._value_format(delim, ('=', ' '), 'long')

    def _value_format(self, delimiter, allowed, kind):
        if delimiter not in allowed:
            raise ValueError('invalid metavar delimiter for %s options: %r'
                             % (kind, delimiter))
        return '%s' + delimiter + '%s'

    def indent(self):
        self.current_indent += self.indent_increment
        self.level += 1

    def dedent(self):
        assert self.current_indent >= self.indent_increment, 'Indent decreased below 0.'
        self.current_indent -= self.indent_increment
        self.level -= 1

    # ---- texts

    def format_usage(self, usage):
        raise NotImplementedError('subclasses must implement')

    def format_heading(self, heading):
        raise NotImplementedError('subclasses must implement')

    def _format_text(self, text):
        margin = ' ' * self.current_indent
        width = max(self.width - self.current_indent, _NARROWEST)
        return textwrap.fill(text, width, initial_indent=margin, subsequent_indent=margin)

    def format_description(self, description):
        return self._format_text(description) + '\n' if description else ''

    def format_epilog(self, epilog):
        return '\n%s\n' % self._format_text(epilog) if epilog else ''

    # ---- options

    def store_option_strings(self, parser):
        """Lay out the left column for all options, and find its width."""
        self.indent()
        widths = [self._store_column(parser.option_list)]
        self.indent()
        widths += [self._store_column(group.option_list) for group in parser.option_groups]
        self.dedent()
        self.dedent()
        self.help_position = min(max(widths) + 2, self.max_help_position)
        self.help_width = max(self.width - self.help_position, _NARROWEST)

    def _store_column(self, options):
        """Lay out the left column for some options; the width it takes."""
        width = 0
        for option in options:
            strings = self.format_option_strings(option)
            self.option_strings[option] = strings
            width = max(width, self.current_indent + len(strings))
        return width

    def format_option_strings(self, option):
        """An option's strings, with what its value is called."""
        shorts, longs = option._short_opts, option._long_opts
        if option.takes_value():
            metavar = option.metavar or option.dest.upper()
            shorts = [self._short_opt_fmt % (opt, metavar) for opt in shorts]
            longs = [self._long_opt_fmt % (opt, metavar) for opt in longs]
        return ', '.join(shorts + longs if self.short_first else longs + shorts)

    def expand_default(self, option):
        """An option's help with its default filled in."""
        if self.parser is None or not self.default_tag:
            return option.help
        default = self.parser.defaults.get(option.dest)
        if default is None or default is NO_DEFAULT:
            default = self.NO_DEFAULT_VALUE
        return option.help.replace(self.default_tag, str(default))

    def format_option(self, option):
        """An option's lines; where its strings leave no room, the help starts below them."""
        margin = ' ' * self.help_position
        left = ' ' * self.current_indent + self.option_strings[option]
        fits = len(left) <= self.help_position - 2
        if fits:
            left = left.ljust(self.help_position - 2) + '  '
        if not option.help:
            return left + '\n'
        lines = textwrap.wrap(self.expand_default(option), self.help_width)
        first = left if fits else left + '\n' + margin
        return first + ('\n' + margin).join(lines) + '\n'


class IndentedHelpFormatter(HelpFormatter):
    """Headings end in a colon, and what is below them is indented."""

    __module__ = 'optparse'

    def __init__(self, indent_increment=2, max_help_position=24, width=None, short_first=1):
        HelpFormatter.__init__(self, indent_increment, max_help_position, width, short_first)

    def format_usage(self, usage):
        return _('Usage: %s\n') % usage

    def format_heading(self, heading):
        return ' ' * self.current_indent + heading + ':\n'


class TitledHelpFormatter(HelpFormatter):
    """Headings are underlined."""

    __module__ = 'optparse'

    def __init__(self, indent_increment=0, max_help_position=24, width=None, short_first=0):
        HelpFormatter.__init__(self, indent_increment, max_help_position, width, short_first)

    def format_usage(self, usage):
        return '%s  %s\n' % (self.format_heading(_('Usage')), usage)

    def format_heading(self, heading):
        return '%s\n%s\n' % (heading, '=-'[self.level] * len(heading))
