"""Lines of source files, remembered; made for printing tracebacks."""

import sys
import os

__all__ = ['getline', 'clearcache', 'checkcache']

# File name -> (size, mtime or None for lines from elsewhere, lines, full name).
cache = {}


def clearcache():
    """Forget every file."""
    global cache
    cache = {}


def getline(filename, lineno, module_globals=None):
    """Line lineno of a file, with its newline; '' where there is none."""
    lines = getlines(filename, module_globals)
    return lines[lineno - 1] if 0 < lineno <= len(lines) else ''


def getlines(filename, module_globals=None):
    """All lines of a file; [] if it cannot be read."""
    entry = cache.get(filename)
    if entry:
        return entry[2]
    try:
        return updatecache(filename, module_globals)
    except MemoryError:
        # Perhaps there is room now for what matters.
        clearcache()
        return []


def checkcache(filename=None):
    """Forget files (all, or one) that changed since they were read."""
    for name in cache.keys() if filename is None else [filename]:
        size, mtime, _, fullname = cache.get(name, (0, None, [], name))
        if mtime is not None and _signature(fullname) != (size, mtime):
            del cache[name]


def _signature(path):
    """Size and time of change of a file; None if there is none."""
    try:
        status = os.stat(path)
    except os.error:
        return None
    return status.st_size, status.st_mtime


def _remember(filename, source):
    """Put a source that is not in a file of its own into the cache; its lines."""
    lines = [line + '\n' for line in source.splitlines()]
    cache[filename] = len(source), None, lines, filename
    return lines


def _loader_source(module_globals):
    """(Source,) of a module by its __loader__ (a zip file's, say); () without one.

    The source is None where the loader knows the module but not its source.
    """
    namespace = module_globals or {}
    get_source = getattr(namespace.get('__loader__'), 'get_source', None)
    name = namespace.get('__name__')
    if not name or not get_source:
        return ()
    try:
        return get_source(name),
    except (ImportError, IOError):
        return ()


def _on_path(filename):
    """(Full name, signature) of a file given by a relative name; (None, None) if not found."""
    for directory in sys.path:
        try:
            fullname = os.path.join(directory, filename)
        except (TypeError, AttributeError):
            # There may be anything on the path.
            continue
        signature = _signature(fullname)
        if signature:
            return fullname, signature
    return None, None


def updatecache(filename, module_globals=None):
    """Read a file into the cache and return its lines; [] if that fails."""
    cache.pop(filename, None)
    if not filename or filename.startswith('<') and filename.endswith('>'):
        return []
    if filename.startswith('<frozen>/'):
        import _frozen
        source = _frozen.lines(filename)
        if source is not None:
            return _remember(filename, source)
    fullname, signature = filename, _signature(filename)
    if not signature:
        found = _loader_source(module_globals)
        if found:
            return _remember(filename, found[0]) if found[0] is not None else []
        if not os.path.isabs(filename):
            fullname, signature = _on_path(filename)
        if not signature:
            return []
    try:
        with open(fullname, 'rU') as stream:
            lines = stream.readlines()
    except IOError:
        return []
    if lines:
        # The last may lack its newline.
        lines[-1] = lines[-1].rstrip('\n') + '\n'
    cache[filename] = signature + (lines, fullname)
    return lines
