"""Operations on path names of Windows, on any system."""

import os
import sys
import stat
import genericpath
from genericpath import *
from genericpath import _unicode

__all__ = ['normcase', 'isabs', 'join', 'splitdrive', 'split', 'splitext', 'basename', 'dirname',
           'commonprefix', 'getsize', 'getmtime', 'getatime', 'getctime', 'islink', 'exists',
           'lexists', 'isdir', 'isfile', 'ismount', 'walk', 'expanduser', 'expandvars', 'normpath',
           'abspath', 'splitunc', 'curdir', 'pardir', 'sep', 'pathsep', 'defpath', 'altsep',
           'extsep', 'devnull', 'realpath', 'supports_unicode_filenames', 'relpath']

curdir = '.'
pardir = '..'
extsep = '.'
sep = '\\'
pathsep = ';'
altsep = '/'
defpath = '.;C:\\bin'
devnull = 'nul'
supports_unicode_filenames = False


def normcase(s):
    """Lower case, with backslashes."""
    return s.replace('/', '\\').lower()


def isabs(s):
    """Whether a path starts at the root of its drive."""
    rest = splitdrive(s)[1]
    return rest != '' and rest[:1] in '/\\'


def join(path, *paths):
    """Join path components; an absolute one, or one of another drive, drops what is before it."""
    drive, result = splitdrive(path)
    for part in paths:
        part_drive, part_path = splitdrive(part)
        if part_path and part_path[0] in '\\/':
            if part_drive or not drive:
                drive = part_drive
            result = part_path
            continue
        if part_drive and part_drive != drive:
            if part_drive.lower() != drive.lower():
                drive, result = part_drive, part_path
                continue
            drive = part_drive
        if result and result[-1] not in '\\/':
            result += '\\'
        result += part_path
    # Between the name of a share and what follows there is a separator.
    if result and result[0] not in '\\/' and drive and drive[-1:] != ':':
        return drive + sep + result
    return drive + result


def splitdrive(p):
    """Split a path into a drive ('c:' or '\\\\host\\share') and the rest."""
    if len(p) > 1:
        normal = p.replace(altsep, sep)
        if normal[:2] == sep * 2 and normal[2:3] != sep:
            after_host = normal.find(sep, 2)
            if after_host == -1:
                return '', p
            after_share = normal.find(sep, after_host + 1)
            if after_share == after_host + 1:
                return '', p
            if after_share == -1:
                after_share = len(p)
            return p[:after_share], p[after_share:]
        if normal[1] == ':':
            return p[:2], p[2:]
    return '', p


def splitunc(p):
    """Split a path into '\\\\host\\share' and the rest; without such a beginning into '' and all."""
    if p[1:2] == ':':
        return '', p
    if p[:2] in ('//', '\\\\'):
        normal = p.replace('\\', '/')
        at = normal.find('/', 2)
        if at <= 2:
            return '', p
        end = normal.find('/', at + 1)
        if end == at + 1:
            return '', p
        if end == -1:
            end = len(p)
        return p[:end], p[end:]
    return '', p


def split(p):
    """Split a path at its last separator into (head, tail)."""
    drive, p = splitdrive(p)
    i = len(p)
    while i and p[i - 1] not in '/\\':
        i -= 1
    head, tail = p[:i], p[i:]
    return drive + (head.rstrip('/\\') or head), tail


def splitext(p):
    return genericpath._splitext(p, sep, altsep, extsep)


splitext.__doc__ = genericpath._splitext.__doc__


def basename(p):
    """The last component of a path."""
    return split(p)[1]


def dirname(p):
    """All but the last component of a path."""
    return split(p)[0]


def islink(path):
    """Windows had no symbolic links."""
    return False


lexists = exists


def ismount(path):
    """Whether a path is the root of a drive or share."""
    unc, rest = splitunc(path)
    if unc:
        return rest in ('', '/', '\\')
    p = splitdrive(path)[1]
    return len(p) == 1 and p[0] in '/\\'


def walk(top, func, arg):
    """Call func(arg, folder, names) for a folder and all inside. Deprecated: use os.walk()."""
    try:
        names = os.listdir(top)
    except os.error:
        return
    func(arg, top, names)
    for name in names:
        name = join(top, name)
        if isdir(name):
            walk(name, func, arg)


def expanduser(path):
    """A path with its '~' or '~user' replaced by a home folder."""
    if path[:1] != '~':
        return path
    i, n = 1, len(path)
    while i < n and path[i] not in '/\\':
        i += 1
    if 'HOME' in os.environ:
        home = os.environ['HOME']
    elif 'USERPROFILE' in os.environ:
        home = os.environ['USERPROFILE']
    elif 'HOMEPATH' not in os.environ:
        return path
    else:
        home = join(os.environ.get('HOMEDRIVE', ''), os.environ['HOMEPATH'])
    if i != 1:
        home = join(dirname(home), path[1:i])
    return home + path[i:]


def expandvars(path):
    """A path with variables of the environment, $name, ${name} or %name%, replaced; not between
    single quotes. Unknown ones stay; $$ and %% stand for one character."""
    if '$' not in path and '%' not in path:
        return path
    import string
    letters = string.ascii_letters + string.digits + '_-'
    if isinstance(path, _unicode):
        encoding = sys.getfilesystemencoding()

        def get(name):
            return os.environ[name.encode(encoding)].decode(encoding)
    else:
        get = os.environ.__getitem__
    out = path[:0]
    i = 0
    while i < len(path):
        c = path[i]
        name = None
        if c == "'":
            end = path.find("'", i + 1)
            end = len(path) if end < 0 else end + 1
            out += path[i:end]
            i = end
            continue
        if c in '%$' and path[i + 1:i + 2] == c:
            out += c
            i += 2
            continue
        end = i + 1
        if c == '%':
            close = path.find('%', i + 1)
            if close < 0:
                out += path[i:]
                break
            name, end = path[i + 1:close], close + 1
        elif c == '$' and path[i + 1:i + 2] == '{':
            close = path.find('}', i + 2)
            if close < 0:
                out += path[i:]
                break
            name, end = path[i + 2:close], close + 1
        elif c == '$':
            while end < len(path) and path[end] in letters:
                end += 1
            name = path[i + 1:end]
            if not name:
                name = None
        if name is None:
            out += c
        else:
            try:
                out += get(name)
            except KeyError:
                out += path[i:end]
        i = end
    return out


def normpath(path):
    """A path without '.', '..' and doubled separators where that is possible."""
    backslash, dot = (u'\\', u'.') if isinstance(path, _unicode) else ('\\', '.')
    if path.startswith(('\\\\.\\', '\\\\?\\')):
        # Of devices: left alone.
        return path
    path = path.replace('/', '\\')
    prefix, path = splitdrive(path)
    if prefix == '':
        while path[:1] == '\\':
            prefix += backslash
            path = path[1:]
    elif path.startswith('\\'):
        prefix += backslash
        path = path.lstrip('\\')
    parts = []
    for part in path.split('\\'):
        if part in ('', '.'):
            continue
        if part == '..':
            if parts and parts[-1] != '..':
                parts.pop()
                continue
            if not parts and prefix.endswith('\\'):
                continue
        parts.append(part)
    if not prefix and not parts:
        parts.append(dot)
    return prefix + backslash.join(parts)


def abspath(path):
    """The absolute form of a path."""
    if not isabs(path):
        cwd = os.getcwdu() if isinstance(path, _unicode) else os.getcwd()
        path = join(cwd, path)
    return normpath(path)


realpath = abspath


def _root_and_parts(path):
    path = abspath(path)
    unc, rest = splitunc(path)
    is_unc = bool(unc)
    if not is_unc:
        unc, rest = splitdrive(path)
    return is_unc, unc, [part for part in rest.split(sep) if part]


def relpath(path, start=curdir):
    """The way from start to path. ValueError if they lie on different drives."""
    if not path:
        raise ValueError('no path specified')
    start_unc, start_root, start_parts = _root_and_parts(start)
    path_unc, path_root, path_parts = _root_and_parts(path)
    if start_unc ^ path_unc:
        raise ValueError('Cannot mix UNC and non-UNC paths (%s and %s)' % (path, start))
    if start_root.lower() != path_root.lower():
        if path_unc:
            raise ValueError('path is on UNC root %s, start on UNC root %s' % (path_root, start_root))
        raise ValueError('path is on drive %s, start on drive %s' % (path_root, start_root))
    same = 0
    for a, b in zip(start_parts, path_parts):
        if a.lower() != b.lower():
            break
        same += 1
    parts = [pardir] * (len(start_parts) - same) + path_parts[same:]
    if not parts:
        return _unicode(curdir) if isinstance(path, _unicode) else curdir
    return join(*parts)
