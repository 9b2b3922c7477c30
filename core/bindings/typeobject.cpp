// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/typeobject.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;
using schema::SqlType;
using schema::SqlTypePtr;

namespace {

/// "mysql.VARCHAR", or nothing for a class that is no SQL type.
QString sqlNameOf(Type *type)
{
    const Value *found =
        type->lookup(Interpreter::current().intern(TypeObject::sqlNameAttribute).get());
    return found && found->isStr() ? textOf(*found) : QString();
}

std::shared_ptr<SqlType> defaultsOf(const QString &sqlName)
{
    auto type = std::make_shared<SqlType>();
    const qsizetype dot = sqlName.indexOf(u'.');
    type->name = sqlName.isEmpty() ? u"NullType"_s : sqlName.mid(dot + 1);
    type->dialect = dot < 0 ? QString() : sqlName.left(dot);
    if (type->name == u"Float" || type->name == u"Double" || type->name == u"FLOAT"
        || type->name == u"REAL" || type->name == u"DOUBLE" || type->name == u"DOUBLE_PRECISION")
        type->asDecimal = type->dialect == u"mysql" && type->name != u"FLOAT";
    if (type->name == u"JSON" || type->name == u"JSONB")
        type->astextType = schema::simpleType(u"Text"_s);
    return type;
}

} // namespace

TypeObject::TypeObject(Type *type)
    : Object(type)
    , m_type(defaultsOf(sqlNameOf(type)))
    , m_sql(m_type)
{
}

SqlType &TypeObject::edit()
{
    // One reference is m_sql; more are expressions and columns that keep the type as it was.
    if (!m_type || m_type.use_count() > 2) {
        m_type = std::make_shared<SqlType>(*m_sql);
        m_sql = m_type;
    }
    resolved.clear();
    return *m_type;
}

void takeTableSchema(Interpreter &interpreter, const Value &value)
{
    auto *type = value.as<TypeObject>();
    if (!type)
        return;
    if (const auto *item = type->itemType.as<TypeObject>()) {
        takeTableSchema(interpreter, type->itemType);
        const schema::SqlTypePtr &known = type->sql()->itemType;
        if (known && item->sql()->typeSchema != known->typeSchema)
            type->edit().itemType = item->sql();
    }
    for (const auto &[dialect, variant] : type->variants)
        takeTableSchema(interpreter, variant);
    const bool isGiven = !type->metadata.isNone() && !type->metadata.isAbsent();
    if (!isGiven || type->sql()->typeSchema)
        return;
    const Value schema = interpreter.getAttr(type->metadata, "schema");
    if (!schema.isNone())
        type->edit().typeSchema = interpreter.str(schema);
}

void TypeObject::setSql(const SqlTypePtr &sql)
{
    m_type = nullptr;
    m_sql = sql;
    resolved.clear();
}

Value TypeObject::attribute(Interpreter &interpreter, Str *name)
{
    if (name->text() == u"_variant_mapping") {
        const Ref<Dict> mapping = makeDict();
        for (const auto &[dialect, variant] : variants)
            mapping->set(interpreter, makeStr(dialect), variant);
        return mapping;
    }
    if (const TypeField *field = typeField(name->text())) {
        // A TypeDecorator without the attribute asks its impl.
        if (!impl.isNone())
            return interpreter.findAttr(impl, name);
        return field->get(interpreter, *this);
    }
    return impl.isNone() ? Value::absent() : interpreter.findAttr(impl, name);
}

bool TypeObject::setAttribute(Interpreter &interpreter, Str *name, const Value &value)
{
    if (name->text() == u"impl") {
        impl = value; // and in the instance dict, before the class's own `impl`
        return false;
    }
    const TypeField *field = typeField(name->text());
    const bool isOwnClass = sql()->name == u"UserDefinedType" || sql()->name == u"TypeDecorator";
    if (!field || value.isAbsent() || !impl.isNone() || isOwnClass)
        return false;
    field->set(interpreter, *this, value);
    return true;
}

QStringList TypeObject::attributeNames(Interpreter &) const
{
    return {};
}

QString TypeObject::str(Interpreter &interpreter)
{
    // As for no database at all: SQLite's spelling is the plain one. What only one database has
    // goes by its class. Source: SQLAlchemy, `StrSQLTypeCompiler`.
    static const QSet<QString> plain {
        u"FLOAT"_s,     u"DOUBLE"_s,   u"DOUBLE_PRECISION"_s,
        u"REAL"_s,      u"NUMERIC"_s,  u"DECIMAL"_s,
        u"INTEGER"_s,   u"SMALLINT"_s, u"BIGINT"_s,
        u"TIMESTAMP"_s, u"DATETIME"_s, u"DATE"_s,
        u"TIME"_s,      u"CLOB"_s,     u"NCLOB"_s,
        u"CHAR"_s,      u"NCHAR"_s,    u"VARCHAR"_s,
        u"NVARCHAR"_s,  u"TEXT"_s,     u"UUID"_s,
        u"BLOB"_s,      u"BINARY"_s,   u"VARBINARY"_s,
        u"BOOLEAN"_s,
    };
    const QString &className = type()->name();
    const bool isOfOneDatabase = !sql()->dialect.isEmpty() && !plain.contains(className);
    if (isOfOneDatabase)
        return className == className.toUpper() ? className : interpreter.repr(Value(this));
    const Dialect &dialect = *dialect::dialectByName(u"sqlite"_s);
    auto spelled = std::make_shared<SqlType>(*toSqlType(interpreter, Value(this), dialect));
    spelled->dialect.clear();
    const Result<QString> text = dialect.compile(*spelled);
    return text ? *text : interpreter.repr(Value(this));
}

void TypeObject::clearReferences()
{
    impl = {};
    enumClass = {};
    metadata = {};
    itemType = {};
    variants.clear();
    Object::clearReferences();
}

Ref<TypeObject> typeInstance(Interpreter &interpreter, const Value &type)
{
    if (auto *object = type.as<TypeObject>())
        return Ref<TypeObject>(object);
    const auto *cls = type.as<Type>();
    if (cls && cls->isSubclassOf(library(interpreter).classNamed("TypeEngine").get()))
        return Ref<TypeObject>(interpreter.call(type).as<TypeObject>());
    interpreter.requireKnown(type);
    return nullptr;
}

TypeObject *scriptTypeOf(Interpreter &interpreter, const SqlTypePtr &type)
{
    if (!type)
        return nullptr;
    const Library &lib = library(interpreter);
    const auto found = lib.scriptTypes.find(type.get());
    return found == lib.scriptTypes.end() ? nullptr : found->second.object.as<TypeObject>();
}

namespace {

/// Remembers that @p object processes the values of @p type.
SqlTypePtr remember(Interpreter &interpreter, TypeObject &object, SqlTypePtr type)
{
    library(interpreter).scriptTypes[type.get()] = { type, Value(&object) };
    return type;
}

/// What load_dialect_impl() of a TypeDecorator gives.
SqlTypePtr decoratedType(Interpreter &interpreter, TypeObject &object, const Dialect &dialect)
{
    const Value loaded = interpreter.callMethod(
        Value(&object), "load_dialect_impl", Arguments { makeDialectObject(interpreter, dialect) });
    return std::make_shared<SqlType>(*toSqlType(interpreter, loaded, dialect));
}

SqlTypePtr userDefinedType(Interpreter &interpreter, TypeObject &object)
{
    const Value method = interpreter.findAttr(Value(&object), "get_col_spec");
    if (method.isAbsent())
        throwSqlAlchemyError(
            interpreter, "UnsupportedCompilationError",
            u"Compiler can't render element of type %1"_s.arg(object.type()->name()));
    auto type = std::make_shared<SqlType>(*object.sql());
    type->sqlText = interpreter.str(interpreter.call(method));
    return type;
}

/// Whether SQLAlchemy writes the length in @p text by "%d", which a word cannot be written by.
bool hasNumericLength(const QString &text, const Dialect &dialect)
{
    static const QStringList everywhere { u"BINARY("_s, u"VARBINARY("_s };
    static const QStringList onMySql { u"VARCHAR("_s, u"TEXT("_s, u"BLOB("_s };
    const auto begins = [&text](const QString &word) { return text.startsWith(word); };
    return std::any_of(everywhere.begin(), everywhere.end(), begins)
        || (isMySqlFamily(dialect.backend())
            && std::any_of(onMySql.begin(), onMySql.end(), begins));
}

/// A type with a length that is no number: spelled with a stand-in, which the word replaces.
SqlTypePtr wordLengthType(Interpreter &interpreter, TypeObject &object, const Dialect &dialect)
{
    constexpr int standIn = 987654321;
    auto type = std::make_shared<SqlType>(*object.sql());
    type->length = standIn;
    QString text = orThrow(interpreter, dialect.compile(*type));
    if (hasNumericLength(text, dialect))
        throwTypeError(u"%d format: a real number is required, not str"_s);
    type->length.reset();
    type->sqlText = text.replace(QString::number(standIn), object.lengthWord);
    return type;
}

/// The type without its variants.
SqlTypePtr baseType(Interpreter &interpreter, TypeObject &object, const Dialect &dialect)
{
    if (const auto text = compiledByScript(interpreter, Value(&object), dialect)) {
        auto type = std::make_shared<SqlType>(*object.sql());
        type->sqlText = *text;
        return remember(interpreter, object, type);
    }
    if (!object.lengthWord.isEmpty())
        return wordLengthType(interpreter, object, dialect);
    if (!object.impl.isNone() || object.sql()->name == u"TypeDecorator")
        return remember(interpreter, object, decoratedType(interpreter, object, dialect));
    if (object.sql()->name == u"UserDefinedType")
        return remember(interpreter, object, userDefinedType(interpreter, object));
    if (const auto *item = object.itemType.as<TypeObject>()) {
        const SqlTypePtr itemType = toSqlType(interpreter, object.itemType, dialect);
        if (itemType != item->sql()) {
            auto type = std::make_shared<SqlType>(*object.sql());
            type->itemType = itemType;
            return remember(interpreter, object, type);
        }
    }
    if (!object.enumClass.isNone())
        return remember(interpreter, object, std::make_shared<SqlType>(*object.sql()));
    return object.sql();
}

SqlTypePtr resolve(Interpreter &interpreter, TypeObject &object, const Dialect &dialect)
{
    const auto known = object.resolved.find(dialect.name());
    if (known != object.resolved.end())
        return known->second;
    SqlTypePtr type = baseType(interpreter, object, dialect);
    if (!object.variants.empty()) {
        auto varied = std::make_shared<SqlType>(*type);
        for (const auto &[name, variant] : object.variants) {
            const Dialect *target = dialect::dialectByName(name);
            varied->variants[name] = toSqlType(interpreter, variant, target ? *target : dialect);
        }
        type = scriptTypeOf(interpreter, type) ? remember(interpreter, object, varied)
                                               : SqlTypePtr(varied);
    }
    object.resolved[dialect.name()] = type;
    return type;
}

} // namespace

SqlTypePtr toSqlType(Interpreter &interpreter, const Value &type, const Dialect &dialect)
{
    if (type.isNone() || type.isAbsent())
        return schema::simpleType(u"NullType"_s);
    const Ref<TypeObject> object = typeInstance(interpreter, type);
    if (!object)
        throwSqlAlchemyError(
            interpreter, "ArgumentError",
            u"SQL expression element or literal value expected as a type, got %1."_s.arg(
                interpreter.repr(type)));
    interpreter.checkStack();
    return resolve(interpreter, *object, dialect);
}

Value fromSqlType(Interpreter &interpreter, const SqlTypePtr &type)
{
    if (TypeObject *object = scriptTypeOf(interpreter, type))
        return Value(object);
    const QString key = !type     ? u"NullType"_s
        : type->dialect.isEmpty() ? type->name
                                  : type->dialect + u'.' + type->name;
    const Value cls =
        interpreter.findAttr(Value(library(interpreter).module), interpreter.intern(key).get());
    const Ref<TypeObject> object =
        createAs<TypeObject>(interpreter, cls.isType() ? key.toLatin1().constData() : "NullType");
    if (type)
        object->setSql(type);
    if (type && type->itemType)
        object->itemType = fromSqlType(interpreter, type->itemType);
    if (type) {
        for (const auto &[name, variant] : type->variants)
            object->variants.emplace_back(name, fromSqlType(interpreter, variant));
    }
    return object;
}

} // namespace limbeck::bindings
