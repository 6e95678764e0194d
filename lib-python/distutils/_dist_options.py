"""A distribution's options: from files of configuration and from the command line."""

import os
import re
import sys
from distutils import log
from distutils.cmd import Command
from distutils.debug import DEBUG
from distutils.errors import DistutilsArgError, DistutilsClassError, DistutilsModuleError, DistutilsOptionError
from distutils.fancy_getopt import FancyGetopt, translate_longopt
from distutils.util import check_environ, strtobool
from distutils._dist_help import fix_help_options

command_re = re.compile(r'^[a-zA-Z]([a-zA-Z0-9_]*)$')


class Options:
    """The part of a Distribution that finds options. command_options has, by commands and options, pairs of who set a value
    and the value."""

    global_options = [
        ('verbose', 'v', 'run verbosely (default)', 1),
        ('quiet', 'q', 'run quietly (turns verbosity off)'),
        ('dry-run', 'n', "don't actually do anything"),
        ('help', 'h', 'show detailed help message'),
        ('no-user-cfg', None, 'ignore pydistutils.cfg in your home directory'),
    ]
    negative_opt = {'quiet': 'verbose'}

    def get_option_dict(self, command):
        return self.command_options.setdefault(command, {})

    def dump_option_dicts(self, header=None, commands=None, indent=''):
        from pprint import pformat
        if header is not None:
            self.announce(indent + header)
            indent += '  '
        names = sorted(self.command_options) if commands is None else commands
        if not names:
            self.announce(indent + 'no commands known yet')
        for name in names:
            options = self.command_options.get(name)
            if options is None:
                self.announce("%sno option dict for '%s' command" % (indent, name))
                continue
            self.announce("%soption dict for '%s' command:" % (indent, name))
            for line in pformat(options).split('\n'):
                self.announce(indent + '  ' + line)

    def find_config_files(self):
        """Those of distutils.cfg beside distutils, the user's file and setup.cfg that exist."""
        check_environ()
        paths = [os.path.join(os.path.dirname(sys.modules['distutils'].__file__), 'distutils.cfg')]
        if self.want_user_cfg:
            name = 'pydistutils.cfg'
            paths.append(os.path.join(os.path.expanduser('~'), '.' + name if os.name == 'posix' else name))
        paths = filter(os.path.isfile, paths + ['setup.cfg'])
        if DEBUG:
            self.announce('using config files: ' + ', '.join(paths))
        return paths

    def parse_config_files(self, filenames=None):
        """Takes options from files; sections are named after commands, or 'global'."""
        from ConfigParser import ConfigParser
        if DEBUG:
            self.announce('Distribution.parse_config_files():')
        for path in self.find_config_files() if filenames is None else filenames:
            if DEBUG:
                self.announce('  reading ' + path)
            # One parser a file: the same option may be in several, and it matters where.
            parser = ConfigParser()
            parser.read(path)
            for section in parser.sections():
                found = self.get_option_dict(section)
                for name in parser.options(section):
                    if name != '__name__':
                        found[name.replace('-', '_')] = path, parser.get(section, name)
        for name, (source, value) in self.command_options.get('global', {}).items():
            try:
                if name in self.negative_opt:
                    setattr(self, self.negative_opt[name], not strtobool(value))
                else:
                    setattr(self, name, strtobool(value) if name in ('verbose', 'dry_run') else value)
            except ValueError as error:
                raise DistutilsOptionError(error)

    def _get_toplevel_options(self):
        return self.global_options + [('command-packages=', None, 'list of packages that provide distutils commands')]

    def parse_command_line(self):
        """Takes options from script_args: those of all, then commands, each with its own. True if commands are to be run."""
        self.commands = []
        parser = FancyGetopt(self._get_toplevel_options() + self.display_options)
        parser.set_negative_aliases(self.negative_opt)
        parser.set_aliases({'licence': 'license'})
        rest = parser.getopt(args=self.script_args, object=self)
        log.set_verbosity(self.verbose)
        if self.handle_display_options(parser.get_option_order()):
            return
        while rest:
            rest = self._parse_command_opts(parser, rest)
            if rest is None:
                return                # help was wanted, and shown
        if self.help:
            self._show_help(parser, display_options=not self.commands, commands=self.commands)
            return
        if not self.commands:
            raise DistutilsArgError('no commands supplied')
        return 1

    def _parse_command_opts(self, parser, args):
        """Takes one command and its options; returns what follows, None if help was shown."""
        name = args[0]
        if not command_re.match(name):
            raise SystemExit("invalid command name '%s'" % name)
        self.commands.append(name)
        try:
            command = self.get_command_class(name)
        except DistutilsModuleError as error:
            raise DistutilsArgError(error)
        if not issubclass(command, Command):
            raise DistutilsClassError('command class %s must subclass Command' % command)
        if not isinstance(getattr(command, 'user_options', None), list):
            raise DistutilsClassError("command class %s must provide 'user_options' attribute (a list of tuples)" % command)
        helps = getattr(command, 'help_options', None)
        helps = helps if isinstance(helps, list) else []
        parser.set_option_table(self.global_options + command.user_options + fix_help_options(helps))
        parser.set_negative_aliases(dict(self.negative_opt, **getattr(command, 'negative_opt', {})))
        rest, values = parser.getopt(args[1:])
        if getattr(values, 'help', None):
            self._show_help(parser, display_options=0, commands=[command])
            return
        asked = [entry for entry in helps if hasattr(values, parser.get_attr_name(entry[0]))]
        for option, _letter, _text, function in asked:
            if not callable(function):
                raise DistutilsClassError("invalid help function %r for help option '%s': must be a callable object "
                                          '(function, etc.)' % (function, option))
            function()
        if asked:
            return
        self.get_option_dict(name).update((option, ('command line', value)) for option, value in vars(values).items())
        return rest

    def _set_command_options(self, command_obj, option_dict=None):
        """Sets a command's attributes by its options, or by others."""
        command = command_obj.get_command_name()
        if DEBUG:
            self.announce("  setting options for '%s' command:" % command)
        yes_or_no = map(translate_longopt, getattr(command_obj, 'boolean_options', []))
        opposites = getattr(command_obj, 'negative_opt', {})
        for name, (source, value) in (self.get_option_dict(command) if option_dict is None else option_dict).items():
            if DEBUG:
                self.announce('    %s = %s (from %s)' % (name, value, source))
            try:
                if isinstance(value, str) and name in opposites:
                    name, value = opposites[name], not strtobool(value)
                elif isinstance(value, str) and name in yes_or_no:
                    value = strtobool(value)
                elif not hasattr(command_obj, name):
                    raise DistutilsOptionError("error in %s: command '%s' has no such option '%s'" % (source, command, name))
                setattr(command_obj, name, value)
            except ValueError as error:
                raise DistutilsOptionError(error)
