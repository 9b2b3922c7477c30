// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The disk is full while a SQLite table is built anew: nothing is lost, the run says why, and with
// more room the next one comes to its end.

#include "tests/support/commandline.h"
#include "tests/support/databasetext.h"
#include "tests/support/testdatabases.h"

#include <QDir>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace limbeck;
using namespace limbeck::test;

namespace {

/// A small disk of its own, as long as the object lives.
class SmallDisk
{
public:
    explicit SmallDisk(const QString &folder)
        : m_folder(folder)
    {
        QDir().mkpath(folder);
        m_isThere = mount(u"size=1m"_s);
    }

    ~SmallDisk()
    {
        if (m_isThere)
            QProcess::execute(u"umount"_s, { m_folder });
    }

    Q_DISABLE_COPY_MOVE(SmallDisk)

    [[nodiscard]] bool isThere() const { return m_isThere; }

    [[nodiscard]] bool grow() const { return mount(u"remount,size=16m"_s); }

private:
    [[nodiscard]] bool mount(const QString &options) const
    {
        return QProcess::execute(u"mount"_s,
                                 { u"-t"_s, u"tmpfs"_s, u"-o"_s, options, u"tmpfs"_s, m_folder })
            == 0;
    }

    QString m_folder;
    bool m_isThere = false;
};

} // namespace

class TestDiskFull final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whileATableIsBuiltAnew();
};

void TestDiskFull::whileATableIsBuiltAnew()
{
    if (geteuid() != 0)
        QSKIP("only root can mount a small disk");
    QTemporaryDir folder;
    const SmallDisk disk(folder.filePath(u"disk"_s));
    if (!disk.isThere())
        QSKIP("no small disk can be mounted here");
    const QString url = u"sqlite:///"_s + folder.filePath(u"disk/app.db"_s);
    const CommandLineProject project(url);
    project.addRevision(
        u"a1"_s, {},
        u"op.create_table('big', sa.Column('id', sa.Integer, primary_key=True), "
        "sa.Column('text', sa.Text))\n"
        "for i in range(500):\n"
        "    op.get_bind().execute(sa.text('INSERT INTO big VALUES (:i, :t)'), {'i': i, 't': 'x' * "
        "1200})"_s);
    project.addRevision(
        u"b1"_s, u"a1"_s,
        u"op.alter_column('big', 'text', existing_type=sa.Text(), nullable=False)"_s);
    const CommandResult first = project.limbeck({ u"upgrade"_s, u"a1"_s });
    QVERIFY2(first.exitStatus == 0, qPrintable(first.text()));
    const QString everything = u"SELECT count(*), sum(length(text)) FROM big"_s;
    const QStringList before = rowsOf(*openUrl(url), everything);

    const CommandResult full = project.limbeck({ u"upgrade"_s, u"head"_s });
    QVERIFY2(full.exitStatus == 1, qPrintable(full.text()));
    QVERIFY2(full.errors.contains(u"full") && full.errors.contains(u"The database is at a1"),
             qPrintable(full.errors));
    {
        const auto connection = openUrl(url);
        QCOMPARE(rowsOf(*connection, everything), before);
        QCOMPARE(rowsOf(*connection, u"PRAGMA integrity_check"_s), QStringList { u"str 'ok'"_s });
        QCOMPARE(rowsOf(*connection, u"SELECT name FROM sqlite_master WHERE name LIKE '%tmp%'"_s),
                 QStringList());
    }
    QVERIFY(disk.grow());
    const CommandResult again = project.limbeck({ u"upgrade"_s, u"head"_s });
    QVERIFY2(again.exitStatus == 0, qPrintable(again.text()));
    QCOMPARE(rowsOf(*openUrl(url), everything), before);
}

QTEST_GUILESS_MAIN(TestDiskFull)
#include "tst_diskfull.moc"
