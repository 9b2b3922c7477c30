// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/operationobject.h"

#include "core/bindings/valuetools.h"
#include "core/lang/staticname.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

namespace {

constexpr auto classesModule = "alembic.operations._classes";

/// "a b c d" → {a: b, c: d}
QHash<QString, QString> nameMap(const char *pairs)
{
    QHash<QString, QString> map;
    const QStringList words = QString::fromLatin1(pairs).split(u' ', Qt::SkipEmptyParts);
    for (qsizetype i = 0; i + 1 < words.size(); i += 2)
        map.insert(words[i], words[i + 1]);
    return map;
}

/// What a parameter's value becomes as an attribute.
Value attributeValue(Interpreter &in, const QString &parameter, const Value &value)
{
    if (parameter == u"ops")
        return makeList(value.isAbsent() ? ValueVector() : in.toVector(value));
    if (parameter == u"table_kw" && value.isNone())
        return makeDict();
    return value;
}

/// The constructor: each argument becomes an attribute.
NativeCode constructorOf(const OperationClass &operationClass)
{
    return [names = nameMap(operationClass.attributeNames)](Args &a) -> Value {
        Interpreter &in = a.interpreter();
        const auto &parameters = a.signature().parameters();
        for (size_t i = 1; i < parameters.size(); ++i) {
            const QString parameter = QString::fromStdString(parameters[i].name);
            const Value value = attributeValue(in, parameter, a[static_cast<int>(i)]);
            in.setAttr(a[0], in.intern(names.value(parameter, parameter)).get(), value);
        }
        return {};
    };
}

/// Each object has an `info` dict of its own, made at first use.
Value infoOf(Interpreter &in, const Value &self)
{
    Dict &dict = self.object()->ensureInstanceDict();
    if (!dict.find("_info"))
        dict.set(in.intern("_info").get(), makeDict());
    return *dict.find("_info");
}

void setInfo(Interpreter &in, const Value &self, const Value &value)
{
    if (isGiven(value))
        self.object()->ensureInstanceDict().set(in.intern("_info").get(), value);
}

} // namespace

void defineOperationClasses(ModuleBuilder &module)
{
    QHash<QByteArray, Ref<Type>> types;
    for (const OperationClass &operationClass : operationClasses()) {
        TypeBuilder type = operationClass.base
            ? module.defineClass(operationClass.name, { types.value(operationClass.base) })
            : module.define<OperationObject>(operationClass.name);
        if (operationClass.constructor)
            type.constructor(operationClass.constructor, constructorOf(operationClass));
        if (!operationClass.base)
            type.propertyOf("info", infoOf, setInfo);
        types.insert(operationClass.name, type.type());
    }
    // For alembic.operations.ops, which adds what is said best in Python (reverse(), from_table()
    // …).
    module.function("extend(cls, name, method)", [](Args &a) -> Value {
        a["cls"].as<Type>()->setOwn(a.interpreter().intern(a.text("name")).get(), a["method"]);
        return {};
    });
}

Value operationClass(Interpreter &interpreter, const char *name)
{
    static const StaticName moduleName { QString::fromLatin1(classesModule) };
    const Value *const module = interpreter.modules().find(moduleName.in(interpreter));
    return interpreter.getAttr(
        module ? *module : interpreter.import(QLatin1StringView(classesModule)), name);
}

Value makeOperation(const OperationClass &operationClass, const Value &type, const Args &arguments,
                    const Value &tableName, const Value &schema)
{
    Interpreter &in = arguments.interpreter();
    const auto names = nameMap(operationClass.directiveNames);
    const bool isForeignKey = QByteArrayView(operationClass.name) == "CreateForeignKeyOp";
    CallBuilder call(in);
    if (!tableName.isAbsent()) {
        call.keyword(isForeignKey ? u"source_table"_s : u"table_name"_s, tableName);
        call.keyword(isForeignKey ? u"source_schema"_s : u"schema"_s, schema);
    }
    const auto &parameters = arguments.signature().parameters();
    for (size_t i = 0; i < parameters.size(); ++i) {
        const QString parameter = QString::fromStdString(parameters[i].name);
        const Value &value = arguments[static_cast<int>(i)];
        if (parameter == u"self" || value.isAbsent())
            continue;
        const bool spread = parameters[i].kind == Signature::Parameter::Kind::VarKeywords
            && !names.contains(parameter);
        if (spread)
            call.keywords(arguments.varKeywords());
        else
            call.keyword(names.value(parameter, parameter), value);
    }
    return call.call(type);
}

} // namespace limbeck::bindings
