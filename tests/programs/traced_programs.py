"""trace: lines, counts, functions, callers, the command."""
import gc
import os
import shutil
import StringIO
import sys
import tempfile
import trace

# Nothing of what was dropped before ends while calls and lines are counted.
gc.collect()
gc.disable()

SOURCE = '''"""Text of
the module."""

def add(a, b):
    """Text."""
    return a + b

class A(object):
    def method(self):
        return add(1, 2)   # comment

    @classmethod
    def make(cls):
        return cls()

def never():
    x = 1
    return x    #pragma NO COVER

for i in range(3):
\tA.make().method()
# end
'''
folder = os.path.realpath(tempfile.mkdtemp())
path = os.path.join(folder, 'program.py')
with open(path, 'w') as out:
    out.write(SOURCE)
with open(os.path.join(folder, 'ender.py'), 'w') as out:
    out.write('import sys\nprint sys.argv[1:], __name__\nsys.exit(3)\n')
before = sys.path[:] + [folder], sys.argv


def command(line):
    sys.stdout, sys.stderr = out, error = StringIO.StringIO(), StringIO.StringIO()
    sys.argv = ['trace'] + (['--ignore-module=trace,StringIO'] if 'program.py' in line or 'ender' in line else []) + line.replace('FOLDER', folder).split()
    try:
        result = trace.main()
    except SystemExit as problem:
        result = 'left', problem
    finally:
        sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
        sys.path[:], sys.argv = before
    print '$', line, result
    print out.getvalue().replace(folder, 'FOLDER'), error.getvalue().replace(folder, 'FOLDER')
    for name in sorted(os.listdir(folder)):
        if name.endswith('.cover'):
            print name
            with open(os.path.join(folder, name)) as source:
                print source.read()
            os.remove(os.path.join(folder, name))


command('--trace FOLDER/program.py')
command('--count -m -s FOLDER/program.py')
command('-c -f FOLDER/counts -C FOLDER FOLDER/program.py')
command('-r -f FOLDER/counts -C FOLDER --summary --missing')
command('-r -f FOLDER/none -C FOLDER')
command('--listfuncs -R FOLDER/program.py')
command('--trackcalls --no-report FOLDER/program.py')
command('-t -c -R FOLDER/ender.py a -b')
command('-t --ignore-module=program FOLDER/program.py')
command('-t --ignore-dir=FOLDER FOLDER/program.py')
for line in '-l -t x', '', '-m x', '-r -R -f x', '-r', '-c -R', '-c FOLDER/none.py', '--wrong', '--version':
    command(line)

namespace = {'__file__': path}
exec compile(SOURCE, path, 'exec') in namespace
for options in dict(count=1, trace=0), dict(count=0, trace=0), dict(countfuncs=1), dict(countcallers=1):
    tracer = trace.Trace(**options)
    print tracer.runfunc(namespace['A'].make().method), tracer.donothing
    results = tracer.results()
    hide = lambda thing: repr(thing).replace(folder, 'FOLDER')
    print hide(sorted(results.counts.items())), hide([f for f in sorted(results.calledfuncs) if f[1] == 'program'])
    print hide([pair for pair in sorted(results.callers) if pair[0][1] == 'program'])
ignore = trace.Ignore(['pack', 'mod'], ['/a/b/', '/c'])
for file, module in ('f', 'pack'), ('f', 'pack.inner'), ('f', 'packet'), (None, 'builtin'), ('/a/b/x.py', 'x'), ('/a/bc/y.py', 'y'), ('/c/d/z', 'z'), ('f', '<string>'), ('q', 'x'):
    print ignore.names(file, module),
print
sys.path[:] = ['/lib', '/lib/deep', 'rel']
for name in '/lib/a.py', '/lib/deep/p/b.py', '/other/c.pyc', 'rel/d.py', '/libx/e.py', 'plain', '/lib/a.b/c.py':
    print trace.modname(name), trace.fullmodname(name),
sys.path[:] = before[0]
print
first = trace.CoverageResults({('f', 1): 2}, {('f', 'm', 'g'): 1})
first.update(trace.CoverageResults({('f', 1): 3, ('f', 2): 1}, {}, callers={1: 1}))
print sorted(first.counts.items()), first.calledfuncs, first.callers, first.counter
print sorted(trace.find_strings(path)), sorted(trace.find_lines(compile(SOURCE, path, 'exec'), {4: 1})) != []
shutil.rmtree(folder)
