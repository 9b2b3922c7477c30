// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/versiontable.h"

#include "core/dialect/dialect.h"

#include <QStringBuilder>

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

const QString versionColumn = QStringLiteral("version_num");

dialect::Statement statement(const QString &sql, const QString &comment)
{
    dialect::Statement result;
    result.sql = sql;
    result.comment = comment;
    return result;
}

QString literal(const QString &revision)
{
    return u'\'' % revision % u'\'';
}

Result<qint64> run(dialect::Connection &connection, const dialect::Statement &sql)
{
    auto cursor = connection.execute(sql);
    return cursor ? Result<qint64>((*cursor)->affectedRows()) : failure(cursor.error());
}

} // namespace

VersionTable::VersionTable(Options options)
    : m_options(std::move(options))
{
}

QString VersionTable::tableName(const dialect::Dialect &dialect) const
{
    const QString name = dialect.quote({ m_options.name, {} });
    return m_options.schema ? dialect.quote({ *m_options.schema, {} }) + u'.' + name : name;
}

QString VersionTable::columnName(const dialect::Dialect &dialect) const
{
    return tableName(dialect) + u'.' + versionColumn;
}

dialect::Statement VersionTable::createStatement(const dialect::Dialect &dialect) const
{
    QString sql =
        u"CREATE TABLE %1 (\n    %2 VARCHAR(32) NOT NULL"_s.arg(tableName(dialect), versionColumn);
    if (m_options.primaryKey) {
        // SQLAlchemy leaves a space behind each comma of CREATE TABLE.
        sql += u", \n    CONSTRAINT %1 PRIMARY KEY (%2)"_s.arg(
            dialect.quote({ m_options.name + u"_pkc"_s, {} }), versionColumn);
    }
    return statement(sql + u"\n)"_s, u"the table of the current revisions"_s);
}

dialect::Statement VersionTable::insertStatement(const dialect::Dialect &dialect,
                                                 const QString &revision) const
{
    QString sql = u"INSERT INTO %1 (%2) VALUES (%3)"_s.arg(tableName(dialect), versionColumn,
                                                           literal(revision));
    // SQLAlchemy asks for the primary key of what it inserts.
    if (m_options.primaryKey && dialect.name() == "sqlite"_L1)
        sql += u" RETURNING "_s + versionColumn;
    else if (m_options.primaryKey && dialect.name() == "postgresql"_L1)
        sql += u" RETURNING "_s + columnName(dialect);
    return statement(sql, u"the database is at %1"_s.arg(revision));
}

dialect::Statement VersionTable::updateStatement(const dialect::Dialect &dialect,
                                                 const QString &from, const QString &to) const
{
    // Written once for each revision of a plan.
    const QString table = tableName(dialect);
    return statement(u"UPDATE "_s % table % u" SET "_s % versionColumn % u'=' % literal(to)
                         % u" WHERE "_s % table % u'.' % versionColumn % u" = "_s % literal(from),
                     u"the database goes from "_s % from % u" to "_s % to);
}

dialect::Statement VersionTable::deleteStatement(const dialect::Dialect &dialect,
                                                 const QString &revision) const
{
    return statement(u"DELETE FROM %1 WHERE %2 = %3"_s.arg(tableName(dialect), columnName(dialect),
                                                           literal(revision)),
                     u"the database is no longer at %1"_s.arg(revision));
}

dialect::Statement VersionTable::purgeStatement(const dialect::Dialect &dialect) const
{
    return statement(u"DELETE FROM "_s + tableName(dialect), u"all rows of the version table go"_s);
}

dialect::Statement VersionTable::selectStatement(const dialect::Dialect &dialect) const
{
    return statement(u"SELECT %1 \nFROM %2"_s.arg(columnName(dialect), tableName(dialect)),
                     u"the current revisions"_s);
}

Result<bool> VersionTable::exists(dialect::Connection &connection) const
{
    auto found = connection.inspector().table(m_options.name, m_options.schema);
    return found ? Result<bool>(*found != nullptr) : failure(found.error());
}

Result<bool> VersionTable::ensureExists(dialect::Connection &connection) const
{
    const auto found = exists(connection);
    if (!found)
        return found;
    if (*found)
        return false;
    auto created = run(connection, createStatement(connection.dialect()));
    return created ? Result<bool>(true) : failure(created.error());
}

Result<QStringList> VersionTable::heads(dialect::Connection &connection) const
{
    const auto found = exists(connection);
    if (!found)
        return failure(found.error());
    QStringList revisions;
    if (!*found)
        return revisions;
    auto cursor = connection.execute(selectStatement(connection.dialect()));
    if (!cursor)
        return failure(cursor.error());
    for (;;) {
        const auto more = (*cursor)->next();
        if (!more)
            return failure(more.error());
        if (!*more)
            return revisions;
        const schema::Literal value = (*cursor)->value(0);
        const auto *text = std::get_if<QString>(&value.value);
        if (!text) {
            return failure(ErrorCode::VersionMismatch,
                           u"The table %1 holds a revision that is no text."_s.arg(m_options.name));
        }
        revisions << *text;
    }
}

Result<> VersionTable::insert(dialect::Connection &connection, const QString &revision) const
{
    auto done = run(connection, insertStatement(connection.dialect(), revision));
    return done ? Result<>() : failure(done.error());
}

Result<> VersionTable::update(dialect::Connection &connection, const QString &from,
                              const QString &to) const
{
    return executeOnOneRow(connection, updateStatement(connection.dialect(), from, to),
                           u"updating '%1' to '%2'"_s.arg(from, to));
}

Result<> VersionTable::remove(dialect::Connection &connection, const QString &revision) const
{
    return executeOnOneRow(connection, deleteStatement(connection.dialect(), revision),
                           u"deleting '%1'"_s.arg(revision));
}

Result<> VersionTable::purge(dialect::Connection &connection) const
{
    auto done = run(connection, purgeStatement(connection.dialect()));
    return done ? Result<>() : failure(done.error());
}

Result<> VersionTable::executeOnOneRow(dialect::Connection &connection,
                                       const dialect::Statement &sql, const QString &action) const
{
    const auto touched = run(connection, sql);
    if (!touched)
        return failure(touched.error());
    if (*touched == 1)
        return {};
    return failure(ErrorCode::VersionMismatch,
                   u"Online migration expected to match one row when %1 in '%2'; %3 found"_s
                       .arg(action, m_options.name)
                       .arg(*touched),
                   u"Another program changed the version table meanwhile. Look at the current "
                   "revision, then run again."_s);
}

} // namespace limbeck::database
