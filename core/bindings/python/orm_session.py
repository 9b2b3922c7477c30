# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""sqlalchemy.orm._session: Session, the unit of work of migrations."""

import sqlalchemy as sa
from sqlalchemy import exc
from sqlalchemy.orm._mapper import RelationshipAttribute, object_mapper, resolve_backrefs, state_of
from sqlalchemy.orm._query import Query, entities_of, make_rows, read_rows


class InstanceState:
    """inspect(instance)"""

    def __init__(self, instance):
        self.object = instance
        self.mapper = object_mapper(instance)
        self._state = state_of(instance)

    @property
    def session(self):
        return self._state.session

    @property
    def persistent(self):
        return self._state.persistent

    @property
    def transient(self):
        return self._state.transient

    @property
    def pending(self):
        return self._state.session is not None and not self._state.persistent

    @property
    def identity(self):
        return self._state.identity

    @property
    def dict(self):
        return self.object.__dict__


def _default_value(default):
    """The value of a column's Python-side default."""
    argument = default.arg
    if not callable(argument):
        return argument
    try:
        return argument()
    except TypeError:
        return argument(None)


def _has_value_default(default):
    return default is not None and (getattr(default, "is_scalar", False) or getattr(default, "is_callable", False))


class SessionTransaction:
    """session.begin() and begin_nested()"""

    def __init__(self, session, inner):
        self.session = session
        self._inner = inner
        self.is_active = True

    def commit(self):
        self.session.flush()
        self._finish(True)

    def rollback(self):
        self.session.expunge_new()
        self._finish(False)

    def _finish(self, commit):
        self.is_active = False
        if self._inner is not None:
            self._inner.commit() if commit else self._inner.rollback()
        elif commit:
            self.session.commit()

    def __enter__(self):
        return self.session if self._inner is None else self

    def __exit__(self, kind, value, traceback):
        if not self.is_active:
            return
        self.commit() if kind is None else self.rollback()


class Session:
    """Instances, the identity map, and what has to be written.

    In a migration it works inside of the migration's transaction: commit() writes, and the migration commits.
    """

    def __init__(
        self, bind=None, *, autoflush=True, future=True, expire_on_commit=True, autocommit=False, twophase=False,
        binds=None, query_cls=None, info=None, enable_baked_queries=True, class_=None, autobegin=True,
        join_transaction_mode=None, close_resets_only=None, **kw,
    ):
        self.bind = bind
        self.autoflush = autoflush
        self.expire_on_commit = expire_on_commit
        self.info = info or {}
        self._opened = None
        self._new = []
        self._deleted = []
        self._identities = {}
        self._query_class = query_cls or Query

    # --- connection -----------------------------------------------------------------------------

    def _connection(self):
        bind = self.bind
        if bind is None:
            raise exc.UnboundExecutionError(
                "Could not locate a bind configured on this Session; pass a connection to Session()."
            )
        if not hasattr(bind, "begin_nested") and hasattr(bind, "connect"):
            if self._opened is None:
                self._opened = bind.connect()
            return self._opened
        return bind

    @property
    def _limbeck_connection(self):
        return self._connection()

    def connection(self, *args, **kw):
        return self._connection()

    def get_bind(self, *args, **kw):
        return self.bind

    # --- statements -----------------------------------------------------------------------------

    def execute(self, statement, params=None, *args, **kw):
        self._autoflush()
        entities = _model_entities(statement)
        result = self._connection().execute(statement, params) if params is not None else self._connection().execute(statement)
        if entities is None:
            return result
        from sqlalchemy.engine._native import make_result

        rows = list(read_rows(self, entities, result))
        return make_result([entity.name for entity in entities], rows)

    def scalar(self, statement, params=None, **kw):
        return self.execute(statement, params).scalar()

    def scalars(self, statement, params=None, **kw):
        return self.execute(statement, params).scalars()

    def query(self, *entities, **kw):
        return self._query_class(list(entities), session=self)

    def get(self, entity, ident, **kw):
        mapper = entity.__mapper__
        if isinstance(ident, dict):
            ident = tuple(ident[mapper.key_of(column)] for column in mapper.primary_key)
        identity = ident if isinstance(ident, (tuple, list)) else (ident,)
        known = self._identities.get((mapper.tables[0], tuple(identity)))
        if known is not None:
            return known
        conditions = [column == value for column, value in zip(mapper.primary_key, identity)]
        return self.query(entity).filter(*conditions).first()

    def get_one(self, entity, ident, **kw):
        found = self.get(entity, ident)
        if found is None:
            raise exc.NoResultFound("No row was found when one was required")
        return found

    # --- instances ------------------------------------------------------------------------------

    @property
    def new(self):
        return list(self._new)

    @property
    def deleted(self):
        return list(self._deleted)

    @property
    def dirty(self):
        return [i for i in self._identities.values() if state_of(i).dirty]

    def __contains__(self, instance):
        return state_of(instance).session is self

    def __iter__(self):
        return iter(self._new + list(self._identities.values()))

    def add(self, instance, _warn=True):
        state = state_of(instance)
        object_mapper(instance)
        if state.session is self:
            return
        state.session = self
        if state.persistent:
            self._remember(instance)
        else:
            self._new.append(instance)
        self._cascade(instance)

    def add_all(self, instances):
        for instance in instances:
            self.add(instance)

    def _cascade(self, instance):
        mapper = object_mapper(instance)
        resolve_backrefs(mapper.registry)
        for key in mapper.relationships:
            value = instance.__dict__.get(key)
            for related in value if isinstance(value, (list, tuple, set)) else [value]:
                if related is not None and state_of(related).session is None:
                    self.add(related)

    def merge(self, instance, load=True):
        mapper = object_mapper(instance)
        identity = mapper.identity_of(instance)
        known = self.get(type(instance), identity) if None not in identity else None
        if known is None:
            known = mapper.make_instance()
            known.__dict__.update({k: v for k, v in instance.__dict__.items() if not k.startswith("_sa_")})
            self.add(known)
            return known
        for key in mapper.columns:
            if key in instance.__dict__ and known.__dict__.get(key) != instance.__dict__[key]:
                setattr(known, key, instance.__dict__[key])
        return known

    def delete(self, instance):
        if instance in self._new:
            self._new.remove(instance)
            return
        self._deleted.append(instance)

    def expunge(self, instance):
        state = state_of(instance)
        state.session = None
        self._new = [i for i in self._new if i is not instance]
        self._identities = {k: i for k, i in self._identities.items() if i is not instance}

    def expunge_all(self):
        for instance in list(self):
            state_of(instance).session = None
        self._new, self._deleted, self._identities = [], [], {}

    def expunge_new(self):
        self._new, self._deleted = [], []

    def refresh(self, instance, attribute_names=None, with_for_update=None):
        self._read_again(instance, attribute_names)

    def expire(self, instance, attribute_names=None):
        mapper = object_mapper(instance)
        for key in attribute_names or [*mapper.columns, *mapper.relationships]:
            instance.__dict__.pop(key, None)

    def expire_all(self):
        for instance in self._identities.values():
            self.expire(instance)

    def is_modified(self, instance, include_collections=True):
        return bool(state_of(instance).dirty)

    def _remember(self, instance):
        mapper = object_mapper(instance)
        identity = mapper.identity_of(instance)
        state = state_of(instance)
        state.session, state.persistent, state.identity = self, True, identity
        self._identities[(mapper.tables[0], identity)] = instance

    def _instance(self, mapper, keys, values):
        """The instance of a row: the known one of its identity, or a new one."""
        row = dict(zip(keys, values))
        identity = tuple(row.get(mapper.key_of(column)) for column in mapper.primary_key)
        if all(value is None for value in identity):
            return None
        known = self._identities.get((mapper.tables[0], identity))
        if known is None:
            known = self._model_of(mapper, row).__mapper__.make_instance()
            known.__dict__.update(row)
            self._remember(known)
            return known
        for key, value in row.items():
            known.__dict__.setdefault(key, value)  # what is loaded stays until it is expired
        return known

    def _model_of(self, mapper, row):
        """The model of a row: a sub-model where the discriminator says so."""
        on = mapper.options.get("polymorphic_on")
        if on is None:
            return mapper.class_
        name = on if isinstance(on, str) else on.name
        kind = row.get(name)
        for other in mapper.registry.mappers:
            if other.options.get("polymorphic_identity") == kind and issubclass(other.class_, mapper.class_):
                return other.class_
        return mapper.class_

    def _load_attributes(self, instance):
        self._read_again(instance, None)

    def _read_again(self, instance, names):
        mapper = object_mapper(instance)
        state = state_of(instance)
        conditions = [column == value for column, value in zip(mapper.primary_key, state.identity)]
        statement = sa.select(*mapper.columns.values()).select_from(mapper.joined_table()).where(*conditions)
        row = self._connection().execute(statement).first()
        if row is None:
            from sqlalchemy.orm.exc import ObjectDeletedError

            raise ObjectDeletedError("Instance has been deleted, or its row is otherwise not present.")
        for key, value in zip(mapper.columns, row):
            if (names is None or key in names) and key not in state.dirty:
                instance.__dict__[key] = value

    def _load_related(self, instance, attribute):
        join = attribute.join()
        target = attribute.target
        mapper = object_mapper(instance)
        query = self.query(target)
        if join.direction == "many-to-one":
            values = [getattr(instance, mapper.key_of(own)) for own, _ in join.pairs]
            if any(value is None for value in values):
                return [] if attribute.is_collection() else None
            query = query.filter(*[other == value for (_, other), value in zip(join.pairs, values)])
        elif join.secondary is not None:
            own, other = join.pairs
            query = query.select_from(sa.join(target.__table__, join.secondary, sa.and_(*[a == b for a, b in other])))
            query = query.filter(*[a == getattr(instance, mapper.key_of(b)) for a, b in own])
        else:
            query = query.filter(*[a == getattr(instance, mapper.key_of(b)) for a, b in join.pairs])
        order = attribute.relation.options.get("order_by")
        if order is not None and not isinstance(order, str):
            query = query.order_by(*(order if isinstance(order, (list, tuple)) else [order]))
        return query.all() if attribute.is_collection() else query.first()

    def _expire_model(self, model):
        mapper = getattr(model, "__mapper__", None)
        for instance in self._identities.values():
            if mapper is not None and isinstance(instance, mapper.class_):
                for column in mapper.columns:
                    if mapper.columns[column] not in mapper.primary_key:
                        instance.__dict__.pop(column, None)

    def _forget_model(self, model):
        pass

    # --- writing --------------------------------------------------------------------------------

    def _autoflush(self):
        if self.autoflush:
            self.flush()

    @property
    def no_autoflush(self):
        return _NoAutoflush(self)

    def flush(self, objects=None):
        new, self._new = self._new, []
        for instance in sorted(new, key=_dependency_rank):
            self._insert(instance)
        for instance in list(self._identities.values()):
            if state_of(instance).dirty:
                self._update(instance)
        for instance in new:
            self._insert_links(instance)
        deleted, self._deleted = self._deleted, []
        for instance in sorted(deleted, key=_dependency_rank, reverse=True):
            self._delete(instance)

    def _insert(self, instance):
        mapper = object_mapper(instance)
        self._take_keys_of_parents(instance, mapper)
        identity = mapper.options.get("polymorphic_identity")
        on = _discriminator(mapper)
        if identity is not None and on is not None and instance.__dict__.get(on) is None:
            instance.__dict__[on] = identity
        for position, table in enumerate(mapper.tables):
            values = self._values_for(instance, mapper, table, position)
            result = self._connection().execute(sa.insert(table).values(values))
            if position == 0:
                for column, value in zip(mapper.primary_key, result.inserted_primary_key or ()):
                    instance.__dict__[mapper.key_of(column)] = value
        self._remember(instance)
        state_of(instance).dirty.clear()
        self._give_keys_to_children(instance, mapper)

    def _values_for(self, instance, mapper, table, position):
        values = {}
        for column in table.c:
            key = mapper.key_of(column)
            if position > 0 and column.primary_key:
                values[column.name] = mapper.identity_of(instance)[0]
            elif key in instance.__dict__ and not (instance.__dict__[key] is None and column.primary_key):
                values[column.name] = instance.__dict__[key]
            elif _has_value_default(column.default):
                values[column.name] = instance.__dict__[key] = _default_value(column.default)
            elif column.default is None and column.server_default is None and not column.primary_key:
                values[column.name] = instance.__dict__[key] = None
        return values

    def _take_keys_of_parents(self, instance, mapper):
        for key in mapper.relationships:
            attribute = getattr(mapper.class_, key)
            value = instance.__dict__.get(key)
            if value is None or isinstance(value, (list, tuple, set)):
                continue
            join = attribute.join()
            if join.direction == "many-to-one":
                if state_of(value).session is None:
                    self.add(value)
                if value in self._new:
                    self._new.remove(value)
                    self._insert(value)
                for own, other in join.pairs:
                    instance.__dict__[mapper.key_of(own)] = getattr(value, object_mapper(value).key_of(other))

    def _give_keys_to_children(self, instance, mapper):
        for key in mapper.relationships:
            value = instance.__dict__.get(key)
            if not isinstance(value, (list, tuple, set)):
                continue
            join = getattr(mapper.class_, key).join()
            if join.direction != "one-to-many":
                continue
            for child in value:
                for own, other in join.pairs:
                    setattr(child, object_mapper(child).key_of(own), getattr(instance, mapper.key_of(other)))

    def _insert_links(self, instance):
        """Rows of the secondary tables of many-to-many relations."""
        mapper = object_mapper(instance)
        for key in mapper.relationships:
            value = instance.__dict__.get(key)
            if not isinstance(value, (list, tuple, set)):
                continue
            join = getattr(mapper.class_, key).join()
            if join.secondary is None:
                continue
            own, other = join.pairs
            for related in value:
                row = {a.name: getattr(instance, mapper.key_of(b)) for a, b in own}
                row.update({a.name: getattr(related, object_mapper(related).key_of(b)) for a, b in other})
                self._connection().execute(sa.insert(join.secondary).values(row))

    def _update(self, instance):
        mapper = object_mapper(instance)
        state = state_of(instance)
        if any(key in mapper.relationships for key in state.dirty):
            self._take_keys_of_parents(instance, mapper)
            for key in mapper.relationships:
                for own, _ in _many_to_one_pairs(mapper, key):
                    state.dirty.setdefault(mapper.key_of(own), None)
        changed = [key for key in mapper.columns if key in state.dirty]
        for table in mapper.tables:
            values = {}
            for key in changed:
                column = mapper.columns[key]
                if column.name in table.c and table.c[column.name] is column:
                    values[column.name] = instance.__dict__.get(key)
            for column in table.c:
                if values and column.name not in values and _has_value_default(column.onupdate):
                    values[column.name] = instance.__dict__[mapper.key_of(column)] = _default_value(column.onupdate)
            if values:
                keys = list(table.primary_key.columns)
                conditions = [column == value for column, value in zip(keys, state.identity)]
                self._connection().execute(sa.update(table).where(*conditions).values(values))
        state.dirty.clear()
        state.identity = mapper.identity_of(instance)

    def _delete(self, instance):
        mapper = object_mapper(instance)
        state = state_of(instance)
        for table in reversed(mapper.tables):
            conditions = [c == v for c, v in zip(table.primary_key.columns, state.identity)]
            self._connection().execute(sa.delete(table).where(*conditions))
        state.deleted, state.persistent = True, False
        self._identities.pop((mapper.tables[0], state.identity), None)

    def bulk_save_objects(self, objects, return_defaults=False, update_changed_only=True, preserve_order=True):
        for instance in objects:
            self.add(instance)
        self.flush()

    def bulk_insert_mappings(self, mapper, mappings, return_defaults=False, render_nulls=False):
        mapper = getattr(mapper, "__mapper__", mapper)
        rows = []
        for mapping in mappings:
            row = {mapper.columns[key].name: value for key, value in mapping.items() if key in mapper.columns}
            for column in mapper.local_table.c:
                if column.name not in row and _has_value_default(column.default):
                    row[column.name] = _default_value(column.default)
            rows.append(row)
        for row in rows:
            self._connection().execute(sa.insert(mapper.local_table).values(row))

    def bulk_update_mappings(self, mapper, mappings):
        mapper = getattr(mapper, "__mapper__", mapper)
        table = mapper.local_table
        keys = [mapper.key_of(column) for column in mapper.primary_key]
        for mapping in mappings:
            values = {mapper.columns[k].name: v for k, v in mapping.items() if k not in keys and k in mapper.columns}
            if values:
                conditions = [mapper.columns[key] == mapping[key] for key in keys]
                self._connection().execute(sa.update(table).where(*conditions).values(values))

    # --- transactions ---------------------------------------------------------------------------

    def begin(self, nested=False):
        return self.begin_nested() if nested else SessionTransaction(self, None)

    def begin_nested(self):
        self.flush()
        return SessionTransaction(self, self._connection().begin_nested())

    def commit(self):
        self.flush()
        if self._opened is not None:
            self._opened.commit()
        if self.expire_on_commit:
            self.expire_all()

    def rollback(self):
        self.expunge_new()
        for instance in self._identities.values():
            state_of(instance).dirty.clear()
        self.expire_all()
        if self._opened is not None:
            self._opened.rollback()

    def close(self):
        self.expunge_all()
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def reset(self):
        self.close()

    def invalidate(self):
        self.close()

    @property
    def is_active(self):
        return True

    def in_transaction(self):
        return True

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        self.close()


class _NoAutoflush:
    def __init__(self, session):
        self._session = session

    def __enter__(self):
        self._before, self._session.autoflush = self._session.autoflush, False
        return self._session

    def __exit__(self, kind, value, traceback):
        self._session.autoflush = self._before


def _many_to_one_pairs(mapper, key):
    join = getattr(mapper.class_, key).join()
    return join.pairs if join.direction == "many-to-one" else ()


def _discriminator(mapper):
    while mapper is not None:
        on = mapper.options.get("polymorphic_on")
        if on is not None:
            return on if isinstance(on, str) else mapper.key_of(on)
        mapper = mapper.inherits
    return None


def _dependency_rank(instance):
    table = object_mapper(instance).tables[0]
    tables = list(table.metadata.sorted_tables)
    for position, candidate in enumerate(tables):
        if candidate is table:
            return position
    return len(tables)


def _model_entities(statement):
    """The entities of a select() of models; None for any other statement."""
    given = getattr(statement, "_limbeck_entities", None)
    if not given:
        return None
    entities = entities_of(given)
    return entities if any(hasattr(entity, "mapper") for entity in entities) else None


class sessionmaker:
    def __init__(self, bind=None, *, class_=Session, **kw):
        self.kw = dict(kw, bind=bind)
        self.class_ = class_

    def __call__(self, **local_kw):
        options = {**self.kw, **local_kw}
        return self.class_(**options)

    def configure(self, **new_kw):
        self.kw.update(new_kw)

    def begin(self):
        return self().begin()

    @classmethod
    def __class_getitem__(cls, item):
        return cls


class scoped_session:
    """One session for everybody who asks."""

    def __init__(self, session_factory, scopefunc=None):
        self.session_factory = session_factory
        self._session = None

    @property
    def registry(self):
        return self

    def __call__(self, **kw):
        if self._session is None:
            self._session = self.session_factory(**kw)
        return self._session

    def remove(self):
        if self._session is not None:
            self._session.close()
        self._session = None

    def configure(self, **kw):
        self.session_factory.configure(**kw)

    def query_property(self, query_cls=None):
        outer = self

        class QueryProperty:
            def __get__(self, instance, owner):
                return outer().query(owner)

        return QueryProperty()

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self(), name)


def object_session(instance):
    return state_of(instance).session


def make_transient(instance):
    instance.__dict__.pop("_sa_instance_state", None)


def close_all_sessions():
    pass
