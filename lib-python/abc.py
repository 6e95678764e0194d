"""Abstract base classes (PEP 3119)."""

import types

from _weakrefset import WeakSet


def abstractmethod(funcobj):
    """Decorator: a class of metaclass ABCMeta has no instances until this is overridden."""
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractproperty(property):
    """A property that has to be overridden, as an abstract method has."""
    __isabstractmethod__ = True


def _is_abstract(member):
    return getattr(member, '__isabstractmethod__', False)


def _decide(cls, subclass):
    """Whether subclass counts as a subclass of cls, the caches aside."""
    verdict = cls.__subclasshook__(subclass)
    if verdict is not NotImplemented:
        assert isinstance(verdict, bool)
        return verdict
    if cls in getattr(subclass, '__mro__', ()):
        return True
    # Of another class that is one of ours, registered or derived?
    for known in list(cls._abc_registry) + cls.__subclasses__():
        if issubclass(subclass, known):
            return True
    return False


class ABCMeta(type):
    """Metaclass of abstract base classes.

    Other classes can be registered as virtual subclasses: isinstance() and
    issubclass() hold for them, but nothing is inherited.
    """

    # How often a class was registered anywhere: what was found not to be a
    # subclass before may be one now.
    _abc_invalidation_counter = 0

    def __new__(mcls, name, bases, namespace):
        cls = super(ABCMeta, mcls).__new__(mcls, name, bases, namespace)
        own = [key for key, member in namespace.iteritems() if _is_abstract(member)]
        inherited = [key for base in bases for key in getattr(base, '__abstractmethods__', ())
                     if _is_abstract(getattr(cls, key, None))]
        cls.__abstractmethods__ = frozenset(own + inherited)
        cls._abc_registry = WeakSet()
        cls._abc_cache = WeakSet()
        cls.__forget_negatives()
        return cls

    def __forget_negatives(cls):
        cls._abc_negative_cache = WeakSet()
        cls._abc_negative_cache_version = ABCMeta._abc_invalidation_counter

    def register(cls, subclass):
        """Make subclass a virtual subclass of this class."""
        if not isinstance(subclass, (type, types.ClassType)):
            raise TypeError('Can only register classes')
        if not issubclass(subclass, cls):
            if issubclass(cls, subclass):
                raise RuntimeError('Refusing to create an inheritance cycle')
            ABCMeta._abc_invalidation_counter += 1
            cls._abc_registry.add(subclass)

    def __subclasscheck__(cls, subclass):
        """issubclass(subclass, cls)"""
        if cls._abc_negative_cache_version != ABCMeta._abc_invalidation_counter:
            cls.__forget_negatives()
        # In this order: isinstance() has asked for the other one before.
        if subclass in cls._abc_negative_cache:
            return False
        if subclass in cls._abc_cache:
            return True
        verdict = _decide(cls, subclass)
        (cls._abc_cache if verdict else cls._abc_negative_cache).add(subclass)
        return verdict

    def __instancecheck__(cls, instance):
        """isinstance(instance, cls)"""
        actual = type(instance)
        claimed = getattr(instance, '__class__', actual)
        if claimed in cls._abc_cache or cls.__subclasscheck__(claimed):
            return True
        # A proxy claims to be what it stands for, but is something as well.
        # That all old-style instances are of one type says nothing.
        return (actual is not claimed and actual is not types.InstanceType
                and cls.__subclasscheck__(actual))

    def _dump_registry(cls, file=None):
        """Print what this class has registered and cached; for debugging."""
        print >> file, 'Class: %s.%s' % (cls.__module__, cls.__name__)
        print >> file, 'Inv.counter: %d' % ABCMeta._abc_invalidation_counter
        for name in sorted(vars(cls)):
            if name.startswith('_abc_'):
                print >> file, '%s: %r' % (name, getattr(cls, name))
