// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/runner.h"
#include "tests/support/testproject.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;
using limbeck::test::TemporaryProject;

/// `--sql` of a range, where a script needs the schema that the revisions before it make.
class tst_OfflineHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsTheSchema_data();
    void knowsTheSchema();
    void keepsAlembicsText_data();
    void keepsAlembicsText();
    void beginsTheScriptAnew();
    void startsInTheMiddle();
    void marksWhatRowsDecide();
};

namespace {

const QString table = uR"(op.create_table('account',
    sa.Column('id', sa.Integer, primary_key=True),
    sa.Column('email', sa.String(80), nullable=False))
)"_s;

const QString marker = u"-- Alembic's offline mode has no SQL for"_s;

class TextCollector final : public RunObserver
{
public:
    void handle(const RunEvent &event) override
    {
        if (const auto *const piece = std::get_if<OfflineText>(&event))
            text += piece->text;
    }

    QString text;
};

struct Written
{
    QString text;
    std::optional<Error> error;
};

/// The offline SQL of @p range in a project of a1, which makes the table, and b1 with @p body.
Written written(const QString &url, const QString &body, const QString &range = u"base:b1"_s)
{
    TemporaryProject folder(url);
    folder.add(u"a1"_s, table);
    folder.add(u"b1"_s, body);
    const auto project = Project::openPath(folder.folder());
    if (!project)
        return { {}, project.error() };
    RunRequest request;
    request.sql = true;
    request.targets = { range };
    request.journal = QString(); // not recorded
    TextCollector collector;
    RunCancellation cancellation;
    const auto done = run(*project, request, collector, cancellation);
    return { collector.text, done ? std::nullopt : std::optional(done.error()) };
}

} // namespace

void tst_OfflineHistory::knowsTheSchema_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("expected");
    QTest::newRow("MODIFY finds the type")
        << u"mysql://localhost/app"_s << u"op.alter_column('account', 'email', nullable=True)"_s
        << u"ALTER TABLE account MODIFY email VARCHAR(80) NULL;"_s;
    QTest::newRow("an inspector answers")
        << u"postgresql://localhost/app"_s
        << u"names = [c['name'] for c in sa.inspect(op.get_bind()).get_columns('account')]\n"
           "op.execute('SELECT 1' if names == ['id', 'email'] else 'SELECT 2')"_s
        << u"SELECT 1;"_s;
    QTest::newRow("batch finds the table")
        << u"sqlite:///app.db"_s
        << u"with op.batch_alter_table('account', recreate='always') as batch:\n"
           "    batch.add_column(sa.Column('name', sa.Text))"_s
        << u"INSERT INTO _alembic_tmp_account (id, email) SELECT account.id, account.email "
           "FROM account;"_s;
}

void tst_OfflineHistory::knowsTheSchema()
{
    QFETCH(QString, url);
    QFETCH(QString, body);
    QFETCH(QString, expected);
    const Written done = written(url, body);
    QVERIFY2(!done.error, qPrintable(done.error ? done.error->toString() : QString()));
    const QString text = done.text.simplified();
    QVERIFY2(text.contains(expected), qPrintable(done.text));
    QCOMPARE(done.text.count(marker), 1);
    QVERIFY(!text.contains(u"are_missing"));
    QVERIFY(text.contains(u"UPDATE alembic_version SET version_num='b1'"));
}

void tst_OfflineHistory::keepsAlembicsText_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("expected");
    // A run on SQLite builds the table anew for this; Alembic's file does not.
    QTest::newRow("ALTER on SQLite")
        << u"sqlite:///app.db"_s << u"op.drop_column('account', 'email')"_s
        << u"ALTER TABLE account DROP COLUMN email;"_s;
    QTest::newRow("who is prepared for offline mode") << u"postgresql://localhost/app"_s
                                                      << u"from alembic import context\n"
                                                         "if context.is_offline_mode():\n"
                                                         "    op.execute('SELECT 1')\n"
                                                         "else:\n"
                                                         "    sa.inspect(op.get_bind())"_s
                                                      << u"SELECT 1;"_s;
}

void tst_OfflineHistory::keepsAlembicsText()
{
    QFETCH(QString, url);
    QFETCH(QString, body);
    QFETCH(QString, expected);
    const Written done = written(url, body);
    QVERIFY2(!done.error, qPrintable(done.error ? done.error->toString() : QString()));
    QVERIFY2(done.text.simplified().contains(expected), qPrintable(done.text));
    QVERIFY(!done.text.contains(marker));
}

void tst_OfflineHistory::beginsTheScriptAnew()
{
    // The first attempt ends at the inspector, with its statement and its change of a variable.
    const Written done = written(u"postgresql://localhost/app"_s,
                                 u"global count\n"
                                 "count = globals().get('count', 0) + 1\n"
                                 "op.execute('SELECT %d' % count)\n"
                                 "if sa.inspect(op.get_bind()).has_table('account'):\n"
                                 "    op.execute('SELECT 10')"_s);
    QVERIFY2(!done.error, qPrintable(done.error ? done.error->toString() : QString()));
    QCOMPARE(done.text.count(u"SELECT 1;"), 1);
    QCOMPARE(done.text.count(u"SELECT 10;"), 1);
    QVERIFY(!done.text.contains(u"SELECT 2;"));
}

void tst_OfflineHistory::startsInTheMiddle()
{
    const Written done =
        written(u"mysql://localhost/app"_s, u"op.alter_column('account', 'email', nullable=True)"_s,
                u"a1:b1"_s);
    QVERIFY2(!done.error, qPrintable(done.error ? done.error->toString() : QString()));
    QVERIFY(!done.text.contains(u"CREATE TABLE account"));
    QVERIFY(done.text.contains(u"MODIFY email VARCHAR(80) NULL"));
}

void tst_OfflineHistory::marksWhatRowsDecide()
{
    const Written done = written(u"postgresql://localhost/app"_s,
                                 u"op.execute('SELECT 1')\n"
                                 "for row in op.get_bind().execute(sa.text('SELECT id FROM t')):\n"
                                 "    op.execute('SELECT 3')"_s);
    QVERIFY(done.error);
    QVERIFY(done.error->code == ErrorCode::DataDependent);
    QCOMPARE(done.text.count(u"SELECT 1;"), 1);
    QCOMPARE(done.text.count(u"SELECT statements_of_b1_are_missing;"), 1);
    QVERIFY(!done.text.contains(marker));
}

QTEST_GUILESS_MAIN(tst_OfflineHistory)
#include "tst_offlinehistory.moc"
