// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>

#include <memory>

namespace limbeck {

/// A range in a text. Lines count from 1; columns count from 1, in code points, as CPython's
/// messages do. A default-constructed position (line 0) means "no place known".
struct SourceRange
{
    int line = 0;
    int column = 0;
    int endLine = 0;
    int endColumn = 0; ///< one past the last character

    [[nodiscard]] bool isValid() const { return line > 0; }

    friend bool operator==(const SourceRange &, const SourceRange &) = default;
};

/// A text that was read, with the name under which messages quote it. Immutable and shared.
class SourceFile
{
public:
    SourceFile(QString path, QString text);

    /// Path as the user knows it (relative to the working directory where that is shorter).
    [[nodiscard]] const QString &path() const { return m_path; }

    [[nodiscard]] const QString &text() const { return m_text; }

    /// Line @p number (from 1) without its line end; empty beyond the last line.
    [[nodiscard]] QString line(int number) const;

private:
    QString m_path;
    QString m_text;
};

using SourceFilePtr = std::shared_ptr<const SourceFile>;

/// A range in a particular file: what a statement, an operation or a finding leads back to.
struct SourceSpan
{
    SourceFilePtr file;
    SourceRange range;

    [[nodiscard]] bool isValid() const { return file != nullptr && range.isValid(); }

    /// "path:line:column", or "path" where the range is not known; empty for an invalid span.
    [[nodiscard]] QString toString() const;
    friend bool operator==(const SourceSpan &, const SourceSpan &) = default;
};

} // namespace limbeck
