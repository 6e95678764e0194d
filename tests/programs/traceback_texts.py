"""Tracebacks as texts, and the lines of sources."""
import linecache
import os
import sys
import tempfile
import traceback


class Output(object):
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)

    def show(self):
        print ''.join(self.parts).replace(__file__, 'FILE')
        del self.parts[:]


def inner(x):
    raise ValueError('inner', x)


def outer(x):
    inner(x)


def entries(extracted):
    return [(os.path.basename(name), line, function, text) for name, line, function, text in extracted]


out = Output()
try:
    outer(5)
except ValueError:
    kind, value, tb = sys.exc_info()
    print entries(traceback.extract_tb(tb)), entries(traceback.extract_tb(tb, 1)), traceback.extract_tb(tb, 0)
    print traceback.format_exc().replace(__file__, 'FILE'), traceback.format_exc(1).replace(__file__, 'FILE')
    traceback.print_exc(file=out)
    traceback.print_exc(2, out)
    traceback.print_tb(tb, 1, out)
    traceback.print_exception(kind, value, None, file=out)
    traceback.print_exception(kind, value, tb, 1, out)
    out.show()
    sys.stderr, kept = out, sys.stderr
    traceback.print_exc()
    traceback.print_tb(tb, 1)
    sys.stderr = kept
    out.show()
    sys.tracebacklimit = 1
    print len(traceback.format_tb(tb)), len(traceback.format_tb(tb, 2)), len(traceback.format_exception(kind, value, tb))
    del sys.tracebacklimit
    print traceback.tb_lineno(tb.tb_next) == tb.tb_next.tb_lineno
    try:
        traceback.print_last()
    except ValueError as problem:
        print problem
    sys.last_type, sys.last_value, sys.last_traceback = kind, value, tb
    traceback.print_last(1, out)
    out.show()


def stack():
    traceback.print_stack(file=out)
    traceback.print_stack(None, 1, out)
    print entries(traceback.extract_stack()), entries(traceback.extract_stack(limit=1)), len(traceback.format_stack()), len(traceback.format_stack(limit=1))
    print entries(traceback.extract_stack(sys._getframe(1))), traceback.format_stack(limit=1)[0].replace(__file__, 'FILE')


stack()
out.show()
print traceback.format_list([('f', 3, 'g', 'x = 1'), ('f', 4, 'h', None)])
traceback.print_list([('f', 3, 'g', '  x = 1 ')], out)
out.show()


class Broken(Exception):
    def __str__(self):
        raise KeyError


class Unicode(Exception):
    def __unicode__(self):
        return u'\xe4'

    def __str__(self):
        return self.__unicode__().encode('ascii')


class Old:
    pass


syntax = [SyntaxError('message', ('file', 3, 5, '  x  =\n')), SyntaxError('message', (None, 1, None, 'text')), SyntaxError('message', ('f', 1, 2, None)),
          SyntaxError('alone'), SyntaxError(), SyntaxError('tabs', ('f', 1, 6, '\tif\tx\n')), IndentationError('in', ('f', 2, 4, 'a b c'))]
for problem in syntax + [Broken(), Unicode(), ValueError(), KeyError('k'), ValueError(u'\xe4'), ValueError(None)]:
    print traceback.format_exception_only(type(problem), problem)
for kind, value in ((None, None), ('string', 'value'), ('string', None), (Old, Old()), (Old(), None), (ValueError('as type'), None)):
    text = traceback.format_exception_only(kind, value)
    print [line.split(' at 0x')[0].split('.Old instance')[0] for line in text]

# ---- linecache

directory = tempfile.mkdtemp()
name = os.path.join(directory, 'source.py')
with open(name, 'w') as stream:
    stream.write('first\r\nsecond\nlast')
print repr(linecache.getline(name, 1)), repr(linecache.getline(name, 3)), repr(linecache.getline(name, 0)), repr(linecache.getline(name, 4)), linecache.getlines(name)
with open(name, 'w') as stream:
    stream.write('changed\n' * 4)
print repr(linecache.getline(name, 1))
linecache.checkcache('other')
linecache.checkcache(name)
print name in linecache.cache, repr(linecache.getline(name, 4)), linecache.cache[name][0], linecache.cache[name][3] == name
sys.path.insert(0, directory)
sys.path.insert(0, None)
print linecache.getlines('source.py'), linecache.getlines('nothing.py'), linecache.getlines(''), linecache.getlines('<string>')
del sys.path[:2]
os.remove(name)
linecache.checkcache()
print name in linecache.cache, linecache.getlines(name)


class Loader(object):
    def __init__(self, source):
        self.source = source

    def get_source(self, name):
        if self.source == 'fail':
            raise ImportError
        return self.source


for source in 'from\na loader', None, 'fail', '':
    print linecache.getlines('loaded.py', {'__name__': 'loaded', '__loader__': Loader(source)}), linecache.cache.pop('loaded.py', None)
print linecache.getlines('loaded.py', {'__loader__': 5}), linecache.updatecache('x.py')
linecache.clearcache()
print linecache.cache
os.rmdir(directory)
