"""Logging set up by a file, a dictionary, or what comes by a socket."""

import cStringIO
import errno
import logging
import logging.handlers
import os
import re
import socket
import struct
import sys
import traceback
import types

try:
    import thread
    import threading
except ImportError:
    thread = None

DEFAULT_LOGGING_CONFIG_PORT = 9030

RESET_ERROR = errno.ECONNRESET

_listener = None


def fileConfig(fname, defaults=None, disable_existing_loggers=True):
    """Set logging up as a file says, of ConfigParser's form: sections loggers, handlers, formatters, and one each."""
    import ConfigParser
    cp = ConfigParser.ConfigParser(defaults)
    if hasattr(fname, 'readline'):
        cp.readfp(fname)
    else:
        cp.read(fname)
    formatters = _create_formatters(cp)
    logging._acquireLock()
    try:
        logging._handlers.clear()
        del logging._handlerList[:]
        handlers = _install_handlers(cp, formatters)
        _install_loggers(cp, handlers, disable_existing_loggers)
    finally:
        logging._releaseLock()


def _resolve(name):
    """What a dotted name names."""
    name = name.split('.')
    used = name.pop(0)
    found = __import__(used)
    for n in name:
        used = used + '.' + n
        try:
            found = getattr(found, n)
        except AttributeError:
            __import__(used)
            found = getattr(found, n)
    return found


def _strip_spaces(alist):
    return map(lambda x: x.strip(), alist)


def _encoded(s):
    return s if isinstance(s, str) else s.encode('utf-8')


def _create_formatters(cp):
    flist = cp.get('formatters', 'keys')
    if not len(flist):
        return {}
    formatters = {}
    for form in _strip_spaces(flist.split(',')):
        sectname = 'formatter_%s' % form
        opts = cp.options(sectname)
        fs = cp.get(sectname, 'format', 1) if 'format' in opts else None
        dfs = cp.get(sectname, 'datefmt', 1) if 'datefmt' in opts else None
        c = logging.Formatter
        if 'class' in opts:
            class_name = cp.get(sectname, 'class')
            if class_name:
                c = _resolve(class_name)
        formatters[form] = c(fs, dfs)
    return formatters


def _install_handlers(cp, formatters):
    hlist = cp.get('handlers', 'keys')
    if not len(hlist):
        return {}
    handlers = {}
    fixups = []
    for hand in _strip_spaces(hlist.split(',')):
        sectname = 'handler_%s' % hand
        klass = cp.get(sectname, 'class')
        opts = cp.options(sectname)
        fmt = cp.get(sectname, 'formatter') if 'formatter' in opts else ''
        # The text of the configuration is Python: names are those of logging.
        try:
            klass = eval(klass, vars(logging))
        except (AttributeError, NameError):
            klass = _resolve(klass)
        args = cp.get(sectname, 'args')
        args = eval(args, vars(logging))
        h = klass(*args)
        if 'level' in opts:
            h.setLevel(logging._levelNames[cp.get(sectname, 'level')])
        if len(fmt):
            h.setFormatter(formatters[fmt])
        if issubclass(klass, logging.handlers.MemoryHandler):
            target = cp.get(sectname, 'target') if 'target' in opts else ''
            if len(target):
                # It may come later.
                fixups.append((h, target))
        handlers[hand] = h
    for h, t in fixups:
        h.setTarget(handlers[t])
    return handlers


def _install_loggers(cp, handlers, disable_existing_loggers):
    llist = cp.get('loggers', 'keys')
    llist = list(_strip_spaces(llist.split(',')))
    llist.remove('root')
    root = logging.root
    _configure_section(cp, 'logger_root', root, handlers)
    existing = sorted(root.manager.loggerDict.keys())
    # Those below a logger that is named stay enabled.
    child_loggers = []
    for log in llist:
        sectname = 'logger_%s' % log
        qn = cp.get(sectname, 'qualname')
        opts = cp.options(sectname)
        propagate = cp.getint(sectname, 'propagate') if 'propagate' in opts else 1
        logger = logging.getLogger(qn)
        if qn in existing:
            child_loggers.extend([name for name in existing if name.startswith(qn + '.')])
            existing.remove(qn)
        _configure_section(cp, sectname, logger, handlers)
        logger.propagate = propagate
        logger.disabled = 0
    _settle_others(existing, child_loggers, disable_existing_loggers)


def _configure_section(cp, sectname, logger, handlers):
    opts = cp.options(sectname)
    if 'level' in opts:
        logger.setLevel(logging._levelNames[cp.get(sectname, 'level')])
    for h in logger.handlers[:]:
        logger.removeHandler(h)
    hlist = cp.get(sectname, 'handlers')
    if len(hlist):
        for hand in _strip_spaces(hlist.split(',')):
            logger.addHandler(handlers[hand])


def _settle_others(existing, child_loggers, disable_existing):
    """Loggers that there were before and that are not named now."""
    root = logging.root
    for log in existing:
        logger = root.manager.loggerDict[log]
        if log in child_loggers:
            if not isinstance(logger, logging.PlaceHolder):
                logger.level = logging.NOTSET
                logger.handlers = []
                logger.propagate = True
        elif disable_existing:
            logger.disabled = 1


IDENTIFIER = re.compile('^[a-z_][a-z0-9_]*$', re.I)


def valid_ident(s):
    m = IDENTIFIER.match(s)
    if not m:
        raise ValueError('Not a valid Python identifier: %r' % s)
    return True


class ConvertingMixin(object):
    """Values like 'ext://sys.stderr' and 'cfg://handlers.x' become what they name, when they are taken."""

    def _converted(self, key, value, replace=True):
        result = self.configurator.convert(value)
        if value is not result:
            if replace:
                self[key] = result
            if type(result) in (ConvertingDict, ConvertingList, ConvertingTuple):
                result.parent = self
                result.key = key
        return result


class ConvertingDict(dict, ConvertingMixin):

    def __getitem__(self, key):
        return self._converted(key, dict.__getitem__(self, key))

    def get(self, key, default=None):
        return self._converted(key, dict.get(self, key, default))

    def pop(self, key, default=None):
        return self._converted(key, dict.pop(self, key, default), replace=False)


class ConvertingList(list, ConvertingMixin):

    def __getitem__(self, key):
        return self._converted(key, list.__getitem__(self, key))

    def pop(self, idx=-1):
        return self._converted(idx, list.pop(self, idx), replace=False)


class ConvertingTuple(tuple, ConvertingMixin):

    def __getitem__(self, key):
        return self._converted(key, tuple.__getitem__(self, key), replace=False)


class BaseConfigurator(object):

    CONVERT_PATTERN = re.compile(r'^(?P<prefix>[a-z]+)://(?P<suffix>.*)$')
    WORD_PATTERN = re.compile(r'^\s*(\w+)\s*')
    DOT_PATTERN = re.compile(r'^\.\s*(\w+)\s*')
    INDEX_PATTERN = re.compile(r'^\[\s*(\w+)\s*\]\s*')
    DIGIT_PATTERN = re.compile(r'^\d+$')

    value_converters = {'ext': 'ext_convert', 'cfg': 'cfg_convert'}

    importer = __import__

    def __init__(self, config):
        self.config = ConvertingDict(config)
        self.config.configurator = self
        # Functions that import things for programs.
        if type(self.importer) == types.FunctionType:
            self.importer = staticmethod(self.importer)

    def resolve(self, s):
        """What a dotted name names. ValueError."""
        name = s.split('.')
        used = name.pop(0)
        try:
            found = self.importer(used)
            for frag in name:
                used += '.' + frag
                try:
                    found = getattr(found, frag)
                except AttributeError:
                    self.importer(used)
                    found = getattr(found, frag)
            return found
        except ImportError:
            e, tb = sys.exc_info()[1:]
            v = ValueError('Cannot resolve %r: %s' % (s, e))
            v.__cause__, v.__traceback__ = e, tb
            raise v

    def ext_convert(self, value):
        return self.resolve(value)

    def cfg_convert(self, value):
        """A part of the configuration itself."""
        rest = value
        m = self.WORD_PATTERN.match(rest)
        if m is None:
            raise ValueError('Unable to convert %r' % value)
        rest = rest[m.end():]
        d = self.config[m.groups()[0]]
        while rest:
            m = self.DOT_PATTERN.match(rest)
            if m:
                d = d[m.groups()[0]]
            else:
                m = self.INDEX_PATTERN.match(rest)
                if m:
                    idx = m.groups()[0]
                    if not self.DIGIT_PATTERN.match(idx):
                        d = d[idx]
                    else:
                        try:
                            d = d[int(idx)]
                        except TypeError:
                            d = d[idx]
            if m:
                rest = rest[m.end():]
            else:
                raise ValueError('Unable to convert %r at %r' % (value, rest))
        return d

    def convert(self, value):
        if not isinstance(value, (ConvertingDict, ConvertingList, ConvertingTuple)):
            for kind, converting in (dict, ConvertingDict), (list, ConvertingList), (tuple, ConvertingTuple):
                if isinstance(value, kind):
                    value = converting(value)
                    value.configurator = self
                    return value
        if isinstance(value, basestring):
            m = self.CONVERT_PATTERN.match(value)
            if m:
                d = m.groupdict()
                converter = self.value_converters.get(d['prefix'], None)
                if converter:
                    value = getattr(self, converter)(d['suffix'])
        return value

    def configure_custom(self, config):
        """What the function under '()' makes of the rest."""
        c = config.pop('()')
        if not hasattr(c, '__call__') and hasattr(types, 'ClassType') and type(c) != types.ClassType:
            c = self.resolve(c)
        props = config.pop('.', None)
        # Names of arguments are str.
        kwargs = dict((str(k), config[k]) for k in config if valid_ident(k))
        result = c(**kwargs)
        if props:
            for name, value in props.items():
                setattr(result, name, value)
        return result

    def as_tuple(self, value):
        if isinstance(value, list):
            value = tuple(value)
        return value


class DictConfigurator(BaseConfigurator):
    """Sets logging up as a dictionary says."""

    def configure(self):
        config = self.config
        if 'version' not in config:
            raise ValueError("dictionary doesn't specify a version")
        if config['version'] != 1:
            raise ValueError('Unsupported version: %s' % config['version'])
        incremental = config.pop('incremental', False)
        logging._acquireLock()
        try:
            if incremental:
                self._configure_more(config)
            else:
                self._configure_all(config)
        finally:
            logging._releaseLock()

    def _each(self, kind, names, action):
        for name in names:
            try:
                action(name)
            except StandardError, e:
                raise ValueError('Unable to configure %s %r: %s' % (kind, name, e))

    def _configure_more(self, config):
        handlers = config.get('handlers', {})

        def configure_level(name):
            if name not in logging._handlers:
                raise ValueError('No handler found with name %r' % name)
            level = handlers[name].get('level', None)
            if level:
                logging._handlers[name].setLevel(logging._checkLevel(level))
        self._each('handler', handlers, configure_level)
        loggers = config.get('loggers', {})
        self._each('logger', loggers, lambda name: self.configure_logger(name, loggers[name], True))
        root = config.get('root', None)
        if root:
            try:
                self.configure_root(root, True)
            except StandardError, e:
                raise ValueError('Unable to configure root logger: %s' % e)

    def _configure_all(self, config):
        disable_existing = config.pop('disable_existing_loggers', True)
        logging._handlers.clear()
        del logging._handlerList[:]

        def make(kind, table, maker):
            def action(name):
                table[name] = maker(table[name])
            self._each(kind, table, action)
        formatters = config.get('formatters', {})
        make('formatter', formatters, self.configure_formatter)
        filters = config.get('filters', {})
        make('filter', filters, self.configure_filter)
        # Handlers may need others that come later.
        handlers = config.get('handlers', {})
        deferred = []
        for name in sorted(handlers):
            try:
                handler = self.configure_handler(handlers[name])
                handler.name = name
                handlers[name] = handler
            except StandardError, e:
                if 'target not configured yet' in str(e):
                    deferred.append(name)
                else:
                    raise ValueError('Unable to configure handler %r: %s' % (name, e))
        for name in deferred:
            try:
                handler = self.configure_handler(handlers[name])
                handler.name = name
                handlers[name] = handler
            except StandardError, e:
                raise ValueError('Unable to configure handler %r: %s' % (name, e))
        root = logging.root
        existing = sorted(root.manager.loggerDict.keys())
        child_loggers = []
        loggers = config.get('loggers', {})
        for name in loggers:
            name = _encoded(name)
            if name in existing:
                child_loggers.extend([other for other in existing if other.startswith(name + '.')])
                existing.remove(name)
            try:
                self.configure_logger(name, loggers[name])
            except StandardError, e:
                raise ValueError('Unable to configure logger %r: %s' % (name, e))
        _settle_others(existing, child_loggers, disable_existing)
        root = config.get('root', None)
        if root:
            try:
                self.configure_root(root)
            except StandardError, e:
                raise ValueError('Unable to configure root logger: %s' % e)

    def configure_formatter(self, config):
        if '()' in config:
            factory = config['()']
            try:
                return self.configure_custom(config)
            except TypeError, te:
                if "'format'" not in str(te):
                    raise
                # The argument's name of old.
                config['fmt'] = config.pop('format')
                config['()'] = factory
                return self.configure_custom(config)
        return logging.Formatter(config.get('format', None), config.get('datefmt', None))

    def configure_filter(self, config):
        if '()' in config:
            return self.configure_custom(config)
        return logging.Filter(config.get('name', ''))

    def add_filters(self, filterer, filters):
        for f in filters:
            try:
                filterer.addFilter(self.config['filters'][f])
            except StandardError, e:
                raise ValueError('Unable to add filter %r: %s' % (f, e))

    def configure_handler(self, config):
        # As it is: for the second time, if its target does not exist yet.
        whole = dict(config)
        formatter = config.get('formatter', None)
        if formatter:
            try:
                formatter = self.config['formatters'][formatter]
            except StandardError, e:
                raise ValueError('Unable to set formatter %r: %s' % (formatter, e))
        level = config.pop('level', None)
        filters = config.pop('filters', None)
        config.pop('formatter', None)
        if '()' in config:
            c = config.pop('()')
            if not hasattr(c, '__call__') and hasattr(types, 'ClassType') and type(c) != types.ClassType:
                c = self.resolve(c)
            factory = c
        else:
            cname = config.pop('class')
            klass = self.resolve(cname)
            if issubclass(klass, logging.handlers.MemoryHandler) and 'target' in config:
                try:
                    target = self.config['handlers'][config['target']]
                    if not isinstance(target, logging.Handler):
                        # Come back later.
                        config.update(whole)
                        raise StandardError('target not configured yet')
                    config['target'] = target
                except StandardError, e:
                    raise ValueError('Unable to set target handler %r: %s' % (config['target'], e))
            elif issubclass(klass, logging.handlers.SMTPHandler) and 'mailhost' in config:
                config['mailhost'] = self.as_tuple(config['mailhost'])
            elif issubclass(klass, logging.handlers.SysLogHandler) and 'address' in config:
                config['address'] = self.as_tuple(config['address'])
            factory = klass
        kwargs = dict((str(k), config[k]) for k in config if valid_ident(k))
        try:
            result = factory(**kwargs)
        except TypeError, te:
            if "'stream'" not in str(te):
                raise
            # The argument's name of old.
            kwargs['strm'] = kwargs.pop('stream')
            result = factory(**kwargs)
        if formatter:
            result.setFormatter(formatter)
        if level is not None:
            result.setLevel(logging._checkLevel(level))
        if filters:
            self.add_filters(result, filters)
        return result

    def add_handlers(self, logger, handlers):
        for h in handlers:
            try:
                logger.addHandler(self.config['handlers'][h])
            except StandardError, e:
                raise ValueError('Unable to add handler %r: %s' % (h, e))

    def common_logger_config(self, logger, config, incremental=False):
        level = config.get('level', None)
        if level is not None:
            logger.setLevel(logging._checkLevel(level))
        if not incremental:
            for h in logger.handlers[:]:
                logger.removeHandler(h)
            handlers = config.get('handlers', None)
            if handlers:
                self.add_handlers(logger, handlers)
            filters = config.get('filters', None)
            if filters:
                self.add_filters(logger, filters)

    def configure_logger(self, name, config, incremental=False):
        logger = logging.getLogger(name)
        self.common_logger_config(logger, config, incremental)
        propagate = config.get('propagate', None)
        if propagate is not None:
            logger.propagate = propagate

    def configure_root(self, config, incremental=False):
        self.common_logger_config(logging.getLogger(), config, incremental)


dictConfigClass = DictConfigurator


def dictConfig(config):
    """Set logging up as a dictionary says."""
    dictConfigClass(config).configure()


def listen(port=DEFAULT_LOGGING_CONFIG_PORT):
    """A thread that takes configurations by a socket, each with its length in four bytes before it; start() it, and
    end it by stopListening()."""
    if not thread:
        raise NotImplementedError('listen() needs threading to work')
    # What only this needs is not worth importing for the others.
    from SocketServer import ThreadingTCPServer, StreamRequestHandler

    class ConfigStreamHandler(StreamRequestHandler):

        def handle(self):
            try:
                conn = self.connection
                chunk = conn.recv(4)
                if len(chunk) != 4:
                    return
                slen = struct.unpack('>L', chunk)[0]
                chunk = conn.recv(slen)
                while len(chunk) < slen:
                    more = conn.recv(slen - len(chunk))
                    if not more:
                        return
                    chunk = chunk + more
                try:
                    import json
                    d = json.loads(chunk)
                    assert isinstance(d, dict)
                    dictConfig(d)
                except:
                    # It may be of the other form.
                    file = cStringIO.StringIO(chunk)
                    try:
                        fileConfig(file)
                    except (KeyboardInterrupt, SystemExit):
                        raise
                    except:
                        traceback.print_exc()
                if self.server.ready:
                    self.server.ready.set()
            except socket.error as e:
                if e.errno != RESET_ERROR:
                    raise

    class ConfigSocketReceiver(ThreadingTCPServer):

        allow_reuse_address = 1

        def __init__(self, host='localhost', port=DEFAULT_LOGGING_CONFIG_PORT, handler=None, ready=None):
            ThreadingTCPServer.__init__(self, (host, port), handler)
            logging._acquireLock()
            self.abort = 0
            logging._releaseLock()
            self.timeout = 1
            self.ready = ready

        def serve_until_stopped(self):
            import select
            abort = 0
            while not abort:
                rd, wr, ex = select.select([self.socket.fileno()], [], [], self.timeout)
                if rd:
                    self.handle_request()
                logging._acquireLock()
                abort = self.abort
                logging._releaseLock()
            self.socket.close()

    class Server(threading.Thread):

        def __init__(self, rcvr, hdlr, port):
            super(Server, self).__init__()
            self.rcvr = rcvr
            self.hdlr = hdlr
            self.port = port
            self.ready = threading.Event()

        def run(self):
            server = self.rcvr(port=self.port, handler=self.hdlr, ready=self.ready)
            if self.port == 0:
                self.port = server.server_address[1]
            self.ready.set()
            global _listener
            logging._acquireLock()
            _listener = server
            logging._releaseLock()
            server.serve_until_stopped()

    return Server(ConfigSocketReceiver, ConfigStreamHandler, port)


def stopListening():
    """End the thread of listen()."""
    global _listener
    logging._acquireLock()
    try:
        if _listener:
            _listener.abort = 1
            _listener = None
    finally:
        logging._releaseLock()
