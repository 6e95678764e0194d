import errno, os, signal, StringIO, subprocess, sys, tempfile
from subprocess import PIPE, STDOUT, Popen
def tell(function, *arguments, **options):
    try:
        print repr(function(*arguments, **options))
    except Exception, e:
        print type(e).__name__, e, getattr(e, 'errno', None), sorted(k for k in vars(e) if k != 'child_traceback')
sys.stdout.flush()
print subprocess.call(['true']), subprocess.call('exit 3', shell=True), subprocess.call('kill -9 $$', shell=True), subprocess.check_call(['true'])
tell(subprocess.check_call, 'exit 4', shell=True)
tell(subprocess.check_call, args=['false'])
tell(subprocess.check_output, ['echo', 'a b'])
tell(subprocess.check_output, 'echo out; echo err >&2; exit 5', shell=True, stderr=STDOUT)
tell(subprocess.check_output, ['true'], stdout=1)
try:
    subprocess.check_output('echo out; exit 6', shell=True)
except subprocess.CalledProcessError, e:
    print e.returncode, repr(e.output), e.cmd, repr(str(e))
tell(subprocess.call, ['/no/such/program'])
tell(subprocess.call, 'no such program')
tell(subprocess.call, ['true'], cwd='/no/such')
tell(subprocess.call, ['true'], bufsize='x')
tell(subprocess.call, ['true'], startupinfo=1)
tell(subprocess.call, ['true'], creationflags=1)
tell(subprocess.call, [])
def fail():
    raise ValueError('in the child', 1)
try:
    subprocess.call(['true'], preexec_fn=fail)
except ValueError, e:
    print e.args, e.child_traceback.splitlines()[-1]
sys.stdout.flush()
for options in dict(stdout=PIPE), dict(stderr=PIPE), dict(stdin=PIPE), dict(stdin=PIPE, stdout=PIPE), dict(stdout=PIPE, stderr=PIPE), \
        dict(stdin=PIPE, stdout=PIPE, stderr=PIPE), dict(stdin=PIPE, stdout=PIPE, stderr=STDOUT), {}:
    if 'stderr' not in options:
        command = 'cat' if 'stdin' in options else 'echo told'
    else:
        command = 'echo errors >&2; ' + ('cat' if 'stdin' in options else 'echo told')
    if 'stdout' not in options:
        command = '(%s) >/dev/null' % command
    p = Popen(command, shell=True, **options)
    print sorted(options), p.pid > 0, p.stdin is not None, p.stdout is not None, p.stderr is not None,
    sys.stdout.flush()
    print p.communicate('given\n' if 'stdin' in options else None), p.returncode, p.poll(), p.wait()
    sys.stdout.flush()
data = ''.join(map(str, range(60000)))
for poll in True, False:
    subprocess._has_poll = poll
    p = Popen('tee /dev/stderr', shell=True, stdin=PIPE, stdout=PIPE, stderr=PIPE)
    out, err = p.communicate(data)
    print out == data, err == data,
    p = Popen('exec <&-; echo gone', shell=True, stdin=PIPE, stdout=PIPE)
    print p.communicate(data)
subprocess._has_poll = True
p = Popen('cat', shell=True, stdin=PIPE, stdout=PIPE, universal_newlines=True)
print p.communicate('a\r\nb\rc\n')
p = Popen(['printf', 'x\\r\\ny\\rz'], stdout=PIPE, universal_newlines=True, bufsize=1)
print list(p.stdout), p.wait()
p = Popen(['sleep', '100'])
print p.poll()
p.terminate()
print p.wait() == -signal.SIGTERM, p.poll()
p = Popen(['sleep', '100'])
p.kill()
print p.wait(), p.send_signal.im_self is p
p = Popen(['sleep', '100'])
p.send_signal(signal.SIGHUP)
print p.wait()
with tempfile.TemporaryFile() as f:
    print subprocess.call('echo $NAME; pwd; echo to error >&2', shell=True, stdout=f, stderr=STDOUT, env={'NAME': 'value', 'PATH': os.defpath}, cwd='/')
    f.seek(0)
    print f.read().split('\n')
with tempfile.TemporaryFile() as f:
    f.write('from a file')
    f.flush()
    f.seek(0)
    print repr(subprocess.check_output(['cat'], stdin=f.fileno()))
print Popen(['sh', '-c', 'echo $0 $1', 'zero', 'one'], stdout=PIPE).communicate(), Popen(['other', '-c', 'echo $0'], executable='/bin/sh', stdout=PIPE).communicate()
print Popen('echo $0 shell', shell=True, executable='/bin/sh', stdout=PIPE).communicate(), Popen(u'true').wait()
r, w = os.pipe()
print [subprocess.call('test -e /proc/self/fd/%d' % w, shell=True, close_fds=close) for close in (False, True)]
p = Popen(['true'])
os.waitpid(p.pid, 0)
print p.poll(), p.wait()
for words in ['a', 'b c'], [''], ['a"b'], ['a\\', 'b'], ['a \\'], ['\\\\"'], ['a\\\\b c\\"', 'tab\t'], ['a b\\\\\\"d', '\n\\']:
    print subprocess.list2cmdline(words)
print subprocess.mswindows, subprocess.PIPE, subprocess.STDOUT, subprocess.__all__, subprocess._args_from_interpreter_flags()
