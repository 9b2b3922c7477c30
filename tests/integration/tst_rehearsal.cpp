// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// An upgrade is run up, down and up again on a scratch copy. The database itself stays as it is,
// and the copy goes.

#include "core/database/content.h"
#include "core/dialect/dialect.h"
#include "tests/support/commandline.h"
#include "tests/support/databasetext.h"
#include "tests/support/testdatabases.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;
using namespace limbeck::test;

class TestRehearsal final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void goesBothWays_data() { TestDatabases::addRows(); }

    void goesBothWays();

    void findsWhatIsLeft_data() { TestDatabases::addRows(); }

    void findsWhatIsLeft();

    void tellsWhatFails_data() { TestDatabases::addRows(); }

    void tellsWhatFails();

private:
    /// A project whose database stands at a1, with three rows in the table "item" and a view of it.
    [[nodiscard]] std::unique_ptr<CommandLineProject> project(const QString &kind);
    /// All that the database holds, and the databases beside it.
    [[nodiscard]] static QStringList contents(const CommandLineProject &project);
    [[nodiscard]] static QJsonObject report(const CommandResult &result);
    [[nodiscard]] static QStringList sqlOf(const QJsonObject &report, const QString &leg);

    TestDatabases m_databases;
};

std::unique_ptr<CommandLineProject> TestRehearsal::project(const QString &kind)
{
    const QString url = m_databases.create(kind);
    if (url.isEmpty())
        return nullptr;
    auto result = std::make_unique<CommandLineProject>(url);
    result->addRevision(
        u"a1"_s, {},
        u"op.create_table('item', sa.Column('id', sa.Integer, primary_key=True),\n"
        "    sa.Column('name', sa.String(20), nullable=False))\n"
        "op.execute(\"INSERT INTO item VALUES (1, 'one'), (2, 'two'), (3, 'three')\")\n"
        "op.execute('CREATE VIEW names AS SELECT name FROM item')"_s);
    const CommandResult first = result->limbeck({ u"upgrade"_s, u"head"_s });
    if (first.exitStatus != 0)
        qWarning("%s", qPrintable(first.text()));
    return first.exitStatus == 0 ? std::move(result) : nullptr;
}

QStringList TestRehearsal::contents(const CommandLineProject &project)
{
    const auto connection = openUrl(project.url());
    const auto content = database::readContent(*connection);
    QStringList lines { content ? QString::fromUtf8(QJsonDocument(content->toJson()).toJson())
                                : content.error().toString() };
    const QString dialect = connection->dialect().name();
    if (dialect == u"postgresql")
        lines += rowsOf(*connection, u"SELECT datname::text FROM pg_database ORDER BY 1"_s);
    else if (dialect != u"sqlite")
        lines += rowsOf(*connection, u"SHOW DATABASES"_s);
    return lines;
}

QJsonObject TestRehearsal::report(const CommandResult &result)
{
    return QJsonDocument::fromJson(result.output.toUtf8()).object();
}

QStringList TestRehearsal::sqlOf(const QJsonObject &report, const QString &leg)
{
    QStringList lines;
    for (const QJsonValue &step : report[u"steps"_s].toArray()) {
        if (step[u"leg"_s].toString() != leg)
            continue;
        for (const QJsonValue &statement : step[u"statements"_s].toArray())
            lines << statement[u"sql"_s].toString().simplified();
    }
    return lines;
}

void TestRehearsal::goesBothWays()
{
    QFETCH(QString, kind);
    const auto project = this->project(kind);
    QVERIFY2(project, qPrintable(m_databases.problem()));
    project->addRevision(
        u"b1"_s, u"a1"_s,
        u"op.add_column('item', sa.Column('size', sa.Integer))\n"
        "for row in op.get_bind().execute(sa.text('SELECT id, name FROM item')).all():\n"
        "    op.execute(f'UPDATE item SET size = {len(row.name)} WHERE id = {row.id}')\n"
        "op.create_table('log', sa.Column('id', sa.Integer, primary_key=True))\n"
        "op.create_index('ix_item_name', 'item', ['name'])"_s,
        u"op.drop_index('ix_item_name', 'item')\nop.drop_table('log')\n"
        "op.drop_column('item', 'size')"_s);
    const QStringList before = contents(*project);
    const CommandResult result = project->limbeck({ u"rehearse"_s, u"head"_s, u"--json"_s });
    QVERIFY2(result.exitStatus == 0, qPrintable(result.text()));
    QCOMPARE(contents(*project), before);

    const QJsonObject report = this->report(result);
    QVERIFY2(report[u"success"_s].toBool() && report[u"went_down"_s].toBool(),
             qPrintable(result.text()));
    // What depends on rows is told as it was sent.
    const QStringList up = sqlOf(report, u"up"_s);
    QVERIFY2(up.contains(u"UPDATE item SET size = 5 WHERE id = 3"), qPrintable(result.output));
    QCOMPARE(sqlOf(report, u"up_again"_s), up);
    QVERIFY2(sqlOf(report, u"down"_s).contains(u"DROP TABLE log"), qPrintable(result.output));
    bool hasRows = false;
    bool hasLock = false;
    for (const QJsonValue &statement : report[u"steps"_s][0][u"statements"_s].toArray()) {
        hasRows = hasRows
            || (statement[u"sql"_s].toString().startsWith(u"UPDATE")
                && statement[u"rows"_s].toInt() == 1);
        for (const QJsonValue &lock : statement[u"locks"_s].toArray())
            hasLock = hasLock || lock.toString() == u"item AccessExclusiveLock";
    }
    QVERIFY2(hasRows, qPrintable(result.output));
    QCOMPARE(hasLock, kind == u"postgresql");

    const CommandResult text = project->limbeck({ u"rehearse"_s, u"head"_s });
    QVERIFY2(text.exitStatus == 0
                 && text.output.contains(u"Up, down and up again: the schemas are equal."),
             qPrintable(text.text()));

    // A preview cannot know it, and says who does.
    const CommandResult preview =
        project->limbeck({ u"preview"_s, u"migrations/versions/b1.py"_s, u"--dialect"_s, kind });
    QVERIFY2(preview.errors.contains(u"limbeck rehearse b1 --sql"), qPrintable(preview.text()));
    const CommandResult sql = project->limbeck({ u"rehearse"_s, u"b1"_s, u"--sql"_s });
    QVERIFY2(sql.exitStatus == 0 && sql.output.contains(u"-- Running upgrade a1 -> b1")
                 && sql.output.contains(u"\nUPDATE item SET size = 5 WHERE id = 3;\n")
                 && sql.output.contains(u"CREATE INDEX ix_item_name ON item (name);"),
             qPrintable(sql.text()));
}

void TestRehearsal::findsWhatIsLeft()
{
    QFETCH(QString, kind);
    const auto project = this->project(kind);
    QVERIFY2(project, qPrintable(m_databases.problem()));
    project->addRevision(u"b1"_s, u"a1"_s,
                         u"op.add_column('item', sa.Column('size', sa.Integer))\n"
                         "op.execute('CREATE TABLE IF NOT EXISTS log (id INTEGER)')"_s,
                         u"op.drop_column('item', 'size')"_s);
    const QStringList before = contents(*project);
    const CommandResult result = project->limbeck({ u"rehearse"_s, u"head"_s, u"--json"_s });
    QVERIFY2(result.exitStatus != 0, qPrintable(result.text()));
    const QJsonObject report = this->report(result);
    const QJsonArray left = report[u"left_by_down"_s].toArray();
    QVERIFY2(left.size() == 1, qPrintable(result.text()));
    QCOMPARE(left.first().toString(), u"+ table log"_s);
    QCOMPARE(contents(*project), before);
}

void TestRehearsal::tellsWhatFails()
{
    QFETCH(QString, kind);
    const auto project = this->project(kind);
    QVERIFY2(project, qPrintable(m_databases.problem()));
    project->addRevision(u"b1"_s, u"a1"_s,
                         u"op.create_table('log', sa.Column('id', sa.Integer))\n"
                         "op.execute('INSERT INTO item SELECT id, name FROM item')"_s);
    const QStringList before = contents(*project);
    const CommandResult result = project->limbeck({ u"rehearse"_s, u"head"_s, u"--json"_s });
    QVERIFY2(result.exitStatus != 0, qPrintable(result.text()));
    QVERIFY2(result.errors.contains(u"The rehearsal failed"), qPrintable(result.text()));
    QCOMPARE(report(result)[u"failed_leg"_s].toString(), u"up"_s);
    QCOMPARE(contents(*project), before);
}

QTEST_GUILESS_MAIN(TestRehearsal)
#include "tst_rehearsal.moc"
