// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/runrequest.h"

namespace limbeck {

/// A backup before an upgrade, and what is done with it.
struct BackupChoice
{
    QString folder; ///< empty: database::defaultBackupFolder()
    int keep = 10; ///< so many backups of the database are kept
    bool restoresOnFailure = true; ///< where that is safe

    friend bool operator==(const BackupChoice &, const BackupChoice &) = default;
};

/// A run as a person orders it: what is to be done, and by what way.
struct RunOrder
{
    /// ProjectsAlembic: the project's own Python, as a process of its own (OutsideAlembic). Only
    /// ever what a person chose.
    enum class Engine { Limbeck, ProjectsAlembic };

    // NOLINTNEXTLINE(google-explicit-constructor): a request is an order without further wishes
    RunOrder(RunRequest wanted = {})
        : request(std::move(wanted))
    {
    }

    RunRequest request;
    Engine engine = Engine::Limbeck;
    std::optional<BackupChoice> backup; ///< of an upgrade by Limbeck; none: no backup

    friend bool operator==(const RunOrder &, const RunOrder &) = default;
};

} // namespace limbeck
