"""Reads one command line for an ArgumentParser."""

from gettext import gettext as _

from _argparse_actions import ArgumentError, SUPPRESS, _get_action_name


class CommandLine(object):
    """The arguments on their way to actions; extras are those that no action wants.

    letters has one for each argument: O for an option, - for the first
    "--", A for all else. By patterns over them actions say what they take.
    """

    def __init__(self, parser, arguments, namespace):
        self.parser, self.arguments, self.namespace = parser, arguments, namespace
        self.extras = []
        self.positionals = parser._get_positional_actions()
        self.seen, self.seen_with_values = set(), set()
        # What the parser knows of the options, by their indices.
        self.options = {}
        self.letters = self._classified()

    def _classified(self):
        letters = ''
        for index, argument in enumerate(self.arguments):
            if argument == '--':
                # Nothing after it is an option.
                return (letters + '-').ljust(len(self.arguments), 'A')
            option = self.parser._parse_optional(argument)
            if option is not None:
                self.options[index] = option
            letters += 'A' if option is None else 'O'
        return letters

    def read(self):
        """Give all arguments to actions: the extras."""
        position = 0
        for index in sorted(self.options):
            # Options take arguments behind them, which may look like more options.
            while position < index:
                end = self._take_positionals(position)
                if end == position:
                    self.extras += self.arguments[position:index]
                    end = index
                position = end
            if position == index:
                position = self._take_option(index)
        end = self._take_positionals(position)
        self.extras += self.arguments[end:]
        self._check_missing()
        return self.extras

    def _act(self, action, arguments, option=None):
        """Have an action do what it does with arguments."""
        values = self.parser._get_values(action, arguments)
        self.seen.add(action)
        # A default's presence is not the user's doing.
        if values is not action.default:
            self.seen_with_values.add(action)
            for other in self._excluded_by(action):
                if other in self.seen_with_values:
                    raise ArgumentError(action, _('not allowed with argument %s')
                                        % _get_action_name(other))
        if values is not SUPPRESS:
            action(self.parser, self.namespace, values, option)

    def _excluded_by(self, action):
        for group in self.parser._mutually_exclusive_groups:
            if action in group._group_actions:
                for other in group._group_actions:
                    if other is not action:
                        yield other

    def _take_positionals(self, start):
        """Let as many positional arguments as possible take theirs; the index behind those."""
        counts = self.parser._match_arguments_partial(self.positionals, self.letters[start:])
        taking = self.positionals[:len(counts)]
        self.positionals = self.positionals[len(counts):]
        for action, count in zip(taking, counts):
            self._act(action, self.arguments[start:start + count])
            start += count
        return start

    def _take_option(self, index):
        """Let an option take its arguments; the index behind those.

        Behind a flag of one letter there may be more of them in the argument.
        """
        action, option, explicit = self.options[index]
        if action is None:
            self.extras.append(self.arguments[index])
            return index + 1
        match = self.parser._match_argument
        todo = []
        while explicit is not None:
            count = match(action, 'A')
            if count == 1:
                todo.append((action, [explicit], option))
                break
            next_option = option[0] + explicit[0]
            next_action = self.parser._option_string_actions.get(next_option)
            if count or option[1] in self.parser.prefix_chars or next_action is None:
                raise ArgumentError(action, _('ignored explicit argument %r') % explicit)
            todo.append((action, [], option))
            action, option, explicit = next_action, next_option, explicit[1:] or None
        end = index + 1
        if explicit is None:
            count = match(action, self.letters[end:])
            todo.append((action, self.arguments[end:end + count], option))
            end += count
        # Only now: none of them must act if one is wrong.
        for each in todo:
            self._act(*each)
        return end

    def _check_missing(self):
        """Complain of what is required and not there, and convert defaults that are used."""
        parser = self.parser
        if self.positionals:
            parser.error(_('too few arguments'))
        for action in parser._actions:
            if action not in self.seen:
                if action.required:
                    parser.error(_('argument %s is required') % _get_action_name(action))
                self._convert_default(action)
        for group in parser._mutually_exclusive_groups:
            members = group._group_actions
            if group.required and not self.seen_with_values.intersection(members):
                names = [_get_action_name(action) for action in members
                         if action.help is not SUPPRESS]
                parser.error(_('one of the arguments %s is required') % ' '.join(names))

    def _convert_default(self, action):
        """Convert a default that is a text, if no other action has set something else."""
        default = action.default
        if (isinstance(default, basestring)
                and getattr(self.namespace, action.dest, None) is default):
            setattr(self.namespace, action.dest, self.parser._get_value(action, default))
