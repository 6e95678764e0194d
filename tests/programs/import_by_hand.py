# The parts of import: imp.
import imp, os, sys, tempfile, shutil
folder = tempfile.mkdtemp()
def put(name, text):
    path = os.path.join(folder, name)
    if not os.path.isdir(os.path.dirname(path)):
        os.makedirs(os.path.dirname(path))
    with open(path, 'w') as f:
        f.write(text)
def attempt(f, *arguments):
    try:
        print repr(f(*arguments)).replace(folder, 'FOLDER')
    except Exception as e:
        print type(e).__name__, str(e).replace(folder, 'FOLDER')
put('one.py', 'count = globals().get("count", 0) + 1\nprint "one", __name__, __file__[-6:]')
put('bad.py', '1/0\n')
put('pack/__init__.py', 'print "pack", __name__, __path__[0][-4:]\n')
put('pack/inner.py', 'x = 5\n')
f, path, description = imp.find_module('one', [folder])
print type(f).__name__, path[-6:], description
m = imp.load_module('one', f, path, description)
f.close()
print m.count, sys.modules['one'] is m
print reload.__name__, imp.load_source('one', path).count, m.count
f, path, description = imp.find_module('pack', [folder])
print f, path[-4:], description
p = imp.load_module('pack', f, path, description)
print p.__path__ == [path]
import pack.inner
print pack.inner.x
attempt(imp.find_module, 'nothing', [folder])
attempt(imp.load_source, 'bad', os.path.join(folder, 'bad.py'))
print 'bad' in sys.modules
print imp.find_module('sys'), imp.is_builtin('sys'), imp.is_builtin('one'), imp.is_frozen('one')
print imp.init_builtin('sys') is sys, imp.init_builtin('one')
n = imp.new_module('fresh')
print n, 'fresh' in sys.modules, sorted(n.__dict__)
print imp.lock_held(), imp.acquire_lock(), imp.lock_held(), imp.acquire_lock(), imp.release_lock(), imp.release_lock(), imp.lock_held()
attempt(imp.release_lock)
print [(s, mode, kind) for s, mode, kind in imp.get_suffixes() if s in ('.py', '.pyc')]
attempt(imp.find_module, 5)
attempt(imp.load_module, 'one', None, 'x', ('.py', 'U', imp.PY_SOURCE))
attempt(imp.load_module, 'one', None, 'x', ('.py', 'w', imp.PY_SOURCE))
attempt(imp.load_module, 'one', None, 'x', ('', '', 77))
attempt(imp.NullImporter, '')
attempt(imp.NullImporter, folder)
print imp.NullImporter('/nowhere/at/all').find_module('x')
shutil.rmtree(folder)
