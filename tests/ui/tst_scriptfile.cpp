// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/script/scriptfile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;

class tst_ScriptFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void writesBackWhatItRead_data();
    void writesBackWhatItRead();
    void changesOnlyWhatWasChanged();
    void noticesAnotherProgram();
    void noticesThatTheFileIsGone();
    void keepsPermissionsAndLinks();
    void refusesWhatTheEncodingCannotHold();
    void saysWhyItCannotSave();

private:
    void put(const QByteArray &bytes);
    [[nodiscard]] QByteArray bytes() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void tst_ScriptFile::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"a.py"_s);
}

void tst_ScriptFile::put(const QByteArray &bytes)
{
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

QByteArray tst_ScriptFile::bytes() const
{
    QFile file(m_path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
}

void tst_ScriptFile::writesBackWhatItRead_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << QByteArray("x = 1\n") << u"x = 1\n"_s;
    QTest::newRow("no line end") << QByteArray("x = 1") << u"x = 1"_s;
    QTest::newRow("empty") << QByteArray() << QString();
    QTest::newRow("utf-8") << QByteArray("x = '\xc3\xa9\xf0\x9f\x90\x8d'\n") << u"x = 'é🐍'\n"_s;
    QTest::newRow("windows") << QByteArray("x = 1\r\ny = 2\r\n") << u"x = 1\ny = 2\n"_s;
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbfx = 1\n") << u"x = 1\n"_s;
    QTest::newRow("latin-1") << QByteArray("# -*- coding: latin-1 -*-\nx = '\xe9'\n")
                             << u"# -*- coding: latin-1 -*-\nx = 'é'\n"_s;
}

void tst_ScriptFile::writesBackWhatItRead()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, text);
    put(content);
    const auto read = readScriptFile(m_path);
    QVERIFY2(read.has_value(), read ? "" : qPrintable(read.error().message));
    QCOMPARE(read->text, text);
    const auto stamp = writeScriptFile(m_path, *read, false);
    QVERIFY2(stamp.has_value(), stamp ? "" : qPrintable(stamp.error().message));
    QCOMPARE(bytes(), content);
    QCOMPARE(*stamp, fileStamp(m_path));
}

void tst_ScriptFile::changesOnlyWhatWasChanged()
{
    put("x = 1\r\ny = 2\r\n");
    auto content = readScriptFile(m_path);
    content->text += u"z = 3\n"_s;
    QVERIFY(writeScriptFile(m_path, *content, false).has_value());
    QCOMPARE(bytes(), QByteArray("x = 1\r\ny = 2\r\nz = 3\r\n"));
}

void tst_ScriptFile::noticesAnotherProgram()
{
    put("x = 1\n");
    auto content = readScriptFile(m_path);
    put("x = 22\n");
    content->text = u"x = 3\n"_s;
    const auto refused = writeScriptFile(m_path, *content, false);
    QVERIFY(!refused.has_value());
    QCOMPARE(refused.error().code, ErrorCode::Locked);
    QVERIFY(!refused.error().hint.isEmpty());
    QCOMPARE(bytes(), QByteArray("x = 22\n")); // untouched
    QVERIFY(writeScriptFile(m_path, *content, true).has_value());
    QCOMPARE(bytes(), QByteArray("x = 3\n"));
}

void tst_ScriptFile::noticesThatTheFileIsGone()
{
    put("x = 1\n");
    const auto content = readScriptFile(m_path);
    QVERIFY(QFile::remove(m_path));
    QCOMPARE(fileStamp(m_path), FileStamp());
    QVERIFY(!writeScriptFile(m_path, *content, false).has_value());
    QVERIFY(!QFile::exists(m_path));
    QCOMPARE(readScriptFile(m_path).error().code, ErrorCode::FileNotFound);
}

void tst_ScriptFile::keepsPermissionsAndLinks()
{
    put("x = 1\n");
    QVERIFY(QFile::setPermissions(m_path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    const auto before = QFile::permissions(m_path);
    const QString link = m_folder->filePath(u"link.py"_s);
    QVERIFY(QFile::link(m_path, link));
    auto content = readScriptFile(link);
    content->text = u"x = 2\n"_s;
    QVERIFY(writeScriptFile(link, *content, false).has_value());
    QVERIFY(QFileInfo(link).isSymLink());
    QCOMPARE(bytes(), QByteArray("x = 2\n"));
    QCOMPARE(QFile::permissions(m_path), before);
}

void tst_ScriptFile::refusesWhatTheEncodingCannotHold()
{
    put("# coding: latin-1\nx = 1\n");
    auto content = readScriptFile(m_path);
    content->text += u"y = '🐍'\n"_s;
    const auto refused = writeScriptFile(m_path, *content, false);
    QVERIFY(!refused.has_value());
    QCOMPARE(refused.error().code, ErrorCode::Configuration);
    QCOMPARE(bytes(), QByteArray("# coding: latin-1\nx = 1\n"));
}

void tst_ScriptFile::saysWhyItCannotSave()
{
    const QString path = m_folder->filePath(u"no/such/folder/a.py"_s);
    const auto refused = writeScriptFile(path, {}, true);
    QVERIFY(!refused.has_value());
    QCOMPARE(refused.error().code, ErrorCode::FileAccess);
    QVERIFY(refused.error().message.contains(path));
}

QTEST_GUILESS_MAIN(tst_ScriptFile)
#include "tst_scriptfile.moc"
