"""Jitcodes of small graphs."""

import os
import shutil
import StringIO
import sys
import tempfile

from backendopt import clean
from driver import Timer, Translation, load_target
from pyjitpl import opcodes as op
from pyjitpl.jitcode import (Assembler, Symbol, Untraceable, has_loop,
                             make_jitcodes)
from rtype.exceptions import raising_graphs
from tests.support import raises, typed


def assembled(function, *kinds):
    _, graph, graphs = typed(function, *kinds)
    for one in graphs:
        clean(one, True)
    return Assembler(graph, {}, raising_graphs(graphs)).assemble()


def test_arithmetic():
    def f(a, b):
        return a * 2 + b

    words = assembled(f, int, int)
    # Two inputs and two results, and the spare register.
    assert words[0] == 5
    assert words[1:5] == [op.INT_MUL, 2, 0, -11]
    assert words[5:9] == [op.INT_ADD, 3, 2, 1]
    assert words[9:11] == [op.RETURN, 3]
    assert words[11] == 2


def test_a_branch_knows_what_is_needed():
    def f(a, b):
        if a > 3:
            return b
        return a

    words = assembled(f, int, int)
    assert words[1] == op.INT_GT
    at = 5
    assert words[at] == op.LIVE
    count = words[at + 1]
    assert sorted(words[at + 2:at + 2 + count]) == [0, 1, 2]
    assert words[at + 2 + count] == op.BRANCH


def test_fields_have_symbolic_offsets():
    class Box(object):
        def __init__(self, value):
            self.value = value

    def g(box):
        return box.value

    def f(n):
        return g(Box(n))

    _, graph, graphs = typed(f, int)
    for one in graphs:
        clean(one, True)
    inner = [one for one in graphs if one.name == 'g'][0]
    words = Assembler(inner, {}, set()).assemble()
    assert words[1] == op.GET
    assert isinstance(words[4], Symbol) and words[4].kind == 'offset'


def test_floats_are_not_traced():
    def f(a):
        return a * 2.5

    assert isinstance(raises(Untraceable, assembled, f, float), Untraceable)


def test_loops_are_called():
    def loop(n):
        total = 0
        while n:
            total += n
            n -= 1
        return total

    def straight(n):
        return n + 1

    def portal(n):
        return loop(n) + straight(n)

    _, graph, graphs = typed(portal, int)
    for one in graphs:
        clean(one, True)
    by_name = dict([(one.name, one) for one in graphs])
    assert has_loop(by_name['loop']) and not has_loop(by_name['straight'])
    codes, _ = make_jitcodes(graph, graphs, raising_graphs(graphs))
    assert by_name['loop'] not in codes
    assert by_name['straight'] in codes
    assert codes[by_name['straight']] in codes[graph].items


def test_the_tables_agree():
    assert op.NAMES[op.INT_ADD] == 'int_add'
    assert op.NAMES[op.MERGE_POINT] == 'merge_point'
    assert op.NAMES[op.GUARD_TRUE] == 'guard_true'
    assert op.NAMES[op.CONSTANT_SLOT] == 'constant'
    assert op.FIRST_FUSED == op.TRUE_LT


UNTRACEABLE = '''
from library.jit import JitDriver

driver = JitDriver(greens=['pc'], reds=['x'])


def run(x):
    pc = 0
    while pc < 10:
        driver.jit_merge_point(pc=pc, x=x)
        x = x * 1.5
        pc += 1
        driver.can_enter_jit(pc=pc, x=x)
    return x


def entry_point(argv):
    print run(float(len(argv)))
    return 0
'''


def test_a_loop_that_cannot_be_traced_is_an_error():
    folder = tempfile.mkdtemp()
    standard, sys.stderr = sys.stderr, StringIO.StringIO()
    try:
        path = os.path.join(folder, 'untraceable.py')
        with open(path, 'w') as target:
            target.write(UNTRACEABLE)
        translation = Translation(load_target(path), 'jit', Timer(False))
        assert translation.run(os.path.join(folder, 'program'), True) == 1
        assert 'cannot be traced: floats' in sys.stderr.getvalue()
    finally:
        sys.stderr = standard
        shutil.rmtree(folder)
