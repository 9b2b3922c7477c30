// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/autogenerate/defaultcomparison.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace limbeck::autogenerate {

namespace {

using Text = std::optional<QString>;
using Kind = DefaultPair::Kind;

QString withoutQuotes(QString text)
{
    static const QRegularExpression quotes(u"^'|'$"_s);
    return text.remove(quotes);
}

/// SQLite keeps a default as it was written: in parentheses, in quotes, or bare.
Text bareText(const Text &text)
{
    static const QRegularExpression parentheses(u"^\\((.+)\\)$"_s);
    static const QRegularExpression quotes(u"^\"?'(.+)'\"?$"_s);
    if (!text)
        return text;
    return QString(*text).replace(parentheses, u"\\1"_s).replace(quotes, u"\\1"_s);
}

/// "current_timestamp() on update current_timestamp()" → "current_timestamp", "on update …".
struct ClockDefault
{
    QString value;
    Text onUpdate;
};

ClockDefault takenApart(const QString &text)
{
    static const QRegularExpression pattern(u"^(.*) (on update.*?)(?:\\(\\))?$"_s);
    const QString lower = text.toLower();
    const auto match = pattern.match(lower);
    ClockDefault result { match.hasMatch() ? match.captured(1) : lower,
                          match.hasMatch() ? Text(match.captured(2)) : Text() };
    if (result.value.endsWith(u"()"_s))
        result.value.chop(2);
    return result;
}

bool mySqlDiffer(const DefaultPair &pair)
{
    // A key column without NOT NULL once got an implicit 0.
    if (pair.isPlainKey && pair.modelKind == Kind::Integer && !pair.model
        && pair.reflected == u"'0'"_s)
        return false;
    if (pair.reflected && pair.reflectedKind == Kind::Integer)
        return Text(withoutQuotes(*pair.reflected)) != pair.model;
    if (pair.model && pair.modelKind == Kind::Text)
        return pair.reflected != Text(u'\'' + withoutQuotes(*pair.model) + u'\'');
    if (!pair.reflected || !pair.model)
        return pair.reflected != pair.model;
    const ClockDefault reflected = takenApart(*pair.reflected), model = takenApart(*pair.model);
    return reflected.onUpdate != model.onUpdate || reflected.value != model.value;
}

DefaultVerdict comparePostgreSql(const DefaultPair &pair)
{
    static const QRegularExpression sequence(u"^nextval\\('(.+?)'::regclass\\)"_s);
    if (pair.countsUp)
        return {};
    Text reflected = pair.reflected;
    if (reflected && sequence.match(*reflected).hasMatch())
        reflected->remove(u"::regclass"_s);
    if (reflected == pair.model || !reflected || !pair.model)
        return { reflected != pair.model, {} };
    const bool isNumber = pair.reflectedKind == Kind::Number;
    const QString model = pair.modelIsPlainText && !isNumber
        ? u'\'' + withoutQuotes(*pair.model) + u'\''
        : *pair.model;
    return { true, u"SELECT %1 = %2"_s.arg(*reflected, model) };
}

} // namespace

DefaultVerdict compareDefaults(const DefaultPair &pair, Backend backend)
{
    if (backend == Backend::PostgreSql)
        return comparePostgreSql(pair);
    if (backend == Backend::Sqlite)
        return { bareText(pair.reflected) != bareText(pair.model), {} };
    if (isMySqlFamily(backend))
        return { mySqlDiffer(pair), {} };
    return { pair.reflected != pair.model, {} };
}

} // namespace limbeck::autogenerate
