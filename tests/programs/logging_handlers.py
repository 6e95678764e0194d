# Tests of logging: loggers, formatters and the handlers.
import logging, logging.handlers, tempfile, os, sys, time, StringIO, shutil
d=tempfile.mkdtemp(); f=os.path.join(d,'log')
h=logging.handlers.RotatingFileHandler(f, maxBytes=20, backupCount=2); l=logging.getLogger('r'); l.propagate=0; l.addHandler(h)
for i in range(6): l.warning('message %d', i)
h.close(); l.removeHandler(h)
for n in sorted(os.listdir(d)): print n, repr(open(os.path.join(d,n)).read())
h=logging.handlers.RotatingFileHandler(f, maxBytes=20, backupCount=0, delay=1); l.addHandler(h); print h.stream; l.error('x'*30); l.error('y'); h.close(); l.removeHandler(h); print sorted(os.listdir(d)), repr(open(f).read())
os.environ['TZ']='Europe/Berlin'; time.tzset()
for when in ('S','m','H','D','midnight','W0','W3','W6'):
    for utc in (0,1):
        h=logging.handlers.TimedRotatingFileHandler(os.path.join(d,'t'+when), when, utc=utc, delay=1)
        print when, h.interval, h.suffix, [h.computeRollover(t)-t for t in (1364601600, 1364601601, 1382745600, 1000000000, 0)]
        h.close()
for when in ('X','W','W7','W10'):
    try: logging.handlers.TimedRotatingFileHandler(os.path.join(d,'zz'), when)
    except ValueError as e: print e
real=time.time
g=os.path.join(d,'timed')
h=logging.handlers.TimedRotatingFileHandler(g,'midnight',backupCount=2)
try:
    for day in range(5):
        time.time=lambda: 1382659200+day*86400+100
        if not day: h.rolloverAt=h.computeRollover(int(time.time()))
        h.emit(logging.makeLogRecord({'msg':'day %d' % day,'levelname':'X'}))
        print h.rolloverAt
finally: time.time=real
h.close()
print [n for n in sorted(os.listdir(d)) if n.startswith('timed')], open(g).read()
w=os.path.join(d,'watched'); h=logging.handlers.WatchedFileHandler(w); l.addHandler(h); l.warning('a'); os.rename(w,w+'2'); l.warning('b'); os.remove(w); l.warning('c'); h.close(); l.removeHandler(h)
print repr(open(w).read()), repr(open(w+'2').read())
s=logging.handlers.SysLogHandler
print sorted((k,v) for k,v in vars(s).items() if k.startswith('LOG_')), sorted(s.priority_names.items()), sorted(s.facility_names.items()), 'name' in vars(s)
import socket
u=socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM); p=os.path.join(d,'sock'); u.bind(p)
h=s(p, facility='local3'); l.addHandler(h); l.critical(u'uni \xe9'); print repr(u.recv(100)); l.removeHandler(h); h.close()
u=socket.socket(socket.AF_INET, socket.SOCK_DGRAM); u.bind(('127.0.0.1',0))
h=s(u.getsockname()); l.addHandler(h); l.info('no'); l.error('yes'); print repr(u.recv(100)); l.removeHandler(h); h.close()
h=logging.handlers.DatagramHandler(*u.getsockname()); l.addHandler(h)
import cPickle
try: 1/0
except: l.exception('sent %s', 1)
data=u.recv(10000); r=logging.makeLogRecord(cPickle.loads(data[4:])); print r.msg, r.args, r.exc_info, r.exc_text.splitlines()[-1], r.levelname, ord(data[3])+256*ord(data[2])==len(data)-4
l.removeHandler(h); h.close()
h=logging.handlers.SocketHandler('127.0.0.1', 1); l.addHandler(h); l.error('z'); print h.retryPeriod, h.sock; h.retryTime=1; h.send('q'); print h.retryPeriod; l.removeHandler(h); h.close()
out=StringIO.StringIO(); t=logging.StreamHandler(out); t.setFormatter(logging.Formatter('%(name)s|%(levelname)s|%(message)s|%(funcName)s|%(lineno)d'))
m=logging.handlers.MemoryHandler(3, target=t); l.addHandler(m); l.setLevel(1)
l.debug('1'); l.info('2'); print repr(out.getvalue()); l.error('3'); print out.getvalue(); l.log(5,'lvl %(a)s',{'a':1}); m.close(); print out.getvalue().splitlines()[-1]; l.removeHandler(m)
try: logging.handlers.HTTPHandler('h','u','PUT')
except ValueError as e: print e
h=logging.handlers.NTEventLogHandler('a'); h.close()
l.addHandler(t)
for a in (('%s %s','x'),('%d','x'),(Exception('e'),),(u'\xe9 %s','\xe9'.decode('latin-1')),('%s',{}),('%(a)s',{'a':2})):
    out.truncate(0); sys.stderr=e=StringIO.StringIO()
    l.warning(*a); sys.stderr=sys.__stderr__; print repr(out.getvalue()), e.getvalue().splitlines()[-2:]
for x in ({'message':1},{'name':1},{'ok':2}):
    try: l.info('x',extra=x); print 'fine'
    except KeyError as e: print e
try: l.log('x','y')
except TypeError as e: print e
for lv in ('INFO','nope',3.5,7L):
    try: l.setLevel(lv); print l.level
    except Exception as e: print type(e).__name__, e
print logging.getLevelName(10), logging.getLevelName('INFO'), logging.getLevelName(11), sorted(map(str,logging._levelNames.items()))
a=logging.LoggerAdapter(l,{'k':'v'}); a.logger.setLevel(1); out.truncate(0); a.warning('w %s',1); 
try: 1/0
except ZeroDivisionError: a.exception('ex')
print out.getvalue().splitlines()[0:2], bool(a.isEnabledFor(0))
x=logging.getLogger('a.b.c'); y=logging.getLogger('a'); print x.parent.name, y.parent.name; z=logging.getLogger('a.b'); print x.parent.name, z.parent.name, z.getChild('q').name, logging.root.getChild('k').name, logging.getLogger(u'\xe9').name, logging.getLogger('.z').parent.name
print logging.LogRecord('n',10,'/p/f.py',3,'m %s',('x',),None), logging.LogRecord('n',10,'/p/f.py',3,'m %s',('x',),None,'fn').getMessage(), logging.LogRecord('n',10,None,3,'m',None,None).module
for k in (object, logging.Handler):
    try: logging.setLoggerClass(k)
    except TypeError as e: print e
bf=logging.BufferingFormatter(logging.Formatter('<%(message)s>')); print bf.format([]), bf.format([logging.makeLogRecord({'msg':'a'}),logging.makeLogRecord({'msg':'b'})])
fl=logging.Filter('a.b'); print [bool(fl.filter(logging.makeLogRecord({'name':n}))) for n in ('a','a.b','a.bc','a.b.c')]
logging.disable(logging.ERROR); print x.isEnabledFor(40)==0, bool(x.isEnabledFor(50)); logging.disable(0)
sys.stderr=sys.stdout
logging.getLogger('nohandlers').error('x'); logging.getLogger('nohandlers').error('x')
logging.basicConfig(format='%(levelname)s %(message)s', level='DEBUG', stream=sys.stdout); logging.debug('dbg'); sys.exc_clear(); logging.exception('no exc'); logging.log(55,'fiftyfive'); logging.fatal('f'); logging.warn('w')
import warnings; logging.captureWarnings(True); warnings.showwarning('careful', UserWarning, 'file', 3, line='text'); logging.captureWarnings(False)
logging.shutdown(); shutil.rmtree(d)
