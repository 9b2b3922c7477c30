// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialect/connection.h"

#include <QJsonObject>

#include <map>

namespace limbeck::database {

/// What a database holds, in digests: two that are equal hold the same schema and the same rows.
///
/// Reads every row. Limbeck's own progress table does not count.
struct DatabaseContent
{
    struct Table
    {
        qint64 rows = 0;
        QString checksum; ///< of all rows, in whatever order

        friend bool operator==(const Table &, const Table &) = default;
    };

    QString schema; ///< a digest of all definitions
    std::map<QString, Table> tables; ///< by name, with the schema's where there are several
    std::map<QString, QString> sequences; ///< name → state

    /// One line per table or other part that is not the same, for people:
    /// "ticket: 10000 rows became 10003", "customer: rows were changed".
    [[nodiscard]] QStringList changesTo(const DatabaseContent &later) const;

    [[nodiscard]] QJsonObject toJson() const;
    [[nodiscard]] static DatabaseContent fromJson(const QJsonObject &json);

    friend bool operator==(const DatabaseContent &, const DatabaseContent &) = default;
};

/// Reads it, in whatever transaction @p connection is in; changes settings of the session, which
/// should not be used for anything else. Errors: the database's.
[[nodiscard]] Result<DatabaseContent> readContent(dialect::Connection &connection);

} // namespace limbeck::database
