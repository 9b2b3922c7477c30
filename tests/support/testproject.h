// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace limbeck::test {

/// A small Alembic project in a folder of a test's: alembic.ini, an env.py as Alembic's template
/// has it, and revisions one after the other.
class TestProject
{
public:
    /// @p configureArguments: further arguments of context.configure(),
    /// "transaction_per_migration=True".
    TestProject(QString folder, const QString &url, const QString &configureArguments = {});

    /// Adds a revision on top of the last one. The bodies are lines of Python, without indentation.
    void add(const QString &revision, const QString &upgrade,
             const QString &downgrade = QStringLiteral("pass"));

    [[nodiscard]] const QString &folder() const { return m_folder; }

    [[nodiscard]] QString scriptPath(const QString &revision) const;

private:
    QString m_folder;
    QString m_last;
};

/// Writes a text file; the test fails otherwise.
void writeText(const QString &path, const QString &text);

} // namespace limbeck::test
