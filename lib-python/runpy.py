"""Find modules by name and run them as programs: what "python -m" does."""

import imp
import sys
from pkgutil import read_code
try:
    from imp import get_loader
except ImportError:
    from pkgutil import get_loader

__all__ = ['run_module', 'run_path']


class _TempModule(object):
    """Puts a new module into sys.modules for a while."""

    def __init__(self, mod_name):
        self.mod_name = mod_name
        self.module = imp.new_module(mod_name)
        self._saved_module = []

    def __enter__(self):
        try:
            self._saved_module.append(sys.modules[self.mod_name])
        except KeyError:
            pass
        sys.modules[self.mod_name] = self.module
        return self

    def __exit__(self, *args):
        if self._saved_module:
            sys.modules[self.mod_name] = self._saved_module[0]
        else:
            del sys.modules[self.mod_name]
        self._saved_module = []


class _ModifiedArgv0(object):
    """Changes sys.argv[0] for a while."""

    def __init__(self, value):
        self.value = value
        self._saved_value = self._sentinel = object()

    def __enter__(self):
        if self._saved_value is not self._sentinel:
            raise RuntimeError('Already preserving saved value')
        self._saved_value = sys.argv[0]
        sys.argv[0] = self.value

    def __exit__(self, *args):
        self.value = self._sentinel
        sys.argv[0] = self._saved_value


def _run_code(code, run_globals, init_globals=None, mod_name=None, mod_fname=None,
              mod_loader=None, pkg_name=None):
    """Run code in a namespace, with the names that a module has set."""
    if init_globals is not None:
        run_globals.update(init_globals)
    run_globals.update(__name__=mod_name, __file__=mod_fname, __loader__=mod_loader,
                       __package__=pkg_name)
    exec code in run_globals
    return run_globals


def _run_module_code(code, init_globals=None, mod_name=None, mod_fname=None,
                     mod_loader=None, pkg_name=None):
    """Run code as a new module, with sys.modules and sys.argv[0] changed."""
    with _TempModule(mod_name) as temp_module, _ModifiedArgv0(mod_fname):
        namespace = temp_module.module.__dict__
        _run_code(code, namespace, init_globals, mod_name, mod_fname, mod_loader,
                  pkg_name)
        # The module's own dictionary may be cleared with it.
        return namespace.copy()


def _get_filename(loader, mod_name):
    """Where a loader says that a module is, or None."""
    for attribute in 'get_filename', '_get_filename':
        method = getattr(loader, attribute, None)
        if method is not None:
            return method(mod_name)
    return None


def _get_module_details(mod_name, error=ImportError):
    """(name, loader, code, file name) of a module, __main__ for a package."""
    try:
        loader = get_loader(mod_name)
        if loader is None:
            raise error('No module named %s' % mod_name)
        is_package = loader.is_package(mod_name)
    except ImportError as problem:
        raise error(format(problem))
    if is_package:
        if mod_name == '__main__' or mod_name.endswith('.__main__'):
            raise error('Cannot use package as __main__ module')
        __import__(mod_name)
        try:
            return _get_module_details(mod_name + '.__main__')
        except ImportError as problem:
            raise error(('%s; %r is a package and cannot be directly executed')
                        % (problem, mod_name))
    try:
        code = loader.get_code(mod_name)
    except ImportError as problem:
        raise error(format(problem))
    if code is None:
        raise error('No code object available for %s' % mod_name)
    return mod_name, loader, code, _get_filename(loader, mod_name)


def _get_main_module_details(error=ImportError):
    """The details of __main__ as found on sys.path, that of ours left aside."""
    main_name = '__main__'
    try:
        return _get_module_details(main_name)
    except ImportError as problem:
        if main_name in str(problem):
            raise error("can't find %r module in %r" % (main_name, sys.path[0]))
        raise


class _Error(Exception):
    """What _run_module_as_main() reports without a traceback."""


def _run_module_as_main(mod_name, alter_argv=True):
    """Run a module in the namespace of __main__; the interpreter calls this for -m.

    Without alter_argv it is the __main__ of a directory or a zip file that
    is being run.
    """
    try:
        if alter_argv or mod_name != '__main__':
            mod_name, loader, code, fname = _get_module_details(mod_name, _Error)
        else:
            mod_name, loader, code, fname = _get_main_module_details(_Error)
    except _Error as problem:
        sys.exit('%s: %s' % (sys.executable, problem))
    pkg_name = mod_name.rpartition('.')[0]
    main_globals = sys.modules['__main__'].__dict__
    if alter_argv:
        sys.argv[0] = fname
    return _run_code(code, main_globals, None, '__main__', fname, loader, pkg_name)


def run_module(mod_name, init_globals=None, run_name=None, alter_sys=False):
    """Run a module's code without importing it; the namespace it leaves.

    run_name is what its __name__ is to be. With alter_sys, sys.argv[0] and
    sys.modules are changed meanwhile, as they are for a program.
    """
    mod_name, loader, code, fname = _get_module_details(mod_name)
    if run_name is None:
        run_name = mod_name
    pkg_name = mod_name.rpartition('.')[0]
    if alter_sys:
        return _run_module_code(code, init_globals, run_name, fname, loader, pkg_name)
    return _run_code(code, {}, init_globals, run_name, fname, loader, pkg_name)


def _get_importer(path_name):
    """The importer of a path: as pkgutil's, but imp.NullImporter for none."""
    cache = sys.path_importer_cache
    try:
        return cache[path_name]
    except KeyError:
        # A hook may look itself.
        cache[path_name] = None
    for hook in sys.path_hooks:
        try:
            importer = hook(path_name)
            break
        except ImportError:
            pass
    else:
        # A plain file, or a directory that can be looked through as usual.
        try:
            importer = imp.NullImporter(path_name)
        except ImportError:
            return None
    cache[path_name] = importer
    return importer


def _get_code_from_file(fname):
    """The code of a file, which may be compiled already."""
    with open(fname, 'rb') as compiled:
        code = read_code(compiled)
    if code is None:
        with open(fname, 'rU') as source:
            code = compile(source.read(), fname, 'exec')
    return code


def run_path(path_name, init_globals=None, run_name=None):
    """Run the code of a file, or the __main__ of a directory or zip file."""
    if run_name is None:
        run_name = '<run_path>'
    importer = _get_importer(path_name)
    if isinstance(importer, imp.NullImporter):
        code = _get_code_from_file(path_name)
        return _run_module_code(code, init_globals, run_name, path_name)
    sys.path.insert(0, path_name)
    try:
        main_name = '__main__'
        # The module that is running must not be found instead.
        saved_main = sys.modules[main_name]
        del sys.modules[main_name]
        try:
            mod_name, loader, code, fname = _get_main_module_details()
        finally:
            sys.modules[main_name] = saved_main
        pkg_name = ''
        with _TempModule(run_name) as temp_module, _ModifiedArgv0(path_name):
            namespace = temp_module.module.__dict__
            return _run_code(code, namespace, init_globals, run_name, fname, loader,
                             pkg_name).copy()
    finally:
        try:
            sys.path.remove(path_name)
        except ValueError:
            pass


if __name__ == '__main__':
    if len(sys.argv) < 2:
        print >> sys.stderr, 'No module specified for execution'
    else:
        del sys.argv[0]
        _run_module_as_main(sys.argv[0])
