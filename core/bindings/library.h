// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/bindings/sqlalchemymodule.h"

#include <QSet>

#include <unordered_map>

namespace limbeck::bindings {

class ColumnObject;
class TableObject;

/// The script objects of columns and tables, so that one thing is one object. Not owned.
struct Wrappers
{
    std::unordered_map<const schema::Column *, ColumnObject *> columns;
    std::unordered_map<const schema::Table *, TableObject *> tables;
};

/// What the `sqlalchemy` modules of one interpreter share: every class under its name ("String",
/// "mysql.VARCHAR", "exc.ArgumentError"), the services of the other half, and what scripts
/// registered.
class Library : public lang::Object
{
public:
    static constexpr const char *typeName = "_Library";

    explicit Library(lang::Type *type)
        : Object(type)
    {
    }

    SqlAlchemyServices services;
    /// Module `sqlalchemy._library`, in whose namespace all classes and functions stand.
    lang::Ref<lang::ModuleObject> module;

    /// Types that came from a script's type object (TypeDecorator, Enum of a class …), which
    /// processes their values.
    struct ScriptType
    {
        schema::SqlTypePtr type; ///< keeps the address from being used again
        Value object;
    };

    std::unordered_map<const schema::SqlType *, ScriptType> scriptTypes;

    /// @compiles: class → dialect name ("" for all) → function.
    std::unordered_map<const lang::Type *, std::map<QString, Value>> compilers;

    std::shared_ptr<Wrappers> wrappers = std::make_shared<Wrappers>();
    std::map<QString, Value> dialectObjects; ///< one `Dialect` object per database
    QSet<QString> notesTold;
    quint64 creationCounter = 0; ///< SQLAlchemy's _creation_order

    [[nodiscard]] Value named(const char *name) const;
    [[nodiscard]] lang::Ref<lang::Type> classNamed(const char *name) const;
    void clearReferences() override;
};

/// The library of @p interpreter, made (with the modules it stands for) when it is not there yet.
[[nodiscard]] Library &library(Interpreter &interpreter);
/// The library if it exists; for destructors.
[[nodiscard]] Library *existingLibrary(Interpreter &interpreter);

/// An instance of native class T whose Python class is @p className.
template <typename T>
[[nodiscard]] lang::Ref<T> createAs(Interpreter &interpreter, const char *className)
{
    return lang::make<T>(library(interpreter).classNamed(className).get());
}

/// Defines a class without C++ data of its own under a dotted key; its name is the part after the
/// dot.
lang::TypeBuilder defineNamed(lang::ModuleBuilder &module, const char *key,
                              const std::vector<const char *> &bases);

/// Tells people once that the script uses what SQLAlchemy 2.0 dropped, and what takes its place.
void noteLegacy(Interpreter &interpreter, const QString &what, const QString &instead);

// The families of the library; each defines its classes and functions in module
// `sqlalchemy._library`.
void defineExceptions(lang::ModuleBuilder &module);
void defineTypes(lang::ModuleBuilder &module);
void defineDialectTypes(lang::ModuleBuilder &module);
void defineTypeDecorators(lang::ModuleBuilder &module);
void defineElements(lang::ModuleBuilder &module);
void defineElementFunctions(lang::ModuleBuilder &module);
void defineFunctions(lang::ModuleBuilder &module);
void defineFromClauses(lang::ModuleBuilder &module);
void defineColumns(lang::ModuleBuilder &module);
void defineSchemaItems(lang::ModuleBuilder &module);
void defineTables(lang::ModuleBuilder &module);
void defineMetaData(lang::ModuleBuilder &module);
void defineSelects(lang::ModuleBuilder &module);
void defineDml(lang::ModuleBuilder &module);
void defineDdl(lang::ModuleBuilder &module);
void defineDialects(lang::ModuleBuilder &module);
void defineCompilerExtension(lang::ModuleBuilder &module);

/// sqlalchemy.sql.operators: eq, in_op, desc_op … as functions of elements.
void defineOperatorFunctions(lang::ModuleBuilder &module);

/// Registers the public modules, whose names come from the library.
void registerPublicModules(Interpreter &interpreter);
void registerShimModules(Interpreter &interpreter);

} // namespace limbeck::bindings
