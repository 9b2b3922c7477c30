// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/journal/journalreader.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QSortFilterProxyModel;
class QStackedLayout;
class QTableView;

namespace limbeck {

class Banner;
class JournalEntryView;
class JournalModel;
class ProjectSession;

/// The runs that the journal has recorded, as `limbeck log` lists them: of the session's database,
/// or of all.
class JournalPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit JournalPanel(ProjectSession &session, QWidget *parent = nullptr);

    /// Reads the journal again, at once if the panel is to be seen, else when it is shown.
    void refresh();

Q_SIGNALS:
    void resumeRequested(const limbeck::JournalRun &run);
    void restartRequested(const limbeck::JournalRun &run);
    void placeActivated(const QString &file, int line, int column);

protected:
    void showEvent(QShowEvent *event) override;

private:
    [[nodiscard]] QWidget *list();
    void read();
    void showRuns(const std::vector<JournalRun> &runs);
    void onCurrentChanged(const QModelIndex &current);
    void updateRunnable();

    ProjectSession &m_session;
    JournalReader m_reader;
    JournalModel *m_model;
    QSortFilterProxyModel *m_filter;
    QTableView *m_view;
    QComboBox *m_scope;
    QLineEdit *m_search;
    QLabel *m_empty;
    QStackedLayout *m_pages = nullptr;
    Banner *m_error;
    JournalEntryView *m_entry;
    bool m_isStale = true;
};

} // namespace limbeck
