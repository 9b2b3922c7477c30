// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/schemasource.h"

#include "core/database/catalogquery.h"
#include "core/database/sqlitetokens.h"

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

/// Whether @p sql names one of @p names (lower case).
bool namesOneOf(const QString &sql, const QStringList &names)
{
    for (const SqliteToken &token : sqliteTokens(sql)) {
        const bool isName = token.kind == SqliteToken::Kind::Word
            || token.kind == SqliteToken::Kind::QuotedName
            || token.kind == SqliteToken::Kind::Text; // SQLite takes 'name' for a name as well
        if (isName && names.contains(token.text.toLower()))
            return true;
    }
    return false;
}

} // namespace

Result<schema::TablePtr> LiveSchemaSource::table(const QString &name,
                                                 const std::optional<QString> &schemaName)
{
    return m_connection.inspector().table(name, schemaName);
}

Result<bool> LiveSchemaSource::hasType(const QString &name,
                                       const std::optional<QString> &schemaName)
{
    if (m_connection.dialect().name() != "postgresql"_L1)
        return false;
    std::vector<schema::Literal> values { name };
    QString condition = u"pg_catalog.pg_type_is_visible(t.oid)"_s;
    if (schemaName) {
        condition = u"n.nspname = ?"_s;
        values.emplace_back(*schemaName);
    }
    const auto rows = catalogQuery(m_connection,
                                   u"SELECT 1 FROM pg_catalog.pg_type t "
                                   "JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace "
                                   "WHERE t.typname = ? AND %1"_s.arg(condition),
                                   std::move(values));
    if (!rows)
        return failure(rows.error());
    return !rows->empty();
}

Result<std::vector<dialect::SchemaSource::Dependent>>
LiveSchemaSource::dependents(const QString &name, const std::optional<QString> &schemaName)
{
    std::vector<Dependent> result;
    if (m_connection.dialect().name() != "sqlite"_L1)
        return result;
    QString master = u"sqlite_master"_s;
    if (schemaName)
        master = u'"' + QString(*schemaName).replace(u'"', u"\"\""_s) + u"\"."_s + master;
    const auto rows =
        catalogQuery(m_connection,
                     u"SELECT type, name, sql FROM %1 "
                     "WHERE type IN ('view', 'trigger') ORDER BY rowid"_s.arg(master));
    if (!rows)
        return failure(rows.error());
    // A view can name only what was there before it, so one pass in order finds views of views.
    QStringList names { name.toLower() };
    for (const CatalogRow &row : *rows) {
        if (row.text(u"type"_s) != "view"_L1 || !namesOneOf(row.text(u"sql"_s), names))
            continue;
        names << row.text(u"name"_s).toLower();
        result.push_back({ true, row.text(u"name"_s), row.text(u"sql"_s) });
    }
    for (const CatalogRow &row : *rows) {
        // Also one on another table whose body names this one: SQLite would miss the table in it.
        if (row.text(u"type"_s) == "trigger"_L1 && namesOneOf(row.text(u"sql"_s), names)) {
            result.push_back({ false, row.text(u"name"_s), row.text(u"sql"_s) });
        }
    }
    return result;
}

} // namespace limbeck::database
