"""Registry of functions that say how objects of a type are pickled and copied."""

__all__ = ['pickle', 'constructor', 'add_extension', 'remove_extension',
           'clear_extension_cache']

dispatch_table = {}


class _Classic:
    pass


_ClassType = type(_Classic)
del _Classic


def pickle(ob_type, pickle_function, constructor_ob=None):
    """Have objects of ob_type reduced by pickle_function."""
    if type(ob_type) is _ClassType:
        raise TypeError("copy_reg is not intended for use with classes")
    if not hasattr(pickle_function, '__call__'):
        raise TypeError("reduction functions must be callable")
    dispatch_table[ob_type] = pickle_function
    if constructor_ob is not None:
        constructor(constructor_ob)


def constructor(object):
    """Check that object can be called to rebuild what was pickled."""
    if not hasattr(object, '__call__'):
        raise TypeError("constructors must be callable")


try:
    complex
except NameError:
    pass
else:
    def pickle_complex(c):
        """Reduce a complex number to its two parts."""
        return complex, (c.real, c.imag)

    pickle(complex, pickle_complex, complex)


def _reconstructor(cls, base, state):
    """Rebuild an object of pickle protocols 0 and 1."""
    if base is object:
        return object.__new__(cls)
    obj = base.__new__(cls, state)
    if base.__init__ != object.__init__:
        base.__init__(obj, state)
    return obj


# Py_TPFLAGS_HEAPTYPE: set in the __flags__ of classes made by Python code.
_HEAPTYPE = 1 << 9


def _reduce_ex(self, proto):
    """What object.__reduce_ex__ does for protocols 0 and 1."""
    assert proto < 2
    for base in self.__class__.__mro__:
        if hasattr(base, '__flags__') and not base.__flags__ & _HEAPTYPE:
            break
    else:
        base = object
    if base is object:
        state = None
    elif base is self.__class__:
        raise TypeError("can't pickle %s objects" % base.__name__)
    else:
        state = base(self)
    args = (self.__class__, base, state)
    try:
        getstate = self.__getstate__
    except AttributeError:
        if getattr(self, '__slots__', None):
            raise TypeError("a class that defines __slots__ without "
                            "defining __getstate__ cannot be pickled")
        try:
            contents = self.__dict__
        except AttributeError:
            contents = None
    else:
        contents = getstate()
    if contents:
        return _reconstructor, args, contents
    return _reconstructor, args


def __newobj__(cls, *args):
    """Rebuild an object of pickle protocol 2."""
    return cls.__new__(cls, *args)


def _slotnames(cls):
    """The names of all slots of a class that an instance's state consists of.

    They are remembered in the class's attribute __slotnames__.
    """
    names = cls.__dict__.get('__slotnames__')
    if names is not None:
        return names
    names = []
    if hasattr(cls, '__slots__'):
        for base in cls.__mro__:
            slots = base.__dict__.get('__slots__', ())
            if isinstance(slots, basestring):
                slots = (slots,)
            for name in slots:
                if name == '__dict__' or name == '__weakref__':
                    continue
                if name.startswith('__') and not name.endswith('__'):
                    # A private name, mangled as the compiler does it.
                    owner = base.__name__.lstrip('_')
                    if owner:
                        name = '_%s%s' % (owner, name)
                names.append(name)
    try:
        cls.__slotnames__ = names
    except Exception:
        pass
    return names


# Extension codes: small numbers that stand for a (module, name) in pickles.
_extension_registry = {}    # (module, name) -> code
_inverted_registry = {}     # code -> (module, name)
_extension_cache = {}       # code -> object


def add_extension(module, name, code):
    """Let code stand for the global name of module in pickles."""
    code = int(code)
    if not 1 <= code <= 0x7fffffff:
        raise ValueError("code out of range")
    key = (module, name)
    if _extension_registry.get(key) == code and _inverted_registry.get(code) == key:
        return
    if key in _extension_registry:
        raise ValueError("key %s is already registered with code %s"
                         % (key, _extension_registry[key]))
    if code in _inverted_registry:
        raise ValueError("code %s is already in use for key %s"
                         % (code, _inverted_registry[code]))
    _extension_registry[key] = code
    _inverted_registry[code] = key


def remove_extension(module, name, code):
    """Undo add_extension(); for tests."""
    key = (module, name)
    if _extension_registry.get(key) != code or _inverted_registry.get(code) != key:
        raise ValueError("key %s is not registered with code %s" % (key, code))
    del _extension_registry[key]
    del _inverted_registry[code]
    _extension_cache.pop(code, None)


def clear_extension_cache():
    """Forget the objects found for extension codes."""
    _extension_cache.clear()
