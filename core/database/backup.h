// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/canceltoken.h"
#include "core/config/databaseurl.h"
#include "core/database/content.h"

#include <QDateTime>

namespace limbeck::database {

/// A backup of a whole database and what is known of it. A second file beside it, NAME.json, holds
/// all but the path.
struct Backup
{
    QString path;
    QString sha256; ///< of the file
    qint64 size = 0; ///< of the file, in bytes
    QDateTime createdAt; ///< UTC
    QString database; ///< for people
    QString identity; ///< DatabaseIdentity::text
    QString backend; ///< "postgresql" …
    QString serverVersion;
    QString program; ///< what wrote it, with its version
    QStringList heads; ///< version rows in it
    /// What it holds; none if the database was written while the backup was made, where the two
    /// could not be taken at one moment.
    std::optional<DatabaseContent> content;
    /// What the run that it was made for left in the database; none before that.
    std::optional<DatabaseContent> left;

    /// Reads NAME.json. Errors: FileNotFound, Configuration.
    [[nodiscard]] static Result<Backup> load(const QString &path);
    /// Writes NAME.json: whole or not at all. Errors: FileAccess.
    [[nodiscard]] Result<> save() const;
};

/// Writes backups of one database into a folder: pg_dump's custom format, mariadb-dump's SQL, a
/// copy of a SQLite file.
///
/// A backup gets its name when it is complete, on the disk, and was read back; one that fails
/// leaves nothing. Files are readable for their owner only.
class BackupWriter
{
public:
    /// @p folder is made if it is not there.
    BackupWriter(ConnectionSpecification specification, QString folder, CancelToken cancel);

    /// @p heads: the database's version rows, for the name and for the record.
    /// Errors: FileAccess (a full disk among them), FileNotFound for a program that is not
    /// installed, those of the database, Cancelled.
    [[nodiscard]] Result<Backup> write(const QStringList &heads) const;

    /// Deletes all but the newest @p keep backups of the database @p identity in the folder;
    /// returns the names of those that are gone. Errors: FileAccess.
    [[nodiscard]] Result<QStringList> retain(const QString &identity, int keep) const;

private:
    [[nodiscard]] Result<> writeFile(const QString &path, Backup &backup) const;

    ConnectionSpecification m_specification;
    QString m_folder;
    CancelToken m_cancel;
};

/// Where backups go if nobody says otherwise: a folder of Limbeck's for the user's data.
[[nodiscard]] QString defaultBackupFolder();

/// Whether the file is what was written, by its size and digest. Errors: FileAccess, naming what is
/// wrong.
[[nodiscard]] Result<> verifyFile(const Backup &backup);

// --- Each database's own part, for BackupWriter: write @p path and tell what it holds.
[[nodiscard]] Result<> backUpPostgresql(const ConnectionSpecification &specification,
                                        const QString &path, Backup &backup,
                                        const CancelToken &cancel);
[[nodiscard]] Result<> backUpMysql(const ConnectionSpecification &specification,
                                   const QString &path, Backup &backup, const CancelToken &cancel);
[[nodiscard]] Result<> backUpSqlite(const ConnectionSpecification &specification,
                                    const QString &path, Backup &backup, const CancelToken &cancel);

} // namespace limbeck::database
