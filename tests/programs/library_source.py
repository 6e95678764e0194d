# Where the library's source is known: tracebacks and inspect show its lines.

import inspect
import json
import linecache
import StringIO
import sys
import textwrap
import traceback

try:
    json.loads('{')
except ValueError:
    entries = traceback.extract_tb(sys.exc_info()[2])
    print all(text for file, line, name, text in entries), len(entries) > 2
    printed = StringIO.StringIO()
    traceback.print_exc(None, printed)
    lines = printed.getvalue().splitlines()
    print len(lines) == 2 * len(entries) + 2, lines[-1]

print inspect.getsource(json).splitlines()[-1] != ''
print inspect.getsource(textwrap.dedent).startswith('def dedent(')
print inspect.getsourcelines(textwrap.TextWrapper)[0][0]
print linecache.getline(textwrap.__file__.replace('.pyc', '.py'), 1) != '', linecache.getline('<frozen>/no/such.py', 1) == ''
