// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/scriptsahead.h"

#include "core/engine/revisionscript.h"
#include "core/lang/parser.h"

namespace limbeck {

namespace {

constexpr qsizetype fewestScripts = 16;
constexpr size_t mostKept = 32;

/// Who has used all of them waits for so many: waking up for each would cost more than it saves.
constexpr size_t fewestAwaited = 8;

lang::ModulePtr parsedScript(ScriptReader &reader, const QString &path)
{
    const auto file = reader.read(path);
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
    ScriptReader reader;
    for (const QString &path : m_paths) {
        lang::ModulePtr module = parsedScript(reader, path);
        std::unique_lock lock(m_mutex);
        // Goes on when half of them are used, for the same reason.
        if (m_scripts.size() >= mostKept)
            m_changed.wait(lock, [this] { return m_ends || m_scripts.size() <= mostKept / 2; });
        if (m_ends)
            return;
        m_scripts.push_back({ path, std::move(module) });
        const bool isAwaited = m_scripts.size() == fewestAwaited;
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
    if (m_scripts.empty())
        m_changed.wait(lock, [this] { return m_ends || m_scripts.size() >= fewestAwaited; });
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
