"""Warnings: filters, actions, options, texts."""
import sys
import warnings


def attempt(function, *args, **kwargs):
    try:
        print function(*args, **kwargs)
    except Exception as problem:
        print '%s: %s' % (type(problem).__name__, problem)


class Mine(UserWarning):
    pass


def issue(text='text', category=None, times=1):
    for i in range(times):
        warnings.warn(text, *[category] if category else [])


def shown(prepare, *args, **kwargs):
    globals().pop('__warningregistry__', None)
    with warnings.catch_warnings(record=True) as log:
        warnings.resetwarnings()
        prepare()
        try:
            issue(*args, **kwargs)
        except Warning as problem:
            print 'raised', repr(problem),
    print [(str(w.message), w.category.__name__, w.lineno) for w in log]


for action in 'default', 'always', 'ignore', 'module', 'once', 'error':
    shown(lambda: warnings.simplefilter(action), times=3)
shown(lambda: None)
shown(lambda: warnings.filterwarnings('ignore', 'TEX'))
shown(lambda: warnings.filterwarnings('ignore', 'ext'))
shown(lambda: warnings.filterwarnings('ignore', module='__main'))
shown(lambda: warnings.filterwarnings('ignore', module='other'))
shown(lambda: warnings.simplefilter('ignore', Mine), 'sub', Mine)
shown(lambda: warnings.simplefilter('ignore', Mine), 'base', UserWarning)
shown(lambda: warnings.simplefilter('ignore', lineno=3))
shown(lambda: (warnings.simplefilter('error'), warnings.simplefilter('ignore', append=1)))
shown(lambda: None, Mine('an instance'), DeprecationWarning)
attempt(issue, 'x', int)
attempt(issue, 'x', 'no class')
attempt(warnings.filterwarnings, 'nonsense')
attempt(warnings.filterwarnings, 'error', 5)
attempt(warnings.filterwarnings, 'error', '', 'no class')
attempt(warnings.filterwarnings, 'error', '', int)
attempt(warnings.filterwarnings, 'error', module=5)
attempt(warnings.filterwarnings, 'error', lineno=-1)
attempt(warnings.simplefilter, 'nonsense')
attempt(warnings.simplefilter, 'error', lineno='1')

with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter('always')
    registry = {}
    warnings.warn_explicit('explicit', Mine, 'some/file.py', 7)
    warnings.warn_explicit('explicit', Mine, 'file.py', 8, 'module', registry)
    warnings.simplefilter('default')
    warnings.warn_explicit('again', Mine, 'file.py', 8, 'module', registry)
    warnings.warn_explicit('again', Mine, 'file.py', 8, 'module', registry)
    warnings.warn_explicit(u'\xe4', Mine, '', 9)
    warnings.warn('far out', stacklevel=1000)
    warnings.warnpy3k('nothing')
    for w in log:
        print str(w).replace('\\', '/')
    print sorted(k for k in registry if isinstance(k, tuple))
warnings.filters.insert(0, ('nonsense', None, Warning, None, 0))
attempt(warnings.warn_explicit, 'x', Mine, 'f', 1)
del warnings.filters[0]

print repr(warnings.formatwarning('m', Mine, 'no file', 3)), repr(warnings.formatwarning(u'm', Mine, 'no file', 3, ' line ')),
print repr(warnings.formatwarning(u'\xe4', Mine, 'no file', 3, 'b\xe4'))
print repr(warnings.formatwarning(Mine('x', 1), Mine, u'unicode', 3, ''))


class Output(object):
    def __init__(self, problem=None):
        self.problem = problem

    def write(self, text):
        if self.problem:
            raise self.problem
        # In how many pieces it comes is nobody's concern.
        self.text = getattr(self, 'text', '') + text
        if text.endswith('\n'):
            print 'written', repr(self.text)
            self.text = ''


warnings.showwarning('m', Mine, 'f', 1, Output(), 'line')
warnings.showwarning('m', Mine, 'f', 1, Output(IOError()), 'line')
sys.stderr, kept = Output(), sys.stderr
warnings.warn_explicit('on standard error', Mine, 'f', 1)
for option in ['error', 'ignore::DeprecationWarning', 'a', 'all', '', 'd:some.text::some.module:12', 'once:::m', 'nonsense', 'error:::::',
               'error::Nonsense', 'error::int', 'error::nonsense.Name', 'error::sys.Nonsense', 'error::warnings.re', 'error:::m:x', 'error:::m:-1',
               'error::__main__.Mine']:
    del warnings.filters[:]
    try:
        warnings._processoptions([option])
    except Exception as problem:
        print type(problem).__name__
    for action, message, category, module, lineno in warnings.filters:
        print option, [action, message.pattern if message else '', category.__name__, module.pattern if module else '', lineno]
sys.stderr = kept
catcher = warnings.catch_warnings(record=True)
print repr(catcher), repr(warnings.catch_warnings()), repr(warnings.catch_warnings(module=sys))
attempt(catcher.__exit__)
with catcher:
    attempt(catcher.__enter__)
with warnings.catch_warnings(record=True):
    warnings.showwarning = None
    warnings.filters[:] = []
    attempt(warnings.warn_explicit, 'x', Mine, 'f', 2)

# What a program deletes from the module is still there; what it replaces is asked.
with warnings.catch_warnings():
    warnings.simplefilter('error')
    attempt(warnings.warn_explicit, 'x', Mine, 'f', 3)
    del warnings.filters
    attempt(warnings.warn_explicit, 'x', Mine, 'f', 3)
warnings.simplefilter('once')
for registry in {}, None:
    warnings.onceregistry = registry
    with warnings.catch_warnings(record=True) as log:
        attempt(warnings.warn_explicit, 'x', Mine, 'f', 4)
        attempt(warnings.warn_explicit, 'x', Mine, 'f', 5)
        print len(log)
