# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""sqlalchemy.orm._mapper: how a model's attributes and its table's columns belong together."""

import sqlalchemy as sa
from sqlalchemy import exc
from sqlalchemy.orm._properties import ColumnProperty, MappedColumn, Relationship, Synonym

_state_name = "_sa_instance_state"


class State:
    """What the session knows of an instance."""

    def __init__(self):
        self.session = None
        self.persistent = False
        self.deleted = False
        self.identity = None
        self.dirty = {}
        self.expired = set()

    @property
    def transient(self):
        return self.session is None and not self.persistent


def state_of(instance):
    state = instance.__dict__.get(_state_name)
    if state is None:
        state = State()
        instance.__dict__[_state_name] = state
    return state


def set_attribute(instance, key, value, initiator=None):
    setattr(instance, key, value)


def flag_modified(instance, key):
    state_of(instance).dirty.setdefault(key, None)


def flag_dirty(instance):
    pass


class InstrumentedAttribute:
    """A column's place in a model: the Column on the class, the value on an instance."""

    def __init__(self, key, column, validator=None):
        self.key = key
        self.column = column
        self.validator = validator

    def __get__(self, instance, owner):
        if instance is None:
            return self.column
        values = instance.__dict__
        if self.key not in values:
            state = values.get(_state_name)
            if state is not None and state.persistent and state.session is not None:
                state.session._load_attributes(instance)
        return values.get(self.key)

    def __set__(self, instance, value):
        if self.validator is not None:
            value = self.validator(instance, self.key, value)
        state = state_of(instance)
        if state.persistent:
            state.dirty.setdefault(self.key, instance.__dict__.get(self.key))
        instance.__dict__[self.key] = value

    def __delete__(self, instance):
        instance.__dict__.pop(self.key, None)


class Join:
    """How two tables are joined: pairs of a column and the column that refers to it."""

    def __init__(self, direction, pairs, secondary=None):
        self.direction = direction
        self.pairs = pairs
        self.secondary = secondary


def _pairs(referring, referred):
    """(referring column, referred column) of the foreign keys from one table to another."""
    pairs = []
    for column in referring.c:
        for key in column.foreign_keys:
            target = key.target_fullname.rsplit(".", 1)
            if target[0] == _full_name(referred):
                pairs.append((column, referred.c[target[1]]))
    return pairs


def _full_name(table):
    return "%s.%s" % (table.schema, table.name) if table.schema else table.name


class RelationshipAttribute:
    """A relation's place in a model: loads related instances when it is read."""

    def __init__(self, key, relation, mapper):
        self.key = key
        self.relation = relation
        self.mapper = mapper

    @property
    def target(self):
        argument = self.relation.argument
        if argument is None and self.relation.annotation is not None:
            argument = _annotated_target(self.relation.annotation.python_type)
        if isinstance(argument, str):
            return self.mapper.registry._class_registry[argument.rsplit(".", 1)[-1]]
        if isinstance(argument, type):
            return argument
        return argument()

    def join(self):
        own, other = self.mapper.local_table, self.target.__table__
        secondary = self.relation.secondary
        if isinstance(secondary, str):
            secondary = self.mapper.registry.metadata.tables[secondary]
        elif callable(secondary) and not hasattr(secondary, "c"):
            secondary = secondary()
        if secondary is not None:
            return Join("many-to-many", (_pairs(secondary, own), _pairs(secondary, other)), secondary)
        chosen = self._foreign_keys()
        outgoing = [p for p in _pairs(own, other) if not chosen or p[0].name in chosen]
        incoming = [p for p in _pairs(other, own) if not chosen or p[0].name in chosen]
        if own is other:
            is_many_to_one = self.relation.options.get("remote_side") is not None or not self._is_list()
            return Join("many-to-one" if is_many_to_one else "one-to-many", outgoing or incoming)
        if outgoing:
            return Join("many-to-one", outgoing)
        if incoming:
            return Join("one-to-many", incoming)
        raise exc.NoForeignKeysError(
            "Could not determine join condition between parent/child tables on relationship %s.%s"
            % (self.mapper.class_.__name__, self.key)
        )

    def _foreign_keys(self):
        given = self.relation.options.get("foreign_keys")
        if given is None or isinstance(given, str):
            return {part.strip(" []").rsplit(".", 1)[-1] for part in given.split(",")} if given else set()
        given = given() if callable(given) and not hasattr(given, "name") else given
        given = given if isinstance(given, (list, tuple)) else [given]
        return {getattr(column, "name", None) for column in given}

    def _is_list(self):
        uselist = self.relation.uselist
        if uselist is not None:
            return bool(uselist)
        annotation = self.relation.annotation
        if annotation is not None:
            return annotation.is_collection
        return True

    def is_collection(self):
        if self.relation.uselist is not None:
            return bool(self.relation.uselist)
        return self.join().direction != "many-to-one"

    def __get__(self, instance, owner):
        if instance is None:
            return self
        values = instance.__dict__
        if self.key not in values:
            state = values.get(_state_name)
            loaded = None
            if state is not None and state.persistent and state.session is not None:
                loaded = state.session._load_related(instance, self)
            elif self.is_collection():
                loaded = []
            values[self.key] = loaded
        return values[self.key]

    def __set__(self, instance, value):
        instance.__dict__[self.key] = value
        state = state_of(instance)
        if state.persistent:
            state.dirty.setdefault(self.key, None)
        if state.session is not None:
            state.session._cascade(instance)

    def criterion(self, target=None):
        """The condition that joins own table and target's."""
        join = self.join()
        if join.secondary is not None:
            own, other = join.pairs
            return sa.and_(*[a == b for a, b in own + other])
        pairs = join.pairs
        if target is None:
            return sa.and_(*[a == b for a, b in pairs])
        columns = target.c
        conditions = []
        for a, b in pairs:
            if join.direction == "many-to-one":
                conditions.append(a == columns[b.name])
            else:
                conditions.append(columns[a.name] == b)
        return sa.and_(*conditions)

    def any(self, criterion=None, **kw):
        conditions = [self.criterion()]
        if criterion is not None:
            conditions.append(criterion)
        conditions += [getattr(self.target, name) == value for name, value in kw.items()]
        return sa.exists().where(sa.and_(*conditions))

    has = any

    def of_type(self, cls):
        return self

    def and_(self, *criteria):
        return self

    def __eq__(self, other):
        return self is other if isinstance(other, RelationshipAttribute) else self._equals(other)

    def __hash__(self):
        return id(self)

    def _equals(self, other):
        pairs = self.join().pairs
        if other is None:
            return sa.and_(*[a.is_(None) for a, _ in pairs])
        return sa.and_(*[a == getattr(other, b.name) for a, b in pairs])

    @property
    def property(self):
        return self.relation


def _annotated_target(python_type):
    arguments = getattr(python_type, "__args__", None)
    found = arguments[0] if arguments else python_type
    return getattr(found, "name", found) if not isinstance(found, type) else found


class Mapper:
    """One model's mapping."""

    def __init__(self, class_, table, registry, inherits):
        self.class_ = class_
        self.local_table = table
        self.registry = registry
        self.inherits = inherits.__mapper__ if inherits is not None else None
        self.options = {}
        self.columns = {}
        self.relationships = {}
        self.synonyms = {}
        self._limbeck_inspectable = True
        if self.inherits is not None:
            self.columns.update(self.inherits.columns)
            self.relationships.update(self.inherits.relationships)

    @property
    def entity(self):
        return self.class_

    @property
    def persist_selectable(self):
        return self.local_table

    @property
    def tables(self):
        own = [self.local_table]
        if self.inherits is not None:
            own = [t for t in self.inherits.tables if t is not self.local_table] + own
        return own

    @property
    def primary_key(self):
        return tuple(self.tables[0].primary_key.columns)

    @property
    def column_attrs(self):
        return [InstrumentedAttribute(key, column) for key, column in self.columns.items()]

    @property
    def attrs(self):
        return self.column_attrs

    @property
    def all_orm_descriptors(self):
        return dict(self.columns)

    def get_property(self, key):
        return self.relationships.get(key) or InstrumentedAttribute(key, self.columns[key])

    def map_attributes(self, attributes, columns):
        validators = _validators(self.class_)
        mapped_names = set()
        for key, value in attributes.items():
            if isinstance(value, Relationship):
                self._map_relation(key, value)
            elif isinstance(value, Synonym):
                setattr(self.class_, key, value)
            elif isinstance(value, (sa.Column, MappedColumn, ColumnProperty)):
                column = columns.get(key)
                if column is None:
                    column = value.column if isinstance(value, (MappedColumn, ColumnProperty)) else value
                self._map_column(key, column, validators)
                mapped_names.add(getattr(column, "name", None))
        for column in self.local_table.c:
            if column.name not in mapped_names and column.key not in self.columns:
                self._map_column(column.key, column, validators)

    def _map_column(self, key, column, validators):
        self.columns[key] = column
        setattr(self.class_, key, InstrumentedAttribute(key, column, validators.get(key)))

    def _map_relation(self, key, relation):
        relation.key = key
        relation.parent = self
        self.relationships[key] = relation
        setattr(self.class_, key, RelationshipAttribute(key, relation, self))
        reverse = relation.options.get("backref")
        if reverse is not None:
            self.registry._class_registry.setdefault("_backrefs", []).append((self, relation, reverse))

    def key_of(self, column):
        for key, mapped in self.columns.items():
            if mapped is column:
                return key
        for key, mapped in self.columns.items():
            if mapped.name == column.name:
                return key
        return None

    def identity_of(self, instance):
        known = state_of(instance).identity or (None,) * len(self.primary_key)
        keys = [self.key_of(column) for column in self.primary_key]
        return tuple(instance.__dict__.get(key, value) for key, value in zip(keys, known))

    def select_columns(self):
        """Attribute keys and the columns that are selected for them."""
        return list(self.columns.items())

    def joined_table(self):
        """The table, joined with its parents' where it inherits from another table."""
        tables = self.tables
        joined = tables[0]
        for table in tables[1:]:
            pairs = _pairs(table, tables[0])
            joined = sa.join(joined, table, sa.and_(*[a == b for a, b in pairs]))
        return joined

    def make_instance(self):
        return self.class_.__new__(self.class_)


def _validators(cls):
    found = {}
    for base in reversed(cls.__mro__):
        for value in base.__dict__.values():
            for name in getattr(value, "__sa_validators__", ()):
                found[name] = value
    return found


def resolve_backrefs(registry):
    """Gives the other side of each backref its attribute; possible when all models are there."""
    pending = registry._class_registry.pop("_backrefs", [])
    for mapper, relation, reverse in pending:
        attribute = mapper.class_.__dict__[relation.key]
        try:
            target = attribute.target
        except KeyError:
            registry._class_registry.setdefault("_backrefs", []).append((mapper, relation, reverse))
            continue
        name = reverse if isinstance(reverse, str) else reverse.name
        if name not in target.__mapper__.relationships:
            options = {} if isinstance(reverse, str) else dict(reverse.options)
            other = Relationship(mapper.class_, relation.secondary, **options)
            target.__mapper__._map_relation(name, other)


def class_mapper(cls, configure=True):
    mapper = getattr(cls, "__mapper__", None)
    if mapper is None:
        from sqlalchemy.orm.exc import UnmappedClassError

        raise UnmappedClassError("Class %r is not mapped" % (cls,))
    return mapper


def object_mapper(instance):
    return class_mapper(type(instance))
