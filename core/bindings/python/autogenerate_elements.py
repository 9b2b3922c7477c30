# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""alembic.autogenerate.elements: columns, types, defaults and constraints as Python text."""

import re

from alembic import _autogenerate
from alembic.autogenerate.columns import identity_options
from alembic.autogenerate.tables import is_bare_expression
from alembic.util import Dispatcher, warn
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.schema import (
    CheckConstraint, Column, Computed, DefaultClause, FetchedValue, ForeignKeyConstraint, Identity,
    PrimaryKeyConstraint, UniqueConstraint,
)
from sqlalchemy.sql.elements import ClauseElement, ColumnClause, Label, conv

_constraint_renderers = Dispatcher()


# --- prefixes and names -----------------------------------------------------------------------------


def sqlalchemy_prefix(context):
    return context.opts.get("sqlalchemy_module_prefix", "sa.") or ""


def alembic_prefix(context):
    return "batch_op." if context._has_batch else context.opts.get("alembic_module_prefix", "op.") or ""


def _user_prefix(context, type_):
    prefix = context.opts.get("user_module_prefix")
    return "%s." % type(type_).__module__ if prefix is None else prefix


def _dialect_prefix(context, name):
    if context.imports is not None:
        context.imports.add("from sqlalchemy.dialects import %s" % name)
    return "%s." % name


def plain(name):
    """A quoted_name or conv as the str that it is."""
    return None if name is None else str(name)


def name_text(context, name):
    """'name', or op.f('name') for one that no naming convention is to change again."""
    if isinstance(name, conv):
        return "%sf(%r)" % (alembic_prefix(context), str(name))
    return repr(plain(name))


def user_text(kind, item, context):
    """What configure(render_item=…) says of the item; False leaves it to us."""
    render = context.opts.get("render_item")
    return render(kind, item, context) if render else False


# --- expressions ------------------------------------------------------------------------------------


def sql_of(element, context, *, is_server_default=False, is_index=False):
    grouped = is_index and context.dialect is not None and context.dialect.name == "postgresql"
    text = _autogenerate.sql_text(element, context.dialect, grouped)
    is_sqlite = context.dialect is not None and context.dialect.name == "sqlite"
    if is_sqlite and is_server_default and is_bare_expression(text):
        return "(%s)" % text
    return text


def expression_text(value, context, *, wrapped=True, is_server_default=False, is_index=False):
    """A keyword's value: a column by its name, SQL as text(), anything else as it is."""
    if isinstance(value, (list, tuple)):
        items = [expression_text(item, context) for item in value]
        if isinstance(value, list):
            return "[%s]" % ", ".join(items)
        return "(%s%s)" % (", ".join(items), "," if len(items) == 1 else "")
    if isinstance(value, Column):
        return repr(plain(value.name))
    if not isinstance(value, ClauseElement):
        return repr(value)
    is_label = is_index and isinstance(value, Label)
    sql = sql_of(
        value.element if is_label else value, context, is_server_default=is_server_default, is_index=is_index
    )
    if not wrapped:
        return repr(sql)
    text = "%s%s(%r)" % (sqlalchemy_prefix(context), "literal_column" if is_index else "text", sql)
    return "%s.label(%r)" % (text, str(value.name)) if is_label else text


def keyword_texts(keywords, context):
    return ["%s=%s" % (key, expression_text(value, context)) for key, value in keywords.items()]


# --- columns ----------------------------------------------------------------------------------------


def column_text(column, context):
    given = user_text("column", column, context)
    if given is not False:
        return given
    positional, keywords = [], []
    if column.server_default is not None:
        default = server_default_text(column.server_default, context)
        if default and isinstance(column.server_default, (Computed, Identity)):
            positional.append(default)
        elif default:
            keywords.append("server_default=%s" % default)
    if column.autoincrement is not None and column.autoincrement != "auto":
        keywords.append("autoincrement=%s" % column.autoincrement)
    if column.nullable is not None:
        keywords.append("nullable=%s" % column.nullable)
    if column.system:
        keywords.append("system=%s" % column.system)
    if column.comment:
        keywords.append("comment=%r" % column.comment)
    keywords += keyword_texts(column.kwargs, context)
    parts = [repr(plain(column.name)), type_text(column.type, context)] + positional
    return "%sColumn(%s)" % (sqlalchemy_prefix(context), ", ".join(parts + [", ".join(keywords)]))


def server_default_text(default, context):
    given = user_text("server_default", default, context)
    if given is not False:
        return given
    if isinstance(default, Computed):
        return _computed_text(default, context)
    if isinstance(default, Identity):
        options = ", ".join("%s=%s" % item for item in identity_options(default).items())
        return "%sIdentity(%s)" % (sqlalchemy_prefix(context), options)
    if isinstance(default, DefaultClause):
        default = default.arg
        if not isinstance(default, str):
            return expression_text(default, context, is_server_default=True)
    elif isinstance(default, FetchedValue):
        return "%sFetchedValue()" % sqlalchemy_prefix(context)
    elif isinstance(default, ClauseElement):
        return expression_text(default, context, is_server_default=True)
    return repr(re.sub(r"^'|'$", "", default)) if isinstance(default, str) else default


def _computed_text(computed, context):
    text = expression_text(computed.sqltext, context, wrapped=False)
    persisted = "" if computed.persisted is None else "persisted=%s" % computed.persisted
    return "%sComputed(%s, %s)" % (sqlalchemy_prefix(context), text, persisted)


# --- types ------------------------------------------------------------------------------------------


def type_text(type_, context, with_variants=True):
    given = user_text("type", type_, context)
    if given is not False:
        return given
    variants = type_._variant_mapping
    if with_variants and variants:
        text = type_text(type_, context, False)
        for dialect in sorted(variants):
            text += ".with_variant(%s, %r)" % (type_text(variants[dialect], context, False), dialect)
        return text
    module = type(type_).__module__
    own = re.match(r"sqlalchemy\.dialects\.(\w+)", module)
    if own is not None:
        return _dialect_prefix(context, own.group(1)) + _with_inner_types(type_, context)
    if module == "sqlalchemy" or module.startswith("sqlalchemy."):
        return sqlalchemy_prefix(context) + _with_inner_types(type_, context)
    return _user_prefix(context, type_) + repr(type_)


def _with_inner_types(type_, context):
    """repr() names the types within without their module."""
    text = repr(type_)
    for attribute in ("item_type", "astext_type", "text_type"):
        inner = getattr(type_, attribute, None)
        if inner is not None:
            text = text.replace(repr(inner), type_text(inner, context), 1)
    return text


# --- constraints ------------------------------------------------------------------------------------


def constraint_text(constraint, context, metadata=None):
    """Within CREATE TABLE; None for what is not written there."""
    try:
        render = _constraint_renderers.dispatch(constraint)
    except ValueError:
        warn("No renderer is established for object %r" % constraint)
        return "[Unknown Python object %r]" % constraint
    return render(constraint, context, metadata)


def _name_keyword(constraint, context):
    return ["name=%s" % name_text(context, constraint.name)] if constraint.name else []


@_constraint_renderers.dispatch_for(PrimaryKeyConstraint)
def _primary_key_text(constraint, context, metadata):
    given = user_text("primary_key", constraint, context)
    if given is not False:
        return given
    columns = [repr(plain(column.name)) for column in constraint.columns]
    if not columns:
        return None
    return "%sPrimaryKeyConstraint(%s)" % (
        sqlalchemy_prefix(context), ", ".join(columns + _name_keyword(constraint, context))
    )


def _colspec(element, metadata):
    """'schema.table.column' with the column's name in place of its key."""
    parts = element.target_fullname.split(".")
    table, column = ".".join(parts[:-1]), parts[-1]
    if metadata is not None and getattr(metadata, "schema", None) is not None and len(parts) == 2:
        table = "%s.%s" % (metadata.schema, table)
    if metadata is not None and table in metadata.tables:
        found = metadata.tables[table].c.get(column)
        if found is not None:
            column = str(found.name)
    return "%s.%s" % (table, column)


@_constraint_renderers.dispatch_for(ForeignKeyConstraint)
def _foreign_key_text(constraint, context, metadata):
    given = user_text("foreign_key", constraint, context)
    if given is not False:
        return given
    keywords = _name_keyword(constraint, context)
    for name in ("onupdate", "ondelete", "initially", "deferrable", "use_alter", "match"):
        value = getattr(constraint, name, None)
        if value:
            keywords.append("%s=%r" % (name, value))
    elements = list(constraint.elements)
    return "%sForeignKeyConstraint([%s], [%s], %s)" % (
        sqlalchemy_prefix(context), ", ".join(repr(plain(element.parent.name)) for element in elements),
        ", ".join(repr(_colspec(element, metadata)) for element in elements), ", ".join(keywords),
    )


@_constraint_renderers.dispatch_for(UniqueConstraint)
def _unique_text(constraint, context, metadata):
    given = user_text("unique", constraint, context)
    if given is not False:
        return given
    parts = [repr(plain(column.name)) for column in constraint.columns]
    parts += timing_texts(constraint) + _name_keyword(constraint, context)
    parts += keyword_texts(constraint.dialect_kwargs, context)
    return "%sUniqueConstraint(%s)" % (sqlalchemy_prefix(context), ", ".join(parts))


def timing_texts(constraint):
    values = [(name, getattr(constraint, name, None)) for name in ("deferrable", "initially")]
    return ["%s=%r" % (name, value) for name, value in values if value]


@_constraint_renderers.dispatch_for(CheckConstraint)
def _check_text(constraint, context, metadata):
    given = user_text("check", constraint, context)
    if given is not False:
        return given
    parts = [expression_text(constraint.sqltext, context, wrapped=False)] + _name_keyword(constraint, context)
    return "%sCheckConstraint(%s)" % (sqlalchemy_prefix(context), ", ".join(parts))


@_constraint_renderers.dispatch_for(ExcludeConstraint)
def _exclude_text(constraint, context, metadata):
    given = user_text("exclude", constraint, context)
    if given is not False:
        return given
    parts = exclude_elements(constraint.elements, constraint.where, context)
    parts += timing_texts(constraint) + ["using=%r" % constraint.using] + _name_keyword(constraint, context)
    return "%sExcludeConstraint(%s)" % (_dialect_prefix(context, "postgresql"), ", ".join(parts))


def exclude_elements(elements, where, context):
    parts = ["(%s, %r)" % (_exclude_element(element, context), operator) for element, operator in elements]
    if where is not None:
        parts.append("where=%s" % (repr(where) if isinstance(where, str) else expression_text(where, context)))
    return parts


def _exclude_element(element, context):
    if isinstance(element, str):
        return "%scolumn(%r)" % (sqlalchemy_prefix(context), str(element))
    if isinstance(element, ColumnClause):
        function = "literal_column" if element.is_literal else "column"
        return "%s%s(%r)" % (sqlalchemy_prefix(context), function, str(element.name))
    return expression_text(element, context)
