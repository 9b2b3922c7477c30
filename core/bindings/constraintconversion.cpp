// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/constraintconversion.h"

#include "core/bindings/convert.h"
#include "core/bindings/dialectarguments.h"
#include "core/bindings/schemaitem.h"
#include "core/bindings/sqlalchemymodule.h"
#include "core/bindings/valuetools.h"
#include "core/dialect/tablelayout.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

namespace {

/// The dialects whose prefixes SQLAlchemy knows.
bool hasDialectPrefix(const QString &keyword)
{
    static const QStringList prefixes = { u"postgresql_"_s, u"mysql_"_s, u"mariadb_"_s,
                                          u"sqlite_"_s,     u"mssql_"_s, u"oracle_"_s };
    return std::any_of(prefixes.begin(), prefixes.end(),
                       [&](const QString &prefix) { return keyword.startsWith(prefix); });
}

/// Calls a constraint class of sqlalchemy with the operation's keywords, so that what it refuses is
/// refused here in its words, and reads the object.
schema::Constraint madeBy(const OperationReader &op, CallBuilder &call,
                          const Value &constraintClass)
{
    call.keyword(u"name"_s, op.value("constraint_name")).keywords(op.keywords());
    return toConstraint(op.interpreter(), call.call(constraintClass), op.dialect());
}

/// Alembic makes a table of the columns that a directive names, and a table has each only once.
void refuseTwice(Interpreter &in, const std::vector<schema::Identifier> &columns,
                 const schema::Identifier &table)
{
    QSet<QString> seen;
    for (const schema::Identifier &column : columns) {
        if (seen.contains(column.text))
            throwSqlAlchemyError(in, "DuplicateColumnError",
                                 u"A column with name '%1' is already present in table '%2'."_s.arg(
                                     column.text, table.text));
        seen.insert(column.text);
    }
}

schema::Constraint primaryKeyOf(const OperationReader &op)
{
    schema::PrimaryKeyConstraint key;
    key.name = toConstraintName(op.interpreter(), op.value("constraint_name"));
    key.columns = op.columnNames("columns");
    refuseTwice(op.interpreter(), key.columns, op.identifier("table_name"));
    refuseUnknownKeywords(op.keywords(),
                          { u"deferrable"_s, u"initially"_s, u"info"_s, u"comment"_s });
    key.dialectOptions = toDialectOptions(op.interpreter(), op.keywords()).literals;
    if (const Value *deferrable = op.keywords().find("deferrable");
        deferrable && isGiven(*deferrable))
        key.deferrable = op.interpreter().truth(*deferrable);
    if (const Value *initially = op.keywords().find("initially"))
        key.initially = optionalTextOf(op.interpreter(), *initially, "initially");
    return key;
}

schema::Constraint uniqueOf(const OperationReader &op)
{
    const auto columns = op.columnNames("columns");
    refuseTwice(op.interpreter(), columns, op.identifier("table_name"));
    CallBuilder call(op.interpreter());
    for (const schema::Identifier &column : columns)
        call.positional(makeStr(column.text));
    schema::Constraint constraint =
        madeBy(op, call, sqlAlchemyClass(op.interpreter(), "UniqueConstraint"));
    std::get<schema::UniqueConstraint>(constraint).columns = columns; // with their quoting
    return constraint;
}

schema::Constraint checkOf(const OperationReader &op)
{
    CallBuilder call(op.interpreter());
    call.positional(op.value("condition"));
    return madeBy(op, call, sqlAlchemyClass(op.interpreter(), "CheckConstraint"));
}

schema::Constraint foreignKeyOf(const OperationReader &op)
{
    const auto local = op.columnNames("local_cols");
    const auto remote = op.columnNames("remote_cols");
    const Value schema = takeKeyword(op.keywords(), "source_schema");
    const Value referredSchema = takeKeyword(op.keywords(), "referent_schema");
    const schema::Identifier referredTable = op.identifier("referent_table");
    const bool isWithin = op.identifier("source_table").text == referredTable.text
        && toOptionalIdentifier(op.interpreter(), schema)
            == toOptionalIdentifier(op.interpreter(), referredSchema);
    if (!isWithin)
        refuseTwice(op.interpreter(), remote, referredTable);
    QSet<QString> sources;
    for (const schema::Identifier &column : local) {
        if (sources.contains(column.text))
            throwSqlAlchemyError(
                op.interpreter(), "ArgumentError",
                u"ForeignKeyConstraint with duplicate source column references are not supported."_s);
        sources.insert(column.text);
    }
    ValueVector localNames;
    ValueVector remoteNames;
    for (const schema::Identifier &column : local)
        localNames.push_back(makeStr(column.text));
    for (const schema::Identifier &column : remote)
        remoteNames.push_back(makeStr(referredTable.text + u'.' + column.text));
    CallBuilder call(op.interpreter());
    call.positional(makeList(localNames)).positional(makeList(remoteNames));
    schema::Constraint constraint =
        madeBy(op, call, sqlAlchemyClass(op.interpreter(), "ForeignKeyConstraint"));

    // The directive names schema, table and columns apart: nothing has to be found out of "a.b.c".
    auto &key = std::get<schema::ForeignKeyConstraint>(constraint);
    key.columns = local;
    key.referredSchema = toOptionalIdentifier(op.interpreter(), referredSchema);
    key.referredTable = referredTable;
    key.referredColumns = remote;
    return constraint;
}

/// Alembic makes a column of each element, which needs a name: text() has none.
void refuseNamelessElements(Interpreter &in, const ValueVector &elements)
{
    const auto textClass = sqlAlchemyClass(in, "TextClause");
    for (const Value &element : elements) {
        const auto *pair = element.as<Tuple>();
        if (pair && pair->size() > 0 && in.isInstance(pair->at(0), textClass))
            throwBlankColumn(in);
    }
}

schema::Constraint excludeOf(const OperationReader &op)
{
    Interpreter &in = op.interpreter();
    CallBuilder call(in);
    const ValueVector elements = op.sequence("elements");
    refuseNamelessElements(in, elements);
    call.positional(elements);
    if (isGiven(op.value("where")))
        call.keyword(u"where"_s, op.value("where"));
    const Value dialectModule = in.import(u"sqlalchemy.dialects.postgresql"_s);
    return madeBy(op, call, in.getAttr(dialectModule, "ExcludeConstraint"));
}

} // namespace

void refuseUnknownKeywords(Dict &keywords, const QStringList &allowed)
{
    forEachKeyword(keywords, [&](const QString &name, const Value &) {
        if (!allowed.contains(name) && !hasDialectPrefix(name)) {
            throwTypeError(
                u"Additional arguments should be named <dialectname>_<argument>, got '%1'"_s.arg(
                    name));
        }
    });
}

void requireReferredColumn(const Value &target)
{
    if (target.isStr() && !textOf(target).contains(u'.'))
        throwValueError(
            u"not enough values to unpack (expected 2, got 1): a ForeignKey to '%1' names no column; write 'table.column'"_s
                .arg(textOf(target)));
}

void requireReferredColumns(Interpreter &in, const TableObject &table)
{
    const auto require = [&](const Value &target) {
        requireReferredColumn(target);
        if (!target.isStr())
            return;
        const ForeignKeyTarget referred = foreignKeyTarget(in, target, &table);
        const auto schemaName = table.table()->schema;
        const bool isOwn = referred.table.text == table.table()->name.text
            && (referred.schema ? referred.schema->text : QString())
                == (schemaName ? schemaName->text : QString());
        if (isOwn && table.findColumn(referred.column.text).isAbsent())
            throwSqlAlchemyError(
                in, "CompileError",
                u"(in table '%1', column '%2'): Can't generate DDL for NullType(); did you forget to specify a type on this Column? A ForeignKey refers to it, but the table has no such column"_s
                    .arg(referred.table.text, referred.column.text));
    };
    for (const auto &column : table.columnObjects()) {
        for (const Value &key : column->foreignKeys)
            require(key.as<ForeignKeyObject>()->target);
    }
    for (const Value &item : table.constraints) {
        const auto *constraint = item.as<ConstraintObject>();
        if (!constraint || constraint->kind != ConstraintObject::Kind::ForeignKey)
            continue;
        for (const Value &reference : constraint->references)
            require(reference);
    }
}

ops::CreateConstraint constraintOf(const OperationReader &op)
{
    if (op.is("CreateForeignKeyOp")) {
        const Value *schema = op.keywords().find("source_schema");
        const ops::TableName table { op.identifier("source_table"),
                                     toOptionalIdentifier(op.interpreter(),
                                                          schema ? *schema : Value()) };
        return { table, foreignKeyOf(op) };
    }
    const ops::TableName table = op.tableName();
    if (op.is("CreatePrimaryKeyOp"))
        return { table, primaryKeyOf(op) };
    if (op.is("CreateUniqueConstraintOp"))
        return { table, uniqueOf(op) };
    if (op.is("CreateCheckConstraintOp"))
        return { table, checkOf(op) };
    return { table, excludeOf(op) };
}

schema::Index indexOf(const OperationReader &op)
{
    Interpreter &in = op.interpreter();
    schema::Index index;
    index.name = toConstraintName(in, op.value("index_name"));
    if (isGiven(op.value("table_name")))
        index.table = op.identifier("table_name");
    index.schema = op.optionalIdentifier("schema");
    index.unique = op.truth("unique");
    QSet<QString> seen;
    for (const Value &element : op.sequence("columns")) {
        in.requireKnown(element);
        const bool isText = in.isInstance(element, sqlAlchemyClass(in, "TextClause"));
        if (element.isStr() || isText) {
            // Alembic adds a column for each of them.
            const QString name = in.str(element);
            if (seen.contains(name))
                throwSqlAlchemyError(
                    in, "DuplicateColumnError",
                    u"A column with name '%1' is already present in table '%2'. Specify replace_existing=True to Table.append_column() to replace an existing column."_s
                        .arg(name, index.table.text));
            seen.insert(name);
        }
        if (element.isStr()) {
            schema::Expression column;
            schema::ColumnReference reference;
            reference.name = toIdentifier(in, element);
            column.node = std::move(reference);
            index.elements.push_back(std::make_shared<const schema::Expression>(std::move(column)));
        } else if (in.isInstance(element, sqlAlchemyClass(in, "ClauseElement"))) {
            index.elements.push_back(toExpression(in, element));
        } else {
            throwValueError(u"String or text() construct expected"_s);
        }
    }
    if (!index.name.name && !dialect::knowsTable(index))
        throwError(
            in.types().AssertionError.get(),
            u"The index has no name, and none can be made: no element is a column of table %1"_s
                .arg(index.table.text));
    refuseUnknownKeywords(op.keywords(), { u"info"_s, u"quote"_s });
    forEachKeyword(op.keywords(), [&](const QString &name, const Value &) {
        if (hasDialectPrefix(name))
            requireDialectArgument(in, u"Index"_s, name);
    });
    const Value *const quote = op.keywords().find("quote");
    if (quote && isGiven(*quote) && index.name.name)
        index.name.name->quote = in.truth(*quote);
    KeywordOptions options = toDialectOptions(in, op.keywords());
    index.dialectOptions = std::move(options.literals);
    index.expressionOptions = std::move(options.expressions);
    return index;
}

} // namespace limbeck::bindings
