"""Which files are older than those they are made from."""

import os
import stat
from distutils.errors import DistutilsFileError


def _modified(path):
    return os.stat(path)[stat.ST_MTIME]


def newer(source, target):
    """Whether the source is newer than the target, or the target does not exist."""
    if not os.path.exists(source):
        raise DistutilsFileError("file '%s' does not exist" % os.path.abspath(source))
    return not os.path.exists(target) or _modified(source) > _modified(target)


def newer_pairwise(sources, targets):
    """Of two lists, those sources and targets where the source is newer."""
    if len(sources) != len(targets):
        raise ValueError("'sources' and 'targets' must be same length")
    pairs = [pair for pair in zip(sources, targets) if newer(*pair)]
    return [source for source, target in pairs], [target for source, target in pairs]


def newer_group(sources, target, missing='error'):
    """Whether any source is newer than the target. One that is missing is an error, is passed over ('ignore') or counts as
    newer ('newer')."""
    if not os.path.exists(target):
        return True
    since = _modified(target)
    for source in sources:
        if not os.path.exists(source):
            if missing == 'ignore':
                continue
            if missing == 'newer':
                return True
        if _modified(source) > since:
            return True
    return False
