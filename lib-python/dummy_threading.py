"""The module threading on top of dummy_thread."""

from sys import modules as sys_modules

import dummy_thread

# Load threading anew while "thread" is dummy_thread, then put all back.
_NAMES = ('thread', 'threading', '_threading_local')
_saved = dict((name, sys_modules[name]) for name in _NAMES if name in sys_modules)
try:
    for _name in _NAMES:
        sys_modules.pop(_name, None)
    sys_modules['thread'] = dummy_thread
    import threading
    sys_modules['_dummy_threading'] = sys_modules.pop('threading')
    if '_threading_local' in sys_modules:
        sys_modules['_dummy__threading_local'] = sys_modules.pop('_threading_local')
    from _dummy_threading import *
    from _dummy_threading import __all__
finally:
    for _name in _NAMES:
        sys_modules.pop(_name, None)
    sys_modules.update(_saved)
    del _name, _saved, sys_modules, dummy_thread, threading
