// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/enginerun.h"
#include "cli/listing.h"
#include "cli/options.h"
#include "core/revision/revisionpath.h"

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

Result<> runShow(CommandContext &context)
{
    const Result<ScriptDirectory> scripts = openScripts(context);
    if (!scripts)
        return failure(scripts.error());
    const RevisionMap &map = *scripts->map();
    const Listing listing(map, {}, Output::style());
    const auto show = [&](const QStringList &identifiers) -> Result<> {
        RevisionIndexes indexes;
        for (const QString &identifier : identifiers) {
            const auto found = findRevisions(map, identifier);
            if (!found)
                return failure(found.error());
            indexes.insert(indexes.end(), found->begin(), found->end());
        }
        printRevisions(context, listing, indexes, {}, Verbosity::Long);
        return {};
    };
    const QString identifier = context.arguments.value(u"rev"_s);
    if (identifier != u"current")
        return show({ identifier });
    return visitDatabases(context, *scripts,
                          [&](const DatabaseState &database) { return show(database.heads); });
}

} // namespace

Command showCommand()
{
    return { { u"show"_s,
               u"Show the revision(s) denoted by the given symbol."_s,
               { options::json() },
               { options::revision(u"rev"_s, {}) } },
             runShow,
             nullptr };
}

} // namespace limbeck::cli
