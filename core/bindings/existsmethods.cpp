// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/existsmethods.h"

#include "core/bindings/convert.h"
#include "core/bindings/sqlalchemymodule.h"
#include "core/bindings/valuetools.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

namespace {

/// exists() over the SELECT that @p method makes of its own.
Value changed(Args &a, const char *method)
{
    Interpreter &in = a.interpreter();
    const schema::ExpressionPtr expression = toExpression(in, a["self"]);
    const auto *exists = std::get_if<schema::ScalarQuery>(&expression->node);
    if (!exists)
        throwTypeError(
            u"%1() of a negated exists() is not supported"_s.arg(QLatin1StringView(method)));
    CallBuilder call(in);
    call.positional(a.varPositional());
    const Value statement = call.callMethod(fromQuery(in, exists->query), method);
    schema::Expression made;
    made.type = schema::simpleType(u"Boolean"_s);
    made.node = schema::ScalarQuery { toQuery(in, statement), true };
    return fromExpression(in, std::make_shared<const schema::Expression>(std::move(made)));
}

} // namespace

void defineExistsMethods(Interpreter &interpreter)
{
    const Ref<Type> type = sqlAlchemyClass(interpreter, "Exists");
    for (const char *method :
         { "where", "filter", "select_from", "correlate", "correlate_except" }) {
        const Value function =
            makeFunction(std::string(method) + "(self, *args)",
                         [method](Args &a) -> Value { return changed(a, method); });
        function.as<NativeFunction>()->bindsToInstances = true;
        type->setOwn(method, function);
    }
    const Value select = makeFunction("select(self)", [](Args &a) -> Value {
        Interpreter &in = a.interpreter();
        return in.call(in.getAttr(in.import(u"sqlalchemy"_s), "select"), { a["self"] });
    });
    select.as<NativeFunction>()->bindsToInstances = true;
    type->setOwn("select", select);
}

} // namespace limbeck::bindings
