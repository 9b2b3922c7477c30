// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/object.h"

#include <functional>
#include <vector>

namespace limbeck::lang {

class HashTable;

/// A Python class: native or made by a script.
class Type : public Object
{
public:
    /// Makes an empty instance of class @p type, which is this native class or a class derived from
    /// it.
    using Allocator = Ref<Object> (*)(Interpreter &interpreter, Type *type);

    Type(Type *metaclass, QString name, std::vector<Ref<Type>> bases);
    ~Type() override;

    [[nodiscard]] const QString &name() const { return m_name; }

    [[nodiscard]] QString qualifiedName() const; ///< __qualname__
    [[nodiscard]] QString module() const; ///< __module__, empty for builtins
    /// "module.Qualname", without the module for builtins: as messages and reprs name a class.
    [[nodiscard]] QString fullName() const;

    void setName(const QString &name) { m_name = name; }

    [[nodiscard]] const std::vector<Ref<Type>> &bases() const { return m_bases; }

    [[nodiscard]] const std::vector<Type *> &mro() const
    {
        return m_mro;
    } ///< itself first, object last

    [[nodiscard]] Dict &dict() const { return *m_attributes; }

    [[nodiscard]] bool isSubclassOf(const Type *other) const;

    [[nodiscard]] const std::vector<Type *> &subclasses() const { return m_subclasses; }

    /// The attribute as it stands in the first class of the MRO that has it, unbound; null if none
    /// has it. Cached.
    [[nodiscard]] const Value *lookup(Str *name) const;
    /// Changes when any class of the process is made or changed: while it stays, lookup() finds
    /// what it found before.
    [[nodiscard]] static quint64 latestVersion();
    /// Sets (or, with an absent value, removes) an attribute of the class itself.
    void setOwn(Str *name, const Value &value);
    void setOwn(const char *name, const Value &value);
    /// Takes over the names of a class body.
    void adoptNamespace(const HashTable &names);

    /// The native class that instances are built on: itself, or the nearest native base.
    [[nodiscard]] const Type *layout() const { return m_layout; }

    [[nodiscard]] Allocator allocator() const { return m_allocator; }

    void setAllocator(Allocator allocate) { m_allocator = allocate; }

    void setLayoutHere() { m_layout = this; }

    /// Instances are built as those of @p base.
    void setLayoutOf(const Type &base)
    {
        m_layout = base.m_layout;
        m_allocator = base.m_allocator;
    }

    /// The class of the MRO that has attribute @p name.
    [[nodiscard]] const Type *ownerOf(Str *name) const;

    [[nodiscard]] bool isScriptClass() const { return m_scriptClass; }

    void setScriptClass(bool script) { m_scriptClass = script; }

    [[nodiscard]] bool isFinal() const { return m_final; } ///< like bool: cannot be a base

    void setFinal(bool yes) { m_final = yes; }

    [[nodiscard]] bool instancesHaveDict() const { return m_instanceDict; }

    void setInstancesHaveDict(bool has) { m_instanceDict = has; }

    /// Whether a special method (`__x__`) was defined by a script or by name in a native class,
    /// here or in a base; if not, operations go straight to the virtuals.
    [[nodiscard]] bool hasSpecialMethods() const { return m_specialMethods; }

    /// For object and type, whose methods by name do what operations do anyway.
    void setSpecialMethods(bool has) { m_specialMethods = has; }

    /// An opaque class: derives from something that was not found.
    [[nodiscard]] const Value &opaqueBase() const { return m_opaqueBase; }

    void setOpaqueBase(const Value &opaque) { m_opaqueBase = opaque; }

    Value attribute(Interpreter &interpreter, Str *name) override;
    Value call(Interpreter &interpreter, const Arguments &arguments) override;

    [[nodiscard]] bool isCallable() const override { return true; }

    QString repr(Interpreter &interpreter) override;
    Value binary(Interpreter &interpreter, BinaryOperator op, const Value &other,
                 bool reflected) override;
    void clearReferences() override;

private:
    void computeMro();
    void invalidate();
    void noteSpecial(Str *name, const Value &value);

    QString m_name;
    std::vector<Ref<Type>> m_bases;
    std::vector<Type *> m_mro;
    std::vector<Type *> m_subclasses;
    Ref<Dict> m_attributes;
    const Type *m_layout = nullptr;
    Allocator m_allocator = nullptr;
    Value m_opaqueBase;
    quint64 m_version = 0;
    bool m_scriptClass = false;
    bool m_final = false;
    bool m_instanceDict = true;
    bool m_specialMethods = false;
};

} // namespace limbeck::lang
