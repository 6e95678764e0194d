"""Registry of functions that say how objects of a type are pickled and copied."""

__all__ = ['pickle', 'constructor', 'add_extension', 'remove_extension',
           'clear_extension_cache']

dispatch_table = {}     # type -> function that reduces its objects


class _OldStyle:
    pass


_ClassType = type(_OldStyle)
del _OldStyle


def _check_callable(thing, what):
    if not hasattr(thing, '__call__'):
        raise TypeError('%s must be callable' % what)


def constructor(object):
    """Check that object can be called to rebuild what was pickled."""
    _check_callable(object, 'constructors')


def pickle(ob_type, pickle_function, constructor_ob=None):
    """Have objects of ob_type reduced by pickle_function."""
    if type(ob_type) is _ClassType:
        raise TypeError('copy_reg is not intended for use with classes')
    _check_callable(pickle_function, 'reduction functions')
    if constructor_ob is not None:
        constructor(constructor_ob)
    dispatch_table[ob_type] = pickle_function


def pickle_complex(c):
    """Reduce a complex number to its two parts."""
    return complex, (c.real, c.imag)


pickle(complex, pickle_complex, complex)


# ---- objects of new-style classes

# Py_TPFLAGS_HEAPTYPE: set in the __flags__ of classes made by Python code.
_HEAPTYPE = 1 << 9


def _native_base(cls):
    """The first class in the order of inheritance that is not made by Python code."""
    for base in cls.__mro__:
        if not getattr(base, '__flags__', _HEAPTYPE) & _HEAPTYPE:
            return base
    return object


def _reconstructor(cls, base, state):
    """Rebuild an object of pickle protocols 0 and 1; state is as what base sees it."""
    if base is object:
        return object.__new__(cls)
    self = base.__new__(cls, state)
    if base.__init__ != object.__init__:
        base.__init__(self, state)
    return self


def _reduce_ex(self, proto):
    """What object.__reduce_ex__ does for protocols 0 and 1."""
    assert proto < 2
    cls = self.__class__
    base = _native_base(cls)
    if base is cls and base is not object:
        raise TypeError("can't pickle %s objects" % base.__name__)
    arguments = cls, base, None if base is object else base(self)
    getstate = getattr(self, '__getstate__', None)
    if getstate is not None:
        contents = getstate()
    elif getattr(self, '__slots__', None):
        raise TypeError('a class that defines __slots__ without '
                        'defining __getstate__ cannot be pickled')
    else:
        contents = getattr(self, '__dict__', None)
    return (_reconstructor, arguments, contents) if contents else (_reconstructor, arguments)


def __newobj__(cls, *args):
    """Rebuild an object of pickle protocol 2."""
    return cls.__new__(cls, *args)


def _mangled(name, owner):
    """The name of an attribute as the compiler changes it in a class of that name."""
    owner = owner.lstrip('_')
    if owner and name.startswith('__') and not name.endswith('__'):
        return '_%s%s' % (owner, name)
    return name


def _slotnames(cls):
    """The names of all slots of a class that an instance's state consists of.

    They are remembered in the class's attribute __slotnames__.
    """
    if '__slotnames__' in cls.__dict__:
        return cls.__slotnames__
    names = []
    for base in cls.__mro__:
        slots = base.__dict__.get('__slots__', ())
        for name in (slots,) if isinstance(slots, basestring) else slots:
            if name not in ('__dict__', '__weakref__'):
                names.append(_mangled(name, base.__name__))
    try:
        cls.__slotnames__ = names
    except Exception:
        # Then they are looked for again.
        pass
    return names


# ---- extension codes: small numbers that stand for a (module, name) in pickles

_extension_registry = {}    # (module, name) -> code
_inverted_registry = {}     # code -> (module, name)
_extension_cache = {}       # code -> object


def _is_registered(key, code):
    return _extension_registry.get(key) == code and _inverted_registry.get(code) == key


def add_extension(module, name, code):
    """Let code stand for the global name of module in pickles."""
    key, code = (module, name), int(code)
    if not 0 < code <= 0x7fffffff:
        raise ValueError('code out of range')
    if _is_registered(key, code):
        return
    if key in _extension_registry:
        raise ValueError('key %s is already registered with code %s'
                         % (key, _extension_registry[key]))
    if code in _inverted_registry:
        raise ValueError('code %s is already in use for key %s'
                         % (code, _inverted_registry[code]))
    _extension_registry[key], _inverted_registry[code] = code, key


def remove_extension(module, name, code):
    """Undo add_extension(); for tests."""
    key = module, name
    if not _is_registered(key, code):
        raise ValueError('key %s is not registered with code %s' % (key, code))
    for table, entry in ((_extension_registry, key), (_inverted_registry, code),
                         (_extension_cache, code)):
        table.pop(entry, None)


def clear_extension_cache():
    """Forget the objects found for extension codes."""
    _extension_cache.clear()
