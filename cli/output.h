// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/style.h"
#include "core/base/error.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

namespace limbeck::cli {

/// Where results and messages go: results to standard output, everything else to standard error.
class Output
{
public:
    /// @p quiet keeps results back, as Alembic's -q does; errors are always told.
    explicit Output(bool quiet = false)
        : m_isQuiet(quiet)
    {
    }

    /// Whether standard output and standard error end in one place: one terminal, one file.
    [[nodiscard]] static bool isOnePlace();

    /// How results look on standard output.
    [[nodiscard]] static Style style() { return Style::forStream(stdout); }

    /// @p text and a line end.
    void line(const QString &text) const;
    /// @p text as it is.
    void text(const QString &text) const;
    void json(const QJsonArray &value) const;
    void json(const QJsonObject &value) const;

    void warning(const QString &text) const;
    /// "FAILED: message" and, where there are any, place, excerpt, notes and hint, on standard
    /// error.
    ///
    /// What Alembic calls a CommandError is told on standard output too, where its users' scripts
    /// look for it, unless both are the same place, or SQL is written there.
    void failure(const Error &error) const;

    /// Standard output holds SQL from here on: nothing else may come between.
    static void beginSql();

    /// @p text on standard error, as it is.
    static void message(const QString &text);

private:
    bool m_isQuiet;
};

} // namespace limbeck::cli
