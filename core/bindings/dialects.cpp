// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/library.h"
#include "core/bindings/tableobject.h"
#include "core/bindings/typeobject.h"
#include "core/dialect/driverstyle.h"
#include "core/dialect/identifierpreparer.h"
#include "core/dialect/serverdialect.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

namespace {

struct DialectClass
{
    const char *className;
    const char *base;
    const char *name;
    const char *driver; ///< of the usual DBAPI
};

constexpr DialectClass dialectClasses[] = {
    { "PGDialect", "DefaultDialect", "postgresql", "psycopg2" },
    { "MySQLDialect", "DefaultDialect", "mysql", "mysqldb" },
    { "MariaDBDialect", "MySQLDialect", "mariadb", "mysqldb" },
    { "SQLiteDialect", "DefaultDialect", "sqlite", "pysqlite" },
    { "MSDialect", "DefaultDialect", "mssql", "pyodbc" },
    { "OracleDialect", "DefaultDialect", "oracle", "cx_oracle" },
};

/// `connection.dialect`, `postgresql.dialect()`.
class DialectObject : public Object
{
public:
    static constexpr const char *typeName = "Dialect";

    explicit DialectObject(Type *type)
        : Object(type)
    {
        for (const DialectClass &entry : dialectClasses) {
            for (const Type *base : type->mro()) {
                if (!description && base->name() == QLatin1StringView(entry.className))
                    description = &entry;
            }
        }
        if (description)
            useParamstyle({});
    }

    const DialectClass *description = nullptr;
    const Dialect *dialect = nullptr;

    /// What a script that makes a dialect itself gets: SQL for the usual driver, or for @p asked.
    void useParamstyle(const std::optional<QString> &asked)
    {
        const Dialect *plain =
            description ? dialect::dialectByName(QString::fromLatin1(description->name)) : nullptr;
        if (plain)
            dialect = &plain->forDriver(dialect::driverStyle(plain->backend(), {}, asked));
    }

    Value attribute(Interpreter &interpreter, Str *name) override;

    QString repr(Interpreter &) override
    {
        return u"<sqlalchemy.dialects.%1.%2 object>"_s.arg(nameText(), type()->name());
    }

    [[nodiscard]] QString nameText() const
    {
        return description ? QString::fromLatin1(description->name) : u"default"_s;
    }

    [[nodiscard]] QString driverText() const
    {
        return description ? QString::fromLatin1(description->driver) : u"default"_s;
    }
};

/// `dialect.identifier_preparer`.
class PreparerObject : public Object
{
public:
    static constexpr const char *typeName = "IdentifierPreparer";

    explicit PreparerObject(Type *type)
        : Object(type)
    {
    }

    const Dialect *dialect = nullptr;
};

Value DialectObject::attribute(Interpreter &interpreter, Str *name)
{
    const QString &text = name->text();
    if (text == u"name")
        return makeStr(nameText());
    if (text == u"driver")
        return makeStr(driverText());
    if (text == u"dialect_description")
        return makeStr(nameText() + u'+' + driverText());
    if (text == u"paramstyle")
        return makeStr(dialect ? toString(dialect->driverStyle().paramstyle) : u"named"_s);
    if (text == u"identifier_preparer") {
        const Ref<PreparerObject> preparer = interpreter.create<PreparerObject>();
        preparer->dialect = dialect ? dialect : &currentDialect(interpreter);
        return preparer;
    }
    if (!dialect)
        return Value::absent();
    const bool isPostgres = dialect->backend() == Backend::PostgreSql;
    const bool isSqlite = dialect->backend() == Backend::Sqlite;
    if (text == u"max_identifier_length")
        return dialect->identifiers().maxIdentifierLength();
    if (text == u"supports_native_enum")
        return !isSqlite;
    if (text == u"supports_native_boolean" || text == u"supports_native_uuid"
        || text == u"supports_sequences")
        return isPostgres;
    if (text == u"supports_schemas" || text == u"supports_alter" || text == u"supports_comments")
        return !isSqlite;
    if (text == u"default_schema_name")
        return isPostgres ? makeStr(u"public"_s) : isSqlite ? makeStr(u"main"_s) : Value();
    if (text == u"is_mariadb")
        return dialect::isMariaDb(*dialect);
    if (text == u"dbapi" || text == u"positional" || text == u"server_version_info")
        return {};
    return Value::absent();
}

Value quoteIdentifier(Args &a, bool always)
{
    const auto &preparer = a.object<PreparerObject>("self");
    const schema::Identifier identifier = toIdentifier(a.interpreter(), a["ident"]);
    return makeStr(always ? preparer.dialect->identifiers().quoteAlways(identifier.text)
                          : preparer.dialect->quote(identifier));
}

void definePreparer(ModuleBuilder &module)
{
    module.define<PreparerObject>("IdentifierPreparer")
        .constructor("(self, dialect, **kw)",
                     [](Args &a) -> Value {
                         const Dialect *dialect = dialectOfObject(a["dialect"]);
                         a.object<PreparerObject>("self").dialect =
                             dialect ? dialect : &currentDialect(a.interpreter());
                         return {};
                     })
        .method("quote(self, ident, force=None)", [](Args &a) { return quoteIdentifier(a, false); })
        .method("quote_schema(self, ident, force=None)",
                [](Args &a) { return quoteIdentifier(a, false); })
        .method("quote_identifier(self, ident)", [](Args &a) { return quoteIdentifier(a, true); })
        .method("format_schema(self, ident)", [](Args &a) { return quoteIdentifier(a, false); })
        .method("format_table(self, table, use_schema=True, name=None)",
                [](Args &a) -> Value {
                    const auto &table = a.object<TableObject>("table").table();
                    const auto &identifiers =
                        a.object<PreparerObject>("self").dialect->identifiers();
                    return makeStr(a.truth("use_schema") ? identifiers.table(*table)
                                                         : identifiers.quote(table->name));
                })
        .method("format_column(self, column, use_table=False, name=None, table_name=None, **kw)",
                [](Args &a) -> Value {
                    const schema::Identifier name = toIdentifier(a.interpreter(), a["column"]);
                    return makeStr(a.object<PreparerObject>("self").dialect->quote(name));
                });
}

} // namespace

const dialect::Dialect *dialectOfObject(const Value &value)
{
    const auto *object = value.as<DialectObject>();
    return object ? object->dialect : nullptr;
}

Value makeDialectObject(Interpreter &interpreter, const dialect::Dialect &dialect)
{
    Library &lib = library(interpreter);
    Value &known = lib.dialectObjects[dialect.name()];
    if (!known.isNone())
        return known;
    for (const DialectClass &entry : dialectClasses) {
        if (dialect.name() != QLatin1StringView(entry.name))
            continue;
        const Ref<DialectObject> object = createAs<DialectObject>(interpreter, entry.className);
        object->dialect = &dialect;
        known = object;
    }
    return known;
}

void defineDialects(ModuleBuilder &module)
{
    module.define<DialectObject>("Dialect")
        .constructor("(self, *args, **kw)",
                     [](Args &a) -> Value {
                         if (const Value *asked = a.varKeywords().find("paramstyle");
                             asked && asked->isStr())
                             a.object<DialectObject>("self").useParamstyle(textOf(*asked));
                         return {};
                     })
        .method("type_descriptor(self, typeobj)",
                [](Args &a) -> Value {
                    const Ref<TypeObject> type = typeInstance(a.interpreter(), a["typeobj"]);
                    return type ? Value(type) : a["typeobj"];
                })
        .method("load_dialect_impl(self, type)", [](Args &a) -> Value { return a["type"]; })
        .method("has_table(self, connection, table_name, schema=None, **kw)",
                [](Args &a) -> Value {
                    Interpreter &interpreter = a.interpreter();
                    const auto &services = library(interpreter).services;
                    dialect::Inspector *inspector = services.inspector
                        ? services.inspector(interpreter, a["connection"])
                        : nullptr;
                    if (!inspector)
                        throwSqlAlchemyError(
                            interpreter, "NoInspectionAvailable",
                            u"Inspection on an offline migration connection is not available"_s);
                    const auto names =
                        orThrow(interpreter, inspector->tableNames(a.optionalText("schema")));
                    return names.contains(a.text("table_name"));
                })
        .method("get_table_names(self, connection, schema=None, **kw)", [](Args &a) -> Value {
            Interpreter &interpreter = a.interpreter();
            const auto &services = library(interpreter).services;
            dialect::Inspector *inspector =
                services.inspector ? services.inspector(interpreter, a["connection"]) : nullptr;
            if (!inspector)
                throwSqlAlchemyError(
                    interpreter, "NoInspectionAvailable",
                    u"Inspection on an offline migration connection is not available"_s);
            return makeStrList(
                orThrow(interpreter, inspector->tableNames(a.optionalText("schema"))));
        });
    defineNamed(module, "DefaultDialect", { "Dialect" });
    for (const DialectClass &entry : dialectClasses)
        defineNamed(module, entry.className, { entry.base })
            .value("name", makeStr(QString::fromLatin1(entry.name)));
    definePreparer(module);
}

} // namespace limbeck::bindings
