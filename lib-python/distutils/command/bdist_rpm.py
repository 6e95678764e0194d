"""Packages for RPM: a file of specifications is written, and rpmbuild makes the packages from it and a source distribution."""

import os
import subprocess
import sys
from distutils import log
from distutils.cmd import Command
from distutils.errors import DistutilsExecError, DistutilsFileError, DistutilsOptionError, DistutilsPlatformError
from distutils.file_util import write_file
from distutils.sysconfig import get_python_version
from distutils._options import table

# Options that are scripts, with the sections of specifications they are in.
_SCRIPTS = [('prep', 'prep_script'), ('build', 'build_script'), ('install', 'install_script'), ('clean', 'clean_script'),
            ('verifyscript', 'verify_script'), ('pre', 'pre_install'), ('post', 'post_install'), ('preun', 'pre_uninstall'),
            ('postun', 'post_uninstall')]
_CAPABILITIES = ['Provides', 'Requires', 'Conflicts', 'Obsoletes']
_FOLDERS = ['SOURCES', 'SPECS', 'BUILD', 'RPMS', 'SRPMS']


class bdist_rpm(Command):

    description = 'create an RPM distribution'

    user_options = table('''
        bdist-base=         -  base directory for creating built distributions
        rpm-base=           -  base directory for creating RPMs (defaults to "rpm" under --bdist-base; must be specified for RPM 2)
        dist-dir=           d  directory to put final RPM files in (and .spec files if --spec-only)
        python=             -  path to Python interpreter to hard-code in the .spec file (default: "python")
        fix-python          -  hard-code the exact path to the current Python interpreter in the .spec file
        spec-only           -  only regenerate spec file
        source-only         -  only generate source RPM
        binary-only         -  only generate binary RPM
        use-bzip2           -  use bzip2 instead of gzip to create source distribution
        distribution-name=  -  name of the (Linux) distribution to which this RPM applies (*not* the name of the module
                               distribution!)
        group=              -  package classification [default: "Development/Libraries"]
        release=            -  RPM release number
        serial=             -  RPM serial number
        vendor=             -  RPM "vendor" (eg. "Joe Blow <joe@example.com>") [default: maintainer or author from setup script]
        packager=           -  RPM packager (eg. "Jane Doe <jane@example.net>") [default: vendor]
        doc-files=          -  list of documentation files (space or comma-separated)
        changelog=          -  RPM changelog
        icon=               -  name of icon file
        provides=           -  capabilities provided by this package
        requires=           -  capabilities required by this package
        conflicts=          -  capabilities which conflict with this package
        build-requires=     -  capabilities required to build this package
        obsoletes=          -  capabilities made obsolete by this package
        no-autoreq          -  do not automatically calculate dependencies
        keep-temp           k  don't clean up RPM build directory
        no-keep-temp        -  clean up RPM build directory [default]
        use-rpm-opt-flags   -  compile with RPM_OPT_FLAGS when building from source RPM
        no-rpm-opt-flags    -  do not pass any RPM CFLAGS to compiler
        rpm3-mode           -  RPM 3 compatibility mode (default)
        rpm2-mode           -  RPM 2 compatibility mode
        prep-script=        -  Specify a script for the PREP phase of RPM building
        build-script=       -  Specify a script for the BUILD phase of RPM building
        pre-install=        -  Specify a script for the pre-INSTALL phase of RPM building
        install-script=     -  Specify a script for the INSTALL phase of RPM building
        post-install=       -  Specify a script for the post-INSTALL phase of RPM building
        pre-uninstall=      -  Specify a script for the pre-UNINSTALL phase of RPM building
        post-uninstall=     -  Specify a script for the post-UNINSTALL phase of RPM building
        clean-script=       -  Specify a script for the CLEAN phase of RPM building
        verify-script=      -  Specify a script for the VERIFY phase of the RPM build
        force-arch=         -  Force an architecture onto the RPM build process
        quiet               q  Run the INSTALL phase of RPM building in quiet mode
        ''')
    boolean_options = ['keep-temp', 'use-rpm-opt-flags', 'rpm3-mode', 'no-autoreq', 'quiet']
    negative_opt = {'no-keep-temp': 'keep-temp', 'no-rpm-opt-flags': 'use-rpm-opt-flags', 'rpm2-mode': 'rpm3-mode'}

    def initialize_options(self):
        for entry in self.user_options:
            name = entry[0].rstrip('=')
            if name not in self.negative_opt:
                setattr(self, name.replace('-', '_'), None)
        self.prep = None
        self.keep_temp = self.no_autoreq = self.quiet = 0
        self.use_rpm_opt_flags = self.rpm3_mode = 1

    def finalize_options(self):
        self.set_undefined_options('bdist', ('bdist_base', 'bdist_base'))
        if self.rpm_base is None:
            if not self.rpm3_mode:
                raise DistutilsOptionError('you must specify --rpm-base in RPM 2 mode')
            self.rpm_base = os.path.join(self.bdist_base, 'rpm')
        if self.fix_python and self.python is not None:
            raise DistutilsOptionError('--python and --fix-python are mutually exclusive options')
        if self.python is None:
            self.python = sys.executable if self.fix_python else 'python'
        if os.name != 'posix':
            raise DistutilsPlatformError("don't know how to create RPM distributions on platform %s" % os.name)
        if self.binary_only and self.source_only:
            raise DistutilsOptionError("cannot supply both '--source-only' and '--binary-only'")
        # Flags are for compilers.
        if not self.distribution.has_ext_modules():
            self.use_rpm_opt_flags = 0
        self.set_undefined_options('bdist', ('dist_dir', 'dist_dir'))
        self.finalize_package_data()

    def finalize_package_data(self):
        told = self.distribution
        self.ensure_string('group', 'Development/Libraries')
        self.ensure_string('vendor', '%s <%s>' % (told.get_contact(), told.get_contact_email()))
        self.ensure_string_list('doc_files')
        for path in ('README', 'README.txt') if self.doc_files else ():
            if os.path.exists(path) and path not in self.doc_files:
                self.doc_files.append(path)
        self.ensure_string('release', '1')
        for name in 'serial', 'distribution_name', 'packager', 'force_arch':
            self.ensure_string(name)
        self.ensure_string('changelog')
        self.changelog = self._format_changelog(self.changelog)
        self.ensure_filename('icon')
        for _section, name in _SCRIPTS:
            self.ensure_filename(name)
        for name in 'provides', 'requires', 'conflicts', 'build_requires', 'obsoletes':
            self.ensure_string_list(name)

    def _dist_path(self, path):
        return os.path.join(self.dist_dir, os.path.basename(path))

    # The specifications.

    def _format_changelog(self, changelog):
        """A change log as lines: entries start with '*', their points with '-'."""
        if not changelog:
            return changelog
        lines = []
        for line in changelog.strip().split('\n'):
            line = line.strip()
            if line.startswith('*'):
                lines += ['', line]
            else:
                lines.append(line if line.startswith('-') else '  ' + line)
        return lines if lines[0] else lines[1:]

    def _make_spec_file(self):
        """The specifications as lines."""
        told = self.distribution
        version = told.get_version()
        lines = ['%define name ' + told.get_name(), '%define version ' + version.replace('-', '_'),
                 '%define unmangled_version ' + version, '%define release ' + self.release.replace('-', '_'), '',
                 'Summary: ' + told.get_description(), 'Name: %{name}', 'Version: %{version}', 'Release: %{release}',
                 'Source0: %{name}-%{unmangled_version}.tar.' + ('bz2' if self.use_bzip2 else 'gz'),
                 'License: ' + told.get_license(), 'Group: ' + self.group,
                 'BuildRoot: %{_tmppath}/%{name}-%{version}-%{release}-buildroot', 'Prefix: %{_prefix}']
        lines += self._optional_fields()
        lines += ['', '%description', told.get_long_description()]
        usual = self._usual_scripts()
        for section, name in _SCRIPTS:
            path = getattr(self, name)
            if path:
                with open(path) as file:
                    lines += ['', '%' + section] + file.read().split('\n')
            elif section in usual:
                lines += ['', '%' + section, usual[section]]
        lines += ['', '%files -f INSTALLED_FILES', '%defattr(-,root,root)']
        if self.doc_files:
            lines.append('%doc ' + ' '.join(self.doc_files))
        if self.changelog:
            lines += ['', '%changelog'] + self.changelog
        return lines

    def _optional_fields(self):
        lines = []
        if self.force_arch or not self.distribution.has_ext_modules():
            lines.append('BuildArch: ' + (self.force_arch or 'noarch'))
        url = self.distribution.get_url()
        fields = [('Vendor', self.vendor), ('Packager', self.packager)]
        fields += [(field, getattr(self, field.lower())) for field in _CAPABILITIES]
        fields += [('Url', url if url != 'UNKNOWN' else None), ('Distribution', self.distribution_name),
                   ('BuildRequires', self.build_requires), ('Icon', self.icon and os.path.basename(self.icon)),
                   ('AutoReq', '0' if self.no_autoreq else None)]
        for field, value in fields:
            if value:
                lines.append('%s: %s' % (field, ' '.join(value) if isinstance(value, list) else value))
        return lines

    def _usual_scripts(self):
        call = '%s %s ' % (self.python, os.path.basename(sys.argv[0]))
        flags = 'env CFLAGS="$RPM_OPT_FLAGS" ' if self.use_rpm_opt_flags else ''
        return {'prep': '%setup -n %{name}-%{unmangled_version}', 'build': flags + call + 'build',
                'install': call + 'install -O1 --root=$RPM_BUILD_ROOT --record=INSTALLED_FILES',
                'clean': 'rm -rf $RPM_BUILD_ROOT'}

    # The work.

    def run(self):
        folders = dict((name, os.path.join(self.rpm_base, name)) for name in _FOLDERS)
        for folder in [self.dist_dir] if self.spec_only else [folders[name] for name in _FOLDERS]:
            self.mkpath(folder)
        specifications = os.path.join(self.dist_dir if self.spec_only else folders['SPECS'],
                                      self.distribution.get_name() + '.spec')
        self.execute(write_file, (specifications, self._make_spec_file()), "writing '%s'" % specifications)
        if self.spec_only:
            return
        self._make_sources(folders['SOURCES'])
        log.info('building RPMs')
        source_package, packages = self._packages(specifications)
        self.spawn(self._command(specifications))
        if self.dry_run:
            return
        if not self.binary_only:
            self._take(os.path.join(folders['SRPMS'], source_package))
        for package in [] if self.source_only else packages:
            path = os.path.join(folders['RPMS'], package)
            if os.path.exists(path):
                self._take(path)

    def _make_sources(self, folder):
        told = self.distribution
        # The source distribution is made on the way: nobody asked for it.
        before = told.dist_files[:]
        sdist = self.reinitialize_command('sdist')
        sdist.formats = ['bztar' if self.use_bzip2 else 'gztar']
        self.run_command('sdist')
        told.dist_files = before
        self.copy_file(sdist.get_archive_files()[0], folder)
        if self.icon:
            if not os.path.exists(self.icon):
                raise DistutilsFileError("icon file '%s' does not exist" % self.icon)
            self.copy_file(self.icon, folder)

    def _command(self, specifications):
        has_own_program = os.path.exists('/usr/bin/rpmbuild') or os.path.exists('/bin/rpmbuild')
        what = '-bs' if self.source_only else '-bb' if self.binary_only else '-ba'
        command = ['rpmbuild' if has_own_program else 'rpm', what, '--define', '__python ' + self.python]
        if self.rpm3_mode:
            command += ['--define', '_topdir ' + os.path.abspath(self.rpm_base)]
        return command + ['--clean'] * (not self.keep_temp) + ['--quiet'] * bool(self.quiet) + [specifications]

    def _packages(self, specifications):
        """The names of the source package and of the others, as rpm tells them."""
        if self.dry_run:
            return None, []
        name = '%{name}-%{version}-%{release}'
        command = ['rpm', '-q', '--qf', r'%s.src.rpm %%{arch}/%s.%%{arch}.rpm\n' % (name, name), '--specfile', specifications]
        try:
            output = subprocess.Popen(command, stdout=subprocess.PIPE).communicate()[0]
        except OSError as error:
            raise DistutilsExecError('Failed to execute: %s: %s' % (' '.join(command), error.strerror))
        lines = [line.split() for line in output.split('\n') if line]
        if not lines:
            raise DistutilsExecError('Failed to execute: %s' % ' '.join(command))
        # The first is that of the package itself; others are those of its parts.
        return lines[0][0], [package for _source, package in lines]

    def _take(self, path):
        self.move_file(path, self.dist_dir)
        version = get_python_version() if self.distribution.has_ext_modules() else 'any'
        self.distribution.dist_files.append(('bdist_rpm', version, self._dist_path(path)))
