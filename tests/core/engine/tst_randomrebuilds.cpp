// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Random SQLite schemas whose tables are built anew one by one: nothing is lost.
// LIMBECK_SCHEMAS sets their number (60 unless given), LIMBECK_SEED the seed of the first.

#include "core/database/connect.h"
#include "core/engine/migrationhosts.h"
#include "tests/core/engine/randomschema.h"
#include "tests/support/databasetext.h"

#include <QRegularExpression>
#include <QTest>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace limbeck;
using namespace limbeck::test;

namespace {

quint32 numberFrom(const char *variable, quint32 otherwise)
{
    bool isNumber = false;
    const int given = qEnvironmentVariableIntValue(variable, &isNumber);
    return isNumber ? static_cast<quint32>(given) : otherwise;
}

class SilentObserver final : public RunObserver
{
public:
    void handle(const RunEvent &) override { }
};

QString unquoted(QString name)
{
    return name.remove(u'"');
}

/// The words of a definition in no order: what a rebuild writes differs in layout and in where it
/// puts constraints.
QStringList clauses(const QString &sql)
{
    static const QRegularExpression clause(
        uR"(CHECK\s*\((?:[^()']|'[^']*'|\((?:[^()']|'[^']*'|\([^()]*\))*\))*\)|AUTOINCREMENT|STRICT|WITHOUT ROWID|GENERATED ALWAYS AS|STORED|CONSTRAINT \w+|COLLATE "?\w+"?|DEFERRABLE INITIALLY DEFERRED)"_s,
        QRegularExpression::CaseInsensitiveOption);
    QStringList found;
    auto match = clause.globalMatch(sql);
    while (match.hasNext())
        found << match.next().captured().remove(u'"').simplified().remove(u' ').toUpper();
    found.sort();
    return found;
}

/// Everything of a database that a rebuild must keep, as lines.
QStringList snapshot(dialect::Connection &connection, const QStringList &tables)
{
    QStringList lines = rowsOf(
        connection,
        u"SELECT type, name, tbl_name, sql FROM sqlite_master WHERE type <> 'table' AND sql IS NOT "
        "NULL ORDER BY type, name"_s);
    lines += rowsOf(connection, u"SELECT count(*) FROM sqlite_master"_s);
    for (const QString &table : tables) {
        const QString name = unquoted(table);
        lines << rowsOf(connection, u"PRAGMA table_xinfo(\"%1\")"_s.arg(name));
        QStringList keys = rowsOf(connection,
                                  u"SELECT \"table\", \"from\", \"to\", on_update, on_delete FROM "
                                  "pragma_foreign_key_list('%1')"_s.arg(name));
        keys.sort();
        lines << keys;
        // Those of PRIMARY KEY and UNIQUE as well, whose numbers may change.
        QStringList indexes =
            rowsOf(connection,
                   u"SELECT l.\"unique\", l.origin, group_concat(x.name || ' ' || x.coll || ' ' || "
                   "x.\"desc\") FROM pragma_index_list('%1') l, pragma_index_xinfo(l.name) x WHERE "
                   "x.key GROUP BY l.name"_s.arg(name));
        indexes.sort();
        lines << indexes;
        lines << clauses(
            rowsOf(connection, u"SELECT sql FROM sqlite_master WHERE name = '%1'"_s.arg(name))
                .join(u' '));
        lines << rowsOf(connection, u"SELECT * FROM %1 ORDER BY 1, 2, 3"_s.arg(table));
    }
    if (!rowsOf(connection, u"SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'"_s)
             .isEmpty())
        lines << rowsOf(connection,
                        u"SELECT name, seq FROM sqlite_sequence WHERE seq > 0 ORDER BY name"_s);
    lines << rowsOf(connection, u"PRAGMA integrity_check"_s);
    return lines;
}

QStringList without(QStringList lines, const QStringList &others)
{
    for (const QString &line : others)
        lines.removeOne(line);
    return lines;
}

} // namespace

class TestRandomRebuilds final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void losesNothing();

private:
    static Result<> rebuild(dialect::Connection &connection, const QString &table,
                            const QString &column, bool inBatch);
};

/// Makes a column nullable that is so already: SQLite needs a new table for it all the same.
Result<> TestRandomRebuilds::rebuild(dialect::Connection &connection, const QString &table,
                                     const QString &column, bool inBatch)
{
    SilentObserver observer;
    dialect::CompileOptions options;
    options.offline = false;
    options.literalBinds = false;
    DatabaseHost host(connection, options, observer, CancelToken());
    ops::AlterColumn alter;
    alter.table.name = { unquoted(table), {} };
    alter.column = { column, {} };
    alter.nullable = true;
    ops::Operation operation { alter, {} };
    if (inBatch) {
        ops::BatchAlterTable batch;
        batch.table = alter.table;
        batch.recreate = ops::BatchAlterTable::Recreate::Always;
        batch.operations.push_back(operation);
        operation.action = std::move(batch);
    }
    if (auto begun = connection.begin(); !begun)
        return begun;
    if (auto done = host.invoke(operation); !done)
        return done;
    return connection.commit();
}

void TestRandomRebuilds::losesNothing()
{
    const quint32 count = numberFrom("LIMBECK_SCHEMAS", 60);
    const quint32 firstSeed =
        numberFrom("LIMBECK_SEED", QRandomGenerator::global()->generate() >> 1);
    qInfo("LIMBECK_SEED=%u LIMBECK_SCHEMAS=%u", firstSeed, count);
    ConnectionSpecification specification;
    specification.backend = Backend::Sqlite;
    for (quint32 seed = firstSeed; seed < firstSeed + count; ++seed) {
        QRandomGenerator random(seed);
        const RandomSchema schema(random);
        const auto connection = database::openConnection(specification).value();
        const QString place = u"LIMBECK_SEED=%1 LIMBECK_SCHEMAS=1\n%2"_s.arg(seed).arg(
            schema.statements().join(u";\n"_s));
        for (const QString &sql : schema.statements()) {
            const QString answer = run(*connection, sql);
            // A row that a CHECK of the schema refuses is left out.
            QVERIFY2(answer == u"ok" || sql.startsWith(u"INSERT") || sql.startsWith(u"UPDATE"),
                     qPrintable(answer + u'\n' + place));
        }
        for (const QString &table : schema.tables()) {
            const QString column = schema.freeColumn(table);
            for (const bool inBatch : { false, true }) {
                const QStringList before = snapshot(*connection, schema.tables());
                if (const auto done = rebuild(*connection, table, column, inBatch); !done)
                    QFAIL(qPrintable(done.error().toString() + u'\n' + place));
                const QStringList after = snapshot(*connection, schema.tables());
                if (before != after) {
                    // Too long for a message of the test's.
                    std::fprintf(stderr, "lost:\n%s\nnew:\n%s\n%s\n",
                                 qPrintable(without(before, after).join(u'\n')),
                                 qPrintable(without(after, before).join(u'\n')), qPrintable(place));
                    QFAIL("The schema or its rows have changed; see above");
                }
            }
        }
    }
}

QTEST_GUILESS_MAIN(TestRandomRebuilds)
#include "tst_randomrebuilds.moc"
