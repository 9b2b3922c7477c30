// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/ddlcompiler.h"

using namespace Qt::StringLiterals;

namespace limbeck::dialect {
namespace {

/// What all databases share, and nothing of any one.
class GenericDdl final : public DdlCompiler
{
public:
    using DdlCompiler::DdlCompiler;

    Result<QString> columnSpecification(const schema::Column &column,
                                        const TableLayout &) const override
    {
        auto text = typeText(column);
        if (!text)
            return text;
        text->prepend(quote(column.name) + u' ');
        if (column.serverDefault) {
            const auto value = defaultText(*column.serverDefault);
            if (!value)
                return value;
            *text += u" DEFAULT "_s + *value;
        }
        if (column.computed) {
            const auto computed = computedText(*column.computed);
            if (!computed)
                return computed;
            *text += u' ' + *computed;
        }
        if (column.identity)
            *text += u' ' + identityText(*column.identity);
        else if (!column.isNullable())
            *text += u" NOT NULL"_s;
        return text;
    }

protected:
    Result<QString> postCreateTable(const TableLayout &) const override { return QString(); }
};

} // namespace

std::unique_ptr<DdlCompiler> genericDdl(const Dialect &dialect, const CompileOptions &options)
{
    return std::make_unique<GenericDdl>(dialect, options);
}

} // namespace limbeck::dialect
