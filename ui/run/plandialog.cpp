// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/plandialog.h"

#include "core/revision/planner.h"
#include "ui/project/projectsession.h"
#include "ui/run/planmodel.h"
#include "ui/run/rehearsaldialog.h"
#include "ui/run/runoptions.h"
#include "ui/script/sqlview.h"
#include "ui/targets/targethead.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QCompleter>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTimer>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

constexpr int maximumTargets = 500; // of the list to choose from; any can be typed

Heads headsOf(const ProjectSession &session)
{
    Heads heads;
    for (const QString &head : session.heads())
        heads.emplace_back(head);
    return heads;
}

/// The SQL that is shown is in the words of the database that runs it.
QString dialectOf(const ProjectSession &session)
{
    const QString name = session.targetDialect();
    return dialect::dialectByName(name) ? name : u"postgresql"_s;
}

} // namespace

PlanDialog::PlanDialog(ProjectSession &session, RunRequest::Command command, const QString &target,
                       Environment environment, QWidget *parent)
    : QDialog(parent)
    , m_session(session)
    , m_command(command)
    , m_target(new QComboBox(this))
    , m_planned(new PlanModel(this))
    , m_steps(new QTreeView(this))
    , m_sql(new SqlView(this))
    , m_notice(new Banner(this))
    , m_outcome(new QLabel(this))
    , m_options(new RunOptions(session.project(), command, toString(environment), this))
    , m_confirm(new QLineEdit(this))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this))
    , m_rehearse(new QPushButton(themedIcon(u"rehearse"_s), tr("&Rehearse…"), this))
    , m_isProduction(environment == Environment::Production)
{
    setWindowTitle(verb());
    resize(980, 640);
    setUpTargets(target);
    setUpButtons();
    auto *footer = new QHBoxLayout;
    footer->addWidget(m_outcome, 1);
    footer->addWidget(m_buttons);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::wideMargin, 16, metrics::wideMargin, 16);
    layout->setSpacing(metrics::margin);
    layout->addWidget(head(environment));
    layout->addWidget(plans(), 1);
    layout->addWidget(m_options);
    if (m_isProduction)
        layout->addWidget(confirmation(environment));
    layout->addLayout(footer);
    m_confirm->setVisible(m_isProduction);
    m_outcome->setProperty("role", u"muted"_s);
    m_outcome->setTextFormat(Qt::PlainText);

    connect(m_target, &QComboBox::currentTextChanged, this, &PlanDialog::refresh);
    connect(m_options, &RunOptions::planChanged, this, &PlanDialog::refresh);
    connect(m_options, &RunOptions::changed, this, &PlanDialog::updateButtons);
    connect(m_confirm, &QLineEdit::textChanged, this, &PlanDialog::updateButtons);
    connect(m_steps->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &PlanDialog::showStepsSql);
    connect(&m_previewer, &SqlPreviewer::ready, this, &PlanDialog::showSql);
    updateButtons();
    // The dialog is there before its plan: of thousands of revisions the plan takes its time too.
    QTimer::singleShot(0, this, &PlanDialog::refresh);
    m_target->setFocus();
}

void PlanDialog::setUpButtons()
{
    m_buttons->addButton(m_rehearse, QDialogButtonBox::ActionRole);
    m_rehearse->setVisible(m_command == RunRequest::Command::Upgrade);
    m_rehearse->setAutoDefault(false);
    m_rehearse->setToolTip(tr("Run it up, down and up again on a scratch copy first, and see what "
                              "each statement takes"));
    connect(m_rehearse, &QPushButton::clicked, this, &PlanDialog::rehearse);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

/// The steps, and their SQL beside them.
QWidget *PlanDialog::plans()
{
    m_steps->setModel(m_planned);
    m_steps->setRootIsDecorated(false);
    m_steps->setUniformRowHeights(true);
    m_steps->header()->setStretchLastSection(true);
    m_steps->header()->setResizeContentsPrecision(100);
    m_steps->setAccessibleName(tr("Steps, in the order in which they run"));
    auto *splitter = new QSplitter(this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_steps);
    splitter->addWidget(m_sql);
    splitter->setSizes({ 400, 540 });
    splitter->setHandleWidth(1);
    auto *frame = new QFrame(this);
    frame->setProperty("frameRole", u"box"_s);
    auto *layout = new QVBoxLayout(frame);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(m_notice);
    layout->addWidget(splitter, 1);
    return frame;
}

void PlanDialog::continueRun(const JournalRun &run, bool fromBeginning)
{
    m_continued = run.id;
    m_fromBeginning = fromBeginning;
    m_target->setEnabled(false);
    m_rehearse->hide();
    setWindowTitle(fromBeginning ? tr("Restart the step of run %1").arg(run.id)
                                 : tr("Resume run %1").arg(run.id));
}

void PlanDialog::chooseOutside()
{
    m_options->chooseOutside();
}

void PlanDialog::rehearse()
{
    RehearsalDialog dialog(m_session, order().request, this);
    dialog.exec();
}

QString PlanDialog::verb() const
{
    if (m_continued)
        return m_fromBeginning ? tr("Restart") : tr("Resume");
    switch (m_command) {
    case RunRequest::Command::Downgrade:
        return tr("Downgrade");
    case RunRequest::Command::Stamp:
        return tr("Stamp");
    default:
        return tr("Upgrade");
    }
}

QWidget *PlanDialog::head(Environment environment)
{
    auto *head = new QWidget(this);
    auto *targetLabel = new QLabel(tr("&Target:"), head);
    targetLabel->setBuddy(m_target);
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::margin);
    layout->addWidget(targetHead(m_session, environment, this), 1);
    layout->addWidget(targetLabel);
    layout->addWidget(m_target);
    return head;
}

void PlanDialog::setUpTargets(const QString &target)
{
    m_target->setObjectName(u"target"_s);
    m_target->setEditable(true);
    m_target->setMinimumWidth(260);
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
    for (RevisionIndex i = m_session.map()->size() - 1; i >= 0 && targets.size() < maximumTargets;
         --i)
        targets += m_session.map()->id(i).text();
    m_target->addItems(targets);
    if (QCompleter *completer = m_target->completer())
        completer->setFilterMode(Qt::MatchContains);
    if (!target.isEmpty())
        m_target->setCurrentText(target);
}

QWidget *PlanDialog::confirmation(Environment environment)
{
    auto *row = new QWidget(this);
    auto *label = new QLabel(
        tr("This is %1. Type the database's name, <b>%2</b>, to go on:")
            .arg(environmentText(environment).toLower(), m_session.databaseName().toHtmlEscaped()),
        row);
    label->setBuddy(m_confirm);
    m_confirm->setAccessibleName(tr("Name of the database"));
    m_confirm->setPlaceholderText(m_session.databaseName());
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::margin);
    layout->addWidget(label);
    layout->addWidget(m_confirm, 1);
    return row;
}

Result<MigrationPlan> PlanDialog::plan() const
{
    const RevisionTarget target(m_target->currentText().trimmed());
    const Heads heads = headsOf(m_session);
    switch (m_command) {
    case RunRequest::Command::Downgrade:
        return downgradePlan(*m_session.map(), heads, target);
    case RunRequest::Command::Stamp:
        return stampPlan(*m_session.map(), order().request.purge ? Heads() : heads, { target });
    default:
        return upgradePlan(*m_session.map(), heads, target);
    }
}

RunOrder PlanDialog::order() const
{
    RunOrder order;
    order.request.command = m_command;
    order.request.targets = { m_target->currentText().trimmed() };
    m_options->apply(order);
    if (m_continued && m_fromBeginning)
        order.request.restart = true;
    else if (m_continued)
        order.request.resume = m_continued;
    return order;
}

void PlanDialog::refresh()
{
    m_planned->setSteps({}, {});
    m_sql->setSql(QString());
    m_notice->clear();
    m_outcome->clear();
    auto steps = plan();
    const RunRequest request = order().request;
    m_isRunnable = steps.has_value() && (!steps->steps.empty() || request.purge);
    if (!steps) {
        m_previewer.clear();
        const Error &error = steps.error();
        const QString hint = error.hint.isEmpty() ? hintForTarget() : error.hint;
        m_notice->show(Banner::Severity::Error,
                       hint.isEmpty() ? error.message : error.message + u'\n' + hint);
    } else if (!m_isRunnable) {
        m_previewer.clear();
        m_notice->show(Banner::Severity::Success,
                       tr("Nothing to do: the database is there already."));
    } else {
        showSteps(std::move(*steps));
        if (!m_session.isConnected())
            notice(Banner::Severity::Warning,
                   tr("The database has not answered: these are the steps for an empty one."));
        if (m_continued)
            notice(Banner::Severity::Warning,
                   m_fromBeginning
                       ? tr("The first step runs from its beginning: what an earlier run left of "
                            "it must have been undone.")
                       : tr("Of the first step, the statements that are in effect are left out."));
        m_previewer.previewRun(m_session.project(), request, m_session.heads(),
                               dialectOf(m_session));
    }
    updateButtons();
}

/// Adds to what the notice says already.
void PlanDialog::notice(Banner::Severity severity, const QString &text)
{
    const QString before = m_notice->message();
    m_notice->show(severity, before.isEmpty() ? text : before + u'\n' + text);
}

/// "-1" is where a downgrade begins, and nobody typed it: behind a merge it leads nowhere.
QString PlanDialog::hintForTarget() const
{
    const QString target = m_target->currentText().trimmed();
    const bool countsSteps = target.startsWith(u'-') || target.startsWith(u'+');
    return countsSteps ? tr("%1 counts steps along a single line. Where history branches, choose "
                            "the revision itself.")
                             .arg(target)
                       : QString();
}

void PlanDialog::showSteps(MigrationPlan plan)
{
    const QString icon = m_command == RunRequest::Command::Stamp ? u"stamp"_s
        : m_command == RunRequest::Command::Downgrade            ? u"downgrade"_s
                                                                 : u"upgrade"_s;
    m_planned->setSteps(std::move(plan.steps), themedIcon(icon, IconTint::Muted));
    for (const int column : { PlanModel::NumberColumn, PlanModel::RevisionColumn })
        m_steps->resizeColumnToContents(column);
    if (!plan.warnings.isEmpty())
        m_notice->show(Banner::Severity::Warning, plan.warnings.join(u'\n'));
    const QString end = plan.endHeads.empty() ? tr("base") : joinIds(plan.endHeads);
    m_outcome->setText(tr("Afterwards the database is at %1.").arg(end));
}

void PlanDialog::showSql(const SqlText &text)
{
    m_sql->setSql(text.sql, text.segments);
    if (text.dataDependentLine > 0)
        m_sql->markDataDependentFrom(text.dataDependentLine);
    m_planned->setDataDependent(text.dataDependentSteps);
    QStringList lines;
    for (const Diagnostic &diagnostic : text.diagnostics) {
        const QString place = diagnostic.span.toString().section(u'/', -1);
        lines += place.isEmpty() ? diagnostic.message : place + u": "_s + diagnostic.message;
    }
    lines.removeDuplicates(); // the step that waits for data says so, and the end of the preview
    if (text.dataDependent)
        lines += tr("Steps that read data are evaluated at their turn; from there on the SQL is "
                    "not known before the run.");
    if (!lines.isEmpty())
        notice(text.failed ? Banner::Severity::Error : Banner::Severity::Warning,
               lines.join(u'\n'));
}

/// Shows the SQL of the chosen step: offline output names each step before it.
void PlanDialog::showStepsSql()
{
    const int row = m_steps->currentIndex().row();
    if (row >= 0)
        m_sql->showText(u"-- Running "_s + m_planned->step(row).shortLog());
}

void PlanDialog::updateButtons()
{
    const bool isConfirmed =
        !m_isProduction || m_confirm->text().trimmed() == m_session.databaseName();
    const QString problem = m_options->problem();
    QPushButton *run = m_buttons->button(QDialogButtonBox::Ok);
    run->setToolTip(problem);
    const int steps = m_planned->rowCount();
    run->setText(steps > 1 ? tr("%1: %n steps", nullptr, steps).arg(verb()) : verb());
    run->setEnabled(m_isRunnable && isConfirmed && problem.isEmpty());
    m_rehearse->setEnabled(m_isRunnable && problem.isEmpty() && !m_options->isOutside());
}

} // namespace limbeck
