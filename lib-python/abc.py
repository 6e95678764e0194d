"""Abstract base classes (PEP 3119)."""

import types

from _weakrefset import WeakSet


class _Classic:
    pass


_InstanceType = type(_Classic())


def abstractmethod(funcobj):
    """Mark a method as abstract.

    A class of metaclass ABCMeta cannot be instantiated while any of its
    abstract methods is not overridden.
    """
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractproperty(property):
    """A property that has to be overridden, as an abstract method has."""
    __isabstractmethod__ = True


class ABCMeta(type):
    """Metaclass of abstract base classes.

    Other classes can be registered as virtual subclasses: isinstance() and
    issubclass() hold for them, but nothing is inherited.
    """

    # Raised by every register(): older negative caches are void then.
    _abc_invalidation_counter = 0

    def __new__(mcls, name, bases, namespace):
        cls = super(ABCMeta, mcls).__new__(mcls, name, bases, namespace)
        abstracts = set()
        for attribute, value in namespace.items():
            if getattr(value, '__isabstractmethod__', False):
                abstracts.add(attribute)
        for base in bases:
            for attribute in getattr(base, '__abstractmethods__', ()):
                value = getattr(cls, attribute, None)
                if getattr(value, '__isabstractmethod__', False):
                    abstracts.add(attribute)
        cls.__abstractmethods__ = frozenset(abstracts)
        cls._abc_registry = WeakSet()
        cls._abc_cache = WeakSet()
        cls._abc_negative_cache = WeakSet()
        cls._abc_negative_cache_version = ABCMeta._abc_invalidation_counter
        return cls

    def register(cls, subclass):
        """Make subclass a virtual subclass of this class."""
        if not isinstance(subclass, (type, types.ClassType)):
            raise TypeError("Can only register classes")
        if issubclass(subclass, cls):
            return
        if issubclass(cls, subclass):
            raise RuntimeError("Refusing to create an inheritance cycle")
        cls._abc_registry.add(subclass)
        ABCMeta._abc_invalidation_counter += 1

    def _dump_registry(cls, file=None):
        """Print what this class has registered and cached; for debugging."""
        print >> file, "Class: %s.%s" % (cls.__module__, cls.__name__)
        print >> file, "Inv.counter: %s" % ABCMeta._abc_invalidation_counter
        for name in sorted(cls.__dict__.keys()):
            if name.startswith('_abc_'):
                print >> file, "%s: %r" % (name, getattr(cls, name))

    def __instancecheck__(cls, instance):
        """isinstance(instance, cls)"""
        subclass = getattr(instance, '__class__', None)
        if subclass is not None and subclass in cls._abc_cache:
            return True
        subtype = type(instance)
        # An instance of an old-style class has a type that says nothing.
        if subtype is _InstanceType:
            subtype = subclass
        if subtype is subclass or subclass is None:
            if (cls._abc_negative_cache_version == ABCMeta._abc_invalidation_counter
                    and subtype in cls._abc_negative_cache):
                return False
            return cls.__subclasscheck__(subtype)
        return cls.__subclasscheck__(subclass) or cls.__subclasscheck__(subtype)

    def __subclasscheck__(cls, subclass):
        """issubclass(subclass, cls)"""
        if subclass in cls._abc_cache:
            return True
        version = ABCMeta._abc_invalidation_counter
        if cls._abc_negative_cache_version < version:
            cls._abc_negative_cache = WeakSet()
            cls._abc_negative_cache_version = version
        elif subclass in cls._abc_negative_cache:
            return False
        answer = cls._abc_decide(subclass)
        if answer:
            cls._abc_cache.add(subclass)
        else:
            cls._abc_negative_cache.add(subclass)
        return answer

    def _abc_decide(cls, subclass):
        """Whether subclass is one of ours, the caches aside."""
        answer = cls.__subclasshook__(subclass)
        if answer is not NotImplemented:
            assert isinstance(answer, bool)
            return answer
        if cls in getattr(subclass, '__mro__', ()):
            return True
        for registered in cls._abc_registry:
            if issubclass(subclass, registered):
                return True
        for derived in cls.__subclasses__():
            if issubclass(subclass, derived):
                return True
        return False
