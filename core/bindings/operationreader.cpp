// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/operationreader.h"

#include "core/bindings/convert.h"
#include "core/bindings/sqlalchemymodule.h"
#include "core/bindings/valuetools.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

OperationReader::OperationReader(Interpreter &interpreter, HostSession &session, Value operation,
                                 const char *className)
    : m_interpreter(interpreter)
    , m_session(session)
    , m_operation(std::move(operation))
    , m_className(className)
    , m_origin(callerSpan(interpreter))
{
}

const dialect::Dialect &OperationReader::dialect() const
{
    return m_session.migration ? m_session.migration->dialect() : currentDialect(m_interpreter);
}

bool OperationReader::is(const char *className) const
{
    return m_className == className;
}

Value OperationReader::value(const char *name) const
{
    const Value found = attributeOrNone(m_interpreter, m_operation, name);
    m_interpreter.requireKnown(found);
    return found;
}

bool OperationReader::truth(const char *name) const
{
    return m_interpreter.truth(value(name));
}

std::optional<QString> OperationReader::text(const char *name) const
{
    return optionalTextOf(m_interpreter, value(name), name);
}

std::optional<bool> OperationReader::optionalTruth(const char *name) const
{
    const Value found = value(name);
    return isGiven(found) ? std::optional(m_interpreter.truth(found)) : std::nullopt;
}

schema::Identifier OperationReader::identifier(const char *name) const
{
    return toIdentifier(m_interpreter, value(name));
}

std::optional<schema::Identifier> OperationReader::optionalIdentifier(const char *name) const
{
    return toOptionalIdentifier(m_interpreter, value(name));
}

ValueVector OperationReader::sequence(const char *name) const
{
    return m_interpreter.toVector(value(name));
}

Dict &OperationReader::keywords() const
{
    if (m_keywords.isNone()) {
        const Value found = value("kw");
        m_keywords = found.isDict() ? Value(copyDict(*found.as<Dict>())) : Value(makeDict());
    }
    return *m_keywords.as<Dict>();
}

ops::TableName OperationReader::tableName() const
{
    return { identifier("table_name"), optionalIdentifier("schema") };
}

void throwBlankColumn(Interpreter &interpreter)
{
    throwSqlAlchemyError(interpreter, "ArgumentError",
                         u"Column must be constructed with a non-blank name or assign a non-blank "
                         ".name before adding to a Table."_s);
}

std::vector<schema::Identifier> OperationReader::columnNames(const char *name) const
{
    const ValueVector items = sequence(name);
    for (const Value &item : items) {
        if (!isGiven(item) || (item.isStr() && textOf(item).isEmpty())) {
            throwBlankColumn(m_interpreter);
        }
    }
    return toColumnNames(m_interpreter, makeList(items));
}

Value OperationReader::ownElement(const Value &element) const
{
    const bool isTaken = isGiven(m_interpreter.findAttr(element, "table"))
        && !m_interpreter.findAttr(element, "_copy").isAbsent();
    if (!isTaken)
        return element;
    const Value copy = m_interpreter.callMethod(element, "_copy");
    if (truth("_constraints_included") && !m_interpreter.findAttr(copy, "primary_key").isAbsent()) {
        // CreateTableOp.from_table() lists the constraints and indexes that these flags stand for.
        m_interpreter.setAttr(copy, "unique", false);
        m_interpreter.setAttr(copy, "index", false);
    }
    return copy;
}

Value OperationReader::makeTable(const ValueVector &elements) const
{
    CallBuilder metadata(m_interpreter);
    if (isGiven(m_session.targetMetadata)) {
        const Value convention =
            m_interpreter.findAttr(m_session.targetMetadata, "naming_convention");
        if (isGiven(convention))
            metadata.keyword(u"naming_convention"_s, convention);
    }
    CallBuilder table(m_interpreter);
    table.positional(value("table_name"));
    table.positional(metadata.call(sqlAlchemyClass(m_interpreter, "MetaData")));
    const Value kinds = makeTuple({ sqlAlchemyClass(m_interpreter, "Column"),
                                    sqlAlchemyClass(m_interpreter, "Constraint"),
                                    sqlAlchemyClass(m_interpreter, "Index") });
    for (const Value &element : elements) {
        m_interpreter.requireKnown(element);
        if (m_interpreter.isInstance(element, kinds)) // Alembic passes over everything else
            table.positional(ownElement(element));
    }
    table.keyword(u"schema"_s, value("schema"));
    for (const char *option : { "comment", "info", "prefixes" }) {
        if (isGiven(value(option)))
            table.keyword(QString::fromLatin1(option), value(option));
    }
    if (is("CreateTableOp"))
        table.keywords(keywords());
    return table.call(sqlAlchemyClass(m_interpreter, "Table"));
}

} // namespace limbeck::bindings
