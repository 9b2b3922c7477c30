// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/native.h"

#include <unordered_map>

namespace limbeck::lang {

/// A function of two arguments that keeps what it returned for the same objects: `Optional[str]` in
/// a thousand scripts is one object, as in CPython.
///
/// Only classes and what is marked `_is_type_hint` count as the same whenever they are the same
/// object, singly or in a tuple; for any other argument the function runs each time.
class IdentityMemo : public Object
{
public:
    static constexpr const char *typeName = "IdentityMemo";

    explicit IdentityMemo(Type *type)
        : Object(type)
    {
    }

    Value function;

    Value call(Interpreter &interpreter, const Arguments &arguments) override;

    [[nodiscard]] bool isCallable() const override { return true; }

    /// Binds to instances, as functions do.
    Value descriptorGet(Interpreter &interpreter, const Value &instance,
                        const Value &owner) override;

    [[nodiscard]] bool bindsLikeFunction() const override { return true; }

    void clearReferences() override;

private:
    struct Entry
    {
        Value first, second; ///< kept alive, so that no other object gets their address
        Value result;
    };

    [[nodiscard]] static bool isStable(Interpreter &interpreter, const Value &value);
    [[nodiscard]] static bool isSame(const Value &a, const Value &b);
    [[nodiscard]] static size_t hashOf(const Value &first, const Value &second);

    std::unordered_multimap<size_t, Entry> m_entries;
};

void defineIdentityMemo(ModuleBuilder &module);

} // namespace limbeck::lang
