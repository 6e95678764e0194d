"""Lines edited at the prompt: what is typed is a program with the keys of Emacs."""
import os, tempfile
import re
import select
import subprocess
import sys
import time

def session(typed):
    master, slave = os.openpty()
    environment = dict(os.environ, TERM='xterm', INPUTRC='/dev/null')
    for name in 'PYTHONSTARTUP', 'PYRS_STRESS':
        environment.pop(name, None)
    process = subprocess.Popen([sys.executable, '-E'], stdin=slave, stdout=slave, stderr=slave,
                               env=environment, close_fds=True)
    os.close(slave)
    output = ['']
    def read_until(mark):
        end = time.time() + 40
        while mark not in output[0] and time.time() < end:
            if select.select([master], [], [], 0.1)[0]:
                try:
                    # What moves the cursor and the like is up to the editor.
                    output[0] = re.sub('\x1b\\[[0-9;?]*[A-Za-z]|\r', '', output[0] + os.read(master, 4096))
                except OSError:
                    break
        found = mark in output[0]
        output[0] = output[0].split(mark, 1)[-1] if found else ''
        return found
    print read_until('>>> ')
    for keys, mark in typed:
        os.write(master, keys)
        print repr(keys), read_until(mark)
        if not mark.endswith(' '):
            # Keys that come before the prompt are the terminal's.
            read_until('\n>>> ')
    os.write(master, '\x04')
    os.close(master)
    print process.wait()

UP, DOWN, LEFT, RIGHT, HOME, END = '\x1b[A', '\x1b[B', '\x1b[D', '\x1b[C', '\x1b[H', '\x1b[F'
session([
    ('print 1000+1\r', '\n1001'),
    ('\x10\x02\x7f5\r', '\n100051'),                           # C-p, C-b, backspace
    ('rint 3000' + '\x01p\x05+3\r', '\n3003'),                # C-a, C-e
    ('print 40004000' + '\x02' * 4 + '\x0b+5\r', '\n4005'),   # C-b, C-k
    ('print one two three\x17\x17\x17"five"\r', '\nfive'),    # C-w
    ('"yank"\x15print \x19*2\r', '\nyankyank'),               # C-u, C-y
    ('\x12+3\x05\r', '\n3003'),                               # C-r
    ('print "h\xc3\xa4s"\x02\x02\x7f\xc3\xb6\r', '\nh\xc3\xb6s'),
    ('for i in 7, 8:\r', '\n... '),
    ('    print i * 1111\r', '\n... '),
    ('\r', '\n7777\n8888'),
    ('import readline; readline.add_history("print 6006")\r', '\n>>> '),
    ('\x10\x10\x0e\r', '\n>>> '),
    ('raw_input("say: ")\r', '\nsay: '),
    ('well\x02l\r', "'welll'"),
])

# The keys of terminals of this kind. (GNU readline looks them up in a database that may not be there.)
if 'pyrs' in sys.version:
    session([
        ('print 1000+1\r', '\n1001'),
        (UP + LEFT + '\x7f5\r', '\n100051'),
        ('rint 2000+2' + HOME + 'p' + END + '0\r', '\n2020'),
        (UP + UP + DOWN + UP + UP + '\r', '\n1001'),
        ('print 123' + LEFT * 3 + '\x1b[3~' + RIGHT + '4\r', '\n243'),
    ])
else:
    print True
    for keys in ('print 1000+1\r', UP + LEFT + '\x7f5\r', 'rint 2000+2' + HOME + 'p' + END + '0\r',
                 UP + UP + DOWN + UP + UP + '\r', 'print 123' + LEFT * 3 + '\x1b[3~' + RIGHT + '4\r'):
        print repr(keys), True
    print 0

import readline
readline.clear_history()
for line in 'a', 'b', 'c':
    readline.add_history(line)
print readline.get_current_history_length(), readline.get_history_item(2), readline.get_history_item(9)
readline.replace_history_item(0, 'z')
readline.remove_history_item(1)
path = tempfile.gettempdir() + '/history%d' % os.getpid()
readline.write_history_file(path)
print open(path).read().split()
readline.clear_history()
readline.read_history_file(path)
os.unlink(path)
print [readline.get_history_item(i) for i in range(1, readline.get_current_history_length() + 1)]
try:
    readline.remove_history_item(5)
except ValueError, e:
    print e
print readline.get_completer()
readline.set_completer(len)
print readline.get_completer()
readline.set_completer_delims(' ')
print repr(readline.get_completer_delims())
