// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/bindings/operationreader.h"

namespace limbeck::bindings {

/// Of an object of one of AddConstraintOp's classes.
[[nodiscard]] ops::CreateConstraint constraintOf(const OperationReader &op);
/// Of a CreateIndexOp.
[[nodiscard]] schema::Index indexOf(const OperationReader &op);

/// TypeError for keywords that are neither a known dialect's nor among @p allowed, as SQLAlchemy
/// words it.
void refuseUnknownKeywords(lang::Dict &keywords, const QStringList &allowed);

} // namespace limbeck::bindings
