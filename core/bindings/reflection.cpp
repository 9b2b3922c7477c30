// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/tableobject.h"
#include "core/bindings/typeobject.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;
using namespace schema;

namespace {

Value identifierValue(Interpreter &interpreter, const Identifier &identifier)
{
    if (!identifier.quote)
        return makeStr(identifier.text);
    return interpreter.call(library(interpreter).named("quoted_name"),
                            Arguments { makeStr(identifier.text), Value(*identifier.quote) });
}

Value nameValue(Interpreter &interpreter, const ConstraintName &name)
{
    if (!name.name)
        return {};
    if (name.isFinal)
        return interpreter.call(library(interpreter).named("conv"),
                                Arguments { makeStr(name.name->text) });
    return identifierValue(interpreter, *name.name);
}

std::vector<Value> nameValues(Interpreter &interpreter, const std::vector<Identifier> &names)
{
    std::vector<Value> values;
    for (const Identifier &name : names)
        values.push_back(identifierValue(interpreter, name));
    return values;
}

QString targetOf(const ForeignKeyConstraint &key, size_t column)
{
    QString text = key.referredTable.text;
    if (key.referredSchema)
        text.prepend(key.referredSchema->text + u'.');
    return column < key.referredColumns.size() ? text + u'.' + key.referredColumns[column].text
                                               : text;
}

/// Fills a constraint object with what a reflected constraint says.
struct ConstraintReader
{
    Interpreter &interpreter;
    ConstraintObject &object;

    template <typename T>
    void common(const T &constraint) const
    {
        object.name = nameValue(interpreter, constraint.name);
        if constexpr (requires { constraint.deferrable; }) {
            object.options.deferrable = constraint.deferrable;
            object.options.initially = constraint.initially;
            object.options.dialectOptions = constraint.dialectOptions;
        }
        if constexpr (requires { constraint.comment; })
            object.comment = constraint.comment;
    }

    void operator()(const PrimaryKeyConstraint &constraint) const
    {
        object.kind = ConstraintObject::Kind::PrimaryKey;
        object.columns = nameValues(interpreter, constraint.columns);
        common(constraint);
    }

    void operator()(const UniqueConstraint &constraint) const
    {
        object.kind = ConstraintObject::Kind::Unique;
        object.columns = nameValues(interpreter, constraint.columns);
        common(constraint);
    }

    void operator()(const CheckConstraint &constraint) const
    {
        object.kind = ConstraintObject::Kind::Check;
        object.condition = fromExpression(interpreter, constraint.condition);
        common(constraint);
    }

    void operator()(const ForeignKeyConstraint &constraint) const
    {
        object.kind = ConstraintObject::Kind::ForeignKey;
        object.columns = nameValues(interpreter, constraint.columns);
        for (size_t i = 0; i < constraint.columns.size(); ++i)
            object.references.push_back(makeStr(targetOf(constraint, i)));
        object.options = constraint.options;
        common(constraint);
    }

    void operator()(const ExcludeConstraint &constraint) const
    {
        object.kind = ConstraintObject::Kind::Exclude;
        for (const auto &element : constraint.elements)
            object.columns.emplace_back(makeTuple(
                { fromExpression(interpreter, element.expression), makeStr(element.op) }));
        object.condition = fromExpression(interpreter, constraint.where);
        object.usingMethod = constraint.usingMethod;
        common(constraint);
    }
};

/// Dialect keywords of an index in the order in which SQLAlchemy reflects them. PostgreSQL's
/// condition is a str there, SQLite's a text().
std::vector<std::pair<QString, Value>> reflectedOptions(Interpreter &interpreter,
                                                        const Index &index)
{
    static const QStringList order { u"postgresql_ops"_s, u"postgresql_with"_s,
                                     u"postgresql_using"_s, u"postgresql_where"_s,
                                     u"postgresql_include"_s };
    std::vector<std::pair<QString, Value>> options;
    for (const auto &[name, value] : index.dialectOptions)
        options.emplace_back(name, plainValue(interpreter, value));
    for (const auto &[name, value] : index.expressionOptions) {
        const bool isText = name == u"postgresql_where";
        options.emplace_back(
            name,
            isText ? makeStr(orThrow(interpreter, currentDialect(interpreter).compile(*value, {})))
                   : fromExpression(interpreter, value));
    }
    const auto rank = [](const auto &option) {
        const qsizetype place = order.indexOf(option.first);
        return place < 0 ? order.size() : place;
    };
    std::stable_sort(options.begin(), options.end(),
                     [&](const auto &a, const auto &b) { return rank(a) < rank(b); });
    return options;
}

const char *constraintClass(const Constraint &constraint)
{
    static constexpr const char *names[] = { "PrimaryKeyConstraint", "UniqueConstraint",
                                             "CheckConstraint", "ForeignKeyConstraint",
                                             "postgresql.ExcludeConstraint" };
    return names[constraint.index()];
}

/// Objects for everything that @p source says, in @p target; columns that the script named itself
/// stay.
void fill(Interpreter &interpreter, TableObject &target, const Table &source)
{
    target.table()->comment = source.comment;
    target.table()->dialectOptions = source.dialectOptions;
    const Ref<Dict> keywords = makeDict();
    for (const auto &[name, value] : source.dialectOptions)
        keywords->set(interpreter, makeStr(name), plainValue(interpreter, value));
    target.keywords = keywords;
    for (const ColumnPtr &column : source.columns) {
        auto copy = std::make_shared<Column>(*column);
        copy->table = nullptr;
        if (copy->key.isEmpty())
            copy->key = copy->name.text;
        target.addColumn(columnObjectOf(interpreter, copy));
    }
    for (const Constraint &constraint : source.constraints)
        target.addItem(interpreter, constraintObject(interpreter, constraint));
    for (const Index &index : source.indexes)
        target.addItem(interpreter, indexObject(interpreter, index));
}

} // namespace

Value foreignKeyObject(Interpreter &interpreter, const ForeignKeyConstraint &key,
                       ColumnObject &parent)
{
    const Ref<ForeignKeyObject> made = createAs<ForeignKeyObject>(interpreter, "ForeignKey");
    made->target = makeStr(targetOf(key, 0));
    made->name = nameValue(interpreter, key.name);
    made->options = key.options;
    made->comment = key.comment;
    made->parent = &parent;
    return made;
}

Value constraintObject(Interpreter &interpreter, const Constraint &constraint)
{
    const Ref<ConstraintObject> made =
        createAs<ConstraintObject>(interpreter, constraintClass(constraint));
    made->creationOrder = ++library(interpreter).creationCounter;
    std::visit(ConstraintReader { interpreter, *made }, constraint);
    return made;
}

Value indexObject(Interpreter &interpreter, const Index &index)
{
    const Ref<IndexObject> made = createAs<IndexObject>(interpreter, "Index");
    made->name = nameValue(interpreter, index.name);
    made->unique = index.unique;
    for (const ExpressionPtr &element : index.elements) {
        const auto *column = std::get_if<ColumnReference>(&element->node);
        made->expressions.push_back(column && !column->isLiteral
                                        ? identifierValue(interpreter, column->name)
                                        : fromExpression(interpreter, element));
    }
    const Ref<Dict> options = makeDict();
    for (const auto &[name, value] : reflectedOptions(interpreter, index))
        options->set(interpreter, makeStr(name), value);
    made->options = options;
    return made;
}

void reflectTable(Interpreter &interpreter, TableObject &table, const Value &bind)
{
    interpreter.requireKnown(bind);
    const SqlAlchemyServices &services = library(interpreter).services;
    dialect::Inspector *inspector =
        services.inspector ? services.inspector(interpreter, bind) : nullptr;
    if (!inspector)
        throwSqlAlchemyError(interpreter, "NoInspectionAvailable",
                             u"No inspection system is available for object of type %1"_s.arg(
                                 interpreter.repr(Value(interpreter.typeOf(bind)))));
    const auto schemaName =
        table.table()->schema ? std::optional(table.table()->schema->text) : std::nullopt;
    const TablePtr found =
        orThrow(interpreter, inspector->table(table.table()->name.text, schemaName));
    if (!found)
        throwSqlAlchemyError(interpreter, "NoSuchTableError", table.table()->name.text);
    fill(interpreter, table, *found);
}

Value fromTable(Interpreter &interpreter, const TablePtr &table, const Value &metadata)
{
    const auto &known = library(interpreter).wrappers->tables;
    if (const auto found = known.find(table.get()); found != known.end())
        return Value(found->second);
    const Ref<TableObject> made = createAs<TableObject>(interpreter, "Table");
    made->table()->name = table->name;
    made->table()->schema = table->schema;
    made->metadata = metadata;
    fill(interpreter, *made, *table);
    if (!metadata.isNone())
        interpreter.callMethod(metadata, "_add_table", Arguments { made });
    return made;
}

} // namespace limbeck::bindings
