// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/engine/revisionscript.h"
#include "core/lang/ast.h"

#include <QStringList>

#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace limbeck {

/// Reads and parses the scripts of a long plan before their turn, in a thread of its own: a script
/// takes longer to parse than to evaluate, so who would have to wait for one parses others
/// meanwhile.
///
/// Only some are kept at a time. A script that cannot be read or parsed is left to its turn, where
/// its error is told.
class ScriptsAhead
{
public:
    /// Absolute paths, in the order of the plan. Reads nothing ahead for a plan of a few steps.
    explicit ScriptsAhead(QStringList paths);
    ~ScriptsAhead();
    ScriptsAhead(const ScriptsAhead &) = delete;
    ScriptsAhead &operator=(const ScriptsAhead &) = delete;

    /// The script at @p path, which is next in the plan; null when it has to be read at its turn.
    [[nodiscard]] lang::ModulePtr take(const QString &path);

private:
    struct Script
    {
        lang::ModulePtr module; ///< null if it cannot be parsed
        bool isRead = false;
    };

    void readAll();
    void readNext(ScriptReader &reader, std::unique_lock<std::mutex> &lock);
    [[nodiscard]] bool isRoom() const;

    const QStringList m_paths;
    ScriptReader m_reader; ///< of the thread that takes
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<Script> m_scripts; ///< by index in the plan
    qsizetype m_next = 0; ///< the first that nobody has begun to read
    qsizetype m_taken = 0; ///< so many have had their turn
    qsizetype m_awaited = -1; ///< the one whose turn it is while it is being read
    bool m_ends = false; ///< the thread is to come to its end
    std::thread m_thread;
};

} // namespace limbeck
