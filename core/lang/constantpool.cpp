// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/constantpool.h"

#include <QHashFunctions>

#include <bit>

namespace limbeck::lang {

namespace {

constexpr quint32 nothing = ~0U;

} // namespace

ConstantPool::ConstantPool(std::vector<ConstantValue> &constants, size_t expected)
    : m_constants(constants)
    , m_buckets(static_cast<qsizetype>(std::bit_ceil(expected + 1)), nothing)
{
    m_constants.reserve(4 + expected);
    m_constants.assign({ NoneConstant {}, EllipsisConstant {}, false, true });
}

quint32 ConstantPool::text(QStringView text)
{
    const size_t hash = qHash(text, QHashSeed::globalSeed());
    const Known *const known = find(hash, [text](const ConstantValue &value) {
        const auto *const other = std::get_if<QString>(&value);
        return other != nullptr && *other == text;
    });
    return known != nullptr ? known->index : addKnown(hash, text.toString());
}

quint32 ConstantPool::integer(qint64 value)
{
    const size_t hash = qHash(value, QHashSeed::globalSeed());
    const Known *const known = find(hash, [value](const ConstantValue &other) {
        const auto *const number = std::get_if<qint64>(&other);
        return number != nullptr && *number == value;
    });
    return known != nullptr ? known->index : addKnown(hash, value);
}

quint32 ConstantPool::value(ConstantValue value)
{
    if (const auto *const known = std::get_if<QString>(&value))
        return text(*known);
    if (const auto *const known = std::get_if<qint64>(&value))
        return integer(*known);
    if (const auto *const known = std::get_if<bool>(&value))
        return truth(*known);
    return add(std::move(value));
}

template <typename IsEqual>
const ConstantPool::Known *ConstantPool::find(size_t hash, IsEqual isEqual) const
{
    quint32 at = m_buckets[bucketOf(hash)];
    while (at != nothing) {
        const Known &known = m_known[qsizetype { at }];
        if (known.hash == hash && isEqual(m_constants[known.index]))
            return &known;
        at = known.next;
    }
    return nullptr;
}

quint32 ConstantPool::add(ConstantValue value)
{
    m_constants.push_back(std::move(value));
    return static_cast<quint32>(m_constants.size() - 1);
}

/// There is a bucket for each that was expected.
quint32 ConstantPool::addKnown(size_t hash, ConstantValue value)
{
    quint32 &bucket = m_buckets[bucketOf(hash)];
    const quint32 index = add(std::move(value));
    m_known.push_back({ hash, index, std::exchange(bucket, static_cast<quint32>(m_known.size())) });
    return index;
}

} // namespace limbeck::lang
