// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/revisionfiles.h"
#include "core/engine/runrequest.h"
#include "core/revision/revision.h"

#include <QAction>
#include <QObject>

class QMenu;

namespace limbeck {

class ProjectSession;

/// What can be done with one revision, the menu of the graph and of the history, and how new ones
/// are made.
class RevisionActions final : public QObject
{
    Q_OBJECT

public:
    explicit RevisionActions(ProjectSession &session, QObject *parent = nullptr);

    /// The revision that the actions are about.
    void setRevision(const std::optional<RevisionId> &id);
    [[nodiscard]] QList<QAction *> all() const;

    QAction *const create; ///< behind the head
    QAction *const merge; ///< of the heads
    QAction *const openScript;
    QAction *const upgradeTo;
    QAction *const downgradeTo;
    QAction *const stamp;
    QAction *const createBehind;
    QAction *const upgradeSql;
    QAction *const downgradeSql;
    QAction *const copyId;
    QAction *const showFile;

    /// Follows the session: what makes sense for the revision now.
    void update();

Q_SIGNALS:
    void runRequested(limbeck::RunRequest::Command command, const QString &target);
    void scriptRequested(const limbeck::RevisionId &id);
    void sqlRequested(bool upgrade);
    /// @p parent: empty for the head.
    void createRequested(limbeck::RevisionFilesOrder::Kind kind, const QString &parent);

private:
    [[nodiscard]] QString path() const;

    ProjectSession &m_session;
    std::optional<RevisionId> m_revision;
};

} // namespace limbeck
