# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""sqlalchemy.event: listeners are accepted; those for new connections are called, as they set the session up
(search_path, PRAGMA foreign_keys …). What the others hear (cursors, transactions, ORM) does not happen here."""

_connect_listeners = []


def listen(target, identifier, fn, *args, **kw):
    if identifier in ("connect", "first_connect", "do_connect"):
        _connect_listeners.append((target, identifier, fn))


def listens_for(target, identifier, *args, **kw):
    def decorate(fn):
        listen(target, identifier, fn, *args, **kw)
        return fn

    return decorate


def remove(target, identifier, fn):
    entry = (target, identifier, fn)
    if entry in _connect_listeners:
        _connect_listeners.remove(entry)


def contains(target, identifier, fn):
    return (target, identifier, fn) in _connect_listeners


def _concerns(target, engine):
    """Whether a listener on target hears of engine: the engine itself, its class, a pool, or the class of pools."""
    return target is engine or isinstance(target, type) or not hasattr(target, "connect")


def _connecting(engine):
    for target, identifier, fn in _connect_listeners:
        if identifier == "do_connect" and _concerns(target, engine):
            raise NotImplementedError(
                "The event do_connect makes a connection in the driver's own way, which Limbeck cannot do. "
                "Put the database's URL into limbeck.toml, or choose the project's own Alembic."
            )


def _connected(engine, connection):
    heard = False
    for target, identifier, fn in _connect_listeners:
        if _concerns(target, engine):
            fn(_DbapiConnection(connection), None)
            heard = True
    if heard and connection.in_transaction():
        connection.commit()


class _DbapiConnection:
    """The driver's connection as far as listeners use it."""

    def __init__(self, connection):
        self._connection = connection
        self.isolation_level = ""
        self.autocommit = False

    def cursor(self, *args, **kw):
        return _DbapiCursor(self._connection)

    def execute(self, statement, parameters=None):
        return self.cursor().execute(statement, parameters)

    def commit(self):
        self._connection.commit()

    def rollback(self):
        self._connection.rollback()

    def close(self):
        pass


class _DbapiCursor:
    def __init__(self, connection):
        self._connection = connection
        self._result = None

    def execute(self, statement, parameters=None):
        self._result = self._connection.exec_driver_sql(statement, parameters)
        return self

    def fetchone(self):
        return self._result.fetchone()

    def fetchall(self):
        return self._result.fetchall()

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        pass
