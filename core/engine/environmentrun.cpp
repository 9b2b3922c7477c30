// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/environmentrun.h"

#include "core/base/commanderror.h"
#include "core/bindings/hostsession.h"
#include "core/bindings/valuetools.h"
#include "core/config/databaseurl.h"
#include "core/dialect/driverstyle.h"
#include "core/engine/interpreterahead.h"
#include "core/engine/lastrun.h"
#include "core/engine/revisionscript.h"
#include "core/engine/scriptlog.h"
#include "core/lang/containers.h"

#include <limits>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

RunSessions::Purpose purposeOf(const RunRequest &request)
{
    if (request.isProbe)
        return RunSessions::Purpose::Probe;
    return request.writes() ? RunSessions::Purpose::Write : RunSessions::Purpose::Look;
}

} // namespace

EnvironmentRun::EnvironmentRun(const Project &project, const RunRequest &request,
                               RunRecording &recording, RunCancellation &cancellation)
    : m_project(project)
    , m_request(request)
    , m_recording(recording)
    , m_observer(recording.observer())
    , m_cancellation(cancellation)
    , m_ahead(std::make_unique<ScriptsAhead>(project.scripts().map(), request))
    , m_ini(project.config().ini())
    , m_files(project)
    , m_loader(project.importRoots())
    , m_interpreter(request.interpreter ? request.interpreter->take() : newInterpreter())
    , m_sessions(limitsOf(request, project.config()), purposeOf(request), request.passwords,
                 request.directory, recording, cancellation)
{
    m_interpreter->entrust(capabilities(), limits(), cancellation.token());
    bindings::hostSession(*m_interpreter)->environment = this;
    const lang::Interpreter::Activation active(*m_interpreter);
    const QVariantMap &known = project.config().profile().opaqueValues;
    for (auto value = known.begin(); value != known.end(); ++value)
        m_interpreter->setOpaqueReplacement(value.key(), bindings::toValue(*m_interpreter, *value));
}

EnvironmentRun::~EnvironmentRun()
{
    m_cancellation.acknowledge();
    m_sequence.reset();
    {
        const lang::Interpreter::Activation active(*m_interpreter);
        m_templateArguments.clear();
    }
    bindings::releaseModules(*m_interpreter);
    const bool holdsMemoryOnly = m_request.sql && !m_hasOpenedFiles && !m_sessions.hasOpen();
    if (holdsMemoryOnly)
        dismiss(m_interpreter);
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
    if (const auto done = bindings::runEnvironment(*m_interpreter, *env, *this); !done)
        return failure(done.error());
    if (!m_ran && m_request.command != RunRequest::Command::Revision) {
        // It may have its reasons: another tenant, a switch. Who wants to know of a database must
        // be told that there was none.
        const QString message =
            u"%1 did not call context.run_migrations(), so nothing was done"_s.arg((*env)->path());
        if (m_request.command == RunRequest::Command::Current)
            return failure(ErrorCode::Script, message);
        m_observer.handle(LogOutput { message + u'\n', true });
        return m_outcome;
    }
    if (m_sequence) {
        if (const auto kept = m_sequence->verify(); !kept)
            return failure(kept.error());
    }
    if (m_missingData)
        return failure(*m_missingData);
    return m_outcome;
}

void EnvironmentRun::tellCommandError(const Error &error)
{
    // A wrong configuration or URL is found by env.py and SQLAlchemy, not by Alembic.
    const bool isForeign = error.code == ErrorCode::Configuration || error.code == ErrorCode::Usage
        || error.code == ErrorCode::FileNotFound;
    if (isCommandError(error.code) && !isForeign)
        ScriptLog(*m_interpreter, m_observer)
            .writeToHandlers(u"alembic.util.messaging"_s, u"ERROR"_s, error.message);
}

Result<const dialect::Dialect *>
EnvironmentRun::chooseDialect(const bindings::ConfigureOptions &options) const
{
    if (options.connection)
        return &options.connection->dialect();
    QString name, driver;
    if (m_request.dialect) {
        name = *m_request.dialect;
    } else if (const QString &profileUrl = m_project.config().profile().url;
               options.url || (!options.dialectName && !profileUrl.isEmpty())) {
        const auto url = DatabaseUrl::parse(options.url.value_or(profileUrl));
        if (!url)
            return failure(url.error());
        name = url->backendName();
        driver = url->driver();
    } else if (options.dialectName) {
        name = *options.dialectName;
    } else {
        return failure(ErrorCode::Script, u"Connection, url, or dialect_name is required."_s);
    }
    if (const dialect::Dialect *found = dialect::dialectByName(name)) {
        return &found->forDriver(
            dialect::driverStyle(found->backend(), driver, options.paramstyle));
    }
    return failure(ErrorCode::Unsupported, u"Can't load plugin: sqlalchemy.dialects:%1"_s.arg(name),
                   u"Limbeck writes SQL for postgresql, mysql, mariadb and sqlite."_s);
}

Result<> EnvironmentRun::configure(const bindings::ConfigureOptions &options)
{
    const auto dialect = chooseDialect(options);
    if (!dialect)
        return failure(dialect.error());
    bindings::setDefaultDialect(*m_interpreter, **dialect); // also for the errors that env.py sees
    if (options.connection && !m_request.sql) {
        // Before anything is read: what another run does meanwhile is then seen.
        if (const auto locked = m_sessions.lock(*options.connection); !locked)
            return locked;
    }
    bindings::ConfigureOptions configured = options;
    if (m_request.sql)
        configured.connection.reset(); // env.py connected all the same: only its dialect counts
    const ProjectProfile &profile = m_project.config().profile();
    if (!options.hasTargetMetadata && !profile.namingConvention.isEmpty())
        configured.namingConvention = profile.namingConvention.toStdMap();
    if (!profile.versionTable.isEmpty())
        configured.versionTable = profile.versionTable;
    if (!profile.versionTableSchema.isEmpty())
        configured.versionTableSchema = profile.versionTableSchema;
    if (const auto given = options.all.find(u"template_args"_s); given != options.all.end())
        addTemplateArguments(given->second);
    m_url = configured.connection ? m_sessions.url(*configured.connection) : QString();
    m_sequence = std::make_unique<MigrationSequence>(m_project, m_request, std::move(configured),
                                                     **dialect, *m_interpreter, m_sessions,
                                                     m_recording, m_cancellation);
    m_isSequenceDone = false;
    m_sequence->setScriptsAhead(std::move(m_ahead));
    return {};
}

void EnvironmentRun::addTemplateArguments(const lang::Value &arguments)
{
    if (!arguments.isDict())
        return;
    bindings::forEachKeyword(*arguments.as<lang::Dict>(),
                             [this](const QString &name, const lang::Value &value) {
                                 m_templateArguments[name] = value;
                             });
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
    m_isSequenceDone = true;
    if (!m_missingData)
        m_missingData = m_sequence->missingData();
    m_outcome.heads = outcome->heads;
    m_outcome.stepsDone += outcome->stepsDone;
    if (m_work)
        return m_work(outcome->heads);
    if (m_request.visitor)
        return m_request.visitor->visit({ m_url, outcome->heads });
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
    auto opened = m_sessions.open(*parsed);
    if (!opened)
        endFinishedSequence();
    return opened;
}

/// What fails between two databases is no failure of the run on the first, if that is where its
/// steps led it.
void EnvironmentRun::endFinishedSequence()
{
    const bool isFinished = m_isSequenceDone && m_sequence && !m_sequence->isInTransaction();
    if (!isFinished || !m_sequence->verify())
        return;
    m_recording.endPrevious();
    m_sequence.reset();
}

} // namespace limbeck
