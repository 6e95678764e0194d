"""A generator of LALR(1) parsers.

    parser_generator tables|states|conflicts GRAMMAR
    parser_generator parse|run GRAMMAR TEXT

Reads a grammar of grammar.grammars (or a file), makes the automaton, the
lookaheads and the tables, and lets these read a text (or another grammar);
run evaluates the tree of a calculator. See the package grammar.
"""

from library.core import read_file
from targets.grammar.automaton import Automaton
from targets.grammar.evaluate import Calculator
from targets.grammar.grammars import GRAMMARS, TEXTS
from targets.grammar.lexer import TextError
from targets.grammar.lookaheads import Lookaheads
from targets.grammar.parser import Parser
from targets.grammar.reader import Reader
from targets.grammar.tables import ACCEPT, REDUCE, SHIFT, Packed, Tables

CHECKS = [
    (['tables', 'calculator'],
     '23 symbols, 18 productions, 41 states\n'
     '0 conflicts, 42 settled\n239 words for 186 entries of 943\n'),
    (['tables', 'pascal'],
     '57 symbols, 52 productions, 118 states\n'
     '1 conflicts, 81 settled\n590 words for 417 entries of 6726\n'),
    (['conflicts', 'dangling'],
     "conflict in state 13 at 'else': shift, or reduce by sta"
     "tement : 'if' NAME 'then' statement\n"
     '    after: if NAME then { }\n'),
    (['conflicts', 'merged'],
     "conflict in state 7 at 'd': reduce by one : 'c' or by two : 'c'\n"
     '    after: a c\n'
     "conflict in state 7 at 'e': reduce by one : 'c' or by two : 'c'\n"
     "    after: a c\nnever used: two : 'c'\n"),
    (['conflicts', 'ambiguous'],
     'conflict in state 2 at end: reduce by sum : NUMBER or b'
     'y thing : NUMBER\n    after: NUMBER\n'
     "conflict in state 2 at '+': reduce by sum : NUMBER or b"
     'y thing : NUMBER\n    after: NUMBER\n'
     'conflict in state 2 at NUMBER: reduce by sum : NUMBER o'
     'r by thing : NUMBER\n    after: NUMBER\n'
     "conflict in state 6 at '+': shift, or reduce by sum : sum sum\n"
     '    after: NUMBER NUMBER\n'
     'conflict in state 6 at NUMBER: shift, or reduce by sum : sum sum\n'
     '    after: NUMBER NUMBER\n'
     "conflict in state 7 at '+': shift, or reduce by sum : sum '+' sum\n"
     '    after: NUMBER + NUMBER\n'
     "conflict in state 7 at NUMBER: shift, or reduce by sum : sum '+' sum\n"
     '    after: NUMBER + NUMBER\nnever used: thing : NUMBER\n'),
    (['conflicts', 'pointers'], ''),
    (['conflicts', 'notation'],
     'conflict in state 11 at NAME: shift, or reduce by decla'
     "rations : declarations '%' NAME symbols\n    after: % NAME\n"),
    (['states', 'pointers'],
     'state 0\n    start of text : . assignment end\n'
     '        assignment: go to 1\n        place: go to 2\n'
     "        value: go to 3\n        '*': go to 4\n"
     '        NAME: go to 5\nstate 1\n'
     '    start of text : assignment . end\n        end: accept\n'
     "state 2\n    assignment : place . '=' value\n"
     "    value : place .\n        '=': go to 7\n"
     '        else: reduce by value : place\nstate 3\n'
     '    assignment : value .\n'
     '        else: reduce by assignment : value\nstate 4\n'
     "    place : '*' . value\n        place: go to 9\n"
     "        value: go to 8\n        '*': go to 4\n"
     '        NAME: go to 5\nstate 5\n    place : NAME .\n'
     '        else: reduce by place : NAME\nstate 6\n'
     '    start of text : assignment end .\nstate 7\n'
     "    assignment : place '=' . value\n        place: go to 9\n"
     "        value: go to 10\n        '*': go to 4\n"
     "        NAME: go to 5\nstate 8\n    place : '*' value .\n"
     "        else: reduce by place : '*' value\nstate 9\n"
     '    value : place .\n        else: reduce by value : place\n'
     "state 10\n    assignment : place '=' value .\n"
     "        else: reduce by assignment : place '=' value\n"),
    (['tables', 'missing'], 'line 1: b has no rule\n'),
    (['tables', 'twice'], 'line 2: a has two rules\n'),
    (['tables', 'part'], 'line 1: expected the number of a part, found 2\n'),
    (['tables', 'unfinished'], 'line 2: expected ;, found end\n'),
    (['run', 'calculator', 'sums'], '-2\n-4\n4\n512\n6\n53\n'),
    (['run', 'calculator', 'wrong'],
     'line 2: unexpected *, expected -, NAME, (, if or NUMBER\n'
     'line 3: unexpected ), expected -, NAME, (, if or NUMBER\n'
     'line 3: unexpected 5, expected <, +, -, *, /, ^ or ;\n'
     'line 4: unexpected ;, expected <, +, -, *, /, ^ or )\n'),
    (['parse', 'calculator', 'wrong'],
     'line 2: unexpected *, expected -, NAME, (, if or NUMBER\n'
     'line 3: unexpected ), expected -, NAME, (, if or NUMBER\n'
     'line 3: unexpected 5, expected <, +, -, *, /, ^ or ;\n'
     'line 4: unexpected ;, expected <, +, -, *, /, ^ or )\n'
     '(lines (lines (lines (lines (lines (lines (line (error)'
     ' ;)) (show (add (number 3) (number 4)))) (set x (multip'
     'ly (error) (number 2)))) (line (error) ;)) (line (error'
     ') ;)) (show (add (number 7) (number 1))))\n'),
    (['parse', 'calculator', 'power'],
     '(lines (lines (lines (show (subtract (subtract (number '
     '1) (number 2)) (multiply (number 3) (number 4))))) (sho'
     'w (power (number 2) (power (number 3) (number 2))))) (s'
     'how (negate (subtract (number 4) (number 6)))))\n'),
    (['run', 'layers', 'power'], '-13\n512\n2\n'),
    (['run', 'calculator', 'unknown'], 'line 2: z has no value\n'),
    (['run', 'calculator', 'zero'], '4\nline 2: division by zero\n'),
    (['run', 'calculator', 'huge'], 'line 1: too large\n'),
    (['parse', 'dangling', 'else'],
     '(when a (choose b (set c 1) (set c 2)))\n'),
    (['parse', 'pointers', 'assign'],
     '(assign (content (load (content (load (name p))))) (loa'
     'd (content (load (name q)))))\n'),
    (['parse', 'nullable', 'call'],
     '(call f (some (some (some (argument (const (ref (none))'
     ') a (default 1))) (argument (none) b (none))) (argument'
     ' (ref (none)) c (none))) (const (none)))\n'),
    (['parse', 'calculator', 'number'], 'line 1: no number: 2x\n'),
    (['parse', 'calculator', 'strange'], 'line 1: unexpected ?\n'),
    (['parse', 'merged', 'c'], 'line 1: unexpected e, expected d\n'),
    (['parse', 'pascal', 'program'],
     '(program sorting (block (variables (variables (variable'
     's) (names (names (names i) j) kept) (type integer)) (na'
     'mes numbers) (array 1 10 (record (fields (fields (names'
     ' value) (type integer)) (names (names next) last) (type'
     ' integer))))) (procedures (procedures) swap (parameters'
     ' (fields (names (names a) b) (type integer))) (block (v'
     'ariables (variables) (names t) (type integer)) (procedu'
     'res) (statements (statements (statements (assign t (fie'
     'ld (item numbers a) value))) (assign (field (item numbe'
     'rs a) value) (field (item numbers b) value))) (assign ('
     'field (item numbers b) value) t)))) (statements (statem'
     'ents (statements (assign i 1)) (while (less i 10) (stat'
     'ements (statements (statements (assign j (add i 1))) (r'
     'epeat (statements (statements (if (less (field (item nu'
     'mbers j) value) (field (item numbers i) value)) (call s'
     'wap (arguments (arguments i) j)) (empty))) (assign j (a'
     'dd j 1))) (greater j 10))) (assign i (add i 1))))) (if '
     '(greater (and (not (equal i 10)) j) (or (multiply 2 i) '
     'found)) (call write (arguments (arguments (text odd)) ('
     'subtract (call size (arguments (arguments i) j)) 1)))))))\n'),
    (['parse', 'pascal', 'mistakes'],
     'line 3: unexpected integer, expected : or ,\n'
     'line 5: unexpected ;, expected NAME, NUMBER, (, not or STRING\n'
     'line 8: unexpected i, expected ;, end or else\n'
     'line 10: unexpected end, expected =, <, >, +, -, or, *,'
     ' /, and, ., ,, [, ( or )\n'
     '(program wrong (block (variables (variables) (error)) ('
     'procedures) (statements (statements (statement (error))'
     ') (statement (error)))))\n'),
    (['parse', 'notation', 'layers'],
     '(grammar (declarations) (rules (rules (rules (rules (ru'
     'les (rules (rule lines (alternatives (alternatives (sym'
     'bols (symbols) line)) (symbols (symbols (symbols) lines'
     ') line)))) (rule line (alternatives (symbols (symbols ('
     'symbols) sum) ;)))) (rule sum (alternatives (alternativ'
     'es (alternatives (symbols (symbols (symbols (symbols) s'
     'um) +) product)) (symbols (symbols (symbols (symbols) s'
     'um) -) product)) (symbols (symbols) product)))) (rule p'
     'roduct (alternatives (alternatives (alternatives (symbo'
     'ls (symbols (symbols (symbols) product) *) power)) (sym'
     'bols (symbols (symbols (symbols) product) /) power)) (s'
     'ymbols (symbols) power)))) (rule power (alternatives (a'
     'lternatives (symbols (symbols (symbols (symbols) factor'
     ') ^) power)) (symbols (symbols) factor)))) (rule factor'
     ' (alternatives (alternatives (alternatives (symbols (sy'
     'mbols (symbols) -) factor)) (symbols (symbols (symbols '
     '(symbols) () sum) ))) (symbols (symbols) NUMBER)))))\n'),
    (['parse', 'notation', 'pascal'],
     'line 5: unexpected :, expected %, NAME or STRING\n'),
    (['parse', 'calculator', 'no such file'], 'cannot read the file\n'),
]


class Generator(object):
    def __init__(self, text):
        self.grammar = Reader(text).read()
        self.automaton = Automaton(self.grammar)
        self.lookaheads = Lookaheads(self.automaton)
        self.tables = Tables(self.automaton, self.lookaheads)
        self.packed = Packed(self.tables)
        self.is_right = True

    def summary(self):
        print '%d symbols, %d productions, %d states' % (
            len(self.grammar.symbols), len(self.grammar.productions),
            len(self.automaton.states))
        print '%d conflicts, %d settled' % (len(self.tables.conflicts),
                                            self.tables.settled)
        print '%d words for %d entries of %d' % (
            len(self.packed.owners), self.packed.used(),
            len(self.automaton.states) * len(self.grammar.symbols))

    def show_states(self):
        for state in self.automaton.states:
            print 'state %d' % state.number
            for item in state.kernel:
                production = self.grammar.items[item]
                print '    ' + production.shown(item
                                                - production.first_item)
            row = self.tables.rows[state.number]
            for symbol in self.grammar.symbols:
                self.show_action(symbol.shown(), row.actions[symbol.number])
            self.show_action('else', row.default)

    def show_action(self, name, action):
        if action.kind == ACCEPT:
            print '        %s: accept' % name
        elif action.kind == SHIFT:
            print '        %s: go to %d' % (name, action.value)
        elif action.kind == REDUCE:
            print '        %s: reduce by %s' % (
                name, self.grammar.productions[action.value].shown(-1))

    def parse(self, text):
        parser = Parser(self.grammar, self.packed)
        tree = parser.parse(text)
        for error in parser.errors:
            print error
        self.is_right = len(parser.errors) == 0
        return tree


def text_of(name, table):
    if name in table:
        return table[name]
    if name in GRAMMARS:
        return GRAMMARS[name]
    return read_file(name)


def act(argv):
    generator = Generator(text_of(argv[2], GRAMMARS))
    if argv[1] == 'tables':
        generator.summary()
    elif argv[1] == 'states':
        generator.show_states()
    elif argv[1] == 'conflicts':
        generator.tables.report()
    elif len(argv) > 3:
        tree = generator.parse(text_of(argv[3], TEXTS))
        if tree is not None:
            if argv[1] == 'run':
                if generator.is_right:
                    Calculator().run(tree)
            else:
                print tree.shown()


def entry_point(argv):
    if len(argv) < 3:
        print 'usage: parser_generator ACTION GRAMMAR [TEXT]'
        return 2
    try:
        act(argv)
    except TextError as error:
        print 'line %d: %s' % (error.line, error.message)
    except IOError:
        print 'cannot read the file'
    return 0
