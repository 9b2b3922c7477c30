// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/targets/targetdialog.h"

#include "core/config/databaseurl.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

QString withoutPassword(const QString &text)
{
    const auto url = DatabaseUrl::parse(text);
    if (!url)
        return text.contains(u'@') ? QString() : text;
    auto specification = url->toSpecification();
    if (!specification)
        return {};
    specification->password.clear();
    return DatabaseUrl::fromSpecification(*specification).toString(DatabaseUrl::Password::Hidden);
}

} // namespace

TargetDialog::TargetDialog(const QString &projectUrl, const std::optional<QString> &current,
                           const QStringList &recent, QWidget *parent)
    : QDialog(parent)
    , m_url(new QComboBox(this))
    , m_password(new QLineEdit(this))
    , m_problem(new QLabel(this))
{
    setWindowTitle(tr("Choose database"));
    m_url->setEditable(true);
    m_url->setMinimumWidth(460);
    m_url->setAccessibleName(tr("Database URL"));
    m_url->lineEdit()->setPlaceholderText(
        tr("The project's own: %1").arg(withoutPassword(projectUrl)));
    m_url->addItems(recent);
    m_url->setCurrentText(current ? withoutPassword(*current) : QString());
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setAccessibleName(tr("Password"));
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);

    auto *form = new QFormLayout;
    form->addRow(tr("URL:"), m_url);
    form->addRow(tr("Password:"), m_password);
    auto *explanation = new QLabel(tr("As in SQLAlchemy: postgresql://user@host/database, "
                                      "mysql://user@host/database, sqlite:///file.db. "
                                      "Leave it empty for the database that env.py connects to."),
                                   this);
    explanation->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_accept = buttons->button(QDialogButtonBox::Ok);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(explanation);
    layout->addLayout(form);
    layout->addWidget(m_problem);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_url, &QComboBox::currentTextChanged, this, &TargetDialog::validate);
    validate();
}

void TargetDialog::validate()
{
    const QString text = m_url->currentText().trimmed();
    QString problem;
    if (!text.isEmpty()) {
        const auto url = DatabaseUrl::parse(text);
        if (!url)
            problem = url.error().message;
        else if (const auto backend = url->backend(); !backend)
            problem = backend.error().message;
    }
    m_problem->setText(problem);
    m_accept->setEnabled(problem.isEmpty());
}

std::optional<QString> TargetDialog::url() const
{
    const QString text = m_url->currentText().trimmed();
    if (text.isEmpty())
        return {};
    const auto parsed = DatabaseUrl::parse(text);
    if (!parsed || m_password->text().isEmpty())
        return text;
    auto specification = parsed->toSpecification();
    if (!specification)
        return text;
    specification->password = m_password->text();
    return DatabaseUrl::fromSpecification(*specification).toString(DatabaseUrl::Password::Shown);
}

QString TargetDialog::urlWithoutPassword() const
{
    return withoutPassword(m_url->currentText().trimmed());
}

} // namespace limbeck
