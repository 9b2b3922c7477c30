// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/tablerebuild.h"
#include "tests/core/dialect/builders.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

using namespace limbeck;
using namespace limbeck::tests;

/// What SQLite's ALTER TABLE lacks, done on a real SQLite in memory.
class tst_TableRebuild : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void changesATypeAndKeepsTheRest();
    void dropsAColumnThatIsUsed();
    void usesSqlitesOwnAlterWhereItSuffices();
    void findsUnnamedConstraintsByPostgresqlsNames();
    void addsAKeyWithAColumn();
    void refusesAnUnknownTable();

private:
    QString run(const std::vector<dialect::Statement> &statements);
    QString storedSql(const QString &name) const;
    QVariant single(const QString &sql) const;
};

namespace {

/// A table as an inspector would tell it.
class OneTable final : public dialect::SchemaSource
{
public:
    schema::TablePtr only;
    std::vector<Dependent> hanging;

    Result<schema::TablePtr> table(const QString &name, const std::optional<QString> &) override
    {
        return only && name == only->name.text ? only : nullptr;
    }

    Result<bool> hasType(const QString &, const std::optional<QString> &) override { return false; }

    Result<std::vector<Dependent>> dependents(const QString &,
                                              const std::optional<QString> &) override
    {
        return hanging;
    }
};

const QString &viewSql()
{
    static const QString sql = u"CREATE VIEW v AS SELECT id, name FROM t"_s;
    return sql;
}

const QString &triggerSql()
{
    static const QString sql =
        u"CREATE TRIGGER tr AFTER INSERT ON t BEGIN UPDATE t SET n = n + 1 WHERE id = NEW.id; END"_s;
    return sql;
}

OneTable liveTable()
{
    OneTable source;
    source.only = table(u"t"_s,
                        { column(u"id"_s, type(u"INTEGER"_s), key, notNull),
                          column(u"name"_s, type(u"VARCHAR"_s, length(20))),
                          column(u"n"_s, type(u"INTEGER"_s), defaultSql(u"0"_s)),
                          column(u"twice"_s, type(u"INTEGER"_s),
                                 [](schema::Column &c) {
                                     c.computed = schema::Computed { text(u"n * 2"_s), true };
                                 }) },
                        { check(u"n >= 0"_s), unique({ u"name"_s }) });
    source.only->dialectOptions = { { u"sqlite_autoincrement"_s, true } };
    schema::Index lower = index(u"ix_lower"_s, u"t"_s, {});
    lower.elements.push_back(text(u"lower(name)"_s));
    lower.expressionOptions = { { u"sqlite_where"_s, text(u"n > 1"_s) } };
    source.only->indexes.push_back(lower);
    source.hanging = { { true, u"v"_s, viewSql() }, { false, u"tr"_s, triggerSql() } };
    return source;
}

Result<std::vector<dialect::Statement>> compiled(const ops::Operation &operation, OneTable &source)
{
    dialect::CompileOptions online;
    online.offline = false;
    return dialect::dialectByName(u"sqlite"_s)->compile(operation, online, &source);
}

ops::Operation drop(const QString &name)
{
    return { ops::DropColumn { { id(u"t"_s), {} }, id(name), false, {} }, {} };
}

} // namespace

void tst_TableRebuild::init()
{
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"rebuild"_s);
    database.setDatabaseName(u":memory:"_s);
    QVERIFY(database.open());
    for (const QString &sql :
         { u"CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name VARCHAR(20), n "
           u"INTEGER DEFAULT (0), "
           "twice INTEGER GENERATED ALWAYS AS (n * 2) STORED, CHECK (n >= 0), UNIQUE (name))"_s,
           u"CREATE INDEX ix_lower ON t (lower(name)) WHERE n > 1"_s, viewSql(), triggerSql(),
           u"INSERT INTO t (name, n) VALUES ('a', 1), ('b', 2)"_s }) {
        QSqlQuery query(database);
        QVERIFY2(query.exec(sql), qPrintable(query.lastError().text()));
    }
}

void tst_TableRebuild::cleanup()
{
    QSqlDatabase::database(u"rebuild"_s).close();
    QSqlDatabase::removeDatabase(u"rebuild"_s);
}

QString tst_TableRebuild::run(const std::vector<dialect::Statement> &statements)
{
    for (const dialect::Statement &statement : statements) {
        QSqlQuery query(QSqlDatabase::database(u"rebuild"_s));
        if (!query.exec(statement.sql))
            return query.lastError().text() + u": "_s + statement.sql;
    }
    return {};
}

QVariant tst_TableRebuild::single(const QString &sql) const
{
    QSqlQuery query(QSqlDatabase::database(u"rebuild"_s));
    return query.exec(sql) && query.next() ? query.value(0) : QVariant(query.lastError().text());
}

QString tst_TableRebuild::storedSql(const QString &name) const
{
    return single(u"SELECT sql FROM sqlite_master WHERE name = '%1'"_s.arg(name)).toString();
}

void tst_TableRebuild::changesATypeAndKeepsTheRest()
{
    OneTable source = liveTable();
    ops::AlterColumn alter;
    alter.table.name = id(u"t"_s);
    alter.column = id(u"name"_s);
    alter.type = type(u"Text"_s);
    alter.nullable = false;
    alter.newName = id(u"title"_s);
    const auto statements = compiled({ alter, {} }, source);
    QVERIFY2(statements, qPrintable(statements ? QString() : statements.error().message));
    source.hanging.clear();
    QCOMPARE(run(*statements), QString());

    const QString sql = storedSql(u"t"_s);
    for (const QString &part : { u"AUTOINCREMENT"_s, u"title TEXT NOT NULL"_s, u"CHECK (n >= 0)"_s,
                                 u"UNIQUE"_s, u"GENERATED ALWAYS AS (n * 2) STORED"_s })
        QVERIFY2(sql.contains(part), qPrintable(sql));
    QVERIFY(storedSql(u"ix_lower"_s).contains(u"WHERE n > 1"_s));
    QVERIFY(!storedSql(u"v"_s).isEmpty());
    QVERIFY(!storedSql(u"tr"_s).isEmpty());
    QCOMPARE(single(u"SELECT group_concat(title || n || twice) FROM t"_s).toString(), u"a24,b36"_s);
}

void tst_TableRebuild::dropsAColumnThatIsUsed()
{
    OneTable source = liveTable();
    source.hanging.clear(); // they name the column; whoever drops it drops them before
    run({ dialect::Statement { u"DROP VIEW v"_s, {}, {}, {}, {} },
          dialect::Statement { u"DROP TRIGGER tr"_s, {}, {}, {}, {} } });
    const auto statements = compiled(drop(u"name"_s), source);
    QVERIFY(statements);
    QCOMPARE(run(*statements), QString());
    QVERIFY(!storedSql(u"t"_s).contains(u"name"_s));
    QVERIFY(storedSql(u"ix_lower"_s).isEmpty());
    QCOMPARE(single(u"SELECT sum(twice) FROM t"_s).toInt(), 10);
}

void tst_TableRebuild::usesSqlitesOwnAlterWhereItSuffices()
{
    OneTable source = liveTable();
    source.only->addColumn(column(u"free"_s, type(u"Integer"_s)));
    QCOMPARE(compiled(drop(u"free"_s), source)->front().sql, u"ALTER TABLE t DROP COLUMN free"_s);
    ops::AddColumn add;
    add.table.name = id(u"t"_s);
    add.column = column(u"k"_s, type(u"Integer"_s), notNull, defaultTo(u"5"_s));
    QCOMPARE(compiled({ add, {} }, source)->front().sql,
             u"ALTER TABLE t ADD COLUMN k INTEGER DEFAULT '5' NOT NULL"_s);
    ops::AlterColumn rename;
    rename.table.name = id(u"t"_s);
    rename.column = id(u"n"_s);
    rename.newName = id(u"m"_s);
    QCOMPARE(compiled({ rename, {} }, source)->front().sql,
             u"ALTER TABLE t RENAME COLUMN n TO m"_s);
}

void tst_TableRebuild::findsUnnamedConstraintsByPostgresqlsNames()
{
    OneTable source = liveTable();
    ops::DropConstraint dropUnique;
    dropUnique.table.name = id(u"t"_s);
    dropUnique.name.name = id(u"t_name_key"_s);
    dropUnique.type = u"unique"_s;
    const auto statements = compiled({ dropUnique, {} }, source);
    QVERIFY(statements);
    QCOMPARE(run(*statements), QString());
    QVERIFY(!storedSql(u"t"_s).contains(u"UNIQUE"_s));

    dropUnique.name.name = id(u"nothing"_s);
    QCOMPARE(compiled({ dropUnique, {} }, source).error().message,
             u"No such constraint: 'nothing'"_s);
}

void tst_TableRebuild::addsAKeyWithAColumn()
{
    OneTable source = liveTable();
    ops::AddColumn add;
    add.table.name = id(u"t"_s);
    add.column = column(u"o_id"_s, type(u"Integer"_s), refersTo(u"o"_s, u"id"_s), isIndexed);
    const auto statements = compiled({ add, {} }, source);
    QVERIFY(statements);
    QCOMPARE(run(*statements), QString());
    QVERIFY(storedSql(u"t"_s).contains(u"FOREIGN KEY(o_id) REFERENCES o (id)"_s));
    QCOMPARE(storedSql(u"ix_t_o_id"_s), u"CREATE INDEX ix_t_o_id ON t (o_id)"_s);
}

void tst_TableRebuild::refusesAnUnknownTable()
{
    OneTable source;
    ops::CreateConstraint create { { id(u"missing"_s), {} }, unique({ u"a"_s }, u"uq"_s) };
    QCOMPARE(compiled({ create, {} }, source).error().message, u"no such table: missing"_s);
}

QTEST_GUILESS_MAIN(tst_TableRebuild)
#include "tst_tablerebuild.moc"
