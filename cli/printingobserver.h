// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/output.h"
#include "cli/progressline.h"
#include "core/engine/runevent.h"

namespace limbeck::cli {

/// Prints what a run tells, as Alembic does: SQL and script output on standard output, log lines
/// where their handlers send them.
class PrintingObserver : public RunObserver
{
public:
    PrintingObserver();

    void handle(const RunEvent &event) override;

    [[nodiscard]] bool readsWrittenStatements() const override { return false; }

private:
    void write(FILE *stream, const QString &text);

    const bool m_isOnePlace = Output::isOnePlace();
    const bool m_isErrorWatched; ///< on a terminal
    ProgressLine m_progress;
    QString m_step; ///< "[2/7] upgrade a -> b"
    qsizetype m_steps = 0;
};

} // namespace limbeck::cli
