# imputil: importers in sys.path, packages, suffixes; what they lack is imported as before.
import imp, imputil, os, shutil, sys, tempfile

sys.dont_write_bytecode = True
place = tempfile.mkdtemp()
for path, text in (('package/__init__.py', 'print "package", __name__, __path__ != []\n'),
                   ('package/a.py', 'import b\nfrom c import y\nprint __name__, b.__name__, y\n'), ('package/b.py', ''),
                   ('package/c.py', 'y = 5\n'), ('top.py', 'z = 7\n'), ('broken.py', '1 / 0\n'), ('data.words', 'some words')):
    if not os.path.isdir(os.path.dirname(os.path.join(place, path))):
        os.mkdir(os.path.dirname(os.path.join(place, path)))
    with open(os.path.join(place, path), 'w') as file:
        file.write(text)


class Own(imputil.Importer):
    def get_code(self, parent, modname, fqname):
        print '  asked for', parent and parent.__name__, modname, fqname
        if fqname == 'virtual':
            return 1, compile('v = 1\nprint "in", __name__', 'virtual', 'exec'), {'__file__': 'nowhere'}
        if fqname == 'virtual.inner':
            return 0, compile('w = 2', 'inner', 'exec'), {}
        if fqname == 'ready':
            module = imp.new_module('ready')
            module.u = 3
            return 0, module, {'extra': 4}


def attempt(text):
    try:
        exec text
    except Exception as error:
        print type(error).__name__, error


before = __import__
manager = imputil.ImportManager()
manager.install()
sys.path.insert(0, place)
import top, package.a
print top.z, package.a.b.__name__, top.__importer__.__class__.__name__, top.__ispkg__, package.__ispkg__, top.__file__ == os.path.join(place, 'top.py')
attempt('import broken')
print 'broken' in sys.modules
sys.path.insert(0, Own())
import virtual.inner, ready
from virtual import inner as again
print virtual.v, virtual.inner.w, again is virtual.inner, ready.u, ready.extra, virtual.__file__
attempt('import nothing')
attempt('from virtual import nothing')
attempt('import virtual.nothing')
manager.add_suffix('.words', lambda path, facts, name: (0, compile('n = %d' % facts.st_size, path, 'exec'), {}))
import data
print data.n
manager.uninstall()
print __import__ is before
print imputil.BuiltinImporter().get_code(None, 'sys', 'sys')[1] is sys, imputil.BuiltinImporter().get_code(None, 'nothing', 'nothing')
shutil.rmtree(place)
