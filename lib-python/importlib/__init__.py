"""import_module(): import by a name that is computed."""

import sys


def _resolve_name(name, package, level):
    """The absolute name of a relative one."""
    if not hasattr(package, 'rindex'):
        raise ValueError("'package' not set to a string")
    parts = package.split('.')
    if level > len(parts):
        raise ValueError('attempted relative import beyond top-level package')
    return '%s.%s' % ('.'.join(parts[:len(parts) - level + 1]), name)


def import_module(name, package=None):
    """Import a module and return it.

    For a relative name (one with leading dots) package says relative to what.
    """
    if name.startswith('.'):
        if not package:
            raise TypeError("relative imports require the 'package' argument")
        relative = name.lstrip('.')
        name = _resolve_name(relative, package, len(name) - len(relative))
    __import__(name)
    return sys.modules[name]
