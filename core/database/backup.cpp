// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/backup.h"

#include "core/database/connect.h"
#include "core/database/databaseidentity.h"
#include "core/database/durablefile.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

constexpr int formatVersion = 1;

QString descriptionPath(const QString &path)
{
    return path + u".json"_s;
}

QString suffix(Backend backend)
{
    switch (backend) {
    case Backend::PostgreSql:
        return u".dump"_s;
    case Backend::Sqlite:
        return u".db"_s;
    default:
        return u".sql"_s;
    }
}

/// "app-ae1027a6acf-20260131T031502123Z": sorted by name is sorted by time, per database.
QString nameFor(const ConnectionSpecification &specification, const QStringList &heads,
                const QDateTime &time)
{
    static const QRegularExpression unusual(u"[^A-Za-z0-9_.-]+"_s);
    QString database = specification.backend == Backend::Sqlite
        ? QFileInfo(specification.database).completeBaseName()
        : specification.database;
    const QString revision = heads.isEmpty() ? u"base"_s : heads.join(u'_').left(60);
    return u"%1-%2-%3"_s.arg(database.replace(unusual, u"_"_s),
                             QString(revision).replace(unusual, u"_"_s),
                             time.toString(u"yyyyMMdd'T'HHmmsszzz'Z'"_s))
        + suffix(specification.backend);
}

Result<QString> digest(const QString &path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        return failure(ErrorCode::FileAccess,
                       u"The backup %1 cannot be read: %2"_s.arg(path, file.errorString()));
    return QString::fromLatin1(hash.result().toHex());
}

} // namespace

QString defaultBackupFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
        + u"/limbeck/backups"_s;
}

Result<Backup> Backup::load(const QString &path)
{
    QFile file(descriptionPath(path));
    if (!QFile::exists(path) || !file.open(QIODevice::ReadOnly))
        return failure(
            ErrorCode::FileNotFound,
            u"%1 is not a backup of Limbeck's: a backup is a file with another one of the "
            "same name and .json beside it"_s.arg(path));
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    if (json.value(u"format"_s).toInt() != formatVersion)
        return failure(ErrorCode::Configuration,
                       u"%1 is not the description of a backup that this Limbeck can read"_s.arg(
                           file.fileName()));
    Backup backup;
    backup.path = path;
    backup.sha256 = json.value(u"sha256"_s).toString();
    backup.size = json.value(u"size"_s).toInteger();
    backup.createdAt =
        QDateTime::fromString(json.value(u"created_at"_s).toString(), Qt::ISODateWithMs);
    backup.database = json.value(u"database"_s).toString();
    backup.identity = json.value(u"identity"_s).toString();
    backup.backend = json.value(u"backend"_s).toString();
    backup.serverVersion = json.value(u"server_version"_s).toString();
    backup.program = json.value(u"program"_s).toString();
    for (const QJsonValue &head : json.value(u"heads"_s).toArray())
        backup.heads += head.toString();
    if (json.contains(u"content"_s))
        backup.content = DatabaseContent::fromJson(json.value(u"content"_s).toObject());
    if (json.contains(u"left"_s))
        backup.left = DatabaseContent::fromJson(json.value(u"left"_s).toObject());
    return backup;
}

Result<> Backup::save() const
{
    QJsonObject json {
        { u"format"_s, formatVersion },
        { u"sha256"_s, sha256 },
        { u"size"_s, size },
        { u"created_at"_s, createdAt.toString(Qt::ISODateWithMs) },
        { u"database"_s, database },
        { u"identity"_s, identity },
        { u"backend"_s, backend },
        { u"server_version"_s, serverVersion },
        { u"program"_s, program },
        { u"heads"_s, QJsonArray::fromStringList(heads) },
    };
    if (content)
        json.insert(u"content"_s, content->toJson());
    if (left)
        json.insert(u"left"_s, left->toJson());
    return writeDurably(descriptionPath(path), QJsonDocument(json).toJson());
}

BackupWriter::BackupWriter(ConnectionSpecification specification, QString folder,
                           CancelToken cancel)
    : m_specification(std::move(specification))
    , m_folder(std::move(folder))
    , m_cancel(std::move(cancel))
{
}

Result<Backup> BackupWriter::write(const QStringList &heads) const
{
    if (!QDir().mkpath(m_folder))
        return failure(ErrorCode::FileAccess,
                       u"The folder for backups %1 cannot be made"_s.arg(m_folder));
    Backup backup;
    backup.createdAt = QDateTime::currentDateTimeUtc();
    backup.heads = heads;
    backup.backend = toString(m_specification.backend);
    backup.database = displayName(m_specification);
    backup.path =
        QDir(m_folder).absoluteFilePath(nameFor(m_specification, heads, backup.createdAt));
    const QString unfinished = backup.path + u".part"_s;
    const auto written = [&]() -> Result<> {
        if (auto made = writeFile(unfinished, backup); !made)
            return made;
        return renameDurably(unfinished, backup.path);
    }();
    if (!written) {
        QFile::remove(unfinished);
        return failure(written.error().within(u"The backup failed"_s));
    }
    if (const auto saved = backup.save(); !saved) {
        QFile::remove(backup.path);
        return failure(saved.error().within(u"The backup failed"_s));
    }
    return backup;
}

Result<> BackupWriter::writeFile(const QString &path, Backup &backup) const
{
    // Made here, so that nobody else can read it at any time.
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate)
        || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        return failure(ErrorCode::FileAccess,
                       u"%1 cannot be written: %2"_s.arg(path, file.errorString()));
    file.close();
    Result<> dumped;
    switch (m_specification.backend) {
    case Backend::PostgreSql:
        dumped = backUpPostgresql(m_specification, path, backup, m_cancel);
        break;
    case Backend::MySql:
    case Backend::MariaDb:
        dumped = backUpMysql(m_specification, path, backup, m_cancel);
        break;
    case Backend::Sqlite:
        dumped = backUpSqlite(m_specification, path, backup, m_cancel);
        break;
    default:
        return failure(ErrorCode::Unsupported, u"There are no backups of %1"_s.arg(backup.backend));
    }
    if (!dumped)
        return dumped;
    if (auto synced = syncFile(path); !synced)
        return synced;
    const auto hash = digest(path);
    if (!hash)
        return failure(hash.error());
    backup.sha256 = *hash;
    backup.size = QFileInfo(path).size();
    return {};
}

Result<> verifyFile(const Backup &backup)
{
    const qint64 size = QFileInfo(backup.path).size();
    if (size != backup.size)
        return failure(ErrorCode::FileAccess,
                       u"The backup %1 is damaged: it has %2 bytes instead of %3"_s.arg(backup.path)
                           .arg(size)
                           .arg(backup.size));
    const auto hash = digest(backup.path);
    if (!hash)
        return failure(hash.error());
    if (*hash != backup.sha256)
        return failure(
            ErrorCode::FileAccess,
            u"The backup %1 is damaged: its digest is not the recorded one"_s.arg(backup.path));
    return {};
}

Result<QStringList> BackupWriter::retain(const QString &identity, int keep) const
{
    std::vector<Backup> backups;
    const QDir folder(m_folder);
    for (const QString &name :
         folder.entryList({ u'*' + suffix(m_specification.backend) }, QDir::Files)) {
        auto backup = Backup::load(folder.absoluteFilePath(name));
        if (backup && backup->identity == identity)
            backups.push_back(std::move(*backup));
    }
    std::sort(backups.begin(), backups.end(),
              [](const Backup &a, const Backup &b) { return a.createdAt > b.createdAt; });
    QStringList gone;
    for (size_t i = static_cast<size_t>(std::max(keep, 1)); i < backups.size(); ++i) {
        const QString &path = backups[i].path;
        if (!QFile::remove(path) || !QFile::remove(descriptionPath(path)))
            return failure(ErrorCode::FileAccess,
                           u"The old backup %1 cannot be deleted"_s.arg(path));
        gone += QFileInfo(path).fileName();
    }
    return gone;
}

} // namespace limbeck::database
