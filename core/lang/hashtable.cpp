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

/// The entries that have a hash, in the order in which they are looked at for a key of that hash.
class HashTable::Candidates
{
public:
    Candidates(const HashTable &table, qint64 hash)
        : m_table(table)
        , m_hash(hash)
        , m_at(table.m_slots.empty() ? 0 : slotOf(hash, table.m_slots.size() - 1))
    {
    }

    /// Index of the next one; -1 at the end.
    qsizetype next()
    {
        const auto &entries = m_table.m_entries;
        const auto &slots = m_table.m_slots;
        if (slots.empty()) {
            while (m_at < entries.size()) {
                const size_t index = m_at++;
                if (entries[index].hash == m_hash && !entries[index].key.isAbsent())
                    return static_cast<qsizetype>(index);
            }
            return -1;
        }
        while (slots[m_at] != emptySlot) {
            const qint32 index = slots[m_at];
            m_at = (m_at + 1) & (slots.size() - 1);
            if (index >= 0 && entries[static_cast<size_t>(index)].hash == m_hash)
                return index;
        }
        return -1;
    }

private:
    const HashTable &m_table;
    qint64 m_hash;
    size_t m_at; ///< an entry, or a slot if there are any
};

qsizetype HashTable::locate(Interpreter &interpreter, const Value &key, qint64 hash)
{
    const bool plainText = isExactStr(interpreter, key);
restart:
    const quint64 version = m_version;
    Candidates candidates(*this, hash);
    for (qsizetype index = candidates.next(); index >= 0; index = candidates.next()) {
        const Entry &entry = m_entries[static_cast<size_t>(index)];
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
    Candidates candidates(*this, name->cachedHash());
    for (qsizetype index = candidates.next(); index >= 0; index = candidates.next()) {
        const Value &key = m_entries[static_cast<size_t>(index)].key;
        if (key.object() == name || (key.isStr() && textOf(key) == name->text()))
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
    const bool isFull = m_slots.empty() ? m_entries.size() >= mostUnindexed
                                        : (m_filled + 1) * 3 > m_slots.size() * 2;
    if (isFull)
        rebuild(static_cast<size_t>(m_used) * 2 + 2);
    constexpr size_t first = 4;
    if (m_entries.capacity() == 0)
        m_entries.reserve(first);
    m_entries.push_back({ hash, key, value });
    ++m_used;
    ++m_version;
    if (m_slots.empty())
        return;
    const size_t mask = m_slots.size() - 1;
    size_t slot = slotOf(hash, mask);
    while (m_slots[slot] >= 0)
        slot = (slot + 1) & mask;
    if (m_slots[slot] == emptySlot)
        ++m_filled;
    m_slots[slot] = static_cast<qint32>(m_entries.size() - 1);
}

void HashTable::reserve(qsizetype entries)
{
    if (static_cast<size_t>(entries) > m_entries.capacity())
        rebuild(static_cast<size_t>(entries));
}

/// Drops removed entries and makes room for @p entries in all.
void HashTable::rebuild(size_t entries)
{
    std::erase_if(m_entries, [](const Entry &entry) { return entry.key.isAbsent(); });
    ++m_version;
    if (entries <= mostUnindexed) {
        m_slots.clear();
        m_filled = 0;
        m_entries.reserve(entries);
        return;
    }
    size_t size = 8;
    while (size * 2 < entries * 3)
        size *= 2;
    m_slots.assign(size, emptySlot);
    m_entries.reserve(size * 2 / 3);
    for (size_t i = 0; i < m_entries.size(); ++i) {
        size_t slot = slotOf(m_entries[i].hash, size - 1);
        while (m_slots[slot] != emptySlot)
            slot = (slot + 1) & (size - 1);
        m_slots[slot] = static_cast<qint32>(i);
    }
    m_filled = m_entries.size();
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
    if (!m_slots.empty()) {
        const size_t mask = m_slots.size() - 1;
        size_t slot = slotOf(entry.hash, mask);
        while (m_slots[slot] != static_cast<qint32>(index))
            slot = (slot + 1) & mask;
        m_slots[slot] = removedSlot;
    }
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
