// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/stepmodules.h"

#include "core/engine/loadingorder.h"
#include "core/engine/revisionscript.h"

using namespace Qt::StringLiterals;

namespace limbeck {

StepModules::StepModules(const Project &project, lang::Interpreter &interpreter,
                         RunReporter &reporter, const RunCancellation &cancellation)
    : m_project(project)
    , m_interpreter(interpreter)
    , m_reporter(reporter)
    , m_cancellation(cancellation)
{
}

StepModules::~StepModules()
{
    release();
}

Result<> StepModules::begin(const std::vector<MigrationStep> &steps, bindings::MigrationHost &host,
                            Loading loading, std::unique_ptr<ScriptsAhead> ahead)
{
    release();
    m_steps = &steps;
    m_host = &host;
    m_modules.assign(steps.size(), {});
    m_current = -1;
    m_next = 0;
    if (steps.empty()) {
        m_order.clear();
        return {};
    }
    const RevisionMap &map = *m_project.scripts().map();
    const LoadingOrder order = loadingOrder(map, steps, loading == Loading::AtTheirTurn);
    m_order = order.steps;
    // env.py may want other steps than the command, or all of them first.
    const QStringList paths = scriptPaths(map, steps, order);
    if (!ahead || ahead->paths() != paths)
        ahead = std::make_unique<ScriptsAhead>(paths);
    m_ahead = std::move(ahead);
    while (m_next < order.first) {
        if (const auto loaded = loadNext(); !loaded)
            return loaded;
    }
    if (m_next < m_order.size())
        m_reporter.hold();
    return {};
}

Result<> StepModules::loadUpTo(size_t index)
{
    const bool hasRest = m_next < m_order.size();
    while (m_next < m_order.size() && m_order[m_next] <= index) {
        if (const auto loaded = loadNext(); !loaded) {
            if (loaded.error().code != ErrorCode::Cancelled)
                m_reporter.forget();
            release();
            return loaded;
        }
    }
    if (hasRest && m_next == m_order.size()) {
        m_ahead.reset();
        release();
    }
    return {};
}

void StepModules::release()
{
    m_reporter.release();
}

Result<> StepModules::loadNext()
{
    const size_t index = m_order[m_next];
    m_current = static_cast<int>(index);
    auto module = load((*m_steps)[index]);
    if (!module)
        return failure(module.error());
    m_modules[index] = std::move(*module);
    ++m_next;
    return {};
}

Result<lang::Value> StepModules::load(const MigrationStep &step)
{
    if (m_cancellation.isCancelled())
        return failure(ErrorCode::Cancelled, u"The run was cancelled"_s);
    const RevisionMap &map = *m_project.scripts().map();
    const Revision &revision = map.at(*map.find(step.revision));
    auto module =
        loadRevisionScript(m_interpreter, revision, m_ahead->take(revision.path), *m_host);
    if (!module)
        return failure(module.error());
    if (!m_interpreter.attributeOf(*module, step.name()))
        return failure(ErrorCode::Script,
                       u"The script of revision %1 has no function %2()"_s.arg(step.revision.text(),
                                                                               step.name()),
                       revision.path);
    return module;
}

} // namespace limbeck
