// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/containers.h"

namespace limbeck::lang {

/// Python's slice object.
class SliceObject : public Object
{
public:
    static constexpr const char *typeName = "slice";
    SliceObject(Type *type, Value start, Value stop, Value step);

    Value start;
    Value stop;
    Value step;

    QString repr(Interpreter &interpreter) override;
    qint64 hash(Interpreter &interpreter) override;
    Value compare(Interpreter &interpreter, Comparison comparison, const Value &other) override;
    void clearReferences() override;
};

/// A slice applied to a sequence of known length.
struct SliceBounds
{
    qint64 start = 0;
    qint64 stop = 0;
    qint64 step = 1;
    qint64 count = 0;
};

/// Python's range.
class RangeObject : public Object
{
public:
    static constexpr const char *typeName = "range";
    RangeObject(Type *type, qint64 from, qint64 to, qint64 by);

    qint64 start;
    qint64 stop;
    qint64 step;

    [[nodiscard]] qint64 size() const;

    QString repr(Interpreter &interpreter) override;
    qint64 hash(Interpreter &interpreter) override;
    Value compare(Interpreter &interpreter, Comparison comparison, const Value &other) override;
    std::optional<qint64> length(Interpreter &interpreter) override;
    Value getItem(Interpreter &interpreter, const Value &key) override;
    std::optional<bool> contains(Interpreter &interpreter, const Value &item) override;
    Value iterate(Interpreter &interpreter) override;
};

/// An iterator made of C++ code.
class NativeIterator : public Object
{
public:
    using Next = std::function<bool(Interpreter &, Value &item)>;
    NativeIterator(Type *type, Next next, std::vector<Value> keptAlive = {});

    [[nodiscard]] bool isIterator() const override { return true; }

    bool next(Interpreter &interpreter, Value &item) override;
    void clearReferences() override;

private:
    Next m_next;
    std::vector<Value> m_keptAlive; // cleared with the interpreter, unlike what m_next captured
    bool m_finished = false;
};

/// Iterates by position over a list, tuple, str, bytes or range, so that changes of a list show.
class SequenceIterator : public Object
{
public:
    SequenceIterator(Type *type, Value sequence);

    [[nodiscard]] bool isIterator() const override { return true; }

    bool next(Interpreter &interpreter, Value &item) override;
    void clearReferences() override;

private:
    Value m_sequence;
    qsizetype m_index = 0;
};

class RangeIterator : public Object
{
public:
    RangeIterator(Type *type, qint64 start, qint64 step, qint64 count);

    [[nodiscard]] bool isIterator() const override { return true; }

    bool next(Interpreter &interpreter, Value &item) override;

    /// For loops: without the virtual call.
    bool advance(Value &item)
    {
        if (m_count == 0)
            return false;
        --m_count;
        item = Value(m_next);
        m_next += m_step;
        return true;
    }

private:
    qint64 m_next;
    qint64 m_step;
    qint64 m_count;
};

/// Iterates over a dict (keys, values or items) or set; a change of size meanwhile raises
/// RuntimeError.
class TableIterator : public Object
{
public:
    enum class What : quint8 { Keys, Values, Items };
    TableIterator(Type *type, Value container, What what, bool reversed = false);

    [[nodiscard]] bool isIterator() const override { return true; }

    bool next(Interpreter &interpreter, Value &item) override;
    void clearReferences() override;

private:
    [[nodiscard]] const HashTable &table() const;

    Value m_container;
    What m_what;
    bool m_reversed;
    qsizetype m_position;
    qsizetype m_size;
    qsizetype m_given = 0;
};

[[nodiscard]] SliceBounds sliceBounds(Interpreter &interpreter, const SliceObject &slice,
                                      qint64 length);
/// An index into a sequence of @p length, negative ones from its end; throws IndexError "… index
/// out of range".
[[nodiscard]] qsizetype checkedIndex(Interpreter &interpreter, const Value &key, qint64 length,
                                     const char *sequence);
/// Iterator over C++ code.
[[nodiscard]] Value makeIterator(NativeIterator::Next next, std::vector<Value> keptAlive = {});
/// `==`, `<` … of two rows of values, as list and tuple compare.
[[nodiscard]] Value compareSequences(Interpreter &interpreter, Comparison comparison,
                                     const ValueVector &a, const ValueVector &b);
/// "[a, b]"; "..." inside itself.
[[nodiscard]] QString reprOfItems(Interpreter &interpreter, const Object *object,
                                  const ValueVector &items, QStringView open, QStringView close);

/// Guards against a repr() that meets itself.
class ReprGuard
{
public:
    explicit ReprGuard(const Object *object);
    ~ReprGuard();
    ReprGuard(const ReprGuard &) = delete;
    ReprGuard &operator=(const ReprGuard &) = delete;

    [[nodiscard]] bool isRecursive() const { return m_recursive; }

private:
    bool m_recursive;
};

/// Throws LimitReached if a str or bytes of @p bytes would be too long.
void requireStringBytes(qint64 bytes);

} // namespace limbeck::lang
