"""Configures logging by a file of sections, each with keys and values.

The sections loggers, handlers and formatters list the names of what there
is under "keys"; each of those has a section of its own. Classes and
arguments are expressions in which the names of logging are known.
"""

import logging
import logging.handlers

from logging._configvalues import find_object


def names(parser, section, key):
    """The names in a list."""
    text = parser.get(section, key)
    return [name.strip() for name in text.split(',')] if text else []


def optional(parser, section, key, default=None, raw=False):
    """A value that need not be there."""
    return parser.get(section, key, raw) if parser.has_option(section, key) else default


def make_formatters(parser):
    made = {}
    for name in names(parser, 'formatters', 'keys'):
        section = 'formatter_' + name
        # Raw: the percent signs are the formatter's.
        formats = [optional(parser, section, key, raw=True) for key in ('format', 'datefmt')]
        kind = optional(parser, section, 'class')
        factory = find_object(kind, __import__) if kind else logging.Formatter
        made[name] = factory(*formats)
    return made


def _handler_class(text):
    try:
        return eval(text, vars(logging))
    except (AttributeError, NameError):
        return find_object(text, __import__)


def _set_level(target, parser, section):
    level = optional(parser, section, 'level')
    if level is not None:
        target.setLevel(logging._levelNames[level])


def make_handlers(parser, formatters):
    made, targets = {}, []
    for name in names(parser, 'handlers', 'keys'):
        section = 'handler_' + name
        kind = _handler_class(parser.get(section, 'class'))
        handler = kind(*eval(parser.get(section, 'args'), vars(logging)))
        _set_level(handler, parser, section)
        formatter = optional(parser, section, 'formatter')
        if formatter:
            handler.setFormatter(formatters[formatter])
        if issubclass(kind, logging.handlers.MemoryHandler):
            targets.append((handler, optional(parser, section, 'target')))
        made[name] = handler
    # Now that all handlers are there.
    for handler, target in targets:
        if target:
            handler.setTarget(made[target])
    return made


def _configure_logger(logger, parser, section, handlers):
    _set_level(logger, parser, section)
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
    for name in names(parser, section, 'handlers'):
        logger.addHandler(handlers[name])


def configure_loggers(parser, handlers, disable_existing):
    named = names(parser, 'loggers', 'keys')
    named.remove('root')
    _configure_logger(logging.root, parser, 'logger_root', handlers)
    others = OtherLoggers()
    for name in named:
        section = 'logger_' + name
        full_name = parser.get(section, 'qualname')
        logger = logging.getLogger(full_name)
        others.exclude(full_name)
        _configure_logger(logger, parser, section, handlers)
        propagate = optional(parser, section, 'propagate', 1)
        logger.propagate = int(propagate)
        logger.disabled = 0
    others.settle(lambda logger: setattr(logger, 'disabled', disable_existing))


class OtherLoggers(object):
    """The loggers that there were before a configuration, and that it does not name."""

    def __init__(self):
        self.names = set(logging.root.manager.loggerDict)
        self.below = set()

    def exclude(self, name):
        """The configuration names this one; those below it are then part of it."""
        if name in self.names:
            self.names.remove(name)
            self.below.update([other for other in self.names if other.startswith(name + '.')])

    def settle(self, disable):
        """Leave to the loggers above what is part of the configuration, and disable the rest."""
        for name in self.names:
            logger = logging.root.manager.loggerDict[name]
            if name in self.below:
                logger.level = logging.NOTSET
                logger.handlers = []
                logger.propagate = 1
            else:
                disable(logger)
