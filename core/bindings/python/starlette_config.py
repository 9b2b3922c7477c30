# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""starlette.config, which fastapi projects read their settings with."""

import os as _os

import _host
import dotenv as _dotenv

undefined = object()
environ = _os.environ


class Config:
    def __init__(self, env_file=None, environ=_os.environ, env_prefix="", encoding="utf-8"):
        self.environ = environ
        self.env_prefix = env_prefix
        self.file_values = {}
        if env_file is not None and _os.path.isfile(env_file):
            self.file_values = _dotenv.dotenv_values(env_file, interpolate=False, encoding=encoding)

    def get(self, key, cast=None, default=undefined):
        key = self.env_prefix + key
        if key in self.environ:
            value = self.environ[key]
        elif key in self.file_values:
            value = self.file_values[key]
        elif default is not undefined:
            value = default
        else:
            return _host.opaque("starlette.config.Config(%r)" % key)
        return self._cast(key, value, cast)

    __call__ = get

    def _cast(self, key, value, cast):
        if cast is None or value is None:
            return value
        if cast is bool and isinstance(value, str):
            known = {"true": True, "1": True, "false": False, "0": False}.get(value.lower())
            if known is None:
                raise ValueError("Config '%s' has value '%s'. Not a valid bool." % (key, value))
            return known
        try:
            return cast(value)
        except (TypeError, ValueError):
            raise ValueError("Config '%s' has value '%s'. Not a valid %s." % (key, value, cast.__name__))
