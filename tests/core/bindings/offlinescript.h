// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/bindings/evaluation.h"

#include <memory>

namespace limbeck {

/// Collects the SQL of a migration for one dialect, without a database.
class OfflineScriptHost : public bindings::MigrationHost
{
public:
    explicit OfflineScriptHost(const dialect::Dialect &dialect,
                               schema::NamingConvention convention = {})
        : m_dialect(dialect)
    {
        m_options.namingConvention = std::move(convention);
    }

    QStringList statements; ///< as an offline script shows them, without the terminator

    const dialect::Dialect &dialect() const override { return m_dialect; }

    bool isOffline() const override { return true; }

    const dialect::CompileOptions &compileOptions() const override { return m_options; }

    Result<> invoke(const ops::Operation &operation) override
    {
        auto compiled = m_dialect.compile(operation, m_options, nullptr);
        if (!compiled)
            return failure(compiled.error());
        for (const dialect::Statement &statement : *compiled)
            statements.append(statement.sql);
        return {};
    }

    Result<std::unique_ptr<dialect::Cursor>> execute(const ops::Operation &operation) override
    {
        if (auto done = invoke(operation); !done)
            return failure(done.error());
        return nullptr;
    }

    dialect::Inspector *inspector() override { return nullptr; }

    dialect::Connection *connection() override { return nullptr; }

    void markDataDependent(const QString &, const SourceSpan &) override { }

    void message(const QString &, const QString &, const QString &) override { }

    QStringList currentHeads() override { return {}; }

    QString versionTable() const override { return QStringLiteral("alembic_version"); }

    std::optional<QString> versionTableSchema() const override { return {}; }

private:
    const dialect::Dialect &m_dialect;
    dialect::CompileOptions m_options;
};

/// Runs upgrade() of the script @p text offline: its statements, or the error.
inline Result<QStringList> offlineSql(const QString &text, const QString &dialectName,
                                      const schema::NamingConvention &convention = {})
{
    bindings::ScriptModuleLoader loader;
    lang::Capabilities capabilities;
    capabilities.modules = &loader;
    lang::Interpreter interpreter(capabilities);
    bindings::registerModules(interpreter);
    const dialect::Dialect &dialect = *dialect::dialectByName(dialectName);
    bindings::setDefaultDialect(interpreter, dialect);
    OfflineScriptHost host(dialect, convention);
    const auto file = std::make_shared<SourceFile>(QStringLiteral("script.py"), text);
    Result<> done = failure(ErrorCode::Internal, {});
    {
        auto module = interpreter.runModule(file, QStringLiteral("script"));
        if (module)
            done = bindings::runMigrationFunction(interpreter, lang::Value(*module),
                                                  QStringLiteral("upgrade"), {}, host);
        else
            done = failure(module.error());
    }
    bindings::releaseModules(interpreter);
    if (!done)
        return failure(done.error());
    return host.statements;
}

} // namespace limbeck
