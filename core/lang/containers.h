// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/heap.h"
#include "core/lang/object.h"

#include <initializer_list>
#include <vector>

namespace limbeck::lang {

/// Values in a row, counted against the interpreter's memory limit.
using ValueVector = std::vector<Value, CountingAllocator<Value>>;

/// Python's tuple. Named tuples and similar native classes may derive from it.
class Tuple : public Object
{
public:
    Tuple(Type *type, ValueVector items);

    [[nodiscard]] const ValueVector &items() const { return m_items; }

    [[nodiscard]] qsizetype size() const { return static_cast<qsizetype>(m_items.size()); }

    [[nodiscard]] const Value &at(qsizetype index) const
    {
        return m_items[static_cast<size_t>(index)];
    }

    QString repr(Interpreter &interpreter) override;
    bool truth(Interpreter &interpreter) override;
    qint64 hash(Interpreter &interpreter) override;
    Value compare(Interpreter &interpreter, Comparison comparison, const Value &other) override;
    Value binary(Interpreter &interpreter, BinaryOperator op, const Value &other,
                 bool reflected) override;
    std::optional<qint64> length(Interpreter &interpreter) override;
    Value getItem(Interpreter &interpreter, const Value &key) override;
    std::optional<bool> contains(Interpreter &interpreter, const Value &item) override;
    Value iterate(Interpreter &interpreter) override;
    void clearReferences() override;

private:
    ValueVector m_items;
};

/// Python's list.
class ListObject : public Object
{
public:
    explicit ListObject(Type *type, ValueVector items = {});

    [[nodiscard]] ValueVector &items() { return m_items; }

    [[nodiscard]] const ValueVector &items() const { return m_items; }

    void append(const Value &value) { m_items.push_back(value); }

    QString repr(Interpreter &interpreter) override;
    bool truth(Interpreter &interpreter) override;
    qint64 hash(Interpreter &interpreter) override;
    Value compare(Interpreter &interpreter, Comparison comparison, const Value &other) override;
    Value binary(Interpreter &interpreter, BinaryOperator op, const Value &other,
                 bool reflected) override;
    Value inPlace(Interpreter &interpreter, BinaryOperator op, const Value &other) override;
    std::optional<qint64> length(Interpreter &interpreter) override;
    Value getItem(Interpreter &interpreter, const Value &key) override;
    void setItem(Interpreter &interpreter, const Value &key, const Value &value) override;
    void delItem(Interpreter &interpreter, const Value &key) override;
    std::optional<bool> contains(Interpreter &interpreter, const Value &item) override;
    Value iterate(Interpreter &interpreter) override;
    void clearReferences() override;

private:
    ValueVector m_items;
};

/// Insertion-ordered hash table: what dict and set are made of. Hashing and comparing keys may run
/// script code.
///
/// Up to mostUnindexed entries are searched in a row: that is as fast as by slots, and most dicts
/// (keyword arguments, instances, annotations) are so small.
class HashTable
{
public:
    struct Entry
    {
        qint64 hash = 0;
        Value key = Value::absent(); ///< absent: a removed entry
        Value value;
    };

    [[nodiscard]] qsizetype size() const { return m_used; }

    /// In insertion order, with removed entries in between (absent keys).
    [[nodiscard]] const std::vector<Entry, CountingAllocator<Entry>> &entries() const
    {
        return m_entries;
    }

    [[nodiscard]] Value *find(Interpreter &interpreter, const Value &key);
    /// By an interned name; runs no script code.
    [[nodiscard]] Value *find(const Str *name);
    void insert(Interpreter &interpreter, const Value &key, const Value &value);
    void insert(Str *name, const Value &value);
    bool remove(Interpreter &interpreter, const Value &key, Value *removed = nullptr);
    bool remove(const Str *name);
    void removeAt(qsizetype entry);
    void clear();
    /// Makes room for @p entries at once, when their number is known.
    void reserve(qsizetype entries);

    /// Grows by one with each insertion of a new key and each removal: loops detect changes by it.
    [[nodiscard]] quint64 version() const { return m_version; }

private:
    [[nodiscard]] qsizetype locate(Interpreter &interpreter, const Value &key, qint64 hash);
    [[nodiscard]] qsizetype locate(const Str *name) const;
    void append(qint64 hash, const Value &key, const Value &value);
    void rebuild(size_t entries);

    class Candidates;
    static constexpr size_t mostUnindexed = 8;

    std::vector<Entry, CountingAllocator<Entry>> m_entries;
    /// Power of two; -1 empty, -2 removed. None while m_entries is searched in a row.
    std::vector<qint32, CountingAllocator<qint32>> m_slots;
    qsizetype m_used = 0;
    size_t m_filled = 0;
    quint64 m_version = 0;
};

/// Python's dict.
class Dict : public Object
{
public:
    explicit Dict(Type *type);

    [[nodiscard]] HashTable &table() { return m_table; }

    [[nodiscard]] const HashTable &table() const { return m_table; }

    [[nodiscard]] qsizetype size() const { return m_table.size(); }

    [[nodiscard]] Value *find(const Str *name) { return m_table.find(name); }

    void set(Str *name, const Value &value) { m_table.insert(name, value); }

    /// For native code that builds a dict with str keys.
    void set(const char *name, const Value &value);
    void set(Interpreter &interpreter, const Value &key, const Value &value);

    /// The value, or null.
    [[nodiscard]] Value *find(Interpreter &interpreter, const Value &key)
    {
        return m_table.find(interpreter, key);
    }

    [[nodiscard]] Value *find(const char *name);

    QString repr(Interpreter &interpreter) override;
    bool truth(Interpreter &interpreter) override;
    qint64 hash(Interpreter &interpreter) override;
    Value compare(Interpreter &interpreter, Comparison comparison, const Value &other) override;
    Value binary(Interpreter &interpreter, BinaryOperator op, const Value &other,
                 bool reflected) override;
    Value inPlace(Interpreter &interpreter, BinaryOperator op, const Value &other) override;
    std::optional<qint64> length(Interpreter &interpreter) override;
    Value getItem(Interpreter &interpreter, const Value &key) override;
    void setItem(Interpreter &interpreter, const Value &key, const Value &value) override;
    void delItem(Interpreter &interpreter, const Value &key) override;
    std::optional<bool> contains(Interpreter &interpreter, const Value &item) override;
    Value iterate(Interpreter &interpreter) override;
    void clearReferences() override;

private:
    HashTable m_table;
};

/// Python's set and frozenset (by its type). Iterates in insertion order.
class Set : public Object
{
public:
    explicit Set(Type *type);

    [[nodiscard]] HashTable &table() { return m_table; }

    [[nodiscard]] const HashTable &table() const { return m_table; }

    [[nodiscard]] qsizetype size() const { return m_table.size(); }

    void add(Interpreter &interpreter, const Value &item)
    {
        m_table.insert(interpreter, item, Value());
    }

    [[nodiscard]] bool has(Interpreter &interpreter, const Value &item)
    {
        return m_table.find(interpreter, item);
    }

    [[nodiscard]] bool isFrozen() const;

    QString repr(Interpreter &interpreter) override;
    bool truth(Interpreter &interpreter) override;
    qint64 hash(Interpreter &interpreter) override;
    Value compare(Interpreter &interpreter, Comparison comparison, const Value &other) override;
    Value binary(Interpreter &interpreter, BinaryOperator op, const Value &other,
                 bool reflected) override;
    Value inPlace(Interpreter &interpreter, BinaryOperator op, const Value &other) override;
    std::optional<qint64> length(Interpreter &interpreter) override;
    std::optional<bool> contains(Interpreter &interpreter, const Value &item) override;
    Value iterate(Interpreter &interpreter) override;
    void clearReferences() override;

private:
    HashTable m_table;
};

[[nodiscard]] Ref<ListObject> makeList(ValueVector items = {});
[[nodiscard]] Ref<Tuple> makeTuple(ValueVector items = {});
[[nodiscard]] Ref<Tuple> makeTuple(std::initializer_list<Value> items);
[[nodiscard]] Ref<Dict> makeDict();
/// As dict.update() does with one argument: a mapping, or pairs.
void updateDict(Interpreter &interpreter, Dict &dict, const Value &source);
[[nodiscard]] Ref<Set> makeSet();
[[nodiscard]] Ref<Set> makeFrozenSet();
[[nodiscard]] Ref<ListObject> makeStrList(const QStringList &texts);

} // namespace limbeck::lang
