"""A small ML with inferred types: typed_ml [-code] NAME.

Types a program of ml.programs (or a file) by Hindley and Milner's algorithm,
checks that matches are complete, compiles it and runs it; what is declared
is shown with its type. See the package ml.
"""

from library.core import read_file
from targets.ml.code import PRIMITIVE_TYPES, PRIMITIVES
from targets.ml.compiler import (compile_bindings, compile_expression,
                                 primitive)
from targets.ml.infer import Inferrer
from targets.ml.lexer import SourceError
from targets.ml.machine import Frame, Globals, execute
from targets.ml.parser import Parser
from targets.ml.programs import SOURCES
from targets.ml.types import Constructed, Scheme, Variable, show
from targets.ml.values import Closure, Failure, Printer

CHECKS = [
    (['loop'], 'val sum : int -> int -> int = <fun>\n- : int = 450015000\n'),
    (['basics'],
     "val identity : 'a -> 'a = <fun>\n"
     "val compose : ('a -> 'b) -> ('c -> 'a) -> 'c -> 'b = <fun>\n"
     "val twice : ('a -> 'a) -> 'a -> 'a = <fun>\n"
     "val pair : 'a -> 'b -> 'a * 'b = <fun>\n"
     "val flip : ('a -> 'b -> 'c) -> 'b -> 'a -> 'c = <fun>\n"
     '- : int = 63\n- : string = "12!"\n'
     '- : string * bool = ("b", true)\n'
     'val add3 : int -> int -> int = <fun>\n- : int = 111\n'
     'val counter : int ref = ref 0\nval next : unit -> int = <fun>\n'
     '- : int = 21\n- : int ref = ref 2\n- : int = -3\n'
     "line 17: 'a -> 'a is given, 'a is wanted\n"),
    (['lists'],
     "val map : ('a -> 'b) -> 'a list -> 'b list = <fun>\n"
     "val fold : ('a -> 'b -> 'a) -> 'a -> 'b list -> 'a = <fun>\n"
     'val range : int -> int -> int list = <fun>\n'
     "val reverse : 'a list -> 'a list = <fun>\n"
     "val filter : ('a -> bool) -> 'a list -> 'a list = <fun>\n"
     '- : int list = [1; 4; 9; 16; 25; 36; 49; 64; 81; 100]\n'
     '- : int = 5050\n'
     '- : (int * bool) list = [(4, false); (3, true); (2, fal'
     'se); (1, false)]\n'
     '- : int list = [2; 4; 6; 8; 10; 12; 14; 16; 18; 20; 100; 102]\n'
     "val zip : 'a list -> 'b list -> ('a * 'b) list = <fun>\n"
     '- : (int * string) list = [(1, "one"); (2, "two"); (3, "three")]\n'
     "val sort : 'a list -> 'a list = <fun>\n"
     '- : int list = [1; 1; 2; 3; 4; 5; 6; 9]\n'
     '- : string list = ["apple"; "fig"; "pear"]\n'
     '- : (int * string) list = [(1, "z"); (2, "a"); (2, "b")]\n'
     'failure: lists of different lengths\n'),
    (['trees'],
     "val insert : 'a -> 'b -> ('a, 'b) tree -> ('a, 'b) tree = <fun>\n"
     "val find : 'a -> ('a, 'b) tree -> 'b option = <fun>\n"
     "val depth : ('a, 'b) tree -> int = <fun>\n"
     'val fill : int -> int -> (int, int) tree -> (int, int) tree = <fun>\n'
     'val small : (string, int) tree = Node (Leaf, "a", 1, No'
     'de (Node (Leaf, "b", 2, Leaf), "c", 3, Leaf))\n'
     '- : int option = Some (3)\n- : int option = None\n'
     'val large : unit -> (int, int) tree = <fun>\n- : int = 17\n'
     '- : int option = Some (321)\n'
     '- : (int * string option list) option = Some ((1, [Some'
     ' ("text"); None]))\n'),
    (['expressions'],
     "val lookup : string -> (string * 'a) list -> 'a = <fun>\n"
     'val eval : (string * value) list -> term -> value = <fun>\n'
     'val fib : term = Fix ("fib", Lam ("n", Cond (Less (Var '
     '("n"), Num (2)), Var ("n"), Add (App (Var ("fib"), Add '
     '(Var ("n"), Num (-1))), App (Var ("fib"), Add (Var ("n"'
     '), Num (-2)))))))\n- : value = Int (144)\n'
     'failure: a number is called\n'),
    (['queens'],
     'val safe : int -> int -> int list -> bool = <fun>\n'
     'val place : int -> int -> int list -> int = <fun>\n'
     'val all : int -> unit = <fun>\n4: 2\n5: 10\n6: 4\n7: 40\n'),
    (['even'],
     'val even : int -> bool = <fun>\nval odd : int -> bool = <fun>\n'
     '- : bool = false\nval f : int -> int list = <fun>\n'
     '- : int list = [1; 4; 8; 10; 12]\n'
     'val ackermann : int -> int -> int = <fun>\n- : int = 21\n'
     'val deep : int -> int = <fun>\nfailure: stack overflow\n'),
    (['church'],
     "val zero : 'a -> 'b -> 'b = <fun>\n"
     "val succ : (('a -> 'b) -> 'c -> 'a) -> ('a -> 'b) -> 'c -> 'b = <fun>\n"
     "val add : ('a -> 'b -> 'c) -> ('a -> 'd -> 'b) -> 'a ->"
     " 'd -> 'c = <fun>\n"
     "val mul : ('a -> 'b) -> ('c -> 'a) -> 'c -> 'b = <fun>\n"
     "val power : 'a -> ('a -> 'b) -> 'b = <fun>\n"
     "val two : ('a -> 'a) -> 'a -> 'a = <fun>\n"
     "val three : ('a -> 'a) -> 'a -> 'a = <fun>\n"
     "val number : ((int -> int) -> int -> 'a) -> 'a = <fun>\n"
     '- : int = 6\n- : int = 32\n'
     "val text : ((string -> string) -> string -> 'a) -> 'a = <fun>\n"
     '- : string = "|||||||||"\n'),
    (['cases'],
     'line 4: no case for Green\n'
     'val name : colour -> string = <fun>\n'
     'line 5: no case for (Line (Blue, _), true)\n'
     'val f : shape * bool -> int = <fun>\n'
     'line 13: this case is never reached\n'
     'val g : bool -> int = <fun>\nval h : int list -> int = <fun>\n'
     'line 15: this case is never reached\n'
     'val k : string -> int = <fun>\n- : int = 47\n- : int = 32\n'
     'failure: no case at line 4\n'),
    (['mismatch'],
     'val f : int -> int = <fun>\n'
     'line 3: string is given, int is wanted\n'),
    (['endless'], "line 1: 'a is given, 'a -> 'b is wanted\n"),
    (['single'],
     "val same : 'a -> 'a = <fun>\n- : int = 1\n"
     'line 3: bool is given, int is wanted\n'),
    (['let'], 'line 1: bool is given, int is wanted\n'),
    (['branches'], 'line 2: string is given, int is wanted\n'),
    (['unknown'], 'line 2: y is not known\n'),
    (['fields'], 'line 2: A takes 2 values, not 1\n'),
    (['syntax'], 'line 1: expected an expression, found ;;\n'),
    (['type'], "line 1: type 'a is not known\n"),
    (['zero'],
     'val f : int -> int = <fun>\n- : int = 2\n'
     'failure: division by zero\n'),
    (['functions'],
     "val f : 'a -> 'a = <fun>\nfailure: functions are compared\n"),
    (['-code', 'loop'],
     'top: 0 parameters, 1 slots, 0 captured\n   0 closure 0 0 0\n'
     '   1 set_global 0 7 0\n   2 return 0 0 0\n'
     'sum: 2 parameters, 7 slots, 0 captured\n   0 constant 4 0 0\n'
     '   1 equal 3 0 4\n   2 unless 5 3 0\n   3 move 2 1 0\n'
     '   4 jump 10 0 0\n   5 global 3 7 0\n   6 constant 6 1 0\n'
     '   7 subtract 4 0 6\n   8 add 5 1 0\n   9 tail_apply 2 3 2\n'
     '  10 return 2 0 0\nval sum : int -> int -> int = <fun>\n'
     'top: 0 parameters, 4 slots, 0 captured\n   0 global 1 7 0\n'
     '   1 constant 2 0 0\n   2 constant 3 1 0\n'
     '   3 tail_apply 0 1 2\n   4 return 0 0 0\n- : int = 450015000\n'),
    (['no', 'such file'], 'cannot read such file\n'),
]


class Session(object):
    """Declarations are typed, compiled and run one after the other."""

    def __init__(self, text, lists_code):
        parser = Parser(text)
        self.declarations = parser.program()
        self.inferrer = Inferrer(parser.variants)
        self.printer = Printer(parser.variants)
        self.lists_code = lists_code
        self.globals = Globals()
        self.numbers = {}
        self.warned = 0
        for i in range(len(PRIMITIVES)):
            self.define_primitive(i)

    def define_primitive(self, number):
        name = PRIMITIVES[number]
        item = Variable(-2, 0)
        type = Parser(PRIMITIVE_TYPES[number]).type_expression({"'a": item})
        assert isinstance(type, Constructed)
        arity = 1
        if isinstance(type.arguments[1], Constructed) and \
                type.arguments[1].name == '->':
            arity = 2
        self.inferrer.bind(name, Scheme([-2], type))
        self.globals.set(number, Closure(primitive(name, arity, number), []))
        self.numbers[name] = number

    def warn(self):
        warnings = self.inferrer.patterns.warnings
        while self.warned < len(warnings):
            print warnings[self.warned]
            self.warned += 1

    def run(self):
        for declaration in self.declarations:
            value = declaration.value
            if value is not None:
                self.evaluate(value)
            else:
                self.define(declaration)

    def execute(self, code):
        if self.lists_code:
            code.listing()
        return execute(code, Frame(code, [], None), self.globals)

    def evaluate(self, node):
        type = self.inferrer.variable()
        self.inferrer.unify(node.infer(self.inferrer), type, node.line)
        self.warn()
        value = self.execute(compile_expression(node, self.numbers))
        if type.bound is not None and show(type) != 'unit':
            print '- : %s = %s' % (show(type), self.printer.show(value,
                                                                 type))

    def define(self, declaration):
        schemes = self.inferrer.bindings(declaration.is_recursive,
                                         declaration.bindings)
        self.warn()
        self.execute(compile_bindings(declaration, self.numbers))
        for i in range(len(schemes)):
            name = declaration.bindings[i].name
            value = self.globals.values[self.numbers[name]]
            print 'val %s : %s = %s' % (
                name, show(schemes[i].type),
                self.printer.show(value, schemes[i].type))


def run(text, lists_code):
    try:
        Session(text, lists_code).run()
    except SourceError as error:
        print 'line %d: %s' % (error.line, error.message)
    except Failure as failure:
        print 'failure: ' + failure.message


def entry_point(argv):
    if len(argv) < 2:
        print 'usage: typed_ml [-code] NAME'
        return 2
    name = argv[len(argv) - 1]
    lists_code = len(argv) > 2 and argv[1] == '-code'
    if name in SOURCES:
        run(SOURCES[name], lists_code)
        return 0
    try:
        text = read_file(name)
    except IOError:
        print 'cannot read ' + name
        return 0
    run(text, lists_code)
    return 0
