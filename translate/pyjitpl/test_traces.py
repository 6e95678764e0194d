"""Golden traces: what each interpreter's hot loop comes down to.

The executables write their traces to the standard error when JIT_LOG is 1;
the files in the folder golden hold them. `python test_traces.py` in this
folder, with the parent on PYTHONPATH, records them anew.
"""

import os
import shutil
import subprocess
import tempfile

import compile_c
from driver import Timer, Translation, load_target
from run_tests import Skipped
from targets_check import run_executable

HERE = os.path.dirname(os.path.abspath(__file__))
GOLDEN = os.path.join(HERE, 'golden')

# Target, arguments, and the file of its traces.
TRACES = [
    ('power', ['power', '3', '2000'], 'power.txt'),
    ('stackmachine', ['sum'], 'stackmachine.txt'),
    ('minipython', ['count'], 'minipython.txt'),
    ('minipython', ['sieve'], 'minipython-lists.txt'),
    ('regex', ['backtracking'], 'regex.txt'),
    ('basic', ['primes'], 'basic.txt'),
    ('processor', ['run', 'sieve'], 'processor.txt'),
    ('c_compiler', ['run', 'scalar'], 'c_compiler.txt'),
    ('c_compiler', ['run', 'sieve'], 'c_compiler-arrays.txt'),
    ('lua', ['count'], 'lua.txt'),
    ('lua', ['sieve'], 'lua-tables.txt'),
    ('emulator', ['run', 'count'], 'emulator.txt'),
    ('typed_ml', ['loop'], 'typed_ml.txt'),
    ('adventure', ['loop', 'sums'], 'adventure.txt'),
]

# Interpreters that are small enough for a quick run of the tests.
SMALL = ['power', 'stackmachine']

_executables = {}


def build(name):
    if compile_c.find_compiler() is None:
        raise Skipped('no C compiler on PATH')
    if name not in _executables:
        folder = tempfile.mkdtemp()
        executable = os.path.join(folder, name)
        module = load_target(name)
        assert Translation(module, 'jit', Timer(False)).run(executable,
                                                            False) == 0
        _executables[name] = executable
    return _executables[name]


def trace_of(name, arguments):
    variables = dict(os.environ)
    variables.update({'JIT_LOG': '1', 'JIT_THRESHOLD': '50',
                      'JIT_BRIDGE_THRESHOLD': '20'})
    process = subprocess.Popen([build(name)] + arguments, env=variables,
                               stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE)
    return process.communicate()[1]


def check_golden(name, arguments, file_name):
    text = trace_of(name, arguments)
    with open(os.path.join(GOLDEN, file_name)) as golden:
        wanted = golden.read()
    assert text == wanted, 'traces differ from golden/%s:\n%s' % (file_name,
                                                                  text)


def add_tests():
    for target, arguments, file_name in TRACES:
        def test(target=target, arguments=arguments, file_name=file_name):
            check_golden(target, arguments, file_name)
        test.is_slow = target not in SMALL
        name = file_name[:-len('.txt')].replace('-', '_')
        globals()['test_golden_' + name] = test


add_tests()


def test_the_loop_of_power_is_only_arithmetic():
    text = trace_of('power', ['power', '3', '2000'])
    loop = text[text.index('label'):text.index('jump')]
    assert 'int_mul' in loop and 'int_sub' in loop
    for name in ('get', 'set', 'call', 'new'):
        assert ' = %s' % name not in loop and '  %s ' % name not in loop


def test_integers_of_minipython_are_never_made():
    text = trace_of('minipython', ['count'])
    loop = text[text.index('label'):text.index('jump')]
    assert 'new' not in loop and 'call' not in loop


def test_any_threshold_gives_the_same_output():
    for name in sorted(set([trace[0] for trace in TRACES]) - set(['power'])):
        for arguments, expected in load_target(name).CHECKS:
            for threshold in ('1', '2', '3', '7'):
                output = run_executable(build(name), arguments,
                                        JIT_THRESHOLD=threshold,
                                        JIT_BRIDGE_THRESHOLD='1')
                assert output == expected, (name, arguments, threshold,
                                            output)


# These need an interpreter's executable, which takes seconds to make.
test_integers_of_minipython_are_never_made.is_slow = True
test_any_threshold_gives_the_same_output.is_slow = True


def record():
    for name, arguments, file_name in TRACES:
        with open(os.path.join(GOLDEN, file_name), 'w') as target:
            target.write(trace_of(name, arguments))


def remove_executables():
    for executable in _executables.values():
        shutil.rmtree(os.path.dirname(executable))
    _executables.clear()


if __name__ == '__main__':
    record()
    remove_executables()
