"""Numbers in memory that forked processes share, by the type codes of the array module."""

import mmap
import struct

from multiprocessing.synchronize import RLock

__all__ = ['RawValue', 'RawArray', 'Value', 'Array', 'synchronized']

# Of the array module, in those of the struct module.
_FORMATS = {'c': 'c', 'b': 'b', 'B': 'B', 'h': 'h', 'H': 'H', 'i': 'i', 'I': 'I', 'l': 'l',
            'L': 'L', 'f': 'f', 'd': 'd'}


def _format(typecode):
    try:
        return _FORMATS[typecode]
    except (KeyError, TypeError):
        raise TypeError('only type codes are supported, not %r' % (typecode,))


class _Shared(object):
    """Some items of one type in anonymous memory."""

    def __init__(self, typecode, count):
        self._format = _format(typecode)
        self._size = struct.calcsize(self._format)
        self._count = count
        self._memory = mmap.mmap(-1, max(self._size * count, 1))

    def _load(self, i):
        at = i * self._size
        return struct.unpack(self._format, self._memory[at:at + self._size])[0]

    def _store(self, i, value):
        at = i * self._size
        try:
            self._memory[at:at + self._size] = struct.pack(self._format, value)
        except struct.error, e:
            raise TypeError(str(e))


class _RawValue(_Shared):
    """One item: its value."""

    value = property(lambda self: self._load(0), lambda self, value: self._store(0, value))

    def __repr__(self):
        return '<RawValue(%r)>' % (self.value,)


class _RawArray(_Shared):
    """Items with indexes. Those of type 'c' are also a string: value (up to the first null) and raw."""

    def __len__(self):
        return self._count

    def _index(self, i):
        if i < 0:
            i += self._count
        if not 0 <= i < self._count:
            raise IndexError('invalid index')
        return i

    def __getitem__(self, i):
        if isinstance(i, slice):
            items = [self._load(j) for j in xrange(*i.indices(self._count))]
            return ''.join(items) if self._format == 'c' else items
        return self._load(self._index(i))

    def __setitem__(self, i, value):
        if isinstance(i, slice):
            places = range(*i.indices(self._count))
            values = list(value)
            if len(values) != len(places):
                raise ValueError('Can only assign sequence of same size')
            for j, v in zip(places, values):
                self._store(j, v)
        else:
            self._store(self._index(i), value)

    def __getslice__(self, i, j):
        return self[slice(i, j)]

    def __setslice__(self, i, j, value):
        self[slice(i, j)] = value

    def __iter__(self):
        for i in xrange(self._count):
            yield self._load(i)

    def _get_raw(self):
        return self._memory[:self._count]

    def _set_raw(self, raw):
        if len(raw) > self._count:
            raise ValueError('string too long')
        self._memory[:len(raw)] = raw

    def _set_value(self, value):
        self._set_raw(value + '\0' if len(value) < self._count else value)

    def __getattr__(self, name):
        if name in ('raw', 'value') and self._format == 'c':
            raw = self._get_raw()
            return raw if name == 'raw' else raw.split('\0', 1)[0]
        raise AttributeError(name)

    def __setattr__(self, name, value):
        if name in ('raw', 'value') and self._format == 'c':
            (self._set_raw if name == 'raw' else self._set_value)(value)
        else:
            object.__setattr__(self, name, value)


def RawValue(typecode_or_type, *args):
    """One number in shared memory, without a lock."""
    value = _RawValue(typecode_or_type, 1)
    if args:
        value.value = args[0]
    return value


def RawArray(typecode_or_type, size_or_initializer):
    """Numbers in shared memory, without a lock: so many zeros, or those of a sequence."""
    if isinstance(size_or_initializer, (int, long)):
        if size_or_initializer < 0:
            raise ValueError('array size must not be negative')
        return _RawArray(typecode_or_type, size_or_initializer)
    array = _RawArray(typecode_or_type, len(size_or_initializer))
    array[:] = size_or_initializer
    return array


def Value(typecode_or_type, *args, **kwds):
    """One number in shared memory. lock=False: without a lock; lock=a_lock: with this one."""
    return _locked(RawValue(typecode_or_type, *args), kwds)


def Array(typecode_or_type, size_or_initializer, **kwds):
    """Numbers in shared memory. lock=False: without a lock; lock=a_lock: with this one."""
    return _locked(RawArray(typecode_or_type, size_or_initializer), kwds)


def _locked(raw, kwds):
    lock = kwds.pop('lock', None)
    if kwds:
        raise ValueError('unrecognized keyword argument(s): %s' % kwds.keys())
    if lock is False:
        return raw
    # True or nothing: one of its own.
    lock = RLock() if lock is None or lock is True else lock
    if hasattr(lock, 'acquire'):
        return synchronized(raw, lock)
    raise AttributeError("'%r' has no method 'acquire'" % lock)


def synchronized(obj, lock=None):
    """An object of shared memory behind a lock."""
    assert not isinstance(obj, SynchronizedBase), 'object already synchronized'
    if isinstance(obj, _RawArray):
        kind = SynchronizedString if obj._format == 'c' else SynchronizedArray
    else:
        kind = Synchronized
    return kind(obj, lock)


class SynchronizedBase(object):
    """Shared memory behind a lock: get_obj() is the memory, get_lock() the lock."""

    def __init__(self, obj, lock=None):
        lock = lock or RLock()
        self._obj, self._lock = obj, lock
        self.acquire, self.release = lock.acquire, lock.release

    def get_obj(self):
        return self._obj

    def get_lock(self):
        return self._lock

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def __repr__(self):
        return '<%s wrapper for %s>' % (type(self).__name__, self._obj)


def _attribute(name):
    def get(self):
        with self._lock:
            return getattr(self._obj, name)

    def set(self, value):
        with self._lock:
            setattr(self._obj, name, value)
    return property(get, set)


class Synchronized(SynchronizedBase):
    value = _attribute('value')


class SynchronizedArray(SynchronizedBase):
    def __len__(self):
        return len(self._obj)

    def __getitem__(self, i):
        with self._lock:
            return self._obj[i]

    def __setitem__(self, i, value):
        with self._lock:
            self._obj[i] = value

    def __getslice__(self, start, stop):
        with self._lock:
            return self._obj[start:stop]

    def __setslice__(self, start, stop, values):
        with self._lock:
            self._obj[start:stop] = values


class SynchronizedString(SynchronizedArray):
    value = _attribute('value')
    raw = _attribute('raw')
