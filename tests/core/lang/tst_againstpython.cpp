// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Random programs print the same here and under python3. Each row is a batch of programs that one
// python3 runs. LIMBECK_SEED=N runs the one program of seed N; LIMBECK_PROGRAMS=N sets how many are
// run in all.

#include "core/lang/interpreter.h"
#include "tests/support/sanitized.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

#include "programwriter.h"

using namespace limbeck;
using namespace limbeck::lang;
using namespace limbeck::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int programsPerBatch = 100;
constexpr int piecesPerProgram = 12;

/// Runs the programs of a JSON list and prints what each prints as another.
constexpr auto runner = R"(
import contextlib, io, json, sys, warnings
warnings.simplefilter('ignore')
if hasattr(sys, 'set_int_max_str_digits'): sys.set_int_max_str_digits(0)
printed = []
for program in json.loads(sys.stdin.buffer.read()):
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        try:
            exec(compile(program, 'random.py', 'exec'), {'__name__': '__main__', 'MESSAGES': sys.version_info[:2] == (3, 11)})
        except SyntaxError as e: # a fault of the generator
            print('refused:', e.msg, e.text)
        except BaseException as e:
            print('uncaught', type(e).__name__)
    printed.append(output.getvalue())
sys.stdout.buffer.write(json.dumps(printed).encode())
)";

struct PythonRun
{
    QStringList printed;
    QString failure;
};

PythonRun runPython(const QString &python, const QStringList &programs)
{
    QProcess process;
    // The order of sets of texts is the same in each run.
    QProcessEnvironment environment;
    environment.insert(u"PYTHONHASHSEED"_s, u"0"_s);
    process.setProcessEnvironment(environment);
    process.start(python, { u"-s"_s, u"-c"_s, QString::fromUtf8(runner) });
    process.write(
        QJsonDocument(QJsonArray::fromStringList(programs)).toJson(QJsonDocument::Compact));
    process.closeWriteChannel();
    process.waitForFinished(120'000);
    PythonRun result;
    for (const QJsonValue &text : QJsonDocument::fromJson(process.readAllStandardOutput()).array())
        result.printed.append(text.toString());
    if (result.printed.size() != programs.size())
        result.failure = QString::fromUtf8(process.readAllStandardError());
    return result;
}

/// What a program prints here, ended by "uncaught …" where it fails.
QString runHere(const QString &program, bool messages)
{
    QString printed;
    Capabilities capabilities;
    capabilities.print = [&](const QString &text) { printed += text; };
    Interpreter interpreter(capabilities);
    const QString text = u"MESSAGES = %1\n"_s.arg(messages ? u"True"_s : u"False"_s) + program;
    const auto result =
        interpreter.runModule(std::make_shared<SourceFile>(u"random.py"_s, text), u"__main__"_s);
    if (!result)
        printed += u"uncaught "_s + result.error().message.section(u':', 0, 0) + u'\n';
    return printed;
}

/// A printed line without the words that are known to differ:
/// - the evaluator has one class for the iterators of built-in collections ("list_iterator");
/// - messages name a library class as its script does, CPython those written in C with their
/// module;
/// - the views of an OrderedDict are those of dict.
QString comparable(QString line)
{
    static const QRegularExpression iterators(
        u"'(?:list|tuple|str_ascii|str|bytes|dict_key|dict_keyvalue|dict_item|dict_value|set|range|longrange)_?iterator'"_s);
    static const QRegularExpression classes(
        u"(?<=['\"]| to )collections\\.(\\w+)(?=['\"]|\\.__)"_s);
    static const QRegularExpression views(u"\\bodict_(keys|values|items)\\b"_s);
    return line.replace(iterators, u"'iterator'"_s)
        .replace(classes, u"\\1"_s)
        .replace(views, u"dict_\\1"_s);
}

/// Nothing, or what differs first: both lines and the piece that printed them.
QString difference(const QStringList &pieces, const QString &here, const QString &python)
{
    const QStringList actual = here.split(u'\n');
    const QStringList expected = python.split(u'\n');
    int piece = 0;
    for (qsizetype i = 0; i < std::max(actual.size(), expected.size()); ++i) {
        const QString mine = comparable(actual.value(i));
        const QString theirs = comparable(expected.value(i));
        // A limit of the sandbox ends a program here that python3 may go on with.
        if (mine.startsWith(u"uncaught") && mine.contains(u" limit of "))
            return {};
        // The evaluator has no complex numbers and names them as unsupported.
        if (mine.startsWith(u"uncaught complex numbers"))
            return {};
        if (mine != theirs)
            return u"here    %1\npython3 %2\nin piece %3:\n%4"_s.arg(mine, theirs)
                .arg(piece)
                .arg(pieces.value(piece));
        if (mine.startsWith(u'#'))
            piece = mine.mid(1).toInt();
    }
    return {};
}

} // namespace

class tst_AgainstPython : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void samePrint_data();
    void samePrint();

private:
    QString m_python;
    bool m_sameMessages = false;
};

void tst_AgainstPython::initTestCase()
{
    m_python = QStandardPaths::findExecutable(u"python3"_s);
    if (m_python.isEmpty())
        QSKIP("python3 is not installed");
    QProcess process;
    process.start(m_python, { u"-c"_s, u"import sys; print(sys.version_info[:2] == (3, 11))"_s });
    QVERIFY(process.waitForFinished());
    m_sameMessages = process.readAllStandardOutput().startsWith("True");
}

void tst_AgainstPython::samePrint_data()
{
    QTest::addColumn<quint32>("first");
    QTest::addColumn<int>("count");
    if (qEnvironmentVariableIsSet("LIMBECK_SEED")) {
        const quint32 seed = qEnvironmentVariable("LIMBECK_SEED").toUInt();
        QTest::addRow("seed %u", seed) << seed << 1;
        return;
    }
    const int programs = qEnvironmentVariableIsSet("LIMBECK_PROGRAMS")
        ? qEnvironmentVariableIntValue("LIMBECK_PROGRAMS")
        : isSanitized ? 300
                      : 3000;
    constexpr quint32 seed = 20261126;
    for (int i = 0; i < programs; i += programsPerBatch)
        QTest::addRow("seeds from %u", seed + static_cast<quint32>(i))
            << seed + static_cast<quint32>(i) << programsPerBatch;
}

void tst_AgainstPython::samePrint()
{
    QFETCH(quint32, first);
    QFETCH(int, count);
    QList<QStringList> pieces;
    QStringList programs;
    for (int i = 0; i < count; ++i) {
        pieces.append(ProgramWriter(first + static_cast<quint32>(i)).pieces(piecesPerProgram));
        programs.append(ProgramWriter::program(pieces.constLast()));
    }
    const PythonRun python = runPython(m_python, programs);
    QVERIFY2(python.failure.isEmpty(), qPrintable(python.failure));
    QStringList failures;
    for (int i = 0; i < count; ++i) {
        const QString different =
            difference(pieces[i], runHere(programs[i], m_sameMessages), python.printed[i]);
        if (!different.isEmpty())
            failures.append(u"seed %1\n%2"_s.arg(first + static_cast<quint32>(i)).arg(different));
    }
    // QVERIFY2 cuts long texts.
    for (const QString &failure : failures)
        qInfo().noquote() << failure;
    QVERIFY2(failures.isEmpty(),
             qPrintable(u"%1 of %2 programs differ; LIMBECK_SEED repeats one"_s.arg(failures.size())
                            .arg(count)));
}

QTEST_GUILESS_MAIN(tst_AgainstPython)
#include "tst_againstpython.moc"
