"""Match file names against the patterns of the shell.

*       everything
?       any one character
[seq]   a character of seq
[!seq]  a character that is not in seq
"""

import re

__all__ = ['filter', 'fnmatch', 'fnmatchcase', 'translate']

_cache = {}
_MAXCACHE = 100


def _purge():
    """Forget the patterns that were compiled."""
    _cache.clear()


def _compiled(pat):
    pattern = _cache.get(pat)
    if pattern is None:
        if len(_cache) >= _MAXCACHE:
            _cache.clear()
        pattern = _cache[pat] = re.compile(translate(pat))
    return pattern


def fnmatch(name, pat):
    """Whether a name matches a pattern; case counts if it does on this system."""
    import os
    return fnmatchcase(os.path.normcase(name), os.path.normcase(pat))


def filter(names, pat):
    """Those of a list of names that match a pattern."""
    import os
    match = _compiled(os.path.normcase(pat)).match
    if os.name == 'posix':
        # Case counts, names are what they are.
        return [name for name in names if match(name)]
    return [name for name in names if match(os.path.normcase(name))]


def fnmatchcase(name, pat):
    """Whether a name matches a pattern; case counts."""
    return _compiled(pat).match(name) is not None


def translate(pat):
    """The regular expression of a pattern."""
    parts = []
    i = 0
    while i < len(pat):
        char = pat[i]
        i += 1
        if char == '*':
            parts.append('.*')
        elif char == '?':
            parts.append('.')
        elif char == '[':
            # A bracket that comes first does not end the set.
            end = i
            if pat[end:end + 1] == '!':
                end += 1
            if pat[end:end + 1] == ']':
                end += 1
            end = pat.find(']', end)
            if end < 0:
                parts.append('\\[')
                continue
            chars = pat[i:end].replace('\\', '\\\\')
            i = end + 1
            if chars[0] == '!':
                chars = '^' + chars[1:]
            elif chars[0] == '^':
                chars = '\\' + chars
            parts.append('[%s]' % chars)
        else:
            parts.append(re.escape(char))
    return ''.join(parts) + '\\Z(?ms)'
