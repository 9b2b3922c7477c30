// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/commandtable.h"
#include "cli/completionscript.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck::cli;

namespace {

/// What bash offers for @p words, the last of which is being written.
QStringList offered(const QString &words, const QString &folder)
{
    const QString script = uR"(
cd '%1'
PATH='%2':"$PATH"
source <(limbeck completion bash)
COMP_WORDS=(%3)
[[ '%3' == *' ' ]] && COMP_WORDS+=("")
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_limbeck
printf '%s\n' "${COMPREPLY[@]}"
)"_s.arg(folder, QStringLiteral(LIMBECK_BINARY_DIR), words);
    QProcess bash;
    bash.start(u"bash"_s, { u"--norc"_s, u"-c"_s, script });
    if (!bash.waitForFinished())
        return { u"bash did not end"_s };
    const QString problem = QString::fromUtf8(bash.readAllStandardError());
    if (!problem.isEmpty())
        return { problem };
    QStringList lines =
        QString::fromUtf8(bash.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
    lines.sort();
    return lines;
}

void write(const QString &path, const QByteArray &text)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

} // namespace

class tst_CompletionScript : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bash_data();
    void bash();
    void everyCommandAndOption_data();
    void everyCommandAndOption();
};

void tst_CompletionScript::bash_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("commands") << u"limbeck up"_s << QStringList { u"upgrade"_s };
    QTest::newRow("global options") << u"limbeck --rai"_s << QStringList { u"--raiseerr"_s };
    QTest::newRow("options of a command")
        << u"limbeck history --i"_s << QStringList { u"--indicate-current"_s };
    QTest::newRow("revisions") << u"limbeck upgrade a"_s
                               << QStringList { u"abc123"_s, u"abd456"_s };
    QTest::newRow("behind global options")
        << u"limbeck -c alembic.ini -x a=b show abc"_s << QStringList { u"abc123"_s };
    QTest::newRow("labels") << u"limbeck upgrade main"_s << QStringList { u"main@head"_s };
    QTest::newRow("symbols") << u"limbeck stamp he"_s << QStringList { u"head"_s, u"heads"_s };
    QTest::newRow("the value of an option")
        << u"limbeck revision --head abd"_s << QStringList { u"abd456"_s };
    QTest::newRow("templates") << u"limbeck init -t py"_s
                               << QStringList { u"pyproject"_s, u"pyproject_async"_s };
    QTest::newRow("choices") << u"limbeck preview --direction d"_s << QStringList { u"down"_s };
}

void tst_CompletionScript::bash()
{
    QFETCH(QString, words);
    if (QStandardPaths::findExecutable(u"bash"_s).isEmpty())
        QSKIP("bash is not installed");
    const QTemporaryDir folder;
    write(folder.filePath(u"alembic.ini"_s), "[alembic]\nscript_location = m\n");
    write(folder.filePath(u"m/versions/a.py"_s),
          "'''one'''\nrevision = 'abc123'\ndown_revision = None\nbranch_labels = ('main',)\n");
    write(folder.filePath(u"m/versions/b.py"_s),
          "'''two: it's'''\nrevision = 'abd456'\ndown_revision = 'abc123'\n");
    QTEST(offered(words, folder.path()), "expected");
}

void tst_CompletionScript::everyCommandAndOption_data()
{
    QTest::addColumn<QString>("shell");
    for (const char *shell : { "bash", "zsh", "fish" })
        QTest::newRow(shell) << QString::fromLatin1(shell);
}

/// The scripts come from the table, so nothing of it may be missing.
void tst_CompletionScript::everyCommandAndOption()
{
    QFETCH(QString, shell);
    const ProgramSpec program = commandTable(u"limbeck"_s);
    const QString script = completionScript(program, shell);
    QVERIFY(!script.contains(u"%1"));
    for (const CommandSpec &command : program.commands) {
        QVERIFY2(script.contains(command.name), qPrintable(command.name));
        for (const OptionSpec &option : command.options) {
            const QString flag = option.flags.last();
            QVERIFY2(script.contains(shell == u"fish" ? u"-l "_s + flag.mid(2) : flag),
                     qPrintable(command.name + u' ' + flag));
        }
    }
}

QTEST_GUILESS_MAIN(tst_CompletionScript)
#include "tst_completionscript.moc"
