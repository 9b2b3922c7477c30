// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/bindings/hostsession.h"

namespace limbeck::bindings {

/// Reads the attributes of one object of alembic.operations.ops as schema values.
class OperationReader
{
public:
    OperationReader(lang::Interpreter &interpreter, HostSession &session, lang::Value operation,
                    const char *className);

    [[nodiscard]] lang::Interpreter &interpreter() const { return m_interpreter; }

    [[nodiscard]] HostSession &session() const { return m_session; }

    [[nodiscard]] const dialect::Dialect &dialect() const;

    [[nodiscard]] const SourceSpan &origin() const { return m_origin; }

    [[nodiscard]] bool is(const char *className) const;

    /// The attribute, None if there is none.
    [[nodiscard]] lang::Value value(const char *name) const;
    [[nodiscard]] bool truth(const char *name) const;
    /// A str or None; TypeError for anything else.
    [[nodiscard]] std::optional<QString> text(const char *name) const;
    [[nodiscard]] std::optional<bool> optionalTruth(const char *name) const; ///< None: nothing
    [[nodiscard]] schema::Identifier identifier(const char *name) const;
    [[nodiscard]] std::optional<schema::Identifier> optionalIdentifier(const char *name) const;
    [[nodiscard]] lang::ValueVector sequence(const char *name) const;
    /// `kw`, made when missing.
    [[nodiscard]] lang::Dict &keywords() const;
    [[nodiscard]] ops::TableName tableName() const;
    /// Names of columns; SQLAlchemy's ArgumentError for a blank one.
    [[nodiscard]] std::vector<schema::Identifier> columnNames(const char *name) const;

    /// A Table object of the operation's name, schema and keywords, in a MetaData with the naming
    /// convention of target_metadata. Columns that belong to a table already are copied.
    [[nodiscard]] lang::Value makeTable(const lang::ValueVector &elements) const;

private:
    /// A column or constraint, copied if it belongs to another table already.
    [[nodiscard]] lang::Value ownElement(const lang::Value &element) const;

    lang::Interpreter &m_interpreter;
    HostSession &m_session;
    lang::Value m_operation;
    QByteArrayView m_className; ///< of a literal
    SourceSpan m_origin;
    mutable lang::Value m_keywords;
};

/// SQLAlchemy's ArgumentError for a column without a name.
[[noreturn]] void throwBlankColumn(lang::Interpreter &interpreter);

} // namespace limbeck::bindings
