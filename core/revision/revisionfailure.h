// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QStringList>

#include <optional>

namespace limbeck {

/// A revision or revisions as a caller names them: nothing (Alembic's None), one identifier, or a
/// tuple of them.
struct RevisionArgument
{
    enum class Kind { Nothing, One, Many };

    Kind kind = Kind::Nothing;
    QStringList values;

    [[nodiscard]] static RevisionArgument nothing() { return {}; }

    [[nodiscard]] static RevisionArgument one(const QString &value)
    {
        return { Kind::One, { value } };
    }

    [[nodiscard]] static RevisionArgument many(const QStringList &values)
    {
        return { Kind::Many, values };
    }

    /// As Python's "%s" shows it: "None", the identifier, or a tuple.
    [[nodiscard]] QString toString() const;
};

/// Why identifiers did not lead to revisions. Commands turn it into the words that fit them
/// (commandError).
struct RevisionFailure
{
    enum class Kind {
        Resolution, ///< unknown or ambiguous identifier
        MultipleHeads,
        NotAnAncestor, ///< a range that does not run along one branch
        Other, ///< the message says it
        Assertion, ///< Alembic ends in a traceback here; the message is ours
    };

    Kind kind = Kind::Other;
    QString message;
    QString argument; ///< the identifier that was not resolved, or that has several heads
    QStringList subjects; ///< heads or candidates
    QString start; ///< NotAnAncestor: the ends of the range
    QString end;
};

template <typename T>
using Resolved = tl::expected<T, RevisionFailure>;

[[nodiscard]] tl::unexpected<RevisionFailure> revisionFailure(RevisionFailure::Kind kind,
                                                              const QString &message);

/// How a command words its failures. Texts may contain %(start)s and %(end)s; an empty one means
/// Alembic's default.
struct FailureWords
{
    QString notAnAncestor;
    QString multipleHeads;
    std::optional<QString> start;
    std::optional<QString> end;
};

/// The error that a user sees.
/// Source: Alembic, `ScriptDirectory._catch_revision_errors`.
[[nodiscard]] Error commandError(const RevisionFailure &failure, const FailureWords &words = {});

} // namespace limbeck
