"""Configures logging by a dictionary."""

import logging
import logging.handlers
from contextlib import contextmanager

from logging._configfile import OtherLoggers
from logging._configvalues import BaseConfigurator


class _TargetMissing(StandardError):
    """A handler passes records to one that is not made yet."""


@contextmanager
def _trying(what, *names):
    """Make a ValueError of what goes wrong, which says what could not be done."""
    try:
        yield
    except _TargetMissing:
        raise
    except StandardError as problem:
        raise ValueError('Unable to %s: %s' % (what % names, problem))


class DictConfigurator(BaseConfigurator):
    """Makes formatters, filters, handlers and loggers of a dictionary's entries.

    Where one has "()", a callable of the program makes it.
    """

    __module__ = 'logging.config'

    def configure(self):
        """Do it."""
        if 'version' not in self.config:
            raise ValueError("dictionary doesn't specify a version")
        if self.config['version'] != 1:
            raise ValueError('Unsupported version: %s' % self.config['version'])
        logging._acquireLock()
        try:
            if self.config.pop('incremental', False):
                self._change()
            else:
                self._replace()
        finally:
            logging._releaseLock()

    def _change(self):
        """Change levels only."""
        handlers = self.config.get('handlers', {})
        for name in handlers:
            if name not in logging._handlers:
                raise ValueError('No handler found with name %r' % name)
            with _trying('configure handler %r', name):
                level = handlers[name].get('level')
                if level:
                    logging._handlers[name].setLevel(logging._checkLevel(level))
        self._configure_loggers(incremental=True)
        self._configure_root_entry(incremental=True)

    def _replace(self):
        disable_existing = self.config.pop('disable_existing_loggers', True)
        logging._handlers.clear()
        del logging._handlerList[:]
        self._make_all('formatter', self.configure_formatter)
        self._make_all('filter', self.configure_filter)
        self._make_handlers()
        others = OtherLoggers()
        self._configure_loggers(others)
        if disable_existing:
            others.settle(lambda logger: setattr(logger, 'disabled', True))
        else:
            others.settle(lambda logger: None)
        self._configure_root_entry()

    def _make_all(self, kind, make):
        """Put what is made of each entry of a kind in its place."""
        entries = self.config.get(kind + 's', {})
        for name in entries:
            with _trying('configure %s %r', kind, name):
                entries[name] = make(entries[name])

    def _make_handlers(self):
        """Make the handlers by name, but those that need others after these."""
        entries = self.config.get('handlers', {})
        waiting = sorted(entries)
        while waiting:
            still_waiting = []
            for name in waiting:
                try:
                    with _trying('configure handler %r', name):
                        handler = self.configure_handler(entries[name])
                        handler.name = name
                        entries[name] = handler
                except _TargetMissing as problem:
                    still_waiting.append(name)
            if still_waiting == waiting:
                raise ValueError('Unable to configure handler %r: %s' % (name, problem))
            waiting = still_waiting

    def _configure_loggers(self, others=None, incremental=False):
        entries = self.config.get('loggers', {})
        for name in entries:
            if others is not None:
                others.exclude(name if isinstance(name, str) else name.encode('utf-8'))
            with _trying('configure logger %r', name):
                self.configure_logger(name, entries[name], incremental)

    def _configure_root_entry(self, incremental=False):
        entry = self.config.get('root')
        if entry:
            with _trying('configure root logger'):
                self.configure_root(entry, incremental)

    # ---- one entry

    def configure_formatter(self, config):
        """A formatter, of "format" and "datefmt"."""
        if '()' not in config:
            return logging.Formatter(config.get('format'), config.get('datefmt'))

        entry = dict(config)
        try:
            return self.configure_custom(config)
        except TypeError as problem:
            if "'format'" not in str(problem):
                raise
        # It may have the keyword's older name.
        entry['fmt'] = entry.pop('format')
        return self.configure_custom(self.convert(entry))

    def configure_filter(self, config):
        """A filter, of "name"."""
        if '()' in config:
            return self.configure_custom(config)
        return logging.Filter(config.get('name', ''))

    def configure_handler(self, config):
        """A handler, of "class" and the class's arguments, "level", "formatter" and "filters"."""
        formatter = config.get('formatter')
        if formatter:
            with _trying('set formatter %r', formatter):
                formatter = self.config['formatters'][formatter]
        if '()' in config:
            factory = self.factory(config['()'])
        else:
            factory = self.resolve(config['class'])
            self._adapt_arguments(factory, config)
        # From here on it is made of this for good; it was left whole in case it must wait.
        for key in '()', 'class', 'formatter':
            if key in config:
                del config[key]
        level, filters = config.pop('level', None), config.pop('filters', None)
        handler = self._call_factory(factory, self.keywords(config))
        if formatter:
            handler.setFormatter(formatter)
        if level is not None:
            handler.setLevel(logging._checkLevel(level))
        if filters:
            self.add_filters(handler, filters)
        return handler

    def _call_factory(self, factory, keywords):
        try:
            return factory(**keywords)
        except TypeError as problem:
            if "'stream'" not in str(problem):
                raise
        keywords['strm'] = keywords.pop('stream')
        return factory(**keywords)

    def _adapt_arguments(self, kind, config):
        """Make arguments of what a dictionary cannot hold, or JSON cannot."""
        handlers = logging.handlers
        if issubclass(kind, handlers.MemoryHandler) and 'target' in config:
            with _trying('set target handler %r', config['target']):
                target = self.config['handlers'][config['target']]
            if not isinstance(target, logging.Handler):
                raise _TargetMissing('target not configured yet')
            config['target'] = target
        for known, key in ((handlers.SMTPHandler, 'mailhost'), (handlers.SysLogHandler, 'address')):
            if issubclass(kind, known) and key in config:
                config[key] = self.as_tuple(config[key])

    def add_filters(self, filterer, filters):
        """Add filters, given by their names."""
        for name in filters:
            with _trying('add filter %r', name):
                filterer.addFilter(self.config['filters'][name])

    def add_handlers(self, logger, handlers):
        """Add handlers, given by their names."""
        for name in handlers:
            with _trying('add handler %r', name):
                logger.addHandler(self.config['handlers'][name])

    def common_logger_config(self, logger, config, incremental=False):
        """What the root logger has too: "level", "handlers", "filters"."""
        level = config.get('level')
        if level is not None:
            logger.setLevel(logging._checkLevel(level))
        if incremental:
            return
        for handler in list(logger.handlers):
            logger.removeHandler(handler)
        for key, add in ('handlers', self.add_handlers), ('filters', self.add_filters):
            names = config.get(key)
            if names:
                add(logger, names)

    def configure_logger(self, name, config, incremental=False):
        """A logger; "propagate" is its own."""
        logger = logging.getLogger(name)
        self.common_logger_config(logger, config, incremental)
        propagate = config.get('propagate')
        if propagate is not None:
            logger.propagate = propagate

    def configure_root(self, config, incremental=False):
        """The root logger."""
        self.common_logger_config(logging.getLogger(), config, incremental)
