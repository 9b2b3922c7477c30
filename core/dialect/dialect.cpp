// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/dialect.h"

#include "core/dialect/expressioncompiler.h"
#include "core/dialect/identifierpreparer.h"
#include "core/dialect/literals.h"
#include "core/dialect/operationcompiler.h"
#include "core/dialect/serverdialect.h"
#include "core/dialect/typecompiler.h"

using namespace Qt::StringLiterals;

namespace limbeck::dialect {
namespace {

/// The four dialects differ in what they are called; how they write is decided by their backend.
class SqlDialect final : public Dialect
{
public:
    SqlDialect(Backend backend, QString name, QString implName)
        : SqlDialect(backend, std::move(name), std::move(implName), backend)
    {
    }

    /// @p names: whose reserved words count.
    SqlDialect(Backend backend, QString name, QString implName, Backend names)
        : m_backend(backend)
        , m_name(std::move(name))
        , m_implName(std::move(implName))
        , m_identifiers(names)
    {
    }

    Backend backend() const override { return m_backend; }

    QString name() const override { return m_name; }

    const IdentifierPreparer &identifiers() const override { return m_identifiers; }

    QString implName() const override { return m_implName; }

    bool transactionalDdl() const override { return m_backend == Backend::PostgreSql; }

    Result<std::vector<Statement>> compile(const ops::Operation &operation,
                                           const CompileOptions &options,
                                           SchemaSource *source) const override
    {
        return OperationCompiler(*this, options, source).compile(operation);
    }

    Result<Statement> compile(const schema::Query &query,
                              const CompileOptions &options) const override
    {
        return compileQuery(query, *this, options);
    }

    Result<QString> compile(const schema::Expression &expression,
                            const CompileOptions &options) const override
    {
        return compileExpression(expression, *this, options);
    }

    Result<QString> compile(const schema::SqlType &type) const override
    {
        return compileType(type, *this);
    }

    Result<QString> literal(const schema::Literal &value,
                            const schema::SqlType *type) const override
    {
        return renderLiteral(value, type, *this, {});
    }

    QString quote(const schema::Identifier &identifier) const override
    {
        return m_identifiers.quote(identifier);
    }

private:
    Backend m_backend;
    QString m_name, m_implName;
    IdentifierPreparer m_identifiers;
};

} // namespace

const Dialect *dialectByName(const QString &name)
{
    static const SqlDialect postgresql(Backend::PostgreSql, u"postgresql"_s, u"PostgresqlImpl"_s);
    static const SqlDialect mysql(Backend::MySql, u"mysql"_s, u"MySQLImpl"_s);
    static const SqlDialect mariadb(Backend::MariaDb, u"mariadb"_s, u"MariaDBImpl"_s);
    static const SqlDialect sqlite(Backend::Sqlite, u"sqlite"_s, u"SQLiteImpl"_s);
    for (const Dialect *dialect :
         std::initializer_list<const Dialect *> { &postgresql, &mysql, &mariadb, &sqlite }) {
        if (dialect->name() == name)
            return dialect;
    }
    return nullptr;
}

const Dialect &mysqlOnMariaDb()
{
    static const SqlDialect dialect(Backend::MySql, u"mysql"_s, u"MySQLImpl"_s, Backend::MariaDb);
    return dialect;
}

bool isMariaDb(const Dialect &dialect)
{
    return dialect.backend() == Backend::MariaDb || &dialect == &mysqlOnMariaDb();
}

QString offlineText(const QString &sql)
{
    QString text = sql;
    return text.replace(u'\t', u"    "_s).trimmed();
}

} // namespace limbeck::dialect
