// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/revisions/revisionfilestask.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QDialogButtonBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QProgressBar;
class QPushButton;
class QStackedWidget;

namespace limbeck {

class Banner;
class ProjectSession;

/// Asks what a new revision is to be, shows the file that it would make, and writes it: a revision
/// behind another one, empty or with what the models have and the database does not, or the merge
/// of several heads.
class NewRevisionDialog final : public QDialog
{
    Q_OBJECT

public:
    /// @p parent: the revision that a new one follows; empty: the head.
    NewRevisionDialog(ProjectSession &session, RevisionFilesOrder::Kind kind,
                      const QString &parentRevision = {}, QWidget *parent = nullptr);

    void done(int result) override;

    /// What is asked for, as it stands in the form.
    [[nodiscard]] RevisionFilesOrder order() const;

Q_SIGNALS:
    /// The files are there; the first one is what the user wanted.
    void written(const QStringList &paths);

private:
    [[nodiscard]] QWidget *formPage(const QString &parentRevision);
    [[nodiscard]] QWidget *workPage();
    void addParents(QFormLayout &form, const QString &parentRevision);
    void addLocations(QFormLayout &form);
    void addAutogenerate(QFormLayout &form);
    void preview();
    void create();
    void addWork(const QString &text);
    void addFinding(const QString &text);
    void showWritten(const QStringList &paths);
    void showFailure(const Error &error);
    [[nodiscard]] QString relativePath(const QString &path) const;

    ProjectSession &m_session;
    RevisionFilesOrder::Kind m_kind;
    QString m_id; ///< what it gets unless another one is typed
    bool m_splices = false; ///< its parent is no head: a branch begins there
    QStringList m_written;
    int m_findings = 0; ///< differences between models and database
    RevisionFilesTask m_task;
    QStackedWidget *m_pages;
    Banner *m_notice;
    QLineEdit *m_message;
    QComboBox *m_parent; ///< of a revision
    QListWidget *m_heads; ///< of a merge
    QLineEdit *m_label;
    QLineEdit *m_dependsOn;
    QLineEdit *m_ownId;
    QComboBox *m_location;
    QCheckBox *m_autogenerate;
    QLabel *m_file;
    QProgressBar *m_progress;
    QListWidget *m_works;
    QPushButton *m_create;
    QDialogButtonBox *m_buttons;
};

} // namespace limbeck
