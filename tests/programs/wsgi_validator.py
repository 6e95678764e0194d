# The checks that wsgiref.validate makes of servers and applications.
from wsgiref import validate as v, util
import warnings, sys, StringIO
warnings.showwarning=lambda m,c,*a: sys.stdout.write('%s %s\n'%(c.__name__,m)); warnings.simplefilter('always')
def ok(env,start): start('200 OK',[('Content-Type','t')]); return ['x']
def run(app=ok,args=None,kw={},**env):
    e={}; util.setup_testing_defaults(e); e['QUERY_STRING']=''
    for k,x in env.items():
        k=k.replace('__','.')
        if x is None: e.pop(k,None)
        else: e[k]=x
    try:
        r=v.validator(app)(*(args if args is not None else (e,lambda *a: (lambda d: sys.stdout.write('W'+d))),),**kw); print list(r); r.close(); r.next()
    except Exception as ex: print type(ex).__name__, str(ex)[:150]
run(); run(args=(1,)); run(kw={'a':1}); run(args=([],1))
for kw in [dict(REQUEST_METHOD=None),dict(wsgi__input=None),dict(HTTP_CONTENT_TYPE='x'),dict(HTTP_CONTENT_LENGTH='1'),dict(QUERY_STRING=None),dict(FOO=1),dict(wsgi__version=[1]),dict(wsgi__url_scheme='ftp'),dict(REQUEST_METHOD='FOO'),dict(SCRIPT_NAME='a'),dict(PATH_INFO='a'),dict(CONTENT_LENGTH='-1'),dict(CONTENT_LENGTH='x'),dict(SCRIPT_NAME='',PATH_INFO=None),dict(SCRIPT_NAME='/')]: run(**kw)
for st,h in [('200 OK',[('Content-Type','t')]),('2000 x',[]),('99 ',[]),('099 x',[]),('200',[('Content-Type','t')]),('200 OK',()),('200 OK',[['a','b']]),('200 OK',[('Status','x')]),('200 OK',[('a:b','x')]),('200 OK',[('a b','x')]),('200 OK',[('a-','x')]),('200 OK',[('a','x\n')]),('200 OK',[]),('304 x',[('content-type','t')]),('204 x',[]),(u'200 OK',[])]:
    run(lambda env,start: [start(st,h)] and ['x'])
for a in [lambda e,s: None, lambda e,s: 'x', lambda e,s: ['x'], lambda e,s: [s('200 OK')], lambda e,s: s('200 OK',[('Content-Type','t')],5), lambda e,s: s('200 OK',[('Content-Type','t')],exc_info=None), lambda e,s: [s('200 OK',[('Content-Type','t')])('z') or 'q'], lambda e,s: [s('200 OK',[('Content-Type','t')])(u'z')], lambda e,s: e['wsgi.input'].close(), lambda e,s: e['wsgi.errors'].close(), lambda e,s: e['wsgi.errors'].write(u'x')]: run(a)
i=v.InputWrapper(StringIO.StringIO('a\nb\nc')); print i.read(1), repr(i.readline()), i.readlines(), list(v.InputWrapper(StringIO.StringIO('a\nb')))
