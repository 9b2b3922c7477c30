// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/alembicmodules.h"
#include "core/bindings/connectionobject.h"
#include "core/bindings/inspectorobject.h"
#include "core/bindings/pythonlibrary.h"
#include "core/bindings/resultobject.h"
#include "core/bindings/rowobject.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

namespace {

void registerEngine(Interpreter &in, const HostSessionPtr &session)
{
    in.addNativeModule(u"sqlalchemy.engine._native"_s, [session](ModuleBuilder &module) {
        defineRows(module);
        defineResults(module);
        defineConnections(module, session);
        defineInspector(module);
    });
    addPythonModule(in, u"sqlalchemy.engine.url"_s, "engine_url");
    addPythonModule(in, u"sqlalchemy.engine"_s, "engine");
    addAliasModule(in, u"sqlalchemy.engine.base"_s, u"sqlalchemy.engine"_s);
    addAliasModule(in, u"sqlalchemy.engine.create"_s, u"sqlalchemy.engine"_s);
    addAliasModule(in, u"sqlalchemy.engine.result"_s, u"sqlalchemy.engine"_s);
    addAliasModule(in, u"sqlalchemy.engine.row"_s, u"sqlalchemy.engine"_s);
    addAliasModule(in, u"sqlalchemy.engine.cursor"_s, u"sqlalchemy.engine"_s);
    addPythonModule(in, u"sqlalchemy.engine.reflection"_s, "engine_reflection");
    addPythonModule(in, u"sqlalchemy.engine.interfaces"_s, "engine_interfaces");
    addPythonModule(in, u"sqlalchemy.engine.default"_s, "engine_interfaces");
    addPythonModule(in, u"sqlalchemy.inspection"_s, "sqlalchemy_inspection");
    addPythonModule(in, u"sqlalchemy.event"_s, "sqlalchemy_event");
    addAliasModule(in, u"sqlalchemy.event.api"_s, u"sqlalchemy.event"_s);
    addPythonModule(in, u"sqlalchemy.events"_s, "sqlalchemy_event");
    addPythonModule(in, u"sqlalchemy.pool"_s, "sqlalchemy_pool");
}

void registerOrm(Interpreter &in)
{
    struct PythonModule
    {
        const char *name;
        const char *file;
    };

    static constexpr PythonModule modules[] = {
        { "sqlalchemy.orm._annotations", "orm_annotations" },
        { "sqlalchemy.orm._properties", "orm_properties" },
        { "sqlalchemy.orm._mapper", "orm_mapper" },
        { "sqlalchemy.orm._declarative", "orm_declarative" },
        { "sqlalchemy.orm._session", "orm_session" },
        { "sqlalchemy.orm._query", "orm_query" },
        { "sqlalchemy.orm.exc", "orm_exc" },
        { "sqlalchemy.orm.attributes", "orm_attributes" },
        { "sqlalchemy.orm", "orm" },
        { "sqlalchemy.ext.asyncio", "sqlalchemy_asyncio" },
        { "sqlalchemy.ext.declarative", "ext_declarative" },
        { "sqlalchemy.ext.hybrid", "ext_hybrid" },
        { "sqlalchemy.ext.associationproxy", "ext_associationproxy" },
        { "sqlalchemy.ext.mutable", "ext_mutable" },
        { "sqlalchemy.ext.automap", "ext_automap" },
        { "sqlalchemy.ext.orderinglist", "ext_orderinglist" },
        { "sqlalchemy.ext.indexable", "ext_indexable" },
    };
    for (const PythonModule &module : modules)
        addPythonModule(in, QLatin1StringView(module.name), module.file);

    // Submodules from which scripts import what sqlalchemy.orm has as well.
    for (const char *name :
         { "session", "query", "relationships", "properties", "decl_api", "decl_base", "mapper",
           "scoping", "util", "collections", "strategy_options", "context", "dependency",
           "descriptor_props", "events", "interfaces", "base" })
        addAliasModule(in, u"sqlalchemy.orm."_s + QLatin1StringView(name), u"sqlalchemy.orm"_s);
    for (const char *name : { "sqlalchemy.ext.declarative.api", "sqlalchemy.ext.declarative.base",
                              "sqlalchemy.ext.declarative.extensions" })
        addAliasModule(in, QLatin1StringView(name), u"sqlalchemy.ext.declarative"_s);
    for (const char *name : { "engine", "session", "result", "scoping" })
        addAliasModule(in, u"sqlalchemy.ext.asyncio."_s + QLatin1StringView(name),
                       u"sqlalchemy.ext.asyncio"_s);
}

} // namespace

void registerEngineModules(Interpreter &interpreter, const HostSessionPtr &session)
{
    registerEngine(interpreter, session);
    registerOrm(interpreter);
}

void registerPackageShims(Interpreter &interpreter)
{
    addPythonModule(interpreter, u"alembic_postgresql_enum"_s, "alembic_postgresql_enum");
    addAliasModule(interpreter, u"alembic_postgresql_enum.sql_commands"_s,
                   u"alembic_postgresql_enum"_s);
    for (const char *name : { "alembic_utils", "alembic_utils.pg_function", "alembic_utils.pg_view",
                              "alembic_utils.pg_materialized_view", "alembic_utils.pg_trigger",
                              "alembic_utils.pg_extension", "alembic_utils.pg_policy",
                              "alembic_utils.pg_grant_table", "alembic_utils.replaceable_entity" })
        addAliasModule(interpreter, QLatin1StringView(name), u"alembic_utils._entities"_s);
    addPythonModule(interpreter, u"alembic_utils._entities"_s, "alembic_utils");
}

} // namespace limbeck::bindings
