# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""sqlalchemy.orm: models and sessions, as far as models of env.py and migrations need them."""

from sqlalchemy.orm._annotations import DynamicMapped, Mapped, WriteOnlyMapped
from sqlalchemy.orm._declarative import (
    DeclarativeBase, DeclarativeBaseNoMeta, MappedAsDataclass, as_declarative, declarative_base, declarative_mixin,
    registry,
)
from sqlalchemy.orm._mapper import (
    InstrumentedAttribute, Mapper, RelationshipAttribute, class_mapper, object_mapper, resolve_backrefs,
)
from sqlalchemy.orm._properties import (
    ColumnProperty, Composite, MappedColumn, MapperProperty, Relationship, RelationshipProperty, Synonym,
    SynonymProperty, backref, column_property, composite, declared_attr, deferred, dynamic_loader, mapped_column,
    query_expression, reconstructor, relationship, synonym, validates,
)
from sqlalchemy.orm._query import AliasedClass, Bundle, Query, aliased
from sqlalchemy.orm._session import (
    Session, SessionTransaction, close_all_sessions, make_transient, object_session, scoped_session, sessionmaker,
)

QueryableAttribute = InstrumentedAttribute
RelationshipDirection = str
InstanceState = object
MANYTOONE, ONETOMANY, MANYTOMANY = "MANYTOONE", "ONETOMANY", "MANYTOMANY"


class Load:
    """What loader options return: nothing is loaded differently here, only later."""

    def __init__(self, *entities):
        pass

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *args, **kw: self


def _loader_option(*args, **kw):
    return Load()


joinedload = joinedload_all = subqueryload = subqueryload_all = selectinload = lazyload = noload = _loader_option
raiseload = immediateload = contains_eager = load_only = defer = undefer = undefer_group = _loader_option
defaultload = with_expression = selectin_polymorphic = with_loader_criteria = _loader_option
with_parent = with_polymorphic = _loader_option


def mapper(class_, local_table=None, properties=None, **kw):
    return registry().map_imperatively(class_, local_table, properties, **kw)


def clear_mappers():
    pass


def configure_mappers():
    pass


def foreign(expr):
    return expr


def remote(expr):
    return expr


def join(left, right, onclause=None, isouter=False, full=False):
    import sqlalchemy

    def table(value):
        return getattr(value, "__table__", value)

    return sqlalchemy.join(table(left), table(right), onclause, isouter=isouter, full=full)


def outerjoin(left, right, onclause=None, full=False):
    return join(left, right, onclause, isouter=True, full=full)


def attribute_keyed_dict(*args, **kw):
    return dict


attribute_mapped_collection = column_keyed_dict = column_mapped_collection = keyfunc_mapping = attribute_keyed_dict
