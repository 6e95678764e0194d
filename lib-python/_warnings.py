"""What native code warns with: its filters, and the two functions of warnings.

The functions ask the module that is called warnings when they are called, so
that a program which replaces its filters or its showwarning is heard.
"""

import sys

default_action = 'default'
once_registry = {}


def _initial_filters():
    silenced = [PendingDeprecationWarning, ImportWarning]
    # With -3 the warnings are what was asked for; with -Qwarn likewise.
    if not sys.py3kwarning and not sys.flags.division_warning:
        silenced.insert(0, DeprecationWarning)
    entries = [('ignore', None, category, None, 0) for category in silenced]
    action = {0: 'ignore', 1: 'default'}.get(sys.flags.bytes_warning, 'error')
    return entries + [(action, None, BytesWarning, None, 0)]


filters = _initial_filters()


def warn(message, category=None, stacklevel=1):
    """Issue a warning, or maybe ignore it or raise an exception."""
    import warnings
    warnings._warn(message, category, stacklevel + 1)


def warn_explicit(message, category, filename, lineno, module=None, registry=None,
                  module_globals=None):
    """Issue a warning as coming from a given line of a file."""
    import warnings
    warnings._warn_explicit(message, category, filename, lineno, module, registry,
                            module_globals)
