"""Grammars, and texts for their parsers."""

CALCULATOR = """
%left '<'
%left '+' '-'
%left '*' '/'
%right NEGATE
%right '^'
lines : line -> lines 1 | lines line -> lines 1 2 ;
line : sum ';' -> show 1 | NAME '=' sum ';' -> set 1 3 | error ';' ;
sum : sum '+' sum -> add 1 3
    | sum '-' sum -> subtract 1 3
    | sum '*' sum -> multiply 1 3
    | sum '/' sum -> divide 1 3
    | sum '^' sum -> power 1 3
    | sum '<' sum -> less 1 3
    | '-' sum %prec NEGATE -> negate 2
    | '(' sum ')' -> 2
    | '(' error ')' -> error
    | 'if' sum 'then' sum 'else' sum 'fi' -> if 2 4 6
    | NUMBER -> number 1
    | NAME -> variable 1
    ;
"""

# Levels by rules instead of declarations; not LL(1), for its left recursion.
LAYERS = """
lines : line -> lines 1 | lines line -> lines 1 2 ;
line : sum ';' -> show 1 ;
sum : sum '+' product -> add 1 3 | sum '-' product -> subtract 1 3
    | product -> 1 ;
product : product '*' power -> multiply 1 3 | product '/' power -> divide 1 3
        | power -> 1 ;
power : factor '^' power -> power 1 3 | factor -> 1 ;
factor : '-' factor -> negate 2 | '(' sum ')' -> 2 | NUMBER -> number 1 ;
"""

DANGLING = """
statement : 'if' NAME 'then' statement -> when 2 4
          | 'if' NAME 'then' statement 'else' statement -> choose 2 4 6
          | NAME '=' NUMBER -> set 1 3
          | '{' list '}' -> 2
          ;
list : -> list | list statement ';' -> list 1 2 ;
"""

# Needs lookaheads of states: what follows a symbol anywhere is too much.
POINTERS = """
assignment : place '=' value -> assign 1 3 | value -> 1 ;
place : '*' value -> content 2 | NAME -> name 1 ;
value : place -> load 1 ;
"""

# LR(1), but merging states with equal kernels makes two ways to reduce.
MERGED = """
start : 'a' one 'd' | 'b' two 'd' | 'a' two 'e' | 'b' one 'e' ;
one : 'c' ;
two : 'c' ;
"""

AMBIGUOUS = """
sum : sum '+' sum | sum sum | NUMBER | thing ;
thing : NUMBER ;
"""

NULLABLE = """
call : NAME '(' arguments ')' modifiers -> call 1 3 5 ;
arguments : -> none | some -> 1 ;
some : argument -> some 1 | some ',' argument -> some 1 3 ;
argument : modifiers NAME default -> argument 1 2 3 ;
default : -> none | '=' NUMBER -> default 2 ;
modifiers : -> none | modifiers 'ref' -> ref 1 | modifiers 'const' -> const 1 ;
"""

NOTATION = """
grammar : declarations rules -> grammar 1 2 ;
declarations : -> declarations
             | declarations '%' NAME symbols -> declarations 1 3 4 ;
rules : rule -> rules 1 | rules rule -> rules 1 2 ;
rule : NAME ':' alternatives ';' -> rule 1 3 ;
alternatives : alternative -> alternatives 1
             | alternatives '|' alternative -> alternatives 1 3 ;
alternative : symbols precedence action -> 1 ;
symbols : -> symbols | symbols symbol -> symbols 1 2 ;
symbol : NAME -> 1 | STRING -> 1 ;
precedence : -> none | '%' 'prec' symbol -> prec 3 ;
action : -> none | '->' NAME numbers -> node 2 3 | '->' NUMBER -> part 2 ;
numbers : -> numbers | numbers NUMBER -> numbers 1 2 ;
"""

PASCAL = """
%nonassoc '=' '<' '>'
%left '+' '-' 'or'
%left '*' '/' 'and'
program : 'program' NAME ';' block '.' -> program 2 4 ;
block : variables procedures body -> block 1 2 3 ;
variables : -> variables | variables 'var' names ':' type ';' -> variables 1 3 5
          | variables 'var' error ';' -> variables 1 3 ;
names : NAME -> names 1 | names ',' NAME -> names 1 3 ;
type : NAME -> type 1
     | 'array' '[' NUMBER '..' NUMBER ']' 'of' type -> array 3 5 8
     | 'record' fields 'end' -> record 2 ;
fields : names ':' type -> fields 1 3 | fields ';' names ':' type -> fields 1 3 5 ;
procedures : -> procedures
           | procedures 'procedure' NAME parameters ';' block ';' -> procedures 1 3 4 6 ;
parameters : -> parameters | '(' fields ')' -> parameters 2 ;
body : 'begin' statements 'end' -> 2 ;
statements : statement -> statements 1 | statements ';' statement -> statements 1 3 ;
statement : -> empty
          | place ':=' expression -> assign 1 3
          | NAME arguments -> call 1 2
          | body -> 1
          | 'if' expression 'then' statement -> if 2 4
          | 'if' expression 'then' statement 'else' statement -> if 2 4 6
          | 'while' expression 'do' statement -> while 2 4
          | 'repeat' statements 'until' expression -> repeat 2 4
          | error ;
place : NAME -> 1 | place '[' expression ']' -> item 1 3 | place '.' NAME -> field 1 3 ;
arguments : -> arguments | '(' expressions ')' -> 2 ;
expressions : expression -> arguments 1 | expressions ',' expression -> arguments 1 3 ;
expression : expression '=' expression -> equal 1 3
           | expression '<' expression -> less 1 3
           | expression '>' expression -> greater 1 3
           | expression '+' expression -> add 1 3
           | expression '-' expression -> subtract 1 3
           | expression 'or' expression -> or 1 3
           | expression '*' expression -> multiply 1 3
           | expression '/' expression -> divide 1 3
           | expression 'and' expression -> and 1 3
           | 'not' factor -> not 2
           | factor -> 1 ;
factor : place -> 1 | NUMBER -> 1 | STRING -> text 1 | '(' expression ')' -> 2
       | NAME '(' expressions ')' -> call 1 3 ;
"""

GRAMMARS = {
    'calculator': CALCULATOR, 'layers': LAYERS, 'dangling': DANGLING,
    'pointers': POINTERS, 'merged': MERGED, 'ambiguous': AMBIGUOUS,
    'nullable': NULLABLE, 'notation': NOTATION, 'pascal': PASCAL,
    'missing': "a : b 'x' ;\n",
    'twice': "a : 'x' ;\na : 'y' ;\n",
    'part': "a : 'x' -> 2 ;\n",
    'unfinished': "a : 'x' 'y'\n",
}

SUMS = """
1 + 2 * 3 - 4 - 5;
-2 ^ 2; (-2) ^ 2; 2 ^ 3 ^ 2;
x = 7; y = x * x - 3;
if x < y then y / x else 0 fi;
y - -x;
"""

WRONG = """
1 + * 2; 3 + 4;
x = (1 + ) * 2; 5 5;
(6;
7 + 1;
"""

PROGRAM = """
program sorting;
var i, j, kept: integer;
var numbers: array[1..10] of record value: integer; next, last: integer end;
procedure swap(a, b: integer);
var t: integer;
begin t := numbers[a].value; numbers[a].value := numbers[b].value;
  numbers[b].value := t
end;
begin
  i := 1;
  while i < 10 do begin
    j := i + 1;
    repeat
      if numbers[j].value < numbers[i].value then swap(i, j) else;
      j := j + 1
    until j > 10;
    i := i + 1
  end;
  if not (i = 10) and j > 2 * i or found then write('odd', size(i, j) - 1)
end.
"""

MISTAKES = """
program wrong;
var i integer;
begin
  i := ;
  while i < 10 do i := i + 1;
  if i then begin i := 2 end
  i := 3 < 4 < 5;
  write(i
end.
"""

TEXTS = {
    'sums': SUMS, 'wrong': WRONG, 'program': PROGRAM, 'mistakes': MISTAKES,
    'power': '1 - 2 - 3 * 4; 2 ^ 3 ^ 2; -(4 - 6);',
    'unknown': 'x = 2;\nx + z;\n', 'zero': '4;\n5 / (2 - 2);\n',
    'huge': '9 ^ 99;', 'else': 'if a then if b then c = 1 else c = 2',
    'assign': '* * p = * q', 'call': 'f(ref const a = 1, b, ref c) const',
    'number': '1 + 2x;', 'strange': '1 ? 2;', 'c': 'a c e',
}
