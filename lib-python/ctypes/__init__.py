"""Data as C has it: numbers, arrays, structures and pointers with the layout and the arithmetic of C.

Functions in C cannot be called: loading a library is an error (OSError), with that of C calling a function is, the program itself
has no functions, and memory that was not made here cannot be looked into: a pointer into it is an error, from_address() gives zeros
whose changes change nothing, with a RuntimeWarning."""

from ctypes._arrays import Array, array_type, c_buffer, create_string_buffer, create_unicode_buffer
from ctypes._data import ArgumentError, addressof, alignment, byref, resize, sizeof
from ctypes._libraries import (CDLL, CFUNCTYPE, DEFAULT_MODE, LibraryLoader, PYFUNCTYPE, PyDLL, RTLD_GLOBAL, RTLD_LOCAL,
                               _PythonAPI, get_errno, set_errno)
from ctypes._pointers import (POINTER, SetPointerType, _CFuncPtr, _Pointer, _pointer_type_cache, cast, memmove, memset, pointer,
                              string_at, wstring_at)
from ctypes._simple import TYPES as _TYPES, _SimpleCData
from ctypes._structures import BigEndianStructure, LittleEndianStructure, Structure, Union

__version__ = '1.1.0'

for _name, _type in _TYPES.items():
    globals()[_name] = _type

cdll, pydll = LibraryLoader(CDLL), LibraryLoader(PyDLL)
pythonapi = _PythonAPI(None)


def ARRAY(typ, len):
    return array_type(typ, len)


def set_conversion_mode(encoding, errors):
    """Strings are converted as ASCII, strictly; returns that."""
    return 'ascii', 'strict'
