# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""sqlalchemy.engine.url: database URLs."""

import re
from urllib.parse import quote, unquote

_PATTERN = re.compile(
    r"(?P<name>[\w\+]+)://"
    r"(?:(?P<username>[^:/]*)(?::(?P<password>[^@]*))?@)?"
    r"(?:(?:\[(?P<ipv6>[^/\?]+)\]|(?P<ipv4>[^/:\?]+))?(?::(?P<port>[^/\?]*))?)?"
    r"(?:/(?P<database>[^\?]*))?"
    r"(?:\?(?P<query>.*))?"
)
_KEEP = object()


class URL:
    """drivername://username:password@host:port/database?query"""

    def __init__(
        self, drivername, username=None, password=None, host=None, port=None, database=None, query=None
    ):
        self.drivername = drivername
        self.username = username
        self.password = password
        self.host = host
        self.port = int(port) if port not in (None, "") else None
        self.database = database
        self.query = dict(query or {})

    @classmethod
    def create(
        cls, drivername, username=None, password=None, host=None, port=None, database=None, query=None
    ):
        return cls(drivername, username, password, host, port, database, query)

    def set(
        self, drivername=_KEEP, username=_KEEP, password=_KEEP, host=_KEEP, port=_KEEP, database=_KEEP,
        query=_KEEP,
    ):
        def chosen(given, own):
            return own if given is _KEEP else given

        return URL(
            chosen(drivername, self.drivername), chosen(username, self.username),
            chosen(password, self.password), chosen(host, self.host), chosen(port, self.port),
            chosen(database, self.database), chosen(query, self.query),
        )

    def update_query_dict(self, query_parameters, append=False):
        query = dict(self.query)
        query.update(query_parameters)
        return self.set(query=query)

    def difference_update_query(self, names):
        return self.set(query={k: v for k, v in self.query.items() if k not in names})

    def get_backend_name(self):
        return self.drivername.split("+")[0]

    def get_driver_name(self):
        name, _, driver = self.drivername.partition("+")
        return driver or {"postgresql": "psycopg2", "mysql": "mysqldb", "mariadb": "mysqldb", "sqlite": "pysqlite"}.get(
            name, ""
        )

    def get_dialect(self):
        import importlib

        return importlib.import_module("sqlalchemy.dialects." + self.get_backend_name()).dialect

    def translate_connect_args(self, names=None, **kw):
        attributes = {
            "host": self.host, "database": self.database, "username": self.username,
            "password": self.password, "port": self.port,
        }
        return {kw.get(name, name): value for name, value in attributes.items() if value is not None}

    def render_as_string(self, hide_password=True):
        text = self.drivername + "://"
        if self.username is not None:
            text += quote(str(self.username), safe=" +")
            if self.password is not None:
                text += ":" + ("***" if hide_password else quote(str(self.password), safe=" +"))
            text += "@"
        if self.host is not None:
            text += "[%s]" % self.host if ":" in self.host else self.host
        if self.port is not None:
            text += ":%d" % self.port
        if self.database is not None:
            text += "/" + self.database
        if self.query:
            pairs = []
            for key in sorted(self.query):
                values = self.query[key]
                for value in values if isinstance(values, (list, tuple)) else [values]:
                    pairs.append("%s=%s" % (quote(key), quote(str(value), safe="")))
            text += "?" + "&".join(pairs)
        return text

    def __str__(self):
        return self.render_as_string(hide_password=False)

    def __repr__(self):
        return self.render_as_string()

    def __eq__(self, other):
        return isinstance(other, URL) and str(self) == str(other)

    def __hash__(self):
        return hash(str(self))


def make_url(name_or_url):
    if isinstance(name_or_url, URL):
        return name_or_url
    if not isinstance(name_or_url, str):
        from sqlalchemy import exc

        raise exc.ArgumentError("Expected string or URL object, got %r" % (name_or_url,))
    match = _PATTERN.match(name_or_url)
    if match is None:
        from sqlalchemy import exc

        raise exc.ArgumentError("Could not parse SQLAlchemy URL from given URL string")
    parts = match.groupdict()
    query = {}
    for pair in (parts["query"] or "").split("&"):
        key, equals, value = pair.partition("=")
        if not equals:
            continue
        key, value = unquote(key), unquote(value.replace("+", " "))
        query[key] = (query[key] if isinstance(query[key], tuple) else (query[key],)) + (value,) if key in query else value
    return URL(
        parts["name"],
        unquote(parts["username"]) if parts["username"] is not None else None,
        unquote(parts["password"]) if parts["password"] is not None else None,
        parts["ipv6"] or parts["ipv4"], parts["port"], parts["database"], query,
    )
