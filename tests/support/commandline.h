// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QProcess>
#include <QTemporaryDir>

namespace limbeck::test {

/// What a command left behind.
struct CommandResult
{
    int exitStatus = -1; ///< -1: it crashed or did not end in time
    QString output;
    QString errors;

    /// Both, for failure messages.
    [[nodiscard]] QString text() const { return output + errors; }
};

/// Runs a program to its end in @p folder. Environment variables of @p environment ("A=b") come on
/// top of this process's.
[[nodiscard]] CommandResult runCommand(const QString &program, const QStringList &arguments,
                                       const QString &folder, const QStringList &environment = {});

/// Starts a program; the caller waits for it.
void startCommand(QProcess &process, const QString &program, const QStringList &arguments,
                  const QString &folder, const QStringList &environment = {});

/// The command line program of this build.
[[nodiscard]] QString limbeckProgram();

/// A project of a test's own, on disk, driven through the command line program as a person does.
class CommandLineProject
{
public:
    /// An empty project: alembic.ini, an env.py that connects to @p url and asks for a transaction
    /// per migration, no scripts.
    explicit CommandLineProject(const QString &url);
    /// The guide's project (../shared/guide/project), its DATABASE_URL being @p url.
    [[nodiscard]] static std::unique_ptr<CommandLineProject> guide(const QString &url);

    [[nodiscard]] QString folder() const { return m_folder.path(); }

    [[nodiscard]] const QString &url() const { return m_url; }

    void setUrl(const QString &url) { m_url = url; }

    /// Writes env.py anew: with other arguments of context.configure(), and lines of Python above.
    void configure(const QString &arguments, const QString &preparation = {}) const;
    /// Writes a file of the project; folders are made.
    void write(const QString &path, const QString &text) const;
    /// A revision file with this body of upgrade() and downgrade().
    void addRevision(const QString &id, const QString &down, const QString &upgrade,
                     const QString &downgrade = QStringLiteral("pass")) const;

    /// What commands on the project find in their environment: DATABASE_URL, a journal of its own.
    [[nodiscard]] QStringList environment() const;
    [[nodiscard]] CommandResult limbeck(const QStringList &arguments) const;
    void startLimbeck(QProcess &process, const QStringList &arguments) const;
    /// The revisions that `current` prints, sorted; "?" and the text if it fails.
    [[nodiscard]] QStringList current() const;

private:
    struct Empty
    {
    };

    CommandLineProject(const QString &url, Empty);

    QTemporaryDir m_folder;
    QString m_url;
};

} // namespace limbeck::test
