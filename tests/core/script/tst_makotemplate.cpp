// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/script/makotemplaterenderer.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;

/// The expectations are what Mako 1.3 makes of the same templates.
class tst_MakoTemplate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void renders_data();
    void renders();
    void refuses_data();
    void refuses();

private:
    [[nodiscard]] static Result<QString> render(const QString &text);
};

Result<QString> tst_MakoTemplate::render(const QString &text)
{
    TemplateValues values;
    values.message = u"add <b> & 'c'"_s;
    values.upRevision = u"n1"_s;
    values.created = QDateTime(QDate(2026, 7, 1), QTime(9, 5, 3));
    return MakoTemplateRenderer(IniFile(), u"alembic"_s)
        .renderText(u"script.py.mako"_s, text, values);
}

void tst_MakoTemplate::renders_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("filters") << u"${message|u} ${message|h} ${' x '|trim} ${message | n,h}"_s
                             << u"add+%3Cb%3E+%26+%27c%27 add &lt;b&gt; &amp; &#39;c&#39; x "
                                "add &lt;b&gt; &amp; &#39;c&#39;"_s;
    QTest::newRow("function as a filter")
        << u"${message | str.upper, lambda s: s[:3]}"_s << u"ADD"_s;
    QTest::newRow("loop") << u"% for i in range(3):\n${loop.index}${i}${loop.last} \\\n% endfor\n"_s
                          << u"00False 11False 22True "_s;
    QTest::newRow("loop in a loop")
        << u"% for a in 'xy':\n% for b in 'uv':\n${loop.parent.index}${loop.index}${b} \\\n% "
           u"endfor\n"
           "${loop.cycle('odd', 'even')}\n% endfor\n"_s
        << u"00u 01v odd\n10u 11v even\n"_s;
    QTest::newRow("leaving a loop")
        << u"% for i in range(3):\n% if i == 1:\n<% break %>\n% endif\n${i}\n% endfor\n"_s
        << u"0\n"_s;
    QTest::newRow("def") << u"<%def name=\"hi(x, y=2)\">hello ${x} ${y}</%def>${hi('w')} "
                            "${hi('w', y=3)}"_s
                         << u"hello w 2 hello w 3"_s;
    QTest::newRow("def called before its place")
        << u"${hi()}<%def name=\"hi()\">hello</%def>"_s << u"hello"_s;
    QTest::newRow("def called from code")
        << u"<%def name=\"hi()\">hello</%def>a <% hi() %> b"_s << u"a hello b"_s;
    QTest::newRow("def with a filter")
        << u"<%def name=\"f()\" filter=\"trim, h\">  <x>  </%def>[${f()}]"_s << u"[&lt;x&gt;]"_s;
    QTest::newRow("def that gives its text")
        << u"<%def name=\"f()\" buffered=\"True\">zz</%def>${f() * 2} ${len(f())}"_s << u"zzzz 2"_s;
    QTest::newRow("capture") << u"<%def name=\"f(x)\">z${x}</%def>${capture(f, 1).upper()}"_s
                             << u"Z1"_s;
    QTest::newRow("def in a def")
        << u"<%def name=\"a()\"><%def name=\"b(x)\">(${x})</%def>${b(1)}${b(2)}</%def>${a()}"_s
        << u"(1)(2)"_s;
    QTest::newRow("control lines in a def")
        << u"<%def name=\"f(n)\">\n% if n:\n${n}${f(n - 1)}\\\n% endif\n</%def>${f(2)}"_s
        << u"\n2\n1\n"_s;
    QTest::newRow("return from a def")
        << u"<%def name=\"f()\">a<% return '' %>b</%def>${f()}c"_s << u"ac"_s;
    QTest::newRow("block") << u"a <%block name=\"b\">in ${up_revision}</%block> ${self.b()}"_s
                           << u"a in n1 in n1"_s;
    QTest::newRow("nameless block") << u"<%block filter=\"h\"><x></%block>"_s << u"&lt;x&gt;"_s;
    QTest::newRow("page") << u"<%page args=\"x=1, message='other'\"/>${x} ${message}"_s
                          << u"1 add <b> & 'c'"_s;
    QTest::newRow("page with a filter")
        << u"<%page expression_filter=\"h\"/>${message} ${message|n}"_s
        << u"add &lt;b&gt; &amp; &#39;c&#39; add <b> & 'c'"_s;
    QTest::newRow("code that begins at once")
        << u"<% def f(a):\n    return a + 1\n%>${f(2)}"_s << u"3"_s;
    QTest::newRow("code of its own lines")
        << u"<%\n    # first\n    x = 1\n    if x:\n        x = 2\n%>${x}"_s << u"2"_s;
    QTest::newRow("module code") << u"<%!\n    import re\n%>${re.sub('[a]', 'X', message)}"_s
                                 << u"Xdd <b> & 'c'"_s;
    QTest::newRow("text and comments")
        << u"<%text>${raw} ## raw</%text>\n## gone\n<%doc>gone</%doc>%% one\n%% two"_s
        << u"${raw} ## raw\n%% one\n% two"_s;
    QTest::newRow("braces") << u"${ {'a': 1}['a'] } ${'}'} ${[x * 2 for x in range(3)]}"_s
                            << u"1 } [0, 2, 4]"_s;
}

void tst_MakoTemplate::renders()
{
    QFETCH(QString, text);
    const auto rendered = render(text);
    QVERIFY2(rendered, qPrintable(rendered ? QString() : rendered.error().toString()));
    QTEST(*rendered, "expected");
}

void tst_MakoTemplate::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("message");
    QTest::newRow("names of characters") << u"${'ü'|entity}"_s << u"html.entities"_s;
    QTest::newRow("undefined name") << u"${nobody}"_s << u"Undefined"_s;
    QTest::newRow("open control line") << u"% if 1:\nx"_s << u"A control line has no end"_s;
    QTest::newRow("open def") << u"<%def name=\"f()\">x"_s << u"'</%def>' is missing in line 1"_s;
    QTest::newRow("end without a beginning")
        << u"a\n</%def>"_s << u"</%def> without its beginning in line 2"_s;
    QTest::newRow("control line across a def")
        << u"<%def name=\"f()\">\n% if 1:\n</%def>\n% endif\n"_s << u"A control line has no end"_s;
    QTest::newRow("no parentheses") << u"<%def name=\"f\">x</%def>"_s << u"needs a name with"_s;
    QTest::newRow("inheritance") << u"<%inherit file=\"x\"/>"_s
                                 << u"The tag '<%inherit' is not supported"_s;
}

void tst_MakoTemplate::refuses()
{
    QFETCH(QString, text);
    QFETCH(QString, message);
    const auto rendered = render(text);
    QVERIFY(!rendered);
    QVERIFY2(rendered.error().message.contains(message), qPrintable(rendered.error().message));
}

QTEST_GUILESS_MAIN(tst_MakoTemplate)
#include "tst_makotemplate.moc"
