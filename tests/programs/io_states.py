# io: open in classes, states of streams in memory, streams that could not begin, where telling is possible.
import _pyio, io, os, pickle, signal, tempfile, threading, warnings


def attempt(function, *arguments, **named):
    try:
        print '->', repr(function(*arguments, **named))
    except Exception as error:
        print type(error).__name__, error


class Files(object):
    open = io.open


handle, path = tempfile.mkstemp()
os.close(handle)
with Files().open(path, 'w', newline='\r\n') as f:
    f.write(u'a\nb\nc\n')
with io.open(path) as f:
    f.readline()
    print repr(f.newlines), repr(f.encoding) != '', f.tell()
    for line in f:
        attempt(f.tell)
        break
    f.seek(0)
    print f.tell(), f.read() == u'a\nb\nc\n'
os.remove(path)
print issubclass(_pyio.BytesIO, _pyio.BufferedIOBase), repr(io.open), _pyio.__all__ == io.__all__


class Own(io.BytesIO):
    def __init__(self, text, other):
        io.BytesIO.__init__(self, text)
        self.other = other


own = Own('abc', 5)
own.seek(1)
copy = pickle.loads(pickle.dumps(own, 2))
print type(copy).__name__, copy.getvalue(), copy.tell(), copy.other
text = io.StringIO(u'a\r\nb', newline=None)
text.seek(2)
copy = pickle.loads(pickle.dumps(text, 2))
print repr(copy.getvalue()), copy.tell(), repr(copy.readline()), io.StringIO(u'x').__getstate__()
for state in (b'x', 0, None), (b'x', -1, None), (b'x', 0.0, None), (b'x', 0, 0), (b'x', 0), (u'x', u'\n', 0, None):
    for stream in io.BytesIO(), io.StringIO():
        try:
            stream.__setstate__(state)
            print repr(stream.getvalue()),
        except Exception as error:
            print type(error).__name__,
print
attempt(io.BytesIO().seek, 0.0)
attempt(io.StringIO().seek, 0.0)
for arguments in (), (1,), (1, '', None), (1, 'x', 5):
    try:
        print io.BlockingIOError(*arguments).characters_written,
    except TypeError:
        print 'TypeError',
print
buffered = io.BufferedReader(io.BytesIO('abc'))
attempt(buffered.__init__, io.BytesIO(), 0)
attempt(buffered.read)
wrapper = io.TextIOWrapper(io.BytesIO('abc'), encoding=u'ascii')
print wrapper
attempt(wrapper.__init__, io.BytesIO(), newline='x')
attempt(wrapper.read)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    io.BufferedWriter(io.BytesIO(), 8, 16)
    io.BufferedRWPair(io.BytesIO(), io.BytesIO(), 8, 16)
    print [str(warning.message) for warning in caught]
attempt(io.TextIOWrapper(io.BytesIO('a'), encoding='quopri_codec', newline='\n').read, 1)

# A signal whose handler returns does not end a reading.
received = []
signal.signal(signal.SIGALRM, lambda number, frame: received.append(number))
readable, writable = os.pipe()
signal.setitimer(signal.ITIMER_REAL, 0.1)
later = threading.Timer(0.4, os.write, (writable, 'after\n'))
later.start()
with io.open(readable) as f:
    print repr(f.readline()), len(received)
later.join()
os.close(writable)
