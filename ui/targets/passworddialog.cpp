// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/targets/passworddialog.h"

#include "ui/targets/passwordquestions.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"

#include <QAction>
#include <QCheckBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace limbeck {

PasswordDialog::PasswordDialog(PasswordQuestions &questions, const PasswordQuestion &question,
                               QWidget *parent)
    : QDialog(parent)
    , m_questions(questions)
    , m_password(new QLineEdit(this))
    , m_remember(new QCheckBox(tr("&Remember it in the keyring"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Password wanted"));
    setMinimumWidth(440);
    auto *icon = new QLabel(this);
    icon->setPixmap(
        themedIcon(u"key"_s, IconTint::Accent).pixmap(QSize(28, 28), devicePixelRatioF()));
    auto *name = new QLabel(question.database, this);
    name->setTextFormat(Qt::PlainText);
    name->setWordWrap(true);
    name->setFont(strongFont(scaledFont(font(), 1.12)));
    auto *label = new QLabel(question.userName.isEmpty()
                                 ? tr("The database wants a &password.")
                                 : tr("The database wants the &password of %1.")
                                       .arg(QString(question.userName).replace(u'&', u"&&"_s)),
                             this);
    label->setTextFormat(Qt::PlainText);
    label->setBuddy(m_password);
    auto *refused = new Banner(this);
    if (question.refusals > 0)
        refused->show(Banner::Severity::Error, tr("It did not accept the last one."));
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setAccessibleName(tr("Password"));
    QAction *reveal =
        m_password->addAction(themedIcon(u"eye"_s, IconTint::Muted), QLineEdit::TrailingPosition);
    reveal->setCheckable(true);
    reveal->setToolTip(tr("Show the password"));
    connect(reveal, &QAction::toggled, this, &PasswordDialog::showText);
    const QString problem = questions.keyringProblem();
    m_remember->setEnabled(problem.isEmpty());
    m_remember->setToolTip(problem.isEmpty()
                               ? tr("In the desktop's keyring, for this user on this server; "
                                    "otherwise it is forgotten when Limbeck ends")
                               : problem);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Ok)->setText(tr("&Connect"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(&questions, &PasswordQuestions::settled, this, [this] {
        m_isSettled = true;
        close();
    });

    auto *texts = new QVBoxLayout;
    texts->setSpacing(metrics::gap);
    texts->addWidget(name);
    texts->addWidget(refused);
    texts->addWidget(label);
    texts->addWidget(m_password);
    texts->addWidget(m_remember);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(16);
    columns->addWidget(icon, 0, Qt::AlignTop);
    columns->addLayout(texts, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::wideMargin, 16, metrics::wideMargin, 16);
    layout->setSpacing(16);
    layout->addLayout(columns);
    layout->addWidget(buttons);
    m_password->setFocus();
}

void PasswordDialog::showText(bool shown)
{
    m_password->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
}

void PasswordDialog::done(int result)
{
    disconnect(&m_questions, nullptr, this, nullptr);
    const bool isAnswered = result == Accepted;
    const QString password = m_password->text();
    m_password->clear();
    if (isAnswered)
        m_questions.answer(password, m_remember->isChecked());
    else if (!m_isSettled)
        m_questions.decline();
    QDialog::done(result);
}

} // namespace limbeck
