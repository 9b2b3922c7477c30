// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What env.py asks: the configuration, the command line, the revisions.

#include "core/engine/environmentrun.h"
#include "core/lang/containers.h"
#include "core/lang/strobject.h"
#include "core/revision/revisionpath.h"

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

/// A value of argparse's Namespace.
lang::Value optionValue(const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::UnknownType:
    case QMetaType::Nullptr:
        return {};
    case QMetaType::Bool:
        return value.toBool();
    case QMetaType::QStringList: {
        lang::ValueVector list;
        for (const QString &text : value.toStringList())
            list.push_back(lang::makeStr(text));
        return lang::makeList(std::move(list));
    }
    default:
        return lang::makeStr(value.toString());
    }
}

QString commandName(RunRequest::Command command)
{
    switch (command) {
    case RunRequest::Command::Upgrade:
        return u"upgrade"_s;
    case RunRequest::Command::Downgrade:
        return u"downgrade"_s;
    case RunRequest::Command::Stamp:
        return u"stamp"_s;
    case RunRequest::Command::Current:
        return u"current"_s;
    case RunRequest::Command::EnsureVersion:
        return u"ensure_version"_s;
    case RunRequest::Command::Revision:
        return u"revision"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

// ------------------------------------------------------------------------------------------------
// alembic.config

std::optional<QString> EnvironmentRun::configFileName() const
{
    if (!m_project.config().hasIniFile())
        return {};
    return m_project.config().location().iniPath;
}

std::optional<QString> EnvironmentRun::tomlFileName() const
{
    if (!m_project.config().hasTomlFile())
        return {};
    return m_project.config().location().tomlPath;
}

QString EnvironmentRun::configSection() const
{
    return m_project.config().location().section;
}

Result<std::optional<QString>> EnvironmentRun::option(const QString &section, const QString &name)
{
    return m_ini.value(section, name);
}

Result<std::vector<std::pair<QString, QString>>> EnvironmentRun::section(const QString &name)
{
    const auto items = m_ini.items(name);
    if (!items)
        return failure(items.error());
    std::vector<std::pair<QString, QString>> result;
    for (const auto &[key, value] : *items)
        result.emplace_back(key, value);
    return result;
}

bool EnvironmentRun::hasSection(const QString &name)
{
    return m_ini.hasSection(name);
}

void EnvironmentRun::setOption(const QString &section, const QString &name, const QString &value)
{
    if (!m_ini.hasSection(section))
        m_ini.addSection(section);
    if (const auto set = m_ini.setValue(section, name, value); !set)
        m_observer.handle(LogLine { u"alembic.config"_s, u"ERROR"_s, set.error().message });
}

std::optional<QString> EnvironmentRun::givenUrl() const
{
    if (m_request.url)
        return m_request.url;
    const QString &profileUrl = m_project.config().profile().url;
    return profileUrl.isEmpty() ? std::nullopt : std::optional(profileUrl);
}

void EnvironmentRun::removeOption(const QString &section, const QString &name)
{
    m_ini.removeOption(section, name);
}

Result<QVariant> EnvironmentRun::alembicOption(const QString &name)
{
    const auto value = m_ini.value(configSection(), name);
    if (!value)
        return failure(value.error());
    return *value ? QVariant(**value) : m_project.config().tomlOption(name);
}

std::map<QString, lang::Value> EnvironmentRun::commandOptions() const
{
    std::map<QString, lang::Value> result;
    for (auto option = m_request.commandOptions.begin(); option != m_request.commandOptions.end();
         ++option)
        result.emplace(option.key(), optionValue(*option));
    if (!result.empty())
        return result;
    // A window has no command line; scripts ask for these all the same.
    result.emplace(
        u"x"_s, m_request.xArguments.isEmpty() ? lang::Value() : optionValue(m_request.xArguments));
    result.emplace(u"sql"_s, lang::Value(m_request.sql));
    result.emplace(u"tag"_s, m_request.tag ? lang::makeStr(*m_request.tag) : lang::Value());
    result.emplace(u"name"_s, lang::makeStr(configSection()));
    QStringList command { commandName(m_request.command) };
    if (!m_request.targets.isEmpty()) {
        result.emplace(u"revision"_s, lang::makeStr(m_request.targets.first()));
        command.append(u"revision"_s);
    }
    result.emplace(u"cmd"_s, optionValue(command));
    return result;
}

// ------------------------------------------------------------------------------------------------
// alembic.context

QStringList EnvironmentRun::headRevisions() const
{
    QStringList result;
    const auto &map = m_project.scripts().map();
    if (!map)
        return result;
    for (const RevisionIndex index : map->heads())
        result += map->id(index).text();
    return result;
}

std::vector<bindings::ScriptFacts> EnvironmentRun::scripts() const
{
    std::vector<bindings::ScriptFacts> result;
    const auto &map = m_project.scripts().map();
    if (!map)
        return result;
    const auto texts = [](const std::vector<RevisionId> &ids) {
        QStringList list;
        for (const RevisionId &id : ids)
            list += id.text();
        return list;
    };
    for (RevisionIndex index = 0; index < map->size(); ++index) {
        const Revision &revision = map->at(index);
        result.push_back({ revision.id.text(), texts(revision.downRevisions), revision.dependsOn,
                           map->branchLabels(index), texts(map->ids(map->nextRevisions(index))),
                           revision.path, revision.documentation, map->isHead(index) });
    }
    return result;
}

QString EnvironmentRun::scriptLocation() const
{
    return m_project.settings().scriptLocationAsWritten;
}

namespace {

Result<QStringList> idsOf(const RevisionMap &map, const Result<RevisionIndexes> &found)
{
    if (!found)
        return failure(found.error());
    QStringList result;
    for (const RevisionIndex index : *found)
        result += map.id(index).text();
    return result;
}

} // namespace

Result<QStringList> EnvironmentRun::findRevisions(const QString &identifier) const
{
    const Result<RevisionMap> &map = m_project.scripts().map();
    if (!map)
        return failure(map.error());
    return idsOf(*map, limbeck::findRevisions(*map, identifier));
}

Result<QStringList> EnvironmentRun::walkRevisions(const QString &base, const QString &head) const
{
    const Result<RevisionMap> &map = m_project.scripts().map();
    if (!map)
        return failure(map.error());
    return idsOf(
        *map,
        limbeck::walkRevisions(*map, RevisionArgument::one(base), RevisionArgument::one(head)));
}

lang::Value EnvironmentRun::revisionArgument() const
{
    if (m_request.targets.isEmpty())
        return {};
    const auto destination = [this](const QString &target) {
        const bool isRange = m_request.sql && target.contains(u':');
        return lang::makeStr(isRange ? target.section(u':', 1) : target);
    };
    if (m_request.command != RunRequest::Command::Stamp)
        return destination(m_request.targets.first());
    lang::ValueVector targets;
    for (const QString &target : m_request.targets)
        targets.push_back(destination(target));
    return lang::makeTuple(std::move(targets));
}

lang::Value EnvironmentRun::startingRevisionArgument() const
{
    for (const QString &target : m_request.targets) {
        const qsizetype colon = target.indexOf(u':');
        if (m_request.sql && colon > 0)
            return lang::makeStr(target.left(colon));
    }
    return {};
}

} // namespace limbeck
