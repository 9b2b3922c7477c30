// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/config.h"
#include "core/config/pythontext.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;

namespace {

void write(const QString &path, const QString &text)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text.toUtf8());
}

} // namespace

class tst_Settings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void versionLocations_data();
    void versionLocations();
    void iniBeforeToml();
    void toml();
    void tomlHooks();
    void iniHooks();
    void packageResource();
    void insideThePackage();
    void flaskMigrate();
    void insideAContainer();
    void namesOtherSections();
    void refuses_data();
    void refuses();
    void configOptions();
    void profile();
    void profileRefusesUnknownKeys();
    void percentFormat_data();
    void percentFormat();

private:
    [[nodiscard]] Result<ProjectSettings> settings() const
    {
        ConfigLocation location;
        location.workingDirectory = m_folder->path();
        const auto config = Config::load(location);
        if (!config)
            return failure(config.error());
        return config->settings();
    }

    [[nodiscard]] QString path(const QString &name) const { return m_folder->path() + u'/' + name; }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_Settings::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void tst_Settings::versionLocations_data()
{
    QTest::addColumn<QString>("lines");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("default") << u""_s << QStringList { u"migrations/versions"_s };
    QTest::newRow("by the system's separator")
        << u"path_separator = os\nversion_locations = a:b c"_s << QStringList { u"a"_s, u"b c"_s };
    QTest::newRow("by spaces") << u"path_separator = space\nversion_locations = a b"_s
                               << QStringList { u"a"_s, u"b"_s };
    QTest::newRow("by lines") << u"path_separator = newline\nversion_locations =\n  a\n  b"_s
                              << QStringList { u"a"_s, u"b"_s };
    QTest::newRow("old name of the separator")
        << u"version_path_separator = ;\nversion_locations = a;b"_s
        << QStringList { u"a"_s, u"b"_s };
    QTest::newRow("without a separator")
        << u"version_locations = a, b c"_s << QStringList { u"a"_s, u"b"_s, u"c"_s };
    QTest::newRow("here") << u"path_separator = os\nversion_locations = %(here)s/a"_s
                          << QStringList { u"a"_s };
}

void tst_Settings::versionLocations()
{
    QFETCH(QString, lines);
    QFETCH(QStringList, expected);
    write(path(u"alembic.ini"_s), u"[alembic]\nscript_location = migrations\n"_s + lines);
    const auto read = settings();
    QVERIFY2(read, read ? "" : qPrintable(read.error().message));
    for (QString &location : expected)
        location = path(location);
    QCOMPARE(read->versionLocations, expected);
}

void tst_Settings::iniBeforeToml()
{
    write(path(u"alembic.ini"_s), u"[alembic]\nscript_location = a\n"_s);
    write(path(u"pyproject.toml"_s),
          u"[tool.alembic]\nscript_location = 'b'\nfile_template = 'x_%%(rev)s'\n"_s);
    const auto read = settings();
    QVERIFY(read);
    QCOMPARE(read->scriptLocation, path(u"a"_s));
    QCOMPARE(read->fileTemplate, u"x_%(rev)s"_s);
}

void tst_Settings::toml()
{
    write(
        path(u"pyproject.toml"_s),
        u"[tool.alembic]\nscript_location = '%(here)s/m'\nversion_locations = ['%(here)s/v1', "
        u"'v2']\n"
        "recursive_version_locations = true\ntruncate_slug_length = 12\nprepend_sys_path = ['.']\n"_s);
    const auto read = settings();
    QVERIFY2(read, read ? "" : qPrintable(read.error().message));
    QCOMPARE(read->scriptLocation, path(u"m"_s));
    QCOMPARE(read->versionLocations, (QStringList { path(u"v1"_s), path(u"v2"_s) }));
    QVERIFY(read->recursiveVersionLocations);
    QCOMPARE(read->truncateSlugLength, 12);
    QCOMPARE(read->prependSysPath, QStringList { m_folder->path() });
}

void tst_Settings::tomlHooks()
{
    write(
        path(u"pyproject.toml"_s),
        u"[tool.alembic]\nscript_location = 'm'\n[[tool.alembic.post_write_hooks]]\nname = 'ruff'\ntype = 'exec'\n"_s);
    const auto read = settings();
    QVERIFY(read);
    QCOMPARE(read->postWriteHooks.size(), size_t(1));
    QCOMPARE(read->postWriteHooks.front().name, u"ruff"_s);
    QCOMPARE(read->postWriteHooks.front().option(u"type"_s), u"exec"_s);
}

void tst_Settings::iniHooks()
{
    write(path(u"alembic.ini"_s),
          u"[alembic]\nscript_location = m\n[post_write_hooks]\nhooks = black, ruff\nblack.type = "
          u"console_scripts\n"
          "black.options = -l 79 REVISION_SCRIPT_FILENAME\n"_s);
    const auto read = settings();
    QVERIFY(read);
    QCOMPARE(read->postWriteHooks.size(), size_t(2));
    QCOMPARE(read->postWriteHooks.front().option(u"options"_s),
             u"-l 79 REVISION_SCRIPT_FILENAME"_s);
}

void tst_Settings::packageResource()
{
    write(path(u"src/app/db/__init__.py"_s), {});
    write(path(u"alembic.ini"_s),
          u"[alembic]\nscript_location = app.db:migrations\nprepend_sys_path = src\n"_s);
    const auto read = settings();
    QVERIFY2(read, read ? "" : qPrintable(read.error().message));
    QCOMPARE(read->scriptLocation, path(u"src/app/db/migrations"_s));
}

void tst_Settings::insideThePackage()
{
    write(path(u"src/app/db/pg/migrations/env.py"_s), {});
    write(path(u"src/app/db/alembic.ini"_s),
          u"[alembic]\nscript_location = app:db:pg:migrations\n"_s);
    ConfigLocation location;
    location.workingDirectory = path(u"src/app/db"_s);
    const auto config = Config::load(location);
    const auto read = config ? config->settings() : failure(config.error());
    QVERIFY2(read, read ? "" : qPrintable(read.error().message));
    QCOMPARE(read->scriptLocation, path(u"src/app/db/pg/migrations"_s));
}

void tst_Settings::flaskMigrate()
{
    write(path(u"alembic.ini"_s), u"[alembic]\nfile_template = %%(rev)s\n"_s);
    QVERIFY(!settings());
    write(path(u"env.py"_s), {});
    const auto read = settings();
    QVERIFY2(read, read ? "" : qPrintable(read.error().message));
    QCOMPARE(read->scriptLocation, m_folder->path());
    QCOMPARE(read->versionLocations, QStringList { path(u"versions"_s) });
}

void tst_Settings::insideAContainer()
{
    const QString ini = u"[alembic]\nscript_location = /nosuch/app/migrations\n"_s;
    write(path(u"alembic.ini"_s), ini);
    QCOMPARE(settings()->scriptLocation, u"/nosuch/app/migrations"_s);
    write(path(u"env.py"_s), {});
    const auto read = settings();
    QCOMPARE(read->scriptLocation, m_folder->path());
    QVERIFY(read->warnings.join(u' ').contains(u"'/nosuch/app/migrations' does not exist"_s));
}

void tst_Settings::namesOtherSections()
{
    write(
        path(u"alembic.ini"_s),
        u"[DEFAULT]\nscript_location = m\n[main]\n[static]\n[loggers]\nkeys = root\n[logger_root]\n"_s);
    const auto read = settings();
    QVERIFY(!read);
    QCOMPARE(
        read.error().hint,
        u"alembic.ini has no such key in section [alembic], but in [main], [static]: choose one with -n"_s);
}

void tst_Settings::refuses_data()
{
    QTest::addColumn<QString>("ini");
    QTest::addColumn<QString>("toml");
    QTest::addColumn<QString>("message");
    QTest::newRow("nothing") << u""_s << u""_s
                             << u"No 'script_location' key found in configuration."_s;
    QTest::newRow("separator with a comment")
        << u"[alembic]\nscript_location = m\nversion_path_separator = os  # Use os.pathsep\nversion_locations = a"_s
        << u""_s
        << u"'os  # Use os.pathsep' is not a valid value for version_path_separator; expected "
           u"'space', 'newline', 'os', "
           "':', ';'"_s;
    QTest::newRow("TOML boolean") << u""_s
                                  << u"[tool.alembic]\nscript_location = 'm'\nsourceless = 'yes'"_s
                                  << u"boolean value expected for TOML parameter 'sourceless'"_s;
    QTest::newRow("TOML section") << u""_s << u"[tool]\nalembic = 1"_s
                                  << u"Incorrect TOML format"_s;
    QTest::newRow("unknown package") << u"[alembic]\nscript_location = nosuch.pkg:m"_s << u""_s
                                     << u"No module named 'nosuch.pkg'"_s;
}

void tst_Settings::refuses()
{
    QFETCH(QString, ini);
    QFETCH(QString, toml);
    if (!ini.isEmpty())
        write(path(u"alembic.ini"_s), ini);
    if (!toml.isEmpty())
        write(path(u"pyproject.toml"_s), toml);
    const auto read = settings();
    QVERIFY(!read);
    QTEST(read.error().message, "message");
}

void tst_Settings::configOptions()
{
    const auto both = ConfigLocation::fromOptions({ u"x/pyproject.toml"_s, u"y.ini"_s }, {});
    QVERIFY(both);
    QCOMPARE(both->tomlPath, u"x/pyproject.toml"_s);
    QCOMPARE(both->iniPath, u"y.ini"_s);
    QCOMPARE(ConfigLocation::fromOptions({}, u"z.ini"_s)->iniPath, u"z.ini"_s);
    QCOMPARE(ConfigLocation::fromOptions({ u"a"_s, u"b"_s }, {}).error().message,
             u"only one ini file may be indicated"_s);
}

void tst_Settings::profile()
{
    write(path(u"alembic.ini"_s), u"[alembic]\nscript_location = m\n"_s);
    write(path(u"limbeck.toml"_s),
          u"url = 'sqlite:///a.db'\nversion_table = 'v'\n[naming_convention]\nix = "
          u"'ix_%(column_0_label)s'\n"
          "[opaque]\n\"app.config.flag\" = true\napp.config.limit = 3\n"_s);
    ConfigLocation location;
    location.workingDirectory = m_folder->path();
    const auto config = Config::load(location);
    QVERIFY2(config, config ? "" : qPrintable(config.error().message));
    QCOMPARE(config->profile().url, u"sqlite:///a.db"_s);
    QCOMPARE(config->profile().namingConvention.value(u"ix"_s), u"ix_%(column_0_label)s"_s);
    QCOMPARE(config->profile().opaqueValues.value(u"app.config.flag"_s), QVariant(true));
    QCOMPARE(config->profile().opaqueValues.value(u"app.config.limit"_s).toInt(), 3);
}

void tst_Settings::profileRefusesUnknownKeys()
{
    const auto profile = ProjectProfile::parse(u"limbeck.toml"_s, u"verison_table = 'x'"_s);
    QVERIFY(!profile);
    QCOMPARE(profile.error().message, u"limbeck.toml: unknown key 'verison_table'"_s);
    QVERIFY(profile.error().hint.contains(u"version_table"_s));
}

void tst_Settings::percentFormat_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("expected");
    QTest::newRow("text") << u"%(rev)s_%(slug)s"_s << u"ab_x"_s;
    QTest::newRow("numbers") << u"%(year)d_%(month).2d-%(month)02d"_s << u"2026_07-07"_s;
    QTest::newRow("cut and padded") << u"[%(slug)-5.5s]"_s << u"[x    ]"_s;
    QTest::newRow("percent sign") << u"%%(rev)s"_s << u"%(rev)s"_s;
    QTest::newRow("number as text") << u"%(year)s"_s << u"2026"_s;
    QTest::newRow("unknown name") << u"%(nope)s"_s << u"error"_s;
    QTest::newRow("no name") << u"%s"_s << u"error"_s;
    QTest::newRow("text as number") << u"%(rev)d"_s << u"error"_s;
}

void tst_Settings::percentFormat()
{
    QFETCH(QString, format);
    const FormatValues values { { u"rev"_s, u"ab"_s },
                                { u"slug"_s, u"x"_s },
                                { u"year"_s, qint64(2026) },
                                { u"month"_s, qint64(7) } };
    QTEST(limbeck::percentFormat(format, values).value_or(u"error"_s), "expected");
}

QTEST_GUILESS_MAIN(tst_Settings)
#include "tst_settings.moc"
