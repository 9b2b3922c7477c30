# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""pydantic_settings: a class whose attributes come from the environment, a .env file of the project or its defaults."""

import enum as _enum
import json as _json
import os as _os
import pathlib as _pathlib
import sys as _sys
import types as _types
import typing as _typing

import _host
import dotenv as _dotenv
import pydantic as _pydantic

_missing = object()
_true = {"1", "true", "t", "yes", "y", "on"}
_false = {"0", "false", "f", "no", "n", "off"}


def SettingsConfigDict(**settings):
    return settings


def _resolved(annotation, cls):
    """An annotation that is a text, as it is under `from __future__ import annotations`."""
    if not isinstance(annotation, str):
        return annotation
    module = _sys.modules.get(cls.__module__)
    names = dict(vars(_typing))
    names.update(vars(module) if module is not None else {})
    try:
        return _host.evaluate(annotation, names)
    except NameError:
        return _host.opaque(annotation)


def _as_bool(value):
    if value.lower() in _true:
        return True
    if value.lower() in _false:
        return False
    raise ValueError("Input should be a valid boolean, unable to interpret %r" % value)


def _chosen(value, options):
    """The member of a union that a text fits: a text, else the first."""
    if str in options:
        return value
    problem = None
    for option in options:
        try:
            return _converted(value, option)
        except (TypeError, ValueError) as error:
            problem = problem or error
    raise problem


def _converted(value, hint):
    """A value from the environment or a default as the attribute's type takes it."""
    if _host.is_opaque(hint):
        return _host.opaque("pydantic_settings value of type %r" % hint) if isinstance(value, str) else value
    origin, parameters = _typing.get_origin(hint), _typing.get_args(hint)
    if origin is _typing.Annotated:
        for detail in parameters[1:]:
            if isinstance(detail, _pydantic.BeforeValidator):
                value = detail.func(value)
        value = _converted(value, parameters[0])
        for detail in parameters[1:]:
            if isinstance(detail, _pydantic.AfterValidator):
                value = detail.func(value)
        return value
    if not isinstance(value, str):
        return value
    if origin is _typing.Union or isinstance(hint, _types.UnionType):
        return _chosen(value, [option for option in parameters if option is not type(None)])
    if origin is _typing.Literal:
        return next((option for option in parameters if str(option) == value), value)
    kind = origin or hint
    if kind is bool:
        return _as_bool(value)
    if kind in (int, float):
        return kind(value.strip())
    if kind in (list, set, frozenset, tuple, dict):
        return kind(_json.loads(value))
    if isinstance(kind, type) and issubclass(kind, (_pydantic.SecretStr, _pydantic.AnyUrl, _pathlib.PurePath, _enum.Enum)):
        return kind(value)
    return value


class _Sources:
    """Where a settings object looks for its values."""

    def __init__(self, config):
        self.prefix = config.get("env_prefix") or ""
        self.is_exact = bool(config.get("case_sensitive"))
        self.ignores_empty = bool(config.get("env_ignore_empty"))
        values = {}
        files = config.get("env_file") or ()
        for path in (files,) if isinstance(files, (str, _os.PathLike)) else files:
            values.update(_dotenv.dotenv_values(_os.path.expanduser(path), encoding=config.get("env_file_encoding") or "utf-8"))
        self.tables = [{self._key(key): value for key, value in table.items()} for table in (dict(_os.environ), values)]

    def _key(self, name):
        return name if self.is_exact else name.lower()

    def find(self, name, field):
        names = field.names if field is not None and field.names else (self.prefix + name,)
        for table in self.tables:
            for key in names:
                value = table.get(self._key(key))
                if value is not None and not (self.ignores_empty and value == ""):
                    return value
        return _missing


class BaseSettings:
    model_config = {}

    def __init__(self, _env_file=_missing, _env_prefix=None, **given):
        cls = type(self)
        config = self._configuration()
        if _env_file is not _missing:
            config["env_file"] = _env_file
        if _env_prefix is not None:
            config["env_prefix"] = _env_prefix
        sources = _Sources(config)
        validators = cls._validators()
        for check in validators:
            if not check.fields and check.mode == "before":
                given = check.function(cls, given)
        known = {}
        for name, (hint, default) in cls._fields().items():
            known[name] = self.__dict__[name] = cls._value_of(name, hint, default, given, sources, validators, known)
        for check in validators:
            if not check.fields and check.mode == "after":
                check.function(self)

    @classmethod
    def _configuration(cls):
        config = {}
        for base in reversed(cls.__mro__):
            inner = base.__dict__.get("Config")
            if inner is not None:
                config.update((key, value) for key, value in vars(inner).items() if not key.startswith("__"))
            config.update(base.__dict__.get("model_config") or {})
        return config

    @classmethod
    def _fields(cls):
        """Name → type and default, those of base classes first."""
        fields = {}
        for base in reversed(cls.__mro__):
            for name, annotation in base.__dict__.get("__annotations__", {}).items():
                hint = _resolved(annotation, base)
                if name != "model_config" and not name.startswith("_") and _typing.get_origin(hint) is not _typing.ClassVar:
                    fields[name] = hint, base.__dict__.get(name, _missing)
            for name in fields:
                if name in base.__dict__:
                    fields[name] = fields[name][0], base.__dict__[name]
        return fields

    @classmethod
    def _validators(cls):
        return [value for base in reversed(cls.__mro__) for value in base.__dict__.values() if isinstance(value, _pydantic.Validator)]

    @classmethod
    def _value_of(cls, name, hint, default, given, sources, validators, known):
        field = default if isinstance(default, _pydantic.FieldInfo) else None
        found = given[name] if name in given else sources.find(name, field)
        is_given = found is not _missing
        if not is_given and field is not None:
            found = field.default_factory() if field.default_factory is not None else field.default
        elif not is_given:
            found = default
        checks = [check for check in validators if name in check.fields or "*" in check.fields]
        checks = [check for check in checks if is_given or check.always]
        if found is _missing or found is _pydantic._missing:
            if not any(check.mode == "before" for check in checks):
                return _host.opaque("%s.%s" % (cls.__name__, name))
            found = None
        for check in checks:
            if check.mode == "before":
                found = check.on_field(cls, found, name, known)
        found = _converted(found, hint)
        for check in checks:
            if check.mode != "before":
                found = check.on_field(cls, found, name, known)
        return found

    def model_dump(self, **details):
        return dict(self.__dict__)

    dict = model_dump

    def __repr__(self):
        return "%s(%s)" % (type(self).__name__, ", ".join("%s=%r" % item for item in self.__dict__.items()))
