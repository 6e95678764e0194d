"""The C compiler is called, and its complaints are reported."""

import os
import shutil
import tempfile

from compile_c import CompileError, compile_program, find_compiler
from run_tests import Skipped
from targets_check import run_executable
from tests.support import raises


def compile_text(text):
    """What the program prints; CompileError if it does not compile."""
    if find_compiler() is None:
        raise Skipped('no C compiler on PATH')
    folder = tempfile.mkdtemp()
    try:
        with open(os.path.join(folder, 'main.c'), 'w') as target:
            target.write(text)
        executable = os.path.join(folder, 'main')
        compile_program(folder, ['main.c'], executable, 1)
        return run_executable(executable, [])
    finally:
        shutil.rmtree(folder)


def test_compiles_and_links():
    assert compile_text('#include <stdio.h>\nint main(void) '
                        '{ puts("hello"); return 0; }\n') == 'hello\n'


def test_warnings_are_errors():
    error = raises(CompileError, compile_text,
                   'int main(void) { int unused; return 0; }\n')
    assert 'unused' in str(error)
    error = raises(CompileError, compile_text, 'int main(void) {')
    assert 'main.c' in str(error)


def test_without_a_compiler_there_is_none():
    path = os.environ['PATH']
    os.environ['PATH'] = '/nowhere'
    try:
        assert find_compiler() is None
    finally:
        os.environ['PATH'] = path
