"""Classes whose methods are spread over modules, one task in each."""


class Reopenable(type):
    """A metaclass: `class __extend__(C)` adds its methods to C itself."""

    def __new__(meta, name, bases, namespace):
        if name != '__extend__':
            return type.__new__(meta, name, bases, namespace)
        for key in namespace:
            if key != '__module__':
                setattr(bases[0], key, namespace[key])
        return bases[0]

    def __init__(cls, name, bases, namespace):
        pass
