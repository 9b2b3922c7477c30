// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/textgraph.h"
#include "core/revision/revisionpath.h"
#include "tests/core/revision/revisionnotation.h"
#include "tests/support/sanitized.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;
using namespace limbeck::cli;

namespace {

/// The picture of a whole graph, in the order of `history`.
QString picture(const QString &notation, TextGraph::Characters characters,
                const QString &range = u"base:heads"_s)
{
    const auto map = RevisionMap::create(notation::revisions(notation));
    if (!map)
        return map.error().message;
    const auto rows = walkRevisions(*map, RevisionArgument::one(range.section(u':', 0, 0)),
                                    RevisionArgument::one(range.section(u':', 1)));
    if (!rows)
        return rows.error().message;
    TextGraph graph(*map, *rows, {}, characters);
    return u'\n' + graph.draw([&](RevisionIndex index) { return map->id(index).text(); });
}

} // namespace

class tst_TextGraph : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void draws_data();
    void draws();
    void severalLines();
    void manyLanes();
};

void tst_TextGraph::draws_data()
{
    using Characters = TextGraph::Characters;
    QTest::addColumn<QString>("notation");
    QTest::addColumn<int>("characters");
    QTest::addColumn<QString>("expected");
    const int unicode = static_cast<int>(Characters::Unicode);
    const int ascii = static_cast<int>(Characters::Ascii);
    QTest::newRow("a line") << u"a; a->b; b->c"_s << unicode << uR"(
● c
● b
● a
)"_s;
    QTest::newRow("a branch") << u"a; a->b; a->c"_s << unicode << uR"(
● b
│ ● c
├─╯
● a
)"_s;
    QTest::newRow("a merge") << u"a; a->b; a->c; b,c->d"_s << unicode << uR"(
● d
├─╮
● │ b
│ ● c
├─╯
● a
)"_s;
    QTest::newRow("a dependency") << u"a; a->b; x; x->y +b"_s << unicode << uR"(
● y
├─╮
● ┊ x
  ● b
  ● a
)"_s;
    QTest::newRow("a merge of three") << u"a; a->b; a->c; a->d; b,c,d->e"_s << ascii << uR"(
* e
+-+-+
* | | b
| * | c
| | * d
+-+-+
* a
)"_s;
}

void tst_TextGraph::draws()
{
    QFETCH(QString, notation);
    QFETCH(int, characters);
    QString drawn = picture(notation, static_cast<TextGraph::Characters>(characters));
    QTEST(drawn, "expected");
}

void tst_TextGraph::severalLines()
{
    const auto map = RevisionMap::create(notation::revisions(u"a; a->b; a->c"_s));
    QVERIFY(map);
    const RevisionIndexes rows { 1, 2, 0 };
    TextGraph graph(*map, rows, {}, TextGraph::Characters::Unicode);
    QCOMPARE(graph.draw([&](RevisionIndex index) { return map->id(index).text() + u"\nmore\n"_s; }),
             u"● b\n│ more\n│\n│ ● c\n│ │ more\n│ │\n├─╯\n● a\nmore\n\n"_s);
}

/// Thousands of heads cost neither time nor width without end.
void tst_TextGraph::manyLanes()
{
    QString text = u"a"_s;
    for (int i = 0; i < 5'000; ++i)
        text += u"; a->h%1"_s.arg(i);
    QElapsedTimer timer;
    timer.start();
    const QString drawn = picture(text, TextGraph::Characters::Unicode);
    QVERIFY(timer.elapsed() < 5'000 * test::slowness);
    qsizetype longest = 0;
    for (const QString &line : drawn.split(u'\n'))
        longest = std::max(longest, line.size());
    QVERIFY(longest < 140);
}

QTEST_GUILESS_MAIN(tst_TextGraph)
#include "tst_textgraph.moc"
