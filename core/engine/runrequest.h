// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/passwordprovider.h"
#include "core/config/runlimits.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace limbeck {

/// What a person asked the engine to do: one command of Alembic's that evaluates env.py, with its
/// options.
struct RunRequest
{
    enum class Command { Upgrade, Downgrade, Stamp, Current, EnsureVersion };

    Command command = Command::Upgrade;
    /// As typed: one target, for stamp one or more; "A:B" is a range (offline only).
    QStringList targets;
    bool sql = false; ///< offline mode: SQL text instead of execution
    bool purge = false; ///< stamp --purge
    std::optional<QString> tag;
    QStringList xArguments; ///< -x, each as given
    /// The database that the user chose instead of env.py's (SQLAlchemy URL with its password). The
    /// command line has none.
    std::optional<QString> url;
    /// Asked when the server wants a password that the URL does not have; null: nobody is asked.
    std::shared_ptr<PasswordChain> passwords;
    /// Offline: the version rows to start from, in place of the "A:" of a range.
    std::optional<QStringList> startHeads;
    /// Offline: write for this dialect, whatever env.py configures.
    std::optional<QString> dialect;
    RunLimits limits; ///< before those of limbeck.toml

    /// The journal's file. None: Journal::defaultPath(). An empty name: the run is not recorded.
    std::optional<QString> journal;
    /// Continue this run of the journal, which stopped inside a step, behind what is in effect.
    std::optional<qint64> resume;
    /// Run a step from its beginning, although an earlier run stopped inside it.
    bool restart = false;

    friend bool operator==(const RunRequest &, const RunRequest &) = default;
};

} // namespace limbeck
