// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/scriptsahead.h"

#include "core/lang/parser.h"

namespace limbeck {

namespace {

constexpr qsizetype fewestScripts = 16;
constexpr qsizetype mostKept = 32;

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
    if (m_paths.size() < fewestScripts)
        return;
    m_scripts.resize(static_cast<size_t>(m_paths.size()));
    m_thread = std::thread([this] { readAll(); });
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

bool ScriptsAhead::isRoom() const
{
    return m_next < m_paths.size() && m_next - m_taken < mostKept;
}

void ScriptsAhead::readAll()
{
    ScriptReader reader;
    std::unique_lock lock(m_mutex);
    while (!m_ends && m_next < m_paths.size()) {
        readNext(reader, lock);
        // Goes on when half of them are used: waking up for each would cost more than it saves.
        if (!isRoom())
            m_changed.wait(lock, [this] { return m_ends || m_next - m_taken <= mostKept / 2; });
    }
}

/// Reads the next script while the lock is released.
void ScriptsAhead::readNext(ScriptReader &reader, std::unique_lock<std::mutex> &lock)
{
    const qsizetype index = m_next++;
    lock.unlock();
    lang::ModulePtr module = parsedScript(reader, m_paths[index]);
    lock.lock();
    m_scripts[static_cast<size_t>(index)] = { std::move(module), true };
    if (m_awaited == index)
        m_changed.notify_all();
}

lang::ModulePtr ScriptsAhead::take(const QString &path)
{
    std::unique_lock lock(m_mutex);
    // A step that is tried again has been taken before.
    if (m_scripts.empty() || m_taken == m_paths.size() || m_paths[m_taken] != path)
        return nullptr;
    Script &script = m_scripts[static_cast<size_t>(m_taken)];
    while (!script.isRead && isRoom())
        readNext(m_reader, lock);
    m_awaited = m_taken;
    m_changed.wait(lock, [&script] { return script.isRead; });
    m_awaited = -1;
    ++m_taken;
    lang::ModulePtr module = std::move(script.module);
    const bool wakes = m_next - m_taken == mostKept / 2;
    lock.unlock();
    if (wakes)
        m_changed.notify_all();
    return module;
}

} // namespace limbeck
