// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHashFunctions>
#include <QString>

#include <compare>

namespace limbeck {

/// A text that identifies one kind of thing, so that a table's name cannot be passed as a revision.
template <typename Tag>
class StrongId
{
public:
    StrongId() = default;

    explicit StrongId(QString text)
        : m_text(std::move(text))
    {
    }

    [[nodiscard]] const QString &text() const { return m_text; }

    [[nodiscard]] bool isEmpty() const { return m_text.isEmpty(); }

    friend bool operator==(const StrongId &, const StrongId &) = default;

    friend bool operator<(const StrongId &a, const StrongId &b) { return a.m_text < b.m_text; }

    friend size_t qHash(const StrongId &id, size_t seed = 0) { return ::qHash(id.m_text, seed); }

private:
    QString m_text;
};

} // namespace limbeck
