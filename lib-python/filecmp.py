"""Whether files are equal, and how directories differ."""

import os
import stat

__all__ = ['cmp', 'dircmp', 'cmpfiles']

BUFSIZE = 8 * 1024

# What comparing contents gave: by both names and both signatures.
_cache = {}
_CACHE_SIZE = 100


def cmp(f1, f2, shallow=1):
    """Whether two regular files are equal.

    With shallow they count as equal already if type, size and time agree.
    """
    first, second = _signature(f1), _signature(f2)
    if not first[0] == second[0] == stat.S_IFREG:
        return False
    if shallow and first == second:
        return True
    if first[1] != second[1]:
        return False
    key = f1, f2, first, second
    if key not in _cache:
        equal = _same_contents(f1, f2)
        if len(_cache) > _CACHE_SIZE:
            _cache.clear()
        _cache[key] = equal
    return _cache[key]


def _signature(path):
    status = os.stat(path)
    return stat.S_IFMT(status.st_mode), status.st_size, status.st_mtime


def _same_contents(f1, f2):
    with open(f1, 'rb') as first, open(f2, 'rb') as second:
        block = True
        while block:
            block = first.read(BUFSIZE)
            if second.read(BUFSIZE) != block:
                return False
    return True


def cmpfiles(a, b, common, shallow=1):
    """(equal, different, not compared): the names of files in both directories."""
    result = equal, different, troubled = [], [], []
    for name in common:
        try:
            same = cmp(os.path.join(a, name), os.path.join(b, name), shallow)
        except EnvironmentError:
            troubled.append(name)
        else:
            (equal if same else different).append(name)
    return result


def _kind(*path):
    """The type of a file as stat has it, or None."""
    try:
        return stat.S_IFMT(os.stat(os.path.join(*path)).st_mode)
    except os.error:
        return None


class dircmp:
    """The comparison of two directories; hide and ignore are names to leave out.

    left_list, right_list       the names
    left_only, right_only, common
    common_dirs, common_files   the common names by type
    common_funny                those of different or other types
    same_files, diff_files      the common files by the outcome of cmp()
    funny_files                 those that could not be compared
    subdirs                     common directories: name -> dircmp

    Each attribute is computed when it is first used.
    """

    def __init__(self, a, b, ignore=None, hide=None):
        self.left, self.right = a, b
        self.hide = [os.curdir, os.pardir] if hide is None else hide
        self.ignore = ['RCS', 'CVS', 'tags'] if ignore is None else ignore

    def _names(self, folder):
        return sorted(name for name in os.listdir(folder)
                      if name not in self.hide and name not in self.ignore)

    def phase0(self):
        """Read both directories."""
        self.left_list, self.right_list = self._names(self.left), self._names(self.right)

    def phase1(self):
        """Sort the names by where they are."""
        left, right = [dict((os.path.normcase(name), name) for name in names)
                       for names in (self.left_list, self.right_list)]
        self.common = [left[key] for key in left if key in right]
        self.left_only = [left[key] for key in left if key not in right]
        self.right_only = [right[key] for key in right if key not in left]

    def phase2(self):
        """Sort the common names by type."""
        self.common_funny = []
        lists = {stat.S_IFDIR: [], stat.S_IFREG: []}
        self.common_dirs, self.common_files = lists[stat.S_IFDIR], lists[stat.S_IFREG]
        for name in self.common:
            kind = _kind(self.left, name)
            if kind != _kind(self.right, name):
                kind = None
            lists.get(kind, self.common_funny).append(name)

    def phase3(self):
        """Compare the common files."""
        self.same_files, self.diff_files, self.funny_files = cmpfiles(
            self.left, self.right, self.common_files)

    def phase4(self):
        """Prepare to compare the common directories."""
        self.subdirs = dict(
            (name, dircmp(os.path.join(self.left, name), os.path.join(self.right, name),
                          self.ignore, self.hide))
            for name in self.common_dirs)

    def phase4_closure(self):
        """Prepare to compare the whole trees."""
        self.phase4()
        for below in self.subdirs.itervalues():
            below.phase4_closure()

    _report_lines = (
        ('Only in %(left)s :', 'left_only'), ('Only in %(right)s :', 'right_only'),
        ('Identical files :', 'same_files'), ('Differing files :', 'diff_files'),
        ('Trouble with common files :', 'funny_files'),
        ('Common subdirectories :', 'common_dirs'),
        ('Common funny cases :', 'common_funny'))

    def report(self):
        """Print how the two differ."""
        print 'diff', self.left, self.right
        for title, attribute in self._report_lines:
            names = getattr(self, attribute)
            if names:
                names.sort()
                print title % vars(self), names

    def report_partial_closure(self):
        """Print that, and how the common directories differ."""
        self.report()
        for below in self.subdirs.itervalues():
            print
            below.report()

    def report_full_closure(self):
        """Print how the whole trees differ."""
        self.report()
        for below in self.subdirs.itervalues():
            print
            below.report_full_closure()

    methodmap = {'subdirs': phase4}
    for _method, _attributes in (
            (phase3, 'same_files diff_files funny_files'),
            (phase2, 'common_dirs common_files common_funny'),
            (phase1, 'common left_only right_only'), (phase0, 'left_list right_list')):
        methodmap.update(dict.fromkeys(_attributes.split(), _method))
    del _method, _attributes

    def __getattr__(self, attr):
        compute = self.methodmap.get(attr)
        if compute is None:
            raise AttributeError(attr)
        compute(self)
        return getattr(self, attr)


def demo():
    """Report on the two directories of the command line, with -r on the trees."""
    import getopt
    import sys
    options, folders = getopt.getopt(sys.argv[1:], 'r')
    if len(folders) != 2:
        raise getopt.GetoptError('need exactly two args', None)
    comparison = dircmp(*folders)
    if options:
        comparison.report_full_closure()
    else:
        comparison.report()


if __name__ == '__main__':
    demo()
