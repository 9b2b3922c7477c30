// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/bindings/evaluation.h"
#include "core/engine/projectfiles.h"

namespace limbeck {

/// An interpreter in which revision scripts are looked at: with the migration modules, and nothing
/// of the machine but files below some folders, to read.
class ScriptSandbox
{
public:
    /// @p importRoots: where the project's own modules lie; none: every import of theirs is opaque.
    /// @p files: those that scripts may read.
    ScriptSandbox(const QStringList &importRoots, ProjectFiles files,
                  const dialect::Dialect &dialect, std::chrono::milliseconds duration,
                  const CancelToken &cancel);
    /// One that can be made before it is known for what; serve() comes before the first script.
    ScriptSandbox(std::chrono::milliseconds duration, const CancelToken &cancel);
    ~ScriptSandbox();
    ScriptSandbox(const ScriptSandbox &) = delete;
    ScriptSandbox &operator=(const ScriptSandbox &) = delete;

    /// Tells the scripts where the project's modules lie, what they may read, and for which
    /// database they are.
    void serve(const QStringList &importRoots, ProjectFiles files, const dialect::Dialect &dialect);

    [[nodiscard]] lang::Interpreter &interpreter() { return m_interpreter; }

private:
    bindings::ScriptModuleLoader m_loader;
    lang::Interpreter m_interpreter;
};

} // namespace limbeck
