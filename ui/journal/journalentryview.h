// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/journal/journalreader.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace limbeck {

class Banner;
class StepTree;

/// One recorded run: its facts, its steps with their statements, and how it can be gone on with.
class JournalEntryView final : public QWidget
{
    Q_OBJECT

public:
    explicit JournalEntryView(QWidget *parent = nullptr);

    void showNothing();
    void show(const JournalEntry &entry);
    /// Which database a run can be started on now; empty: none.
    void setRunnableOn(const QString &identity);

    [[nodiscard]] qint64 shownRun() const { return m_entry.run.id; }

Q_SIGNALS:
    void resumeRequested(const limbeck::JournalRun &run);
    void restartRequested(const limbeck::JournalRun &run);
    void placeActivated(const QString &file, int line, int column);

private:
    void updateButtons();

    JournalEntry m_entry;
    QString m_runnableOn;
    QLabel *m_empty;
    QWidget *m_content;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_facts;
    QPushButton *m_resume;
    QPushButton *m_restart;
    Banner *m_error;
    StepTree *m_steps;
};

} // namespace limbeck
