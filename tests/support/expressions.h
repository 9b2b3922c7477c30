// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialect/expressioncompiler.h"
#include "core/schema/table.h"

#include <QTest>

/// Short builders of expression trees, as scripts build them, and rows of expected SQL for the four
/// dialects.
namespace limbeck::test {

using namespace limbeck::schema;
using namespace Qt::StringLiterals;

template <typename Node>
ExpressionPtr node(Node value, SqlTypePtr type = {})
{
    return std::make_shared<const Expression>(Expression { std::move(type), std::move(value) });
}

inline SqlTypePtr type(const QString &name)
{
    return simpleType(name);
}

/// table("t", column("a", Integer) …): "a Integer, b String".
inline TablePtr lightTable(const QString &name, const QString &columns,
                           const std::optional<QString> &schemaName = {})
{
    auto table = std::make_shared<Table>();
    table->name.text = name;
    table->isLight = true;
    if (schemaName)
        table->schema = Identifier { *schemaName, {} };
    for (const QString &each : columns.split(u", "_s)) {
        const QStringList words = each.split(u' ');
        auto column = std::make_shared<Column>();
        column->name.text = words.at(0);
        column->key = words.at(0);
        if (words.size() > 1)
            column->type = type(words.at(1));
        table->addColumn(column);
    }
    return table;
}

inline FromClausePtr source(const TablePtr &table)
{
    return std::make_shared<const FromClause>(FromClause { TableSource { table } });
}

inline ExpressionPtr column(const TablePtr &table, const QString &name)
{
    ColumnReference reference;
    reference.column = table->column(name);
    reference.name = reference.column->name;
    reference.from = source(table);
    return node(std::move(reference));
}

inline ExpressionPtr column(const FromClausePtr &from, const QString &name,
                            SqlTypePtr columnType = {})
{
    ColumnReference reference;
    reference.name.text = name;
    reference.from = from;
    return node(std::move(reference), std::move(columnType));
}

inline ExpressionPtr freeColumn(const QString &name)
{
    ColumnReference reference;
    reference.name.text = name;
    return node(std::move(reference));
}

inline ExpressionPtr literalColumn(const QString &sql)
{
    ColumnReference reference;
    reference.name.text = sql;
    reference.isLiteral = true;
    return node(std::move(reference));
}

inline ExpressionPtr value(Literal literal, SqlTypePtr valueType = {})
{
    BoundValue bound;
    bound.value = std::move(literal);
    return node(std::move(bound), std::move(valueType));
}

inline ExpressionPtr value(int number)
{
    return value(Literal(qint64 { number }));
}

inline ExpressionPtr value(const char16_t *text)
{
    return value(Literal(QString::fromUtf16(text)));
}

inline ExpressionPtr value(bool truth)
{
    return value(Literal(truth));
}

inline ExpressionPtr none()
{
    return value(Literal(Null {}));
}

inline ExpressionPtr word(Keyword::Word keyword)
{
    return node(Keyword { keyword });
}

inline ExpressionPtr binary(const QString &op, ExpressionPtr left, ExpressionPtr right)
{
    BinaryOperation operation;
    operation.op = op;
    operation.left = std::move(left);
    operation.right = std::move(right);
    return node(std::move(operation));
}

inline ExpressionPtr eq(ExpressionPtr left, ExpressionPtr right)
{
    return binary(u"eq"_s, std::move(left), std::move(right));
}

inline ExpressionPtr custom(const QString &op, ExpressionPtr left, ExpressionPtr right,
                            bool isComparison = false)
{
    BinaryOperation operation;
    operation.op = u"custom_op"_s;
    operation.opText = op;
    operation.isComparison = isComparison;
    operation.left = std::move(left);
    operation.right = std::move(right);
    return node(std::move(operation));
}

inline ExpressionPtr unary(const QString &op, ExpressionPtr operand)
{
    const bool isPostfix = op == u"ASC" || op == u"DESC" || op.startsWith(u"NULLS");
    return node(UnaryOperation { op, std::move(operand), isPostfix });
}

inline ExpressionPtr negation(ExpressionPtr operand)
{
    return unary(u"NOT"_s, std::move(operand));
}

inline ExpressionPtr allOf(std::vector<ExpressionPtr> items)
{
    return node(BooleanList { true, std::move(items) });
}

inline ExpressionPtr anyOf(std::vector<ExpressionPtr> items)
{
    return node(BooleanList { false, std::move(items) });
}

inline ExpressionPtr listOf(std::vector<ExpressionPtr> items)
{
    return node(ExpressionList { std::move(items), false, true });
}

inline ExpressionPtr tupleOf(std::vector<ExpressionPtr> items)
{
    return node(ExpressionList { std::move(items), true, true });
}

inline Literal literals(std::vector<Literal> items)
{
    return Literal(std::shared_ptr<const LiteralList>(
        std::make_shared<LiteralList>(LiteralList { std::move(items) })));
}

inline ExpressionPtr function(const QString &name, std::vector<ExpressionPtr> arguments = {})
{
    Function call;
    call.name.text = name;
    call.arguments = std::move(arguments);
    return node(std::move(call));
}

inline ExpressionPtr cast(ExpressionPtr operand, const QString &typeName)
{
    Cast conversion;
    conversion.operand = std::move(operand);
    conversion.type = type(typeName);
    return node(std::move(conversion));
}

inline ExpressionPtr label(const QString &name, ExpressionPtr element)
{
    return node(Label { { name, {} }, std::move(element) });
}

inline ExpressionPtr text(const QString &sql)
{
    return node(TextClause { sql, {} });
}

inline QueryPtr query(Select select)
{
    return std::make_shared<const Query>(Query { std::move(select) });
}

inline QueryPtr select(std::vector<ExpressionPtr> columns, ExpressionPtr where = {})
{
    Select statement;
    statement.columns = std::move(columns);
    statement.where = std::move(where);
    return query(std::move(statement));
}

inline ExpressionPtr scalar(QueryPtr inner, bool exists = false)
{
    return node(ScalarQuery { std::move(inner), exists });
}

inline FromClausePtr subquery(QueryPtr inner, const std::optional<QString> &name = {})
{
    AliasSource alias;
    alias.query = std::move(inner);
    if (name)
        alias.name = Identifier { *name, {} };
    return std::make_shared<const FromClause>(FromClause { std::move(alias) });
}

inline FromClausePtr cte(QueryPtr inner, const QString &name)
{
    CteSource common;
    common.query = std::move(inner);
    common.name = Identifier { name, {} };
    return std::make_shared<const FromClause>(FromClause { std::move(common) });
}

inline FromClausePtr join(FromClausePtr left, FromClausePtr right, ExpressionPtr on)
{
    JoinSource joined;
    joined.left = std::move(left);
    joined.right = std::move(right);
    joined.on = std::move(on);
    return std::make_shared<const FromClause>(FromClause { std::move(joined) });
}

/// What the four dialects make of one tree. "!…" is an error's text.
struct Expected
{
    QString postgresql, mysql, mariadb, sqlite;

    Expected() = default;

    Expected(const char16_t
                 *all) // NOLINT(google-explicit-constructor): most rows are the same everywhere
        : Expected(all, all, all)
    {
    }

    Expected(const char16_t *pg, const char16_t *my, const char16_t *lite)
        : Expected(pg, my, my, lite)
    {
    }

    Expected(const char16_t *pg, const char16_t *my, const char16_t *maria, const char16_t *lite)
        : postgresql(QString::fromUtf16(pg))
        , mysql(QString::fromUtf16(my))
        , mariadb(QString::fromUtf16(maria))
        , sqlite(QString::fromUtf16(lite))
    {
    }
};

inline QString outcome(const Result<dialect::Statement> &statement)
{
    return statement ? statement->sql : u'!' + statement.error().message;
}

/// Compares what @p compile makes of each dialect with @p expected.
template <typename Compile>
void compareDialects(const Expected &expected, Compile compile)
{
    const std::pair<QString, QString> rows[] = { { u"postgresql"_s, expected.postgresql },
                                                 { u"mysql"_s, expected.mysql },
                                                 { u"mariadb"_s, expected.mariadb },
                                                 { u"sqlite"_s, expected.sqlite } };
    for (const auto &[name, sql] : rows) {
        const dialect::Dialect *database = dialect::dialectByName(name);
        QVERIFY(database);
        QCOMPARE(name + u": "_s + outcome(compile(*database)), name + u": "_s + sql);
    }
}

} // namespace limbeck::test

Q_DECLARE_METATYPE(limbeck::test::Expected)
Q_DECLARE_METATYPE(limbeck::schema::ExpressionPtr)
Q_DECLARE_METATYPE(limbeck::schema::QueryPtr)
