"""Compilation of all modules in folders to .pyc files.

    python -m compileall [-l] [-f] [-q] [-d destdir] [-x regexp] [-i list] [folder or file ...]

-l: only the folders themselves; -f: also what is up to date; -q: print errors only; -d: the folder to name in messages of
the compiled code; -x: what is left out; -i: a file with further folders and files, one a line
"""

import imp
import os
import py_compile
import struct
import sys

__all__ = ['compile_dir', 'compile_file', 'compile_path']


def compile_dir(dir, maxlevels=10, ddir=None, force=0, rx=None, quiet=0):
    """Compile the modules of a folder, and of those inside down to maxlevels; 1 if all went well, else 0.

    The code says that it is of the folder ddir. What rx finds is left out.
    """
    if not quiet:
        print 'Listing', dir, '...'
    try:
        names = sorted(os.listdir(dir))
    except os.error:
        print "Can't list", dir
        names = []
    done = []
    for name in names:
        path = os.path.join(dir, name)
        if not os.path.isdir(path):
            done.append(compile_file(path, ddir, force, rx, quiet))
        elif maxlevels > 0 and not os.path.islink(path):
            inner = ddir if ddir is None else os.path.join(ddir, name)
            done.append(compile_dir(path, maxlevels - 1, inner, force, rx, quiet))
    return int(all(done))


def compile_file(fullname, ddir=None, force=0, rx=None, quiet=0):
    """Compile a file if it is a module that needs it; 0 if that failed, else 1."""
    is_module = fullname.endswith('.py') and os.path.isfile(fullname)
    if not is_module or rx is not None and rx.search(fullname) or not force and _is_current(fullname):
        return 1
    announcement = 'Compiling %s ...' % fullname
    if not quiet:
        print announcement
    shown = fullname if ddir is None else os.path.join(ddir, os.path.basename(fullname))
    try:
        return int(py_compile.compile(fullname, None, shown, True) != 0)
    except py_compile.PyCompileError as error:
        if quiet:
            print announcement
        print error.msg
    except IOError as error:
        print 'Sorry', error
    return 0


def _is_current(path):
    """Whether the .pyc file of a module is of this version and not older than the source."""
    try:
        head = imp.get_magic() + struct.pack('<l', int(os.stat(path).st_mtime))
        with open(path + ('c' if __debug__ else 'o'), 'rb') as compiled:
            return compiled.read(len(head)) == head
    except (IOError, struct.error):
        return False


def compile_path(skip_curdir=1, maxlevels=0, force=0, quiet=0):
    """Compile the modules of the folders of sys.path."""
    done = 1
    for folder in sys.path:
        if skip_curdir and folder in ('', os.curdir):
            print 'Skipping current directory'
        elif done:
            done = compile_dir(folder, maxlevels, None, force, quiet=quiet)
    return done


def main():
    """The command; whether all went well."""
    import getopt
    try:
        options, paths = getopt.getopt(sys.argv[1:], 'lfqd:x:i:')
    except getopt.error as error:
        _leave('%s\n%s' % (error, __doc__.split('\n\n')[1].strip()))
    options = dict(options)
    folder, pattern, listing = [options.get(option) for option in ('-d', '-x', '-i')]
    if folder and len(paths) != 1 and not os.path.isdir(''.join(paths[:1])):
        _leave('-d destdir require exactly one directory argument')
    if pattern:
        import re
        pattern = re.compile(pattern)
    if listing:
        source = sys.stdin if listing == '-' else open(listing)
        paths += [line.strip() for line in source]
    force, quiet = '-f' in options, '-q' in options
    if not paths:
        return compile_path(force=force, quiet=quiet)
    try:
        return all([compile_dir(path, 0 if '-l' in options else 10, folder, force, pattern, quiet) if os.path.isdir(path)
                    else compile_file(path, folder, force, pattern, quiet) for path in paths])
    except KeyboardInterrupt:
        print '\n[interrupted]'
        return False


def _leave(message):
    print message
    sys.exit(2)


if __name__ == '__main__':
    sys.exit(int(not main()))
