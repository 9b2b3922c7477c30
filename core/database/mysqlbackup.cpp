// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/backup.h"
#include "core/database/dumping.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

/// The program writes its last line when everything else is written.
Result<> checkEnd(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::FileAccess, file.errorString());
    file.seek(std::max<qint64>(0, file.size() - 200));
    if (file.readAll().contains("-- Dump completed"))
        return {};
    return failure(ErrorCode::FileAccess, u"The dump has no end: it is not complete"_s);
}

} // namespace

Result<> backUpMysql(const ConnectionSpecification &specification, const QString &path,
                     Backup &backup, const CancelToken &cancel)
{
    auto dump = Dumping::begin({ u"mariadb-dump"_s, u"mysqldump"_s }, u"mariadb-client"_s,
                               specification, backup);
    if (!dump)
        return failure(dump.error());
    dialect::Connection &session = *dump->session;
    // The dump's snapshot cannot be shared. Equal digests before and after it are its own.
    auto before = readContent(session);
    if (!before)
        return failure(before.error());
    const auto dumped = dump->program.run(
        { u"--single-transaction"_s, u"--quick"_s, u"--routines"_s, u"--events"_s, u"--triggers"_s,
          u"--hex-blob"_s, u"--ignore-table=%1.limbeck_progress"_s.arg(specification.database),
          u"--result-file="_s + path, specification.database },
        cancel);
    if (!dumped)
        return dumped;
    const auto after = readContent(session);
    if (!after)
        return failure(after.error());
    if (*before == *after)
        backup.content = std::move(*before);
    return checkEnd(path);
}

} // namespace limbeck::database
