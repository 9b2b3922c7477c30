// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/autogeneratemodule.h"

#include "core/autogenerate/defaultcomparison.h"
#include "core/autogenerate/expressioncomparison.h"
#include "core/autogenerate/typecomparison.h"
#include "core/bindings/convert.h"
#include "core/bindings/inspectorobject.h"
#include "core/bindings/operationconversion.h"
#include "core/bindings/schemaitem.h"
#include "core/bindings/tableobject.h"
#include "core/bindings/typeobject.h"
#include "core/bindings/unreadmodels.h"
#include "core/dialect/expressioncolumns.h"
#include "core/dialect/expressioncompiler.h"
#include "core/dialect/tablelayout.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

namespace {

const Dialect &dialectOf(Args &a)
{
    const Dialect *given = dialectOfObject(a["dialect"]);
    return given ? *given : currentDialect(a.interpreter());
}

// --- reading the database ---------------------------------------------------------------------

/// Reads all tables of a schema at once; reflect_table() then asks no more.
Value prefetch(Args &a)
{
    auto &inspector = a.object<InspectorObject>("inspector");
    const auto schemaName = a.optionalText("schema");
    const schema::Catalog catalog =
        hostValue(a.interpreter(), inspector.inspector(a.interpreter()).catalog(schemaName));
    for (const schema::TablePtr &table : catalog.tables)
        inspector.tables[{ schemaName.value_or(QString()), table->name.text }] = table;
    return {};
}

/// A Table object as the database has it, entered in the metadata that is given.
Value reflected(Args &a)
{
    Interpreter &in = a.interpreter();
    auto &inspector = a.object<InspectorObject>("inspector");
    const schema::Table &found = inspector.table(in, a.text("name"), a.optionalText("schema"));
    auto table = std::make_shared<schema::Table>(found); // its columns belong to one object
    table->columns.clear();
    for (const schema::ColumnPtr &column : found.columns)
        table->addColumn(std::make_shared<schema::Column>(*column));
    return fromTable(in, table, a["metadata"]);
}

// --- models that could not be read ---------------------------------------------------------

Value unreadModelList(Args &a)
{
    return makeStrList(unreadModels(a.interpreter()));
}

// --- what counts as equal ---------------------------------------------------------------------

Value typesDiffer(Args &a)
{
    Interpreter &in = a.interpreter();
    const Dialect &dialect = dialectOf(a);
    return orThrow(in,
                   autogenerate::typesDiffer(*toSqlType(in, a["reflected"], dialect),
                                             *toSqlType(in, a["model"], dialect), dialect));
}

/// What decides how a default of this type is written, by the first generic class it derives from.
autogenerate::DefaultPair::Kind kindOf(Interpreter &in, const Value &given)
{
    using Kind = autogenerate::DefaultPair::Kind;
    Ref<TypeObject> type = typeInstance(in, given);
    while (type && !type->impl.isNone())
        type = typeInstance(in, type->impl);
    if (!type)
        return Kind::Other;
    const auto isA = [&](const char *name) {
        return type->type()->isSubclassOf(library(in).classNamed(name).get());
    };
    return isA("Integer") ? Kind::Integer
        : isA("Numeric")  ? Kind::Number
        : isA("String")   ? Kind::Text
                          : Kind::Other;
}

/// (differ, question): see autogenerate::compareDefaults().
Value compareDefaults(Args &a)
{
    Interpreter &in = a.interpreter();
    autogenerate::DefaultPair pair;
    pair.reflected = a.optionalText("reflected");
    pair.model = a.optionalText("model");
    pair.reflectedKind = kindOf(in, a["reflected_type"]);
    pair.modelKind = kindOf(in, a["model_type"]);
    pair.modelIsPlainText = a.truth("is_plain_text");
    pair.countsUp = a.truth("counts_up");
    pair.isPlainKey = a.truth("is_plain_key");
    const auto verdict = autogenerate::compareDefaults(pair, dialectOf(a).backend());
    return makeTuple({ verdict.differ, makeStr(verdict.question) });
}

// --- what items say ---------------------------------------------------------------------------

/// SQL text without the name of the table: a default, a condition, an element of an index.
Value sqlText(Args &a)
{
    Interpreter &in = a.interpreter();
    if (a["element"].isStr())
        return a["element"];
    dialect::ExpressionContext context;
    context.includeTable = false;
    context.grouped = a.truth("grouped");
    return makeStr(orThrow(
        in,
        dialect::compileExpression(*toExpression(in, a["element"]), dialectOf(a), {}, context)));
}

/// The column that an element of an index is or sorts, by name; None for other expressions.
Value indexColumn(Args &a)
{
    if (a["element"].isStr())
        return a["element"];
    const schema::ExpressionPtr element = toExpression(a.interpreter(), a["element"]);
    const schema::ColumnReference *column = dialect::plainColumn(element);
    return column ? makeStr(dialect::currentName(*column).text) : Value();
}

/// Names of the columns that an index is on, those within its expressions too.
Value indexColumns(Args &a)
{
    ValueVector names;
    for (const Value &element : a.sequence("elements")) {
        if (element.isStr()) {
            names.push_back(element);
            continue;
        }
        for (const auto &name : dialect::namedColumns(toExpression(a.interpreter(), element)))
            names.push_back(makeStr(name.text));
    }
    return makeTuple(std::move(names));
}

/// The name as the database will have it: one that is too long is shortened there.
Value finalName(Args &a)
{
    if (!a["name"].isStr())
        return {};
    Interpreter &in = a.interpreter();
    const schema::ConstraintName given = toConstraintName(in, a["name"]);
    const auto fitted = dialect::fitName({ *given.name, given.isFinal }, a.truth("is_index"),
                                         dialectOf(a).identifiers());
    return fitted ? makeStr(fitted->text) : a["name"];
}

/// The name of the column that counts up by itself: SERIAL, AUTO_INCREMENT.
Value autoincrementColumn(Args &a)
{
    Interpreter &in = a.interpreter();
    const Dialect &dialect = dialectOf(a);
    const auto layout = dialect::layOutTable(*toTable(in, a["table"], dialect), dialect,
                                             schema::NamingConvention());
    return layout && layout->autoincrement ? makeStr(layout->autoincrement->text) : Value();
}

} // namespace

void defineAutogenerate(ModuleBuilder &module)
{
    module.function("prefetch(inspector, schema=None)", prefetch);
    module.function("reflect_table(inspector, name, schema, metadata)", reflected);
    module.function("require_known(value)", [](Args &a) -> Value {
        a.interpreter().requireKnown(a["value"]);
        return a["value"];
    });
    module.function("unread_models()", unreadModelList);
    module.function("types_differ(reflected, model, dialect)", typesDiffer);
    module.function("compare_defaults(reflected, model, reflected_type, model_type, dialect, "
                    "is_plain_text=False, counts_up=False, is_plain_key=False)",
                    compareDefaults);
    module.function("comparable_index_element(text, table)", [](Args &a) -> Value {
        return makeStr(autogenerate::comparableIndexElement(a.text("text"), a.text("table")));
    });
    module.function("comparable_computed(text)", [](Args &a) -> Value {
        return makeStr(autogenerate::comparableComputed(a.text("text")));
    });
    module.function("sql_text(element, dialect, grouped=False)", sqlText);
    module.function("index_column(element)", indexColumn);
    module.function("index_columns(elements)", indexColumns);
    module.function("final_name(name, dialect, is_index=False)", finalName);
    module.function("autoincrement_column(table, dialect)", autoincrementColumn);
    module.function("nullable_is_given(column)", [](Args &a) -> Value {
        return a.object<ColumnObject>("column").column()->nullable.has_value();
    });
}

} // namespace limbeck::bindings
