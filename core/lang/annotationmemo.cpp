// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/annotationmemo.h"

#include "core/lang/astexpressions.h"
#include "core/lang/evaluator.h"
#include "core/lang/interpreter.h"
#include "core/lang/staticname.h"
#include "core/lang/type.h"

namespace limbeck::lang {

namespace {

/// Scripts of one project hardly ever have more.
constexpr size_t mostEntries = 16;

const Value *meaningOf(Str *name, Dict &globals, Dict &builtins)
{
    const Value *const found = globals.find(name);
    return found ? found : builtins.find(name);
}

/// Collects the names of an annotation; false if there is anything in it but names, constants,
/// subscripts and `|`.
bool collectNames(const ast::Expr *expression, std::vector<SymbolPtr> &names)
{
    switch (expression->kind) {
    case ast::Kind::Constant:
        return true;
    case ast::Kind::GlobalName:
        names.push_back(static_cast<const ast::Name *>(expression)->id);
        return true;
    case ast::Kind::Subscript: {
        const auto *const subscript = static_cast<const ast::Subscript *>(expression);
        return collectNames(subscript->value, names) && collectNames(subscript->slice, names);
    }
    case ast::Kind::Tuple: {
        const auto &elements = static_cast<const ast::Tuple *>(expression)->elements;
        return std::all_of(elements.begin(), elements.end(),
                           [&](const ast::Expr *element) { return collectNames(element, names); });
    }
    case ast::Kind::BinOp: {
        const auto *const operation = static_cast<const ast::BinOp *>(expression);
        return operation->op == ast::Operator::BitOr && collectNames(operation->left, names)
            && collectNames(operation->right, names);
    }
    default:
        return false;
    }
}

/// Whether subscripts of @p value, and with it, depend on nothing else.
bool isPlainHint(Interpreter &interpreter, const Value &value)
{
    if (value.isType())
        return !static_cast<Type *>(value.object())->isScriptClass();
    static const StaticName mark(u"_is_type_hint");
    return value.isObject() && value.object()->kind() == Kind::Plain
        && value.object()->type()->lookup(mark.in(interpreter));
}

} // namespace

Value AnnotationMemo::find(QStringView text, Dict &globals, Dict &builtins) const
{
    for (const Entry &entry : m_entries) {
        if (entry.text != text)
            continue;
        const bool isSame =
            std::all_of(entry.meanings.begin(), entry.meanings.end(), [&](const Meaning &meaning) {
                const Value *const now = meaningOf(meaning.name.get(), globals, builtins);
                return now && now->is(meaning.value);
            });
        if (isSame)
            return entry.value;
    }
    return Value::absent();
}

void AnnotationMemo::keep(QStringView text, const ast::Expr *annotation, Dict &globals,
                          Dict &builtins, const Value &value, Interpreter &interpreter)
{
    std::vector<SymbolPtr> names;
    if (m_entries.size() == mostEntries || !collectNames(annotation, names))
        return;
    Entry entry { text.toString(), {}, value };
    for (const SymbolPtr name : names) {
        Ref<Str> key(interpreter.evaluator().nameOf(name));
        const Value *const meaning = meaningOf(key.get(), globals, builtins);
        if (!meaning || !isPlainHint(interpreter, *meaning))
            return;
        entry.meanings.push_back({ std::move(key), *meaning });
    }
    m_entries.push_back(std::move(entry));
}

} // namespace limbeck::lang
