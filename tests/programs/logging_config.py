# Tests of logging.config: dictionaries and files.
import logging, logging.config, StringIO
a=logging.getLogger('x.a'); a.disabled=1
ini='''[loggers]
keys=root
[handlers]
keys=
[formatters]
keys=
[logger_root]
handlers=
'''
logging.config.fileConfig(StringIO.StringIO(ini), disable_existing_loggers=False); print repr(a.disabled)
a.disabled=1
logging.config.dictConfig({'version':1,'disable_existing_loggers':False}); print repr(a.disabled)
logging.config.dictConfig({'version':1,}); print repr(a.disabled)
for c in ({}, {'version':2}, {'version':1,'handlers':{'h':{'class':'nope.x'}}}, {'version':1,'handlers':{'h':{'class':'logging.StreamHandler','bad':1}}},
  {'version':1,'handlers':{'h':{'class':'logging.StreamHandler','level':'ZZ'}}}, {'version':1,'loggers':{'q':{'handlers':['no']}}},
  {'version':1,'root':{'handlers':['no']}},{'version':1,'formatters':{'f':{'()':'nope'}}}, {'version':1,'handlers':{'h':{'class':'logging.StreamHandler','formatter':'no'}}},
  {'version':1,'handlers':{'h':{'class':'logging.StreamHandler','filters':['no']}}},{'version':1,'filters':{'f':{'()':'os.nope'}}},
  {'version':1,'incremental':True,'handlers':{'zz':{'level':1}}},{'version':1,'incremental':True,'root':{'level':'QQ'}},
  {'version':1,'handlers':{'m':{'class':'logging.handlers.MemoryHandler','capacity':3,'target':'none'}}},
  {'version':1,'handlers':{'a':{'class':'logging.handlers.MemoryHandler','capacity':3,'target':'b'},'b':{'class':'logging.StreamHandler','stream':'ext://sys.stdout'}},'root':{'handlers':['a'],'level':'cfg://levels[1].x'},'levels':[1,{'x':'DEBUG'}]},
  {'version':1,'handlers':{'b':{'class':'logging.StreamHandler','stream':'cfg://no.where'}}},{'version':1,'handlers':{'b':{'class':'logging.StreamHandler','stream':'ext://no.where'}}},
  {'version':1,'formatters':{'f':{'()':'logging.Formatter','format':'%(message)s','.':{'x':1}}}},
  {'version':1,'handlers':{'b':{'()':'logging.StreamHandler','stream':'cfg://.q'}}},
  ):
    try: logging.config.dictConfig(c); print logging.root.level, logging.root.handlers and type(logging.root.handlers[0])
    except Exception as e: print type(e).__name__, e
logging.warning('hello'); logging.shutdown()
C=logging.config.BaseConfigurator
c=C({'a':[1,{'b':(2,3,{'c':'ext://sys'})}], 'k':{'5':6,'n':'cfg://a[1].b[2]'}})
print c.config['a'], c.config['a'][1]['b'][2]['c'], c.config['k']['n'], c.config.get('zz',3), c.config['k'].pop('n'), c.config['a'].pop(), c.convert('x://y'), c.convert(5)
for t in ('cfg://','cfg://a~','cfg://a[9]','ext://os.path.nope'):
    try: print c.convert(t)
    except Exception as e: print type(e), e, getattr(e,'__cause__',None)
ini='''[loggers]
keys=root , b
[handlers]
keys= h, m
[formatters]
keys= f, g
[logger_root]
level=WARNING
handlers=m
[logger_b]
qualname=x
level=DEBUG
handlers=h
propagate=0
[handler_h]
class=StreamHandler
args=(sys.stdout,)
level=INFO
formatter=f
[handler_m]
class=handlers.MemoryHandler
args=(2, ERROR)
target=h
[formatter_f]
format=%(levelname)s %(name)s %(message)s
datefmt=
[formatter_g]
class=logging.Formatter
'''
b=logging.getLogger('x.child'); b.setLevel(5); b.addHandler(logging.NullHandler()); b.propagate=0
z=logging.getLogger('zz')
logging.config.fileConfig(StringIO.StringIO(ini)); print b.level, b.handlers, b.propagate, z.disabled, [type(h).__name__ for h in logging.root.handlers], logging.getLogger('x').handlers[0].level
b.debug('no'); b.info('yes'); logging.warning('w'); logging.error('e')
