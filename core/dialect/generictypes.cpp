// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/typespelling.h"

using namespace Qt::StringLiterals;

namespace limbeck::dialect {
namespace {

/// Shows every type: one that only some database knows by its own name.
class GenericTypes final : public TypeSpelling
{
public:
    using TypeSpelling::TypeSpelling;

protected:
    QString compilerName() const override { return u"StrSQLTypeCompiler"_s; }

    Result<QString> visit(const QString &name, const schema::SqlType &type) const override
    {
        if (name == u"null")
            return u"NULL"_s;
        auto text = TypeSpelling::visit(name, type);
        return text ? text : Result<QString>(name);
    }
};

} // namespace

std::unique_ptr<TypeSpelling> genericTypes(const Dialect &dialect)
{
    return std::make_unique<GenericTypes>(dialect);
}

} // namespace limbeck::dialect
