"""Messages of five levels; those below a threshold are not shown."""

import sys

DEBUG, INFO, WARN, ERROR, FATAL = range(1, 6)


class Log:

    def __init__(self, threshold=WARN):
        self.threshold = threshold

    def _log(self, level, message, arguments):
        if level not in (DEBUG, INFO, WARN, ERROR, FATAL):
            raise ValueError('%s wrong log level' % (level,))
        if level < self.threshold:
            return
        stream = sys.stdout if level < WARN else sys.stderr
        stream.write('%s\n' % (message % arguments if arguments else message))
        stream.flush()

    def log(self, level, msg, *args):
        self._log(level, msg, args)


def _at(level):
    return lambda self, msg, *args: self._log(level, msg, args)


for _name, _level in ('debug', DEBUG), ('info', INFO), ('warn', WARN), ('error', ERROR), ('fatal', FATAL):
    setattr(Log, _name, _at(_level))

_global_log = Log()
log, debug, info = _global_log.log, _global_log.debug, _global_log.info
warn, error, fatal = _global_log.warn, _global_log.error, _global_log.fatal


def set_threshold(level):
    """Sets what is shown from a level on; returns what was set before."""
    before, _global_log.threshold = _global_log.threshold, level
    return before


def set_verbosity(v):
    """0: warnings; 1: information; 2: everything."""
    if v >= 0:
        set_threshold((WARN, INFO, DEBUG)[min(v, 2)])
