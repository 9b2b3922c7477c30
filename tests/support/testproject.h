// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QTemporaryDir>

namespace limbeck::test {

/// A small Alembic project in a folder of a test's: alembic.ini, env.py and script.py.mako as
/// Alembic's templates have them, and revisions one after the other.
class TestProject
{
public:
    /// @p configureArguments: further arguments of context.configure(),
    /// "transaction_per_migration=True".
    TestProject(QString folder, const QString &url, const QString &configureArguments = {});

    /// Puts @p lines of Python into env.py, where `config` is there and nothing is connected yet;
    /// they may set `target_metadata`.
    void setEnvironment(const QString &lines) const;
    /// Adds a revision on top of the last one. The bodies are lines of Python, without indentation.
    void add(const QString &revision, const QString &upgrade,
             const QString &downgrade = QStringLiteral("pass"));

    [[nodiscard]] const QString &folder() const { return m_folder; }

    [[nodiscard]] QString scriptPath(const QString &revision) const;

private:
    QString m_folder;
    QString m_configureArguments;
    QString m_last;
};

/// A project in a temporary folder of its own, with a transaction for each migration.
class TemporaryProject final : private QTemporaryDir, public TestProject
{
public:
    explicit TemporaryProject(const QString &url)
        : TestProject(path(), url, QStringLiteral("transaction_per_migration=True"))
    {
    }
};

/// script.py.mako as Alembic's templates have it, without comments.
[[nodiscard]] const QString &revisionTemplate();

/// Writes a text file; the test fails otherwise.
void writeText(const QString &path, const QString &text);

} // namespace limbeck::test
