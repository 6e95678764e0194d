import cgitb, os, re, shutil, StringIO, sys, tempfile
folder = tempfile.mkdtemp()
name = os.path.join(folder, 'failing.py')
with open(name, 'w') as f:
    f.write('limit = 5\nclass Box(object):\n    side = 3\ndef fail(a, *b, **c):\n    box = Box()\n    return a + box.side + limit + missing + (\n        len(b))\ndef outer():\n    fail(1, 2, x="<y>")\n')
sys.path.insert(0, folder)
sys.dont_write_bytecode = True
import failing
try:
    failing.outer()
except NameError:
    info = sys.exc_info()
text = cgitb.text(info, 3)
print 'global name' in text, re.findall(r'\w+: .*missing.*', text)[-1]
for line in 'def fail(a, *b, **c):', 'return a + box.side', 'a = 1', 'box.side = 3', 'global limit = 5', 'missing undefined', "c={'x': '<y>'}", 'Traceback (most recent call last)', \
        'A problem occurred in a Python script', 'in outer()', 'original traceback', 'b = (2,)':
    print line, line in text
page = cgitb.html(info)
for line in '<y>', '&lt;y&gt;', 'NameError', 'failing.py', 'A problem occurred in a Python script', 'original traceback', '<strong>':
    print line, line in page
print cgitb.small('x'), cgitb.strong('x'), cgitb.grey('x'), repr(cgitb.small('')), 'Content-Type: text/html' in cgitb.reset()
frame = info[2].tb_next.tb_next.tb_frame
for line in 'a + box.side.real', 'limit if len else missing.x', 'print "a.b", box.nothing, (1).real, box .side':
    print [(n, w, v if v is not cgitb.__UNDEF__ and n != 'len' and n != 'box' else '...') for n, w, v in cgitb.scanvars(iter([line + '\n', '']).next, frame, frame.f_locals)]
for options in dict(format='text'), dict(), dict(display=0, logdir=folder), dict(format='text', logdir=folder):
    out = StringIO.StringIO()
    cgitb.Hook(file=out, **options)(*info)
    told = out.getvalue()
    print sorted(options), 'NameError' in told, 'A problem occurred' in told, 'contains the description' in told
print sorted(os.path.splitext(n)[1] for n in os.listdir(folder))
cgitb.enable(format='text')
print sys.excepthook.__class__, sys.excepthook.format
shutil.rmtree(folder)
