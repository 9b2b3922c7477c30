// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/command.h"
#include "cli/options.h"
#include "core/config/textfile.h"
#include "core/config/tomlfile.h"
#include "core/script/projecttemplate.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

Result<> writeWhole(const QString &path, const QString &text)
{
    QSaveFile file(path);
    const QByteArray bytes = text.toUtf8();
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return failure(ErrorCode::FileAccess,
                       u"File '%1' cannot be written: %2"_s.arg(path, file.errorString()));
    return {};
}

/// Makes a project step by step and tells each.
class Initialization
{
public:
    Initialization(const CommandContext &context, const ProjectTemplate &projectTemplate)
        : m_context(context)
        , m_template(projectTemplate)
        , m_directory(context.arguments.value(u"directory"_s))
        , m_folder(context.config.location().absolute(m_directory))
        , m_ini(context.config.location().absolute(context.config.location().iniPath))
        , m_toml(context.config.location().absolute(context.config.location().tomlPath))
    {
    }

    [[nodiscard]] Result<> run();

private:
    [[nodiscard]] Result<> makeFolder(const QString &folder) const;
    [[nodiscard]] Result<> write(const TemplateFile &file);
    [[nodiscard]] Result<> writeIni(const QString &text) const;
    [[nodiscard]] Result<> writeToml(const QString &text) const;
    [[nodiscard]] Result<> told(const QString &what, const QString &path,
                                const Result<> &done) const;
    [[nodiscard]] QString scriptLocation(const QString &configFile) const;

    const CommandContext &m_context;
    const ProjectTemplate &m_template;
    QString m_directory;
    QString m_folder;
    QString m_ini;
    QString m_toml;
    bool m_hasToml = false;
};

Result<> Initialization::run()
{
    if (auto made = !QFileInfo::exists(m_folder) ? makeFolder(m_folder) : Result<>(); !made)
        return made;
    if (auto made = makeFolder(m_folder + u"/versions"_s); !made)
        return made;
    const auto files = m_template.files(scriptLocation(m_ini), m_directory);
    if (!files)
        return failure(files.error());
    for (const TemplateFile &file : *files) {
        if (auto written = write(file); !written)
            return written;
    }
    if (m_context.arguments.has(u"package"_s)) {
        for (const QString &folder : { m_folder, m_folder + u"/versions"_s }) {
            const QString path = folder + u"/__init__.py"_s;
            if (auto written = told(u"Adding "_s, path, writeWhole(path, {})); !written)
                return written;
        }
    }
    m_context.output.line(
        m_hasToml
            ? u"Please edit configuration settings in %1 and configuration/connection/logging settings in %2 before proceeding."_s
                  .arg(m_toml, m_ini)
            : u"Please edit configuration/connection/logging settings in %1 before proceeding."_s
                  .arg(m_ini));
    return {};
}

Result<> Initialization::makeFolder(const QString &folder) const
{
    const bool isMade = QDir().mkpath(folder);
    return told(u"Creating directory "_s, folder,
                isMade ? Result<>()
                       : Result<>(failure(ErrorCode::FileAccess,
                                          u"Folder '%1' cannot be made"_s.arg(folder))));
}

Result<> Initialization::told(const QString &what, const QString &path, const Result<> &done) const
{
    m_context.output.line(what + path + (done ? u" ...  done"_s : u" ...  FAILED"_s));
    return done;
}

Result<> Initialization::write(const TemplateFile &file)
{
    switch (file.place) {
    case TemplateFile::Place::Ini:
        return writeIni(file.text);
    case TemplateFile::Place::Toml:
        m_hasToml = true;
        return writeToml(file.text);
    case TemplateFile::Place::ScriptFolder:
        break;
    }
    const QString path = m_folder + u'/' + file.name;
    return told(u"Generating "_s, path, writeWhole(path, file.text));
}

Result<> Initialization::writeIni(const QString &text) const
{
    if (QFileInfo::exists(m_ini)) {
        m_context.output.line(u"File %1 already exists, skipping"_s.arg(m_ini));
        return {};
    }
    return told(u"Generating "_s, m_ini, writeWhole(m_ini, text));
}

Result<> Initialization::writeToml(const QString &text) const
{
    if (!QFileInfo::exists(m_toml))
        return told(u"Generating "_s, m_toml, writeWhole(m_toml, text));
    const Result<QString> before = readTextFile(m_toml);
    if (!before)
        return failure(before.error());
    const auto table = parseToml(m_toml, *before);
    if (!table)
        return failure(table.error());
    if (table->value(u"tool"_s).toMap().contains(u"alembic"_s)) {
        m_context.output.line(
            u"File %1 already exists and already has a [tool.alembic] section, skipping"_s.arg(
                m_toml));
        return {};
    }
    return told(u"Appending to existing "_s, m_toml,
                writeWhole(m_toml, *before + u"\n\n"_s + text));
}

QString Initialization::scriptLocation(const QString &configFile) const
{
    if (QDir::isAbsolutePath(m_directory))
        return m_folder;
    return u"%(here)s/"_s + QFileInfo(configFile).absoluteDir().relativeFilePath(m_folder);
}

Result<> runInit(CommandContext &context)
{
    const QString directory = context.arguments.value(u"directory"_s);
    const QString folder = context.config.location().absolute(directory);
    if (QFileInfo::exists(folder)
        && !QDir(folder).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System
                                 | QDir::NoDotAndDotDot)) {
        return failure(ErrorCode::InvalidPlan,
                       u"Directory %1 already exists and is not empty"_s.arg(directory));
    }
    const QString name = context.arguments.value(u"template"_s);
    const ProjectTemplate *projectTemplate = findProjectTemplate(name);
    if (projectTemplate == nullptr) {
        return failure(ErrorCode::InvalidPlan, u"No such template %1"_s.arg(name),
                       u"list_templates shows what there is"_s);
    }
    return Initialization(context, *projectTemplate).run();
}

} // namespace

Command initCommand()
{
    OptionSpec projectTemplate =
        options::text({ u"-t"_s, u"--template"_s }, u"Setup template for use with 'init'"_s);
    projectTemplate.defaultValue = u"generic"_s;
    projectTemplate.values = ValueKind::Template;
    return { { u"init"_s,
               u"Initialize a new scripts directory."_s,
               { projectTemplate,
                 options::flag(
                     { u"--package"_s },
                     u"Write empty __init__.py files to the environment and version locations"_s) },
               { { u"directory"_s,
                   PositionalSpec::Count::One,
                   u"location of scripts directory"_s,
                   ValueKind::Folder,
                   {} } } },
             runInit,
             nullptr };
}

} // namespace limbeck::cli
