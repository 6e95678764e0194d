"""Compare files and directories."""

import os
import stat
from itertools import ifilter, ifilterfalse, imap, izip

__all__ = ['cmp', 'dircmp', 'cmpfiles']

# (file, file, signature, signature) -> whether they are equal
_cache = {}
BUFSIZE = 8 * 1024


def cmp(f1, f2, shallow=1):
    """Whether two files are equal.

    Unless shallow is false, those of the same type, size and time are taken
    to be.
    """
    s1 = _sig(os.stat(f1))
    s2 = _sig(os.stat(f2))
    if s1[0] != stat.S_IFREG or s2[0] != stat.S_IFREG:
        return False
    if shallow and s1 == s2:
        return True
    if s1[1] != s2[1]:
        return False
    outcome = _cache.get((f1, f2, s1, s2))
    if outcome is None:
        outcome = _do_cmp(f1, f2)
        if len(_cache) > 100:
            _cache.clear()
        _cache[f1, f2, s1, s2] = outcome
    return outcome


def _sig(st):
    return stat.S_IFMT(st.st_mode), st.st_size, st.st_mtime


def _do_cmp(f1, f2):
    with open(f1, 'rb') as fp1, open(f2, 'rb') as fp2:
        while True:
            b1 = fp1.read(BUFSIZE)
            b2 = fp2.read(BUFSIZE)
            if b1 != b2:
                return False
            if not b1:
                return True


class dircmp:
    """Compares two directories.

    The attributes are found when they are first wanted: left_list, right_list,
    common, left_only, right_only, common_dirs, common_files, common_funny
    (of different types), same_files, diff_files, funny_files (that cannot be
    read) and subdirs (dircmps by name). Names in ignore and hide are left out.
    """

    def __init__(self, a, b, ignore=None, hide=None):
        self.left = a
        self.right = b
        if hide is None:
            self.hide = [os.curdir, os.pardir]
        else:
            self.hide = hide
        if ignore is None:
            self.ignore = ['RCS', 'CVS', 'tags']
        else:
            self.ignore = ignore

    def phase0(self):
        """Find left_list and right_list."""
        skipped = self.hide + self.ignore
        self.left_list = sorted(_filter(os.listdir(self.left), skipped))
        self.right_list = sorted(_filter(os.listdir(self.right), skipped))

    def phase1(self):
        """Find common, left_only and right_only."""
        a = dict(izip(imap(os.path.normcase, self.left_list), self.left_list))
        b = dict(izip(imap(os.path.normcase, self.right_list), self.right_list))
        self.common = map(a.__getitem__, ifilter(b.__contains__, a))
        self.left_only = map(a.__getitem__, ifilterfalse(b.__contains__, a))
        self.right_only = map(b.__getitem__, ifilterfalse(a.__contains__, b))

    def phase2(self):
        """Find common_dirs, common_files and common_funny."""
        self.common_dirs = []
        self.common_files = []
        self.common_funny = []
        for name in self.common:
            modes = []
            for directory in self.left, self.right:
                try:
                    modes.append(stat.S_IFMT(os.stat(os.path.join(directory, name)).st_mode))
                except os.error:
                    modes.append(None)
            if modes[0] != modes[1] or modes[0] is None:
                self.common_funny.append(name)
            elif modes[0] == stat.S_IFDIR:
                self.common_dirs.append(name)
            elif modes[0] == stat.S_IFREG:
                self.common_files.append(name)
            else:
                self.common_funny.append(name)

    def phase3(self):
        """Find same_files, diff_files and funny_files."""
        self.same_files, self.diff_files, self.funny_files = cmpfiles(
            self.left, self.right, self.common_files)

    def phase4(self):
        """Find subdirs."""
        self.subdirs = {}
        for name in self.common_dirs:
            self.subdirs[name] = dircmp(os.path.join(self.left, name),
                                        os.path.join(self.right, name),
                                        self.ignore, self.hide)

    def phase4_closure(self):
        """Find subdirs all the way down."""
        self.phase4()
        for sub in self.subdirs.itervalues():
            sub.phase4_closure()

    def report(self):
        """Print how the directories differ."""
        print 'diff', self.left, self.right
        for text, names in (('Only in %s :' % self.left, self.left_only),
                            ('Only in %s :' % self.right, self.right_only)):
            if names:
                names.sort()
                print text, names
        for text, name in (('Identical files :', 'same_files'),
                           ('Differing files :', 'diff_files'),
                           ('Trouble with common files :', 'funny_files'),
                           ('Common subdirectories :', 'common_dirs'),
                           ('Common funny cases :', 'common_funny')):
            names = getattr(self, name)
            if names:
                names.sort()
                print text, names

    def report_partial_closure(self):
        """Print how they and the directories directly below differ."""
        self.report()
        for sub in self.subdirs.itervalues():
            print
            sub.report()

    def report_full_closure(self):
        """Print how the whole trees differ."""
        self.report()
        for sub in self.subdirs.itervalues():
            print
            sub.report_full_closure()

    methodmap = dict(subdirs=phase4, same_files=phase3, diff_files=phase3,
                     funny_files=phase3, common_dirs=phase2, common_files=phase2,
                     common_funny=phase2, common=phase1, left_only=phase1,
                     right_only=phase1, left_list=phase0, right_list=phase0)

    def __getattr__(self, attr):
        if attr not in self.methodmap:
            raise AttributeError(attr)
        self.methodmap[attr](self)
        return getattr(self, attr)


def cmpfiles(a, b, common, shallow=1):
    """Compare files of the same names in two directories: (equal, different, errors)."""
    result = ([], [], [])
    for name in common:
        result[_cmp(os.path.join(a, name), os.path.join(b, name), shallow)].append(name)
    return result


def _cmp(a, b, sh, abs=abs, cmp=cmp):
    try:
        return not abs(cmp(a, b, sh))
    except (os.error, IOError):
        return 2


def _filter(flist, skip):
    return list(ifilterfalse(skip.__contains__, flist))


def demo():
    """Compare the two directories of the command line; -r: with all below."""
    import sys
    import getopt
    options, args = getopt.getopt(sys.argv[1:], 'r')
    if len(args) != 2:
        raise getopt.GetoptError('need exactly two args', None)
    dd = dircmp(args[0], args[1])
    if ('-r', '') in options:
        dd.report_full_closure()
    else:
        dd.report()


if __name__ == '__main__':
    demo()
