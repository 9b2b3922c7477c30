// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/operationobject.h"

#include "core/bindings/valuetools.h"
#include "core/lang/staticname.h"

#include <QHash>

#include <algorithm>
#include <string>
#include <vector>

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

namespace {

constexpr auto classesModule = "alembic.operations._classes";

/// Attribute of each class: its place in operationClasses().
constexpr auto placeAttribute = "_operation_class";

/// Names that differ: "a b c d" says that a stands for b, and c for d.
class NameMap
{
public:
    explicit NameMap(const char *pairs)
    {
        const QList<QByteArray> words = QByteArray(pairs).split(' ');
        for (qsizetype i = 0; i + 1 < words.size(); i += 2)
            m_pairs.emplace_back(words[i].toStdString(), words[i + 1].toStdString());
    }

    [[nodiscard]] bool contains(const std::string &name) const { return find(name) != nullptr; }

    /// What @p name stands for; itself if nothing else is said.
    [[nodiscard]] const std::string &of(const std::string &name) const
    {
        const auto *const pair = find(name);
        return pair ? pair->second : name;
    }

private:
    using Pair = std::pair<std::string, std::string>;

    [[nodiscard]] const Pair *find(const std::string &name) const
    {
        const auto found = std::find_if(m_pairs.begin(), m_pairs.end(),
                                        [&name](const Pair &pair) { return pair.first == name; });
        return found != m_pairs.end() ? &*found : nullptr;
    }

    std::vector<Pair> m_pairs;
};

/// Directive's parameter → constructor's parameter.
const NameMap &directiveNames(const OperationClass &operationClass)
{
    static const std::vector<NameMap> maps = [] {
        std::vector<NameMap> all;
        for (const OperationClass &described : operationClasses())
            all.emplace_back(described.directiveNames);
        return all;
    }();
    return maps[static_cast<size_t>(&operationClass - operationClasses().data())];
}

/// What a parameter's value becomes as an attribute.
Value attributeValue(Interpreter &in, const std::string &parameter, const Value &value)
{
    if (parameter == "ops")
        return makeList(value.isAbsent() ? ValueVector() : in.toVector(value));
    if (parameter == "table_kw" && value.isNone())
        return makeDict();
    return value;
}

/// The constructor: each argument becomes an attribute.
NativeCode constructorOf(const OperationClass &operationClass)
{
    return [names = NameMap(operationClass.attributeNames)](Args &a) -> Value {
        Interpreter &in = a.interpreter();
        const auto &parameters = a.signature().parameters();
        a[0].object()->ensureInstanceDict().table().reserve(a.signature().count() - 1);
        for (size_t i = 1; i < parameters.size(); ++i) {
            const std::string &parameter = parameters[i].name;
            const Value value = attributeValue(in, parameter, a[static_cast<int>(i)]);
            in.setAttr(a[0], names.of(parameter).c_str(), value);
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
        type.value(placeAttribute,
                   Value(static_cast<qint64>(&operationClass - operationClasses().data())));
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

const OperationClass *operationClassOf(Interpreter &interpreter, const Value &operation)
{
    static const StaticName place { QString::fromLatin1(placeAttribute) };
    const Value *const found = interpreter.typeOf(operation)->lookup(place.in(interpreter));
    return found && found->isSmallInt() ? &operationClasses()[static_cast<size_t>(found->integer())]
                                        : nullptr;
}

Value makeOperation(const OperationClass &operationClass, const Value &type, const Args &arguments,
                    const Value &tableName, const Value &schema)
{
    Interpreter &in = arguments.interpreter();
    const NameMap &names = directiveNames(operationClass);
    const bool isForeignKey = QByteArrayView(operationClass.name) == "CreateForeignKeyOp";
    CallBuilder call(in);
    if (!tableName.isAbsent()) {
        call.keyword(isForeignKey ? "source_table" : "table_name", tableName);
        call.keyword(isForeignKey ? "source_schema" : "schema", schema);
    }
    const auto &parameters = arguments.signature().parameters();
    for (size_t i = 0; i < parameters.size(); ++i) {
        const std::string &parameter = parameters[i].name;
        const Value &value = arguments[static_cast<int>(i)];
        if (parameter == "self" || value.isAbsent())
            continue;
        const bool spread = parameters[i].kind == Signature::Parameter::Kind::VarKeywords
            && !names.contains(parameter);
        if (spread)
            call.keywords(arguments.varKeywords());
        else
            call.keyword(names.of(parameter).c_str(), value);
    }
    return call.call(type);
}

} // namespace limbeck::bindings
