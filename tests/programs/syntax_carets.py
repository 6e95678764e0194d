# How sys.__excepthook__ shows the place of a SyntaxError: which part of the text, and where the caret stands.
import StringIO
import sys


def shown(*arguments):
    error = SyntaxError(*arguments)
    sys.stderr = StringIO.StringIO()
    try:
        sys.__excepthook__(SyntaxError, error, None)
        return sys.stderr.getvalue()
    finally:
        sys.stderr = sys.__stderr__


TEXTS = ['if k\n', '  if k\n', 'a\nbb\nccc\n', '\x0cif k\n', ' \t\x0cif k', '', '\n', 'ab', '   ', ' \n', 'ab\0cd\n',
         'ab\n\n', '  \n  x', u'abc', u'\xe9', 5, None]
for text in TEXTS:
    for offset in (None, -2, -1, 0, 1, 2, 3, 5, 8, 20, 2L, 'x'):
        found = shown('message', ('file', 1, offset, text))
        print repr(text), offset, repr(found)
for place in [(None, 1, 1, 't'), (u'file', 1, 1, 't'), (5, 1, 1, 't'), ('file', 'x', 1, 't'), ('file', 3L, 1, 't'),
              ('file', None, 1, 't'), ('fil\xe9', 1, 1, 't')]:
    found = shown('message', place)
    print place, repr(found)
for message in (None, '', 5, u'caf\xe9', 'caf\xe9'):
    found = shown(message, ('file', 1, 1, 'text'))
    print repr(message), repr(found)
print repr(shown('message'))
print repr(shown())
print 'an open line',
print repr(shown('ends it'))
for source in ('if k\n', 'x = (\n', 'x = 1 +\n  y\n z\n', '"abc\n', 'def f(\n    $):\n'):
    try:
        compile(source, 'file', 'exec')
    except SyntaxError, e:
        print repr(shown(*e.args))
