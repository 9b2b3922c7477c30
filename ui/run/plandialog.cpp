// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/plandialog.h"

#include "core/revision/planner.h"
#include "ui/project/projectsession.h"
#include "ui/script/sqlview.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QProcess>
#include <QPushButton>
#include <QSplitter>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

enum StepColumn { NumberColumn, RevisionColumn, MessageColumn, StepColumnCount };

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
    , m_steps(new QTreeWidget(this))
    , m_sql(new SqlView(this))
    , m_notice(new Banner(this))
    , m_outcome(new QLabel(this))
    , m_purge(new QCheckBox(tr("&Delete all rows of the version table first"), this))
    , m_arguments(new QLineEdit(this))
    , m_confirm(new QLineEdit(this))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this))
    , m_isProduction(environment == Environment::Production)
{
    setWindowTitle(verb());
    resize(980, 620);
    setUpTargets(target);
    m_steps->setHeaderLabels({ tr("Step"), tr("Revision"), tr("Message") });
    m_steps->setRootIsDecorated(false);
    m_steps->setUniformRowHeights(true);
    m_steps->header()->setStretchLastSection(true);
    m_steps->setAccessibleName(tr("Steps, in the order in which they run"));
    auto *splitter = new QSplitter(this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_steps);
    splitter->addWidget(m_sql);
    splitter->setSizes({ 380, 560 });
    splitter->setHandleWidth(1);
    auto *frame = new QFrame(this);
    frame->setProperty("frameRole", u"box"_s);
    auto *frameLayout = new QVBoxLayout(frame);
    frameLayout->setContentsMargins(1, 1, 1, 1);
    frameLayout->setSpacing(0);
    frameLayout->addWidget(m_notice);
    frameLayout->addWidget(splitter, 1);

    auto *footer = new QHBoxLayout;
    footer->addWidget(m_outcome, 1);
    footer->addWidget(m_buttons);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::wideMargin, 16, metrics::wideMargin, 16);
    layout->setSpacing(metrics::margin);
    layout->addWidget(head(environment));
    layout->addWidget(frame, 1);
    layout->addWidget(options());
    if (m_isProduction)
        layout->addWidget(confirmation(environment));
    layout->addLayout(footer);
    m_confirm->setVisible(m_isProduction);
    m_outcome->setProperty("role", u"muted"_s);

    connect(m_target, &QComboBox::currentTextChanged, this, &PlanDialog::refresh);
    connect(m_confirm, &QLineEdit::textChanged, this, &PlanDialog::updateButtons);
    connect(m_steps, &QTreeWidget::currentItemChanged, this, &PlanDialog::showStepsSql);
    connect(&m_previewer, &SqlPreviewer::ready, this, &PlanDialog::showSql);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    refresh();
    m_target->setFocus();
}

QString PlanDialog::verb() const
{
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
    auto *icon = new QLabel(head);
    icon->setPixmap(
        themedIcon(u"database"_s, IconTint::Muted).pixmap(QSize(28, 28), devicePixelRatioF()));
    auto *name = new QLabel(m_session.databaseName(), head);
    name->setTextFormat(Qt::PlainText);
    name->setFont(strongFont(scaledFont(font(), 1.12)));
    auto *place = new QLabel(m_session.databasePlace(), head);
    place->setTextFormat(Qt::PlainText);
    place->setProperty("role", u"muted"_s);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(name);
    texts->addWidget(place);
    auto *targetLabel = new QLabel(tr("&Target:"), head);
    targetLabel->setBuddy(m_target);
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::margin);
    layout->addWidget(icon);
    layout->addLayout(texts);
    if (environment != Environment::Unset) {
        auto *mark = new QLabel(head);
        mark->setPixmap(environmentIcon(environment).pixmap(QSize(16, 16), devicePixelRatioF()));
        auto *text = new QLabel(environmentText(environment).toUpper(), head);
        text->setFont(strongFont(font()));
        QPalette palette = text->palette();
        palette.setColor(QPalette::WindowText,
                         environmentColour(environment, Theme::of(this->palette())));
        text->setPalette(palette);
        layout->addSpacing(metrics::gap);
        layout->addWidget(mark);
        layout->addWidget(text);
    }
    layout->addStretch();
    layout->addWidget(targetLabel);
    layout->addWidget(m_target);
    return head;
}

void PlanDialog::setUpTargets(const QString &target)
{
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

QWidget *PlanDialog::options()
{
    auto *options = new QWidget(this);
    auto *layout = new QHBoxLayout(options);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::margin);
    m_purge->setVisible(m_command == RunRequest::Command::Stamp);
    m_purge->setToolTip(
        tr("As `alembic stamp --purge`: for rows that name revisions that are gone"));
    m_arguments->setPlaceholderText(tr("key=value …"));
    m_arguments->setToolTip(tr("What env.py reads with get_x_argument(), as `alembic -x`; "
                               "separated by spaces, quotes keep spaces together"));
    auto *label = new QLabel(tr("Arguments for &env.py:"), options);
    label->setBuddy(m_arguments);
    layout->addWidget(m_purge);
    layout->addWidget(label);
    layout->addWidget(m_arguments, 1);
    connect(m_purge, &QCheckBox::toggled, this, &PlanDialog::refresh);
    connect(m_arguments, &QLineEdit::editingFinished, this, &PlanDialog::refresh);
    return options;
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
        return stampPlan(*m_session.map(), m_purge->isChecked() ? Heads() : heads, { target });
    default:
        return upgradePlan(*m_session.map(), heads, target);
    }
}

RunRequest PlanDialog::request() const
{
    RunRequest request;
    request.command = m_command;
    request.targets = { m_target->currentText().trimmed() };
    request.purge = m_command == RunRequest::Command::Stamp && m_purge->isChecked();
    request.xArguments = QProcess::splitCommand(m_arguments->text());
    return request;
}

void PlanDialog::refresh()
{
    m_steps->clear();
    m_planned.clear();
    m_sql->setSql(QString());
    m_notice->clear();
    m_outcome->clear();
    const auto steps = plan();
    m_isRunnable = steps.has_value() && (!steps->steps.empty() || request().purge);
    if (!steps) {
        m_previewer.clear();
        const Error &error = steps.error();
        m_notice->show(Banner::Severity::Error,
                       error.hint.isEmpty() ? error.message : error.message + u'\n' + error.hint);
    } else if (!m_isRunnable) {
        m_previewer.clear();
        m_notice->show(Banner::Severity::Success,
                       tr("Nothing to do: the database is there already."));
    } else {
        showSteps(*steps);
        m_previewer.previewRun(m_session.project(), request(), m_session.heads(),
                               dialectOf(m_session));
    }
    updateButtons();
}

void PlanDialog::showSteps(const MigrationPlan &plan)
{
    m_planned = plan.steps;
    const QString icon = m_command == RunRequest::Command::Stamp ? u"stamp"_s
        : m_command == RunRequest::Command::Downgrade            ? u"downgrade"_s
                                                                 : u"upgrade"_s;
    for (const MigrationStep &step : plan.steps) {
        auto *item = new QTreeWidgetItem(m_steps);
        item->setText(NumberColumn, QString::number(m_steps->topLevelItemCount()));
        item->setIcon(NumberColumn, themedIcon(icon, IconTint::Muted));
        const bool isStamp = step.kind == MigrationStep::Kind::Stamp;
        item->setText(RevisionColumn, isStamp ? joinIds(step.to) : step.revision.text());
        item->setFont(RevisionColumn, scaledFont(fixedFont(), 0.95));
        item->setText(MessageColumn, isStamp ? step.shortLog() : step.doc);
        item->setToolTip(MessageColumn, step.log());
    }
    for (const int column : { NumberColumn, RevisionColumn })
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
    for (const int step : text.dataDependentSteps) {
        if (QTreeWidgetItem *item = m_steps->topLevelItem(step)) {
            item->setIcon(NumberColumn, themedIcon(u"warning"_s, IconTint::Warning));
            item->setToolTip(NumberColumn, tr("Reads data: its SQL is known when it runs."));
        }
    }
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
        m_notice->show(text.failed ? Banner::Severity::Error : Banner::Severity::Warning,
                       lines.join(u'\n'));
}

/// Shows the SQL of the chosen step: offline output names each step before it.
void PlanDialog::showStepsSql()
{
    const int index = m_steps->indexOfTopLevelItem(m_steps->currentItem());
    if (index >= 0 && index < static_cast<int>(m_planned.size()))
        m_sql->showText(u"-- Running "_s + m_planned[static_cast<std::size_t>(index)].shortLog());
}

void PlanDialog::updateButtons()
{
    const bool isConfirmed =
        !m_isProduction || m_confirm->text().trimmed() == m_session.databaseName();
    QPushButton *run = m_buttons->button(QDialogButtonBox::Ok);
    run->setText(m_planned.size() > 1
                     ? tr("%1: %n steps", nullptr, static_cast<int>(m_planned.size())).arg(verb())
                     : verb());
    run->setEnabled(m_isRunnable && isConfirmed);
}

} // namespace limbeck
