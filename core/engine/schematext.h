// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialect/connection.h"

#include <map>

namespace limbeck {

/// A schema as text that can be compared: for each table, view, type and sequence its definition in
/// lines. The order of columns does not count.
class SchemaText
{
public:
    /// Reads the schema that @p connection is in. Errors: the database's.
    [[nodiscard]] static Result<SchemaText> read(dialect::Connection &connection);

    /// What @p other has and this has not, "+ ticket: priority VARCHAR(20)", and the other way
    /// round,
    /// "- ticket: …". Empty for equal schemas.
    [[nodiscard]] QStringList differencesTo(const SchemaText &other) const;

private:
    std::map<QString, QStringList> m_objects; ///< "table ticket" → its lines, sorted
};

} // namespace limbeck
