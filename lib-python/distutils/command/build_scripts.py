"""Programs are copied to where they are installed from; those in Python name the interpreter that they are to run under."""

import os
import re
from stat import ST_MODE
from distutils import log
from distutils.cmd import Command
from distutils.dep_util import newer
from distutils.util import convert_path
from distutils._options import table

# A first line that asks for some Python; what follows, options, is kept.
first_line_re = re.compile('^#!.*python[0-9.]*([ \t].*)?$')


class build_scripts(Command):

    description = '"build" scripts (copy and fixup #! line)'

    user_options = table('''
        build-dir=   d  directory to "build" (copy) to
        force        f  forcibly build everything (ignore file timestamps
        executable=  e  specify final destination interpreter path
        ''')
    boolean_options = ['force']

    def initialize_options(self):
        self.build_dir = self.scripts = self.force = None
        self.executable = self.outfiles = None

    def finalize_options(self):
        self.set_undefined_options('build', ('build_scripts', 'build_dir'), ('force', 'force'), ('executable', 'executable'))
        self.scripts = self.distribution.scripts

    def get_source_files(self):
        return self.scripts

    def run(self):
        if self.scripts:
            self.copy_scripts()

    def copy_scripts(self):
        self.mkpath(self.build_dir)
        targets = []
        for script in map(convert_path, self.scripts):
            target = os.path.join(self.build_dir, os.path.basename(script))
            if not self.force and not newer(script, target):
                log.debug('not copying %s (up-to-date)', script)
            elif not self._copy(script, target):
                continue
            targets.append(target)
        if os.name == 'posix':
            for target in targets:
                self._make_executable(target)

    def _copy(self, script, target):
        """Copies a program; false if it is empty."""
        try:
            with open(script, 'r') as file:
                first = file.readline()
                rest = file.read()
        except IOError:
            if not self.dry_run:
                raise
            first = None
        if first == '':
            self.warn('%s is an empty file (skipping)' % script)
            return False
        asks = first_line_re.match(first) if first else None
        if not asks:
            self.copy_file(script, target)
            return True
        log.info('copying and adjusting %s -> %s', script, self.build_dir)
        if not self.dry_run:
            with open(target, 'w') as file:
                file.write('#!%s%s\n%s' % (self.executable, asks.group(1) or '', rest))
        return True

    def _make_executable(self, path):
        if self.dry_run:
            log.info('changing mode of %s', path)
            return
        before = os.stat(path)[ST_MODE] & 07777
        after = before | 0555
        if after != before:
            log.info('changing mode of %s from %o to %o', path, before, after)
            os.chmod(path, after)
