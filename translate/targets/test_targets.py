"""Every target, translated at every level, compiled, run and checked."""

import os
import shutil
import StringIO
import sys
import tempfile

import compile_c
from driver import DEFAULT_TARGETS, Timer, Translation, load_target
from run_tests import Skipped
from targets_check import check_target, run_executable


# Those that a quick run of the tests translates.
SMALL = ['gcbench', 'raytrace']


def check(name, level):
    if compile_c.find_compiler() is None:
        raise Skipped('no C compiler on PATH')
    folder = tempfile.mkdtemp()
    try:
        executable = os.path.join(folder, name)
        module = load_target(name)
        status = Translation(module, level, Timer(False)).run(executable,
                                                              False)
        assert status == 0
        different = check_target(module, executable)
        assert not different, '\n'.join(different)
    finally:
        shutil.rmtree(folder)


def add_tests():
    for name in DEFAULT_TARGETS:
        for level in ('0', '1', '2', 'jit'):
            def test(name=name, level=level):
                check(name, level)
            # The program itself is one; what levels do is shown by some.
            test.is_slow = name not in SMALL or level == 'jit'
            globals()['test_%s_O%s' % (name, level)] = test


add_tests()


def test_the_smallest_program():
    folder = tempfile.mkdtemp()
    try:
        path = os.path.join(folder, 'tiny.py')
        with open(path, 'w') as target:
            target.write('def entry_point(argv):\n    return 7\n')
        if compile_c.find_compiler() is None:
            raise Skipped('no C compiler on PATH')
        executable = os.path.join(folder, 'tiny')
        assert Translation(load_target(path), 'jit', Timer(False)).run(
            executable, False) == 0
        assert run_executable(executable, []) == 'status 7 '
    finally:
        shutil.rmtree(folder)


def test_texts_and_sorting_are_as_in_python():
    if compile_c.find_compiler() is None:
        raise Skipped('no C compiler on PATH')
    folder = tempfile.mkdtemp()
    here = os.path.dirname(os.path.abspath(__file__))
    module = load_target(os.path.join(here, '..', 'tests', 'texts.py'))
    standard, sys.stdout = sys.stdout, StringIO.StringIO()
    try:
        module.entry_point([])
        expected = sys.stdout.getvalue()
    finally:
        sys.stdout = standard
    try:
        executable = os.path.join(folder, 'texts')
        assert Translation(module, '1', Timer(False)).run(executable,
                                                          False) == 0
        output = run_executable(executable, [])
        assert output == expected, '%s\n%s' % (output, expected)
    finally:
        shutil.rmtree(folder)
