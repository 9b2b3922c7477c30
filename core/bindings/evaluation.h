// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/diagnostic.h"
#include "core/bindings/environmenthost.h"
#include "core/bindings/migrationhost.h"
#include "core/lang/interpreter.h"

// How a host evaluates migration scripts and env.py:
//
//     ScriptModuleLoader loader(roots);                       // the project's own sources
//     Interpreter interpreter({.modules = &loader, …}, limits, cancel);
//     registerModules(interpreter);                           // alembic, sqlalchemy and stand-ins
//     const auto module = interpreter.runModule(file, u"versions.ae1"_s);
//     const auto done = runMigrationFunction(interpreter, *module, u"upgrade"_s, {}, host);

namespace limbeck::bindings {

struct HostSession;

/// Finds a project's modules in its source folders; everything else that is not native becomes an
/// opaque value.
class ScriptModuleLoader : public lang::ModuleLoader
{
public:
    /// @p roots: what `sys.path` holds of the project, in order; none: every import is opaque.
    explicit ScriptModuleLoader(QStringList roots = {});

    lang::ImportResult load(const QString &name, const QStringList &parentPaths) override;

    /// Names under which an import must fail instead of being opaque.
    void setMissing(QStringList names) { m_missing = std::move(names); }

private:
    [[nodiscard]] bool isInside(const QString &folder) const;

    QStringList m_roots;
    QStringList m_missing;
};

/// Registers `alembic`, `sqlalchemy` and the stand-ins for third-party packages. Once for each
/// interpreter, before anything is imported.
void registerModules(lang::Interpreter &interpreter);

/// What those modules act upon; null before registerModules().
[[nodiscard]] HostSession *hostSession(lang::Interpreter &interpreter);

/// Sets the dialect for which types and expressions are built until a host names its own.
void setDefaultDialect(lang::Interpreter &interpreter, const dialect::Dialect &dialect);
/// Who is told what works but is no good, such as SQLAlchemy 1.x's spellings; without one the
/// host's log.
void setDiagnose(lang::Interpreter &interpreter, std::function<void(const Diagnostic &)> diagnose);

/// Evaluates the module of a revision script with @p host in force, so that `op` works at its top
/// level too: Alembic loads scripts when a run first needs them. Errors: as runMigrationFunction().
[[nodiscard]] Result<lang::Value> runMigrationModule(lang::Interpreter &interpreter,
                                                     const SourceFilePtr &file, const QString &name,
                                                     MigrationHost &host);
/// The same with a file that is parsed already.
[[nodiscard]] Result<lang::Value>
runMigrationModule(lang::Interpreter &interpreter,
                   const std::shared_ptr<const lang::Module> &parsed, const QString &name,
                   MigrationHost &host);

/// How arguments of upgrade() are filled that nobody gives.
enum class MissingArguments {
    Refuse, ///< TypeError, as Alembic's command line ends
    /// For previews: `op` for op, an object that takes every call for `tester`, one without tables
    /// for `tables`, "" for the rest.
    Fill,
};

/// Calls a migration function of a script: `upgrade` or `downgrade`. Its directives go to @p host.
///
/// Errors: Script with the exception ("TypeError: …"), the script's line and the call stack;
/// DataDependent; Cancelled, ScriptLimit, Refused; what the host failed with, when the script did
/// not catch it.
[[nodiscard]] Result<> runMigrationFunction(lang::Interpreter &interpreter,
                                            const lang::Value &module, const QString &function,
                                            const std::map<QString, lang::Value> &keywords,
                                            MigrationHost &host,
                                            MissingArguments missing = MissingArguments::Refuse);

/// Evaluates env.py: what it does with `context` and `config` goes to @p host.
[[nodiscard]] Result<> runEnvironment(lang::Interpreter &interpreter, const SourceFilePtr &env,
                                      EnvironmentHost &host);

/// Calls something of a script (on_version_apply, include_object …) with the modules' hosts as they
/// are.
[[nodiscard]] Result<lang::Value>
callScript(lang::Interpreter &interpreter, const lang::Value &callable,
           const std::vector<lang::Value> &positional,
           const std::vector<std::pair<QString, lang::Value>> &keywords = {});

/// Releases what the modules hold; to be called before the interpreter ends.
void releaseModules(lang::Interpreter &interpreter);

} // namespace limbeck::bindings
