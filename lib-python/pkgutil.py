"""What programs and tools need to know about packages and importers."""

import imp
import os
import sys
from types import ModuleType

__all__ = ['get_importer', 'iter_importers', 'get_loader', 'find_loader', 'walk_packages', 'iter_modules', 'get_data', 'ImpImporter',
           'ImpLoader', 'read_code', 'extend_path']


def read_code(stream):
    """The code in a .pyc file, or None if that is for another version."""
    import marshal
    magic = stream.read(4)
    if magic != imp.get_magic():
        return None
    stream.read(4)      # when the source was changed
    return marshal.load(stream)


def simplegeneric(func):
    """Let functions be registered that are called instead, for classes of the first argument."""
    implementations = {}

    def wrapper(*args, **kw):
        for cls in _classes(args[0]):
            if cls in implementations:
                return implementations[cls](*args, **kw)
        return func(*args, **kw)

    def register(typ, func=None):
        if func is None:
            return lambda func: register(typ, func)
        implementations[typ] = func
        return func

    wrapper.__name__, wrapper.__doc__ = func.__name__, func.__doc__
    vars(wrapper).update(vars(func), register=register)
    return wrapper


def _classes(thing):
    """The class of an object and all its bases, with object also for old-style classes."""
    cls = getattr(thing, '__class__', type(thing))
    return cls.__mro__ if isinstance(cls, type) else type('', (cls, object), {}).__mro__[1:]


# ---- walks

def iter_modules(path=None, prefix=''):
    """Generate (importer, prefix + name, whether a package) of the modules in these directories, or on sys.path."""
    found = set()
    for importer in iter_importers() if path is None else map(get_importer, path):
        for name, is_package in iter_importer_modules(importer, prefix):
            if name not in found:
                found.add(name)
                yield importer, name, is_package


def walk_packages(path=None, prefix='', onerror=None):
    """As iter_modules(), and then of each package's modules, for which packages are imported.

    onerror(name) is called where that fails. Without it, an ImportError is passed over, but no other exception.
    """
    walked = set()
    for importer, name, is_package in iter_modules(path, prefix):
        yield importer, name, is_package
        if is_package and _imports(name, onerror):
            folders = getattr(sys.modules[name], '__path__', None) or []
            fresh = [folder for folder in folders if folder not in walked]
            walked.update(fresh)
            for item in walk_packages(fresh, name + '.', onerror):
                yield item


def _imports(name, onerror):
    try:
        __import__(name)
        return True
    except Exception as error:
        if onerror is not None:
            onerror(name)
        elif not isinstance(error, ImportError):
            raise
        return False


@simplegeneric
def iter_importer_modules(importer, prefix=''):
    """(prefix + name, whether a package) of the modules that an importer has, as far as it tells."""
    return importer.iter_modules(prefix) if hasattr(importer, 'iter_modules') else []


def _module_name(filename):
    """What module a file in a directory is, or None."""
    import inspect
    name = inspect.getmodulename(filename)
    return name if name and name != '__init__' and '.' not in name else None


def _is_initializer(filename):
    import inspect
    return inspect.getmodulename(filename) == '__init__'


# ---- the usual import as importers and loaders

class ImpImporter:
    """Finds modules in a directory, or without one on sys.path and built into the interpreter."""

    def __init__(self, path=None):
        self.path = path

    def find_module(self, fullname, path=None):
        """The loader of a module, or None. The argument path is for importers of sys.meta_path."""
        name = fullname.split('.')[-1]
        if self.path is None and name != fullname:
            return None
        try:
            return ImpLoader(fullname, *imp.find_module(name, None if self.path is None else [self._real_path()]))
        except ImportError:
            return None

    def _real_path(self):
        # The library within the executable is no place in the file system.
        return os.path.realpath(self.path) if self._frozen_package() is None else self.path

    def _frozen_package(self):
        """The package of the library within the executable that the path names, '' for the library itself; None for other paths."""
        if self.path == '<frozen>' or self.path.startswith('<frozen>/'):
            return self.path[len('<frozen>/'):].replace('/', '.')

    def iter_modules(self, prefix=''):
        package = None if self.path is None else self._frozen_package()
        if package is not None:
            import _frozen
            for name, is_package in _frozen.modules(package):
                yield prefix + name, is_package
            return
        if self.path is None or not os.path.isdir(self.path):
            return
        found = set()
        for filename in sorted(_listed(self.path)):
            name, is_package = _module_name(filename), False
            if name is None and '.' not in filename:
                # No file of a module: it may be the directory of a package.
                is_package = any(map(_is_initializer, _listed(os.path.join(self.path, filename))))
                name = filename if is_package else None
            if name is not None and name not in found:
                found.add(name)
                yield prefix + name, is_package


def _listed(folder):
    """What a directory contains; nothing if it cannot be read or is none."""
    try:
        return os.listdir(folder)
    except OSError:
        return []


class ImpLoader:
    """Loads one module, of which imp.find_module() returned the file, its name and how it is to be loaded."""

    code = source = None

    _MODES = {imp.PY_SOURCE: 'rU', imp.PY_COMPILED: 'rb', imp.C_EXTENSION: 'rb'}

    def __init__(self, fullname, file, filename, etc):
        self.fullname = fullname
        self.file = file
        self.filename = filename
        self.etc = etc

    def _check(self, fullname):
        if fullname not in (None, self.fullname):
            raise ImportError('Loader for module %s cannot handle module %s' % (self.fullname, fullname))

    def _kind(self):
        return self.etc[2]

    def _open(self):
        """The file, open again if it was closed."""
        if self.file and self.file.closed and self._kind() in self._MODES:
            self.file = open(self.filename, self._MODES[self._kind()])
        return self.file

    def _from_file(self, read):
        file = self._open()
        try:
            return read(file)
        finally:
            # Not by "with": a module of the executable has no file that knows it.
            file.close()

    def _initializer(self):
        """The loader of a package's module __init__."""
        if self.filename.startswith('<frozen>/'):
            # In the executable it is no module by itself.
            import StringIO
            import _frozen
            source = StringIO.StringIO(_frozen.source(self.fullname)[0])
            return ImpLoader('__init__', source, self.filename + '/__init__.py', ('.py', 'U', imp.PY_SOURCE))
        return ImpImporter(self.filename).find_module('__init__')

    def load_module(self, fullname):
        file = self._open()
        try:
            return imp.load_module(fullname, file, self.filename, self.etc)
        finally:
            if file:
                file.close()

    def is_package(self, fullname):
        self._check(fullname)
        return self._kind() == imp.PKG_DIRECTORY

    def get_filename(self, fullname=None):
        if self.is_package(fullname):
            return self._initializer().get_filename()
        return self.filename if self._kind() in self._MODES else None

    def get_source(self, fullname=None):
        if self.source is None:
            self.source = self._read_source(self.is_package(fullname))
        self._check(fullname)
        return self.source

    def _read_source(self, is_package):
        if is_package:
            return self._initializer().get_source()
        if self._kind() == imp.PY_SOURCE:
            return self._from_file(lambda file: file.read())
        if self._kind() == imp.PY_COMPILED and os.path.exists(self.filename[:-1]):
            with open(self.filename[:-1], 'rU') as file:
                return file.read()
        return None

    def get_code(self, fullname=None):
        if self.code is None:
            self.code = self._make_code(self.is_package(fullname))
        self._check(fullname)
        return self.code

    def _make_code(self, is_package):
        if is_package:
            return self._initializer().get_code()
        if self._kind() == imp.PY_SOURCE:
            return compile(self.get_source(), self.filename, 'exec')
        if self._kind() == imp.PY_COMPILED:
            return self._from_file(read_code)
        return None

    def get_data(self, pathname):
        with open(pathname, 'rb') as file:
            return file.read()


try:
    import zipimport
except ImportError:
    pass
else:
    @iter_importer_modules.register(zipimport.zipimporter)
    def iter_zipimport_modules(importer, prefix=''):
        """(prefix + name, whether a package) of the modules in a folder of a zip file."""
        found = set()
        folder = importer.prefix
        for path in sorted(zipimport._zip_directory_cache[importer.archive]):
            if not path.startswith(folder):
                continue
            parts = path[len(folder):].split(os.sep)
            is_package = len(parts) == 2 and parts[1].startswith('__init__.py')
            name = parts[0] if is_package else _module_name(parts[0]) if len(parts) == 1 else None
            if name and name not in found:
                found.add(name)
                yield prefix + name, is_package


# ---- importers and loaders of modules

def get_importer(path_item):
    """The importer for an entry of sys.path. sys.path_importer_cache has it if a hook made it."""
    cache = sys.path_importer_cache
    if path_item not in cache:
        # Hooks may put it there themselves.
        cache.setdefault(path_item, _hooked(path_item))
    importer = cache[path_item]
    return ImpImporter(path_item) if importer is None else importer


def _hooked(path_item):
    for hook in sys.path_hooks:
        try:
            return hook(path_item)
        except ImportError:
            pass
    return None


def iter_importers(fullname=''):
    """Generate the importers that are asked for a module, in their order."""
    if fullname.startswith('.'):
        raise ImportError('Relative module names not supported')
    package = fullname.rpartition('.')[0]
    if package:
        if package not in sys.modules:
            __import__(package)
        for item in getattr(sys.modules[package], '__path__', None) or []:
            yield get_importer(item)
        return
    for importer in sys.meta_path:
        yield importer
    for item in sys.path:
        yield get_importer(item)
    yield ImpImporter()


def get_loader(module_or_name):
    """The loader of a module, which may be given by its name, or None."""
    module = sys.modules.get(module_or_name, module_or_name)
    if not isinstance(module, ModuleType):
        return find_loader(module)
    loader = getattr(module, '__loader__', None)
    return find_loader(module.__name__) if loader is None else loader


def find_loader(fullname):
    """The loader of the importer that knows the module, or None."""
    loaders = (importer.find_module(fullname) for importer in iter_importers(fullname))
    return next((loader for loader in loaders if loader is not None), None)


# ---- for packages

def extend_path(path, name):
    """A package's path with what there is more of the package in the directories of sys.path.

    A package in several places says __path__ = extend_path(__path__, __name__). Besides directories of its name, the lines
    of files called name.pkg count.
    """
    if not isinstance(path, list):
        # The package is no ordinary one.
        return path
    path = path[:]
    parts = name.split('.')
    for folder in sys.path:
        if not isinstance(folder, basestring) or not os.path.isdir(folder):
            continue
        portion = os.path.join(folder, *parts)
        if portion not in path and os.path.isfile(os.path.join(portion, '__init__.py')):
            path.append(portion)
        listing = os.path.join(folder, '.'.join(parts) + '.pkg')
        if os.path.isfile(listing):
            path.extend(_lines(listing))
    return path


def _lines(listing):
    try:
        with open(listing) as file:
            lines = file.read().split('\n')
    except IOError as error:
        sys.stderr.write("Can't open %s: %s\n" % (listing, error))
        return []
    return [line for line in lines if line and not line.startswith('#')]


def get_data(package, resource):
    """The bytes of a file in a package's directory, of which the path has slashes; None if its loader has no data."""
    loader = get_loader(package)
    if not hasattr(loader, 'get_data'):
        return None
    module = sys.modules.get(package) or loader.load_module(package)
    if not hasattr(module, '__file__'):
        return None
    return loader.get_data(os.path.join(os.path.dirname(module.__file__), *resource.split('/')))
