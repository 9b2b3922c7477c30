// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/journalschema.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

constexpr qint64 schemaVersion = 1;

const QStringList &tables()
{
    static const QStringList list {
        u"run"_s,       u"step"_s,          u"step_start"_s, u"step_end"_s,
        u"statement"_s, u"statement_end"_s, u"note"_s,       u"outcome"_s,
    };
    return list;
}

const QStringList &definitions()
{
    static const QStringList list {
        uR"(CREATE TABLE run (id INTEGER PRIMARY KEY AUTOINCREMENT, resumes INTEGER NOT NULL,
    token TEXT NOT NULL UNIQUE,
    started TEXT NOT NULL, user TEXT NOT NULL, host TEXT NOT NULL, process INTEGER NOT NULL,
    process_start TEXT NOT NULL, program TEXT NOT NULL, project TEXT NOT NULL,
    command TEXT NOT NULL, targets TEXT NOT NULL, database TEXT NOT NULL, url TEXT NOT NULL,
    identity TEXT NOT NULL, dialect TEXT NOT NULL, server TEXT NOT NULL, session TEXT NOT NULL,
    heads TEXT NOT NULL))"_s,
        u"CREATE INDEX run_identity ON run (identity)"_s,
        uR"(CREATE TABLE step (run INTEGER NOT NULL REFERENCES run, number INTEGER NOT NULL,
    direction TEXT NOT NULL, revisions TEXT NOT NULL, text TEXT NOT NULL, script TEXT NOT NULL,
    script_hash TEXT NOT NULL, PRIMARY KEY (run, number)) WITHOUT ROWID)"_s,
        uR"(CREATE TABLE step_start (run INTEGER NOT NULL REFERENCES run, number INTEGER NOT NULL,
    at TEXT NOT NULL, PRIMARY KEY (run, number)) WITHOUT ROWID)"_s,
        uR"(CREATE TABLE step_end (run INTEGER NOT NULL REFERENCES run, number INTEGER NOT NULL,
    at TEXT NOT NULL, heads TEXT NOT NULL, committed INTEGER NOT NULL,
    PRIMARY KEY (run, number)) WITHOUT ROWID)"_s,
        uR"(CREATE TABLE statement (run INTEGER NOT NULL REFERENCES run, ordinal INTEGER NOT NULL,
    step INTEGER NOT NULL, times INTEGER NOT NULL, at TEXT NOT NULL, kind TEXT NOT NULL,
    sql TEXT NOT NULL, origin TEXT NOT NULL, skipped INTEGER NOT NULL, state_before BLOB,
    PRIMARY KEY (run, ordinal)) WITHOUT ROWID)"_s,
        uR"(CREATE TABLE statement_end (run INTEGER NOT NULL REFERENCES run,
    ordinal INTEGER NOT NULL, times INTEGER NOT NULL, affected INTEGER NOT NULL,
    microseconds INTEGER NOT NULL, open INTEGER NOT NULL, error TEXT NOT NULL, state_after BLOB,
    executions BLOB, PRIMARY KEY (run, ordinal)) WITHOUT ROWID)"_s,
        uR"(CREATE TABLE note (run INTEGER NOT NULL REFERENCES run, at TEXT NOT NULL,
    text TEXT NOT NULL))"_s,
        uR"(CREATE TABLE outcome (run INTEGER PRIMARY KEY REFERENCES run, at TEXT NOT NULL,
    outcome TEXT NOT NULL, heads TEXT NOT NULL, heads_known INTEGER NOT NULL,
    step INTEGER NOT NULL, error TEXT NOT NULL))"_s,
    };
    return list;
}

QStringList guards()
{
    QStringList result;
    for (const QString &table : tables()) {
        for (const QString &change : { u"UPDATE"_s, u"DELETE"_s }) {
            result += u"CREATE TRIGGER %1_no_%2 BEFORE %3 ON %1 BEGIN "
                      "SELECT RAISE(ABORT, 'the journal is only ever added to'); END"_s.arg(
                          table, change.toLower(), change);
        }
    }
    return result;
}

Result<qint64> version(dialect::Connection &connection)
{
    const auto rows = database::catalogQuery(connection, u"PRAGMA user_version"_s);
    if (!rows)
        return failure(rows.error());
    return rows->front().number(u"user_version"_s);
}

Result<> create(dialect::Connection &connection)
{
    // Another process may have been faster: look again with the right to write.
    const auto found = version(connection);
    if (!found)
        return failure(found.error());
    if (*found != 0)
        return {};
    for (const QString &sql : definitions() + guards()) {
        if (const auto made = database::catalogQuery(connection, sql); !made)
            return failure(made.error());
    }
    const auto marked =
        database::catalogQuery(connection, u"PRAGMA user_version = %1"_s.arg(schemaVersion));
    return marked ? Result<>() : failure(marked.error());
}

} // namespace

Result<> prepareJournalSchema(dialect::Connection &connection)
{
    for (const QString &pragma :
         { u"PRAGMA journal_mode = WAL"_s, u"PRAGMA synchronous = FULL"_s }) {
        if (const auto set = database::catalogQuery(connection, pragma); !set)
            return failure(set.error());
    }
    const auto found = version(connection);
    if (!found)
        return failure(found.error());
    if (*found == schemaVersion)
        return {};
    if (*found > schemaVersion)
        return failure(ErrorCode::Unsupported, u"It was written by a newer Limbeck"_s,
                       u"Use that one, or name another file in LIMBECK_JOURNAL."_s);
    if (const auto begun = connection.begin(); !begun)
        return begun;
    if (const auto created = create(connection); !created) {
        std::ignore = connection.rollback(); // the first error is the one to tell
        return created;
    }
    return connection.commit();
}

QString processStart(qint64 processId)
{
    QFile file(u"/proc/%1/stat"_s.arg(processId));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    // "pid (name) state ppid …": the name may hold anything, the start is field 22.
    const QByteArray text = file.readAll();
    const QList<QByteArray> fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
    return QString::fromLatin1(fields.value(19));
}

} // namespace limbeck
