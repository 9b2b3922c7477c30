// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/typeobject.h"
#include "core/lang/code.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

namespace {

/// An argument of a constructor as repr() shows it.
struct ShownArgument
{
    QString name;
    Value defaultValue = Value::absent(); ///< absent: required, shown without its name
};

/// What the MySQL types show, whose constructors hand most of it on to their bases. Source:
/// SQLAlchemy, `dialects/mysql/types.py`, `__repr__`.
std::vector<ShownArgument> mysqlArguments(const QString &name)
{
    const std::vector<ShownArgument> text { { u"charset"_s, {} },    { u"collation"_s, {} },
                                            { u"ascii"_s, false },   { u"binary"_s, false },
                                            { u"unicode"_s, false }, { u"national"_s, false } };
    static const QStringList integers { u"INTEGER"_s, u"BIGINT"_s, u"MEDIUMINT"_s, u"TINYINT"_s,
                                        u"SMALLINT"_s };
    static const QStringList texts { u"TEXT"_s,    u"TINYTEXT"_s, u"MEDIUMTEXT"_s, u"LONGTEXT"_s,
                                     u"VARCHAR"_s, u"CHAR"_s,     u"NVARCHAR"_s,   u"NCHAR"_s };
    if (integers.contains(name))
        return { { u"display_width"_s, {} }, { u"unsigned"_s, false }, { u"zerofill"_s, false } };
    if (name == u"NUMERIC" || name == u"DECIMAL")
        return {
            { u"unsigned"_s, false }, { u"zerofill"_s, false },          { u"precision"_s, {} },
            { u"scale"_s, {} },       { u"decimal_return_scale"_s, {} }, { u"asdecimal"_s, true }
        };
    if (name == u"FLOAT" || name == u"DOUBLE" || name == u"REAL")
        return { { u"precision"_s, {} },    { u"scale"_s, {} },
                 { u"asdecimal"_s, false }, { u"unsigned"_s, false },
                 { u"zerofill"_s, false },  { u"decimal_return_scale"_s, {} } };
    if (name == u"ENUM" || name == u"SET")
        return text;
    if (!texts.contains(name))
        return {};
    auto all = text;
    all.push_back({ u"length"_s, {} });
    return all;
}

std::vector<ShownArgument> enumArguments(const TypeObject &type)
{
    qint64 longest = 0;
    for (const QString &value : type.sql()->enumValues)
        longest = std::max<qint64>(longest, value.size());
    return { { u"name"_s, {} },          { u"schema"_s, {} },
             { u"metadata"_s, {} },      { u"inherit_schema"_s, false },
             { u"native_enum"_s, true }, { u"create_constraint"_s, false },
             { u"length"_s, longest } };
}

/// None stands for a default that only C++ can tell from a value.
Value defaultOf(const Signature::Parameter &parameter)
{
    if (parameter.required)
        return Value::absent();
    return parameter.defaultValue.isAbsent() ? Value() : parameter.defaultValue;
}

/// The parameters of __init__ that is found in @p type: of a script or of ours.
std::vector<ShownArgument> constructorArguments(Interpreter &interpreter, const Value &type)
{
    std::vector<ShownArgument> shown;
    const Value constructor = interpreter.findAttr(type, "__init__");
    if (const auto *function = constructor.as<NativeFunction>()) {
        for (const Signature::Parameter &parameter : function->signature().parameters()) {
            const bool isShown = parameter.kind == Signature::Parameter::Kind::Normal
                || parameter.kind == Signature::Parameter::Kind::PositionalOnly;
            if (isShown && parameter.name != "self")
                shown.push_back({ QString::fromStdString(parameter.name), defaultOf(parameter) });
        }
    } else if (const auto *script = constructor.as<FunctionObject>()) {
        const quint32 count = script->parameters->positional;
        const quint32 required = count - static_cast<quint32>(script->defaults.size());
        for (quint32 i = 1; i < count; ++i)
            shown.push_back({ script->parameters->all[i].name->text,
                              i < required ? Value::absent() : script->defaults[i - required] });
    }
    return shown;
}

/// An attribute of the type, a field of ours or a script's own.
Value attributeOf(Interpreter &interpreter, TypeObject &type, const QString &name)
{
    return interpreter.findAttr(Value(&type), interpreter.intern(name).get());
}

/// "precision=10, scale=2": what differs from its default.
QStringList argumentTexts(Interpreter &interpreter, TypeObject &type,
                          const std::vector<ShownArgument> &arguments)
{
    QStringList texts;
    for (const ShownArgument &argument : arguments) {
        const Value value = attributeOf(interpreter, type, argument.name);
        const bool isRequired = argument.defaultValue.isAbsent();
        if (isRequired)
            texts.append(interpreter.repr(value.isAbsent() ? Value() : value));
        else if (!value.isAbsent() && !interpreter.equals(value, argument.defaultValue))
            texts.append(argument.name + u'=' + interpreter.repr(value));
    }
    return texts;
}

QStringList valueTexts(const TypeObject &type)
{
    QStringList texts;
    for (const QString &value : type.sql()->enumValues)
        texts.append(quoted(value));
    return texts;
}

bool isSubclass(Interpreter &interpreter, const TypeObject &type, const char *base)
{
    return type.type()->isSubclassOf(library(interpreter).classNamed(base).get());
}

QStringList ownTexts(Interpreter &interpreter, TypeObject &type)
{
    const schema::SqlType &sql = *type.sql();
    if (isSubclass(interpreter, type, "Enum")) {
        const auto arguments =
            sql.dialect == u"mysql" ? mysqlArguments(sql.name) : enumArguments(type);
        return valueTexts(type) + argumentTexts(interpreter, type, arguments);
    }
    if (sql.dialect == u"mysql") {
        if (const auto arguments = mysqlArguments(sql.name); !arguments.empty())
            return argumentTexts(interpreter, type, arguments);
    }
    return argumentTexts(interpreter, type, constructorArguments(interpreter, Value(type.type())));
}

} // namespace

/// The class and what its constructor would have to be given. Source: SQLAlchemy, `generic_repr`.
QString TypeObject::repr(Interpreter &interpreter)
{
    QStringList parts;
    if (isSubclass(interpreter, *this, "TypeDecorator")) {
        // A decorator shows what its impl is made of.
        const Value made = interpreter.getAttr(Value(this), "impl_instance");
        if (auto *inner = made.as<TypeObject>()) {
            const bool isEnum = isSubclass(interpreter, *inner, "Enum");
            parts = isEnum ? valueTexts(*inner)
                           : argumentTexts(interpreter, *this,
                                           constructorArguments(interpreter, Value(inner->type())));
        }
    } else {
        parts = ownTexts(interpreter, *this);
    }
    return u"%1(%2)"_s.arg(type()->name(), parts.join(u", "_s));
}

} // namespace limbeck::bindings
