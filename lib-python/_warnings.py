"""What warns: the filters, and the functions of the module warnings.

Native code warns through them. They ask the module that is called warnings
when they are called, so that a program which replaces its filters or its
showwarning is heard.
"""

import sys

default_action = defaultaction = 'default'
once_registry = onceregistry = {}


def _initial_filters():
    silenced = [PendingDeprecationWarning, ImportWarning]
    # With -3 the warnings are what was asked for; with -Qwarn likewise.
    if not sys.py3kwarning and not sys.flags.division_warning:
        silenced.insert(0, DeprecationWarning)
    entries = [('ignore', None, category, None, 0) for category in silenced]
    action = {0: 'ignore', 1: 'default'}.get(sys.flags.bytes_warning, 'error')
    return entries + [(action, None, BytesWarning, None, 0)]


filters = _initial_filters()


def _current(name):
    """What the module warnings has of a name, or has had before somebody deleted it."""
    own = globals()
    own[name] = getattr(sys.modules.get('warnings'), name, own[name])
    return own[name]


def _source_of(namespace, module):
    """The name of the source file of a module."""
    filename = namespace.get('__file__')
    if filename:
        compiled = filename[-4:].lower() in ('.pyc', '.pyo')
        return filename[:-1] if compiled else filename
    if module != '__main__':
        return module
    # An embedded interpreter may have no arguments.
    arguments = getattr(sys, 'argv', None) or [module]
    return arguments[0] or module


def warn(message, category=None, stacklevel=1):
    """Issue a warning at the caller's line, or that of a frame further out."""
    if isinstance(message, Warning):
        category = type(message)
    elif category is None:
        category = UserWarning
    if not issubclass(category, Warning):
        raise ValueError('category is not a subclass of Warning')
    try:
        frame = sys._getframe(stacklevel)
        namespace, lineno = frame.f_globals, frame.f_lineno
    except ValueError:
        # There are not so many frames.
        namespace, lineno = vars(sys), 1
    module = namespace.get('__name__', '<string>')
    warn_explicit(message, category, _source_of(namespace, module), lineno, module,
                  namespace.setdefault('__warningregistry__', {}), namespace)


def _module_of(filename):
    """What the module of a source file is called, where nobody says."""
    if not filename:
        return '<unknown>'
    return filename[:-3] if filename[-3:].lower() == '.py' else filename


def _action_for(text, category, lineno, module):
    """The first filter that a warning passes, its action first."""
    for entry in _current('filters'):
        _, about, kind, where, line = entry
        if (line in (0, lineno) and issubclass(category, kind)
                and (about is None or about.match(text))
                and (where is None or where.match(module))):
            return entry
    return _current('defaultaction'), 'the default'


def _once_registry():
    registry = _current('onceregistry')
    if not isinstance(registry, dict):
        raise TypeError('warnings.onceregistry must be a dict')
    return registry


def _seen(registry, key):
    """Whether a warning was registered before; it is from now on."""
    before = registry.get(key)
    registry[key] = 1
    return before


def warn_explicit(message, category, filename, lineno, module=None, registry=None,
                  module_globals=None):
    """Issue a warning as coming from a given line of a file.

    The registry is a dictionary of the warnings that are not to be shown
    again; a module has its own.
    """
    lineno = int(lineno)
    if module is None:
        module = _module_of(filename)
    if registry is None:
        registry = {}
    if isinstance(message, Warning):
        text, category = str(message), type(message)
    else:
        text, message = message, category(message)
    here = (text, category, lineno)
    if registry.get(here):
        return
    entry = _action_for(text, category, lineno, module)
    action = entry[0]
    if action == 'ignore':
        registry[here] = 1
        return

    # The line must be fetched now, while the module's loader is at hand.
    import linecache
    linecache.getlines(filename, module_globals)

    if action == 'error':
        raise message
    if action not in ('always', 'default', 'module', 'once'):
        raise RuntimeError('Unrecognized action (%s) in warnings.filters:\n %s'
                           % (action, entry))
    if action != 'always':
        registry[here] = 1
    if action == 'once' and _seen(_once_registry(), (text, category)):
        return
    if action == 'module' and _seen(registry, (text, category, 0)):
        return
    show = getattr(sys.modules.get('warnings'), 'showwarning', showwarning)
    if not hasattr(show, '__call__'):
        raise TypeError('warnings.showwarning() must be set to a function or method')
    show(message, category, filename, lineno)


def showwarning(message, category, filename, lineno):
    """Write a warning, where the module that does it better is not loaded."""
    import linecache
    source = linecache.getline(filename, lineno).strip()
    sys.stderr.write('%s:%s: %s: %s\n' % (filename, lineno, category.__name__, message))
    if source:
        sys.stderr.write('  %s\n' % source)
