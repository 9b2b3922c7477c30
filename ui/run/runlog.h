// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/logmodel.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QListView;
class QToolButton;

namespace limbeck {

class Banner;

/// The log of runs with search, copy and save. A failure stands above it with reason, place and
/// where the database is now.
class RunLog final : public QWidget
{
    Q_OBJECT

public:
    explicit RunLog(QWidget *parent = nullptr);

    void handle(const RunEvent &event);

    [[nodiscard]] LogModel &model() { return *m_model; }

    void search();

Q_SIGNALS:
    /// A click on what a script's line caused.
    void placeActivated(const QString &file, int line, int column);
    /// The failed run is to be tried by the project's own Alembic.
    void outsideRequested();
    /// How the failed run can be gone on with is in the journal.
    void journalRequested();

private:
    void setUpView();
    [[nodiscard]] QWidget *bar();
    void showFailure(const RunFailed &failed);
    void find(bool forward);
    void copy();
    void save();
    void goToOrigin(const QModelIndex &index);
    void followEnd();

    LogModel *m_model;
    QListView *m_view;
    QLabel *m_empty;
    QLineEdit *m_search;
    QToolButton *m_follow;
    Banner *m_banner;
    QString m_dialect; ///< of the run
};

/// Where the database stands after a failure, and how much the failed step had done; one sentence
/// each.
[[nodiscard]] QString whereItStands(const RunFailed &failed);

} // namespace limbeck
