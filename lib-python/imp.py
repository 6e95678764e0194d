"""What the import statement is made of.

Modules are found as triples (file, pathname, (suffix, mode, type)), and loaded
from them.
"""

import sys
import __builtin__

SEARCH_ERROR = 0
PY_SOURCE = 1
PY_COMPILED = 2
C_EXTENSION = 3
PY_RESOURCE = 4
PKG_DIRECTORY = 5
C_BUILTIN = 6
PY_FROZEN = 7
PY_CODERESOURCE = 8
IMP_HOOK = 9

# CPython's compiled code is another: neither must take the other's files for its own.
_MAGIC = 'PR\r\n'
_SUFFIXES = [('.py', 'U', PY_SOURCE), ('.pyc', 'rb', PY_COMPILED)]
_FROZEN = '<frozen>'

reload = __builtin__.reload


def get_magic():
    """The first bytes of files of compiled code."""
    return _MAGIC


def get_suffixes():
    """[(suffix, mode, type)] of the files that can be imported."""
    return list(_SUFFIXES)


def new_module(name):
    """An empty module, which is not entered into sys.modules."""
    module = type(sys)(name)
    module.__package__ = None
    return module


# ---- the lock: imports of other threads wait

try:
    import thread
except ImportError:
    thread = None
else:
    _lock = thread.allocate_lock()
_owner = None
_depth = 0


def lock_held():
    """Whether the lock is held."""
    return _depth > 0


def acquire_lock():
    """Take the lock; the thread that has it may take it again."""
    global _owner, _depth
    if thread is None:
        return
    me = thread.get_ident()
    if _owner != me:
        _lock.acquire()
        _owner = me
    _depth += 1


def release_lock():
    """Give the lock back, as often as it was taken."""
    global _owner, _depth
    if thread is None:
        return
    if _owner != thread.get_ident():
        raise RuntimeError('not holding the import lock')
    _depth -= 1
    if not _depth:
        _owner = None
        _lock.release()


# ---- finding

def _exists(path, is_folder):
    import posix
    try:
        mode = posix.stat(path).st_mode & 0170000
    except posix.error:
        return False
    return (mode == 0040000) == is_folder


def find_module(name, path=None):
    """(open file or None, pathname, (suffix, mode, type)) of a module; no dots in name."""
    if not isinstance(name, basestring):
        raise TypeError('find_module() argument 1 must be string, not %s' % type(name).__name__)
    name = str(name)
    if path is None:
        if is_builtin(name):
            return None, name, ('', '', C_BUILTIN)
        path = sys.path
    elif not isinstance(path, (list, tuple)):
        raise ImportError('No frozen submodule named %s.%s' % (path, name))
    for folder in path:
        if not isinstance(folder, basestring):
            continue
        if folder == _FROZEN or folder.startswith(_FROZEN + '/'):
            found = _find_frozen(folder, name)
            if found:
                return found
            continue
        base = folder.rstrip('/') + '/' + name if folder else name
        if _exists(base, True) and (_exists(base + '/__init__.py', False)
                                    or _exists(base + '/__init__.pyc', False)):
            return None, base, ('', '', PKG_DIRECTORY)
        for description in _SUFFIXES:
            suffix, mode, _ = description
            if _exists(base + suffix, False):
                return open(base + suffix, mode), base + suffix, description
    raise ImportError('No module named %s' % name)


def _find_frozen(folder, name):
    """As find_module, in the library that is part of the executable."""
    dotted = (folder[len(_FROZEN) + 1:] + '/' + name).lstrip('/').replace('/', '.')
    import _frozen
    found = _frozen.source(dotted)
    if found is None:
        return None
    text, is_package = found
    if is_package:
        return None, folder + '/' + name, ('', '', PKG_DIRECTORY)
    from cStringIO import StringIO
    return StringIO(text), folder + '/' + name + '.py', _SUFFIXES[0]


def is_builtin(name):
    """1 if there is a native module of this name, -1 if it cannot be initialized again, else 0."""
    if name in ('sys', '__builtin__'):
        return -1
    return int(name in sys.builtin_module_names)


def is_frozen(name):
    """Whether there is a frozen module of this name; those of the library do not count."""
    return False


# ---- loading

def _module(name):
    module = sys.modules.get(name)
    if module is None:
        module = sys.modules[name] = new_module(name)
    module.__dict__.setdefault('__builtins__', __builtin__)
    return module


def _execute(name, code, pathname):
    """Run a module's code; the module."""
    known = name in sys.modules
    module = _module(name)
    module.__file__ = pathname
    try:
        exec code in module.__dict__
    except:
        if not known:
            sys.modules.pop(name, None)
        raise
    return sys.modules[name]


def load_source(name, pathname, file=None):
    """Run a source file as a module."""
    from _source_file import compile
    if file is None:
        with open(pathname, 'rb') as file:
            source = file.read()
    else:
        source = file.read()
    return _execute(name, compile(source, pathname), pathname)


def load_compiled(name, pathname, file=None):
    """Run a file of compiled code as a module."""
    import marshal
    if file is None:
        with open(pathname, 'rb') as file:
            data = file.read()
    else:
        data = file.read()
    if data[:4] != _MAGIC:
        raise ImportError('Bad magic number in %s' % pathname)
    return _execute(name, marshal.loads(data[8:]), pathname)


def load_package(name, pathname):
    """Run a folder as a package."""
    known = name in sys.modules
    module = _module(name)
    module.__file__ = pathname
    module.__path__ = [pathname]
    try:
        file, path, (_, _, kind) = find_module('__init__', [pathname])
    except ImportError:
        return module
    try:
        return load_module(name, file, path, ('', '', kind))
    except:
        if not known:
            sys.modules.pop(name, None)
        raise
    finally:
        if file:
            file.close()


def load_module(name, file, pathname, description):
    """Load what find_module() found."""
    suffix, mode, kind = description
    if mode and (not mode.startswith(('r', 'U')) or '+' in mode):
        raise ValueError('invalid file open mode %s' % mode)
    if kind in (PY_SOURCE, PY_COMPILED) and file is None:
        raise ValueError('file object required for import (type code %d)' % kind)
    if kind == PY_SOURCE:
        return load_source(name, pathname, file)
    if kind == PY_COMPILED:
        return load_compiled(name, pathname, file)
    if kind == PKG_DIRECTORY:
        return load_package(name, pathname)
    if kind == C_BUILTIN:
        module = init_builtin(name)
        if module is None:
            raise ImportError('Purported builtin module %s not found' % name)
        return module
    if kind == PY_FROZEN:
        raise ImportError('No such frozen object named %s' % name)
    raise ImportError("Don't know how to import %s (type code %d)" % (name, kind))


def init_builtin(name):
    """The native module of this name, or None."""
    if not is_builtin(name):
        return None
    return __import__(name)


def init_frozen(name):
    """The frozen module of this name: there is none."""
    return None


def get_frozen_object(name):
    """The code of a frozen module: there is none."""
    raise ImportError('No such frozen object named %s' % name)


def load_dynamic(name, pathname, file=None):
    """Load an extension module; they are made for another interpreter."""
    raise ImportError('extension modules cannot be loaded: %s' % pathname)


class NullImporter(object):
    """A finder that finds nothing, for entries of sys.path that do not exist."""

    def __init__(self, path):
        if not path:
            raise ImportError('empty pathname')
        if _exists(path, True):
            raise ImportError('existing directory')

    def find_module(self, fullname, path=None):
        """None."""
        return None
