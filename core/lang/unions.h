// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/containers.h"

namespace limbeck::lang {

/// `int | None`.
class UnionObject : public Object
{
public:
    UnionObject(Type *type, ValueVector alternatives);

    [[nodiscard]] const ValueVector &members() const { return m_members; }

    Value attribute(Interpreter &interpreter, Str *name) override;
    QString repr(Interpreter &interpreter) override;
    qint64 hash(Interpreter &interpreter) override;
    Value compare(Interpreter &interpreter, Comparison comparison, const Value &other) override;
    Value binary(Interpreter &interpreter, BinaryOperator op, const Value &other,
                 bool reflected) override;
    void clearReferences() override;

private:
    ValueVector m_members;
};

/// `list[int]`: calls and attributes go to the class.
class GenericAlias : public Object
{
public:
    GenericAlias(Type *type, Value original, Value arguments);

    [[nodiscard]] const Value &origin() const { return m_origin; }

    [[nodiscard]] const Value &args() const { return m_args; } ///< a tuple

    Value call(Interpreter &interpreter, const Arguments &arguments) override;

    [[nodiscard]] bool isCallable() const override { return true; }

    Value attribute(Interpreter &interpreter, Str *name) override;
    QString repr(Interpreter &interpreter) override;
    qint64 hash(Interpreter &interpreter) override;
    Value compare(Interpreter &interpreter, Comparison comparison, const Value &other) override;
    Value binary(Interpreter &interpreter, BinaryOperator op, const Value &other,
                 bool reflected) override;
    Value getItem(Interpreter &interpreter, const Value &key) override;
    void clearReferences() override;

private:
    Value m_origin;
    Value m_args;
};

/// A type parameter or the name of a type alias: only ever named in annotations.
class TypeAliasObject : public Object
{
public:
    TypeAliasObject(Type *type, QString aliasName, QString aliasText);

    Value attribute(Interpreter &interpreter, Str *name) override;
    QString repr(Interpreter &interpreter) override;
    Value binary(Interpreter &interpreter, BinaryOperator op, const Value &other,
                 bool reflected) override;
    Value getItem(Interpreter &interpreter, const Value &key) override;

private:
    QString m_name;
    QString m_text;
};

/// `a | b` of classes, None and unions; notImplemented() if one of them is something else.
[[nodiscard]] Value makeUnion(Interpreter &interpreter, const Value &a, const Value &b);
/// `original[key]`.
[[nodiscard]] Value makeGenericAlias(Interpreter &interpreter, const Value &original,
                                     const Value &key);
/// "int", "mod.Class", "list[int]": as annotations are shown.
[[nodiscard]] QString annotationText(Interpreter &interpreter, const Value &value);

} // namespace limbeck::lang
