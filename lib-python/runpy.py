"""Find modules by name and run them as programs: what "python -m" does."""

import imp
import sys

from pkgutil import get_loader, read_code

__all__ = ['run_module', 'run_path']

_MAIN = '__main__'
_ABSENT = object()


class _Found(object):
    """A module that can be run."""

    def __init__(self, name, loader, code, filename):
        self.name = name
        self.loader = loader
        self.code = code
        self.filename = filename


class _Replaced(object):
    """An item of a container has another value for a while, or is absent."""

    def __init__(self, container, key, value=_ABSENT):
        self._container = container
        self._key = key
        self._value = value

    def _set(self, value):
        if value is not _ABSENT:
            self._container[self._key] = value
        elif self._key in self._container:
            del self._container[self._key]

    def __enter__(self):
        try:
            self._saved = self._container[self._key]
        except KeyError:
            self._saved = _ABSENT
        self._set(self._value)

    def __exit__(self, *exception):
        self._set(self._saved)


# ---- finding

class _Error(Exception):
    """A program cannot be found; the message says all."""


def _find(name, error=ImportError):
    """A module, or the module __main__ of a package; error is what is raised if there is none."""
    try:
        loader = get_loader(name)
        if loader is None:
            raise ImportError('No module named %s' % name)
        if not loader.is_package(name):
            code = loader.get_code(name)
            if code is None:
                raise ImportError('No code object available for %s' % name)
            return _Found(name, loader, code, _filename(loader, name))
        if name.split('.')[-1] == _MAIN:
            raise ImportError('Cannot use package as __main__ module')
    except ImportError as problem:
        raise error(format(problem))
    __import__(name)
    try:
        return _find('%s.%s' % (name, _MAIN))
    except ImportError as problem:
        raise error('%s; %r is a package and cannot be directly executed' % (problem, name))


def _find_main(error=ImportError):
    """The module __main__ of what comes first on sys.path."""
    try:
        return _find(_MAIN)
    except ImportError as problem:
        if _MAIN in str(problem):
            raise error("can't find %r module in %r" % (_MAIN, sys.path[0]))
        raise


def _filename(loader, name):
    for attribute in 'get_filename', '_get_filename':
        if hasattr(loader, attribute):
            return getattr(loader, attribute)(name)
    return None


# ---- running

def _run_code(code, run_globals, init_globals=None, mod_name=None, mod_fname=None, mod_loader=None, pkg_name=None):
    """Run code in a namespace, which gets what modules have, and returns it."""
    run_globals.update(init_globals or {}, __name__=mod_name, __file__=mod_fname, __loader__=mod_loader, __package__=pkg_name)
    exec code in run_globals
    return run_globals


def _run_module_code(code, init_globals=None, mod_name=None, mod_fname=None, mod_loader=None, pkg_name=None, argument=None):
    """Run code as a module of its own, which sys.modules has meanwhile, while sys.argv[0] is the argument, or the file."""
    module = imp.new_module(mod_name)
    with _Replaced(sys.modules, mod_name, module), _Replaced(sys.argv, 0, argument or mod_fname):
        # A copy, for the module's namespace may be cleared along with it.
        return _run_code(code, vars(module), init_globals, mod_name, mod_fname, mod_loader, pkg_name).copy()


def _package_of(name):
    return name.rpartition('.')[0]


def _run_module_as_main(mod_name, alter_argv=True):
    """Run a module in the namespace of __main__; the interpreter does so for -m.

    Without alter_argv, the name may be __main__, for that of a directory or zip file that is run.
    """
    try:
        found = _find(mod_name, _Error) if alter_argv or mod_name != _MAIN else _find_main(_Error)
    except _Error as error:
        sys.exit('%s: %s' % (sys.executable, error))
    if alter_argv:
        sys.argv[0] = found.filename
    return _run_code(found.code, vars(sys.modules[_MAIN]), None, _MAIN, found.filename, found.loader, _package_of(found.name))


def run_module(mod_name, init_globals=None, run_name=None, alter_sys=False):
    """Run a module's code; the namespace that it leaves.

    It gets init_globals, and run_name as its __name__. With alter_sys, sys.argv[0] and sys.modules are as programs know them.
    """
    found = _find(mod_name)
    details = run_name or found.name, found.filename, found.loader, _package_of(found.name)
    if alter_sys:
        return _run_module_code(found.code, init_globals, *details)
    return _run_code(found.code, {}, init_globals, *details)


def run_path(path_name, init_globals=None, run_name='<run_path>'):
    """Run the code of a file, or that of __main__ in a directory or zip file; the namespace that it leaves."""
    run_name = run_name or '<run_path>'
    if isinstance(_importer(path_name), imp.NullImporter):
        return _run_module_code(_code_of_file(path_name), init_globals, run_name, path_name)
    sys.path.insert(0, path_name)
    try:
        # The program that runs already would be found first.
        with _Replaced(sys.modules, _MAIN):
            found = _find_main()
        return _run_module_code(found.code, init_globals, run_name, found.filename, found.loader, '', path_name)
    finally:
        if path_name in sys.path:
            sys.path.remove(path_name)


def _importer(path):
    """What imports from a path: None stands for the usual way, a NullImporter for files from which nothing is imported."""
    cache = sys.path_importer_cache
    if path in cache:
        return cache[path]
    # Hooks may ask in their turn.
    cache[path] = None
    for hook in sys.path_hooks + [imp.NullImporter]:
        try:
            cache[path] = hook(path)
            break
        except ImportError:
            pass
    return cache[path]


def _code_of_file(path):
    """The code of a file that is compiled, or is to be."""
    with open(path, 'rb') as file:
        code = read_code(file)
    if code is not None:
        return code
    with open(path, 'rU') as file:
        return compile(file.read(), path, 'exec')


if __name__ == _MAIN:
    if len(sys.argv) > 1:
        del sys.argv[0]
        _run_module_as_main(sys.argv[0])
    else:
        sys.stderr.write('No module specified for execution\n')
