"""What a distribution shows of itself and of its commands."""

from distutils.cmd import Command
from distutils.fancy_getopt import translate_longopt
from distutils._options import table

# How the values of display options are joined; others are texts.
_JOINTS = dict.fromkeys(['keywords', 'platforms'], ',')
_JOINTS.update(dict.fromkeys(['classifiers', 'provides', 'requires', 'obsoletes'], '\n'))


def fix_help_options(options):
    """Help options of a command, whose entries end with a function, as options of the usual kind."""
    return [entry[:3] for entry in options]


class Displays:
    """The part of a Distribution that tells things to the user."""

    common_usage = '''\
Common commands: (see '--help-commands' for more)

  setup.py build      will build the package underneath 'build/'
  setup.py install    will install the package
'''

    display_options = table('''
        help-commands     -  list all available commands
        name              -  print package name
        version           V  print package version
        fullname          -  print <package name>-<version>
        author            -  print the author's name
        author-email      -  print the author's email address
        maintainer        -  print the maintainer's name
        maintainer-email  -  print the maintainer's email address
        contact           -  print the maintainer's name if known, else the author's
        contact-email     -  print the maintainer's email address if known, else the author's
        url               -  print the URL for this package
        license           -  print the license of the package
        licence           -  alias for --license
        description       -  print the package description
        long-description  -  print the long package description
        platforms         -  print the list of platforms
        classifiers       -  print the list of classifiers
        keywords          -  print the list of keywords
        provides          -  print the list of packages/modules provided
        requires          -  print the list of packages/modules required
        obsoletes         -  print the list of packages/modules made obsolete
        ''')
    display_option_names = [translate_longopt(entry[0]) for entry in display_options]

    def handle_display_options(self, option_order):
        """Shows what the options ask for; true if that was anything."""
        if self.help_commands:
            self.print_commands()
            print
            self._print_usage()
            return 1
        shown = 0
        known = set(entry[0] for entry in self.display_options)
        for option, value in option_order:
            if value and option in known:
                name = translate_longopt(option)
                told = getattr(self.metadata, 'get_' + name)()
                print _JOINTS[name].join(told) if name in _JOINTS else told
                shown = 1
        return shown

    def _print_usage(self):
        from distutils.core import gen_usage
        print gen_usage(self.script_name)

    def _show_help(self, parser, global_options=1, display_options=1, commands=[]):
        """Shows the options of setup scripts and of some commands, classes or names."""
        def show(options, header):
            parser.set_option_table(options)
            parser.print_help(header)
            print
        if global_options:
            show(self._get_toplevel_options() if display_options else self.global_options,
                 self.common_usage + '\nGlobal options:')
        if display_options:
            show(self.display_options, 'Information display options (just display information, ignore any commands)')
        for command in commands:
            is_class = isinstance(command, type(Command)) and issubclass(command, Command)
            found = command if is_class else self.get_command_class(command)
            more = getattr(found, 'help_options', None)
            show(found.user_options + (fix_help_options(more) if isinstance(more, list) else []),
                 "Options for '%s' command:" % found.__name__)
        self._print_usage()

    def _description(self, name):
        found = self.cmdclass.get(name) or self.get_command_class(name)
        return getattr(found, 'description', '(no description available)')

    def _command_names(self):
        """The names of distutils' commands and of those that the setup script adds."""
        import distutils.command
        usual = distutils.command.__all__
        return usual, [name for name in self.cmdclass if name not in usual]

    def print_command_list(self, commands, header, max_length):
        print header + ':'
        for name in commands:
            print '  %-*s  %s' % (max_length, name, self._description(name))

    def print_commands(self):
        usual, extra = self._command_names()
        widest = max(map(len, usual + extra))
        self.print_command_list(usual, 'Standard commands', widest)
        if extra:
            print
            self.print_command_list(extra, 'Extra commands', widest)

    def get_command_list(self):
        """All commands and what they are for, as pairs."""
        usual, extra = self._command_names()
        return [(name, self._description(name)) for name in usual + extra]
