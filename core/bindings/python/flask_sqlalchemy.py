# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""flask_sqlalchemy: db = SQLAlchemy(), as models of env.py use it."""

import re

import sqlalchemy
import sqlalchemy.orm
from sqlalchemy.orm import Query as _Query
from sqlalchemy.orm import Session, declarative_base, declared_attr, scoped_session, sessionmaker

__version__ = "3.1.1"


class Query(_Query):
    """What Model.query gives: answers of a web application are not asked for here."""


BaseQuery = Query


def _table_name(class_name):
    return re.sub(r"((?<=[a-z0-9])[A-Z]|(?!^)[A-Z](?=[a-z]))", r"_\1", class_name).lower()


class _Model:
    """db.Model: a base whose tables are named after the class."""

    @declared_attr
    def __tablename__(cls):
        has_mapped_parent = any("__table__" in base.__dict__ for base in cls.__mro__[1:])
        has_own_key = any(getattr(value, "primary_key", False) for value in list(cls.__dict__.values()))
        return None if has_mapped_parent and not has_own_key else _table_name(cls.__name__)


Model = _Model


class SQLAlchemy:
    Query = Query

    def __init__(self, app=None, metadata=None, session_options=None, model_class=None, engine_options=None, **kw):
        self.metadata = metadata if metadata is not None else sqlalchemy.MetaData()
        base = model_class if isinstance(model_class, type) else _Model
        if "registry" in getattr(base, "__dict__", {}):
            self.Model = base
            self.metadata = base.metadata
        else:
            self.Model = declarative_base(cls=base, metadata=self.metadata, name="Model")
        self.metadatas = {None: self.metadata}
        self.session = self._make_scoped_session(session_options or {})

    def _make_scoped_session(self, options):
        return scoped_session(self._make_session_factory({name: value for name, value in options.items() if name != "scopefunc"}))

    def _make_session_factory(self, options):
        return sessionmaker(class_=Session)

    create_scoped_session = _make_scoped_session
    create_session = _make_session_factory

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        for module in (sqlalchemy, sqlalchemy.orm):
            if hasattr(module, name):
                return getattr(module, name)
        raise AttributeError("'SQLAlchemy' object has no attribute %r" % name)

    def Table(self, name, *args, **kw):
        if args and isinstance(args[0], sqlalchemy.MetaData):
            return sqlalchemy.Table(name, *args, **kw)
        return sqlalchemy.Table(name, self.metadata, *args, **kw)

    def init_app(self, app):
        pass

    def create_all(self, *args, **kw):
        raise NotImplementedError("create_all() is not available to scripts in Limbeck.")

    def get_engine(self, *args, **kw):
        raise NotImplementedError("A Flask application's engine is not available in Limbeck.")
