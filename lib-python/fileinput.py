"""Lines of several files, one after another: those of the command line, usually.

for line in fileinput.input(): ... reads sys.argv[1:], or standard input.
"""

import os
import sys

__all__ = ['input', 'close', 'nextfile', 'filename', 'lineno', 'filelineno',
           'isfirstline', 'isstdin', 'FileInput']

_state = None

DEFAULT_BUFSIZE = 8 * 1024


def input(files=None, inplace=0, backup='', bufsize=0, mode='r', openhook=None):
    """A FileInput, which the functions of this module are then about."""
    global _state
    if _state and _state._file:
        raise RuntimeError('input() already active')
    _state = FileInput(files, inplace, backup, bufsize, mode, openhook)
    return _state


def close():
    """Close it."""
    global _state
    state = _state
    _state = None
    if state:
        state.close()


def _active():
    if not _state:
        raise RuntimeError('no active input()')
    return _state


def nextfile():
    """Leave out the rest of the current file."""
    return _active().nextfile()


def filename():
    """The name of the current file; None before the first line."""
    return _active().filename()


def lineno():
    """The number of the line last read, counted over all files."""
    return _active().lineno()


def filelineno():
    """The number of the line last read in its file."""
    return _active().filelineno()


def fileno():
    """The descriptor of the current file; -1 if there is none."""
    return _active().fileno()


def isfirstline():
    """Whether the line last read is the first of its file."""
    return _active().isfirstline()


def isstdin():
    """Whether the line last read came from standard input."""
    return _active().isstdin()


class FileInput:
    """Reads files line by line.

    "-" is standard input. With inplace what is printed goes to the file,
    which is kept meanwhile with backup (by default .bak, and then removed) at
    the end of its name. openhook(filename, mode) opens the files.
    """

    def __init__(self, files=None, inplace=0, backup='', bufsize=0, mode='r',
                 openhook=None):
        if isinstance(files, basestring):
            files = (files,)
        else:
            if files is None:
                files = sys.argv[1:]
            files = tuple(files) if files else ('-',)
        self._files = files
        self._inplace = inplace
        self._backup = backup
        self._bufsize = bufsize or DEFAULT_BUFSIZE
        self._savestdout = None
        self._output = None
        self._filename = None
        self._lineno = 0
        self._filelineno = 0
        self._file = None
        self._isstdin = False
        self._backupfilename = None
        self._buffer = []
        self._bufindex = 0
        if mode not in ('r', 'rU', 'U', 'rb'):
            raise ValueError("FileInput opening mode must be one of 'r', 'rU', 'U' "
                             "and 'rb'")
        self._mode = mode
        if inplace and openhook:
            raise ValueError('FileInput cannot use an opening hook in inplace mode')
        if openhook and not hasattr(openhook, '__call__'):
            raise ValueError('FileInput openhook must be callable')
        self._openhook = openhook

    def __del__(self):
        self.close()

    def close(self):
        try:
            self.nextfile()
        finally:
            self._files = ()

    def __iter__(self):
        return self

    def next(self):
        while True:
            line = self._readline()
            if line:
                self._lineno += 1
                self._filelineno += 1
                return line
            if not self._file:
                raise StopIteration
            self.nextfile()

    def __getitem__(self, i):
        if i != self._lineno:
            raise RuntimeError('accessing lines out of order')
        try:
            return self.next()
        except StopIteration:
            raise IndexError('end of input reached')

    def nextfile(self):
        savestdout, self._savestdout = self._savestdout, None
        if savestdout:
            sys.stdout = savestdout
        output, self._output = self._output, None
        try:
            if output:
                output.close()
        finally:
            file, self._file = self._file, None
            self.__dict__.pop('_readline', None)
            try:
                if file and not self._isstdin:
                    file.close()
            finally:
                backup, self._backupfilename = self._backupfilename, 0
                if backup and not self._backup:
                    try:
                        os.unlink(backup)
                    except OSError:
                        pass
                self._isstdin = False

    def readline(self):
        """The next line; '' at the end."""
        try:
            return self.next()
        except StopIteration:
            return ''

    def _readline(self):
        """Open the next file and read its first line; '' if there is none."""
        if not self._files:
            return ''
        self._filename = self._files[0]
        self._files = self._files[1:]
        self._filelineno = 0
        self._file = None
        self._isstdin = False
        self._backupfilename = 0
        if self._filename == '-':
            self._filename = '<stdin>'
            self._file = sys.stdin
            self._isstdin = True
        elif self._inplace:
            self._open_inplace()
        elif self._openhook:
            self._file = self._openhook(self._filename, self._mode)
        else:
            self._file = open(self._filename, self._mode)
        # Until the file ends, lines come from it directly.
        self._readline = self._file.readline
        return self._readline()

    def _open_inplace(self):
        self._backupfilename = self._filename + (self._backup or os.extsep + 'bak')
        try:
            os.unlink(self._backupfilename)
        except os.error:
            pass
        os.rename(self._filename, self._backupfilename)
        self._file = open(self._backupfilename, self._mode)
        try:
            permissions = os.fstat(self._file.fileno()).st_mode
        except OSError:
            self._output = open(self._filename, 'w')
        else:
            fd = os.open(self._filename, os.O_CREAT | os.O_WRONLY | os.O_TRUNC,
                         permissions)
            self._output = os.fdopen(fd, 'w')
            try:
                os.chmod(self._filename, permissions)
            except (AttributeError, OSError):
                pass
        self._savestdout = sys.stdout
        sys.stdout = self._output

    def filename(self):
        return self._filename

    def lineno(self):
        return self._lineno

    def filelineno(self):
        return self._filelineno

    def fileno(self):
        if self._file:
            try:
                return self._file.fileno()
            except ValueError:
                pass
        return -1

    def isfirstline(self):
        return self._filelineno == 1

    def isstdin(self):
        return self._isstdin


def hook_compressed(filename, mode):
    """An openhook that expands .gz and .bz2 files."""
    extension = os.path.splitext(filename)[1]
    if extension == '.gz':
        import gzip
        return gzip.open(filename, mode)
    if extension == '.bz2':
        import bz2
        return bz2.BZ2File(filename, mode)
    return open(filename, mode)


def hook_encoded(encoding):
    """An openhook that decodes the files."""
    import io

    def openhook(filename, mode):
        mode = mode.replace('U', '').replace('b', '') or 'r'
        return io.open(filename, mode, encoding=encoding, newline='')
    return openhook


def _test():
    import getopt
    inplace = backup = 0
    opts, args = getopt.getopt(sys.argv[1:], 'ib:')
    for option, value in opts:
        if option == '-i':
            inplace = 1
        if option == '-b':
            backup = value
    for line in input(args, inplace=inplace, backup=backup):
        print '%d: %s[%d]%s %s' % (lineno(), filename(), filelineno(),
                                   isfirstline() and '*' or '', line.rstrip('\r\n'))


if __name__ == '__main__':
    _test()
