# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""sqlalchemy.ext.asyncio: the asynchronous faces of engine and session, run to completion at once."""

from sqlalchemy.engine import Engine, create_engine, engine_from_config, make_url


class AsyncConnection:
    def __init__(self, sync_connection):
        self.sync_connection = sync_connection

    @property
    def _limbeck_connection(self):
        return self.sync_connection

    @property
    def dialect(self):
        return self.sync_connection.dialect

    @property
    def engine(self):
        return AsyncEngine(self.sync_connection.engine)

    async def run_sync(self, fn, *args, **kw):
        return fn(self.sync_connection, *args, **kw)

    async def execute(self, statement, parameters=None, **kw):
        return self.sync_connection.execute(statement, parameters)

    async def scalar(self, statement, parameters=None, **kw):
        return self.sync_connection.scalar(statement, parameters)

    async def scalars(self, statement, parameters=None, **kw):
        return self.sync_connection.scalars(statement, parameters)

    async def exec_driver_sql(self, statement, parameters=None, **kw):
        return self.sync_connection.exec_driver_sql(statement, parameters)

    async def execution_options(self, **opt):
        self.sync_connection.execution_options(**opt)
        return self

    async def commit(self):
        self.sync_connection.commit()

    async def rollback(self):
        self.sync_connection.rollback()

    async def close(self):
        self.sync_connection.close()

    def begin(self):
        return _AsyncTransaction(self.sync_connection.begin())

    def begin_nested(self):
        return _AsyncTransaction(self.sync_connection.begin_nested())

    def in_transaction(self):
        return self.sync_connection.in_transaction()

    async def __aenter__(self):
        return self

    async def __aexit__(self, kind, value, traceback):
        self.sync_connection.__exit__(kind, value, traceback)

    def __await__(self):
        return self
        yield


class _AsyncTransaction:
    def __init__(self, transaction):
        self._transaction = transaction

    async def __aenter__(self):
        return self

    async def __aexit__(self, kind, value, traceback):
        self._transaction.__exit__(kind, value, traceback)

    async def commit(self):
        self._transaction.commit()

    async def rollback(self):
        self._transaction.rollback()


class AsyncEngine:
    def __init__(self, sync_engine):
        self.sync_engine = sync_engine

    @property
    def url(self):
        return self.sync_engine.url

    @property
    def dialect(self):
        return self.sync_engine.dialect

    def connect(self):
        return AsyncConnection(self.sync_engine.connect())

    def begin(self):
        return self.sync_engine.begin()

    def execution_options(self, **opt):
        return self

    async def dispose(self, close=True):
        self.sync_engine.dispose()


def create_async_engine(url, **kw):
    return AsyncEngine(create_engine(url, **kw))


def async_engine_from_config(configuration, prefix="sqlalchemy.", **kwargs):
    return AsyncEngine(engine_from_config(configuration, prefix, **kwargs))


class AsyncAttrs:
    """A mixin of models; nothing is loaded lazily here."""


def _sync(name):
    async def method(self, *args, **kw):
        return getattr(self.sync_session, name)(*args, **kw)

    method.__name__ = name
    return method


class AsyncSession:
    def __init__(self, bind=None, **kw):
        from sqlalchemy.orm import Session

        bind = getattr(bind, "sync_engine", getattr(bind, "sync_connection", bind))
        self.sync_session = Session(bind, **kw)

    def add(self, instance):
        self.sync_session.add(instance)

    def add_all(self, instances):
        self.sync_session.add_all(instances)

    async def run_sync(self, fn, *args, **kw):
        return fn(self.sync_session, *args, **kw)

    async def __aenter__(self):
        return self

    async def __aexit__(self, kind, value, traceback):
        self.sync_session.close()


for _name in (
    "execute", "scalar", "scalars", "commit", "rollback", "flush", "close", "get", "merge", "delete", "refresh",
):
    setattr(AsyncSession, _name, _sync(_name))


def async_sessionmaker(bind=None, **options):
    def make(**kw):
        return AsyncSession(bind, **{**options, **kw})

    return make


async_scoped_session = async_sessionmaker
