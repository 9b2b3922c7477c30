// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/bindings/migrationhost.h"
#include "core/config/textfile.h"
#include "core/lang/ast.h"
#include "core/lang/interpreter.h"
#include "core/revision/migrationplan.h"

#include <map>

namespace limbeck {

/// Reads scripts, one after the other, whose paths are told relative to the folder that is the
/// working directory when it is made.
class ScriptReader
{
public:
    ScriptReader();

    /// The text of a script file as it is now, in the encoding that it declares. Errors:
    /// FileNotFound, FileAccess, Configuration.
    [[nodiscard]] Result<SourceFilePtr> read(const QString &path);

private:
    FileReader m_files;
    QString m_workingDirectory; ///< with the slash at its end
};

/// A single script. Errors: as ScriptReader::read().
[[nodiscard]] Result<SourceFilePtr> readScript(const QString &path);

/// Evaluates the module of a revision file, which may be @p parsed already, with @p host in force
/// at its top level. Errors: Syntax, Script, Refused … with the script's line.
[[nodiscard]] Result<lang::Value> loadRevisionScript(lang::Interpreter &interpreter,
                                                     const Revision &revision,
                                                     const lang::ModulePtr &parsed,
                                                     bindings::MigrationHost &host);

/// Calls env.py's on_version_apply callables with a MigrationInfo of @p step. Source: Alembic,
/// `on_version_apply`.
[[nodiscard]] Result<> notifyVersionApply(lang::Interpreter &interpreter,
                                          const lang::Value &callables, const MigrationStep &step,
                                          const Heads &heads,
                                          const std::map<QString, lang::Value> &keywords);

} // namespace limbeck
