// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/symbol.h"

#include <QMutex>
#include <QMutexLocker>

#include <deque>
#include <unordered_map>

namespace limbeck::lang {

namespace {

struct ViewHash
{
    size_t operator()(QStringView text) const { return qHash(text); }
};

/// All symbols of the process. A deque never moves its elements, so pointers and the keys' texts
/// stay valid.
struct SymbolTable
{
    QMutex mutex;
    std::deque<Symbol> symbols;
    std::unordered_map<QStringView, SymbolPtr, ViewHash> byText;
};

SymbolTable &table()
{
    static auto *const instance =
        new SymbolTable; // never destroyed: symbols outlive static objects
    return *instance;
}

} // namespace

SymbolPtr intern(QStringView text)
{
    SymbolTable &symbols = table();
    const QMutexLocker lock(&symbols.mutex);
    if (const auto found = symbols.byText.find(text); found != symbols.byText.end())
        return found->second;
    const auto id = static_cast<quint32>(symbols.symbols.size());
    Symbol &symbol = symbols.symbols.emplace_back(Symbol { text.toString(), qHash(text), id });
    symbols.byText.emplace(QStringView(symbol.text), &symbol);
    return &symbol;
}

} // namespace limbeck::lang
