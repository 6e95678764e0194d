"""Configures logging: by a file, by a dictionary, or by what comes over a socket."""

import logging
import logging.handlers

from logging import _configfile
from logging._configdict import DictConfigurator
from logging._configvalues import (BaseConfigurator, ConvertingDict, ConvertingList,
                                   ConvertingMixin, ConvertingTuple, IDENTIFIER, valid_ident)

DEFAULT_LOGGING_CONFIG_PORT = 9030

# The server that listens, if one does.
_listener = None


def fileConfig(fname, defaults=None, disable_existing_loggers=True):
    """Configure logging by a file, given by its name or open."""
    import ConfigParser
    parser = ConfigParser.ConfigParser(defaults)
    if hasattr(fname, 'readline'):
        parser.readfp(fname)
    else:
        parser.read(fname)
    formatters = _configfile.make_formatters(parser)
    logging._acquireLock()
    try:
        logging._handlers.clear()
        del logging._handlerList[:]
        handlers = _configfile.make_handlers(parser, formatters)
        _configfile.configure_loggers(parser, handlers, disable_existing_loggers)
    finally:
        logging._releaseLock()


# Programs may put another class in its place.
dictConfigClass = DictConfigurator


def dictConfig(config):
    """Configure logging by a dictionary."""
    dictConfigClass(config).configure()


def listen(port=DEFAULT_LOGGING_CONFIG_PORT):
    """A thread, to be started, that takes configurations on a port until stopListening()."""
    if logging.threading is None:
        raise NotImplementedError('listen() needs threading to work')
    from logging import _configserver
    return _configserver.Server(port)


def stopListening():
    """End the thread that listens, if there is one."""
    global _listener
    logging._acquireLock()
    try:
        if _listener is not None:
            _listener.abort = 1
            _listener = None
    finally:
        logging._releaseLock()
