// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/dialect/connection.h"
#include "core/dialect/dialect.h"
#include "core/ops/operation.h"

namespace limbeck::bindings {

/// What a script's upgrade() or downgrade() acts upon: `op.*`, `op.get_bind()` and
/// `op.get_context()` end here.
///
/// Three kinds: offline (collects SQL), database (executes), catalog (applies operations to a
/// schema model). The scripts and the modules that they see are the same for all three.
class MigrationHost
{
public:
    virtual ~MigrationHost() = default;

    [[nodiscard]] virtual const dialect::Dialect &dialect() const = 0;
    /// --sql: nothing is executed, execute() gives no rows.
    [[nodiscard]] virtual bool isOffline() const = 0;
    [[nodiscard]] virtual const dialect::CompileOptions &compileOptions() const = 0;

    /// One directive of `op`.
    [[nodiscard]] virtual Result<> invoke(const ops::Operation &operation) = 0;
    /// connection.execute(): the answer, or null where nothing is executed (offline).
    [[nodiscard]] virtual Result<std::unique_ptr<dialect::Cursor>>
    execute(const ops::Operation &executeSql) = 0;

    /// execute() for a statement whose failure nothing in the script would catch: it may be sent
    /// without waiting for the answer, so that the cursor is not answered yet.
    [[nodiscard]] virtual Result<std::unique_ptr<dialect::Cursor>>
    executeAhead(const ops::Operation &executeSql)
    {
        return execute(executeSql);
    }

    /// Waits for the answers of executeAhead(). Errors: a statement has failed. Nothing in the
    /// script may catch that here, it is somewhere else by now; see takeLateFailure().
    [[nodiscard]] virtual Result<> catchUp() { return {}; }

    /// The failure of a statement of executeAhead(), with its place, whoever has met it; told once.
    [[nodiscard]] virtual std::optional<Error> takeLateFailure() { return std::nullopt; }

    /// What is known of the schema: the live database, or a schema model; null when neither is
    /// there.
    [[nodiscard]] virtual dialect::Inspector *inspector() = 0;
    /// The session behind op.get_bind(); null offline.
    [[nodiscard]] virtual dialect::Connection *connection() = 0;

    /// Notes that the rest of this step depends on data or on a live schema (offline preview), with
    /// the reason.
    virtual void markDataDependent(const QString &reason, const SourceSpan &origin) = 0;
    /// Text that a script prints, or logs at INFO and above.
    virtual void message(const QString &logger, const QString &level, const QString &text) = 0;

    /// Rows of the version table as this step sees them.
    [[nodiscard]] virtual QStringList currentHeads() = 0;
    /// context.configure()'s version table, for `op.get_context().version_table` and its like.
    [[nodiscard]] virtual QString versionTable() const = 0;
    [[nodiscard]] virtual std::optional<QString> versionTableSchema() const = 0;
};

} // namespace limbeck::bindings
