# Pages of pydoc, and of servers of calls that document themselves.
import DocXMLRPCServer
import httplib
import inspect
import os
import pydoc
import shutil
import sys
import tempfile
import threading

html = pydoc.html


class Old:
    """Of the old kind <b>."""

    def old(self):
        """Calls self.other() and new(); see RFC 822, PEP 8 and http://x.y/z?a=b."""

    def other(self):
        pass


class New(object):
    """See Old and self.method, self.method() and Old()."""
    __slots__ = 'slot',
    number = 3
    text = 'a<b\n'

    def method(self, a, (b, c), d='<', *e, **f):
        """Method."""

    alias = method

    @classmethod
    def make(cls):
        """Make."""

    @staticmethod
    def alone(x=None):
        pass

    small = lambda self, x: x
    value = property(lambda self: 1, doc='The value.')
    nested = Old


class Both(New, Old):
    __slots__ = ()

    def own(self):
        """Own."""


def function(a, b=(1, 2)):
    """A  function.

        More, with <tags> & "quotes".
    """


print html.page('Title', 'Contents'), html.page(u'\u20ac', '').count('&#8364;')
print html.heading('A', 'B', 'C'), html.heading('A', 'B', 'C', 'D')
print html.section('A', 'B', 'C', 'D'), html.section('A', 'B', 'C', 'D', 2, 'E', 'F', 'G')
print html.bigsection('A', 'B', 'C', 'D')
print html.preformat('a  b\n\n\n\tc\n'), html.multicolumn(range(7), str, 3), html.multicolumn([], str, 2)
print html.namelink('a', {}, {'a': 'b'}), html.namelink('a'), html.grey('a'), html.modulelink(os)
print html.classlink(Old, '__main__'), html.classlink(Old, 'other'), html.classlink(int, 'other')
for entry in ('a', 'b', 0, 0), ('a', '', 1, 0), ('a', 'b', 1, 1):
    print html.modpkglink(entry)
print html.markup('f(1) f x.f C c() self.f self.m() <', None, {'f': 'F', 'c': 'G'}, {'C': 'K'}, {'m': 'M'})
print html.formattree(inspect.getclasstree([Old, New, Both]), '__main__')
for thing in [1, 'a\\b', u'<\n'], 'ab' * 60, Old.old, {1: []}, Old, r'a\b':
    print html.repr(thing)
for thing in Old, New, Both, function, (lambda a: a), Old().old, New.make, New.alone, New.value, New.slot, 5:
    print html.document(thing)
print html.document(New, 'Other'), html.document(function, 'other', '__main__', {'function': '#f'}), html.docother(5, 'five')
try:
    pydoc.Doc().document(5, 'five')
except TypeError as error:
    print error

folder = tempfile.mkdtemp()
os.chdir(folder)
os.mkdir('package')
for name, text in (('__init__', '"""Package.\n\nOf one."""\nfrom package.one import One\n__version__ = "$Revision: 5 $"\n__date__ = "then"\n'
                                '__author__ = "A & B"\n__credits__ = "<all>"\n'
                                'class Derived(One): pass\ndef f(): "f of One"\nnumber = 5\n'),
                   ('one', 'import os\nclass One:\n    def m(self): "m"\nSame = One\n')):
    with open('package/%s.py' % name, 'w') as file:
        file.write(text)
sys.path.insert(0, folder)
sys.dont_write_bytecode = True
for name in 'package', 'package.one':
    print html.document(pydoc.locate(name)).replace(os.path.realpath(folder), 'FOLDER').replace(folder, 'FOLDER')
print html.index(folder).replace(folder, 'FOLDER'), html.index('package', {'one': 1})
pydoc.writedoc('package.one')
pydoc.writedoc('nothing')
pydoc.writedocs(folder)
print sorted(os.listdir('.')), pydoc.ispath('a/b'), pydoc.importfile('package/one.py').One
os.chdir('/')
shutil.rmtree(folder)

import StringIO
written = StringIO.StringIO()
helper = pydoc.Helper(StringIO.StringIO('typed'), written)
helper.list(['a', 'bb', 'ccc', 'd', 'e'], 2, 20)
helper.help(function)
print repr(written.getvalue()), repr(helper.getline('? ')), helper.output is written, 'lambda' in helper.keywords, helper


class Instance:
    def listed(self, one, two='<'):
        """Listed."""


class Described:
    def _listMethods(self):
        return ['a', 'b']

    def _get_method_argstring(self, name):
        return '(%s...)' % name

    def _methodHelp(self, name):
        return 'Help of %s; see function().' % name


server = DocXMLRPCServer.DocXMLRPCServer(('127.0.0.1', 0), logRequests=False)
print server.server_name, server.server_title, server.server_documentation
server.set_server_title('Title <1>')
server.set_server_name('Name')
server.set_server_documentation('Has function() and listed().')
server.register_function(function)
server.register_function(lambda x: x, 'sub.minus')
for instance in Instance(), Described():
    server.register_instance(instance)
    print server.generate_html_documentation()
thread = threading.Thread(target=server.serve_forever)
thread.start()
for path in '/', '/other':
    connection = httplib.HTTPConnection('127.0.0.1', server.server_address[1])
    connection.request('GET', path)
    answer = connection.getresponse()
    text = answer.read()
    print answer.status, answer.getheader('Content-type'), text == server.generate_html_documentation()
    connection.close()
server.shutdown()
thread.join()
server.server_close()
