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
    return u'`' + name.replace(u"`"_s, u"``"_s) + u'`';
}

/// A backup loaded beside the database, and the tables of both swapped by renaming them: RENAME
/// TABLE of many tables is one atomic statement.
///
///     APP_limbeck_new   the backup, until it takes APP's place
///     APP_limbeck_old   APP's tables, until all is well
///
/// Nobody can write to tables that have been renamed away, so that it is certain what they hold.
/// Views, triggers and routines cannot be renamed into another database; they are dropped and made
/// again.
class MysqlRestore
{
public:
    MysqlRestore(const Backup &backup, const ConnectionSpecification &specification,
                 const CancelToken &cancel)
        : m_backup(backup)
        , m_specification(specification)
        , m_cancel(cancel)
        , m_app(specification.database)
        , m_new(m_app + u"_limbeck_new"_s)
        , m_old(m_app + u"_limbeck_old"_s)
        , m_folder(QFileInfo(backup.path).absoluteDir().filePath(u".restore-XXXXXX"_s))
    {
    }

    [[nodiscard]] Result<> run()
    {
        if (!m_folder.isValid())
            return failure(ErrorCode::FileAccess, m_folder.errorString());
        auto connection = openConnection(m_specification);
        if (!connection)
            return failure(connection.error());
        m_connection = std::move(*connection);
        if (auto ready = execute(u"SET SESSION foreign_key_checks = 0"_s); !ready)
            return ready;
        if (auto recovered = recover(); !recovered)
            return recovered;
        if (auto loaded = loadBackup(); !loaded)
            return loaded;
        return swap();
    }

private:
    // --- small things

    Result<> execute(const QString &sql)
    {
        const auto done = catalogQuery(*m_connection, sql);
        return done ? Result<>() : failure(done.error());
    }

    Result<QStringList> names(const QString &sql)
    {
        const auto rows = catalogQuery(*m_connection, sql);
        if (!rows)
            return failure(rows.error());
        QStringList result;
        for (const CatalogRow &row : *rows)
            result += row.text(u"name"_s);
        return result;
    }

    Result<QStringList> tables(const QString &database, const QString &type)
    {
        return names(u"SELECT TABLE_NAME AS name FROM information_schema.TABLES "
                     "WHERE TABLE_SCHEMA = '%1' AND TABLE_TYPE = '%2' ORDER BY 1"_s.arg(
                         QString(database).replace(u"'"_s, u"''"_s), type));
    }

    [[nodiscard]] ConnectionSpecification on(const QString &database) const
    {
        ConnectionSpecification specification = m_specification;
        specification.database = database;
        return specification;
    }

    Result<DatabaseContent> contentOf(const QString &database) const
    {
        const auto connection = openConnection(on(database));
        if (!connection)
            return failure(connection.error());
        return readContent(**connection);
    }

    Result<> load(const QString &file, const QString &database)
    {
        auto client = ClientProgram::find({ u"mariadb"_s, u"mysql"_s }, u"mariadb-client"_s);
        if (!client)
            return failure(client.error());
        if (auto connected = client->connectTo(m_specification); !connected)
            return connected;
        return client->run({ u"--batch"_s, u"--database="_s + database }, m_cancel, file);
    }

    Result<> dump(const QStringList &arguments, const QString &file)
    {
        auto program =
            ClientProgram::find({ u"mariadb-dump"_s, u"mysqldump"_s }, u"mariadb-client"_s);
        if (!program)
            return failure(program.error());
        if (auto connected = program->connectTo(m_specification); !connected)
            return connected;
        return program->run(QStringList { u"--result-file="_s + file } + arguments, m_cancel);
    }

    // --- the work

    /// A restore that was killed between the two renamings left the tables in APP_limbeck_old.
    Result<> recover()
    {
        const auto old = tables(m_old, u"BASE TABLE"_s);
        const auto app = tables(m_app, u"BASE TABLE"_s);
        if (!old || !app)
            return failure((old ? app : old).error());
        if (old->isEmpty())
            return {};
        if (!app->isEmpty())
            return failure(
                ErrorCode::Refused,
                u"The database %1 is left from a restore that was interrupted."_s.arg(m_old),
                u"Nothing was changed. Look at it, and drop it if it is not needed."_s);
        return moveTables(m_old, m_app);
    }

    Result<> moveTables(const QString &from, const QString &to)
    {
        const auto list = tables(from, u"BASE TABLE"_s);
        if (!list)
            return failure(list.error());
        QStringList moves;
        for (const QString &table : *list)
            moves += u"%1.%3 TO %2.%3"_s.arg(quoted(from), quoted(to), quoted(table));
        return moves.isEmpty() ? Result<>() : execute(u"RENAME TABLE "_s + moves.join(u", "_s));
    }

    Result<> loadBackup()
    {
        const auto charset =
            catalogQuery(*m_connection,
                         u"SELECT DEFAULT_CHARACTER_SET_NAME AS c, DEFAULT_COLLATION_NAME AS o "
                         "FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = DATABASE()"_s);
        if (!charset)
            return failure(charset.error());
        for (const QString &sql :
             { u"DROP DATABASE IF EXISTS "_s + quoted(m_new),
               u"CREATE DATABASE %1 CHARACTER SET %2 COLLATE %3"_s.arg(
                   quoted(m_new), charset->front().text(u"c"_s), charset->front().text(u"o"_s)) }) {
            if (auto done = execute(sql); !done)
                return done;
        }
        if (auto loaded = load(m_backup.path, m_new); !loaded)
            return abandon(loaded);
        const auto content = contentOf(m_new);
        if (!content)
            return abandon(failure(content.error()));
        if (!m_backup.content || content->tables == m_backup.content->tables)
            return {};
        Error error;
        error.code = ErrorCode::Database;
        error.message = u"The backup does not load as what was backed up. Nothing was changed."_s;
        error.notes = m_backup.content->changesTo(*content);
        return abandon(failure(error));
    }

    /// Nothing has been changed yet: the copy goes, @p result is told.
    Result<> abandon(Result<> result)
    {
        std::ignore = execute(u"DROP DATABASE IF EXISTS "_s + quoted(m_new));
        return result;
    }

    /// What cannot be renamed, as SQL in @p file, and dropped.
    Result<> takeObjectsOut(const QString &database, const QString &file)
    {
        const auto views = tables(database, u"VIEW"_s);
        if (!views)
            return failure(views.error());
        const QString viewFile = file + u".views"_s;
        if (auto dumped = dump({ u"--no-data"_s, u"--no-create-info"_s, u"--no-create-db"_s,
                                 u"--triggers"_s, u"--routines"_s, u"--events"_s, database },
                               file);
            !dumped)
            return dumped;
        if (!views->isEmpty()) {
            if (auto dumped =
                    dump(QStringList { u"--no-data"_s, u"--skip-triggers"_s, database } + *views,
                         viewFile);
                !dumped)
                return dumped;
        }
        return dropObjects(database, *views);
    }

    Result<> dropObjects(const QString &database, const QStringList &views)
    {
        const QString schema = QString(database).replace(u"'"_s, u"''"_s);
        const std::pair<QString, QString> lists[] = {
            { u"TRIGGER"_s,
              u"SELECT TRIGGER_NAME AS name FROM information_schema.TRIGGERS "
              "WHERE TRIGGER_SCHEMA = '%1'"_s },
            { u"EVENT"_s,
              u"SELECT EVENT_NAME AS name FROM information_schema.EVENTS "
              "WHERE EVENT_SCHEMA = '%1'"_s },
            { u"PROCEDURE"_s,
              u"SELECT ROUTINE_NAME AS name FROM information_schema.ROUTINES "
              "WHERE ROUTINE_SCHEMA = '%1' AND ROUTINE_TYPE = 'PROCEDURE'"_s },
            { u"FUNCTION"_s,
              u"SELECT ROUTINE_NAME AS name FROM information_schema.ROUTINES "
              "WHERE ROUTINE_SCHEMA = '%1' AND ROUTINE_TYPE = 'FUNCTION'"_s },
        };
        for (const QString &view : views) {
            if (auto done = execute(u"DROP VIEW %1.%2"_s.arg(quoted(database), quoted(view)));
                !done)
                return done;
        }
        for (const auto &[kind, query] : lists) {
            const auto list = names(query.arg(schema));
            if (!list)
                return failure(list.error());
            for (const QString &name : *list) {
                if (auto done =
                        execute(u"DROP %1 %2.%3"_s.arg(kind, quoted(database), quoted(name)));
                    !done)
                    return done;
            }
        }
        return {};
    }

    Result<> putObjectsIn(const QString &file)
    {
        const QString viewFile = file + u".views"_s;
        // Triggers and routines may use views, and views functions.
        if (QFile::exists(viewFile)) {
            if (auto loaded = load(viewFile, m_app); !loaded)
                return loaded;
        }
        return load(file, m_app);
    }

    Result<> swap()
    {
        const QString newObjects = m_folder.filePath(u"new.sql"_s);
        const QString oldObjects = m_folder.filePath(u"old.sql"_s);
        if (auto taken = takeObjectsOut(m_new, newObjects); !taken)
            return abandon(taken);
        const auto before = contentOf(m_app);
        if (!before)
            return abandon(failure(before.error()));
        if (auto allowed = mayReplace(m_backup, *before); !allowed)
            return abandon(allowed);
        if (auto made = execute(u"CREATE DATABASE IF NOT EXISTS "_s + quoted(m_old)); !made)
            return abandon(made);
        if (auto taken = takeObjectsOut(m_app, oldObjects); !taken)
            return goBack(taken, oldObjects);
        if (auto moved = moveTables(m_app, m_old); !moved)
            return goBack(moved, oldObjects);
        const auto frozen = contentOf(m_old);
        if (!frozen)
            return goBack(failure(frozen.error()), oldObjects);
        if (frozen->tables != before->tables)
            return goBack(failure(ErrorCode::Refused,
                                  u"The database was written during the restore."_s,
                                  u"Nothing was changed. End what writes to it, and try again."_s),
                          oldObjects);
        if (auto moved = moveTables(m_new, m_app); !moved)
            return goBack(moved, oldObjects);
        if (auto put = putObjectsIn(newObjects); !put)
            return goBack(put, oldObjects);
        return dropBoth();
    }

    Result<> dropBoth()
    {
        for (const QString &database : { m_new, m_old }) {
            if (auto dropped = execute(u"DROP DATABASE IF EXISTS "_s + quoted(database)); !dropped)
                return dropped;
        }
        return {};
    }

    /// Everything to where it was. @p result is told; a second failure too.
    Result<> goBack(Result<> result, const QString &oldObjects)
    {
        const auto back = [&]() -> Result<> {
            const auto old = tables(m_old, u"BASE TABLE"_s);
            if (!old)
                return failure(old.error());
            if (!old->isEmpty()) {
                if (auto moved = moveTables(m_app, m_new); !moved)
                    return moved;
                if (auto moved = moveTables(m_old, m_app); !moved)
                    return moved;
            }
            const auto views = tables(m_app, u"VIEW"_s);
            if (!views)
                return failure(views.error());
            if (auto dropped = dropObjects(m_app, *views); !dropped)
                return dropped;
            if (auto put = putObjectsIn(oldObjects); !put)
                return put;
            return dropBoth();
        }();
        if (back)
            return result;
        Error error = result.error();
        error.notes += u"Going back failed too: "_s + back.error().message;
        error.notes += u"Tables may be in the databases %1 and %2."_s.arg(m_old, m_new);
        return failure(error);
    }

    const Backup &m_backup;
    const ConnectionSpecification &m_specification;
    const CancelToken &m_cancel;
    QString m_app, m_new, m_old;
    QTemporaryDir m_folder;
    std::unique_ptr<dialect::Connection> m_connection;
};

} // namespace

Result<> restoreMysql(const Backup &backup, const ConnectionSpecification &specification,
                      const CancelToken &cancel)
{
    return MysqlRestore(backup, specification, cancel).run();
}

} // namespace limbeck::database
