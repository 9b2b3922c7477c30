// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/bindings/tableobject.h"

namespace limbeck::bindings {

/// DDL("…"), CreateTable(t), DropSchema("s") …: what execute() takes beside statements and text().
class DdlObject : public lang::Object
{
public:
    static constexpr const char *typeName = "DDLElement";

    explicit DdlObject(lang::Type *type)
        : Object(type)
    {
    }

    QString statement; ///< of DDL(): its text after %-formatting
    Value element; ///< what the others create or drop
    bool checkFirst = false; ///< if_exists, if_not_exists
    bool cascade = false;

    QString str(Interpreter &interpreter) override;
    Value attribute(Interpreter &interpreter, lang::Str *name) override;
    void clearReferences() override;
};

/// The operation of a DDL element. @compiles functions of a script's class go first.
[[nodiscard]] ops::Operation ddlOperation(Interpreter &interpreter, DdlObject &ddl,
                                          const Dialect &dialect);

/// An error where a script's @compiles function for a DDL class of SQLAlchemy ("CreateTable") would
/// change what a directive writes.
void refuseCompiledDdl(Interpreter &interpreter, const char *className, const Dialect &dialect);

/// NoReferencedTableError or NoReferencedColumnError for a foreign key of @p table whose target is
/// not in its metadata: SQLAlchemy writes no REFERENCES for it.
void requireReferredTables(Interpreter &interpreter, const TableObject &table);

} // namespace limbeck::bindings
