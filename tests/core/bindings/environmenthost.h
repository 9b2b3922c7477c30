// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/bindings/evaluation.h"

namespace limbeck::testing {

/// Hosts env.py of tests: notes what it does.
class EnvironmentHost : public bindings::EnvironmentHost
{
public:
    bool offline = true;
    std::map<QString, std::map<QString, QString>> sections;
    QStringList x;
    QStringList calls; ///< "configure", "begin", "run" …
    bindings::ConfigureOptions options;
    QString connectedTo;
    std::map<QString, lang::Value> runKeywords;

    std::optional<QString> configFileName() const override { return QStringLiteral("alembic.ini"); }

    QString configSection() const override { return QStringLiteral("alembic"); }

    Result<std::optional<QString>> option(const QString &section, const QString &name) override
    {
        const auto &entries = sections[section];
        const auto found = entries.find(name);
        return found == entries.end() ? std::optional<QString>() : std::optional(found->second);
    }

    Result<std::vector<std::pair<QString, QString>>> section(const QString &name) override
    {
        const auto &entries = sections[name];
        return std::vector<std::pair<QString, QString>>(entries.begin(), entries.end());
    }

    bool hasSection(const QString &name) override { return sections.contains(name); }

    void setOption(const QString &section, const QString &name, const QString &value) override
    {
        sections[section][name] = value;
    }

    void removeOption(const QString &section, const QString &name) override
    {
        sections[section].erase(name);
    }

    std::map<QString, lang::Value> commandOptions() const override
    {
        return { { QStringLiteral("sql"), lang::Value(offline) } };
    }

    QStringList xArguments() const override { return x; }

    std::optional<QString> tomlFileName() const override { return {}; }

    Result<QVariant> alembicOption(const QString &) override { return QVariant(); }

    std::vector<bindings::ScriptFacts> scripts() const override
    {
        return { { QStringLiteral("abc"), {}, {}, {}, {}, {}, QStringLiteral("first"), true } };
    }

    QString scriptLocation() const override { return QStringLiteral("migrations"); }

    Result<QStringList> findRevisions(const QString &) const override
    {
        return QStringList { QStringLiteral("abc") };
    }

    Result<QStringList> walkRevisions(const QString &, const QString &) const override
    {
        return QStringList { QStringLiteral("abc") };
    }

    bool isOfflineMode() const override { return offline; }

    QStringList headRevisions() const override { return { QStringLiteral("abc") }; }

    lang::Value revisionArgument() const override { return lang::makeStr(QStringLiteral("head")); }

    lang::Value startingRevisionArgument() const override { return {}; }

    std::optional<QString> tagArgument() const override { return {}; }

    Result<> configure(const bindings::ConfigureOptions &given) override
    {
        calls += QStringLiteral("configure");
        options = given;
        return {};
    }

    Result<> runMigrations(const std::map<QString, lang::Value> &keywords) override
    {
        calls += QStringLiteral("run");
        runKeywords = keywords;
        return {};
    }

    Result<> beginTransaction() override
    {
        calls += QStringLiteral("begin");
        return {};
    }

    Result<> endTransaction(bool failed) override
    {
        calls += failed ? QStringLiteral("rollback") : QStringLiteral("commit");
        return {};
    }

    Result<> executeText(const QString &sql) override
    {
        calls += sql;
        return {};
    }

    Result<> staticOutput(const QString &text) override
    {
        calls += text;
        return {};
    }

    Result<std::shared_ptr<dialect::Connection>> connect(const QString &url) override
    {
        connectedTo = url;
        return std::shared_ptr<dialect::Connection>();
    }

    std::map<QString, lang::Value> attributes() const override { return {}; }
};

} // namespace limbeck::testing
