// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/bindings/operationreader.h"
#include "core/bindings/tableobject.h"

namespace limbeck::bindings {

/// Of an object of one of AddConstraintOp's classes.
[[nodiscard]] ops::CreateConstraint constraintOf(const OperationReader &op);
/// Of a CreateIndexOp.
[[nodiscard]] schema::Index indexOf(const OperationReader &op);

/// What Alembic refuses of the keys of a table that create_table() makes: a target without a
/// column, and a column of the table itself that it does not have.
void requireReferredColumns(lang::Interpreter &interpreter, const TableObject &table);
/// ValueError for a ForeignKey's target, where it is a text, that is not "table.column".
void requireReferredColumn(const lang::Value &target);

/// TypeError for keywords that are neither a known dialect's nor among @p allowed, as SQLAlchemy
/// words it.
void refuseUnknownKeywords(lang::Dict &keywords, const QStringList &allowed);

} // namespace limbeck::bindings
