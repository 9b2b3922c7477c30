// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/convert.h"
#include "core/bindings/inspectorobject.h"
#include "core/bindings/operationconversion.h"
#include "core/bindings/valuetools.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

namespace {

Value listOfNames(const std::vector<schema::Identifier> &names)
{
    ValueVector items;
    for (const schema::Identifier &name : names)
        items.push_back(makeStr(name.text));
    return makeList(items);
}

Value nameOf(const schema::ConstraintName &name)
{
    return name.name ? makeStr(name.name->text) : Value();
}

Value defaultOf(Interpreter &in, const std::optional<schema::ServerDefault> &given,
                const dialect::Dialect &dialect)
{
    if (!given)
        return {};
    if (const QString *text = std::get_if<QString>(&given->value))
        return makeStr(hostValue(in, dialect.literal(schema::Literal(*text), nullptr)));
    const auto &expression = std::get<schema::ExpressionPtr>(given->value);
    return expression ? makeStr(hostValue(in, dialect.compile(*expression, {}))) : Value();
}

Value identityOf(Interpreter &in, const schema::Identity &identity)
{
    const Ref<Dict> dict = makeDict();
    const auto number = [&](const char *name, const std::optional<qint64> &value,
                            qint64 otherwise) {
        dict->set(in, makeStr(QString::fromLatin1(name)), value.value_or(otherwise));
    };
    dict->set("always", identity.always);
    number("start", identity.options.start, 1);
    number("increment", identity.options.increment, 1);
    number("minvalue", identity.options.minValue, 1);
    number("maxvalue", identity.options.maxValue, std::numeric_limits<int>::max());
    dict->set("cycle", identity.options.cycle.value_or(false));
    number("cache", identity.options.cache, 1);
    return dict;
}

Value autoincrementOf(const schema::Column &column)
{
    switch (column.autoincrement) {
    case schema::Column::Autoincrement::Yes:
        return true;
    case schema::Column::Autoincrement::No:
        return false;
    default:
        return makeStr(u"auto"_s);
    }
}

Value describeColumn(Interpreter &in, const schema::Column &column, const dialect::Dialect &dialect)
{
    const Ref<Dict> dict = makeDict();
    dict->set("name", makeStr(column.name.text));
    dict->set("type", fromSqlType(in, column.type));
    dict->set("nullable", column.isNullable());
    dict->set("default", defaultOf(in, column.serverDefault, dialect));
    dict->set("autoincrement", autoincrementOf(column));
    dict->set("comment", textOrNone(column.comment));
    if (dialect.backend() == Backend::Sqlite)
        dict->set("primary_key", column.primaryKey ? 1 : 0);
    if (column.computed) {
        const Ref<Dict> computed = makeDict();
        computed->set("sqltext",
                      makeStr(hostValue(in, dialect.compile(*column.computed->expression, {}))));
        computed->set("persisted", column.computed->persisted.value_or(false));
        dict->set("computed", computed);
    }
    if (column.identity)
        dict->set("identity", identityOf(in, *column.identity));
    return dict;
}

Value foreignKeyOptions(const schema::ForeignKeyOptions &options)
{
    const Ref<Dict> dict = makeDict();
    if (options.onUpdate)
        dict->set("onupdate", makeStr(*options.onUpdate));
    if (options.onDelete)
        dict->set("ondelete", makeStr(*options.onDelete));
    if (options.deferrable)
        dict->set("deferrable", *options.deferrable);
    if (options.initially)
        dict->set("initially", makeStr(*options.initially));
    if (options.match)
        dict->set("match", makeStr(*options.match));
    return dict;
}

/// What an index is on: names of columns, None where it is an expression.
Value describeIndex(Interpreter &in, const schema::Index &index, const dialect::Dialect &dialect)
{
    const Ref<Dict> dict = makeDict();
    ValueVector names, expressions;
    bool hasExpression = false;
    for (const schema::ExpressionPtr &element : index.elements) {
        const auto *column = std::get_if<schema::ColumnReference>(&element->node);
        names.push_back(column ? makeStr(column->name.text) : Value());
        expressions.push_back(column ? names.back()
                                     : makeStr(hostValue(in, dialect.compile(*element, {}))));
        hasExpression |= column == nullptr;
    }
    dict->set("name", nameOf(index.name));
    dict->set("column_names", makeList(names));
    dict->set("unique", index.unique);
    if (hasExpression)
        dict->set("expressions", makeList(expressions));
    const Ref<Dict> options = makeDict();
    for (const auto &[name, value] : index.dialectOptions)
        options->set(in, makeStr(name), fromLiteral(in, value, nullptr, dialect));
    for (const auto &[name, expression] : index.expressionOptions)
        options->set(in, makeStr(name), makeStr(hostValue(in, dialect.compile(*expression, {}))));
    if (dialect.backend() == Backend::PostgreSql)
        dict->set("include_columns", makeList());
    dict->set("dialect_options", options);
    return dict;
}

/// The index that stands behind a UNIQUE constraint, as PostgreSQL and MySQL list it.
Value indexOfConstraint(const schema::UniqueConstraint &constraint, const dialect::Dialect &dialect)
{
    const Ref<Dict> dict = makeDict();
    dict->set("name", nameOf(constraint.name));
    dict->set("column_names", listOfNames(constraint.columns));
    dict->set("unique", true);
    if (dialect.backend() == Backend::PostgreSql) {
        dict->set("include_columns", makeList());
        dict->set("duplicates_constraint", nameOf(constraint.name));
    }
    dict->set("dialect_options", makeDict());
    return dict;
}

template <typename T>
void forEachConstraint(const schema::Table &table, const std::function<void(const T &)> &visit)
{
    for (const schema::Constraint &constraint : table.constraints) {
        if (const T *found = std::get_if<T>(&constraint))
            visit(*found);
    }
}

Value foreignKeyDict(const schema::ForeignKeyConstraint &key)
{
    const Ref<Dict> dict = makeDict();
    dict->set("name", nameOf(key.name));
    dict->set("constrained_columns", listOfNames(key.columns));
    dict->set("referred_schema", key.referredSchema ? makeStr(key.referredSchema->text) : Value());
    dict->set("referred_table", makeStr(key.referredTable.text));
    dict->set("referred_columns", listOfNames(key.referredColumns));
    dict->set("options", foreignKeyOptions(key.options));
    dict->set("comment", textOrNone(key.comment));
    return dict;
}

} // namespace

Value describeColumns(Interpreter &interpreter, const schema::Table &table,
                      const dialect::Dialect &dialect)
{
    ValueVector columns;
    for (const schema::ColumnPtr &column : table.columns)
        columns.push_back(describeColumn(interpreter, *column, dialect));
    return makeList(columns);
}

Value describePrimaryKey(Interpreter &, const schema::Table &table)
{
    const Ref<Dict> dict = makeDict();
    const schema::PrimaryKeyConstraint *key = table.primaryKey();
    dict->set("constrained_columns", key ? listOfNames(key->columns) : Value(makeList()));
    dict->set("name", key ? nameOf(key->name) : Value());
    return dict;
}

Value describeForeignKeys(Interpreter &, const schema::Table &table)
{
    ValueVector keys;
    forEachConstraint<schema::ForeignKeyConstraint>(
        table,
        [&](const schema::ForeignKeyConstraint &key) { keys.push_back(foreignKeyDict(key)); });
    for (const schema::ColumnPtr &column : table.columns) {
        for (const schema::ForeignKeyConstraint &key : column->foreignKeys) {
            // A key of a column may stand among the table's constraints as well.
            const bool isListed = std::any_of(keys.begin(), keys.end(), [&](const Value &dict) {
                const Value *names = dict.as<Dict>()->find("constrained_columns");
                const auto &items = names->as<ListObject>()->items();
                return items.size() == 1 && textOf(items.front()) == column->name.text;
            });
            if (!isListed)
                keys.push_back(foreignKeyDict(key));
        }
    }
    return makeList(keys);
}

Value describeIndexes(Interpreter &interpreter, const schema::Table &table,
                      const dialect::Dialect &dialect)
{
    ValueVector indexes;
    QStringList names;
    for (const schema::Index &index : table.indexes) {
        indexes.push_back(describeIndex(interpreter, index, dialect));
        names.append(index.name.name ? index.name.name->text : QString());
    }
    if (dialect.backend() != Backend::Sqlite) {
        forEachConstraint<schema::UniqueConstraint>(
            table, [&](const schema::UniqueConstraint &constraint) {
                if (constraint.name.name && !names.contains(constraint.name.name->text))
                    indexes.push_back(indexOfConstraint(constraint, dialect));
            });
    }
    return makeList(indexes);
}

Value describeUniqueConstraints(Interpreter &, const schema::Table &table,
                                const dialect::Dialect &dialect)
{
    ValueVector constraints;
    QStringList names;
    const auto add = [&](const Value &name, const Value &columns) {
        const Ref<Dict> dict = makeDict();
        dict->set("name", name);
        dict->set("column_names", columns);
        if (isMySqlFamily(dialect.backend()))
            dict->set("duplicates_index", name);
        if (dialect.backend() == Backend::PostgreSql)
            dict->set("comment", Value());
        constraints.push_back(dict);
        names.append(name.isStr() ? textOf(name) : QString());
    };
    forEachConstraint<schema::UniqueConstraint>(
        table, [&](const schema::UniqueConstraint &constraint) {
            add(nameOf(constraint.name), listOfNames(constraint.columns));
        });
    if (!isMySqlFamily(dialect.backend()))
        return makeList(constraints);
    for (const schema::Index &index : table.indexes) {
        std::vector<schema::Identifier> columns;
        for (const schema::ExpressionPtr &element : index.elements) {
            if (const auto *column = std::get_if<schema::ColumnReference>(&element->node))
                columns.push_back(column->name);
        }
        const bool isNew = index.name.name && !names.contains(index.name.name->text);
        if (index.unique && isNew && columns.size() == index.elements.size())
            add(nameOf(index.name), listOfNames(columns));
    }
    return makeList(constraints);
}

Value describeChecks(Interpreter &interpreter, const schema::Table &table,
                     const dialect::Dialect &dialect)
{
    ValueVector checks;
    const auto add = [&](const schema::CheckConstraint &check) {
        const Ref<Dict> dict = makeDict();
        dict->set("name", nameOf(check.name));
        dict->set("sqltext",
                  makeStr(hostValue(interpreter, dialect.compile(*check.condition, {}))));
        checks.push_back(dict);
    };
    forEachConstraint<schema::CheckConstraint>(table, add);
    for (const schema::ColumnPtr &column : table.columns) {
        for (const schema::CheckConstraint &check : column->checks)
            add(check);
    }
    return makeList(checks);
}

} // namespace limbeck::bindings
