// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/library.h"
#include "core/bindings/pythonlibrary.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

namespace {

// Names of the public modules, as SQLAlchemy 2.0 exports them, with those of 1.x that it dropped.

constexpr const char *typeNames = "ARRAY BIGINT BigInteger BINARY Binary BLOB BOOLEAN Boolean CHAR "
                                  "CLOB DATE Date DATETIME DateTime DECIMAL DOUBLE "
                                  "Double DOUBLE_PRECISION Enum FLOAT Float INT INTEGER Integer "
                                  "Interval JSON LargeBinary NCHAR NUMERIC Numeric "
                                  "NVARCHAR PickleType REAL SMALLINT SmallInteger String TEXT Text "
                                  "TIME Time TIMESTAMP TupleType TypeDecorator "
                                  "Unicode UnicodeText UUID Uuid VARBINARY VARCHAR";

constexpr const char *typeModuleNames =
    "TypeEngine UserDefinedType NullType MatchType SchemaType _Binary "
    "_AbstractInterval";

constexpr const char *schemaNames =
    "BaseDDLElement CheckConstraint Column ColumnDefault Computed Constraint DDL DDLElement "
    "DefaultClause "
    "ExecutableDDLElement FetchedValue ForeignKey ForeignKeyConstraint Identity Index MetaData "
    "PassiveDefault "
    "PrimaryKeyConstraint Sequence Table ThreadLocalMetaData UniqueConstraint";

constexpr const char *schemaModuleNames = "SchemaItem ColumnCollectionConstraint DefaultGenerator "
                                          "IdentityOptions CreateTable DropTable CreateIndex "
                                          "DropIndex AddConstraint DropConstraint CreateSequence "
                                          "DropSequence CreateSchema DropSchema SetTableComment "
                                          "_CreateDropBase conv quoted_name";

constexpr const char *expressionNames =
    "Alias alias AliasedReturnsRows all_ and_ any_ asc between BinaryExpression bindparam "
    "BindParameter bitwise_not "
    "BooleanClauseList CacheKey Case case Cast cast ClauseElement ClauseList collate "
    "CollectionAggregate column "
    "ColumnClause ColumnCollection ColumnElement ColumnOperators CompoundSelect CTE cte Delete "
    "delete desc distinct "
    "except_ except_all Executable Exists exists Extract extract false False_ FromClause "
    "FromGrouping func funcfilter "
    "Function FunctionElement FunctionFilter GenerativeSelect Grouping HasCTE HasPrefixes "
    "HasSuffixes Insert insert "
    "intersect intersect_all Join join Label label LABEL_STYLE_DEFAULT "
    "LABEL_STYLE_DISAMBIGUATE_ONLY LABEL_STYLE_NONE "
    "LABEL_STYLE_TABLENAME_PLUS_COL Lateral lateral literal literal_column modifier not_ Null null "
    "nulls_first "
    "nulls_last nullsfirst nullslast Operators or_ outerjoin outparam Over over quoted_name "
    "ReturnsRows ScalarSelect "
    "Select select SelectBase Subquery table TableClause TableSample tablesample TableValuedAlias "
    "text TextAsFrom "
    "TextClause TextualSelect true True_ try_cast TryCast Tuple tuple_ type_coerce TypeCoerce "
    "UnaryExpression union "
    "union_all Update update UpdateBase Values values ValuesBase Visitable within_group "
    "WithinGroup";

constexpr const char *expressionModuleNames =
    "conv _truncated_label Generative array GenericFunction "
    "ReturnTypeFromArgs AnsiFunction Compiled SQLCompiler DDLCompiler "
    "IdentifierPreparer SchemaEventTarget";

/// Names of each dialect: the types that it shares with sqlalchemy.types.
struct DialectModule
{
    const char *name;
    const char *dialectClass;
    const char *sharedTypes;
};

constexpr DialectModule dialectModules[] = {
    { "postgresql", "PGDialect",
      "BIGINT BOOLEAN CHAR DATE DOUBLE_PRECISION FLOAT INTEGER NUMERIC REAL SMALLINT TEXT UUID "
      "VARCHAR array "
      "aggregate_order_by array_agg" },
    { "mysql", "MySQLDialect", "BINARY BLOB BOOLEAN DATE VARBINARY" },
    { "mariadb", "MariaDBDialect", "BINARY BLOB BOOLEAN DATE VARBINARY" },
    { "sqlite", "SQLiteDialect",
      "BLOB BOOLEAN CHAR DECIMAL FLOAT INTEGER NUMERIC REAL SMALLINT TEXT TIMESTAMP VARCHAR "
      "BIGINT" },
    { "mssql", "MSDialect",
      "INTEGER BIGINT SMALLINT VARCHAR NVARCHAR CHAR NCHAR TEXT DECIMAL NUMERIC FLOAT DATE BINARY "
      "try_cast" },
    { "oracle", "OracleDialect", "VARCHAR NVARCHAR CHAR NCHAR BLOB CLOB DOUBLE_PRECISION REAL" },
};

void copyNames(ModuleBuilder &module, const char *names)
{
    const Library &lib = library(module.interpreter());
    for (const QByteArray &name : QByteArray(names).split(' ')) {
        if (!name.isEmpty())
            module.value(name.constData(), lib.named(name.constData()));
    }
}

/// Every name of the library that begins with @p prefix, without it.
void copyPrefixed(ModuleBuilder &module, const QString &prefix)
{
    const Library &lib = library(module.interpreter());
    for (const HashTable::Entry &entry : lib.module->dict().table().entries()) {
        if (entry.key.isAbsent())
            continue;
        const QString name = textOf(entry.key);
        if (name.startsWith(prefix))
            module.value(name.mid(prefix.size()).toLatin1().constData(), entry.value);
    }
}

/// Modules below @p package that are attributes of it before anybody imports them.
void defineSubmodules(ModuleBuilder &module, const QString &package,
                      std::initializer_list<const char *> names)
{
    for (const char *name : names)
        module.later(name, [package, name](ModuleBuilder &self) {
            self.value(name, self.interpreter().import(package + u'.' + QLatin1StringView(name)));
        });
}

void defineTypesModule(ModuleBuilder &module)
{
    copyNames(module, typeNames);
    copyNames(module, typeModuleNames);
    const Library &lib = library(module.interpreter());
    Interpreter &interpreter = module.interpreter();
    for (const auto &[name, type] : { std::pair { "NULLTYPE", "NullType" },
                                      { "BOOLEANTYPE", "Boolean" },
                                      { "INTEGERTYPE", "Integer" },
                                      { "STRINGTYPE", "String" } })
        module.value(name, interpreter.call(lib.named(type)));
}

void defineSchemaModule(ModuleBuilder &module)
{
    copyNames(module, schemaNames);
    copyNames(module, schemaModuleNames);
    module.value("BLANK_SCHEMA", makeStr(QString()));
}

void defineExpressionModule(ModuleBuilder &module)
{
    copyNames(module, expressionNames);
    copyNames(module, expressionModuleNames);
}

/// sqlalchemy.sql and what stands below it: scripts look for one name in many of its modules.
void defineEverySqlName(ModuleBuilder &module)
{
    defineExpressionModule(module);
    defineSchemaModule(module);
    defineTypesModule(module);
    copyPrefixed(module, u"functions."_s);
    module.value("func", library(module.interpreter()).named("func"));
}

void defineDialectModule(ModuleBuilder &module, const DialectModule &dialect)
{
    copyNames(module, dialect.sharedTypes);
    const QString name = QString::fromLatin1(dialect.name);
    library(module.interpreter()).module->complete(module.interpreter());
    if (name == u"mariadb")
        copyPrefixed(module, u"mysql."_s);
    copyPrefixed(module, name + u'.');
    const Library &lib = library(module.interpreter());
    module.value("dialect", lib.named(dialect.dialectClass));
    module.value(dialect.dialectClass, lib.named(dialect.dialectClass));
    const QByteArray insert = (name == u"mariadb" ? u"mysql"_s : name).toLatin1() + "_insert";
    if (lib.module->dict().find(insert.constData()))
        module.value("insert", lib.named(insert.constData()));
    if (name == u"postgresql") {
        module.value("Any", lib.named("any_"));
        module.value("All", lib.named("all_"));
        module.value("PGUuid", lib.named("UUID"));
    }
}

void defineTop(ModuleBuilder &module)
{
    copyNames(module, typeNames);
    copyNames(module, schemaNames);
    copyNames(module, expressionNames);
    module.value("BLANK_SCHEMA", makeStr(QString()));
    module.value("__version__", makeStr(u"2.0.52"_s));
    defineSubmodules(module, u"sqlalchemy"_s,
                     { "exc", "types", "schema", "sql", "util", "dialects", "ext" });
    const SqlAlchemyServices &services = library(module.interpreter()).services;
    if (services.defineEngineNames)
        services.defineEngineNames(module);
}

/// sqlalchemy.util: helpers that scripts and models borrow.
void defineUtil(ModuleBuilder &module)
{
    Interpreter &interpreter = module.interpreter();
    module.value("OrderedDict", interpreter.types().dict);
    module.value("immutabledict", interpreter.types().dict);
    module.function("to_list(x, default=None)", [](Args &a) -> Value {
        if (a["x"].isNone())
            return a["default"];
        if (a["x"].isList())
            return a["x"];
        return a["x"].isStr() ? Value(makeList({ a["x"] }))
                              : Value(makeList(a.interpreter().toVector(a["x"])));
    });
    module.function("asbool(obj)", [](Args &a) -> Value {
        if (!a["obj"].isStr())
            return a.truth("obj");
        const QString text = textOf(a["obj"]).trimmed().toLower();
        static const QStringList yes { u"true"_s, u"yes"_s, u"on"_s, u"y"_s, u"t"_s, u"1"_s };
        return yes.contains(text);
    });
    module.function("memoized_property(fget)", [](Args &a) {
        return a.interpreter().call(Value(a.interpreter().types().property),
                                    Arguments { a["fget"] });
    });
    module.function("asint(value)", [](Args &a) {
        return a["value"].isNone() ? Value()
                                   : a.interpreter().call(Value(a.interpreter().types().integer),
                                                          Arguments { a["value"] });
    });
}

void add(Interpreter &interpreter, const QString &name, ModuleDefinition define)
{
    interpreter.addNativeModule(name, std::move(define));
}

void registerDialectModules(Interpreter &interpreter)
{
    const QStringList inner { u""_s,
                              u".base"_s,
                              u".types"_s,
                              u".json"_s,
                              u".array"_s,
                              u".hstore"_s,
                              u".ranges"_s,
                              u".dml"_s,
                              u".ext"_s,
                              u".named_types"_s,
                              u".enumerated"_s,
                              u".psycopg2"_s,
                              u".psycopg"_s,
                              u".asyncpg"_s,
                              u".pysqlite"_s,
                              u".aiosqlite"_s,
                              u".mysqldb"_s,
                              u".pymysql"_s,
                              u".information_schema"_s,
                              u".reserved_words"_s,
                              u".expression"_s };
    for (const DialectModule &dialect : dialectModules) {
        for (const QString &part : inner)
            add(interpreter, u"sqlalchemy.dialects."_s + QLatin1StringView(dialect.name) + part,
                [&dialect](ModuleBuilder &module) { defineDialectModule(module, dialect); });
        // 1.x: sqlalchemy.databases.mysql
        add(interpreter, u"sqlalchemy.databases."_s + QLatin1StringView(dialect.name),
            [&dialect](ModuleBuilder &module) { defineDialectModule(module, dialect); });
    }
    for (const QString &package : { u"sqlalchemy.dialects"_s, u"sqlalchemy.databases"_s })
        add(interpreter, package, [package](ModuleBuilder &module) {
            for (const DialectModule &dialect : dialectModules)
                defineSubmodules(module, package, { dialect.name });
        });
}

} // namespace

void registerPublicModules(Interpreter &interpreter)
{
    add(interpreter, u"sqlalchemy"_s, defineTop);
    add(interpreter, u"sqlalchemy.types"_s, defineTypesModule);
    add(interpreter, u"sqlalchemy.schema"_s, defineSchemaModule);
    add(interpreter, u"sqlalchemy.exc"_s,
        [](ModuleBuilder &module) { copyPrefixed(module, u"exc."_s); });
    add(interpreter, u"sqlalchemy.util"_s, defineUtil);
    add(interpreter, u"sqlalchemy.util.langhelpers"_s, defineUtil);
    add(interpreter, u"sqlalchemy.ext"_s, [](ModuleBuilder &) {});
    add(interpreter, u"sqlalchemy.ext.compiler"_s,
        [](ModuleBuilder &module) { copyNames(module, "compiles deregister"); });
    const QStringList sqlModules { u"elements"_s,
                                   u"sqltypes"_s,
                                   u"schema"_s,
                                   u"ddl"_s,
                                   u"compiler"_s,
                                   u"type_api"_s,
                                   u"selectable"_s,
                                   u"dml"_s,
                                   u"base"_s,
                                   u"visitors"_s,
                                   u"operators"_s,
                                   u"functions"_s,
                                   u"expression"_s,
                                   u"naming"_s,
                                   u"roles"_s,
                                   u"coercions"_s,
                                   u"util"_s,
                                   u"_elements_constructors"_s,
                                   u"default_comparator"_s };
    for (const QString &name : sqlModules)
        add(interpreter, u"sqlalchemy.sql."_s + name, [name](ModuleBuilder &module) {
            defineEverySqlName(module);
            if (name == u"operators")
                defineOperatorFunctions(module);
        });
    add(interpreter, u"sqlalchemy.sql"_s, [](ModuleBuilder &module) {
        defineEverySqlName(module);
        defineSubmodules(
            module, u"sqlalchemy.sql"_s,
            { "expression", "functions", "sqltypes", "elements", "schema", "ddl", "operators" });
    });
    addAliasModule(interpreter, u"sqlalchemy.future"_s, u"sqlalchemy"_s,
                   { u"select"_s, u"create_engine"_s, u"Connection"_s, u"Engine"_s });
    registerDialectModules(interpreter);
}

} // namespace limbeck::bindings
