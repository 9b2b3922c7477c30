// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QRandomGenerator>
#include <QStringList>

namespace limbeck::test {

/// A SQLite schema made at random, with rows, of everything that a table rebuild could lose:
/// CHECKs with and without names, UNIQUEs, foreign keys with actions, AUTOINCREMENT, WITHOUT ROWID,
/// STRICT, generated columns, collations, partial and expression indexes, views of views, triggers.
class RandomSchema
{
public:
    explicit RandomSchema(QRandomGenerator &random);

    /// The statements that make it, in order.
    [[nodiscard]] const QStringList &statements() const { return m_statements; }

    [[nodiscard]] const QStringList &tables() const { return m_tables; }

    /// A column of @p table that is in no key, is not generated and may be NULL.
    [[nodiscard]] QString freeColumn(const QString &table) const
    {
        return m_freeColumns.value(table);
    }

private:
    void addTable(int number);
    void addIndexes(const QString &table, const QStringList &columns);
    void addRows(const QString &table, const QStringList &columns, bool hasIntegerKey);
    void addViews();
    void addTriggers();

    [[nodiscard]] bool chance(int percent) { return m_random.bounded(100) < percent; }

    [[nodiscard]] QString pick(const QStringList &from)
    {
        return from[m_random.bounded(static_cast<int>(from.size()))];
    }

    QRandomGenerator &m_random;
    QStringList m_statements;
    QStringList m_tables;
    QHash<QString, QString> m_freeColumns;
    QHash<QString, QStringList> m_columns; ///< that take a value
};

} // namespace limbeck::test
