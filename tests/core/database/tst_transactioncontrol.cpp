// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/transactioncontrol.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck::database;

class TestTransactionControl final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acts_data();
    void acts();
};

void TestTransactionControl::acts_data()
{
    using Act = TransactionControl::Act;
    QTest::addColumn<QString>("sql");
    QTest::addColumn<int>("act");
    QTest::addColumn<QString>("savepoint");
    const auto add = [](const char16_t *sql, Act act, const QString &savepoint = {}) {
        const QString text = QString::fromUtf16(sql);
        QTest::addRow("%s", qPrintable(text)) << text << static_cast<int>(act) << savepoint;
    };
    add(u"begin work", Act::Begin);
    add(u"START TRANSACTION READ ONLY", Act::Begin);
    add(u"-- done\ncommit ;", Act::Commit);
    add(u"END", Act::Commit);
    add(u"rollback", Act::Rollback);
    add(u"ABORT", Act::Rollback);
    add(u"SAVEPOINT \"my point\"", Act::Savepoint, u"my point"_s);
    add(u"ROLLBACK TO here", Act::RollbackToSavepoint, u"here"_s);
    add(u"ROLLBACK WORK TO SAVEPOINT here;", Act::RollbackToSavepoint, u"here"_s);
    add(u"RELEASE SAVEPOINT here", Act::None);
    add(u"SET autocommit = 1", Act::AutocommitOn);
    add(u"SET foreign_key_checks = 1, @@session.autocommit = ON", Act::AutocommitOn);
    add(u"SET foreign_key_checks = 0, SESSION autocommit=0", Act::None);
    add(u"SET search_path TO app", Act::None);
    add(u"LOCK TABLES t WRITE", Act::LockTables);
    add(u"UNLOCK TABLES", Act::LockTables);
    add(u"", Act::None);
}

void TestTransactionControl::acts()
{
    QFETCH(QString, sql);
    QFETCH(int, act);
    QFETCH(QString, savepoint);
    const TransactionControl control = transactionControl(sql);
    QCOMPARE(static_cast<int>(control.act), act);
    QCOMPARE(control.savepoint, savepoint);
}

QTEST_GUILESS_MAIN(TestTransactionControl)
#include "tst_transactioncontrol.moc"
