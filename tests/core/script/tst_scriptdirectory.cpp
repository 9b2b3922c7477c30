// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/script/newrevision.h"
#include "core/script/plaintemplaterenderer.h"
#include "core/script/scriptdirectory.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace limbeck;

namespace {

const QString mako = uR"("""${message}

Revision ID: ${up_revision}
Revises: ${down_revision | comma,n}
Create Date: ${create_date}

"""
from alembic import op
${imports if imports else ""}

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}
)"_s;

} // namespace

class tst_ScriptDirectory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void loadsInOrderOfFileNames();
    void sortsByCodePoints();
    void severalLocationsAndFolders();
    void linksAreFilesToo();
    void copiesStayAsTheyAre();
    void skipsWhatAlembicSkips();
    void strangeFilesAreErrors();
    void oneBrokenFileKeepsTheOthers();
    void wholeFilesAreCheckedWhenAskedFor();
    void reloadsWhatChanged();
    void evaluatesComputedHeaders();
    void missingFolder();
    void newRevision();
    void newRevisionNames_data();
    void newRevisionNames();
    void newRevisionRefuses_data();
    void newRevisionRefuses();
    void templateNeedsMore();

private:
    void write(const QString &name, const QByteArray &text) const
    {
        QDir().mkpath(QFileInfo(path(name)).path());
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    void revision(const QString &name, const QByteArray &id, const QByteArray &down = "None") const
    {
        write(name,
              "'''doc of " + id + "'''\nrevision = '" + id + "'\ndown_revision = " + down + "\n");
    }

    [[nodiscard]] QString path(const QString &name) const { return m_folder->path() + u'/' + name; }

    [[nodiscard]] static QString ids(const ScriptDirectory &directory)
    {
        QStringList result;
        for (const ScriptFile &file : directory.files())
            result.append(file.revision ? file.revision->id.text() : u"!"_s);
        return result.join(u' ');
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    ProjectSettings m_settings;
};

void tst_ScriptDirectory::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = {};
    m_settings.scriptLocation = QFileInfo(m_folder->path()).canonicalFilePath();
    m_settings.scriptLocationAsWritten = u"migrations"_s;
    m_settings.versionLocations = { m_settings.scriptLocation + u"/versions"_s };
    QDir().mkpath(path(u"versions"_s));
    write(u"script.py.mako"_s, mako.toUtf8());
}

void tst_ScriptDirectory::loadsInOrderOfFileNames()
{
    revision(u"versions/2.py"_s, "b", "'a'");
    revision(u"versions/10.py"_s, "a");
    const auto directory = ScriptDirectory::open(m_settings);
    QVERIFY(directory);
    QCOMPARE(ids(*directory), u"a b"_s);
    QVERIFY(directory->map());
    QCOMPARE(directory->map()->at(0).documentation, u"doc of a"_s);
    QCOMPARE(directory->map()->at(1).path, m_settings.versionLocations.front() + u"/2.py"_s);
}

/// As Python does; in UTF-16 the last one would come before the one above it.
void tst_ScriptDirectory::sortsByCodePoints()
{
    const auto names = { u"12345678.py"_s, u"123456789.py"_s, u"A.py"_s,         u"a.py"_s,
                         u"\u00e4.py"_s,   u"\ufb00.py"_s,    u"\U0001f600.py"_s };
    QStringList expected;
    for (const QString &name : names) {
        const QByteArray id = "r" + QByteArray::number(expected.size());
        revision(u"versions/"_s + name, id);
        expected.append(QString::fromLatin1(id));
    }
    QCOMPARE(ids(*ScriptDirectory::open(m_settings)), expected.join(u' '));
}

void tst_ScriptDirectory::severalLocationsAndFolders()
{
    revision(u"v2/1.py"_s, "second");
    revision(u"v1/9.py"_s, "first");
    revision(u"v1/sub/0.py"_s, "below");
    m_settings.versionLocations = { m_settings.scriptLocation + u"/v1"_s,
                                    m_settings.scriptLocation + u"/v2"_s,
                                    m_settings.scriptLocation + u"/nosuch"_s };
    QCOMPARE(ids(*ScriptDirectory::open(m_settings)), u"first second"_s);
    m_settings.recursiveVersionLocations = true;
    QCOMPARE(ids(*ScriptDirectory::open(m_settings)), u"first below second"_s);
    m_settings.versionLocations.append(m_settings.versionLocations.front());
    const auto twice = ScriptDirectory::open(m_settings);
    QCOMPARE(ids(*twice), u"first below second"_s);
    QVERIFY(twice->warnings().front().contains(u"loaded twice! ignoring."_s));
}

/// A link is read as the file that it leads to, and that file only once.
void tst_ScriptDirectory::linksAreFilesToo()
{
    revision(u"elsewhere/b.py"_s, "b");
    QVERIFY(QFile::link(path(u"elsewhere/b.py"_s), path(u"versions/1.py"_s)));
    const auto once = ScriptDirectory::open(m_settings);
    QCOMPARE(ids(*once), u"b"_s);
    QCOMPARE(once->files().front().path, m_settings.scriptLocation + u"/elsewhere/b.py"_s);
    QCOMPARE(once->warnings(), QStringList());
    QVERIFY(QFile::link(path(u"elsewhere/b.py"_s), path(u"versions/2.py"_s)));
    const auto twice = ScriptDirectory::open(m_settings);
    QCOMPARE(ids(*twice), u"b"_s);
    QVERIFY(twice->warnings().front().contains(u"b.py loaded twice! ignoring."_s));
}

void tst_ScriptDirectory::copiesStayAsTheyAre()
{
    revision(u"versions/1.py"_s, "a");
    auto directory = ScriptDirectory::open(m_settings);
    const ScriptDirectory copy = *directory;
    revision(u"versions/2.py"_s, "b", "'a'");
    const auto changed = directory->reload();
    QVERIFY(changed && *changed);
    QCOMPARE(ids(*directory), u"a b"_s);
    QCOMPARE(directory->map()->size(), 2);
    QCOMPARE(ids(copy), u"a"_s);
    QCOMPARE(copy.map()->size(), 1);
}

void tst_ScriptDirectory::skipsWhatAlembicSkips()
{
    revision(u"versions/1.py"_s, "a");
    for (const auto &name :
         { u".#1.py"_s, u"__init__.py"_s, u"notes.txt"_s, u"x.pyc"_s, u"__pycache__/y.py"_s })
        write(u"versions/"_s + name, "garbage(");
    m_settings.recursiveVersionLocations = true;
    const auto directory = ScriptDirectory::open(m_settings);
    QCOMPARE(ids(*directory), u"a"_s);
}

void tst_ScriptDirectory::strangeFilesAreErrors()
{
    revision(u"versions/1.py"_s, "a");
    QCOMPARE(::mkfifo(QFile::encodeName(path(u"versions/2.py"_s)).constData(), 0600), 0);
    QVERIFY(QFile::link(path(u"versions/gone"_s), path(u"versions/3.py"_s)));
    write(u"versions/4.py"_s, QByteArray(20 << 20, ' '));
    QVERIFY(QDir().mkdir(path(u"versions/5.py"_s)));
    const auto directory = ScriptDirectory::open(m_settings);
    QVERIFY(directory);
    QCOMPARE(ids(*directory), u"a ! ! !"_s); // a folder is no file, whatever its name
    QVERIFY(directory->files()[1].revision.error().message.contains(u"is not a regular file"_s));
    QVERIFY(directory->files()[2].revision.error().message.contains(
        u"is a link to a file that does not exist"_s));
    QVERIFY(directory->files()[3].revision.error().message.contains(u"bytes; at most"_s));
    QVERIFY(!directory->map());
}

void tst_ScriptDirectory::oneBrokenFileKeepsTheOthers()
{
    revision(u"versions/1.py"_s, "a");
    write(u"versions/2.py"_s, "revision = \n");
    revision(u"versions/3.py"_s, "c", "'a'");
    const auto directory = ScriptDirectory::open(m_settings);
    QVERIFY(directory);
    QVERIFY(!directory->map());
    QCOMPARE(directory->map().error().code, ErrorCode::Syntax);
    QCOMPARE(directory->readableRevisions().size(), size_t(2));
}

void tst_ScriptDirectory::wholeFilesAreCheckedWhenAskedFor()
{
    write(u"versions/1.py"_s, "revision = 'a'\ndown_revision = None\ndef upgrade(:\n    pass\n");
    QVERIFY(ScriptDirectory::open(m_settings)->map());
    ScriptReading reading;
    reading.wholeFilesUpTo = 1;
    const auto checked = ScriptDirectory::open(m_settings, reading);
    QVERIFY(!checked->map());
    QCOMPARE(checked->map().error().code, ErrorCode::Syntax);
}

void tst_ScriptDirectory::reloadsWhatChanged()
{
    revision(u"versions/1.py"_s, "a");
    auto directory = ScriptDirectory::open(m_settings);
    QVERIFY(directory);
    QVERIFY(!*directory->reload());
    revision(u"versions/2.py"_s, "b", "'a'");
    QVERIFY(*directory->reload());
    QCOMPARE(directory->map()->size(), 2);
    revision(u"versions/2.py"_s, "bee", "'a'");
    QVERIFY(*directory->reload());
    QCOMPARE(ids(*directory), u"a bee"_s);
    QVERIFY(QFile::remove(path(u"versions/2.py"_s)));
    QVERIFY(*directory->reload());
    QCOMPARE(ids(*directory), u"a"_s);
}

void tst_ScriptDirectory::evaluatesComputedHeaders()
{
    write(u"versions/1.py"_s, "revision = make()\ndown_revision = None\n");
    const auto without = ScriptDirectory::open(m_settings);
    QVERIFY(!without->map());
    QVERIFY(without->map().error().message.contains(u"has to be evaluated"_s));
    ScriptReading reading;
    reading.evaluator = [](const QString &, const QByteArray &) -> Result<HeaderValues> {
        HeaderValues values;
        values.revision = HeaderValue { HeaderValue::Kind::Text, { u"made"_s }, {} };
        values.downRevision = HeaderValue {};
        return values;
    };
    const auto with = ScriptDirectory::open(m_settings, reading);
    QCOMPARE(ids(*with), u"made"_s);
    QVERIFY(with->files().front().isEvaluated);
}

void tst_ScriptDirectory::missingFolder()
{
    m_settings.scriptLocation += u"/nosuch"_s;
    const auto directory = ScriptDirectory::open(m_settings);
    QVERIFY(!directory);
    QCOMPARE(
        directory.error().message,
        u"Path doesn't exist: migrations.  Please use the 'init' command to create a new scripts folder."_s);
}

void tst_ScriptDirectory::newRevision()
{
    revision(u"versions/1.py"_s, "a");
    revision(u"versions/2.py"_s, "b");
    const auto directory = ScriptDirectory::open(m_settings);
    RevisionRequest request;
    request.id = u"m1"_s;
    request.message = u"Join them"_s;
    request.heads = { u"a"_s, u"b"_s };
    request.branchLabels = { u"joined"_s };
    const auto prepared =
        prepareRevision(*directory, request, QDateTime(QDate(2026, 7, 1), QTime(9, 5, 3)));
    QVERIFY2(prepared, prepared ? "" : qPrintable(prepared.error().message));
    QCOMPARE(QFileInfo(prepared->path).fileName(), u"m1_join_them.py"_s);
    PlainTemplateRenderer renderer;
    const auto done = writeRevision(*directory, *prepared, renderer);
    QVERIFY2(done, done ? "" : qPrintable(done.error().message));
    const auto written = readWrittenRevision(*prepared);
    QVERIFY2(written, written ? "" : qPrintable(written.error().message));
    QCOMPARE(written->downRevisions,
             (std::vector<RevisionId> { RevisionId(u"a"_s), RevisionId(u"b"_s) }));
    QFile file(prepared->path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(file.readAll());
    QVERIFY(text.startsWith(
        u"\"\"\"Join them\n\nRevision ID: m1\nRevises: a, b\nCreate Date: 2026-07-01 09:05:03\n"_s));
    QVERIFY(text.contains(
        u"down_revision = ('a', 'b')\nbranch_labels = ('joined',)\ndepends_on = None\n"_s));
    QVERIFY(text.endsWith(u"    pass\n"_s));
    QVERIFY(!writeRevision(*directory, *prepared, renderer)); // never over a file that is there
}

void tst_ScriptDirectory::newRevisionNames_data()
{
    QTest::addColumn<QString>("fileTemplate");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("expected");
    QTest::newRow("plain") << u"%(rev)s_%(slug)s"_s << u"Add a  column!"_s
                           << u"r1_add_a_column.py"_s;
    QTest::newRow("cut at a word")
        << u"%(rev)s_%(slug)s"_s << u"this message is longer than forty characters allow"_s
        << u"r1_this_message_is_longer_than_forty_.py"_s;
    QTest::newRow("one long word")
        << u"%(slug)s"_s << QString(50, u'x') << QString(40, u'x') + u"_.py"_s;
    QTest::newRow("date") << u"%(year)d_%(month).2d_%(day).2d_%(hour).2d%(minute).2d-%(rev)s"_s
                          << u""_s << u"2026_07_01_0905-r1.py"_s;
    QTest::newRow("other letters") << u"%(slug)s"_s << u"Größe ändern"_s << u"größe_ändern.py"_s;
    QTest::newRow("folder") << u"%(year)d/%(rev)s"_s << u""_s << u"r1.py"_s;
}

void tst_ScriptDirectory::newRevisionNames()
{
    QFETCH(QString, fileTemplate);
    QFETCH(QString, message);
    m_settings.fileTemplate = fileTemplate;
    const auto directory = ScriptDirectory::open(m_settings);
    RevisionRequest request;
    request.id = u"r1"_s;
    request.message = message;
    const auto prepared =
        prepareRevision(*directory, request, QDateTime(QDate(2026, 7, 1), QTime(9, 5, 3)));
    QVERIFY(prepared);
    QTEST(QFileInfo(prepared->path).fileName(), "expected");
}

void tst_ScriptDirectory::newRevisionRefuses_data()
{
    QTest::addColumn<QStringList>("heads");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QStringList>("labels");
    QTest::addColumn<QString>("message");
    QTest::newRow("several heads")
        << QStringList { u"head"_s } << u"n"_s << QStringList()
        << u"Multiple heads are present; please specify the head revision on which the new "
           "revision should be based, or perform a merge."_s;
    QTest::newRow("no head") << QStringList { u"a"_s } << u"n"_s << QStringList()
                             << u"Revision a is not a head revision; please specify --splice to "
                                u"create a new branch from "
                                "this revision"_s;
    QTest::newRow("twice the same") << QStringList { u"b"_s, u"b"_s } << u"n"_s << QStringList()
                                    << u"Duplicate head revisions specified"_s;
    QTest::newRow("bad id") << QStringList { u"b"_s } << u"n-1"_s << QStringList()
                            << u"Character(s) '-' not allowed in revision identifier 'n-1'"_s;
    QTest::newRow("unknown head") << QStringList { u"zzz"_s } << u"n"_s << QStringList()
                                  << u"Can't locate revision identified by 'zzz'"_s;
    QTest::newRow("taken label") << QStringList { u"b"_s } << u"n"_s << QStringList { u"a"_s }
                                 << u"Branch name 'a' in revision n already used by revision a"_s;
}

void tst_ScriptDirectory::newRevisionRefuses()
{
    QFETCH(QStringList, heads);
    QFETCH(QString, id);
    QFETCH(QStringList, labels);
    revision(u"versions/1.py"_s, "a");
    revision(u"versions/2.py"_s, "b", "'a'");
    revision(u"versions/3.py"_s, "c", "'a'");
    const auto directory = ScriptDirectory::open(m_settings);
    RevisionRequest request;
    request.id = id;
    request.heads = heads;
    request.branchLabels = labels;
    const auto prepared = prepareRevision(*directory, request);
    QVERIFY(!prepared);
    QTEST(prepared.error().message, "message");
}

void tst_ScriptDirectory::templateNeedsMore()
{
    const auto rendered = PlainTemplateRenderer::renderText(
        u"script.py.mako"_s, u"a\n% for x in y:\n${x}\n% endfor\n"_s, {});
    QVERIFY(!rendered);
    QCOMPARE(rendered.error().code, ErrorCode::Unsupported);
    QVERIFY(rendered.error().message.contains(u"line 2 of script.py.mako"_s));
}

QTEST_GUILESS_MAIN(tst_ScriptDirectory)
#include "tst_scriptdirectory.moc"
