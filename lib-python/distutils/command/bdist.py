"""Built distributions: what is installed, as archives or packages of the system, made by other commands."""

import os
from distutils.cmd import Command
from distutils.errors import DistutilsOptionError, DistutilsPlatformError
from distutils.util import get_platform
from distutils._options import table


def show_formats():
    from distutils.command.sdist import _show_formats
    _show_formats('formats=', [(name, bdist.format_command[name][1]) for name in bdist.format_commands],
                  'List of available distribution formats:')


class bdist(Command):

    description = 'create a built (binary) distribution'

    user_options = table('''
        bdist-base=  b  temporary directory for creating built distributions
        plat-name=   p  platform name to embed in generated filenames (default: %s)
        formats=     -  formats for distribution (comma-separated list)
        dist-dir=    d  directory to put final built distributions in [default: dist]
        skip-build   -  skip rebuilding everything (for testing/debugging)
        owner=       u  Owner name used when creating a tar file [default: current user]
        group=       g  Group name used when creating a tar file [default: current group]
        ''' % get_platform())
    boolean_options = ['skip-build']
    help_options = [('help-formats', None, 'lists available distribution formats', show_formats)]

    # Commands that do not take the option 'format'.
    no_format_option = ('bdist_rpm',)
    default_format = {'posix': 'gztar', 'nt': 'zip', 'os2': 'zip'}

    format_commands = ['rpm', 'gztar', 'bztar', 'ztar', 'tar', 'wininst', 'zip', 'msi']
    format_command = {
        'rpm': ('bdist_rpm', 'RPM distribution'), 'wininst': ('bdist_wininst', 'Windows executable installer'),
        'msi': ('bdist_msi', 'Microsoft Installer'), 'gztar': ('bdist_dumb', "gzip'ed tar file"),
        'bztar': ('bdist_dumb', "bzip2'ed tar file"), 'ztar': ('bdist_dumb', 'compressed tar file'),
        'tar': ('bdist_dumb', 'tar file'), 'zip': ('bdist_dumb', 'ZIP file'),
    }

    def initialize_options(self):
        self.bdist_base = self.plat_name = self.formats = self.dist_dir = None
        self.skip_build = 0
        self.owner = self.group = None

    def finalize_options(self):
        if self.plat_name is None:
            self.plat_name = get_platform() if self.skip_build else self.get_finalized_command('build').plat_name
        if self.bdist_base is None:
            self.bdist_base = os.path.join(self.get_finalized_command('build').build_base, 'bdist.' + self.plat_name)
        self.ensure_string_list('formats')
        if self.formats is None:
            if os.name not in self.default_format:
                raise DistutilsPlatformError("don't know how to create built distributions on platform %s" % os.name)
            self.formats = [self.default_format[os.name]]
        if self.dist_dir is None:
            self.dist_dir = 'dist'

    def run(self):
        for format in self.formats:
            if format not in self.format_command:
                raise DistutilsOptionError("invalid format '%s'" % format)
        names = [self.format_command[format][0] for format in self.formats]
        for number, (name, format) in enumerate(zip(names, self.formats)):
            command = self.reinitialize_command(name)
            if name not in self.no_format_option:
                command.format = format
            if name == 'bdist_dumb':
                command.owner, command.group = self.owner, self.group
            # A command that runs again wants what it made on its way.
            if name in names[number + 1:]:
                command.keep_temp = 1
            self.run_command(name)
