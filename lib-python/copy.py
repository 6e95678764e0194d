"""Shallow and deep copies of objects.

A class can say how by methods __copy__() and __deepcopy__(memo), or by what
pickling uses: __getstate__, __setstate__, __getinitargs__, __reduce_ex__ and
the table of copy_reg. memo is a dictionary of what was copied already, which
keeps recursive structures finite and shared parts shared.
"""

import types
import weakref

from copy_reg import dispatch_table

__all__ = ['Error', 'copy', 'deepcopy']


class Error(Exception):
    """Something cannot be copied."""


error = Error

try:
    from org.python.core import PyStringMap
except ImportError:
    PyStringMap = None


def _reductor(x, cls):
    """What the pickling protocol says of an object: a string or a tuple."""
    reductor = dispatch_table.get(cls)
    if reductor:
        return reductor(x)
    reductor = getattr(x, '__reduce_ex__', None)
    if reductor:
        return reductor(2)
    reductor = getattr(x, '__reduce__', None)
    if reductor:
        return reductor()
    return None


def copy(x):
    """A shallow copy: a new object with the same contents."""
    cls = type(x)
    copier = _copy_dispatch.get(cls)
    if copier:
        return copier(x)
    copier = getattr(cls, '__copy__', None)
    if copier:
        return copier(x)
    reduced = _reductor(x, cls)
    if reduced is None:
        raise Error('un(shallow)copyable object of type %s' % cls)
    return _reconstruct(x, reduced, 0)


def _same(x):
    return x


def _by_method(x):
    return x.copy()


def _copy_inst(x):
    if hasattr(x, '__copy__'):
        return x.__copy__()
    if hasattr(x, '__getinitargs__'):
        y = x.__class__(*x.__getinitargs__())
    else:
        y = _EmptyClass()
        y.__class__ = x.__class__
    state = x.__getstate__() if hasattr(x, '__getstate__') else x.__dict__
    if hasattr(y, '__setstate__'):
        y.__setstate__(state)
    else:
        y.__dict__.update(state)
    return y


# Copying is the identity for these.
_ATOMIC = [type(None), type(Ellipsis), int, long, float, bool, complex, str, unicode,
           type, types.ClassType, types.BuiltinFunctionType, types.FunctionType,
           type(NotImplemented)]

_copy_dispatch = dict.fromkeys(
    _ATOMIC + [tuple, frozenset, xrange, types.CodeType, weakref.ref], _same)
_copy_dispatch[list] = lambda x: x[:]
_copy_dispatch[dict] = _by_method
_copy_dispatch[set] = _by_method
_copy_dispatch[types.InstanceType] = _copy_inst
if PyStringMap is not None:
    _copy_dispatch[PyStringMap] = _by_method


def deepcopy(x, memo=None, _nil=[]):
    """A deep copy: a new object with copies of all that the old one holds."""
    if memo is None:
        memo = {}
    identity = id(x)
    y = memo.get(identity, _nil)
    if y is not _nil:
        return y
    cls = type(x)
    copier = _deepcopy_dispatch.get(cls)
    if copier:
        y = copier(x, memo)
    elif issubclass(cls, type):
        y = x
    else:
        copier = getattr(x, '__deepcopy__', None)
        if copier:
            y = copier(memo)
        else:
            reduced = _reductor(x, cls)
            if reduced is None:
                raise Error('un(deep)copyable object of type %s' % cls)
            y = _reconstruct(x, reduced, 1, memo)
    memo[identity] = y
    _keep_alive(x, memo)
    return y


def _deepcopy_atomic(x, memo):
    return x


def _deepcopy_list(x, memo):
    y = []
    memo[id(x)] = y
    append = y.append
    for item in x:
        append(deepcopy(item, memo))
    return y


def _deepcopy_tuple(x, memo):
    items = [deepcopy(item, memo) for item in x]
    # The tuple may hold something that holds it.
    if id(x) in memo:
        return memo[id(x)]
    for old, new in zip(x, items):
        if old is not new:
            return tuple(items)
    return x


def _deepcopy_dict(x, memo):
    y = {}
    memo[id(x)] = y
    for key, value in x.iteritems():
        y[deepcopy(key, memo)] = deepcopy(value, memo)
    return y


def _deepcopy_method(x, memo):
    return type(x)(x.im_func, deepcopy(x.im_self, memo), x.im_class)


def _deepcopy_inst(x, memo):
    if hasattr(x, '__deepcopy__'):
        return x.__deepcopy__(memo)
    if hasattr(x, '__getinitargs__'):
        y = x.__class__(*deepcopy(x.__getinitargs__(), memo))
    else:
        y = _EmptyClass()
        y.__class__ = x.__class__
    memo[id(x)] = y
    state = x.__getstate__() if hasattr(x, '__getstate__') else x.__dict__
    state = deepcopy(state, memo)
    if hasattr(y, '__setstate__'):
        y.__setstate__(state)
    else:
        y.__dict__.update(state)
    return y


_deepcopy_dispatch = dict.fromkeys(
    _ATOMIC + [types.CodeType, xrange, weakref.ref], _deepcopy_atomic)
_deepcopy_dispatch[list] = _deepcopy_list
_deepcopy_dispatch[tuple] = _deepcopy_tuple
_deepcopy_dispatch[dict] = _deepcopy_dict
_deepcopy_dispatch[types.MethodType] = _deepcopy_method
_deepcopy_dispatch[types.InstanceType] = _deepcopy_inst
if PyStringMap is not None:
    _deepcopy_dispatch[PyStringMap] = _deepcopy_dict


def _keep_alive(x, memo):
    """Keep an object alive as long as memo: its id must not be used again.

    The list of such objects is in memo under memo's own id.
    """
    try:
        memo[id(memo)].append(x)
    except KeyError:
        memo[id(memo)] = [x]


def _reconstruct(x, info, deep, memo=None):
    """Build a copy of x from what __reduce_ex__() returned."""
    if isinstance(info, str):
        return x
    assert isinstance(info, tuple)
    count = len(info)
    assert count in (2, 3, 4, 5)
    if memo is None:
        memo = {}
    factory, args = info[:2]
    state = info[2] if count > 2 else None
    items = info[3] if count > 3 else None
    pairs = info[4] if count > 4 else None
    if deep:
        args = deepcopy(args, memo)
    y = factory(*args)
    memo[id(x)] = y
    if state is not None:
        if deep:
            state = deepcopy(state, memo)
        if hasattr(y, '__setstate__'):
            y.__setstate__(state)
        else:
            slots = None
            if isinstance(state, tuple) and len(state) == 2:
                state, slots = state
            if state is not None:
                y.__dict__.update(state)
            if slots is not None:
                for name, value in slots.iteritems():
                    setattr(y, name, value)
    if items is not None:
        for item in items:
            y.append(deepcopy(item, memo) if deep else item)
    if pairs is not None:
        for key, value in pairs:
            if deep:
                key = deepcopy(key, memo)
                value = deepcopy(value, memo)
            y[key] = value
    return y


class _EmptyClass:
    """An instance to take another class."""
