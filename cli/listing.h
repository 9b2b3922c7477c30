// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "cli/style.h"
#include "core/revision/revisionwalk.h"

#include <QJsonObject>
#include <QString>

#include <optional>

namespace limbeck::cli {

/// What the one-line form of a revision shows.
struct ListingOptions
{
    bool parents = false; ///< "a, b (dependency) -> "
    bool labels = false; ///< " (label)"
    bool doc = false; ///< ", first paragraph"
    bool treeMarks = true; ///< "(branchpoint)", "(mergepoint)"
};

/// How Alembic's commands print revisions, byte for byte; sets are sorted by load order.
/// Source: Alembic, `Script.log_entry`, `Script.cmd_format`.
class Listing
{
public:
    /// @p current, if given, are the revisions to mark with "(current)".
    explicit Listing(const RevisionMap &map, std::optional<RevisionSet> current = {},
                     Style style = {})
        : m_map(map)
        , m_current(std::move(current))
        , m_style(style)
    {
    }

    [[nodiscard]] QString shortEntry(RevisionIndex index, const ListingOptions &options) const;
    /// Several lines, with a line end after the last one.
    [[nodiscard]] QString longEntry(RevisionIndex index) const;
    [[nodiscard]] QJsonObject json(RevisionIndex index) const;

private:
    [[nodiscard]] bool isCurrent(RevisionIndex index) const
    {
        return m_current && m_current->contains(index);
    }

    [[nodiscard]] QString downRevisions(RevisionIndex index) const;
    [[nodiscard]] QString mark(bool isSet, const QString &word, Style::Role role) const;
    [[nodiscard]] QString treeMarks(RevisionIndex index) const;
    [[nodiscard]] QString id(RevisionIndex index) const;
    [[nodiscard]] QString labels(RevisionIndex index) const;

    const RevisionMap &m_map;
    std::optional<RevisionSet> m_current;
    Style m_style;
};

enum class Verbosity { AsAsked, Long };

/// Prints revisions as the options --json and --verbose say, or always at length.
void printRevisions(const CommandContext &context, const Listing &listing,
                    const RevisionIndexes &indexes, const ListingOptions &options,
                    Verbosity verbosity = Verbosity::AsAsked);

} // namespace limbeck::cli
