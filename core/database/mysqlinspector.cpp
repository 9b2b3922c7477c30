// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/catalogquery.h"
#include "core/database/inspectors.h"
#include "core/database/mysqltables.h"
#include "core/database/reflected.h"
#include "core/dialect/dialect.h"

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

QString quoted(QString name)
{
    return u'`' + name.replace(u'`', u"``"_s) + u'`';
}

class MysqlInspector final : public dialect::Inspector
{
public:
    explicit MysqlInspector(dialect::Connection &connection)
        : m_connection(connection)
    {
    }

    Result<QString> defaultSchema() override
    {
        const auto rows = catalogQuery(m_connection, u"SELECT DATABASE() AS name"_s);
        if (!rows)
            return failure(rows.error());
        return rows->front().text(u"name"_s);
    }

    Result<QStringList> schemaNames() override
    {
        return names(u"SELECT SCHEMA_NAME AS name FROM information_schema.SCHEMATA "
                     "ORDER BY SCHEMA_NAME"_s,
                     {});
    }

    Result<QStringList> tableNames(const std::optional<QString> &schemaName) override
    {
        return tables(u"'BASE TABLE', 'SYSTEM VERSIONED'"_s, schemaName);
    }

    Result<QStringList> viewNames(const std::optional<QString> &schemaName) override
    {
        return tables(u"'VIEW', 'SYSTEM VIEW'"_s, schemaName);
    }

    Result<QString> viewDefinition(const QString &name,
                                   const std::optional<QString> &schemaName) override
    {
        const auto rows =
            catalogQuery(m_connection, u"SHOW CREATE VIEW "_s + fullName(name, schemaName));
        if (!rows)
            return failure(rows.error());
        if (rows->empty())
            return failure(ErrorCode::Database, u"There is no view %1."_s.arg(name));
        return rows->front().text(u"Create View"_s);
    }

    Result<schema::TablePtr> table(const QString &name,
                                   const std::optional<QString> &schemaName) override
    {
        auto found = readMysqlTables(m_connection, schemaName, name);
        if (!found)
            return failure(found.error());
        return found->empty() ? schema::TablePtr() : found->front();
    }

    /// ENUM is a column's own type here.
    Result<std::vector<schema::SqlTypePtr>> enums(const std::optional<QString> &) override
    {
        return std::vector<schema::SqlTypePtr> {};
    }

    Result<std::vector<schema::Sequence>>
    sequences(const std::optional<QString> &schemaName) override;

    Result<schema::Catalog> catalog(const std::optional<QString> &schemaName) override
    {
        auto found = readMysqlTables(m_connection, schemaName, {});
        if (!found)
            return failure(found.error());
        schema::Catalog catalog;
        catalog.tables = std::move(*found);
        auto views = viewNames(schemaName);
        if (!views)
            return failure(views.error());
        for (const QString &name : *views) {
            auto text = viewDefinition(name, schemaName);
            if (!text)
                return failure(text.error());
            catalog.views.push_back({ identifier(name), schemaIdentifier(schemaName), *text });
        }
        auto foundSequences = sequences(schemaName);
        if (!foundSequences)
            return failure(foundSequences.error());
        catalog.sequences = std::move(*foundSequences);
        return catalog;
    }

private:
    static QString fullName(const QString &name, const std::optional<QString> &schemaName)
    {
        return schemaName ? quoted(*schemaName) + u'.' + quoted(name) : quoted(name);
    }

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

    Result<QStringList> tables(const QString &kinds, const std::optional<QString> &schemaName)
    {
        std::vector<schema::Literal> values;
        if (schemaName)
            values.emplace_back(*schemaName);
        return names(u"SELECT TABLE_NAME AS name FROM information_schema.TABLES "
                     "WHERE TABLE_TYPE IN (%1) AND TABLE_SCHEMA = %2 ORDER BY TABLE_NAME"_s.arg(
                         kinds, schemaName ? u"?"_s : u"DATABASE()"_s),
                     std::move(values));
    }

    dialect::Connection &m_connection;
};

/// MariaDB keeps a sequence as a table with one row.
Result<std::vector<schema::Sequence>>
MysqlInspector::sequences(const std::optional<QString> &schemaName)
{
    std::vector<schema::Sequence> result;
    if (!m_connection.isMariaDb())
        return result;
    const auto found = tables(u"'SEQUENCE'"_s, schemaName);
    if (!found)
        return failure(found.error());
    for (const QString &name : *found) {
        const auto rows = catalogQuery(
            m_connection,
            u"SELECT start_value, minimum_value, maximum_value, increment, cache_size, "
            "cycle_option FROM %1"_s.arg(fullName(name, schemaName)));
        if (!rows)
            return failure(rows.error());
        if (rows->empty())
            continue;
        const CatalogRow &row = rows->front();
        schema::Sequence sequence;
        sequence.name = identifier(name);
        sequence.schema = schemaIdentifier(schemaName);
        sequence.options.start = row.number(u"start_value"_s);
        sequence.options.increment = row.number(u"increment"_s);
        sequence.options.minValue = row.number(u"minimum_value"_s);
        sequence.options.maxValue = row.number(u"maximum_value"_s);
        sequence.options.cache = row.number(u"cache_size"_s);
        sequence.options.cycle = row.flag(u"cycle_option"_s);
        result.push_back(std::move(sequence));
    }
    return result;
}

} // namespace

std::unique_ptr<dialect::Inspector> mysqlInspector(dialect::Connection &connection)
{
    return std::make_unique<MysqlInspector>(connection);
}

} // namespace limbeck::database
