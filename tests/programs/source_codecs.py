# Sources in encodings that programs register: the codec may be a whole translator to Python.
import cStringIO
import codecs
import imp
import os
import shutil
import sys
import tempfile
import traceback
from encodings import utf_8

folder = tempfile.mkdtemp()


def show(label, function, *arguments):
    try:
        result = function(*arguments)
    except SyntaxError, e:
        name = e.filename and os.path.basename(e.filename)
        print label, type(e).__name__, repr(e.msg), name, e.lineno, e.offset, repr(e.text)
    except Exception, e:
        print label, type(e).__name__, e
    else:
        print label, result


def run_string(text):
    names = {}
    exec compile(text, 'string.py', 'exec') in names
    return repr(names.get('k'))


def write(name, text):
    path = os.path.join(folder, name)
    with open(path, 'wb') as file:
        file.write(text)
    return path


def run_file(path):
    names = {}
    execfile(path, names)
    return repr(names.get('k'))


def run_import(path):
    name = os.path.basename(path)[:-3]
    try:
        return repr(__import__(name).k)
    finally:
        sys.modules.pop(name, None)


def run_load(path):
    return repr(imp.load_source('loaded', path).k)


count = [0]


def everywhere(label, text):
    count[0] += 1
    path = write('source_%d.py' % count[0], text)
    show(label + ' string', run_string, text)
    show(label + ' file', run_file, path)
    show(label + ' import', run_import, path)
    show(label + ' load', run_load, path)


sys.path.insert(0, folder)
sys.dont_write_bytecode = True


# A language with `unless` and with guillemets around unicode strings, as tools like this are written.
def translate(text):
    return text.replace(u'unless ', u'if not ').replace(u'\xab', u'u"').replace(u'\xbb', u'"')


def decode(data, errors='strict'):
    text, length = utf_8.decode(data, errors)
    return translate(text), length


class TranslatingReader(utf_8.StreamReader):
    def __init__(self, stream, errors='strict'):
        utf_8.StreamReader.__init__(self, stream, errors)
        print 'reading', type(stream).__name__, os.path.basename(stream.name), stream.mode, stream.tell()
        self.stream = cStringIO.StringIO(translate(stream.read().decode('utf-8')).encode('utf-8'))


def encode(text, errors='strict'):
    return text.encode('utf-8', errors), len(text)


class Lines(object):
    """A reader that gives these lines, and raises the exceptions among them."""

    def __init__(self, *lines):
        self.lines = lines

    def __call__(self, stream, errors='strict'):
        self.left = list(self.lines)
        return self

    def readline(self):
        line = self.left.pop(0) if self.left else u''
        if isinstance(line, BaseException):
            raise line
        return line


def raising(exception):
    def function(*arguments):
        raise exception
    return function


def giving(value):
    return lambda *arguments: value


class Trouble(Exception):
    pass


found = {
    'lang': codecs.CodecInfo(name='lang', encode=encode, decode=decode, streamreader=TranslatingReader,
                             streamwriter=utf_8.StreamWriter),
    'no-tuple': 5,
    'fails': (encode, raising(Trouble('decoder')), raising(Trouble('reader')), None),
    'exits': (encode, raising(SystemExit(3)), Lines(u'k = 1\n', SystemExit(4)), None),
    'not-unicode': (encode, giving(('k = 1\n', 6)), Lines(u'k = 1\n', 'k = 2\n'), None),
    'no-pair': (encode, giving(u'k = 1\n'), giving(None), None),
    'in-brackets': (encode, giving((u'k = [\n', 6)), Lines(u'k = [\n', Trouble('line')), None),
    'in-string': (encode, giving((u'k = """\n', 6)), Lines(u'k = """\n', Trouble('line')), None),
    'in-line': (encode, giving((u'k = ', 4)), Lines(u'k = ', Trouble('line')), None),
    'parts': (encode, giving((u'k = 1', 5)), Lines(u'k', u' = ', u'1\nj = ', u'2\nl = 3\n', u'\n', u'$\n'), None),
    'blocks': (encode, giving((u'', 0)), Lines(u'def k():\n  """a\n  b"""\n  return $\n', u'\n'), None),
    'returns': (encode, giving((u'k = 1\r\n', 7)), Lines(u'k = 1\r\n', u'j = 2\rk\n'), None),
    'zero': (encode, giving((u'k = 1\0$', 7)), Lines(u'k = 1\0$\n', u'+ 2\n'), None),
    'shouts': (lambda text, errors='strict': (text.upper().encode('utf-8'), len(text)),
               giving((u'k = "abc", r"a\\b", "ab\xe9\\n", u"abc", "" u"abc"\n', 9)),
               Lines(u'k = "abc", r"a\\b", "ab\xe9\\n", u"abc", "" u"abc"\n'), None),
    'refuses': (raising(Trouble('encoder')), giving((u'k = u"a", "b"\n', 9)), Lines(u'k = u"a", "b"\n'), None),
    'refuses-not': (raising(Trouble('encoder')), giving((u'k = u"a", "b\\n"\n', 9)), Lines(u'k = u"a", "b\\n"\n'), None),
    'refuses-unicode': (raising(UnicodeEncodeError('refuses', u'abc', 1, 2, 'why not')),
                        giving((u'k = "a"\n', 9)), Lines(u'k = "a"\n'), None),
    'refuses-late': (raising(Trouble('encoder')), giving((u'k = "a"\n$', 9)), Lines(u'k = "a"\n', u'$'), None),
    'wrong-type': (giving((u'abc', 3)), giving((u'k = "a"\n', 9)), Lines(u'k = "a"\n'), None),
    'surrogates': (encode, giving((u'k = u"\ud800", u"\ud83d\ude00"\n', 9)),
                   Lines(u'k = u"\ud800", u"\ud83d\ude00"\n'), None),
}


def search(name):
    if name == 'lookup-fails':
        raise Trouble('lookup')
    return found.get(name)


codecs.register(search)

everywhere('lang', '# coding: lang\nunless 0: k = \xc2\xabcaf\xc3\xa9\xc2\xbb, "caf\xc3\xa9"\n')
everywhere('lang line 2', '#!/usr/bin/lang\r\n# coding: lang\r\n\r\nk = """a\r\nb"""\r\n')
everywhere('lang error', '# coding: lang\nk = 1\nunless k $ 2: k = 3\n')
everywhere('lang no newline', '# coding: lang\nunless 0: k = 7')
everywhere('lang bytes', '# coding: lang\nk = "\xff"\n')
for name in sorted(found) + ['lookup-fails', 'nowhere']:
    if name != 'lang':
        everywhere(name, '# coding: %s\nk = 0\n# line 3\n' % name)

# Encodings of the library that do not extend ASCII, or are not text.
everywhere('rot13', '# coding: rot13\nx = "uryyb", h"uryyb", "uryy\\k6s"\n')
everywhere('rot13 error', '# coding: rot13\nvs x:\n  x = "uryyb"\n  x $ 2\n')
everywhere('unicode-escape', '# coding: unicode-escape\nk = u"\\u20ac", "\\xe9"\n')
everywhere('utf-7', '# coding: utf-7\nk = u"+IKw-"\n')
everywhere('hex', '# coding: hex\nk = 1\n')
everywhere('base64', '# coding: base64\nk = 1\n')
everywhere('string-escape', '# coding: string-escape\nk = 1\n')
everywhere('punycode', '# coding: punycode\nk = 1\n')
everywhere('lone return', '# coding: cp1252\nk = 1\rj = 2\n')
show('eval', eval, '# coding: nowhere\n1')
show('unicode', compile, u'# coding: no-tuple\nk = 1\n', 'string.py', 'exec')
show('mark', run_string, '\xef\xbb\xbf# coding: lang\nk = 1\n')

# Tracebacks show the lines as they are in the file.
path = write('fails.py', '# coding: lang\n\ndef fail():\n    unless 0:\n        raise KeyError(\xc2\xabkey\xc2\xbb)\n\nfail()\n')
try:
    execfile(path)
except KeyError:
    for line in traceback.format_exc().splitlines()[3:]:
        print repr(line.replace(folder, ''))
path = write('misspelt.py', '# coding: lang\nunless 0:\n    unless $: pass\n')
try:
    execfile(path)
except SyntaxError:
    for line in traceback.format_exc().splitlines()[3:]:
        print repr(line.replace(folder, ''))

shutil.rmtree(folder)
