# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Logging: records go to the host, which prints them as alembic.ini says."""
import _host

CRITICAL = FATAL = 50
ERROR = 40
WARNING = WARN = 30
INFO = 20
DEBUG = 10
NOTSET = 0

raiseExceptions = True
_names = {CRITICAL: 'CRITICAL', ERROR: 'ERROR', WARNING: 'WARNING', INFO: 'INFO', DEBUG: 'DEBUG', NOTSET: 'NOTSET'}
_levels = {'CRITICAL': CRITICAL, 'FATAL': FATAL, 'ERROR': ERROR, 'WARN': WARNING, 'WARNING': WARNING, 'INFO': INFO,
           'DEBUG': DEBUG, 'NOTSET': NOTSET}
_disabled = NOTSET
BASIC_FORMAT = '%(levelname)s:%(name)s:%(message)s'


def getLevelName(level):
    return _names.get(level, _levels.get(level, 'Level %s' % level))


def getLevelNamesMapping():
    return dict(_levels)


def addLevelName(level, levelName):
    _names[level] = levelName
    _levels[levelName] = level


def _level(level):
    if isinstance(level, int):
        return level
    if level in _levels:
        return _levels[level]
    raise ValueError('Unknown level: %r' % level)


class LogRecord:
    def __init__(self, name, level, pathname, lineno, msg, args, exc_info, func=None, sinfo=None, **kwargs):
        self.name = name
        self.levelno = level
        self.levelname = getLevelName(level)
        self.msg = msg
        self.args = args
        self.exc_info = exc_info
        self.pathname = pathname
        self.lineno = lineno
        self.funcName = func
        self.message = None

    def getMessage(self):
        text = str(self.msg)
        if self.args:
            text = text % self.args
        return text


class Filter:
    def __init__(self, name=''):
        self.name = name

    def filter(self, record):
        return not self.name or record.name == self.name or record.name.startswith(self.name + '.')


class Filterer:
    def __init__(self):
        self.filters = []

    def addFilter(self, filter):
        if filter not in self.filters:
            self.filters.append(filter)

    def removeFilter(self, filter):
        if filter in self.filters:
            self.filters.remove(filter)

    def filter(self, record):
        return all(f.filter(record) if hasattr(f, 'filter') else f(record) for f in self.filters)


class Formatter:
    def __init__(self, fmt=None, datefmt=None, style='%', validate=True, defaults=None):
        self._fmt = fmt or '%(message)s'
        self.datefmt = datefmt

    def format(self, record):
        record.message = record.getMessage()
        return self._fmt % {**record.__dict__, 'asctime': ''}


class Handler(Filterer):
    def __init__(self, level=NOTSET):
        super().__init__()
        self.level = _level(level)
        self.formatter = None

    def setLevel(self, level):
        self.level = _level(level)

    def setFormatter(self, fmt):
        self.formatter = fmt

    def format(self, record):
        return (self.formatter or Formatter()).format(record)

    def handle(self, record):
        if self.filter(record):
            self.emit(record)

    def emit(self, record):
        pass

    def flush(self):
        pass

    def close(self):
        pass

    def handleError(self, record):
        pass


class NullHandler(Handler):
    pass


class StreamHandler(Handler):
    """The host shows every record already, so a stream handler adds nothing."""

    def __init__(self, stream=None):
        super().__init__()
        self.stream = stream


class FileHandler(StreamHandler):
    """Files are not written here: the records stand in the run's log."""

    def __init__(self, filename, mode='a', encoding=None, delay=False, errors=None):
        super().__init__()
        self.baseFilename = str(filename)


class Logger(Filterer):
    def __init__(self, name, level=NOTSET):
        super().__init__()
        self.name = name
        self.level = _level(level)
        self.parent = None
        self.propagate = True
        self.handlers = []
        self.disabled = False
        self.manager = manager

    @property
    def root(self):
        return root

    def setLevel(self, level):
        self.level = _level(level)

    def getEffectiveLevel(self):
        logger = self
        while logger is not None:
            if logger.level:
                return logger.level
            logger = logger.parent
        return NOTSET

    def isEnabledFor(self, level):
        if self.disabled or level <= _disabled:
            return False
        logger = self
        while logger is not None and logger is not root:
            if logger.level:
                return level >= logger.level
            logger = logger.parent
        return not root._level_was_set or level >= root.level

    def getChild(self, suffix):
        return getLogger(suffix if self is root else self.name + '.' + suffix)

    def addHandler(self, hdlr):
        if hdlr not in self.handlers:
            self.handlers.append(hdlr)

    def removeHandler(self, hdlr):
        if hdlr in self.handlers:
            self.handlers.remove(hdlr)

    def hasHandlers(self):
        return bool(self.handlers)

    def handle(self, record):
        if self.disabled or not self.filter(record):
            return
        text = record.getMessage()
        if record.exc_info:
            import traceback
            exc = record.exc_info if isinstance(record.exc_info, BaseException) else None
            text += '\n' + (''.join(traceback.format_exception(exc)) if exc else traceback.format_exc()).rstrip()
        _host.log(self.name, record.levelname, text)
        logger = self
        while logger is not None:
            for handler in logger.handlers:
                if record.levelno >= handler.level:
                    handler.handle(record)
            logger = logger.parent if logger.propagate else None

    def _log(self, level, msg, args, exc_info=None, extra=None, stack_info=False, stacklevel=1):
        if len(args) == 1 and isinstance(args[0], dict) and args[0]:
            args = args[0]
        record = LogRecord(self.name, level, '', 0, msg, args, exc_info)
        for key, value in (extra or {}).items():
            setattr(record, key, value)
        self.handle(record)

    def log(self, level, msg, *args, **kwargs):
        if self.isEnabledFor(level):
            self._log(level, msg, args, **kwargs)

    def debug(self, msg, *args, **kwargs):
        self.log(DEBUG, msg, *args, **kwargs)

    def info(self, msg, *args, **kwargs):
        self.log(INFO, msg, *args, **kwargs)

    def warning(self, msg, *args, **kwargs):
        self.log(WARNING, msg, *args, **kwargs)

    warn = warning

    def error(self, msg, *args, **kwargs):
        self.log(ERROR, msg, *args, **kwargs)

    def exception(self, msg, *args, exc_info=True, **kwargs):
        self.log(ERROR, msg, *args, exc_info=exc_info, **kwargs)

    def critical(self, msg, *args, **kwargs):
        self.log(CRITICAL, msg, *args, **kwargs)

    fatal = critical

    def __repr__(self):
        return '<%s %s (%s)>' % (self.__class__.__name__, self.name, getLevelName(self.getEffectiveLevel()))


class RootLogger(Logger):
    _level_was_set = False

    def setLevel(self, level):
        super().setLevel(level)
        self._level_was_set = True


class Manager:
    def __init__(self):
        self.loggerDict = {}
        self.disable = 0

    def getLogger(self, name):
        return getLogger(name)


class LoggerAdapter:
    def __init__(self, logger, extra=None):
        self.logger = logger
        self.extra = extra

    def process(self, msg, kwargs):
        return msg, kwargs

    def log(self, level, msg, *args, **kwargs):
        msg, kwargs = self.process(msg, kwargs)
        self.logger.log(level, msg, *args, **kwargs)

    def __getattr__(self, name):
        return getattr(self.logger, name)


manager = Manager()
root = RootLogger('root', WARNING)
Logger.manager = manager


def getLogger(name=None):
    if not name or name == 'root':
        return root
    found = manager.loggerDict.get(name)
    if found is None:
        found = _logger_class(name)
        parent = name.rpartition('.')[0]
        found.parent = getLogger(parent) if parent else root
        manager.loggerDict[name] = found
    return found


_logger_class = Logger


def setLoggerClass(klass):
    global _logger_class
    _logger_class = klass


def getLoggerClass():
    return _logger_class


def basicConfig(**kwargs):
    if kwargs.get('level') is not None:
        root.setLevel(kwargs['level'])


def disable(level=CRITICAL):
    global _disabled
    _disabled = _level(level)


def captureWarnings(capture):
    pass


def shutdown(handlerList=None):
    pass


def log(level, msg, *args, **kwargs):
    root.log(level, msg, *args, **kwargs)


def debug(msg, *args, **kwargs):
    root.debug(msg, *args, **kwargs)


def info(msg, *args, **kwargs):
    root.info(msg, *args, **kwargs)


def warning(msg, *args, **kwargs):
    root.warning(msg, *args, **kwargs)


warn = warning


def error(msg, *args, **kwargs):
    root.error(msg, *args, **kwargs)


def exception(msg, *args, exc_info=True, **kwargs):
    root.exception(msg, *args, exc_info=exc_info, **kwargs)


def critical(msg, *args, **kwargs):
    root.critical(msg, *args, **kwargs)


fatal = critical
