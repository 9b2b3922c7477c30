// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/backup.h"
#include "core/database/catalogquery.h"
#include "core/database/dumping.h"

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

/// A dump that can be read to its end, and lists what it holds.
Result<> readBack(const QString &path, const CancelToken &cancel)
{
    const auto reader = ClientProgram::find({ u"pg_restore"_s }, u"postgresql-client"_s);
    if (!reader)
        return failure(reader.error());
    // Writes all of it as SQL, to nowhere: every block is unpacked.
    const auto read = reader->run({ u"--file=/dev/null"_s, path }, cancel);
    return read ? Result<>() : failure(read.error().within(u"The dump cannot be read back"_s));
}

} // namespace

Result<> backUpPostgresql(const ConnectionSpecification &specification, const QString &path,
                          Backup &backup, const CancelToken &cancel)
{
    auto dump = Dumping::begin({ u"pg_dump"_s }, u"postgresql-client"_s, specification, backup);
    if (!dump)
        return failure(dump.error());
    dialect::Connection &session = *dump->session;
    // Dump and digests are of one moment: both look at the same snapshot.
    const auto begun = catalogQuery(session, u"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"_s);
    if (!begun)
        return failure(begun.error());
    const auto snapshot = catalogQuery(session, u"SELECT pg_catalog.pg_export_snapshot() AS id"_s);
    if (!snapshot)
        return failure(snapshot.error());
    const auto dumped = dump->program.run({ u"--format=custom"_s, u"--no-password"_s,
                                            u"--snapshot="_s + snapshot->front().text(u"id"_s),
                                            u"--file="_s + path },
                                          cancel);
    if (!dumped)
        return dumped;
    auto content = readContent(session);
    if (!content)
        return failure(content.error());
    backup.content = std::move(*content);
    return readBack(path, cancel);
}

} // namespace limbeck::database
