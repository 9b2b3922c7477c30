// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/containers.h"
#include "core/lang/interpreter.h"

namespace limbeck::lang {

namespace {

constexpr qint32 emptySlot = -1;
constexpr qint32 removedSlot = -2;

size_t slotOf(qint64 hash, size_t mask)
{
    auto mixed = static_cast<quint64>(hash);
    mixed ^= mixed >> 29;
    mixed *= 0x9E3779B97F4A7C15U;
    return static_cast<size_t>(mixed >> 20) & mask;
}

bool isExactStr(const Interpreter &interpreter, const Value &value)
{
    return value.isStr() && value.object()->type() == interpreter.types().str.get();
}

} // namespace

qsizetype HashTable::locate(Interpreter &interpreter, const Value &key, qint64 hash)
{
    if (m_used == 0)
        return -1;
    const bool plainText = isExactStr(interpreter, key);
restart:
    const quint64 version = m_version;
    const size_t mask = m_slots.size() - 1;
    for (size_t slot = slotOf(hash, mask); m_slots[slot] != emptySlot; slot = (slot + 1) & mask) {
        const qint32 index = m_slots[slot];
        if (index == removedSlot)
            continue;
        const Entry &entry = m_entries[static_cast<size_t>(index)];
        if (entry.hash != hash)
            continue;
        if (entry.key.is(key))
            return index;
        if (plainText && isExactStr(interpreter, entry.key)) {
            if (textOf(entry.key) == textOf(key))
                return index;
            continue;
        }
        // May run a script's __eq__, which may change this table.
        const Value candidate = entry.key;
        const bool same = interpreter.equals(candidate, key);
        if (m_version != version)
            goto restart;
        if (same)
            return index;
    }
    return -1;
}

qsizetype HashTable::locate(const Str *name) const
{
    if (m_used == 0)
        return -1;
    const qint64 hash = name->cachedHash();
    const size_t mask = m_slots.size() - 1;
    for (size_t slot = slotOf(hash, mask); m_slots[slot] != emptySlot; slot = (slot + 1) & mask) {
        const qint32 index = m_slots[slot];
        if (index == removedSlot)
            continue;
        const Entry &entry = m_entries[static_cast<size_t>(index)];
        if (entry.hash != hash)
            continue;
        if (entry.key.object() == name || (entry.key.isStr() && textOf(entry.key) == name->text()))
            return index;
    }
    return -1;
}

Value *HashTable::find(Interpreter &interpreter, const Value &key)
{
    const qsizetype index = locate(interpreter, key, interpreter.hash(key));
    return index < 0 ? nullptr : &m_entries[static_cast<size_t>(index)].value;
}

Value *HashTable::find(const Str *name)
{
    const qsizetype index = locate(name);
    return index < 0 ? nullptr : &m_entries[static_cast<size_t>(index)].value;
}

void HashTable::insert(Interpreter &interpreter, const Value &key, const Value &value)
{
    const qint64 hash = interpreter.hash(key);
    const qsizetype index = locate(interpreter, key, hash);
    if (index >= 0)
        m_entries[static_cast<size_t>(index)].value = value;
    else
        append(hash, key, value);
}

void HashTable::insert(Str *name, const Value &value)
{
    const qsizetype index = locate(name);
    if (index >= 0)
        m_entries[static_cast<size_t>(index)].value = value;
    else
        append(name->cachedHash(), Value(name), value);
}

void HashTable::append(qint64 hash, const Value &key, const Value &value)
{
    if ((m_filled + 1) * 3 > m_slots.size() * 2)
        rebuild(static_cast<size_t>(m_used) * 3 + 3);
    m_entries.push_back({ hash, key, value });
    const size_t mask = m_slots.size() - 1;
    size_t slot = slotOf(hash, mask);
    while (m_slots[slot] >= 0)
        slot = (slot + 1) & mask;
    if (m_slots[slot] == emptySlot)
        ++m_filled;
    m_slots[slot] = static_cast<qint32>(m_entries.size() - 1);
    ++m_used;
    ++m_version;
}

void HashTable::rebuild(size_t slots)
{
    size_t size = 8;
    while (size < slots)
        size *= 2;
    std::erase_if(m_entries, [](const Entry &entry) { return entry.key.isAbsent(); });
    m_slots.assign(size, emptySlot);
    m_entries.reserve(size * 2 / 3);
    for (size_t i = 0; i < m_entries.size(); ++i) {
        size_t slot = slotOf(m_entries[i].hash, size - 1);
        while (m_slots[slot] != emptySlot)
            slot = (slot + 1) & (size - 1);
        m_slots[slot] = static_cast<qint32>(i);
    }
    m_filled = m_entries.size();
    ++m_version;
}

bool HashTable::remove(Interpreter &interpreter, const Value &key, Value *removed)
{
    const qsizetype index = locate(interpreter, key, interpreter.hash(key));
    if (index < 0)
        return false;
    if (removed)
        *removed = m_entries[static_cast<size_t>(index)].value;
    removeAt(index);
    return true;
}

bool HashTable::remove(const Str *name)
{
    const qsizetype index = locate(name);
    if (index < 0)
        return false;
    removeAt(index);
    return true;
}

void HashTable::removeAt(qsizetype index)
{
    Entry &entry = m_entries[static_cast<size_t>(index)];
    const size_t mask = m_slots.size() - 1;
    size_t slot = slotOf(entry.hash, mask);
    while (m_slots[slot] != static_cast<qint32>(index))
        slot = (slot + 1) & mask;
    m_slots[slot] = removedSlot;
    // Released after the table is consistent: a destructor may run code that looks here.
    const Value key = std::exchange(entry.key, Value::absent());
    const Value value = std::exchange(entry.value, Value());
    --m_used;
    ++m_version;
    // A queue (append at the end, remove at the front) must not grow for ever.
    if (static_cast<size_t>(index) + 1 == m_entries.size()) {
        while (!m_entries.empty() && m_entries.back().key.isAbsent())
            m_entries.pop_back();
    }
}

void HashTable::clear()
{
    const auto entries = std::exchange(m_entries, {});
    m_slots.clear();
    m_used = 0;
    m_filled = 0;
    ++m_version;
}

} // namespace limbeck::lang
