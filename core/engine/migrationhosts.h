// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/canceltoken.h"
#include "core/bindings/migrationhost.h"
#include "core/database/schemasource.h"
#include "core/dialect/schemamodel.h"
#include "core/engine/offlineoutput.h"
#include "core/engine/runevent.h"

namespace limbeck {

/// What both kinds of host know of the run and of the step at hand.
struct StepContext
{
    int step = -1; ///< index in the plan
    bool transactional =
        false; ///< DDL is inside a transaction (autocommit_block() must end and begin one)
    QStringList heads; ///< version rows as this step sees them
    QString versionTable;
    std::optional<QString> versionTableSchema;
};

/// Messages and version rows: what does not depend on whether statements are executed.
class StepHost : public bindings::MigrationHost
{
public:
    StepHost(const dialect::Dialect &dialect, dialect::CompileOptions options,
             RunObserver &observer);

    /// Sets the step that the coming calls belong to.
    void setStep(StepContext context) { m_context = std::move(context); }

    [[nodiscard]] const dialect::Dialect &dialect() const override { return m_dialect; }

    [[nodiscard]] const dialect::CompileOptions &compileOptions() const override
    {
        return m_options;
    }

    void markDataDependent(const QString &reason, const SourceSpan &origin) override;
    void message(const QString &logger, const QString &level, const QString &text) override;

    [[nodiscard]] QStringList currentHeads() override { return m_context.heads; }

    [[nodiscard]] QString versionTable() const override { return m_context.versionTable; }

    [[nodiscard]] std::optional<QString> versionTableSchema() const override
    {
        return m_context.versionTableSchema;
    }

protected:
    [[nodiscard]] const StepContext &context() const { return m_context; }

    [[nodiscard]] RunObserver &observer() { return m_observer; }

private:
    const dialect::Dialect &m_dialect;
    dialect::CompileOptions m_options;
    RunObserver &m_observer;
    StepContext m_context;
};

/// Offline mode: operations become text.
///
/// With a schema model, which follows the operations, what needs the schema can be written too: an
/// inspector answers, MySQL's MODIFY and SQLite's batch mode find the existing table. Everything
/// else stays Alembic's text.
class OfflineHost final : public StepHost
{
public:
    /// What an operation becomes that Alembic can write without the schema.
    enum class Text {
        Alembics,
        AsExecuted, ///< for SQLite what a run would execute, tables that are built anew included
    };

    /// @p model: may be null; it has to outlive the host.
    OfflineHost(const dialect::Dialect &dialect, dialect::CompileOptions options,
                OfflineOutput &output, RunObserver &observer, dialect::SchemaModel *model = nullptr,
                Text text = Text::Alembics);

    [[nodiscard]] bool isOffline() const override { return true; }

    [[nodiscard]] Result<> invoke(const ops::Operation &operation) override;
    [[nodiscard]] Result<std::unique_ptr<dialect::Cursor>>
    execute(const ops::Operation &executeSql) override;

    [[nodiscard]] dialect::Inspector *inspector() override
    {
        return m_inspector ? &*m_inspector : nullptr;
    }

    [[nodiscard]] dialect::Connection *connection() override { return nullptr; }

private:
    [[nodiscard]] Result<std::vector<dialect::Statement>> compile(const ops::Operation &operation);

    OfflineOutput &m_output;
    dialect::SchemaModel *m_model;
    Text m_text;
    std::optional<dialect::ModelInspector> m_inspector;
};

/// Operations change a schema model and nothing else: what earlier revisions did to the schema.
class CatalogHost final : public StepHost
{
public:
    /// @p model has to outlive the host.
    CatalogHost(dialect::SchemaModel &model, RunObserver &observer);

    [[nodiscard]] bool isOffline() const override { return true; }

    [[nodiscard]] Result<> invoke(const ops::Operation &operation) override;
    [[nodiscard]] Result<std::unique_ptr<dialect::Cursor>>
    execute(const ops::Operation &executeSql) override;

    [[nodiscard]] dialect::Inspector *inspector() override { return &m_inspector; }

    [[nodiscard]] dialect::Connection *connection() override { return nullptr; }

private:
    dialect::SchemaModel &m_model;
    dialect::ModelInspector m_inspector;
};

/// Online: operations become statements, sent at once. Counts rows for progress and for the message
/// of a failed step.
class DatabaseHost final : public StepHost
{
public:
    DatabaseHost(dialect::Connection &connection, dialect::CompileOptions options,
                 RunObserver &observer, CancelToken cancel);

    [[nodiscard]] bool isOffline() const override { return false; }

    [[nodiscard]] Result<> invoke(const ops::Operation &operation) override;
    [[nodiscard]] Result<std::unique_ptr<dialect::Cursor>>
    execute(const ops::Operation &executeSql) override;
    [[nodiscard]] Result<std::unique_ptr<dialect::Cursor>>
    executeAhead(const ops::Operation &executeSql) override;
    [[nodiscard]] Result<> catchUp() override;

    [[nodiscard]] std::optional<Error> takeLateFailure() override
    {
        return std::exchange(m_lateFailure, std::nullopt);
    }

    [[nodiscard]] dialect::Inspector *inspector() override { return &m_connection.inspector(); }

    [[nodiscard]] dialect::Connection *connection() override { return &m_connection; }

    /// Rows touched since the step began.
    [[nodiscard]] qint64 touchedRows() const { return m_rows; }

    /// A step begins: counts from zero.
    void beginStep();

    /// Whether the step's failure was that a table has to be built anew while SQLite enforces
    /// foreign keys, in a transaction: DROP TABLE would fire ON DELETE CASCADE.
    [[nodiscard]] bool needsForeignKeysOff() const { return m_needsForeignKeysOff; }

    /// Whether the step has committed something on its way (autocommit_block()).
    [[nodiscard]] bool hasCommitted() const { return m_hasCommitted; }

private:
    /// Whether a statement has to be answered before the next one is sent.
    enum class Answer { Now, Later };

    [[nodiscard]] Result<std::unique_ptr<dialect::Cursor>> runAll(const ops::Operation &operation,
                                                                  Answer answer);
    [[nodiscard]] Result<std::unique_ptr<dialect::Cursor>> run(const dialect::Statement &statement,
                                                               Answer answer);
    [[nodiscard]] Result<std::unique_ptr<dialect::Cursor>>
    sendAhead(const dialect::Statement &statement);
    [[nodiscard]] Error keepLateFailure(const Error &error);
    void count(qint64 touchedRows);
    [[nodiscard]] Result<std::unique_ptr<dialect::Cursor>>
    sendPatiently(const dialect::Statement &statement);
    [[nodiscard]] Result<> guardForeignKeys(const ops::Operation &operation,
                                            const std::vector<dialect::Statement> &statements);
    [[nodiscard]] Result<> beginAgain();
    [[nodiscard]] Result<> crossAutocommitBoundary(bool entering);
    void reportProgress();

    dialect::Connection &m_connection;
    database::LiveSchemaSource m_schema;
    CancelToken m_cancel;
    bool m_needsForeignKeysOff = false;
    bool m_hasCommitted = false;
    bool m_isInAutocommitBlock = false;
    std::optional<Error> m_lateFailure; ///< of a statement that was sent ahead
    qint64 m_rows = 0;
    qint64 m_statements = 0;
    qint64 m_startedNs = 0;
    qint64 m_reportedNs = 0;
};

} // namespace limbeck
