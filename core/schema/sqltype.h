// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/schema/literal.h"

#include <QStringList>

namespace limbeck::schema {

struct SqlType;
using SqlTypePtr = std::shared_ptr<const SqlType>;

/// A column type in SQLAlchemy's vocabulary, dialect-free: what `sa.String(50)` or
/// `postgresql.JSONB()` says.
///
/// `name` is SQLAlchemy's class name and decides how a dialect spells it: "String" and "VARCHAR"
/// differ, as do "Uuid" and "UUID". Types of a dialect's own carry that dialect in `dialect`
/// ("postgresql" for JSONB, "mysql" for MEDIUMTEXT), because the same class name can exist in
/// several ("postgresql.TIMESTAMP", "mysql.TIMESTAMP"). Source: SQLAlchemy 2.0, "The Type
/// Hierarchy".
struct SqlType
{
    QString name = QStringLiteral("NullType");
    QString dialect; ///< empty for sqlalchemy.types

    std::optional<int> length;
    std::optional<int>
        precision; ///< digits; for TIME/TIMESTAMP of PostgreSQL the fractional seconds
    std::optional<int> scale;
    std::optional<int> decimalReturnScale;
    bool asDecimal = true; ///< Numeric; false for Float
    bool timezone = false;
    bool asUuid = true;
    bool nativeUuid = true;
    std::optional<QString> collation;
    std::optional<QString> charset;

    // Enum and PostgreSQL's ENUM/DOMAIN; Boolean and Enum as CHECK-bearing types. A DOMAIN's data
    // type stands in `itemType`.
    QStringList enumValues; ///< also the values of mysql.SET; the length of Enum's VARCHAR stands
                            ///< in `length` if given
    std::optional<QString>
        typeName; ///< Enum(name=…), Boolean(name=…): name of the type or of its CHECK
    std::optional<QString> typeSchema;
    bool nativeEnum = true;
    bool createConstraint = false;
    bool createType = true; ///< postgresql.ENUM(create_type=…)
    bool isOfMetadata = false; ///< Enum(metadata=…): comes and goes with that, not with a table
    bool inheritSchema = false;

    // PostgreSQL's DOMAIN: DEFAULT and CHECK as SQL text
    std::optional<QString> domainDefault, domainCheck, domainConstraintName;
    bool domainNotNull = false;

    // ARRAY
    SqlTypePtr itemType;
    std::optional<int> dimensions;

    // MySQL
    std::optional<int> displayWidth;
    std::optional<int> fractionalSeconds;
    bool isUnsigned = false, zerofill = false, ascii = false, unicode = false, binary = false,
         national = false;

    std::optional<QString> fields; ///< postgresql.INTERVAL(fields="YEAR")
    bool varying = false; ///< postgresql.BIT(varying=True)
    bool nativeInterval = true; ///< Interval(native=…); its second_precision stands in `precision`
    std::optional<QString> storageFormat; ///< sqlite.DATETIME(storage_format=…), DATE, TIME
    bool jsonNoneAsNull = false;
    SqlTypePtr astextType;

    /// The SQL text of a user-defined type (get_col_spec, @compiles), used as it is.
    std::optional<QString> sqlText;

    /// with_variant(): dialect name → type.
    std::map<QString, SqlTypePtr> variants;
};

/// A type without parameters: `simpleType("Integer")`.
[[nodiscard]] SqlTypePtr simpleType(const QString &name);

} // namespace limbeck::schema
