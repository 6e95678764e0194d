"""The lines of several files as one sequence: of those named on the command line.

    for line in fileinput.input():
        ...

Without names, and for the name -, it is standard input. The functions of this module are
methods of the object that input() returns.
"""

import os
import sys

__all__ = ['input', 'close', 'nextfile', 'filename', 'lineno', 'filelineno',
           'isfirstline', 'isstdin', 'FileInput']

DEFAULT_BUFSIZE = 8 * 1024

# What input() returned last.
_state = None


def input(files=None, inplace=0, backup='', bufsize=0, mode='r', openhook=None):
    """A FileInput of these arguments, by default of the names in sys.argv[1:]."""
    global _state
    if _state and _state._file:
        raise RuntimeError('input() already active')
    _state = FileInput(files, inplace, backup, bufsize, mode, openhook)
    return _state


def close():
    """Stop reading."""
    global _state
    ended, _state = _state, None
    if ended:
        ended.close()


def _of_current(name, doc):
    """The function that is a method of the current input."""
    def function():
        if not _state:
            raise RuntimeError('no active input()')
        return getattr(_state, name)()
    function.__name__, function.__doc__ = name, doc
    return function


nextfile = _of_current('nextfile', 'Go on with the next file.')
filename = _of_current('filename', 'The name of the file that was read last.')
fileno = _of_current('fileno', 'Its descriptor; -1 while none is open.')
lineno = _of_current('lineno', 'How many lines have been read.')
filelineno = _of_current('filelineno', 'How many lines of this file have been read.')
isfirstline = _of_current('isfirstline', 'Whether the last line was the first of its file.')
isstdin = _of_current('isstdin', 'Whether the last line was from standard input.')


class FileInput:
    """Iterates over the lines of files.

    With inplace, what is printed meanwhile becomes the contents of the file that is read;
    the old ones are kept if backup, the ending of that file's name, is given. openhook(name,
    mode) opens the files instead of open().
    """

    # Without a file.
    _file = _output = _savestdout = _backupfilename = None
    _filename = None
    _isstdin = False
    _lineno = _filelineno = 0

    def __init__(self, files=None, inplace=0, backup='', bufsize=0, mode='r',
                 openhook=None):
        if files is None:
            files = sys.argv[1:]
        if isinstance(files, basestring):
            files = files,
        else:
            files = tuple(files) or ('-',)
        if mode not in ('r', 'rU', 'U', 'rb'):
            raise ValueError("FileInput opening mode must be one of 'r', 'rU', 'U' and 'rb'")
        if openhook:
            if inplace:
                raise ValueError('FileInput cannot use an opening hook in inplace mode')
            if not callable(openhook):
                raise ValueError('FileInput openhook must be callable')
        self._files, self._mode, self._openhook = files, mode, openhook
        self._inplace, self._backup = inplace, backup
        self._bufsize = bufsize or DEFAULT_BUFSIZE

    def __del__(self):
        self.close()

    def close(self):
        """Read no more."""
        try:
            self.nextfile()
        finally:
            self._files = ()

    # ---- lines

    def __iter__(self):
        return self

    def next(self):
        while True:
            if self._file is None:
                if not self._files:
                    raise StopIteration
                self._open(self._files[0])
            line = self._file.readline()
            if line:
                self._lineno += 1
                self._filelineno += 1
                return line
            self.nextfile()

    def readline(self):
        """The next line, '' at the end."""
        return next(self, '')

    def __getitem__(self, i):
        if i != self._lineno:
            raise RuntimeError('accessing lines out of order')
        for line in self:
            return line
        raise IndexError('end of input reached')

    # ---- files

    def _open(self, name):
        """Open the next file."""
        self._files = self._files[1:]
        self._filename, self._filelineno = name, 0
        if name == '-':
            self._filename = '<stdin>'
            self._file, self._isstdin = sys.stdin, True
        elif self._inplace:
            self._open_in_place(name)
        else:
            self._file = (self._openhook or open)(name, self._mode)

    def _open_in_place(self, name):
        """Read the file under the name of its backup, print to a new one."""
        backup = self._backupfilename = name + (self._backup or os.extsep + 'bak')
        try:
            os.unlink(backup)
        except os.error:
            pass
        os.rename(name, backup)
        self._file = open(backup, self._mode)
        self._output = self._open_like(name, self._file)
        self._savestdout, sys.stdout = sys.stdout, self._output

    def _open_like(self, name, original):
        """A new file for writing with the permissions of another."""
        try:
            mode = os.fstat(original.fileno()).st_mode
        except OSError:
            return open(name, 'w')
        descriptor = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
        try:
            # What is created lacks what umask takes away.
            os.chmod(name, mode)
        except (OSError, AttributeError):
            pass
        return os.fdopen(descriptor, 'w')

    def nextfile(self):
        """Close this file, so that the next line is that of another one."""
        opened, output, backup = self._file, self._output, self._backupfilename
        is_stdin = self._isstdin
        if self._savestdout:
            sys.stdout = self._savestdout
        self._file = self._output = self._savestdout = self._backupfilename = None
        self._isstdin = False
        try:
            if output:
                output.close()
        finally:
            try:
                if opened and not is_stdin:
                    opened.close()
            finally:
                if backup and not self._backup:
                    try:
                        os.unlink(backup)
                    except OSError:
                        pass

    # ---- where it is

    def filename(self):
        return self._filename

    def fileno(self):
        try:
            return self._file.fileno()
        except (AttributeError, ValueError):
            return -1

    def lineno(self):
        return self._lineno

    def filelineno(self):
        return self._filelineno

    def isfirstline(self):
        return self._filelineno == 1

    def isstdin(self):
        return self._isstdin


# ---- hooks that open files

def hook_compressed(filename, mode):
    """Opens files that end in .gz and .bz2 by what expands them."""
    ending = os.path.splitext(filename)[1]
    if ending == '.gz':
        from gzip import open as opener
    elif ending == '.bz2':
        from bz2 import BZ2File as opener
    else:
        opener = open
    return opener(filename, mode)


def hook_encoded(encoding):
    """A hook that opens files as text in an encoding."""
    import io

    def openhook(filename, mode):
        return io.open(filename, mode.strip('Ub') or 'r', encoding=encoding, newline='')
    return openhook


def _test():
    """Print the lines with their numbers; options are -i and -b, for inplace and backup."""
    from getopt import getopt
    options, names = getopt(sys.argv[1:], 'ib:')
    options = dict(options)
    for line in input(names, inplace='-i' in options, backup=options.get('-b', '')):
        print '%d: %s[%d]%s %s' % (lineno(), filename(), filelineno(),
                                   '*' if isfirstline() else '', line.rstrip('\r\n'))


if __name__ == '__main__':
    _test()
