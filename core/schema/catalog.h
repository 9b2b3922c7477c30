// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/schema/table.h"

namespace limbeck::schema {

struct View
{
    Identifier name;
    std::optional<Identifier> schema;
    QString definition;
};

/// A set of tables and what belongs to them: a live database as an Inspector read it, the models'
/// metadata, or the schema at a revision.
struct Catalog
{
    std::vector<TablePtr> tables;
    std::vector<View> views;
    std::vector<Sequence> sequences;
    std::vector<SqlTypePtr> enums;

    [[nodiscard]] TablePtr table(const QString &name,
                                 const std::optional<QString> &schema = {}) const;
};

} // namespace limbeck::schema
