// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/argparse.h"
#include "core/config/runlimits.h"

/// Options and positionals that several commands have, and what they are made with.
namespace limbeck::cli::options {

[[nodiscard]] OptionSpec flag(const QStringList &flags, const QString &help);
/// Takes a value; the last one counts.
[[nodiscard]] OptionSpec text(const QStringList &flags, const QString &help);
/// Takes a value; all are kept.
[[nodiscard]] OptionSpec list(const QStringList &flags, const QString &help);
/// An option that Alembic does not have: it must be written in full, so that the abbreviations that
/// Alembic understands go on to mean the same.
[[nodiscard]] OptionSpec own(OptionSpec option);

[[nodiscard]] OptionSpec verbose();
[[nodiscard]] OptionSpec json();
[[nodiscard]] OptionSpec sql();
[[nodiscard]] OptionSpec tag();
[[nodiscard]] OptionSpec message();
[[nodiscard]] OptionSpec branchLabel();
[[nodiscard]] OptionSpec revisionId();
[[nodiscard]] OptionSpec splice();
/// --keep N, with numberOfBackups().
[[nodiscard]] OptionSpec keep();
/// --backup and --backup=DIR.
[[nodiscard]] OptionSpec backup();
/// --resume and --restart.
[[nodiscard]] OptionSpec resume();
[[nodiscard]] OptionSpec restart();
/// How long a run waits: --lock-wait, --lock-timeout, --statement-timeout and --timeout.
[[nodiscard]] std::vector<OptionSpec> timeLimits();
/// @p options and those of timeLimits().
[[nodiscard]] std::vector<OptionSpec> withTimeLimits(std::vector<OptionSpec> options);

/// A revision identifier.
[[nodiscard]] PositionalSpec revision(const QString &name = QStringLiteral("revision"),
                                      const QString &help = QStringLiteral("revision identifier"));
[[nodiscard]] PositionalSpec severalRevisions();
/// A revision identifier, which --resume makes superfluous.
[[nodiscard]] PositionalSpec revisionUnlessResumed();

/// What --keep says; 10 by default. Errors: Usage.
[[nodiscard]] Result<int> numberOfBackups(const Arguments &arguments);
/// What the options of timeLimits() say; absent where one is not given. Errors: Usage.
[[nodiscard]] Result<RunLimits> runLimits(const Arguments &arguments);

} // namespace limbeck::cli::options
