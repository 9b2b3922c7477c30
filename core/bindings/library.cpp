// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/library.h"

#include "core/lang/staticname.h"
#include "core/lang/stdlib/unavailablenames.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

namespace {

const QString libraryModule = u"sqlalchemy._library"_s;

/// Where the Library object stands in its module.
constexpr const char *instanceName = "_instance";

void defineLibrary(ModuleBuilder &module, const SqlAlchemyServices &services)
{
    TypeBuilder type = module.define<Library>("_Library");
    const Ref<Library> instance = module.interpreter().create<Library>();
    instance->module = module.module();
    instance->services = services;
    type.value(instanceName, instance);
    for (const auto define :
         { defineExceptions, defineElements, defineTypes, defineDialectTypes, defineTypeDecorators,
           defineElementFunctions, defineFunctions, defineFromClauses, defineColumns,
           defineSchemaItems, defineTables, defineMetaData, defineSelects, defineDml, defineDdl,
           defineDialects, defineCompilerExtension })
        define(module);
}

} // namespace

Value Library::named(const char *name) const
{
    if (const Value *found = module->dict().find(name))
        return *found;
    Interpreter &interpreter = Interpreter::current(); // it may be left for later
    if (const Value found = interpreter.findAttr(Value(module), name); !found.isAbsent())
        return found;
    qFatal("sqlalchemy has no %s", name);
}

Ref<Type> Library::classNamed(const char *name) const
{
    return Ref<Type>(named(name).as<Type>());
}

void Library::clearReferences()
{
    services = {};
    module = nullptr;
    scriptTypes.clear();
    compilers.clear();
    dialectObjects.clear();
    Object::clearReferences();
}

Library *existingLibrary(Interpreter &interpreter)
{
    const Ref<Type> type = interpreter.nativeType<Library>();
    if (!type)
        return nullptr;
    static const StaticName name(QString::fromLatin1(instanceName));
    const Value *instance = type->lookup(name.in(interpreter));
    return instance ? instance->as<Library>() : nullptr;
}

Library &library(Interpreter &interpreter)
{
    if (Library *found = existingLibrary(interpreter))
        return *found;
    interpreter.import(libraryModule);
    return *existingLibrary(interpreter);
}

TypeBuilder defineNamed(ModuleBuilder &module, const char *key,
                        const std::vector<const char *> &bases)
{
    std::vector<Ref<Type>> types;
    for (const char *base : bases)
        types.emplace_back(module.module()->dict().find(base)->as<Type>());
    TypeBuilder builder = module.defineClass(key, types);
    const QString name = QString::fromLatin1(key);
    const qsizetype dot = name.lastIndexOf(u'.');
    builder.type()->setName(name.mid(dot + 1));
    const QString package = dot < 0 ? u"sqlalchemy"_s
        : name.startsWith(u"exc.")  ? u"sqlalchemy.exc"_s
                                    : u"sqlalchemy.dialects."_s + name.left(dot);
    builder.value("__module__", makeStr(package));
    builder.value("__qualname__", makeStr(name.mid(dot + 1)));
    return builder;
}

void noteLegacy(Interpreter &interpreter, const QString &what, const QString &instead)
{
    Library &lib = library(interpreter);
    const SourceSpan span = interpreter.currentSpan();
    if (!lib.services.diagnose || lib.notesTold.contains(what + span.toString()))
        return;
    lib.notesTold.insert(what + span.toString());
    lib.services.diagnose(
        Diagnostic { Diagnostic::Severity::Note,
                     u"sqlalchemy-1x"_s,
                     u"%1 is spelled as in SQLAlchemy 1.x; SQLAlchemy 2.0 dropped it."_s.arg(what),
                     span,
                     instead,
                     {} });
}

void registerSqlAlchemy(Interpreter &interpreter, SqlAlchemyServices services)
{
    addUnavailableNames(u":/limbeck/bindings/unavailablenames.txt"_s);
    // Made at the first import of any of the modules.
    interpreter.addNativeModule(libraryModule,
                                [services = std::move(services)](ModuleBuilder &module) {
                                    defineLibrary(module, services);
                                });
    registerPublicModules(interpreter);
    registerShimModules(interpreter);
}

SqlAlchemyServices &sqlAlchemyServices(Interpreter &interpreter)
{
    return library(interpreter).services;
}

const dialect::Dialect &currentDialect(Interpreter &interpreter)
{
    const dialect::Dialect *chosen = library(interpreter).services.dialect;
    return chosen ? *chosen : *dialect::dialectByName(u"sqlite"_s);
}

Ref<Type> sqlAlchemyClass(Interpreter &interpreter, const char *name)
{
    return library(interpreter).classNamed(name);
}

} // namespace limbeck::bindings
