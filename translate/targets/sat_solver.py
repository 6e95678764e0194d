"""A SAT solver: conflict-driven learning, DIMACS, generated problems.

    sat_solver PROBLEM [SIZE]    solves a problem of generators
    sat_solver write PROBLEM [SIZE]    writes it as DIMACS
    sat_solver text DIMACS       solves a formula; `|` is the end of a line
    sat_solver file NAME         solves what a file holds

Without a model, the proof is checked. See the package sat.
"""

from library.core import read_file
from targets.sat import generators
from targets.sat.checker import check_proof
from targets.sat.formula import (FormatError, clause_text, parse_dimacs,
                                 write_dimacs)
from targets.sat.simplify import Simplifier
from targets.sat.solver import Solver

CHECKS = [
    (['queens', '8'],
     'c 64 variables, 744 clauses; 744 after 0 eliminations\n'
     'c 0 subsumed, 0 strengthened\n'
     'c 32 decisions, 19 conflicts, 372 propagations\n'
     'c 0 restarts, 0 clauses forgotten\n'
     's SATISFIABLE\n'
     '.......Q\n'
     '...Q....\n'
     'Q.......\n'
     '..Q.....\n'
     '.....Q..\n'
     '.Q......\n'
     '......Q.\n'
     '....Q...\n'
     'status 10 '),
    (['queens', '3'],
     'c 9 variables, 34 clauses; 34 after 2 eliminations\n'
     'c 0 subsumed, 0 strengthened\n'
     'c 3 decisions, 3 conflicts, 16 propagations\n'
     'c 0 restarts, 0 clauses forgotten\n'
     's UNSATISFIABLE\n'
     'c proof of 18 steps is right\n'
     'status 20 '),
    (['pigeonhole', '5'],
     'c 30 variables, 81 clauses; 75 after 6 eliminations\n'
     'c 0 subsumed, 0 strengthened\n'
     'c 157 decisions, 128 conflicts, 1063 propagations\n'
     'c 1 restarts, 0 clauses forgotten\n'
     's UNSATISFIABLE\n'
     'c proof of 157 steps is right\n'
     'status 20 '),
    (['random', '90'],
     'c 90 variables, 387 clauses; 383 after 3 eliminations\n'
     'c 0 subsumed, 0 strengthened\n'
     'c 185 decisions, 128 conflicts, 3651 propagations\n'
     'c 2 restarts, 0 clauses forgotten\n'
     's SATISFIABLE\n'
     'status 10 '),
    (['random', '40'],
     'c 40 variables, 172 clauses; 170 after 1 eliminations\n'
     'c 0 subsumed, 0 strengthened\n'
     'c 35 decisions, 23 conflicts, 370 propagations\n'
     'c 0 restarts, 0 clauses forgotten\n'
     's SATISFIABLE\n'
     'status 10 '),
    (['coloring', '30'],
     'c 90 variables, 294 clauses; 144 after 57 eliminations\n'
     'c 10 subsumed, 0 strengthened\n'
     'c 64 decisions, 0 conflicts, 26 propagations\n'
     'c 0 restarts, 0 clauses forgotten\n'
     's SATISFIABLE\n'
     'abcaacacbbababbacaccbbabbabacc\n'
     'status 10 '),
    (['factoring', '8633'],
     'c 365 variables, 1529 clauses; 582 after 248 eliminations\n'
     'c 700 subsumed, 576 strengthened\n'
     'c 252 decisions, 0 conflicts, 113 propagations\n'
     'c 0 restarts, 0 clauses forgotten\n'
     's SATISFIABLE\n'
     '89 * 97\n'
     'status 10 '),
    (['factoring', '97'],
     'c 365 variables, 1529 clauses; 260 after 313 eliminations\n'
     'c 959 subsumed, 871 strengthened\n'
     'c 13 decisions, 13 conflicts, 363 propagations\n'
     'c 0 restarts, 0 clauses forgotten\n'
     's UNSATISFIABLE\n'
     'c proof of 1287 steps is right\n'
     'status 20 '),
    (['adders', '7'],
     'c 66 variables, 231 clauses; 194 after 24 eliminations\n'
     'c 17 subsumed, 17 strengthened\n'
     'c 476 decisions, 314 conflicts, 2653 propagations\n'
     'c 3 restarts, 118 clauses forgotten\n'
     's UNSATISFIABLE\n'
     'c proof of 462 steps is right\n'
     'status 20 '),
    (['sudoku'],
     'c 729 variables, 12018 clauses; 0 after 729 eliminations\n'
     'c 11289 subsumed, 2473 strengthened\n'
     'c 729 decisions, 0 conflicts, 0 propagations\n'
     'c 0 restarts, 0 clauses forgotten\n'
     's SATISFIABLE\n'
     '534678912\n'
     '672195348\n'
     '198342567\n'
     '859761423\n'
     '426853791\n'
     '713924856\n'
     '961537284\n'
     '287419635\n'
     '345286179\n'
     'status 10 '),
    (['text', 'p cnf 3 4|1 2 0|-1 3 0|-2 -3 0|-3 1 0'],
     'c 3 variables, 4 clauses; 0 after 2 eliminations\n'
     'c 0 subsumed, 0 strengthened\n'
     'c 3 decisions, 0 conflicts, 0 propagations\n'
     'c 0 restarts, 0 clauses forgotten\n'
     's SATISFIABLE\n'
     'v -1 2 -3 0\n'
     'status 10 '),
    (['write', 'pigeonhole', '2'],
     'p cnf 6 9\n'
     '1 2 0\n'
     '3 4 0\n'
     '5 6 0\n'
     '-3 -1 0\n'
     '-5 -1 0\n'
     '-5 -3 0\n'
     '-4 -2 0\n'
     '-6 -2 0\n'
     '-6 -4 0\n'),
    (['text', 'p cnf 1 2|1 0|-1 0'],
     'c 1 variables, 2 clauses; 1 after 1 eliminations\n'
     'c 0 subsumed, 1 strengthened\n'
     'c 0 decisions, 0 conflicts, 0 propagations\n'
     'c 0 restarts, 0 clauses forgotten\n'
     's UNSATISFIABLE\n'
     'c proof of 1 steps is right\n'
     'status 20 '),
    (['text', 'c note|p cnf 2 3|1 -2 0|2 0|-1 -2'],
     'line 5: the last clause has no end\n'
     'status 1 '),
    (['text', 'p cnf 2 1|1 3 0'],
     'line 2: variable 3 is not declared\n'
     'status 1 '),
    (['text', 'p cnf 2 1|1 x 0'],
     'line 2: no number: x\n'
     'status 1 '),
    (['text', '1 0'],
     'line 1: a clause before the problem line\n'
     'status 1 '),
    (['text', 'p cnf 2 2|1 0'],
     'line 2: another number of clauses was declared\n'
     'status 1 '),
    (['text', 'p dnf 2 2'],
     'line 1: p cnf VARIABLES CLAUSES is needed\n'
     'status 1 '),
    (['file', 'missing'],
     'cannot read missing\n'
     'status 2 '),
    (['knights'],
     'no problem knights\n'
     'status 2 '),
    (['queens', 'many'],
     'no number: many\n'
     'status 2 '),
    (['text'],
     'no problem text\n'
     'status 2 '),
]


def problem(name, size):
    """The formula of a problem, or None."""
    if name == 'pigeonhole':
        return generators.pigeonhole(size)
    if name == 'queens':
        return generators.queens(size)
    if name == 'random':
        return generators.random_formula(size, size * 43 // 10, size)
    if name == 'coloring':
        return generators.coloring(size, 3, 7)
    if name == 'sudoku':
        return generators.sudoku(generators.SUDOKU)
    if name == 'factoring':
        return generators.factoring(size, 7)
    if name == 'adders':
        return generators.adders(size)
    return None


def show_model(name, size, values):
    if name == 'queens':
        print generators.show_queens(values, size)
    elif name == 'coloring':
        print generators.show_coloring(values, 3)
    elif name == 'sudoku':
        print generators.show_sudoku(values)
    elif name == 'factoring':
        print generators.show_factors(values, 7)
    elif name == 'text' or name == 'file':
        print 'v ' + clause_text([2 * at + (0 if values[at] else 1)
                                  for at in range(len(values))])


def solve(formula, name, size):
    simplifier = Simplifier(formula)
    smaller = simplifier.run()
    print 'c %d variables, %d clauses; %d after %d eliminations' % (
        formula.variables, len(formula.clauses), len(smaller.clauses),
        len(simplifier.eliminated))
    print 'c %d subsumed, %d strengthened' % (simplifier.subsumed,
                                              simplifier.strengthened)
    solver = Solver(smaller)
    has_model = solver.solve()
    print 'c %d decisions, %d conflicts, %d propagations' % (
        solver.decisions, solver.conflicts, solver.propagations)
    print 'c %d restarts, %d clauses forgotten' % (solver.restarts,
                                                   solver.forgotten)
    if has_model:
        values = solver.model()
        simplifier.complete(values)
        print 's SATISFIABLE'
        if not formula.is_model(values):
            print 'c THE MODEL IS WRONG'
        show_model(name, size, values)
        return 10
    print 's UNSATISFIABLE'
    step = check_proof(formula, simplifier.derived + solver.proof)
    if step < 0:
        print 'c proof of %d steps is right' % (
            len(simplifier.derived) + len(solver.proof))
    else:
        print 'c STEP %d OF THE PROOF IS WRONG' % step
    return 20


def solve_text(text, name):
    try:
        return solve(parse_dimacs(text), name, 0)
    except FormatError as error:
        print 'line %d: %s' % (error.line, error.message)
        return 1


def entry_point(argv):
    if len(argv) < 2:
        print 'usage: sat_solver PROBLEM [SIZE] | write ... | text DIMACS'
        return 2
    name = argv[1]
    if name == 'text' and len(argv) > 2:
        return solve_text(argv[2].replace('|', '\n'), name)
    if name == 'file' and len(argv) > 2:
        try:
            return solve_text(read_file(argv[2]), name)
        except IOError:
            print 'cannot read', argv[2]
            return 2
    first = 2 if name == 'write' and len(argv) > 2 else 1
    size = 5
    if len(argv) > first + 1:
        try:
            size = int(argv[first + 1])
        except ValueError:
            print 'no number:', argv[first + 1]
            return 2
    formula = problem(argv[first], size)
    if formula is None:
        print 'no problem', argv[first]
        return 2
    if first == 2:
        print write_dimacs(formula)
        return 0
    return solve(formula, name, size)
