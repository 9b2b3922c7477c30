# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""sqlalchemy.engine: engines, over the host's connections."""

from sqlalchemy.engine._native import (
    ChunkedIteratorResult, Connection, CursorResult, Inspector, MappingResult, NestedTransaction, Result,
    RootTransaction, Row, RowMapping, ScalarResult, Transaction, has_environment, migration_connection,
    open_connection,
)
from sqlalchemy.engine.url import URL, make_url

Connectable = Connection


class _Begin:
    """with engine.begin() as connection"""

    def __init__(self, engine):
        self._engine = engine

    def __enter__(self):
        self._connection = self._engine.connect()
        self._transaction = self._connection.begin()
        return self._connection

    def __exit__(self, kind, value, traceback):
        if kind is None:
            self._transaction.commit()
        else:
            self._transaction.rollback()
        self._connection.__exit__(kind, value, traceback)

    async def __aenter__(self):
        return AsyncConnectionOf(self.__enter__())

    async def __aexit__(self, kind, value, traceback):
        self.__exit__(kind, value, traceback)


def AsyncConnectionOf(connection):
    from sqlalchemy.ext.asyncio import AsyncConnection

    return AsyncConnection(connection)


class Engine:
    """Opens connections to one database; asks the host, which may put another in its place."""

    def __init__(self, url, **options):
        self.url = make_url(url) if isinstance(url, str) and "://" in url else url
        self._options = options
        self._connection = None
        self.echo = options.get("echo", False)

    @classmethod
    def _over_connection(cls, connection, url):
        """The engine behind op.get_bind(): its connections are the migration's."""
        engine = cls(url or connection.dialect.name + "://")
        engine._connection = connection
        return engine

    @property
    def _limbeck_connection(self):
        return self.connect()

    @property
    def dialect(self):
        if self._connection is not None:
            return self._connection.dialect
        import importlib

        module = importlib.import_module("sqlalchemy.dialects." + self.url.get_backend_name())
        return module.dialect()

    @property
    def name(self):
        return self.dialect.name

    @property
    def driver(self):
        return self.dialect.driver

    @property
    def engine(self):
        return self

    @property
    def sync_engine(self):
        return self

    @property
    def pool(self):
        from sqlalchemy.pool import QueuePool

        return QueuePool(None)

    def connect(self, **kw):
        if self._connection is None and not has_environment():
            # A script's own engine inside a migration: its database is the one that is migrated.
            return migration_connection()
        if self._connection is not None:
            return self._connection
        url = self.url.render_as_string(hide_password=False) if isinstance(self.url, URL) else self.url
        from sqlalchemy import event

        event._connecting(self)
        connection = open_connection(url, self)
        event._connected(self, connection)
        level = self._options.get("isolation_level")
        return connection if level is None else connection.execution_options(isolation_level=level)

    def begin(self):
        return _Begin(self)

    def execute(self, statement, *args, **kw):
        return self.connect().execute(statement, *args, **kw)

    def scalar(self, statement, *args, **kw):
        return self.connect().scalar(statement, *args, **kw)

    def execution_options(self, **opt):
        engine = self.__class__(self.url, **{**self._options, **opt})
        engine._connection = self._connection
        return engine

    def raw_connection(self):
        raise NotImplementedError("Limbeck does not give scripts a DBAPI connection.")

    def has_table(self, table_name, schema=None):
        return Inspector(self.connect()).has_table(table_name, schema)

    def table_names(self, schema=None):
        return Inspector(self.connect()).get_table_names(schema)

    def dispose(self, close=True):
        pass

    def __repr__(self):
        return "Engine(%r)" % (self.url,)


def create_engine(url, **kw):
    return Engine(url, **kw)


def create_mock_engine(url, executor, **kw):
    raise NotImplementedError("create_mock_engine() is not available in Limbeck.")


def create_pool_from_url(url, **kw):
    raise NotImplementedError("create_pool_from_url() is not available in Limbeck.")


def engine_from_config(configuration, prefix="sqlalchemy.", **kwargs):
    options = {
        key[len(prefix):]: value for key, value in dict(configuration).items() if key.startswith(prefix)
    }
    options.update(kwargs)
    url = options.pop("url")
    return create_engine(url, **options)
