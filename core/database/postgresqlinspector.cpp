// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/catalogquery.h"
#include "core/database/inspectors.h"
#include "core/database/postgresqltables.h"
#include "core/database/reflected.h"

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

class PostgresqlInspector final : public dialect::Inspector
{
public:
    explicit PostgresqlInspector(dialect::Connection &connection)
        : m_connection(connection)
        , m_types(connection)
    {
    }

    Result<QString> defaultSchema() override
    {
        const auto rows =
            catalogQuery(m_connection, u"SELECT pg_catalog.current_schema()::text AS name"_s);
        if (!rows)
            return failure(rows.error());
        return rows->front().text(u"name"_s);
    }

    Result<QStringList> schemaNames() override
    {
        return names(u"SELECT nspname::text AS name FROM pg_catalog.pg_namespace "
                     "WHERE nspname NOT LIKE 'pg~_%' ESCAPE '~' ORDER BY nspname"_s,
                     {});
    }

    Result<QStringList> tableNames(const std::optional<QString> &schemaName) override
    {
        return relations(u"'r', 'p'"_s, schemaName);
    }

    Result<QStringList> viewNames(const std::optional<QString> &schemaName) override
    {
        return relations(u"'v'"_s, schemaName);
    }

    Result<QString> viewDefinition(const QString &name,
                                   const std::optional<QString> &schemaName) override
    {
        const auto views = readViews({ schemaName, name });
        if (!views)
            return failure(views.error());
        if (views->empty())
            return failure(ErrorCode::Database, u"There is no view %1."_s.arg(name));
        return views->front().definition;
    }

    Result<schema::TablePtr> table(const QString &name,
                                   const std::optional<QString> &schemaName) override
    {
        if (auto read = m_types.refresh(); !read)
            return failure(read.error());
        auto tables = readPostgresqlTables(m_connection, m_types, { schemaName, name });
        if (!tables)
            return failure(tables.error());
        return tables->empty() ? schema::TablePtr() : tables->front();
    }

    Result<std::vector<schema::SqlTypePtr>> enums(const std::optional<QString> &schemaName) override
    {
        if (auto read = m_types.refresh(); !read)
            return failure(read.error());
        return m_types.enums(schemaName);
    }

    Result<std::vector<schema::Sequence>>
    sequences(const std::optional<QString> &schemaName) override;

    Result<schema::Catalog> catalog(const std::optional<QString> &schemaName) override
    {
        if (auto read = m_types.refresh(); !read)
            return failure(read.error());
        auto tables = readPostgresqlTables(m_connection, m_types, { schemaName, {} });
        if (!tables)
            return failure(tables.error());
        auto views = readViews({ schemaName, {} });
        if (!views)
            return failure(views.error());
        auto found = sequences(schemaName);
        if (!found)
            return failure(found.error());
        return schema::Catalog { std::move(*tables), std::move(*views), std::move(*found),
                                 m_types.enums(schemaName) };
    }

private:
    Result<QStringList> names(const QString &sql, std::vector<schema::Literal> values)
    {
        const auto rows = catalogQuery(m_connection, sql, std::move(values));
        if (!rows)
            return failure(rows.error());
        QStringList result;
        for (const CatalogRow &row : *rows)
            result << row.text(u"name"_s);
        return result;
    }

    Result<QStringList> relations(const QString &kinds, const std::optional<QString> &schemaName)
    {
        std::vector<schema::Literal> values;
        const QString condition = postgresqlScopeCondition({ schemaName, {} }, values);
        return names(u"SELECT c.relname::text AS name FROM pg_catalog.pg_class c "
                     "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
                     "WHERE c.relkind IN (%1) AND c.relpersistence <> 't' AND %2 "
                     "ORDER BY c.relname"_s.arg(kinds, condition),
                     std::move(values));
    }

    /// Views and materialized views.
    Result<std::vector<schema::View>> readViews(const PostgresqlScope &scope)
    {
        std::vector<schema::Literal> values;
        const QString condition = postgresqlScopeCondition(scope, values);
        const auto rows = catalogQuery(
            m_connection,
            u"SELECT c.relname::text AS name, pg_catalog.pg_get_viewdef(c.oid) AS definition "
            "FROM pg_catalog.pg_class c "
            "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
            "WHERE c.relkind IN ('v', 'm') AND %1 ORDER BY c.relname"_s.arg(condition),
            std::move(values));
        if (!rows)
            return failure(rows.error());
        std::vector<schema::View> views;
        for (const CatalogRow &row : *rows) {
            views.push_back({ identifier(row.text(u"name"_s)), schemaIdentifier(scope.schemaName),
                              row.text(u"definition"_s) });
        }
        return views;
    }

    dialect::Connection &m_connection;
    PostgresqlTypeReader m_types;
};

/// Those of identity columns belong to their columns.
Result<std::vector<schema::Sequence>>
PostgresqlInspector::sequences(const std::optional<QString> &schemaName)
{
    std::vector<schema::Literal> values;
    const QString condition = postgresqlScopeCondition({ schemaName, {} }, values);
    const auto rows = catalogQuery(
        m_connection,
        u"SELECT c.relname::text AS name, s.seqstart, s.seqincrement, s.seqmin, s.seqmax, "
        "s.seqcache, s.seqcycle, s.seqtypid AS typeoid, "
        "pg_catalog.format_type(s.seqtypid, NULL) AS type "
        "FROM pg_catalog.pg_class c "
        "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
        "JOIN pg_catalog.pg_sequence s ON s.seqrelid = c.oid "
        "WHERE c.relkind = 'S' AND %1 AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend dep "
        "WHERE dep.classid = 'pg_catalog.pg_class'::regclass AND dep.objid = c.oid "
        "AND dep.deptype = 'i') ORDER BY c.relname"_s.arg(condition),
        std::move(values));
    if (!rows)
        return failure(rows.error());
    std::vector<schema::Sequence> result;
    for (const CatalogRow &row : *rows) {
        schema::Sequence sequence;
        sequence.name = identifier(row.text(u"name"_s));
        sequence.schema = schemaIdentifier(schemaName);
        sequence.options.start = row.optionalNumber(u"seqstart"_s);
        sequence.options.increment = row.optionalNumber(u"seqincrement"_s);
        sequence.options.minValue = row.optionalNumber(u"seqmin"_s);
        sequence.options.maxValue = row.optionalNumber(u"seqmax"_s);
        sequence.options.cache = row.optionalNumber(u"seqcache"_s);
        sequence.options.cycle = row.flag(u"seqcycle"_s);
        sequence.dataType = m_types.type(row.text(u"type"_s), row.number(u"typeoid"_s), {});
        result.push_back(std::move(sequence));
    }
    return result;
}

} // namespace

std::unique_ptr<dialect::Inspector> postgresqlInspector(dialect::Connection &connection)
{
    return std::make_unique<PostgresqlInspector>(connection);
}

} // namespace limbeck::database
