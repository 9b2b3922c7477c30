// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/alembicmodules.h"

#include "core/bindings/autogeneratemodule.h"
#include "core/bindings/environmentmodule.h"
#include "core/bindings/implobject.h"
#include "core/bindings/migrationcontextobject.h"
#include "core/bindings/operationobject.h"
#include "core/bindings/operationsobject.h"
#include "core/bindings/pythonlibrary.h"
#include "core/bindings/valuetools.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

namespace {

void registerOperations(Interpreter &in, const HostSessionPtr &session)
{
    in.addNativeModule(u"alembic.operations._classes"_s, defineOperationClasses);
    in.addNativeModule(u"alembic.operations.base"_s,
                       [session](ModuleBuilder &module) { defineOperations(module, session); });
    in.addNativeModule(u"alembic.op"_s,
                       [session](ModuleBuilder &module) { defineOpModule(module, session); });
    addPythonModule(in, u"alembic.operations.ops"_s, "alembic_ops");
    in.addNativeModule(u"alembic.operations"_s, [](ModuleBuilder &module) {
        Interpreter &interpreter = module.interpreter();
        const Value base = interpreter.import(u"alembic.operations.base"_s);
        for (const char *name : { "Operations", "BatchOperations", "AbstractOperations" })
            module.value(name, interpreter.getAttr(base, name));
        const Value classes = interpreter.import(u"alembic.operations._classes"_s);
        module.value("MigrateOperation", interpreter.getAttr(classes, "MigrateOperation"));
    });
    addPackage(in, u"alembic.operations.batch"_s);
    addPackage(in, u"alembic.operations.toimpl"_s);
    addPackage(in, u"alembic.operations.schemaobj"_s);
}

void registerRuntime(Interpreter &in, const HostSessionPtr &session)
{
    addPackage(in, u"alembic.runtime"_s);
    in.addNativeModule(u"alembic.runtime.migration"_s, [session](ModuleBuilder &module) {
        defineMigrationContext(module, session);
        module.value(
            "MigrationInfo",
            module.interpreter().getAttr(module.interpreter().import(u"alembic._migration_info"_s),
                                         "MigrationInfo"));
    });
    addAliasModule(in, u"alembic.migration"_s, u"alembic.runtime.migration"_s);
    addPythonModule(in, u"alembic.runtime.plugins"_s, "alembic_plugins");
    addAliasModule(in, u"alembic.runtime.environment"_s, u"alembic.context"_s,
                   { u"EnvironmentContext"_s });
    addAliasModule(in, u"alembic.environment"_s, u"alembic.context"_s, { u"EnvironmentContext"_s });
    addPackage(in, u"alembic.ddl"_s);
    in.addNativeModule(u"alembic.ddl.impl"_s, defineImpl);
    addPythonModule(in, u"alembic.ddl.base"_s, "alembic_ddl");
    addAliasModule(in, u"alembic.ddl.postgresql"_s, u"alembic.ddl.base"_s, { u"PostgresqlImpl"_s });
    addAliasModule(in, u"alembic.ddl.mysql"_s, u"alembic.ddl.base"_s, { u"MySQLImpl"_s });
    addAliasModule(in, u"alembic.ddl.sqlite"_s, u"alembic.ddl.base"_s, { u"SQLiteImpl"_s });
}

void registerEnvironment(Interpreter &in, const HostSessionPtr &session)
{
    in.addNativeModule(u"alembic._environment"_s,
                       [session](ModuleBuilder &module) { defineEnvironment(module, session); });
    addPythonModule(in, u"alembic.context"_s, "alembic_context");
    addPythonModule(in, u"alembic.config"_s, "alembic_config");
    addPythonModule(in, u"alembic.script"_s, "alembic_script");
    addPythonModule(in, u"alembic.script.revision"_s, "alembic_revision");
    addAliasModule(in, u"alembic.script.base"_s, u"alembic.script"_s);
    addPythonModule(in, u"alembic.command"_s, "alembic_command");
    addPythonModule(in, u"alembic._migration_info"_s, "alembic_migrationinfo");
    addPythonModule(in, u"alembic._new_revision"_s, "alembic_newrevision");
    addPythonModule(in, u"alembic._preview"_s, "alembic_preview");
}

/// alembic.autogenerate: scripts over what module _autogenerate tells them.
void registerAutogenerate(Interpreter &in)
{
    in.addNativeModule(u"alembic._autogenerate"_s, defineAutogenerate);
    addPythonModule(in, u"alembic.autogenerate"_s, "alembic_autogenerate");
    constexpr std::pair<const char *, const char *> parts[] = {
        { "columns", "autogenerate_columns" },         { "compare", "autogenerate_compare" },
        { "constraints", "autogenerate_constraints" }, { "context", "autogenerate_context" },
        { "elements", "autogenerate_elements" },       { "render", "autogenerate_render" },
        { "rewriter", "autogenerate_rewriter" },       { "tables", "autogenerate_tables" },
    };
    for (const auto &[name, file] : parts)
        addPythonModule(in, u"alembic.autogenerate."_s + QLatin1StringView(name), file);
    addAliasModule(in, u"alembic.autogenerate.api"_s, u"alembic.autogenerate"_s);
}

void registerUtilities(Interpreter &in)
{
    addPythonModule(in, u"alembic.util.exc"_s, "alembic_util");
    addAliasModule(in, u"alembic.util"_s, u"alembic.util.exc"_s);
    addAliasModule(in, u"alembic.util.langhelpers"_s, u"alembic.util.exc"_s);
    addAliasModule(in, u"alembic.util.messaging"_s, u"alembic.util.exc"_s);
    addPythonModule(in, u"alembic.util.sqla_compat"_s, "alembic_compat");
    registerAutogenerate(in);
}

} // namespace

void registerAlembic(Interpreter &interpreter, const HostSessionPtr &session)
{
    interpreter.addNativeModule(u"alembic"_s, [](ModuleBuilder &module) {
        module.value("__version__", makeStr(QLatin1StringView(alembicVersion)));
    });
    interpreter.addNativeModule(QLatin1StringView(valueToolsModule), defineValueTools);
    registerUtilities(interpreter);
    registerOperations(interpreter, session);
    registerRuntime(interpreter, session);
    registerEnvironment(interpreter, session);
}

} // namespace limbeck::bindings
