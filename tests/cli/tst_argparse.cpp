// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/commandtable.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck::cli;

namespace {

QStringList words(const QString &text)
{
    QStringList result;
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts))
        result.append(word == u"''" ? QString(u""_s) : word);
    return result;
}

/// "command name=value name=value" of the names asked for, or the last line of the message.
QString parsed(const QString &line, const QStringList &names)
{
    const auto result = parseArguments(commandTable(u"alembic"_s), words(line));
    if (const auto *message = std::get_if<ArgumentMessage>(&result))
        return QString::number(message->exitStatus) + u": "_s
            + message->text.trimmed().section(u'\n', -1);
    const auto &arguments = std::get<Arguments>(result);
    QString text = arguments.command;
    for (const QString &name : names) {
        if (arguments.has(name))
            text += u' ' + name + u'=' + arguments.values(name).join(u',');
    }
    return text;
}

} // namespace

/// The expectations are what Alembic's command line on Python 3.11 does.
class tst_Argparse : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void initTestCase() { qputenv("COLUMNS", "80"); }

    void parses_data();
    void parses();
    void refuses_data();
    void refuses();
    void usageIsWrapped();
    void everyCommandIsDone();
};

void tst_Argparse::parses_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QString &line, const QStringList &names,
                        const QString &expected) {
        QTest::newRow(name) << line << names << expected;
    };
    row("command", u"upgrade head"_s, { u"revision"_s, u"sql"_s }, u"upgrade revision=head"_s);
    row("option after", u"upgrade head --sql"_s, { u"revision"_s, u"sql"_s },
        u"upgrade revision=head sql="_s);
    row("option before", u"upgrade --sql head"_s, { u"revision"_s, u"sql"_s },
        u"upgrade revision=head sql="_s);
    row("negative number", u"downgrade -1"_s, { u"revision"_s }, u"downgrade revision=-1"_s);
    row("after a separator", u"downgrade -- -1"_s, { u"revision"_s }, u"downgrade revision=-1"_s);
    row("separator protects options", u"show -- --sql"_s, { u"rev"_s }, u"show rev=--sql"_s);
    row("attached value", u"revision -mfoo"_s, { u"message"_s }, u"revision message=foo"_s);
    row("attached range", u"history -r-3:"_s, { u"rev_range"_s }, u"history rev_range=-3:"_s);
    row("equals sign", u"history --rev-range=-3:"_s, { u"rev_range"_s },
        u"history rev_range=-3:"_s);
    row("abbreviation", u"heads --verb"_s, { u"verbose"_s }, u"heads verbose="_s);
    row("abbreviation with a value", u"revision --mess=x"_s, { u"message"_s },
        u"revision message=x"_s);
    row("flags together", u"history -vi"_s, { u"verbose"_s, u"indicate_current"_s },
        u"history verbose= indicate_current="_s);
    row("flags and value together", u"history -vr:b"_s, { u"verbose"_s, u"rev_range"_s },
        u"history verbose= rev_range=:b"_s);
    row("several", u"merge a b -m x"_s, { u"revisions"_s, u"message"_s },
        u"merge revisions=a,b message=x"_s);
    row("option between value and list", u"merge -m x a b"_s, { u"revisions"_s },
        u"merge revisions=a,b"_s);
    row("repeated", u"revision --depends-on a --depends-on b"_s, { u"depends_on"_s },
        u"revision depends_on=a,b"_s);
    row("the last one counts", u"revision -m a -m b"_s, { u"message"_s }, u"revision message=b"_s);
    row("global options", u"-c x.ini -n sec -x a=1 -x b=2 heads"_s,
        { u"config"_s, u"name"_s, u"x"_s }, u"heads config=x.ini name=sec x=a=1,b=2"_s);
    row("default section", u"heads"_s, { u"name"_s }, u"heads name=alembic"_s);
    row("same flag, two meanings", u"-c x.ini current -c"_s, { u"config"_s, u"check_heads"_s },
        u"current config=x.ini check_heads="_s);
    row("empty value", u"show ''"_s, { u"rev"_s }, u"show rev="_s);
}

void tst_Argparse::parses()
{
    QFETCH(QString, line);
    QFETCH(QStringList, names);
    QTEST(parsed(line, names), "expected");
}

void tst_Argparse::refuses_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("message");
    QTest::newRow("nothing") << u""_s << u"2: alembic: error: too few arguments"_s;
    QTest::newRow("missing positional")
        << u"upgrade"_s
        << u"2: alembic upgrade: error: the following arguments are required: revision"_s;
    QTest::newRow("global option behind")
        << u"upgrade head -x k=v"_s << u"2: alembic: error: unrecognized arguments: -x k=v"_s;
    QTest::newRow("one too many") << u"upgrade a b"_s
                                  << u"2: alembic: error: unrecognized arguments: b"_s;
    QTest::newRow("value missing")
        << u"revision -m"_s
        << u"2: alembic revision: error: argument -m/--message: expected one argument"_s;
    QTest::newRow("a range is no value here")
        << u"history -r -3:"_s
        << u"2: alembic history: error: argument -r/--rev-range: expected one argument"_s;
    QTest::newRow("value for a flag")
        << u"upgrade head --sql=yes"_s
        << u"2: alembic upgrade: error: argument --sql: ignored explicit argument 'yes'"_s;
    QTest::newRow("ambiguous")
        << u"revision --s"_s
        << u"2: alembic revision: error: ambiguous option: --s could match --sql, --splice"_s;
    QTest::newRow("a list ends at an option")
        << u"merge a -m x b"_s << u"2: alembic: error: unrecognized arguments: b"_s;
    QTest::newRow("only the whole name of what Alembic does not have")
        << u"history --gr"_s << u"2: alembic: error: unrecognized arguments: --gr"_s;
    QTest::newRow("not among the choices")
        << u"preview --direction left x.py"_s
        << u"2: alembic preview: error: argument --direction: invalid choice: 'left' (choose from 'up', 'down')"_s;
    QTest::newRow("not among the choices of a positional")
        << u"completion tcsh"_s
        << u"2: alembic completion: error: argument shell: invalid choice: 'tcsh' (choose from "
           "'bash', 'zsh', 'fish', 'revisions', 'templates')"_s;
    QTest::newRow("version") << u"--version"_s
                             << u"0: alembic 1.19.1 (Limbeck "_s + QStringLiteral(LIMBECK_VERSION)
            + u')';
}

void tst_Argparse::refuses()
{
    QFETCH(QString, line);
    QTEST(parsed(line, {}), "message");
}

void tst_Argparse::usageIsWrapped()
{
    const ProgramSpec program = commandTable(u"alembic"_s);
    const auto history =
        std::find_if(program.commands.begin(), program.commands.end(),
                     [](const CommandSpec &command) { return command.name == u"merge"; });
    QCOMPARE(usageText(program, &*history, 78),
             u"usage: alembic merge [-h] [-m MESSAGE] [--branch-label BRANCH_LABEL]\n"
             "                     [--rev-id REV_ID] [--splice]\n"
             "                     revisions [revisions ...]\n"_s);
}

void tst_Argparse::everyCommandIsDone()
{
    for (const CommandSpec &command : commandTable(u"alembic"_s).commands)
        QVERIFY2(findCommand(command.name)->run != nullptr
                     || findCommand(command.name)->runAnywhere != nullptr,
                 qPrintable(command.name));
}

QTEST_GUILESS_MAIN(tst_Argparse)
#include "tst_argparse.moc"
