// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/config/passwordprovider.h"
#include "core/config/runlimits.h"

#include <QString>
#include <QStringList>
#include <QVariantMap>

#include <memory>
#include <optional>

namespace limbeck {

class InterpreterAhead;

/// A database at the moment at which env.py has context.run_migrations() called for it.
struct DatabaseState
{
    QString url; ///< SQLAlchemy's URL with its password as ***; empty offline
    QStringList heads; ///< version rows
};

/// What a command that looks does with each database that env.py opens: prints, checks. An error
/// goes through env.py as CommandError. Alembic's `fn`.
class DatabaseVisitor
{
public:
    virtual ~DatabaseVisitor() = default;
    [[nodiscard]] virtual Result<> visit(const DatabaseState &database) = 0;
};

/// What a person asked the engine to do: one command of Alembic's that evaluates env.py, with its
/// options.
struct RunRequest
{
    enum class Command {
        Upgrade,
        Downgrade,
        Stamp,
        Current, ///< looks only: no version table is made
        EnsureVersion,
        Revision, ///< env.py prepares a new revision file (revision_environment)
    };

    Command command = Command::Upgrade;
    /// As typed: one target, for stamp one or more; "A:B" is a range (offline only).
    QStringList targets;
    bool sql = false; ///< offline mode: SQL text instead of execution
    bool purge = false; ///< stamp --purge
    std::optional<QString> tag;
    QStringList xArguments; ///< -x, each as given
    /// config.cmd_opts: argparse's names with text, boolean, list or nothing; may be empty.
    QVariantMap commandOptions;
    std::shared_ptr<DatabaseVisitor> visitor; ///< of Current; may be null
    /// Where the database stands is asked by the way: it is opened for reading only, no SQLite file
    /// is made, and a server that does not answer is soon given up.
    bool isProbe = false;
    /// Whether the scripts' open(path, "w") makes files and an output_buffer takes offline SQL. A
    /// preview collects the SQL instead and writes nothing.
    bool writesFiles = true;
    /// The database that the user chose instead of env.py's (SQLAlchemy URL with its password). The
    /// command line has none.
    std::optional<QString> url;
    /// The folder that a relative SQLite file is looked for in, whoever names it. Empty: the
    /// process's own, as for Alembic.
    QString directory;
    /// Asked when the server wants a password that the URL does not have; null: nobody is asked.
    std::shared_ptr<PasswordChain> passwords;
    /// Offline: the version rows to start from, in place of the "A:" of a range.
    std::optional<QStringList> startHeads;
    /// Offline: write for this dialect, whatever env.py configures.
    std::optional<QString> dialect;
    /// Evaluates env.py and the scripts, if it is being made already; may be null.
    std::shared_ptr<InterpreterAhead> interpreter;
    RunLimits limits; ///< before those of limbeck.toml

    /// The journal's file. None: Journal::defaultPath(). An empty name: the run is not recorded.
    std::optional<QString> journal;
    /// Continue this run of the journal, which stopped inside a step, behind what is in effect.
    std::optional<qint64> resume;
    /// Run a step from its beginning, although an earlier run stopped inside it.
    bool restart = false;

    /// Whether it moves databases from one revision to another.
    [[nodiscard]] bool writes() const
    {
        return !sql && command != Command::Current && command != Command::Revision;
    }

    friend bool operator==(const RunRequest &, const RunRequest &) = default;
};

} // namespace limbeck
