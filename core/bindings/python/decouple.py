# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""python-decouple and starlette.config: settings from the environment or a file of the project."""

import os as _os

import _host
import dotenv as _dotenv

undefined = object()
_boolean = {"y": True, "yes": True, "t": True, "true": True, "on": True, "1": True,
            "n": False, "no": False, "f": False, "false": False, "off": False, "0": False, "": False}


class UndefinedValueError(Exception):
    pass


def strtobool(value):
    if isinstance(value, bool):
        return value
    known = _boolean.get(str(value).lower())
    if known is None:
        raise ValueError("Invalid truth value: " + str(value).lower())
    return known


class RepositoryEmpty:
    def __init__(self, source="", encoding="utf-8"):
        self.data = {}

    def __contains__(self, key):
        return key in _os.environ or key in self.data

    def __getitem__(self, key):
        return _os.environ[key] if key in _os.environ else self.data[key]


class RepositoryEnv(RepositoryEmpty):
    def __init__(self, source, encoding="utf-8"):
        self.data = _dotenv.dotenv_values(source, interpolate=False, encoding=encoding)


class Config:
    def __init__(self, repository):
        self.repository = repository

    def get(self, option, default=undefined, cast=undefined):
        if option in _os.environ:
            value = _os.environ[option]
        elif option in self.repository:
            value = self.repository[option]
        elif default is not undefined:
            value = default
        else:
            return _host.opaque("decouple.config(%r)" % option)
        if cast is undefined or cast is None:
            return value
        return strtobool(value) if cast is bool else cast(value)

    __call__ = get


class AutoConfig:
    """config: the .env file nearest to the source that asks first."""

    def __init__(self, search_path=None):
        self.search_path = search_path
        self.config = None

    def __call__(self, *args, **kwargs):
        if self.config is None:
            path = _os.path.join(self.search_path, ".env") if self.search_path else _dotenv.find_dotenv()
            self.config = Config(RepositoryEnv(path) if path else RepositoryEmpty())
        return self.config(*args, **kwargs)


config = AutoConfig()


class Csv:
    def __init__(self, cast=str, delimiter=",", strip=None, post_process=list):
        self.cast, self.delimiter, self.strip, self.post_process = cast, delimiter, strip, post_process

    def __call__(self, value):
        parts = [] if value is None or value == "" else value.split(self.delimiter)
        return self.post_process(self.cast(part.strip(self.strip)) for part in parts)


class Choices:
    def __init__(self, flat=None, cast=str, choices=None):
        self.cast = cast
        self.values = list(flat or ()) + [key for key, _ in choices or ()]

    def __call__(self, value):
        value = self.cast(value)
        if value not in self.values:
            raise ValueError("Value not in list: %r; valid values are %r" % (value, self.values))
        return value
