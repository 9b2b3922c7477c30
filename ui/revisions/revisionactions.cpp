// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/revisions/revisionactions.h"

#include "ui/commands/availability.h"
#include "ui/project/projectsession.h"
#include "ui/theme/icons.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QFileInfo>
#include <QGuiApplication>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

QAction *action(QObject *parent, const QString &icon, const QString &text, const QString &tip)
{
    auto *result = new QAction(themedIcon(icon), text, parent);
    result->setToolTip(tip);
    return result;
}

QAction *separator(QObject *parent)
{
    auto *result = new QAction(parent);
    result->setSeparator(true);
    return result;
}

} // namespace

RevisionActions::RevisionActions(ProjectSession &session, QObject *parent)
    : QObject(parent)
    , create(action(this, u"new"_s, tr("&New revision…"),
                    tr("Write a new revision file, empty or from the models")))
    , merge(action(this, u"merge"_s, tr("&Merge heads…"),
                   tr("Write a revision that joins the heads")))
    , openScript(action(this, u"script"_s, tr("&Open script"), tr("Show the revision's file")))
    , upgradeTo(action(this, u"upgrade"_s, tr("&Upgrade to here…"),
                       tr("Plan what is pending up to this revision")))
    , downgradeTo(action(this, u"downgrade"_s, tr("&Downgrade to here…"),
                         tr("Plan how to get back to this revision")))
    , stamp(action(this, u"stamp"_s, tr("&Stamp here…"),
                   tr("Write this revision into the version table without running scripts")))
    , createBehind(action(this, u"new"_s, tr("&New revision behind this…"),
                          tr("Write a new revision file that follows this one")))
    , upgradeSql(action(this, u"sql"_s, tr("Show SQL of the &upgrade"), tr("Show its SQL")))
    , downgradeSql(action(this, u"sql"_s, tr("Show SQL of the do&wngrade"), tr("Show its SQL")))
    , copyId(action(this, u"copy"_s, tr("&Copy id"), tr("Copy the revision's id")))
    , showFile(action(this, u"folder"_s, tr("Show in &folder"),
                      tr("Open the folder that holds the revision's file")))
    , m_session(session)
{
    connect(openScript, &QAction::triggered, this, [this] { Q_EMIT scriptRequested(*m_revision); });
    const auto plan = [this](QAction *planned, RunRequest::Command command) {
        connect(planned, &QAction::triggered, this,
                [this, command] { Q_EMIT runRequested(command, m_revision->text()); });
    };
    plan(upgradeTo, RunRequest::Command::Upgrade);
    plan(downgradeTo, RunRequest::Command::Downgrade);
    plan(stamp, RunRequest::Command::Stamp);
    using Kind = RevisionFilesOrder::Kind;
    connect(create, &QAction::triggered, this,
            [this] { Q_EMIT createRequested(Kind::Revision, {}); });
    connect(merge, &QAction::triggered, this, [this] { Q_EMIT createRequested(Kind::Merge, {}); });
    connect(createBehind, &QAction::triggered, this,
            [this] { Q_EMIT createRequested(Kind::Revision, m_revision->text()); });
    connect(upgradeSql, &QAction::triggered, this, [this] { Q_EMIT sqlRequested(true); });
    connect(downgradeSql, &QAction::triggered, this, [this] { Q_EMIT sqlRequested(false); });
    connect(copyId, &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(m_revision->text()); });
    connect(showFile, &QAction::triggered, this, [this] {
        QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path()).absolutePath()));
    });
    for (const auto signal : { &ProjectSession::opened, &ProjectSession::reloaded,
                               &ProjectSession::statesChanged, &ProjectSession::runFinished })
        connect(&session, signal, this, &RevisionActions::update);
    update();
}

QList<QAction *> RevisionActions::all() const
{
    auto *owner = const_cast<RevisionActions *>(this); // NOLINT: separators belong to it
    return { openScript, createBehind,     separator(owner), upgradeTo,    downgradeTo,
             stamp,      separator(owner), upgradeSql,       downgradeSql, separator(owner),
             copyId,     showFile };
}

void RevisionActions::setRevision(const std::optional<RevisionId> &id)
{
    m_revision = id;
    update();
}

QString RevisionActions::path() const
{
    const RevisionMap *map = m_session.map();
    const auto index = map && m_revision ? map->find(*m_revision) : std::nullopt;
    return index ? map->at(*index).path : QString();
}

void RevisionActions::update()
{
    const RevisionState state = m_revision
        ? m_session.states().value(*m_revision, RevisionState::Unknown)
        : RevisionState::Unknown;
    const RevisionMap *map = m_session.map();
    // The first reason counts.
    const QString noMap = !m_session.hasProject() ? tr("no project is open")
        : !map                                    ? tr("the revision graph is broken")
                                                  : QString();
    const QString noRevision = !m_session.hasProject() ? noMap
        : !m_revision                                  ? tr("no revision is selected")
                                                       : QString();
    const QString noFile = !noRevision.isEmpty() ? noRevision
        : !noMap.isEmpty()                       ? noMap
        : path().isEmpty()                       ? tr("no file declares the revision")
                                                 : QString();
    const QString noRun =
        noFile.isEmpty() && m_session.isRunning() ? tr("a run is under way") : noFile;
    const auto offer = [&noRun](QAction &action, bool isPossible, const QString &whyNot) {
        setAvailability(action, !noRun.isEmpty() ? noRun : isPossible ? QString() : whyNot);
    };
    setAvailability(*create, noMap);
    setAvailability(
        *merge, noMap.isEmpty() && map->heads().size() < 2 ? tr("there is only one head") : noMap);
    for (QAction *each : { createBehind, openScript, upgradeSql, downgradeSql, showFile })
        setAvailability(*each, noFile);
    offer(*upgradeTo, state == RevisionState::Pending || state == RevisionState::Unknown,
          tr("the revision is applied"));
    offer(*downgradeTo, state == RevisionState::Applied,
          state == RevisionState::Current       ? tr("the database is there")
              : state == RevisionState::Pending ? tr("the revision is not applied")
                                                : tr("the database has not answered"));
    offer(*stamp, state != RevisionState::Current, tr("the database is there"));
    setAvailability(*copyId, noRevision);
}

} // namespace limbeck
