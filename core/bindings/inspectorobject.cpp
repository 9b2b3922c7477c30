// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/inspectorobject.h"

#include "core/bindings/convert.h"
#include "core/bindings/operationconversion.h"
#include "core/bindings/sqlalchemymodule.h"
#include "core/bindings/valuetools.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

namespace {

using Self = InspectorObject;

Self &selfOf(Args &a)
{
    return a.object<Self>("self");
}

std::optional<QString> schemaOf(Args &a)
{
    a.interpreter().requireKnown(a["schema"]);
    return a.optionalText("schema");
}

const schema::Table &tableOf(Args &a)
{
    a.interpreter().requireKnown(a["table_name"]);
    return selfOf(a).table(a.interpreter(), a.text("table_name"), schemaOf(a));
}

const dialect::Dialect &dialectOf(Args &a)
{
    return selfOf(a).connection->dialect(a.interpreter());
}

Value names(Args &a, Result<QStringList> found)
{
    return makeStrList(hostValue(a.interpreter(), std::move(found)));
}

void defineTables(TypeBuilder &type)
{
    type.method("get_columns(self, table_name, schema=None, **kw)", [](Args &a) -> Value {
        return describeColumns(a.interpreter(), tableOf(a), dialectOf(a));
    });
    type.method("get_pk_constraint(self, table_name, schema=None, **kw)",
                [](Args &a) -> Value { return describePrimaryKey(a.interpreter(), tableOf(a)); });
    type.method("get_foreign_keys(self, table_name, schema=None, **kw)",
                [](Args &a) -> Value { return describeForeignKeys(a.interpreter(), tableOf(a)); });
    type.method("get_indexes(self, table_name, schema=None, **kw)", [](Args &a) -> Value {
        return describeIndexes(a.interpreter(), tableOf(a), dialectOf(a));
    });
    type.method("get_unique_constraints(self, table_name, schema=None, **kw)",
                [](Args &a) -> Value {
                    return describeUniqueConstraints(a.interpreter(), tableOf(a), dialectOf(a));
                });
    type.method("get_check_constraints(self, table_name, schema=None, **kw)", [](Args &a) -> Value {
        return describeChecks(a.interpreter(), tableOf(a), dialectOf(a));
    });
    type.method("get_table_comment(self, table_name, schema=None, **kw)", [](Args &a) -> Value {
        const Ref<Dict> dict = makeDict();
        dict->set("text", textOrNone(tableOf(a).comment));
        return dict;
    });
    type.method("get_table_options(self, table_name, schema=None, **kw)", [](Args &a) -> Value {
        const Ref<Dict> dict = makeDict();
        for (const auto &[name, value] : tableOf(a).dialectOptions)
            dict->set(a.interpreter(), makeStr(name),
                      fromLiteral(a.interpreter(), value, nullptr, dialectOf(a)));
        return dict;
    });
    type.method("has_table(self, table_name, schema=None, **kw)", [](Args &a) -> Value {
        a.interpreter().requireKnown(a["table_name"]);
        return selfOf(a).findTable(a.interpreter(), a.text("table_name"), schemaOf(a)) != nullptr;
    });
    type.method("has_index(self, table_name, index_name, schema=None, **kw)", [](Args &a) -> Value {
        const auto table = selfOf(a).findTable(a.interpreter(), a.text("table_name"), schemaOf(a));
        if (!table)
            return false;
        const Value indexes = describeIndexes(a.interpreter(), *table, dialectOf(a));
        const auto &items = indexes.as<ListObject>()->items();
        return std::any_of(items.begin(), items.end(), [&](const Value &index) {
            return a.interpreter().equals(*index.as<Dict>()->find("name"), a["index_name"]);
        });
    });
}

void defineNames(TypeBuilder &type)
{
    type.method("get_table_names(self, schema=None, **kw)", [](Args &a) -> Value {
        return names(a, selfOf(a).inspector(a.interpreter()).tableNames(schemaOf(a)));
    });
    type.method("get_view_names(self, schema=None, **kw)", [](Args &a) -> Value {
        return names(a, selfOf(a).inspector(a.interpreter()).viewNames(schemaOf(a)));
    });
    type.method("get_schema_names(self, **kw)", [](Args &a) -> Value {
        return names(a, selfOf(a).inspector(a.interpreter()).schemaNames());
    });
    type.method("get_temp_table_names(self, **kw)", [](Args &a) -> Value {
        (void)selfOf(a).inspector(a.interpreter());
        return makeList();
    });
    type.method("get_view_definition(self, view_name, schema=None, **kw)", [](Args &a) -> Value {
        auto definition =
            selfOf(a).inspector(a.interpreter()).viewDefinition(a.text("view_name"), schemaOf(a));
        return makeStr(hostValue(a.interpreter(), std::move(definition)));
    });
    type.method("has_schema(self, schema_name, **kw)", [](Args &a) -> Value {
        const auto schemas =
            hostValue(a.interpreter(), selfOf(a).inspector(a.interpreter()).schemaNames());
        return schemas.contains(a.text("schema_name"));
    });
    type.method("get_sequence_names(self, schema=None, **kw)", [](Args &a) -> Value {
        ValueVector found;
        for (const auto &sequence : hostValue(
                 a.interpreter(), selfOf(a).inspector(a.interpreter()).sequences(schemaOf(a))))
            found.push_back(makeStr(sequence.name.text));
        return makeList(found);
    });
    type.method("has_sequence(self, sequence_name, schema=None, **kw)", [](Args &a) -> Value {
        const auto all =
            hostValue(a.interpreter(), selfOf(a).inspector(a.interpreter()).sequences(schemaOf(a)));
        return std::any_of(all.begin(), all.end(), [&](const schema::Sequence &one) {
            return one.name.text == a.text("sequence_name");
        });
    });
    type.method("get_enums(self, schema=None, **kw)", [](Args &a) -> Value {
        ValueVector found;
        for (const auto &enumType :
             hostValue(a.interpreter(), selfOf(a).inspector(a.interpreter()).enums(schemaOf(a)))) {
            const Ref<Dict> dict = makeDict();
            dict->set("name", textOrNone(enumType->typeName));
            dict->set("schema", makeStr(enumType->typeSchema.value_or(u"public"_s)));
            dict->set("visible", true);
            dict->set("labels", makeStrList(enumType->enumValues));
            found.push_back(dict);
        }
        return makeList(found);
    });
}

/// Fills a Table with the columns of the database: inspector.reflect_table(table, None).
Value reflectTable(Args &a)
{
    Interpreter &in = a.interpreter();
    const Value table = a["table"];
    CallBuilder call(in);
    call.positional(in.getAttr(table, "name")).positional(in.getAttr(table, "metadata"));
    call.keyword(u"schema"_s, attributeOrNone(in, table, "schema"));
    call.keyword(u"autoload_with"_s, selfOf(a).bind).keyword(u"extend_existing"_s, true);
    return call.call(sqlAlchemyClass(in, "Table"));
}

} // namespace

schema::TablePtr InspectorObject::findTable(Interpreter &interpreter, const QString &name,
                                            const std::optional<QString> &schemaName)
{
    const auto key = std::pair(schemaName.value_or(QString()), name);
    const auto known = tables.find(key);
    if (known != tables.end())
        return known->second;
    const auto found = hostValue(interpreter, inspector(interpreter).table(name, schemaName));
    if (found) // a missing table may be created by the next line of the script
        tables[key] = found;
    return found;
}

const schema::Table &InspectorObject::table(Interpreter &interpreter, const QString &name,
                                            const std::optional<QString> &schemaName)
{
    const schema::TablePtr found = findTable(interpreter, name, schemaName);
    if (!found)
        throwSqlAlchemyError(interpreter, "NoSuchTableError",
                             schemaName ? *schemaName + u'.' + name : name);
    return *found;
}

dialect::Inspector &InspectorObject::inspector(Interpreter &interpreter) const
{
    return connection->inspector(interpreter);
}

void InspectorObject::clearReferences()
{
    bind = {};
    connection = nullptr;
    tables.clear();
    Object::clearReferences();
}

void defineInspector(ModuleBuilder &module)
{
    TypeBuilder type = module.define<Self>("Inspector");
    const auto over = [](Interpreter &in, const Value &inspectorClass, const Value &bind) -> Value {
        ConnectionObject *connection = connectionOf(in, bind);
        in.requireKnown(bind);
        if (!connection) {
            throwSqlAlchemyError(in, "NoInspectionAvailable",
                                 u"No inspection system is available for object of type %1"_s.arg(
                                     in.repr(Value(Ref<Object>(in.typeOf(bind))))));
        }
        const auto object = in.allocate(inspectorClass.as<Type>());
        auto &self = *static_cast<Self *>(object.get());
        self.bind = bind;
        self.connection = Ref<ConnectionObject>(connection);
        (void)connection->inspector(in); // offline: stops here
        return object;
    };
    type.make("(cls, bind)",
              [over](Args &a) -> Value { return over(a.interpreter(), a["cls"], a["bind"]); });
    type.classMethod("from_engine(cls, bind)", [over](Args &a) -> Value {
        return over(a.interpreter(), a["cls"], a["bind"]);
    });
    defineTables(type);
    defineNames(type);
    type.method(
        "reflect_table(self, table, include_columns=None, exclude_columns=?, resolve_fks=True)",
        reflectTable);
    type.method("clear_cache(self)", [](Args &a) -> Value {
        selfOf(a).tables.clear();
        return {};
    });
    type.property("bind", [](Interpreter &, Self &self) -> Value { return self.bind; });
    type.property("engine", [](Interpreter &in, Self &self) -> Value {
        return in.getAttr(self.bind, "engine");
    });
    type.property("dialect", [](Interpreter &in, Self &self) -> Value {
        return in.getAttr(self.bind, "dialect");
    });
    type.property("default_schema_name", [](Interpreter &in, Self &self) -> Value {
        return makeStr(hostValue(in, self.inspector(in).defaultSchema()));
    });
    type.property("_limbeck_connection",
                  [](Interpreter &, Self &self) -> Value { return Value(self.connection); });
}

} // namespace limbeck::bindings
