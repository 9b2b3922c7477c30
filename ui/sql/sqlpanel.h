// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/revision/revision.h"
#include "ui/sql/sqlpreviewer.h"

#include <QWidget>

class QComboBox;
class QToolButton;

namespace limbeck {

class Banner;
class ProjectSession;
class SqlView;

/// The SQL of the selected revision as the editor has it, of a range of revisions, or of all that
/// is pending; for one dialect, up or down.
class SqlPanel final : public QWidget
{
    Q_OBJECT

public:
    enum class Subject { Revision, Pending, Range };

    explicit SqlPanel(ProjectSession &session, QWidget *parent = nullptr);

    /// The script to show; an empty path shows nothing.
    void setScript(const QString &path, const QString &text);
    /// Shows what it takes to get from @p from to @p to.
    void setRange(const RevisionId &from, const RevisionId &to);
    void clearRange();
    void setSubject(Subject subject);
    [[nodiscard]] QString sql() const;
    [[nodiscard]] QString dialect() const;
    void setDialect(const QString &name);
    [[nodiscard]] bool isUpgrade() const;
    void setUpgrade(bool upgrade);
    void refresh();
    /// Shows @p sql that a rehearsal of @p target sent, until something else is to be shown.
    void showRehearsed(const QString &target, const QString &sql);
    /// Marks what the script's @p line causes.
    void markScriptLine(int line);

    [[nodiscard]] SqlView &view() { return *m_view; }

Q_SIGNALS:
    /// What evaluating the script at @p path found; an empty path for a plan.
    void diagnosticsChanged(const QString &path,
                            const std::vector<limbeck::Diagnostic> &diagnostics);
    void scriptLineClicked(int line, bool goThere);
    /// A rehearsal of the upgrade to @p target would show what depends on rows.
    void rehearsalRequested(const QString &target);

private:
    [[nodiscard]] QWidget *bar();
    [[nodiscard]] Subject subject() const;
    void show(const SqlText &text);
    void showNotice(const SqlText &text);
    void offerRehearsal();
    [[nodiscard]] QString rehearsable() const;
    [[nodiscard]] RunRequest rangeRequest() const;

    ProjectSession &m_session;
    SqlPreviewer m_previewer;
    QComboBox *m_subject;
    QComboBox *m_dialect;
    QToolButton *m_upgrade;
    QToolButton *m_downgrade;
    QToolButton *m_copy;
    QToolButton *m_wrap;
    Banner *m_notice;
    SqlView *m_view;
    QString m_path;
    QString m_text;
    std::optional<std::pair<RevisionId, RevisionId>> m_range;
};

} // namespace limbeck
