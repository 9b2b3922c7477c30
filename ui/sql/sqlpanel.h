// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/sql/sqlpreviewer.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QToolButton;

namespace limbeck {

class ProjectSession;
class SqlView;

/// The SQL of the selected revision as the editor has it, or of all that is pending; for one
/// dialect, up or down.
class SqlPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit SqlPanel(ProjectSession &session, QWidget *parent = nullptr);

    /// The script to show; an empty path shows nothing.
    void setScript(const QString &path, const QString &text);
    [[nodiscard]] QString sql() const;
    [[nodiscard]] QString dialect() const;
    void setDialect(const QString &name);
    void showPendingPlan(bool pending);
    void refresh();

Q_SIGNALS:
    void diagnosticsChanged(const std::vector<limbeck::Diagnostic> &diagnostics);

private:
    void show(const SqlText &text);

    ProjectSession &m_session;
    SqlPreviewer m_previewer;
    QComboBox *m_subject;
    QComboBox *m_dialect;
    QComboBox *m_direction;
    QToolButton *m_copy;
    SqlView *m_view;
    QLabel *m_notice;
    QString m_path;
    QString m_text;
};

} // namespace limbeck
