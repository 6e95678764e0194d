import xdrlib, modulefinder, webbrowser, os, sys, StringIO, tempfile
p = xdrlib.Packer(); p.pack_uint(9); p.pack_int(-3); p.pack_bool(True); p.pack_hyper(-5); p.pack_double(1.5); p.pack_string('hello'); p.pack_list([1, 2], p.pack_int); p.pack_array(['a', 'bc'], p.pack_string)
data = p.get_buffer(); print repr(data)
u = xdrlib.Unpacker(data); print u.unpack_uint(), u.unpack_int(), u.unpack_bool(), u.unpack_hyper(), u.unpack_double(), u.unpack_string(), u.unpack_list(u.unpack_int), u.unpack_array(u.unpack_string), u.done()
try: p.pack_uint(-1)
except xdrlib.ConversionError, e: print 'ConversionError'
d = tempfile.gettempdir() + '/mf%d' % os.getpid(); os.mkdir(d); os.mkdir(d + '/pk')
for n, t in ('main.py', 'import a, pk.m, nothere\nfrom pk import n, name\nfrom pk import *\n'), ('a.py', 'import sys\nx = 1\n'), ('pk/__init__.py', 'name = 2\n'), ('pk/m.py', 'import a\nfrom . import n\n'), ('pk/n.py', ''):
    f = open(os.path.join(d, n), 'w'); f.write(t); f.close()
m = modulefinder.ModuleFinder([d]); m.run_script(d + '/main.py')
print sorted(m.modules), m.any_missing(), m.any_missing_maybe()
import shutil; shutil.rmtree(d)
webbrowser.register('mine', None, webbrowser.GenericBrowser(['true', '%s'])); print webbrowser.get('mine').open('http://x'), webbrowser.get('mine').name
try: webbrowser.get('no-such-browser')
except webbrowser.Error, e: print e
import wave, pipes, compileall, os, struct, StringIO, sys
sys.stdout.flush()
name = tempfile.gettempdir() + '/w%d.wav' % os.getpid()
w = wave.open(name, 'wb'); w.setparams((2, 2, 8000, 0, 'NONE', 'x')); w.writeframes(struct.pack('<8h', *range(8))); w.close()
r = wave.open(name); print r.getparams(), repr(r.readframes(2)), r.tell(), repr(r.readframes(99)); r.close()
print repr(open(name, 'rb').read()); os.unlink(name)
t = pipes.Template(); t.append('tr a-z A-Z', '--'); f = t.open(name, 'w'); f.write('hello\n'); f.close(); print open(name).read(), pipes.quote("a'b c"); os.unlink(name)
t.append('cat $IN', 'f-'); t.prepend('echo x', '.-'); print t.copy('', name), open(name).read(); os.unlink(name)
