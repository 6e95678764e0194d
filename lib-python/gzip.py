"""Files compressed by gzip, to be read and written like others."""

import struct
import sys
import time
import os
import zlib
import io
import __builtin__

__all__ = ['GzipFile', 'open']

FTEXT, FHCRC, FEXTRA, FNAME, FCOMMENT = 1, 2, 4, 8, 16

READ, WRITE = 1, 2


def write32u(output, value):
    """Write an unsigned number of 32 bits, the lowest byte first."""
    output.write(struct.pack('<L', value))


def read32(input):
    return struct.unpack('<I', input.read(4))[0]


def open(filename, mode='rb', compresslevel=9):
    """A GzipFile of a name."""
    return GzipFile(filename, mode, compresslevel)


class GzipFile(io.BufferedIOBase):
    """A file that is compressed when written and the other way round.

    It stands over fileobj, or the file named. mtime is the time to write in
    its header instead of now. A file to read may consist of several
    compressed ones after each other.
    """

    # The file opened here, which is to be closed here.
    myfileobj = None
    max_read_chunk = 10 * 1024 * 1024

    def __init__(self, filename=None, mode=None, compresslevel=9, fileobj=None, mtime=None):
        # Newlines stay what they are.
        if mode:
            mode = mode.replace('U', '')
        if mode and 'b' not in mode:
            mode += 'b'
        if fileobj is None:
            fileobj = self.myfileobj = __builtin__.open(filename, mode or 'rb')
        if filename is None:
            # Only names of files are written, not what stands for one.
            name = getattr(fileobj, 'name', '')
            filename = name if isinstance(name, basestring) and name != '<fdopen>' else ''
        if mode is None:
            mode = getattr(fileobj, 'mode', 'rb')
        if mode[0:1] == 'r':
            self.mode = READ
            # What was decompressed and not read yet.
            self._new_member = True
            self.extrabuf = ''
            self.extrasize = 0
            self.extrastart = 0
            self.name = filename
            # Reading byte by byte is slow: more and more is read ahead.
            self.min_readsize = 100
        elif mode[0:1] in ('w', 'a'):
            self.mode = WRITE
            self._init_write(filename)
            self.compress = zlib.compressobj(compresslevel, zlib.DEFLATED, -zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, 0)
        else:
            raise IOError('Mode ' + mode + ' not supported')
        self.fileobj = fileobj
        self.offset = 0
        self.mtime = mtime
        if self.mode == WRITE:
            self._write_gzip_header()

    @property
    def filename(self):
        import warnings
        warnings.warn('use the name attribute', DeprecationWarning, 2)
        if self.mode == WRITE and self.name[-3:] != '.gz':
            return self.name + '.gz'
        return self.name

    def __repr__(self):
        text = repr(self.fileobj)
        return '<gzip ' + text[1:-1] + ' ' + hex(id(self)) + '>'

    def _check_closed(self):
        if self.closed:
            raise ValueError('I/O operation on closed file.')

    def _init_write(self, filename):
        self.name = filename
        self.crc = zlib.crc32('') & 0xffffffffL
        self.size = 0
        self.writebuf = []
        self.bufsize = 0

    def _write_gzip_header(self):
        try:
            # The name without folders, in Latin-1; else none.
            name = os.path.basename(self.name)
            if not isinstance(name, str):
                name = name.encode('latin-1')
            if name.endswith('.gz'):
                name = name[:-3]
        except UnicodeEncodeError:
            name = ''
        mtime = self.mtime
        if mtime is None:
            mtime = time.time()
        self.fileobj.write('\037\213\010' + chr(FNAME if name else 0))
        write32u(self.fileobj, long(mtime))
        self.fileobj.write('\002\377')
        if name:
            self.fileobj.write(name + '\000')

    def _init_read(self):
        self.crc = zlib.crc32('') & 0xffffffffL
        self.size = 0

    def _read_gzip_header(self):
        if self.fileobj.read(2) != '\037\213':
            raise IOError('Not a gzipped file')
        if ord(self.fileobj.read(1)) != 8:
            raise IOError('Unknown compression method')
        flag = ord(self.fileobj.read(1))
        self.mtime = read32(self.fileobj)
        # Extra flags and the operating system.
        self.fileobj.read(2)
        if flag & FEXTRA:
            length = ord(self.fileobj.read(1))
            length += 256 * ord(self.fileobj.read(1))
            self.fileobj.read(length)
        for part in FNAME, FCOMMENT:
            if flag & part:
                while self.fileobj.read(1) not in ('', '\000'):
                    pass
        if flag & FHCRC:
            self.fileobj.read(2)

    def write(self, data):
        self._check_closed()
        if self.mode != WRITE:
            import errno
            raise IOError(errno.EBADF, 'write() on read-only GzipFile object')
        if self.fileobj is None:
            raise ValueError('write() on closed GzipFile object')
        if isinstance(data, memoryview):
            data = data.tobytes()
        if len(data) > 0:
            self.fileobj.write(self.compress.compress(data))
            self.size += len(data)
            self.crc = zlib.crc32(data, self.crc) & 0xffffffffL
            self.offset += len(data)
        return len(data)

    def read(self, size=-1):
        self._check_closed()
        if self.mode != READ:
            import errno
            raise IOError(errno.EBADF, 'read() on write-only GzipFile object')
        if self.extrasize <= 0 and self.fileobj is None:
            return ''
        step = 1024
        try:
            if size < 0:
                while True:
                    self._read(step)
                    step = min(self.max_read_chunk, step * 2)
            else:
                while size > self.extrasize:
                    self._read(step)
                    step = min(self.max_read_chunk, step * 2)
        except EOFError:
            if size < 0 or size > self.extrasize:
                size = self.extrasize
        start = self.offset - self.extrastart
        chunk = self.extrabuf[start:start + size]
        self.extrasize -= size
        self.offset += size
        return chunk

    def _unread(self, data):
        self.extrasize += len(data)
        self.offset -= len(data)

    def _read(self, size=1024):
        """Decompress more. EOFError if there is none."""
        if self.fileobj is None:
            raise EOFError('Reached EOF')
        if self._new_member:
            # Another may follow; zeros that fill a block do not count.
            position = self.fileobj.tell()
            self.fileobj.seek(0, 2)
            if position == self.fileobj.tell():
                raise EOFError('Reached EOF')
            self.fileobj.seek(position)
            self._init_read()
            self._read_gzip_header()
            self.decompress = zlib.decompressobj(-zlib.MAX_WBITS)
            self._new_member = False
        data = self.fileobj.read(size)
        if data == '':
            # An end without the checksum.
            uncompressed = self.decompress.flush()
            self._read_eof()
            self._add_read_data(uncompressed)
            raise EOFError('Reached EOF')
        self._add_read_data(self.decompress.decompress(data))
        if self.decompress.unused_data != '':
            # The end of this one: back to what follows it.
            self.fileobj.seek(8 - len(self.decompress.unused_data), 1)
            self._read_eof()
            self._new_member = True

    def _add_read_data(self, data):
        self.crc = zlib.crc32(data, self.crc) & 0xffffffffL
        offset = self.offset - self.extrastart
        self.extrabuf = self.extrabuf[offset:] + data
        self.extrasize += len(data)
        self.extrastart = self.offset
        self.size += len(data)

    def _read_eof(self):
        self.fileobj.seek(-8, 1)
        crc32 = read32(self.fileobj)
        isize = read32(self.fileobj)
        if crc32 != self.crc:
            raise IOError('CRC check failed %s != %s' % (hex(crc32), hex(self.crc)))
        if isize != self.size & 0xffffffffL:
            raise IOError('Incorrect length of data produced')
        byte = '\x00'
        while byte == '\x00':
            byte = self.fileobj.read(1)
        if byte:
            self.fileobj.seek(-1, 1)

    @property
    def closed(self):
        return self.fileobj is None

    def close(self):
        fileobj = self.fileobj
        if fileobj is None:
            return
        self.fileobj = None
        try:
            if self.mode == WRITE:
                fileobj.write(self.compress.flush())
                write32u(fileobj, self.crc)
                # Modulo 2**32.
                write32u(fileobj, self.size & 0xffffffffL)
        finally:
            mine = self.myfileobj
            if mine:
                self.myfileobj = None
                mine.close()

    def flush(self, zlib_mode=zlib.Z_SYNC_FLUSH):
        self._check_closed()
        if self.mode == WRITE:
            self.fileobj.write(self.compress.flush(zlib_mode))
            self.fileobj.flush()

    def fileno(self):
        """The descriptor of the file underneath."""
        return self.fileobj.fileno()

    def rewind(self):
        """Go back to the beginning of a file that is read."""
        if self.mode != READ:
            raise IOError("Can't rewind in write mode")
        self.fileobj.seek(0)
        self._new_member = True
        self.extrabuf = ''
        self.extrasize = 0
        self.extrastart = 0
        self.offset = 0

    def readable(self):
        return self.mode == READ

    def writable(self):
        return self.mode == WRITE

    def seekable(self):
        return True

    def seek(self, offset, whence=0):
        if whence:
            if whence != 1:
                raise ValueError('Seek from end not supported')
            offset = self.offset + offset
        if self.mode == WRITE:
            if offset < self.offset:
                raise IOError('Negative seek in write mode')
            count = offset - self.offset
            zeros = 1024 * '\0'
            for i in xrange(count // 1024):
                self.write(zeros)
            self.write((count % 1024) * '\0')
        elif self.mode == READ:
            if offset < self.offset:
                self.rewind()
            count = offset - self.offset
            for i in xrange(count // 1024):
                self.read(1024)
            self.read(count % 1024)
        return self.offset

    def readline(self, size=-1):
        if size < 0:
            # Most lines are in what was read already.
            offset = self.offset - self.extrastart
            i = self.extrabuf.find('\n', offset) + 1
            if i > 0:
                self.extrasize -= i - offset
                self.offset += i - offset
                return self.extrabuf[offset:i]
            size = sys.maxint
            step = self.min_readsize
        else:
            step = size
        parts = []
        while size != 0:
            part = self.read(step)
            i = part.find('\n')
            if size <= i or i == -1 and len(part) > size:
                i = size - 1
            if i >= 0 or part == '':
                parts.append(part[:i + 1])
                self._unread(part[i + 1:])
                break
            parts.append(part)
            size -= len(part)
            step = min(size, step * 2)
        if step > self.min_readsize:
            self.min_readsize = min(step, self.min_readsize * 2, 512)
        return ''.join(parts)


def _main():
    args = sys.argv[1:]
    decompress = args and args[0] == '-d'
    if decompress:
        args = args[1:]
    for name in args or ['-']:
        if decompress:
            if name == '-':
                source, target = GzipFile(filename='', mode='rb', fileobj=sys.stdin), sys.stdout
            elif name[-3:] != '.gz':
                print "filename doesn't end in .gz:", repr(name)
                continue
            else:
                source, target = open(name, 'rb'), __builtin__.open(name[:-3], 'wb')
        elif name == '-':
            source, target = sys.stdin, GzipFile(filename='', mode='wb', fileobj=sys.stdout)
        else:
            source, target = __builtin__.open(name, 'rb'), open(name + '.gz', 'wb')
        while True:
            chunk = source.read(1024)
            if not chunk:
                break
            target.write(chunk)
        if target is not sys.stdout:
            target.close()
        if source is not sys.stdin:
            source.close()


if __name__ == '__main__':
    _main()
