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
    """What the module warnings has of a name, or this one."""
    own = globals()[name]
    return getattr(sys.modules.get('warnings'), name, own)


def warn(message, category=None, stacklevel=1):
    """Issue a warning at the caller's line, or that of a frame further out."""
    if isinstance(message, Warning):
        category = message.__class__
    if category is None:
        category = UserWarning
    assert issubclass(category, Warning)
    try:
        caller = sys._getframe(stacklevel)
    except ValueError:
        namespace = sys.__dict__
        lineno = 1
    else:
        namespace = caller.f_globals
        lineno = caller.f_lineno
    module = namespace.get('__name__', '<string>')
    filename = namespace.get('__file__')
    if filename:
        if filename.lower().endswith(('.pyc', '.pyo')):
            filename = filename[:-1]
    else:
        if module == '__main__':
            try:
                filename = sys.argv[0]
            except (AttributeError, IndexError, TypeError):
                # An embedded interpreter may have no arguments.
                filename = '__main__'
        if not filename:
            filename = module
    registry = namespace.setdefault('__warningregistry__', {})
    warn_explicit(message, category, filename, lineno, module, registry, namespace)


def warn_explicit(message, category, filename, lineno, module=None, registry=None,
                  module_globals=None):
    """Issue a warning as coming from a given line of a file."""
    lineno = int(lineno)
    if module is None:
        module = filename or '<unknown>'
        if module[-3:].lower() == '.py':
            module = module[:-3]
    if registry is None:
        registry = {}
    if isinstance(message, Warning):
        text = str(message)
        category = message.__class__
    else:
        text = message
        message = category(message)
    key = (text, category, lineno)
    if registry.get(key):
        return

    for entry in _current('filters'):
        action, text_pattern, kind, module_pattern, line = entry
        if ((line == 0 or line == lineno)
                and issubclass(category, kind)
                and (text_pattern is None or text_pattern.match(text))
                and (module_pattern is None or module_pattern.match(module))):
            break
    else:
        action = _current('defaultaction')
    if action == 'ignore':
        registry[key] = 1
        return

    # The line must be fetched now, while the module's loader is at hand.
    import linecache
    linecache.getlines(filename, module_globals)

    if action == 'error':
        raise message
    if action == 'once':
        registry[key] = 1
        key = (text, category)
        seen = _current('onceregistry')
        if seen.get(key):
            return
        seen[key] = 1
    elif action == 'module':
        registry[key] = 1
        key = (text, category, 0)
        if registry.get(key):
            return
        registry[key] = 1
    elif action == 'default':
        registry[key] = 1
    elif action != 'always':
        raise RuntimeError('Unrecognized action (%r) in warnings.filters:\n %s'
                           % (action, entry))
    show = _current('showwarning')
    if not hasattr(show, '__call__'):
        raise TypeError('warnings.showwarning() must be set to a callable')
    show(message, category, filename, lineno)


def showwarning(message, category, filename, lineno):
    """Write a warning, where the module that does it better is not loaded."""
    sys.stderr.write('%s:%s: %s: %s\n' % (filename, lineno, category.__name__, message))
