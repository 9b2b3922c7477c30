// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/source.h"

#include <QString>
#include <QStringList>

namespace limbeck {

/// Something to tell about a script or another text: a problem with its place, reason and remedy.
struct Diagnostic
{
    enum class Severity { Note, Warning, Error };

    Severity severity = Severity::Error;
    QString code; ///< stable, kebab-case: "syntax-error", "opaque-value", "undefined-name" …
    QString message; ///< one sentence
    SourceSpan span;
    QString hint; ///< remedy or nearest spelling; may be empty
    QStringList notes; ///< further lines: call stack, where an opaque value came from …

    friend bool operator==(const Diagnostic &, const Diagnostic &) = default;
};

/// "error", "warning" or "note": the word used in messages and in JSON.
[[nodiscard]] QString toString(Diagnostic::Severity severity);

/// Prints @p diagnostic for a terminal or a log: "path:line:column: message", the source line and a
/// caret below it, then notes and hint. No trailing line end.
[[nodiscard]] QString format(const Diagnostic &diagnostic);

} // namespace limbeck
