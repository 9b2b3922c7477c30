// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/dialectarguments.h"

#include <optional>

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

namespace {

struct Accepted
{
    QLatin1StringView construct;
    QLatin1StringView dialect;
    QLatin1StringView arguments; ///< with spaces between them; "*": any
};

constexpr Accepted accepted[] = {
    { "Table"_L1, "postgresql"_L1,
      "ignore_search_path tablespace partition_by with_oids on_commit inherits using"_L1 },
    { "Table"_L1, "mysql"_L1, "*"_L1 },
    { "Table"_L1, "mariadb"_L1, "*"_L1 },
    { "Table"_L1, "sqlite"_L1, "autoincrement with_rowid strict"_L1 },
    { "Table"_L1, "mssql"_L1, ""_L1 },
    { "Table"_L1, "oracle"_L1, "resolve_synonyms on_commit compress tablespace"_L1 },
    { "Index"_L1, "postgresql"_L1,
      "using include where ops concurrently with tablespace nulls_not_distinct"_L1 },
    { "Index"_L1, "mysql"_L1, "using length prefix with_parser"_L1 },
    { "Index"_L1, "mariadb"_L1, "using length prefix with_parser"_L1 },
    { "Index"_L1, "sqlite"_L1, "where"_L1 },
    { "Index"_L1, "mssql"_L1, "clustered include where columnstore"_L1 },
    { "Index"_L1, "oracle"_L1, "bitmap compress vector"_L1 },
};

/// The arguments of a dialect for a construct; nothing for a dialect that is not known.
std::optional<QStringList> argumentsOf(const QString &construct, const QString &dialect)
{
    for (const Accepted &each : accepted) {
        if (each.construct == construct && each.dialect == dialect)
            return QString(each.arguments).split(u' ');
    }
    return {};
}

} // namespace

void requireDialectArgument(Interpreter &interpreter, const QString &construct,
                            const QString &keyword)
{
    const qsizetype end = keyword.indexOf(u'_', 1);
    if (end < 0 || end + 1 == keyword.size())
        throwTypeError(
            u"Additional arguments should be named <dialectname>_<argument>, got '%1'"_s.arg(
                keyword));
    const QString dialect = keyword.first(end);
    const auto known = argumentsOf(construct, dialect);
    if (known && !known->contains(u"*"_s) && !known->contains(keyword.sliced(end + 1)))
        throwSqlAlchemyError(
            interpreter, "ArgumentError",
            u"Argument '%1' is not accepted by dialect '%2' on behalf of <class 'sqlalchemy.sql.schema.%3'>"_s
                .arg(keyword, dialect, construct));
}

} // namespace limbeck::bindings
