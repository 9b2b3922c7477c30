// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QString>

#include <optional>

namespace limbeck {

/// A relative identifier: `[branch@][symbol](+|-)N`.
///
/// Alembic matches a prefix only, so "abc+1junk" is "abc+1"; the symbol is made of word characters.
struct RelativeTarget
{
    std::optional<QString> branch;
    std::optional<QString> symbol;
    QString steps; ///< as written, with its sign: messages quote it
    qint64 count = 0; ///< steps as a number, limited to what a walk can need

    /// The relative identifier that @p text starts with, if it does.
    [[nodiscard]] static std::optional<RelativeTarget> parse(const QString &text);
    /// The number without sign, as Python prints it.
    [[nodiscard]] QString magnitude() const;

    friend bool operator==(const RelativeTarget &, const RelativeTarget &) = default;
};

/// What the user typed for a revision, as the windows and the command line show it: "head",
/// "reporting@head", "ae1+2".
///
/// It is kept as text, since what it means depends on the command (and on the database for "+1");
/// findRevisions() and the planners resolve it.
class RevisionTarget
{
public:
    RevisionTarget() = default;

    explicit RevisionTarget(QString text)
        : m_text(std::move(text))
    {
    }

    [[nodiscard]] const QString &text() const { return m_text; }

    /// The relative part, if there is one.
    [[nodiscard]] std::optional<RelativeTarget> relative() const
    {
        return RelativeTarget::parse(m_text);
    }

    friend bool operator==(const RevisionTarget &, const RevisionTarget &) = default;

private:
    QString m_text;
};

/// The two ends of "A:B" as `upgrade --sql` and `stamp --sql` read them.
struct RevisionRange
{
    std::optional<QString> start; ///< nothing if there was no colon
    QString end;

    /// Errors: Usage for more than one colon.
    [[nodiscard]] static Result<RevisionRange> parse(const QString &text);

    friend bool operator==(const RevisionRange &, const RevisionRange &) = default;
};

} // namespace limbeck
