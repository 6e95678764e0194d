# stress: collect=5
import cookielib, urllib2, trace, sys, asyncore, asynchat, socket, threading, xmlrpclib, SimpleXMLRPCServer, ftplib, pydoc, rlcompleter, future_builtins, tempfile
import os
name = tempfile.gettempdir() + '/cookies%d.txt' % os.getpid()
# cookies
from StringIO import StringIO
import mimetools
class R:
    def __init__(self, *h): self.m = mimetools.Message(StringIO('\n'.join(h) + '\n\n'))
    def info(self): return self.m
jar = cookielib.CookieJar()
req = urllib2.Request('http://www.example.com/a/b')
jar.extract_cookies(R('Set-Cookie: x=1; path=/a', 'Set-Cookie: y="q r"; domain=.example.com; expires=Wed, 01-Jan-2035 00:00:00 GMT', 'Set-Cookie: bad=1; domain=.other.com'), req)
for c in jar: print c, repr(c.expires), c.discard
r2 = urllib2.Request("http://www.example.com/a/c"); jar.add_cookie_header(r2); print sorted(r2.get_header("Cookie").split("; "))
r2 = urllib2.Request('http://www.example.com/z'); jar.add_cookie_header(r2); print r2.get_header('Cookie')
for cls in cookielib.LWPCookieJar, cookielib.MozillaCookieJar:
    j = cls(name)
    for c in jar: j.set_cookie(c)
    j.save(ignore_discard=True)
    print open(name).read()
    k = cls(); k.load(name, ignore_discard=True); print len(k), sorted(map(str, k))
for s in '1994-02-03 14:15:29 -0100', '19940203T141529Z', '1994-02-03': print cookielib.iso2time(s)
for s in 'Wed, 09 Feb 1994 22:23:32 GMT', 'Thursday, 03-Feb-94 00:00:00 GMT', '03/Feb/1994:17:03:55 -0700', 'garbage': print cookielib.http2time(s)
print cookielib.split_header_words(['foo="bar"; port="80,81"; d=1, bar=baz']), cookielib.parse_ns_headers(['a=b; expires=Wed, 09 Feb 1994 22:23:32 GMT; secure'])
# trace
def f(x):
    if x:
        return 1
    return 2
t = trace.Trace(count=1, trace=0)
print t.runfunc(f, 1)
print sorted((l, n) for (fn, l), n in t.results().counts.items())
t = trace.Trace(count=0, trace=0, countfuncs=1); t.runfunc(f, 0); print sorted(k[2] for k in t.results().calledfuncs)
# asyncore
class Echo(asynchat.async_chat):
    def __init__(self, s):
        asynchat.async_chat.__init__(self, s); self.set_terminator('\n'); self.b = []
    def collect_incoming_data(self, d): self.b.append(d)
    def found_terminator(self):
        line = ''.join(self.b); self.b = []
        self.push(line.upper() + '\n')
        if line == 'bye': self.close_when_done()
class Server(asyncore.dispatcher):
    def __init__(self):
        asyncore.dispatcher.__init__(self); self.create_socket(socket.AF_INET, socket.SOCK_STREAM); self.set_reuse_addr()
        self.bind(('127.0.0.1', 0)); self.listen(5); self.port = self.socket.getsockname()[1]
    def handle_accept(self):
        pair = self.accept()
        if pair: Echo(pair[0]); self.close()
s = Server()
def client():
    c = socket.create_connection(('127.0.0.1', s.port)); c.sendall('one\ntw'); c.sendall('o\nbye\n')
    out = ''
    while True:
        d = c.recv(100)
        if not d: break
        out += d
    print repr(out)
th = threading.Thread(target=client); th.start(); asyncore.loop(timeout=1); th.join()
# xmlrpc
srv = SimpleXMLRPCServer.SimpleXMLRPCServer(('127.0.0.1', 0), logRequests=False, allow_none=True)
srv.register_function(pow); srv.register_introspection_functions(); srv.register_multicall_functions()
class I:
    def hello(self, n):
        "Say hello."
        return 'hello ' + n
srv.register_instance(I())
th = threading.Thread(target=lambda: [srv.handle_request() for i in range(6)]); th.start()
p = xmlrpclib.ServerProxy('http://127.0.0.1:%d' % srv.server_address[1])
print p.pow(2, 5), p.hello('x'), p.system.listMethods(), p.system.methodHelp('hello')
try: p.nothing()
except xmlrpclib.Fault, e: print e
m = xmlrpclib.MultiCall(p); m.pow(2, 3); m.hello('y'); print list(m())
th.join(); srv.server_close()
# ftp
lines = []
def ftpserver(l):
    c, a = l.accept(); f = c.makefile('r+', 0)
    c.sendall('220-hi\r\n220 there\r\n')
    d = None
    while True:
        line = c.recv(1000).strip()
        lines.append(line)
        cmd = line.split()[0]
        if cmd == 'USER': c.sendall('331 pw\r\n')
        elif cmd == 'PASS': c.sendall('230 ok\r\n')
        elif cmd == 'TYPE': c.sendall('200 ok\r\n')
        elif cmd == 'PASV':
            d = socket.socket(); d.bind(('127.0.0.1', 0)); d.listen(1); pt = d.getsockname()[1]
            c.sendall('227 ok (127,0,0,1,%d,%d)\r\n' % (pt // 256, pt % 256))
        elif cmd in ('RETR', 'NLST', 'STOR'):
            c.sendall('150 open (5 bytes)\r\n'); x, a = d.accept()
            if cmd == 'STOR':
                got = ''
                while True:
                    b = x.recv(100)
                    if not b: break
                    got += b
                lines.append(got)
            else: x.sendall('a\r\nb\r\n')
            x.close(); c.sendall('226 done\r\n')
        elif cmd == 'PWD': c.sendall('257 "/a""b" is it\r\n')
        elif cmd == 'SIZE': c.sendall('213 77\r\n')
        elif cmd == 'DELE': c.sendall('550 no\r\n')
        elif cmd == 'QUIT': c.sendall('221 bye\r\n'); break
    c.close()
l = socket.socket(); l.bind(('127.0.0.1', 0)); l.listen(1)
th = threading.Thread(target=ftpserver, args=(l,)); th.start()
ftp = ftplib.FTP(); print repr(ftp.connect('127.0.0.1', l.getsockname()[1])); print ftp.login('u', 'p'), ftp.nlst(), ftp.pwd(), ftp.size('f')
got = []; print ftp.retrbinary('RETR f', got.append), got; print ftp.storlines('STOR g', StringIO('x\ny\n'))
try: ftp.delete('z')
except ftplib.error_perm, e: print e
print ftp.quit(); th.join(); print lines
# completion, builtins
c = rlcompleter.Completer({'spam': 1, 'spin': len}); print sorted(c.global_matches('sp')), c.complete('imp', 0)
print c.attr_matches('spin.__na'), future_builtins.oct(8), future_builtins.hex(255), list(future_builtins.map(abs, [-1]))
print pydoc.plain(pydoc.render_doc(f))
os.unlink(name)
