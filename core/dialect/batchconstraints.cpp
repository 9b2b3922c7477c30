// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/batchtable.h"

using namespace Qt::StringLiterals;

// What a batch does to constraints and indexes of its table.

namespace limbeck::dialect {

using schema::Constraint;
using schema::Identifier;

namespace {

std::vector<Identifier> columnsOf(const Constraint &constraint)
{
    return std::visit(
        [](const auto &each) -> std::vector<Identifier> {
            if constexpr (requires { each.columns; })
                return each.columns;
            else if constexpr (requires { each.condition; })
                return namedColumns(each.condition);
            else
                return {};
        },
        constraint);
}

} // namespace

// --- constraints ---------------------------------------------------------------------

void BatchTable::removeNamed(const QString &name)
{
    std::erase_if(m_named,
                  [&](const NamedConstraint &constraint) { return constraint.name == name; });
}

Result<> BatchTable::addConstraint(Constraint constraint, const std::optional<ResolvedName> &name,
                                   bool isTypeBound)
{
    if (!name && !isTypeBound && !isComplete())
        return failure(ErrorCode::Script, u"Constraint must have a name"_s);
    if (auto *check = std::get_if<schema::CheckConstraint>(&constraint))
        check->typeBound = false;
    if (std::holds_alternative<schema::PrimaryKeyConstraint>(constraint)) {
        std::erase_if(m_unnamed, [](const Constraint &other) {
            return std::holds_alternative<schema::PrimaryKeyConstraint>(other);
        });
    }
    if (!name) {
        m_unnamed.push_back(std::move(constraint));
        return {};
    }
    for (NamedConstraint &other : m_named) {
        if (other.name == name->name.text) {
            other.constraint = std::move(constraint);
            return {};
        }
    }
    m_named.push_back({ name->name.text, std::move(constraint), name->shortens });
    return {};
}

Result<> BatchTable::apply(const ops::CreateConstraint &create)
{
    auto name =
        constraintName(create.constraint, m_table.name, m_table.schema, m_compiler.convention());
    if (!name)
        return failure(name.error());
    return addConstraint(create.constraint, *name, false);
}

bool BatchTable::dropColumnCheck(const QString &name)
{
    for (Column &column : m_columns) {
        const auto erased =
            std::erase_if(column.column.checks, [&](const schema::CheckConstraint &check) {
                return check.name.name && check.name.name->text == name;
            });
        if (erased > 0)
            return true;
    }
    return false;
}

/// Finds a constraint without a name by the name that the naming convention, or PostgreSQL by
/// itself, would give it.
bool BatchTable::dropUnnamed(const QString &name)
{
    const auto answersTo = [&](const Constraint &constraint) {
        auto conventional =
            constraintName(constraint, m_table.name, m_table.schema, m_compiler.convention());
        if (conventional && *conventional && (**conventional).name.text == name)
            return true;
        QStringList parts { m_table.name.text };
        if (!std::holds_alternative<schema::PrimaryKeyConstraint>(constraint)) {
            for (const Identifier &column : columnsOf(constraint))
                parts.append(column.text);
        }
        static const QStringList endings { u"pkey"_s, u"key"_s, u"check"_s, u"fkey"_s, u"excl"_s };
        parts.append(endings.value(static_cast<int>(constraint.index())));
        return parts.join(u'_') == name;
    };
    const auto found = std::find_if(m_unnamed.begin(), m_unnamed.end(), answersTo);
    if (found == m_unnamed.end())
        return false;
    m_unnamed.erase(found);
    return true;
}

Result<> BatchTable::apply(const ops::DropConstraint &drop)
{
    auto resolved = droppedName(drop, m_compiler.convention());
    if (!resolved) {
        const bool isNameless =
            !drop.name.name && resolved.error().message.endsWith(u"it has no name");
        return isNameless ? Result<>(failure(ErrorCode::Script, u"Constraint must have a name"_s))
                          : Result<>(failure(resolved.error()));
    }
    const QString name = resolved->name.text;
    if (!m_reflected && dropColumnCheck(name))
        return {};
    const auto found =
        std::find_if(m_named.begin(), m_named.end(),
                     [&](const NamedConstraint &constraint) { return constraint.name == name; });
    if (found == m_named.end()) {
        const bool dropped = isComplete() && (dropUnnamed(name) || drop.ifExists);
        return dropped ? Result<> {}
                       : failure(ErrorCode::Script, u"No such constraint: '%1'"_s.arg(name));
    }
    if (const auto *key = std::get_if<schema::PrimaryKeyConstraint>(&found->constraint)) {
        for (const Identifier &column : key->columns) {
            if (Column *carriedColumn = find(column.text)) {
                // It stays NOT NULL.
                carriedColumn->column.nullable = carriedColumn->column.isNullable();
                carriedColumn->column.primaryKey = false;
            }
        }
    }
    m_named.erase(found);
    return {};
}

Result<> BatchTable::apply(const ops::CreateTableComment &)
{
    return {}; // Alembic leaves it to CREATE TABLE, which does not have it
}

// --- indexes -------------------------------------------------------------------------

Result<> BatchTable::apply(const ops::CreateIndex &create)
{
    auto name = indexName(create.index, m_compiler.convention());
    if (!name)
        return failure(name.error());
    PlacedIndex placed { create.index, *name };
    const auto same =
        std::find_if(m_newIndexes.begin(), m_newIndexes.end(), [&](const PlacedIndex &other) {
            return other.name && placed.name && other.name->name.text == placed.name->name.text;
        });
    if (same != m_newIndexes.end())
        *same = placed;
    else
        m_newIndexes.push_back(placed);
    return {};
}

Result<> BatchTable::apply(const ops::DropIndex &drop)
{
    const auto erased = std::erase_if(
        m_indexes, [&](const ExistingIndex &index) { return index.name == drop.name.text; });
    if (erased == 0 && !drop.ifExists)
        return failure(ErrorCode::Script, u"No such index: '%1'"_s.arg(drop.name.text));
    return {};
}

} // namespace limbeck::dialect
