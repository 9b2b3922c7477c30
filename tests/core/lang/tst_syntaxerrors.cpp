// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/parser.h"
#include "tests/core/lang/invalidscripts.h"

#include <QTest>

#include <span>

using namespace limbeck;
using namespace limbeck::lang;
using namespace Qt::StringLiterals;

/// What is said of scripts that are not valid: CPython's words and places.
class tst_SyntaxErrors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reports_data();
    void reports();
    void recognisesPython2_data();
    void recognisesPython2();
    void saysNothingOfPython2_data();
    void saysNothingOfPython2();
    void showsPlaceAndLine();
    void diagnoses_data();
    void diagnoses();
};

namespace {

SourceFilePtr source(const QString &text)
{
    return std::make_shared<SourceFile>(u"script.py"_s, text);
}

void addRows(const char *section, std::span<const tests::InvalidScript> scripts)
{
    for (const tests::InvalidScript &script : scripts) {
        const QString text = script.text.toString();
        QTest::addRow("%s: %s", section, qPrintable(text.simplified().left(60)))
            << text << script.message.toString() << script.line << script.column;
    }
}

} // namespace

void tst_SyntaxErrors::reports_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("message");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    addRows("tokens", tests::invalidTokens);
    addRows("syntax", tests::invalidSyntax);
    addRows("f-string", tests::invalidFStrings);
    addRows("names", tests::invalidNames);
}

void tst_SyntaxErrors::reports()
{
    QFETCH(const QString, text);
    const Result<ModulePtr> module = parse(source(text));
    QVERIFY(!module);
    QCOMPARE(module.error().code, ErrorCode::Syntax);
    QTEST(module.error().message, "message");
    QTEST(module.error().span.range.line, "line");
    QTEST(module.error().span.range.column, "column");
}

void tst_SyntaxErrors::recognisesPython2_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("construct");
    const QString print = u"a print statement"_s;
    QTest::newRow("print string") << u"print 'a'"_s << print;
    QTest::newRow("print name") << u"def upgrade():\n    print revision\n"_s << print;
    QTest::newRow("print with %") << u"print \"%s\" % x, y"_s << print;
    QTest::newRow("print behind a colon") << u"if a: print b"_s << print;
    QTest::newRow("print to a stream") << u"print >>sys.stderr, 'a' 'b' c"_s << print;
    QTest::newRow("exec") << u"exec 'a' in b"_s << u"an exec statement"_s;
    QTest::newRow("except") << u"try: a\nexcept E, e: b"_s << u"'except X, name'"_s;
    QTest::newRow("raise") << u"raise E, 'text'"_s << u"'raise X, value'"_s;
    QTest::newRow("octal") << u"os.chmod(p, 0755)"_s << u"an octal number without 0o"_s;
    QTest::newRow("long") << u"x = 10L"_s << u"a long integer"_s;
    QTest::newRow("long hexadecimal") << u"x = 0xFFL"_s << u"a long integer"_s;
    QTest::newRow("ur string") << u"x = ur'\\d'"_s << u"a ur'' string"_s;
    QTest::newRow("backquotes") << u"x = `y`"_s << u"backquotes"_s;
    QTest::newRow("<>") << u"if a <> b: pass"_s << u"the operator <>"_s;
    QTest::newRow("tuple parameter") << u"def f(a, (b, c)): pass"_s << u"a tuple as parameter"_s;
}

void tst_SyntaxErrors::recognisesPython2()
{
    QFETCH(const QString, text);
    QFETCH(const QString, construct);
    const Result<ModulePtr> module = parse(source(text));
    QVERIFY(!module);
    QCOMPARE(module.error().code, ErrorCode::Syntax);
    QCOMPARE(module.error().hint,
             u"The script is written in Python 2 (%1); convert it to Python 3."_s.arg(construct));
}

void tst_SyntaxErrors::saysNothingOfPython2_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("missing bracket") << u"print(a"_s;
    QTest::newRow("missing comma") << u"print(a b)"_s;
    QTest::newRow("missing colon") << u"def upgrade()\n    pass"_s;
    QTest::newRow("letter behind a number") << u"x = 1a"_s;
    QTest::newRow("assignment to a call") << u"f() = 1"_s;
}

void tst_SyntaxErrors::saysNothingOfPython2()
{
    QFETCH(const QString, text);
    const Result<ModulePtr> module = parse(source(text));
    QVERIFY(!module);
    QCOMPARE(module.error().hint, QString());
}

void tst_SyntaxErrors::showsPlaceAndLine()
{
    const Result<ModulePtr> module =
        parse(source(u"def upgrade():\n    op.drop_table('a' if_exists=True)\n"_s));
    QVERIFY(!module);
    const QString shown = module.error().toString();
    QVERIFY2(shown.startsWith(u"script.py:2:19: "), qPrintable(shown));
    QVERIFY2(shown.contains(u"    op.drop_table('a' if_exists=True)"), qPrintable(shown));
}

void tst_SyntaxErrors::diagnoses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("found"); // "line:column code message hint"
    QTest::newRow("nothing") << u"import a\nprint(a, __file__, len)\n"_s << QStringList {};
    QTest::newRow("syntax error") << u"a b"_s
                                  << QStringList {
                                         u"1:3 syntax-error SyntaxError: invalid syntax "_s
                                     };
    QTest::newRow("nearest spelling")
        << u"revision = 1\ndef f():\n  return revison\n"_s
        << QStringList {
               u"3:10 undefined-name The name 'revison' is not defined. did you mean 'revision'?"_s
           };
    QTest::newRow("each name once")
        << u"qqqqqq + qqqqqq"_s
        << QStringList { u"1:1 undefined-name The name 'qqqqqq' is not defined. "_s };
    QTest::newRow("import *") << u"from a import *\nqqqqqq"_s << QStringList {};
    QTest::newRow("bound later, elsewhere, or by global")
        << u"def f():\n  global b\n  b = 1\n  return a, b, c\na = 1\nfor c in a: pass\n"_s
        << QStringList {};
    QTest::newRow("class body sees its names, methods do not")
        << u"class A:\n  zzzz = 1\n  y = zzzz\n  def f(self): return zzzz\n"_s
        << QStringList { u"4:23 undefined-name The name 'zzzz' is not defined. "_s };
    QTest::newRow("comprehension, lambda, with, except, match, walrus")
        << u"[a for a in ()]; lambda b: b\nwith open('') as c: c\ntry: pass\nexcept E as e: e\n"
           "match 1:\n  case d: d\nif (g := 1): g\nclass E(Exception): pass\n"_s
        << QStringList {};
}

void tst_SyntaxErrors::diagnoses()
{
    QFETCH(const QString, text);
    QStringList found;
    for (const Diagnostic &diagnostic : diagnose(source(text))) {
        found += u"%1:%2 %3 %4 %5"_s.arg(diagnostic.span.range.line)
                     .arg(diagnostic.span.range.column)
                     .arg(diagnostic.code, diagnostic.message, diagnostic.hint);
    }
    QTEST(found, "found");
}

QTEST_APPLESS_MAIN(tst_SyntaxErrors)
#include "tst_syntaxerrors.moc"
