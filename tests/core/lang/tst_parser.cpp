// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/parser.h"
#include "tests/core/lang/astdump.h"
#include "tests/core/lang/parsedscripts.h"

#include <QTest>

#include <span>

using namespace limbeck;
using namespace limbeck::lang;
using namespace Qt::StringLiterals;

/// Scripts and their syntax trees, which are those of Python's ast module.
class tst_Parser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parses_data();
    void parses();
    void placesNodes_data();
    void placesNodes();
    void takesTextOfNodes();
    void parsesExpressions_data();
    void parsesExpressions();
    void refusesStatementsAsExpression();
    void readsLongChains_data();
    void readsLongChains();
    void limitsNesting_data();
    void limitsNesting();
    void findsDocstrings();
};

namespace {

Result<ModulePtr> parseText(const QString &text)
{
    return parse(std::make_shared<SourceFile>(u"script.py"_s, text));
}

QString dumpOf(const QString &text, DumpOptions options = {})
{
    const Result<ModulePtr> module = parseText(text);
    return module ? dump(**module, options) : module.error().toString();
}

void addRows(const char *section, std::span<const tests::ParsedScript> scripts)
{
    for (const tests::ParsedScript &script : scripts) {
        const QString text = script.text.toString();
        QTest::addRow("%s: %s", section, qPrintable(text.simplified().left(60)))
            << text << script.tree.toString();
    }
}

} // namespace

void tst_Parser::parses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("tree");
    addRows("expression", tests::expressions);
    addRows("string", tests::strings);
    addRows("statement", tests::statements);
    addRows("definition", tests::definitions);
    addRows("match", tests::matches);
}

void tst_Parser::parses()
{
    QFETCH(const QString, text);
    QFETCH(const QString, tree);
    QCOMPARE(dumpOf(text), tree);
    QCOMPARE(dumpOf(text + u'\n'), tree);
}

void tst_Parser::placesNodes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("tree");
    QTest::newRow("block ends with its last statement")
        << u"if a:\n  b\n\n# c\nd"_s
        << u"[(If a@1:4-1:5 [(Expr b@2:3-2:4)@2:3-2:4] [])@1:1-2:4 (Expr d@5:1-5:2)@5:1-5:2]"_s;
    QTest::newRow("brackets belong to tuples only")
        << u"(a), (b, c)"_s
        << u"[(Expr (Tuple [a@1:2-1:3 (Tuple [b@1:7-1:8 c@1:10-1:11])@1:6-1:12])@1:1-1:12)@1:1-1:12]"_s;
    QTest::newRow("columns count code points")
        << u"'\U0001F600é' + x"_s
        << u"[(Expr (BinOp Add \"\\ud83d\\ude00\\u00e9\"@1:1-1:5 x@1:8-1:9)@1:1-1:9)@1:1-1:9]"_s;
    QTest::newRow("generator as the sole argument has the call's brackets")
        << u"f(a for a in b)"_s
        << u"[(Expr (Call f@1:1-1:2 [(GeneratorExp a@1:3-1:4 [(for a!@1:9-1:10 b@1:14-1:15 [])])"
           "@1:2-1:16] [])@1:1-1:16)@1:1-1:16]"_s;
    QTest::newRow("inside an f-string")
        << u"f'a{b:>{c}}'"_s
        << u"[(Expr (JoinedStr [\"a\"@1:3-1:4 (FormattedValue b@1:5-1:6 - (JoinedStr "
           u"[\">\"@1:7-1:8 "
           "(FormattedValue c@1:9-1:10 - -)@1:8-1:11])@1:6-1:11)@1:4-1:12])@1:1-1:13)@1:1-1:13]"_s;
    QTest::newRow("several lines, CRLF")
        << u"f(\r\n a)"_s << u"[(Expr (Call f@1:1-1:2 [a@2:2-2:3] [])@1:1-2:4)@1:1-2:4]"_s;
}

void tst_Parser::placesNodes()
{
    QFETCH(const QString, text);
    QFETCH(const QString, tree);
    QCOMPARE(dumpOf(text, { .ranges = true }), tree);
}

void tst_Parser::takesTextOfNodes()
{
    const Result<ModulePtr> module = parseText(u"x = '\U0001F600', f(a,\n  b)\n"_s);
    QVERIFY(module);
    const auto *const assign = static_cast<const ast::Assign *>((*module)->body[0]);
    const auto *const tuple = static_cast<const ast::Tuple *>(assign->value);
    QCOMPARE((*module)->textOf(tuple->elements[0]->range), u"'\U0001F600'"_s);
    QCOMPARE((*module)->textOf(tuple->elements[1]->range), u"f(a,\n  b)"_s);
}

void tst_Parser::parsesExpressions_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("tree");
    QTest::newRow("name") << u"a"_s << u"a"_s;
    QTest::newRow("white space around") << u"  a.b \n"_s << u"(Attribute a b)"_s;
    QTest::newRow("line ends inside") << u"a\n or\n b"_s << u"(Or [a b])"_s;
    QTest::newRow("tuple") << u"a, b"_s << u"(Tuple [a b])"_s;
    QTest::newRow("annotation") << u"Mapped[list['Item']]"_s
                                << u"(Subscript Mapped (Subscript list \"Item\"))"_s;
    QTest::newRow("comment") << u"a # why"_s << u"a"_s;
}

void tst_Parser::parsesExpressions()
{
    QFETCH(const QString, text);
    const Result<ModulePtr> module = parseExpression(std::make_shared<SourceFile>(u"e"_s, text));
    QVERIFY2(module, qPrintable(module ? QString() : module.error().toString()));
    QTEST(dump(**module), "tree");
}

void tst_Parser::refusesStatementsAsExpression()
{
    for (const QString &text :
         { u"a = 1"_s, u""_s, u"a b"_s, u"pass"_s, u"(a"_s, u"a)"_s, u"a; b"_s }) {
        const Result<ModulePtr> module =
            parseExpression(std::make_shared<SourceFile>(u"e"_s, text));
        QVERIFY2(!module, qPrintable(text));
        QCOMPARE(module.error().code, ErrorCode::Syntax);
    }
}

void tst_Parser::readsLongChains_data()
{
    QTest::addColumn<QString>("text");
    constexpr int length = 20000;
    QTest::newRow("sum") << u"x = a"_s + u" + a"_s.repeated(length);
    QTest::newRow("attributes") << u"a"_s + u".b"_s.repeated(length);
    QTest::newRow("calls") << u"a"_s + u"()"_s.repeated(length);
    QTest::newRow("comparison") << u"a"_s + u" < a"_s.repeated(length);
    QTest::newRow("or") << u"a"_s + u" or a"_s.repeated(length);
    QTest::newRow("strings") << u"x = ("_s + u"'a'\n"_s.repeated(length) + u")"_s;
    QTest::newRow("f-strings") << u"x = ("_s + u"f'{a}'\n"_s.repeated(length) + u")"_s;
    QTest::newRow("elif") << u"if a: b\n"_s + u"elif a: b\n"_s.repeated(length);
    QTest::newRow("list") << u"x = ["_s + u"a, "_s.repeated(length) + u"]"_s;
    QTest::newRow("statements") << u"a\n"_s.repeated(length);
}

void tst_Parser::readsLongChains()
{
    QFETCH(const QString, text);
    const Result<ModulePtr> module = parseText(text);
    QVERIFY2(module, qPrintable(module ? QString() : module.error().message));
}

void tst_Parser::limitsNesting_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("message");
    constexpr int depth = 5000;
    const QString brackets = u"SyntaxError: too many nested parentheses"_s;
    const QString expressions = u"SyntaxError: too many nested expressions"_s;
    QTest::newRow("(") << u"("_s.repeated(depth) << brackets;
    QTest::newRow("[") << u"["_s.repeated(depth) << brackets;
    QTest::newRow("{") << u"{"_s.repeated(depth) << brackets;
    QTest::newRow("calls") << u"f("_s.repeated(depth) << brackets;
    QTest::newRow("f-strings") << u"f'{"_s.repeated(depth)
                               << u"SyntaxError: too many nested f-strings"_s;
    QTest::newRow("not") << u"not "_s.repeated(depth) + u"a"_s << expressions;
    QTest::newRow("minus") << u"-"_s.repeated(depth) + u"a"_s << expressions;
    QTest::newRow("lambda") << u"lambda: "_s.repeated(depth) + u"a"_s << expressions;
    QTest::newRow("power") << u"a ** "_s.repeated(depth) + u"a"_s << expressions;
    QTest::newRow("conditional") << u"a if b else "_s.repeated(depth) + u"a"_s << expressions;
    QString blocks;
    for (int level = 0; level < 150; ++level)
        blocks += u" "_s.repeated(level) + u"if a:\n"_s;
    QTest::newRow("blocks") << blocks << u"IndentationError: too many levels of indentation"_s;
}

void tst_Parser::limitsNesting()
{
    QFETCH(const QString, text);
    const Result<ModulePtr> module = parseText(text);
    QVERIFY(!module);
    QTEST(module.error().message, "message");
}

void tst_Parser::findsDocstrings()
{
    const Result<ModulePtr> module =
        parseText(u"'m'\ndef f():\n  '''a\n  b'''\nclass A: 'c'\ndef g(): f'{x}'\n"_s);
    QVERIFY(module);
    const auto textOf = [&](int index) {
        return index < 0 ? u"-"_s
                         : std::get<QString>((*module)->constants[static_cast<size_t>(index)]);
    };
    const ast::Body &body = (*module)->body;
    QCOMPARE(textOf((*module)->docstring), u"m"_s);
    QCOMPARE(textOf(static_cast<const ast::FunctionDef *>(body[1])->docstring), u"a\n  b"_s);
    QCOMPARE(textOf(static_cast<const ast::ClassDef *>(body[2])->docstring), u"c"_s);
    QCOMPARE(textOf(static_cast<const ast::FunctionDef *>(body[3])->docstring), u"-"_s);
}

QTEST_APPLESS_MAIN(tst_Parser)
#include "tst_parser.moc"
