"""The C text."""

import os
import shutil
import tempfile

from backendopt import optimize
from database_c import Database
from rtype.lltype import Bool, Char, Float, Signed
from source_c import SourceWriter, c_string
from stackcheckinsertion import insert_checks, too_deep
from tests.support import typed


def writer_of(function, *kinds):
    typer, graph, graphs = typed(function, *kinds)
    optimize(graphs, 2)
    database = Database()
    database.complete([typer.function_value(graph)])
    return SourceWriter(database, graph, None)


def test_a_function():
    def f(a, b):
        while b != 0:
            c = a & b
            a = b
            b = c
        return a

    text = '\n'.join(writer_of(f, int, int).function_files())
    assert 'Signed f0_f(Signed a0, Signed a1) {' in text
    # The parallel assignment of the loop keeps both old values.
    lines = [line.strip() for line in text.split('\n')]
    assert len([line for line in lines if ' & ' in line]) == 1
    assert len([line for line in lines if line.startswith('goto')]) >= 1


def test_constants():
    writer = writer_of(lambda_free, int)
    assert writer.value(-2 ** 63, Signed) == '(-0x7fffffffffffffff - 1)'
    assert writer.value(2 ** 40, Signed) == '1099511627776L'
    assert writer.value(True, Bool) == '1'
    assert writer.value('a', Char) == '97'
    assert writer.value(0.1, Float) == '0.1'
    assert writer.value(1e400, Float) == '(1.0 / 0.0)'
    assert c_string('a"\\\n?1') == '"a\\"\\\\\\012\\?1"'


def lambda_free(n):
    return n


def test_what_only_feeds_what_is_not_used_is_not_written():
    def f(a, b):
        c = a * 3
        while a > b:
            c = c + b * 7
            a -= 1
        return a

    # Unoptimized, so that it is the writer that leaves it out.
    typer, graph, graphs = typed(f, int, int)
    database = Database()
    database.complete([typer.function_value(graph)])
    text = '\n'.join(SourceWriter(database, graph, None).function_files())
    assert ' * ' not in text and ' + ' not in text
    lines = [line.strip() for line in text.split('\n')]
    declared = [line[:-1].split()[1] for line in lines
                if line.startswith('Signed v')]
    assigned = [line.split()[0] for line in lines if ' = ' in line]
    assert declared and set(declared) <= set(assigned)


def test_swapped_values_need_a_temporary():
    def f(n):
        a, b = 1, 2
        while n:
            a, b = b, a
            n -= 1
        return a

    text = '\n'.join(writer_of(f, int).function_files())
    assert 'goto' in text


def test_two_runs_write_the_same():
    from driver import Timer, Translation, load_target
    texts = []
    for _ in range(2):
        folder = tempfile.mkdtemp()
        try:
            translation = Translation(load_target('stackmachine'), '2',
                                      Timer(False))
            translation.run(os.path.join(folder, 'program'), True)
            source = os.path.join(folder, 'program.c-files')
            texts.append([(name, open(os.path.join(source, name)).read())
                          for name in sorted(os.listdir(source))])
        finally:
            shutil.rmtree(folder)
    assert texts[0] == texts[1]


class Holder(object):
    def unused(self, n):
        """`self` goes past the check of the stack, and no further."""
        return Holder().unused(n - 1) if n > 0 else n


def use_holder(n):
    if n > 100:
        too_deep()
    return Holder().unused(n)


def test_what_only_goes_along_is_not_declared():
    typer, graph, graphs = typed(use_holder, int)
    functions = [typer.function_value(one) for one in graphs]
    deep = [function for function in functions
            if function.graph.name == 'too_deep'][0]
    assert len(insert_checks(graphs, functions, deep)) == 1
    database = Database()
    database.complete([typer.function_value(graph)])
    writer = SourceWriter(database, graph, None)
    text = '\n'.join(writer.function_files())
    start = text.index('_unused(struct')
    body = text[start:text.index('\n}', start)]
    assert '(void)a0;' in body and '= a0;' not in body, body
