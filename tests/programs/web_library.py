# stress: trees
import threading, urllib2, netrc, robotparser, os, tempfile
from wsgiref.simple_server import make_server, demo_app, WSGIRequestHandler
from wsgiref import util, headers
class Quiet(WSGIRequestHandler):
    def log_request(self, *a): pass
def app(env, start):
    start('200 OK', [('Content-Type', 'text/plain')])
    return ['hi ', env['PATH_INFO'], '?', env['QUERY_STRING']]
def bad(env, start): raise ValueError
s = make_server('127.0.0.1', 0, app, handler_class=Quiet)
t = threading.Thread(target=s.handle_request); t.start()
r = urllib2.urlopen('http://127.0.0.1:%d/a%%20b?c=d' % s.server_port); print r.code, r.read(), r.headers['content-type']; t.join(); s.server_close()
e = {'SCRIPT_NAME': '/a', 'PATH_INFO': '/b/c'}; print util.shift_path_info(e), sorted(e.items())
e = {}; util.setup_testing_defaults(e); print util.request_uri(e), sorted(e)
h = headers.Headers([('A', '1')]); h.add_header('Content-Disposition', 'attachment', filename='x y'); h['a'] = '2'; print str(h)
out = open(tempfile.gettempdir() + '/nrc%d' % os.getpid(), 'w'); out.write('machine h login l password p\ndefault login d password q\nmacdef m\nline\n\n'); out.close()
n = netrc.netrc(tempfile.gettempdir() + '/nrc%d' % os.getpid()); print sorted(n.hosts.items()), n.macros, n.authenticators('h'), n.authenticators('z'); os.unlink(tempfile.gettempdir() + '/nrc%d' % os.getpid())
rp = robotparser.RobotFileParser(); rp.parse('User-agent: bad\nDisallow: /\n\nUser-agent: *\nDisallow: /private\nAllow: /'.split('\n')); print rp.can_fetch('bad/1.0', '/x'), rp.can_fetch('ok', 'http://h/private/a'), rp.can_fetch('ok', '/y'), str(rp)
