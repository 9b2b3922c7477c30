// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/revisions/historymodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;

namespace {

Revision revision(const QString &id, const QStringList &down)
{
    Revision result;
    result.id = RevisionId(id);
    for (const QString &parent : down)
        result.downRevisions.emplace_back(parent);
    result.documentation = u"message of "_s + id;
    return result;
}

//    b
//   / \      d merges b and c
//  a   d
//   \ /
//    c
RevisionGraph diamond()
{
    return RevisionGraph::fromRevisions({ revision(u"a"_s, {}), revision(u"b"_s, { u"a"_s }), revision(u"c"_s, { u"a"_s }),
                                          revision(u"d"_s, { u"b"_s, u"c"_s }) });
}

} // namespace

class tst_HistoryModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheModelRules();
    void listsChildrenAboveTheirParents();
    void showsStatesBySymbol();
    void survivesACycle();
};

void tst_HistoryModel::keepsTheModelRules()
{
    HistoryModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setGraph(diamond());
    model.setStates({ { RevisionId(u"a"_s), RevisionState::Current } });
    model.setGraph({});
    QCOMPARE(model.rowCount(), 0);
}

void tst_HistoryModel::listsChildrenAboveTheirParents()
{
    HistoryModel model;
    model.setGraph(diamond());
    QCOMPARE(model.rowCount(), 4);
    const auto row = [&](const QString &id) { return model.indexOf(RevisionId(id)).row(); };
    QCOMPARE(row(u"d"_s), 0);
    QVERIFY(row(u"b"_s) < row(u"a"_s));
    QVERIFY(row(u"c"_s) < row(u"a"_s));
    QVERIFY(!model.indexOf(RevisionId(u"x"_s)).isValid());
}

void tst_HistoryModel::showsStatesBySymbol()
{
    HistoryModel model;
    model.setGraph(diamond());
    model.setStates({ { RevisionId(u"a"_s), RevisionState::Applied }, { RevisionId(u"b"_s), RevisionState::Current } });
    const auto symbol = [&](const QString &id) {
        const QModelIndex index = model.indexOf(RevisionId(id));
        return index.siblingAtColumn(HistoryModel::StateColumn).data().toString();
    };
    QCOMPARE(symbol(u"a"_s), u"●"_s);
    QCOMPARE(symbol(u"b"_s), u"◉"_s);
    QVERIFY(symbol(u"d"_s) != symbol(u"a"_s));
}

void tst_HistoryModel::survivesACycle()
{
    HistoryModel model;
    model.setGraph(RevisionGraph::fromRevisions({ revision(u"a"_s, { u"b"_s }), revision(u"b"_s, { u"a"_s }) }));
    QCOMPARE(model.rowCount(), 2);
}

QTEST_GUILESS_MAIN(tst_HistoryModel)
#include "tst_historymodel.moc"
