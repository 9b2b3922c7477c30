// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/config.h"
#include "core/config/pythontext.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace limbeck {

QString PostWriteHook::option(const QString &key) const
{
    for (const auto &[optionName, value] : options) {
        if (optionName == key)
            return value;
    }
    return {};
}

/// Takes the settings out of a Config, step by step; the first problem ends it.
class SettingsReader
{
public:
    explicit SettingsReader(const Config &config)
        : m_config(config)
        , m_location(config.location())
    {
    }

    [[nodiscard]] Result<ProjectSettings> read();

private:
    [[nodiscard]] Result<> readPrependSysPath();
    [[nodiscard]] Result<> readScriptLocation();
    [[nodiscard]] Result<> readVersionLocations();
    [[nodiscard]] Result<> readFileNames();
    [[nodiscard]] Result<> readSwitches();
    [[nodiscard]] Result<> readHooks();
    [[nodiscard]] Result<> readIniHooks();
    [[nodiscard]] Result<> readTomlHooks();

    [[nodiscard]] QStringList otherSections() const;
    [[nodiscard]] Result<std::optional<QString>> iniOption(const QString &name) const;
    /// The separator that the first of @p names with a value sets; nothing if none has one.
    [[nodiscard]] Result<std::optional<QChar>> separator(const QStringList &names);
    [[nodiscard]] Result<QStringList> splitList(const QString &name, const QString &text,
                                                const QStringList &separatorNames,
                                                const QRegularExpression &legacy,
                                                const QString &legacyWords);
    [[nodiscard]] Result<QStringList> tomlList(const QString &name) const;
    [[nodiscard]] Result<QString> resourcePath(const QString &path) const;

    const Config &m_config;
    const ConfigLocation &m_location;
    ProjectSettings m_settings;
};

Result<ProjectSettings> SettingsReader::read()
{
    using Step = Result<> (SettingsReader::*)();
    constexpr Step steps[] = {
        &SettingsReader::readPrependSysPath,   &SettingsReader::readScriptLocation,
        &SettingsReader::readVersionLocations, &SettingsReader::readFileNames,
        &SettingsReader::readSwitches,         &SettingsReader::readHooks
    };
    for (const Step step : steps) {
        if (auto done = (this->*step)(); !done)
            return failure(done.error());
    }
    return std::move(m_settings);
}

Result<> SettingsReader::readScriptLocation()
{
    const auto location = m_config.alembicOption(u"script_location"_s);
    if (!location)
        return failure(location.error());
    // Flask-Migrate keeps the ini in the environment's own folder and names that folder by itself.
    const QString own = QFileInfo(m_location.absolute(m_location.iniPath)).absolutePath();
    if (!*location && m_config.hasIniFile() && QFileInfo::exists(own + u"/env.py"_s)) {
        m_settings.scriptLocationAsWritten = own;
        m_settings.scriptLocation = own;
        return {};
    }
    if (!*location) {
        const QStringList others = otherSections();
        QString missing =
            u"%1 has no such key in section [%2]"_s.arg(m_location.iniPath, m_location.section);
        if (!others.isEmpty())
            missing += u", but in %1: choose one with -n"_s.arg(others.join(u", "_s));
        const QString hint = m_config.hasIniFile()
            ? missing
            : u"There is no file '%1' here; -c names another one"_s.arg(m_location.iniPath);
        return failure(ErrorCode::Configuration,
                       u"No 'script_location' key found in configuration."_s, hint);
    }
    m_settings.scriptLocationAsWritten = **location;
    const Result<QString> path = resourcePath(**location);
    if (!path)
        return failure(path.error());
    m_settings.scriptLocation = *path;
    // Written for a container: on this machine the environment is where the ini lies.
    if (QDir::isAbsolutePath(**location) && !QFileInfo::exists(*path)
        && QFileInfo::exists(own + u"/env.py"_s)) {
        m_settings.warnings.append(
            u"script_location '%1' does not exist; the environment beside %2 is used instead"_s.arg(
                *path, m_location.iniPath));
        m_settings.scriptLocation = own;
    }
    return {};
}

/// The sections, "[main]", that do have a script_location; those about logging inherit it from
/// [DEFAULT] without meaning it.
QStringList SettingsReader::otherSections() const
{
    static const QRegularExpression logging(
        u"\\A(?:(?:loggers|handlers|formatters)\\z|(?:logger|handler|formatter)_)"_s);
    QStringList result;
    for (const QString &section : m_config.ini().sections()) {
        const auto value = m_config.ini().value(section, u"script_location"_s);
        if (value && *value && !logging.match(section).hasMatch())
            result.append(u'[' + section + u']');
    }
    return result;
}

Result<> SettingsReader::readPrependSysPath()
{
    static const QRegularExpression legacy(uR"(, *|(?: +)|\:)"_s);
    const auto text = iniOption(u"prepend_sys_path"_s);
    if (!text)
        return failure(text.error());
    const auto list = text->value_or(QString()).isEmpty()
        ? tomlList(u"prepend_sys_path"_s)
        : splitList(u"prepend_sys_path"_s, **text, { u"path_separator"_s }, legacy,
                    u"spaces, commas, and colons"_s);
    if (!list)
        return failure(list.error());
    for (const QString &path : *list)
        m_settings.prependSysPath.append(m_location.absolute(path));
    return {};
}

Result<> SettingsReader::readVersionLocations()
{
    static const QRegularExpression legacy(uR"(, *|(?: +))"_s);
    const auto text = iniOption(u"version_locations"_s);
    if (!text)
        return failure(text.error());
    auto list = text->value_or(QString()).isEmpty()
        ? tomlList(u"version_locations"_s)
        : splitList(u"version_locations"_s, **text,
                    { u"path_separator"_s, u"version_path_separator"_s }, legacy,
                    u"spaces/commas"_s);
    if (!list)
        return failure(list.error());
    if (list->isEmpty() && !m_config.profile().versionLocations.isEmpty()) {
        const QDir folder = QFileInfo(m_config.profile().path).absoluteDir();
        for (const QString &path : m_config.profile().versionLocations)
            list->append(QDir::cleanPath(folder.absoluteFilePath(path)));
    }
    for (const QString &location : *list) {
        const Result<QString> path = resourcePath(location);
        if (!path)
            return failure(path.error());
        m_settings.versionLocations.append(*path);
    }
    m_settings.hasVersionLocations = !list->isEmpty();
    if (list->isEmpty())
        m_settings.versionLocations.append(m_settings.scriptLocation + u"/versions"_s);
    return {};
}

Result<> SettingsReader::readFileNames()
{
    const auto takeText = [this](const QString &name, QString &target) -> Result<> {
        const auto value = m_config.alembicOption(name);
        if (!value)
            return failure(value.error());
        if (*value)
            target = **value;
        return {};
    };
    if (auto done = takeText(u"file_template"_s, m_settings.fileTemplate); !done)
        return done;
    if (auto done = takeText(u"timezone"_s, m_settings.timezone); !done)
        return done;
    if (auto done = takeText(u"output_encoding"_s, m_settings.outputEncoding); !done)
        return done;
    QString length;
    if (auto done = takeText(u"truncate_slug_length"_s, length); !done)
        return done;
    if (!length.isEmpty()) {
        bool isNumber = false;
        const int number = length.trimmed().toInt(&isNumber);
        if (!isNumber) {
            return failure(
                ErrorCode::Syntax,
                u"truncate_slug_length must be a number, not %1"_s.arg(pythonRepr(length)));
        }
        m_settings.truncateSlugLength = number == 0 ? 40 : number;
    }
    return {};
}

Result<> SettingsReader::readSwitches()
{
    const auto sourceless = m_config.booleanOption(u"sourceless"_s);
    if (!sourceless)
        return failure(sourceless.error());
    m_settings.sourceless = *sourceless;
    const auto recursive = m_config.booleanOption(u"recursive_version_locations"_s);
    if (!recursive)
        return failure(recursive.error());
    m_settings.recursiveVersionLocations = *recursive;
    const auto environment = m_config.alembicOption(u"revision_environment"_s);
    if (!environment)
        return failure(environment.error());
    const QString word = environment->value_or(QString()).trimmed().toLower();
    if (QStringList { u"true"_s, u"yes"_s, u"on"_s, u"y"_s, u"t"_s, u"1"_s }.contains(word)) {
        m_settings.revisionEnvironment = true;
    } else if (!word.isEmpty()
               && !QStringList { u"false"_s, u"no"_s, u"off"_s, u"n"_s, u"f"_s, u"0"_s }.contains(
                   word)) {
        return failure(ErrorCode::Syntax,
                       u"String is not true/false: %1"_s.arg(pythonRepr(**environment)));
    }
    return {};
}

Result<> SettingsReader::readHooks()
{
    return m_config.ini().hasSection(u"post_write_hooks"_s) ? readIniHooks() : readTomlHooks();
}

Result<> SettingsReader::readIniHooks()
{
    static const QRegularExpression separators(uR"(, *|(?: +))"_s);
    const auto items = m_config.ini().items(u"post_write_hooks"_s);
    if (!items)
        return failure(items.error());
    QString names;
    for (const auto &[key, value] : *items) {
        if (key == u"hooks")
            names = value;
    }
    for (const QString &name : names.split(separators, Qt::SkipEmptyParts)) {
        PostWriteHook hook { name, {} };
        for (const auto &[key, value] : *items) {
            if (key.startsWith(name + u'.'))
                hook.options.emplace_back(key.mid(name.size() + 1), value);
        }
        m_settings.postWriteHooks.push_back(std::move(hook));
    }
    return {};
}

Result<> SettingsReader::readTomlHooks()
{
    const Result<QVariant> hooks = m_config.tomlOption(u"post_write_hooks"_s);
    if (!hooks)
        return failure(hooks.error());
    for (const QVariant &entry : hooks->toList()) {
        const QVariantMap table = entry.toMap();
        if (!table.contains(u"name"_s))
            return failure(ErrorCode::Configuration,
                           u"Each entry of post_write_hooks needs a 'name'"_s);
        PostWriteHook hook { table.value(u"name"_s).toString(), {} };
        for (auto option = table.cbegin(); option != table.cend(); ++option) {
            if (option.key() != u"name")
                hook.options.emplace_back(option.key(), option->toString());
        }
        m_settings.postWriteHooks.push_back(std::move(hook));
    }
    return {};
}

Result<std::optional<QString>> SettingsReader::iniOption(const QString &name) const
{
    if (!m_config.ini().hasSection(m_location.section))
        return std::optional<QString>();
    return m_config.ini().value(m_location.section, name);
}

Result<std::optional<QChar>> SettingsReader::separator(const QStringList &names)
{
    static const QMap<QString, QChar> separators {
        { u"space"_s, u' ' }, { u"newline"_s, u'\n' }, { u"os"_s, QDir::listSeparator() },
        { u":"_s, u':' },     { u";"_s, u';' },
    };
    for (const QString &name : names) {
        const auto word = iniOption(name);
        if (!word)
            return failure(word.error());
        if (!*word)
            continue;
        const auto found = separators.constFind(**word);
        if (found == separators.cend()) {
            return failure(
                ErrorCode::Syntax,
                u"'%1' is not a valid value for %2; expected 'space', 'newline', 'os', ':', ';'"_s
                    .arg(**word, name),
                word->value().contains(u'#') ? u"A comment must stand on a line of its own"_s
                                             : QString());
        }
        if (name == u"version_path_separator") {
            m_settings.warnings.append(
                u"The version_path_separator configuration parameter is deprecated; please use path_separator"_s);
        }
        return std::optional(*found);
    }
    return std::optional<QChar>();
}

Result<QStringList> SettingsReader::splitList(const QString &name, const QString &text,
                                              const QStringList &separatorNames,
                                              const QRegularExpression &legacy,
                                              const QString &legacyWords)
{
    const auto character = separator(separatorNames);
    if (!character)
        return failure(character.error());
    if (!*character) {
        m_settings.warnings.append(
            u"No path_separator found in configuration; falling back to legacy splitting on %1 "
            "for %2.  Consider adding path_separator=os to Alembic config."_s.arg(legacyWords,
                                                                                  name));
        return text.split(legacy);
    }
    QStringList result;
    for (const QString &part : text.split(**character, Qt::SkipEmptyParts))
        result.append(part.trimmed());
    return result;
}

Result<QStringList> SettingsReader::tomlList(const QString &name) const
{
    const Result<QVariant> value = m_config.tomlOption(name);
    if (!value)
        return failure(value.error());
    if (!value->isValid())
        return QStringList {};
    if (value->typeId() != QMetaType::QVariantList)
        return failure(ErrorCode::Syntax,
                       u"list expected for TOML parameter %1"_s.arg(pythonRepr(name)));
    return value->toStringList();
}

/// A path, or "package.module:folder:file" for what lies in a package of the project.
Result<QString> SettingsReader::resourcePath(const QString &path) const
{
    if (QDir::isAbsolutePath(path) || !path.contains(u':'))
        return m_location.absolute(path);
    const QString package = path.section(u':', 0, 0);
    const QString inPackage = QString(package).replace(u'.', u'/');
    const QStringList rest = path.section(u':', 1).split(u':');
    QStringList roots = m_settings.prependSysPath;
    roots.append(m_location.absolute(QString()));
    roots.append(QFileInfo(m_location.absolute(m_location.iniPath)).absolutePath());
    // The configuration file may lie inside the package.
    const QString here = roots.constLast() + u'/';
    if (const auto inside = here.lastIndexOf(u'/' + inPackage + u'/'); inside >= 0)
        roots.append(here.left(inside));
    for (const QString &root : std::as_const(roots)) {
        const QString folder = root + u'/' + inPackage;
        if (QFileInfo(folder).isDir())
            return QDir::cleanPath(folder + u'/' + rest.join(u'/'));
        // A module that is a file has its resources beside it.
        if (QFileInfo(folder + u".py"_s).isFile())
            return QDir::cleanPath(QFileInfo(folder).path() + u'/' + rest.join(u'/'));
    }
    return failure(
        ErrorCode::Script, u"No module named %1"_s.arg(pythonRepr(package)),
        u"The package of '%1' is looked for in prepend_sys_path and beside the configuration file"_s
            .arg(path));
}

Result<ProjectSettings> Config::settings() const
{
    return SettingsReader(*this).read();
}

} // namespace limbeck
