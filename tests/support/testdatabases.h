// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialect/connection.h"
#include "tests/support/privateserver.h"

namespace limbeck::test {

/// Databases of all three kinds for one test program: SQLite files, and databases of private
/// servers, which are started when the first of their kind is asked for.
class TestDatabases
{
public:
    /// "sqlite", "postgresql", "mysql" as rows of a data-driven test, in a column "kind".
    static void addRows(const QStringList &kinds = { QStringLiteral("sqlite"),
                                                     QStringLiteral("postgresql"),
                                                     QStringLiteral("mysql") });

    /// A URL of a new, empty database; empty if the server cannot be started (problem() says why).
    [[nodiscard]] QString create(const QString &kind);

    [[nodiscard]] const QString &problem() const { return m_problem; }

    [[nodiscard]] PrivatePostgres *postgres() { return m_postgres.get(); }

    [[nodiscard]] PrivateMariaDb *mariaDb() { return m_mariaDb.get(); }

private:
    template <typename Server>
    [[nodiscard]] QString createOn(std::unique_ptr<Server> &server, const QString &name);

    QTemporaryDir m_files;
    std::unique_ptr<PrivatePostgres> m_postgres;
    std::unique_ptr<PrivateMariaDb> m_mariaDb;
    QString m_problem;
    int m_count = 0;
};

/// A session on a URL; null (and a warning) if it cannot be opened.
[[nodiscard]] std::unique_ptr<dialect::Connection> openUrl(const QString &url);

} // namespace limbeck::test
