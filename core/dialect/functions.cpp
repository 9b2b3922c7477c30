// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/functions.h"

#include "core/dialect/operatortypes.h"
#include "core/dialect/querycompiler.h"

using namespace Qt::StringLiterals;

// func.*: names that SQLAlchemy knows, and what each database writes for them.

namespace limbeck::dialect {

using namespace schema;

namespace {

/// Functions whose name is written in this way, whatever the script's case is.
struct KnownFunction
{
    QString text;
    bool hasArguments = true; ///< with parentheses even when there are none
};

const QHash<QString, KnownFunction> &knownFunctions()
{
    static const QHash<QString, KnownFunction> functions = [] {
        QHash<QString, KnownFunction> all {
            { u"coalesce"_s, { u"coalesce"_s, true } },
            { u"current_date"_s, { u"CURRENT_DATE"_s, false } },
            { u"current_time"_s, { u"CURRENT_TIME"_s, false } },
            { u"current_timestamp"_s, { u"CURRENT_TIMESTAMP"_s, false } },
            { u"current_user"_s, { u"CURRENT_USER"_s, false } },
            { u"localtime"_s, { u"LOCALTIME"_s, false } },
            { u"localtimestamp"_s, { u"LOCALTIMESTAMP"_s, false } },
            { u"random"_s, { u"random"_s, true } },
            { u"sysdate"_s, { u"sysdate"_s, false } },
            { u"session_user"_s, { u"SESSION_USER"_s, false } },
            { u"user"_s, { u"USER"_s, false } },
            { u"cube"_s, { u"CUBE"_s, true } },
            { u"rollup"_s, { u"ROLLUP"_s, true } },
            { u"grouping_sets"_s, { u"GROUPING SETS"_s, true } },
        };
        // These only lose the script's case.
        for (const QString &name :
             { u"max"_s, u"min"_s, u"sum"_s, u"now"_s, u"concat"_s, u"char_length"_s, u"count"_s,
               u"array_agg"_s, u"mode"_s, u"percentile_cont"_s, u"percentile_disc"_s, u"rank"_s,
               u"dense_rank"_s, u"percent_rank"_s, u"cume_dist"_s, u"aggregate_strings"_s })
            all.insert(name, { name, true });
        return all;
    }();
    return functions;
}

/// Whether a function's name needs quotes for its characters; reserved words do not count.
bool hasIllegalCharacters(const QString &name)
{
    if (name.isEmpty() || name.front().isDigit() || name.front() == u'$')
        return true;
    return !std::all_of(name.begin(), name.end(), [](QChar c) {
        return c == u'_' || c == u'$' || (c.unicode() < 128 && c.isLetterOrNumber());
    });
}

} // namespace

QString functionName(const Function &function)
{
    const QString lower = function.name.text.toLower();
    const bool isKnown =
        function.packages.isEmpty() && !function.name.quote && knownFunctions().contains(lower);
    return isKnown ? lower : function.name.text;
}

QString StatementCompiler::arguments(const Function &call, const Place &given)
{
    Place place = given;
    QString sql;
    if (call.arguments.empty() && call.packages.isEmpty() && call.name.text.toLower() == u"count")
        sql = u"*"_s;
    else
        sql = list(call.arguments, place);
    if (!call.orderBy.empty() && !call.withinGroup) {
        if (!isPostgresql())
            return fail(
                u"Compiler for dialect %1 can't render element of type aggregate_order_by"_s.arg(
                    dialectName()));
        sql += u" ORDER BY "_s + list(call.orderBy, place);
    }
    return u'(' + sql + u')';
}

QString StatementCompiler::function(const Expression &element, const Function &call,
                                    const Place &given)
{
    Place place = given;
    place.withinColumns = false;
    QString sql = functionCall(element, call, place);
    if (call.withOrdinality)
        sql += u" WITH ORDINALITY"_s;
    if (call.withinGroup)
        sql += u" WITHIN GROUP (ORDER BY "_s + list(call.orderBy, place) + u')';
    if (call.filter)
        sql += u" FILTER (WHERE "_s + expression(call.filter, place) + u')';
    return sql;
}

QString StatementCompiler::functionCall(const Expression &element, const Function &call,
                                        const Place &place)
{
    const QString lowerName = call.name.text.toLower();
    if (call.packages.isEmpty()) {
        if (const auto special = specialFunction(element, call, place))
            return *special;
        const auto known = knownFunctions().constFind(lowerName);
        if (known != knownFunctions().cend() && !call.name.quote) {
            const bool isBare = !known->hasArguments && call.arguments.empty();
            return isBare ? known->text : known->text + arguments(call, place);
        }
    }
    const auto part = [this](const Identifier &name) {
        return name.quote || hasIllegalCharacters(name.text) ? m_preparer.quote(name) : name.text;
    };
    QStringList path;
    for (const QString &package : call.packages)
        path.append(part({ package, {} }));
    path.append(part(call.name));
    return path.join(u'.') + arguments(call, place);
}

std::optional<QString> StatementCompiler::specialFunction(const Expression &, const Function &call,
                                                          const Place &place)
{
    const QString name = call.name.text.toLower();
    if (name == u"aggregate_strings") {
        if (isMySql() && call.arguments.size() == 2)
            return u"group_concat("_s + expression(call.arguments[0], place) + u" SEPARATOR "_s
                + expression(call.arguments[1], place) + u')';
        // The argument list is compiled without the statement's options: its values stay
        // placeholders.
        Place apart = start();
        apart.literalBinds = false;
        return (isPostgresql() ? u"string_agg"_s : u"group_concat"_s) + arguments(call, apart);
    }
    if (isPostgresql() && name == u"substring" && call.arguments.size() >= 2) {
        QString sql = u"SUBSTRING("_s + expression(call.arguments[0], place) + u" FROM "_s
            + expression(call.arguments[1], place);
        if (call.arguments.size() > 2)
            sql += u" FOR "_s + expression(call.arguments[2], place);
        return sql + u')';
    }
    if (isSqlite()) {
        if (name == u"now")
            return u"CURRENT_TIMESTAMP"_s;
        if (name == u"localtimestamp")
            return u"DATETIME(CURRENT_TIMESTAMP, 'localtime')"_s;
        if (name == u"char_length") {
            Place apart = start();
            apart.literalBinds = place.literalBinds;
            return u"length"_s + arguments(call, apart);
        }
    }
    if (isMySql()) {
        if (name == u"random")
            return u"rand"_s + arguments(call, place);
        if (name == u"sysdate")
            return u"SYSDATE()"_s;
        if (name == u"rollup")
            return list(call.arguments, place) + u" WITH ROLLUP"_s;
    }
    return {};
}

} // namespace limbeck::dialect
