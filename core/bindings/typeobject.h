// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/bindings/library.h"

namespace limbeck::bindings {

/// An instance of TypeEngine or of a class derived from it: sa.String(50), postgresql.JSONB(), a
/// script's own.
class TypeObject : public lang::Object
{
public:
    static constexpr const char *typeName = "TypeEngine";

    explicit TypeObject(lang::Type *type);

    [[nodiscard]] const schema::SqlTypePtr &sql() const { return m_sql; }

    /// For changes; types that were handed out keep what they are.
    [[nodiscard]] schema::SqlType &edit();
    void setSql(const schema::SqlTypePtr &sql);

    Value impl; ///< TypeDecorator: its impl instance; else None
    Value enumClass; ///< Enum(SomeEnum); else None
    Value metadata;
    Value itemType; ///< ARRAY's
    QString lengthWord; ///< a length that is no number: mssql.NVARCHAR("max")
    std::vector<std::pair<QString, Value>> variants; ///< with_variant(): dialect name → type object

    /// Resolved types by dialect name, of types whose SQL a script decides.
    std::map<QString, schema::SqlTypePtr> resolved;

    /// The class attribute that names the SQL type: "String", "mysql.VARCHAR", "TypeDecorator".
    static constexpr const char *sqlNameAttribute = "_sql_name";

    Value attribute(Interpreter &interpreter, lang::Str *name) override;
    bool setAttribute(Interpreter &interpreter, lang::Str *name, const Value &value) override;
    QStringList attributeNames(Interpreter &interpreter) const override;
    QString repr(Interpreter &interpreter) override;
    QString str(Interpreter &interpreter) override;
    void clearReferences() override;

private:
    std::shared_ptr<schema::SqlType> m_type;
    schema::SqlTypePtr m_sql;
};

/// A parameter of type constructors that is also an attribute: how it is read and written.
struct TypeField
{
    const char *name;
    Value (*get)(Interpreter &interpreter, const TypeObject &type);
    void (*set)(Interpreter &interpreter, TypeObject &type, const Value &value);
};

[[nodiscard]] const TypeField *typeField(const QString &name);

enum class UnknownKeywords { Refused, Ignored };

/// Sets what a constructor's arguments name; keywords that no type knows throw TypeError unless
/// they are ignored.
void takeTypeArguments(lang::Args &arguments, TypeObject &type,
                       UnknownKeywords unknown = UnknownKeywords::Refused);
/// Enum(*enums, **kw): values from an enum class or from strings.
void takeEnumArguments(lang::Args &arguments, TypeObject &type);

/// What a type takes from the table that it is used in: an Enum of a MetaData with a schema, alone
/// or as the item of an ARRAY or a variant, goes to that schema.
void takeTableSchema(Interpreter &interpreter, const Value &type);

/// One native class of column types.
struct TypeClass
{
    const char *key; ///< "String", "mysql.VARCHAR"
    const char *base;
    const char *signature; ///< of __init__; null: the base's
};

/// Defines the classes of @p classes in order.
void defineTypeClasses(lang::ModuleBuilder &module, std::span<const TypeClass> classes);

/// @p type as a TypeObject: itself, or an instance of the class it is; null if it is no type.
[[nodiscard]] lang::Ref<TypeObject> typeInstance(Interpreter &interpreter, const Value &type);
/// The TypeObject behind a schema type that a script made (TypeDecorator, Enum of a class); null
/// for plain types.
[[nodiscard]] TypeObject *scriptTypeOf(Interpreter &interpreter, const schema::SqlTypePtr &type);
/// A value of Python as a database sees it, before the type's own processing.
[[nodiscard]] schema::Literal plainLiteral(Interpreter &interpreter, const Value &value);
/// A database's value as Python's, without a type's processing.
[[nodiscard]] Value plainValue(Interpreter &interpreter, const schema::Literal &literal);
/// The text that @compiles functions give for @p element on @p dialect; nothing if none is
/// registered.
[[nodiscard]] std::optional<QString> compiledByScript(Interpreter &interpreter,
                                                      const Value &element, const Dialect &dialect);

} // namespace limbeck::bindings
