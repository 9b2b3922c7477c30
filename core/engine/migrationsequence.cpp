// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/migrationsequence.h"

#include "core/bindings/evaluation.h"
#include "core/config/databaseurl.h"
#include "core/engine/revisionscript.h"
#include "core/revision/planner.h"

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
    , m_cancellation(cancellation)
    , m_versionTable(database::VersionTableOptions {
          m_options.versionTable, m_options.versionTableSchema, m_options.versionTablePk })
    , m_output(dialect, m_observer)
    , m_externalTransaction(m_options.connection && m_options.connection->inTransaction())
{
    const dialect::CompileOptions compile = compileOptions(m_options, m_memory);
    if (isOffline())
        m_host = std::make_unique<OfflineHost>(dialect, compile, m_output, m_observer);
    else
        m_host = std::make_unique<DatabaseHost>(*m_options.connection, compile, m_observer);
    log(u"INFO"_s, u"Context impl %1."_s.arg(dialect.implName()));
    if (isOffline())
        log(u"INFO"_s, u"Generating static SQL"_s);
    log(u"INFO"_s,
        u"Will assume %1 DDL."_s.arg(hasTransactionalDdl() ? u"transactional"_s
                                                           : u"non-transactional"_s));
}

MigrationSequence::~MigrationSequence() = default;

bool MigrationSequence::hasTransactionalDdl() const
{
    return m_options.transactionalDdl.value_or(m_dialect.transactionalDdl());
}

void MigrationSequence::log(const QString &level, const QString &text)
{
    m_observer.handle(LogLine { u"alembic.runtime.migration"_s, level, text });
}

qint64 MigrationSequence::touchedRows() const
{
    const auto *host = dynamic_cast<const DatabaseHost *>(m_host.get());
    return host ? host->touchedRows() : 0;
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

// ------------------------------------------------------------------------------------------------
// transactions

Result<> MigrationSequence::beginOuterTransaction()
{
    if (m_externalTransaction || !hasTransactionalDdl() || m_options.transactionPerMigration)
        return {};
    m_outerTransaction = true;
    if (!isOffline())
        return m_options.connection->begin();
    m_output.begin();
    return {};
}

Result<> MigrationSequence::endOuterTransaction(bool failed)
{
    if (!m_outerTransaction)
        return {};
    m_outerTransaction = false;
    if (isOffline()) {
        if (!failed)
            m_output.commit();
        return {};
    }
    if (!m_options.connection->inTransaction())
        return {};
    return failed ? m_options.connection->rollback() : m_options.connection->commit();
}

Result<> MigrationSequence::runStep(int index, const MigrationStep &step,
                                    const std::map<QString, lang::Value> &keywords)
{
    const bool perStep = !m_externalTransaction && !m_outerTransaction
        && (hasTransactionalDdl() ? m_options.transactionPerMigration : !isOffline());
    if (perStep) {
        if (isOffline())
            m_output.begin();
        else if (const auto begun = m_options.connection->begin(); !begun)
            return begun;
    }
    if (const auto done = doStep(index, step, keywords); !done) {
        if (perStep && !isOffline() && m_options.connection->inTransaction()) {
            // The first error is the one to tell; a failing rollback means that the session is
            // gone.
            std::ignore = m_options.connection->rollback();
        }
        return done;
    }
    if (perStep) {
        if (isOffline())
            m_output.commit();
        else if (const auto committed = m_options.connection->commit(); !committed)
            return committed;
    }
    m_observer.handle(
        StepFinished { index, texts(m_heads), perStep || (!isOffline() && !m_outerTransaction) });
    return {};
}

// ------------------------------------------------------------------------------------------------
// plan

Result<Heads> MigrationSequence::startHeads()
{
    if (!isOffline())
        return readHeads(m_versionTable, *m_options.connection);
    if (m_request.startHeads) {
        Heads heads;
        for (const QString &head : *m_request.startHeads)
            heads.emplace_back(head);
        return heads;
    }
    const auto map = m_project.scripts().map();
    if (!map)
        return failure(map.error());
    std::optional<QString> start = m_options.startingRevision;
    for (const QString &target : m_request.targets) {
        const auto range = RevisionRange::parse(target);
        if (!range)
            return failure(range.error());
        if (range->start && !range->start->isEmpty())
            start = range->start;
    }
    if (!start)
        return Heads {};
    return offlineHeads(*map, RevisionTarget(*start));
}

Result<MigrationPlan> MigrationSequence::plan(const RevisionMap &map, const Heads &heads) const
{
    std::vector<RevisionTarget> targets;
    for (const QString &text : m_request.targets) {
        const auto range = RevisionRange::parse(text);
        if (!range)
            return failure(range.error());
        targets.emplace_back(isOffline() ? range->end : text);
    }
    switch (m_request.command) {
    case RunRequest::Command::Upgrade:
        return upgradePlan(map, heads, targets.front());
    case RunRequest::Command::Downgrade:
        return downgradePlan(map, heads, targets.front());
    case RunRequest::Command::Stamp:
        return stampPlan(map, heads, targets);
    case RunRequest::Command::Current:
    case RunRequest::Command::EnsureVersion:
        return MigrationPlan { heads, {}, heads, {} };
    }
    Q_UNREACHABLE();
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
    if (m_request.purge && !isOffline()) {
        if (const auto there = prepareVersionTable({}); !there)
            return failure(there.error());
        if (const auto cleared = m_versionTable.purge(*m_options.connection); !cleared)
            return failure(cleared.error());
    }
    const auto heads = startHeads();
    if (!heads)
        return failure(heads.error());
    m_heads = *heads;
    if (const auto ready = prepareVersionTable(*heads); !ready)
        return failure(ready.error());
    // A graph that is broken fails here, not earlier: env.py has run, as with Alembic.
    const auto map = m_project.scripts().map();
    if (!map)
        return failure(map.error());
    const auto steps = plan(*map, *heads);
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

    RunOutcome outcome;
    for (const MigrationStep &step : steps->steps) {
        m_currentStep = outcome.stepsDone;
        if (m_cancellation.isCancelled())
            return failure(ErrorCode::Cancelled, u"The run was cancelled"_s);
        if (const auto done = runStep(m_currentStep, step, keywords); !done) {
            // The first error is the one to tell.
            if (session && !session->inTransaction())
                std::ignore = m_recording.end(*session);
            return failure(done.error());
        }
        ++outcome.stepsDone;
    }
    m_currentStep = -1;
    if (session && !session->inTransaction()) {
        if (const auto ended = m_recording.end(*session); !ended)
            return failure(ended.error());
    }
    outcome.heads = texts(m_heads);
    return outcome;
}

Result<> MigrationSequence::doStep(int index, const MigrationStep &step,
                                   const std::map<QString, lang::Value> &keywords)
{
    StepContext context;
    context.step = index;
    context.transactional =
        isOffline() ? hasTransactionalDdl() : m_options.connection->inTransaction();
    context.heads = texts(m_heads);
    context.versionTable = m_options.versionTable;
    context.versionTableSchema = m_options.versionTableSchema;
    m_host->setStep(context);
    if (auto *database = dynamic_cast<DatabaseHost *>(m_host.get()))
        database->beginCounting();

    if (isOffline() && step.startsWithoutRows)
        m_output.statement(-1, m_versionTable.createStatement(m_dialect));
    m_observer.handle(StepStarted { index, planned(step) });
    log(u"INFO"_s, u"Running "_s + step.log());
    if (isOffline())
        m_output.text(u"-- Running "_s + step.shortLog());
    if (step.kind != MigrationStep::Kind::Stamp) {
        if (const auto done = runScript(step, keywords); !done)
            return done;
    }
    if (const auto written = writeVersion(index, step); !written)
        return written;
    return callOnVersionApply(step, keywords);
}

Result<> MigrationSequence::runScript(const MigrationStep &step,
                                      const std::map<QString, lang::Value> &keywords)
{
    const auto map = m_project.scripts().map();
    const auto index = map->find(step.revision);
    const auto module = loadRevisionScript(m_interpreter, map->at(*index));
    if (!module)
        return failure(module.error());
    const QString function =
        step.kind == MigrationStep::Kind::Upgrade ? u"upgrade"_s : u"downgrade"_s;
    const lang::OpaquePolicy policy = m_interpreter.opaquePolicy();
    m_interpreter.setOpaquePolicy(lang::OpaquePolicy::Strict);
    auto done = bindings::runMigrationFunction(m_interpreter, *module, function, keywords, *m_host);
    m_interpreter.setOpaquePolicy(policy);
    return done;
}

Result<> MigrationSequence::writeVersion(int index, const MigrationStep &step)
{
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
