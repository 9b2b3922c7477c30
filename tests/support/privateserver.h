// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/databaseurl.h"

#include <QProcess>
#include <QTemporaryDir>

namespace limbeck::test {

/// A database server of a test's own: in a temporary folder, on a free port of the loopback
/// interface and a socket, gone with the object.
class PrivateServer
{
public:
    virtual ~PrivateServer();
    PrivateServer(const PrivateServer &) = delete;
    PrivateServer &operator=(const PrivateServer &) = delete;

    /// Further arguments of the server's program; before start().
    void addArguments(const QStringList &arguments) { m_furtherArguments += arguments; }

    /// Copies the file @p source into the server's folder, where the server alone can read it, and
    /// gives its path.
    [[nodiscard]] QString takeFile(const QString &source) const;
    /// Starts it and waits until it answers. Empty on success, else why not.
    [[nodiscard]] QString start();
    /// Ends it as a power cut does.
    void kill();
    /// Starts it again after kill(), with its data and at its port. Empty on success, else why not.
    [[nodiscard]] QString startAgain();

    /// A URL of @p database over TCP, with user and password.
    [[nodiscard]] virtual QString url(const QString &database) const = 0;
    [[nodiscard]] ConnectionSpecification specification(const QString &database) const;
    /// Creates an empty database. Empty on success, else why not.
    [[nodiscard]] virtual QString createDatabase(const QString &name) = 0;

    [[nodiscard]] int port() const { return m_port; }

    [[nodiscard]] QString folder() const { return m_folder.path(); }

    /// The password of the tests' user: it must never show up in any text.
    static QString password() { return QStringLiteral("canary-pa55word"); }

protected:
    explicit PrivateServer(QString systemUser);

    /// Makes the data folder @p path, which does not exist. Empty on success.
    [[nodiscard]] virtual QString makeData(const QString &path) = 0;
    [[nodiscard]] virtual QString program() const = 0;
    [[nodiscard]] virtual QStringList arguments(const QString &data) const = 0;
    /// Whether the server answers already.
    [[nodiscard]] virtual bool answers() const = 0;
    /// Name of the folder that keeps fresh data between runs of tests.
    [[nodiscard]] virtual QString templateName() const = 0;
    /// The signal for a quick orderly end.
    [[nodiscard]] virtual int endSignal() const = 0;

    /// Runs a program to its end, as the server's user if we are root. Empty on success.
    [[nodiscard]] QString runToEnd(const QString &program, const QStringList &arguments) const;

private:
    [[nodiscard]] QString prepareData();
    [[nodiscard]] QPair<QString, QStringList> asSystemUser(const QString &program,
                                                           const QStringList &arguments) const;

    QString m_systemUser;
    QStringList m_furtherArguments;
    QTemporaryDir m_folder;
    QProcess m_process;
    int m_port = 0;
};

class PrivatePostgres final : public PrivateServer
{
public:
    PrivatePostgres();
    ~PrivatePostgres() override;

    QString url(const QString &database) const override;
    QString createDatabase(const QString &name) override;

protected:
    QString makeData(const QString &path) override;
    QString program() const override;
    QStringList arguments(const QString &data) const override;
    bool answers() const override;
    QString templateName() const override;
    int endSignal() const override;
};

class PrivateMariaDb final : public PrivateServer
{
public:
    PrivateMariaDb();
    ~PrivateMariaDb() override;

    QString url(const QString &database) const override;
    QString createDatabase(const QString &name) override;
    [[nodiscard]] QString socket() const;

protected:
    QString makeData(const QString &path) override;
    QString program() const override;
    QStringList arguments(const QString &data) const override;
    bool answers() const override;
    QString templateName() const override;
    int endSignal() const override;
};

} // namespace limbeck::test
