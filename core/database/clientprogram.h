// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/canceltoken.h"
#include "core/config/databaseurl.h"

namespace limbeck::database {

/// A program of a database's own: pg_dump, pg_restore, psql, mariadb-dump, mariadb.
///
/// It is told how to connect without its password being seen: that goes through the environment,
/// which other users cannot read, and never through the arguments or a file.
class ClientProgram
{
public:
    /// Looks for the first of @p names in PATH and where Debian keeps the newest version.
    /// Errors: FileNotFound, naming the package to install.
    [[nodiscard]] static Result<ClientProgram> find(const QStringList &names,
                                                    const QString &package);

    /// "pg_dump (PostgreSQL) 15.8": what --version says.
    [[nodiscard]] QString version() const;

    /// Arguments and environment for connecting as @p specification says; to the database
    /// @p database instead of its own, if given.
    [[nodiscard]] Result<> connectTo(const ConnectionSpecification &specification,
                                     const QString &database = {});

    /// Runs it with further @p arguments to its end. @p input: a file for its standard input; its
    /// output is dropped. Errors: Database with the last lines that it wrote; Cancelled.
    [[nodiscard]] Result<> run(const QStringList &arguments, const CancelToken &cancel,
                               const QString &input = {}) const;

private:
    explicit ClientProgram(QString path)
        : m_path(std::move(path))
    {
    }

    QString m_path;
    QStringList m_arguments;
    QList<QPair<QString, QString>> m_environment;
};

} // namespace limbeck::database
