// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/runevent.h"

#include <QPlainTextEdit>
#include <QTimer>

namespace limbeck {

/// The live log of runs. Lines are appended in batches, so that 10,000 a second do not hold the
/// window up; the oldest go when there are too many.
class RunLog final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit RunLog(QWidget *parent = nullptr);

    void handle(const RunEvent &event);
    void addLine(const QString &line);

private:
    void flush();

    QStringList m_pending;
    QTimer m_timer;
};

/// What the log shows of an event; empty for events that it does not show.
[[nodiscard]] QString logText(const RunEvent &event);

} // namespace limbeck
