"""pydoc: finding, describing, text."""
import ast
import os
import pydoc
import sys
import types


class Old:
    """Old."""


class Slot(object):
    """A class.

    With more."""
    __slots__ = 'a',
    data = [1, 2]

    def method(self, x, y=5, *rest):
        """Do it."""

    @classmethod
    def make(cls):
        "Make one."

    @staticmethod
    def alone(): pass

    value = property(lambda self: 1, doc='The value.')


class Derived(Slot, Old):
    other = method = Slot.method


for thing in sys, os, len, [].append, Old, ast.NodeVisitor.visit, ast.walk, Slot.a, 5, None, ast.walk.func_code, __import__('xml'):
    print pydoc.describe(thing)
for doc in '', 'a', 'a\n', 'a\n\nb\nc', 'a\nb', '\n a\n \nb', 'a\n\n', 'a\nb\n\nc':
    print pydoc.splitdoc(doc)
for name in 'os.path', 'os', 'os.nothing', 'no_such', 'int', 'xml.dom', 'xml.dom.nothing', '', '.', 'list.append', 'string.capwords':
    found = pydoc.locate(name)
    print name, getattr(found, '__name__', found)
for name in '_x', '__x__', '__doc__', 'x', '__slots__', '__x':
    print pydoc.visiblename(name), pydoc.visiblename(name, ['_x']),
print
for thing in 'os', os, 5, len, 'no_such':
    try:
        print pydoc.resolve(thing)[1]
    except ImportError as error:
        print error
print [int(pydoc.isdata(thing)) for thing in (5, os, len, Old, None, ast.walk, sys._getframe(), ast.walk.func_code)]
print pydoc.classname(Old, '__main__'), pydoc.classname(Old, 'x'), pydoc.plain('a\bab\bb'), pydoc.ispackage('/nothing')
print repr(pydoc.getdoc(Old)), repr(pydoc.getdoc(Slot)), pydoc.TextRepr().repr(range(100)), pydoc.stripid('<a at 0x12345678>')
for thing in Old, Slot.method, Slot.alone, Slot.value, Slot.make:
    print pydoc.plain(pydoc.text.document(thing))
print pydoc.plain(pydoc.text.docother([1] * 50, 'name', maxlen=30)), pydoc.text.bold('ab') == 'a\bab\bb', repr(pydoc.text.indent('a\n\nb', ' |'))
made = types.ModuleType('made', u'Text \u211a')
made.__version__ = u'\u211a'
made.function = lambda a, b=1: 0
made.number = 5
text = pydoc.plain(pydoc.render_doc(made))
print type(text), text.split('\n')[0], 'number = 5' in text
pydoc.doc('no_such')
help_text = pydoc.plain(pydoc.render_doc(Slot.method, 'Help: %s'))
print help_text
print pydoc.plain(pydoc.text.document(ast.NodeVisitor().visit))
