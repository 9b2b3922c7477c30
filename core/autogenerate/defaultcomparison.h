// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/backend.h"

#include <QString>

#include <optional>

namespace limbeck::autogenerate {

/// A column's default in the database and in the model, both as SQL text; none where there is no
/// default.
struct DefaultPair
{
    /// What decides how a default is written.
    enum class Kind { Integer, Number, Text, Other };

    std::optional<QString> reflected, model;
    Kind reflectedKind = Kind::Other, modelKind = Kind::Other;
    bool modelIsPlainText = false; ///< server_default="x": no SQL of its own
    bool countsUp = false; ///< the model's column numbers its rows by itself: SERIAL
    bool isPlainKey = false; ///< a key column of the database that does not count up
};

/// What is known without asking the database.
struct DefaultVerdict
{
    bool differ = false;
    /// PostgreSQL: a SELECT whose one value tells whether the defaults are equal ('5'::integer and
    /// 5 are). `differ` is of no meaning then.
    QString question;
};

/// Source: Alembic, `compare_server_default` of the dialects' implementations.
[[nodiscard]] DefaultVerdict compareDefaults(const DefaultPair &pair, Backend backend);

} // namespace limbeck::autogenerate
