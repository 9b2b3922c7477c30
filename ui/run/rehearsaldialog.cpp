// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/rehearsaldialog.h"

#include "ui/project/projectsession.h"
#include "ui/run/rehearsalreport.h"
#include "ui/run/steptree.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/filesaver.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QJsonDocument>
#include <QLabel>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace limbeck {

RehearsalDialog::RehearsalDialog(ProjectSession &session, const RunRequest &request,
                                 QWidget *parent)
    : QDialog(parent)
    , m_session(session)
    , m_pages(new QStackedWidget(this))
    , m_phases(new QListWidget(this))
    , m_progress(new QProgressBar(this))
    , m_step(new QLabel(this))
    , m_verdict(new Banner(this))
    , m_steps(new StepTree(this))
    , m_differences(new QLabel(this))
    , m_save(new QPushButton(tr("&Save report…"), this))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Cancel, this))
{
    setWindowTitle(tr("Rehearsal"));
    resize(900, 560);
    auto *title =
        new QLabel(tr("Upgrade to %1, rehearsed on a copy").arg(request.targets.join(u' ')), this);
    title->setTextFormat(Qt::PlainText);
    title->setFont(strongFont(scaledFont(font(), 1.12)));
    auto *subtitle = new QLabel(
        tr("Up, down and up again on a scratch copy of %1. The database itself is only read; the "
           "copy is deleted afterwards.")
            .arg(session.databaseName()),
        this);
    subtitle->setTextFormat(Qt::PlainText);
    subtitle->setWordWrap(true);
    subtitle->setProperty("role", u"muted"_s);
    m_pages->addWidget(progressPage());
    m_pages->addWidget(reportPage());
    m_buttons->addButton(m_save, QDialogButtonBox::ActionRole);
    m_save->setAutoDefault(false);
    m_save->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::wideMargin, 16, metrics::wideMargin, 16);
    layout->setSpacing(metrics::gap);
    layout->addWidget(title);
    layout->addWidget(subtitle);
    layout->addSpacing(metrics::grid);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_buttons);
    connect(m_save, &QPushButton::clicked, this, &RehearsalDialog::save);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(&m_task, &RehearsalTask::phaseBegan, this, &RehearsalDialog::beginPhase);
    connect(&m_task, &RehearsalTask::stepBegan, m_step, &QLabel::setText);
    connect(&m_task, &RehearsalTask::finished, this, &RehearsalDialog::showReport);
    connect(&m_task, &RehearsalTask::failed, this, &RehearsalDialog::showFailure);
    m_task.start(session.project(), session.onTarget(request));
}

QWidget *RehearsalDialog::progressPage()
{
    auto *page = new QFrame(m_pages);
    page->setProperty("frameRole", u"box"_s);
    m_phases->setFrameShape(QFrame::NoFrame);
    m_phases->setSelectionMode(QAbstractItemView::NoSelection);
    m_phases->setFocusPolicy(Qt::NoFocus);
    m_phases->setAccessibleName(tr("What was done so far"));
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("The rehearsal is under way"));
    m_step->setTextFormat(Qt::PlainText);
    m_step->setProperty("role", u"muted"_s);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(metrics::margin, metrics::margin, metrics::margin, metrics::margin);
    layout->setSpacing(metrics::gap);
    layout->addWidget(m_progress);
    layout->addWidget(m_phases, 1);
    layout->addWidget(m_step);
    return page;
}

QWidget *RehearsalDialog::reportPage()
{
    auto *page = new QFrame(m_pages);
    page->setProperty("frameRole", u"box"_s);
    m_differences->setTextFormat(Qt::PlainText);
    m_differences->setFont(scaledFont(fixedFont(), 0.92));
    m_differences->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_differences->setContentsMargins(metrics::margin, metrics::gap, metrics::margin, metrics::gap);
    m_differences->setWordWrap(true);
    m_differences->setAccessibleName(tr("Differences of the schema"));
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(m_verdict);
    layout->addWidget(m_differences);
    layout->addWidget(m_steps, 1);
    return page;
}

void RehearsalDialog::beginPhase(const QString &phase)
{
    for (int row = 0; row < m_phases->count(); ++row)
        m_phases->item(row)->setIcon(themedIcon(u"check"_s, IconTint::Success));
    m_phases->addItem(new QListWidgetItem(themedIcon(u"play"_s, IconTint::Accent), phase));
    m_phases->scrollToBottom();
    m_step->clear();
}

void RehearsalDialog::showReport(const RehearsalReport &report)
{
    m_report = report;
    m_verdict->show(report.failure           ? Banner::Severity::Error
                        : report.isSuccess() ? Banner::Severity::Success
                                             : Banner::Severity::Warning,
                    verdictOf(report));
    m_differences->setText(differencesOf(report));
    m_differences->setVisible(!m_differences->text().isEmpty());
    m_steps->setSteps(stepRows(report));
    m_save->show();
    end();
    Q_EMIT rehearsed(report);
}

void RehearsalDialog::showFailure(const Error &error)
{
    const bool isCancelled = error.code == ErrorCode::Cancelled;
    m_verdict->show(isCancelled ? Banner::Severity::Warning : Banner::Severity::Error,
                    isCancelled                ? tr("Cancelled.")
                        : error.hint.isEmpty() ? error.message
                                               : error.message + u'\n' + error.hint);
    m_differences->hide();
    end();
}

void RehearsalDialog::end()
{
    m_pages->setCurrentIndex(1);
    m_buttons->button(QDialogButtonBox::Cancel)->setEnabled(true);
    m_buttons->button(QDialogButtonBox::Cancel)->setText(tr("&Close"));
    m_steps->setFocus();
}

/// The first "Cancel" stops the rehearsal, and the dialog stays until the copy is gone.
void RehearsalDialog::done(int result)
{
    if (m_task.isRunning()) {
        m_buttons->button(QDialogButtonBox::Cancel)->setEnabled(false);
        m_step->setText(tr("Cancelling…"));
        m_task.cancel();
        m_session.passwords().decline();
        return;
    }
    QDialog::done(result);
}

void RehearsalDialog::save()
{
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Save the report"), u"rehearsal.json"_s, tr("JSON (*.json);;All files (*)"));
    if (path.isEmpty())
        return;
    saveInBackground(this, path, QJsonDocument(m_report.toJson()).toJson(),
                     [this](const QString &problem) {
                         if (!problem.isEmpty())
                             m_verdict->show(Banner::Severity::Error, problem);
                     });
}

} // namespace limbeck
