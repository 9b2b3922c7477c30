// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/pythoninterpreter.h"
#include "core/engine/pythonmanagers.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;

class TestPythonInterpreter final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void findsInPlaces_data();
    void findsInPlaces();
    void orderOfPlaces();
    void stopsAtRepository();
    void namedInterpreter();
    void refusesWhatIsNoInterpreter();
    void alembicOnPath();
    void saysWhereItLooked();
    void namesOfPoetry();
    void namesOfPipenv();
    void namesOfOthers();

private:
    /// A file @p path below the temporary folder, which a shell could run. Its absolute path.
    QString program(const QString &path, const QString &text = u"#!/bin/sh\nexit 1\n"_s) const;
    void write(const QString &path, const QString &text) const;

    [[nodiscard]] QString at(const QString &path) const { return m_folder->filePath(path); }

    [[nodiscard]] PythonSearch search() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QProcessEnvironment m_variables;
};

void TestPythonInterpreter::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_variables.clear();
    m_variables.insert(u"HOME"_s, at(u"home"_s));
    QVERIFY(QDir().mkpath(at(u"app/backend"_s)));
    QVERIFY(QDir().mkpath(at(u"app/.git"_s)));
}

void TestPythonInterpreter::write(const QString &path, const QString &text) const
{
    QVERIFY(QDir().mkpath(QFileInfo(at(path)).path()));
    QFile file(at(path));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text.toUtf8());
}

QString TestPythonInterpreter::program(const QString &path, const QString &text) const
{
    write(path, text);
    QFile::setPermissions(at(path), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return at(path);
}

PythonSearch TestPythonInterpreter::search() const
{
    PythonSearch result;
    result.directory = at(u"app/backend"_s);
    result.variables = m_variables;
    return result;
}

void TestPythonInterpreter::findsInPlaces_data()
{
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("variable"); // "NAME=folder" below the temporary folder
    QTest::newRow(".venv") << u"app/backend/.venv"_s << QString();
    QTest::newRow("venv") << u"app/backend/venv"_s << QString();
    QTest::newRow("env") << u"app/backend/env"_s << QString();
    QTest::newRow("above") << u"app/.venv"_s << QString();
    QTest::newRow("activated") << u"elsewhere"_s << u"VIRTUAL_ENV=elsewhere"_s;
    QTest::newRow("conda") << u"elsewhere"_s << u"CONDA_PREFIX=elsewhere"_s;
    QTest::newRow("uv") << u"elsewhere"_s << u"UV_PROJECT_ENVIRONMENT=elsewhere"_s;
    QTest::newRow("LIMBECK_PYTHON, a folder") << u"elsewhere"_s << u"LIMBECK_PYTHON=elsewhere"_s;
}

void TestPythonInterpreter::findsInPlaces()
{
    QFETCH(QString, place);
    QFETCH(QString, variable);
    const QString expected = program(place + u"/bin/python"_s);
    if (!variable.isEmpty())
        m_variables.insert(variable.section(u'=', 0, 0), at(variable.section(u'=', 1)));
    const auto found = findPython(search());
    QVERIFY2(found, found ? "" : qPrintable(found.error().toString()));
    QCOMPARE(found->program, expected);
    QCOMPARE(found->environment, at(place));
}

void TestPythonInterpreter::orderOfPlaces()
{
    m_variables.insert(u"VIRTUAL_ENV"_s, at(u"activated"_s));
    program(u"activated/bin/python"_s);
    QCOMPARE(findPython(search())->environment, at(u"activated"_s));
    program(u"app/.venv/bin/python"_s);
    QCOMPARE(findPython(search())->environment, at(u"app/.venv"_s));
    program(u"app/backend/venv/bin/python"_s);
    QCOMPARE(findPython(search())->environment, at(u"app/backend/venv"_s));
    PythonSearch configured = search();
    configured.configured = u"../other"_s; // relative to the project
    program(u"app/other/bin/python"_s);
    QCOMPARE(QDir::cleanPath(findPython(configured)->environment), at(u"app/other"_s));
    configured.variables.insert(u"LIMBECK_PYTHON"_s, program(u"mine/python3"_s));
    QCOMPARE(findPython(configured)->program, at(u"mine/python3"_s));
    QCOMPARE(findPython(configured)->origin, u"LIMBECK_PYTHON"_s);
}

void TestPythonInterpreter::stopsAtRepository()
{
    program(u".venv/bin/python"_s); // above the repository: another project's
    QVERIFY(!findPython(search()));
}

void TestPythonInterpreter::namedInterpreter()
{
    m_variables.insert(u"LIMBECK_PYTHON"_s, program(u"env/bin/python3"_s));
    QCOMPARE(findPython(search())->environment, QString()); // no pyvenv.cfg: no environment
    write(u"env/pyvenv.cfg"_s, u"home = /usr/bin\n"_s);
    QCOMPARE(findPython(search())->environment, at(u"env"_s));
}

void TestPythonInterpreter::refusesWhatIsNoInterpreter()
{
    program(u"app/.venv/bin/python"_s); // is not taken in its place
    m_variables.insert(u"LIMBECK_PYTHON"_s, at(u"nowhere"_s));
    const auto found = findPython(search());
    QVERIFY(!found);
    QCOMPARE(found.error().code, ErrorCode::Configuration);
    QVERIFY(found.error().message.contains(u"LIMBECK_PYTHON"));
}

void TestPythonInterpreter::alembicOnPath()
{
    const QString python = program(u"pipx/bin/python"_s);
    write(u"pipx/pyvenv.cfg"_s, QString());
    program(u"bin/alembic"_s, u"#!"_s + python + u"\nimport sys\n"_s);
    m_variables.insert(u"PATH"_s, at(u"bin"_s));
    QCOMPARE(findPython(search())->program, python);
    QCOMPARE(findPython(search())->origin, at(u"bin/alembic"_s));
    // #!/usr/bin/env python3
    program(u"bin/alembic"_s, u"#!/usr/bin/env python3\n"_s);
    QVERIFY(!findPython(search()));
    const QString onPath = program(u"bin/python3"_s);
    QCOMPARE(findPython(search())->program, onPath);
}

void TestPythonInterpreter::saysWhereItLooked()
{
    const auto found = findPython(search());
    QVERIFY(!found);
    QCOMPARE(found.error().code, ErrorCode::FileNotFound);
    QVERIFY(found.error().message.contains(at(u"app/backend/.venv"_s)));
    QVERIFY(found.error().message.contains(at(u"app/.venv"_s)));
    QVERIFY(found.error().hint.contains(u"LIMBECK_PYTHON"));
}

namespace {

/// The folder that the names below were made for by the managers themselves.
QString managedProject()
{
    return u"/tmp/limbeck-test-managers/Support Desk"_s;
}

} // namespace

/// The name is what Poetry 1.3.2's EnvManager.generate_env_name() gives.
void TestPythonInterpreter::namesOfPoetry()
{
    QVERIFY(QDir().mkpath(managedProject()));
    QFile project(managedProject() + u"/pyproject.toml"_s);
    QVERIFY(project.open(QIODevice::WriteOnly));
    project.write("[tool.poetry]\nname = \"Support Desk\"\n");
    project.close();
    const QString cache = at(u"home/.cache/pypoetry/virtualenvs/"_s);
    QVERIFY(QDir().mkpath(cache + u"support_desk-VDQ3JPza-py3.9"_s));
    QVERIFY(QDir().mkpath(cache + u"support_desk-VDQ3JPza-py3.11"_s));
    QVERIFY(QDir().mkpath(cache + u"support_desk-AAAAAAAA-py3.11"_s));
    QStringList found = managedEnvironments(managedProject(), m_variables);
    found.sort();
    QCOMPARE(found,
             (QStringList { cache + u"support_desk-VDQ3JPza-py3.11"_s,
                            cache + u"support_desk-VDQ3JPza-py3.9"_s }));
    write(u"home/.cache/pypoetry/virtualenvs/envs.toml"_s,
          u"[support_desk-VDQ3JPza]\nminor = \"3.9\"\npatch = \"3.9.2\"\n"_s);
    QCOMPARE(managedEnvironments(managedProject(), m_variables).first(),
             cache + u"support_desk-VDQ3JPza-py3.9"_s);
    // A folder of one's own, in Poetry's configuration.
    write(u"home/.config/pypoetry/config.toml"_s,
          u"[virtualenvs]\npath = \"%1\"\n"_s.arg(at(u"mine"_s)));
    QVERIFY(QDir().mkpath(at(u"mine/support_desk-VDQ3JPza-py3.12"_s)));
    QCOMPARE(managedEnvironments(managedProject(), m_variables),
             QStringList { at(u"mine/support_desk-VDQ3JPza-py3.12"_s) });
    QVERIFY(QDir(managedProject()).removeRecursively());
}

/// The name is what Pipenv 2022.12.19's Project.virtualenv_name gives.
void TestPythonInterpreter::namesOfPipenv()
{
    QVERIFY(QDir().mkpath(managedProject()));
    QFile pipfile(managedProject() + u"/Pipfile"_s);
    QVERIFY(pipfile.open(QIODevice::WriteOnly));
    pipfile.close();
    QCOMPARE(managedEnvironments(managedProject(), m_variables),
             QStringList { at(u"home/.local/share/virtualenvs/Support_Desk-WPxTm0NX"_s) });
    m_variables.insert(u"WORKON_HOME"_s, at(u"work"_s));
    m_variables.insert(u"PIPENV_PYTHON"_s, u"/usr/bin/python3.9"_s);
    QCOMPARE(managedEnvironments(managedProject(), m_variables),
             (QStringList { at(u"work/Support_Desk-WPxTm0NX-python3.9"_s),
                            at(u"work/Support_Desk-WPxTm0NX"_s) }));
    QVERIFY(QDir(managedProject()).removeRecursively());
}

void TestPythonInterpreter::namesOfOthers()
{
    write(u"pdm/.pdm-python"_s, at(u"pdm/env/bin/python"_s));
    QCOMPARE(managedEnvironments(at(u"pdm"_s), m_variables), QStringList { at(u"pdm/env"_s) });
    write(u"file/.venv"_s, u"../elsewhere\n"_s);
    QCOMPARE(QDir::cleanPath(managedEnvironments(at(u"file"_s), m_variables).first()),
             at(u"elsewhere"_s));
    QVERIFY(managedEnvironments(at(u"app"_s), m_variables).isEmpty());
}

QTEST_GUILESS_MAIN(TestPythonInterpreter)
#include "tst_pythoninterpreter.moc"
