// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/config.h"

#include "core/config/pythontext.h"
#include "core/config/tomlfile.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

bool isToml(const QString &path)
{
    return QFileInfo(path).fileName() == u"pyproject.toml";
}

/// "%(here)s" put into every text of @p value.
Result<QVariant> withHere(const QVariant &value, const FormatValues &values)
{
    if (value.typeId() == QMetaType::QString) {
        const Result<QString> text = percentFormat(value.toString(), values);
        if (!text)
            return failure(text.error());
        return QVariant(*text);
    }
    if (value.typeId() == QMetaType::QVariantList) {
        QVariantList list;
        for (const QVariant &element : value.toList()) {
            const auto inner = withHere(element, values);
            if (!inner)
                return inner;
            list.append(*inner);
        }
        return QVariant(list);
    }
    if (value.typeId() == QMetaType::QVariantMap) {
        QVariantMap map = value.toMap();
        for (QVariant &element : map) {
            const auto inner = withHere(element, values);
            if (!inner)
                return inner;
            element = *inner;
        }
        return QVariant(map);
    }
    return value;
}

} // namespace

Result<ConfigLocation> ConfigLocation::fromOptions(const QStringList &configOptions,
                                                   const QString &environmentValue)
{
    ConfigLocation location;
    if (!environmentValue.isEmpty())
        (isToml(environmentValue) ? location.tomlPath : location.iniPath) = environmentValue;
    bool hasIni = false;
    bool hasToml = false;
    for (const QString &path : configOptions) {
        bool &isGiven = isToml(path) ? hasToml : hasIni;
        if (isGiven) {
            return failure(ErrorCode::Usage,
                           isToml(path) ? u"pyproject.toml indicated more than once"_s
                                        : u"only one ini file may be indicated"_s);
        }
        isGiven = true;
        (isToml(path) ? location.tomlPath : location.iniPath) = path;
    }
    return location;
}

ConfigLocation ConfigLocation::fromPath(const QString &path)
{
    ConfigLocation location;
    const QFileInfo info(path);
    if (info.isDir()) {
        location.workingDirectory = info.absoluteFilePath();
        return location;
    }
    location.workingDirectory = info.absolutePath();
    (isToml(path) ? location.tomlPath : location.iniPath) = info.fileName();
    return location;
}

QString ConfigLocation::absolute(const QString &path) const
{
    const QDir directory = workingDirectory.isEmpty() ? QDir::current() : QDir(workingDirectory);
    return QDir::cleanPath(directory.absoluteFilePath(path));
}

Result<Config> Config::load(const ConfigLocation &location)
{
    Config config;
    config.m_location = location;
    const QString iniPath = location.absolute(location.iniPath);
    config.m_hasIniFile = QFileInfo::exists(iniPath);
    if (config.m_hasIniFile) {
        auto ini = IniFile::read(iniPath);
        if (!ini)
            return failure(ini.error());
        config.m_ini = std::move(*ini);
    }
    const QString iniFolder = QFileInfo(iniPath).absolutePath();
    config.m_ini.setDefault(u"here"_s, iniFolder);

    const QString tomlPath = location.absolute(location.tomlPath);
    config.m_tomlHere = QFileInfo(tomlPath).absolutePath();
    config.m_hasTomlFile = QFileInfo::exists(tomlPath);
    if (config.m_hasTomlFile) {
        const auto table = readTomlFile(tomlPath);
        if (!table)
            return failure(table.error());
        const QVariant section = table->value(u"tool"_s).toMap().value(u"alembic"_s);
        if (section.isValid() && section.typeId() != QMetaType::QVariantMap)
            return failure(ErrorCode::Configuration, u"Incorrect TOML format"_s);
        config.m_toml = section.toMap();
    }
    auto profile = ProjectProfile::load(QDir(iniFolder).filePath(u"limbeck.toml"_s));
    if (!profile)
        return failure(profile.error());
    config.m_profile = std::move(*profile);
    return config;
}

Result<std::optional<QString>> Config::mainOption(const QString &name) const
{
    return sectionOption(m_location.section, name);
}

Result<std::optional<QString>> Config::sectionOption(const QString &section,
                                                     const QString &name) const
{
    if (!m_ini.hasSection(section)) {
        if (!m_hasIniFile && section == m_location.section)
            return std::optional<QString>();
        return failure(ErrorCode::Configuration,
                       u"No config file %1 found, or file has no '[%2]' section"_s.arg(
                           pythonRepr(m_location.iniPath), section));
    }
    return m_ini.value(section, name);
}

Result<std::optional<QString>> Config::alembicOption(const QString &name) const
{
    if (m_ini.hasSection(m_location.section) && m_ini.hasOption(m_location.section, name))
        return m_ini.value(m_location.section, name);
    const Result<QVariant> value = tomlOption(name);
    if (!value)
        return failure(value.error());
    if (!value->isValid())
        return std::optional<QString>();
    switch (value->typeId()) {
    case QMetaType::QString:
    case QMetaType::LongLong:
        return std::optional(value->toString());
    case QMetaType::Bool:
        return std::optional(value->toBool() ? u"True"_s : u"False"_s);
    default:
        return failure(ErrorCode::Configuration,
                       u"unsupported TOML value type for key: %1"_s.arg(pythonRepr(name)));
    }
}

Result<bool> Config::booleanOption(const QString &name) const
{
    if (m_ini.hasSection(m_location.section) && m_ini.hasOption(m_location.section, name)) {
        const auto value = m_ini.value(m_location.section, name);
        if (!value)
            return failure(value.error());
        return *value == u"true";
    }
    const QVariant value = m_toml.value(name);
    if (!value.isValid())
        return false;
    if (value.typeId() != QMetaType::Bool) {
        return failure(ErrorCode::Configuration,
                       u"boolean value expected for TOML parameter %1"_s.arg(pythonRepr(name)));
    }
    return value.toBool();
}

Result<QVariant> Config::tomlOption(const QString &name) const
{
    const QVariant value = m_toml.value(name);
    if (value.typeId() == QMetaType::Double)
        return failure(ErrorCode::Configuration,
                       u"unsupported TOML value type for key: %1"_s.arg(pythonRepr(name)));
    return withHere(value, { { u"here"_s, m_tomlHere } });
}

} // namespace limbeck
