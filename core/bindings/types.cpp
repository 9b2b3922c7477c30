// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/typeobject.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

namespace {

/// sqlalchemy.types. Source: SQLAlchemy 2.0, "The Type Hierarchy".
constexpr TypeClass genericTypes[] = {
    { "NullType", "TypeEngine", "(self)" },
    { "String", "TypeEngine", "(self, length=None, collation=None)" },
    { "Text", "String", nullptr },
    { "Unicode", "String", nullptr },
    { "UnicodeText", "Text", nullptr },
    { "Integer", "TypeEngine", "(self)" },
    { "SmallInteger", "Integer", nullptr },
    { "BigInteger", "Integer", nullptr },
    { "Numeric", "TypeEngine",
      "(self, precision=None, scale=None, decimal_return_scale=None, asdecimal=True)" },
    { "Float", "Numeric", "(self, precision=None, asdecimal=False, decimal_return_scale=None)" },
    { "Double", "Float", nullptr },
    { "DateTime", "TypeEngine", "(self, timezone=False)" },
    { "Date", "TypeEngine", "(self)" },
    { "Time", "TypeEngine", "(self, timezone=False)" },
    { "_Binary", "TypeEngine", "(self, length=None)" },
    { "LargeBinary", "_Binary", nullptr },
    { "SchemaType", "TypeEngine", nullptr },
    { "Boolean", "SchemaType",
      "(self, create_constraint=False, name=None, _create_events=True, _adapted_from=None)" },
    { "MatchType", "Boolean", nullptr },
    { "_AbstractInterval", "TypeEngine", nullptr },
    { "Interval", "_AbstractInterval",
      "(self, native=True, second_precision=None, day_precision=None)" },
    { "JSON", "TypeEngine", "(self, none_as_null=False)" },
    { "ARRAY", "TypeEngine",
      "(self, item_type, as_tuple=False, dimensions=None, zero_indexes=False)" },
    { "TupleType", "TypeEngine", "(self, *types)" },
    { "Uuid", "TypeEngine", "(self, as_uuid=True, native_uuid=True)" },
    { "UUID", "Uuid", "(self, as_uuid=True)" },
    { "REAL", "Float", nullptr },
    { "FLOAT", "Float", nullptr },
    { "DOUBLE", "Double", nullptr },
    { "DOUBLE_PRECISION", "Double", nullptr },
    { "NUMERIC", "Numeric", nullptr },
    { "DECIMAL", "Numeric", nullptr },
    { "INTEGER", "Integer", nullptr },
    { "SMALLINT", "SmallInteger", nullptr },
    { "BIGINT", "BigInteger", nullptr },
    { "TIMESTAMP", "DateTime", "(self, timezone=False)" },
    { "DATETIME", "DateTime", nullptr },
    { "DATE", "Date", nullptr },
    { "TIME", "Time", nullptr },
    { "TEXT", "Text", nullptr },
    { "CLOB", "Text", nullptr },
    { "VARCHAR", "String", nullptr },
    { "NVARCHAR", "Unicode", nullptr },
    { "CHAR", "String", nullptr },
    { "NCHAR", "Unicode", nullptr },
    { "BLOB", "LargeBinary", nullptr },
    { "BINARY", "_Binary", nullptr },
    { "VARBINARY", "_Binary", nullptr },
    { "BOOLEAN", "Boolean", nullptr },
};

/// Methods that types have in common, beside conversion.
Value withVariant(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    TypeObject &self = a.object<TypeObject>("self");
    const Ref<TypeObject> variant = typeInstance(interpreter, a["type_"]);
    if (!variant)
        throwSqlAlchemyError(interpreter, "ArgumentError",
                             u"TypeEngine expected, got %1"_s.arg(interpreter.repr(a["type_"])));
    if (!variant->variants.empty())
        throwSqlAlchemyError(
            interpreter, "ArgumentError",
            u"can't pass a type that already has variants as a dialect-level type to with_variant()"_s);
    ValueVector names = a.varPositional();
    if (!a["dialect_name"].isNone()) {
        noteLegacy(interpreter, u"with_variant(dialect_name=…)"_s,
                   u"Give the dialect's name by position."_s);
        names.push_back(a["dialect_name"]);
    }
    const Value copied = interpreter.callMethod(Value(&self), "copy");
    auto *copy = copied.as<TypeObject>();
    for (const Value &name : names) {
        const QString dialectName = interpreter.str(name);
        for (const auto &known : copy->variants) {
            if (known.first == dialectName)
                throwSqlAlchemyError(
                    interpreter, "ArgumentError",
                    u"Dialect '%1' is already present in the mapping for this %2"_s.arg(
                        dialectName, interpreter.repr(Value(&self))));
        }
        copy->variants.emplace_back(dialectName, variant);
    }
    return copied;
}

/// A copy that shares nothing changeable; a script's attributes come along.
Value copyType(Args &a)
{
    TypeObject &self = a.object<TypeObject>("self");
    const Ref<Object> made = a.interpreter().allocate(self.type());
    auto *copy = static_cast<TypeObject *>(made.get());
    copy->setSql(self.sql());
    copy->impl = self.impl;
    copy->enumClass = self.enumClass;
    copy->metadata = self.metadata;
    copy->itemType = self.itemType;
    copy->lengthWord = self.lengthWord;
    copy->variants = self.variants;
    if (const Dict *attributes = self.instanceDict()) {
        for (const HashTable::Entry &entry : attributes->table().entries()) {
            if (!entry.key.isAbsent())
                copy->ensureInstanceDict().set(a.interpreter(), entry.key, entry.value);
        }
    }
    return made;
}

Value compileType(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    const Dialect *dialect = dialectOfObject(a["dialect"]);
    const Dialect &target = dialect ? *dialect : currentDialect(interpreter);
    return makeStr(
        orThrow(interpreter, target.compile(*toSqlType(interpreter, a["self"], target))));
}

/// The first class of the MRO that is spelled in CamelCase: VARCHAR → String.
Value asGeneric(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    TypeObject &self = a.object<TypeObject>("self");
    for (Type *type : self.type()->mro()) {
        const QString name = type->name();
        if (type->isScriptClass() || name.toUpper() == name || name.startsWith(u'_')
            || name == u"TypeEngine" || name == u"SchemaType" || name == u"object")
            continue;
        const Ref<TypeObject> generic =
            createAs<TypeObject>(interpreter, name.toLatin1().constData());
        schema::SqlType sql = *self.sql();
        sql.name = name;
        sql.dialect.clear();
        generic->setSql(std::make_shared<schema::SqlType>(sql));
        generic->enumClass = self.enumClass;
        generic->itemType = self.itemType;
        return generic;
    }
    throwNotImplementedError(
        u"Default TypeEngine.as_generic() heuristic method was unsuccessful for %1. A custom as_generic() method must be implemented for this type class."_s
            .arg(self.type()->fullName()));
}

Value pythonType(Interpreter &interpreter, TypeObject &self)
{
    const auto isA = [&](const char *name) {
        return self.type()->isSubclassOf(library(interpreter).classNamed(name).get());
    };
    const CoreTypes &types = interpreter.types();
    const auto from = [&](const char *module, const char *name) {
        return interpreter.getAttr(interpreter.import(QString::fromLatin1(module)), name);
    };
    if (!self.impl.isNone())
        return interpreter.getAttr(self.impl, "python_type");
    if (isA("Enum"))
        return self.enumClass.isNone() ? Value(types.str) : self.enumClass;
    if (isA("String"))
        return types.str;
    if (isA("Integer"))
        return types.integer;
    if (isA("Boolean"))
        return types.boolean;
    if (isA("Numeric"))
        return self.sql()->asDecimal ? from("decimal", "Decimal") : Value(types.floating);
    if (isA("DateTime"))
        return from("datetime", "datetime");
    if (isA("Date"))
        return from("datetime", "date");
    if (isA("Time"))
        return from("datetime", "time");
    if (isA("_AbstractInterval"))
        return from("datetime", "timedelta");
    if (isA("_Binary"))
        return types.bytes;
    if (isA("JSON"))
        return types.dict;
    if (isA("ARRAY"))
        return types.list;
    if (isA("Uuid"))
        return self.sql()->asUuid ? from("uuid", "UUID") : Value(types.str);
    throwNotImplementedError({});
}

/// Enum.create(bind) and drop(bind): PostgreSQL's CREATE TYPE and DROP TYPE. A DOMAIN is tried on
/// every database.
Value createOrDropType(Args &a, bool create)
{
    Interpreter &interpreter = a.interpreter();
    TypeObject &self = a.object<TypeObject>("self");
    const SqlAlchemyServices &services = library(interpreter).services;
    const Value &bind = a["bind"];
    interpreter.requireKnown(bind);
    if (bind.isNone() || bind.isAbsent() || !services.dialectOf || !services.invoke)
        throwSqlAlchemyError(
            interpreter, "UnboundExecutionError",
            u"%1 object is not bound to an Engine or Connection. Execution can not proceed without a database to execute against."_s
                .arg(self.type()->name()));
    const Dialect *dialect = services.dialectOf(interpreter, bind);
    const bool isPostgresType = self.sql()->dialect == u"postgresql";
    const bool native = dialect && dialect->backend() == Backend::PostgreSql
        && (isPostgresType || self.sql()->nativeEnum) && self.sql()->name.toLower() == u"enum";
    const bool isDomain = self.sql()->name == u"DOMAIN";
    if (!native && !isDomain && !(isPostgresType && dialect && isMySqlFamily(dialect->backend())))
        return {};
    const schema::SqlTypePtr type = toSqlType(interpreter, Value(&self), *dialect);
    const bool checkFirst = a.truth("checkfirst");
    ops::Operation operation;
    operation.origin = interpreter.currentSpan();
    if (create)
        operation.action = ops::CreateEnumType { type, checkFirst };
    else
        operation.action = ops::DropEnumType { type, checkFirst };
    services.invoke(interpreter, bind, operation);
    return {};
}

void addTypeEngineMethods(TypeBuilder &type)
{
    const auto self = [](Args &a) -> Value { return a[0]; };
    const auto none = [](Args &) -> Value { return {}; };
    type.constructor("(self, *args, **kw)", [](Args &) -> Value { return {}; })
        .method("with_variant(self, type_, *dialect_names, dialect_name=None)", withVariant)
        .method("copy(self, **kw)", copyType)
        .method("adapt(self, cls=None, **kw)", copyType)
        .method("evaluates_none(self)", copyType)
        .method("compile(self, dialect=None)", compileType)
        .method("as_generic(self, allow_nulltype=False)", asGeneric)
        .method("load_dialect_impl(self, dialect)", self)
        .method("dialect_impl(self, dialect)", self)
        .method("coerce_compared_value(self, op, value)", self)
        .method("bind_processor(self, dialect)", none)
        .method("result_processor(self, dialect, coltype)", none)
        .method("get_dbapi_type(self, dbapi)", none)
        .method("literal_processor(self, dialect)",
                [](Args &a) -> Value {
                    const Value owner = a["self"];
                    const Value dialectObject = a["dialect"];
                    return makeFunction("process(value)", [owner, dialectObject](Args &b) -> Value {
                        Interpreter &interpreter = b.interpreter();
                        const Dialect *given = dialectOfObject(dialectObject);
                        const Dialect &dialect = given ? *given : currentDialect(interpreter);
                        const schema::SqlTypePtr sql = toSqlType(interpreter, owner, dialect);
                        return makeStr(orThrow(
                            interpreter,
                            dialect.literal(toLiteral(interpreter, b["value"], sql, dialect),
                                            sql.get())));
                    });
                })
        .property("python_type",
                  [](Interpreter &in, TypeObject &object) { return pythonType(in, object); });
}

} // namespace

void defineTypeClasses(ModuleBuilder &module, std::span<const TypeClass> classes)
{
    for (const TypeClass &entry : classes) {
        TypeBuilder type = defineNamed(module, entry.key, { entry.base });
        type.value(TypeObject::sqlNameAttribute, makeStr(QString::fromLatin1(entry.key)));
        type.value("__visit_name__", makeStr(type.type()->name()));
        if (entry.signature)
            type.constructor(entry.signature, [](Args &a) -> Value {
                takeTypeArguments(a, a.object<TypeObject>("self"));
                return {};
            });
    }
}

void defineTypes(ModuleBuilder &module)
{
    TypeBuilder engine = module.define<TypeObject>("TypeEngine");
    engine.value("__module__", makeStr(u"sqlalchemy.sql.type_api"_s));
    engine.classMethod("__class_getitem__(cls, key)", [](Args &a) -> Value { return a["cls"]; });
    addTypeEngineMethods(engine);
    defineTypeClasses(module, genericTypes);

    TypeBuilder schemaType(module.interpreter(),
                           Ref<Type>(module.module()->dict().find("SchemaType")->as<Type>()));
    schemaType
        .method("create(self, bind=None, checkfirst=False)",
                [](Args &a) { return createOrDropType(a, true); })
        .method("drop(self, bind=None, checkfirst=False)",
                [](Args &a) { return createOrDropType(a, false); });

    TypeBuilder enumeration = defineNamed(module, "Enum", { "String", "SchemaType" });
    enumeration.value(TypeObject::sqlNameAttribute, makeStr(u"Enum"_s))
        .constructor("(self, *enums, **kw)", [](Args &a) -> Value {
            takeEnumArguments(a, a.object<TypeObject>("self"));
            return {};
        });
    // JSON.NULL and ARRAY's markers are values of their own.
    Type *json = module.module()->dict().find("JSON")->as<Type>();
    json->setOwn("NULL", makeStr(u"JSON_NULL"_s));
    module.alias("Binary", "LargeBinary");
    module.alias("INT", "INTEGER");
    module.alias("CompoundType", "TypeEngine");
    // For classes in types of scripts that give their columns further methods.
    Type *every = module.module()->dict().find("TypeEngine")->as<Type>();
    for (const char *name : { "Comparator", "comparator_factory" })
        every->setOwn(name, *module.module()->dict().find("ColumnOperators"));
}

} // namespace limbeck::bindings
