// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/canceltoken.h"
#include "core/base/diagnostic.h"
#include "core/dialect/dialect.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <mutex>
#include <optional>

namespace limbeck {

class SchemaHistory;

namespace dialect {
class SchemaModel;
}

/// How single script files are previewed.
struct PreviewOptions
{
    /// Required. Alembic's offline mode writes "%" twice for some drivers: whoever wants that gives
    /// the dialect for such a driver.
    const dialect::Dialect *dialect = nullptr;
    bool upgrade = true;
    QStringList importRoots; ///< the project's own modules; none: every import of theirs is opaque
    schema::NamingConvention namingConvention;
    /// Of the project that the script belongs to: tells the schema that it finds, where Alembic's
    /// offline mode has nothing to say, and for SQLite what a run would execute. Null: nothing
    /// does.
    SchemaHistory *history = nullptr;
};

struct PreviewedStatement
{
    QString sql; ///< without a terminator
    int line = 0; ///< of the script line that caused it; 0 if it is not in the script
    int endLine = 0; ///< the last line of that call
};

/// The SQL of one script's upgrade() or downgrade(): its body only, no transaction of a run, no
/// version table.
struct ScriptPreview
{
    enum class Status {
        Ok,
        /// Reads rows or a schema: ends there, or is written for the schema of the project's
        /// history.
        DataDependent,
        Refused, ///< not supported, or not allowed in the sandbox
        Error, ///< not valid, or it raises
    };

    QString file; ///< as given
    QString revision; ///< empty if the header could not be read
    Status status = Status::Ok;
    std::vector<PreviewedStatement> statements; ///< also those before a failure
    std::vector<Diagnostic> diagnostics; ///< each with file and line
};

/// "ok", "data-dependent", "refused" or "error".
[[nodiscard]] QString toString(ScriptPreview::Status status);

/// Previews scripts one after another, in the sandbox: nothing is executed and no database is
/// asked. Any thread, one preview at a time.
///
/// Each script has an interpreter of its own, so none sees what another did. prepare() makes the
/// one for the next script while nobody waits for it.
class ScriptPreviewer
{
public:
    ScriptPreviewer();
    ~ScriptPreviewer();
    ScriptPreviewer(const ScriptPreviewer &) = delete;
    ScriptPreviewer &operator=(const ScriptPreviewer &) = delete;

    /// @p text stands for the content of the file at @p path. While it runs, cancel() ends it; so
    /// does @p cancel, unless the interpreter was prepared before there was that token.
    [[nodiscard]] ScriptPreview preview(const QString &path, const SourceFilePtr &text,
                                        const PreviewOptions &options,
                                        const CancelToken &cancel = {});
    /// Ends the preview that runs, if one does. From any thread.
    void cancel();
    /// Lets go of what the last preview used, and imports what most scripts do.
    void prepare();

private:
    struct Sandbox;

    [[nodiscard]] ScriptPreview evaluated(ScriptPreview preview, const SourceFilePtr &text,
                                          const PreviewOptions &options,
                                          dialect::SchemaModel *model, const CancelToken &cancel);

    std::unique_ptr<Sandbox> m_sandbox;
    bool m_isPrepared = false; ///< no script has used m_sandbox
    std::mutex m_mutex;
    std::optional<CancelToken> m_running;
};

/// Evaluates the script in the sandbox; nothing is executed and no database is asked. Any thread.
[[nodiscard]] ScriptPreview previewScript(const QString &path, const PreviewOptions &options,
                                          const CancelToken &cancel = {});
/// The same for a text that is not saved: @p text stands for the file's content.
[[nodiscard]] ScriptPreview previewScript(const QString &path, const SourceFilePtr &text,
                                          const PreviewOptions &options,
                                          const CancelToken &cancel = {});

} // namespace limbeck
