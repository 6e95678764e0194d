"""Libraries: the names programs ask for them by. None can be loaded, as there is no way to call functions in C.

Of the C library, which programs often load without using it, functions can be had; calling one is the error."""

import errno
import os
import re
from ctypes._pointers import _CFuncPtr
from ctypes._simple import TYPES

RTLD_LOCAL, RTLD_GLOBAL = 0, 0x100
DEFAULT_MODE = RTLD_LOCAL
_FUNCFLAG_CDECL, _FUNCFLAG_PYTHONAPI, _FUNCFLAG_USE_ERRNO = 1, 4, 8

_C_LIBRARY = re.compile(r'libc\.(so|dylib)[.\d]*\Z')
_c_int = TYPES['c_int']

_errno = [0]
_functions = {}


def get_errno():
    return _errno[0]


def set_errno(value):
    """Sets the copy of errno that ctypes has; returns what it was."""
    before, _errno[0] = _errno[0], value
    return before


def _uncallable(name):
    def function(*arguments):
        raise OSError(errno.ENOSYS, 'pyrs has no interface for functions in C', name)
    function.is_missing = True
    return function


class CDLL(object):
    """A library. The program itself (name None) has no functions, the C library some that cannot be called; loading any other
    is an error."""

    _func_flags_ = _FUNCFLAG_CDECL

    def __init__(self, name, mode=DEFAULT_MODE, handle=None, use_errno=False, use_last_error=False):
        self._is_c = name is not None and _C_LIBRARY.match(os.path.basename(name))
        if name is not None and handle is None and not self._is_c:
            if os.path.sep in name and not os.path.exists(name):
                raise OSError('%s: cannot open shared object file: No such file or directory' % name)
            raise OSError('%s: cannot load: pyrs has no interface for libraries in C' % name)
        self._name, self._handle = name, handle or 0

    def __repr__(self):
        return "<%s '%s', handle %x at %x>" % (type(self).__name__, self._name, self._handle, id(self))

    def __getattr__(self, name):
        if name.startswith('__') and name.endswith('__'):
            raise AttributeError(name)
        function = self[name]
        setattr(self, name, function)
        return function

    def __getitem__(self, name_or_ordinal):
        if not self._is_c or not isinstance(name_or_ordinal, str):
            raise AttributeError('%s: undefined symbol: %s' % (self._name or 'pyrs', name_or_ordinal))
        function = _function_type(self._func_flags_, _c_int, ())(_uncallable(name_or_ordinal))
        function.__name__ = name_or_ordinal
        return function


class PyDLL(CDLL):
    """A library whose functions are called with the global lock held."""

    _func_flags_ = _FUNCFLAG_CDECL | _FUNCFLAG_PYTHONAPI


class _PythonAPI(PyDLL):
    """The interface of Python. What there is has nothing to do, as references are not counted."""

    def __getitem__(self, name):
        if name not in ('Py_IncRef', 'Py_DecRef'):
            return super(_PythonAPI, self).__getitem__(name)
        return _function_type(self._func_flags_, None, (TYPES['py_object'],))(lambda obj: None)


class LibraryLoader(object):
    """Gives libraries as attributes."""

    def __init__(self, dlltype):
        self._dlltype = dlltype

    def __getattr__(self, name):
        if name.startswith('_'):
            raise AttributeError(name)
        library = self._dlltype(name)
        setattr(self, name, library)
        return library

    def __getitem__(self, name):
        return getattr(self, name)

    def LoadLibrary(self, name):
        return self._dlltype(name)


def _function_type(flags, restype, argtypes):
    key = restype, argtypes, flags
    if key not in _functions:
        _functions[key] = type(_CFuncPtr)('CFunctionType', (_CFuncPtr,), {
            '_restype_': restype, '_argtypes_': argtypes, '_flags_': flags, '__module__': 'ctypes'})
    return _functions[key]


def CFUNCTYPE(restype, *argtypes, **options):
    """The type of functions with a result and arguments of some types."""
    flags = _FUNCFLAG_CDECL | (_FUNCFLAG_USE_ERRNO if options.pop('use_errno', False) else 0)
    options.pop('use_last_error', False)
    if options:
        raise ValueError('unexpected keyword argument(s) %s' % options.keys())
    return _function_type(flags, restype, argtypes)


def PYFUNCTYPE(restype, *argtypes):
    return _function_type(_FUNCFLAG_CDECL | _FUNCFLAG_PYTHONAPI, restype, argtypes)
