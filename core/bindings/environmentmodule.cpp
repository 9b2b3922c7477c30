// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/environmentmodule.h"

#include "core/bindings/connectionobject.h"
#include "core/bindings/convert.h"
#include "core/bindings/migrationcontextobject.h"
#include "core/bindings/operationconversion.h"
#include "core/bindings/sqlalchemymodule.h"
#include "core/bindings/valuetools.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

namespace {

EnvironmentHost &host(const HostSessionPtr &session, const char *function)
{
    return requireEnvironment(*session, function);
}

/// A value of env.py as text; nothing if it is None or opaque, which the host then has to supply.
std::optional<QString> knownText(Interpreter &in, Dict &keywords, const char *name)
{
    const Value *found = keywords.find(name);
    if (!found || !isGiven(*found) || found->isOpaque())
        return std::nullopt;
    const Value render = in.findAttr(*found, "render_as_string");
    if (!found->isStr() && !render.isAbsent())
        return in.str(in.call(render, { Value(false) }));
    return in.str(*found);
}

std::optional<bool> knownTruth(Interpreter &in, Dict &keywords, const char *name)
{
    const Value *found = keywords.find(name);
    if (!found || !isGiven(*found) || found->isOpaque())
        return std::nullopt;
    return in.truth(*found);
}

void readConnection(Interpreter &in, Dict &keywords, ConfigureOptions &options)
{
    const Value *found = keywords.find("connection");
    if (!found || !isGiven(*found) || found->isOpaque())
        return;
    ConnectionObject *connection = found->as<ConnectionObject>();
    if (!connection && !in.findAttr(*found, "connect").isAbsent()) {
        throwCommandError(in,
                          u"'connection' argument to configure() is expected to be a "
                          "sqlalchemy.engine.Connection instance, got %1"_s.arg(in.repr(*found)));
    }
    if (!connection)
        connection = connectionOf(in, *found);
    if (!connection)
        return;
    options.connection = connection->own;
    options.isAutocommit =
        connection->isolationLevel.value_or(QString()).toUpper() == "AUTOCOMMIT"_L1;
}

/// The MetaData objects of target_metadata.
ValueVector metadataObjects(Interpreter &in, const Value &target)
{
    if (!isGiven(target) || target.isOpaque())
        return {};
    if (target.isList() || target.isTuple())
        return in.toVector(target);
    return { target };
}

void readMetadata(Interpreter &in, Dict &keywords, ConfigureOptions &options,
                  const HostSessionPtr &session)
{
    const Value *found = keywords.find("target_metadata");
    session->targetMetadata = found && !found->isOpaque() ? *found : Value();
    const ValueVector all = metadataObjects(in, session->targetMetadata);
    options.hasTargetMetadata = !all.empty();
    // Alembic asks a single MetaData for its convention, not a list of them.
    const Value convention = in.findAttr(session->targetMetadata, "naming_convention");
    if (isGiven(convention))
        options.namingConvention = toNamingConvention(in, convention);
    Interpreter *interpreter = &in;
    options.readTargetMetadata = [interpreter, session](const dialect::Dialect &dialect) {
        return readTargetCatalogs(*interpreter, *session, dialect);
    };
}

/// A connection of the application's engine, which is not known here: that of the URL which the
/// user gave, else an error. Without one the run would only print its SQL.
void takeUnknownConnection(Interpreter &in, Dict &keywords, EnvironmentHost &environment,
                           ConfigureOptions &options)
{
    const Value *const found = keywords.find("connection");
    if (!found || !found->isOpaque() || environment.isOfflineMode())
        return;
    const auto url = environment.givenUrl();
    if (!url)
        in.requireKnown(*found);
    else
        options.connection = hostValue(in, environment.connect(*url));
}

ConfigureOptions optionsOf(Interpreter &in, Dict &keywords, const HostSessionPtr &session)
{
    ConfigureOptions options;
    readConnection(in, keywords, options);
    takeUnknownConnection(in, keywords, *session->environment, options);
    readMetadata(in, keywords, options, session);
    options.url = knownText(in, keywords, "url");
    options.dialectName = knownText(in, keywords, "dialect_name");
    options.transactionalDdl = knownTruth(in, keywords, "transactional_ddl");
    options.transactionPerMigration =
        knownTruth(in, keywords, "transaction_per_migration").value_or(false);
    options.literalBinds = knownTruth(in, keywords, "literal_binds").value_or(false);
    options.renderAsBatch = knownTruth(in, keywords, "render_as_batch").value_or(false);
    options.includeSchemas = knownTruth(in, keywords, "include_schemas").value_or(false);
    options.versionTable = knownText(in, keywords, "version_table").value_or(options.versionTable);
    options.versionTableSchema = knownText(in, keywords, "version_table_schema");
    options.versionTablePk = knownTruth(in, keywords, "version_table_pk").value_or(true);
    options.startingRevision = knownText(in, keywords, "starting_rev");
    options.tag = knownText(in, keywords, "tag");
    if (const Value *dialectOptions = keywords.find("dialect_opts");
        dialectOptions && dialectOptions->isDict())
        options.paramstyle = knownText(in, *dialectOptions->as<Dict>(), "paramstyle");
    if (const Value *buffer = keywords.find("output_buffer"))
        options.outputBuffer = *buffer;
    if (const Value *callbacks = keywords.find("on_version_apply"))
        options.onVersionApply = *callbacks;
    forEachKeyword(keywords,
                   [&](const QString &name, const Value &value) { options.all[name] = value; });
    return options;
}

Value configure(Args &a, const HostSessionPtr &session)
{
    Interpreter &in = a.interpreter();
    Dict &keywords = a.varKeywords();
    const ConfigureOptions options = optionsOf(in, keywords, session);
    if (options.url)
        session->url = *options.url;
    hostValue(in, host(session, "configure").configure(options));
    session->migrationContext = makeMigrationContext(in, session, Value(Ref<Object>(&keywords)));
    return session->migrationContext;
}

Value runMigrations(Args &a, const HostSessionPtr &session)
{
    std::map<QString, Value> keywords;
    forEachKeyword(a.varKeywords(),
                   [&](const QString &name, const Value &value) { keywords[name] = value; });
    session->raised = Value::absent();
    const auto done = host(session, "run_migrations").runMigrations(keywords);
    if (!done && !session->raised.isAbsent())
        throw ScriptException { std::exchange(session->raised, Value::absent()) };
    hostValue(a.interpreter(), done);
    return {};
}

Value transactionBlock(Interpreter &in, const HostSessionPtr &session)
{
    return makeScope(
        in,
        [&in, session] {
            hostValue(in, host(session, "begin_transaction").beginTransaction());
            return Value();
        },
        [&in, session](const Value &exception) {
            hostValue(in, host(session, "begin_transaction").endTransaction(isGiven(exception)));
            return false;
        });
}

void defineContext(ModuleBuilder &module, const HostSessionPtr &session)
{
    module.function("configure(**kw)",
                    [session](Args &a) -> Value { return configure(a, session); });
    module.function("run_migrations(**kw)",
                    [session](Args &a) -> Value { return runMigrations(a, session); });
    module.function("begin_transaction()", [session](Args &a) -> Value {
        return transactionBlock(a.interpreter(), session);
    });
    module.function("execute_text(sql)", [session](Args &a) -> Value {
        hostValue(a.interpreter(), host(session, "execute").executeText(a.text("sql")));
        return {};
    });
    module.function("static_output(text)", [session](Args &a) -> Value {
        hostValue(a.interpreter(), host(session, "static_output").staticOutput(a.text("text")));
        return {};
    });
    module.function("context()", [session](Args &a) -> Value {
        if (session->migrationContext.isAbsent())
            throwError(a.interpreter().types().Exception.get(),
                       u"No context has been configured yet."_s);
        return session->migrationContext;
    });
    module.function("bind()", [session](Args &a) -> Value {
        return contextBind(a.interpreter(), session->migrationContext, session);
    });
    module.function("compile(element)", [session](Args &a) -> Value {
        return makeStr(
            compileToText(a.interpreter(), a["element"], &currentDialect(a.interpreter()), true));
    });
}

void defineQuestions(ModuleBuilder &module, const HostSessionPtr &session)
{
    module.function("exists()",
                    [session](Args &) -> Value { return session->environment != nullptr; });
    module.function("is_offline_mode()", [session](Args &) -> Value {
        if (!session->environment && session->migration) // a preview of a single script
            return session->migration->isOffline();
        return host(session, "is_offline_mode").isOfflineMode();
    });
    module.function("x_arguments()", [session](Args &) -> Value {
        if (!session->environment && session->migration)
            return makeStrList(QStringList());
        return makeStrList(host(session, "get_x_argument").xArguments());
    });
    module.function("head_revisions()", [session](Args &) -> Value {
        return makeStrList(host(session, "get_head_revisions").headRevisions());
    });
    module.function("revision_argument()", [session](Args &) -> Value {
        return host(session, "get_revision_argument").revisionArgument();
    });
    module.function("starting_revision_argument()", [session](Args &) -> Value {
        return host(session, "get_starting_revision_argument").startingRevisionArgument();
    });
    module.function("tag_argument()", [session](Args &) -> Value {
        return textOrNone(host(session, "get_tag_argument").tagArgument());
    });
}

void defineConfiguration(ModuleBuilder &module, const HostSessionPtr &session)
{
    module.function("config_file_name()", [session](Args &) -> Value {
        return textOrNone(host(session, "config").configFileName());
    });
    module.function("config_section()", [session](Args &) -> Value {
        return makeStr(host(session, "config").configSection());
    });
    module.function("option(section, name)", [session](Args &a) -> Value {
        auto option = host(session, "config").option(a.text("section"), a.text("name"));
        return textOrNone(hostValue(a.interpreter(), std::move(option)));
    });
    module.function("section(name)", [session](Args &a) -> Value {
        EnvironmentHost &environment = host(session, "config");
        if (!environment.hasSection(a.text("name")))
            return {};
        const Ref<Dict> options = makeDict();
        for (const auto &[name, value] :
             hostValue(a.interpreter(), environment.section(a.text("name"))))
            options->set(a.interpreter(), makeStr(name), makeStr(value));
        return options;
    });
    module.function("set_option(section, name, value)", [session](Args &a) -> Value {
        // An application's URL that is not known here gives way to the one that the user gave.
        const auto givenUrl = host(session, "config").givenUrl();
        if (a["value"].isOpaque() && a.text("name") == u"sqlalchemy.url" && givenUrl) {
            host(session, "config")
                .setOption(a.text("section"), a.text("name"),
                           QString(*givenUrl).replace(u"%"_s, u"%%"_s));
            return {};
        }
        a.interpreter().requireKnown(a["value"]);
        host(session, "config")
            .setOption(a.text("section"), a.text("name"), a.interpreter().str(a["value"]));
        return {};
    });
    module.function("has_section(name)", [session](Args &a) -> Value {
        return host(session, "config").hasSection(a.text("name"));
    });
    module.function("remove_option(section, name)", [session](Args &a) -> Value {
        host(session, "config").removeOption(a.text("section"), a.text("name"));
        return {};
    });
    const auto asDict = [](Interpreter &in, const std::map<QString, Value> &entries) {
        const Ref<Dict> dict = makeDict();
        for (const auto &[name, value] : entries)
            dict->set(in, makeStr(name), value);
        return Value(dict);
    };
    module.function("command_options()", [session, asDict](Args &a) -> Value {
        return asDict(a.interpreter(), host(session, "config").commandOptions());
    });
    module.function("attributes()", [session, asDict](Args &a) -> Value {
        return asDict(a.interpreter(), host(session, "config").attributes());
    });
    module.function("toml_file_name()", [session](Args &) -> Value {
        return textOrNone(host(session, "config").tomlFileName());
    });
    module.function("alembic_option(name)", [session](Args &a) -> Value {
        auto option = host(session, "config").alembicOption(a.text("name"));
        return toValue(a.interpreter(), hostValue(a.interpreter(), std::move(option)));
    });
}

Value scriptFacts(Interpreter &in, const ScriptFacts &script)
{
    const Ref<Dict> facts = makeDict();
    const std::pair<const char *, Value> entries[] = {
        { "revision", makeStr(script.revision) },
        { "down_revisions", makeStrList(script.downRevisions) },
        { "dependencies", makeStrList(script.dependencies) },
        { "branch_labels", makeStrList(script.branchLabels) },
        { "next_revisions", makeStrList(script.nextRevisions) },
        { "path", makeStr(script.path) },
        { "documentation", makeStr(script.documentation) },
        { "is_head", script.isHead },
    };
    for (const auto &[name, value] : entries)
        facts->set(in, makeStr(QString::fromLatin1(name)), value);
    return facts;
}

void defineScripts(ModuleBuilder &module, const HostSessionPtr &session)
{
    module.function("scripts()", [session](Args &a) -> Value {
        ValueVector scripts;
        for (const ScriptFacts &script : host(session, "script").scripts())
            scripts.push_back(scriptFacts(a.interpreter(), script));
        return makeList(std::move(scripts));
    });
    module.function("script_location()", [session](Args &) -> Value {
        return makeStr(host(session, "script").scriptLocation());
    });
    module.function("find_revisions(identifier)", [session](Args &a) -> Value {
        auto found = host(session, "script").findRevisions(a.text("identifier"));
        return makeStrList(hostValue(a.interpreter(), std::move(found)));
    });
    module.function("walk_revisions(base, head)", [session](Args &a) -> Value {
        auto found = host(session, "script").walkRevisions(a.text("base"), a.text("head"));
        return makeStrList(hostValue(a.interpreter(), std::move(found)));
    });
}

} // namespace

Result<std::vector<schema::Catalog>>
readTargetCatalogs(Interpreter &interpreter, HostSession &session, const dialect::Dialect &dialect)
{
    std::vector<schema::Catalog> catalogs;
    const auto read = interpreter.guarded([&]() -> Value {
        for (const Value &metadata : metadataObjects(interpreter, session.targetMetadata))
            catalogs.push_back(toCatalog(interpreter, metadata, dialect));
        return {};
    });
    if (!read)
        return failure(read.error());
    return catalogs;
}

void defineEnvironment(ModuleBuilder &module, const HostSessionPtr &session)
{
    defineContext(module, session);
    defineQuestions(module, session);
    defineConfiguration(module, session);
    defineScripts(module, session);
}

} // namespace limbeck::bindings
