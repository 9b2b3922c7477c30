// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/statementobject.h"
#include "core/bindings/tableobject.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;
using namespace schema;

namespace {

/// The table that a statement changes; mapped classes stand for theirs.
Value targetTable(Interpreter &interpreter, const Value &given)
{
    interpreter.requireKnown(given);
    if (given.as<FromObject>())
        return given;
    const Value mapped = interpreter.findAttr(given, "__table__");
    if (mapped.as<FromObject>())
        return mapped;
    throwSqlAlchemyError(interpreter, "ArgumentError",
                         u"subject table for an INSERT, UPDATE or DELETE expected, got %1."_s.arg(
                             interpreter.repr(given)));
}

/// What values are for: a table, and the mapped class that was given for it, if it was one.
struct Target
{
    Value table;
    Value entity = {};
};

/// A key of values(): a name, or a column of the table.
struct TargetColumn
{
    Identifier name;
    SqlTypePtr type;
};

/// The column behind attribute @p name of a mapped class; absent if it has no such one.
Value mappedColumn(Interpreter &interpreter, const Value &entity, Str *name)
{
    const Value attribute = entity.isNone() ? Value::absent() : interpreter.findAttr(entity, name);
    if (attribute.isAbsent() || attribute.as<ColumnObject>())
        return attribute;
    const Value clause = interpreter.findAttr(attribute, "__clause_element__");
    const Value column = clause.isAbsent() ? Value::absent() : interpreter.call(clause);
    return column.as<ColumnObject>() ? column : Value::absent();
}

TargetColumn targetColumn(Interpreter &interpreter, const Target &of, const Value &given)
{
    TargetColumn target;
    const Value mapped = given.isStr()
        ? mappedColumn(interpreter, of.entity, static_cast<Str *>(given.object()))
        : Value::absent();
    const Value key = mapped.isAbsent() ? given : mapped;
    Value column = key;
    if (key.isStr()) {
        target.name = toIdentifier(interpreter, key);
        if (const auto *object = of.table.as<TableObject>())
            column = object->findColumn(target.name.text);
    } else if (!key.as<ElementObject>()) {
        interpreter.requireKnown(key);
        column = interpreter.call(interpreter.getAttr(key, "__clause_element__"));
    }
    if (auto *object = column.as<ColumnObject>()) {
        if (!key.isStr())
            target.name = Identifier { object->column()->key, {} };
        object->expression(interpreter);
        target.type = object->column()->type;
    } else if (auto *element = column.as<ElementObject>()) {
        const ExpressionPtr expression = element->expression(interpreter);
        target.name = exportedName(*expression);
        target.type = knownType(*expression);
    }
    if (target.type && target.type->name == u"NullType" && !target.type->sqlText)
        target.type = nullptr;
    return target;
}

ExpressionPtr cell(Interpreter &interpreter, const Value &value, const SqlTypePtr &type)
{
    if (value.isNone() && !type) {
        return makeExpression(BoundValue {});
    }
    return toExpression(interpreter, value, type);
}

/// One row of values() as pairs.
using Row = std::vector<std::pair<TargetColumn, Value>>;

Row rowOfDict(Interpreter &interpreter, const Target &target, Dict &dict)
{
    Row row;
    for (const HashTable::Entry &entry : dict.table().entries()) {
        if (!entry.key.isAbsent())
            row.emplace_back(targetColumn(interpreter, target, entry.key), entry.value);
    }
    return row;
}

/// Values by position, in the order of the table's columns.
Row rowOfSequence(Interpreter &interpreter, const Target &target, const Value &values)
{
    Row row;
    const auto *object = target.table.as<TableObject>();
    size_t index = 0;
    for (const Value &value : interpreter.toVector(values)) {
        if (!object || index >= object->columnObjects().size())
            throwSqlAlchemyError(interpreter, "ArgumentError",
                                 u"More values than columns in values()"_s);
        row.emplace_back(targetColumn(interpreter, target, object->columnObjects()[index]), value);
        ++index;
    }
    return row;
}

/// A dict, a tuple or list of values, or pairs made by a script's mapping class.
Row rowOf(Interpreter &interpreter, const Target &target, const Value &given)
{
    interpreter.requireKnown(given);
    if (given.isDict())
        return rowOfDict(interpreter, target, *static_cast<Dict *>(given.object()));
    if (given.isTuple() || given.isList())
        return rowOfSequence(interpreter, target, given);
    const Value keys = interpreter.findAttr(given, "keys");
    if (keys.isAbsent())
        throwSqlAlchemyError(
            interpreter, "ArgumentError",
            u"mapping or sequence of values expected, got %1"_s.arg(interpreter.repr(given)));
    Row row;
    for (const Value &key : interpreter.toVector(interpreter.call(keys)))
        row.emplace_back(targetColumn(interpreter, target, key), interpreter.getItem(given, key));
    return row;
}

bool isListOfRows(const Value &value)
{
    if (!value.isList() && !value.isTuple())
        return false;
    const auto *list = value.as<ListObject>();
    const auto *tuple = value.as<Tuple>();
    const ValueVector &items = list ? list->items() : tuple->items();
    return !items.empty()
        && (items.front().isDict() || items.front().isList() || items.front().isTuple());
}

void appendRow(Interpreter &interpreter, Insert &insert, const Row &row)
{
    if (insert.rows.empty())
        insert.columns.clear();
    std::vector<ExpressionPtr> cells(insert.columns.size());
    for (const auto &[column, value] : row) {
        const auto found = std::find_if(insert.columns.begin(), insert.columns.end(),
                                        [&, &wanted = column](const Identifier &known) {
                                            return known.text == wanted.name.text;
                                        });
        const auto index = static_cast<size_t>(found - insert.columns.begin());
        if (found == insert.columns.end()) {
            if (!insert.rows.empty())
                throwSqlAlchemyError(
                    interpreter, "CompileError",
                    u"Can't mix single and multiple VALUES formats in one INSERT statement; column '%1' is only in a later row"_s
                        .arg(column.name.text));
            insert.columns.push_back(column.name);
            cells.emplace_back();
        }
        cells[index] = cell(interpreter, value, column.type);
    }
    for (size_t i = 0; i < cells.size(); ++i) {
        if (!cells[i])
            throwSqlAlchemyError(
                interpreter, "CompileError",
                u"INSERT value for column %1 is explicitly rendered as a boundparameter in the VALUES clause; a Python-side value or SQL expression is required"_s
                    .arg(insert.columns[i].text));
    }
    insert.rows.push_back(std::move(cells));
    insert.allColumns = false;
}

/// A later values() adds to the columns of the row that is there.
void mergeRow(Interpreter &interpreter, Insert &insert, const Row &row)
{
    if (insert.rows.empty()) {
        appendRow(interpreter, insert, row);
        return;
    }
    for (const auto &[column, value] : row) {
        const ExpressionPtr made = cell(interpreter, value, column.type);
        bool replaced = false;
        for (size_t i = 0; i < insert.columns.size(); ++i) {
            if (insert.columns[i].text == column.name.text) {
                insert.rows.front()[i] = made;
                replaced = true;
            }
        }
        if (!replaced) {
            insert.columns.push_back(column.name);
            insert.rows.front().push_back(made);
        }
    }
}

void mergeSet(Interpreter &interpreter, Update &update, const Row &row)
{
    for (const auto &[column, value] : row) {
        const ExpressionPtr made = cell(interpreter, value, column.type);
        const auto found = std::find_if(update.set.begin(), update.set.end(),
                                        [&, &wanted = column](const auto &known) {
                                            return known.first.text == wanted.name.text;
                                        });
        if (found != update.set.end())
            found->second = made;
        else
            update.set.emplace_back(column.name, made);
    }
    update.allColumns = false;
}

Value valuesMethod(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    StatementEdit edit(a["self"]);
    const Target target { edit.object->table, edit.object->entity };
    ValueVector given = a.varPositional();
    auto *insert = std::get_if<Insert>(&edit.query->node);
    auto *update = std::get_if<Update>(&edit.query->node);
    if (given.size() > 1)
        throwSqlAlchemyError(
            interpreter, "ArgumentError",
            u"Only a single dictionary/tuple or list of dictionaries/tuples is accepted positionally."_s);
    if (!given.empty() && given.front().isNone())
        given.clear();
    if (!given.empty() && insert && isListOfRows(given.front())) {
        insert->multiValues = true;
        for (const Value &row : interpreter.toVector(given.front()))
            appendRow(interpreter, *insert, rowOf(interpreter, target, row));
        return edit.finish();
    }
    if (!given.empty() && insert && given.front().isList()
        && static_cast<ListObject *>(given.front().object())->items().empty()) {
        return edit.finish();
    }
    Row row;
    if (!given.empty())
        row = rowOf(interpreter, target, given.front());
    for (const auto &pair : rowOfDict(interpreter, target, a.varKeywords()))
        row.push_back(pair);
    if (insert && !row.empty())
        mergeRow(interpreter, *insert, row);
    else if (insert)
        insert->allColumns = false; // values() without any: DEFAULT VALUES
    else if (update && !row.empty())
        mergeSet(interpreter, *update, row);
    return edit.finish();
}

Value orderedValues(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    StatementEdit edit(a["self"]);
    Update &update = std::get<Update>(edit.query->node);
    update.orderedValues = true;
    Row row;
    for (const Value &pair : a.varPositional()) {
        const ValueVector parts = interpreter.toVector(pair);
        row.emplace_back(
            targetColumn(interpreter, { edit.object->table, edit.object->entity }, parts.at(0)),
            parts.at(1));
    }
    mergeSet(interpreter, update, row);
    return edit.finish();
}

Value whereMethod(Args &a)
{
    StatementEdit edit(a["self"]);
    std::visit(
        [&](auto &statement) {
            if constexpr (requires { statement.mysqlLimit; })
                statement.where = addCriteria(a.interpreter(), statement.where, a.varPositional());
        },
        edit.query->node);
    return edit.finish();
}

Value returningMethod(Args &a)
{
    StatementEdit edit(a["self"]);
    std::visit(
        [&](auto &statement) {
            if constexpr (requires { statement.returning; }) {
                for (const ExpressionPtr &column :
                     toColumnList(a.interpreter(), spread(a.interpreter(), a.varPositional())))
                    statement.returning.push_back(column);
            }
        },
        edit.query->node);
    return edit.finish();
}

Value fromSelect(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    StatementEdit edit(a["self"]);
    Insert &insert = std::get<Insert>(edit.query->node);
    for (const Value &name : a.sequence("names", false))
        insert.columns.push_back(targetColumn(interpreter, { edit.object->table }, name).name);
    insert.fromSelect = toQuery(interpreter, a["select"]);
    insert.includeDefaults = a.truth("include_defaults");
    insert.allColumns = false;
    return edit.finish();
}

/// A mapped class; None for a table.
Value entityOf(const Value &given)
{
    return given.as<FromObject>() ? Value() : given;
}

Value makeInsert(Interpreter &interpreter, const char *className, const Value &given)
{
    const Value table = targetTable(interpreter, given);
    Insert insert;
    insert.allColumns = true;
    insert.table = toTable(interpreter, table, currentDialect(interpreter));
    const Value made = makeStatement(interpreter, className, Query { std::move(insert) });
    made.as<StatementObject>()->table = table;
    made.as<StatementObject>()->entity = entityOf(given);
    return made;
}

Value withArguments(Args &a, Value made)
{
    Interpreter &interpreter = a.interpreter();
    if (a.signature().indexOf("whereclause") >= 0 && !a["whereclause"].isNone()) {
        noteLegacy(interpreter, u"update(whereclause) and delete(whereclause)"_s,
                   u"Use .where(…)."_s);
        made = interpreter.callMethod(made, "where", Arguments { a["whereclause"] });
    }
    if (a.signature().indexOf("values") >= 0 && !a["values"].isNone()) {
        noteLegacy(interpreter, u"values= of insert() and update()"_s, u"Use .values(…)."_s);
        made = interpreter.callMethod(made, "values", Arguments { a["values"] });
    }
    return made;
}

Value insertOf(Args &a, const Value &table)
{
    return withArguments(a, makeInsert(a.interpreter(), "Insert", table));
}

Value updateOf(Args &a, const Value &given)
{
    Interpreter &interpreter = a.interpreter();
    const Value table = targetTable(interpreter, given);
    Update update;
    update.allColumns = true;
    update.target = toFromClause(interpreter, table);
    const Value made = makeStatement(interpreter, "Update", Query { std::move(update) });
    made.as<StatementObject>()->table = table;
    made.as<StatementObject>()->entity = entityOf(given);
    return withArguments(a, made);
}

Value deleteOf(Args &a, const Value &given)
{
    Interpreter &interpreter = a.interpreter();
    const Value table = targetTable(interpreter, given);
    Delete remove;
    remove.target = toFromClause(interpreter, table);
    const Value made = makeStatement(interpreter, "Delete", Query { std::move(remove) });
    made.as<StatementObject>()->table = table;
    return withArguments(a, made);
}

void addDmlMethods(TypeBuilder &type)
{
    type.method("values(self, *args, **kwargs)", valuesMethod)
        .method("where(self, *whereclause)", whereMethod)
        .method("filter(self, *whereclause)", whereMethod)
        .method("filter_by(self, **kwargs)",
                [](Args &a) {
                    Interpreter &interpreter = a.interpreter();
                    const Value columns = filterTarget(interpreter, a["self"]);
                    ValueVector criteria;
                    for (const HashTable::Entry &entry : a.varKeywords().table().entries()) {
                        if (!entry.key.isAbsent())
                            criteria.push_back(interpreter.compare(
                                Comparison::Equal, interpreter.getItem(columns, entry.key),
                                entry.value));
                    }
                    return interpreter.callMethod(a["self"], "where", Arguments(criteria));
                })
        .method("returning(self, *cols, **kw)", returningMethod)
        .method("return_defaults(self, *cols, **kw)", [](Args &a) -> Value { return a["self"]; })
        .method("with_dialect_options(self, **opt)", [](Args &a) -> Value {
            StatementEdit edit(a["self"]);
            for (const char *name : { "mysql_limit", "mariadb_limit" }) {
                const Value *limit = a.varKeywords().find(name);
                if (!limit)
                    continue;
                const ExpressionPtr value = operand(a.interpreter(), *limit, nullptr);
                if (auto *update = std::get_if<Update>(&edit.query->node))
                    update->mysqlLimit = value;
                if (auto *remove = std::get_if<Delete>(&edit.query->node))
                    remove->mysqlLimit = value;
            }
            return edit.finish();
        });
}

} // namespace

Value dialectInsert(Interpreter &interpreter, const char *className, const Value &table)
{
    return makeInsert(interpreter, className, table);
}

std::vector<std::pair<Identifier, ExpressionPtr>>
conflictValues(Interpreter &interpreter, const Value &table, const Value &given)
{
    std::vector<std::pair<Identifier, ExpressionPtr>> result;
    const auto add = [&](const Value &key, const Value &value) {
        const TargetColumn column = targetColumn(interpreter, { table }, key);
        result.emplace_back(column.name, cell(interpreter, value, column.type));
    };
    if (auto *collection = given.as<ColumnCollection>()) {
        for (const auto &[key, value] : collection->items())
            add(makeStr(key), value);
    } else if (given.isDict()) {
        for (const HashTable::Entry &entry :
             static_cast<Dict *>(given.object())->table().entries()) {
            if (!entry.key.isAbsent())
                add(entry.key, entry.value);
        }
    } else {
        for (const Value &pair : interpreter.toVector(given)) {
            const ValueVector parts = interpreter.toVector(pair);
            if (parts.size() == 2)
                add(parts[0], parts[1]);
        }
    }
    return result;
}

void addTableStatements(TypeBuilder &type)
{
    type.method("insert(self, values=None, inline=False, **kw)",
                [](Args &a) { return insertOf(a, a["self"]); })
        .method("update(self, whereclause=None, values=None, inline=False, **kw)",
                [](Args &a) { return updateOf(a, a["self"]); })
        .method("delete(self, whereclause=None, **kw)",
                [](Args &a) { return deleteOf(a, a["self"]); })
        .method("count(self, whereclause=None)", [](Args &a) {
            Interpreter &interpreter = a.interpreter();
            const Value count = interpreter.callMethod(library(interpreter).named("func"), "count");
            const Value made =
                interpreter.call(library(interpreter).named("select"), Arguments { count });
            return interpreter.callMethod(made, "select_from", Arguments { a["self"] });
        });
}

void defineDml(ModuleBuilder &module)
{
    TypeBuilder base = defineNamed(module, "UpdateBase", { "_Statement" });
    addDmlMethods(base);
    defineNamed(module, "ValuesBase", { "UpdateBase" });
    defineNamed(module, "Insert", { "ValuesBase" })
        .method("from_select(self, names, select, include_defaults=True)", fromSelect)
        .method("inline(self)", [](Args &a) -> Value {
            StatementEdit edit(a["self"]);
            std::get<Insert>(edit.query->node).isInline = true;
            return edit.finish();
        });
    defineNamed(module, "Update", { "ValuesBase" })
        .method("ordered_values(self, *args)", orderedValues)
        .method("inline(self)", [](Args &a) -> Value { return a["self"]; });
    defineNamed(module, "Delete", { "UpdateBase" });
    module
        .function("insert(table, values=None, inline=False, **kw)",
                  [](Args &a) { return insertOf(a, a["table"]); })
        .function("update(table, whereclause=None, values=None, inline=False, **kw)",
                  [](Args &a) { return updateOf(a, a["table"]); })
        .function("delete(table, whereclause=None, **kw)",
                  [](Args &a) { return deleteOf(a, a["table"]); });
    defineUpserts(module);
}

} // namespace limbeck::bindings
