// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/objectstate.h"

#include "core/database/catalogquery.h"
#include "core/database/statementkind.h"
#include "core/dialect/dialect.h"

#include <QCryptographicHash>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

/// Definitions, one after the other, as a digest.
class StateDigest
{
public:
    void add(const QString &text)
    {
        m_hash.addData(text.toUtf8());
        m_hash.addData(QByteArrayView("\0", 1));
    }

    /// All rows of @p sql, whose one column is called `state`. @p values stands for every `?`.
    [[nodiscard]] Result<> addQuery(dialect::Connection &connection, const QString &sql,
                                    const std::vector<schema::Literal> &values = {})
    {
        const auto rows = catalogQuery(connection, sql, values);
        if (!rows)
            return failure(rows.error());
        add(QString::number(rows->size()));
        for (const CatalogRow &row : *rows)
            add(row.text(u"state"_s));
        return {};
    }

    [[nodiscard]] QByteArray result() const { return m_hash.result(); }

private:
    QCryptographicHash m_hash { QCryptographicHash::Sha256 };
};

QString placeholders(qsizetype count)
{
    return QStringList(count, u"?"_s).join(u", "_s);
}

std::vector<schema::Literal> literals(const QStringList &names, int times)
{
    std::vector<schema::Literal> result;
    for (int i = 0; i < times; ++i) {
        for (const QString &name : names)
            result.emplace_back(name);
    }
    return result;
}

QString quoted(QString name)
{
    return u'`' + name.replace(u"`"_s, u"``"_s) + u'`';
}

/// SHOW CREATE of each table or view of those names, in this schema or in one that is named too.
Result<> addMysqlTables(dialect::Connection &connection, const QStringList &names,
                        StateDigest &digest)
{
    const auto tables = catalogQuery(
        connection,
        u"SELECT TABLE_SCHEMA AS s, TABLE_NAME AS t, TABLE_SCHEMA = DATABASE() AS is_own FROM "
        u"information_schema.TABLES "
        "WHERE (TABLE_SCHEMA = DATABASE() OR TABLE_SCHEMA IN (%1)) AND TABLE_NAME IN (%1) "
        "ORDER BY TABLE_SCHEMA, TABLE_NAME"_s.arg(placeholders(names.size())),
        literals(names, 2));
    if (!tables)
        return failure(tables.error());
    static const QRegularExpression counter(u" AUTO_INCREMENT=\\d+"_s);
    for (const CatalogRow &row : *tables) {
        // The session's own schema has no name: a copy of it elsewhere has the same state.
        QString name = quoted(row.text(u"t"_s));
        if (!row.flag(u"is_own"_s))
            name.prepend(quoted(row.text(u"s"_s)) + u'.');
        auto cursor = connection.execute({ u"SHOW CREATE TABLE "_s + name, {}, {}, {}, {} });
        const Result<bool> found = cursor ? (*cursor)->next() : failure(cursor.error());
        if (!found)
            return failure(found.error());
        const schema::Literal definition = (*cursor)->value(1);
        if (const auto *text = std::get_if<QString>(&definition.value))
            digest.add(name + QString(*text).remove(counter));
    }
    return {};
}

Result<QByteArray> mysqlState(dialect::Connection &connection, const QStringList &names)
{
    StateDigest digest;
    if (const auto added = addMysqlTables(connection, names, digest); !added)
        return failure(added.error());
    const QString list = placeholders(names.size());
    const std::pair<QString, int> queries[] = {
        { u"SELECT CONCAT_WS('|', TRIGGER_NAME, ACTION_TIMING, EVENT_MANIPULATION, "
          "EVENT_OBJECT_TABLE, ACTION_STATEMENT) AS state FROM information_schema.TRIGGERS "
          "WHERE TRIGGER_SCHEMA = DATABASE() AND (TRIGGER_NAME IN (%1) OR "
          "EVENT_OBJECT_TABLE IN (%1)) ORDER BY 1"_s,
          2 },
        { u"SELECT CONCAT_WS('|', ROUTINE_TYPE, ROUTINE_NAME, ROUTINE_DEFINITION) AS state "
          "FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = DATABASE() AND "
          "ROUTINE_NAME IN (%1) ORDER BY 1"_s,
          1 },
        { u"SELECT CONCAT_WS('|', EVENT_NAME, EVENT_DEFINITION, STATUS) AS state "
          "FROM information_schema.EVENTS WHERE EVENT_SCHEMA = DATABASE() AND "
          "EVENT_NAME IN (%1) ORDER BY 1"_s,
          1 },
        { u"SELECT CONCAT_WS('|', SCHEMA_NAME, DEFAULT_CHARACTER_SET_NAME, "
          "DEFAULT_COLLATION_NAME) AS state FROM information_schema.SCHEMATA "
          "WHERE SCHEMA_NAME IN (%1) ORDER BY 1"_s,
          1 },
    };
    for (const auto &[sql, times] : queries) {
        if (const auto added = digest.addQuery(connection, sql.arg(list), literals(names, times));
            !added)
            return failure(added.error());
    }
    return digest.result();
}

Result<QByteArray> postgresqlState(dialect::Connection &connection, const QStringList &names)
{
    // Names without quotes are lower case to the server.
    QStringList known = names;
    for (const QString &name : names) {
        if (!known.contains(name.toLower()))
            known += name.toLower();
    }
    const QString list = placeholders(known.size());
    const QString queries[] = {
        u"SELECT concat_ws('|', n.nspname, c.relname, c.relkind, c.relpersistence, c.relowner, "
        "c.reloptions, c.relrowsecurity, CASE WHEN c.relkind IN ('v', 'm') "
        "THEN pg_catalog.pg_get_viewdef(c.oid) END, pg_catalog.obj_description(c.oid), "
        "(SELECT string_agg(concat_ws(' ', a.attname, pg_catalog.format_type(a.atttypid, "
        "a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated, "
        "pg_catalog.pg_get_expr(d.adbin, d.adrelid), pg_catalog.col_description(c.oid, a.attnum)), "
        "',' ORDER BY a.attnum) FROM pg_catalog.pg_attribute a LEFT JOIN pg_catalog.pg_attrdef d "
        "ON d.adrelid = a.attrelid AND d.adnum = a.attnum WHERE a.attrelid = c.oid AND "
        "a.attnum > 0 AND NOT a.attisdropped), "
        "(SELECT string_agg(concat_ws(' ', k.conname, k.convalidated, "
        "pg_catalog.pg_get_constraintdef(k.oid)), ',' ORDER BY k.conname) "
        "FROM pg_catalog.pg_constraint k WHERE k.conrelid = c.oid), "
        "(SELECT string_agg(concat_ws(' ', i.indisvalid, i.indisready, "
        "pg_catalog.pg_get_indexdef(i.indexrelid)), ',' ORDER BY "
        "pg_catalog.pg_get_indexdef(i.indexrelid)) "
        "FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid OR i.indexrelid = c.oid), "
        "(SELECT string_agg(pg_catalog.pg_get_triggerdef(t.oid), ',' ORDER BY t.tgname) "
        "FROM pg_catalog.pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal)) AS state "
        "FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
        "WHERE c.relname IN (%1) AND n.nspname NOT IN ('pg_catalog', 'information_schema') "
        "ORDER BY 1"_s,
        u"SELECT concat_ws('|', t.typname, t.typtype, (SELECT string_agg(e.enumlabel, ',' "
        "ORDER BY e.enumsortorder) FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid)) AS state "
        "FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace "
        "WHERE t.typname IN (%1) AND t.typtype IN ('e', 'd', 'c', 'r') AND "
        "n.nspname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1"_s,
        u"SELECT concat_ws('|', p.proname, p.prokind, p.prosrc, "
        "pg_catalog.pg_get_function_identity_arguments(p.oid)) AS state "
        "FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace "
        "WHERE p.proname IN (%1) AND n.nspname NOT IN ('pg_catalog', 'information_schema') "
        "ORDER BY 1"_s,
        u"SELECT nspname::text AS state FROM pg_catalog.pg_namespace WHERE nspname IN (%1) "
        "UNION ALL SELECT 'extension ' || extname FROM pg_catalog.pg_extension "
        "WHERE extname IN (%1) ORDER BY 1"_s,
    };
    StateDigest digest;
    for (const QString &sql : queries) {
        const int times = static_cast<int>(sql.count(u"%1"_s));
        if (const auto added = digest.addQuery(connection, sql.arg(list), literals(known, times));
            !added)
            return failure(added.error());
    }
    return digest.result();
}

Result<QByteArray> sqliteState(dialect::Connection &connection)
{
    StateDigest digest;
    if (const auto added = digest.addQuery(
            connection,
            u"SELECT type || '|' || name || '|' || tbl_name || '|' || coalesce(sql, '') AS state "
            "FROM sqlite_master ORDER BY type, name"_s);
        !added)
        return failure(added.error());
    return digest.result();
}

} // namespace

Result<QByteArray> stateOfNamedObjects(dialect::Connection &connection, const QString &sql)
{
    const QString dialect = connection.dialect().name();
    if (dialect == "sqlite"_L1)
        return sqliteState(connection);
    QStringList names = namesIn(sql);
    names.removeIf([](const QString &name) { return name.isEmpty() || name.at(0).isDigit(); });
    if (names.isEmpty())
        return QByteArray();
    return dialect == "postgresql"_L1 ? postgresqlState(connection, names)
                                      : mysqlState(connection, names);
}

} // namespace limbeck::database
