// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/script/headerparser.h"
#include "core/script/headerscanner.h"
#include "core/script/scriptheader.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;

namespace {

QString shown(const std::optional<HeaderValue> &value)
{
    if (!value)
        return u"-"_s;
    switch (value->kind) {
    case HeaderValue::Kind::None:
        return u"None"_s;
    case HeaderValue::Kind::Text:
        return value->texts.front();
    case HeaderValue::Kind::List:
        return u'[' + value->texts.join(u' ') + u']';
    case HeaderValue::Kind::Other:
        return u'<' + value->description + u'>';
    case HeaderValue::Kind::Computed:
        return u"computed"_s;
    }
    Q_UNREACHABLE();
}

/// "revision|down_revision|branch_labels|depends_on|docstring".
QString shown(const Result<HeaderValues> &values)
{
    if (!values)
        return u"error: "_s + values.error().message;
    return QStringList { shown(values->revision), shown(values->downRevision),
                         shown(values->branchLabels), shown(values->dependsOn),
                         values->documentation }
        .join(u'|');
}

} // namespace

class tst_ScriptHeader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void scannerAgreesWithParser_data();
    void scannerAgreesWithParser();
    void scansTheUsualForm();
    void tellsWhatLoadsWithoutEffect_data();
    void tellsWhatLoadsWithoutEffect();
    void revisionIds_data();
    void revisionIds();
    void encodings_data();
    void encodings();
};

void tst_ScriptHeader::reads_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *source, const char16_t *expected) {
        QTest::newRow(name) << QByteArray(source) << QString::fromUtf16(expected);
    };
    row("old template",
        "\"\"\"doc\n\nmore\"\"\"\nfrom alembic import op\nrevision = 'a'\ndown_revision = None\n",
        u"a|None|-|-|doc\n\nmore");
    row("new template",
        "from typing import Sequence, Union\nrevision: str = 'b'\ndown_revision: Union[str, None] "
        "= 'a'\n"
        "branch_labels: Union[str, Sequence[str], None] = None\ndepends_on: Union[str, "
        "Sequence[str], None] = None\n"
        "def upgrade() -> None:\n    pass\n",
        u"b|a|None|None|");
    row("tuple", "revision = 'm'\ndown_revision = ('a', \"b\")\n", u"m|[a b]|-|-|");
    row("tuple of one", "revision = 'm'\ndown_revision = ('a',)\n", u"m|[a]|-|-|");
    row("brackets around a text", "revision = ('m')\ndown_revision = (\n    'a'\n)\n", u"m|a|-|-|");
    row("list over lines", "revision = 'm'\ndown_revision = [\n    'a',  # one\n    'b',\n]\n",
        u"m|[a b]|-|-|");
    row("set", "revision = 'm'\ndown_revision = {'a'}\nbranch_labels = {'x', 'y'}\n",
        u"m|[a]|[x y]|-|");
    row("adjacent texts", "revision = 'a' 'b'\ndown_revision = None\n", u"ab|None|-|-|");
    row("raw text", "revision = r'a\\b'\ndown_revision = None\n", u"a\\b|None|-|-|");
    row("escape", "revision = 'a\\x62'\ndown_revision = None\n", u"ab|None|-|-|");
    row("names of constants", "PARENT = 'a'\nrevision = 'b'\ndown_revision = PARENT\n",
        u"b|a|-|-|");
    row("concatenation", "p = 'x_'\nrevision = p + '1'\ndown_revision = p + '0'\n",
        u"x_1|x_0|-|-|");
    row("f-string", "n = 'x'\nrevision = f'{n}_1'\ndown_revision = None\n", u"x_1|None|-|-|");
    row("two targets", "name = revision = 'a'\ndown_revision = None\n", u"a|None|-|-|");
    row("the last one counts",
        "revision = 'a'\ndown_revision = None\ndef upgrade(): pass\nrevision = 'z'\n",
        u"z|None|-|-|");
    row("call", "import uuid\nrevision = str(uuid.uuid4())\ndown_revision = None\n",
        u"computed|None|-|-|");
    row("condition",
        "revision = 'a'\nif True:\n    down_revision = 'x'\nelse:\n    down_revision = 'y'\n",
        u"a|computed|-|-|");
    row("imported", "from common import revision\ndown_revision = None\n", u"computed|None|-|-|");
    row("number", "revision = 1\ndown_revision = None\n", u"<int>|None|-|-|");
    row("none bound", "x = 1\n", u"-|-|-|-|");
    row("in a function it is another name",
        "revision = 'a'\ndown_revision = None\ndef f():\n    revision = 'b'\n", u"a|None|-|-|");
    row("names in texts and calls",
        "print('revision = 1')\nrevision = 'a'\ndown_revision = None\nprint(revision)\n",
        u"a|None|-|-|");
    row("Windows line ends", "'''d\r\n\r\ne'''\r\nrevision = 'a'\r\ndown_revision = None\r\n",
        u"a|None|-|-|d\n\ne");
    row("byte order mark", "\xef\xbb\xbfrevision = 'a'\ndown_revision = None\n", u"a|None|-|-|");
    row("syntax error in the header", "revision = 'a'\ndown_revision = = None\n",
        u"error: SyntaxError: invalid syntax");
    row("bare annotation", "branch_labels: str\nrevision = 'a'\ndown_revision = None\n",
        u"a|None|-|-|");
    row("None in a tuple", "revision = 'a'\ndown_revision = (None,)\n", u"a|None|-|-|");
}

void tst_ScriptHeader::reads()
{
    QFETCH(QByteArray, source);
    QTEST(shown(readHeaderValues(u"x.py"_s, source)), "expected");
}

void tst_ScriptHeader::scannerAgreesWithParser_data()
{
    reads_data();
}

/// Whatever the scanner tells, the parser tells too.
void tst_ScriptHeader::scannerAgreesWithParser()
{
    QFETCH(QByteArray, source);
    const auto scanned = HeaderScanner(source).scan();
    if (!scanned)
        return;
    const auto text = decodeSource(u"x.py"_s, source);
    QVERIFY(text);
    QCOMPARE(shown(Result<HeaderValues>(*scanned)),
             shown(parseHeaderValues(std::make_shared<SourceFile>(u"x.py"_s, *text))));
}

void tst_ScriptHeader::scansTheUsualForm()
{
    const QByteArray source =
        "\"\"\"doc\n\nRevision ID: a\n\"\"\"\nfrom typing import Sequence, Union\n\nfrom alembic "
        "import op\n"
        "import sqlalchemy as sa\n\n\n# revision identifiers, used by Alembic.\n"
        "revision: str = 'a'\ndown_revision: Union[str, Sequence[str], None] = 'b'\n"
        "branch_labels: Union[str, Sequence[str], None] = None\n"
        "depends_on: Union[str, Sequence[str], None] = None\n\n\ndef upgrade() -> None:\n    "
        "pass\n";
    QVERIFY(HeaderScanner(source).scan());
    QVERIFY(!HeaderScanner(source + "\nrevision = compute()\n").scan());
}

void tst_ScriptHeader::tellsWhatLoadsWithoutEffect_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<bool>("expected");
    const auto row = [](const char *name, const char *before, const char *after, bool expected) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after) << expected;
    };
    row("template", "from typing import Sequence, Union\nfrom alembic import op\n", "", true);
    row("types of a dialect", "from sqlalchemy.dialects import postgresql\n", "", true);
    row("constant", "NAMES = ('a', 'b')\n", "", true);
    row("annotated constant", "branch_labels: Union[str, None] = None\n", "", true);
    row("constant behind", "", "SQL = 1\n", false);
    row("indented text", "", "def helper():\n    op.execute('''\n      SELECT 1\n    ''')\n", true);
    row("text that looks like code", "", "def helper():\n    op.execute('''\nSELECT 1\n''')\n",
        false);
    row("text that looks like a function", "",
        "def helper():\n    op.execute('''\ndef f():\n''')\nprint(1)\n", false);
    row("comment", "# print(1)\n", "# print(1)\n", true);
    row("Windows line ends", "import sqlalchemy as sa\r\n", "def f():\r\n    pass\r\n", true);
    row("another package", "import sqlalchemy_utils\n", "", false);
    row("another package beside", "import sqlalchemy, app.models\n", "", false);
    row("the project's own", "from app import models\n", "", false);
    row("call", "names = list('ab')\n", "", false);
    row("call within an annotation", "x: f() = 1\n", "", false);
    row("f-string", "'x'\nf'{print(1)}'\n", "", false);
    row("statement", "op.execute('x')\n", "", false);
    row("statement behind", "", "register(upgrade)\n", false);
    row("statement behind a form feed", "", "\fregister(upgrade)\n", false);
    row("decorator", "", "@listens_for(x)\ndef f():\n    pass\n", false);
    row("class", "", "class A:\n    x = f()\n", false);
    row("default", "", "def f(x=g()):\n    pass\n", false);
    row("body in the same line", "", "def f(): pass\n", false);
    row("result", "", "def f() -> g():\n    pass\n", false);
}

void tst_ScriptHeader::tellsWhatLoadsWithoutEffect()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, after);
    const QByteArray source = "'''doc'''\n" + before
        + "revision = 'a'\ndown_revision = None\ndef upgrade() -> None:\n    op.execute('x')\n"
        + after;
    const auto values = readHeaderValues(u"x.py"_s, source);
    QVERIFY(values);
    QTEST(values->loadsWithoutEffect, "expected");
    const auto revision = revisionFromHeader(u"x.py"_s, *values);
    QVERIFY(revision);
    QCOMPARE(revision->loadsWithoutEffect, values->loadsWithoutEffect);
}

void tst_ScriptHeader::revisionIds_data()
{
    QTest::addColumn<QString>("fileName");
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QString>("expected");
    QTest::newRow("declared") << u"1_x.py"_s << QByteArray("revision = 'r'\ndown_revision = None")
                              << u"r"_s;
    QTest::newRow("in the file's name")
        << u"ab12.py"_s << QByteArray("down_revision = None") << u"ab12"_s;
    QTest::newRow("nowhere")
        << u"x_y.py"_s << QByteArray("down_revision = None")
        << u"error: Could not determine revision id from filename x_y.py. Be sure the 'revision' "
           "variable is declared inside the script (please see 'Upgrading from Alembic 0.1 to 0.2' "
           "in "
           "the documentation)."_s;
    QTest::newRow("no down_revision")
        << u"x.py"_s << QByteArray("revision = 'r'")
        << u"error: x.py: the script does not declare 'down_revision'"_s;
    QTest::newRow("number") << u"x.py"_s << QByteArray("revision = 7\ndown_revision = None")
                            << u"error: x.py: revision must be a text, not int"_s;
}

void tst_ScriptHeader::revisionIds()
{
    QFETCH(QString, fileName);
    QFETCH(QByteArray, source);
    const auto values = readHeaderValues(fileName, source);
    QVERIFY(values);
    const auto revision = revisionFromHeader(fileName, *values);
    QTEST(revision ? revision->id.text() : u"error: "_s + revision.error().message, "expected");
}

void tst_ScriptHeader::encodings_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QString>("documentation");
    const QByteArray header = "\nrevision = 'a'\ndown_revision = None\n";
    QTest::newRow("UTF-8") << QByteArray("'caf\xc3\xa9'") + header << u"café"_s;
    QTest::newRow("Latin-1") << QByteArray("# -*- coding: latin-1 -*-\n'caf\xe9'") + header
                             << u"café"_s;
    QTest::newRow("in the second line")
        << QByteArray("#!/usr/bin/python\n# vim: set fileencoding=iso-8859-1 :\n'caf\xe9'") + header
        << u"café"_s;
    QTest::newRow("not in the third")
        << QByteArray("#\n#\n# coding: latin-1\n'caf\xc3\xa9'") + header << u"café"_s;
    QTest::newRow("wrong bytes") << QByteArray("'x'\n'caf\xe9'")
            + header << u"error: File 'x.py' is not UTF-8: byte 0xe9 at offset 8, in line 2"_s;
    QTest::newRow("unknown") << QByteArray("# coding: klingon\n") + header
                             << u"error: File 'x.py' declares the unknown encoding klingon"_s;
}

void tst_ScriptHeader::encodings()
{
    QFETCH(QByteArray, source);
    const auto values = readHeaderValues(u"x.py"_s, source);
    QTEST(values ? values->documentation : u"error: "_s + values.error().message, "documentation");
}

QTEST_GUILESS_MAIN(tst_ScriptHeader)
#include "tst_scriptheader.moc"
