"""Compilation of all modules in folders to .pyc files.

    python -m compileall [-l] [-f] [-q] [-d destdir] [-x regexp] [folder or file ...]
"""

import imp
import os
import py_compile
import struct
import sys

__all__ = ['compile_dir', 'compile_file', 'compile_path']


def compile_dir(dir, maxlevels=10, ddir=None, force=0, rx=None, quiet=0):
    """Compile the modules of a folder and of those inside, so deep. 0 if one failed, else 1.

    ddir: the folder that messages are to name; rx: what is left out.
    """
    if not quiet:
        print 'Listing', dir, '...'
    try:
        names = os.listdir(dir)
    except os.error:
        print "Can't list", dir
        names = []
    success = 1
    for name in sorted(names):
        fullname = os.path.join(dir, name)
        shown = None if ddir is None else os.path.join(ddir, name)
        if not os.path.isdir(fullname):
            if not compile_file(fullname, ddir, force, rx, quiet):
                success = 0
        elif (maxlevels > 0 and name not in (os.curdir, os.pardir) and not os.path.islink(fullname)):
            if not compile_dir(fullname, maxlevels - 1, shown, force, rx, quiet):
                success = 0
    return success


def _is_current(fullname):
    """Whether a module's .pyc file belongs to its source."""
    try:
        expected = struct.pack('<4sl', imp.get_magic(), int(os.stat(fullname).st_mtime))[:8]
        with open(fullname + (__debug__ and 'c' or 'o'), 'rb') as compiled:
            return compiled.read(8) == expected
    except (IOError, struct.error):
        return False


def compile_file(fullname, ddir=None, force=0, rx=None, quiet=0):
    """Compile a module, if it is one. 0 if that failed, else 1."""
    name = os.path.basename(fullname)
    shown = fullname if ddir is None else os.path.join(ddir, name)
    if rx is not None and rx.search(fullname):
        return 1
    if not os.path.isfile(fullname) or not name.endswith('.py'):
        return 1
    if not force and _is_current(fullname):
        return 1
    if not quiet:
        print 'Compiling', fullname, '...'
    try:
        done = py_compile.compile(fullname, None, shown, True)
    except py_compile.PyCompileError, err:
        if quiet:
            print 'Compiling', fullname, '...'
        print err.msg
        return 0
    except IOError, e:
        print 'Sorry', e
        return 0
    return 0 if done == 0 else 1


def compile_path(skip_curdir=1, maxlevels=0, force=0, quiet=0):
    """Compile the modules of sys.path."""
    success = 1
    for folder in sys.path:
        if (not folder or folder == os.curdir) and skip_curdir:
            print 'Skipping current directory'
        else:
            success = success and compile_dir(folder, maxlevels, None, force, quiet=quiet)
    return success


def main():
    """What "python -m compileall" does: whether all went well."""
    import getopt
    try:
        opts, args = getopt.getopt(sys.argv[1:], 'lfqd:x:i:')
    except getopt.error, msg:
        print msg
        print 'usage: python compileall.py [-l] [-f] [-q] [-d destdir] [-x regexp] [-i list] [directory|file ...]'
        sys.exit(2)
    options = dict(opts)
    maxlevels = 0 if '-l' in options else 10
    rx = None
    if '-x' in options:
        import re
        rx = re.compile(options['-x'])
    ddir = options.get('-d')
    if ddir and len(args) != 1 and not os.path.isdir(args[0]):
        print '-d destdir require exactly one directory argument'
        sys.exit(2)
    if '-i' in options:
        source = sys.stdin if options['-i'] == '-' else open(options['-i'])
        args += [line.strip() for line in source]
    force, quiet = '-f' in options, '-q' in options
    if not args:
        return compile_path(force=force, quiet=quiet)
    success = 1
    try:
        for arg in args:
            if os.path.isdir(arg):
                done = compile_dir(arg, maxlevels, ddir, force, rx, quiet)
            else:
                done = compile_file(arg, ddir, force, rx, quiet)
            success = success and done
    except KeyboardInterrupt:
        print '\n[interrupted]'
        success = 0
    return success


if __name__ == '__main__':
    sys.exit(int(not main()))
