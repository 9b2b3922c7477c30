// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/scriptsahead.h"

#include "core/engine/revisionscript.h"
#include "core/lang/parser.h"

namespace limbeck {

namespace {

constexpr qsizetype fewestScripts = 16;
constexpr size_t mostKept = 32;

lang::ModulePtr parsedScript(const QString &path)
{
    const auto file = readScript(path);
    if (!file)
        return nullptr;
    auto parsed = lang::parse(*file);
    return parsed ? std::move(*parsed) : nullptr;
}

} // namespace

ScriptsAhead::ScriptsAhead(QStringList paths)
    : m_paths(std::move(paths))
{
    if (m_paths.size() >= fewestScripts)
        m_thread = std::thread([this] { read(); });
    else
        m_ends = true;
}

ScriptsAhead::~ScriptsAhead()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ends = true;
    }
    m_changed.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void ScriptsAhead::read()
{
    for (const QString &path : m_paths) {
        lang::ModulePtr module = parsedScript(path);
        std::unique_lock lock(m_mutex);
        // Goes on when half of them are used: waking up for each would cost more than it saves.
        if (m_scripts.size() >= mostKept)
            m_changed.wait(lock, [this] { return m_ends || m_scripts.size() <= mostKept / 2; });
        if (m_ends)
            return;
        const bool isAwaited = m_scripts.empty();
        m_scripts.push_back({ path, std::move(module) });
        lock.unlock();
        if (isAwaited)
            m_changed.notify_all();
    }
    const std::lock_guard lock(m_mutex);
    m_ends = true;
    m_changed.notify_all();
}

lang::ModulePtr ScriptsAhead::take(const QString &path)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_ends || !m_scripts.empty(); });
    // A step that is tried again has been taken before.
    if (m_scripts.empty() || m_scripts.front().path != path)
        return nullptr;
    lang::ModulePtr module = std::move(m_scripts.front().module);
    m_scripts.pop_front();
    const bool isRoom = m_scripts.size() == mostKept / 2;
    lock.unlock();
    if (isRoom)
        m_changed.notify_all();
    return module;
}

} // namespace limbeck
