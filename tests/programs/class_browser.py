import os, pyclbr, shutil, sys, tempfile
folder = tempfile.mkdtemp()
files = {'plain.py': 'import base\nfrom base import Base as Renamed\nclass Inner(Renamed, base.Other, dict, x.Y):\n    def one(self): pass\n    @staticmethod\n    def two(): pass\n'
    '    class Nested: pass\ndef function(a):\n    def inside(): pass\nif 1:\n    class Conditional(Inner): pass\n',
    'base.py': 'class Base: pass\nclass Other(object):\n    x = 1\n', 'star.py': 'from base import *\nclass Third(Base): pass\n',
    'pack/__init__.py': 'from leaf import Leaf\n', 'pack/leaf.py': 'class Leaf(object):\n    def grow(self): pass\n', 'broken.py': 'class A: pass\n)'}
os.mkdir(os.path.join(folder, 'pack'))
for name in files:
    with open(os.path.join(folder, name), 'w') as f:
        f.write(files[name])
def show(found):
    for name in sorted(found):
        each = found[name]
        if isinstance(each, list):
            print name, [os.path.basename(e) for e in each]
        elif isinstance(each, pyclbr.Function):
            print 'function', name, each.name, each.module, each.lineno, os.path.basename(each.file)
        else:
            print 'class', name, each.name, each.module, each.lineno, [getattr(s, 'name', s) for s in each.super], sorted(each.methods.items()), os.path.basename(each.file)
for name in 'plain', 'base', 'star', 'pack', 'pack.leaf', 'sys':
    print name
    show(pyclbr.readmodule_ex(name, [folder]))
show(pyclbr.readmodule('plain', [folder]))
for name in 'no_such_module_x', 'plain.sub':
    try:
        pyclbr.readmodule(name, [folder])
    except ImportError, e:
        print e
shutil.rmtree(folder)
