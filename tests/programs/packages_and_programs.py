"""pkgutil and runpy."""
import imp
import os
import pkgutil
import runpy
import shutil
import sys
import tempfile
import zipfile

sys.dont_write_bytecode = True
FILES = {
    'alpha.py': 'x = 1\nname = __name__\n',
    'pack/__init__.py': 'here = True\n',
    'pack/__main__.py': 'import sys\nresult = __name__, __package__, sys.argv[0] == __file__\n',
    'pack/inner.py': '"""Doc."""\nfrom . import here\nname = __name__, __package__\n',
    'pack/sub/__init__.py': '',
    'pack/sub/deep.py': 'value = 5\n',
    'pack/data/text.bin': 'bytes\r\n\x00',
    'broken/__init__.py': 'raise ValueError("broken")\n',
    'absent/__init__.py': 'import no_such_module_at_all\n',
    'empty/readme.txt': '',
    'with.dot/__init__.py': '',
    'script.py': 'import sys\nresult = __name__, __package__, __loader__, __file__ == sys.argv[0], sys.modules[__name__].__dict__ is globals(), given\n',
    'mainless/__init__.py': '',
    'program/__main__.py': 'import sys, os\nresult = __name__, __package__, os.path.basename(sys.argv[0]), os.path.basename(__file__)\n',
    'nested.pkg': '/somewhere\n# comment\n\n/else\n',
    'bad/__main__/__init__.py': '',
}
folder = os.path.realpath(tempfile.mkdtemp())
second = os.path.join(folder, 'second')
for name, text in FILES.items() + [('second/pack/__init__.py', ''), ('second/pack/more.py', 'more = 1\n'), ('second/nested/__init__.py', '')]:
    path = os.path.join(folder, name)
    if not os.path.isdir(os.path.dirname(path)):
        os.makedirs(os.path.dirname(path))
    with open(path, 'wb') as out:
        out.write(text)
archive = os.path.join(folder, 'archive.zip')
with zipfile.ZipFile(archive, 'w') as out:
    for name in 'zipped.py', 'zpack/__init__.py', 'zpack/inside.py', '__main__.py', 'data/none.txt':
        out.writestr(name, 'name = __name__\n')


def hide(value):
    return repr(value).replace(folder, 'FOLDER')


def attempt(function, *args, **kw):
    try:
        return function(*args, **kw)
    except (ImportError, ValueError, IOError, TypeError) as error:
        return '%s: %s' % (type(error).__name__, str(error).replace(folder, 'FOLDER'))


sys.path.insert(0, folder)
print [item[1:] for item in pkgutil.iter_modules([folder], 'p.')]
print [item[1:] for item in pkgutil.iter_modules([archive])], list(pkgutil.iter_modules([])), list(pkgutil.iter_modules([folder + '/none']))
errors = []
print [item[1:] for item in pkgutil.walk_packages([folder], '', errors.append)], errors
print attempt(lambda: list(pkgutil.walk_packages([folder])))
print attempt(lambda: list(pkgutil.iter_importers('.x'))), 'alpha' in [item[1] for item in pkgutil.iter_modules()]
importer = pkgutil.get_importer(folder)
print importer.__class__.__name__, hide(importer.path), pkgutil.get_importer(archive).__class__.__name__
for name in 'alpha', 'pack', 'pack.inner', 'pack.sub.deep', 'no_such', 'pack.no_such', 'sys':
    loader = attempt(pkgutil.find_loader, name)
    if not isinstance(loader, pkgutil.ImpLoader):
        print name, loader
        continue
    print name, loader.fullname, hide(loader.filename), loader.etc, loader.is_package(name), hide(loader.get_filename())
    if name != 'sys':
        print repr(loader.get_source(name)), hide(loader.get_code().co_filename), loader.code is loader.get_code(name), loader.source is loader.get_source()
        print loader.load_module(name).__name__, loader.file and loader.file.closed
    print attempt(loader.get_code, 'other'), attempt(loader.get_source, 'other'), attempt(loader.is_package, 'other'), attempt(loader.get_filename, 'other')
print pkgutil.get_loader('pack').fullname, pkgutil.get_loader(sys.modules['pack']).fullname, pkgutil.get_loader('no_such')
print pkgutil.ImpImporter().find_module('pack.inner'), pkgutil.ImpImporter(folder).find_module('pack.sub').fullname if 0 else 'skipped'
print repr(pkgutil.get_data('pack', 'data/text.bin')), pkgutil.get_data('no_such', 'x'), attempt(pkgutil.get_data, 'pack', 'none')
sys.path.insert(1, second)
print hide(pkgutil.extend_path([folder + '/pack'], 'pack')), hide(pkgutil.extend_path([], 'nested')), pkgutil.extend_path('text', 'pack')
sys.path[:1] = [folder, 5, folder]
print hide(pkgutil.extend_path(['a'], 'pack.sub'))
sys.path.remove(5)
import py_compile
compiled = os.path.join(folder, 'alpha.pyc')
py_compile.compile(os.path.join(folder, 'alpha.py'), compiled)
print pkgutil.read_code(open(compiled, 'rb')).co_names, pkgutil.read_code(open(os.path.join(folder, 'alpha.py'), 'rb'))


@pkgutil.simplegeneric
def kind(thing, more=0):
    """Kind."""
    return 'other', more


class Old:
    pass


class Older(Old):
    pass


kind.register(int, lambda thing, more=0: ('int', more))
kind.register(Old, lambda thing: 'old')


@kind.register(basestring)
def text_kind(thing):
    return 'text'


print kind(True), kind(1, 2), kind([], more=3), kind(Older()), kind(u''), kind.__name__, kind.__doc__, text_kind.__name__

# ---- runpy

names = runpy.run_module('alpha')
print names['name'], names['x'], hide(names['__file__']), names['__package__'], 'alpha' in sys.modules, names['__loader__'].fullname
print runpy.run_module('alpha', {'y': 2}, 'other')['name'], runpy.run_module('pack')['result'], runpy.run_module('pack.inner', alter_sys=True)['name']
print runpy.run_module('pack', None, 'renamed', True)['result'], 'renamed' in sys.modules
for name in 'no_such', 'mainless', 'pack.no_such', 'sys', 'bad', 'broken', 'absent', 'pack.__main__.x', '':
    print name, attempt(runpy.run_module, name)
before = sys.argv[0], sys.path[:], sys.modules['__main__']
print runpy.run_path(os.path.join(folder, 'script.py'), {'given': 1})['result'], runpy.run_path(os.path.join(folder, 'script.py'), {'given': 2}, 'named')['result'][0]
print runpy.run_path(compiled)['name'], runpy.run_path(os.path.join(folder, 'program'))['result'], runpy.run_path(archive)['name'], runpy.run_path(archive, run_name='z')['name']
print attempt(runpy.run_path, os.path.join(folder, 'mainless')), attempt(runpy.run_path, os.path.join(folder, 'none'))
print before == (sys.argv[0], sys.path[:], sys.modules['__main__'])
print runpy._run_code(compile('a = __name__', 'x', 'exec'), {}, {'b': 1}, 'n', 'f', None, 'p').keys() != [], runpy._run_module_code(compile('a = __file__', 'x', 'exec'), None, 'n', 'f')['a']
sys.modules['__main__'] = imp.new_module('__main__')
print runpy._run_module_as_main('alpha')['name'], hide(sys.argv[0]), attempt(runpy.run_module, '__main__')
try:
    runpy._run_module_as_main('no_such')
except SystemExit as error:
    print str(error).split(': ', 1)[1]
sys.modules['__main__'] = before[2]
shutil.rmtree(folder)
