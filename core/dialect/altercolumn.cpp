// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/altercolumn.h"

#include "core/dialect/operationcompiler.h"
#include "core/dialect/tablerebuild.h"
#include "core/dialect/typecompiler.h"

using namespace Qt::StringLiterals;

namespace limbeck::dialect {
namespace {

using DefaultChange = ops::AlterColumn::DefaultChange;

template <typename Kind>
bool is(const std::optional<DefaultChange> &change)
{
    return change && std::holds_alternative<Kind>(*change);
}

schema::Column columnOf(const ops::AlterColumn &alter, const schema::SqlTypePtr &type)
{
    schema::Column column;
    column.name = alter.column;
    column.type = type;
    return column;
}

tl::unexpected<Error> computedIsFixed()
{
    return failure(ErrorCode::Unsupported,
                   u"Adding or removing a \"computed\" construct, e.g. GENERATED ALWAYS AS, to or "
                   u"from an existing column is "
                   "not supported."_s);
}

tl::unexpected<Error> identityIsFixed()
{
    return failure(ErrorCode::Unsupported,
                   u"Adding, removing or modifying an \"identity\" construct, e.g. GENERATED AS "
                   u"IDENTITY, to or from an "
                   "existing column is not supported in this dialect."_s);
}

/// What one option of an IDENTITY is changed to, by SQLAlchemy's name of the option.
std::map<QString, schema::SequenceOptions> changedOptions(const schema::SequenceOptions &wanted,
                                                          const schema::SequenceOptions &existing)
{
    std::map<QString, schema::SequenceOptions> changes;
    const auto compare = [&](const QString &name, auto member) {
        if (wanted.*member != existing.*member
            && wanted.*member != schema::SequenceOptions {}.*member)
            changes[name].*member = wanted.*member;
    };
    compare(u"cache"_s, &schema::SequenceOptions::cache);
    compare(u"cycle"_s, &schema::SequenceOptions::cycle);
    compare(u"increment"_s, &schema::SequenceOptions::increment);
    compare(u"maxvalue"_s, &schema::SequenceOptions::maxValue);
    compare(u"minvalue"_s, &schema::SequenceOptions::minValue);
    compare(u"nomaxvalue"_s, &schema::SequenceOptions::noMaxValue);
    compare(u"nominvalue"_s, &schema::SequenceOptions::noMinValue);
    compare(u"start"_s, &schema::SequenceOptions::start);
    return changes;
}

Result<QString> identityChange(const ops::AlterColumn &alter, const DdlCompiler &ddl)
{
    if (std::holds_alternative<std::monostate>(*alter.serverDefault))
        return u"DROP IDENTITY"_s;
    const auto *wanted = std::get_if<schema::Identity>(&*alter.serverDefault);
    if (!wanted)
        return failure(ErrorCode::Unsupported,
                       u"An IDENTITY cannot become a server default in one step: alter the column "
                       "with server_default=None first"_s);
    // Only existing_server_default=None says that there is none; where it is not given, Alembic
    // takes it for an IDENTITY.
    const bool hasNone = alter.existingServerDefault
        && std::holds_alternative<std::monostate>(*alter.existingServerDefault);
    if (hasNone)
        return u"ADD "_s + ddl.identityText(*wanted);
    const auto *given = alter.existingServerDefault
        ? std::get_if<schema::Identity>(&*alter.existingServerDefault)
        : nullptr;
    const schema::Identity existing = given ? *given : schema::Identity {};
    QString text;
    if (wanted->always != existing.always)
        text += u"SET GENERATED %1 "_s.arg(wanted->always ? u"ALWAYS"_s : u"BY DEFAULT"_s);
    for (const auto &[name, options] : changedOptions(wanted->options, existing.options))
        text += u"SET %1 "_s.arg(ddl.identityOptions(options));
    return text;
}

} // namespace

bool isComputedChange(const ops::AlterColumn &alter)
{
    return is<schema::Computed>(alter.serverDefault)
        || is<schema::Computed>(alter.existingServerDefault);
}

bool isIdentityChange(const ops::AlterColumn &alter)
{
    return is<schema::Identity>(alter.serverDefault)
        || is<schema::Identity>(alter.existingServerDefault);
}

Result<> OperationCompiler::operator()(const ops::AlterColumn &alter)
{
    if (rebuilds()) {
        if (!onlyRenames(alter))
            return rebuildFor(*this, alter.table, { ops::Operation { alter, m_origin } });
    }
    if (auto done = dropTypeCheck(alter); !done)
        return done;
    Result<> done;
    switch (backend()) {
    case Backend::PostgreSql:
        done = alterPostgresql(alter);
        break;
    case Backend::MySql:
    case Backend::MariaDb:
        done = alterMySql(alter);
        break;
    case Backend::Sqlite:
    case Backend::Generic:
        done = alterGeneric(alter);
        break;
    }
    return done ? addTypeCheck(alter) : done;
}

/// The CHECK that the old Boolean or Enum brought along goes before the type changes.
Result<> OperationCompiler::dropTypeCheck(const ops::AlterColumn &alter)
{
    if (!alter.existingType || !alter.type || backend() != Backend::PostgreSql)
        return {}; // MySQL drops it with the type, SQLite cannot drop it
    const auto check = typeCheck(columnOf(alter, alter.existingType), backend());
    if (!check)
        return {};
    auto name = constraintName(*check, alter.table.name, alter.table.schema, convention());
    if (!name)
        return failure(name.error());
    if (!*name)
        return failure(
            ErrorCode::Unsupported,
            u"Can't emit DROP CONSTRAINT for the CHECK constraint of column \"%1\"; it has no name"_s
                .arg(alter.column.text));
    auto fitted = fitName(**name, false, m_ddl->names());
    if (!fitted)
        return failure(fitted.error());
    return emitSql(m_ddl->dropConstraint(*fitted, { alter.table.name, alter.table.schema, nullptr },
                                         u"check"_s, false));
}

Result<> OperationCompiler::addTypeCheck(const ops::AlterColumn &alter)
{
    if (!alter.type || backend() == Backend::Sqlite)
        return {};
    const auto check = typeCheck(columnOf(alter, alter.type), backend());
    if (!check)
        return {};
    auto name = constraintName(*check, alter.table.name, alter.table.schema, convention());
    if (!name)
        return failure(name.error());
    return emitSql(
        m_ddl->addConstraint({ *check, *name }, { alter.table.name, alter.table.schema, nullptr }));
}

Result<> OperationCompiler::alterPostgresql(const ops::AlterColumn &alter)
{
    const auto usingText = textOption(alter.dialectOptions, u"postgresql_using"_s);
    if (usingText && !alter.type)
        return failure(ErrorCode::Usage,
                       u"postgresql_using must be used with the type_ parameter"_s);
    if (alter.type) {
        auto type = compileType(*alter.type, m_dialect);
        if (!type)
            return failure(type.error());
        emitSql(u"%1 ALTER COLUMN %2 TYPE %3 %4"_s.arg(
            alterTable(alter.table), m_ddl->quote(alter.column), *type,
            usingText ? u"USING "_s + *usingText : QString()));
    }
    ops::AlterColumn rest = alter;
    rest.type.reset();
    return alterGeneric(rest);
}

/// One statement per property: NOT NULL, default, type, comment, and the name last.
Result<> OperationCompiler::alterGeneric(const ops::AlterColumn &alter)
{
    const QString start =
        u"%1 ALTER COLUMN %2 "_s.arg(alterTable(alter.table), m_ddl->quote(alter.column));
    if (alter.nullable)
        emitSql(start + (*alter.nullable ? u"DROP NOT NULL"_s : u"SET NOT NULL"_s));
    if (alter.serverDefault) {
        if (auto done = alterDefault(alter); !done)
            return done;
    }
    if (alter.type) {
        auto type = compileType(*alter.type, m_dialect);
        if (!type)
            return failure(type.error());
        emitSql(start + u"TYPE "_s + *type);
    }
    if (alter.comment) {
        if (!hasComments())
            return failure(
                ErrorCode::Unsupported,
                u"The DDL compiler of dialect %1 can't render element of type ColumnComment"_s.arg(
                    m_dialect.name()));
        emitSql(u"COMMENT ON COLUMN %1.%2 IS %3"_s.arg(
            tableText(alter.table), m_ddl->quote(alter.column),
            *alter.comment ? m_ddl->string(**alter.comment) : u"NULL"_s));
    }
    if (alter.newName) {
        const QString words = backend() == Backend::Sqlite ? u"RENAME COLUMN"_s : u"RENAME"_s;
        emitSql(u"%1 %2 %3 TO %4"_s.arg(alterTable(alter.table), words, m_ddl->quote(alter.column),
                                        m_ddl->quote(*alter.newName)));
    }
    return {};
}

Result<> OperationCompiler::alterDefault(const ops::AlterColumn &alter)
{
    const QString start =
        u"%1 ALTER COLUMN %2 "_s.arg(alterTable(alter.table), m_ddl->quote(alter.column));
    if (isComputedChange(alter))
        return computedIsFixed();
    if (isIdentityChange(alter)) {
        if (backend() != Backend::PostgreSql)
            return identityIsFixed();
        auto change = identityChange(alter, *m_ddl);
        if (!change)
            return failure(change.error());
        emitSql(start + *change);
        return {};
    }
    const auto *value = std::get_if<schema::ServerDefault>(&*alter.serverDefault);
    if (!value) {
        emitSql(start + u"DROP DEFAULT"_s);
        return {};
    }
    auto text = m_ddl->defaultText(*value);
    if (!text)
        return failure(text.error());
    emitSql(start + u"SET DEFAULT "_s + *text);
    return {};
}

} // namespace limbeck::dialect
