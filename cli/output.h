// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

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

    /// @p text and a line end.
    void line(const QString &text) const;
    /// @p text as it is.
    void text(const QString &text) const;
    void json(const QJsonArray &value) const;
    void json(const QJsonObject &value) const;

    void warning(const QString &text) const;
    /// "FAILED: message", then on standard error place, excerpt, notes and hint where there are
    /// any. What Alembic calls a CommandError is told on standard output, where scripts look for
    /// it; other failures on standard error.
    void failure(const Error &error, bool isCommandError) const;

    /// @p text on standard error, as it is.
    static void message(const QString &text);

private:
    bool m_isQuiet;
};

} // namespace limbeck::cli
