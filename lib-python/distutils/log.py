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

    def debug(self, msg, *args):
        self._log(DEBUG, msg, args)

    def info(self, msg, *args):
        self._log(INFO, msg, args)

    def warn(self, msg, *args):
        self._log(WARN, msg, args)

    def error(self, msg, *args):
        self._log(ERROR, msg, args)

    def fatal(self, msg, *args):
        self._log(FATAL, msg, args)


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
