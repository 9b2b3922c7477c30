// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/hostsession.h"

#include "core/bindings/operationconversion.h"
#include "core/lang/evaluator.h"
#include "core/lang/stdlib/stdlib.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

void HostSession::clear()
{
    migrationContext = lang::Value::absent();
    operations = lang::Value::absent();
    config = lang::Value::absent();
    targetMetadata = lang::Value::absent();
    implementations = lang::Value::absent();
    connection = lang::Value::absent();
    raised = lang::Value::absent();
}

MigrationHost &requireMigration(HostSession &session, const char *what)
{
    if (session.migration)
        return *session.migration;
    // The words that Alembic's proxies have for a module that is used outside of a migration.
    lang::throwError(
        lang::Interpreter::current().types().NameError.get(),
        u"Can't invoke function '%1', as the proxy object has not yet been established for the "
        u"Alembic 'Operations' class.  Try placing this code inside a callable."_s.arg(
            QLatin1StringView(what)));
}

std::unique_ptr<dialect::Cursor> executeOnHost(lang::Interpreter &interpreter, HostSession &session,
                                               const ops::Operation &executeSql)
{
    MigrationHost &host = requireMigration(session, "execute");
    return hostValue(interpreter,
                     interpreter.evaluator().isWatched() ? host.execute(executeSql)
                                                         : host.executeAhead(executeSql));
}

void invokeOnHost(lang::Interpreter &interpreter, HostSession &session,
                  const ops::Operation &operation)
{
    MigrationHost &host = requireMigration(session, "invoke");
    const bool changesRows = std::holds_alternative<ops::ExecuteSql>(operation.action)
        || std::holds_alternative<ops::BulkInsert>(operation.action);
    if (changesRows && !host.isOffline() && !interpreter.evaluator().isWatched())
        hostValue(interpreter, host.executeAhead(operation));
    else
        hostValue(interpreter, host.invoke(operation));
}

EnvironmentHost &requireEnvironment(HostSession &session, const char *what)
{
    if (session.environment)
        return *session.environment;
    lang::throwError(
        lang::Interpreter::current().types().NameError.get(),
        u"Can't invoke function '%1', as the proxy object has not yet been established for the "
        u"Alembic 'EnvironmentContext' class.  Try placing this code inside a callable."_s.arg(
            QLatin1StringView(what)));
}

bool isLibraryFile(const SourceFilePtr &file)
{
    return lang::isBuiltIn(file);
}

SourceSpan callerSpan(const lang::Interpreter &interpreter)
{
    const SourceSpan current = interpreter.currentSpan();
    if (!isLibraryFile(current.file))
        return current;
    for (const lang::TraceEntry &entry : interpreter.callStack()) {
        if (!isLibraryFile(entry.span.file))
            return entry.span;
    }
    return current;
}

void stopDataDependent(lang::Interpreter &interpreter, HostSession &session, const QString &reason)
{
    const SourceSpan origin = callerSpan(interpreter);
    if (session.migration)
        session.migration->markDataDependent(reason, origin);
    Error error { ErrorCode::DataDependent, reason, origin, {}, {}, {} };
    error.hint = u"This step is evaluated when it runs against a database."_s;
    throw lang::Interruption { std::move(error) };
}

} // namespace limbeck::bindings
