// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/content.h"

#include "core/database/catalogquery.h"
#include "core/database/objectstate.h"
#include "core/database/valueshash.h"
#include "core/dialect/dialect.h"

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

QString ansiQuoted(QString name)
{
    return u'"' + name.replace(u"\""_s, u"\"\""_s) + u'"';
}

QString mysqlQuoted(QString name)
{
    return u'`' + name.replace(u"`"_s, u"``"_s) + u'`';
}

/// The digest of all definitions: of everything that a text with all @p names would name.
Result<QString> schemaDigest(dialect::Connection &connection, const QStringList &names)
{
    const auto state = stateOfNamedObjects(connection, names.join(u' '));
    if (!state)
        return failure(state.error());
    return QString::fromLatin1(state->toHex());
}

Result<QStringList> texts(dialect::Connection &connection, const QString &sql)
{
    const auto rows = catalogQuery(connection, sql);
    if (!rows)
        return failure(rows.error());
    QStringList result;
    for (const CatalogRow &row : *rows)
        result += row.text(u"name"_s);
    return result;
}

// ------------------------------------------------------------------------------------------------
// PostgreSQL

const QString &userSchemas()
{
    static const QString condition =
        u"n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg_toast%' "
        "AND n.nspname NOT LIKE 'pg_temp%'"_s;
    return condition;
}

Result<> readPostgresqlTables(dialect::Connection &connection, DatabaseContent &content)
{
    const auto tables = catalogQuery(
        connection,
        u"SELECT n.nspname::text AS s, c.relname::text AS t FROM pg_catalog.pg_class c "
        "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND "
        "c.relpersistence <> 't' AND "_s
            + userSchemas() + u" ORDER BY 1, 2"_s);
    if (!tables)
        return failure(tables.error());
    for (const CatalogRow &table : *tables) {
        const QString schema = table.text(u"s"_s);
        const QString name = table.text(u"t"_s);
        const auto rows = catalogQuery(
            connection,
            u"SELECT count(*) AS rows, coalesce(sum(pg_catalog.hashtextextended(t::text, 0)), 0)"
            "::text AS checksum FROM ONLY %1.%2 t"_s.arg(ansiQuoted(schema), ansiQuoted(name)));
        if (!rows)
            return failure(rows.error());
        content.tables.emplace(schema == "public"_L1 ? name : schema + u'.' + name,
                               DatabaseContent::Table { rows->front().number(u"rows"_s),
                                                        rows->front().text(u"checksum"_s) });
    }
    return {};
}

/// The text of a value must not depend on who asks.
const QStringList &neutralSettings()
{
    static const QStringList list {
        u"SET TimeZone = 'UTC'"_s,           u"SET DateStyle = 'ISO, YMD'"_s,
        u"SET IntervalStyle = 'iso_8601'"_s, u"SET extra_float_digits = 1"_s,
        u"SET bytea_output = 'hex'"_s,       u"SET search_path = 'public'"_s,
    };
    return list;
}

Result<DatabaseContent> readPostgresql(dialect::Connection &connection)
{
    DatabaseContent content;
    for (const QString &setting : neutralSettings()) {
        if (const auto set = catalogQuery(connection, setting); !set)
            return failure(set.error());
    }
    const auto names =
        texts(connection,
              u"SELECT pg_catalog.quote_ident(name) AS name FROM ("
              "SELECT c.relname AS name FROM pg_catalog.pg_class c "
              "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE %1 AND "
              "c.relpersistence <> 't' "
              "UNION SELECT t.typname FROM pg_catalog.pg_type t "
              "JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace WHERE %1 "
              "UNION SELECT p.proname FROM pg_catalog.pg_proc p "
              "JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace WHERE %1 "
              "UNION SELECT n.nspname FROM pg_catalog.pg_namespace n WHERE %1 "
              "UNION SELECT e.extname FROM pg_catalog.pg_extension e) AS names ORDER BY 1"_s.arg(
                  userSchemas()));
    if (!names)
        return failure(names.error());
    auto schema = schemaDigest(connection, *names);
    if (!schema)
        return failure(schema.error());
    content.schema = std::move(*schema);
    if (const auto read = readPostgresqlTables(connection, content); !read)
        return failure(read.error());
    const auto sequences = catalogQuery(connection,
                                        u"SELECT schemaname || '.' || sequencename AS name, "
                                        u"coalesce(last_value::text, '') AS state "
                                        "FROM pg_catalog.pg_sequences ORDER BY 1"_s);
    if (!sequences)
        return failure(sequences.error());
    for (const CatalogRow &row : *sequences)
        content.sequences.emplace(row.text(u"name"_s), row.text(u"state"_s));
    return content;
}

// ------------------------------------------------------------------------------------------------
// MySQL

Result<DatabaseContent> readMysql(dialect::Connection &connection)
{
    DatabaseContent content;
    const auto names = texts(
        connection,
        u"SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() "
        "AND TABLE_NAME <> 'limbeck_progress' "
        "UNION SELECT ROUTINE_NAME FROM information_schema.ROUTINES "
        "WHERE ROUTINE_SCHEMA = DATABASE() "
        "UNION SELECT EVENT_NAME FROM information_schema.EVENTS WHERE EVENT_SCHEMA = DATABASE() "
        "ORDER BY 1"_s);
    const auto tables = texts(
        connection,
        u"SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() "
        "AND TABLE_TYPE = 'BASE TABLE' AND TABLE_NAME <> 'limbeck_progress' ORDER BY 1"_s);
    if (!names || !tables)
        return failure((names ? tables : names).error());
    QStringList quotedNames;
    for (const QString &name : *names)
        quotedNames += mysqlQuoted(name);
    auto schema = schemaDigest(connection, quotedNames);
    if (!schema)
        return failure(schema.error());
    content.schema = std::move(*schema);
    for (const QString &name : *tables) {
        const QString table = mysqlQuoted(name);
        const auto rows = catalogQuery(connection, u"SELECT COUNT(*) AS n FROM "_s + table);
        const auto checksum = catalogQuery(connection, u"CHECKSUM TABLE %1 EXTENDED"_s.arg(table));
        if (!rows || !checksum)
            return failure((rows ? checksum : rows).error());
        content.tables.emplace(name,
                               DatabaseContent::Table { rows->front().number(u"n"_s),
                                                        checksum->front().text(u"Checksum"_s) });
    }
    return content;
}

// ------------------------------------------------------------------------------------------------
// SQLite

/// The sum of the rows' hashes, which does not depend on their order.
Result<DatabaseContent::Table> readSqliteTable(dialect::Connection &connection, const QString &name)
{
    auto cursor =
        connection.execute({ u"SELECT * FROM main."_s + ansiQuoted(name), {}, {}, {}, {} });
    if (!cursor)
        return failure(cursor.error());
    const int columns = static_cast<int>((*cursor)->columns().size());
    DatabaseContent::Table table;
    quint64 sum = 0;
    for (;;) {
        const auto more = (*cursor)->next();
        if (!more)
            return failure(more.error());
        if (!*more)
            break;
        quint64 hash = 0;
        for (int column = 0; column < columns; ++column)
            hash = addToHash(hash, (*cursor)->value(column));
        sum += hash;
        ++table.rows;
    }
    table.checksum = QString::number(sum, 16);
    return table;
}

Result<DatabaseContent> readSqlite(dialect::Connection &connection)
{
    DatabaseContent content;
    auto schema = schemaDigest(connection, {});
    if (!schema)
        return failure(schema.error());
    content.schema = std::move(*schema);
    // A virtual table's rows are in others, which are listed too.
    const auto tables = texts(connection,
                              u"SELECT name FROM sqlite_master WHERE type = 'table' AND "
                              "sql NOT LIKE 'CREATE VIRTUAL%' OR name = 'sqlite_sequence' "
                              "ORDER BY name"_s);
    if (!tables)
        return failure(tables.error());
    for (const QString &name : *tables) {
        auto table = readSqliteTable(connection, name);
        if (!table)
            return failure(table.error());
        content.tables.emplace(name, std::move(*table));
    }
    return content;
}

} // namespace

QStringList DatabaseContent::changesTo(const DatabaseContent &later) const
{
    QStringList result;
    for (const auto &[name, table] : tables) {
        const auto found = later.tables.find(name);
        if (found == later.tables.end())
            result += u"%1: the table is gone"_s.arg(name);
        else if (found->second.rows != table.rows)
            result += u"%1: %2 rows became %3"_s.arg(name).arg(table.rows).arg(found->second.rows);
        else if (found->second != table)
            result += u"%1: rows were changed"_s.arg(name);
    }
    for (const auto &[name, table] : later.tables) {
        if (!tables.contains(name))
            result += u"%1: a new table with %2 rows"_s.arg(name).arg(table.rows);
    }
    if (sequences != later.sequences)
        result += u"sequences were used"_s;
    if (schema != later.schema)
        result += u"the schema was changed"_s;
    return result;
}

QJsonObject DatabaseContent::toJson() const
{
    QJsonObject tableList;
    for (const auto &[name, table] : tables)
        tableList.insert(
            name, QJsonObject { { u"rows"_s, table.rows }, { u"checksum"_s, table.checksum } });
    QJsonObject sequenceList;
    for (const auto &[name, state] : sequences)
        sequenceList.insert(name, state);
    return { { u"schema"_s, schema },
             { u"tables"_s, tableList },
             { u"sequences"_s, sequenceList } };
}

DatabaseContent DatabaseContent::fromJson(const QJsonObject &json)
{
    DatabaseContent content;
    content.schema = json.value(u"schema"_s).toString();
    const QJsonObject tableList = json.value(u"tables"_s).toObject();
    for (auto it = tableList.begin(); it != tableList.end(); ++it) {
        const QJsonObject table = it.value().toObject();
        content.tables.emplace(
            it.key(),
            Table { table.value(u"rows"_s).toInteger(), table.value(u"checksum"_s).toString() });
    }
    const QJsonObject sequenceList = json.value(u"sequences"_s).toObject();
    for (auto it = sequenceList.begin(); it != sequenceList.end(); ++it)
        content.sequences.emplace(it.key(), it.value().toString());
    return content;
}

Result<DatabaseContent> readContent(dialect::Connection &connection)
{
    const QString dialect = connection.dialect().name();
    if (dialect == "postgresql"_L1)
        return readPostgresql(connection);
    return dialect == "sqlite"_L1 ? readSqlite(connection) : readMysql(connection);
}

} // namespace limbeck::database
