// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/engine/revisionscript.h"
#include "core/engine/runrequest.h"
#include "core/lang/ast.h"
#include "core/revision/migrationplan.h"
#include "core/revision/revisionmap.h"

#include <QStringList>

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace limbeck {

/// Reads and parses the scripts of a long plan before their turn, in a thread of its own. Who would
/// have to wait for one parses others meanwhile.
///
/// It stays a few dozens of scripts ahead: more would only take memory. A script that cannot be
/// read or parsed is left to its turn, where its error is told.
class ScriptsAhead
{
public:
    /// Absolute paths, in the order in which they will be taken. Reads nothing ahead for a plan of
    /// a few steps.
    explicit ScriptsAhead(const QStringList &paths);
    /// Those of an offline @p request, whose plan needs no database: read while env.py is being
    /// evaluated. Of every other request nothing is read. Both live as long.
    ScriptsAhead(const Result<RevisionMap> &map, const RunRequest &request);
    ~ScriptsAhead();
    ScriptsAhead(const ScriptsAhead &) = delete;
    ScriptsAhead &operator=(const ScriptsAhead &) = delete;

    /// The plan of the request, which was made on the way, if it is one from @p start. Once.
    [[nodiscard]] std::optional<MigrationPlan> takePlan(const Heads &start);

    /// What is read.
    [[nodiscard]] QStringList paths();

    /// The script at @p path, which is the next one; null when it has to be read at its turn.
    [[nodiscard]] lang::ModulePtr take(const QString &path);

private:
    struct Script
    {
        lang::ModulePtr module; ///< null if it cannot be parsed
        bool isRead = false;
    };

    void begin(const QStringList &paths, std::optional<MigrationPlan> plan = {});
    void readAll();
    void readNext(ScriptReader &reader, std::unique_lock<std::mutex> &lock);

    QStringList m_paths; ///< does not change once the plan is there
    std::optional<MigrationPlan> m_plan;
    bool m_isPlanned = false;
    ScriptReader m_reader; ///< of the thread that takes
    std::mutex m_mutex;
    std::condition_variable m_changed; ///< for who takes
    std::condition_variable m_mayRead; ///< for the thread
    std::vector<Script> m_scripts; ///< by index in the plan; none of a plan of a few steps
    size_t m_next = 0; ///< the first that nobody has begun to read
    size_t m_taken = 0; ///< so many have had their turn
    std::optional<size_t> m_awaited; ///< the one whose turn it is while it is being read
    bool m_ends = false; ///< the thread is to come to its end
    std::thread m_thread;
};

} // namespace limbeck
