// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/versionrows.h"

namespace limbeck {

Result<Heads> readHeads(const database::VersionTable &table, dialect::Connection &connection)
{
    const auto rows = table.heads(connection);
    if (!rows)
        return failure(rows.error());
    Heads heads;
    for (const QString &row : *rows)
        heads.emplace_back(row);
    return heads;
}

dialect::Statement changeStatement(const database::VersionTable &table,
                                   const dialect::Dialect &dialect, const VersionChange &change)
{
    switch (change.kind) {
    case VersionChange::Kind::Insert:
        return table.insertStatement(dialect, change.to.text());
    case VersionChange::Kind::Update:
        return table.updateStatement(dialect, change.from.text(), change.to.text());
    case VersionChange::Kind::Delete:
        return table.deleteStatement(dialect, change.from.text());
    }
    Q_UNREACHABLE();
}

Result<> applyChange(const database::VersionTable &table, dialect::Connection &connection,
                     const VersionChange &change)
{
    switch (change.kind) {
    case VersionChange::Kind::Insert:
        return table.insert(connection, change.to.text());
    case VersionChange::Kind::Update:
        return table.update(connection, change.from.text(), change.to.text());
    case VersionChange::Kind::Delete:
        return table.remove(connection, change.from.text());
    }
    Q_UNREACHABLE();
}

QStringList texts(const Heads &heads)
{
    QStringList result;
    for (const RevisionId &head : heads)
        result += head.text();
    return result;
}

Heads headsFrom(const QStringList &texts)
{
    Heads heads;
    for (const QString &text : texts)
        heads.emplace_back(text);
    return heads;
}

} // namespace limbeck
