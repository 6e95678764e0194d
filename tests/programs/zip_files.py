import imp, marshal, os, shutil, struct, subprocess, sys, tempfile, time, zipfile
import zipimport
folder = tempfile.mkdtemp()
name = os.path.join(folder, 'pack.zip')
with zipfile.ZipFile(name, 'w', zipfile.ZIP_DEFLATED) as archive:
    archive.writestr('__main__.py', 'import sys, inner.leaf, plain\nprint __name__, inner.leaf.value, plain.value, sys.argv[1:]\n')
    archive.writestr('plain.py', '"""Doc."""\r\nvalue = 5\r\nimport os\r\nplace = __file__\r\n')
    archive.writestr('inner/__init__.py', 'from leaf import value\n')
    archive.writestr('inner/leaf.py', 'value = 6\n')
    archive.writestr('inner/data.txt', 'some data')
    archive.writestr('broken.py', 'value = = 1\n')
def relative(text):
    return text.replace(folder, 'F')
sys.path.insert(0, name)
import plain, inner, inner.leaf
print relative(plain.place), plain.__doc__, relative(repr(plain.__loader__)), inner.value
print relative(repr(inner.__path__)), inner.__package__, relative(inner.leaf.__file__)
print inner.__loader__.get_data('inner/data.txt'), plain.__loader__.get_data(os.path.join(name, 'inner', 'data.txt'))
try:
    import broken
except SyntaxError, e:
    print relative(e.filename), e.lineno
try:
    import inner.absent
except ImportError, e:
    print e
z = zipimport.zipimporter(os.path.join(name, 'inner'))
print relative(z.archive), z.prefix, z.find_module('leaf') is z, z.find_module('no'), z.is_package('leaf')
print repr(z.get_source('leaf')), z.get_code('leaf').co_name, relative(z.get_filename('leaf'))
for bad in '', '/no/such.zip', __file__:
    try:
        zipimport.zipimporter(bad)
    except zipimport.ZipImportError, e:
        print str(e).split(':')[0]
try:
    z.load_module('no')
except zipimport.ZipImportError, e:
    print e
try:
    z.get_data('no')
except IOError, e:
    print e.args
print subprocess.Popen([sys.executable, name, 'x', 'y'], stdout=subprocess.PIPE).communicate()[0]
with open(os.path.join(folder, 'prefixed'), 'wb') as out:
    out.write('#!/usr/bin/env python\n' + open(name, 'rb').read())
print subprocess.Popen([sys.executable, os.path.join(folder, 'prefixed')], stdout=subprocess.PIPE).communicate()[0]
shutil.rmtree(folder)
