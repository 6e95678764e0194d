"""Lays out the usage and the help of argparse."""

import os as _os
import re as _re
import textwrap as _textwrap
from gettext import gettext as _

from _argparse_actions import (ONE_OR_MORE, OPTIONAL, PARSER, REMAINDER, SUPPRESS, ZERO_OR_MORE)

_NARROWEST = 11

# How values are shown, by nargs; and how many names each takes.
_VALUES = {
    None: ('%s', 1),
    OPTIONAL: ('[%s]', 1),
    ZERO_OR_MORE: ('[%s [%s ...]]', 2),
    ONE_OR_MORE: ('%s [%s ...]', 2),
    REMAINDER: ('...', 0),
    PARSER: ('%s ...', 1),
}

# What must not be broken in a usage: brackets with what is in them.
_USAGE_WORDS = _re.compile(r'\(.*?\)+(?=\s|$)|\[.*?\]+(?=\s|$)|\S+')


def _screen_width():
    """The columns that help may use: two are left free."""
    try:
        return int(_os.environ['COLUMNS']) - 2
    except (KeyError, ValueError):
        return 78


def _is_run(members, actions):
    """Whether the members stand next to each other."""
    if not members or members[0] not in actions:
        return False
    start = actions.index(members[0])
    return actions[start:start + len(members)] == members


def _filled(words, width, used, indent):
    """Words as lines; on the first one columns are used already, the others are indented."""
    lines = []
    line, length = [], used
    for word in words:
        if line and length + len(word) > width:
            lines.append(' '.join(line))
            line, length = [], indent
        line.append(word)
        length += len(word) + 1
    return lines + [' '.join(line)] if line else lines


class _Section(object):
    """A heading, and below it what gives texts: functions with their arguments."""

    __module__ = 'argparse'

    def __init__(self, formatter, parent, heading=None):
        self.formatter, self.parent, self.heading = formatter, parent, heading
        self.items = []

    def format_help(self):
        formatter = self.formatter
        if self.parent is not None:
            formatter._indent()
        text = formatter._join_parts([function(*args) for function, args in self.items])
        if self.parent is not None:
            formatter._dedent()
        if not text:
            # Nor a heading of nothing.
            return ''
        if self.heading in (None, SUPPRESS):
            return '\n%s\n' % text
        return '\n%s%s:\n%s\n' % (' ' * formatter._current_indent, self.heading, text)


class HelpFormatter(object):
    """Collects what a help has, section by section, and makes a text of it.

    Programs only name this class or one made from it.
    """

    __module__ = 'argparse'
    _Section = _Section

    def __init__(self, prog, indent_increment=2, max_help_position=24, width=None):
        if width is None:
            width = _screen_width()
        self._prog = prog
        self._width = width
        self._indent_increment = indent_increment
        self._max_help_position = min(max_help_position, max(width - 20, indent_increment * 2))
        self._current_indent = self._level = 0
        # The widest of what stands left of the help.
        self._action_max_length = 0
        self._current_section = self._root_section = self._Section(self, None)

    def _indent(self):
        self._current_indent += self._indent_increment
        self._level += 1

    def _dedent(self):
        assert self._current_indent >= self._indent_increment, 'Indent decreased below 0.'
        self._current_indent -= self._indent_increment
        self._level -= 1

    # ---- collecting

    def _add_item(self, func, args):
        self._current_section.items.append((func, args))

    def start_section(self, heading):
        self._indent()
        section = self._Section(self, self._current_section, heading)
        self._add_item(section.format_help, [])
        self._current_section = section

    def end_section(self):
        self._current_section = self._current_section.parent
        self._dedent()

    def add_text(self, text):
        if text not in (None, SUPPRESS):
            self._add_item(self._format_text, [text])

    def add_usage(self, usage, actions, groups, prefix=None):
        if usage is not SUPPRESS:
            self._add_item(self._format_usage, [usage, actions, groups, prefix])

    def add_argument(self, action):
        if action.help is not SUPPRESS:
            invocations = [self._format_action_invocation(action)]
            invocations += map(self._format_action_invocation,
                               self._iter_indented_subactions(action))
            longest = max(map(len, invocations)) + self._current_indent
            self._action_max_length = max(self._action_max_length, longest)
            self._add_item(self._format_action, [action])

    def add_arguments(self, actions):
        for action in actions:
            self.add_argument(action)

    # ---- the text

    def format_help(self):
        """The text of all that was added."""
        text = self._root_section.format_help()
        # Between two sections each has an empty line.
        text = _re.sub('\n{3,}', '\n\n', text).strip('\n')
        return text and text + '\n'

    def _join_parts(self, part_strings):
        return ''.join([part for part in part_strings if part and part is not SUPPRESS])

    def _format_text(self, text):
        if '%(prog)' in text:
            text = text % {'prog': self._prog}
        width = max(self._width - self._current_indent, _NARROWEST)
        return self._fill_text(text, width, ' ' * self._current_indent) + '\n\n'

    # ---- the usage

    def _format_usage(self, usage, actions, groups, prefix):
        prefix = _('usage: ') if prefix is None else prefix
        prog = '%s' % self._prog
        if usage is not None:
            usage = usage % {'prog': self._prog}
        else:
            options = [action for action in actions if action.option_strings]
            others = [action for action in actions if not action.option_strings]
            words = self._format_actions_usage(options + others, groups)
            usage = ' '.join(filter(None, [prog, words]))
            if len(prefix) + len(usage) > self._width - self._current_indent:
                usage = self._wrapped_usage(prefix, prog, [
                    _USAGE_WORDS.findall(self._format_actions_usage(kind, groups))
                    for kind in (options, others)])
        return '%s%s\n\n' % (prefix, usage)

    def _wrapped_usage(self, prefix, prog, parts):
        """A usage of several lines; options and other arguments do not share one."""
        width = self._width - self._current_indent
        if len(prefix) + len(prog) <= 0.75 * width:
            indent = len(prefix) + len(prog) + 1
            # The program's name stands before those of the two that come first.
            before, after = parts if parts[0] else parts[::-1]
            lines = _filled([prog] + before, width, len(prefix), indent)
            lines += _filled(after, width, indent, indent)
        else:
            # It stands alone: everything may then be on one line below.
            indent = len(prefix)
            lines = _filled(parts[0] + parts[1], width, indent, indent)
            if len(lines) > 1:
                lines = sum([_filled(part, width, indent, indent) for part in parts], [])
            lines.insert(0, prog)
        return ('\n' + ' ' * indent).join(lines)

    def _format_actions_usage(self, actions, groups):
        """The arguments in a usage; bars and brackets show which exclude each other."""
        grouped, before, after, barred = set(), {}, {}, set()
        for group in groups:
            members = group._group_actions
            if not _is_run(members, actions):
                continue
            grouped.update(members)
            visible = [action for action in members if action.help is not SUPPRESS]
            if visible:
                opening, closing = '()' if group.required else '[]'
                before[visible[0]] = before.get(visible[0], '') + opening
                after[visible[-1]] = closing + after.get(visible[-1], '')
                barred.update(visible[1:])
        words = []
        for action in actions:
            if action.help is not SUPPRESS:
                if action in barred:
                    words.append('|')
                words.append(before.get(action, '') + self._usage_of(action, action in grouped)
                             + after.get(action, ''))
        # Of a single one it is clear that it is required.
        return _re.sub(r'\(([^|]*)\)', r'\1', ' '.join(words)).strip()

    def _usage_of(self, action, in_group):
        """One argument in a usage; brackets, unless a group has them, say that it is optional."""
        if not action.option_strings:
            text = self._format_args(action, action.dest)
            if in_group and text.startswith('[') and text.endswith(']'):
                return text[1:-1]
            return text
        text = action.option_strings[0]
        if action.nargs != 0:
            text = '%s %s' % (text, self._format_args(action, action.dest.upper()))
        return text if action.required or in_group else '[%s]' % text

    # ---- an argument

    def _format_action(self, action):
        """An argument's lines, and those of subcommands."""
        position = min(self._action_max_length + 2, self._max_help_position)
        margin = '\n' + ' ' * position
        text = ' ' * self._current_indent + self._format_action_invocation(action)
        if action.help:
            width = max(self._width - position, _NARROWEST)
            lines = self._split_lines(self._expand_help(action), width)
            # Where there is no room beside it the help starts below.
            text = text.ljust(position) if len(text) <= position - 2 else text + margin
            text += margin.join(lines)
        subactions = map(self._format_action, self._iter_indented_subactions(action))
        return self._join_parts([text + '\n'] + subactions)

    def _format_action_invocation(self, action):
        """What stands left of the help."""
        if not action.option_strings:
            return self._metavar_formatter(action, action.dest)(1)[0]
        options = action.option_strings
        if action.nargs != 0:
            values = self._format_args(action, action.dest.upper())
            options = ['%s %s' % (option, values) for option in options]
        return ', '.join(options)

    def _metavar_formatter(self, action, default_metavar):
        """A function that gives the names of so many values."""
        name = action.metavar
        if name is None:
            name = default_metavar
            if action.choices is not None:
                name = '{%s}' % ','.join(map(str, action.choices))
        return lambda count: name if isinstance(name, tuple) else (name,) * count

    def _format_args(self, action, default_metavar):
        """An argument's values."""
        names = self._metavar_formatter(action, default_metavar)
        if action.nargs not in _VALUES:
            return ' '.join(['%s'] * action.nargs) % names(action.nargs)
        template, count = _VALUES[action.nargs]
        return template % names(count) if count else template

    def _expand_help(self, action):
        """An argument's help with what it says of the argument."""
        facts = dict(vars(action), prog=self._prog)
        for name, value in facts.items():
            if value is SUPPRESS:
                del facts[name]
            else:
                facts[name] = getattr(value, '__name__', value)
        if facts.get('choices') is not None:
            facts['choices'] = ', '.join(map(str, facts['choices']))
        return self._get_help_string(action) % facts

    def _iter_indented_subactions(self, action):
        """Generate an argument's subcommands; meanwhile things are indented."""
        if hasattr(action, '_get_subactions'):
            self._indent()
            for subaction in action._get_subactions():
                yield subaction
            self._dedent()

    # ---- what classes change

    def _get_help_string(self, action):
        return action.help

    def _split_lines(self, text, width):
        return _textwrap.wrap(' '.join(text.split()), width)

    def _fill_text(self, text, width, indent):
        return _textwrap.fill(' '.join(text.split()), width, initial_indent=indent,
                              subsequent_indent=indent)


class RawDescriptionHelpFormatter(HelpFormatter):
    """Leaves the lines of descriptions as they are."""

    __module__ = 'argparse'

    def _fill_text(self, text, width, indent):
        return ''.join([indent + line for line in text.splitlines(True)])


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    """Leaves the lines of all help as they are."""

    __module__ = 'argparse'

    def _split_lines(self, text, width):
        return text.splitlines()


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    """Adds the default to the help of arguments that may have one."""

    __module__ = 'argparse'

    def _get_help_string(self, action):
        may_be_missing = action.option_strings or action.nargs in (OPTIONAL, ZERO_OR_MORE)
        if ('%(default)' in action.help or action.default is SUPPRESS or not may_be_missing):
            return action.help
        return action.help + ' (default: %(default)s)'
