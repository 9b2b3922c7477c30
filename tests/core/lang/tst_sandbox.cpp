// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What a script cannot do, and that it can always be stopped.

#include "core/lang/interpreter.h"
#include "core/lang/strobject.h"
#include "tests/support/sanitized.h"

#include <QTemporaryDir>
#include <QTest>

#include <ctime>
#include <pthread.h>
#include <thread>

using namespace limbeck;
using namespace limbeck::lang;
using namespace Qt::StringLiterals;

namespace {

SourceFilePtr source(const QString &text)
{
    return std::make_shared<SourceFile>(u"script.py"_s, text);
}

/// As in a project that has no modules: what is not there is opaque.
class EmptyProject : public ModuleLoader
{
public:
    QStringList asked;

    ImportResult load(const QString &name, const QStringList &) override
    {
        asked.append(name);
        return { ImportResult::Opaque {} };
    }
};

struct Outcome
{
    std::optional<Error> error;
    QString printed;
    double ended = 0; ///< processor time of the thread when the interpreter returned
};

/// Processor time of a thread, in milliseconds: other programs' load does not count.
double threadTime(clockid_t clock)
{
    timespec time {};
    clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// Runs @p text as a migration's module with nothing but print() allowed.
Outcome run(const QString &text, const Limits &limits = {}, const CancelToken &cancel = {})
{
    Outcome outcome;
    EmptyProject project;
    Capabilities capabilities;
    capabilities.print = [&](const QString &line) { outcome.printed += line; };
    capabilities.modules = &project;
    Interpreter interpreter(capabilities, limits, cancel);
    interpreter.setOpaquePolicy(OpaquePolicy::Effects);
    const auto result = interpreter.runModule(source(text), u"script"_s, false);
    outcome.ended = threadTime(CLOCK_THREAD_CPUTIME_ID);
    if (!result)
        outcome.error = result.error();
    return outcome;
}

} // namespace

class tst_Sandbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refuses_data();
    void refuses();
    void refusalsAreNotCaught();
    void knowsNothingOfTheMachine();
    void importsNothingByPath_data();
    void importsNothingByPath();
    void limits_data();
    void limits();
    void limitsHoldAcrossHandlers();
    void catastrophicPatternsAreTold_data();
    void catastrophicPatternsAreTold();
    void cancelsAtOnce_data();
    void cancelsAtOnce();
    void cancelsASleep();
};

void tst_Sandbox::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("name"); // that the message has to tell
    QTest::addColumn<int>("line");
    const auto row = [](const char *text, const char *name, int line = 2) {
        QTest::newRow(text) << QString::fromLatin1(text).replace(u"; "_s, u"\n"_s)
                            << QString::fromLatin1(name) << line;
    };
    row("x = 1; open('/etc/passwd')", "open('/etc/passwd')");
    row("x = 1; open('out.txt', 'w')", "out.txt");
    row("import pathlib; pathlib.Path('/etc/passwd').read_text()", "/etc/passwd");
    row("import pathlib; pathlib.Path('x').write_text('y')", "x");
    row("import pathlib; pathlib.Path('x').unlink()", "unlink");
    row("import io; io.open('/etc/passwd')", "/etc/passwd");
    row("import codecs; codecs.open('/etc/passwd')", "/etc/passwd");
    row("import os; os.system('true')", "os.system");
    row("import os; os.popen('true')", "os.popen");
    row("import os; os.remove('x')", "os.remove");
    row("import os; os.fork()", "os.fork");
    row("import os; os.listdir('/')", "listing the directory '/'");
    row("from os import execv; execv('/bin/true', [])", "os.execv");
    row("import subprocess; subprocess.run(['true'])", "subprocess.run");
    row("import subprocess; subprocess.Popen('true', shell=True)", "subprocess.Popen");
    row("import socket; socket.socket()", "socket.socket");
    row("import socket; socket.create_connection(('localhost', 1))", "socket.create_connection");
    row("import requests; requests.get('http://localhost')", "requests.get");
    row("import urllib.request; urllib.request.urlopen('http://localhost')",
        "urllib.request.urlopen");
    row("import http.client; http.client.HTTPConnection('localhost').request('GET', '/')",
        "http.client");
    row("import ftplib; ftplib.FTP('localhost')", "ftplib.FTP");
    row("import smtplib; smtplib.SMTP('localhost').sendmail('a', 'b', 'c')", "smtplib.SMTP");
    row("x = 1; eval('1 + 1')", "eval()");
    row("x = 1; exec('x = 2')", "exec()");
    row("x = 1; compile('x', 'y', 'exec')", "compile()");
    row("import builtins; builtins.eval('1')", "eval()");
    row("import builtins; getattr(builtins, 'ex' + 'ec')('1')", "exec()");
    row("import pickle; pickle.loads(b'x')", "pickle.loads");
    row("import pickle; pickle.dumps(1)", "pickle.dumps");
    row("import marshal; marshal.loads(b'x')", "marshal.loads");
    row("import shutil; shutil.rmtree('/')", "shutil.rmtree");
    row("import tempfile; tempfile.mkstemp()", "tempfile.mkstemp");
    row("import ctypes; ctypes.CDLL('libc.so.6').system(b'true')", "ctypes.CDLL");
    row("import multiprocessing; multiprocessing.Process(target=print).start()",
        "multiprocessing.Process");
    row("import sys; sys.stdout.fileno()", "fileno()");
    row("import importlib; importlib.import_module('os').system('true')", "os.system");
    row("x = __import__('os'); x.system('true')", "os.system");
    row("import sys; sys.modules['os'] if 'os' in sys.modules else __import__('os').system('x')",
        "os.system");
}

void tst_Sandbox::refuses()
{
    QFETCH(QString, text);
    QFETCH(QString, name);
    QFETCH(int, line);
    const Outcome outcome = run(text);
    QVERIFY2(outcome.error, qPrintable(u"was not refused, and printed: "_s + outcome.printed));
    const Error &error = *outcome.error;
    QVERIFY2(error.code == ErrorCode::Refused || error.code == ErrorCode::Unsupported,
             qPrintable(error.toString()));
    QVERIFY2(error.message.contains(name), qPrintable(error.toString()));
    QVERIFY2(error.span.file && error.span.file->path() == u"script.py",
             qPrintable(error.toString()));
    QCOMPARE(error.span.range.line, line);
}

/// A script that swallows everything still does not go on as if the effect had been had.
void tst_Sandbox::refusalsAreNotCaught()
{
    const Outcome outcome = run(u"import os\n"
                                "try:\n"
                                "    os.system('true')\n"
                                "except Exception:\n"
                                "    pass\n"
                                "print('went on')\n"_s);
    QVERIFY2(outcome.error, qPrintable(outcome.printed));
    QCOMPARE(outcome.error->span.range.line, 3);
    QCOMPARE(outcome.printed, QString());
}

void tst_Sandbox::knowsNothingOfTheMachine()
{
    QVERIFY(qEnvironmentVariableIsSet("PATH"));
    const Outcome outcome =
        run(u"import os, sys, pathlib, getpass\n"
            "print(dict(os.environ), os.getenv('PATH'), os.getcwd() == '', sys.argv, sys.path)\n"
            "print(os.path.exists('/etc/passwd'), pathlib.Path('/etc').is_dir())\n"
            "print([c.__name__ for c in object.__subclasses__() if 'Popen' in c.__name__])\n"_s);
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(outcome.error->toString()) : "");
    QCOMPARE(outcome.printed, u"{} None True [] []\nFalse False\n[]\n"_s);
}

void tst_Sandbox::importsNothingByPath_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("absolute path") << u"__import__('%1/outside')"_s;
    QTest::newRow("import_module") << u"import importlib\nimportlib.import_module('%1/outside')"_s;
    QTest::newRow("relative path") << u"__import__('../outside')"_s;
}

void tst_Sandbox::importsNothingByPath()
{
    QFETCH(QString, text);
    const QTemporaryDir folder;
    EmptyProject project;
    Capabilities capabilities;
    capabilities.modules = &project;
    Interpreter interpreter(capabilities);
    const auto result = interpreter.runModule(
        source(text.contains(u"%1"_s) ? text.arg(folder.path()) : text), u"script"_s, false);
    QVERIFY(!result);
    QVERIFY2(result.error().message.startsWith(u"ModuleNotFoundError: "_s),
             qPrintable(result.error().toString()));
    for (const QString &name : std::as_const(project.asked))
        QVERIFY2(!name.contains(u'/') && !name.contains(u".."_s), qPrintable(name));
}

void tst_Sandbox::limits_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("message");
    QTest::addColumn<int>("line");
    const auto row = [](const char *name, const QString &text, const QString &message,
                        int line = 2) { QTest::newRow(name) << text << message << line; };
    const QString steps = u"step limit of 1000000 reached"_s;
    const QString memory = u"memory limit of 33554432 bytes reached"_s;
    const QString texts = u"string size limit of 4194304 bytes reached"_s;
    const QString integers = u"integer size limit of 65536 bits reached"_s;
    row("endless loop", u"x = 0\nwhile True: x += 1\n"_s, steps);
    row("endless iterator", u"import itertools\nfor x in itertools.count(): pass\n"_s, steps);
    row("long sum", u"x = 0\nsum(range(10 ** 15))\n"_s, steps);
    row("endless consumer", u"import itertools\nlist(map(abs, itertools.repeat(1)))\n"_s, steps);
    row("list grows", u"x = []\nwhile True: x.append('a' * 1000)\n"_s, memory);
    row("list doubles", u"x = [1]\nwhile True: x += x\n"_s, memory);
    row("list repeated", u"x = [1]\nx * 10 ** 12\n"_s, memory);
    row("dict grows", u"x = {}\nfor i in range(900000): x[i] = i\n"_s, memory);
    row("text doubles", u"x = 'a'\nwhile True: x += x\n"_s, texts);
    row("text repeated", u"x = 'a'\nx * 10 ** 12\n"_s, texts);
    row("text padded", u"x = 'a'\nx.ljust(10 ** 9)\n"_s, texts);
    row("text formatted", u"x = 'a'\nf'{x:>1000000000}'\n"_s, texts);
    row("text joined", u"x = ['a' * 100000] * 100\n','.join(x)\n"_s, texts);
    row("text replaced", u"x = 'a' * 10000\nx.replace('a', x)\n"_s, texts);
    row("bytes repeated", u"x = b'a'\nx * 10 ** 12\n"_s, texts);
    row("bytes made", u"x = 1\nbytes(10 ** 9)\n"_s, texts);
    row("power", u"x = 10\nx ** x ** x\n"_s, integers);
    row("square", u"x = 10\nwhile True: x *= x\n"_s, integers);
    row("shift", u"x = 1\nx << 10 ** 18\n"_s, integers);
    row("int of text", u"x = 'f' * 100000\nint(x, 16)\n"_s, integers);
    row("suspended generators",
        u"def g(): yield 1\nx = [g() for _ in range(5000)]\nfor y in x: next(y)\n"_s,
        u"limit of 2000 suspended generators reached"_s, 3);
    row("recursion", u"def f():\n    return f()\nf()\n"_s,
        u"RecursionError: maximum recursion depth exceeded"_s);
    row("nested lists", u"x = []\nfor i in range(100000): x = [x]\nrepr(x)\n"_s,
        u"RecursionError: maximum recursion depth exceeded"_s, 3);
}

void tst_Sandbox::limits()
{
    QFETCH(QString, text);
    QFETCH(QString, message);
    QFETCH(int, line);
    Limits limits;
    limits.steps = 1'000'000;
    limits.allocatedBytes = 32 << 20;
    limits.stringBytes = 4 << 20;
    limits.intBits = 1 << 16;
    const Outcome outcome = run(text, limits);
    QVERIFY(outcome.error);
    QVERIFY2(outcome.error->message.startsWith(message), qPrintable(outcome.error->toString()));
    QVERIFY2(outcome.error->span.file && outcome.error->span.file->path() == u"script.py",
             qPrintable(outcome.error->toString()));
    QCOMPARE(outcome.error->span.range.line, line);
}

/// No `except` and no `finally` of a script gets on after a limit.
void tst_Sandbox::limitsHoldAcrossHandlers()
{
    Limits limits;
    limits.steps = 100'000;
    const Outcome outcome = run(u"while True:\n"
                                "    try:\n"
                                "        while True: pass\n"
                                "    except BaseException:\n"
                                "        print('caught')\n"
                                "    finally:\n"
                                "        print('went on')\n"_s,
                                limits);
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->code, ErrorCode::ScriptLimit);
    QCOMPARE(outcome.error->span.range.line, 3);
    QVERIFY(!outcome.printed.contains(u"caught"_s));

    limits.duration = std::chrono::milliseconds(50);
    limits.steps = std::numeric_limits<quint64>::max();
    const Outcome timed = run(u"x = 1\nwhile True: pass\n"_s, limits);
    QVERIFY(timed.error);
    QCOMPARE(timed.error->message, u"time limit of 50 ms reached"_s);
    QCOMPARE(timed.error->span.range.line, 2);
}

void tst_Sandbox::catastrophicPatternsAreTold_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("match") << u"re.match(r'(a+)+$', x)"_s;
    QTest::newRow("search") << u"re.search(r'(a|aa)+$', x)"_s;
    QTest::newRow("fullmatch") << u"re.fullmatch(r'(a|aa)+', x)"_s;
    QTest::newRow("findall") << u"re.findall(r'(a+)+$', x)"_s;
    QTest::newRow("finditer") << u"list(re.finditer(r'(a+)+$', x))"_s;
    QTest::newRow("sub") << u"re.sub(r'(a+)+$', '', x)"_s;
    QTest::newRow("split") << u"re.split(r'(a+)+$', x)"_s;
    QTest::newRow("compiled") << u"re.compile(r'^(([a-z])+.)+[A-Z]([a-z])+$').match(x)"_s;
}

void tst_Sandbox::catastrophicPatternsAreTold()
{
    QFETCH(QString, text);
    const double start = threadTime(CLOCK_THREAD_CPUTIME_ID);
    const Outcome outcome = run(u"import re\nx = 'a' * 60 + '!'\n"_s + text + u'\n');
    const double took = threadTime(CLOCK_THREAD_CPUTIME_ID) - start;
    QVERIFY2(outcome.error, "a match that was given up counted as none");
    QCOMPARE(outcome.error->code, ErrorCode::ScriptLimit);
    QVERIFY2(outcome.error->message.startsWith(u"the regular expression r'"_s)
                 || outcome.error->message.startsWith(u"the regular expression '"_s),
             qPrintable(outcome.error->toString()));
    QCOMPARE(outcome.error->span.range.line, 3);
    QVERIFY2(took < 1000, qPrintable(QString::number(took)));
}

void tst_Sandbox::cancelsAtOnce_data()
{
    QTest::addColumn<QString>("text");
    // What was made so far goes away before the call returns, which counts: a million texts take
    // 30 ms.
    const auto row = [](const char *name, const char *text) {
        QTest::newRow(name) << QString::fromLatin1(text);
    };
    row("loop", "while True: pass");
    row("calls", "def f(x): return x\nwhile True: f(1)");
    row("regular expression",
        "import re\nx = 'a' * 16 + '!'\n"
        "while True: re.match(r'(a+)+$', x)");
    row("multiplication", "x = 3 ** 300000\nwhile True: x * x");
    row("power", "while True: 3 ** 600000");
    row("division", "x = 3 ** 600000\ny = 7 ** 150000\nwhile True: x // y");
    row("modular power", "x = 3 ** 300000\nwhile True: pow(x, x, x - 2)");
    row("int of text", "x = 'f' * 250000\nwhile True: int(x, 16)");
    row("text of int", "x = 3 ** 600000\nwhile True: hex(x)");
    row("decimal text of int", "x = 10 ** 4000\nwhile True: str(x)");
    row("sort", "x = [i * 7919 % 1000003 for i in range(400000)]\nwhile True: x[:].sort()");
    row("sorted with key",
        "x = [i * 7919 % 1000003 for i in range(400000)]\n"
        "while True: sorted(x, key=abs)");
    row("join", "x = ['a'] * 3000000\nwhile True: ''.join(x)");
    row("sum", "sum(range(10 ** 15))");
    row("in", "x = list(range(3000000))\nwhile True: -1 in x");
    row("index", "x = [1] * 5000000\nwhile True: x.count(2)");
    row("equality", "x = list(range(3000000))\ny = x[:]\nwhile True: x == y");
    row("max", "x = list(range(3000000))\nwhile True: max(x)");
    row("any", "x = [0] * 5000000\nwhile True: any(x)");
    row("tuple", "while True: tuple(range(3000000))");
    row("set", "x = set(range(1000000))\nwhile True: x | x");
    row("dict", "x = range(400000)\nwhile True: dict(zip(x, x))");
    row("zip", "while True: list(zip(range(1000000), range(1000000)))");
    row("text search", "x = 'a' * 4000000\ny = 'b' + 'a' * 2000000\nwhile True: y in x");
    row("text count", "x = 'ab' * 4000000\nwhile True: x.count('b')");
    row("replace", "x = 'ab' * 2000000\nwhile True: x.replace('b', 'c')");
    row("split", "x = 'ab' * 300000\nwhile True: x.split('b')");
    row("split from the right", "x = 'ab' * 100000\nwhile True: x.rsplit('b')");
    row("generator", "def g():\n    while True: yield 1\nsum(g())");
    row("exceptions", "while True:\n    try: raise ValueError\n    except ValueError: pass");
    row("factorial", "import math\nwhile True: math.factorial(30000)");
    row("json", "import json\nx = json.dumps(list(range(500000)))\nwhile True: json.loads(x)");
    row("deep copy", "import copy\nx = [[i] for i in range(100000)]\nwhile True: copy.deepcopy(x)");
}

void tst_Sandbox::cancelsAtOnce()
{
    QFETCH(QString, text);
    Limits limits;
    limits.steps = std::numeric_limits<quint64>::max();
    clockid_t worker {};
    QCOMPARE(pthread_getcpuclockid(pthread_self(), &worker), 0);
    const double start = threadTime(worker);
    double cancelled = 0;
    const CancelToken token;
    std::atomic_bool hasEnded = false;
    std::thread canceller([&] {
        constexpr double runs = 150; // into the midst of it
        while (!hasEnded && threadTime(worker) < start + runs)
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        token.cancel();
        cancelled = threadTime(worker); // after it: a busy machine may halt this thread between
    });
    const Outcome outcome = run(text, limits, token);
    hasEnded = true;
    canceller.join();
    QVERIFY(outcome.error);
    QVERIFY2(outcome.error->code == ErrorCode::Cancelled, qPrintable(outcome.error->toString()));
    QVERIFY2(outcome.ended - cancelled < 50 * test::slowness,
             qPrintable(u"%1 ms"_s.arg(outcome.ended - cancelled)));
}

void tst_Sandbox::cancelsASleep()
{
    const CancelToken token;
    std::thread canceller([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        token.cancel();
    });
    const Outcome outcome = run(u"import time\ntime.sleep(1000)\n"_s, {}, token);
    canceller.join();
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->code, ErrorCode::Cancelled);
    QCOMPARE(outcome.error->span.range.line, 2);
}

QTEST_GUILESS_MAIN(tst_Sandbox)

#include "tst_sandbox.moc"
