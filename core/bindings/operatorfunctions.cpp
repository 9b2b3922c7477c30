// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/elementobject.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

namespace {

struct OperatorFunction
{
    const char *name;
    const char *method;
};

/// Operators by name that are methods of elements.
constexpr OperatorFunction methodOperators[] = {
    { "is_", "is_" },
    { "is_not", "is_not" },
    { "isnot", "is_not" },
    { "like_op", "like" },
    { "not_like_op", "not_like" },
    { "notlike_op", "not_like" },
    { "ilike_op", "ilike" },
    { "not_ilike_op", "not_ilike" },
    { "in_op", "in_" },
    { "not_in_op", "not_in" },
    { "notin_op", "not_in" },
    { "startswith_op", "startswith" },
    { "endswith_op", "endswith" },
    { "contains_op", "contains" },
    { "match_op", "match" },
    { "concat_op", "concat" },
    { "collate", "collate" },
};

constexpr OperatorFunction unaryOperators[] = {
    { "desc_op", "desc" },
    { "asc_op", "asc" },
    { "nulls_first_op", "nulls_first" },
    { "nulls_last_op", "nulls_last" },
    { "distinct_op", "distinct" },
};

constexpr std::pair<const char *, Comparison> comparisons[] = {
    { "lt", Comparison::Less },    { "le", Comparison::LessEqual },
    { "eq", Comparison::Equal },   { "ne", Comparison::NotEqual },
    { "gt", Comparison::Greater }, { "ge", Comparison::GreaterEqual },
};

constexpr std::pair<const char *, BinaryOperator> arithmetic[] = {
    { "add", BinaryOperator::Add },      { "sub", BinaryOperator::Subtract },
    { "mul", BinaryOperator::Multiply }, { "truediv", BinaryOperator::Divide },
    { "mod", BinaryOperator::Modulo },   { "and_", BinaryOperator::And },
    { "or_", BinaryOperator::Or },
};

} // namespace

void defineOperatorFunctions(ModuleBuilder &module)
{
    for (const OperatorFunction &entry : methodOperators) {
        const char *method = entry.method;
        module.function(std::string(entry.name) + "(a, b, **kw)", [method](Args &a) {
            return a.interpreter().callMethod(a["a"], method, Arguments { a["b"] });
        });
    }
    for (const OperatorFunction &entry : unaryOperators) {
        const char *method = entry.method;
        module.function(std::string(entry.name) + "(a)",
                        [method](Args &a) { return a.interpreter().callMethod(a["a"], method); });
    }
    for (const auto &[name, comparison] : comparisons) {
        module.function(std::string(name) + "(a, b)", [op = comparison](Args &a) {
            return a.interpreter().compare(op, a["a"], a["b"]);
        });
    }
    for (const auto &[name, op] : arithmetic) {
        module.function(std::string(name) + "(a, b)", [operation = op](Args &a) {
            return a.interpreter().binary(operation, a["a"], a["b"]);
        });
    }
}

} // namespace limbeck::bindings
