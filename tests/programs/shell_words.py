# shlex: words of command lines, and tokens of simple languages.
import shlex
from StringIO import StringIO

for text in ["a b  c", "'a b' \"c d\" e", 'a\\ b "c\\"d" \'e\\f\'', 'x"y z"w', "''", "a '' b", "# not", "a#b", "--opt='v w' -x"]:
    print repr(text), shlex.split(text), shlex.split(text, True), shlex.split(text, posix=False)
for text in ["'open", '"open', "end\\"]:
    try:
        print shlex.split(text)
    except ValueError, error:
        print text, error
for posix in (False, True):
    lexer = shlex.shlex("x = f(1,'two words') # gone\n y+=z", "name", posix)
    print list(lexer), lexer.lineno, lexer.error_leader()
lexer = shlex.shlex(StringIO("one two"))
lexer.push_token("zero")
lexer.push_source("inner words")
print [lexer.get_token() for turn in range(6)]
