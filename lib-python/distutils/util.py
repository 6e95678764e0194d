"""Small tools: the platform's name, paths, words, variables in texts, compiling modules."""

from __future__ import absolute_import

import os
import re
import sys
from distutils import log
from distutils.dep_util import newer
from distutils.errors import DistutilsByteCompileError, DistutilsPlatformError
from distutils.spawn import spawn


def get_platform():
    """A name of the system and its machine, such as 'linux-x86_64'."""
    import sysconfig
    return sysconfig.get_platform()


def convert_path(pathname):
    """A path with slashes, as setup scripts have them, with this system's separators."""
    if os.sep == '/' or not pathname:
        return pathname
    if pathname[0] == '/':
        raise ValueError("path '%s' cannot be absolute" % pathname)
    if pathname[-1] == '/':
        raise ValueError("path '%s' cannot end with '/'" % pathname)
    parts = [part for part in pathname.split('/') if part != '.']
    return os.path.join(*parts) if parts else os.curdir


def change_root(new_root, pathname):
    """A path, relative or not, below another root."""
    if os.name not in ('posix', 'nt', 'os2'):
        raise DistutilsPlatformError("nothing known about platform '%s'" % os.name)
    return os.path.join(new_root, os.path.splitdrive(pathname)[1].lstrip(os.sep))


_environ_checked = 0


def check_environ():
    """Sees to it that the environment has HOME and PLAT, which options may use."""
    global _environ_checked
    if not _environ_checked:
        if os.name == 'posix' and 'HOME' not in os.environ:
            _set_home()
        os.environ.setdefault('PLAT', get_platform())
        _environ_checked = 1


def _set_home():
    import pwd
    try:
        os.environ['HOME'] = pwd.getpwuid(os.getuid()).pw_dir
    except KeyError:
        pass                          # a user without an entry


def subst_vars(s, local_vars):
    """A text with values in place of $names, from a dict or else the environment."""
    check_environ()

    def value(match):
        name = match.group(1)
        return str(local_vars[name]) if name in local_vars else os.environ[name]
    try:
        return re.sub(r'\$([a-zA-Z_][a-zA-Z_0-9]*)', value, s)
    except KeyError as error:
        raise ValueError("invalid variable '$%s'" % error)


def grok_environment_error(exc, prefix='error: '):
    """One line for an error of the system."""
    return prefix + str(exc)


_WORD = re.compile(r'''(?:[^\s\\'"]|\\.|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")+''', re.S)
_WORD_PART = re.compile(r'''\\(.)|'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"''', re.S)


def split_quoted(s):
    """The words of a text, where quotes keep spaces and backslashes keep quotes."""
    words = []
    place = 0
    text = s.strip()
    while place < len(text):
        match = _WORD.match(text, place)
        if not match:
            quotes = {"'": 'single', '"': 'double'}.get(text[place], text[place])
            raise ValueError('bad string (mismatched %s quotes?)' % quotes)
        words.append(_WORD_PART.sub(lambda part: part.group(part.lastindex), match.group()))
        place = match.end()
        while text[place:place + 1].isspace():
            place += 1
    return words


def execute(func, args, msg=None, verbose=0, dry_run=0):
    """Calls a function that changes something outside, after telling so; not when only trying (dry_run)."""
    if msg is None:
        msg = '%s%r' % (func.__name__, args)
        if msg.endswith(',)'):
            msg = msg[:-2] + ')'
    log.info(msg)
    if not dry_run:
        func(*args)


_TRUTHS = dict.fromkeys(('y', 'yes', 't', 'true', 'on', '1'), 1)
_TRUTHS.update(dict.fromkeys(('n', 'no', 'f', 'false', 'off', '0'), 0))


def strtobool(val):
    """1 for words like 'yes', 0 for words like 'no'."""
    try:
        return _TRUTHS[val.lower()]
    except KeyError:
        raise ValueError('invalid truth value %r' % (val.lower(),))


def byte_compile(py_files, optimize=0, force=0, prefix=None, base_dir=None, verbose=1, dry_run=0, direct=None):
    """Compiles modules. What their code tells as its file is below base_dir, without prefix. Another optimisation than this
    interpreter's is made by another process, or always one with direct=0."""
    if sys.dont_write_bytecode:
        raise DistutilsByteCompileError('byte-compiling is disabled.')
    if direct is None:
        direct = __debug__ and optimize == 0
    if not direct:
        program = ('from distutils.util import byte_compile\nbyte_compile(%r, optimize=%r, force=%r, prefix=%r, '
                   'base_dir=%r, verbose=%r, dry_run=0, direct=1)' % (py_files, optimize, force, prefix, base_dir, verbose))
        command = [sys.executable] + ['-' + 'O' * optimize] * (optimize > 0) + ['-c', program]
        spawn(command, dry_run=dry_run)
        return
    from py_compile import compile
    for file in py_files:
        if not file.endswith('.py'):
            continue
        compiled = file + ('c' if __debug__ else 'o')
        shown = file
        if prefix:
            if not file.startswith(prefix):
                raise ValueError("invalid prefix: filename %r doesn't start with %r" % (file, prefix))
            shown = file[len(prefix):]
        if base_dir:
            shown = os.path.join(base_dir, shown)
        if not force and not newer(file, compiled):
            log.debug('skipping byte-compilation of %s to %s', file, os.path.basename(compiled))
            continue
        log.info('byte-compiling %s to %s', file, os.path.basename(compiled))
        if not dry_run:
            compile(file, compiled, shown)


def rfc822_escape(header):
    """A text of several lines as a field of a message's header."""
    return ('\n' + 8 * ' ').join(header.split('\n'))
