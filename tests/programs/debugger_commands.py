"""pdb: its commands."""
import os
import pdb
import shutil
import StringIO
import sys
import tempfile

SOURCE = '''import sys
"""Text."""

# comment
def double(n, *rest, **more):
    result = n
    result = result + n
    return result

class A:
    def method(self):
        return double(4)

def fail():
    raise ValueError('wrong')

def main():
    total = 0
    for i in range(3):
        total += double(i)
    try:
        fail()
    except ValueError:
        pass
    A().method()
    return total
'''
folder = os.path.realpath(tempfile.mkdtemp())
path = os.path.join(folder, 'program.py')
with open(path, 'w') as out:
    out.write(SOURCE)
os.environ.pop('HOME', None)
os.chdir(folder)
sys.path.insert(0, folder)
sys.dont_write_bytecode = True
import program


def session(commands, function=program.main, *args, **options):
    out = StringIO.StringIO()
    debugger = pdb.Pdb(stdin=StringIO.StringIO('\n'.join(commands) + '\n'), stdout=out, **options)
    debugger.clear_all_breaks()
    pdb.bdb.Breakpoint.next, pdb.bdb.Breakpoint.bpbynumber = 1, [None]
    print commands
    try:
        print debugger.runcall(function, *args)
    except StandardError as error:
        print 'raised', error
    print out.getvalue().replace(folder, 'FOLDER')


session(['s'] * 12 + ['c'])
session(['n', 'n', 's', 's', 'a', 'r', 'rv', 'retval', 'n', 'p total', 'unt', 'c'])
session(['b double', 'c', 'args', 'u', 'p i, total', 'd', 'd', 'l', 'l', 'l 1', 'l 2,4', 'l 5,2', 'l 1,100', 'l x', 'b', 'cl 1', 'c'])
session(['b 20', 'b program:7', 'b program.py:8, n == 1', 'tbreak 26', 'b 2', 'b 4', 'b 9', 'b 100', 'b none:3', 'b program:x', 'b nothing', 'b len', 'b A.method', 'b program.fail',
         'b', 'c', 'c', 'disable 1 2 77 x', 'c', 'enable 1 2', 'condition 1 i == 2', 'condition 1', 'condition 1 i == 1', 'condition x', 'ignore 2 1', 'ignore 2 2',
         'ignore 2', 'ignore 2 x', 'b', 'c', 'cl', 'cl 9', 'cl 1 2', 'cl x', 'cl program.py:8', 'cl none.py:x', 'b', 'c', 'c', 'c', 'c', 'c'])
session(['p 1 +', 'p undefined', 'p 5', 'pp {1: 2}', 'pp x', 'whatis 5', 'whatis len', 'whatis A.method', 'whatis double', 'whatis A', 'whatis x y', 'a = 5', 'a, 5', '!a = 6', 'p a',
         'x = undefined', 'print a', 'if a:', 'None', 'n', 'total = 100', 'p total', 'n', 'p total', 'c'])
session(['alias pq p %1, "%*"', 'alias', 'alias pq', 'alias none', 'pq 1 2', 'alias two p 1;; p 2', 'two', 'unalias pq', 'unalias none', 'alias', 'pq', 'p 1;;p 2;; p 3', 'c'])
session(['b double', 'commands', 'p n', 'p "two"', 'end', 'c', 'commands 1', 'silent', 'p n + 1', 'c', 'c'])
session(['b double', 'commands 1', 'p n', 'c', 'commands x', 'b', 'c'])
session(['tbreak 8', 'c', 'u', 'd', 'j 7', 'j x', 'j 1', 'u', 'j 20', 'd', 's', 's', 'p result', 'c'])
session(['b fail', 'c', 's', 's', 's', 's', 'c'])
session(['s', 's', 'c'], program.fail)
session(['debug double(7)', 's', 's', 'p n', 'c', 'p 1', 'c'])
session(['help', 'help nothing', '?', 'c'][1:2] + ['c'])
session(['', 'n', '', '', 'c'])
session(['q'])
session(['EOF'])
session(['s', 's', 's', 's', 's', 'c'], skip=['program'])
with open('.pdbrc', 'w') as out:
    out.write('# comment\np "settings"\n\nalias zz p 5\n')
session(['zz', 'c'])
os.remove('.pdbrc')

out = StringIO.StringIO()
debugger = pdb.Pdb(stdin=StringIO.StringIO('w\np n\nu\nq\n'), stdout=out)
try:
    program.double(None, 3)
except TypeError:
    debugger.reset()
    debugger.interaction(None, sys.exc_info()[2])
print [line for line in out.getvalue().replace(folder, 'FOLDER').split('\n') if 'debugger_commands' not in line and 'None, 3' not in line]
print pdb.find_function('main', path)[2], pdb.find_function('none', path), pdb.find_function('x', 'none')
print [debugger.lookupmodule(name) and os.path.basename(debugger.lookupmodule(name)) for name in ('program', 'program.py', path, folder + '/x', 'nothing')]
try:
    sys.exc_clear()
    pdb.post_mortem()
except ValueError as error:
    print error
sys.stdin, stdin = StringIO.StringIO('c\n'), sys.stdin
pdb.run('x = 5', {})
sys.stdin = StringIO.StringIO('s\nc\n')
print pdb.runeval('1 + 1'), pdb.line_prefix


def main_program(sys, os, shutil, out, folder):
    """The namespace of this program is cleared by the debugger."""
    sys.stdin = StringIO.StringIO('b 3\nc\np sys.argv\nrestart "x y" z\nc\nc\nc\nq\n')
    sys.argv = ['pdb', os.path.join(folder, 'script.py'), 'first']
    with open('script.py', 'w') as script:
        script.write('import sys\nprint sys.argv[1:], __name__\nx = 1\nif sys.argv[1:] == ["x y", "z"]:\n    raise KeyError\n')
    sys.stdout, sys.stderr = out, StringIO.StringIO()
    try:
        pdb.main()
    except SystemExit as error:
        print error
    sys.stdout = sys.__stdout__
    print out.getvalue().replace(folder, 'FOLDER')
    os.chdir('/')
    shutil.rmtree(folder)


main_program(sys, os, shutil, StringIO.StringIO(), folder)
