// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/command.h"
#include "cli/options.h"
#include "core/dialect/driverstyle.h"
#include "core/engine/project.h"
#include "core/engine/schemahistory.h"
#include "core/engine/scriptpreview.h"
#include "core/revision/planner.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

QJsonObject toJson(const Diagnostic &diagnostic)
{
    QJsonObject result {
        { u"severity"_s, toString(diagnostic.severity) },
        { u"code"_s, diagnostic.code },
        { u"message"_s, diagnostic.message },
        { u"file"_s, diagnostic.span.file ? diagnostic.span.file->path() : QString() },
        { u"line"_s, diagnostic.span.range.line },
        { u"column"_s, diagnostic.span.range.column },
    };
    if (!diagnostic.hint.isEmpty())
        result.insert(u"hint"_s, diagnostic.hint);
    return result;
}

QJsonObject toJson(const ScriptPreview &preview)
{
    QJsonArray statements;
    for (const PreviewedStatement &statement : preview.statements)
        statements.append(
            QJsonObject { { u"sql"_s, statement.sql }, { u"line"_s, statement.line } });
    QJsonArray diagnostics;
    for (const Diagnostic &diagnostic : preview.diagnostics)
        diagnostics.append(toJson(diagnostic));
    return { { u"file"_s, preview.file },
             { u"revision"_s, preview.revision },
             { u"status"_s, toString(preview.status) },
             { u"statements"_s, statements },
             { u"diagnostics"_s, diagnostics } };
}

void printText(const ScriptPreview &preview, const Output &output)
{
    output.line(u"-- %1%2"_s.arg(
        preview.file, preview.revision.isEmpty() ? QString() : u" (%1)"_s.arg(preview.revision)));
    output.line(QString());
    for (const PreviewedStatement &statement : preview.statements)
        output.text(statement.sql + u";\n\n"_s);
    for (const Diagnostic &diagnostic : preview.diagnostics)
        Output::message(format(diagnostic) + u'\n');
    if (preview.status == ScriptPreview::Status::DataDependent && !preview.revision.isEmpty())
        Output::message(
            u"What it sends to a copy of your database: limbeck rehearse %1 --sql\n"_s.arg(
                preview.revision));
}

/// The project that what lies in @p directory belongs to: the nearest folder with an alembic.ini.
std::optional<QString> projectAbove(QDir directory)
{
    do {
        if (directory.exists(u"alembic.ini"_s))
            return directory.absolutePath();
    } while (directory.cdUp());
    return {};
}

/// The project of the alembic.ini in @p directory. A relative script_location starts where somebody
/// runs Alembic: in that folder, here, or in one above it.
Result<Project> openProject(const QString &directory)
{
    QStringList starts { QDir::currentPath() };
    for (QDir above(directory); above.cdUp();)
        starts += above.absolutePath();
    auto project = Project::openPath(directory);
    ConfigLocation location;
    location.iniPath = QDir(directory).filePath(location.iniPath);
    for (auto start = starts.cbegin(); !project && start != starts.cend(); ++start) {
        location.workingDirectory = *start;
        if (auto other = Project::open(location))
            return other;
    }
    return project;
}

/// The files of the revisions that a run from one revision to another goes through, in its order;
/// @p range is "ae1:head" as upgrade and downgrade take it.
Result<QStringList> scriptsBetween(const QString &range, bool upgrade)
{
    const auto directory = projectAbove(QDir::current());
    if (!directory)
        return failure(ErrorCode::FileNotFound,
                       u"There is no file '%1', and no project here that could know it as a range "
                       "of revisions"_s.arg(range));
    const auto project = openProject(*directory);
    if (!project)
        return failure(project.error());
    const auto &map = project->scripts().map();
    if (!map)
        return failure(map.error());
    const auto ends = RevisionRange::parse(range);
    if (!ends)
        return failure(ends.error());
    const auto heads = offlineHeads(*map, RevisionTarget(ends->start.value_or(u"base"_s)));
    if (!heads)
        return failure(heads.error());
    const auto plan = upgrade ? upgradePlan(*map, *heads, RevisionTarget(ends->end))
                              : downgradePlan(*map, *heads, RevisionTarget(ends->end));
    if (!plan)
        return failure(plan.error());
    QStringList files;
    for (const MigrationStep &step : plan->steps)
        files += QDir::current().relativeFilePath(map->at(*map->find(step.revision)).path);
    return files;
}

/// What the arguments name, ranges of revisions resolved.
Result<QStringList> scriptsOf(const QStringList &arguments, bool upgrade)
{
    QStringList files;
    for (const QString &argument : arguments) {
        if (!argument.contains(u':') || QFileInfo::exists(argument)) {
            files += argument;
            continue;
        }
        const auto between = scriptsBetween(argument, upgrade);
        if (!between)
            return failure(between.error());
        files += *between;
    }
    return files;
}

/// What is known of the project of one script after the other.
class ScriptProjects
{
public:
    explicit ScriptProjects(const Arguments &arguments)
        : m_arguments(arguments)
    {
    }

    /// Sets what @p options need of the project that @p file belongs to.
    void prepare(PreviewOptions &options, const QString &file)
    {
        options.importRoots = {};
        options.history = nullptr;
        if (m_arguments.isSet(u"no_project"_s))
            return;
        if (const QStringList given = m_arguments.values(u"project_root"_s); !given.isEmpty()) {
            for (const QString &root : given)
                options.importRoots.append(QFileInfo(root).absoluteFilePath());
            return;
        }
        const auto directory = projectAbove(QFileInfo(file).absoluteDir());
        if (!directory)
            return;
        if (m_directory != *directory)
            open(*directory);
        options.importRoots = m_project ? m_project->importRoots() : QStringList { *directory };
        options.history = m_history ? &*m_history : nullptr;
    }

private:
    /// One that cannot be opened is told of; its scripts are previewed without their history.
    void open(const QString &directory)
    {
        m_directory = directory;
        m_history.reset();
        m_project = nullptr;
        auto project = openProject(directory);
        if (!project) {
            Output::message(
                u"warning: the project in %1 cannot be opened, so that each script stands "
                "alone: %2\n"_s.arg(directory, project.error().message));
            return;
        }
        m_project = std::make_shared<const Project>(std::move(*project));
        m_history.emplace(m_project);
    }

    const Arguments &m_arguments;
    QString m_directory;
    std::shared_ptr<const Project> m_project;
    std::optional<SchemaHistory> m_history;
};

Result<> runPreview(const ProgramSpec &, const Arguments &arguments, const Output &output)
{
    PreviewOptions options;
    const dialect::Dialect *chosen = dialect::dialectByName(arguments.value(u"dialect"_s));
    Q_ASSERT(chosen);
    options.dialect = &chosen->forDriver(dialect::driverStyle(chosen->backend()));
    options.upgrade = arguments.value(u"direction"_s) == u"up";

    ScriptProjects projects(arguments);
    bool allKnown = true;
    const auto files = scriptsOf(arguments.values(u"file"_s), options.upgrade);
    if (!files)
        return failure(files.error());
    for (const QString &file : *files) {
        projects.prepare(options, file);
        const ScriptPreview preview = previewScript(file, options);
        const bool known = preview.status == ScriptPreview::Status::Ok
            || preview.status == ScriptPreview::Status::DataDependent;
        allKnown = allKnown && known;
        if (arguments.isSet(u"json"_s))
            output.text(
                QString::fromUtf8(QJsonDocument(toJson(preview)).toJson(QJsonDocument::Compact))
                + u'\n');
        else
            printText(preview, output);
        std::fflush(stdout);
    }
    if (!allKnown && !arguments.isSet(u"json"_s))
        return failure(ErrorCode::Script, u"Not every script could be previewed; see above"_s);
    return {};
}

} // namespace

Command previewCommand()
{
    OptionSpec dialect =
        options::text({ u"--dialect"_s }, u"postgresql, mysql, mariadb or sqlite"_s);
    dialect.defaultValue = u"postgresql"_s;
    dialect.choices = QStringList { u"postgresql"_s, u"mysql"_s, u"mariadb"_s, u"sqlite"_s };
    OptionSpec direction = options::text({ u"--direction"_s }, u"up or down"_s);
    direction.defaultValue = u"up"_s;
    direction.choices = QStringList { u"up"_s, u"down"_s };
    OptionSpec root = options::list(
        { u"--project-root"_s },
        u"Folder from which the project's modules are imported; may be given several times"_s);
    root.values = ValueKind::Folder;
    return { { u"preview"_s,
               u"Show the SQL of single scripts."_s,
               { dialect, direction, root,
                 options::flag({ u"--no-project"_s }, u"Evaluate each file alone"_s),
                 options::json() },
               { { u"file"_s,
                   PositionalSpec::Count::OneOrMore,
                   u"revision files, or a range of revisions: ae1:head"_s,
                   ValueKind::File,
                   {} } } },
             nullptr,
             runPreview };
}

} // namespace limbeck::cli
