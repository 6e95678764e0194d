import os, shutil, StringIO, sys, tarfile, tempfile, warnings, zipfile
from distutils import ccompiler, core, filelist, log, versionpredicate
from distutils.cmd import Command
from distutils.dist import Distribution
from distutils.extension import Extension, read_setup_file
from distutils.util import get_platform
from distutils.fancy_getopt import FancyGetopt, fancy_getopt, wrap_text
here = os.path.realpath(tempfile.mkdtemp())
os.environ['HOME'] = here
os.environ.pop('DISTUTILS_DEBUG', None)
sys.dont_write_bytecode = False
sys.stderr = sys.stdout
os.environ.pop('PYTHONDONTWRITEBYTECODE', None)
warnings.showwarning = lambda message, *rest: sys.stdout.write('%s\n' % message)
plain = [(here, 'HERE'), (os.path.normpath(sys.executable), 'PYTHON'), (sys.prefix.lstrip('/'), 'PREFIX'), (get_platform(), 'PLATFORM')]
def shown(text):
    for value, name in plain:
        text = text.replace(value, name)
    return text
def tell(function, *arguments, **options):
    try:
        print shown(repr(function(*arguments, **options)))
    except (Exception, SystemExit), e:
        print type(e).__module__, type(e).__name__, shown(str(e))
def write(path, text=''):
    if not os.path.isdir(os.path.dirname(path) or '.'):
        os.makedirs(os.path.dirname(path))
    with open(path, 'w') as f:
        f.write(text)
def tree(folder):
    return sorted(shown(os.path.join(d, f)) for d, _, names in os.walk(folder) for f in names)
def run(*arguments):
    """One command line of setup.py, as a program of its own would do it."""
    print '$', shown(' '.join(arguments))
    real, sys.stdout = sys.stdout, StringIO.StringIO()
    sys.stderr = sys.stdout
    try:
        sys.argv = ['setup.py'] + list(arguments)
        try:
            core.setup(**attributes)
        except SystemExit, e:
            print e
        output = sys.stdout.getvalue()
    finally:
        sys.stdout = sys.stderr = real
    # Folders are gone through in no certain order.
    lines = shown(output).splitlines()
    print '\n'.join(line for line in lines if not line.startswith(('copying', 'byte-compiling', 'hard linking', 'creating')))
    print sorted(line for line in lines if line.startswith(('copying', 'byte-compiling', 'hard linking', 'creating')))

os.chdir(here)
write('setup.py', 'from distutils.core import setup\nsetup(name="x", version="2")\n')
write('README', 'read me')
write('single.py', 'value = 1\n')
write('src/pack/__init__.py', '')
write('src/pack/one.py', 'def f():\n    return 1\n')
write('src/pack/sub/__init__.py', '')
write('src/pack/data/a.txt', 'a')
write('src/pack/data/b.bin', 'b')
write('scripts/go', '#! /usr/bin/env python -u\nprint 1\n')
write('scripts/other', '#!/bin/sh\n')
write('etc/conf.ini', '[x]')
write('inc/h.h', '')
write('test/test_a.py', '')
write('.git/config', '')
write('MANIFEST.in', 'include etc/*.ini\nrecursive-include src *.txt none.*\nglobal-exclude *.bin\nprune inc\nodd line\nexclude\n')
write('setup.cfg', '[install]\ncompile=0\n[bdist_dumb]\nrelative=no\n[sdist]\nformats=zip,tar\n')
attributes = dict(
    name='my-thing', version='1.0 b2', description='A thing', long_description=u'Long \xe9\n text', author=u'J\xe9',
    author_email='j@x', url='http://x', license='MIT', keywords='a, b', platforms='any', classifiers=['One :: Two'],
    requires=['other (>= 1.0)'], provides=['pack (1.0)'], py_modules=['single'], packages=['pack', 'pack.sub'],
    package_dir={'pack': 'src/pack'}, package_data={'pack': ['data/*.txt']}, scripts=['scripts/go', 'scripts/other'],
    data_files=['etc/conf.ini', ('share/thing', ['etc/conf.ini']), ('/abs', ['README'])], headers=['inc/h.h'])
run('--name', '--version', '--fullname', '--contact', '--keywords', '--classifiers', '--provides', '--long-description')
run('build')
print tree('build'), shown(repr(open('build/scripts-2.7/go').read())), oct(os.stat('build/scripts-2.7/other').st_mode & 0777)
run('build')
run('-q', 'install', '--root=' + here + '/root', '--record=files')
print tree('root'), [shown(line) for line in open('files')]
egg = [path for path in tree('root') if path.endswith('.egg-info')]
print repr(open(egg[0].replace('PREFIX', sys.prefix.lstrip('/'))).read())
run('-q', 'install', '--prefix=p', '--compile')
print tree('p')
run('-q', 'install', '--home=h', '--install-scripts=$base/s', '--skip-build')
print tree('h')
run('install', '--prefix=p', '--home=h')
run('install', '--exec-prefix=p')
run('sdist')
print open('MANIFEST').read(), sorted(zipfile.ZipFile('dist/my-thing-1.0 b2.zip').namelist())
print sorted(tarfile.open('dist/my-thing-1.0 b2.tar').getnames())
run('-q', 'bdist_dumb', '--format=tar', '--relative')
print map(shown, sorted(os.listdir('dist')))
run('-q', 'bdist', '--formats=zip')
run('bdist', '--formats=odd')
run('clean', '-a')
print os.path.exists('build')
run('check', '--strict')
for arguments in [], ['odd'], ['1x'], ['build', '--odd'], ['build', '--plat-name=x'], ['sdist', '--formats=odd'], ['upload'], \
        ['build', 'odd'], ['--odd'], ['build_py', '-O5'], ['--help-commands'], ['install_data', '--help'], ['sdist', '--help-formats']:
    run(*arguments)

# Setup scripts as files.
for step in 'init', 'config', 'commandline', 'run', 'odd':
    try:
        d = core.run_setup('setup.py', ['--quiet', 'check'], stop_after=step)
        print d.get_name(), sorted(d.command_options), getattr(d, 'commands', None)
    except ValueError, e:
        print e
write('none.py', 'pass')
core._setup_distribution = None
tell(core.run_setup, 'none.py')

# Commands of one's own, options of several kinds.
class mine(Command):
    description = 'mine'
    user_options = [('text=', 't', 'a text'), ('words=', None, 'words'), ('file=', None, 'a file'), ('flag', 'f', 'a flag'), ('no-flag', None, 'none')]
    boolean_options = ['flag']
    negative_opt = {'no-flag': 'flag'}
    sub_commands = [('check', None), ('build', lambda self: self.flag)]
    def initialize_options(self):
        self.text = self.words = self.file = None
        self.flag = 0
    def finalize_options(self):
        self.ensure_string('text', 'none')
        self.ensure_string_list('words')
        self.ensure_filename('file')
    def run(self):
        print self.text, self.words, self.file, self.flag, self.get_sub_commands(), self.dry_run
attributes = {'cmdclass': {'mine': mine}, 'name': 'm'}
for arguments in ['mine'], ['mine', '-f', '--words=a, b c', '--file=README'], ['mine', '--no-flag', '--text=x'], ['-n', 'mine', '--file=none'], \
        ['mine', '-t'], ['--help-commands'], ['mine', '--help'], ['mine', 'mine']:
    run(*arguments)
attributes['options'] = {'mine': {'text': 'from setup', 'flag': 'yes'}, 'check': {'nothing': 1}}
run('mine')
run('check')
tell(Command, 5)
tell(Command, Distribution())
d = Distribution({'licence': 'L'})
print d.get_license(), d.metadata.get_licence(), d.get_fullname(), d.is_pure(), d.has_scripts()
tell(Distribution, {'provides': ['a b']})
tell(Distribution, {'requires': ['a (=1)']})
out = StringIO.StringIO()
d.metadata.write_pkg_file(out)
print out.getvalue()
parser = FancyGetopt([('verbose', 'v', 'say more', 1), ('quiet', 'q', 'say less'), ('very-long-name=', 'x', 'words ' * 20), ('none', None, None)])
parser.set_negative_aliases({'quiet': 'verbose'})
print '\n'.join(parser.generate_help('Head'))
rest, values = parser.getopt(['-vv', '--very-long-name', '3', 'rest', '-q'])
print rest, sorted(vars(values).items()), parser.get_option_order()
for options in [('a', None, '')], [('abc', 'xy', '')], [('ab_c', None, '')], [('abc', None)]:
    tell(FancyGetopt(options).getopt, [])
tell(parser.set_aliases, {'odd': 'none'})
tell(parser.getopt, ['--odd'])
print wrap_text('a long-word that goes on    and averyveryverylongwordattheend', 12), wrap_text(None, 5)

# Lists of files and versions.
chosen = filelist.FileList()
chosen.set_allfiles(['a.py', 'b.txt', 'd/c.py', 'd/e/f.py', 'g/h.txt'])
for line in 'include *.py', 'recursive-include d *.py', 'graft g', 'global-exclude f.*', 'prune none', 'include none', 'exclude a.py':
    chosen.process_template_line(line)
    print line, chosen.files
for line in 'graft', 'graft a b', 'recursive-include d', 'odd x', 'include':
    tell(chosen.process_template_line, line)
print [filelist.glob_to_re(p) for p in ('*.py', 'a?[b]', 'x')], sorted(filelist.findall('src'))
for text in 'a', 'a.b (>=1.0, != 1.5)', 'a (1)', 'a (', '', '1a', 'a ()':
    tell(lambda: str(versionpredicate.VersionPredicate(text)))
tell(versionpredicate.split_provision, 'a.b (1.2)')
tell(versionpredicate.split_provision, 'a b')

# Extensions can be told of, and their compiler's names and options asked.
write('Setup', 'VAR=y\nx x.c -DA -Ifolder -lm # none\ny $(VAR).cpp y.o -Wodd\n')
print [sorted((k, v) for k, v in vars(e).items() if v) for e in read_setup_file('Setup')]
tell(Extension, 5, [])
tell(lambda: Extension('a', ['b.c'], odd=1).sources)
tell(ccompiler.gen_preprocess_options, [('A',), ('B', None), ('C', '1')], ['i'])
c = ccompiler.new_compiler(compiler='unix')
print c.object_filenames(['a.c', '/b/c.cc'], 0, 'out'), c.library_filename('x/foo'), c.detect_language(['a.c', 'b.cpp']), c.compiler_type
tell(c.object_filenames, ['a.odd'])
tell(ccompiler.new_compiler, 'posix', 'odd')
os.chdir('/')
shutil.rmtree(here)
