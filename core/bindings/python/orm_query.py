# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""sqlalchemy.orm._query: Query, and how rows become instances."""

import sqlalchemy as sa
from sqlalchemy import exc
from sqlalchemy.orm._mapper import RelationshipAttribute, resolve_backrefs, state_of


class AliasedClass:
    """aliased(Model): the model's columns under another table name."""

    def __init__(self, cls, name=None, alias=None):
        self.__dict__["_cls"] = cls
        self.__dict__["_alias"] = alias if alias is not None else cls.__table__.alias(name)

    def __getattr__(self, name):
        if name.startswith("__") and name not in ("__table__", "__mapper__"):
            raise AttributeError(name)
        mapper = self._cls.__mapper__
        if name == "__table__":
            return self._alias
        if name == "__mapper__":
            return mapper
        if name in mapper.columns:
            return self._alias.c[mapper.columns[name].name]
        return getattr(self._cls, name)

    def __clause_element__(self):
        return self._alias


def aliased(element, alias=None, name=None, flat=False, adapt_on_names=False):
    if isinstance(element, type) and hasattr(element, "__mapper__"):
        return AliasedClass(element, name, alias)
    return element.alias(name)


class Bundle:
    def __init__(self, name, *columns, **kw):
        self.name = name
        self.columns = columns


class ModelEntity:
    """A model among the things a query selects."""

    def __init__(self, model):
        self.model = model
        self.mapper = model.__mapper__
        self.name = model._cls.__name__ if isinstance(model, AliasedClass) else model.__name__
        self.keys = [key for key, _ in self.mapper.select_columns()]

    @property
    def columns(self):
        return [getattr(self.model, key) for key in self.keys]

    def from_clause(self):
        if isinstance(self.model, AliasedClass):
            return self.model._alias
        return self.mapper.joined_table()

    def read(self, session, values):
        return session._instance(self.mapper, self.keys, values)


class ColumnEntity:
    """A column or expression among the things a query selects."""

    def __init__(self, column):
        self.column = column
        self.name = getattr(column, "key", None) or getattr(column, "name", None) or "anon"
        self.columns = [column]

    def from_clause(self):
        return None

    def read(self, session, values):
        return values[0]


def is_model(value):
    return isinstance(value, AliasedClass) or (isinstance(value, type) and hasattr(value, "__mapper__"))


def entities_of(arguments):
    found = []
    for argument in arguments:
        if is_model(argument):
            if not isinstance(argument, AliasedClass):
                resolve_backrefs(argument.__mapper__.registry)
            found.append(ModelEntity(argument))
        elif isinstance(argument, Bundle):
            found.extend(ColumnEntity(column) for column in argument.columns)
        elif hasattr(argument, "c") and hasattr(argument, "columns") and not hasattr(argument, "__clause_element__"):
            found.extend(ColumnEntity(column) for column in argument.c)
        else:
            found.append(ColumnEntity(argument))
    return found


def read_rows(session, entities, rows):
    """Rows of columns as tuples of instances and values."""
    for row in rows:
        values = list(row)
        position = 0
        read = []
        for entity in entities:
            width = len(entity.columns)
            read.append(entity.read(session, values[position:position + width]))
            position += width
        yield read


def make_rows(names, rows):
    from sqlalchemy.engine._native import make_row

    return [make_row(names, values) for values in rows]


class Query:
    """session.query(…)"""

    def __init__(self, entities, session=None):
        self.session = session
        self._entities = entities_of(entities if isinstance(entities, (list, tuple)) else [entities])
        self._where = []
        self._having = []
        self._order_by = []
        self._group_by = []
        self._from = None
        self._limit = None
        self._offset = None
        self._distinct = False
        self._for_update = None

    def _clone(self):
        copy = Query.__new__(type(self))
        copy.__dict__.update(self.__dict__)
        for name in ("_entities", "_where", "_having", "_order_by", "_group_by"):
            setattr(copy, name, list(getattr(self, name)))
        return copy

    def _changed(self, **changes):
        copy = self._clone()
        copy.__dict__.update(changes)
        return copy

    def _added(self, name, items):
        copy = self._clone()
        getattr(copy, name).extend(items)
        return copy

    # --- building -------------------------------------------------------------------------------

    def filter(self, *criterion):
        return self._added("_where", criterion)

    where = filter

    def filter_by(self, **kw):
        target = self._join_target() or self._primary()
        return self._added("_where", [getattr(target, name) == value for name, value in kw.items()])

    def _primary(self):
        for entity in self._entities:
            if isinstance(entity, ModelEntity):
                return entity.model
        table = self._entities[0].column.table
        return table.c

    def _join_target(self):
        return getattr(self, "_last_joined", None)

    def order_by(self, *clauses):
        return self._added("_order_by", [c for c in clauses if c is not None and c is not False])

    def group_by(self, *clauses):
        return self._added("_group_by", clauses)

    def having(self, *criterion):
        return self._added("_having", criterion)

    def limit(self, limit):
        return self._changed(_limit=limit)

    def offset(self, offset):
        return self._changed(_offset=offset)

    def slice(self, start, stop):
        return self._changed(_offset=start, _limit=stop - start)

    def distinct(self, *expr):
        return self._changed(_distinct=expr or True)

    def options(self, *args):
        return self._clone()

    def execution_options(self, **kw):
        return self._clone()

    def enable_eagerloads(self, value):
        return self._clone()

    def enable_assertions(self, value):
        return self._clone()

    def populate_existing(self):
        return self._clone()

    def yield_per(self, count):
        return self._clone()

    def autoflush(self, setting):
        return self._clone()

    def params(self, *args, **kw):
        values = dict(args[0]) if args else {}
        values.update(kw)
        return self._changed(_params=values)

    def correlate(self, *clauses):
        return self._clone()

    def with_for_update(self, **kw):
        return self._changed(_for_update=kw)

    def select_from(self, *sources):
        source = sources[0]
        return self._changed(_from=ModelEntity(source).from_clause() if is_model(source) else source)

    def with_entities(self, *entities):
        return self._changed(_entities=entities_of(entities))

    def add_columns(self, *columns):
        return self._added("_entities", entities_of(columns))

    add_entity = add_columns

    def join(self, target, *props, onclause=None, isouter=False, full=False):
        on = props[0] if props else onclause
        source = self._from
        if source is None:
            source = self._source_of(self._primary())
        if isinstance(target, RelationshipAttribute):
            return self._join_relation(source, target, isouter, full)
        if isinstance(on, RelationshipAttribute):
            on = on.criterion(ModelEntity(target).from_clause())
        joined = ModelEntity(target).from_clause() if is_model(target) else target
        if on is None:
            relation = self._relation_to(target)
            if relation is not None:
                return self._join_relation(source, relation, isouter, full)
            new_from = sa.join(source, joined, isouter=isouter, full=full)
        else:
            new_from = sa.join(source, joined, on, isouter=isouter, full=full)
        copy = self._changed(_from=new_from)
        copy._last_joined = target if is_model(target) else getattr(target, "c", None)
        return copy

    def _relation_to(self, target):
        """A relation that goes over a secondary table; plain foreign keys join by themselves."""
        primary = self._primary()
        for key, relation in getattr(getattr(primary, "__mapper__", None), "relationships", {}).items():
            attribute = getattr(primary, key)
            if relation.secondary is not None and attribute.target is target:
                return attribute
        return None

    def _join_relation(self, source, attribute, isouter, full):
        join = attribute.join()
        target = attribute.target.__table__
        if join.secondary is not None:
            own, other = join.pairs
            first = sa.join(source, join.secondary, sa.and_(*[a == b for a, b in own]), isouter=isouter, full=full)
            new_from = sa.join(first, target, sa.and_(*[a == b for a, b in other]), isouter=isouter, full=full)
        else:
            new_from = sa.join(source, target, attribute.criterion(), isouter=isouter, full=full)
        copy = self._changed(_from=new_from)
        copy._last_joined = attribute.target
        return copy

    def outerjoin(self, target, *props, **kw):
        return self.join(target, *props, isouter=True, **kw)

    def _source_of(self, primary):
        if is_model(primary):
            return ModelEntity(primary).from_clause()
        return self._entities[0].column.table

    def union(self, *others):
        return self._combined(sa.union, others)

    def union_all(self, *others):
        return self._combined(sa.union_all, others)

    def _combined(self, function, others):
        combined = function(self.statement, *[other.statement for other in others]).subquery()
        return self.session.query(*list(combined.c))

    # --- the statement --------------------------------------------------------------------------

    @property
    def statement(self):
        columns = [column for entity in self._entities for column in entity.columns]
        statement = sa.select(*columns)
        if self._from is not None:
            statement = statement.select_from(self._from)
        else:
            for entity in self._entities:
                if isinstance(entity, ModelEntity) and len(entity.mapper.tables) > 1:
                    statement = statement.select_from(entity.from_clause())
        for criterion in self._where + self._inheritance_criteria():
            statement = statement.where(criterion)
        if self._group_by:
            statement = statement.group_by(*self._group_by)
        for criterion in self._having:
            statement = statement.having(criterion)
        if self._order_by:
            statement = statement.order_by(*self._order_by)
        if self._distinct:
            statement = statement.distinct(*(self._distinct if isinstance(self._distinct, tuple) else ()))
        if self._limit is not None:
            statement = statement.limit(self._limit)
        if self._offset is not None:
            statement = statement.offset(self._offset)
        if self._for_update is not None:
            statement = statement.with_for_update(**self._for_update)
        return statement

    def _inheritance_criteria(self):
        """Single-table inheritance: only rows of the model's own kind."""
        criteria = []
        for entity in self._entities:
            if not isinstance(entity, ModelEntity):
                continue
            mapper = entity.mapper
            identity = mapper.options.get("polymorphic_identity")
            shares_table = mapper.inherits is not None and mapper.inherits.local_table is mapper.local_table
            on = mapper.inherits.options.get("polymorphic_on") if mapper.inherits else None
            if shares_table and identity is not None and on is not None:
                name = on if isinstance(on, str) else on.name
                criteria.append(mapper.local_table.c[name] == identity)
        return criteria

    def subquery(self, name=None, **kw):
        return self.statement.subquery(name) if name else self.statement.subquery()

    def cte(self, name=None, recursive=False, nesting=False):
        return self.statement.cte(name, recursive=recursive)

    def scalar_subquery(self):
        return self.statement.scalar_subquery()

    as_scalar = scalar_subquery

    def label(self, name):
        return self.statement.scalar_subquery().label(name)

    def exists(self):
        return self.statement.exists() if hasattr(self.statement, "exists") else sa.exists(self.statement)

    @property
    def selectable(self):
        return self.statement

    def __clause_element__(self):
        return self.statement

    def __str__(self):
        return str(self.statement)

    # --- results --------------------------------------------------------------------------------

    def _run(self):
        self.session._autoflush()
        parameters = getattr(self, "_params", None)
        return self.session._connection().execute(self.statement, parameters) if parameters else self.session._connection().execute(self.statement)

    def _is_single(self):
        return len(self._entities) == 1 and isinstance(self._entities[0], ModelEntity)

    def __iter__(self):
        rows = read_rows(self.session, self._entities, self._run())
        if self._is_single():
            return (row[0] for row in rows)
        names = [entity.name for entity in self._entities]
        return iter(make_rows(names, rows))

    def all(self):
        return list(self)

    def first(self):
        for row in self.limit(1):
            return row
        return None

    def one_or_none(self):
        rows = self.all()
        if len(rows) > 1:
            raise exc.MultipleResultsFound("Multiple rows were found when one or none was required")
        return rows[0] if rows else None

    def one(self):
        rows = self.all()
        if not rows:
            raise exc.NoResultFound("No row was found when one was required")
        if len(rows) > 1:
            raise exc.MultipleResultsFound("Multiple rows were found when exactly one was required")
        return rows[0]

    def scalar(self):
        row = self.one_or_none()
        if row is None or self._is_single():
            return row
        return row[0]

    def get(self, ident):
        return self.session.get(self._primary(), ident)

    def count(self):
        inner = self.statement.subquery()
        return self.session._connection().execute(sa.select(sa.func.count()).select_from(inner)).scalar()

    def __getitem__(self, item):
        if isinstance(item, slice):
            start, stop = item.start or 0, item.stop
            query = self.offset(start) if start else self
            return (query.limit(stop - start) if stop is not None else query).all()
        return self.offset(item).limit(1).all()[0]

    # --- bulk changes ---------------------------------------------------------------------------

    def _changed_table(self):
        primary = self._primary()
        return primary.__table__ if is_model(primary) else self._entities[0].column.table

    def update(self, values, synchronize_session="auto", update_args=None):
        self.session._autoflush()
        primary = self._primary()
        table = self._changed_table()
        named = {}
        for key, value in values.items():
            if isinstance(key, str):
                column = primary.__mapper__.columns[key] if is_model(primary) else table.c[key]
            else:
                column = key.__clause_element__() if hasattr(key, "__clause_element__") else key
            named[column.name] = value
        statement = sa.update(table).values(named)
        for criterion in self._where + self._inheritance_criteria():
            statement = statement.where(criterion)
        count = self.session._connection().execute(statement).rowcount
        self.session._expire_model(primary)
        return count

    def delete(self, synchronize_session="auto"):
        self.session._autoflush()
        statement = sa.delete(self._changed_table())
        for criterion in self._where + self._inheritance_criteria():
            statement = statement.where(criterion)
        count = self.session._connection().execute(statement).rowcount
        self.session._forget_model(self._primary())
        return count
