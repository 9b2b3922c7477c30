// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/canceltoken.h"
#include "core/base/diagnostic.h"
#include "core/dialect/dialect.h"

#include <QString>
#include <QStringList>

namespace limbeck {

/// How single script files are previewed.
struct PreviewOptions
{
    /// Required. Alembic's offline mode writes "%" twice for some drivers: whoever wants that gives
    /// the dialect for such a driver.
    const dialect::Dialect *dialect = nullptr;
    bool upgrade = true;
    QStringList importRoots; ///< the project's own modules; none: every import of theirs is opaque
    schema::NamingConvention namingConvention;
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
        DataDependent, ///< reads rows or a schema that an offline preview does not have
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

/// Evaluates the script in the sandbox; nothing is executed and no database is asked. Any thread.
[[nodiscard]] ScriptPreview previewScript(const QString &path, const PreviewOptions &options,
                                          const CancelToken &cancel = {});
/// The same for a text that is not saved: @p text stands for the file's content.
[[nodiscard]] ScriptPreview previewScript(const QString &path, const SourceFilePtr &text,
                                          const PreviewOptions &options,
                                          const CancelToken &cancel = {});

} // namespace limbeck
