"""What all commands have in common."""

import os
import re
import sys
from distutils import archive_util, dep_util, dir_util, file_util, log, util
from distutils.errors import DistutilsOptionError


class Command:
    """A command of a setup script. Classes name their options in user_options and define initialize_options(), which sets all
    to None or plain values, finalize_options(), which makes them whole, and run()."""

    # Pairs of a name and a function that tells of a command object whether the other command is needed, or None for yes.
    sub_commands = []

    def __init__(self, dist):
        from distutils.dist import Distribution
        if not isinstance(dist, Distribution):
            raise TypeError('dist must be a Distribution instance')
        if self.__class__ is Command:
            raise RuntimeError('Command is an abstract class')
        self.distribution = dist
        self.initialize_options()
        # None: as the distribution says, or as finalize_options() does.
        self._dry_run = self.force = None
        self.verbose = dist.verbose
        self.help = self.finalized = 0

    def __getattr__(self, attr):
        if attr != 'dry_run':
            raise AttributeError(attr)
        return self.distribution.dry_run if self._dry_run is None else self._dry_run

    def _is_missing(self):
        raise RuntimeError('abstract method -- subclass %s must override' % self.__class__)

    def initialize_options(self):
        self._is_missing()

    def finalize_options(self):
        self._is_missing()

    def run(self):
        self._is_missing()

    def ensure_finalized(self):
        if not self.finalized:
            self.finalize_options()
        self.finalized = 1

    def get_command_name(self):
        return self.command_name if hasattr(self, 'command_name') else self.__class__.__name__

    # What is told to the user.

    def announce(self, msg, level=1):
        log.log(level, msg)

    def warn(self, msg):
        log.warn('warning: %s: %s\n' % (self.get_command_name(), msg))

    def debug_print(self, msg):
        from distutils.debug import DEBUG
        if DEBUG:
            print msg
            sys.stdout.flush()

    def dump_options(self, header=None, indent=''):
        """Tells the values of all options."""
        from distutils.fancy_getopt import translate_longopt
        self.announce(indent + (header or "command options for '%s':" % self.get_command_name()), level=log.INFO)
        for entry in self.user_options:
            name = translate_longopt(entry[0]).rstrip('=')
            self.announce('%s  %s = %s' % (indent, name, getattr(self, name)), level=log.INFO)

    # What finalize_options() checks options with.

    def _ensure_stringlike(self, option, what, default=None):
        value = getattr(self, option)
        if value is None:
            value = default
            setattr(self, option, value)
        elif not isinstance(value, str):
            raise DistutilsOptionError("'%s' must be a %s (got `%s`)" % (option, what, value))
        return value

    def ensure_string(self, option, default=None):
        self._ensure_stringlike(option, 'string', default)

    def ensure_string_list(self, option):
        """Makes a list of an option's text, which has commas or spaces between words."""
        value = getattr(self, option)
        if isinstance(value, str):
            setattr(self, option, re.split(r',\s*|\s+', value))
        elif value is not None and not (isinstance(value, list) and all(isinstance(each, str) for each in value)):
            raise DistutilsOptionError("'%s' must be a list of strings (got %r)" % (option, value))

    def _ensure_tested_string(self, option, tester, what, error_fmt, default=None):
        value = self._ensure_stringlike(option, what, default)
        if value is not None and not tester(value):
            raise DistutilsOptionError("error in '%s' option: " % option + error_fmt % value)

    def ensure_filename(self, option):
        self._ensure_tested_string(option, os.path.isfile, 'filename', "'%s' does not exist or is not a file")

    def ensure_dirname(self, option):
        self._ensure_tested_string(option, os.path.isdir, 'directory name', "'%s' does not exist or is not a directory")

    # Other commands.

    def set_undefined_options(self, src_cmd, *option_pairs):
        """Takes options that are None from another command; pairs are its name for one and the name here."""
        source = self.distribution.get_command_obj(src_cmd)
        source.ensure_finalized()
        for theirs, ours in option_pairs:
            if getattr(self, ours) is None:
                setattr(self, ours, getattr(source, theirs))

    def get_finalized_command(self, command, create=1):
        found = self.distribution.get_command_obj(command, create)
        found.ensure_finalized()
        return found

    def reinitialize_command(self, command, reinit_subcommands=0):
        return self.distribution.reinitialize_command(command, reinit_subcommands)

    def run_command(self, command):
        self.distribution.run_command(command)

    def get_sub_commands(self):
        """The names of those commands that are needed for this one."""
        return [name for name, is_needed in self.sub_commands if is_needed is None or is_needed(self)]

    # Work, which is only told of when trying (dry_run).

    def execute(self, func, args, msg=None, level=1):
        util.execute(func, args, msg, dry_run=self.dry_run)

    def mkpath(self, name, mode=0777):
        dir_util.mkpath(name, mode, dry_run=self.dry_run)

    def copy_file(self, infile, outfile, preserve_mode=1, preserve_times=1, link=None, level=1):
        return file_util.copy_file(infile, outfile, preserve_mode, preserve_times, update=not self.force, link=link,
                                   dry_run=self.dry_run)

    def copy_tree(self, infile, outfile, preserve_mode=1, preserve_times=1, preserve_symlinks=0, level=1):
        return dir_util.copy_tree(infile, outfile, preserve_mode, preserve_times, preserve_symlinks,
                                  update=not self.force, dry_run=self.dry_run)

    def move_file(self, src, dst, level=1):
        return file_util.move_file(src, dst, dry_run=self.dry_run)

    def spawn(self, cmd, search_path=1, level=1):
        from distutils.spawn import spawn
        spawn(cmd, search_path, dry_run=self.dry_run)

    def make_archive(self, base_name, format, root_dir=None, base_dir=None, owner=None, group=None):
        return archive_util.make_archive(base_name, format, root_dir, base_dir, dry_run=self.dry_run,
                                         owner=owner, group=group)

    def make_file(self, infiles, outfile, func, args, exec_msg=None, skip_msg=None, level=1):
        """Calls a function that makes a file from others, if one of those is newer."""
        if isinstance(infiles, str):
            infiles = infiles,
        elif not isinstance(infiles, (list, tuple)):
            raise TypeError("'infiles' must be a string, or a list or tuple of strings")
        if self.force or dep_util.newer_group(infiles, outfile):
            self.execute(func, args, exec_msg or 'generating %s from %s' % (outfile, ', '.join(infiles)), level)
        else:
            log.debug(skip_msg or 'skipping %s (inputs unchanged)' % outfile)


class install_misc(Command):
    """A command that copies files into one folder."""

    user_options = [('install-dir=', 'd', 'directory to install the files to')]

    def initialize_options(self):
        self.install_dir, self.outfiles = None, []

    def _install_dir_from(self, dirname):
        self.set_undefined_options('install', (dirname, 'install_dir'))

    def _copy_files(self, filelist):
        paths = filelist or []
        if paths:
            self.mkpath(self.install_dir)
        for path in paths:
            self.copy_file(path, self.install_dir)
        self.outfiles = [os.path.join(self.install_dir, path) for path in paths]

    def get_outputs(self):
        return self.outfiles
