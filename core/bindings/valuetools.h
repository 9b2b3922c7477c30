// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/interpreter.h"

#include <QVarLengthArray>
#include <QVariant>

#include <functional>
#include <vector>

// Small helpers for calling scripts' objects from C++.

namespace limbeck::bindings {

/// Arguments of a call that is put together piece by piece.
class CallBuilder
{
public:
    explicit CallBuilder(lang::Interpreter &interpreter)
        : m_interpreter(interpreter)
    {
    }

    CallBuilder &positional(const lang::Value &value);
    CallBuilder &positional(const lang::ValueVector &values);
    CallBuilder &keyword(const QString &name, const lang::Value &value);
    CallBuilder &keyword(const char *name, const lang::Value &value);
    /// Every entry of a dict with str keys.
    CallBuilder &keywords(lang::Dict &dict);
    lang::Value call(const lang::Value &callable) const;
    lang::Value callMethod(const lang::Value &object, const char *name) const;

private:
    [[nodiscard]] lang::Arguments arguments() const;

    lang::Interpreter &m_interpreter;
    QVarLengthArray<lang::Value, 8> m_positional;
    QVarLengthArray<lang::KeywordArgument, 12> m_keywords;
};

/// An attribute, None if there is none.
[[nodiscard]] lang::Value attributeOrNone(lang::Interpreter &interpreter, const lang::Value &object,
                                          const char *name);
/// A str value, or None for nothing.
[[nodiscard]] lang::Value textOrNone(const std::optional<QString> &text);
/// The text of a str, nothing for None and absent; TypeError for anything else.
[[nodiscard]] std::optional<QString> optionalTextOf(lang::Interpreter &interpreter,
                                                    const lang::Value &value, const char *what);
/// A value of a TOML file: text, number, boolean, list or table; None for nothing.
[[nodiscard]] lang::Value toValue(lang::Interpreter &interpreter, const QVariant &value);
[[nodiscard]] bool isGiven(const lang::Value &value); ///< neither None nor absent
/// Visits the entries of a dict whose keys are str; other keys are passed over.
void forEachKeyword(lang::Dict &dict,
                    const std::function<void(const QString &, const lang::Value &)> &visit);
/// The entry named @p name, taken out of the dict; absent if there is none.
lang::Value takeKeyword(lang::Dict &dict, const char *name);
/// A copy that can be changed.
[[nodiscard]] lang::Ref<lang::Dict> copyDict(lang::Dict &dict);

/// A context manager made of two functions. `exit` gets the exception or None and says whether it
/// swallows it.
class ScopeObject : public lang::Object
{
public:
    static constexpr const char *typeName = "ContextManager";

    explicit ScopeObject(lang::Type *type)
        : Object(type, lang::Kind::Native)
    {
    }

    std::function<lang::Value()> onEnter;
    std::function<bool(const lang::Value &)> onExit;

    lang::Value enter(lang::Interpreter &interpreter) override;
    bool exit(lang::Interpreter &interpreter, const lang::Value &exception) override;

    [[nodiscard]] bool isContextManager() const override { return true; }

    void clearReferences() override;
};

/// Module in which the helper classes of this file are defined.
inline constexpr auto valueToolsModule = "alembic._tools";
/// Fills it.
void defineValueTools(lang::ModuleBuilder &module);
/// Makes a context manager.
[[nodiscard]] lang::Value makeScope(lang::Interpreter &interpreter,
                                    std::function<lang::Value()> onEnter,
                                    std::function<bool(const lang::Value &)> onExit);

} // namespace limbeck::bindings
