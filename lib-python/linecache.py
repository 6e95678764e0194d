"""Lines of source files, remembered; made for printing tracebacks."""

import sys
import os

__all__ = ['getline', 'clearcache', 'checkcache']

# File name -> (size, mtime or None for lines from a loader, lines, full name).
cache = {}


def getline(filename, lineno, module_globals=None):
    """Line lineno of a file, with its newline; '' where there is none."""
    lines = getlines(filename, module_globals)
    if 1 <= lineno <= len(lines):
        return lines[lineno - 1]
    return ''


def clearcache():
    """Forget every file."""
    global cache
    cache = {}


def getlines(filename, module_globals=None):
    """All lines of a file; [] if it cannot be read."""
    if filename in cache:
        return cache[filename][2]
    try:
        return updatecache(filename, module_globals)
    except MemoryError:
        clearcache()
        return []


def checkcache(filename=None):
    """Forget files (all, or one) that changed since they were read."""
    if filename is None:
        names = cache.keys()
    elif filename in cache:
        names = [filename]
    else:
        return
    for name in names:
        size, mtime, _, fullname = cache[name]
        if mtime is None:
            continue
        try:
            status = os.stat(fullname)
        except os.error:
            del cache[name]
            continue
        if (size, mtime) != (status.st_size, status.st_mtime):
            del cache[name]


def _from_loader(filename, module_globals):
    """Source of a module from its __loader__ (a zip file, say), or None."""
    if not module_globals or '__loader__' not in module_globals:
        return None
    get_source = getattr(module_globals['__loader__'], 'get_source', None)
    name = module_globals.get('__name__')
    if not name or not get_source:
        return None
    try:
        return (get_source(name),)
    except (ImportError, IOError):
        return None


def updatecache(filename, module_globals=None):
    """Read a file into the cache and return its lines; [] if that fails."""
    cache.pop(filename, None)
    if not filename or filename[0] == '<' and filename[-1] == '>':
        return []
    if filename.startswith('<frozen>/'):
        import _frozen
        source = _frozen.lines(filename)
        if source is not None:
            lines = source.splitlines(True)
            cache[filename] = (len(source), None, lines, filename)
            return lines
    fullname = filename
    try:
        status = os.stat(fullname)
    except OSError:
        found = _from_loader(filename, module_globals)
        if found is not None:
            source = found[0]
            if source is None:
                # The loader knows the module, and that it has no source.
                return []
            lines = [line + '\n' for line in source.splitlines()]
            cache[filename] = (len(source), None, lines, fullname)
            return lines
        if os.path.isabs(filename):
            return []
        for directory in sys.path:
            try:
                fullname = os.path.join(directory, filename)
            except (TypeError, AttributeError):
                continue
            try:
                status = os.stat(fullname)
                break
            except os.error:
                pass
        else:
            return []
    try:
        with open(fullname, 'rU') as source_file:
            lines = source_file.readlines()
    except IOError:
        return []
    if lines and not lines[-1].endswith('\n'):
        lines[-1] += '\n'
    cache[filename] = (status.st_size, status.st_mtime, lines, fullname)
    return lines
