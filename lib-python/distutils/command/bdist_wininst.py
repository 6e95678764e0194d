"""An installer for Windows, which is a program with the distribution behind it. That program is not there, so that the options
can be given and asked, but making an installer is an error."""

import os
from distutils.cmd import Command
from distutils.errors import DistutilsOptionError, DistutilsPlatformError
from distutils.util import get_platform
from distutils._options import table
from sysconfig import get_python_version


class bdist_wininst(Command):

    description = 'create an executable installer for MS Windows'

    user_options = table('''
        bdist-dir=            -  temporary directory for creating the distribution
        plat-name=            p  platform name to embed in generated filenames (default: %s)
        keep-temp             k  keep the pseudo-installation tree around after creating the distribution archive
        target-version=       -  require a specific python version on the target system
        no-target-compile     c  do not compile .py to .pyc on the target system
        no-target-optimize    o  do not compile .py to .pyo (optimized) on the target system
        dist-dir=             d  directory to put final built distributions in
        bitmap=               b  bitmap to use for the installer instead of python-powered logo
        title=                t  title to display on the installer background instead of default
        skip-build            -  skip rebuilding everything (for testing/debugging)
        install-script=       -  basename of installation script to be run after installation or before deinstallation
        pre-install-script=   -  Fully qualified filename of a script to be run before any files are installed.  This script need
                                 not be in the distribution
        user-access-control=  -  specify Vista's UAC handling - 'none'/default=no handling, 'auto'=use UAC if target Python
                                 installed for all users, 'force'=always use UAC
        ''' % get_platform())
    boolean_options = ['keep-temp', 'no-target-compile', 'no-target-optimize', 'skip-build']

    def initialize_options(self):
        self.bdist_dir = self.dist_dir = self.plat_name = self.skip_build = None
        self.keep_temp = self.no_target_compile = self.no_target_optimize = 0
        self.target_version = self.bitmap = self.title = None
        self.install_script = self.pre_install_script = self.user_access_control = None

    def finalize_options(self):
        self.set_undefined_options('bdist', ('skip_build', 'skip_build'))
        if self.bdist_dir is None:
            bdist = self.get_finalized_command('bdist')
            if self.skip_build and self.plat_name:
                bdist.plat_name = self.plat_name
            self.bdist_dir = os.path.join(bdist.bdist_base, 'wininst')
        self.target_version = self.target_version or ''
        if not self.skip_build and self.distribution.has_ext_modules():
            version = get_python_version()
            if self.target_version and self.target_version != version:
                raise DistutilsOptionError("target version can only be %s, or the '--skip-build' option must be specified"
                                           % version)
            self.target_version = version
        self.set_undefined_options('bdist', ('dist_dir', 'dist_dir'), ('plat_name', 'plat_name'))
        scripts = [os.path.basename(path) for path in self.distribution.scripts or ()]
        if self.install_script and self.install_script not in scripts:
            raise DistutilsOptionError("install_script '%s' not found in scripts" % self.install_script)

    def run(self):
        raise DistutilsPlatformError('cannot make an installer for Windows: pyrs has no program to put in front of it')
