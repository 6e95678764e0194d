# Request handlers of HTTP on files in place of sockets: request lines, errors, files and listings.
# stress: collect=20
import BaseHTTPServer, SimpleHTTPServer, CGIHTTPServer, StringIO, os, tempfile, sys, re
sys.stderr=sys.stdout
def t(f,*a):
    try: print a,f(*a)
    except Exception as e: print a,type(e),e
for p in ['', '/', '//', '/a', '/a/', '/a/b/..', '/a/../b', '/..', '..', '/a/./b', '/cgi-bin/x?y/../z', '/cgi-bin//x', '/a/.', '/a/..', '/%2e%2e/x', '/cgi-bin%2fx', 'cgi-bin/x', '/a?b?c', '/a/b/../..', '/a/b/../../..','/a/../../b','?x']: t(CGIHTTPServer._url_collapse_path,p)
def put(n,t):
    with open(n,'w') as f: f.write(t)
d=tempfile.mkdtemp(); os.chdir(d); os.mkdir('sub'); os.mkdir('cgi-bin'); os.mkdir('cgi-bin/d'); put('sub/f.txt','hello'); put('a<b.py','x'); os.mkdir('idx'); put('idx/index.html','<p>'); os.symlink('sub','lnk')
put('cgi-bin/p.py','#!/bin/sh\necho X-Y: z\necho\necho "$REQUEST_METHOD|$PATH_INFO|$SCRIPT_NAME|$QUERY_STRING|$CONTENT_TYPE|$CONTENT_LENGTH|$HTTP_ACCEPT|$HTTP_COOKIE|$AUTH_TYPE|$REMOTE_USER|$HTTP_USER_AGENT|$HTTP_REFERER|$GATEWAY_INTERFACE|$1"\n[ "$REQUEST_METHOD" = POST ] && head -c $CONTENT_LENGTH\nexit 0'); os.chmod('cgi-bin/p.py',0755); put('cgi-bin/no','x'); os.chmod('cgi-bin',0755); os.chmod(d,0755)
import shutil; shutil.copy('cgi-bin/p.py','cgi-bin/d/q.py')
class Sock:
    def __init__(s,data): s.f=tempfile.TemporaryFile(); s.f.write(data); s.f.seek(0); s.o=tempfile.TemporaryFile()
    def makefile(s,mode,size): return os.fdopen(os.dup((s.f if 'r' in mode else s.o).fileno()),mode,0 if size<1 else size)
    def close(s): pass
class Srv: server_name='me'; server_port=7
def handler(base, proto):
    class H(base):
        protocol_version=proto
        sys_version='PV'
        def log_date_time_string(s): return 'now'
        def date_time_string(s, t=None): return 'date'
        def address_string(s): return 'peer'
        def do_BOOM(s): import socket; raise socket.timeout('late')
        def do_RAW(s): s.send_response(299); s.send_header('Connection','keep-alive'); s.end_headers(); s.wfile.write(repr((s.command,s.path,s.request_version,s.close_connection)))
    return H
def run(base, data, proto='HTTP/1.0'):
    s=Sock(data); print '>>',repr(data[:60]), proto
    try: handler(base,proto)(s,('1.2.3.4',5),Srv())
    except Exception as e: print type(e),e
    s.o.seek(0); print s.o.read().replace('\r','').replace(d,'D').replace(sys.getfilesystemencoding(),'C')
B=BaseHTTPServer.BaseHTTPRequestHandler; S=SimpleHTTPServer.SimpleHTTPRequestHandler; C=CGIHTTPServer.CGIHTTPRequestHandler
for p in 'HTTP/1.0','HTTP/1.1':
    for l in ['', '\r\n', 'GET', 'GET /', 'RAW /', 'GET / HTTP/1.0', 'RAW / HTTP/1.0', 'RAW / HTTP/1.1', 'RAW / HTTP/x', 'RAW / HTTP/1', 'RAW / HTTP/2.0', 'RAW / FOO', 'a b c d', 'RAW / HTTP/1.1.1','BOOM / HTTP/1.1', 'HEAD <x> HTTP/1.1', 'RAW / HTTP/1.1\r\nConnection: close', 'RAW / HTTP/1.0\r\nConnection: Keep-Alive', 'RAW /'+'x'*65536]:
        run(B, l+'\r\n\r\n' if l else l, p)
run(B,'RAW /a HTTP/1.1\r\n\r\nRAW /b HTTP/1.1\r\n\r\n','HTTP/1.1')
for p in ['/', '/sub', '/sub?x#y', '/sub/', '/sub/f.txt', '/sub/f.txt/', '/nope', '/idx/', '/a%3Cb.py', '/../../sub/f.txt', '/lnk/', '/sub/%2e%2e/sub/f.txt?q']:
    run(S,'GET %s HTTP/1.0\r\n\r\n'%p)
run(S,'HEAD /sub/f.txt HTTP/1.0\r\n\r\n'); run(S,'POST / HTTP/1.0\r\n\r\n')
import time
class Q(B):
    def __init__(s): pass
q=Q(); print q.date_time_string(86400*400), len(q.log_date_time_string()), q.version_string()
shutil.rmtree(d)
