"""A distribution: what a setup script tells of what is to be built and installed."""

import sys
import warnings
from distutils import log
from distutils.debug import DEBUG
from distutils.errors import DistutilsModuleError
from distutils._dist_help import Displays, fix_help_options
from distutils._dist_options import Options, command_re
from distutils._metadata import DistributionMetadata, PKG_INFO_ENCODING

DistributionMetadata.__module__ = __name__


def _has(name):
    """A method that tells whether a list has anything."""
    return lambda self: getattr(self, name) and len(getattr(self, name)) > 0


class Distribution(Options, Displays):
    """Has the metadata, the lists of what is distributed, the options and the command objects."""

    def __init__(self, attrs=None):
        """Takes the arguments of setup() as a dict."""
        self.verbose = 1
        self.dry_run = self.help = 0
        for name in self.display_option_names:
            setattr(self, name, 0)
        self.metadata = DistributionMetadata()
        for name in self.metadata._METHOD_BASENAMES:
            setattr(self, 'get_' + name, getattr(self.metadata, 'get_' + name))
        # Classes by commands' names, packages to look for others in, objects, and what was run.
        self.cmdclass, self.command_packages = {}, None
        self.command_obj, self.have_run = {}, {}
        self.script_name = self.script_args = None
        self.command_options = {}
        # Tuples of command, Python's version and path, of files that a user may upload.
        self.dist_files = []
        self.packages = self.package_dir = self.py_modules = self.libraries = self.headers = None
        self.ext_modules = self.ext_package = self.include_dirs = self.extra_path = self.scripts = self.data_files = None
        self.package_data = {}
        self.password = ''
        if attrs:
            self._take(attrs)
        # Files of configuration are read before the command line is, so this one option is looked for first.
        self.want_user_cfg = True
        for argument in self.script_args or ():
            if not argument.startswith('-'):
                break
            if argument == '--no-user-cfg':
                self.want_user_cfg = False
                break
        self.finalize_options()

    def _take(self, attrs):
        for command, options in (attrs.pop('options', None) or {}).items():
            self.get_option_dict(command).update((name, ('setup script', value)) for name, value in options.items())
        if 'licence' in attrs:
            attrs['license'] = attrs.pop('licence')
            warnings.warn("'licence' distribution option is deprecated; use 'license'")
        for name, value in attrs.items():
            if hasattr(self.metadata, 'set_' + name):
                getattr(self.metadata, 'set_' + name)(value)
            elif hasattr(self.metadata, name):
                setattr(self.metadata, name, value)
            elif hasattr(self, name):
                setattr(self, name, value)
            else:
                warnings.warn('Unknown distribution option: %r' % name)

    def finalize_options(self):
        """Makes lists of keywords and platforms that were given as a text with commas."""
        for name in 'keywords', 'platforms':
            value = getattr(self.metadata, name)
            if isinstance(value, str):
                setattr(self.metadata, name, [each.strip() for each in value.split(',')])

    def announce(self, msg, level=log.INFO):
        log.log(level, msg)

    # Commands.

    def get_command_packages(self):
        """The packages commands are in, as a list."""
        packages = self.command_packages
        if not isinstance(packages, list):
            packages = filter(None, [name.strip() for name in (packages or '').split(',')])
            if 'distutils.command' not in packages:
                packages.insert(0, 'distutils.command')
            self.command_packages = packages
        return packages

    def get_command_class(self, command):
        """The class of a command, from the setup script or a module of its name."""
        if command in self.cmdclass:
            return self.cmdclass[command]
        for package in self.get_command_packages():
            name = '%s.%s' % (package, command)
            try:
                __import__(name)
            except ImportError:
                continue
            try:
                self.cmdclass[command] = getattr(sys.modules[name], command)
            except AttributeError:
                raise DistutilsModuleError("invalid command '%s' (no class '%s' in module '%s')" % (command, command, name))
            return self.cmdclass[command]
        raise DistutilsModuleError("invalid command '%s'" % command)

    def get_command_obj(self, command, create=1):
        """The one object of a command; made, with its options, if it is not there."""
        found = self.command_obj.get(command)
        if not found and create:
            if DEBUG:
                self.announce("Distribution.get_command_obj(): creating '%s' command object" % command)
            found = self.command_obj[command] = self.get_command_class(command)(self)
            self.have_run[command] = 0
            options = self.command_options.get(command)
            if options:
                self._set_command_options(found, options)
        return found

    def reinitialize_command(self, command, reinit_subcommands=0):
        """Sets a command, by name or object, back to how it was before its options were made whole."""
        from distutils.cmd import Command
        if not isinstance(command, Command):
            command = self.get_command_obj(command)
        if command.finalized:
            command.finalized = self.have_run[command.get_command_name()] = 0
            command.initialize_options()
            self._set_command_options(command)
            for name in command.get_sub_commands() if reinit_subcommands else ():
                self.reinitialize_command(name, reinit_subcommands)
        return command

    def run_commands(self):
        for command in self.commands:
            self.run_command(command)

    def run_command(self, command):
        """Runs a command, if it was not run before."""
        if self.have_run.get(command):
            return
        log.info('running %s', command)
        found = self.get_command_obj(command)
        found.ensure_finalized()
        found.run()
        self.have_run[command] = 1

    # What is distributed.

    has_ext_modules = _has('ext_modules')
    has_c_libraries = _has('libraries')
    has_headers = _has('headers')
    has_scripts = _has('scripts')
    has_data_files = _has('data_files')

    def has_pure_modules(self):
        return bool(self.packages or self.py_modules)

    def has_modules(self):
        return self.has_pure_modules() or self.has_ext_modules()

    def is_pure(self):
        """Whether there is nothing but Python."""
        return self.has_pure_modules() and not self.has_ext_modules() and not self.has_c_libraries()
