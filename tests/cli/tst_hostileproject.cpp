// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Projects that nobody means well with: files that never end, that are none, that are too many.
// Every command answers, or says what is wrong, in a time and with memory that have bounds.

#include "tests/support/commandline.h"
#include "tests/support/sanitized.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace limbeck::test;

namespace {

/// Address space that a command may have, in bytes; several times what it needs. A sanitizer takes
/// terabytes of it before the program begins.
const QString memoryLimit = isSanitized ? u"--as=unlimited"_s : u"--as=3000000000"_s;
constexpr int secondsAtMost = 20 * slowness;

QByteArray revision(const QByteArray &id, const QByteArray &down, const QByteArray &more = {})
{
    return "revision = '" + id + "'\ndown_revision = " + down + '\n' + more
        + "def upgrade():\n    pass\ndef downgrade():\n    pass\n";
}

} // namespace

class TestHostileProject : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void oneStrangeFile_data();
    void oneStrangeFile();
    void aFolderNamedLikeAScript();
    void strangeFilesOfTheProject_data();
    void strangeFilesOfTheProject();
    void librariesOfTheProject();
    void manyHeads();
    void longChain();
    void manyLabels();

private:
    enum class Kind { Pipe, Folder, LinkToItself, DanglingLink, NoUtf8, Huge, Unreadable };

    /// Puts something at @p name; false where that is not possible.
    [[nodiscard]] bool put(const QString &name, Kind kind) const;
    void write(const QString &name, const QByteArray &bytes) const;
    [[nodiscard]] CommandResult run(const QStringList &arguments) const;

    std::unique_ptr<CommandLineProject> m_project;
};

void TestHostileProject::init()
{
    m_project = std::make_unique<CommandLineProject>(u"sqlite:///app.db"_s);
    m_project->addRevision(u"a1"_s, {}, u"pass"_s);
    m_project->write(
        u"migrations/script.py.mako"_s,
        u"revision = ${repr(up_revision)}\ndown_revision = ${repr(down_revision)}\n"_s);
}

void TestHostileProject::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(m_project->folder() + u'/' + name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

bool TestHostileProject::put(const QString &name, Kind kind) const
{
    const QString path = m_project->folder() + u'/' + name;
    QFile::remove(path);
    switch (kind) {
    case Kind::Pipe:
        return ::mkfifo(QFile::encodeName(path).constData(), 0600) == 0;
    case Kind::Folder:
        return QDir().mkdir(path);
    case Kind::LinkToItself:
        return QFile::link(path, path);
    case Kind::DanglingLink:
        return QFile::link(path + u".nowhere"_s, path);
    case Kind::NoUtf8:
        write(name, "\xff\xfe\x00 nothing");
        return true;
    case Kind::Huge:
        write(name, QByteArray(50 << 20, 'a'));
        return true;
    case Kind::Unreadable:
        write(name, revision("x1", "'a1'"));
        return ::geteuid() != 0 && QFile::setPermissions(path, {});
    }
    return false;
}

CommandResult TestHostileProject::run(const QStringList &arguments) const
{
    QElapsedTimer timer;
    timer.start();
    const CommandResult result =
        runCommand(u"prlimit"_s, QStringList { memoryLimit, limbeckProgram() } + arguments,
                   m_project->folder(), m_project->environment());
    if (timer.elapsed() > secondsAtMost * 1000)
        return { -1, {}, u"it took %1 ms"_s.arg(timer.elapsed()) };
    return result;
}

void TestHostileProject::oneStrangeFile_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("message");
    QTest::newRow("named pipe") << int(Kind::Pipe) << u"is not a regular file"_s;
    QTest::newRow("link to itself")
        << int(Kind::LinkToItself) << u"Too many levels of symbolic links"_s;
    QTest::newRow("link to nothing")
        << int(Kind::DanglingLink) << u"is a link to a file that does not exist"_s;
    QTest::newRow("no UTF-8") << int(Kind::NoUtf8) << u"is not UTF-8: byte 0xff at offset 0"_s;
    QTest::newRow("50 MB") << int(Kind::Huge) << u"bytes; at most"_s;
    QTest::newRow("unreadable") << int(Kind::Unreadable) << u"Permission denied"_s;
}

void TestHostileProject::oneStrangeFile()
{
    QFETCH(int, kind);
    QFETCH(QString, message);
    if (!put(u"migrations/versions/x.py"_s, static_cast<Kind>(kind)))
        QSKIP("such a file cannot be made here");
    const QList<QStringList> commands {
        { u"heads"_s },
        { u"history"_s, u"--graph"_s },
        { u"branches"_s },
        { u"show"_s, u"a1"_s },
        { u"current"_s },
        { u"upgrade"_s, u"head"_s },
        { u"heads"_s, u"-v"_s },
        { u"stamp"_s, u"a1"_s },
        { u"revision"_s, u"-mx"_s },
    };
    for (const QStringList &command : commands) {
        const CommandResult result = run(command);
        QVERIFY2(result.exitStatus > 0, qPrintable(command.join(u' ') + result.text()));
        QVERIFY2(result.errors.contains(message), qPrintable(result.text()));
        QVERIFY2(result.errors.contains(u"versions/x.py"_s), qPrintable(result.text()));
    }
}

/// Alembic looks at files only.
void TestHostileProject::aFolderNamedLikeAScript()
{
    QVERIFY(put(u"migrations/versions/x.py"_s, Kind::Folder));
    const CommandResult result = run({ u"upgrade"_s, u"head"_s });
    QVERIFY2(result.exitStatus == 0, qPrintable(result.text()));
    QCOMPARE(m_project->current(), QStringList { u"a1"_s });
}

void TestHostileProject::strangeFilesOfTheProject_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QStringList>("command");
    QTest::newRow("configuration") << u"alembic.ini"_s << QStringList { u"heads"_s };
    QTest::newRow("TOML") << u"pyproject.toml"_s << QStringList { u"heads"_s };
    QTest::newRow("profile") << u"limbeck.toml"_s << QStringList { u"heads"_s };
    QTest::newRow("environment") << u"migrations/env.py"_s << QStringList { u"current"_s };
    QTest::newRow("template") << u"migrations/script.py.mako"_s
                              << QStringList { u"revision"_s, u"-mx"_s };
}

void TestHostileProject::strangeFilesOfTheProject()
{
    QFETCH(QString, file);
    QFETCH(QStringList, command);
    for (const Kind kind : { Kind::Pipe, Kind::Folder, Kind::NoUtf8, Kind::Huge }) {
        QVERIFY(put(file, kind));
        const CommandResult result = run(command);
        QVERIFY2(result.exitStatus > 0, qPrintable(result.text().left(1000)));
        QVERIFY2(result.errors.contains(u"FAILED: "_s), qPrintable(result.errors.left(1000)));
        QVERIFY2(result.text().size() < 100'000, "a message of any length");
        QVERIFY(!QFileInfo(m_project->folder() + u'/' + file).isDir()
                || QDir().rmdir(m_project->folder() + u'/' + file));
    }
}

/// Nothing is loaded from the working folder, neither at the start nor later by name.
void TestHostileProject::librariesOfTheProject()
{
    for (const char *name : { "libQt6Core.so.6", "libsqlite3.so.0", "libc.so.6", "libpq.so.5",
                              "libmariadb.so.3", "liblimbeck_cli.so", "limbeck_keyring.so" })
        write(QString::fromLatin1(name), "no library");
    const CommandResult heads = run({ u"heads"_s });
    QVERIFY2(heads.exitStatus == 0, qPrintable(heads.text()));
    const CommandResult current = run({ u"current"_s });
    QVERIFY2(current.exitStatus == 0, qPrintable(current.text()));
}

void TestHostileProject::manyHeads()
{
    constexpr int count = 10'000;
    for (int i = 0; i < count; ++i) {
        const QByteArray id = "h" + QByteArray::number(i);
        write(u"migrations/versions/%1.py"_s.arg(QString::fromLatin1(id)), revision(id, "'a1'"));
    }
    const CommandResult heads = run({ u"heads"_s });
    QVERIFY2(heads.exitStatus == 0, qPrintable(heads.errors.left(1000)));
    QCOMPARE(heads.output.count(u"(head)"_s), count);
    QCOMPARE(run({ u"branches"_s }).output.count(u"->"_s), count);
    const CommandResult graph = run({ u"history"_s, u"--graph"_s });
    QVERIFY2(graph.exitStatus == 0, qPrintable(graph.errors.left(1000)));
    QVERIFY(run({ u"upgrade"_s, u"head"_s }).errors.contains(u"Multiple head revisions"_s));
    QCOMPARE(run({ u"stamp"_s, u"h1"_s, u"h2"_s }).exitStatus, 0);
    QCOMPARE(run({ u"current"_s }).output.count(u'\n'), 2);
    QCOMPARE(run({ u"merge"_s, u"heads"_s, u"-mjoin"_s, u"--rev-id"_s, u"all"_s }).exitStatus, 0);
    QCOMPARE(run({ u"heads"_s }).output, u"all (head)\n"_s);
}

void TestHostileProject::longChain()
{
    // 100,000 take a minute to write; the graph of so many is tested by itself.
    constexpr int count = 20'000;
    for (int i = 0; i < count; ++i) {
        const QByteArray id = "c" + QByteArray::number(i);
        const QByteArray down = i == 0 ? "'a1'" : "'c" + QByteArray::number(i - 1) + "'";
        write(u"migrations/versions/%1.py"_s.arg(QString::fromLatin1(id)), revision(id, down));
    }
    const CommandResult history = run({ u"history"_s });
    QVERIFY2(history.exitStatus == 0, qPrintable(history.errors.left(1000)));
    QCOMPARE(history.output.count(u'\n'), count + 1);
    QCOMPARE(run({ u"stamp"_s, u"head"_s }).exitStatus, 0);
    QCOMPARE(run({ u"current"_s }).output, u"c%1 (head)\n"_s.arg(count - 1));
    QVERIFY(run({ u"show"_s, u"-5000"_s }).output.contains(u"Rev: c%1\n"_s.arg(count - 5001)));
}

void TestHostileProject::manyLabels()
{
    QByteArray labels = "branch_labels = (";
    for (int i = 0; i < 20'000; ++i)
        labels += "'label" + QByteArray::number(i) + "', ";
    write(u"migrations/versions/b1.py"_s, revision("b1", "'a1'", labels + ")\n"));
    const CommandResult heads = run({ u"heads"_s });
    QVERIFY2(heads.exitStatus == 0, qPrintable(heads.errors.left(1000)));
    QVERIFY(heads.output.contains(u"label19999"_s));
    QVERIFY(run({ u"show"_s, u"label777@head"_s }).output.contains(u"Rev: b1 (head)"_s));
}

QTEST_GUILESS_MAIN(TestHostileProject)
#include "tst_hostileproject.moc"
