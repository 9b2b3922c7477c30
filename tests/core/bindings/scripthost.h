// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/bindings/evaluation.h"
#include "core/database/connect.h"

namespace limbeck::testing {

/// Hosts migrations of tests: without a connection it collects SQL as --sql does, with one it runs
/// it.
class ScriptHost : public bindings::MigrationHost
{
public:
    explicit ScriptHost(const dialect::Dialect &dialect)
        : m_dialect(dialect)
    {
    }

    /// Runs on a SQLite database in memory from now on.
    void connectToMemory()
    {
        auto opened = database::openConnection({});
        if (!opened)
            qFatal("%s", qPrintable(opened.error().message));
        m_connection = std::move(*opened);
        m_options.literalBinds = false;
        m_options.offline = false;
    }

    [[nodiscard]] const dialect::Dialect &dialect() const override { return m_dialect; }

    [[nodiscard]] bool isOffline() const override { return !m_connection; }

    [[nodiscard]] const dialect::CompileOptions &compileOptions() const override
    {
        return m_options;
    }

    Result<> invoke(const ops::Operation &operation) override
    {
        if (const auto *edge = std::get_if<ops::AutocommitBoundary>(&operation.action)) {
            statements += edge->entering ? QStringLiteral("COMMIT") : QStringLiteral("BEGIN");
            return {};
        }
        if (auto sent = send(operation); !sent)
            return failure(sent.error());
        return {};
    }

    Result<std::unique_ptr<dialect::Cursor>> execute(const ops::Operation &operation) override
    {
        return send(operation);
    }

    dialect::Inspector *inspector() override
    {
        return m_connection ? &m_connection->inspector() : nullptr;
    }

    dialect::Connection *connection() override { return m_connection.get(); }

    void markDataDependent(const QString &reason, const SourceSpan &) override
    {
        dataDependent = reason;
    }

    void message(const QString &, const QString &, const QString &text) override
    {
        messages += text;
    }

    QStringList currentHeads() override { return heads; }

    [[nodiscard]] QString versionTable() const override
    {
        return QStringLiteral("alembic_version");
    }

    [[nodiscard]] std::optional<QString> versionTableSchema() const override { return {}; }

    QStringList statements; ///< one line each
    std::vector<SourceSpan> origins; ///< of the statements
    QStringList messages, heads;
    QString dataDependent;

private:
    /// What compiling asks of the connection.
    class Schema : public dialect::SchemaSource
    {
    public:
        explicit Schema(dialect::Inspector &inspector)
            : m_inspector(inspector)
        {
        }

        Result<schema::TablePtr> table(const QString &name,
                                       const std::optional<QString> &schemaName) override
        {
            return m_inspector.table(name, schemaName);
        }

        Result<bool> hasType(const QString &, const std::optional<QString> &) override
        {
            return false;
        }

    private:
        dialect::Inspector &m_inspector;
    };

    Result<std::unique_ptr<dialect::Cursor>> send(const ops::Operation &operation)
    {
        std::unique_ptr<Schema> source;
        if (m_connection)
            source = std::make_unique<Schema>(m_connection->inspector());
        const auto compiled = m_dialect.compile(operation, m_options, source.get());
        if (!compiled)
            return failure(compiled.error());
        std::unique_ptr<dialect::Cursor> cursor;
        for (const dialect::Statement &statement : *compiled) {
            statements += statement.sql.simplified();
            origins.push_back(statement.origin);
            if (!m_connection)
                continue;
            auto answer = m_connection->execute(statement);
            if (!answer)
                return failure(answer.error());
            cursor = std::move(*answer);
        }
        return cursor;
    }

    const dialect::Dialect &m_dialect;
    dialect::CompileOptions m_options;
    std::unique_ptr<dialect::Connection> m_connection;
};

/// What evaluating a script came to.
struct ScriptOutcome
{
    QStringList statements;
    std::vector<SourceSpan> origins;
    QStringList printed;
    QStringList messages;
    std::optional<Error> error;
    QString dataDependent;
};

/// Evaluates a module and calls its upgrade(). @p live: on SQLite in memory, else offline.
inline ScriptOutcome runScript(const QString &text, const QString &dialectName, bool live = false)
{
    ScriptOutcome outcome;
    bindings::ScriptModuleLoader loader;
    lang::Capabilities capabilities;
    capabilities.modules = &loader;
    QString printed;
    capabilities.print = [&](const QString &part) { printed += part; };
    lang::Interpreter interpreter(capabilities);
    bindings::registerModules(interpreter);
    ScriptHost host(*dialect::dialectByName(dialectName));
    if (live)
        host.connectToMemory();
    bindings::setDefaultDialect(interpreter, host.dialect());
    const auto file = std::make_shared<const SourceFile>(QStringLiteral("script.py"), text);
    const auto module = interpreter.runModule(file, QStringLiteral("script"), false);
    if (!module) {
        outcome.error = module.error();
    } else if (auto done = bindings::runMigrationFunction(interpreter, lang::Value(*module),
                                                          QStringLiteral("upgrade"), {}, host);
               !done) {
        outcome.error = done.error();
    }
    bindings::releaseModules(interpreter);
    outcome.statements = host.statements;
    outcome.origins = host.origins;
    outcome.messages = host.messages;
    outcome.dataDependent = host.dataDependent;
    outcome.printed = printed.split(u'\n', Qt::SkipEmptyParts);
    return outcome;
}

/// @p body as the upgrade() of a script with the usual imports.
inline QString upgradeOf(const QString &body)
{
    QString text =
        QStringLiteral("from alembic import op\nimport sqlalchemy as sa\n\ndef upgrade():\n");
    for (const QString &line : body.split(u'\n'))
        text += QStringLiteral("    ") + line + u'\n';
    return text;
}

} // namespace limbeck::testing
