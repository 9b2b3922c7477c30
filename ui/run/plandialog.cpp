// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/plandialog.h"

#include "core/config/databaseurl.h"
#include "core/revision/planner.h"
#include "ui/project/projectsession.h"
#include "ui/script/sqlview.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpression>
#include <QSplitter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

Heads headsOf(const ProjectSession &session)
{
    Heads heads;
    for (const QString &head : session.heads())
        heads.emplace_back(head);
    return heads;
}

/// The dialect that the target speaks, as far as its name tells: the SQL that is shown is the SQL
/// that runs.
QString dialectOf(const ProjectSession &session)
{
    const QString name = session.targetName().section(u' ', 0, 0);
    if (dialect::dialectByName(name))
        return name;
    const auto url = session.targetUrl() ? session.targetUrl() : session.project()->configuredUrl();
    if (url) {
        if (const auto parsed = DatabaseUrl::parse(*url))
            return parsed->backendName();
    }
    return u"postgresql"_s;
}

} // namespace

bool looksLikeProduction(const QString &targetName)
{
    static const QRegularExpression pattern(uR"((^|[^a-z])(prod|production|live)([^a-z]|$))"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    return pattern.match(targetName).hasMatch();
}

PlanDialog::PlanDialog(ProjectSession &session, RunRequest::Command command, const QString &target,
                       QWidget *parent)
    : QDialog(parent)
    , m_session(session)
    , m_command(command)
    , m_database(new QLabel(this))
    , m_target(new QComboBox(this))
    , m_steps(new QListWidget(this))
    , m_sql(new SqlView(this))
    , m_notice(new QLabel(this))
    , m_confirmLabel(new QLabel(this))
    , m_confirm(new QLineEdit(this))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this))
{
    const bool upgrade = command == RunRequest::Command::Upgrade;
    const QString verb = upgrade                    ? tr("Upgrade")
        : command == RunRequest::Command::Downgrade ? tr("Downgrade")
                                                    : tr("Stamp");
    setWindowTitle(verb);
    resize(860, 560);
    m_database->setText(session.targetName());
    m_database->setTextFormat(Qt::PlainText);
    QFont bold = m_database->font();
    bold.setBold(true);
    m_database->setFont(bold);
    m_steps->setAccessibleName(tr("Steps"));
    m_steps->setAlternatingRowColors(true);
    m_notice->setWordWrap(true);
    m_notice->setTextFormat(Qt::PlainText);
    const bool production = looksLikeProduction(session.targetName());
    m_confirmLabel->setText(tr("This looks like production. Type the database's name to go on:"));
    m_confirmLabel->setVisible(production);
    m_confirm->setVisible(production);
    m_confirm->setPlaceholderText(session.targetName());
    m_buttons->button(QDialogButtonBox::Ok)->setText(verb);

    setUpTargets(target);
    auto *form = new QFormLayout;
    form->addRow(tr("Database:"), m_database);
    form->addRow(tr("Target:"), m_target);
    auto *splitter = new QSplitter(this);
    splitter->addWidget(m_steps);
    splitter->addWidget(m_sql);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(splitter, 1);
    layout->addWidget(m_notice);
    layout->addWidget(m_confirmLabel);
    layout->addWidget(m_confirm);
    layout->addWidget(m_buttons);

    connect(m_target, &QComboBox::currentTextChanged, this, &PlanDialog::refresh);
    connect(m_confirm, &QLineEdit::textChanged, this, &PlanDialog::updateButtons);
    connect(&m_previewer, &SqlPreviewer::ready, this, &PlanDialog::showSql);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    refresh();
}

void PlanDialog::setUpTargets(const QString &target)
{
    m_target->setEditable(true);
    m_target->setAccessibleName(tr("Target revision"));
    QStringList targets;
    if (m_command == RunRequest::Command::Downgrade)
        targets = { u"-1"_s, u"base"_s };
    else
        targets = { u"heads"_s, u"head"_s };
    if (m_command == RunRequest::Command::Upgrade)
        targets += u"+1"_s;
    if (m_command == RunRequest::Command::Stamp)
        targets += u"base"_s;
    for (const auto &[label, index] : m_session.map()->labels())
        targets += label + u"@head"_s;
    for (RevisionIndex i = m_session.map()->size() - 1; i >= 0 && targets.size() < 500; --i)
        targets += m_session.map()->id(i).text();
    m_target->addItems(targets);
    if (!target.isEmpty())
        m_target->setCurrentText(target);
}

Result<MigrationPlan> PlanDialog::plan() const
{
    const RevisionTarget target(m_target->currentText().trimmed());
    const Heads heads = headsOf(m_session);
    switch (m_command) {
    case RunRequest::Command::Downgrade:
        return downgradePlan(*m_session.map(), heads, target);
    case RunRequest::Command::Stamp:
        return stampPlan(*m_session.map(), heads, { target });
    default:
        return upgradePlan(*m_session.map(), heads, target);
    }
}

RunRequest PlanDialog::request() const
{
    RunRequest request;
    request.command = m_command;
    request.targets = { m_target->currentText().trimmed() };
    return request;
}

void PlanDialog::refresh()
{
    m_steps->clear();
    m_sql->setSql(QString());
    const auto steps = plan();
    m_runnable = steps.has_value() && !steps->steps.empty();
    if (!steps) {
        m_previewer.clear();
        m_notice->setText(
            steps.error().message
            + (steps.error().hint.isEmpty() ? QString() : u'\n' + steps.error().hint));
    } else if (steps->steps.empty()) {
        m_previewer.clear();
        m_notice->setText(tr("Nothing to do: the database is there already."));
    } else {
        int number = 0;
        for (const MigrationStep &step : steps->steps)
            m_steps->addItem(tr("%1. %2").arg(++number).arg(step.log()));
        m_notice->setText(steps->warnings.join(u'\n'));
        m_previewer.previewRun(m_session.project(), request(), m_session.heads(),
                               dialectOf(m_session));
    }
    m_notice->setVisible(!m_notice->text().isEmpty());
    updateButtons();
}

void PlanDialog::showSql(const SqlText &text)
{
    m_sql->setSql(text.sql);
    QStringList lines;
    for (const Diagnostic &diagnostic : text.diagnostics)
        lines += diagnostic.span.toString() + u": "_s + diagnostic.message;
    if (text.dataDependent)
        lines +=
            tr("Steps that read data are evaluated at their turn; their SQL is not known before.");
    m_notice->setText(lines.join(u'\n'));
    m_notice->setVisible(!lines.isEmpty());
}

void PlanDialog::updateButtons()
{
    const bool confirmed =
        m_confirm->isHidden() || m_confirm->text().trimmed() == m_session.targetName();
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(m_runnable && confirmed);
}

} // namespace limbeck
