// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/unreadmodels.h"

#include "core/lang/opaque.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

namespace {

/// The part of the class's ancestry that is not available; null if all of it is.
const OpaqueObject *opaqueBase(const Type &type)
{
    for (const Type *base : type.mro()) {
        if (const auto *opaque = base->opaqueBase().as<OpaqueObject>())
            return opaque;
    }
    return nullptr;
}

/// Whether a class means to be a table: it says so, or its base is SQLModel's.
bool looksMapped(const Type &type, const OpaqueObject &base)
{
    Interpreter &in = Interpreter::current();
    const auto has = [&](const char *name) {
        return type.lookup(in.intern(name).get()) != nullptr;
    };
    return has("__tablename__") || has("__table__") || has("__table_args__")
        || base.importName().section(u'.', 0, 0) == u"sqlmodel";
}

/// Whether a module is there to find others by listing a folder: the models it would find are not
/// known.
bool findsModules(const OpaqueObject &module)
{
    static const QStringList finders { u"pkgutil"_s, u"glob"_s };
    return finders.contains(module.importName().section(u'.', 0, 0));
}

/// Why a member of a module tells of models that could not be read; empty if it does not.
QString unreadModel(const ModuleObject &module, const Value &member)
{
    if (const auto *opaque = member.as<OpaqueObject>()) {
        if (opaque->hidesClasses())
            return u"class %1: %2"_s.arg(opaque->path(), opaque->explanation());
        return findsModules(*opaque) ? u"module %1: %2"_s.arg(module.name(), opaque->explanation())
                                     : QString();
    }
    const auto *type = member.as<Type>();
    const OpaqueObject *base = type && type->isScriptClass() ? opaqueBase(*type) : nullptr;
    return base && looksMapped(*type, *base)
        ? u"class %1: %2"_s.arg(type->fullName(), base->explanation())
        : QString();
}

} // namespace

QStringList unreadModels(Interpreter &interpreter)
{
    QStringList found;
    for (const HashTable::Entry &entry : interpreter.modules().table().entries()) {
        const auto *module = entry.key.isAbsent() ? nullptr : entry.value.as<ModuleObject>();
        if (!module)
            continue;
        for (const HashTable::Entry &member : module->dict().table().entries()) {
            const QString why =
                member.key.isAbsent() ? QString() : unreadModel(*module, member.value);
            if (!why.isEmpty())
                found.append(why);
        }
    }
    return found;
}

} // namespace limbeck::bindings
