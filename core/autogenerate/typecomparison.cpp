// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/autogenerate/typecomparison.h"

#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;

namespace limbeck::autogenerate {

namespace {

using Names = QSet<QString>;

/// A type as a database spells it, taken apart: "integer(10) unsigned".
struct Spelling
{
    QString name; ///< "integer"
    QStringList words; ///< "unsigned"
    QStringList arguments; ///< "10"

    /// Name and words: "double precision".
    [[nodiscard]] QString text() const { return (QStringList { name } + words).join(u' '); }
};

Spelling takenApart(const QString &definition)
{
    static const QRegularExpression token(u"[\\w\\-]+|\\(.+?\\)"_s);
    static const QRegularExpression argument(u"[^(),]+"_s);
    Spelling spelling;
    QString parenthesis;
    for (auto at = token.globalMatch(definition.toLower()); at.hasNext();) {
        const QString text = at.next().captured();
        if (text.startsWith(u'('))
            parenthesis = text;
        else
            spelling.words.append(text);
    }
    if (!spelling.words.isEmpty())
        spelling.name = spelling.words.takeFirst();
    for (auto at = argument.globalMatch(parenthesis); at.hasNext();) {
        const QString text = at.next().captured().trimmed();
        if (!text.contains(u'='))
            spelling.arguments.append(text);
    }
    return spelling;
}

/// Names that mean the same type, group by group.
std::vector<Names> synonyms(Backend backend)
{
    std::vector<Names> groups { { u"numeric"_s, u"decimal"_s } };
    if (backend == Backend::PostgreSql)
        groups.push_back({ u"float"_s, u"double precision"_s });
    if (isMySqlFamily(backend)) {
        groups.push_back({ u"bool"_s, u"tinyint"_s });
        groups.push_back({ u"json"_s, u"longtext"_s });
    }
    return groups;
}

bool sameNames(const Spelling &a, const Spelling &b, Backend backend)
{
    if (a.name == b.name)
        return true;
    const std::vector<Names> groups = synonyms(backend);
    return std::any_of(groups.begin(), groups.end(), [&](const Names &group) {
        return (group.contains(a.text()) && group.contains(b.text()))
            || (group.contains(a.name) && group.contains(b.name));
    });
}

/// Whether both say a character set or collation, and not the same.
bool textAttributesDiffer(const Spelling &a, const Spelling &b)
{
    static const QRegularExpression patterns[] = {
        QRegularExpression(u"character set ([\\w\\-]+)"_s),
        QRegularExpression(u"collate ([\\w\\-]+)"_s),
    };
    const QString first = a.words.join(u' '), second = b.words.join(u' ');
    return std::any_of(std::begin(patterns), std::end(patterns), [&](const auto &pattern) {
        const auto found = pattern.match(first), other = pattern.match(second);
        return found.hasMatch() && other.hasMatch() && found.captured(1) != other.captured(1);
    });
}

bool sameArguments(const Spelling &a, const Spelling &b, Backend backend)
{
    const auto contradict = [](const QStringList &x, const QStringList &y) {
        return x.size() == y.size() && x != y;
    };
    return !contradict(a.words, b.words) && !contradict(a.arguments, b.arguments)
        && !(isMySqlFamily(backend) && textAttributesDiffer(a, b));
}

bool isEnum(const schema::SqlType &type)
{
    return type.name.toLower() == "enum"_L1;
}

/// The type that @p dialect uses of one with variants.
const schema::SqlType &variantFor(const schema::SqlType &type, const dialect::Dialect &dialect)
{
    const auto found = type.variants.find(dialect.name());
    return found == type.variants.end() || !found->second ? type : *found->second;
}

} // namespace

bool spellingsDiffer(const QString &reflected, const QString &model, Backend backend)
{
    const Spelling a = takenApart(reflected), b = takenApart(model);
    return !sameNames(a, b, backend) || !sameArguments(a, b, backend);
}

Result<bool> typesDiffer(const schema::SqlType &reflected, const schema::SqlType &model,
                         const dialect::Dialect &dialect)
{
    const schema::SqlType &used = variantFor(model, dialect);
    if (isMySqlFamily(dialect.backend()) && isEnum(reflected) && isEnum(used)) {
        // The order of the values is no difference; other lengths of the list are.
        return Names(reflected.enumValues.begin(), reflected.enumValues.end())
            != Names(used.enumValues.begin(), used.enumValues.end());
    }
    const Result<QString> first = dialect.compile(reflected), second = dialect.compile(model);
    if (!first)
        return failure(first.error());
    if (!second)
        return failure(second.error());
    return spellingsDiffer(*first, *second, dialect.backend());
}

} // namespace limbeck::autogenerate
