// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/catalogquery.h"
#include "core/database/clientprogram.h"
#include "core/database/connect.h"
#include "core/database/restore.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

QString quoted(QString name)
{
    return u'"' + name.replace(u"\""_s, u"\"\""_s) + u'"';
}

QString literal(QString text)
{
    return u'\'' + text.replace(u"'"_s, u"''"_s) + u'\'';
}

/// "public"."ticket" for a name as DatabaseContent has it.
QString qualified(const QString &name)
{
    const qsizetype dot = name.indexOf(u'.');
    return dot < 0 ? u"public."_s + quoted(name)
                   : quoted(name.left(dot)) + u'.' + quoted(name.mid(dot + 1));
}

/// Locks every table, so that nobody can write, and stops the transaction unless each holds what
/// @p expected says.
QString guard(const DatabaseContent &expected, bool locks)
{
    QString sql = u"SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; "
                  "SET IntervalStyle = 'iso_8601'; SET extra_float_digits = 1; "
                  "SET bytea_output = 'hex';\n"_s;
    if (locks) {
        for (const auto &[name, table] : expected.tables)
            sql += u"LOCK TABLE %1 IN ACCESS EXCLUSIVE MODE;\n"_s.arg(qualified(name));
    }
    sql += u"DO $limbeck$ BEGIN\n"_s;
    for (const auto &[name, table] : expected.tables) {
        const QString problem = u"table %1 %2"_s.arg(
            name, locks ? u"was written since"_s : u"is not as in the backup"_s);
        sql +=
            u"IF (SELECT count(*) || ' ' || coalesce(sum(pg_catalog.hashtextextended(t::text, 0)), "
            "0) FROM ONLY "_s
            + qualified(name) + u" t) <> "_s
            + literal(u"%1 %2"_s.arg(table.rows).arg(table.checksum))
            + u" THEN RAISE EXCEPTION USING MESSAGE = "_s + literal(problem) + u"; END IF;\n"_s;
    }
    return sql + u"END $limbeck$;\n"_s;
}

/// Drops everything that is the user's: schemas other than public whole, and what is in public,
/// except for what belongs to an extension.
const QString &dropAll()
{
    static const QString sql = uR"(SET client_min_messages = warning;
DO $limbeck$ DECLARE o record; BEGIN
FOR o IN SELECT nspname FROM pg_catalog.pg_namespace n WHERE nspname NOT IN ('pg_catalog', 'information_schema', 'public')
  AND nspname NOT LIKE 'pg\_%' AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.objid = n.oid AND d.deptype = 'e')
LOOP EXECUTE format('DROP SCHEMA %I CASCADE', o.nspname); END LOOP;
FOR o IN SELECT c.oid, c.relname, CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW'
    WHEN 'S' THEN 'SEQUENCE' WHEN 'f' THEN 'FOREIGN TABLE' ELSE 'TABLE' END AS kind
  FROM pg_catalog.pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
LOOP
  IF EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.oid = o.oid) THEN
    EXECUTE format('DROP %s public.%I CASCADE', o.kind, o.relname);
  END IF;
END LOOP;
FOR o IN SELECT p.oid, p.oid::regprocedure AS signature, CASE p.prokind WHEN 'p' THEN 'PROCEDURE' WHEN 'a' THEN 'AGGREGATE'
    ELSE 'FUNCTION' END AS kind FROM pg_catalog.pg_proc p WHERE p.pronamespace = 'public'::regnamespace
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.objid = p.oid AND d.deptype IN ('e', 'i'))
LOOP
  IF EXISTS (SELECT FROM pg_catalog.pg_proc p WHERE p.oid = o.oid) THEN
    EXECUTE format('DROP %s %s CASCADE', o.kind, o.signature);
  END IF;
END LOOP;
FOR o IN SELECT t.oid, t.typname FROM pg_catalog.pg_type t WHERE t.typnamespace = 'public'::regnamespace
  AND t.typtype IN ('e', 'd', 'c', 'r') AND (t.typrelid = 0 OR EXISTS (SELECT FROM pg_catalog.pg_class c
    WHERE c.oid = t.typrelid AND c.relkind = 'c'))
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.objid = t.oid AND d.deptype = 'e')
LOOP
  IF EXISTS (SELECT FROM pg_catalog.pg_type t WHERE t.oid = o.oid) THEN
    EXECUTE format('DROP TYPE public.%I CASCADE', o.typname);
  END IF;
END LOOP;
FOR o IN SELECT oid FROM pg_catalog.pg_largeobject_metadata LOOP PERFORM pg_catalog.lo_unlink(o.oid); END LOOP;
END $limbeck$;
)"_s;
    return sql;
}

Result<QString> writeScript(const QTemporaryDir &folder, const QString &name, const QString &text)
{
    const QString path = folder.filePath(name);
    QFile file(path);
    const QByteArray bytes = text.toUtf8();
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        return failure(ErrorCode::FileAccess,
                       u"%1 cannot be written: %2"_s.arg(path, file.errorString()));
    return path;
}

} // namespace

Result<> restorePostgresql(const Backup &backup, const ConnectionSpecification &specification,
                           const CancelToken &cancel)
{
    const auto reader = ClientProgram::find({ u"pg_restore"_s }, u"postgresql-client"_s);
    auto psql = ClientProgram::find({ u"psql"_s }, u"postgresql-client"_s);
    if (!reader || !psql)
        return failure((reader ? psql : reader).error());
    if (auto connected = psql->connectTo(specification); !connected)
        return connected;
    // Beside the backup, where there is room for it; readable for its owner only.
    const QTemporaryDir folder(QFileInfo(backup.path).absoluteDir().filePath(u".restore-XXXXXX"_s));
    if (!folder.isValid())
        return failure(ErrorCode::FileAccess, folder.errorString());
    const QString dump = folder.filePath(u"2-backup.sql"_s);
    if (auto read = reader->run({ u"--file="_s + dump, backup.path }, cancel); !read)
        return read;

    DatabaseContent current;
    {
        const auto connection = openConnection(specification);
        if (!connection)
            return failure(connection.error());
        auto content = readContent(**connection);
        if (!content)
            return failure(content.error());
        current = std::move(*content);
        if (auto allowed = mayReplace(backup, current); !allowed)
            return allowed;
    }
    const auto before = writeScript(folder, u"1-clear.sql"_s, guard(current, true) + dropAll());
    const auto after = writeScript(folder, u"3-compare.sql"_s,
                                   guard(backup.content.value_or(DatabaseContent()), false));
    if (!before || !after)
        return failure((before ? after : before).error());
    auto done = psql->run({ u"--no-psqlrc"_s, u"--quiet"_s, u"--no-password"_s,
                            u"--set=ON_ERROR_STOP=1"_s, u"--single-transaction"_s,
                            u"--file="_s + *before, u"--file="_s + dump, u"--file="_s + *after },
                          cancel);
    if (done)
        return {};
    Error error = done.error();
    if (error.message.contains(u"was written since"))
        return failure(ErrorCode::Refused, u"The database was written during the restore."_s,
                       u"Nothing was changed. End what writes to it, and try again."_s);
    error.hint = u"Nothing was changed: all of it was one transaction."_s;
    return failure(error);
}

} // namespace limbeck::database
