"""Programs that are run and waited for, and where they are found."""

import os
import subprocess
import sys
from distutils import log
from distutils.debug import DEBUG
from distutils.errors import DistutilsExecError


def spawn(cmd, search_path=1, verbose=0, dry_run=0):
    """Runs a program, given as a list of strings; DistutilsExecError if that fails. Without search_path the program's name
    is a path."""
    arguments = list(cmd)
    log.info(' '.join(arguments))
    if dry_run:
        return
    program = arguments[0] if search_path else os.path.join(os.curdir, arguments[0])
    shown = arguments if DEBUG else arguments[0]
    try:
        status = subprocess.call(arguments, executable=program)
    except OSError as error:
        sys.stderr.write('unable to execute %r: %s\n' % (shown, error.strerror))
        status = 1
    if status < 0:
        raise DistutilsExecError('command %r terminated by signal %d' % (shown, -status))
    if status > 0:
        raise DistutilsExecError('command %r failed with exit status %d' % (shown, status))


def _nt_quote_args(args):
    """Words with spaces in quotes, for programs of Windows that get all in one text; changes the list."""
    args[:] = ['"%s"' % word if ' ' in word else word for word in args]
    return args


def find_executable(executable, path=None):
    """The path of a program among folders, given like the environment's PATH; None if there is none."""
    if sys.platform in ('win32', 'os2') and not executable.endswith('.exe'):
        executable += '.exe'
    if path is None:
        path = os.environ.get('PATH', os.defpath)
    for candidate in [executable] + [os.path.join(folder, executable) for folder in path.split(os.pathsep)]:
        if os.path.isfile(candidate):
            return candidate
