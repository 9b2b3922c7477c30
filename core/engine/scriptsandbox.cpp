// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/scriptsandbox.h"

namespace limbeck {

namespace {

lang::Limits limitsOf(std::chrono::milliseconds duration)
{
    lang::Limits limits;
    limits.duration = duration;
    return limits;
}

} // namespace

ScriptSandbox::ScriptSandbox(const QStringList &importRoots, ProjectFiles files,
                             const dialect::Dialect &dialect, std::chrono::milliseconds duration,
                             const CancelToken &cancel)
    : ScriptSandbox(duration, cancel)
{
    serve(importRoots, std::move(files), dialect);
}

ScriptSandbox::ScriptSandbox(std::chrono::milliseconds duration, const CancelToken &cancel)
    : m_interpreter({}, limitsOf(duration), cancel)
{
    bindings::registerModules(m_interpreter);
}

ScriptSandbox::~ScriptSandbox()
{
    bindings::releaseModules(m_interpreter);
}

void ScriptSandbox::serve(const QStringList &importRoots, ProjectFiles files,
                          const dialect::Dialect &dialect)
{
    m_loader = bindings::ScriptModuleLoader(importRoots);
    lang::Capabilities &capabilities = m_interpreter.capabilities();
    capabilities.modules = &m_loader;
    const auto readable = std::make_shared<const ProjectFiles>(std::move(files));
    capabilities.readFile = [readable](const QString &path) { return readable->read(path); };
    capabilities.fileExists = [readable](const QString &path) { return readable->exists(path); };
    capabilities.isDirectory = [readable](const QString &path) {
        return readable->isDirectory(path);
    };
    capabilities.listDirectory = [readable](const QString &path) { return readable->list(path); };
    bindings::setDefaultDialect(m_interpreter, dialect);
}

} // namespace limbeck
