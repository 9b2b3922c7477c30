// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/migrationsequence.h"

#include "core/bindings/evaluation.h"
#include "core/config/databaseurl.h"
#include "core/engine/requestedplan.h"
#include "core/engine/revisionscript.h"
#include "core/engine/scriptsahead.h"
#include "core/lang/strobject.h"

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

PlannedStep planned(const MigrationStep &step)
{
    PlannedStep result;
    result.direction = step.kind == MigrationStep::Kind::Upgrade ? PlannedStep::Direction::Upgrade
        : step.kind == MigrationStep::Kind::Downgrade            ? PlannedStep::Direction::Downgrade
                                                                 : PlannedStep::Direction::Stamp;
    if (step.kind == MigrationStep::Kind::Stamp)
        result.revisions = texts(step.to.empty() ? step.from : step.to);
    else
        result.revisions = { step.revision.text() };
    result.text = step.log();
    return result;
}

/// Whether a script that failed offline may do better where the schema is known.
bool schemaMayHelp(const Error &error)
{
    switch (error.code) {
    case ErrorCode::Cancelled:
    case ErrorCode::Refused:
    case ErrorCode::ScriptLimit:
    case ErrorCode::Syntax:
    case ErrorCode::Unsupported:
        return false;
    default:
        return true;
    }
}

dialect::CompileOptions compileOptions(const bindings::ConfigureOptions &options,
                                       dialect::CompileMemory &memory)
{
    dialect::CompileOptions result;
    result.offline = options.connection == nullptr;
    result.literalBinds = result.offline && options.literalBinds;
    result.namingConvention = options.namingConvention;
    result.memory = &memory;
    return result;
}

} // namespace

MigrationSequence::MigrationSequence(const Project &project, const RunRequest &request,
                                     bindings::ConfigureOptions options,
                                     const dialect::Dialect &dialect,
                                     lang::Interpreter &interpreter, RunSessions &sessions,
                                     RunRecording &recording, RunCancellation &cancellation)
    : m_project(project)
    , m_request(request)
    , m_options(std::move(options))
    , m_dialect(dialect)
    , m_interpreter(interpreter)
    , m_sessions(sessions)
    , m_recording(recording)
    , m_observer(recording.observer())
    , m_modules(project, interpreter, recording.reporter(), cancellation)
    , m_log(interpreter, m_observer)
    , m_cancellation(cancellation)
    , m_versionTable(database::VersionTableOptions {
          m_options.versionTable, m_options.versionTableSchema, m_options.versionTablePk })
    , m_output(dialect, m_observer, outputSink())
    , m_missingData(m_output)
    , m_history(std::shared_ptr<const Project>(std::shared_ptr<const Project>(), &project))
    , m_transactions(m_options, dialect, m_output, sessions.groupCommit(m_options.connection.get()))
{
    const dialect::CompileOptions compile = compileOptions(m_options, m_memory);
    if (isOffline()) {
        m_host = std::make_unique<OfflineHost>(dialect, compile, m_output, m_observer);
    } else {
        auto host = std::make_unique<DatabaseHost>(*m_options.connection, compile, m_observer,
                                                   cancellation.token());
        m_databaseHost = host.get();
        m_host = std::move(host);
    }
    log(u"INFO"_s, u"Context impl %1."_s.arg(dialect.implName()));
    if (isOffline())
        log(u"INFO"_s, u"Generating static SQL"_s);
    log(u"INFO"_s,
        u"Will assume %1 DDL."_s.arg(
            m_transactions.hasTransactionalDdl() ? u"transactional"_s : u"non-transactional"_s));
}

MigrationSequence::~MigrationSequence() = default;

void MigrationSequence::log(const QString &level, const QString &text)
{
    m_log.write(u"alembic.runtime.migration"_s, level, text);
}

/// env.py's output_buffer takes what would go to standard output.
OfflineOutput::Sink MigrationSequence::outputSink()
{
    const lang::Value &buffer = m_options.outputBuffer;
    if (!isOffline() || !m_request.writesFiles || buffer.isAbsent() || buffer.isNone()
        || buffer.isOpaque())
        return {};
    return [this](const QString &text) -> Result<> {
        const lang::Interpreter::Activation active(m_interpreter);
        const auto write = m_interpreter.attributeOf(m_options.outputBuffer, u"write"_s);
        if (!write)
            return failure(ErrorCode::Script,
                           u"The output_buffer that env.py gives to context.configure() has no "
                           "write()"_s);
        const auto written = bindings::callScript(m_interpreter, *write, { lang::makeStr(text) });
        return written ? Result<>() : Result<>(failure(written.error()));
    };
}

qint64 MigrationSequence::touchedRows() const
{
    return m_databaseHost ? m_databaseHost->touchedRows() : 0;
}

void MigrationSequence::catchUp()
{
    if (m_databaseHost)
        std::ignore = m_databaseHost->catchUp(); // a failure ends the script at its next statement
}

Result<Heads> MigrationSequence::headsNow()
{
    if (isOffline())
        return m_heads;
    auto heads = readHeads(m_versionTable, *m_options.connection);
    if (heads || heads.error().code != ErrorCode::Connection)
        return heads;
    const auto other = m_sessions.reopen(*m_options.connection);
    return other ? readHeads(m_versionTable, **other) : failure(other.error());
}

void MigrationSequence::close()
{
    m_transactions.abandonRun();
    if (!isOffline() && !m_options.connection->inTransaction())
        std::ignore = m_recording.end(*m_options.connection); // a session that is lost has no end
}

Result<> MigrationSequence::verify()
{
    if (isOffline() || !m_hasRunSteps)
        return {};
    close();
    const auto found = headsNow();
    if (!found)
        return failure(found.error());
    Heads expected = m_heads;
    Heads there = *found;
    std::sort(expected.begin(), expected.end());
    std::sort(there.begin(), there.end());
    if (there == expected)
        return {};
    return failure(
        ErrorCode::VersionMismatch,
        u"The run came to its end, but the database is at %1 instead of %2: env.py rolled the "
        "changes back"_s.arg(there.empty() ? u"base"_s : texts(there).join(u", "),
                             expected.empty() ? u"base"_s : texts(expected).join(u", ")),
        u"What env.py executes before context.configure() begins a transaction of its own: let it "
        "call connection.commit() before and after, or let `with context.begin_transaction()` "
        "begin the only one."_s);
}

// ------------------------------------------------------------------------------------------------
// plan

Result<Heads> MigrationSequence::startHeads()
{
    if (!isOffline())
        return readHeads(m_versionTable, *m_options.connection);
    return requestedStart(m_project.scripts().map(), m_request, m_options.startingRevision);
}

Result<MigrationPlan> MigrationSequence::plan(const Heads &heads) const
{
    if (m_ahead && isOffline()) {
        if (auto made = m_ahead->takePlan(heads))
            return std::move(*made);
    }
    return requestedPlan(m_project.scripts().map(), m_request, heads, isOffline());
}

Result<> MigrationSequence::prepareVersionTable(const Heads &heads)
{
    const bool ensure = m_request.command == RunRequest::Command::EnsureVersion;
    if (isOffline()) {
        if (ensure)
            m_output.statement(-1, m_versionTable.createStatement(m_dialect));
        return {};
    }
    if (m_request.command == RunRequest::Command::Current || !heads.empty())
        return {};
    const auto created = m_versionTable.ensureExists(*m_options.connection);
    if (!created) {
        return failure(created.error().within(
            u"Cannot create the version table %1"_s.arg(m_options.versionTable)));
    }
    return {};
}

// ------------------------------------------------------------------------------------------------
// run

Result<RunOutcome> MigrationSequence::run(const std::map<QString, lang::Value> &keywords)
{
    if (m_request.purge && isOffline())
        return failure(ErrorCode::InvalidPlan, u"Can't use --purge with --sql mode"_s);
    if (m_request.purge) {
        // Where the database does not take it back, a target that is wrong must not cost the rows.
        if (const auto steps = plan({}); !steps)
            return failure(steps.error());
        if (const auto there = prepareVersionTable({}); !there)
            return failure(there.error());
        if (const auto cleared = m_versionTable.purge(*m_options.connection); !cleared)
            return failure(cleared.error());
    }
    if (const auto begun = m_transactions.beginImplicitly(); !begun)
        return failure(begun.error());
    const auto heads = startHeads();
    if (!heads)
        return failure(heads.error());
    m_heads = *heads;
    if (const auto ready = prepareVersionTable(*heads); !ready)
        return failure(ready.error());
    const auto steps = plan(*heads);
    if (!steps)
        return failure(steps.error());

    RunStarted started;
    started.database = isOffline() ? QString() : m_options.connection->displayName();
    started.url = isOffline() ? QString() : m_sessions.url(*m_options.connection);
    started.dialect = m_dialect.name();
    started.heads = texts(m_heads);
    started.offline = isOffline();
    for (const MigrationStep &step : steps->steps)
        started.steps.push_back(planned(step));
    dialect::Connection *session = m_options.connection ? &*m_options.connection : nullptr;
    if (const auto begun = m_recording.begin(started, session); !begun)
        return failure(begun.error());
    for (const QString &warning : steps->warnings)
        log(u"WARNING"_s, warning);

    if (const auto loaded = loadScripts(steps->steps); !loaded)
        return failure(loaded.error());
    auto done = runSteps(steps->steps, keywords);
    if (done)
        m_currentStep = -1;
    if (session && !session->inTransaction()) {
        if (const auto ended = m_recording.end(*session); done && !ended)
            done = ended; // the first error is the one to tell
    }
    if (!done)
        return failure(done.error());
    return RunOutcome { texts(m_heads), static_cast<int>(steps->steps.size()) };
}

Result<> MigrationSequence::doStep(int index, const MigrationStep &step,
                                   const std::map<QString, lang::Value> &keywords)
{
    StepContext context;
    context.step = index;
    context.transactional =
        isOffline() ? m_transactions.hasTransactionalDdl() : m_options.connection->inTransaction();
    context.heads = texts(m_heads);
    context.versionTable = m_options.versionTable;
    context.versionTableSchema = m_options.versionTableSchema;
    m_host->setStep(context);
    if (m_databaseHost)
        m_databaseHost->beginStep();

    if (isOffline() && step.startsWithoutRows)
        m_output.statement(-1, m_versionTable.createStatement(m_dialect));
    const PlannedStep begun = planned(step);
    m_observer.handle(StepStarted { index, begun });
    if (index >= std::exchange(m_loggedSteps, std::max(m_loggedSteps, index + 1)))
        log(u"INFO"_s, u"Running "_s + begun.text);
    if (isOffline())
        m_output.text(u"-- Running "_s + step.shortLog());
    if (step.kind != MigrationStep::Kind::Stamp) {
        const auto done = isOffline() ? writeScript(context, index, step, keywords)
                                      : runScript(index, step, keywords);
        if (!done && isOffline() && done.error().code == ErrorCode::DataDependent)
            m_missingData.mark(step, done.error());
        else if (!done)
            return done;
    }
    if (const auto written = writeVersion(index, step); !written)
        return written;
    return callOnVersionApply(step, keywords);
}

Result<> MigrationSequence::loadScripts(const std::vector<MigrationStep> &steps)
{
    m_loggedSteps = 0;
    const bool writesText = isOffline() && !m_output.hasSink() && m_options.onVersionApply.isNone();
    const auto loading =
        writesText ? StepModules::Loading::AtTheirTurn : StepModules::Loading::First;
    auto loaded = m_modules.begin(steps, *m_host, loading, std::move(m_ahead));
    m_currentStep = m_modules.current();
    return loaded;
}

Result<> MigrationSequence::runScript(int index, const MigrationStep &step,
                                      const std::map<QString, lang::Value> &keywords)
{
    return bindings::runMigrationFunction(m_interpreter, m_modules.at(static_cast<size_t>(index)),
                                          step.name(), keywords, *m_host);
}

/// Alembic's offline SQL; where it has none, that for the schema which the project's earlier
/// revisions make.
Result<> MigrationSequence::writeScript(const StepContext &context, int index,
                                        const MigrationStep &step,
                                        const std::map<QString, lang::Value> &keywords)
{
    const dialect::CompileMemory before = m_memory;
    m_output.hold();
    auto done = runScript(index, step, keywords);
    const OfflineOutput::Pieces plain = m_output.take();
    if (!done && schemaMayHelp(done.error())) {
        const dialect::CompileMemory after = std::exchange(m_memory, before);
        m_output.hold();
        const auto better = writeWithHistory(context, step, keywords);
        const OfflineOutput::Pieces known = m_output.take();
        if (better) {
            log(u"WARNING"_s,
                u"The SQL of %1 is for the schema that the earlier revisions make"_s.arg(
                    step.revision.text()));
            m_output.write(known);
            return {};
        }
        m_memory = after;
    }
    m_output.write(plain);
    return done;
}

Result<> MigrationSequence::writeWithHistory(const StepContext &context, const MigrationStep &step,
                                             const std::map<QString, lang::Value> &keywords)
{
    const auto &map = m_project.scripts().map();
    const Revision &revision = map->at(*map->find(step.revision));
    auto model = m_history.schemaFor(revision, step.isUpgrade, m_dialect, m_cancellation.token());
    if (!model)
        return failure(model.error());
    OfflineHost host(m_dialect, compileOptions(m_options, m_memory), m_output, m_observer, &*model);
    host.setStep(context);
    m_output.text(u"-- Alembic's offline mode has no SQL for %1. This is for the schema that its "
                  "earlier revisions make."_s.arg(step.revision.text()));
    // The module anew: what the first attempt did to its variables is not to be seen.
    const auto module = loadRevisionScript(m_interpreter, revision, nullptr, host);
    if (!module)
        return failure(module.error());
    return bindings::runMigrationFunction(m_interpreter, *module, step.name(), keywords, host);
}

Result<> MigrationSequence::writeVersion(int index, const MigrationStep &step)
{
    // For those who ask for it in [loggers] only: the run's own log tells the changes as
    // statements.
    m_log.writeToHandlers(u"alembic.runtime.migration"_s, u"DEBUG"_s, step.versionLog());
    for (const VersionChange &change : step.versionChanges) {
        if (isOffline())
            m_output.statement(index, changeStatement(m_versionTable, m_dialect, change));
        else if (const auto applied = applyChange(m_versionTable, *m_options.connection, change);
                 !applied)
            return applied;
    }
    applyVersionChanges(m_heads, step.versionChanges);
    return {};
}

Result<> MigrationSequence::callOnVersionApply(const MigrationStep &step,
                                               const std::map<QString, lang::Value> &keywords)
{
    if (m_options.onVersionApply.isNone())
        return {};
    return notifyVersionApply(m_interpreter, m_options.onVersionApply, step, m_heads, keywords);
}

Result<> MigrationSequence::executeText(const QString &sql)
{
    ops::ExecuteSql execute;
    execute.statement = schema::TextClause { sql, {} };
    return m_host->invoke(ops::Operation { std::move(execute), {} });
}

void MigrationSequence::staticOutput(const QString &text)
{
    m_output.text(text);
}

} // namespace limbeck
