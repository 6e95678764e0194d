"""What programs and tools need to know of packages and importers."""

import imp
import os
import sys
from types import ModuleType

__all__ = ['get_importer', 'iter_importers', 'get_loader', 'find_loader',
           'walk_packages', 'iter_modules', 'get_data', 'ImpImporter', 'ImpLoader',
           'read_code', 'extend_path']


def read_code(stream):
    """The code object of an open .pyc file, or None if its magic is wrong."""
    import marshal
    if stream.read(4) != imp.get_magic():
        return None
    # The time of the source.
    stream.read(4)
    return marshal.load(stream)


def simplegeneric(func):
    """Make a function generic: it is chosen by the type of its first argument."""
    registry = {}

    def wrapper(*args, **kw):
        kind = args[0].__class__ if hasattr(args[0], '__class__') else type(args[0])
        mro = getattr(kind, '__mro__', None)
        if mro is None:
            # An old-style class.
            class cls(kind, object):
                pass
            mro = cls.__mro__[1:]
        for base in mro:
            if base in registry:
                return registry[base](*args, **kw)
        return func(*args, **kw)

    def register(typ, func=None):
        if func is None:
            return lambda f: register(typ, f)
        registry[typ] = func
        return func

    try:
        wrapper.__name__ = func.__name__
    except (TypeError, AttributeError):
        pass
    wrapper.__dict__ = func.__dict__
    wrapper.__doc__ = func.__doc__
    wrapper.register = register
    return wrapper


# ---- looking through packages

def walk_packages(path=None, prefix='', onerror=None):
    """Generate (importer, name, whether a package) of all modules, recursively.

    path is a list of directories, sys.path by default; prefix goes before
    the names. Packages are imported. onerror(name) is called for those that
    cannot be; without it an ImportError is ignored and others come out.
    """
    seen = set()
    for importer, name, ispkg in iter_modules(path, prefix):
        yield importer, name, ispkg
        if not ispkg:
            continue
        try:
            __import__(name)
        except ImportError:
            if onerror is not None:
                onerror(name)
        except Exception:
            if onerror is None:
                raise
            onerror(name)
        else:
            inside = getattr(sys.modules[name], '__path__', None) or []
            # A directory that is on several paths is looked through once.
            inside = [item for item in inside if item not in seen]
            seen.update(inside)
            for item in walk_packages(inside, name + '.', onerror):
                yield item


def iter_modules(path=None, prefix=''):
    """Generate (importer, name, whether a package) of the modules on a path."""
    importers = iter_importers() if path is None else map(get_importer, path)
    yielded = set()
    for importer in importers:
        for name, ispkg in iter_importer_modules(importer, prefix):
            if name not in yielded:
                yielded.add(name)
                yield importer, name, ispkg


@simplegeneric
def iter_importer_modules(importer, prefix=''):
    if not hasattr(importer, 'iter_modules'):
        return []
    return importer.iter_modules(prefix)


class ImpImporter:
    """The ordinary import as an importer: of a directory, or of sys.path for None."""

    def __init__(self, path=None):
        self.path = path

    def find_module(self, fullname, path=None):
        # path is not used: it is for importers of sys.meta_path.
        subname = fullname.split('.')[-1]
        if subname != fullname and self.path is None:
            return None
        path = None
        if self.path is not None:
            # The library within the executable is no place in the file system.
            is_frozen = self.path == '<frozen>' or self.path.startswith('<frozen>/')
            path = [self.path if is_frozen else os.path.realpath(self.path)]
        try:
            file, filename, etc = imp.find_module(subname, path)
        except ImportError:
            return None
        return ImpLoader(fullname, file, filename, etc)

    def iter_modules(self, prefix=''):
        if self.path is None or not os.path.isdir(self.path):
            return
        import inspect
        yielded = set()
        try:
            filenames = os.listdir(self.path)
        except OSError:
            # What cannot be read has nothing.
            filenames = []
        filenames.sort()
        for fn in filenames:
            modname = inspect.getmodulename(fn)
            if modname == '__init__' or modname in yielded:
                continue
            path = os.path.join(self.path, fn)
            ispkg = False
            if not modname and os.path.isdir(path) and '.' not in fn:
                modname = fn
                try:
                    contents = os.listdir(path)
                except OSError:
                    contents = []
                for name in contents:
                    if inspect.getmodulename(name) == '__init__':
                        ispkg = True
                        break
                else:
                    continue
            if modname and '.' not in modname:
                yielded.add(modname)
                yield prefix + modname, ispkg


class ImpLoader:
    """The ordinary import as a loader of one module."""

    code = source = None

    def __init__(self, fullname, file, filename, etc):
        self.file = file
        self.filename = filename
        self.fullname = fullname
        self.etc = etc

    def load_module(self, fullname):
        self._reopen()
        try:
            module = imp.load_module(fullname, self.file, self.filename, self.etc)
        finally:
            if self.file:
                self.file.close()
        return module

    def get_data(self, pathname):
        with open(pathname, 'rb') as data:
            return data.read()

    def _reopen(self):
        if self.file and self.file.closed:
            kind = self.etc[2]
            if kind == imp.PY_SOURCE:
                self.file = open(self.filename, 'rU')
            elif kind in (imp.PY_COMPILED, imp.C_EXTENSION):
                self.file = open(self.filename, 'rb')

    def _fix_name(self, fullname):
        if fullname is None:
            return self.fullname
        if fullname != self.fullname:
            raise ImportError('Loader for module %s cannot handle module %s'
                              % (self.fullname, fullname))
        return fullname

    def is_package(self, fullname):
        self._fix_name(fullname)
        return self.etc[2] == imp.PKG_DIRECTORY

    def get_code(self, fullname=None):
        fullname = self._fix_name(fullname)
        if self.code is None:
            kind = self.etc[2]
            if kind == imp.PY_SOURCE:
                self.code = compile(self.get_source(fullname), self.filename, 'exec')
            elif kind == imp.PY_COMPILED:
                self._reopen()
                try:
                    self.code = read_code(self.file)
                finally:
                    self.file.close()
            elif kind == imp.PKG_DIRECTORY:
                self.code = self._get_delegate().get_code()
        return self.code

    def get_source(self, fullname=None):
        fullname = self._fix_name(fullname)
        if self.source is None:
            kind = self.etc[2]
            if kind == imp.PY_SOURCE:
                self._reopen()
                try:
                    self.source = self.file.read()
                finally:
                    self.file.close()
            elif kind == imp.PY_COMPILED:
                if os.path.exists(self.filename[:-1]):
                    with open(self.filename[:-1], 'rU') as source:
                        self.source = source.read()
            elif kind == imp.PKG_DIRECTORY:
                self.source = self._get_delegate().get_source()
        return self.source

    def _get_delegate(self):
        return ImpImporter(self.filename).find_module('__init__')

    def get_filename(self, fullname=None):
        fullname = self._fix_name(fullname)
        kind = self.etc[2]
        if kind == imp.PKG_DIRECTORY:
            return self._get_delegate().get_filename()
        if kind in (imp.PY_SOURCE, imp.PY_COMPILED, imp.C_EXTENSION):
            return self.filename
        return None


try:
    import zipimport
    from zipimport import zipimporter
except ImportError:
    pass
else:
    def iter_zipimport_modules(importer, prefix=''):
        """iter_modules() of a zip file."""
        import inspect
        dirlist = sorted(zipimport._zip_directory_cache[importer.archive].keys())
        inside = importer.prefix
        yielded = set()
        for fn in dirlist:
            if not fn.startswith(inside):
                continue
            parts = fn[len(inside):].split(os.sep)
            if len(parts) == 2 and parts[1].startswith('__init__.py'):
                if parts[0] not in yielded:
                    yielded.add(parts[0])
                    yield parts[0], True
            if len(parts) != 1:
                continue
            modname = inspect.getmodulename(parts[0])
            if modname == '__init__':
                continue
            if modname and '.' not in modname and modname not in yielded:
                yielded.add(modname)
                yield prefix + modname, False

    iter_importer_modules.register(zipimporter, iter_zipimport_modules)


# ---- importers and loaders

def get_importer(path_item):
    """The importer of an entry of sys.path: an ImpImporter if there is no other.

    It is remembered in sys.path_importer_cache.
    """
    try:
        importer = sys.path_importer_cache[path_item]
    except KeyError:
        for path_hook in sys.path_hooks:
            try:
                importer = path_hook(path_item)
                break
            except ImportError:
                pass
        else:
            importer = None
        sys.path_importer_cache.setdefault(path_item, importer)
    if importer is None:
        try:
            importer = ImpImporter(path_item)
        except ImportError:
            importer = None
    return importer


def iter_importers(fullname=''):
    """Generate the importers that are asked for a module, in their order."""
    if fullname.startswith('.'):
        raise ImportError('Relative module names not supported')
    if '.' in fullname:
        # In a package only its path counts.
        pkg = '.'.join(fullname.split('.')[:-1])
        if pkg not in sys.modules:
            __import__(pkg)
        path = getattr(sys.modules[pkg], '__path__', None) or []
    else:
        for importer in sys.meta_path:
            yield importer
        path = sys.path
    for item in path:
        yield get_importer(item)
    if '.' not in fullname:
        yield ImpImporter()


def get_loader(module_or_name):
    """The loader of a module, or of a module's name; None without one."""
    if module_or_name in sys.modules:
        module_or_name = sys.modules[module_or_name]
    if isinstance(module_or_name, ModuleType):
        module = module_or_name
        loader = getattr(module, '__loader__', None)
        if loader is not None:
            return loader
        fullname = module.__name__
    else:
        fullname = module_or_name
    return find_loader(fullname)


def find_loader(fullname):
    """The loader of a module's name; None if no importer knows it."""
    for importer in iter_importers(fullname):
        loader = importer.find_module(fullname)
        if loader is not None:
            return loader
    return None


def extend_path(path, name):
    """Extend a package's path by all directories of its name on sys.path.

    In the package's __init__.py: __path__ = extend_path(__path__, __name__).
    Files name.pkg on sys.path may name more directories, one a line.
    """
    if not isinstance(path, list):
        # A package of a frozen module has a string.
        return path
    pname = os.path.join(*name.split('.'))
    sname = os.extsep.join(name.split('.')) + os.extsep + 'pkg'
    init_py = '__init__' + os.extsep + 'py'
    path = path[:]
    for directory in sys.path:
        if not isinstance(directory, basestring) or not os.path.isdir(directory):
            continue
        subdirectory = os.path.join(directory, pname)
        if subdirectory not in path and os.path.isfile(os.path.join(subdirectory, init_py)):
            path.append(subdirectory)
        pkgfile = os.path.join(directory, sname)
        if os.path.isfile(pkgfile):
            try:
                lines = open(pkgfile)
            except IOError as problem:
                sys.stderr.write("Can't open %s: %s\n" % (pkgfile, problem))
            else:
                with lines:
                    for line in lines:
                        line = line.rstrip('\n')
                        if line and not line.startswith('#'):
                            path.append(line)
    return path


def get_data(package, resource):
    """The contents of a file beside a package's __init__, as bytes.

    resource is a relative path with slashes. None where the loader cannot do that.
    """
    loader = get_loader(package)
    if loader is None or not hasattr(loader, 'get_data'):
        return None
    module = sys.modules.get(package) or loader.load_module(package)
    if module is None or not hasattr(module, '__file__'):
        return None
    parts = resource.split('/')
    parts.insert(0, os.path.dirname(module.__file__))
    return loader.get_data(os.path.join(*parts))
