// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/runoptions.h"

#include "core/database/backup.h"
#include "core/database/connect.h"
#include "core/engine/outsidealembic.h"
#include "core/engine/runsessions.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProcess>
#include <QToolButton>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

std::optional<std::chrono::milliseconds> limitOf(const QLineEdit *field)
{
    const QString text = field->text().trimmed();
    if (text.isEmpty())
        return {};
    const auto limit = parseDuration(text);
    return limit ? std::optional(*limit) : std::nullopt;
}

QString problemOf(const QLineEdit *field)
{
    const QString text = field->text().trimmed();
    const auto limit = text.isEmpty() ? std::chrono::milliseconds(0) : parseDuration(text);
    return limit ? QString() : limit.error().message;
}

} // namespace

RunOptions::RunOptions(const std::shared_ptr<const Project> &project, RunRequest::Command command,
                       const QString &environment, QWidget *parent)
    : QWidget(parent)
    , m_project(project)
    , m_command(command)
    , m_environmentLimits(project->config().profile().limitsIn(environment))
    , m_backup(new QCheckBox(tr("&Back up first, and restore if it fails"), this))
    , m_purge(new QCheckBox(tr("&Delete all rows of the version table first"), this))
    , m_more(new QToolButton(this))
    , m_arguments(new QLineEdit(this))
    , m_engine(new QComboBox(this))
    , m_interpreter(new QLabel(this))
{
    m_backup->setVisible(command == RunRequest::Command::Upgrade);
    m_backup->setToolTip(tr("Written to %1 and read back before anything runs; put back only if "
                            "nobody else has written to the database meanwhile. The last 10 are "
                            "kept.")
                             .arg(database::defaultBackupFolder()));
    m_purge->setVisible(command == RunRequest::Command::Stamp);
    m_purge->setToolTip(
        tr("As `alembic stamp --purge`: for rows that name revisions that are gone"));
    m_more->setText(tr("&More options"));
    m_more->setCheckable(true);
    m_more->setIconSize({ 14, 14 });
    m_more->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    auto *row = new QHBoxLayout;
    row->addWidget(m_backup);
    row->addWidget(m_purge);
    row->addStretch();
    row->addWidget(m_more);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::gap);
    layout->addLayout(row);
    m_further = further();
    layout->addWidget(m_further);
    showFurther(false);
    connect(m_more, &QToolButton::toggled, this, &RunOptions::showFurther);
    connect(m_backup, &QCheckBox::toggled, this, &RunOptions::changed);
    connect(m_purge, &QCheckBox::toggled, this, &RunOptions::planChanged);
    connect(m_arguments, &QLineEdit::editingFinished, this, &RunOptions::planChanged);
    connect(m_engine, &QComboBox::currentIndexChanged, this, &RunOptions::onEngineChanged);
    connect(&m_search, &QFutureWatcherBase::finished, this, &RunOptions::showInterpreter);
}

QWidget *RunOptions::further()
{
    auto *page = new QWidget(this);
    auto *grid = new QGridLayout(page);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(metrics::margin);
    grid->setVerticalSpacing(metrics::gap);
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(3, 1);
    const RunLimits limits = m_environmentLimits.orElse(defaultRunLimits());
    m_lockWait =
        limitField(grid, 0, 0, tr("Wait for another r&un:"),
                   tr("How long to wait while another run holds the database"), limits.lockWait);
    m_lockTimeout =
        limitField(grid, 0, 2, tr("Wait for a &lock:"),
                   tr("How long a statement waits for a lock; then its step is tried again"),
                   limits.lockTimeout.value_or(database::defaultLockTimeout));
    m_statementTimeout = limitField(grid, 1, 0, tr("Limit of a &statement:"),
                                    tr("How long a statement may take"), limits.statementTimeout);
    m_runTimeout = limitField(grid, 1, 2, tr("Limit of the &whole run:"),
                              tr("After this time the run is cancelled"), limits.runTimeout);

    m_arguments->setPlaceholderText(tr("key=value …"));
    m_arguments->setToolTip(tr("What env.py reads with get_x_argument(), as `alembic -x`; "
                               "separated by spaces, quotes keep spaces together"));
    m_arguments->setAccessibleName(tr("Arguments for env.py"));
    auto *argumentsLabel = new QLabel(tr("Arguments for &env.py:"), page);
    argumentsLabel->setBuddy(m_arguments);
    m_engine->addItem(tr("Limbeck"));
    m_engine->addItem(tr("The project's own Alembic"));
    m_engine->setAccessibleName(tr("What evaluates the scripts"));
    m_engine->setToolTip(tr("The project's own Alembic is started with the project's Python, as a "
                            "process of its own: for scripts that Limbeck does not evaluate. It "
                            "has all your rights."));
    auto *engineLabel = new QLabel(tr("E&valuated by:"), page);
    engineLabel->setBuddy(m_engine);
    m_interpreter->setTextFormat(Qt::PlainText);
    m_interpreter->setProperty("role", u"muted"_s);
    m_interpreter->setWordWrap(true);
    m_interpreter->hide();
    grid->addWidget(argumentsLabel, 2, 0);
    grid->addWidget(m_arguments, 2, 1);
    grid->addWidget(engineLabel, 2, 2);
    grid->addWidget(m_engine, 2, 3);
    grid->addWidget(m_interpreter, 3, 0, 1, 4);
    setTabOrder(m_arguments, m_engine);
    return page;
}

QLineEdit *RunOptions::limitField(QGridLayout *grid, int row, int column, const QString &label,
                                  const QString &tip,
                                  const std::optional<std::chrono::milliseconds> &unless)
{
    auto *field = new QLineEdit(grid->parentWidget());
    const bool isLimited = unless && unless->count() > 0;
    field->setPlaceholderText(isLimited ? durationText(*unless) : tr("none"));
    field->setToolTip(tip + u'\n' + tr("500ms, 5s, 10min, 2h; a number alone is seconds"));
    auto *caption = new QLabel(label, grid->parentWidget());
    caption->setBuddy(field);
    field->setAccessibleName(QString(label).remove(u'&').remove(u':'));
    grid->addWidget(caption, row, column);
    grid->addWidget(field, row, column + 1);
    connect(field, &QLineEdit::textChanged, this, &RunOptions::changed);
    return field;
}

void RunOptions::showFurther(bool shown)
{
    m_further->setVisible(shown);
    m_more->setIcon(themedIcon(shown ? u"chevron-down"_s : u"chevron-right"_s, IconTint::Muted));
}

void RunOptions::chooseOutside()
{
    m_more->setChecked(true);
    m_engine->setCurrentIndex(1);
}

bool RunOptions::isOutside() const
{
    return m_engine->currentIndex() == 1;
}

void RunOptions::onEngineChanged()
{
    m_noInterpreter.clear();
    m_interpreter->setVisible(isOutside());
    m_backup->setEnabled(!isOutside());
    for (QLineEdit *field : { m_lockWait, m_lockTimeout, m_statementTimeout, m_runTimeout })
        field->setEnabled(!isOutside());
    if (isOutside()) {
        m_interpreter->setText(tr("Looking for the project's Python…"));
        m_search.setFuture(QtConcurrent::run([project = m_project]() -> Result<PythonInterpreter> {
            const auto outside = OutsideAlembic::find(project->config());
            if (!outside)
                return failure(outside.error());
            return outside->interpreter();
        }));
    }
    Q_EMIT changed();
}

void RunOptions::showInterpreter()
{
    const Result<PythonInterpreter> found = m_search.result();
    if (!isOutside())
        return;
    if (found) {
        m_interpreter->setText(tr("Runs %1 (%2). It takes no limits and no backup.")
                                   .arg(found->program, found->origin));
    } else {
        const Error &error = found.error();
        m_noInterpreter = error.message;
        m_interpreter->setText(error.hint.isEmpty() ? error.message
                                                    : error.message + u'\n' + error.hint);
    }
    Q_EMIT changed();
}

QString RunOptions::problem() const
{
    for (const QLineEdit *field : { m_lockWait, m_lockTimeout, m_statementTimeout, m_runTimeout }) {
        if (const QString problem = problemOf(field); !problem.isEmpty())
            return problem;
    }
    return isOutside() ? m_noInterpreter : QString();
}

void RunOptions::apply(RunOrder &order) const
{
    RunRequest &request = order.request;
    request.purge = m_command == RunRequest::Command::Stamp && m_purge->isChecked();
    request.xArguments = QProcess::splitCommand(m_arguments->text());
    request.limits.lockWait = limitOf(m_lockWait);
    request.limits.lockTimeout = limitOf(m_lockTimeout);
    request.limits.statementTimeout = limitOf(m_statementTimeout);
    request.limits.runTimeout = limitOf(m_runTimeout);
    request.limits = request.limits.orElse(m_environmentLimits);
    if (isOutside())
        order.engine = RunOrder::Engine::ProjectsAlembic;
    else if (m_command == RunRequest::Command::Upgrade && m_backup->isChecked())
        order.backup = BackupChoice();
}

} // namespace limbeck
