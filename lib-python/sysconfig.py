"""Where this Python's files are, and how it was built."""

import os
import sys
from os.path import pardir, realpath


def _scheme(base, platbase, library, include, scripts, data, extra=None):
    return {'stdlib': base + library, 'platstdlib': platbase + library,
            'purelib': base + library + (extra or '/site-packages'),
            'platlib': platbase + library + (extra or '/site-packages'),
            'include': base + include, 'scripts': base + scripts, 'data': data}


_INSTALL_SCHEMES = {
    'posix_prefix': _scheme('{base}', '{platbase}', '/lib/python{py_version_short}',
                            '/include/python{py_version_short}', '/bin', '{base}'),
    'posix_home': dict(_scheme('{base}', '{base}', '/lib/python', '/include/python',
                               '/bin', '{base}', ''),
                       purelib='{base}/lib/python', platlib='{base}/lib/python'),
    'nt': {'stdlib': '{base}/Lib', 'platstdlib': '{base}/Lib',
           'purelib': '{base}/Lib/site-packages', 'platlib': '{base}/Lib/site-packages',
           'include': '{base}/Include', 'platinclude': '{base}/Include',
           'scripts': '{base}/Scripts', 'data': '{base}'},
    'posix_user': _scheme('{userbase}', '{userbase}', '/lib/python{py_version_short}',
                          '/include/python{py_version_short}', '/bin', '{userbase}'),
}
_INSTALL_SCHEMES['posix_prefix']['platinclude'] = \
    '{platbase}/include/python{py_version_short}'

_SCHEME_KEYS = ('stdlib', 'platstdlib', 'purelib', 'platlib', 'include', 'scripts',
                'data')
_PY_VERSION = sys.version.split()[0]
_PY_VERSION_SHORT = sys.version[:3]
_PY_VERSION_SHORT_NO_DOT = _PY_VERSION[0] + _PY_VERSION[2]
_PREFIX = os.path.normpath(sys.prefix)
_EXEC_PREFIX = os.path.normpath(sys.exec_prefix)
_PROJECT_BASE = os.path.dirname(realpath(sys.executable)) if sys.executable \
    else realpath(os.getcwd())
_PYTHON_BUILD = False
_CONFIG_VARS = None
_USER_BASE = None


def is_python_build():
    """Whether this Python runs where it was built: never."""
    return _PYTHON_BUILD


def _getuserbase():
    return (os.environ.get('PYTHONUSERBASE')
            or os.path.expanduser(os.path.join('~', '.local')))


def _subst_vars(s, local_vars):
    """s with {name} replaced by variables and those of the environment."""
    try:
        return s.format(**local_vars)
    except KeyError:
        try:
            return s.format(**os.environ)
        except KeyError as name:
            raise AttributeError('{%s}' % name)


def _expand_vars(scheme, vars):
    values = {} if vars is None else dict(vars)
    for name, value in get_config_vars().items():
        values.setdefault(name, value)
    paths = {}
    for key, value in _INSTALL_SCHEMES[scheme].items():
        if os.name in ('posix', 'nt'):
            value = os.path.expanduser(value)
        paths[key] = os.path.normpath(_subst_vars(value, values))
    return paths


def _get_default_scheme():
    return 'posix_prefix' if os.name == 'posix' else os.name


def _include_directory():
    return os.path.join(_PREFIX, 'include', 'python' + _PY_VERSION_SHORT)


def get_config_h_filename():
    """Where pyconfig.h would be."""
    return os.path.join(_include_directory(), 'pyconfig.h')


def get_makefile_filename():
    """Where the Makefile would be."""
    return os.path.join(get_path('platstdlib'), 'config', 'Makefile')


def _get_makefile_filename():
    return get_makefile_filename()


def parse_config_h(fp, vars=None):
    """The definitions of an open config.h file, as a dictionary."""
    import re
    if vars is None:
        vars = {}
    define = re.compile('#define ([A-Z][A-Za-z0-9_]+) (.*)\n')
    undef = re.compile('/[*] #undef ([A-Z][A-Za-z0-9_]+) [*]/\n')
    for line in fp:
        match = define.match(line)
        if match:
            name, value = match.group(1, 2)
            try:
                value = int(value)
            except ValueError:
                pass
            vars[name] = value
        else:
            match = undef.match(line)
            if match:
                vars[match.group(1)] = 0
    return vars


def get_scheme_names():
    """The names of all installation schemes, sorted."""
    return tuple(sorted(_INSTALL_SCHEMES))


def get_path_names():
    """The names of the paths of a scheme."""
    return _SCHEME_KEYS


def get_paths(scheme=_get_default_scheme(), vars=None, expand=True):
    """The paths of a scheme, as a dictionary."""
    if expand:
        return _expand_vars(scheme, vars)
    return _INSTALL_SCHEMES[scheme]


def get_path(name, scheme=_get_default_scheme(), vars=None, expand=True):
    """One path of a scheme."""
    return get_paths(scheme, vars, expand)[name]


def get_config_vars(*args):
    """A dictionary of variables; with names, the list of their values.

    What CPython takes from its Makefile is there as far as it makes sense
    for an interpreter that is one program and builds no C extensions.
    """
    global _CONFIG_VARS
    if _CONFIG_VARS is None:
        _CONFIG_VARS = {
            'prefix': _PREFIX,
            'exec_prefix': _EXEC_PREFIX,
            'py_version': _PY_VERSION,
            'py_version_short': _PY_VERSION_SHORT,
            'py_version_nodot': _PY_VERSION_SHORT_NO_DOT,
            'base': _PREFIX,
            'platbase': _EXEC_PREFIX,
            'projectbase': _PROJECT_BASE,
            'userbase': _getuserbase(),
            'srcdir': _PROJECT_BASE,
            'VERSION': _PY_VERSION_SHORT,
            'EXE': '',
            'SO': '.so',
            'BINDIR': os.path.join(_PREFIX, 'bin'),
            'LIBDIR': os.path.join(_PREFIX, 'lib'),
            'LIBDEST': os.path.join(_PREFIX, 'lib', 'python' + _PY_VERSION_SHORT),
            'BINLIBDEST': os.path.join(_EXEC_PREFIX, 'lib', 'python' + _PY_VERSION_SHORT),
            'INCLUDEPY': _include_directory(),
            'Py_DEBUG': 0,
            'Py_ENABLE_SHARED': 0,
            'Py_UNICODE_SIZE': 4 if sys.maxunicode > 0xffff else 2,
            'WITH_THREAD': 1,
            'SIZEOF_VOID_P': 8 if sys.maxsize > 2 ** 32 else 4,
            'HAVE_LARGEFILE_SUPPORT': 0,
        }
    if args:
        return [_CONFIG_VARS.get(name) for name in args]
    return _CONFIG_VARS


def get_config_var(name):
    """The value of one variable, None if there is none."""
    return get_config_vars().get(name)


def get_platform():
    """A name for the kind of system, such as linux-x86_64."""
    if os.name != 'posix' or not hasattr(os, 'uname'):
        return sys.platform
    osname, _, release, version, machine = os.uname()
    osname = osname.lower().replace('/', '')
    machine = machine.replace(' ', '_').replace('/', '-')
    if osname.startswith('linux'):
        return '%s-%s' % (osname, machine)
    if osname.startswith('darwin'):
        return 'macosx-%s-%s' % ('.'.join(release.split('.')[:2]), machine)
    return '%s-%s-%s' % (osname, release, machine)


def get_python_version():
    """Python's version as two numbers."""
    return _PY_VERSION_SHORT


def _print_dict(title, data):
    print '%s: ' % title
    for key, value in sorted(data.items()):
        print '\t%s = "%s"' % (key, value)


def _main():
    print 'Platform: "%s"' % get_platform()
    print 'Python version: "%s"' % get_python_version()
    print 'Current installation scheme: "%s"' % _get_default_scheme()
    print
    _print_dict('Paths', get_paths())
    print
    _print_dict('Variables', get_config_vars())


if __name__ == '__main__':
    _main()
