// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/versiontable.h"

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

dialect::Statement plainStatement(const QString &sql)
{
    dialect::Statement statement;
    statement.sql = sql;
    return statement;
}

} // namespace

VersionTable::VersionTable(QString name, std::optional<QString> schema, bool hasPrimaryKey)
    : m_name(std::move(name))
    , m_schema(std::move(schema))
    , m_hasPrimaryKey(hasPrimaryKey)
{
}

QString VersionTable::quotedName(const dialect::Dialect &dialect) const
{
    const QString table = dialect.quote({ m_name, {} });
    return m_schema ? dialect.quote({ *m_schema, {} }) + u'.' + table : table;
}

Result<std::vector<dialect::Statement>>
VersionTable::createStatements(const dialect::Dialect &dialect,
                               const dialect::CompileOptions &options) const
{
    auto table = std::make_shared<schema::Table>();
    table->name = { m_name, {} };
    if (m_schema)
        table->schema = schema::Identifier { *m_schema, {} };
    auto type = std::make_shared<schema::SqlType>();
    type->name = u"String"_s;
    type->length = 32;
    auto column = std::make_shared<schema::Column>();
    column->name = { u"version_num"_s, {} };
    column->key = u"version_num"_s;
    column->type = type;
    column->nullable = false;
    table->addColumn(column);
    if (m_hasPrimaryKey) {
        schema::PrimaryKeyConstraint key;
        key.name.name = schema::Identifier { m_name + u"_pkc"_s, {} };
        key.name.isFinal = true;
        key.columns = { column->name };
        table->constraints.emplace_back(std::move(key));
    }
    dialect::CompileOptions plain = options;
    plain.namingConvention = {};
    return dialect.compile(ops::Operation { ops::CreateTable { table, false }, {} }, plain,
                           nullptr);
}

dialect::Statement VersionTable::changeStatement(const VersionChange &change,
                                                 const dialect::Dialect &dialect,
                                                 bool returning) const
{
    const QString table = quotedName(dialect);
    dialect::Statement statement;
    switch (change.kind) {
    case VersionChange::Kind::Insert:
        statement.sql =
            u"INSERT INTO %1 (version_num) VALUES ('%2')"_s.arg(table, change.to.text());
        if (returning && m_hasPrimaryKey && dialect.name() == u"postgresql")
            statement.sql += u" RETURNING %1.version_num"_s.arg(table);
        else if (returning && m_hasPrimaryKey && dialect.name() == u"sqlite")
            statement.sql += u" RETURNING version_num"_s;
        break;
    case VersionChange::Kind::Update:
        statement.sql = u"UPDATE %1 SET version_num='%2' WHERE %1.version_num = '%3'"_s.arg(
            table, change.to.text(), change.from.text());
        break;
    case VersionChange::Kind::Delete:
        statement.sql =
            u"DELETE FROM %1 WHERE %1.version_num = '%2'"_s.arg(table, change.from.text());
        break;
    }
    return statement;
}

Result<bool> VersionTable::exists(dialect::Connection &connection) const
{
    const auto table = connection.inspector().table(m_name, m_schema);
    if (!table)
        return failure(table.error());
    return *table != nullptr;
}

Result<> VersionTable::create(dialect::Connection &connection) const
{
    dialect::CompileOptions options;
    options.offline = false;
    const auto statements = createStatements(connection.dialect(), options);
    if (!statements)
        return failure(statements.error());
    for (const dialect::Statement &statement : *statements) {
        if (const auto done = connection.execute(statement); !done)
            return failure(
                done.error().within(u"Cannot create the version table %1"_s.arg(m_name)));
    }
    return {};
}

Result<Heads> VersionTable::heads(dialect::Connection &connection) const
{
    const auto there = exists(connection);
    if (!there)
        return failure(there.error());
    Heads heads;
    if (!*there)
        return heads;
    const QString table = quotedName(connection.dialect());
    auto cursor = connection.execute(plainStatement(u"SELECT %1.version_num FROM %1"_s.arg(table)));
    if (!cursor)
        return failure(cursor.error());
    while (true) {
        const auto more = (*cursor)->next();
        if (!more)
            return failure(more.error());
        if (!*more)
            return heads;
        const schema::Literal value = (*cursor)->value(0);
        const auto *text = std::get_if<QString>(&value.value);
        if (!text)
            return failure(
                ErrorCode::VersionMismatch,
                u"A row of %1 is not a text; ensure that the column version_num is a VARCHAR"_s.arg(
                    m_name));
        heads.push_back(RevisionId(*text));
    }
}

Result<> VersionTable::apply(dialect::Connection &connection, const VersionChange &change) const
{
    const auto cursor = connection.execute(changeStatement(change, connection.dialect(), false));
    if (!cursor)
        return failure(cursor.error());
    const qint64 rows = (*cursor)->affectedRows();
    if (rows == 1 || change.kind == VersionChange::Kind::Insert)
        return {};
    const QString what = change.kind == VersionChange::Kind::Update
        ? u"updating '%1' to '%2'"_s.arg(change.from.text(), change.to.text())
        : u"deleting '%1'"_s.arg(change.from.text());
    return failure(
        ErrorCode::VersionMismatch,
        u"Online migration expected to match one row when %1 in '%2'; %3 found"_s.arg(what, m_name)
            .arg(rows),
        u"Another program has changed the version table meanwhile. Run `current` to see where it stands."_s);
}

Result<> VersionTable::clear(dialect::Connection &connection) const
{
    const auto cursor = connection.execute(
        plainStatement(u"DELETE FROM %1"_s.arg(quotedName(connection.dialect()))));
    if (!cursor)
        return failure(cursor.error());
    return {};
}

} // namespace limbeck
