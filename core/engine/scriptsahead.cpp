// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/scriptsahead.h"

#include "core/engine/loadingorder.h"
#include "core/engine/requestedplan.h"
#include "core/lang/parser.h"

namespace limbeck {

namespace {

constexpr qsizetype fewestScripts = 16;

/// So many are read before their turn: enough for the thread to sleep for a while, and so few that
/// the memory of those that had their turn is still at hand for them.
constexpr size_t mostAhead = 64;

lang::ModulePtr parsedScript(ScriptReader &reader, const QString &path)
{
    const auto file = reader.read(path);
    if (!file)
        return nullptr;
    auto parsed = lang::parse(*file);
    return parsed ? std::move(*parsed) : nullptr;
}

/// What an offline request will do if env.py does not change its mind; nothing if it cannot be
/// planned, which is told at its turn.
std::optional<MigrationPlan> offlinePlan(const Result<RevisionMap> &map, const RunRequest &request)
{
    const auto heads = requestedStart(map, request, {});
    if (!heads)
        return std::nullopt;
    auto plan = requestedPlan(map, request, *heads, true);
    return plan ? std::optional(std::move(*plan)) : std::nullopt;
}

} // namespace

ScriptsAhead::ScriptsAhead(const QStringList &paths)
{
    begin(paths);
    if (paths.size() >= fewestScripts)
        m_thread = std::thread([this] { readAll(); });
}

ScriptsAhead::ScriptsAhead(const Result<RevisionMap> &map, const RunRequest &request)
{
    const bool runsScripts = request.command == RunRequest::Command::Upgrade
        || request.command == RunRequest::Command::Downgrade;
    if (!request.sql || !runsScripts || request.targets.isEmpty() || !map
        || map->revisions().size() < fewestScripts) {
        begin({});
        return;
    }
    m_thread = std::thread([this, &map, &request] {
        std::optional<MigrationPlan> plan = offlinePlan(map, request);
        QStringList paths;
        if (plan)
            paths = scriptPaths(*map, plan->steps, loadingOrder(*map, plan->steps, true));
        begin(paths, std::move(plan));
        readAll();
    });
}

ScriptsAhead::~ScriptsAhead()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ends = true;
    }
    m_mayRead.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void ScriptsAhead::begin(const QStringList &paths, std::optional<MigrationPlan> plan)
{
    const std::lock_guard lock(m_mutex);
    m_paths = paths;
    m_plan = std::move(plan);
    if (paths.size() >= fewestScripts)
        m_scripts.resize(static_cast<size_t>(paths.size()));
    m_isPlanned = true;
    m_changed.notify_all();
}

QStringList ScriptsAhead::paths()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_isPlanned; });
    return m_paths;
}

std::optional<MigrationPlan> ScriptsAhead::takePlan(const Heads &start)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_isPlanned; });
    if (!m_plan || m_plan->startHeads != start)
        return std::nullopt;
    return std::exchange(m_plan, std::nullopt);
}

void ScriptsAhead::readAll()
{
    ScriptReader reader;
    std::unique_lock lock(m_mutex);
    while (!m_ends && m_next < m_scripts.size()) {
        readNext(reader, lock);
        if (m_next >= m_taken + mostAhead)
            m_mayRead.wait(lock, [this] { return m_ends || m_next < m_taken + mostAhead / 2; });
    }
}

/// Reads the next script while the lock is released.
void ScriptsAhead::readNext(ScriptReader &reader, std::unique_lock<std::mutex> &lock)
{
    const size_t index = m_next++;
    lock.unlock();
    lang::ModulePtr module = parsedScript(reader, m_paths.at(static_cast<qsizetype>(index)));
    lock.lock();
    m_scripts[index] = { std::move(module), true };
    if (m_awaited == index)
        m_changed.notify_all();
}

lang::ModulePtr ScriptsAhead::take(const QString &path)
{
    std::unique_lock lock(m_mutex);
    // A step that is tried again has been taken before.
    if (m_taken == m_scripts.size() || m_paths.at(static_cast<qsizetype>(m_taken)) != path)
        return nullptr;
    Script &script = m_scripts[m_taken];
    while (!script.isRead && m_next < m_scripts.size())
        readNext(m_reader, lock);
    m_awaited = m_taken;
    m_changed.wait(lock, [&script] { return script.isRead; });
    m_awaited = std::nullopt;
    ++m_taken;
    if (m_next + 1 == m_taken + mostAhead / 2)
        m_mayRead.notify_one();
    return std::move(script.module);
}

} // namespace limbeck
