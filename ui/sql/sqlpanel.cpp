// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/sql/sqlpanel.h"

#include "ui/project/projectsession.h"
#include "ui/script/sqlview.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace limbeck {

SqlPanel::SqlPanel(ProjectSession &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_subject(new QComboBox(this))
    , m_dialect(new QComboBox(this))
    , m_direction(new QComboBox(this))
    , m_copy(new QToolButton(this))
    , m_view(new SqlView(this))
    , m_notice(new QLabel(this))
{
    m_subject->addItems({ tr("Selected revision"), tr("Pending plan") });
    m_subject->setAccessibleName(tr("What to show"));
    m_dialect->addItem(tr("PostgreSQL"), u"postgresql"_s);
    m_dialect->addItem(tr("MySQL"), u"mysql"_s);
    m_dialect->addItem(tr("MariaDB"), u"mariadb"_s);
    m_dialect->addItem(tr("SQLite"), u"sqlite"_s);
    m_dialect->setAccessibleName(tr("Dialect"));
    m_direction->addItems({ tr("Upgrade"), tr("Downgrade") });
    m_direction->setAccessibleName(tr("Direction"));
    m_copy->setText(tr("Copy"));
    m_copy->setToolTip(tr("Copy the SQL"));
    m_notice->setWordWrap(true);
    m_notice->setMargin(6);
    m_notice->setTextFormat(Qt::PlainText);
    m_notice->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_notice->hide();

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(6, 4, 6, 4);
    bar->addWidget(m_subject);
    bar->addWidget(m_direction);
    bar->addWidget(m_dialect);
    bar->addStretch();
    bar->addWidget(m_copy);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_notice);
    layout->addWidget(m_view, 1);

    for (QComboBox *box : { m_subject, m_dialect, m_direction })
        connect(box, &QComboBox::currentIndexChanged, this, &SqlPanel::refresh);
    connect(m_copy, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_view->sql()); });
    connect(&m_previewer, &SqlPreviewer::ready, this, &SqlPanel::show);
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

void SqlPanel::showPendingPlan(bool pending)
{
    m_subject->setCurrentIndex(pending ? 1 : 0);
}

void SqlPanel::setScript(const QString &path, const QString &text)
{
    m_path = path;
    m_text = text;
    if (m_subject->currentIndex() == 0)
        refresh();
}

void SqlPanel::refresh()
{
    const bool pending = m_subject->currentIndex() == 1;
    m_direction->setEnabled(!pending);
    if (!m_session.hasProject() || (!pending && m_path.isEmpty())) {
        m_previewer.clear();
        show({});
        return;
    }
    if (pending) {
        RunRequest request;
        request.targets = { u"heads"_s };
        m_previewer.previewRun(m_session.project(), request, m_session.heads(), dialect());
    } else {
        m_previewer.previewScript(m_session.project(), m_path, m_text, dialect(),
                                  m_direction->currentIndex() == 0);
    }
}

void SqlPanel::show(const SqlText &text)
{
    m_view->setSql(text.sql);
    m_copy->setEnabled(!text.sql.isEmpty());
    QStringList lines;
    for (const Diagnostic &diagnostic : text.diagnostics) {
        const QString place = diagnostic.span.toString();
        lines += place.isEmpty() ? diagnostic.message : place + u": "_s + diagnostic.message;
        if (!diagnostic.hint.isEmpty())
            lines += diagnostic.hint;
    }
    if (text.sql.isEmpty() && lines.isEmpty() && !m_path.isEmpty())
        lines += m_subject->currentIndex() == 1 ? tr("Nothing is pending.")
                                                : tr("This direction emits no SQL.");
    m_notice->setText(lines.join(u'\n'));
    m_notice->setVisible(!lines.isEmpty());
    Q_EMIT diagnosticsChanged(text.diagnostics);
}

} // namespace limbeck
