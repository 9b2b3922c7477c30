// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/lang/ast.h"

#include <QStringList>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace limbeck {

/// Reads and parses the scripts of a long plan before their turn, in a thread of its own: a script
/// takes about as long to parse as to evaluate.
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
        QString path;
        lang::ModulePtr module;
    };

    void read();

    const QStringList m_paths;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Script> m_scripts;
    bool m_ends = false; ///< the thread is at its end, or is to come to it
    std::thread m_thread;
};

} // namespace limbeck
