// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/interpreter.h"
#include "core/lang/strobject.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace limbeck;
using namespace limbeck::lang;
using namespace Qt::StringLiterals;

namespace {

SourceFilePtr source(const QString &text, const QString &path = u"script.py"_s)
{
    return std::make_shared<SourceFile>(path, text);
}

/// Everything is opaque, except what is listed.
class TestLoader : public ModuleLoader
{
public:
    QMap<QString, QString> files;

    ImportResult load(const QString &name, const QStringList &) override
    {
        if (files.contains(name)) {
            const bool package =
                std::any_of(files.keyBegin(), files.keyEnd(),
                            [&](const QString &key) { return key.startsWith(name + u'.'); });
            return { ImportResult::Source {
                source(files[name], QString(name).replace(u'.', u'/') + u".py"_s),
                package,
                { name } } };
        }
        return { ImportResult::Opaque {} };
    }
};

class Point : public Object
{
public:
    static constexpr const char *typeName = "Point";

    explicit Point(Type *type)
        : Object(type)
    {
    }

    double x = 0;
    SourceSpan madeAt;

    QString repr(Interpreter &) override { return u"Point(%1)"_s.arg(x); }

    Value binary(Interpreter &in, BinaryOperator op, const Value &other, bool) override
    {
        const auto *const point = other.as<Point>();
        if (op != BinaryOperator::Add || !point)
            return Value::notImplemented();
        const Ref<Point> sum = in.create<Point>();
        sum->x = x + point->x;
        return sum;
    }
};

void defineGeometry(ModuleBuilder &module)
{
    module.function("twice(x, *, times=2, label='none')", [](Args &a) -> Value {
        return makeStr(u"%1 %2"_s.arg(a.integer("x") * a.integer("times")).arg(a.text("label")));
    });
    module.define<Point>("Point")
        .doc("A point.")
        .constructor("(self, x=0)",
                     [](Args &a) -> Value {
                         a.object<Point>("self").x = a.number("x");
                         a.object<Point>("self").madeAt = a.interpreter().currentSpan();
                         return {};
                     })
        .method("moved(self, by)",
                [](Args &a) -> Value {
                    return a.interpreter().call(Value(a[0].object()->type()),
                                                { a.object<Point>("self").x + a.number("by") });
                })
        .property("line", [](Interpreter &, Point &self) -> Value {
            return static_cast<qint64>(self.madeAt.range.line);
        });
}

/// What a script printed, then "error: message" if it failed.
QString run(Interpreter &interpreter, QString &printed, const QString &text)
{
    printed.clear();
    const auto result = interpreter.runModule(source(text), u"script"_s, false);
    return result ? printed : printed + u"error: "_s + result.error().message;
}

} // namespace

class tst_Evaluator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void chunks_data();
    void chunks();
    void opaque_data();
    void opaque();
    void nativeModule_data();
    void nativeModule();
    void errorsKnowTheirPlace();
    void refusesUnknownEffects_data();
    void refusesUnknownEffects();
    void absorbsOpaqueValues();
    void imports();
    void modulesForLater();
    void cancels();
    void nothingOutlivesTheInterpreter();
};

void tst_Evaluator::chunks_data()
{
    QTest::addColumn<QString>("text");
    const QDir folder(QStringLiteral(LIMBECK_SOURCE_DIR "/tests/data/lang"));
    const QStringList names = folder.entryList({ u"*.py"_s });
    QVERIFY(!names.isEmpty());
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        int number = 0;
        for (const QString &chunk : QString::fromUtf8(file.readAll()).split(u"\n---\n"_s))
            QTest::addRow("%s %d", qPrintable(name), ++number) << chunk;
    }
}

void tst_Evaluator::chunks()
{
    QFETCH(QString, text);
    Limits limits;
    limits.steps = 1'000'000;
    limits.allocatedBytes = 256 << 20;
    Interpreter interpreter({}, limits);
    static const QRegularExpression expectation(u"### \"(.*)\"$"_s);
    int expectedLine = 0;
    QString expected;
    const QStringList lines = text.split(u'\n');
    for (int i = 0; i < lines.size(); ++i) {
        if (const auto match = expectation.match(lines[i]);
            match.hasMatch() && !lines[i].startsWith(u'#')) {
            expectedLine = i + 1;
            expected = match.captured(1);
        }
    }
    const auto result = interpreter.runModule(source(text), u"chunk"_s);
    if (expectedLine == 0) {
        QVERIFY2(result, result ? "" : qPrintable(result.error().toString()));
        return;
    }
    QVERIFY2(!result, "the script should have failed");
    QVERIFY2(QRegularExpression(expected).match(result.error().message).hasMatch(),
             qPrintable(result.error().toString()));
    if (!expected.contains(u"Recursion"))
        QCOMPARE(result.error().span.range.line, expectedLine);
}

void tst_Evaluator::opaque_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const QString import = u"from app.config import settings\n"_s;
    QTest::newRow("spreads") << import + u"x = settings.a.b(1)[2] + 3 < 4\nprint('on')"_s
                             << u"on\n"_s;
    QTest::newRow("condition")
        << import + u"if settings.debug: pass"_s
        << u"error: app.config.settings.debug (imported at script.py:1) is not available: a "
           "condition needs its value"_s;
    QTest::newRow("text") << import + u"print(str(settings.url))"_s
                          << u"error: app.config.settings.url (imported at script.py:1) is not "
                             u"available: its text needs "
                             "its value"_s;
    QTest::newRow("not caught by Exception")
        << import + u"try:\n    bool(settings)\nexcept Exception:\n    print('no')"_s
        << u"error: app.config.settings (imported at script.py:1) is not available: a condition needs its value"_s;
    QTest::newRow("guarded import")
        << u"try:\n    import app\nexcept ImportError as e:\n    print(e)"_s
        << u"No module named 'app'\n"_s;
    QTest::newRow("base class")
        << u"from app import Base\nclass A(Base):\n    x = 1\nprint(A.x, A.__name__)"_s
        << u"1 A\n"_s;
    QTest::newRow("decorator of a class")
        << u"from app import wrap\n@wrap\nclass A: x = 5\nprint(A.x)"_s << u"5\n"_s;
    QTest::newRow("decorator of a function")
        << u"from app import cache\n@cache\ndef f(): return 5\nprint(f())"_s
        << u"error: app.cache() (imported at script.py:1) is not available: its text needs its value"_s;
    QTest::newRow("callable") << import + u"print(callable(settings.f))"_s << u"True\n"_s;
    QTest::newRow("context manager")
        << import + u"with settings.scope() as s:\n    print('in')"_s << u"in\n"_s;
    QTest::newRow("except never matches")
        << u"from app import Oops\ntry:\n    1/0\nexcept Oops:\n    print('no')\nexcept ArithmeticError:\n    print('yes')"_s
        << u"yes\n"_s;
}

void tst_Evaluator::opaque()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QString printed;
    TestLoader loader;
    Capabilities capabilities;
    capabilities.print = [&](const QString &line) { printed += line; };
    capabilities.modules = &loader;
    Interpreter interpreter(capabilities);
    QCOMPARE(run(interpreter, printed, text), expected);
}

void tst_Evaluator::refusesUnknownEffects_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const QString import = u"from app import log, helper\n"_s;
    QTest::newRow("taken") << import + u"x = helper.f()\nprint('on')"_s << u"on\n"_s;
    QTest::newRow("dropped")
        << import + u"helper.f(1)\nprint('on')"_s
        << u"error: app.helper.f() (imported at script.py:1) is not available: what this call "
           "does cannot be told without it"_s;
    QTest::newRow("of something taken")
        << import + u"session = helper()\nsession.query(1).delete()"_s
        << u"error: app.helper().query().delete() (imported at script.py:1) is not available: what "
           u"this call does "
           "cannot be told without it"_s;
    QTest::newRow("logger") << import + u"log.warning('x')\nhelper.logger.info('x')\nprint('on')"_s
                            << u"on\n"_s;
    QTest::newRow("attribute") << import + u"helper.f\nprint('on')"_s << u"on\n"_s;
}

void tst_Evaluator::refusesUnknownEffects()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QString printed;
    TestLoader loader;
    Capabilities capabilities;
    capabilities.print = [&](const QString &line) { printed += line; };
    capabilities.modules = &loader;
    Interpreter interpreter(capabilities);
    interpreter.setOpaquePolicy(OpaquePolicy::Effects);
    QCOMPARE(run(interpreter, printed, text), expected);
}

void tst_Evaluator::absorbsOpaqueValues()
{
    QString printed;
    TestLoader loader;
    Capabilities capabilities;
    capabilities.print = [&](const QString &line) { printed += line; };
    capabilities.modules = &loader;
    Interpreter interpreter(capabilities);
    interpreter.setOpaquePolicy(OpaquePolicy::Absorbing);
    interpreter.setOpaqueReplacement(u"app.flag"_s, true);
    QCOMPARE(run(interpreter, printed,
                 u"import app\nprint(bool(app.x), list(app.y), f'{app.url}', app.flag)"_s),
             u"False [] <app.url> True\n"_s);
}

void tst_Evaluator::nativeModule_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("defaults") << u"print(g.twice(2), g.twice(3, times=5, label='x'))"_s
                              << u"4 none 15 x\n"_s;
    QTest::newRow("missing argument")
        << u"g.twice()"_s
        << u"error: TypeError: twice() missing 1 required positional argument: 'x'"_s;
    QTest::newRow("too many")
        << u"g.twice(1, 2)"_s
        << u"error: TypeError: twice() takes 1 positional argument but 2 were given"_s;
    QTest::newRow("unknown keyword")
        << u"g.twice(1, tims=2)"_s
        << u"error: TypeError: twice() got an unexpected keyword argument 'tims'"_s;
    QTest::newRow("operators") << u"print(g.Point(1) + g.Point(2))"_s << u"Point(3)\n"_s;
    QTest::newRow("span") << u"p = g.Point(\n  1)\nprint(p.line)"_s << u"2\n"_s;
    QTest::newRow("subclass")
        << u"class Named(g.Point):\n"
           "    def __init__(self, x): super().__init__(x * 10); self.name = 'n'\n"
           "    def __repr__(self): return 'Named' + super().__repr__()\n"
           "p = Named(1).moved(2)\n"
           "print(p, p.name, isinstance(p, g.Point), p + g.Point(1))"_s
        << u"NamedPoint(120) n True Point(121)\n"_s;
    QTest::newRow("read-only")
        << u"g.Point().line = 1"_s
        << u"error: AttributeError: attribute 'line' of 'Point' objects is not writable"_s;
}

void tst_Evaluator::nativeModule()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QString printed;
    Capabilities capabilities;
    capabilities.print = [&](const QString &line) { printed += line; };
    Interpreter interpreter(capabilities);
    interpreter.addNativeModule(u"geometry"_s, defineGeometry);
    QCOMPARE(run(interpreter, printed, u"import geometry as g\n"_s + text), expected);
}

void tst_Evaluator::errorsKnowTheirPlace()
{
    Interpreter interpreter;
    const auto result = interpreter.runModule(
        source(u"def f(x):\n    y = 1\n    return (y +\n            missing)\n\nf(1)\n"_s),
        u"script"_s);
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::Script);
    QCOMPARE(result.error().message, u"NameError: name 'missing' is not defined"_s);
    QCOMPARE(result.error().span.range.line, 3);
    QCOMPARE(result.error().notes.size(), 2);
    QVERIFY(result.error().notes[0].endsWith(u"in f"_s));
    QCOMPARE(result.error().notes[1], u"script.py:6:1: in <module>"_s);
}

void tst_Evaluator::imports()
{
    QString printed;
    TestLoader loader;
    loader.files[u"pkg"_s] =
        u"from . import a\nfrom .a import value\n__all__ = ['value', 'sub']\nsub = 2\n_hidden = 3"_s;
    loader.files[u"pkg.a"_s] = u"from .b import other\nvalue = other + 1"_s;
    loader.files[u"pkg.b"_s] = u"other = 41"_s;
    loader.files[u"broken"_s] = u"def f(:\n    pass"_s;
    Capabilities capabilities;
    capabilities.print = [&](const QString &line) { printed += line; };
    capabilities.modules = &loader;
    Interpreter interpreter(capabilities);
    QCOMPARE(run(interpreter, printed,
                 u"from pkg import *\nimport pkg.b as b\nprint(value, sub, b.other, b.__name__)"_s),
             u"42 2 41 pkg.b\n"_s);
    const auto broken = interpreter.importModule(u"broken"_s);
    QVERIFY(!broken);
    QCOMPARE(broken.error().code, ErrorCode::Syntax);
    QCOMPARE(broken.error().span.range.line, 1);
}

/// A module whose text is read when somebody asks for a name looks as if it had been read before.
void tst_Evaluator::modulesForLater()
{
    QString printed;
    Capabilities capabilities;
    capabilities.print = [&](const QString &line) { printed += line; };
    const auto printedBy = [&](const QString &text) {
        Interpreter interpreter(capabilities);
        return run(interpreter, printed, text);
    };
    QCOMPARE(printedBy(u"import collections.abc\nprint(collections.Counter('aab')['a'])"_s),
             u"2\n"_s);
    QCOMPARE(printedBy(u"from collections import *\nprint(Counter('b'), deque([1]))"_s),
             u"Counter({'b': 1}) deque([1])\n"_s);
    QCOMPARE(printedBy(u"import collections\nprint('deque' in dir(collections), "
                       "'deque' in vars(collections), hasattr(collections, 'no'))"_s),
             u"True True False\n"_s);
    // What a script puts there goes before, as it would if it came later.
    QCOMPARE(printedBy(u"import collections, collections.abc\n"
                       "collections.Mapping = collections.abc.Mapping\ncollections.deque = list\n"
                       "print(collections.OrderedDict.__name__, collections.Mapping.__name__, "
                       "collections.deque('ab'))"_s),
             u"OrderedDict Mapping ['a', 'b']\n"_s);
    // Asked for where there is no room to define it, a name is there the next time.
    QCOMPARE(printedBy(uR"(
import typing

def deep():
    try:
        deep()
    except RecursionError:
        try:
            typing.AnyStr
        except RecursionError:
            pass
        raise

try:
    deep()
except RecursionError:
    print('deep')
print(typing.AnyStr.__name__)
)"_s),
             u"deep\nAnyStr\n"_s);
    // A function's text is read when it is called, and shows nothing of that.
    QCOMPARE(printedBy(uR"(
import textwrap
print(textwrap.wrap.__name__, textwrap.wrap.__code__.co_argcount, textwrap.wrap.__code__.co_varnames)
print(textwrap.TextWrapper.__init__.__qualname__, textwrap.wrap('a b', 1))
)"_s),
             u"wrap 2 ('text', 'width', 'options')\nTextWrapper.__init__ ['a', 'b']\n"_s);
}

void tst_Evaluator::cancels()
{
    const CancelToken token;
    Capabilities capabilities;
    capabilities.print = [&](const QString &) { token.cancel(); };
    Interpreter interpreter(capabilities, {}, token);
    const auto result =
        interpreter.runModule(source(u"print(1)\nwhile True:\n    pass"_s), u"script"_s);
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::Cancelled);
}

void tst_Evaluator::nothingOutlivesTheInterpreter()
{
    // Cycles through every kind of container, and generators in the middle of their work.
    Interpreter interpreter;
    const auto result =
        interpreter.runModule(source(u"a = []; a.append(a)\nd = {}; d['d'] = d\n"
                                     "class C: pass\nc = C(); c.c = c; c.f = lambda: c\n"
                                     "def g():\n    me = yield\n    yield me\n"
                                     "x = g(); next(x); x.send(x)\n"
                                     "e = ValueError(); e.__context__ = e\n"_s),
                              u"script"_s);
    QVERIFY2(result, result ? "" : qPrintable(result.error().toString()));
}

QTEST_GUILESS_MAIN(tst_Evaluator)
#include "tst_evaluator.moc"
