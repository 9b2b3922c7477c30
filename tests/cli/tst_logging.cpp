// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/logging.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;
using namespace limbeck::cli;

namespace {

/// The logging sections of Alembic's templates, with the named values put in.
QString ini(const QString &alembicLevel, const QString &format,
            const QString &handlerLevel = u"NOTSET"_s)
{
    return uR"([loggers]
keys = root,alembic
[handlers]
keys = console
[formatters]
keys = generic
[logger_root]
level = WARNING
handlers = console
qualname =
[logger_alembic]
level = %1
handlers =
qualname = alembic
[handler_console]
class = StreamHandler
args = (sys.stderr,)
level = %3
formatter = generic
[formatter_generic]
format = %2
datefmt = %H:%M:%S
)"_s.arg(alembicLevel, format, handlerLevel);
}

const QString standardFormat = u"%(levelname)-5.5s [%(name)s] %(message)s"_s;

QStringList texts(const Result<IniFile> &file, const LogRecord &record)
{
    const auto writer = LogWriter::fromIni(*file);
    if (!writer)
        return { u"error: "_s + writer.error().message };
    QStringList result;
    for (const LogWriter::Line &line : writer->lines(record))
        result.append(line.text);
    return result;
}

} // namespace

class tst_Logging : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lines_data();
    void lines();
    void withoutConfiguration();
    void handlersOfSeveralLoggers();
    void problems();
};

void tst_Logging::lines_data()
{
    QTest::addColumn<QString>("ini");
    QTest::addColumn<QString>("logger");
    QTest::addColumn<QString>("level");
    QTest::addColumn<QStringList>("expected");
    const QString migration = u"alembic.runtime.migration"_s;
    QTest::newRow("as Alembic") << ini(u"INFO"_s, standardFormat) << migration << u"INFO"_s
                                << QStringList { u"INFO  [alembic.runtime.migration] text"_s };
    QTest::newRow("cut to five") << ini(u"INFO"_s, standardFormat) << migration << u"WARNING"_s
                                 << QStringList { u"WARNI [alembic.runtime.migration] text"_s };
    QTest::newRow("below the level")
        << ini(u"INFO"_s, standardFormat) << migration << u"DEBUG"_s << QStringList();
    QTest::newRow("quieter") << ini(u"WARN"_s, standardFormat) << migration << u"INFO"_s
                             << QStringList();
    QTest::newRow("unnamed loggers are silent")
        << ini(u"INFO"_s, standardFormat) << u"sqlalchemy.engine"_s << u"ERROR"_s << QStringList();
    QTest::newRow("a handler's own level")
        << ini(u"INFO"_s, standardFormat, u"ERROR"_s) << migration << u"INFO"_s << QStringList();
    QTest::newRow("time") << ini(u"INFO"_s, u"%(asctime)s %(message)s"_s) << migration << u"INFO"_s
                          << QStringList { u"09:05:03 text"_s };
    QTest::newRow("a format that does not work keeps the text")
        << ini(u"INFO"_s, u"%(nope)s"_s) << migration << u"INFO"_s
        << QStringList {
               u"INFO [alembic.runtime.migration] text (unknown name 'nope' in '%(nope)s')"_s
           };
}

void tst_Logging::lines()
{
    QFETCH(QString, ini);
    QFETCH(QString, logger);
    QFETCH(QString, level);
    const auto file = IniFile::parse(u"alembic.ini"_s, ini);
    QVERIFY(file);
    const LogRecord record { logger, level, u"text"_s,
                             QDateTime(QDate(2026, 7, 1), QTime(9, 5, 3)) };
    QTEST(texts(file, record), "expected");
}

void tst_Logging::withoutConfiguration()
{
    const auto file = IniFile::parse(u"alembic.ini"_s, u"[alembic]"_s);
    QCOMPARE(texts(file, { u"alembic.x"_s, u"INFO"_s, u"text"_s }), QStringList());
    QCOMPARE(texts(file, { u"alembic.x"_s, u"WARNING"_s, u"text"_s }), QStringList { u"text"_s });
}

void tst_Logging::handlersOfSeveralLoggers()
{
    const auto file = IniFile::parse(
        u"alembic.ini"_s,
        u"[loggers]\nkeys = root,alembic\n[handlers]\nkeys = a,b\n[formatters]\nkeys =\n"
        "[logger_root]\nlevel = INFO\nhandlers = a\n"
        "[logger_alembic]\nhandlers = b\nqualname = alembic\n"
        "[handler_a]\nclass = StreamHandler\nargs = (sys.stdout,)\n"
        "[handler_b]\nclass = FileHandler\nargs = ('run.log', 'a')\n"_s);
    QVERIFY(file);
    const auto writer = LogWriter::fromIni(*file);
    QVERIFY2(writer, writer ? "" : qPrintable(writer.error().message));
    const auto lines = writer->lines({ u"alembic.x"_s, u"INFO"_s, u"text"_s });
    QCOMPARE(lines.size(), size_t(2));
    QVERIFY(
        (lines[0] == LogWriter::Line { LogWriter::Line::Stream::File, u"run.log"_s, u"text"_s }));
    QVERIFY((lines[1] == LogWriter::Line { LogWriter::Line::Stream::Out, {}, u"text"_s }));
}

void tst_Logging::problems()
{
    const auto missing = IniFile::parse(u"x"_s, u"[loggers]\nkeys = root\n[handlers]\nkeys =\n"_s);
    QCOMPARE(texts(missing, {}),
             QStringList { u"error: The logging configuration has no section [logger_root]"_s });
    const auto level = IniFile::parse(u"x"_s, ini(u"LOUD"_s, standardFormat));
    QCOMPARE(texts(level, {}), QStringList { u"error: [logger_alembic]: Unknown level: 'LOUD'"_s });
}

QTEST_GUILESS_MAIN(tst_Logging)
#include "tst_logging.moc"
