# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""alembic.autogenerate.constraints: indexes, unique constraints, foreign keys and checks of one table."""

import logging

from alembic import _autogenerate
from alembic.operations import ops
from alembic.util import PriorityDispatchResult, warn
from sqlalchemy.schema import CheckConstraint, ForeignKeyConstraint, UniqueConstraint

log = logging.getLogger("alembic.autogenerate.compare.constraints")
_checks_log = logging.getLogger("alembic.autogenerate.compare.check_constraints")

CONTINUE = PriorityDispatchResult.CONTINUE


def _final_name(item, context, is_index=False):
    """The name as the database has it; None if it has to make one up."""
    return _autogenerate.final_name(item.name, context.dialect, is_index)


def _by_creation(constraints):
    return sorted(constraints, key=lambda constraint: constraint._creation_order)


def _constraints(table, kind):
    return _by_creation(item for item in table.constraints if isinstance(item, kind)) if table is not None else []


# --- indexes and unique constraints -----------------------------------------------------------------


class _Index:
    """An index, as far as it is compared."""

    kind = "index"
    title = "index"
    is_number = False  # SQLite tells uniqueness as a number, which Alembic then writes

    def __init__(self, item):
        self.item = item
        self.name = item.name
        self.is_unique = bool(item.unique)
        self.column_names = _autogenerate.index_columns(list(item.expressions))

    def has_expressions(self):
        return any(_autogenerate.index_column(element) is None for element in self.item.expressions)

    @property
    def signature(self):
        return (self.is_unique,) + tuple(_autogenerate.index_column(element) for element in self.item.expressions)

    def create(self):
        return ops.CreateIndexOp.from_index(self.item)

    def drop(self):
        op = ops.DropIndexOp.from_index(self.item)
        if self.is_number and op._reverse.unique:
            op._reverse.unique = 1
        return op


class _Unique:
    """A unique constraint, as far as it is compared."""

    kind = "unique_constraint"
    title = "unique constraint"

    def __init__(self, item):
        self.item = item
        self.name = item.name
        self.column_names = tuple(str(column.name) for column in item.columns)

    @property
    def signature(self):
        return tuple(sorted(self.column_names))

    def create(self):
        return ops.AddConstraintOp.from_constraint(self.item)

    def drop(self):
        return ops.DropConstraintOp.from_constraint(self.item)


def compare_indexes_and_uniques(context, modify_ops, schema, name, in_database, model):
    _KeyComparison(context, modify_ops.ops, schema, name, in_database, model).run()
    return CONTINUE


class _KeyComparison:
    def __init__(self, context, operations, schema, name, in_database, model):
        self.context = context
        self.ops = operations
        self.table_name = name
        self.in_database = in_database
        self.model = model
        self.dialect = context.dialect.name
        self.parents = {"table_name": name, "schema_name": schema}
        self.model_uniques = [_Unique(item) for item in _constraints(model, UniqueConstraint)]
        self.model_indexes = [_Index(item) for item in model.indexes] if model is not None else []
        self.uniques, self.indexes = [], []
        if in_database is not None:
            self._read_database()
        self._leave_out_what_cannot_be_compared()

    def _wanted(self, items, kind):
        return [
            item for item in items if self.context.run_name_filters(item.name, kind, dict(self.parents))
        ]

    def _read_database(self):
        self.indexes = [_Index(item) for item in self._wanted(self.in_database.indexes, "index")]
        if self.dialect == "sqlite":
            # SQLAlchemy does not read them, and so Alembic leaves them as they are.
            self.indexes = [index for index in self.indexes if not index.has_expressions()]
            for index in self.indexes:
                index.is_number = True
        if self.model is None:
            return
        uniques = self._wanted(_constraints(self.in_database, UniqueConstraint), "unique_constraint")
        self.uniques = [_Unique(item) for item in uniques]
        if self.dialect in ("mysql", "mariadb"):
            self._tell_constraints_from_indexes()

    def _tell_constraints_from_indexes(self):
        """MySQL knows only unique indexes: each is what the model says it is."""
        names = {_final_name(unique.item, self.context) for unique in self.model_uniques}
        unnamed = {unique.signature for unique in self.model_uniques if unique.name is None}
        index_names = {_final_name(index.item, self.context, True) for index in self.model_indexes if index.is_unique}
        for index in list(self.indexes):
            if not index.is_unique or index.has_expressions():
                continue
            made = UniqueConstraint(*index.column_names, name=index.name, _autoattach=False)
            self.in_database.append_constraint(made)
            unique = _Unique(made)
            if index.name in names or unique.signature in unnamed:
                self.uniques.append(unique)
                if index.name in names and index.name not in index_names:
                    self.indexes.remove(index)

    def _leave_out_what_cannot_be_compared(self):
        if self.dialect == "sqlite":
            self._leave_out_expressions()
        if self.dialect in ("mysql", "mariadb") and self.in_database is not None:
            self._leave_out_indexes_of_foreign_keys()

    def _leave_out_expressions(self):
        known = {index.name for index in self.indexes}
        for index in list(self.model_indexes):
            if index.name not in known and index.has_expressions():
                warn(
                    "autogenerate skipping metadata-specified expression-based index %r; dialect 'sqlite' under "
                    "SQLAlchemy 2.0 can't reflect these indexes so they can't be compared" % str(index.name)
                )
                self.model_indexes.remove(index)

    def _leave_out_indexes_of_foreign_keys(self):
        """MySQL makes an index for a foreign key, under the name of the key or of its column."""
        implied = {}
        for key in self.in_database.foreign_key_constraints:
            for column in key.columns:
                implied.setdefault(str(column.name), set()).add(key.name)
        removed = {
            index.name for index in self.indexes
            if not index.is_unique and any(
                index.name == column or index.name in implied.get(column, ()) for column in index.column_names
            )
        }
        self.indexes = [index for index in self.indexes if index.name not in removed or index.is_unique]
        self.model_indexes = [index for index in self.model_indexes if index.name not in removed]

    # --- what was found

    def _accepts(self, thing, reflected, compare_to=None):
        return self.context.run_object_filters(
            thing.item, thing.name, thing.kind, reflected, compare_to.item if compare_to else None
        )

    def _add(self, thing):
        if isinstance(thing, _Unique) and self.in_database is None:
            return  # stands in CREATE TABLE
        if self._accepts(thing, False):
            self.ops.append(thing.create())
            log.info("Detected added %s %r on '%s'", thing.title, thing.name, thing.column_names)

    def _remove(self, thing):
        if self._accepts(thing, True):
            self.ops.append(thing.drop())
            log.info("Detected removed %s %r on %r", thing.title, thing.name, self.table_name)

    def _change(self, old, new, why):
        if self._accepts(new, False, old):
            log.info("Detected changed %s %r on %r: %s", old.title, old.name, self.table_name, why)
            self.ops.append(old.drop())
            self.ops.append(new.create())

    def run(self):
        models = {}
        for thing in self.model_uniques + self.model_indexes:
            name = _final_name(thing.item, self.context, isinstance(thing, _Index))
            if name is not None:
                models[name] = thing
        uniques = {unique.name: unique for unique in self.uniques if unique.name is not None}
        indexes = {index.name: index for index in self.indexes if index.name is not None}
        found = {**uniques, **indexes}
        unnamed = {unique.signature: unique for unique in self.model_uniques if unique.name is None}
        for name in sorted(set(found) - set(models)):
            self._lost(name, uniques, indexes, unnamed)
        for name in sorted(set(models) & set(found)):
            model = models[name]
            same_kind = indexes.get(name) if isinstance(model, _Index) else uniques.get(name)
            if same_kind is None:
                self._remove(found[name])
                self._add(model)
            else:
                self._compare(same_kind, model)
        for name in sorted(set(models) - set(found)):
            self._add(models[name])
        known = {unique.signature for unique in self.uniques}
        for signature, unique in unnamed.items():
            if signature not in known:
                self._add(unique)

    def _lost(self, name, uniques, indexes, unnamed):
        """A name that no model has."""
        unique, index = uniques.get(name), indexes.get(name)
        if unique is not None and unique.signature in unnamed:
            return
        if unique is not None and index is not None:
            is_known = any(index.signature == model.signature for model in self.model_indexes)
            is_known = is_known or any(unique.signature == model.signature for model in self.model_uniques)
            if not is_known:
                self._remove(unique)
                self._remove(index)
            return
        self._remove(index if index is not None else unique)

    # --- what differs

    def _compare(self, found, model):
        if isinstance(model, _Unique):
            why = self._difference_of_uniques(found, model)
        elif self.dialect == "postgresql":
            why, skipped = self._difference_of_expressions(found, model)
            if skipped and not why:
                log.info(
                    "Cannot compare index %r, assuming equal and skipping. %s", found.name, ", ".join(skipped)
                )
        else:
            why = self._uniqueness(found, model)
            if model.column_names != found.column_names:
                why.append("expression %s to %s" % (found.column_names, model.column_names))
        if why:
            self._change(found, model, ", ".join(why))

    def _uniqueness(self, found, model):
        if found.is_unique == model.is_unique:
            return []
        return ["unique=%s to unique=%s" % (found.is_unique, model.is_unique)]

    def _options(self, thing):
        """Only what PostgreSQL reflects in one way."""
        is_set = self.dialect == "postgresql" and thing.item.dialect_kwargs.get("postgresql_nulls_not_distinct")
        return ("nulls_not_distinct",) if is_set else ()

    def _difference_of_uniques(self, found, model):
        for old, new in ((found.signature, model.signature), (self._options(found), self._options(model))):
            if old != new:
                return ["expression %s to %s" % (old, new)]
        return []

    def _difference_of_expressions(self, found, model):
        why, skipped = self._uniqueness(found, model), []
        old, new = list(found.item.expressions), list(model.item.expressions)
        if len(old) != len(new):
            why.append("expression number %d to %d" % (len(old), len(new)))
        if why:
            return why, skipped
        for position, pair in enumerate(zip(old, new), 1):
            texts = [self._element_text(element) for element in pair]
            plain = [_autogenerate.comparable_index_element(text, str(self.table_name)) for text in texts]
            if plain[0] == plain[1]:
                continue
            if texts[1].strip().endswith("_ops") and (" " in texts[1] or ")" in texts[1]):
                skipped.append("expression #%d %r detected as including operator clause." % (position, texts[1]))
                warn(
                    "Expression #%d %r in index %r detected to include an operator clause. Expression compare cannot "
                    "proceed. Please move the operator clause to the ``postgresql_ops`` dict to enable proper compare "
                    "of the index expressions." % (position, texts[1], str(found.name))
                )
            else:
                why.append("expression #%d %r to %r" % (position, texts[0], texts[1]))
        options = self._options(found), self._options(model)
        if options[0] != options[1]:
            why.append("options %s to %s" % options)
        return why, skipped

    def _element_text(self, element):
        return _autogenerate.sql_text(element, self.context.dialect)


# --- foreign keys -----------------------------------------------------------------------------------


class _ForeignKey:
    """A foreign key, as far as it is compared."""

    def __init__(self, item, is_model):
        self.item = item
        self.name = item.name
        self.source_schema, self.source_table = item.table.schema, str(item.table.name)
        self.source_columns = [str(element.parent.name) for element in item.elements]
        targets = [_target(element, is_model) for element in item.elements]
        self.target_schema, self.target_table = targets[0][:2]
        self.target_columns = [target[2] for target in targets]

    @property
    def columns(self):
        return (
            self.source_schema, self.source_table, tuple(self.source_columns), self.target_schema, self.target_table,
            tuple(self.target_columns),
        )

    @property
    def signature(self):
        item = self.item
        if item.initially and item.initially.lower() == "deferred":
            timing = "initially deferred"
        else:
            timing = "deferrable" if item.deferrable else "not deferrable"
        return self.columns + (_action(item.onupdate), _action(item.ondelete), timing)


def _action(text):
    return None if not text or text.lower() == "no action" else text.lower()


def _target(element, is_model):
    """Schema, table and column that a key refers to."""
    if is_model:
        column = element.column  # an error names the table that is missing
        return column.table.schema, str(column.table.name), str(column.name)
    parts = element.target_fullname.split(".")
    return ".".join(parts[:-2]) or None, parts[-2], parts[-1]


def compare_foreign_keys(context, modify_ops, schema, name, in_database, model):
    if in_database is None or model is None:
        return CONTINUE
    parents = {"table_name": name, "schema_name": schema}
    found = [
        _ForeignKey(key, False) for key in in_database.foreign_key_constraints
        if context.run_name_filters(key.name, "foreign_key_constraint", dict(parents))
    ]
    models = [_ForeignKey(key, True) for key in model.foreign_key_constraints]
    if context.dialect.name in ("mysql", "mariadb"):
        _restore_restrict(found, models)

    def tell(what, key):
        log.info(
            "Detected %s foreign key (%s)(%s) on table %s%s", what, ", ".join(key.source_columns),
            ", ".join(key.target_columns), "%s." % key.source_schema if key.source_schema else "", key.source_table,
        )

    def of_same_name(key, others):
        return next((other.item for other in others if key.name and other.name == key.name), None)

    for what, keys, others, is_reflected, operation in (
        ("removed", found, models, True, ops.DropConstraintOp),
        ("added", models, found, False, ops.CreateForeignKeyOp),
    ):
        known = {key.signature for key in others}
        for key in keys:
            if key.signature not in known and context.run_object_filters(
                key.item, key.name, "foreign_key_constraint", is_reflected, of_same_name(key, others)
            ):
                modify_ops.ops.append(operation.from_constraint(key.item))
                tell(what, key)
    return CONTINUE


def _restore_restrict(found, models):
    """MySQL does not tell RESTRICT, which is its default."""
    by_columns = {key.columns: key.item for key in models}
    for key in found:
        model = by_columns.get(key.columns)
        for action in ("ondelete", "onupdate"):
            wanted = getattr(model, action, None)
            if wanted is not None and wanted.lower() == "restrict" and getattr(key.item, action) is None:
                setattr(key.item, action, "RESTRICT")


# --- checks -----------------------------------------------------------------------------------------


def compare_checks(context, modify_ops, schema, name, in_database, model):
    """Added and removed by name: what a database makes of a condition differs from what was written."""
    if in_database is None or model is None:
        return CONTINUE
    parents = {"table_name": name, "schema_name": schema}
    found = {
        str(check.name): check for check in _constraints(in_database, CheckConstraint)
        if check.name is not None and context.run_name_filters(check.name, "check_constraint", dict(parents))
    }
    of_columns = [check for column in model.c for check in column.constraints]
    models = {}
    for check in _constraints(model, CheckConstraint) + _by_creation(of_columns):
        final = _final_name(check, context)
        if final is not None:
            models[final] = check
    for key in sorted(set(found) - set(models)):
        if context.run_object_filters(found[key], key, "check_constraint", True, None):
            modify_ops.ops.append(ops.DropConstraintOp.from_constraint(found[key]))
            _checks_log.info("Detected removed check constraint %r on table %r", key, name)
    for key in sorted(set(models) - set(found)):
        if context.run_object_filters(models[key], key, "check_constraint", False, None):
            modify_ops.ops.append(ops.AddConstraintOp.from_constraint(models[key]))
            _checks_log.info("Detected added check constraint %r on table %r", key, name)
    return CONTINUE
