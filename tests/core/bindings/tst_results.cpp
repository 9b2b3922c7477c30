// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/bindings/scripthost.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;

/// Connections, results, rows, the inspector and sessions on SQLite in memory.
class tst_Results : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void prints_data();
    void prints();
};

void tst_Results::prints_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("iteration")
        << u"for row in c.execute(sa.select(t.c.id, t.c.n).order_by(t.c.id)):\n    print(row, row.n)"_s
        << QStringList { u"(1, 'a') a"_s, u"(2, 'b') b"_s };
    QTest::newRow("types") << u"print(c.execute(sa.select(t.c.d, t.c.b)).first())"_s
                           << QStringList { u"(datetime.datetime(2020, 1, 2, 3, 4, 5), True)"_s };
    QTest::newRow("parameters")
        << u"print(c.execute(sa.text('select n from t where id = :i'), {'i': 2}).scalar())"_s
        << QStringList { u"b"_s };
    QTest::newRow("several rows of parameters")
        << u"print(c.execute(sa.text('insert into t (n) values (:n)'), [{'n': 'x'}, {'n': 'y'}]) "
           u"and "
           "c.execute(sa.text('select count(*) from t')).scalar_one())"_s
        << QStringList { u"4"_s };
    QTest::newRow("forms")
        << u"r = c.execute(sa.text('select id, n from t'))\nprint(r.keys(), "
           u"r.mappings().first()['n'])\n"
           "print(c.execute(sa.text('select n from t')).scalars().all())\n"
           "a, b = c.execute(sa.text('select id, n from t')).one_or_none() if False else "
           "c.execute(sa.text('select id, n from t where id = 1')).one()\nprint(a, b)"_s
        << QStringList { u"['id', 'n'] a"_s, u"['a', 'b']"_s, u"1 a"_s };
    QTest::newRow("row")
        << u"row = c.execute(sa.text('select id, n from t')).first()\n"
           "print(row[1], row[-1], row._asdict(), 'n' in row._mapping, row == (1, 'a'), len(row))"_s
        << QStringList { u"a a {'id': 1, 'n': 'a'} True True 2"_s };
    QTest::newRow("count of an UPDATE")
        << u"print(c.execute(t.update().values(n='z')).rowcount)"_s << QStringList { u"2"_s };
    QTest::newRow("key of an INSERT")
        << u"print(c.execute(t.insert().values(n='c')).inserted_primary_key[0])"_s
        << QStringList { u"3"_s };
    QTest::newRow("no row") << u"try:\n    c.execute(sa.text('select 1 where 1 = 0')).one()\n"
                               "except sa.exc.NoResultFound as e:\n    print(e)"_s
                            << QStringList { u"No row was found when one was required"_s };
    QTest::newRow("database error")
        << u"try:\n    c.execute(sa.text('insert into t (id) values (1)'))\nexcept sa.exc.IntegrityError as e:\n    print(e.orig)"_s
        << QStringList { u"UNIQUE constraint failed: t.id"_s };
    QTest::newRow("savepoint")
        << u"try:\n    with c.begin_nested():\n        c.execute(t.delete())\n        raise "
           u"ValueError\nexcept ValueError:\n"
           "    print(c.scalar(sa.select(sa.func.count()).select_from(t)))"_s
        << QStringList { u"2"_s };
    QTest::newRow("inspector")
        << u"i = sa.inspect(c)\nprint(i.get_table_names(), i.has_table('t'), i.has_table('u'))\n"
           "print([x['name'] for x in i.get_columns('t')], "
           "i.get_pk_constraint('t')['constrained_columns'])\n"
           "print([x['name'] for x in i.get_indexes('t')])"_s
        << QStringList { u"['t'] True False"_s, u"['id', 'n', 'd', 'b'] ['id']"_s,
                         u"['ix_t_n']"_s };
    QTest::newRow("reflection")
        << u"print(sa.Table('t', sa.MetaData(), autoload_with=c).c.keys())"_s
        << QStringList { u"['id', 'n', 'd', 'b']"_s };
    QTest::newRow("plain text is refused, as SQLAlchemy 2 does")
        << u"try:\n    c.execute('select n from t')\n"
           "except sa.exc.ObjectNotExecutableError as error:\n    print(error)"_s
        << QStringList { u"Not an executable object: 'select n from t'"_s };
    QTest::newRow("session and models")
        << u"from sqlalchemy.orm import Session, declarative_base\nB = declarative_base()\n"
           "class T(B):\n    __tablename__ = 't'\n    id = sa.Column(sa.Integer, "
           "primary_key=True)\n    n = sa.Column(sa.String)\n"
           "s = Session(bind=c)\nfor x in s.query(T).filter(T.n == 'a'):\n    x.n = "
           "'changed'\ns.add(T(n='new'))\ns.commit()\n"
           "print([x.n for x in s.query(T).order_by(T.id)], s.query(T).count())"_s
        << QStringList { u"['changed', 'b', 'new'] 3"_s };
}

void tst_Results::prints()
{
    QFETCH(QString, code);
    QFETCH(QStringList, lines);
    const QString setUp = u"import datetime\n"
                          "t = op.create_table('t', sa.Column('id', sa.Integer, primary_key=True), "
                          "sa.Column('n', sa.String, index=True), "
                          "sa.Column('d', sa.DateTime), sa.Column('b', sa.Boolean))\n"
                          "op.bulk_insert(t, [{'n': 'a', 'd': datetime.datetime(2020, 1, 2, 3, 4, "
                          "5), 'b': True}, {'n': 'b', 'd': None, 'b': None}])\n"
                          "c = op.get_bind()\n"_s;
    const auto outcome = testing::runScript(testing::upgradeOf(setUp + code), u"sqlite"_s, true);
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(outcome.error->toString()) : "");
    QCOMPARE(outcome.printed, lines);
}

QTEST_GUILESS_MAIN(tst_Results)
#include "tst_results.moc"
