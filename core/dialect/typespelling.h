// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/schema/sqltype.h"

#include <memory>

namespace limbeck::dialect {

class Dialect;

/// How one database spells column types. The base class knows the words that all share.
///
/// A visit name is SQLAlchemy's: "string" for sa.String, "VARCHAR" for sa.VARCHAR. Source:
/// `GenericTypeCompiler`.
class TypeSpelling
{
public:
    explicit TypeSpelling(const Dialect &dialect)
        : m_dialect(dialect)
    {
    }

    virtual ~TypeSpelling() = default;

    [[nodiscard]] Result<QString> process(const schema::SqlType &type) const;

protected:
    [[nodiscard]] virtual Result<QString> visit(const QString &name,
                                                const schema::SqlType &type) const;
    [[nodiscard]] virtual QString compilerName() const = 0;

    [[nodiscard]] virtual bool hasNativeUuid() const { return false; }

    [[nodiscard]] const Dialect &dialect() const { return m_dialect; }

    [[nodiscard]] tl::unexpected<Error> unsupported(const schema::SqlType &type) const;
    [[nodiscard]] static schema::SqlType withEnumLength(const schema::SqlType &type);

private:
    const Dialect &m_dialect;
};

/// The visit name of a type.
[[nodiscard]] QString visitName(const schema::SqlType &type);

[[nodiscard]] std::unique_ptr<TypeSpelling> typeSpelling(const Dialect &dialect);
[[nodiscard]] std::unique_ptr<TypeSpelling> postgresqlTypes(const Dialect &dialect);
[[nodiscard]] std::unique_ptr<TypeSpelling> mysqlTypes(const Dialect &dialect);
[[nodiscard]] std::unique_ptr<TypeSpelling> sqliteTypes(const Dialect &dialect);
[[nodiscard]] std::unique_ptr<TypeSpelling> genericTypes(const Dialect &dialect);

} // namespace limbeck::dialect
