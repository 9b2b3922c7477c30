// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/dialect.h"

#include "core/dialect/expressioncompiler.h"
#include "core/dialect/identifierpreparer.h"
#include "core/dialect/literals.h"
#include "core/dialect/operationcompiler.h"
#include "core/dialect/serverdialect.h"
#include "core/dialect/typecompiler.h"

#include <QMutex>

#include <array>
#include <map>
#include <tuple>

using namespace Qt::StringLiterals;

namespace limbeck::dialect {
namespace {

/// The four dialects differ in what they are called; how they write is decided by their backend.
class SqlDialect final : public Dialect
{
public:
    /// @p names: whose reserved words count.
    SqlDialect(Backend backend, QString name, QString implName, Backend names,
               const DriverStyle &style)
        : m_backend(backend)
        , m_driverStyle(style)
        , m_name(std::move(name))
        , m_implName(std::move(implName))
        , m_identifiers(names, style.doublesPercents)
    {
    }

    Backend backend() const override { return m_backend; }

    QString name() const override { return m_name; }

    const IdentifierPreparer &identifiers() const override { return m_identifiers; }

    QString implName() const override { return m_implName; }

    bool transactionalDdl() const override { return m_backend == Backend::PostgreSql; }

    const DriverStyle &driverStyle() const override { return m_driverStyle; }

    const Dialect &forDriver(const DriverStyle &style) const override;

    Result<std::vector<Statement>> compile(const ops::Operation &operation,
                                           const CompileOptions &options,
                                           SchemaSource *source) const override
    {
        if (!operation.namingConvention)
            return OperationCompiler(*this, options, source).compile(operation);
        CompileOptions own = options;
        own.namingConvention = *operation.namingConvention;
        return OperationCompiler(*this, own, source).compile(operation);
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
    DriverStyle m_driverStyle;
    QString m_name, m_implName;
    IdentifierPreparer m_identifiers;
};

/// The dialect of @p name for a driver, made when it is first asked for and kept. @p names: whose
/// reserved words count, where that is another server than the name says.
const SqlDialect *findDialect(const QString &name, const DriverStyle &style,
                              std::optional<Backend> names = {})
{
    struct Known
    {
        Backend backend;
        QString name, implName;
    };

    static const std::array known {
        Known { Backend::PostgreSql, u"postgresql"_s, u"PostgresqlImpl"_s },
        Known { Backend::MySql, u"mysql"_s, u"MySQLImpl"_s },
        Known { Backend::MariaDb, u"mariadb"_s, u"MariaDBImpl"_s },
        Known { Backend::Sqlite, u"sqlite"_s, u"SQLiteImpl"_s },
    };
    const auto entry = std::find_if(known.begin(), known.end(),
                                    [&name](const Known &each) { return each.name == name; });
    if (entry == known.end())
        return nullptr;
    static QMutex mutex;
    static std::map<std::tuple<Backend, Backend, DriverStyle>, std::unique_ptr<const SqlDialect>>
        made;
    const QMutexLocker lock(&mutex);
    const Backend words = names.value_or(entry->backend);
    auto &dialect = made[{ entry->backend, words, style }];
    if (!dialect)
        dialect = std::make_unique<const SqlDialect>(entry->backend, entry->name, entry->implName,
                                                     words, style);
    return dialect.get();
}

const Dialect &SqlDialect::forDriver(const DriverStyle &style) const
{
    return m_backend == Backend::Generic ? *this
                                         : *findDialect(m_name, style, m_identifiers.backend());
}

} // namespace

const Dialect &genericDialect()
{
    static const SqlDialect generic(Backend::Generic, u"default"_s, u"DefaultImpl"_s,
                                    Backend::Generic, {});
    return generic;
}

const Dialect *dialectByName(const QString &name)
{
    return findDialect(name, {});
}

const Dialect &mysqlOnMariaDb()
{
    return *findDialect(u"mysql"_s, {}, Backend::MariaDb);
}

bool isMariaDb(const Dialect &dialect)
{
    return dialect.identifiers().backend() == Backend::MariaDb;
}

QString offlineText(const QString &sql)
{
    if (!sql.contains(u'\t'))
        return sql.trimmed();
    QString text;
    text.reserve(sql.size() + 4 * sql.count(u'\t'));
    QStringView rest = sql;
    for (qsizetype tab = rest.indexOf(u'\t'); tab >= 0; tab = rest.indexOf(u'\t')) {
        text += rest.first(tab);
        text += u"    "_s;
        rest = rest.sliced(tab + 1);
    }
    text += rest;
    return text.trimmed();
}

} // namespace limbeck::dialect
