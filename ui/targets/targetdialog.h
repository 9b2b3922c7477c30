// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>

#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace limbeck {

/// Asks for the database: the project's own, or a SQLAlchemy URL with its password apart, so that
/// the password is never on the screen nor among the recent targets.
class TargetDialog final : public QDialog
{
    Q_OBJECT

public:
    TargetDialog(const QString &projectUrl, const std::optional<QString> &current,
                 const QStringList &recent, QWidget *parent = nullptr);

    /// The chosen URL with its password; none: the project's own database.
    [[nodiscard]] std::optional<QString> url() const;
    /// The same without password, for the list of recent targets; empty for the project's own.
    [[nodiscard]] QString urlWithoutPassword() const;

private:
    void validate();

    QComboBox *m_url;
    QLineEdit *m_password;
    QLabel *m_problem;
    QPushButton *m_accept = nullptr;
};

} // namespace limbeck
