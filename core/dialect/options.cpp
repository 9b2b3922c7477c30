// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/options.h"

#include "core/dialect/literalformat.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace limbeck::dialect {
namespace {

using schema::Literal;
using ListPtr = std::shared_ptr<const schema::LiteralList>;

bool isTrue(const Literal &value)
{
    if (const auto *flag = std::get_if<bool>(&value.value))
        return *flag;
    if (const auto *number = std::get_if<qint64>(&value.value))
        return *number != 0;
    if (const auto *text = std::get_if<QString>(&value.value))
        return !text->isEmpty();
    if (const auto *list = std::get_if<ListPtr>(&value.value))
        return *list && !(*list)->items.empty();
    return !value.isNull();
}

QString unescaped(const QString &jsonString)
{
    const auto document = QJsonDocument::fromJson((u"[\""_s + jsonString + u"\"]"_s).toUtf8());
    return document[0].toString();
}

/// The members of a flat JSON object in their order, which QJsonObject does not keep.
std::vector<std::pair<QString, QString>> flatMembers(const QString &json)
{
    static const QRegularExpression member(
        u"\"((?:[^\"\\\\]|\\\\.)*)\"\\s*:\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^,}\\s]+))"_s);
    std::vector<std::pair<QString, QString>> members;
    for (auto matches = member.globalMatch(json); matches.hasNext();) {
        const auto match = matches.next();
        QString value = match.captured(3);
        if (value.isEmpty())
            value = unescaped(match.captured(2));
        else if (value == u"true")
            value = u"True"_s;
        else if (value == u"false")
            value = u"False"_s;
        else if (value == u"null")
            value = u"None"_s;
        members.emplace_back(unescaped(match.captured(1)), value);
    }
    return members;
}

} // namespace

const Literal *option(const schema::DialectOptions &options, const QString &key)
{
    for (const auto &[name, value] : options) {
        if (name == key)
            return value.isNull() ? nullptr : &value;
    }
    return nullptr;
}

QString plainText(const Literal &value)
{
    if (const auto *text = std::get_if<QString>(&value.value))
        return *text;
    if (const auto *decimal = std::get_if<schema::Decimal>(&value.value))
        return decimal->text;
    return pythonRepr(value);
}

std::optional<QString> textOption(const schema::DialectOptions &options, const QString &key)
{
    const Literal *value = option(options, key);
    return value && isTrue(*value) ? std::optional(plainText(*value)) : std::nullopt;
}

std::optional<bool> flagOption(const schema::DialectOptions &options, const QString &key)
{
    const Literal *value = option(options, key);
    return value ? std::optional(isTrue(*value)) : std::nullopt;
}

QStringList listOption(const schema::DialectOptions &options, const QString &key)
{
    const Literal *value = option(options, key);
    if (!value)
        return {};
    const auto *list = std::get_if<ListPtr>(&value->value);
    if (!list)
        return { plainText(*value) };
    QStringList texts;
    for (const Literal &item : (*list)->items)
        texts.append(plainText(item));
    return texts;
}

std::vector<std::pair<QString, QString>> mapOption(const schema::DialectOptions &options,
                                                   const QString &key)
{
    const Literal *value = option(options, key);
    if (!value)
        return {};
    if (const auto *json = std::get_if<schema::Json>(&value->value))
        return flatMembers(json->text);
    std::vector<std::pair<QString, QString>> members;
    if (const auto *list = std::get_if<ListPtr>(&value->value)) {
        for (const Literal &item : (*list)->items) {
            const auto *pair = std::get_if<ListPtr>(&item.value);
            if (pair && (*pair)->items.size() == 2)
                members.emplace_back(plainText((*pair)->items[0]), plainText((*pair)->items[1]));
        }
    }
    return members;
}

} // namespace limbeck::dialect
