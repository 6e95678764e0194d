"""code, codeop, timeit, compileall, py_compile."""
import code
import codeop
import compileall
import os
import py_compile
import shutil
import sys
import tempfile
import timeit
import StringIO

SOURCES = ['', ' ', '# c', '\n\n', 'a = 1', 'a = 1\n', 'if a:', 'if a:\n  b', 'if a:\n  b\n', 'a b', 'def f():', 'def f():\n\n', "'''", "'''a\n'''", "'a", '(',
           ')', '(\n)', 'a = \\', 'a = \\\n 1', '@d', '@d\n', 'try:\n  a', 'try:\n  a\n', 'return 1', ' a = 1', 'for', 'x = 5 \n\n# c', 'class A:\n  x=1\n', '0x', 'a;', 'a = 1\nb = 2',
           'lambda x', 'else:', 'print >>f,', 'if 1: pass', 'if 1: pass\n', 'a\n b', '"\\N{none}"', 'u"\\N{none}"', '# coding: none\na']
for source in SOURCES:
    for symbol in 'single', 'eval', 'exec':
        try:
            print codeop.compile_command(source, 'file', symbol) and 'code',
        except (SyntaxError, ValueError, OverflowError) as error:
            print error.__class__.__name__,
    print repr(source)
compiler = codeop.CommandCompiler()
print eval(compiler('1 / 2', symbol='eval')), compiler('from __future__ import division').co_flags & 0x2000, eval(compiler('1 / 2', symbol='eval')), eval(codeop.compile_command('1/2', symbol='eval'))
compiler('from __future__ import print_function')
print compiler.compiler.flags, codeop.PyCF_DONT_IMPLY_DEDENT, codeop.Compile().flags

# ---- code


class Console(code.InteractiveConsole):
    def __init__(self, lines, *args):
        code.InteractiveConsole.__init__(self, *args)
        self.lines = lines

    def raw_input(self, prompt=''):
        print 'prompt', repr(prompt)
        if not self.lines:
            raise EOFError
        line = self.lines.pop(0)
        if line == 'interrupt':
            raise KeyboardInterrupt
        return line

    def write(self, data):
        print 'written', repr(data)


console = Console(['a = 5', 'if a:', '  print a', '', 'a +', 'b', '1/0', 'def f():', 'interrupt', 'print a,', 'import sys; print sys.last_type', 'f', 'raise SyntaxError("own")',
                   'raise ValueError', 'x = 1'])
console.interact('Banner')
print sorted(console.locals), console.buffer, sys.last_type, sys.last_value, console.filename
try:
    Console(['raise SystemExit(3)']).interact('')
except SystemExit as error:
    print 'left', error
print console.push('if a:'), console.buffer, console.push('  a'), console.push(''), console.buffer
interpreter = code.InteractiveInterpreter({'y': 1})
sys.stderr = sys.stdout
print interpreter.runsource('y'), interpreter.runsource('if y:'), interpreter.runsource('y y', 'named'), interpreter.runsource('z')
print interpreter.runsource('y = 2; print y, y', symbol='exec'), interpreter.locals['y']
interpreter.runcode(compile('def f():\n  return g()\nf()', '<deep>', 'exec'))


class Soft:
    softspace = 7


class Hard(object):
    __slots__ = ()


soft = Soft()
print code.softspace(soft, 1), soft.softspace, code.softspace(Hard(), 1), code.softspace(5, 1)
lines = ['print "read", n', 'n']


def read(prompt):
    if not lines:
        raise EOFError
    return lines.pop(0)


code.interact('', read, {'n': 9})

# ---- timeit

clock = [0.0]


def tick():
    clock[0] += 1
    return clock[0]


class Slow:
    """A timer by which each measurement takes longer."""
    now, step = 0.0, 0.001

    def __init__(self, timer):
        pass

    def __call__(self):
        self.step *= 3
        self.now += self.step
        return self.now


out = []
counter = timeit.Timer('out.append(1)', 'from __main__ import out', tick)
print counter.timeit(3), len(out), counter.timeit(0), counter.repeat(2, 1), len(out), '        out.append(1)\n' in counter.src
print timeit.Timer(lambda: out.append(2), lambda: out.append(3), tick).timeit(2), out[-3:], timeit.Timer('out.append(4)', lambda: out.append(5), tick).src is None
print timeit.Timer(lambda: out.append(2), 'import sys\nsys', tick).timeit(1), timeit.timeit('pass', timer=tick, number=1), timeit.repeat(timer=tick, number=1, repeat=2)
for bad in [(5,), ('pass', 5), ('a b',), ('pass', 'a b'), ('break',), ('pass', 'return'), ('pass\n}',), ('"""', 'pass'), ('x', '"""')]:
    try:
        timeit.Timer(*bad)
    except (ValueError, SyntaxError) as error:
        print type(error).__name__, str(error).split('(')[0]
failing = timeit.Timer('x = 1\n1 / 0')
try:
    failing.timeit(1)
except ZeroDivisionError:
    collected = StringIO.StringIO()
    failing.print_exc(collected)
    print collected.getvalue().split('\n')[-4:]
print timeit.reindent('a\nb', 2), timeit.Timer('from __future__ import division\nx = 1 / 2' if 0 else 'x = 1').timeit(1) >= 0
sys.stdout = collected = StringIO.StringIO()
for args in [], ['-v'], ['-vv', '-n', '4'], ['-r2', '-n10', '-s', 'a = 1', '--setup', 'b = 2', 'a', 'b'], ['-r0', '--number=1'], ['--nothing'], ['-x'], ['-c', '-n1'], \
        ['-t', '-n1', 'if 1:', '  pass']:
    print args, timeit.main(args, Slow)
sys.stdout = sys.__stdout__
print '\n'.join(line for line in collected.getvalue().split('\n') if 'loop' in line or line[:1] == '[')

# ---- compileall, py_compile

folder = os.path.realpath(tempfile.mkdtemp())
for name, text in ('a.py', 'x = 1'), ('sub/b.py', 'y = 2'), ('sub/deep/c.py', 'z = 3'), ('bad.py', 'a b\n'), ('text.txt', ''):
    path = os.path.join(folder, name)
    if not os.path.isdir(os.path.dirname(path)):
        os.makedirs(os.path.dirname(path))
    with open(path, 'w') as out:
        out.write(text)
sys.stdout = collected = StringIO.StringIO()
print compileall.compile_dir(folder), compileall.compile_dir(folder, quiet=1), compileall.compile_dir(folder, 0, 'shown', 1)
import re
print compileall.compile_dir(folder, 10, 'shown', 1, re.compile('bad'), 1), compileall.compile_dir(folder + '/none'), compileall.compile_dir(folder, rx=re.compile('bad'))
print compileall.compile_file(os.path.join(folder, 'a.py')), compileall.compile_file(os.path.join(folder, 'a.py'), force=1), compileall.compile_file(os.path.join(folder, 'none.py')), \
    compileall.compile_file(os.path.join(folder, 'bad.py'), 'shown')
path, sys.path[:] = sys.path[:], ['', folder, os.curdir]
print compileall.compile_path(), compileall.compile_path(0 if 0 else 1, 1, 1, 1)
sys.path[:] = path
argv = sys.argv
for line in '-q FOLDER', '-l -f -q FOLDER', '-f -x bad FOLDER', '-q -f -d shown FOLDER/sub', 'FOLDER/a.py FOLDER/bad.py', '-f -q -i FOLDER/list':
    with open(os.path.join(folder, 'list'), 'w') as out:
        out.write(os.path.join(folder, 'a.py') + '\n')
    sys.argv = ['compileall'] + line.replace('FOLDER', folder).split()
    print line, bool(compileall.main())
import marshal
for name in 'a.pyc', 'sub/b.pyc':
    with open(os.path.join(folder, name), 'rb') as source:
        print marshal.loads(source.read()[8:]).co_filename
for line in [['-d', 'x', 'a', 'b']]:
    sys.argv = ['compileall'] + line
    try:
        compileall.main()
    except SystemExit as error:
        print error
sys.argv = argv
sys.stderr = sys.stdout
print py_compile.compile(os.path.join(folder, 'bad.py'))
sys.stderr = sys.stdout
print py_compile.main([os.path.join(folder, 'a.py')])
try:
    py_compile.compile(os.path.join(folder, 'bad.py'), os.path.join(folder, 'made'), 'named', True)
except py_compile.PyCompileError as error:
    print error, error.exc_type_name, error.file, error.args[1]
sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
for line in collected.getvalue().replace(folder, 'FOLDER').split('\n'):
    if not line.startswith('usage') and '[-l]' not in line:
        print line
shutil.rmtree(folder)
