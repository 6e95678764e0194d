"""Shallow and deep copies of objects.

A class can say how by methods __copy__() and __deepcopy__(memo), or by what
pickling uses: __getstate__, __setstate__, __getinitargs__, __reduce_ex__ and
the table of copy_reg. memo is a dictionary of what was copied already, by
its id, which keeps recursive structures finite and shared parts shared.
"""

import types
import weakref

from copy_reg import dispatch_table

__all__ = ['Error', 'copy', 'deepcopy']


class Error(Exception):
    """Something cannot be copied."""


error = Error


class _EmptyClass:
    """An instance to take another class."""


# ---- what both kinds of copy share; convert makes the parts of a deep one

def _unchanged(part):
    return part


def _deeply(memo):
    return lambda part: deepcopy(part, memo)


def _reduced(x, cls, complaint):
    """What the pickling protocol says of an object: a string or a tuple."""
    if cls in dispatch_table:
        return dispatch_table[cls](x)
    by_protocol = getattr(x, '__reduce_ex__', None)
    if by_protocol:
        return by_protocol(2)
    by_itself = getattr(x, '__reduce__', None)
    if by_itself:
        return by_itself()
    raise Error('%s object of type %s' % (complaint, cls))


def _set_state(y, state, with_slots):
    """Give a copy its state, as it wants to have it."""
    if hasattr(y, '__setstate__'):
        y.__setstate__(state)
        return
    slots = None
    if with_slots and isinstance(state, tuple) and len(state) == 2:
        state, slots = state
    if state is not None:
        y.__dict__.update(state)
    if slots is not None:
        for name, value in slots.iteritems():
            setattr(y, name, value)


def _rebuild(x, reduced, memo, convert):
    """A copy of x by what __reduce_ex__() returned."""
    if isinstance(reduced, str):
        return x
    assert isinstance(reduced, tuple) and 2 <= len(reduced) <= 5
    make, arguments, state, items, pairs = (reduced + (None,) * 3)[:5]
    y = make(*convert(arguments))
    memo[id(x)] = y
    if state is not None:
        _set_state(y, convert(state), True)
    for item in () if items is None else items:
        y.append(convert(item))
    for key, value in () if pairs is None else pairs:
        y[convert(key)] = convert(value)
    return y


def _reconstruct(x, info, deep, memo=None):
    """The same, as other programs call it."""
    memo = {} if memo is None else memo
    return _rebuild(x, info, memo, _deeply(memo) if deep else _unchanged)


def _copy_instance(x, memo, convert):
    """A copy of an instance of an old-style class."""
    if hasattr(x, '__getinitargs__'):
        y = x.__class__(*convert(x.__getinitargs__()))
    else:
        y = _EmptyClass()
        y.__class__ = x.__class__
    memo[id(x)] = y
    state = x.__getstate__() if hasattr(x, '__getstate__') else x.__dict__
    _set_state(y, convert(state), False)
    return y


# ---- shallow

def copy(x):
    """A shallow copy: a new object with the same contents."""
    cls = type(x)
    copier = _copy_dispatch.get(cls) or getattr(cls, '__copy__', None)
    if copier:
        return copier(x)
    return _rebuild(x, _reduced(x, cls, 'un(shallow)copyable'), {}, _unchanged)


def _copy_inst(x):
    if hasattr(x, '__copy__'):
        return x.__copy__()
    return _copy_instance(x, {}, _unchanged)


# These are their own copies, even deep ones.
_ATOMIC = [type(None), type(Ellipsis), type(NotImplemented), bool, int, long, float, complex,
           str, unicode, xrange, type, types.ClassType, types.CodeType, types.FunctionType,
           types.BuiltinFunctionType, weakref.ref]

_copy_dispatch = dict.fromkeys(_ATOMIC + [tuple, frozenset], _unchanged)
_copy_dispatch.update({list: list, dict: dict.copy, set: set.copy,
                       types.InstanceType: _copy_inst})


# ---- deep

def deepcopy(x, memo=None, _nil=[]):
    """A deep copy: a new object with copies of all that the old one holds."""
    if memo is None:
        memo = {}
    identity = id(x)
    known = memo.get(identity, _nil)
    if known is not _nil:
        return known
    cls = type(x)
    copier = _deepcopy_dispatch.get(cls)
    if copier:
        y = copier(x, memo)
    elif issubclass(cls, type):
        # A class with a metaclass of its own.
        y = x
    else:
        copier = getattr(x, '__deepcopy__', None)
        if copier:
            y = copier(memo)
        else:
            y = _rebuild(x, _reduced(x, cls, 'un(deep)copyable'), memo, _deeply(memo))
    memo[identity] = y
    _keep_alive(x, memo)
    return y


def _keep_alive(x, memo):
    """Keep an object alive as long as memo: its id must not be used again.

    The list of such objects is in memo under memo's own id.
    """
    memo.setdefault(id(memo), []).append(x)


def _deepcopy_atomic(x, memo):
    return x


def _deepcopy_list(x, memo):
    memo[id(x)] = y = []
    for item in x:
        y.append(deepcopy(item, memo))
    return y


def _deepcopy_tuple(x, memo):
    items = [deepcopy(item, memo) for item in x]
    # An item may have led back to the tuple.
    if id(x) in memo:
        return memo[id(x)]
    for old, new in zip(x, items):
        if new is not old:
            return tuple(items)
    return x


def _deepcopy_dict(x, memo):
    memo[id(x)] = y = {}
    for key, value in x.iteritems():
        y[deepcopy(key, memo)] = deepcopy(value, memo)
    return y


def _deepcopy_method(x, memo):
    return type(x)(x.im_func, deepcopy(x.im_self, memo), x.im_class)


def _deepcopy_inst(x, memo):
    if hasattr(x, '__deepcopy__'):
        return x.__deepcopy__(memo)
    return _copy_instance(x, memo, _deeply(memo))


_deepcopy_dispatch = dict.fromkeys(_ATOMIC, _deepcopy_atomic)
_deepcopy_dispatch.update({list: _deepcopy_list, tuple: _deepcopy_tuple, dict: _deepcopy_dict,
                           types.MethodType: _deepcopy_method,
                           types.InstanceType: _deepcopy_inst})
