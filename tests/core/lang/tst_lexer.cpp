// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/lexer.h"

#include <QTest>

using namespace limbeck;
using namespace limbeck::lang;
using namespace Qt::StringLiterals;

/// Tokens, their places, and where lines and blocks begin and end.
class tst_Lexer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void places_data();
    void places();
    void continuesLines();
    void countsBrackets();
    void stopsAtTheFirstError();
    void remembersOpenBrackets();
};

namespace {

QString word(const Token &token, const QString &text)
{
    switch (token.kind) {
    case TokenKind::End:
        return u"END"_s;
    case TokenKind::Failure:
        return u"FAILURE"_s;
    case TokenKind::Newline:
        return u"NL"_s;
    case TokenKind::Indent:
        return u">>"_s;
    case TokenKind::Dedent:
        return u"<<"_s;
    case TokenKind::FStringMiddle:
        return u"|%1|"_s.arg(text.mid(token.range.start, token.range.end - token.range.start));
    default:
        return text.mid(token.range.start, token.range.end - token.range.start);
    }
}

QString words(const QString &text, bool continuesLines = false)
{
    QStringList result;
    for (const Token &token : tokenize(text, continuesLines).tokens)
        result += word(token, text);
    return result.join(u' ');
}

} // namespace

void tst_Lexer::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("tokens");
    QTest::newRow("nothing") << u""_s << u"END"_s;
    QTest::newRow("blank lines and comments") << u"\n  \n# a\n\t# b"_s << u"END"_s;
    QTest::newRow("operators") << u"a**=b//c<<d>>=e->f:=g!=h...i@=j"_s
                               << u"a **= b // c << d >>= e -> f := g != h ... i @= j NL END"_s;
    QTest::newRow("numbers") << u"1_000 0xFf 0o7 0b1 1. .5 1e5 1E-5 1j 00"_s
                             << u"1_000 0xFf 0o7 0b1 1. .5 1e5 1E-5 1j 00 NL END"_s;
    QTest::newRow("number before a keyword") << u"1if x else 2"_s << u"1 if x else 2 NL END"_s;
    QTest::newRow("strings") << u"'a' \"b\" '''c'd''' rb'\\'' u'' Rb\"\""_s
                             << u"'a' \"b\" '''c'd''' rb'\\'' u'' Rb\"\" NL END"_s;
    QTest::newRow("blocks") << u"if a:\n  b\n  if c:\n    d\ne\n"_s
                            << u"if a : NL >> b NL if c : NL >> d NL << << e NL END"_s;
    QTest::newRow("comments do not end blocks")
        << u"if a:\n  b\n# c\n  d"_s << u"if a : NL >> b NL d NL << END"_s;
    QTest::newRow("brackets join lines")
        << u"f(a,\n  # why\n\n b)\nc"_s << u"f ( a , b ) NL c NL END"_s;
    QTest::newRow("backslash joins lines") << u"a + \\\n  b"_s << u"a + b NL END"_s;
    QTest::newRow("CRLF and CR") << u"a\r\nb\rc"_s << u"a NL b NL c NL END"_s;
    QTest::newRow("form feed resets the indentation")
        << u"if a:\n  b\n\f  c"_s << u"if a : NL >> b NL c NL << END"_s;
    QTest::newRow("tabs reach to eight")
        << u"if a:\n\tb\n\tc"_s << u"if a : NL >> b NL c NL << END"_s;
    QTest::newRow("byte order mark") << u"\uFEFFa"_s << u"a NL END"_s;
    QTest::newRow("letters of all scripts")
        << u"é = ñandú + 名前 + 𝔘"_s << u"é = ñandú + 名前 + 𝔘 NL END"_s;
    QTest::newRow("f-string") << u"f'a{b}c{{d'"_s << u"f' |a| { b } |c{{d| ' NL END"_s;
    QTest::newRow("f-string in f-string") << u"f'{f'{a}'}'"_s << u"f' { f' { a } ' } ' NL END"_s;
    QTest::newRow("format specification")
        << u"f'{a:>{b}.2f}'"_s << u"f' { a : |>| { b } |.2f| } ' NL END"_s;
    QTest::newRow("conversion") << u"f'{a!r:x}'"_s << u"f' { a ! r : |x| } ' NL END"_s;
    QTest::newRow("not a conversion") << u"f'{a!=b}'"_s << u"f' { a != b } ' NL END"_s;
    QTest::newRow("colon in brackets") << u"f'{a[b:c]}'"_s << u"f' { a [ b : c ] } ' NL END"_s;
    QTest::newRow("named character")
        << u"f'\\N{DIGIT ONE}{a}'"_s << u"f' |\\N{DIGIT ONE}| { a } ' NL END"_s;
}

void tst_Lexer::reads()
{
    QFETCH(const QString, text);
    QTEST(words(text), "tokens");
}

void tst_Lexer::places_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("token");
    QTest::addColumn<QString>("place");
    QTest::newRow("first") << u"ab"_s << 0 << u"1:1-1:3"_s;
    QTest::newRow("behind a pair of surrogates") << u"'\U0001F600' b"_s << 1 << u"1:5-1:6"_s;
    QTest::newRow("string over lines") << u"x = '''a\nb'''"_s << 2 << u"1:5-2:5"_s;
    QTest::newRow("line end behind a comment is before it") << u"a # b\n"_s << 1 << u"1:3-1:6"_s;
    QTest::newRow("second line") << u"a\r\n  b"_s << 3 << u"2:3-2:4"_s;
}

void tst_Lexer::places()
{
    QFETCH(const QString, text);
    QFETCH(const int, token);
    const TokenStream stream = tokenize(text);
    const SourceRange range = stream.placeOf(stream.tokens.at(static_cast<size_t>(token)));
    QTEST(
        u"%1:%2-%3:%4"_s.arg(range.line).arg(range.column).arg(range.endLine).arg(range.endColumn),
        "place");
}

void tst_Lexer::continuesLines()
{
    QCOMPARE(words(u" a\n   + b\n"_s, true), u"a + b END"_s);
}

void tst_Lexer::countsBrackets()
{
    QList<int> levels;
    for (const Token &token : tokenize(u"a(b[c])").tokens)
        levels += token.level;
    QCOMPARE(levels, (QList<int> { 0, 1, 1, 2, 2, 1, 0, 0, 0 }));
}

void tst_Lexer::stopsAtTheFirstError()
{
    const TokenStream stream = tokenize(u"a = 1\nb = 'c\nd = 0777\n");
    QVERIFY(stream.failure);
    QCOMPARE(stream.failure->message, u"unterminated string literal (detected at line 2)"_s);
    QCOMPARE(stream.tokens.size(), size_t(7)); // a = 1 NL b = FAILURE
    QCOMPARE(stream.tokens.back().kind, TokenKind::Failure);
}

void tst_Lexer::remembersOpenBrackets()
{
    const TokenStream stream = tokenize(u"a(\n[b\n");
    QVERIFY(!stream.failure);
    QVERIFY(stream.unclosed);
    QCOMPARE(stream.unclosed->character, u'[');
    QCOMPARE(stream.unclosed->range.line, 2);
}

QTEST_APPLESS_MAIN(tst_Lexer)
#include "tst_lexer.moc"
