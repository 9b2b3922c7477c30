// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/mysqltables.h"

#include "core/database/catalogquery.h"
#include "core/database/mysqltypereader.h"
#include "core/database/reflected.h"
#include "core/dialect/dialect.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QVersionNumber>

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

/// The order in which SQLAlchemy lists indexes.
bool byName(const schema::Index &a, const schema::Index &b)
{
    return a.name.name.value_or(schema::Identifier {}).text
        < b.name.name.value_or(schema::Identifier {}).text;
}

class TableReader
{
public:
    TableReader(dialect::Connection &connection, const std::optional<QString> &schemaName,
                const std::optional<QString> &table)
        : m_connection(connection)
        , m_schemaName(schemaName)
        , m_table(table)
        , m_prefix(connection.dialect().name() + u'_')
        , m_version(QVersionNumber::fromString(connection.serverVersion()))
    {
    }

    Result<std::vector<schema::TablePtr>> read()
    {
        using Step = Result<> (TableReader::*)();
        for (const Step step :
             { &TableReader::readTables, &TableReader::readColumns, &TableReader::readKeys,
               &TableReader::readForeignKeys, &TableReader::readChecks }) {
            if (auto done = (this->*step)(); !done)
                return failure(done.error());
        }
        return std::move(m_tables);
    }

private:
    /// @p select, with "$scope(x)" as the condition on TABLE_SCHEMA and TABLE_NAME of x.
    Result<std::vector<CatalogRow>> query(const QString &select, const QString &alias)
    {
        std::vector<schema::Literal> values;
        QString condition = alias + u".TABLE_SCHEMA = DATABASE()"_s;
        if (m_schemaName) {
            condition = alias + u".TABLE_SCHEMA = ?"_s;
            values.emplace_back(*m_schemaName);
        }
        if (m_table) {
            condition += u" AND "_s + alias + u".TABLE_NAME = ?"_s;
            values.emplace_back(*m_table);
        }
        return catalogQuery(m_connection, QString(select).replace(u"$scope"_s, condition),
                            std::move(values));
    }

    [[nodiscard]] schema::Table *table(const CatalogRow &row) const
    {
        return m_byName.value(row.text(u"tablename"_s), nullptr);
    }

    Result<> readTables();
    void setOptions(schema::Table &table, const CatalogRow &row) const;
    Result<> readColumns();
    [[nodiscard]] schema::ColumnPtr column(const CatalogRow &row) const;
    [[nodiscard]] std::optional<QString> defaultText(const CatalogRow &row) const;
    Result<> readKeys();
    void addKeyPart(schema::Index &index, const CatalogRow &row) const;
    Result<> readForeignKeys();
    Result<> readChecks();

    dialect::Connection &m_connection;
    std::optional<QString> m_schemaName, m_table;
    QString m_prefix; ///< of dialect options: "mysql_"
    QVersionNumber m_version;
    std::vector<schema::TablePtr> m_tables;
    QHash<QString, schema::Table *> m_byName;
    QHash<QString, QString> m_collations; ///< of the tables
};

Result<> TableReader::readTables()
{
    const QString kinds = m_table ? u"'BASE TABLE', 'VIEW', 'SYSTEM VIEW', 'SYSTEM VERSIONED'"_s
                                  : u"'BASE TABLE', 'SYSTEM VERSIONED'"_s;
    const auto rows = query(
        u"SELECT t.TABLE_NAME AS tablename, t.ENGINE AS engine, t.TABLE_COLLATION AS collation, "
        "a.CHARACTER_SET_NAME AS charset, t.CREATE_OPTIONS AS createoptions, "
        "t.TABLE_COMMENT AS comment, t.TABLE_TYPE AS kind "
        "FROM information_schema.TABLES t "
        "LEFT JOIN information_schema.COLLATIONS a ON a.COLLATION_NAME = t.TABLE_COLLATION "
        "WHERE t.TABLE_TYPE IN (%1) AND $scope ORDER BY t.TABLE_NAME"_s.arg(kinds),
        u"t"_s);
    if (!rows)
        return failure(rows.error());
    for (const CatalogRow &row : *rows) {
        auto table = std::make_shared<schema::Table>();
        table->name = identifier(row.text(u"tablename"_s));
        table->schema = schemaIdentifier(m_schemaName);
        if (row.text(u"kind"_s) != "VIEW"_L1)
            setOptions(*table, row);
        m_collations.insert(table->name.text, row.text(u"collation"_s));
        m_byName.insert(table->name.text, table.get());
        m_tables.push_back(std::move(table));
    }
    return {};
}

void TableReader::setOptions(schema::Table &table, const CatalogRow &row) const
{
    static const QRegularExpression option(u"([\\w]+)=(\"[^\"]*\"|\\S+)"_s);
    if (const QString comment = row.text(u"comment"_s); !comment.isEmpty())
        table.comment = comment;
    const auto add = [&](const QString &name, const QString &value) {
        if (!value.isEmpty())
            table.dialectOptions.emplace_back(m_prefix + name, value);
    };
    add(u"engine"_s, row.text(u"engine"_s));
    // SQLAlchemy's key has a space, as SHOW CREATE TABLE has.
    add(u"default charset"_s, row.text(u"charset"_s));
    add(u"collate"_s, row.text(u"collation"_s));
    for (auto at = option.globalMatch(row.text(u"createoptions"_s)); at.hasNext();) {
        const auto match = at.next();
        add(match.captured(1).toLower(), match.captured(2).remove(u'"'));
    }
}

Result<> TableReader::readColumns()
{
    const auto rows =
        query(u"SELECT c.TABLE_NAME AS tablename, c.COLUMN_NAME AS name, c.COLUMN_TYPE AS type, "
              "c.IS_NULLABLE AS nullable, c.COLUMN_DEFAULT AS defaulttext, c.EXTRA AS extra, "
              "c.COLUMN_COMMENT AS comment, c.CHARACTER_SET_NAME AS charset, "
              "c.COLLATION_NAME AS collation, c.GENERATION_EXPRESSION AS generated "
              "FROM information_schema.COLUMNS c WHERE $scope "
              "ORDER BY c.TABLE_NAME, c.ORDINAL_POSITION"_s,
              u"c"_s);
    if (!rows)
        return failure(rows.error());
    for (const CatalogRow &row : *rows) {
        if (schema::Table *owner = table(row))
            owner->addColumn(column(row));
    }
    return {};
}

schema::ColumnPtr TableReader::column(const CatalogRow &row) const
{
    auto column = std::make_shared<schema::Column>();
    column->name = identifier(row.text(u"name"_s));
    column->key = column->name.text;
    const QString extra = row.text(u"extra"_s).toLower();
    std::optional<QString> charset = row.optionalText(u"charset"_s);
    std::optional<QString> collation = row.optionalText(u"collation"_s);
    // What the table says already, SHOW CREATE TABLE does not repeat.
    if (collation == m_collations.value(row.text(u"tablename"_s))) {
        charset.reset();
        collation.reset();
    }
    column->type = mysqlType(row.text(u"type"_s), charset, collation);
    column->nullable = row.text(u"nullable"_s) == "YES"_L1;
    if (extra.contains("auto_increment"_L1))
        column->autoincrement = schema::Column::Autoincrement::Yes;
    else if (isMysqlInteger(*column->type))
        column->autoincrement = schema::Column::Autoincrement::No;
    if (const QString comment = row.text(u"comment"_s); !comment.isEmpty())
        column->comment = comment;
    const QString generated = row.text(u"generated"_s);
    if (!generated.isEmpty()) {
        const bool isStored = extra.contains("stored"_L1) || extra.contains("persistent"_L1);
        column->computed = schema::Computed { sqlText(u'(' + generated + u')'), isStored };
    } else if (const auto text = defaultText(row)) {
        column->serverDefault = serverDefault(*text);
    }
    return column;
}

/// A default as SHOW CREATE TABLE writes it: MariaDB keeps it so, MySQL keeps the bare value.
std::optional<QString> TableReader::defaultText(const CatalogRow &row) const
{
    static const QRegularExpression onUpdate(u"on update (\\S+)"_s,
                                             QRegularExpression::CaseInsensitiveOption);
    const QString extra = row.text(u"extra"_s);
    std::optional<QString> text = row.optionalText(u"defaulttext"_s);
    if (text && !m_connection.isMariaDb()) {
        const bool isClock = text->startsWith(u"CURRENT_TIMESTAMP", Qt::CaseInsensitive);
        if (extra.contains("DEFAULT_GENERATED"_L1))
            text = isClock ? *text : u'(' + *text + u')';
        else if (!isClock && !text->startsWith(u"b'"))
            text = u'\'' + QString(*text).replace(u'\'', u"''"_s) + u'\'';
    }
    if (text == u"NULL"_s)
        text.reset();
    if (const auto match = onUpdate.match(extra); match.hasMatch())
        text = text.value_or(u"NULL"_s) + u" ON UPDATE "_s + match.captured(1);
    return text;
}

Result<> TableReader::readKeys()
{
    const bool hasExpressions = !m_connection.isMariaDb() && m_version >= QVersionNumber(8, 0, 13);
    const auto rows =
        query(u"SELECT s.TABLE_NAME AS tablename, s.INDEX_NAME AS name, s.NON_UNIQUE AS nonunique, "
              "s.COLUMN_NAME AS columnname, s.COLLATION AS ordering, s.SUB_PART AS prefixlength, "
              "s.INDEX_TYPE AS kind, %1 AS expression "
              "FROM information_schema.STATISTICS s WHERE $scope"_s.arg(
                  hasExpressions ? u"s.EXPRESSION"_s : u"NULL"_s),
              u"s"_s);
    if (!rows)
        return failure(rows.error());
    // The server lists keys in their order in the table, and their columns in the key's order.
    QHash<schema::Table *, QStringList> primaryKeys;
    for (const CatalogRow &row : *rows) {
        schema::Table *owner = table(row);
        const QString name = row.text(u"name"_s);
        if (!owner)
            continue;
        if (name == "PRIMARY"_L1) {
            primaryKeys[owner] << row.text(u"columnname"_s);
            continue;
        }
        auto &indexes = owner->indexes;
        if (indexes.empty() || indexes.back().name.name->text != name) {
            schema::Index index;
            index.name = finalName(name);
            index.schema = owner->schema;
            index.table = owner->name;
            index.unique = !row.flag(u"nonunique"_s);
            const QString kind = row.text(u"kind"_s);
            if (kind == "FULLTEXT"_L1 || kind == "SPATIAL"_L1)
                index.dialectOptions.emplace_back(m_prefix + u"prefix"_s, kind);
            else if (kind == "HASH"_L1)
                index.dialectOptions.emplace_back(m_prefix + u"using"_s, u"hash"_s);
            indexes.push_back(std::move(index));
        }
        addKeyPart(indexes.back(), row);
    }
    for (const schema::TablePtr &table : m_tables)
        std::stable_sort(table->indexes.begin(), table->indexes.end(), byName);
    for (auto key = primaryKeys.cbegin(); key != primaryKeys.cend(); ++key) {
        schema::PrimaryKeyConstraint primary;
        primary.columns = identifiers(key.value());
        addPrimaryKey(*key.key(), std::move(primary));
    }
    return {};
}

void TableReader::addKeyPart(schema::Index &index, const CatalogRow &row) const
{
    const QString name = row.text(u"columnname"_s);
    schema::ExpressionPtr element = row.isNull(u"expression"_s)
        ? columnElement(name)
        : sqlText(u'(' + row.text(u"expression"_s).replace(u"\\'"_s, u"'"_s) + u')');
    if (row.text(u"ordering"_s) == "D"_L1) {
        auto descending = std::make_shared<schema::Expression>();
        descending->node = schema::UnaryOperation { u"DESC"_s, element, true };
        element = descending;
    }
    index.elements.push_back(std::move(element));

    const auto length = row.optionalNumber(u"prefixlength"_s);
    if (!length || row.text(u"kind"_s) == "SPATIAL"_L1)
        return;
    const QString key = m_prefix + u"length"_s;
    auto found = std::find_if(index.dialectOptions.begin(), index.dialectOptions.end(),
                              [&](const auto &option) { return option.first == key; });
    if (found == index.dialectOptions.end())
        found = index.dialectOptions.insert(found, { key, schema::Json { u"{}"_s } });
    auto &json = std::get<schema::Json>(found->second.value);
    QJsonObject lengths = QJsonDocument::fromJson(json.text.toUtf8()).object();
    lengths.insert(name, *length);
    json.text = QString::fromUtf8(QJsonDocument(lengths).toJson(QJsonDocument::Compact));
}

Result<> TableReader::readForeignKeys()
{
    const auto rows = query(
        u"SELECT k.TABLE_NAME AS tablename, k.CONSTRAINT_NAME AS name, "
        "k.COLUMN_NAME AS columnname, k.TABLE_SCHEMA AS ownschema, "
        "k.REFERENCED_TABLE_SCHEMA AS referredschema, k.REFERENCED_TABLE_NAME AS referredtable, "
        "k.REFERENCED_COLUMN_NAME AS referredcolumn, r.UPDATE_RULE AS onupdate, "
        "r.DELETE_RULE AS ondelete "
        "FROM information_schema.KEY_COLUMN_USAGE k "
        "JOIN information_schema.REFERENTIAL_CONSTRAINTS r "
        "ON r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME "
        "AND r.TABLE_NAME = k.TABLE_NAME "
        "WHERE k.REFERENCED_TABLE_NAME IS NOT NULL AND $scope "
        "ORDER BY k.TABLE_NAME, k.CONSTRAINT_NAME, k.ORDINAL_POSITION"_s,
        u"k"_s);
    if (!rows)
        return failure(rows.error());
    // What the servers say where nothing was given.
    const QString implied = m_connection.isMariaDb() ? u"RESTRICT"_s : u"NO ACTION"_s;
    const auto action = [&](const QString &rule) {
        return rule == implied || rule == "NO ACTION"_L1 ? std::nullopt : std::optional(rule);
    };
    schema::ForeignKeyConstraint *last = nullptr;
    const schema::Table *lastOwner = nullptr;
    for (const CatalogRow &row : *rows) {
        schema::Table *owner = table(row);
        if (!owner)
            continue;
        const QString name = row.text(u"name"_s);
        if (owner != lastOwner || !last || last->name.name->text != name) {
            schema::ForeignKeyConstraint key;
            key.name = finalName(name);
            key.referredTable = identifier(row.text(u"referredtable"_s));
            const QString referredSchema = row.text(u"referredschema"_s);
            key.referredSchema = referredSchema == row.text(u"ownschema"_s)
                ? schemaIdentifier(m_schemaName)
                : identifier(referredSchema);
            key.options.onUpdate = action(row.text(u"onupdate"_s));
            key.options.onDelete = action(row.text(u"ondelete"_s));
            owner->constraints.emplace_back(std::move(key));
            last = &std::get<schema::ForeignKeyConstraint>(owner->constraints.back());
            lastOwner = owner;
        }
        last->columns.push_back(identifier(row.text(u"columnname"_s)));
        last->referredColumns.push_back(identifier(row.text(u"referredcolumn"_s)));
    }
    return {};
}

Result<> TableReader::readChecks()
{
    const bool isMariaDb = m_connection.isMariaDb();
    if (m_version < (isMariaDb ? QVersionNumber(10, 2, 22) : QVersionNumber(8, 0, 16)))
        return {}; // older servers read CHECK over
    const QString join = isMariaDb ? u"AND c.TABLE_NAME = t.TABLE_NAME"_s : QString();
    // MariaDB before 10.5.10 does not tell the CHECKs of columns from those of tables.
    const bool hasLevel = isMariaDb && m_version >= QVersionNumber(10, 5, 10);
    const auto rows = query(u"SELECT t.TABLE_NAME AS tablename, t.CONSTRAINT_NAME AS name, "
                            "c.CHECK_CLAUSE AS checktext, %2 AS level "
                            "FROM information_schema.TABLE_CONSTRAINTS t "
                            "JOIN information_schema.CHECK_CONSTRAINTS c "
                            "ON c.CONSTRAINT_SCHEMA = t.CONSTRAINT_SCHEMA "
                            "AND c.CONSTRAINT_NAME = t.CONSTRAINT_NAME %1 "
                            "WHERE t.CONSTRAINT_TYPE = 'CHECK' AND $scope "
                            "ORDER BY t.TABLE_NAME, t.CONSTRAINT_NAME"_s.arg(
                                join, hasLevel ? u"c.LEVEL"_s : u"'Table'"_s),
                            u"t"_s);
    if (!rows)
        return failure(rows.error());
    for (const CatalogRow &row : *rows) {
        schema::Table *owner = table(row);
        if (!owner)
            continue;
        schema::CheckConstraint check;
        check.columnLevel = row.text(u"level"_s) == "Column"_L1;
        if (!check.columnLevel)
            check.name = finalName(row.text(u"name"_s));
        check.condition = sqlText(row.text(u"checktext"_s));
        owner->constraints.emplace_back(std::move(check));
    }
    return {};
}

} // namespace

Result<std::vector<schema::TablePtr>> readMysqlTables(dialect::Connection &connection,
                                                      const std::optional<QString> &schemaName,
                                                      const std::optional<QString> &table)
{
    return TableReader(connection, schemaName, table).read();
}

} // namespace limbeck::database
