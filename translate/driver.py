"""Runs the phases over one target after the other, and times them."""

import imp
import json
import os
import sys
import time

from annotate.annotator import Annotator
from annotate.model import AnnotatorError, Item, SomeList, SomeString
from backendopt import clean, optimize
import compile_c
from database_c import Database
from flow.model import Constant
from flow.source import FlowError
from library.jit import JitDriver
import pyjitpl
from pyjitpl.jitcode import Untraceable
from pyjitpl.runtime import enter
from rtype.reprs import TyperError
from rtype.rtyper import Typer
from source_c import SourceWriter
from stackcheckinsertion import insert_checks, too_deep

HERE = os.path.dirname(os.path.abspath(__file__))
DEFAULT_TARGETS = ['power', 'stackmachine', 'richards', 'gcbench',
                   'deltablue', 'raytrace', 'go_player', 'othello',
                   'chess_engine', 'sat_solver', 'database_tool',
                   'markdown_tool',
                   'minipython', 'scheme', 'regex', 'basic', 'processor',
                   'prolog', 'json_tool', 'bignum', 'deflate',
                   'c_compiler', 'lua', 'emulator', 'typed_ml',
                   'parser_generator', 'compare_texts', 'rigid_bodies',
                   'adventure']
QUICK_TARGETS = ['power']
PHASES = ['annotate', 'rtype', 'pyjitpl', 'backendopt',
          'stackcheckinsertion', 'database_c', 'source_c', 'compile_c']


def load_target(name):
    """The module of a target: a name in the folder targets, or a path."""
    path = name
    if not name.endswith('.py'):
        path = os.path.join(HERE, 'targets', name + '.py')
    module = imp.load_source(os.path.basename(path)[:-3], path)
    module.entry_point
    return module


def resident_memory():
    """Resident bytes of this process, or 0 where /proc does not say."""
    try:
        with open('/proc/self/statm') as source:
            return int(source.read().split()[1]) * 4096
    except (IOError, ValueError, IndexError):
        return 0


class Timer(object):
    """The time of each phase, over all targets, and when each one ran."""

    def __init__(self, verbose=True):
        self.start = time.time()
        self.verbose = verbose
        self.totals = {}
        self.spans = []

    def phase(self, target, name, function, *arguments):
        begin = time.time()
        if self.verbose:
            sys.stderr.write('[translate] %s: %s\n' % (target, name))
        try:
            return function(*arguments)
        finally:
            end = time.time()
            self.totals[name] = self.totals.get(name, 0.0) + end - begin
            self.spans.append({
                'target': target, 'phase': name,
                'begin': begin - self.start, 'end': end - self.start,
                'resident': resident_memory()})

    def report(self):
        total = 0.0
        for name in PHASES:
            if name in self.totals:
                total += self.totals[name]
                print '[Timer] %-22s --- %6.1f s' % (name, self.totals[name])
        print '[Timer] %-22s --- %6.1f s' % ('Total:', total)

    def write(self, file_name):
        with open(file_name, 'w') as target:
            json.dump({'totals': self.totals, 'spans': self.spans}, target,
                      indent=1, sort_keys=True)


def names_driver(graphs):
    """Whether the program has a JitDriver."""
    for graph in graphs:
        for block in graph.blocks():
            for operation in block.operations:
                for arg in operation.args:
                    if isinstance(arg, Constant) and isinstance(
                            arg.value, JitDriver):
                        return True
    return False


def is_runtime(graph):
    """Whether a graph is part of the tracing runtime itself."""
    return graph.function.__module__.startswith('pyjitpl.')


class Translation(object):
    """One target on its way through the phases."""

    def __init__(self, target, level, timer):
        self.target = target
        self.level = level
        self.timer = timer
        self.name = target.__name__

    def phase(self, name, function, *arguments):
        return self.timer.phase(self.name, name, function, *arguments)

    def run(self, output, source_only):
        """Translates; gives the exit status."""
        try:
            self.phase('annotate', self.annotate)
            self.phase('rtype', self.rtype)
            if self.level == 'jit':
                self.phase('pyjitpl', self.pyjitpl)
            self.phase('backendopt', self.backendopt)
            self.phase('stackcheckinsertion', self.stackcheckinsertion)
            self.phase('database_c', self.database_c)
            folder = output + '.c-files'
            if not os.path.isdir(folder):
                os.makedirs(folder)
            files = self.phase('source_c', self.source_c, folder)
            if source_only:
                return 0
            if compile_c.find_compiler() is None:
                sys.stderr.write('[translate] %s: compile_c is skipped: '
                                 'no gcc or cc on PATH\n' % self.name)
                return 0
            self.phase('compile_c', compile_c.compile_program, folder, files,
                       output, 2 if self.level == 'jit'
                       else int(self.level))
            return 0
        except Untraceable as reason:
            sys.stderr.write('translate.py: the loop with jit_merge_point '
                             'cannot be traced: %s\n' % reason)
            return 1
        except (AnnotatorError, FlowError, TyperError,
                compile_c.CompileError) as error:
            sys.stderr.write('translate.py: %s\n' % error)
            return 1

    def annotate(self):
        self.annotator = Annotator()
        arguments = SomeList(Item(SomeString()))
        self.entry = self.annotator.annotate(self.target.entry_point,
                                             [arguments])
        roots = [too_deep]
        if self.level == 'jit':
            self.has_driver = names_driver(self.annotator.graphs)
            if self.has_driver:
                roots.append(enter)
        for root in roots:
            self.annotator.call(self.annotator.function_info(root), [])
        self.annotator.complete()

    def rtype(self):
        self.typer = Typer(self.annotator)
        self.too_deep = self.typer.function_value(
            self.annotator.function_info(too_deep).graph)
        if self.level == 'jit' and self.has_driver:
            self.enter = self.typer.function_value(
                self.annotator.function_info(enter).graph)
        self.graphs = self.typer.type_program(self.entry)

    def pyjitpl(self):
        """Makes jitcodes, if the program has a JitDriver."""
        if not self.has_driver:
            return
        for graph in self.graphs:
            clean(graph, True)
        portal = pyjitpl.find_portal(self.graphs)
        traced = [graph for graph in self.graphs if not is_runtime(graph)]
        table = pyjitpl.add_jit(portal, self.graphs, self.enter, traced)
        pyjitpl.set_table(self.graphs, table)

    def backendopt(self):
        level = 2 if self.level == 'jit' else int(self.level)
        optimize(self.graphs, level)

    def stackcheckinsertion(self):
        functions = [self.typer.function_values[graph]
                     for graph in self.graphs
                     if graph in self.typer.function_values]
        insert_checks(self.graphs, functions, self.too_deep)

    def database_c(self):
        self.database = Database()
        self.database.complete([self.typer.function_value(self.entry)])

    def source_c(self, folder):
        writer = SourceWriter(self.database, self.entry, None)
        return writer.write(folder)
