// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/revisions/historymodel.h"

#include <QAbstractItemModelTester>
#include <QIcon>
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
SharedRevisionGraph diamond()
{
    return std::make_shared<const RevisionGraph>(RevisionGraph::fromRevisions(
        { revision(u"a"_s, {}), revision(u"b"_s, { u"a"_s }), revision(u"c"_s, { u"a"_s }),
          revision(u"d"_s, { u"b"_s, u"c"_s }) }));
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
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setGraph(diamond());
    model.setStates({ { RevisionId(u"a"_s), RevisionState::Current } });
    model.setGraph(std::make_shared<const RevisionGraph>());
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
    model.setStates({ { RevisionId(u"a"_s), RevisionState::Applied },
                      { RevisionId(u"b"_s), RevisionState::Current } });
    const auto cell = [&](const QString &id) {
        return model.indexOf(RevisionId(id)).siblingAtColumn(HistoryModel::StateColumn);
    };
    const auto picture = [&](const QString &id) {
        return cell(id).data(Qt::DecorationRole).value<QIcon>().pixmap(16, 16).toImage();
    };
    QCOMPARE(cell(u"a"_s).data(Qt::AccessibleTextRole).toString(), u"applied"_s);
    QCOMPARE(cell(u"b"_s).data(Qt::AccessibleTextRole).toString(), u"current"_s);
    // Told apart without colours too.
    const auto grey = [&](const QString &id) {
        return picture(id).convertToFormat(QImage::Format_Alpha8);
    };
    QVERIFY(!picture(u"a"_s).isNull());
    QVERIFY(grey(u"a"_s) != grey(u"b"_s));
    QVERIFY(grey(u"a"_s) != grey(u"d"_s));
    QVERIFY(grey(u"b"_s) != grey(u"d"_s));
}

void tst_HistoryModel::survivesACycle()
{
    HistoryModel model;
    model.setGraph(std::make_shared<const RevisionGraph>(RevisionGraph::fromRevisions(
        { revision(u"a"_s, { u"b"_s }), revision(u"b"_s, { u"a"_s }) })));
    QCOMPARE(model.rowCount(), 2);
}

QTEST_MAIN(tst_HistoryModel)
#include "tst_historymodel.moc"
