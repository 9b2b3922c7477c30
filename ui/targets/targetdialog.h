// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/databaseurl.h"
#include "ui/targets/connectiontest.h"
#include "ui/targets/environment.h"
#include "ui/widgets/banner.h"

#include <QDialog>

#include <optional>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QSpinBox;

namespace limbeck {

class ProjectSession;

/// Asks for the database: the project's own, or another one by its parts or by a SQLAlchemy URL;
/// both show the same. The password has a field of its own, so that it is never on the screen nor
/// among the recent targets.
class TargetDialog final : public QDialog
{
    Q_OBJECT

public:
    /// @p recent: URLs without passwords.
    TargetDialog(const ProjectSession &session, const QStringList &recent,
                 QWidget *parent = nullptr);

    /// The chosen URL with its password; none: the project's own database.
    [[nodiscard]] std::optional<QString> url() const;
    /// The same without password, for the list of recent targets; empty for the project's own.
    [[nodiscard]] QString urlWithoutPassword() const;

private:
    [[nodiscard]] QWidget *choice(const std::optional<QString> &projectUrl);
    [[nodiscard]] QWidget *parts();
    [[nodiscard]] QWidget *testRow();
    void showParts(const ConnectionSpecification &specification);
    void showKind();
    void onPartsChanged();
    void onUrlChanged();
    void takePasswordFromUrl();
    void answer(Banner::Severity severity, const QString &text);
    void validate();
    void browse();
    void test();
    [[nodiscard]] Backend backend() const;

    const ProjectSession &m_session;
    std::optional<QString> m_projectUrl; ///< may hold a password
    ConnectionSpecification m_specification; ///< with what the fields do not show: driver, options
    QRadioButton *m_useProject;
    QRadioButton *m_useOther;
    QWidget *m_other;
    QFormLayout *m_form = nullptr;
    QComboBox *m_kind;
    QLineEdit *m_file;
    QWidget *m_fileRow = nullptr;
    QLineEdit *m_host;
    QSpinBox *m_port;
    QWidget *m_hostRow = nullptr;
    QLineEdit *m_database;
    QLineEdit *m_user;
    QLineEdit *m_password;
    QComboBox *m_url;
    Banner *m_answer;
    QPushButton *m_test;
    QPushButton *m_accept = nullptr;
    ConnectionTest m_connectionTest;
    bool m_isUpdating = false;
};

} // namespace limbeck
