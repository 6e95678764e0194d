import os, shutil, StringIO, sys, tempfile
from distutils import archive_util, debug, dep_util, dir_util, errors, file_util, log, spawn, sysconfig, text_file, util, version
from distutils.version import LooseVersion, StrictVersion
here = os.path.realpath(tempfile.mkdtemp())
sys.dont_write_bytecode = False
def tell(function, *arguments, **options):
    try:
        print repr(function(*arguments, **options)).replace(here, 'HERE')
    except Exception, e:
        print type(e).__module__, type(e).__name__, str(e).replace(here, 'HERE')
strict = ['0.4', '0.4.0', '1.0.4a3', '1.0.4b1', '1.0.4', '1.5.2b2', '161', '3.10a', '8.02', '1.2.3.4', '1.2a0']
for a in strict:
    tell(StrictVersion, a)
good = [StrictVersion(v) for v in strict if v not in ('161', '3.10a', '1.2.3.4')]
print map(str, sorted(good)), [v.version for v in good], [v.prerelease for v in good], StrictVersion('1.2') == '1.2.0', StrictVersion('1.2') < '1.10'
loose = ['1.5.1', '1.5.2b2', '161', '3.10a', '8.02', '3.4j', '1996.07.12', '3.2.pl0', '2g6', '11g', '0.960923', '2.2beta29', '1.13++', '5.5.kw', '2.0-rc1']
print [LooseVersion(v).version for v in loose]
print map(str, sorted(map(LooseVersion, loose))), repr(LooseVersion('1.2')), LooseVersion('1.2') == '1.2', LooseVersion('1.9') < LooseVersion('1.10')
for name in sorted(vars(errors)):
    if isinstance(getattr(errors, name), type):
        print name, getattr(errors, name).__bases__[0].__name__, getattr(errors, name).__module__
for word in 'y YES t True on 1 n No f FALSE off 0 maybe'.split():
    tell(util.strtobool, word)
for text in 'a b', ' a  "b c" d\'e f\'g', 'x\\ y "q\\"r"', '', 'a\tb\nc':
    tell(util.split_quoted, text)
tell(util.convert_path, 'a/b')
tell(util.change_root, '/new', '/a/b')
tell(util.change_root, '/new', 'a/b')
tell(util.subst_vars, 'x $name ${name} $n2', {'name': 'value', 'n2': 5})
tell(util.subst_vars, '$noSuchName_', {})
tell(util.rfc822_escape, 'a\n  b\n')
tell(util.grok_environment_error, IOError(2, 'text', 'file'))
tell(util.grok_environment_error, IOError(2, 'text'))
tell(util.grok_environment_error, IOError('only'))
calls = []
util.execute(calls.append, (1,))
util.execute(calls.append, (2,), dry_run=1)
print calls
tell(spawn.find_executable, 'sh', '/none:/bin')
tell(spawn.find_executable, 'no-such-program')
spawn.spawn(['true'])
tell(spawn.spawn, ['false'])
tell(spawn.spawn, ['no-such-program'])
tell(spawn.spawn, ['sh', '-c', 'kill -9 $$'])
spawn.spawn(['no-such-program'], dry_run=1)
os.chdir(here)
log.set_verbosity(1)
print log.set_threshold(log.INFO)
def normal(created):
    return sorted(created)
tell(dir_util.mkpath, 'a/b/c')
tell(dir_util.mkpath, 'a/b')
tell(dir_util.mkpath, 5)
dir_util.create_tree('tree', ['x/1', 'x/2', 'y/z/3'])
file_util.write_file('one', ['line', 'other'])
print repr(open('one').read())
tell(file_util.copy_file, 'one', 'two')
os.utime('one', (1e9, 1e9))
tell(file_util.copy_file, 'one', 'a', update=1)
tell(file_util.copy_file, 'one', 'two', update=1)
tell(file_util.copy_file, 'none', 'two')
tell(file_util.copy_file, 'one', 'three', link='odd')
tell(file_util.copy_file, 'one', 'hard', link='hard')
tell(file_util.copy_file, 'one', 'soft', link='sym')
tell(file_util.copy_file, 'one', 'dry', dry_run=1)
print os.path.samefile('one', 'hard'), os.readlink('soft'), os.stat('two').st_mtime == 1e9, os.path.exists('dry')
tell(file_util.move_file, 'two', 'tree')
tell(file_util.move_file, 'one', 'hard')
tell(file_util.move_file, 'none', 'x')
tell(file_util.move_file, 'one', 'q/r')
tell(dep_util.newer, 'none', 'one')
print dep_util.newer('one', 'none'), dep_util.newer('one', 'hard'), dep_util.newer_pairwise(['one', 'one'], ['none', 'hard'])
tell(dep_util.newer_pairwise, [1], [])
print dep_util.newer_group(['none'], 'one', 'ignore'), dep_util.newer_group(['none'], 'one', 'newer'), dep_util.newer_group(['one'], 'none')
log.set_threshold(log.WARN)
os.remove('soft')
print len(dir_util.copy_tree(here, here + '-2')), sorted(os.listdir(here + '-2'))
tell(dir_util.copy_tree, 'none', 'x')
print dir_util.ensure_relative('/a/b'), dir_util.ensure_relative('a/b')
os.chdir('/')
print os.path.basename(archive_util.make_archive(here + '/packed', 'gztar', here + '-2', 'tree')), archive_util.check_archive_formats(['zip', 'tar', 'odd'])
import tarfile, zipfile
print sorted(tarfile.open(here + '/packed.tar.gz').getnames())
print sorted(zipfile.ZipFile(archive_util.make_archive(here + '/packed', 'zip', here + '-2', 'tree')).namelist())
tell(archive_util.make_archive, here + '/packed', 'odd')
dir_util.remove_tree(here + '-2')
print os.path.exists(here + '-2')
text = '\nfirst \\\n  second\\\n third # more\n\\# kept\n  indented  \nlast \\'
for options in {}, dict(strip_comments=0, skip_blanks=0, rstrip_ws=0), dict(join_lines=1), dict(join_lines=1, collapse_join=1, lstrip_ws=1):
    f = text_file.TextFile('name', StringIO.StringIO(text), **options)
    sys.stderr = sys.stdout
    print f.readlines(), f.current_line
    sys.stderr = sys.__stderr__
f = text_file.TextFile('name', StringIO.StringIO('a\nb\\\nc\n'), join_lines=1)
print f.readline(), f.gen_error('wrong'), f.readline(), f.gen_error('wrong'), f.unreadline('again'), f.readline(), f.readline()
tell(f.error, 'bad', 7)
tell(text_file.TextFile)
tell(text_file.TextFile, 'x', None, odd=1)
print sorted(sysconfig.parse_config_h(StringIO.StringIO('#define ONE 1\n#define TEXT "x"\n/* #undef NOT */\nother\n')).items())
with open(here + '/Makefile', 'w') as f:
    f.write('# comment\nONE= 1\nTWO=\t$(ONE) and ${ONE}\nTHREE= $(TWO) $(NONE_)\nCOST= $$5\n\nrule:\n\tcommand\n')
print sorted(sysconfig.parse_makefile(here + '/Makefile').items())
print sysconfig.expand_makefile_vars('$(a) ${b}', {'a': '1', 'b': '$(a)2'}), sysconfig.get_python_version(), sysconfig.get_python_lib(0, 0, '/p'), \
    sysconfig.get_python_lib(1, 1, '/p'), sysconfig.get_python_inc(0, '/p'), sysconfig.get_config_var('noSuchVariable')
with open(here + '/module.py', 'w') as f:
    f.write('value = 1\n')
util.byte_compile([here + '/module.py', here + '/Makefile'], prefix=here + '/')
print sorted(f for f in os.listdir(here) if f.startswith('module'))
tell(util.byte_compile, [here + '/module.py'], prefix='/other', force=1)
shutil.rmtree(here)
