// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/schemahistory.h"

#include "core/engine/migrationhosts.h"
#include "core/engine/revisionscript.h"
#include "core/engine/scriptsandbox.h"
#include "core/revision/planner.h"

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

constexpr std::chrono::seconds replayDuration(60);
constexpr std::size_t rememberedAnswers = 4;

/// The replayed scripts have nobody to tell.
class SilentObserver final : public RunObserver
{
public:
    void handle(const RunEvent &) override { }
};

/// The revisions that come before @p revision, in the order of an upgrade from an empty database.
Result<std::vector<RevisionId>> revisionsBefore(const RevisionMap &map, const Revision &revision)
{
    QStringList targets = revision.dependsOn;
    for (const RevisionId &down : revision.downRevisions)
        targets.append(down.text());
    std::vector<RevisionId> order;
    for (const QString &target : std::as_const(targets)) {
        const auto plan = upgradePlan(map, {}, RevisionTarget(target));
        if (!plan)
            return failure(plan.error());
        for (const MigrationStep &step : plan->steps) {
            if (std::find(order.begin(), order.end(), step.revision) == order.end())
                order.push_back(step.revision);
        }
    }
    return order;
}

/// Lets the model follow one revision. A script that cannot be followed to its end, as it reads
/// rows for instance, leaves what it names unknown.
Result<> replay(ScriptSandbox &sandbox, const Revision &revision, dialect::SchemaModel &model)
{
    const auto file = readScript(revision.path);
    if (!file)
        return failure(file.error());
    SilentObserver observer;
    CatalogHost host(model, observer);
    const auto run = [&]() -> Result<> {
        const auto module = loadRevisionScript(sandbox.interpreter(), revision, nullptr, host);
        if (!module)
            return failure(module.error());
        return bindings::runMigrationFunction(sandbox.interpreter(), *module, u"upgrade"_s, {},
                                              host, bindings::MissingArguments::Fill);
    };
    if (const auto done = run(); !done)
        model.loseTrack(
            u"revision %1 cannot be followed: %2"_s.arg(revision.id.text(), done.error().message),
            (*file)->text());
    return {};
}

schema::NamingConvention conventionOf(const Project &project)
{
    schema::NamingConvention result;
    const QMap<QString, QString> &convention = project.config().profile().namingConvention;
    for (auto it = convention.begin(); it != convention.end(); ++it)
        result.emplace(it.key(), it.value());
    return result;
}

/// The rest of the way: what @p order has beyond the first @p done revisions.
Result<> follow(const Project &project, const std::vector<RevisionId> &order, std::size_t done,
                dialect::SchemaModel &model, const CancelToken &cancel)
{
    if (done == order.size())
        return {};
    const auto &map = project.scripts().map();
    ScriptSandbox sandbox(project.importRoots(), ProjectFiles(project), model.dialect(),
                          replayDuration, cancel);
    for (std::size_t i = done; i < order.size(); ++i) {
        const auto index = map->find(order[i]);
        if (!index)
            return failure(ErrorCode::UnknownRevision,
                           u"There is no revision %1"_s.arg(order[i].text()));
        const auto replayed = replay(sandbox, map->at(*index), model);
        if (cancel.isCancelled())
            return failure(ErrorCode::Cancelled, u"The preview was cancelled"_s);
        if (!replayed)
            return replayed;
    }
    return {};
}

} // namespace

SchemaHistory::SchemaHistory(std::shared_ptr<const Project> project)
    : m_project(std::move(project))
{
}

Result<dialect::SchemaModel> SchemaHistory::schemaFor(const Revision &revision, bool upgrade,
                                                      const dialect::Dialect &dialect,
                                                      const CancelToken &cancel)
{
    const auto &map = m_project->scripts().map();
    if (!map)
        return failure(map.error());
    auto order = revisionsBefore(*map, revision);
    if (!order)
        return failure(order.error());
    if (!upgrade)
        order->push_back(revision.id);

    // The longest known way there is the place to go on from.
    dialect::SchemaModel model(dialect, conventionOf(*m_project));
    std::size_t done = 0;
    for (const Answer &answer : m_answers) {
        const bool isBeginning = answer.dialect == &dialect
            && answer.revisions.size() <= order->size()
            && std::equal(answer.revisions.begin(), answer.revisions.end(), order->begin());
        if (isBeginning && answer.revisions.size() >= done) {
            done = answer.revisions.size();
            model = answer.model;
        }
    }
    if (const auto followed = follow(*m_project, *order, done, model, cancel); !followed)
        return failure(followed.error());
    if (done < order->size()) {
        m_answers.push_front({ &dialect, *order, model });
        if (m_answers.size() > rememberedAnswers)
            m_answers.pop_back();
    }
    return model;
}

} // namespace limbeck
