// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/postgresqltables.h"

#include "core/database/catalogquery.h"
#include "core/database/reflected.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QVersionNumber>

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

schema::ExpressionPtr postfix(const QString &op, schema::ExpressionPtr operand)
{
    auto expression = std::make_shared<schema::Expression>();
    expression->node = schema::UnaryOperation { op, std::move(operand), true };
    return expression;
}

schema::Literal textList(const QStringList &texts)
{
    auto list = std::make_shared<schema::LiteralList>();
    for (const QString &text : texts)
        list->items.emplace_back(text);
    return std::shared_ptr<const schema::LiteralList>(std::move(list));
}

/// A dict as DialectOptions keep it.
schema::Literal textMap(const std::vector<std::pair<QString, QString>> &pairs)
{
    QStringList items;
    for (const auto &[key, value] : pairs) {
        // QJsonDocument writes no bare strings.
        const auto quoted = [](const QString &text) {
            const QByteArray array =
                QJsonDocument(QJsonArray { text }).toJson(QJsonDocument::Compact);
            return QString::fromUtf8(array.sliced(1, array.size() - 2));
        };
        items << quoted(key) + u": "_s + quoted(value);
    }
    return schema::Json { u'{' + items.join(u", "_s) + u'}' };
}

class TableReader
{
public:
    TableReader(dialect::Connection &connection, const PostgresqlTypeReader &types,
                const PostgresqlScope &scope)
        : m_connection(connection)
        , m_types(types)
        , m_scope(scope)
        , m_version(QVersionNumber::fromString(connection.serverVersion()).majorVersion())
    {
    }

    Result<std::vector<schema::TablePtr>> read()
    {
        using Step = Result<> (TableReader::*)();
        for (const Step step : { &TableReader::readTables, &TableReader::readColumns,
                                 &TableReader::readConstraints, &TableReader::readIndexes }) {
            if (auto done = (this->*step)(); !done)
                return failure(done.error());
        }
        return std::move(m_tables);
    }

private:
    /// @p select with the scope's condition put in the place of "$scope".
    Result<std::vector<CatalogRow>> query(const QString &select)
    {
        std::vector<schema::Literal> values;
        const QString condition = postgresqlScopeCondition(m_scope, values);
        return catalogQuery(m_connection, QString(select).replace(u"$scope"_s, condition),
                            std::move(values));
    }

    [[nodiscard]] schema::Table *table(qint64 oid) const { return m_byOid.value(oid, nullptr); }

    Result<> readTables();
    Result<> readColumns();
    [[nodiscard]] schema::ColumnPtr column(const CatalogRow &row) const;
    Result<> readConstraints();
    static schema::ForeignKeyConstraint foreignKey(const CatalogRow &row,
                                                   const std::optional<QString> &ownSchema);
    Result<> readIndexes();
    static schema::Index index(const CatalogRow &row, const schema::Table &table);

    dialect::Connection &m_connection;
    const PostgresqlTypeReader &m_types;
    PostgresqlScope m_scope;
    int m_version;
    std::vector<schema::TablePtr> m_tables;
    QHash<qint64, schema::Table *> m_byOid;
};

Result<> TableReader::readTables()
{
    // One table is read whatever kind it is, as SQLAlchemy's Table(autoload_with=…) does.
    const QString kinds = m_scope.table ? u"'r', 'p', 'f', 'v', 'm'"_s : u"'r', 'p'"_s;
    const auto rows = query(
        u"SELECT c.oid, c.relname::text AS name, "
        "pg_catalog.obj_description(c.oid, 'pg_class') AS comment, "
        "CASE WHEN c.relkind = 'p' THEN pg_catalog.pg_get_partkeydef(c.oid) END AS partitioning "
        "FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
        "WHERE c.relkind IN (%1) AND c.relpersistence <> '%2' AND $scope ORDER BY c.relname"_s.arg(
            kinds, m_scope.table ? u""_s : u"t"_s));
    if (!rows)
        return failure(rows.error());
    for (const CatalogRow &row : *rows) {
        auto table = std::make_shared<schema::Table>();
        table->name = identifier(row.text(u"name"_s));
        table->schema = schemaIdentifier(m_scope.schemaName);
        table->comment = row.optionalText(u"comment"_s);
        if (const auto partitioning = row.optionalText(u"partitioning"_s))
            table->dialectOptions.emplace_back(u"postgresql_partition_by"_s, *partitioning);
        m_byOid.insert(row.number(u"oid"_s), table.get());
        m_tables.push_back(std::move(table));
    }
    return {};
}

Result<> TableReader::readColumns()
{
    const QString sql =
        u"SELECT c.oid, a.attname::text AS name, "
        "pg_catalog.format_type(a.atttypid, a.atttypmod) AS type, "
        "CASE WHEN t.typelem <> 0 AND t.typlen = -1 THEN t.typelem ELSE t.oid END AS typeoid, "
        "a.attnotnull AS notnull, pg_catalog.pg_get_expr(d.adbin, d.adrelid) AS defaulttext, "
        "%1 AS generated, a.attidentity::text AS identity, "
        "s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle, "
        "pg_catalog.col_description(c.oid, a.attnum) AS comment, co.collname::text AS collation "
        "FROM pg_catalog.pg_class c "
        "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
        "JOIN pg_catalog.pg_attribute a "
        "ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped "
        "JOIN pg_catalog.pg_type t ON t.oid = a.atttypid "
        "LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum "
        "LEFT JOIN pg_catalog.pg_collation co "
        "ON co.oid = a.attcollation AND a.attcollation <> t.typcollation "
        "LEFT JOIN pg_catalog.pg_depend dep ON a.attidentity <> '' AND dep.refobjid = c.oid "
        "AND dep.refobjsubid = a.attnum AND dep.deptype = 'i' "
        "AND dep.classid = 'pg_catalog.pg_class'::regclass "
        "AND dep.refclassid = 'pg_catalog.pg_class'::regclass "
        "LEFT JOIN pg_catalog.pg_sequence s ON s.seqrelid = dep.objid "
        "WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm') AND $scope ORDER BY c.oid, a.attnum"_s;
    const auto rows = query(sql.arg(m_version >= 12 ? u"a.attgenerated::text"_s : u"''::text"_s));
    if (!rows)
        return failure(rows.error());
    for (const CatalogRow &row : *rows) {
        if (schema::Table *owner = table(row.number(u"oid"_s)))
            owner->addColumn(column(row));
    }
    return {};
}

schema::ColumnPtr TableReader::column(const CatalogRow &row) const
{
    static const QRegularExpression nextValue(u"(nextval\\(')([^']+)('.*$)"_s,
                                              QRegularExpression::DotMatchesEverythingOption);
    auto column = std::make_shared<schema::Column>();
    column->name = identifier(row.text(u"name"_s));
    column->key = column->name.text;
    column->type =
        m_types.type(row.text(u"type"_s), row.number(u"typeoid"_s), row.text(u"collation"_s));
    column->nullable = !row.flag(u"notnull"_s);
    column->comment = row.optionalText(u"comment"_s);
    column->autoincrement = schema::Column::Autoincrement::No;

    std::optional<QString> text = row.optionalText(u"defaulttext"_s);
    if (column->type->name == "DOMAIN"_L1) {
        if (!text)
            text = column->type->domainDefault;
        column->nullable = *column->nullable && !column->type->domainNotNull;
    }
    if (const QString generated = row.text(u"generated"_s); !generated.isEmpty()) {
        column->computed =
            schema::Computed { sqlText(text.value_or(QString())), generated == "s"_L1 };
        return column;
    }
    if (text) {
        if (const auto match = nextValue.match(*text); match.hasMatch()) {
            static const QStringList integers { u"INTEGER"_s, u"BIGINT"_s, u"SMALLINT"_s };
            if (integers.contains(column->type->name))
                column->autoincrement = schema::Column::Autoincrement::Yes;
            if (m_scope.schemaName && !match.captured(2).contains(u'.')) {
                text = match.captured(1) + u'"' + *m_scope.schemaName + u"\"."_s + match.captured(2)
                    + match.captured(3);
            }
        }
        column->serverDefault = serverDefault(*text);
    }
    if (const QString identity = row.text(u"identity"_s); !identity.isEmpty()) {
        schema::Identity found;
        found.always = identity == "a"_L1;
        found.options.start = row.optionalNumber(u"seqstart"_s);
        found.options.increment = row.optionalNumber(u"seqincrement"_s);
        found.options.minValue = row.optionalNumber(u"seqmin"_s);
        found.options.maxValue = row.optionalNumber(u"seqmax"_s);
        found.options.cache = row.optionalNumber(u"seqcache"_s);
        found.options.cycle = row.flag(u"seqcycle"_s);
        column->identity = found;
        column->autoincrement = schema::Column::Autoincrement::Yes;
    }
    return column;
}

Result<> TableReader::readConstraints()
{
    const QString names = u"ARRAY(SELECT a.attname::text FROM unnest(%1) WITH ORDINALITY k(n, o) "
                          "JOIN pg_catalog.pg_attribute a ON a.attrelid = %2 AND a.attnum = k.n "
                          "ORDER BY k.o)"_s;
    const QString sql = u"SELECT c.oid, con.conname::text AS name, con.contype::text AS kind, "
                        "con.condeferrable AS isdeferrable, con.condeferred AS isdeferred, "
                        "pg_catalog.pg_get_constraintdef(con.oid, true) AS definition, "
                        "pg_catalog.obj_description(con.oid, 'pg_constraint') AS comment, "
                        "con.confupdtype::text AS onupdate, con.confdeltype::text AS ondelete, "
                        "con.confmatchtype::text AS match, rn.nspname::text AS referredschema, "
                        "rc.relname::text AS referredtable, "
                        "pg_catalog.pg_table_is_visible(rc.oid) AS referredvisible, "_s
        + names.arg(u"con.conkey"_s, u"con.conrelid"_s) + u" AS columns, "_s
        + names.arg(u"con.confkey"_s, u"con.confrelid"_s) + u" AS referredcolumns, "_s
        + (m_version >= 11 ? names.arg(u"(i.indkey::int2[])[i.indnkeyatts:]"_s, u"con.conrelid"_s)
                           : u"ARRAY[]::text[]"_s)
        + u" AS included, %1 AS nullsnotdistinct "
          "FROM pg_catalog.pg_class c "
          "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
          "JOIN pg_catalog.pg_constraint con "
          "ON con.conrelid = c.oid AND con.contype IN ('p', 'u', 'f', 'c') "
          "LEFT JOIN pg_catalog.pg_index i "
          "ON i.indexrelid = con.conindid AND con.contype IN ('p', 'u') "
          "LEFT JOIN pg_catalog.pg_class rc ON rc.oid = con.confrelid "
          "LEFT JOIN pg_catalog.pg_namespace rn ON rn.oid = rc.relnamespace "
          "WHERE $scope "
          "ORDER BY c.oid, position(con.contype::text IN 'pfuc'), con.conname"_s.arg(
              m_version >= 15 ? u"i.indnullsnotdistinct"_s : u"false"_s);
    const auto rows = query(sql);
    if (!rows)
        return failure(rows.error());
    for (const CatalogRow &row : *rows) {
        schema::Table *owner = table(row.number(u"oid"_s));
        if (!owner)
            continue;
        const QString kind = row.text(u"kind"_s);
        const schema::ConstraintName name = finalName(row.text(u"name"_s));
        const auto comment = row.optionalText(u"comment"_s);
        const auto columns = identifiers(row.list(u"columns"_s));
        const auto setTiming = [&](auto &constraint) {
            if (row.flag(u"isdeferrable"_s))
                constraint.deferrable = true;
            if (row.flag(u"isdeferred"_s))
                constraint.initially = u"DEFERRED"_s;
            constraint.comment = comment;
            if (const QStringList included = row.list(u"included"_s); !included.isEmpty())
                constraint.dialectOptions.emplace_back(u"postgresql_include"_s, textList(included));
        };
        if (kind == "p"_L1) {
            schema::PrimaryKeyConstraint key;
            key.name = name;
            key.columns = columns;
            setTiming(key);
            addPrimaryKey(*owner, std::move(key));
        } else if (kind == "u"_L1) {
            schema::UniqueConstraint unique;
            unique.name = name;
            unique.columns = columns;
            setTiming(unique);
            if (row.flag(u"nullsnotdistinct"_s))
                unique.dialectOptions.emplace_back(u"postgresql_nulls_not_distinct"_s, true);
            owner->constraints.emplace_back(std::move(unique));
        } else if (kind == "f"_L1) {
            owner->constraints.emplace_back(foreignKey(row, m_scope.schemaName));
        } else {
            schema::CheckConstraint check;
            check.name = name;
            const QString definition = row.text(u"definition"_s);
            check.condition = sqlText(postgresqlCheckCondition(definition));
            check.comment = comment;
            if (definition.endsWith(u" NOT VALID"))
                check.dialectOptions.emplace_back(u"postgresql_not_valid"_s, true);
            owner->constraints.emplace_back(std::move(check));
        }
    }
    return {};
}

schema::ForeignKeyConstraint TableReader::foreignKey(const CatalogRow &row,
                                                     const std::optional<QString> &ownSchema)
{
    static const QRegularExpression setColumns(
        u"ON (UPDATE|DELETE) (SET (?:NULL|DEFAULT) \\([^)]*\\))"_s);
    const auto action = [](const QString &code) -> std::optional<QString> {
        static const QHash<QString, QString> words { { u"r"_s, u"RESTRICT"_s },
                                                     { u"c"_s, u"CASCADE"_s },
                                                     { u"n"_s, u"SET NULL"_s },
                                                     { u"d"_s, u"SET DEFAULT"_s } };
        const QString word = words.value(code);
        return word.isEmpty() ? std::nullopt : std::optional(word);
    };
    schema::ForeignKeyConstraint key;
    key.name = finalName(row.text(u"name"_s));
    key.columns = identifiers(row.list(u"columns"_s));
    key.referredTable = identifier(row.text(u"referredtable"_s));
    key.referredColumns = identifiers(row.list(u"referredcolumns"_s));
    const QString referredSchema = row.text(u"referredschema"_s);
    if (!row.flag(u"referredvisible"_s) || ownSchema == referredSchema)
        key.referredSchema = identifier(referredSchema);
    key.options.onUpdate = action(row.text(u"onupdate"_s));
    key.options.onDelete = action(row.text(u"ondelete"_s));
    // ON DELETE SET NULL (a, b) of PostgreSQL 15
    if (const auto match = setColumns.match(row.text(u"definition"_s)); match.hasMatch())
        (match.captured(1) == "DELETE"_L1 ? key.options.onDelete : key.options.onUpdate) =
            match.captured(2);
    if (row.text(u"match"_s) == "f"_L1)
        key.options.match = u"FULL"_s;
    if (row.flag(u"isdeferrable"_s))
        key.options.deferrable = true;
    if (row.flag(u"isdeferred"_s))
        key.options.initially = u"DEFERRED"_s;
    key.comment = row.optionalText(u"comment"_s);
    return key;
}

Result<> TableReader::readIndexes()
{
    const QString perKey = u"ARRAY(SELECT %1 FROM unnest(i.indkey::int2[]) WITH ORDINALITY k(n, o) "
                           "LEFT JOIN pg_catalog.pg_attribute a "
                           "ON a.attrelid = i.indrelid AND a.attnum = k.n ORDER BY k.o)"_s;
    const QString sql =
        u"SELECT c.oid, ic.relname::text AS name, i.indisunique AS isunique, "
        "am.amname::text AS method, ic.reloptions::text[] AS storage, "
        "pg_catalog.pg_get_expr(i.indpred, i.indrelid) AS predicate, "
        "pg_catalog.pg_get_indexdef(i.indexrelid) AS definition, %1 AS keycount, "
        "%2 AS nullsnotdistinct, "_s.arg(m_version >= 11 ? u"i.indnkeyatts"_s : u"i.indnatts"_s,
                                         m_version >= 15 ? u"i.indnullsnotdistinct"_s : u"false"_s)
        + perKey.arg(u"CASE WHEN k.n = 0 THEN pg_catalog.pg_get_indexdef(i.indexrelid, k.o::int, "
                     "true) ELSE a.attname::text END"_s)
        + u" AS elements, "_s + perKey.arg(u"k.n = 0"_s)
        + u" AS isexpression, "
          "ARRAY(SELECT CASE WHEN oc.opcdefault THEN NULL ELSE oc.opcname::text END "
          "FROM unnest(i.indclass::oid[]) WITH ORDINALITY k(n, o) "
          "JOIN pg_catalog.pg_opclass oc ON oc.oid = k.n ORDER BY k.o) AS operatorclasses, "
          "i.indoption::int2[] AS ordering "
          "FROM pg_catalog.pg_class c "
          "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
          "JOIN pg_catalog.pg_index i ON i.indrelid = c.oid "
          "JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid "
          "JOIN pg_catalog.pg_am am ON am.oid = ic.relam "
          "WHERE NOT i.indisprimary AND $scope "
          "AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint con "
          "WHERE con.conrelid = c.oid AND con.conindid = i.indexrelid "
          "AND con.contype IN ('p', 'u', 'x')) "
          "ORDER BY c.oid, ic.relname"_s;
    const auto rows = query(sql);
    if (!rows)
        return failure(rows.error());
    for (const CatalogRow &row : *rows) {
        if (schema::Table *owner = table(row.number(u"oid"_s)))
            owner->indexes.push_back(index(row, *owner));
    }
    return {};
}

schema::Index TableReader::index(const CatalogRow &row, const schema::Table &table)
{
    // Bits of pg_index.indoption
    constexpr int descending = 1;
    constexpr int nullsFirst = 2;

    schema::Index index;
    index.name = finalName(row.text(u"name"_s));
    index.schema = table.schema;
    index.table = table.name;
    index.unique = row.flag(u"isunique"_s);
    index.definition = row.text(u"definition"_s);
    const qsizetype keyCount = row.number(u"keycount"_s);
    const QStringList elements = row.list(u"elements"_s);
    const QStringList isExpression = row.list(u"isexpression"_s);
    const QStringList ordering = row.list(u"ordering"_s);
    const QStringList operatorClasses = row.list(u"operatorclasses"_s);
    std::vector<std::pair<QString, QString>> operators;
    for (qsizetype i = 0; i < keyCount; ++i) {
        schema::ExpressionPtr element = isExpression.value(i) == "true"_L1
            ? sqlText(elements.value(i))
            : columnElement(elements.value(i));
        const int bits = ordering.value(i).toInt();
        if (bits & descending) {
            element = postfix(u"DESC"_s, element);
            if (!(bits & nullsFirst))
                element = postfix(u"NULLS LAST"_s, element);
        } else if (bits & nullsFirst) {
            element = postfix(u"NULLS FIRST"_s, element);
        }
        index.elements.push_back(std::move(element));
        if (!operatorClasses.value(i).isEmpty())
            operators.emplace_back(elements.value(i), operatorClasses.value(i));
    }
    auto &options = index.dialectOptions;
    if (const QStringList included = elements.mid(keyCount); !included.isEmpty())
        options.emplace_back(u"postgresql_include"_s, textList(included));
    if (!operators.empty())
        options.emplace_back(u"postgresql_ops"_s, textMap(operators));
    if (const QString method = row.text(u"method"_s); method != "btree"_L1)
        options.emplace_back(u"postgresql_using"_s, method);
    std::vector<std::pair<QString, QString>> storage;
    for (const QString &setting : row.list(u"storage"_s))
        storage.emplace_back(setting.section(u'=', 0, 0), setting.section(u'=', 1));
    if (!storage.empty())
        options.emplace_back(u"postgresql_with"_s, textMap(storage));
    if (row.flag(u"nullsnotdistinct"_s))
        options.emplace_back(u"postgresql_nulls_not_distinct"_s, true);
    if (const auto predicate = row.optionalText(u"predicate"_s))
        index.expressionOptions.emplace_back(u"postgresql_where"_s, sqlText(*predicate));
    return index;
}

} // namespace

QString postgresqlScopeCondition(const PostgresqlScope &scope, std::vector<schema::Literal> &values)
{
    QString condition;
    if (scope.schemaName) {
        condition = u"n.nspname = ?"_s;
        values.emplace_back(*scope.schemaName);
    } else {
        condition = u"pg_catalog.pg_table_is_visible(c.oid) AND n.nspname <> 'pg_catalog'"_s;
    }
    if (scope.table) {
        condition += u" AND c.relname = ?"_s;
        values.emplace_back(*scope.table);
    }
    return condition;
}

Result<std::vector<schema::TablePtr>> readPostgresqlTables(dialect::Connection &connection,
                                                           const PostgresqlTypeReader &types,
                                                           const PostgresqlScope &scope)
{
    return TableReader(connection, types, scope).read();
}

} // namespace limbeck::database
