// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/environmentrun.h"

#include "core/config/credentials.h"
#include "core/config/databaseurl.h"
#include "core/engine/revisionscript.h"
#include "core/lang/containers.h"
#include "core/lang/strobject.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcessEnvironment>

#include <limits>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

QMap<QString, QString> processEnvironment()
{
    QMap<QString, QString> result;
    const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : environment.keys())
        result.insert(name, environment.value(name));
    return result;
}

/// What a script may open: files inside the project.
Result<QByteArray> readProjectFile(const QString &projectDirectory, const QString &path)
{
    const QString absolute =
        QFileInfo(QDir(projectDirectory).absoluteFilePath(path)).canonicalFilePath();
    const QString root = QFileInfo(projectDirectory).canonicalFilePath();
    if (absolute.isEmpty())
        return failure(ErrorCode::FileNotFound, u"There is no file '%1'"_s.arg(path));
    if (!absolute.startsWith(root + u'/'))
        return failure(
            ErrorCode::Refused,
            u"reading '%1' is not allowed: it is not one of the project's files"_s.arg(path));
    QFile file(absolute);
    if (!QFileInfo(absolute).isFile() || !file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::Refused,
                       u"'%1' cannot be read: %2"_s.arg(path, file.errorString()));
    return file.readAll();
}

bool writes(const RunRequest &request)
{
    return !request.sql && request.command != RunRequest::Command::Current;
}

} // namespace

EnvironmentRun::EnvironmentRun(const Project &project, const RunRequest &request,
                               RunRecording &recording, RunCancellation &cancellation)
    : m_project(project)
    , m_request(request)
    , m_recording(recording)
    , m_observer(recording.observer())
    , m_cancellation(cancellation)
    , m_ini(project.config().ini())
    , m_loader(project.importRoots())
    , m_sessions(request.limits.orElse(project.config().profile().limits), writes(request),
                 request.passwords, recording, cancellation)
{
}

EnvironmentRun::~EnvironmentRun()
{
    m_cancellation.acknowledge();
    m_sequence.reset();
    if (m_interpreter)
        bindings::releaseModules(*m_interpreter);
}

lang::Capabilities EnvironmentRun::capabilities()
{
    lang::Capabilities result;
    result.modules = &m_loader;
    result.environment = processEnvironment();
    result.workingDirectory = QDir::currentPath();
    result.print = [this](const QString &text) {
        m_observer.handle(ScriptOutput { withoutCredentials(text) });
    };
    result.log = [this](const QString &logger, const QString &level, const QString &text) {
        m_observer.handle(LogLine { logger, level, withoutCredentials(text) });
    };
    result.configureLogging = [this](const QString &path) { configureLogging(path); };
    const QString directory = m_project.directory();
    result.readFile = [directory](const QString &path) { return readProjectFile(directory, path); };
    result.fileExists = [directory](const QString &path) {
        return QFileInfo::exists(QDir(directory).absoluteFilePath(path));
    };
    return result;
}

lang::Limits EnvironmentRun::limits() const
{
    lang::Limits result;
    if (!m_request.sql) {
        // A data migration takes as long as its data; the user's cancel ends it.
        result.steps = std::numeric_limits<quint64>::max();
        result.allocatedBytes = qint64(2) << 30;
    }
    return result;
}

Result<SourceFilePtr> EnvironmentRun::readEnvironment() const
{
    return readScript(m_project.scripts().environmentPath());
}

Result<RunOutcome> EnvironmentRun::execute()
{
    const auto env = readEnvironment();
    if (!env)
        return failure(env.error());
    m_interpreter =
        std::make_unique<lang::Interpreter>(capabilities(), limits(), m_cancellation.token());
    m_interpreter->setOpaquePolicy(lang::OpaquePolicy::Absorbing);
    bindings::registerModules(*m_interpreter);
    if (const auto done = bindings::runEnvironment(*m_interpreter, *env, *this); !done)
        return failure(done.error());
    if (!m_ran)
        return failure(
            ErrorCode::Script,
            u"%1 did not call context.run_migrations(), so nothing was done"_s.arg((*env)->path()));
    if (const auto kept = m_sequence->verify(); !kept)
        return failure(kept.error());
    return m_outcome;
}

// ------------------------------------------------------------------------------------------------
// alembic.config

std::optional<QString> EnvironmentRun::configFileName() const
{
    const ConfigLocation &location = m_project.config().location();
    if (!m_project.config().hasIniFile())
        return {};
    return location.absolute(location.iniPath);
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

std::map<QString, lang::Value> EnvironmentRun::commandOptions() const
{
    std::map<QString, lang::Value> result;
    lang::ValueVector x;
    for (const QString &argument : m_request.xArguments)
        x.push_back(lang::makeStr(argument));
    result.emplace(u"x"_s,
                   m_request.xArguments.isEmpty() ? lang::Value()
                                                  : lang::Value(lang::makeList(std::move(x))));
    result.emplace(u"sql"_s, lang::Value(m_request.sql));
    result.emplace(u"tag"_s, m_request.tag ? lang::makeStr(*m_request.tag) : lang::Value());
    result.emplace(u"name"_s, lang::makeStr(configSection()));
    if (!m_request.targets.isEmpty())
        result.emplace(u"revision"_s, lang::makeStr(m_request.targets.first()));
    return result;
}

void EnvironmentRun::configureLogging(const QString &iniPath)
{
    m_observer.handle(LoggingConfigured { iniPath });
}

// ------------------------------------------------------------------------------------------------
// alembic.context

QStringList EnvironmentRun::headRevisions() const
{
    QStringList result;
    const auto map = m_project.scripts().map();
    if (!map)
        return result;
    for (const RevisionIndex index : map->heads())
        result += map->id(index).text();
    return result;
}

lang::Value EnvironmentRun::revisionArgument() const
{
    if (m_request.targets.isEmpty())
        return {};
    if (m_request.command != RunRequest::Command::Stamp)
        return lang::makeStr(m_request.targets.first());
    lang::ValueVector targets;
    for (const QString &target : m_request.targets)
        targets.push_back(lang::makeStr(target));
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

Result<const dialect::Dialect *>
EnvironmentRun::chooseDialect(const bindings::ConfigureOptions &options) const
{
    if (options.connection)
        return &options.connection->dialect();
    QString name;
    if (m_request.dialect) {
        name = *m_request.dialect;
    } else if (options.dialectName) {
        name = *options.dialectName;
    } else if (options.url) {
        const auto url = DatabaseUrl::parse(*options.url);
        if (!url)
            return failure(url.error());
        name = url->backendName();
    } else {
        return failure(ErrorCode::Configuration,
                       u"Connection, url, or dialect_name is required."_s);
    }
    if (const dialect::Dialect *found = dialect::dialectByName(name))
        return found;
    return failure(ErrorCode::Unsupported, u"Can't load plugin: sqlalchemy.dialects:%1"_s.arg(name),
                   u"Limbeck writes SQL for postgresql, mysql, mariadb and sqlite."_s);
}

Result<> EnvironmentRun::configure(const bindings::ConfigureOptions &options)
{
    if (m_request.sql && options.connection)
        return failure(
            ErrorCode::Configuration,
            u"env.py connects to a database in offline mode (--sql), in which nothing is connected"_s,
            u"Let run_migrations_offline() pass url= or dialect_name= to context.configure()."_s);
    const auto dialect = chooseDialect(options);
    if (!dialect)
        return failure(dialect.error());
    if (options.connection) {
        // Before anything is read: what another run does meanwhile is then seen.
        if (const auto locked = m_sessions.lock(*options.connection); !locked)
            return locked;
    }
    bindings::ConfigureOptions configured = options;
    const ProjectProfile &profile = m_project.config().profile();
    if (!profile.versionTable.isEmpty())
        configured.versionTable = profile.versionTable;
    if (!profile.versionTableSchema.isEmpty())
        configured.versionTableSchema = profile.versionTableSchema;
    m_sequence = std::make_unique<MigrationSequence>(m_project, m_request, std::move(configured),
                                                     **dialect, *m_interpreter, m_sessions,
                                                     m_recording, m_cancellation);
    return {};
}

Result<> EnvironmentRun::runMigrations(const std::map<QString, lang::Value> &keywords)
{
    if (!m_sequence)
        return failure(ErrorCode::Script,
                       u"context.run_migrations() was called before context.configure()"_s);
    m_ran = true;
    auto outcome = m_sequence->run(keywords);
    if (!outcome)
        return failure(outcome.error());
    m_outcome.heads = outcome->heads;
    m_outcome.stepsDone += outcome->stepsDone;
    return {};
}

Result<> EnvironmentRun::beginTransaction()
{
    if (!m_sequence)
        return failure(ErrorCode::Script,
                       u"context.begin_transaction() was called before context.configure()"_s);
    return m_sequence->transactions().beginOuter();
}

Result<> EnvironmentRun::endTransaction(bool failed)
{
    return m_sequence ? m_sequence->transactions().endOuter(failed) : Result<> {};
}

Result<> EnvironmentRun::executeText(const QString &sql)
{
    if (!m_sequence)
        return failure(ErrorCode::Script,
                       u"context.execute() was called before context.configure()"_s);
    return m_sequence->executeText(sql);
}

Result<> EnvironmentRun::staticOutput(const QString &text)
{
    if (!m_sequence)
        return failure(ErrorCode::Script,
                       u"context.static_output() was called before context.configure()"_s);
    m_sequence->staticOutput(text);
    return {};
}

Result<std::shared_ptr<dialect::Connection>> EnvironmentRun::connect(const QString &url)
{
    const QString &profileUrl = m_project.config().profile().url;
    const QString wanted = m_request.url ? *m_request.url : profileUrl.isEmpty() ? url : profileUrl;
    const auto parsed = DatabaseUrl::parse(wanted);
    if (!parsed)
        return failure(parsed.error());
    return m_sessions.open(*parsed);
}

} // namespace limbeck
