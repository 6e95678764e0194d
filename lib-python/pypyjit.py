"""The just-in-time compiler: its parameters and what it has done."""

import _jit

__all__ = ['set_param', 'get_stats_snapshot', 'releaseall', 'StatsSnapshot']

# What PyPy calls its counters -> what is counted here.
_COUNTERS = {
    'TOTAL_COMPILED_LOOPS': ('loops_compiled', 'functions_compiled'),
    'TOTAL_COMPILED_BRIDGES': ('bridges_compiled',),
    'TOTAL_FREED_LOOPS': ('trees_freed',),
    'OPS': ('recorded_operations',),
    'OPT_OPS': ('optimized_operations',),
    'ABORT': ('recordings_given_up',),
}


class StatsSnapshot(object):
    """Counts at one moment.

    counters: a dict of PyPy's names; statistics: one of this compiler's own; times: seconds of recording
    ('TRACING'), and of optimizing and compiling ('BACKEND').
    """

    def __init__(self):
        self.statistics = _jit.statistics()
        self.counters = dict((name, sum(self.statistics[part] for part in parts))
                             for name, parts in _COUNTERS.items())
        self.times = {
            'TRACING': self.statistics['recording_time'],
            'BACKEND': self.statistics['optimizing_time'] + self.statistics['compiling_time'],
        }
        self.total_memory = self.statistics['code_bytes']


def get_stats_snapshot():
    """The counts as they are now."""
    return StatsSnapshot()


def set_param(*args, **parameters):
    """set_param('name=value,...'), set_param('off'), set_param('default') or set_param(name=value, ...)."""
    if len(args) > 1:
        raise TypeError('set_param() takes at most 1 non-keyword argument, %d given' % len(args))
    if args:
        _jit.set_parameters(args[0])
    for name, value in parameters.items():
        _jit.set_parameters('%s=%d' % (name, value))


def releaseall():
    """Free all compiled code that is not running."""
    _jit.free()
