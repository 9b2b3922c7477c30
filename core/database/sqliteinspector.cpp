// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/catalogquery.h"
#include "core/database/inspectors.h"
#include "core/database/reflected.h"
#include "core/database/sqlitedefinition.h"
#include "core/dialect/dialect.h"
#include "core/dialect/typecompiler.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

QString quoted(QString name)
{
    return u'"' + name.replace(u'"', u"\"\""_s) + u'"';
}

/// SQLAlchemy's class for a type's words, by name or else by SQLite's affinity.
/// Source: SQLite, "Datatypes In SQLite", 3.1.
QString typeClass(const QString &words)
{
    static const QHash<QString, QString> names {
        { u"BIGINT"_s, u"BIGINT"_s },
        { u"BLOB"_s, u"BLOB"_s },
        { u"BOOL"_s, u"BOOLEAN"_s },
        { u"BOOLEAN"_s, u"BOOLEAN"_s },
        { u"CHAR"_s, u"CHAR"_s },
        { u"DATE"_s, u"DATE"_s },
        { u"DATE_CHAR"_s, u"DATE"_s },
        { u"DATETIME"_s, u"DATETIME"_s },
        { u"DATETIME_CHAR"_s, u"DATETIME"_s },
        { u"DOUBLE"_s, u"DOUBLE"_s },
        { u"DECIMAL"_s, u"DECIMAL"_s },
        { u"FLOAT"_s, u"FLOAT"_s },
        { u"INT"_s, u"INTEGER"_s },
        { u"INTEGER"_s, u"INTEGER"_s },
        { u"JSON"_s, u"JSON"_s },
        { u"NUMERIC"_s, u"NUMERIC"_s },
        { u"REAL"_s, u"REAL"_s },
        { u"SMALLINT"_s, u"SMALLINT"_s },
        { u"TEXT"_s, u"TEXT"_s },
        { u"TIME"_s, u"TIME"_s },
        { u"TIME_CHAR"_s, u"TIME"_s },
        { u"TIMESTAMP"_s, u"TIMESTAMP"_s },
        { u"VARCHAR"_s, u"VARCHAR"_s },
        { u"NVARCHAR"_s, u"NVARCHAR"_s },
        { u"NCHAR"_s, u"NCHAR"_s },
    };
    return names.value(words);
}

QString affinityClass(const QString &words)
{
    if (words.contains("INT"_L1))
        return u"INTEGER"_s;
    if (words.contains("CHAR"_L1) || words.contains("CLOB"_L1) || words.contains("TEXT"_L1))
        return u"TEXT"_s;
    if (words.contains("BLOB"_L1) || words.isEmpty())
        return u"NullType"_s;
    if (words.contains("REAL"_L1) || words.contains("FLOA"_L1) || words.contains("DOUB"_L1))
        return u"REAL"_s;
    return u"NUMERIC"_s;
}

/// Gives the numbers in a type's parentheses their places, as the constructor of its class does.
void setArguments(schema::SqlType &type, const QList<int> &arguments)
{
    static const QStringList withLength { u"VARCHAR"_s, u"CHAR"_s, u"NVARCHAR"_s,
                                          u"NCHAR"_s,   u"TEXT"_s, u"BLOB"_s };
    static const QStringList withPrecision { u"NUMERIC"_s, u"DECIMAL"_s, u"FLOAT"_s, u"REAL"_s,
                                             u"DOUBLE"_s };
    if (arguments.isEmpty())
        return;
    if (withLength.contains(type.name) && arguments.size() == 1)
        type.length = arguments[0];
    if (withPrecision.contains(type.name)) {
        type.precision = arguments[0];
        const bool hasScale = type.name == "NUMERIC"_L1 || type.name == "DECIMAL"_L1;
        if (arguments.size() > 1 && hasScale)
            type.scale = arguments[1];
    }
}

/// A column's declared type. What SQLAlchemy has no class for keeps its own words in `sqlText`.
schema::SqlTypePtr columnType(const QString &declared, const QString &collation)
{
    static const QRegularExpression pattern(u"^([\\w ]+)(\\(.*?\\))?"_s);
    static const QRegularExpression number(u"\\d+"_s);
    const QString words = declared.toUpper().trimmed();
    const auto match = pattern.match(words);
    const QString name = match.captured(1).trimmed();
    auto type = std::make_shared<schema::SqlType>();
    type->name = typeClass(name);
    if (type->name.isEmpty()) {
        type->name = affinityClass(name);
        if (!words.isEmpty())
            type->sqlText = declared;
    }
    if (type->name == "JSON"_L1)
        type->dialect = u"sqlite"_s;
    if (type->name == "FLOAT"_L1 || type->name == "REAL"_L1 || type->name == "DOUBLE"_L1)
        type->asDecimal = false;
    QList<int> arguments;
    for (auto at = number.globalMatch(match.captured(2)); at.hasNext();)
        arguments << at.next().captured().toInt();
    setArguments(*type, arguments);
    if (!collation.isEmpty())
        type->collation = collation;
    return type;
}

/// Whether @p type comes back as it was declared. SQLAlchemy's classes know fewer spellings than
/// SQLite, to which INT is not INTEGER.
bool isSpelled(const schema::SqlType &type, const QString &declared)
{
    schema::SqlType plain = type;
    plain.collation.reset();
    const auto words = dialect::compileType(plain, *dialect::dialectByName(u"sqlite"_s));
    return words && words->compare(declared, Qt::CaseInsensitive) == 0;
}

schema::DialectOptions conflictOption(const QString &key, const QString &onConflict)
{
    schema::DialectOptions options;
    if (!onConflict.isEmpty())
        options.emplace_back(key, onConflict);
    return options;
}

schema::DialectOptions keyOptions(const SqliteKey &key)
{
    schema::DialectOptions options = conflictOption(u"sqlite_on_conflict"_s, key.onConflict);
    if (!key.elements.isEmpty())
        options.emplace_back(u"sqlite_elements"_s, key.elements);
    return options;
}

bool byName(const schema::Index &a, const schema::Index &b)
{
    return a.name.name.value_or(schema::Identifier {}).text
        < b.name.name.value_or(schema::Identifier {}).text;
}

class SqliteInspector final : public dialect::Inspector
{
public:
    explicit SqliteInspector(dialect::Connection &connection)
        : m_connection(connection)
    {
    }

    Result<QString> defaultSchema() override { return u"main"_s; }

    Result<QStringList> schemaNames() override
    {
        const auto rows = catalogQuery(m_connection, u"PRAGMA database_list"_s);
        if (!rows)
            return failure(rows.error());
        QStringList names;
        for (const CatalogRow &row : *rows) {
            if (row.text(u"name"_s) != "temp"_L1)
                names << row.text(u"name"_s);
        }
        return names;
    }

    Result<QStringList> tableNames(const std::optional<QString> &schemaName) override
    {
        return namesOf(u"table"_s, schemaName);
    }

    Result<QStringList> viewNames(const std::optional<QString> &schemaName) override
    {
        return namesOf(u"view"_s, schemaName);
    }

    Result<QString> viewDefinition(const QString &name,
                                   const std::optional<QString> &schemaName) override
    {
        auto text = masterText(u"view"_s, name, schemaName);
        if (text && text->isEmpty())
            return failure(ErrorCode::Database, u"There is no view %1."_s.arg(name));
        return text;
    }

    Result<schema::TablePtr> table(const QString &name,
                                   const std::optional<QString> &schemaName) override;

    Result<std::vector<schema::SqlTypePtr>> enums(const std::optional<QString> &) override
    {
        return std::vector<schema::SqlTypePtr> {};
    }

    Result<std::vector<schema::Sequence>> sequences(const std::optional<QString> &) override
    {
        return std::vector<schema::Sequence> {};
    }

    Result<schema::Catalog> catalog(const std::optional<QString> &schemaName) override;

private:
    static QString master(const std::optional<QString> &schemaName)
    {
        return schemaName ? quoted(*schemaName) + u".sqlite_master"_s : u"sqlite_master"_s;
    }

    [[nodiscard]] Result<QStringList> namesOf(const QString &kind,
                                              const std::optional<QString> &schemaName) const
    {
        const auto rows =
            catalogQuery(m_connection,
                         u"SELECT name FROM %1 WHERE type = ? AND name NOT LIKE "
                         "'sqlite~_%' ESCAPE '~' ORDER BY name"_s.arg(master(schemaName)),
                         { kind });
        if (!rows)
            return failure(rows.error());
        QStringList names;
        for (const CatalogRow &row : *rows)
            names << row.text(u"name"_s);
        return names;
    }

    /// The SQL of one object; empty if there is none. Temporary ones hide those of the file.
    [[nodiscard]] Result<QString> masterText(const QString &kind, const QString &name,
                                             const std::optional<QString> &schemaName) const
    {
        QStringList masters { master(schemaName) };
        if (!schemaName)
            masters.prepend(u"sqlite_temp_master"_s);
        for (const QString &one : masters) {
            const auto rows = catalogQuery(
                m_connection,
                u"SELECT sql FROM %1 WHERE type = ? AND name = ? COLLATE NOCASE"_s.arg(one),
                { kind, name });
            if (!rows)
                return failure(rows.error());
            if (!rows->empty())
                return rows->front().text(u"sql"_s);
        }
        return QString();
    }

    /// PRAGMA @p pragma of a table or index, in the file or else among the temporary ones.
    [[nodiscard]] Result<std::vector<CatalogRow>>
    pragma(const QString &pragma, const QString &name,
           const std::optional<QString> &schemaName) const
    {
        const QStringList schemas =
            schemaName ? QStringList { *schemaName } : QStringList { u"main"_s, u"temp"_s };
        Result<std::vector<CatalogRow>> rows;
        for (const QString &one : schemas) {
            rows = catalogQuery(m_connection,
                                u"PRAGMA %1.%2(%3)"_s.arg(quoted(one), pragma, quoted(name)));
            if (!rows || !rows->empty())
                return rows;
        }
        return rows;
    }

    Result<> readColumns(schema::Table &table, const SqliteDefinition &definition,
                         const std::vector<CatalogRow> &info) const;
    void addKeys(schema::Table &table, const SqliteDefinition &definition,
                 const std::vector<CatalogRow> &info) const;
    Result<> addForeignKeys(schema::Table &table, const SqliteDefinition &definition,
                            const std::optional<QString> &schemaName);
    Result<> addUniques(schema::Table &table, const SqliteDefinition &definition) const;
    void addChecks(schema::Table &table, const SqliteDefinition &definition) const;
    Result<> addIndexes(schema::Table &table, const std::optional<QString> &schemaName) const;
    Result<> addTriggers(schema::Table &table, const std::optional<QString> &schemaName) const;
    Result<QStringList> primaryKeyColumns(const QString &name,
                                          const std::optional<QString> &schemaName) const;

    dialect::Connection &m_connection;
};

Result<schema::TablePtr> SqliteInspector::table(const QString &name,
                                                const std::optional<QString> &schemaName)
{
    const auto info = pragma(u"table_xinfo"_s, name, schemaName);
    if (!info)
        return failure(info.error());
    const auto sql = masterText(u"table"_s, name, schemaName);
    if (!sql)
        return failure(sql.error());
    if (info->empty())
        return schema::TablePtr();

    // Views and virtual tables have columns only.
    const auto definition = parseSqliteTable(*sql).value_or(SqliteDefinition {});
    auto table = std::make_shared<schema::Table>();
    table->name = identifier(name);
    table->schema = schemaIdentifier(schemaName);
    if (!sql->isEmpty())
        table->definition = *sql;
    if (definition.autoincrement)
        table->dialectOptions.emplace_back(u"sqlite_autoincrement"_s, true);
    if (definition.withoutRowid)
        table->dialectOptions.emplace_back(u"sqlite_with_rowid"_s, false);
    if (definition.strict)
        table->dialectOptions.emplace_back(u"sqlite_strict"_s, true);

    if (auto read = readColumns(*table, definition, *info); !read)
        return failure(read.error());
    addKeys(*table, definition, *info);
    if (auto read = addForeignKeys(*table, definition, schemaName); !read)
        return failure(read.error());
    if (auto read = addUniques(*table, definition); !read)
        return failure(read.error());
    addChecks(*table, definition);
    if (auto read = addIndexes(*table, schemaName); !read)
        return failure(read.error());
    if (auto read = addTriggers(*table, schemaName); !read)
        return failure(read.error());
    return table;
}

Result<> SqliteInspector::readColumns(schema::Table &table, const SqliteDefinition &definition,
                                      const std::vector<CatalogRow> &info) const
{
    static const QRegularExpression generatedWords(u"\\s*\\b(GENERATED|ALWAYS)\\b"_s,
                                                   QRegularExpression::CaseInsensitiveOption);
    for (const CatalogRow &row : info) {
        const qint64 hidden = row.number(u"hidden"_s);
        if (hidden == 1) // of a virtual table
            continue;
        auto column = std::make_shared<schema::Column>();
        column->name = identifier(row.text(u"name"_s));
        column->key = column->name.text;
        column->nullable = !row.flag(u"notnull"_s);
        QString declared = row.text(u"type"_s);
        if (hidden >= 2)
            declared.remove(generatedWords); // SQLite counts these words to the type
        const SqliteColumn *details = definition.column(column->name.text);
        column->type = columnType(declared, details ? details->collation : QString());
        if (const auto text = row.optionalText(u"dflt_value"_s))
            column->serverDefault = serverDefault(*text);
        if (hidden >= 2 && details) {
            column->computed = schema::Computed { sqlText(details->generatedAs), hidden == 3 };
        }
        if (details && !details->notNullOnConflict.isEmpty()) {
            column->dialectOptions =
                conflictOption(u"sqlite_on_conflict_not_null"_s, details->notNullOnConflict);
        }
        if (hidden == 0 && !isSpelled(*column->type, declared))
            column->dialectOptions.emplace_back(u"sqlite_declared_type"_s, declared);
        table.addColumn(column);
    }
    return {};
}

void SqliteInspector::addKeys(schema::Table &table, const SqliteDefinition &definition,
                              const std::vector<CatalogRow> &info) const
{
    std::map<qint64, QString> byPosition;
    for (const CatalogRow &row : info) {
        if (row.number(u"pk"_s) > 0)
            byPosition.emplace(row.number(u"pk"_s), row.text(u"name"_s));
    }
    if (byPosition.empty())
        return;
    schema::PrimaryKeyConstraint key;
    for (const auto &[position, name] : byPosition)
        key.columns.push_back(identifier(name));
    std::optional<SqliteKey> given = definition.primaryKey;
    for (const SqliteColumn &column : definition.columns) {
        if (column.primaryKey)
            given = column.primaryKey;
    }
    if (given) {
        key.name = finalName(given->name);
        key.dialectOptions = keyOptions(*given);
    }
    addPrimaryKey(table, std::move(key));
}

Result<QStringList>
SqliteInspector::primaryKeyColumns(const QString &name,
                                   const std::optional<QString> &schemaName) const
{
    const auto info = pragma(u"table_info"_s, name, schemaName);
    if (!info)
        return failure(info.error());
    std::map<qint64, QString> byPosition;
    for (const CatalogRow &row : *info) {
        if (row.number(u"pk"_s) > 0)
            byPosition.emplace(row.number(u"pk"_s), row.text(u"name"_s));
    }
    QStringList names;
    for (const auto &[position, column] : byPosition)
        names << column;
    return names;
}

Result<> SqliteInspector::addForeignKeys(schema::Table &table, const SqliteDefinition &definition,
                                         const std::optional<QString> &schemaName)
{
    const auto add = [&](const SqliteForeignKey &found, bool columnLevel) -> Result<> {
        schema::ForeignKeyConstraint key;
        key.name = finalName(found.name);
        key.columns = identifiers(found.columns);
        key.referredSchema = schemaIdentifier(schemaName);
        key.referredTable = identifier(found.table);
        key.columnLevel = columnLevel;
        QStringList referred = found.referredColumns;
        if (referred.isEmpty()) {
            auto primary = primaryKeyColumns(found.table, schemaName);
            if (!primary)
                return failure(primary.error());
            referred = *primary;
        }
        key.referredColumns = identifiers(referred);
        const auto option = [](const QString &text) {
            return text.isEmpty() || text == "NO ACTION"_L1 ? std::nullopt : std::optional(text);
        };
        key.options.onDelete = option(found.onDelete);
        key.options.onUpdate = option(found.onUpdate);
        key.options.match = option(found.match);
        key.options.initially = option(found.initially);
        key.options.deferrable = found.deferrable;
        table.constraints.emplace_back(std::move(key));
        return {};
    };
    for (const SqliteForeignKey &key : definition.foreignKeys) {
        if (auto added = add(key, false); !added)
            return added;
    }
    // Those of the columns come last first, as PRAGMA foreign_key_list tells them.
    for (auto column = definition.columns.rbegin(); column != definition.columns.rend(); ++column) {
        for (auto key = column->foreignKeys.rbegin(); key != column->foreignKeys.rend(); ++key) {
            if (auto added = add(*key, true); !added)
                return added;
        }
    }
    return {};
}

Result<> SqliteInspector::addUniques(schema::Table &table, const SqliteDefinition &definition) const
{
    const auto add = [&](const SqliteKey &key) {
        schema::UniqueConstraint unique;
        unique.name = finalName(key.name);
        unique.columns = identifiers(key.columns);
        unique.dialectOptions = keyOptions(key);
        table.constraints.emplace_back(std::move(unique));
    };
    for (const SqliteKey &key : definition.uniques)
        add(key);
    for (const SqliteColumn &column : definition.columns) {
        if (column.unique)
            add(*column.unique);
    }
    return {};
}

void SqliteInspector::addChecks(schema::Table &table, const SqliteDefinition &definition) const
{
    std::vector<schema::CheckConstraint> checks;
    const auto add = [&](const SqliteCheck &found, bool columnLevel) {
        schema::CheckConstraint check;
        check.name = finalName(found.name);
        check.condition = sqlText(found.condition);
        check.columnLevel = columnLevel;
        checks.push_back(std::move(check));
    };
    for (const SqliteColumn &column : definition.columns) {
        for (const SqliteCheck &check : column.checks)
            add(check, true);
    }
    for (const SqliteCheck &check : definition.checks)
        add(check, false);
    // By name, those without one last, as SQLAlchemy lists them.
    const auto sortKey = [](const schema::CheckConstraint &check) {
        return check.name.name ? check.name.name->text : u"~"_s;
    };
    std::stable_sort(checks.begin(), checks.end(),
                     [&](const auto &a, const auto &b) { return sortKey(a) < sortKey(b); });
    for (schema::CheckConstraint &check : checks)
        table.constraints.emplace_back(std::move(check));
}

Result<> SqliteInspector::addIndexes(schema::Table &table,
                                     const std::optional<QString> &schemaName) const
{
    const auto list = pragma(u"index_list"_s, table.name.text, schemaName);
    if (!list)
        return failure(list.error());
    for (const CatalogRow &row : *list) {
        // Those of PRIMARY KEY and UNIQUE belong to their constraints.
        if (row.text(u"origin"_s) != "c"_L1)
            continue;
        const QString name = row.text(u"name"_s);
        const auto sql = masterText(u"index"_s, name, schemaName);
        const auto columns = pragma(u"index_info"_s, name, schemaName);
        if (!sql || !columns)
            return failure(sql ? columns.error() : sql.error());
        schema::Index index;
        index.name = finalName(name);
        index.schema = schemaIdentifier(schemaName);
        index.table = table.name;
        index.unique = row.flag(u"unique"_s);
        index.definition = *sql;
        const QStringList texts = sqliteIndexElements(*sql);
        for (qsizetype i = 0; i < static_cast<qsizetype>(columns->size()); ++i) {
            const CatalogRow &column = (*columns)[static_cast<std::size_t>(i)];
            index.elements.push_back(column.isNull(u"name"_s)
                                         ? sqlText(texts.value(i))
                                         : columnElement(column.text(u"name"_s)));
        }
        if (const QString condition = sqliteIndexCondition(*sql); !condition.isEmpty())
            index.expressionOptions.emplace_back(u"sqlite_where"_s, sqlText(condition));
        table.indexes.push_back(std::move(index));
    }
    std::sort(table.indexes.begin(), table.indexes.end(), byName);
    return {};
}

Result<> SqliteInspector::addTriggers(schema::Table &table,
                                      const std::optional<QString> &schemaName) const
{
    const auto rows = catalogQuery(m_connection,
                                   u"SELECT sql FROM %1 WHERE type = 'trigger' AND tbl_name = ? "
                                   "COLLATE NOCASE ORDER BY rowid"_s.arg(master(schemaName)),
                                   { table.name.text });
    if (!rows)
        return failure(rows.error());
    for (const CatalogRow &row : *rows)
        table.triggers << row.text(u"sql"_s);
    return {};
}

Result<schema::Catalog> SqliteInspector::catalog(const std::optional<QString> &schemaName)
{
    schema::Catalog catalog;
    const auto names = tableNames(schemaName);
    if (!names)
        return failure(names.error());
    for (const QString &name : *names) {
        auto found = table(name, schemaName);
        if (!found)
            return failure(found.error());
        if (*found)
            catalog.tables.push_back(std::move(*found));
    }
    const auto views = viewNames(schemaName);
    if (!views)
        return failure(views.error());
    for (const QString &name : *views) {
        auto text = viewDefinition(name, schemaName);
        if (!text)
            return failure(text.error());
        catalog.views.push_back({ identifier(name), schemaIdentifier(schemaName), *text });
    }
    return catalog;
}

} // namespace

std::unique_ptr<dialect::Inspector> sqliteInspector(dialect::Connection &connection)
{
    return std::make_unique<SqliteInspector>(connection);
}

} // namespace limbeck::database
