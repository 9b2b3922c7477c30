// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/passwordprovider.h"

#include <QDialog>

class QCheckBox;
class QLineEdit;

namespace limbeck {

class PasswordQuestions;

/// Asks the person for the password that a database wants, and gives it to @p questions. Closes
/// when the question needs no answer any more.
class PasswordDialog final : public QDialog
{
    Q_OBJECT

public:
    PasswordDialog(PasswordQuestions &questions, const PasswordQuestion &question,
                   QWidget *parent = nullptr);

    void done(int result) override;

private:
    void showText(bool shown);

    PasswordQuestions &m_questions;
    QLineEdit *m_password;
    QCheckBox *m_remember;
    bool m_isSettled = false; ///< by another way than this dialog
};

} // namespace limbeck
