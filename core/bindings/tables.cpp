// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/ddlobject.h"
#include "core/bindings/dialectarguments.h"
#include "core/bindings/statementobject.h"
#include "core/bindings/tableobject.h"
#include "core/bindings/tabletypes.h"
#include "core/bindings/typeobject.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;
using namespace schema;

namespace {

/// Where `autoload` and its relatives say that the table is read from a database.
Value reflectionSource(Args &a)
{
    Dict &keywords = a.varKeywords();
    if (!a["autoload_with"].isNone())
        return a["autoload_with"];
    const Value *autoload = keywords.find("autoload");
    if (!autoload || !a.interpreter().truth(*autoload))
        return {};
    noteLegacy(a.interpreter(), u"Table(autoload=True)"_s, u"Use autoload_with=connection."_s);
    const Value bind = a.interpreter().findAttr(a["metadata"], "bind");
    if (bind.isAbsent() || bind.isNone())
        throwSqlAlchemyError(
            a.interpreter(), "UnboundExecutionError",
            u"MetaData object is not bound to an Engine or Connection. Execution can not proceed without a database to execute against."_s);
    return bind;
}

void takeKeywords(Args &a, TableObject &self)
{
    Interpreter &interpreter = a.interpreter();
    const Ref<Dict> dialectKeywords = makeDict();
    for (const HashTable::Entry &entry : a.varKeywords().table().entries()) {
        if (entry.key.isAbsent() || textOf(entry.key) == u"autoload")
            continue;
        requireDialectArgument(interpreter, u"Table"_s, textOf(entry.key));
        dialectKeywords->set(interpreter, entry.key, entry.value);
    }
    self.keywords = dialectKeywords;
    for (auto &option : toDialectOptions(interpreter, *dialectKeywords).literals)
        self.table()->dialectOptions.push_back(option);
    if (!a["comment"].isNone())
        self.table()->comment = a.text("comment");
    if (!a["info"].isNone())
        self.info = a["info"];
    for (const Value &prefix : a["prefixes"].isNone() ? ValueVector() : a.sequence("prefixes"))
        self.table()->prefixes.append(interpreter.str(prefix));
}

void refuseSecondColumn(Interpreter &interpreter, const TableObject &table,
                        const ColumnObject &column)
{
    if (!table.findColumn(column.column()->key).isAbsent())
        throwSqlAlchemyError(interpreter, "DuplicateColumnError",
                             u"A column with name '%1' is already present in table '%2'."_s.arg(
                                 column.column()->name.text, table.table()->name.text));
}

/// Table(name, metadata, *items): a known table with extend_existing or keep_existing, else a new
/// one.
Value makeTable(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    interpreter.requireKnown(a["name"]);
    interpreter.requireKnown(a["metadata"]);
    const Value &metadata = a["metadata"];
    std::optional<Identifier> schemaName = toOptionalIdentifier(interpreter, a["schema"]);
    if (!schemaName && a["schema"].isAbsent()) {
        const Value inherited = interpreter.findAttr(metadata, "schema");
        if (!inherited.isAbsent())
            schemaName = toOptionalIdentifier(interpreter, inherited);
    }
    Identifier name = toIdentifier(interpreter, a["name"]);
    if (!a["quote"].isNone())
        name.quote = a.truth("quote");
    const QString key = schemaName ? schemaName->text + u'.' + name.text : name.text;
    const Value tables = interpreter.getAttr(metadata, "tables");
    const Value known = interpreter.callMethod(tables, "get", Arguments { makeStr(key) });
    const Value source = reflectionSource(a);
    if (auto *existing = known.as<TableObject>()) {
        if (a.truth("keep_existing"))
            return known;
        if (!a.truth("extend_existing") && !a.varPositional().empty())
            throwSqlAlchemyError(
                interpreter, "InvalidRequestError",
                u"Table '%1' is already defined for this MetaData instance.  Specify 'extend_existing=True' to redefine options and columns on an existing Table object."_s
                    .arg(key));
        if (!source.isNone() && a.truth("extend_existing"))
            reflectTable(interpreter, *existing, source);
        takeKeywords(a, *existing);
        for (const Value &item : a.varPositional())
            existing->addItem(interpreter, item);
        return known;
    }
    if (a.truth("must_exist"))
        throwSqlAlchemyError(interpreter, "InvalidRequestError",
                             u"Table '%1' not defined"_s.arg(key));
    const Ref<TableObject> self = lang::make<TableObject>(a["cls"].as<Type>());
    self->table()->name = name;
    self->table()->schema = schemaName;
    self->metadata = metadata;
    if (!source.isNone())
        reflectTable(interpreter, *self, source);
    takeKeywords(a, *self);
    // Columns first: constraints and indexes name them.
    const bool mayReplace =
        !source.isNone() || a.truth("extend_existing") || a.truth("keep_existing");
    for (const bool columnsFirst : { true, false }) {
        for (const Value &item : a.varPositional()) {
            const auto *column = item.as<ColumnObject>();
            if ((column != nullptr) != columnsFirst)
                continue;
            if (column && !mayReplace)
                refuseSecondColumn(interpreter, *self, *column);
            self->addItem(interpreter, item);
        }
    }
    interpreter.callMethod(metadata, "_add_table", Arguments { self });
    return self;
}

Value createOrDrop(Args &a, bool create)
{
    Interpreter &interpreter = a.interpreter();
    TableObject &self = a.object<TableObject>("self");
    const SqlAlchemyServices &services = library(interpreter).services;
    Value bind = a["bind"];
    if (bind.isNone() && !self.metadata.isNone()) {
        bind = interpreter.findAttr(self.metadata, "bind");
        if (bind.isAbsent())
            bind = {};
    }
    if (bind.isNone() || !services.invoke || !services.dialectOf)
        throwSqlAlchemyError(
            interpreter, "UnboundExecutionError",
            u"Table object '%1' is not bound to an Engine or Connection. Execution can not proceed without a database to execute against."_s
                .arg(self.table()->name.text));
    if (create)
        requireReferredTables(interpreter, self);
    const Dialect *const given = services.dialectOf(interpreter, bind);
    const Dialect &dialect = given ? *given : currentDialect(interpreter);
    const TablePtr table = self.resolve(interpreter, dialect);
    const bool check = a.truth("checkfirst");
    const auto invoke = [&](auto action) {
        ops::Operation operation;
        operation.origin = interpreter.currentSpan();
        operation.action = std::move(action);
        operation.namingConvention = conventionOf(interpreter, self);
        services.invoke(interpreter, bind, operation);
    };
    const std::vector<SqlTypePtr> types = namedTypes({ table }, dialect);
    if (create) {
        for (const SqlTypePtr &type : types) {
            if (!type->isOfMetadata)
                invoke(ops::CreateEnumType { type, check });
        }
        invoke(ops::CreateTable { table, check, false });
    } else {
        invoke(ops::DropTable { ops::TableName { table->name, table->schema }, check, nullptr });
        for (const SqlTypePtr &type : types) {
            if (!type->isOfMetadata)
                invoke(ops::DropEnumType { type, check });
        }
    }
    return {};
}

Value makeLightTable(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    const Ref<TableObject> self = createAs<TableObject>(interpreter, "TableClause");
    self->table()->isLight = true;
    self->table()->name = toIdentifier(interpreter, a["name"]);
    self->table()->schema = toOptionalIdentifier(interpreter, a["schema"]);
    for (const Value &column : a.varPositional()) {
        // A full Column serves as well: its name and type count.
        if (auto *object = column.as<ColumnObject>())
            self->addColumn(object->table() ? copyColumn(interpreter, *object)
                                            : Ref<ColumnObject>(object));
        else
            self->addItem(interpreter, column);
    }
    return self;
}

void addTableMethods(TypeBuilder &type)
{
    type.method("create(self, bind=None, checkfirst=False)",
                [](Args &a) { return createOrDrop(a, true); })
        .method("drop(self, bind=None, checkfirst=False)",
                [](Args &a) { return createOrDrop(a, false); })
        .method("append_column(self, column, replace_existing=False)",
                [](Args &a) -> Value {
                    a.object<TableObject>("self").addItem(a.interpreter(), a["column"]);
                    return {};
                })
        .method("append_constraint(self, constraint)",
                [](Args &a) -> Value {
                    a.object<TableObject>("self").addItem(a.interpreter(), a["constraint"]);
                    return {};
                })
        .method("exists(self, bind=None)",
                [](Args &a) -> Value {
                    Interpreter &interpreter = a.interpreter();
                    TableObject &self = a.object<TableObject>("self");
                    const SqlAlchemyServices &services = library(interpreter).services;
                    dialect::Inspector *inspector =
                        services.inspector ? services.inspector(interpreter, a["bind"]) : nullptr;
                    if (!inspector)
                        throwSqlAlchemyError(
                            interpreter, "NoInspectionAvailable",
                            u"Inspection on an offline migration connection is not available"_s);
                    const auto schemaName = self.table()->schema
                        ? std::optional(self.table()->schema->text)
                        : std::nullopt;
                    return orThrow(interpreter, inspector->tableNames(schemaName))
                        .contains(self.table()->name.text);
                })
        .method("to_metadata(self, metadata, schema=?, referred_schema_fn=None, name=None)",
                [](Args &a) -> Value {
                    return copyTable(a.interpreter(), a.object<TableObject>("self"), a["metadata"],
                                     a["schema"], a["name"]);
                })
        .method("tometadata(self, metadata, schema=?, referred_schema_fn=None, name=None)",
                [](Args &a) -> Value {
                    return copyTable(a.interpreter(), a.object<TableObject>("self"), a["metadata"],
                                     a["schema"], a["name"]);
                })
        .method("get_children(self, **kw)", [](Args &a) -> Value {
            return a.interpreter().callMethod(a.interpreter().getAttr(a["self"], "columns"),
                                              "values");
        });
}

} // namespace

Ref<TableObject> copyTable(Interpreter &interpreter, TableObject &table, const Value &metadata,
                           const Value &schemaName, const Value &name)
{
    const Ref<TableObject> copy = createAs<TableObject>(interpreter, "Table");
    *copy->table() = *table.table();
    copy->table()->columns.clear();
    copy->metadata = metadata;
    copy->info = table.info;
    copy->keywords = table.keywords;
    if (!schemaName.isAbsent())
        copy->table()->schema = toOptionalIdentifier(interpreter, schemaName);
    if (!name.isNone() && !name.isAbsent())
        copy->table()->name = toIdentifier(interpreter, name);
    for (const Ref<ColumnObject> &column : table.columnObjects())
        copy->addColumn(copyColumn(interpreter, *column));
    for (const Value &constraint : table.constraints)
        copy->addItem(interpreter, copySchemaItem(interpreter, constraint));
    for (const Value &index : table.indexes) {
        if (!index.as<IndexObject>()->isOfColumn)
            copy->addItem(interpreter, copySchemaItem(interpreter, index));
    }
    if (!metadata.isNone())
        interpreter.callMethod(metadata, "_add_table", Arguments { copy });
    return copy;
}

void defineTables(ModuleBuilder &module)
{
    const Ref<Type> from(module.module()->dict().find("FromClause")->as<Type>());
    TypeBuilder light = module.define<TableObject>("TableClause", { from });
    addTableStatements(light);
    TypeBuilder table = defineNamed(module, "Table", { "TableClause" });
    table.value("__module__", makeStr(u"sqlalchemy.sql.schema"_s));
    table.make(
        "(cls, name, metadata, *args, schema=?, quote=None, quote_schema=None, autoload_with=None, "
        "autoload_replace=True, keep_existing=False, extend_existing=False, resolve_fks=True, "
        "include_columns=None, implicit_returning=True, comment=None, info=None, listeners=None, "
        "prefixes=None, must_exist=False, _extend_on=None, **kw)",
        makeTable);
    table.constructor("(self, *args, **kw)", [](Args &) -> Value { return {}; });
    addTableMethods(table);
    module.function("table(name, *columns, schema=None)", makeLightTable);
}

} // namespace limbeck::bindings
