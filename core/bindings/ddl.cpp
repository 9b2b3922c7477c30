// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/ddlobject.h"
#include "core/bindings/schemaitem.h"
#include "core/bindings/tableobject.h"
#include "core/bindings/typeobject.h"
#include "core/bindings/unreadmodels.h"
#include "core/dialect/tablelayout.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

namespace {

struct DdlClass
{
    const char *name;
    const char *base;
    ops::Operation (*make)(Interpreter &, const DdlObject &, const Dialect &);
};

ops::TableName nameOf(const schema::Table &table)
{
    return { table.name, table.schema };
}

/// The table that an element of DDL is or belongs to; null if there is none.
const TableObject *tableBehind(const Value &element)
{
    if (const auto *constraint = element.as<ConstraintObject>())
        return constraint->table;
    if (const auto *index = element.as<IndexObject>())
        return index->table;
    return element.as<TableObject>();
}

template <typename Action>
ops::Operation operation(Interpreter &interpreter, const DdlObject &ddl, Action action)
{
    ops::Operation result { std::move(action), interpreter.currentSpan() };
    if (const TableObject *table = tableBehind(ddl.element))
        result.namingConvention = conventionOf(interpreter, *table);
    return result;
}

ops::Operation createTable(Interpreter &in, const DdlObject &ddl, const Dialect &dialect)
{
    if (const auto *object = ddl.element.as<TableObject>())
        requireReferredTables(in, *object);
    // CREATE TABLE alone: indexes are statements of their own, comments too except on MySQL.
    auto table = std::make_shared<schema::Table>(*toTable(in, ddl.element, dialect));
    table->indexes.clear();
    const bool keepsComments = isMySqlFamily(dialect.backend());
    if (!keepsComments)
        table->comment.reset();
    for (schema::ColumnPtr &column : table->columns) {
        if (!column->index && (keepsComments || !column->comment))
            continue;
        column = std::make_shared<schema::Column>(*column);
        if (column->index)
            column->index = column->unique = false; // together they are a unique index
        if (!keepsComments)
            column->comment.reset();
    }
    return operation(in, ddl, ops::CreateTable { table, ddl.checkFirst, false });
}

ops::Operation dropTable(Interpreter &in, const DdlObject &ddl, const Dialect &dialect)
{
    const schema::TablePtr table = toTable(in, ddl.element, dialect);
    return operation(in, ddl, ops::DropTable { nameOf(*table), ddl.checkFirst, nullptr });
}

ops::Operation createIndex(Interpreter &in, const DdlObject &ddl, const Dialect &dialect)
{
    return operation(in, ddl,
                     ops::CreateIndex { toIndex(in, ddl.element, dialect), ddl.checkFirst });
}

ops::Operation dropIndex(Interpreter &in, const DdlObject &ddl, const Dialect &dialect)
{
    const schema::Index index = toIndex(in, ddl.element, dialect);
    return operation(in, ddl, dropIndexOperation(in, ddl.element, index, ddl.checkFirst));
}

const schema::Table &tableOf(Interpreter &interpreter, const DdlObject &ddl)
{
    const auto *constraint = ddl.element.as<ConstraintObject>();
    if (!constraint || !constraint->table)
        throwSqlAlchemyError(
            interpreter, "InvalidRequestError",
            u"This constraint is not bound to a table. Did you mean to call table.append_constraint(constraint) ?"_s);
    return *constraint->table->table();
}

ops::Operation addConstraint(Interpreter &in, const DdlObject &ddl, const Dialect &dialect)
{
    return operation(
        in, ddl,
        ops::CreateConstraint { nameOf(tableOf(in, ddl)), toConstraint(in, ddl.element, dialect) });
}

ops::Operation dropConstraint(Interpreter &in, const DdlObject &ddl, const Dialect &)
{
    static constexpr const char *kinds[] = { "primary", "unique", "check", "foreignkey", nullptr };
    const auto *constraint = ddl.element.as<ConstraintObject>();
    const schema::Table &table = tableOf(in, ddl);
    const char *kind = kinds[static_cast<size_t>(constraint->kind)];
    return operation(
        in, ddl,
        ops::DropConstraint { nameOf(table), toConstraintName(in, constraint->name),
                              kind ? std::optional(QString::fromLatin1(kind)) : std::nullopt,
                              ddl.checkFirst, ddl.cascade });
}

schema::Sequence sequenceOf(Interpreter &interpreter, const DdlObject &ddl)
{
    if (const auto *generator = ddl.element.as<DefaultObject>())
        return generator->sequence;
    interpreter.requireKnown(ddl.element);
    throwSqlAlchemyError(interpreter, "ArgumentError",
                         u"Sequence expected, got %1"_s.arg(interpreter.repr(ddl.element)));
}

ops::Operation createSequence(Interpreter &in, const DdlObject &ddl, const Dialect &)
{
    return operation(in, ddl, ops::CreateSequence { sequenceOf(in, ddl), ddl.checkFirst });
}

ops::Operation dropSequence(Interpreter &in, const DdlObject &ddl, const Dialect &)
{
    return operation(in, ddl, ops::DropSequence { sequenceOf(in, ddl), ddl.checkFirst });
}

ops::Operation createSchema(Interpreter &in, const DdlObject &ddl, const Dialect &)
{
    return operation(in, ddl, ops::CreateSchema { toIdentifier(in, ddl.element), ddl.checkFirst });
}

ops::Operation dropSchema(Interpreter &in, const DdlObject &ddl, const Dialect &)
{
    return operation(
        in, ddl, ops::DropSchema { toIdentifier(in, ddl.element), ddl.cascade, ddl.checkFirst });
}

/// Unlike ENUM.create(), the statement itself is PostgreSQL's and nobody else's.
void requireNamedTypes(Interpreter &in, const DdlObject &ddl, const Dialect &dialect)
{
    if (dialect.backend() != Backend::PostgreSql)
        throwSqlAlchemyError(
            in, "UnsupportedCompilationError",
            u"The DDL compiler of dialect %1 can't render element of type %2"_s.arg(
                dialect.name(), ddl.type()->name()));
}

ops::Operation createType(Interpreter &in, const DdlObject &ddl, const Dialect &dialect)
{
    requireNamedTypes(in, ddl, dialect);
    return operation(in, ddl, ops::CreateEnumType { toSqlType(in, ddl.element, dialect), false });
}

ops::Operation dropType(Interpreter &in, const DdlObject &ddl, const Dialect &dialect)
{
    requireNamedTypes(in, ddl, dialect);
    return operation(in, ddl, ops::DropEnumType { toSqlType(in, ddl.element, dialect), false });
}

ops::Operation tableComment(Interpreter &in, const DdlObject &ddl, const Dialect &dialect)
{
    const schema::TablePtr table = toTable(in, ddl.element, dialect);
    return operation(in, ddl, ops::CreateTableComment { nameOf(*table), table->comment, {} });
}

constexpr DdlClass ddlClasses[] = {
    { "CreateTable", "_CreateDropBase", createTable },
    { "DropTable", "_CreateDropBase", dropTable },
    { "CreateIndex", "_CreateDropBase", createIndex },
    { "DropIndex", "_CreateDropBase", dropIndex },
    { "AddConstraint", "_CreateDropBase", addConstraint },
    { "DropConstraint", "_CreateDropBase", dropConstraint },
    { "CreateSequence", "_CreateDropBase", createSequence },
    { "DropSequence", "_CreateDropBase", dropSequence },
    { "CreateSchema", "_CreateDropBase", createSchema },
    { "DropSchema", "_CreateDropBase", dropSchema },
    { "SetTableComment", "_CreateDropBase", tableComment },
    { "postgresql.CreateEnumType", "_CreateDropBase", createType },
    { "postgresql.DropEnumType", "_CreateDropBase", dropType },
};

/// DDL(): %(table)s and its like only mean something in events, but %% is one percent sign.
Value initDdl(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    DdlObject &self = a.object<DdlObject>("self");
    interpreter.requireKnown(a["statement"]);
    if (!a["statement"].isStr())
        throwSqlAlchemyError(interpreter, "ArgumentError",
                             u"Expected a string or unicode SQL statement, got '%1'"_s.arg(
                                 interpreter.repr(a["statement"])));
    const Value context = a["context"].isNone() ? Value(makeDict()) : a["context"];
    self.statement =
        interpreter.str(interpreter.binary(BinaryOperator::Modulo, a["statement"], context));
    return {};
}

Value initElement(Args &a)
{
    DdlObject &self = a.object<DdlObject>("self");
    self.element = a["element"];
    const auto flag = [&](const char *name) {
        const Value *given = a.varKeywords().find(name);
        return given && a.interpreter().truth(*given);
    };
    self.checkFirst = flag("if_exists") || flag("if_not_exists") || flag("checkfirst");
    self.cascade = flag("cascade");
    return {};
}

} // namespace

void requireReferredTables(Interpreter &interpreter, const TableObject &table)
{
    // Where models could not be read, their tables are missing here only.
    if (table.metadata.isNone() || !unreadModels(interpreter).isEmpty())
        return;
    const auto require = [&](const Value &key) { (void)interpreter.getAttr(key, "column"); };
    for (const auto &column : table.columnObjects()) {
        for (const Value &key : column->foreignKeys)
            require(key);
    }
    for (const Value &item : table.constraints) {
        const auto *constraint = item.as<ConstraintObject>();
        if (constraint && constraint->kind == ConstraintObject::Kind::ForeignKey)
            interpreter.forEach(interpreter.getAttr(item, "elements"), require);
    }
}

ops::DropIndex dropIndexOperation(Interpreter &interpreter, const Value &element,
                                  const schema::Index &index, bool ifExists)
{
    ops::DropIndex drop;
    const TableObject *const table = tableBehind(element);
    const auto convention =
        table ? conventionOf(interpreter, *table) : toNamingConvention(interpreter, {});
    const auto resolved = orThrow(interpreter, dialect::indexName(index, convention));
    if (!resolved)
        throwSqlAlchemyError(interpreter, "CompileError",
                             u"DROP INDEX requires that the index have a name"_s);
    drop.name = resolved->name;
    drop.nameIsFinal = !resolved->shortens;
    drop.table = ops::TableName { index.table, index.schema };
    drop.schema = index.schema;
    drop.ifExists = ifExists;
    drop.dialectOptions = index.dialectOptions;
    return drop;
}

QString DdlObject::str(Interpreter &interpreter)
{
    return compileToText(interpreter, Value(this), nullptr, true);
}

Value DdlObject::attribute(Interpreter &, Str *name)
{
    if (name->text() == u"statement")
        return makeStr(statement);
    if (name->text() == u"element")
        return element;
    return Value::absent();
}

void DdlObject::clearReferences()
{
    element = {};
    Object::clearReferences();
}

ops::Operation ddlOperation(Interpreter &interpreter, DdlObject &ddl, const Dialect &dialect)
{
    if (const auto text = compiledByScript(interpreter, Value(&ddl), dialect))
        return operation(interpreter, ddl, ops::ExecuteSql { *text, {} });
    for (Type *type : ddl.type()->mro()) {
        for (const DdlClass &entry : ddlClasses) {
            if (library(interpreter).classNamed(entry.name).get() == type)
                return entry.make(interpreter, ddl, dialect);
        }
    }
    if (!ddl.type()->isSubclassOf(library(interpreter).classNamed("DDL").get()))
        throwSqlAlchemyError(
            interpreter, "UnsupportedCompilationError",
            u"Compiler can't render element of type <class '%1'>"_s.arg(ddl.type()->fullName()));
    QString sql = ddl.statement;
    if (dialect.driverStyle().doublesPercents)
        sql.replace(u'%', u"%%"_s);
    return operation(interpreter, ddl, ops::ExecuteSql { sql, {} });
}

void defineDdl(ModuleBuilder &module)
{
    const Ref<Type> clause(module.module()->dict().find("ClauseElement")->as<Type>());
    const Ref<Type> executable(module.module()->dict().find("Executable")->as<Type>());
    TypeBuilder element = module.define<DdlObject>("BaseDDLElement", { clause, executable });
    element.constructor("(self, *args, **kw)", [](Args &) -> Value { return {}; })
        .method("execution_options(self, **kw)", [](Args &a) -> Value { return a["self"]; })
        .method("execute_if(self, dialect=None, callable_=None, state=None)",
                [](Args &a) -> Value { return a["self"]; })
        .method("execute(self, bind=None, target=None)", [](Args &a) -> Value {
            Interpreter &interpreter = a.interpreter();
            const SqlAlchemyServices &services = library(interpreter).services;
            if (a["bind"].isNone() || !services.execute)
                throwSqlAlchemyError(interpreter, "UnboundExecutionError",
                                     u"DDL element is not bound"_s);
            return services.execute(interpreter, a["bind"], a["self"]);
        });
    defineNamed(module, "ExecutableDDLElement", { "BaseDDLElement" });
    module.alias("DDLElement", "ExecutableDDLElement");
    defineNamed(module, "DDL", { "ExecutableDDLElement" })
        .constructor("(self, statement, context=None, on=None, bind=None)", initDdl);
    defineNamed(module, "_CreateDropBase", { "ExecutableDDLElement" })
        .constructor("(self, element, *args, **kw)", initElement);
    for (const DdlClass &entry : ddlClasses)
        defineNamed(module, entry.name, { entry.base });
    TypeBuilder createSchemaType(
        module.interpreter(), Ref<Type>(module.module()->dict().find("CreateSchema")->as<Type>()));
    createSchemaType.constructor("(self, name, if_not_exists=False, quote=None, **kw)",
                                 [](Args &a) -> Value {
                                     DdlObject &self = a.object<DdlObject>("self");
                                     self.element = a["name"];
                                     self.checkFirst = a.truth("if_not_exists");
                                     return {};
                                 });
    TypeBuilder dropSchemaType(module.interpreter(),
                               Ref<Type>(module.module()->dict().find("DropSchema")->as<Type>()));
    dropSchemaType.constructor("(self, name, cascade=False, if_exists=False, quote=None, **kw)",
                               [](Args &a) -> Value {
                                   DdlObject &self = a.object<DdlObject>("self");
                                   self.element = a["name"];
                                   self.cascade = a.truth("cascade");
                                   self.checkFirst = a.truth("if_exists");
                                   return {};
                               });
}

} // namespace limbeck::bindings
