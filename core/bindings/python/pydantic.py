# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""The names of pydantic that settings classes use. Its models are not here: what is made of them stays unavailable."""

import inspect as _inspect
from urllib.parse import urlsplit as _urlsplit

import _host

_missing = object()


class FieldInfo:
    """What Field() says of an attribute. Only a settings class gives it a value."""

    def __init__(self, default=_missing, *, default_factory=None, alias=None, validation_alias=None, env=None, **extra):
        self.default = _missing if default is ... else default
        self.default_factory = default_factory
        names = env if env is not None else validation_alias if validation_alias is not None else alias
        names = getattr(names, "choices", names)
        self.names = None if names is None else (names,) if isinstance(names, str) else tuple(names)
        self.extra = extra

    def __get__(self, instance, owner=None):
        return _host.opaque("pydantic.Field()")


def Field(default=_missing, **details):
    return FieldInfo(default, **details)


class AliasChoices:
    def __init__(self, *choices):
        self.choices = choices


def computed_field(func=None, /, **details):
    return (lambda function: function) if func is None else func


class Validator:
    """A method of a class that checks or changes values: of fields, or of the whole for none."""

    def __init__(self, function, fields, mode, always):
        self.function = getattr(function, "__func__", function)
        self.fields, self.mode, self.always = fields, mode, always

    def __get__(self, instance, owner=None):
        return self.function.__get__(owner if self.fields or self.mode == "before" else instance, owner)

    def on_field(self, cls, value, name, known):
        parameters = list(_inspect.signature(self.function).parameters.values())[2:]
        keywords, positional = {}, []
        for parameter in parameters:
            if parameter.name == "values":
                keywords["values"] = known
            elif parameter.kind is not parameter.VAR_KEYWORD:
                positional.append(ValidationInfo(known, name))
        return self.function(cls, value, *positional, **keywords)


class ValidationInfo:
    def __init__(self, data, field_name):
        self.data, self.field_name, self.context, self.config, self.mode = data, field_name, None, None, "python"


FieldValidationInfo = ValidationInfo


def field_validator(field, /, *fields, mode="after", check_fields=None):
    return lambda function: Validator(function, (field, *fields), mode, True)


def validator(*fields, pre=False, each_item=False, always=False, check_fields=None, allow_reuse=False):
    return lambda function: Validator(function, fields, "before" if pre else "after", always)


def model_validator(*, mode):
    return lambda function: Validator(function, (), mode, True)


class BeforeValidator:
    def __init__(self, func):
        self.func = func


class AfterValidator:
    def __init__(self, func):
        self.func = func


class SecretStr:
    def __init__(self, secret_value):
        self._secret_value = secret_value

    def get_secret_value(self):
        return self._secret_value

    def __len__(self):
        return len(self._secret_value)

    def __eq__(self, other):
        return isinstance(other, SecretStr) and self._secret_value == other._secret_value

    def __hash__(self):
        return hash(self._secret_value)

    def __str__(self):
        return "**********" if self._secret_value else ""

    def __repr__(self):
        return "SecretStr(%r)" % str(self)


class AnyUrl(str):
    """A URL and its parts."""

    @classmethod
    def build(cls, *, scheme, host=None, user=None, username=None, password=None, port=None, path=None, query=None, fragment=None, **rest):
        # Version 1 takes user= and a path with its slash, version 2 username= and one without.
        text = scheme + "://"
        name = user if user is not None else username
        if name is not None or password is not None:
            text += (name or "") + (":" + password if password is not None else "") + "@"
        text += host or ""
        if port is not None:
            text += ":%s" % port
        if path:
            text += path if user is not None and path.startswith("/") else "/" + path
        if query:
            text += "?" + query
        if fragment:
            text += "#" + fragment
        return cls(text)

    def unicode_string(self):
        return str(self)

    encoded_string = unicode_string

    @property
    def scheme(self):
        return _urlsplit(self).scheme

    @property
    def username(self):
        return _urlsplit(self).username

    user = username

    @property
    def password(self):
        return _urlsplit(self).password

    @property
    def host(self):
        return _urlsplit(self).hostname

    @property
    def port(self):
        return _urlsplit(self).port

    @property
    def path(self):
        return _urlsplit(self).path or None

    @property
    def query(self):
        return _urlsplit(self).query or None

    def hosts(self):
        parts = _urlsplit(self)
        return [{"username": parts.username, "password": parts.password, "host": parts.hostname, "port": parts.port}]


class AnyHttpUrl(AnyUrl):
    pass


class HttpUrl(AnyUrl):
    pass


class PostgresDsn(AnyUrl):
    pass


class MySQLDsn(AnyUrl):
    pass


class MariaDBDsn(AnyUrl):
    pass


class RedisDsn(AnyUrl):
    pass


class AmqpDsn(AnyUrl):
    pass


class MultiHostUrl(AnyUrl):
    pass


Url = AnyUrl
