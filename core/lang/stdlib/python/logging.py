# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Logging. Every record is told to the host; handlers write where Python's would."""
import sys
import time

import _host

CRITICAL = FATAL = 50
ERROR = 40
WARNING = WARN = 30
INFO = 20
DEBUG = 10
NOTSET = 0

raiseExceptions = True
logThreads = logMultiprocessing = logProcesses = True
_names = {CRITICAL: 'CRITICAL', ERROR: 'ERROR', WARNING: 'WARNING', INFO: 'INFO', DEBUG: 'DEBUG', NOTSET: 'NOTSET'}
_levels = {'CRITICAL': CRITICAL, 'FATAL': FATAL, 'ERROR': ERROR, 'WARN': WARNING, 'WARNING': WARNING, 'INFO': INFO,
           'DEBUG': DEBUG, 'NOTSET': NOTSET}
BASIC_FORMAT = '%(levelname)s:%(name)s:%(message)s'


def getLevelName(level):
    return _names.get(level, _levels.get(level, 'Level %s' % level))


def getLevelNamesMapping():
    return dict(_levels)


def addLevelName(level, levelName):
    _names[level] = levelName
    _levels[levelName] = level


def _checkLevel(level):
    if isinstance(level, int):
        return level
    if not isinstance(level, str):
        raise TypeError('Level not an integer or a valid string: %r' % (level,))
    if level not in _levels:
        raise ValueError('Unknown level: %r' % (level,))
    return _levels[level]


class LogRecord:
    def __init__(self, name, level, pathname, lineno, msg, args, exc_info, func=None, sinfo=None, **kwargs):
        if args and len(args) == 1 and isinstance(args[0], dict) and args[0]:
            args = args[0]
        _host.fill_log_record(self.__dict__, _blank_record, name, msg, args, _names.get(level) or getLevelName(level), level,
                              pathname, exc_info, sinfo, lineno, func, _started)

    def getMessage(self):
        text = str(self.msg)
        if self.args:
            text = text % self.args
        return text

    def __repr__(self):
        return '<LogRecord: %s, %s, %s, %s, "%s">' % (self.name, self.levelno, self.pathname, self.lineno, self.msg)


_started = time.time()
_record_factory = LogRecord
# The attributes of a record in their order, with what is the same in all.
_blank_record = dict.fromkeys((
    'name', 'msg', 'args', 'levelname', 'levelno', 'pathname', 'filename', 'module', 'exc_info', 'exc_text', 'stack_info',
    'lineno', 'funcName', 'created', 'msecs', 'relativeCreated', 'thread', 'threadName', 'processName', 'process', 'taskName'))
_blank_record.update(thread=1, threadName='MainThread', processName='MainProcess', process=_host.process_id())


def setLogRecordFactory(factory):
    global _record_factory
    _record_factory = factory


def getLogRecordFactory():
    return _record_factory


def makeLogRecord(dict):
    record = _record_factory(None, None, '', 0, '', (), None, None)
    record.__dict__.update(dict)
    return record


class _PercentStyle:
    default = '%(message)s'
    time_field = '%(asctime)'

    def __init__(self, format, defaults):
        self.format_text = format or self.default
        self.defaults = defaults or {}

    def uses_time(self):
        return self.time_field in self.format_text

    def format(self, record):
        return self.format_text % ({**self.defaults, **record.__dict__} if self.defaults else record.__dict__)


class _BraceStyle(_PercentStyle):
    default = '{message}'
    time_field = '{asctime'

    def format(self, record):
        return self.format_text.format(**{**self.defaults, **record.__dict__})


class _DollarStyle(_PercentStyle):
    default = '${message}'

    def uses_time(self):
        return '$asctime' in self.format_text or '${asctime}' in self.format_text

    def format(self, record):
        from string import Template
        return Template(self.format_text).substitute(**{**self.defaults, **record.__dict__})


_styles = {'%': _PercentStyle, '{': _BraceStyle, '$': _DollarStyle}


class Formatter:
    default_time_format = '%Y-%m-%d %H:%M:%S'
    default_msec_format = '%s,%03d'
    converter = time.localtime

    def __init__(self, fmt=None, datefmt=None, style='%', validate=True, defaults=None):
        if style not in _styles:
            raise ValueError('Style must be one of: %s' % ','.join(_styles))
        self._style = _styles[style](fmt, defaults)
        self._fmt = self._style.format_text
        self.datefmt = datefmt

    def formatTime(self, record, datefmt=None):
        moment = self.__class__.converter(record.created)
        if datefmt:
            return time.strftime(datefmt, moment)
        text = time.strftime(self.default_time_format, moment)
        return self.default_msec_format % (text, record.msecs) if self.default_msec_format else text

    def formatException(self, ei):
        import traceback
        return ''.join(traceback.format_exception(ei[1])).rstrip('\n')

    def formatStack(self, stack_info):
        return stack_info

    def usesTime(self):
        return self._style.uses_time()

    def formatMessage(self, record):
        return self._style.format(record)

    def format(self, record):
        record.message = record.getMessage()
        if self.usesTime():
            record.asctime = self.formatTime(record, self.datefmt)
        text = self.formatMessage(record)
        if record.exc_info and not record.exc_text:
            record.exc_text = self.formatException(record.exc_info)
        for more in (record.exc_text, record.stack_info and self.formatStack(record.stack_info)):
            if more:
                text += ('' if text.endswith('\n') else '\n') + more
        return text


_defaultFormatter = Formatter()


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
        for filter in self.filters:
            if not (filter.filter(record) if hasattr(filter, 'filter') else filter(record)):
                return False
        return True


class Handler(Filterer):
    def __init__(self, level=NOTSET):
        super().__init__()
        self.level = _checkLevel(level)
        self.formatter = None
        self.name = None
        self.lock = None

    def get_name(self):
        return self.name

    def set_name(self, name):
        self.name = name

    def createLock(self):
        pass

    def acquire(self):
        pass

    def release(self):
        pass

    def setLevel(self, level):
        self.level = _checkLevel(level)

    def setFormatter(self, fmt):
        self.formatter = fmt

    def format(self, record):
        return (self.formatter or _defaultFormatter).format(record)

    def handle(self, record):
        accepted = self.filter(record)
        if accepted:
            self.emit(record)
        return accepted

    def emit(self, record):
        raise NotImplementedError('emit must be implemented by Handler subclasses')

    def flush(self):
        pass

    def close(self):
        pass

    def handleError(self, record):
        if raiseExceptions:
            import traceback
            _host.log_output(True, '--- Logging error ---\n%sMessage: %r\nArguments: %s\n' % (
                traceback.format_exc(), record.msg, record.args))

    def __repr__(self):
        return '<%s (%s)>' % (self.__class__.__name__, getLevelName(self.level))


class NullHandler(Handler):
    def handle(self, record):
        pass

    def emit(self, record):
        pass


class StreamHandler(Handler):
    terminator = '\n'

    def __init__(self, stream=None):
        super().__init__()
        self.stream = sys.stderr if stream is None else stream

    def setStream(self, stream):
        previous, self.stream = self.stream, stream
        return previous

    def write(self, text):
        if self.stream is sys.stderr or self.stream is sys.stdout:
            _host.log_output(self.stream is sys.stderr, text)
        else:
            self.stream.write(text)

    def emit(self, record):
        try:
            self.write(self.format(record) + self.terminator)
        except Exception:
            self.handleError(record)


class FileHandler(StreamHandler):
    def __init__(self, filename, mode='a', encoding=None, delay=False, errors=None):
        super().__init__(False)
        self.baseFilename = str(filename)
        self.mode = mode
        self.encoding = encoding
        self._truncates = 'w' in mode
        self._is_configured = False  # by the ini, not by a script
        self._is_open = True

    def write(self, text):
        self._is_open = self._is_open and _host.log_to_file(self.baseFilename, text, self._truncates, self._is_configured)
        self._truncates = False


class _LastResort(StreamHandler):
    """What shows warnings while nothing is configured."""


_lastResort = lastResort = _LastResort()
lastResort.setLevel(WARNING)


class Manager:
    def __init__(self):
        self.root = None
        self.disable = NOTSET
        self.loggerDict = {}
        self.loggerClass = None
        self.logRecordFactory = None

    def getLogger(self, name):
        if not isinstance(name, str):
            raise TypeError('A logger name must be a string')
        found = self.loggerDict.get(name)
        if found is None:
            found = (self.loggerClass or _loggerClass)(name)
            found.manager = self
            found.parent = self._above(name)
            below = name + '.'
            for other in self.loggerDict.values():
                if other.name.startswith(below) and not other.parent.name.startswith(below):
                    other.parent = found
            self.loggerDict[name] = found
        return found

    def _above(self, name):
        while '.' in name:
            name = name.rpartition('.')[0]
            if name in self.loggerDict:
                return self.loggerDict[name]
        return self.root

    def setLoggerClass(self, klass):
        self.loggerClass = klass


class Logger(Filterer):
    def __init__(self, name, level=NOTSET):
        super().__init__()
        self.name = name
        self.level = _checkLevel(level)
        self.parent = None
        self.propagate = True
        self.handlers = []
        self.disabled = False

    def setLevel(self, level):
        self.level = _checkLevel(level)

    def getEffectiveLevel(self):
        logger = self
        while logger is not None:
            if logger.level:
                return logger.level
            logger = logger.parent
        return NOTSET

    def isEnabledFor(self, level):
        return not self.disabled and level > self.manager.disable and level >= self.getEffectiveLevel()

    def getChild(self, suffix):
        return getLogger(suffix if self is root else self.name + '.' + suffix)

    def getChildren(self):
        return {logger for logger in self.manager.loggerDict.values() if logger.parent is self}

    def addHandler(self, hdlr):
        if hdlr not in self.handlers:
            self.handlers.append(hdlr)

    def removeHandler(self, hdlr):
        if hdlr in self.handlers:
            self.handlers.remove(hdlr)

    def hasHandlers(self):
        logger = self
        while logger is not None:
            if logger.handlers:
                return True
            logger = logger.parent if logger.propagate else None
        return False

    def makeRecord(self, name, level, fn, lno, msg, args, exc_info, func=None, extra=None, sinfo=None):
        record = _record_factory(name, level, fn, lno, msg, args, exc_info, func, sinfo)
        for key, value in (extra or {}).items():
            if key in ('message', 'asctime') or key in record.__dict__:
                raise KeyError('Attempt to overwrite %r in LogRecord' % key)
            record.__dict__[key] = value
        return record

    def handle(self, record):
        if not self.disabled and self.filter(record):
            self.callHandlers(record)

    def callHandlers(self, record):
        found = False
        logger = self
        while logger is not None:
            for handler in logger.handlers:
                found = True
                if record.levelno >= handler.level:
                    handler.handle(record)
            logger = logger.parent if logger.propagate else None
        if not found and record.levelno >= lastResort.level:
            lastResort.handle(record)

    def _log(self, level, msg, args, exc_info=None, extra=None, stack_info=False, stacklevel=1):
        if isinstance(exc_info, BaseException):
            exc_info = (type(exc_info), exc_info, exc_info.__traceback__)
        elif exc_info and not isinstance(exc_info, tuple):
            exc_info = sys.exc_info()
        path, line, function = _host.caller(stacklevel)
        record = self.makeRecord(self.name, level, path, line, msg, args, exc_info, function, extra)
        _tell(record)
        self.handle(record)

    def log(self, level, msg, *args, **kwargs):
        if not isinstance(level, int):
            raise TypeError('level must be an integer')
        if self.isEnabledFor(level):
            self._log(level, msg, args, **kwargs)
        elif level >= INFO and not self.disabled:
            _tell(_record_factory(self.name, level, '', 0, msg, args, None))

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
    def __init__(self, level):
        super().__init__('root', level)


_loggerClass = Logger


def setLoggerClass(klass):
    global _loggerClass
    if not issubclass(klass, Logger):
        raise TypeError('logger not derived from logging.Logger: ' + klass.__name__)
    _loggerClass = klass


def getLoggerClass():
    return _loggerClass


def _tell(record):
    """Gives a record to the host, whatever handlers do with it."""
    try:
        text = record.getMessage()
    except Exception:
        text = str(record.msg)
    if record.exc_info and record.exc_info[1] is not None:
        text += '\n' + _defaultFormatter.formatException(record.exc_info)
    _host.log(record.name, record.levelname, text)


def _from_host(name, level, text):
    """A line of the host itself, which knows it already: for the handlers."""
    if _plain.write(name, level, text):
        return
    logger = getLogger(name)
    level = _levels[level]
    if logger.isEnabledFor(level):
        logger.handle(_record_factory(name, level, '', 0, text, (), None))


class LoggerAdapter:
    def __init__(self, logger, extra=None):
        self.logger = logger
        self.extra = extra

    def process(self, msg, kwargs):
        kwargs['extra'] = self.extra
        return msg, kwargs

    def log(self, level, msg, *args, **kwargs):
        if self.isEnabledFor(level):
            msg, kwargs = self.process(msg, kwargs)
            self.logger.log(level, msg, *args, **kwargs)

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

    def __getattr__(self, name):
        return getattr(self.logger, name)


root = RootLogger(WARNING)
Logger.root = root
Logger.manager = Manager()
Logger.manager.root = root


def getLogger(name=None):
    if not name or name == 'root':
        return root
    return Logger.manager.getLogger(name)


# Alembic and SQLAlchemy are there from the start; Alembic keeps quiet until somebody configures logging.
getLogger('alembic').addHandler(NullHandler())
for _name in ('alembic.util.messaging', 'alembic.runtime.migration', 'alembic.runtime.environment', 'alembic.config',
              'alembic.autogenerate.compare', 'sqlalchemy', 'sqlalchemy.engine', 'sqlalchemy.pool'):
    getLogger(_name)


def basicConfig(*, force=False, format=None, datefmt=None, style='%', level=None, handlers=None, stream=None,
                filename=None, filemode='a', encoding=None, errors=None, **unknown):
    if unknown:
        raise ValueError('Unrecognised argument(s): %s' % ', '.join(unknown))
    if force:
        root.handlers.clear()
    if root.handlers:
        return
    if handlers is None:
        if filename is not None and stream is not None:
            raise ValueError("'stream' and 'filename' should not be specified together")
        handlers = [StreamHandler(stream) if filename is None else FileHandler(filename, filemode)]
    elif stream is not None or filename is not None:
        raise ValueError("'stream' or 'filename' should not be specified together with 'handlers'")
    formatter = Formatter(format or (BASIC_FORMAT if style == '%' else '{levelname}:{name}:{message}'
                                     if style == '{' else '${levelname}:${name}:${message}'), datefmt, style)
    for handler in handlers:
        if handler.formatter is None:
            handler.setFormatter(formatter)
        root.addHandler(handler)
    if level is not None:
        root.setLevel(level)


def disable(level=CRITICAL):
    Logger.manager.disable = _checkLevel(level)


def captureWarnings(capture):
    pass


def shutdown(handlerList=None):
    pass


def log(level, msg, *args, **kwargs):
    _configured_root().log(level, msg, *args, **kwargs)


def _configured_root():
    """The functions of the module configure logging when nobody has."""
    if not root.handlers:
        basicConfig()
    return root


def debug(msg, *args, **kwargs):
    _configured_root().debug(msg, *args, **kwargs)


def info(msg, *args, **kwargs):
    _configured_root().info(msg, *args, **kwargs)


def warning(msg, *args, **kwargs):
    _configured_root().warning(msg, *args, **kwargs)


warn = warning


def error(msg, *args, **kwargs):
    _configured_root().error(msg, *args, **kwargs)


def exception(msg, *args, exc_info=True, **kwargs):
    _configured_root().exception(msg, *args, exc_info=exc_info, **kwargs)


def critical(msg, *args, **kwargs):
    _configured_root().critical(msg, *args, **kwargs)


fatal = critical

# Last, as it watches what the classes above are made of.
_plain = _host.PlainLogging(globals())
