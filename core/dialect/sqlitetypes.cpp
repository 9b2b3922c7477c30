// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/typespelling.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace limbeck::dialect {
namespace {

/// Whether a storage format contains more than digits, so that SQLite gives the column TEXT
/// affinity.
bool isTextFormat(const QString &storageFormat)
{
    static const QRegularExpression field(u"%\\(\\w+\\)0?\\d*d"_s);
    static const QRegularExpression other(u"[^0-9]"_s);
    QString rest = storageFormat;
    rest.remove(field);
    return rest.contains(other);
}

class SqliteTypes final : public TypeSpelling
{
public:
    using TypeSpelling::TypeSpelling;

protected:
    QString compilerName() const override { return u"SQLiteTypeCompiler"_s; }

    Result<QString> visit(const QString &name, const schema::SqlType &type) const override
    {
        if (name == u"JSON")
            return name;
        if ((name == u"DATETIME" || name == u"DATE" || name == u"TIME") && type.storageFormat
            && !isTextFormat(*type.storageFormat))
            return name + u"_CHAR"_s;
        return TypeSpelling::visit(name, type);
    }
};

} // namespace

std::unique_ptr<TypeSpelling> sqliteTypes(const Dialect &dialect)
{
    return std::make_unique<SqliteTypes>(dialect);
}

} // namespace limbeck::dialect
