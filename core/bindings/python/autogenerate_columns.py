# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""alembic.autogenerate.columns: how a column of the database differs from the model's."""

import logging

from alembic import _autogenerate
from alembic.util import PriorityDispatchResult, warn
from sqlalchemy import text
from sqlalchemy.schema import Computed, DefaultClause, Identity
from sqlalchemy.types import NullType

_constraints_log = logging.getLogger("alembic.autogenerate.compare.constraints")
_types_log = logging.getLogger("alembic.autogenerate.compare.types")
_defaults_log = logging.getLogger("alembic.autogenerate.compare.server_defaults")
_comments_log = logging.getLogger("alembic.autogenerate.compare.comments")

CONTINUE, STOP = PriorityDispatchResult.CONTINUE, PriorityDispatchResult.STOP


# --- NULL -------------------------------------------------------------------------------------------


def compare_nullable(context, op, schema, table, name, found, model):
    op.existing_nullable = found.nullable
    if found.nullable is model.nullable:
        return CONTINUE
    defaults = (model.server_default, found.server_default)
    is_computed = any(isinstance(default, Computed) for default in defaults)
    is_identity = any(isinstance(default, Identity) for default in defaults)
    if is_identity or (is_computed and not _autogenerate.nullable_is_given(model)):
        _constraints_log.info("Ignoring nullable change on identity column '%s.%s'", table, name)
        return CONTINUE
    op.modify_nullable = model.nullable
    _constraints_log.info(
        "Detected %s on column '%s.%s'", "NULL" if model.nullable else "NOT NULL", table, name
    )
    return STOP


# --- types ------------------------------------------------------------------------------------------


def _can_compare_types(op, table, name, found, model):
    op.existing_type = found.type
    if isinstance(found.type, NullType):
        _types_log.info("Couldn't determine database type for column '%s.%s'", table, name)
        return False
    if isinstance(model.type, NullType):
        _types_log.info("Column '%s.%s' has no type within the model; can't compare", table, name)
        return False
    return True


def _change_type(op, table, name, found, model):
    op.modify_type = model.type
    _types_log.info("Detected type change from %r to %r on '%s.%s'", found.type, model.type, table, name)
    return STOP


def ask_user_about_type(context, op, schema, table, name, found, model):
    compare = context.opts.get("compare_type", True)
    if compare is False:
        return STOP
    if not _can_compare_types(op, table, name, found, model) or not callable(compare):
        return CONTINUE
    differs = compare(context.migration_context, found, model, found.type, model.type)
    if differs:
        return _change_type(op, table, name, found, model)
    return STOP if differs is False else CONTINUE


def compare_type(context, op, schema, table, name, found, model):
    if not _can_compare_types(op, table, name, found, model):
        return CONTINUE
    if _autogenerate.types_differ(found.type, model.type, context.dialect):
        return _change_type(op, table, name, found, model)
    return CONTINUE


# --- defaults ---------------------------------------------------------------------------------------


def _sql_of(default, context):
    """A default as SQL text; None for what the database makes without one (FetchedValue)."""
    if not isinstance(default, DefaultClause):
        return None
    if isinstance(default.arg, str):
        return str(default.arg)
    return str(default.arg.compile(dialect=context.dialect, compile_kwargs={"literal_binds": True}))


def _text_of(default):
    return getattr(default.arg, "text", None) if isinstance(default, DefaultClause) else None


def ask_user_about_default(context, op, schema, table, name, found, model):
    if found.server_default is None and model.server_default is None:
        return CONTINUE
    op.existing_server_default = found.server_default
    compare = context.opts.get("compare_server_default", False)
    if compare is False or compare is None:
        return STOP
    if not callable(compare):
        return CONTINUE
    differs = compare(
        context.migration_context, found, model, _text_of(found.server_default), model.server_default,
        _sql_of(model.server_default, context),
    )
    if differs:
        op.modify_server_default = model.server_default
        _defaults_log.info("User defined function %s detected server default on column '%s.%s'", compare, table, name)
        return STOP
    return STOP if differs is False else CONTINUE


def compare_computed(context, op, schema, table, name, found, model):
    old, new = found.server_default, model.server_default
    if not isinstance(old, Computed) and not isinstance(new, Computed):
        return CONTINUE
    texts = [
        _autogenerate.comparable_computed(_autogenerate.sql_text(default.sqltext, context.dialect))
        if isinstance(default, Computed) else ""
        for default in (old, new)
    ]
    if texts[0] != texts[1]:
        warn("Computed default on %s.%s cannot be modified" % (table, name))
    return STOP


_NOT_COMPARED = ("order", "on_null", "oracle_order", "oracle_on_null")


def identity_options(identity):
    """What an Identity was given, in the order in which it is written."""
    if identity is None:
        return {}
    names = ("always", "start", "increment", "minvalue", "maxvalue", "nominvalue", "nomaxvalue", "cycle", "cache")
    values = {name: getattr(identity, name, None) for name in names}
    return {name: value for name, value in values.items() if value is not None}


def compare_identity(context, op, schema, table, name, found, model):
    old, new = found.server_default, model.server_default
    if not isinstance(old, Identity) and not isinstance(new, Identity):
        return CONTINUE
    old_options = identity_options(old if isinstance(old, Identity) else None)
    new_options = identity_options(new if isinstance(new, Identity) else None)
    # What the model leaves open is the database's choice.
    changed = {
        key for key in set(old_options) | set(new_options)
        if key not in ("always",) + _NOT_COMPARED and key in new_options and old_options.get(key) != new_options[key]
    }
    if bool(old_options.get("always")) != bool(new_options.get("always")):
        changed.add("always")
    if not changed and isinstance(old, Identity) == isinstance(new, Identity):
        return CONTINUE
    op.modify_server_default = new
    if not changed:
        return CONTINUE
    _defaults_log.info(
        "Detected server default on column '%s.%s': identity options attributes %s", table, name, sorted(changed)
    )
    return STOP


def note_autoincrement(context, op, schema, table, name, found, model):
    if model.autoincrement in (True, False):
        op.kw["autoincrement"] = model.autoincrement
    elif counts_up(context, model):
        op.kw["autoincrement"] = True
    return CONTINUE


def counts_up(context, column):
    return (
        column.primary_key
        and _autogenerate.autoincrement_column(column.table, context.dialect) == str(column.name)
    )


def compare_server_default(context, op, schema, table, name, found, model):
    old, new = found.server_default, model.server_default
    if old is None and new is None:
        return CONTINUE
    op.existing_server_default = old
    if not all(default is None or isinstance(default, DefaultClause) for default in (old, new)):
        return CONTINUE
    differ, question = _autogenerate.compare_defaults(
        _text_of(old), _sql_of(new, context), found.type, model.type, context.dialect,
        is_plain_text=new is not None and isinstance(new.arg, str), counts_up=counts_up(context, model),
        is_plain_key=found.primary_key and found.autoincrement is not True,
    )
    if question:
        differ = not context.connection.execute(text(question.replace(":", "\\:"))).scalar()
    if not differ:
        return CONTINUE
    op.modify_server_default = new
    _defaults_log.info(
        "Dialect impl %s detected server default on column '%s.%s'", context.migration_context.impl, table, name
    )
    return STOP


# --- comments ---------------------------------------------------------------------------------------


def compare_comment(context, op, schema, table, name, found, model):
    if not context.dialect.supports_comments or (found.comment is None and model.comment is None):
        return CONTINUE
    op.existing_comment = found.comment
    if found.comment == model.comment:
        return CONTINUE
    op.modify_comment = model.comment
    _comments_log.info("Detected column comment '%s.%s'", table, name)
    return STOP
