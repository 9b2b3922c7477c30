// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/project/statusbanner.h"

#include "ui/project/projectsession.h"
#include "ui/widgets/banner.h"

namespace limbeck {

StatusBanner::StatusBanner(ProjectSession &session, Banner &banner, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_banner(banner)
{
}

void StatusBanner::update()
{
    if (m_session.hasProject() && !m_session.map())
        showBrokenGraph();
    else if (m_session.connectionError())
        showConnectionError();
    else if (const QStringList rows = m_session.unknownRows(); !rows.isEmpty())
        showUnknownRows(rows);
    else if (m_session.isToBeMade())
        m_banner.show(Banner::Severity::Information,
                      tr("The database %1 is not there yet. The first upgrade makes it.")
                          .arg(m_session.databaseName()));
    else
        m_banner.clear();
}

bool StatusBanner::isNew(const QString &message) const
{
    return m_banner.message() != message;
}

void StatusBanner::showBrokenGraph()
{
    const QString message = tr("The revision graph is broken, so nothing can be run: %1")
                                .arg(m_session.project()->scripts().map().error().message);
    if (!isNew(message))
        return;
    m_banner.show(Banner::Severity::Error, message);
    m_banner.addAction(tr("Show &problems"), [this] { Q_EMIT problemsRequested(); });
}

void StatusBanner::showConnectionError()
{
    const Error &error = *m_session.connectionError();
    const QString message =
        error.hint.isEmpty() ? error.message : error.message + u'\n' + error.hint;
    if (!isNew(message))
        return;
    m_banner.show(Banner::Severity::Warning, message);
    m_banner.addAction(tr("&Choose database…"), [this] { Q_EMIT chooseTargetRequested(); });
    m_banner.addAction(tr("&Try again"), [this] { m_session.refreshStates(); });
}

void StatusBanner::showUnknownRows(const QStringList &rows)
{
    const QString message =
        tr("The database is at %1, which no file of this project declares. Perhaps the revision "
           "is on another branch of the repository; get its file before anything is run.")
            .arg(rows.join(u", "));
    if (isNew(message))
        m_banner.show(Banner::Severity::Warning, message);
}

} // namespace limbeck
