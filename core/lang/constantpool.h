// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/ast.h"

#include <QVarLengthArray>

namespace limbeck::lang {

/// Numbers the constants of a module while it is parsed: equal texts and integers share a number.
class ConstantPool
{
public:
    /// Puts None, ..., False and True first into @p constants, with room for @p expected more.
    ConstantPool(std::vector<ConstantValue> &constants, size_t expected);

    [[nodiscard]] static quint32 none() { return 0; }

    [[nodiscard]] static quint32 ellipsis() { return 1; }

    [[nodiscard]] static quint32 truth(bool value) { return value ? 3 : 2; }

    quint32 text(QStringView text);
    quint32 integer(qint64 value);
    /// Of any kind.
    quint32 value(ConstantValue value);

private:
    /// A text or an integer that has its number.
    struct Known
    {
        size_t hash;
        quint32 index;
        quint32 next; ///< the one known before it in the same bucket
    };

    [[nodiscard]] qsizetype bucketOf(size_t hash) const
    {
        return static_cast<qsizetype>(hash) & (m_buckets.size() - 1);
    }

    template <typename IsEqual>
    [[nodiscard]] const Known *find(size_t hash, IsEqual isEqual) const;
    quint32 add(ConstantValue value);
    quint32 addKnown(size_t hash, ConstantValue value);

    std::vector<ConstantValue> &m_constants;
    QVarLengthArray<Known, 32> m_known;
    QVarLengthArray<quint32, 32> m_buckets; ///< the last one known of each; a power of two
};

} // namespace limbeck::lang
