// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/sql/sqlpanel.h"

#include "ui/project/projectsession.h"
#include "ui/script/sqlview.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"

#include <QButtonGroup>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace limbeck {

SqlPanel::SqlPanel(ProjectSession &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_subject(new QComboBox(this))
    , m_dialect(new QComboBox(this))
    , m_upgrade(new QToolButton(this))
    , m_downgrade(new QToolButton(this))
    , m_copy(new QToolButton(this))
    , m_wrap(new QToolButton(this))
    , m_notice(new Banner(this))
    , m_view(new SqlView(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(bar());
    layout->addWidget(m_notice);
    layout->addWidget(m_view, 1);

    connect(m_subject, &QComboBox::currentIndexChanged, this, &SqlPanel::refresh);
    connect(m_dialect, &QComboBox::currentIndexChanged, this, &SqlPanel::refresh);
    connect(m_upgrade, &QToolButton::toggled, this, &SqlPanel::refresh);
    connect(m_copy, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_view->sql()); });
    connect(m_wrap, &QToolButton::toggled, m_view, &SqlView::setWrapping);
    connect(m_view, &SqlView::scriptLineClicked, this, &SqlPanel::scriptLineClicked);
    connect(&m_previewer, &SqlPreviewer::ready, this, &SqlPanel::show);
}

QWidget *SqlPanel::bar()
{
    m_subject->addItem(tr("Revision"), static_cast<int>(Subject::Revision));
    m_subject->addItem(tr("All pending"), static_cast<int>(Subject::Pending));
    m_subject->setAccessibleName(tr("What to show"));
    m_subject->setToolTip(tr("What to show: the selected revision, or all that is pending"));
    m_subject->setMinimumContentsLength(8);
    m_subject->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_dialect->addItem(tr("PostgreSQL"), u"postgresql"_s);
    m_dialect->addItem(tr("MySQL"), u"mysql"_s);
    m_dialect->addItem(tr("MariaDB"), u"mariadb"_s);
    m_dialect->addItem(tr("SQLite"), u"sqlite"_s);
    m_dialect->setAccessibleName(tr("Dialect"));
    m_dialect->setToolTip(tr("The database to write SQL for"));

    auto *directions = new QButtonGroup(this);
    const auto toggle = [&](QToolButton *button, const QString &icon, const QString &tip) {
        button->setIcon(themedIcon(icon));
        button->setCheckable(true);
        button->setToolTip(tip);
        button->setAccessibleName(tip);
        button->setIconSize({ 16, 16 });
    };
    toggle(m_upgrade, u"upgrade"_s, tr("SQL of the upgrade"));
    toggle(m_downgrade, u"downgrade"_s, tr("SQL of the downgrade"));
    directions->addButton(m_upgrade);
    directions->addButton(m_downgrade);
    m_upgrade->setChecked(true);
    toggle(m_wrap, u"wrap"_s, tr("Wrap long lines"));
    m_wrap->setChecked(true);
    m_copy->setIcon(themedIcon(u"copy"_s));
    m_copy->setToolTip(tr("Copy the SQL"));
    m_copy->setAccessibleName(m_copy->toolTip());
    m_copy->setIconSize({ 16, 16 });

    auto *bar = new QWidget(this);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(metrics::gap, 5, metrics::gap, 5);
    layout->setSpacing(metrics::grid);
    layout->addWidget(m_subject, 1);
    layout->addWidget(m_dialect, 1);
    layout->addSpacing(2);
    layout->addWidget(m_upgrade);
    layout->addWidget(m_downgrade);
    layout->addSpacing(2);
    layout->addWidget(m_wrap);
    layout->addWidget(m_copy);
    return bar;
}

QString SqlPanel::sql() const
{
    return m_view->sql();
}

QString SqlPanel::dialect() const
{
    return m_dialect->currentData().toString();
}

void SqlPanel::setDialect(const QString &name)
{
    if (const int index = m_dialect->findData(name); index >= 0)
        m_dialect->setCurrentIndex(index);
}

bool SqlPanel::isUpgrade() const
{
    return m_upgrade->isChecked();
}

void SqlPanel::setUpgrade(bool upgrade)
{
    (upgrade ? m_upgrade : m_downgrade)->setChecked(true);
}

SqlPanel::Subject SqlPanel::subject() const
{
    return static_cast<Subject>(m_subject->currentData().toInt());
}

void SqlPanel::setSubject(Subject subject)
{
    if (const int index = m_subject->findData(static_cast<int>(subject)); index >= 0)
        m_subject->setCurrentIndex(index);
}

void SqlPanel::setScript(const QString &path, const QString &text)
{
    m_path = path;
    m_text = text;
    if (subject() == Subject::Revision)
        refresh();
}

void SqlPanel::setRange(const RevisionId &from, const RevisionId &to)
{
    m_range = { from, to };
    const QString text = tr("%1 to %2").arg(from.text(), to.text());
    const int known = m_subject->findData(static_cast<int>(Subject::Range));
    if (known >= 0)
        m_subject->setItemText(known, text);
    else
        m_subject->addItem(text, static_cast<int>(Subject::Range));
    if (subject() == Subject::Range)
        refresh();
    else
        setSubject(Subject::Range);
}

void SqlPanel::clearRange()
{
    m_range.reset();
    if (const int index = m_subject->findData(static_cast<int>(Subject::Range)); index >= 0) {
        if (subject() == Subject::Range)
            setSubject(Subject::Revision);
        m_subject->removeItem(index);
    }
}

/// Offline, from the older revision's rows: as `alembic upgrade A:B --sql`.
RunRequest SqlPanel::rangeRequest() const
{
    RunRequest request;
    request.command = isUpgrade() ? RunRequest::Command::Upgrade : RunRequest::Command::Downgrade;
    const auto &[from, to] = *m_range;
    request.targets = { isUpgrade() ? to.text() : from.text() };
    return request;
}

void SqlPanel::refresh()
{
    const Subject what = subject();
    m_upgrade->setEnabled(what != Subject::Pending);
    m_downgrade->setEnabled(what != Subject::Pending);
    const bool isNothing =
        (what == Subject::Revision && m_path.isEmpty()) || (what == Subject::Range && !m_range);
    if (!m_session.hasProject() || isNothing) {
        m_previewer.clear();
        show({});
        return;
    }
    if (what == Subject::Pending) {
        RunRequest request;
        request.targets = { u"heads"_s };
        m_previewer.previewRun(m_session.project(), request, m_session.heads(), dialect());
    } else if (what == Subject::Range) {
        const auto &[from, to] = *m_range;
        m_previewer.previewRun(m_session.project(), rangeRequest(),
                               { isUpgrade() ? from.text() : to.text() }, dialect());
    } else {
        m_previewer.previewScript(m_session.project(), m_path, m_text, dialect(), isUpgrade());
    }
}

void SqlPanel::markScriptLine(int line)
{
    if (subject() == Subject::Revision)
        m_view->markScriptLine(line);
}

void SqlPanel::show(const SqlText &text)
{
    m_view->setSql(text.sql, text.segments);
    if (text.dataDependentLine > 0)
        m_view->markDataDependentFrom(text.dataDependentLine);
    m_copy->setEnabled(!text.sql.isEmpty());
    showNotice(text);
    Q_EMIT diagnosticsChanged(subject() == Subject::Revision ? m_path : QString(),
                              text.diagnostics);
}

/// What a rehearsal would have to run for the SQL that is shown; empty where it cannot.
QString SqlPanel::rehearsable() const
{
    if (subject() == Subject::Pending)
        return u"heads"_s;
    if (subject() != Subject::Revision || !isUpgrade())
        return {};
    for (const GraphNode &node : m_session.graph().nodes) {
        if (node.path == m_path)
            return m_session.states().value(node.id) == RevisionState::Pending ? node.id.text()
                                                                               : QString();
    }
    return {};
}

void SqlPanel::offerRehearsal()
{
    const QString target = rehearsable();
    if (!target.isEmpty() && dialect() == m_session.targetDialect())
        m_notice->addAction(tr("Rehearse to see it…"),
                            [this, target] { Q_EMIT rehearsalRequested(target); });
}

void SqlPanel::showRehearsed(const QString &target, const QString &sql)
{
    if (target != rehearsable())
        return; // something else is shown by now
    m_view->setSql(sql, {});
    m_copy->setEnabled(true);
    m_notice->show(Banner::Severity::Information,
                   tr("As a rehearsal on a copy of the database sent it."));
    m_notice->addAction(tr("Back to the preview"), [this] { refresh(); });
}

void SqlPanel::showNotice(const SqlText &text)
{
    if (!text.diagnostics.empty()) {
        const Diagnostic &first = text.diagnostics.front();
        const QString place = first.span.toString();
        const QString message = place.isEmpty() ? first.message : place + u": "_s + first.message;
        m_notice->show(text.failed ? Banner::Severity::Error : Banner::Severity::Warning,
                       first.hint.isEmpty() ? message : message + u'\n' + first.hint);
        if (const int line = first.span.range.line; line > 0 && subject() == Subject::Revision)
            m_notice->addAction(tr("Go to line"),
                                [this, line] { Q_EMIT scriptLineClicked(line, true); });
        if (text.dataDependent)
            offerRehearsal();
        return;
    }
    if (!text.sql.isEmpty() || (subject() == Subject::Revision && m_path.isEmpty())
        || !m_session.hasProject()) {
        m_notice->clear();
        return;
    }
    switch (subject()) {
    case Subject::Pending:
        m_notice->show(Banner::Severity::Success, tr("Nothing is pending."));
        break;
    case Subject::Range:
        m_notice->show(Banner::Severity::Information,
                       tr("There is no way between these two revisions."));
        break;
    case Subject::Revision:
        m_notice->show(Banner::Severity::Information,
                       isUpgrade() ? tr("Its upgrade changes nothing: it emits no SQL.")
                                   : tr("Its downgrade changes nothing: it emits no SQL."));
        break;
    }
}

} // namespace limbeck
