// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/enginerun.h"
#include "cli/listing.h"
#include "cli/options.h"
#include "core/revision/revisionpath.h"

#include <optional>

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

Heads headsOf(const DatabaseState &database)
{
    Heads heads;
    for (const QString &head : database.heads)
        heads.emplace_back(head);
    return heads;
}

bool isAtAllHeads(const RevisionMap &map, Heads rows)
{
    std::vector<RevisionId> heads = map.ids(map.heads());
    std::sort(heads.begin(), heads.end());
    heads.erase(std::unique(heads.begin(), heads.end()), heads.end());
    std::sort(rows.begin(), rows.end());
    return rows == heads;
}

/// What the command tells of one database.
class CurrentReport
{
public:
    CurrentReport(const CommandContext &context, const RevisionMap &map)
        : m_context(context)
        , m_map(map)
        , m_listing(map, {}, Output::style())
        , m_isJson(context.arguments.has(u"json"_s))
        , m_isVerbose(context.arguments.has(u"verbose"_s))
    {
    }

    [[nodiscard]] Result<> add(const DatabaseState &database);

    void finish() const
    {
        if (m_isJson)
            m_context.output.json(QJsonObject { { u"databases"_s, m_databases } });
    }

private:
    const CommandContext &m_context;
    const RevisionMap &m_map;
    const Listing m_listing;
    const bool m_isJson;
    const bool m_isVerbose;
    QJsonArray m_databases;
};

Result<> CurrentReport::add(const DatabaseState &database)
{
    const Heads heads = headsOf(database);
    if (m_isVerbose && !m_isJson)
        m_context.output.line(u"Current revision(s) for %1:"_s.arg(database.url));
    const bool isAtHeads = isAtAllHeads(m_map, heads);
    if (m_context.arguments.has(u"check_heads"_s) && !isAtHeads)
        return failure(ErrorCode::InvalidPlan, u"Database is not on all head revisions"_s);
    const auto current = currentRevisions(m_map, heads);
    if (!current)
        return failure(current.error());
    QJsonArray revisions;
    for (const RevisionIndex index : *current) {
        if (m_isJson)
            revisions.append(m_listing.json(index));
        else
            m_context.output.line(m_isVerbose ? m_listing.longEntry(index)
                                              : m_listing.shortEntry(index, {}));
    }
    m_databases.append(QJsonObject {
        { u"database"_s, database.url },
        { u"heads"_s, QJsonArray::fromStringList(database.heads) },
        { u"at_heads"_s, isAtHeads },
        { u"revisions"_s, revisions },
    });
    return {};
}

Result<> runCurrent(CommandContext &context)
{
    const Result<ScriptDirectory> scripts = openScriptDirectory(context);
    if (!scripts)
        return failure(scripts.error());
    // A broken graph is told by the visit, when env.py has run, as with Alembic.
    std::optional<CurrentReport> report;
    if (scripts->map())
        report.emplace(context, *scripts->map());
    const auto done = visitDatabases(context, *scripts, [&](const DatabaseState &database) {
        return report ? report->add(database) : Result<>(failure(scripts->map().error()));
    });
    if (!done)
        return done;
    if (report)
        report->finish();
    return {};
}

} // namespace

Command currentCommand()
{
    return { { u"current"_s,
               u"Display the current revision for a database."_s,
               { options::flag({ u"-c"_s, u"--check-heads"_s },
                               u"Check if all head revisions are applied to the database. Exit "
                               "with an error code if this is not the case."_s),
                 options::verbose(), options::json() },
               {} },
             runCurrent,
             nullptr };
}

} // namespace limbeck::cli
