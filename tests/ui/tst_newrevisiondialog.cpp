// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// New revisions from the window: the file that the form promises is the one that is written, is
// shown in an editor and drawn in the graph.

#include "tests/support/databasetext.h"
#include "tests/support/testdatabases.h"
#include "tests/support/testproject.h"
#include "tests/ui/testwindow.h"
#include "ui/revisions/newrevisiondialog.h"
#include "ui/revisions/revisionactions.h"
#include "ui/script/scripteditor.h"
#include "ui/script/scripttabs.h"
#include "ui/widgets/banner.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>

using namespace Qt::StringLiterals;
using namespace limbeck;
using namespace limbeck::test;

class tst_NewRevisionDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsTheHead();
    void branchesOffARevisionThatIsNoHead();
    void refusesWhatCannotBe();
    void mergesHeads();
    void writesWhatTheModelsHave_data();
    void writesWhatTheModelsHave();
    void tellsWhatEnvironmentSays();

private:
    TestDatabases m_databases;
};

namespace {

QString contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

RevisionActions &actionsOf(TestWindow &test)
{
    return *test.window().findChild<RevisionActions *>();
}

QString scriptShown(TestWindow &test)
{
    const ScriptEditor *editor = test.window().findChild<ScriptTabs *>()->currentEditor();
    return editor ? editor->path() : QString();
}

/// Opens the dialog by @p action, has @p fill do its part, and returns when it is closed.
void withDialog(QObject *owner, QAction *action,
                const std::function<void(NewRevisionDialog &)> &fill)
{
    whenShown<NewRevisionDialog>(owner, fill);
    action->trigger();
}

void press(NewRevisionDialog &dialog, const QString &button)
{
    QTest::mouseClick(named<QPushButton>(dialog, button), Qt::LeftButton);
}

/// The one whose placeholder says @p text.
QLineEdit *field(NewRevisionDialog &dialog, const QString &text)
{
    for (QLineEdit *edit : dialog.findChildren<QLineEdit *>()) {
        if (edit->placeholderText().contains(text))
            return edit;
    }
    return nullptr;
}

QString fileOf(NewRevisionDialog &dialog)
{
    return named<QLabel>(dialog, u"The file that is written"_s)->text();
}

} // namespace

void tst_NewRevisionDialog::followsTheHead()
{
    TemporaryProject project(m_databases.create(u"sqlite"_s));
    project.add(u"a1"_s, u"op.execute('CREATE TABLE t (a int)')"_s);
    TestWindow test;
    QVERIFY(test.open(project.folder()) && test.settles());
    QString promised;
    withDialog(this, actionsOf(test).create, [&](NewRevisionDialog &dialog) {
        QTest::keyClicks(field(dialog, u"in a few words"_s), u"Add b"_s);
        promised = fileOf(dialog);
        press(dialog, u"Create"_s);
    });
    QVERIFY2(promised.endsWith(u"_add_b.py"), qPrintable(promised));
    const QString path = project.folder() + u'/' + promised;
    const QString text = contentOf(path);
    QVERIFY2(text.contains(u"Add b") && text.contains(u"'a1'"), qPrintable(text));
    QTRY_COMPARE(test.session().graph().nodes.size(), std::size_t { 2 });
    QTRY_COMPARE(scriptShown(test), path);
    const auto selected = test.window().findChild<GraphView *>()->selected();
    QVERIFY(selected && promised.contains(selected->text()));
}

void tst_NewRevisionDialog::branchesOffARevisionThatIsNoHead()
{
    TemporaryProject project(m_databases.create(u"sqlite"_s));
    project.add(u"a1"_s, u"pass"_s);
    project.add(u"b1"_s, u"pass"_s);
    TestWindow test;
    QVERIFY(test.open(project.folder()) && test.settles());
    test.window().findChild<GraphView *>()->select(RevisionId(u"a1"_s));
    QString notice;
    withDialog(this, actionsOf(test).createBehind, [&](NewRevisionDialog &dialog) {
        notice = dialog.findChild<Banner *>()->message();
        press(dialog, u"Create"_s);
    });
    QVERIFY2(notice.contains(u"a1 is no head"), qPrintable(notice));
    QTRY_COMPARE(test.session().graph().nodes.size(), std::size_t { 3 });
    QCOMPARE(test.session().map()->heads().size(), std::size_t { 2 });
}

void tst_NewRevisionDialog::refusesWhatCannotBe()
{
    TemporaryProject project(m_databases.create(u"sqlite"_s));
    project.add(u"a1"_s, u"pass"_s);
    TestWindow test;
    QVERIFY(test.open(project.folder()) && test.settles());
    NewRevisionDialog dialog(test.session(), RevisionFilesOrder::Kind::Revision);
    dialog.show();
    const auto *create = named<QPushButton>(dialog, u"Create"_s);
    QVERIFY(create->isEnabled());
    QLineEdit *dependsOn = field(dialog, u"must be there before"_s);
    QVERIFY(dependsOn);
    dependsOn->setText(u"nowhere"_s);
    QVERIFY(!create->isEnabled());
    QVERIFY2(dialog.findChild<Banner *>()->message().contains(u"nowhere"),
             qPrintable(dialog.findChild<Banner *>()->message()));
    dependsOn->clear();
    QVERIFY(create->isEnabled() && dialog.findChild<Banner *>()->message().isEmpty());
}

void tst_NewRevisionDialog::mergesHeads()
{
    TemporaryProject project(m_databases.create(u"sqlite"_s));
    project.add(u"a1"_s, u"pass"_s);
    for (const auto &id : { u"b1"_s, u"c1"_s, u"d1"_s })
        writeText(project.scriptPath(id),
                  u"revision = '%1'\ndown_revision = 'a1'\ndef upgrade():\n    pass\n"
                  "def downgrade():\n    pass\n"_s.arg(id));
    TestWindow test;
    QVERIFY(test.open(project.folder()) && test.settles());
    QVERIFY(actionsOf(test).merge->isEnabled());
    bool wasRefused = false;
    withDialog(this, actionsOf(test).merge, [&](NewRevisionDialog &dialog) {
        auto *heads = named<QListWidget>(dialog, u"Heads to merge"_s);
        const auto *merge = named<QPushButton>(dialog, u"Merge"_s);
        for (int row = 0; row < heads->count(); ++row)
            heads->item(row)->setCheckState(row == 0 ? Qt::Checked : Qt::Unchecked);
        wasRefused = !merge->isEnabled();
        heads->item(1)->setCheckState(Qt::Checked);
        press(dialog, u"Merge"_s);
    });
    QVERIFY(wasRefused);
    QTRY_COMPARE(test.session().graph().nodes.size(), std::size_t { 5 });
    QCOMPARE(test.session().map()->heads().size(), std::size_t { 2 }); // the third and the merge
}

namespace {

/// env.py of @p project has a model of a table `ticket`.
void addModels(const TemporaryProject &project)
{
    project.setEnvironment(u"import sqlalchemy as sa\n"
                           "target_metadata = sa.MetaData()\n"
                           "sa.Table('ticket', target_metadata, sa.Column('id', sa.Integer, "
                           "primary_key=True), sa.Column('title', sa.String(80)))"_s);
}

} // namespace

void tst_NewRevisionDialog::writesWhatTheModelsHave_data()
{
    TestDatabases::addRows();
}

void tst_NewRevisionDialog::writesWhatTheModelsHave()
{
    QFETCH(QString, kind);
    const QString url = m_databases.create(kind);
    QVERIFY2(!url.isEmpty(), qPrintable(m_databases.problem()));
    TemporaryProject project(url);
    project.add(u"a1"_s, u"pass"_s);
    addModels(project);
    TestWindow test;
    QVERIFY(test.open(project.folder()) && test.settles());
    RunOrder upgrade;
    upgrade.request.targets = { u"head"_s };
    QVERIFY(test.run(upgrade));
    QVERIFY(test.settles());
    QString verdict;
    withDialog(this, actionsOf(test).create, [&](NewRevisionDialog &dialog) {
        dialog.findChild<QCheckBox *>()->setChecked(true);
        press(dialog, u"Create"_s);
        const bool isOver = QTest::qWaitFor(
            [&] { return named<QPushButton>(dialog, u"Show the script"_s) != nullptr; }, waitMs);
        verdict = dialog.findChild<Banner *>()->message();
        if (isOver)
            press(dialog, u"Show the script"_s);
        else
            dialog.reject();
    });
    QVERIFY2(verdict.contains(u"One difference"), qPrintable(verdict));
    QTRY_COMPARE(test.session().graph().nodes.size(), std::size_t { 2 });
    const QString text = contentOf(scriptShown(test));
    QVERIFY2(text.contains(u"op.create_table('ticket'"), qPrintable(text));
    QVERIFY(test.run(upgrade));
    const auto connection = openUrl(url);
    QCOMPARE(rowsOf(*connection, u"SELECT count(title) FROM ticket"_s), QStringList { u"int 0"_s });
}

/// A comparison that cannot be made comes back to the form with the reason.
void tst_NewRevisionDialog::tellsWhatEnvironmentSays()
{
    TemporaryProject project(m_databases.create(u"sqlite"_s));
    project.add(u"a1"_s, u"pass"_s);
    addModels(project);
    TestWindow test;
    QVERIFY(test.open(project.folder()) && test.settles());
    NewRevisionDialog dialog(test.session(), RevisionFilesOrder::Kind::Revision);
    dialog.show();
    dialog.findChild<QCheckBox *>()->setChecked(true);
    press(dialog, u"Create"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!dialog.findChild<Banner *>()->message().isEmpty(), waitMs);
    const QString reason = dialog.findChild<Banner *>()->message();
    QVERIFY2(reason.contains(u"Target database is not up to date"), qPrintable(reason));
    QVERIFY(named<QPushButton>(dialog, u"Create"_s)->isEnabled());
}

QTEST_MAIN(tst_NewRevisionDialog)
#include "tst_newrevisiondialog.moc"
