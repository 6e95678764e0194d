"""Compile source files to .pyc files."""

import __builtin__
import imp
import marshal
import os
import sys
import traceback

MAGIC = imp.get_magic()

__all__ = ['compile', 'main', 'PyCompileError']


class PyCompileError(Exception):
    """A file cannot be compiled; msg is the text that says so."""

    def __init__(self, exc_type, exc_value, file, msg=''):
        name = exc_type.__name__
        if exc_type is SyntaxError:
            text = ''.join(traceback.format_exception_only(exc_type, exc_value))
            message = text.replace('File "<string>"', 'File "%s"' % file)
        else:
            message = 'Sorry: %s: %s' % (name, exc_value)
        Exception.__init__(self, msg or message, name, exc_value, file)
        self.exc_type_name = name
        self.exc_value = exc_value
        self.file = file
        self.msg = msg or message

    def __str__(self):
        return self.msg


def wr_long(f, x):
    """Write a number of four bytes, the lowest first."""
    f.write(chr(x & 0xff))
    f.write(chr(x >> 8 & 0xff))
    f.write(chr(x >> 16 & 0xff))
    f.write(chr(x >> 24 & 0xff))


def compile(file, cfile=None, dfile=None, doraise=False):
    """Compile a file to cfile, by default beside it with c (or o) at the end.

    dfile is the name in error messages. With doraise a PyCompileError is
    raised, else it is printed.
    """
    with open(file, 'U') as stream:
        try:
            timestamp = long(os.fstat(stream.fileno()).st_mtime)
        except AttributeError:
            timestamp = long(os.stat(file).st_mtime)
        source = stream.read()
    try:
        code = __builtin__.compile(source, dfile or file, 'exec')
    except Exception as problem:
        error = PyCompileError(problem.__class__, problem, dfile or file)
        if doraise:
            raise error
        sys.stderr.write(error.msg + '\n')
        return
    if cfile is None:
        cfile = file + (__debug__ and 'c' or 'o')
    with open(cfile, 'wb') as stream:
        # The magic comes last: an incomplete file is not taken for a good one.
        stream.write('\0\0\0\0')
        wr_long(stream, timestamp)
        marshal.dump(code, stream)
        stream.flush()
        stream.seek(0, 0)
        stream.write(MAGIC)


def main(args=None):
    """Compile files, those on standard input for "-"; 1 if one fails."""
    if args is None:
        args = sys.argv[1:]
    if args == ['-']:
        args = (line.rstrip('\n') for line in sys.stdin)
    status = 0
    for name in args:
        try:
            compile(name, doraise=True)
        except PyCompileError as problem:
            status = 1
            sys.stderr.write('%s\n' % problem.msg)
        except IOError as problem:
            status = 1
            sys.stderr.write('%s\n' % problem)
    return status


if __name__ == '__main__':
    sys.exit(main())
