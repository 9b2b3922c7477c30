// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/ddlobject.h"
#include "core/bindings/tableobject.h"
#include "core/bindings/tabletypes.h"
#include "core/bindings/unreadmodels.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;
using namespace schema;

namespace {

class MetaDataObject : public Object
{
public:
    static constexpr const char *typeName = "MetaData";

    explicit MetaDataObject(Type *type)
        : Object(type)
        , tables(makeDict())
    {
    }

    Ref<Dict> tables;
    std::vector<Value> sequences;
    Value schemaName, namingConvention, bind, info;

    std::optional<bool> contains(Interpreter &interpreter, const Value &item) override
    {
        if (auto *table = item.as<TableObject>())
            return tables->find(interpreter, makeStr(table->key())) != nullptr;
        return tables->find(interpreter, item) != nullptr;
    }

    QString repr(Interpreter &) override { return u"MetaData()"_s; }

    void clearReferences() override
    {
        tables = makeDict();
        sequences.clear();
        schemaName = namingConvention = bind = info = {};
        Object::clearReferences();
    }
};

std::vector<TableObject *> tablesOf(const MetaDataObject &metadata)
{
    std::vector<TableObject *> result;
    for (const HashTable::Entry &entry : metadata.tables->table().entries()) {
        if (auto *table = entry.key.isAbsent() ? nullptr : entry.value.as<TableObject>())
            result.push_back(table);
    }
    return result;
}

/// Full names of the tables that @p table refers to.
QSet<QString> referredTables(Interpreter &interpreter, TableObject &table)
{
    QSet<QString> names;
    const auto add = [&](const Value &target) {
        const ForeignKeyTarget to = foreignKeyTarget(interpreter, target, &table);
        names.insert(to.schema ? to.schema->text + u'.' + to.table.text : to.table.text);
    };
    for (const Ref<ColumnObject> &column : table.columnObjects()) {
        for (const Value &key : column->foreignKeys) {
            if (!key.as<ForeignKeyObject>()->options.useAlter)
                add(key.as<ForeignKeyObject>()->target);
        }
    }
    for (const Value &constraint : table.constraints) {
        const auto *object = constraint.as<ConstraintObject>();
        if (object->kind == ConstraintObject::Kind::ForeignKey && !object->options.useAlter)
            for (const Value &reference : object->references)
                add(reference);
    }
    names.remove(table.key());
    return names;
}

/// Referred tables first; tables of equal rank by name.
std::vector<TableObject *> sortedTables(Interpreter &interpreter, const MetaDataObject &metadata)
{
    std::vector<TableObject *> pending = tablesOf(metadata);
    std::sort(pending.begin(), pending.end(), [](auto *a, auto *b) { return a->key() < b->key(); });
    std::vector<std::pair<TableObject *, QSet<QString>>> waiting;
    QSet<QString> present;
    for (TableObject *table : pending) {
        waiting.emplace_back(table, referredTables(interpreter, *table));
        present.insert(table->key());
    }
    std::vector<TableObject *> sorted;
    QSet<QString> placed;
    while (!waiting.empty()) {
        std::vector<std::pair<TableObject *, QSet<QString>>> blocked;
        for (auto &entry : waiting) {
            const bool ready =
                std::all_of(entry.second.begin(), entry.second.end(), [&](const QString &name) {
                    return placed.contains(name) || !present.contains(name);
                });
            if (ready)
                sorted.push_back(entry.first);
            else
                blocked.push_back(std::move(entry));
        }
        // A cycle: its tables follow in order of name.
        if (blocked.size() == waiting.size()) {
            for (const auto &entry : blocked)
                sorted.push_back(entry.first);
            blocked.clear();
        }
        for (TableObject *table : sorted)
            placed.insert(table->key());
        waiting = std::move(blocked);
    }
    return sorted;
}

/// A script that makes or drops all tables has to know them all.
void requireAllModels(Interpreter &interpreter, const QString &what)
{
    const QStringList unread = interpreter.opaquePolicy() == OpaquePolicy::Absorbing
        ? QStringList()
        : unreadModels(interpreter);
    if (!unread.isEmpty())
        throwError(interpreter.types().OpaqueValueError.get(),
                   u"MetaData.%1 needs every model, and not every one could be read: %2"_s.arg(
                       what, unread.front()));
}

Value createAll(Args &a, bool create)
{
    Interpreter &interpreter = a.interpreter();
    MetaDataObject &self = a.object<MetaDataObject>("self");
    const Value bind = a["bind"].isNone() ? self.bind : a["bind"];
    const SqlAlchemyServices &services = library(interpreter).services;
    if (bind.isNone() || !services.invoke || !services.dialectOf)
        throwSqlAlchemyError(
            interpreter, "UnboundExecutionError",
            u"MetaData object is not bound to an Engine or Connection. Execution can not proceed without a database to execute against."_s);
    const Dialect *given = services.dialectOf(interpreter, bind);
    const Dialect &dialect = given ? *given : currentDialect(interpreter);
    std::vector<TableObject *> tables = sortedTables(interpreter, self);
    if (a["tables"].isNone())
        requireAllModels(interpreter, create ? u"create_all()"_s : u"drop_all()"_s);
    else {
        QSet<QString> wanted;
        for (const Value &table : a.sequence("tables"))
            wanted.insert(table.as<TableObject>() ? table.as<TableObject>()->key() : QString());
        std::erase_if(tables, [&](TableObject *table) { return !wanted.contains(table->key()); });
    }
    if (!create)
        std::reverse(tables.begin(), tables.end());
    const bool check = a.truth("checkfirst");
    const schema::NamingConvention convention = toNamingConvention(interpreter, a["self"]);
    const auto invoke = [&](auto action) {
        ops::Operation operation;
        operation.origin = interpreter.currentSpan();
        operation.action = std::move(action);
        operation.namingConvention = convention;
        services.invoke(interpreter, bind, operation);
    };
    std::vector<TablePtr> resolved;
    for (TableObject *object : tables) {
        if (create)
            requireReferredTables(interpreter, *object);
        resolved.push_back(object->resolve(interpreter, dialect));
    }
    const std::vector<schema::SqlTypePtr> types = namedTypes(resolved, dialect);
    for (const schema::SqlTypePtr &type : types) {
        if (create)
            invoke(ops::CreateEnumType { type, check });
    }
    for (const TablePtr &table : resolved) {
        if (create)
            invoke(ops::CreateTable { table, check, false });
        else
            invoke(
                ops::DropTable { ops::TableName { table->name, table->schema }, check, nullptr });
    }
    for (const schema::SqlTypePtr &type : types) {
        if (!create)
            invoke(ops::DropEnumType { type, check });
    }
    return {};
}

/// reflect(bind): every table of the schema, or those that `only` names.
Value reflect(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    MetaDataObject &self = a.object<MetaDataObject>("self");
    const Value bind = a["bind"].isNone() ? self.bind : a["bind"];
    interpreter.requireKnown(bind);
    const SqlAlchemyServices &services = library(interpreter).services;
    dialect::Inspector *inspector =
        services.inspector && !bind.isNone() ? services.inspector(interpreter, bind) : nullptr;
    if (!inspector)
        throwSqlAlchemyError(interpreter, "NoInspectionAvailable",
                             u"No inspection system is available for object of type %1"_s.arg(
                                 interpreter.repr(Value(interpreter.typeOf(bind)))));
    const Value schemaName = a["schema"].isNone() ? self.schemaName : a["schema"];
    const auto schemaText =
        schemaName.isNone() ? std::nullopt : std::optional(interpreter.str(schemaName));
    QStringList names = orThrow(interpreter, inspector->tableNames(schemaText));
    if (a.truth("views"))
        names += orThrow(interpreter, inspector->viewNames(schemaText));
    const Value &only = a["only"];
    if (!only.isNone() && interpreter.isCallable(only)) {
        QStringList chosen;
        for (const QString &name : names) {
            if (interpreter.truth(interpreter.call(only, Arguments { makeStr(name), a["self"] })))
                chosen.append(name);
        }
        names = chosen;
    } else if (!only.isNone()) {
        QStringList missing, chosen;
        for (const Value &name : a.sequence("only"))
            (names.contains(interpreter.str(name)) ? chosen : missing)
                .append(interpreter.str(name));
        if (!missing.isEmpty())
            throwSqlAlchemyError(
                interpreter, "InvalidRequestError",
                u"Could not reflect: requested table(s) not available in %1: (%2)"_s.arg(
                    interpreter.repr(bind), missing.join(u", "_s)));
        names = chosen;
    }
    const Value tableClass(library(interpreter).classNamed("Table"));
    for (const QString &name : names) {
        const QString key = schemaText ? *schemaText + u'.' + name : name;
        if (self.tables->find(interpreter, makeStr(key)))
            continue;
        const KeywordArgument keywords[] = { { interpreter.intern("autoload_with"), bind },
                                             { interpreter.intern("schema"), schemaName } };
        const Value positional[] = { makeStr(name), a["self"] };
        interpreter.call(tableClass, Arguments(positional, keywords));
    }
    return {};
}

Value initMetaData(Args &a)
{
    MetaDataObject &self = a.object<MetaDataObject>("self");
    const Value &first = a["schema_or_bind"];
    if (first.isStr())
        self.schemaName = first;
    else if (!first.isNone())
        self.bind = first;
    if (!a["schema"].isNone())
        self.schemaName = a["schema"];
    if (!a["bind"].isNone())
        self.bind = a["bind"];
    if (!self.bind.isNone())
        noteLegacy(a.interpreter(), u"MetaData(bind=…)"_s,
                   u"Pass the connection to create_all(), reflect() and Table(autoload_with=…)."_s);
    self.namingConvention = a["naming_convention"];
    self.info = a["info"];
    return {};
}

void addMetaDataMethods(TypeBuilder &type)
{
    type.method("create_all(self, bind=None, tables=None, checkfirst=True)",
                [](Args &a) { return createAll(a, true); })
        .method("drop_all(self, bind=None, tables=None, checkfirst=True)",
                [](Args &a) { return createAll(a, false); })
        .method(
            "reflect(self, bind=None, schema=None, views=False, only=None, extend_existing=False, "
            "autoload_replace=True, resolve_fks=True, **kw)",
            reflect)
        .method("clear(self)",
                [](Args &a) -> Value {
                    a.object<MetaDataObject>("self").tables->table().clear();
                    return {};
                })
        .method("remove(self, table)",
                [](Args &a) -> Value {
                    const QString key = a.object<TableObject>("table").key();
                    a.object<MetaDataObject>("self").tables->table().remove(a.interpreter(),
                                                                            makeStr(key));
                    return {};
                })
        .method("_add_table(self, table)",
                [](Args &a) -> Value {
                    const QString key = a.object<TableObject>("table").key();
                    a.object<MetaDataObject>("self").tables->set(a.interpreter(), makeStr(key),
                                                                 a["table"]);
                    return {};
                })
        .method("_add_sequence(self, sequence)", [](Args &a) -> Value {
            a.object<MetaDataObject>("self").sequences.push_back(a["sequence"]);
            return {};
        });
}

} // namespace

Catalog toCatalog(Interpreter &interpreter, const Value &metadata, const Dialect &dialect)
{
    const auto *object = metadata.as<MetaDataObject>();
    if (!object) {
        interpreter.requireKnown(metadata);
        throwSqlAlchemyError(interpreter, "ArgumentError",
                             u"MetaData object expected, got %1"_s.arg(interpreter.repr(metadata)));
    }
    Catalog catalog;
    for (TableObject *table : sortedTables(interpreter, *object))
        catalog.tables.push_back(table->resolve(interpreter, dialect));
    for (const Value &sequence : object->sequences) {
        if (const auto *generator = sequence.as<DefaultObject>())
            catalog.sequences.push_back(generator->sequence);
    }
    return catalog;
}

void defineMetaData(ModuleBuilder &module)
{
    TypeBuilder type = module.define<MetaDataObject>("MetaData");
    type.value("__module__", makeStr(u"sqlalchemy.sql.schema"_s));
    type.constructor("(self, schema_or_bind=None, schema=None, quote_schema=None, "
                     "naming_convention=None, info=None, "
                     "bind=None, reflect=False)",
                     initMetaData)
        .property("tables",
                  [](Interpreter &, MetaDataObject &self) -> Value { return self.tables; })
        .property("sorted_tables",
                  [](Interpreter &interpreter, MetaDataObject &self) -> Value {
                      requireAllModels(interpreter, u"sorted_tables"_s);
                      ValueVector tables;
                      for (TableObject *table : sortedTables(interpreter, self))
                          tables.emplace_back(Value(table));
                      return makeList(std::move(tables));
                  })
        .property(
            "schema", [](Interpreter &, MetaDataObject &self) -> Value { return self.schemaName; },
            [](Interpreter &, MetaDataObject &self, const Value &value) {
                self.schemaName = value;
            })
        .property(
            "naming_convention",
            [](Interpreter &, MetaDataObject &self) -> Value {
                return self.namingConvention.isNone() ? Value(makeDict()) : self.namingConvention;
            },
            [](Interpreter &, MetaDataObject &self, const Value &value) {
                self.namingConvention = value;
            })
        .property(
            "bind", [](Interpreter &, MetaDataObject &self) -> Value { return self.bind; },
            [](Interpreter &, MetaDataObject &self, const Value &value) { self.bind = value; })
        .property("info", [](Interpreter &, MetaDataObject &self) -> Value {
            if (self.info.isNone())
                self.info = makeDict();
            return self.info;
        });
    addMetaDataMethods(type);
    module.alias("ThreadLocalMetaData", "MetaData");
}

} // namespace limbeck::bindings
