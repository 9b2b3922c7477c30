// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/script/projecttemplate.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

Result<QString> resource(const QString &name)
{
    QFile file(u":/templates/"_s + name);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::Internal,
                       u"The template file '%1' is missing from the program"_s.arg(name));
    return QString::fromUtf8(file.readAll());
}

struct Source
{
    TemplateFile::Place place;
    QString name;
    QStringList resources; ///< one after the other
};

std::vector<Source> sourcesOf(const QString &templateName)
{
    using Place = TemplateFile::Place;
    const bool isMultidb = templateName == u"multidb";
    const bool isAsync = templateName.endsWith(u"async");
    const bool hasToml = templateName.startsWith(u"pyproject");
    const QString env = isMultidb ? u"env-multidb.py"_s : isAsync ? u"env-async.py"_s : u"env.py"_s;
    const QString ini = isMultidb ? u"alembic-multidb.ini"_s
        : hasToml                 ? u"alembic-pyproject.ini"_s
                                  : u"alembic.ini"_s;
    std::vector<Source> sources {
        { Place::Ini, {}, { ini, u"logging.ini"_s } },
        { Place::ScriptFolder, u"env.py"_s, { env } },
        { Place::ScriptFolder,
          u"script.py.mako"_s,
          { isMultidb ? u"script-multidb.py.mako"_s : u"script.py.mako"_s } },
    };
    if (hasToml)
        sources.push_back({ Place::Toml, {}, { u"pyproject.toml"_s } });
    return sources;
}

} // namespace

Result<std::vector<TemplateFile>> ProjectTemplate::files(const QString &scriptLocation,
                                                         const QString &directory) const
{
    std::vector<TemplateFile> result { { TemplateFile::Place::ScriptFolder, u"README"_s,
                                         description + u'\n' } };
    for (const Source &source : sourcesOf(name)) {
        TemplateFile file { source.place, source.name, {} };
        for (const QString &part : source.resources) {
            const Result<QString> text = resource(part);
            if (!text)
                return failure(text.error());
            file.text += *text;
        }
        file.text.replace(u"@SCRIPT_LOCATION@"_s, scriptLocation)
            .replace(u"@DIRECTORY@"_s, directory);
        result.push_back(file);
    }
    return result;
}

const std::vector<ProjectTemplate> &projectTemplates()
{
    static const std::vector<ProjectTemplate> templates {
        { u"async"_s, u"Generic single-database configuration with an async dbapi."_s },
        { u"generic"_s, u"Generic single-database configuration."_s },
        { u"multidb"_s, u"Rudimentary multi-database configuration."_s },
        { u"pyproject"_s, u"pyproject configuration, based on the generic configuration."_s },
        { u"pyproject_async"_s, u"pyproject configuration, with an async dbapi."_s },
    };
    return templates;
}

const ProjectTemplate *findProjectTemplate(const QString &name)
{
    for (const ProjectTemplate &entry : projectTemplates()) {
        if (entry.name == name)
            return &entry;
    }
    return nullptr;
}

} // namespace limbeck
