// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/symbol.h"

#include <QMutex>
#include <QMutexLocker>

#include <array>
#include <cstring>
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

/// Where this thread finds a name that it has asked for lately, without the table and its lock:
/// scripts repeat theirs.
SymbolPtr &recent(QStringView text)
{
    constexpr size_t count = 512;
    static thread_local std::array<SymbolPtr, count> symbols {};
    const auto size = static_cast<size_t>(text.size());
    const size_t mark = size == 0 ? 0
                                  : text.front().unicode() + 31U * text.back().unicode()
            + 7U * text[text.size() / 2].unicode() + 61U * size;
    return symbols[mark % count];
}

SymbolPtr internInTable(QStringView text)
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

} // namespace

SymbolPtr intern(QStringView text)
{
    SymbolPtr &symbol = recent(text);
    const auto isIt = [text](const QString &known) {
        return known.size() == text.size()
            && std::memcmp(known.constData(), text.data(),
                           static_cast<size_t>(text.size()) * sizeof(QChar))
            == 0;
    };
    if (!symbol || !isIt(symbol->text))
        symbol = internInTable(text);
    return symbol;
}

} // namespace limbeck::lang
