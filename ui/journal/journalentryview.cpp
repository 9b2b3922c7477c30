// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/journal/journalentryview.h"

#include "ui/journal/journalmodel.h"
#include "ui/run/steptree.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"

#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QStackedLayout>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

StatementRow rowOf(const JournalStatement &statement)
{
    StatementRow row;
    row.sql = statement.sql;
    row.times = statement.times;
    row.origin = statement.origin;
    if (statement.isSkipped) {
        row.remark = JournalEntryView::tr("in effect since an earlier run");
        return row;
    }
    if (!statement.hasEnded) {
        row.remark = JournalEntryView::tr("outcome not known");
        row.tone = StepTone::Warning;
        return row;
    }
    row.microseconds = statement.microseconds;
    if (statement.kind == database::StatementKind::Data)
        row.rows = statement.rows;
    if (!statement.error.isEmpty()) {
        row.remark = statement.error;
        row.tone = StepTone::Error;
    }
    return row;
}

StepRow rowOf(const JournalStep &step)
{
    StepRow row;
    row.title = step.text;
    if (!step.startedAt.isValid()) {
        row.remark = JournalEntryView::tr("not begun");
    } else if (!step.finishedAt.isValid()) {
        row.remark = JournalEntryView::tr("not finished");
        row.tone = StepTone::Error;
    } else {
        row.microseconds = step.startedAt.msecsTo(step.finishedAt) * 1000;
        row.tone = StepTone::Success;
        if (!step.isCommitted)
            row.remark = JournalEntryView::tr("committed with the run");
    }
    return row;
}

/// The run's own statements come first, where there are any of interest.
std::vector<StepRow> rowsOf(const JournalEntry &entry)
{
    std::vector<StepRow> rows;
    StepRow own;
    own.title = JournalEntryView::tr("Around the steps");
    for (const JournalStep &step : entry.run.steps)
        rows.push_back(rowOf(step));
    for (const JournalStatement &statement : entry.statements) {
        const auto step = static_cast<std::size_t>(statement.step);
        if (statement.step >= 0 && step < rows.size())
            rows[step].statements.push_back(rowOf(statement));
        else if (statement.kind != database::StatementKind::Session)
            own.statements.push_back(rowOf(statement));
    }
    if (!own.statements.empty())
        rows.insert(rows.begin(), std::move(own));
    return rows;
}

QString factsOf(const JournalEntry &entry)
{
    const JournalRun &run = entry.run;
    const QString by =
        JournalEntryView::tr("%1 by %2 on %3")
            .arg(QLocale().toString(run.startedAt.toLocalTime(), u"yyyy-MM-dd HH:mm:ss"_s),
                 run.user, run.host);
    QStringList lines { by + u" · "_s + run.database
                            + (run.serverVersion.isEmpty() ? QString()
                                                           : u" (%1)"_s.arg(run.serverVersion)),
                        run.project + u" · "_s + run.program };
    if (run.resumes > 0)
        lines.front() += u" · "_s + JournalEntryView::tr("resumes run %1").arg(run.resumes);
    return (lines + entry.notes).join(u'\n');
}

} // namespace

JournalEntryView::JournalEntryView(QWidget *parent)
    : QWidget(parent)
    , m_empty(new QLabel(tr("Select a run to see its steps and statements."), this))
    , m_content(new QWidget(this))
    , m_icon(new QLabel(m_content))
    , m_title(new QLabel(m_content))
    , m_facts(new QLabel(m_content))
    , m_resume(new QPushButton(themedIcon(u"play"_s), tr("&Resume…"), m_content))
    , m_restart(new QPushButton(themedIcon(u"refresh"_s), tr("Res&tart…"), m_content))
    , m_error(new Banner(m_content))
    , m_steps(new StepTree(m_content))
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setProperty("role", u"muted"_s);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setFont(strongFont(scaledFont(font(), 1.05)));
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_facts->setTextFormat(Qt::PlainText);
    m_facts->setWordWrap(true);
    m_facts->setProperty("role", u"muted"_s);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_resume->setToolTip(tr("Go on behind the statements that are in effect"));
    m_restart->setToolTip(tr("Run the step from its beginning, after what it left was undone by "
                             "hand"));
    auto *head = new QHBoxLayout;
    head->setContentsMargins(metrics::margin, metrics::gap, metrics::gap, 0);
    head->setSpacing(metrics::gap);
    head->addWidget(m_icon);
    head->addWidget(m_title, 1);
    head->addWidget(m_resume);
    head->addWidget(m_restart);
    auto *facts = new QHBoxLayout;
    facts->setContentsMargins(metrics::margin, 0, metrics::margin, 2);
    facts->addWidget(m_facts);
    auto *layout = new QVBoxLayout(m_content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::grid);
    layout->addLayout(head);
    layout->addLayout(facts);
    layout->addWidget(m_error);
    layout->addWidget(m_steps, 1);
    auto *stack = new QStackedLayout(this);
    stack->addWidget(m_empty);
    stack->addWidget(m_content);
    connect(m_resume, &QPushButton::clicked, this, [this] { Q_EMIT resumeRequested(m_entry.run); });
    connect(m_restart, &QPushButton::clicked, this,
            [this] { Q_EMIT restartRequested(m_entry.run); });
    connect(m_steps, &StepTree::placeActivated, this, &JournalEntryView::placeActivated);
}

void JournalEntryView::showNothing()
{
    m_entry = {};
    static_cast<QStackedLayout *>(layout())->setCurrentWidget(m_empty);
}

void JournalEntryView::show(const JournalEntry &entry)
{
    m_entry = entry;
    const JournalRun &run = entry.run;
    m_icon->setPixmap(outcomeIcon(run.outcome).pixmap(QSize(18, 18), devicePixelRatioF()));
    m_title->setText(
        tr("Run %1: %2, %3").arg(run.id).arg(commandText(run), outcomeText(run.outcome)));
    m_facts->setText(factsOf(entry));
    m_facts->setToolTip(tr("Identity of the database: %1").arg(run.identity));
    QStringList reason;
    if (!run.error.isEmpty())
        reason += run.error.simplified();
    if (entry.isResumable)
        reason += tr("Statements of the step in which it stopped that are in effect: %1.")
                      .arg(entry.progress.inEffect.size());
    const bool isFailure = run.outcome == JournalRun::Outcome::Failed;
    m_error->show(isFailure ? Banner::Severity::Error : Banner::Severity::Warning,
                  reason.join(u'\n'));
    m_steps->setSteps(rowsOf(entry));
    updateButtons();
    static_cast<QStackedLayout *>(layout())->setCurrentWidget(m_content);
}

void JournalEntryView::setRunnableOn(const QString &identity)
{
    m_runnableOn = identity;
    updateButtons();
}

void JournalEntryView::updateButtons()
{
    for (QPushButton *button : { m_resume, m_restart }) {
        button->setVisible(m_entry.isResumable);
        button->setEnabled(!m_runnableOn.isEmpty() && m_entry.run.identity == m_runnableOn);
    }
}

} // namespace limbeck
