// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What scripts log, and with which configuration, comes out as under python3.

#include "core/config/inifile.h"
#include "core/lang/interpreter.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace limbeck;
using namespace limbeck::lang;
using namespace Qt::StringLiterals;

namespace {

/// The logging sections of Alembic's templates.
const QString templateIni = uR"([alembic]
script_location = x

[loggers]
keys = root,sqlalchemy,alembic
[handlers]
keys = console,plain
[formatters]
keys = generic,braces
[logger_root]
level = WARNING
handlers = console
qualname =
[logger_sqlalchemy]
level = WARNING
handlers =
qualname = sqlalchemy.engine
[logger_alembic]
level = INFO
handlers = plain
qualname = alembic
propagate = 1
[handler_console]
class = StreamHandler
args = (sys.stderr,)
level = NOTSET
formatter = generic
[handler_plain]
class = StreamHandler
args = (sys.stdout,)
level = WARNING
formatter = braces
[formatter_generic]
format = %(levelname)-5.5s [%(name)s] %(message)s
datefmt = %H:%M:%S
[formatter_braces]
format = {levelname:>10}|{name}|{message}
style = {
)"_s;

/// What Alembic and SQLAlchemy do when they are imported, for python3.
const QString prelude = uR"(import logging, logging.config, logging.handlers, sys
logging.getLogger('alembic').addHandler(logging.NullHandler())
for name in ('alembic.util.messaging', 'alembic.runtime.migration', 'alembic.config', 'sqlalchemy',
             'sqlalchemy.engine', 'sqlalchemy.pool'):
    logging.getLogger(name)
def everything():
    for name in ('alembic', 'alembic.runtime.migration', 'shop', 'shop.cart', 'sqlalchemy.engine', 'sqlalchemy.pool', ''):
        for level in (10, 20, 30, 40):
            logging.getLogger(name).log(level, 'at %d of %r', level, name)
)"_s;

/// everything() as the host logs it.
const QString hostPrelude = uR"(
def everything():
    for name in ('alembic', 'alembic.runtime.migration', 'shop', 'shop.cart', 'sqlalchemy.engine', 'sqlalchemy.pool', ''):
        for level in (10, 20, 30, 40):
            logging._from_host(name or 'root', logging.getLevelName(level), 'at %d of %r' % (level, name))
)"_s;

struct Outputs
{
    QString out;
    QString error;

    friend bool operator==(const Outputs &, const Outputs &) = default;
};

Outputs runHere(const QString &program, const QString &folder, QString &problem)
{
    Outputs outputs;
    Capabilities capabilities;
    capabilities.print = [&](const QString &text) { outputs.out += text; };
    capabilities.printError = [&](const QString &text) { outputs.error += text; };
    capabilities.logOutput = [&](const QString &text, bool isError) {
        (isError ? outputs.error : outputs.out) += text;
    };
    capabilities.logToFile = [&](const QString &path, const QByteArray &data,
                                 bool truncate) -> Result<> {
        QFile file(folder + u'/' + path);
        if (!file.open(truncate ? QIODevice::WriteOnly : QIODevice::Append))
            return failure(ErrorCode::FileAccess, file.errorString());
        file.write(data);
        return {};
    };
    capabilities.readFile = [&](const QString &path) -> Result<QByteArray> {
        QFile file(folder + u'/' + path);
        if (!file.open(QIODevice::ReadOnly))
            return failure(ErrorCode::FileNotFound, path);
        return file.readAll();
    };
    capabilities.readIni = [&](const QString &path) -> Result<IniSections> {
        const auto ini = IniFile::read(folder + u'/' + path);
        if (!ini)
            return failure(ini.error());
        IniSections sections;
        for (const QString &name : ini->sections()) {
            std::vector<std::pair<QString, QString>> options;
            for (const QString &option : ini->options(name))
                options.emplace_back(option, *ini->rawValue(name, option));
            sections.emplace_back(name, options);
        }
        return sections;
    };
    Interpreter interpreter(capabilities);
    const auto done = interpreter.runModule(std::make_shared<SourceFile>(u"program.py"_s, program),
                                            u"__main__"_s);
    problem = done ? QString() : done.error().toString();
    return outputs;
}

Outputs runPython(const QString &python, const QString &program, const QString &folder)
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.start(python, { u"-"_s });
    process.write(program.toUtf8());
    process.closeWriteChannel();
    if (!process.waitForFinished())
        return { u"python3 did not end"_s, {} };
    return { QString::fromUtf8(process.readAllStandardOutput()),
             QString::fromUtf8(process.readAllStandardError()) };
}

} // namespace

class tst_LoggingModule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameAsPython_data();
    void sameAsPython();
    void usualConfigurationIsPlain();
};

void tst_LoggingModule::sameAsPython_data()
{
    QTest::addColumn<QString>("program");
    QTest::newRow("nothing configured") << u"everything()"_s;
    QTest::newRow("fileConfig") << u"logging.config.fileConfig('x.ini')\neverything()"_s;
    QTest::newRow("loggers made before")
        << u"logging.getLogger('shop')\nlogging.getLogger('alembic.env')\n"
           "logging.config.fileConfig('x.ini')\neverything()\nlogging.getLogger('alembic.env').info('env')"_s;
    QTest::newRow("existing loggers go on")
        << u"logging.getLogger('shop')\n"
           "logging.config.fileConfig('x.ini', disable_existing_loggers=False)\neverything()"_s;
    QTest::newRow("child made before its parent")
        << u"child = "
           u"logging.getLogger('shop.cart')\nlogging.getLogger('shop').setLevel(logging.INFO)\n"
           "logging.basicConfig()\nchild.info('x')\nprint(child.parent.name)"_s;
    QTest::newRow("basicConfig") << u"logging.basicConfig(level=logging.INFO)\neverything()"_s;
    QTest::newRow("basicConfig twice")
        << u"logging.basicConfig(level='DEBUG', format='%(message)s')\n"
           "logging.basicConfig(format='%(message)s!')\neverything()"_s;
    QTest::newRow("basicConfig forced")
        << u"logging.basicConfig(format='%(message)s!')\n"
           "logging.basicConfig(force=True, format='{levelname} {message}', style='{', stream=sys.stdout)\neverything()"_s;
    QTest::newRow("functions of the module")
        << u"logging.info('a')\nlogging.warning('b %s', 1)\nlogging.error('c')"_s;
    QTest::newRow("levels of a script")
        << u"logging.config.fileConfig('x.ini')\nlogging.getLogger('alembic').setLevel('ERROR')\n"
           "logging.getLogger('shop').setLevel(logging.DEBUG)\neverything()"_s;
    QTest::newRow("disabled by a level")
        << u"logging.basicConfig()\nlogging.disable(logging.WARNING)\neverything()"_s;
    QTest::newRow("no propagation")
        << u"logging.basicConfig()\nlogging.getLogger('shop').propagate = False\neverything()"_s;
    QTest::newRow("a handler of its own")
        << u"class Shout(logging.Handler):\n    def emit(self, record):\n        "
           u"print(self.format(record).upper())\n"
           "handler = Shout(logging.INFO)\nhandler.setFormatter(logging.Formatter('%(name)s: "
           "%(message)s'))\n"
           "logging.getLogger('shop').addHandler(handler)\nlogging.getLogger('shop').setLevel(1)\neverything()"_s;
    QTest::newRow("a filter")
        << u"logging.basicConfig()\nlogging.root.handlers[0].addFilter(logging.Filter('shop'))\neverything()"_s;
    QTest::newRow("a function as filter")
        << u"logging.basicConfig()\nlogging.getLogger('shop').addFilter(lambda r: r.levelno != 40)\neverything()"_s;
    QTest::newRow("more in the record")
        << u"logging.basicConfig(format='%(who)s %(message)s %(levelno)d %(processName)s "
           u"%(threadName)s')\n"
           "logging.warning('hello', extra={'who': 'anna'})\n"
           "logging.LoggerAdapter(logging.getLogger('shop'), {'who': 'ben'}).error('x')"_s;
    QTest::newRow("arguments as a dictionary")
        << u"logging.basicConfig()\nlogging.warning('%(a)s and %(b)d', {'a': 'x', 'b': 3})\nlogging.error('100%')"_s;
    QTest::newRow("bad arguments do not stop a script")
        << u"logging.basicConfig()\nlogging.raiseExceptions = False\nlogging.warning('%d', 'x')\nprint('on')"_s;
    QTest::newRow("an exception")
        << u"logging.basicConfig(format='%(message)s')\nlogging.raiseExceptions = False\n"
           "class F(logging.Formatter):\n    def formatException(self, ei):\n        return "
           "'because of ' + repr(ei[1])\n"
           "logging.root.handlers[0].setFormatter(F('%(message)s'))\n"
           "try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    logging.exception('oh')\n    logging.error('again', exc_info=e)"_s;
    QTest::newRow("dictConfig")
        << u"logging.getLogger('shop')\nlogging.config.dictConfig({'version': 1, "
           u"'disable_existing_loggers': False,\n"
           " 'formatters': {'f': {'format': '%(levelname)s %(message)s'}},\n"
           " 'handlers': {'h': {'class': 'logging.StreamHandler', 'formatter': 'f', 'level': "
           "'INFO', 'stream': 'ext://sys.stdout'}},\n"
           " 'loggers': {'alembic': {'level': 'DEBUG', 'handlers': ['h'], 'propagate': False}},\n"
           " 'root': {'handlers': ['h'], 'level': 'ERROR'}})\neverything()"_s;
    QTest::newRow("files")
        << u"handler = logging.FileHandler('a.txt', mode='w')\nlogging.root.addHandler(handler)\n"
           "logging.warning('one')\nlogging.warning('two')\nhandler.close()\n"
           "more = logging.handlers.RotatingFileHandler('a.txt')\nlogging.root.handlers[:] = "
           "[more]\n"
           "logging.error('three')\nmore.close()\nprint(open('a.txt').read())"_s;
    QTest::newRow("names")
        << u"print(logging.getLevelName(30), logging.getLevelName('INFO'), "
           u"logging.getLevelName(35))\n"
           "print(logging.getLogger() is logging.root, "
           "logging.getLogger('a.b').getEffectiveLevel(),\n"
           "      logging.getLogger('a').getChild('b') is logging.getLogger('a.b'), "
           "logging.getLogger('a.b'))\n"
           "try:\n    logging.getLogger('a').setLevel('LOUD')\nexcept ValueError as e:\n    "
           "print(e)\n"
           "logging.addLevelName(25, 'NOTE')\nlogging.basicConfig()\nlogging.log(35, 'x')\n"
           "logging.root.setLevel('NOTE')\nlogging.log(25, 'y')"_s;
    // What a script changes after logging was configured counts, however its lines are written.
    for (
        const QString &change :
        { u"logging.StreamHandler.emit = lambda self, record: print('emit', record.getMessage())"_s,
          u"logging.Formatter.format = lambda self, record: record.levelname.lower()"_s,
          u"logging.Logger.callHandlers = lambda self, record: print(self.name)"_s,
          u"logging.StreamHandler.terminator = '|\\n'"_s,
          u"logging.root.handlers[0].terminator = '!\\n'"_s,
          u"logging.root.handlers[0].emit = lambda record: print(record.name)"_s,
          u"logging.root.handlers[0].formatter.format = lambda record: record.name"_s,
          u"logging.getLogger('shop').handle = lambda record: print(record.getMessage())"_s,
          u"logging.addLevelName(30, 'Warn')"_s,
          u"logging.root.handlers[0].setStream(sys.stdout)"_s,
          u"logging.root.handlers[0].setFormatter(logging.Formatter('%(message)s %(threadName)r %%'))"_s,
          u"logging.root.handlers[0].setFormatter(logging.Formatter('%(message)-30s|%(levelno)05d %%'))"_s,
          u"logging.root.handlers[0].setFormatter(logging.Formatter('%(name).3s', defaults={'name': 'x'}))"_s,
          u"class R(logging.LogRecord):\n    def getMessage(self):\n        return 'R' + "
          u"super().getMessage()\n"
          "logging.setLogRecordFactory(R)"_s })
        QTest::newRow(qPrintable(u"changed: "_s + change))
            << u"logging.config.fileConfig('x.ini')\n%1\neverything()"_s.arg(change);
}

void tst_LoggingModule::sameAsPython()
{
    QFETCH(QString, program);
    const QString python = QStandardPaths::findExecutable(u"python3"_s);
    if (python.isEmpty())
        QSKIP("python3 is not installed");
    const QTemporaryDir folder;
    QFile ini(folder.filePath(u"x.ini"_s));
    QVERIFY(ini.open(QIODevice::WriteOnly));
    ini.write(templateIni.toUtf8());
    ini.close();
    const QString whole = prelude + program + u'\n';
    const Outputs expected = runPython(python, whole, folder.path());
    QVERIFY2(!expected.error.contains(u"Traceback"), qPrintable(expected.error));
    QString problem;
    for (const QString &logged : { prelude, prelude + hostPrelude }) {
        const Outputs seen = runHere(logged + program + u'\n', folder.path(), problem);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        QCOMPARE(seen.out, expected.out);
        QCOMPARE(seen.error, expected.error);
    }
}

/// A run's own lines take the short way where alembic.ini is as the templates have it: a long plan
/// would spend much of its time on them otherwise.
void tst_LoggingModule::usualConfigurationIsPlain()
{
    const QTemporaryDir folder;
    QFile ini(folder.filePath(u"x.ini"_s));
    QVERIFY(ini.open(QIODevice::WriteOnly));
    ini.write(templateIni.toUtf8());
    ini.close();
    QString problem;
    const Outputs seen =
        runHere(prelude
                    + u"logging.config.fileConfig('x.ini')\n"
                      "write = logging._plain.write\n"
                      "print(write('alembic.runtime.migration', 'INFO', 'Running upgrade'),\n"
                      "      write('alembic.runtime.migration', 'DEBUG', 'update a to b'),\n"
                      "      write('nobody.asked', 'INFO', 'x'))\n"_s,
                folder.path(), problem);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    QCOMPARE(seen.out, u"True True False\n"_s);
    QCOMPARE(seen.error, u"INFO  [alembic.runtime.migration] Running upgrade\n"_s);
}

QTEST_GUILESS_MAIN(tst_LoggingModule)
#include "tst_loggingmodule.moc"
