// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/script/headercache.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace limbeck;

namespace {

/// Enough for a cache.
constexpr int revisionCount = 250;

} // namespace

class tst_HeaderCache : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keepsWhatWasRead();
    void listedFilesChangeNothing();
    void findsFilesOutOfOrder();
    void isUsed();
    void seesAnEditInTheSameTick();
    void seesAnEditThatHidesItsTime();
    void seesAReplacedFile();
    void forgetsRemovedFiles();
    void keepsNeitherErrorsNorEvaluatedHeaders();
    void keepsNothingThatWasJustWritten();
    void doesNotStandForReadingWholeFiles();
    void damageCountsAsEmpty();
    void othersCountAsEmpty();
    void goesWithoutAFolder();

private:
    [[nodiscard]] QString path(int number) const
    {
        return m_settings.versionLocations.front() + u"/r%1.py"_s.arg(number, 4, 10, QChar(u'0'));
    }

    static void write(const QString &path, const QByteArray &text)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    static QByteArray script(int number, const QByteArray &doc, const QByteArray &rest = {})
    {
        const QByteArray down = number == 0 ? "None" : "'r" + QByteArray::number(number - 1) + "'";
        return "'''" + doc + "'''\nrevision = 'r" + QByteArray::number(number)
            + "'\ndown_revision = " + down + "\n" + rest;
    }

    /// Until what is written now counts as settled.
    static void settle() { QTest::qWait(150); }

    ScriptDirectory open(const ScriptReading &reading = {}) const
    {
        return *ScriptDirectory::open(m_settings, reading);
    }

    [[nodiscard]] QString docOf(int number) const
    {
        const ScriptDirectory directory = open();
        const auto index = directory.map()->find(RevisionId(u"r%1"_s.arg(number)));
        return directory.map()->at(*index).documentation;
    }

    [[nodiscard]] QString cachePath() const
    {
        const QDir folder(m_folder->path() + u"/cache/limbeck/headers"_s);
        const QStringList names = folder.entryList(QDir::Files);
        return names.isEmpty() ? QString() : folder.filePath(names.front());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    ProjectSettings m_settings;
};

void tst_HeaderCache::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = {};
    m_settings.scriptLocation = m_folder->path();
    m_settings.versionLocations = { m_folder->filePath(u"versions"_s) };
    qputenv("XDG_CACHE_HOME", QFile::encodeName(m_folder->filePath(u"cache"_s)));
    QVERIFY(QDir().mkpath(m_settings.versionLocations.front()));
    for (int i = 0; i < revisionCount; ++i)
        write(path(i), script(i, "one"));
}

void tst_HeaderCache::keepsWhatWasRead()
{
    write(path(7),
          script(7, "Seven\n\n  \xc3\xa4", "branch_labels = ('a', 'b')\ndepends_on = 'r3'\n"));
    settle();
    const ScriptDirectory first = open();
    const std::vector<ScriptFile> kept = HeaderCache(m_settings).load();
    QCOMPARE(kept.size(), size_t(revisionCount));
    for (size_t i = 0; i < kept.size(); ++i) {
        QCOMPARE(kept[i].path, first.files()[i].path);
        QVERIFY(kept[i].version == first.files()[i].version);
        QVERIFY(*kept[i].revision == *first.files()[i].revision);
    }
    QVERIFY(open().map()->revisions() == first.map()->revisions());
}

/// Whatever is listed now, what was kept is the same.
void tst_HeaderCache::listedFilesChangeNothing()
{
    write(path(7), script(7, "\xe6\xbc\xa2\xe5\xad\x97")); // not Latin-1
    settle();
    const std::vector<ScriptFile> files = open().files();
    QStringList paths;
    for (const ScriptFile &file : files)
        paths.append(file.path);
    QStringList without = paths;
    without.removeAt(5);
    for (const QStringList &listed :
         { paths, without, QStringList(paths.rbegin(), paths.rend()) }) {
        const std::vector<ScriptFile> kept = HeaderCache(m_settings).load(listed);
        QCOMPARE(kept.size(), files.size());
        for (size_t i = 0; i < kept.size(); ++i) {
            QCOMPARE(kept[i].path, files[i].path);
            QVERIFY(*kept[i].revision == *files[i].revision);
        }
    }
}

/// A new file among the others, before them and after them: each is found, whatever is known.
void tst_HeaderCache::findsFilesOutOfOrder()
{
    settle();
    open();
    const QString folder = m_settings.versionLocations.front();
    for (const QString &name : { u"r0100a.py"_s, u"a.py"_s, u"z.py"_s })
        write(folder + u'/' + name,
              "revision = '" + name.toLatin1().chopped(3) + "'\ndown_revision = 'r0'\n");
    QVERIFY(QFile::remove(path(revisionCount - 1)));
    const ScriptDirectory directory = open();
    QVERIFY(directory.map());
    QCOMPARE(directory.map()->size(), revisionCount + 2);
    QCOMPARE(directory.map()->id(0).text(), u"a"_s);
    QCOMPARE(directory.map()->nextRevisions(*directory.map()->find(RevisionId(u"r0"_s))).size(),
             size_t(4));
}

void tst_HeaderCache::isUsed()
{
    settle();
    std::vector<ScriptFile> files = open().files();
    files[3].revision->documentation = u"from the cache"_s;
    HeaderCache(m_settings).store(files, currentFileTime());
    QCOMPARE(docOf(3), u"from the cache"_s);
    QCOMPARE(docOf(4), u"one"_s);
}

void tst_HeaderCache::seesAnEditInTheSameTick()
{
    settle();
    open();
    for (int i = 0; i < 100; ++i) {
        write(path(5), script(5, "two"));
        QCOMPARE(docOf(5), u"two"_s);
        write(path(5), script(5, "six"));
        QCOMPARE(docOf(5), u"six"_s);
    }
}

void tst_HeaderCache::seesAnEditThatHidesItsTime()
{
    settle();
    open();

    struct stat before
    {
    };

    const QByteArray name = QFile::encodeName(path(5));
    QCOMPARE(::stat(name.constData(), &before), 0);
    write(path(5), script(5, "two"));
    const timespec times[] = { before.st_atim, before.st_mtim };
    QCOMPARE(::utimensat(AT_FDCWD, name.constData(), times, 0), 0);
    QCOMPARE(docOf(5), u"two"_s);
}

void tst_HeaderCache::seesAReplacedFile()
{
    write(m_folder->filePath(u"other"_s), script(5, "two"));
    settle();
    open();
    QVERIFY(QFile::remove(path(5)));
    QVERIFY(QFile::rename(m_folder->filePath(u"other"_s), path(5)));
    QCOMPARE(docOf(5), u"two"_s);
}

void tst_HeaderCache::forgetsRemovedFiles()
{
    settle();
    open();
    QVERIFY(QFile::remove(path(revisionCount - 1)));
    QCOMPARE(open().map()->size(), revisionCount - 1);
    QCOMPARE(HeaderCache(m_settings).load().size(), size_t(revisionCount - 1));
}

void tst_HeaderCache::keepsNeitherErrorsNorEvaluatedHeaders()
{
    write(path(1), "revision = (\n");
    write(path(2), script(2, "one", "depends_on = other.made()\n"));
    settle();
    int evaluated = 0;
    ScriptReading reading;
    reading.evaluator = [&](const QString &, const QByteArray &) -> Result<HeaderValues> {
        ++evaluated;
        HeaderValues values;
        values.revision = HeaderValue { HeaderValue::Kind::Text, { u"r2"_s }, {} };
        values.downRevision = HeaderValue {};
        return values;
    };
    for (int i = 1; i <= 2; ++i) {
        const ScriptDirectory directory = open(reading);
        QVERIFY(!directory.files()[1].revision);
        QVERIFY(directory.files()[2].isEvaluated);
        QCOMPARE(evaluated, i);
        QCOMPARE(HeaderCache(m_settings).load().size(), size_t(revisionCount - 2));
    }
}

void tst_HeaderCache::keepsNothingThatWasJustWritten()
{
    settle();
    write(path(5), script(5, "two"));
    open();
    for (const ScriptFile &file : HeaderCache(m_settings).load())
        QVERIFY(file.path != path(5));
    settle();
    open();
    QCOMPARE(HeaderCache(m_settings).load().size(), size_t(revisionCount));
}

void tst_HeaderCache::doesNotStandForReadingWholeFiles()
{
    write(path(5), script(5, "one", "def upgrade(:\n"));
    settle();
    QVERIFY(open().map());
    ScriptReading reading;
    reading.wholeFilesUpTo = revisionCount;
    QCOMPARE(open(reading).map().error().code, ErrorCode::Syntax);
}

void tst_HeaderCache::damageCountsAsEmpty()
{
    settle();
    std::vector<ScriptFile> files = open().files();
    files.resize(2);
    const HeaderCache cache(m_settings);
    cache.store(files, currentFileTime());
    QCOMPARE(cache.load().size(), size_t(2));
    QFile file(cachePath());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray whole = file.readAll();
    for (qsizetype i = 0; i < whole.size(); ++i) {
        write(cachePath(), whole.first(i));
        QVERIFY2(cache.load().empty(), qPrintable(u"cut at %1"_s.arg(i)));
        QByteArray changed = whole;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        write(cachePath(), changed);
        QVERIFY2(cache.load().empty(), qPrintable(u"changed at %1"_s.arg(i)));
    }
    write(cachePath(), QByteArray(1'000'000, 'x'));
    QCOMPARE(open().map()->size(), revisionCount);
    QCOMPARE(cache.load().size(), size_t(revisionCount));
}

void tst_HeaderCache::othersCountAsEmpty()
{
    settle();
    open();
    const QString mine = cachePath();
    ProjectSettings other = m_settings;
    other.versionLocations.append(m_folder->path());
    const HeaderCache others(other);
    others.store({}, currentFileTime());
    const QDir folder = QFileInfo(mine).dir();
    for (const QString &name : folder.entryList(QDir::Files)) {
        if (folder.filePath(name) != mine) {
            QVERIFY(QFile::remove(folder.filePath(name)));
            QVERIFY(QFile::copy(mine, folder.filePath(name)));
        }
    }
    QVERIFY(others.load().empty());
    const HeaderCache cache(m_settings);
    QCOMPARE(cache.load().size(), size_t(revisionCount));
    if (::chown(QFile::encodeName(mine).constData(), ::geteuid() + 1, ::getegid()) != 0)
        QSKIP("only root can give a file away");
    QVERIFY(cache.load().empty());
}

void tst_HeaderCache::goesWithoutAFolder()
{
    write(m_folder->filePath(u"cache"_s), "a file where the folder would be");
    settle();
    QCOMPARE(open().map()->size(), revisionCount);
    QCOMPARE(open().map()->size(), revisionCount);
    QVERIFY(HeaderCache(m_settings).load().empty());
}

QTEST_GUILESS_MAIN(tst_HeaderCache)
#include "tst_headercache.moc"
