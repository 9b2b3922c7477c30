# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The configuration of logging, from an ini file or a dictionary. The host reads the file."""
import logging
import re
import sys

import _host


class _Ini:
    """The sections of a file, values as written; %(name)s is put in when somebody asks."""

    def __init__(self, sections, defaults):
        self.sections = sections
        self.defaults = {name.lower(): str(value) for name, value in (defaults or {}).items()}

    def section(self, name):
        if name not in self.sections:
            raise KeyError(name)
        return {**self.defaults, **self.sections[name]}

    def get(self, section, option, fallback=None, raw=False):
        values = self.section(section)
        text = values.get(option)
        if text is None:
            return fallback
        return text if raw else self._interpolated(text, values, 10)

    def _interpolated(self, text, values, depth):
        if '%' not in text:
            return text

        def replaced(match):
            if match.group(0) == '%%':
                return '%'
            name = match.group(1).lower()
            if depth == 0 or name not in values:
                raise ValueError('Bad value substitution: %r names %r, which is not there' % (text, name))
            return self._interpolated(values[name], values, depth - 1)

        return re.sub(r'%%|%\(([^)]+)\)s', replaced, text)


def _names(text):
    return [name.strip() for name in (text or '').split(',') if name.strip()]


def _resolve(name):
    """What a dotted name leads to, looked for among logging's own first."""
    found = logging
    try:
        for part in name.split('.'):
            found = getattr(found, part)
        return found
    except AttributeError:
        pass
    module, _, rest = name.rpartition('.')
    if not module:
        raise ValueError('Cannot resolve %r' % name)
    import importlib
    return getattr(importlib.import_module(module), rest)


def _class(name, base):
    """A class by its name. One of a package that is not here is replaced by the plain one: its lines are not lost."""
    found = _resolve(name)
    return found if isinstance(found, type) and issubclass(found, base) else None


def _evaluated(text):
    names = {**vars(logging), 'sys': sys, 'logging': logging}
    if 'handlers' in text:
        names['handlers'] = logging.handlers
    return _host.evaluate(text, names)


def _ini_formatters(ini):
    formatters = {}
    for name in _names(ini.get('formatters', 'keys')):
        section = 'formatter_' + name
        style = ini.get(section, 'style', raw=True) or '%'
        kind = logging.Formatter
        if ini.get(section, 'class'):
            kind = _class(ini.get(section, 'class'), logging.Formatter) or logging.Formatter
        formatters[name] = kind(ini.get(section, 'format', raw=True), ini.get(section, 'datefmt', raw=True), style)
    return formatters


def _ini_handlers(ini, formatters):
    handlers = {}
    for name in _names(ini.get('handlers', 'keys')):
        section = 'handler_' + name
        kind = _class(ini.section(section)['class'], logging.Handler)
        if kind is None:
            handler = logging.StreamHandler()
        else:
            handler = kind(*_evaluated(ini.get(section, 'args') or '()'), **_evaluated(ini.get(section, 'kwargs') or '{}'))
        handler.name = name
        if isinstance(handler, logging.FileHandler):
            handler._is_configured = True
        if ini.get(section, 'level'):
            handler.setLevel(ini.get(section, 'level'))
        if ini.get(section, 'formatter'):
            handler.setFormatter(formatters[ini.get(section, 'formatter')])
        handlers[name] = handler
    return handlers


def _ini_logger(ini, section, logger, handlers):
    if ini.get(section, 'level'):
        logger.setLevel(ini.get(section, 'level'))
    logger.handlers.clear()
    for name in _names(ini.get(section, 'handlers')):
        logger.addHandler(handlers[name])


def _disable_others(names, disable):
    """Of the loggers that were there before: those that are named, and those below them, go on."""
    for name, logger in logging.Logger.manager.loggerDict.items():
        if name in names:
            continue
        if any(name.startswith(named + '.') for named in names):
            logger.setLevel(logging.NOTSET)
            logger.handlers.clear()
            logger.propagate = True
        else:
            logger.disabled = disable


def fileConfig(fname, defaults=None, disable_existing_loggers=True, encoding=None):
    sections = _host.read_ini(str(fname) if not hasattr(fname, '_logging_path') else fname._logging_path())
    if sections is None:
        return
    ini = _Ini(sections, defaults)
    handlers = _ini_handlers(ini, _ini_formatters(ini))
    names = _names(ini.get('loggers', 'keys'))
    if 'root' in names:
        names.remove('root')
    _ini_logger(ini, 'logger_root', logging.root, handlers)
    named = []
    for name in names:
        section = 'logger_' + name
        qualname = ini.section(section)['qualname']
        propagate = int(ini.get(section, 'propagate', '1'))
        logger = logging.getLogger(qualname)
        _ini_logger(ini, section, logger, handlers)
        logger.propagate = propagate
        logger.disabled = False
        named.append(qualname)
    _disable_others(named, disable_existing_loggers)


def _made(config, namespace):
    """An object that a dictionary describes by its class or factory ("()") and arguments."""
    config = dict(config)
    factory = config.pop('()')
    extra = config.pop('.', None)
    made = (_resolve(factory) if isinstance(factory, str) else factory)(**config)
    for name, value in (extra or {}).items():
        setattr(made, name, value)
    return made


def _external(value):
    if isinstance(value, str) and value.startswith('ext://'):
        return {'sys.stderr': sys.stderr, 'sys.stdout': sys.stdout}.get(value[6:]) or _resolve(value[6:])
    return value


def _dict_formatter(config):
    if '()' in config:
        return _made(config, None)
    kind = logging.Formatter
    if 'class' in config:
        kind = _class(config['class'], logging.Formatter) or logging.Formatter
    return kind(config.get('format'), config.get('datefmt'), config.get('style', '%'))


def _dict_handler(config, formatters, filters):
    config = {name: _external(value) for name, value in config.items()}
    level, formatter = config.pop('level', None), config.pop('formatter', None)
    names = config.pop('filters', ())
    if '()' in config:
        handler = _made(config, None)
    else:
        kind = _class(config.pop('class'), logging.Handler)
        handler = logging.StreamHandler() if kind is None else kind(**config)
    if level is not None:
        handler.setLevel(level)
    if formatter is not None:
        handler.setFormatter(formatters[formatter])
    for name in names:
        handler.addFilter(filters[name])
    return handler


def _dict_logger(logger, config, handlers, filters, incremental):
    if config.get('level') is not None:
        logger.setLevel(config['level'])
    if incremental:
        return
    logger.handlers.clear()
    for name in config.get('handlers', ()):
        logger.addHandler(handlers[name])
    for name in config.get('filters', ()):
        logger.addFilter(filters[name])
    if config.get('propagate') is not None:
        logger.propagate = config['propagate']


def dictConfig(config):
    if config.get('version') != 1:
        raise ValueError('Unsupported version: %s' % config.get('version'))
    incremental = config.get('incremental', False)
    formatters = {name: _dict_formatter(value) for name, value in config.get('formatters', {}).items()}
    filters = {name: _made(value, None) if '()' in value else logging.Filter(value.get('name', ''))
               for name, value in config.get('filters', {}).items()}
    handlers = {}
    if not incremental:
        handlers = {name: _dict_handler(value, formatters, filters) for name, value in config.get('handlers', {}).items()}
    loggers = config.get('loggers', {})
    for name, value in loggers.items():
        logger = logging.getLogger(name)
        _dict_logger(logger, value, handlers, filters, incremental)
        logger.disabled = False
    if not incremental:
        _disable_others(list(loggers), config.get('disable_existing_loggers', True))
    if config.get('root'):
        _dict_logger(logging.root, config['root'], handlers, filters, incremental)


def listen(port=0, verify=None):
    raise PermissionError('logging.config.listen() is not allowed in a migration script')
