// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/tomlfile.h"

#include "core/config/textfile.h"

// The only place that knows toml++, compiled in here; its errors come as values.
#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wpedantic"
#include <toml++/toml.h>
#pragma GCC diagnostic pop

#include <sstream>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

QVariantMap toMap(const toml::table &table);

QVariant toVariant(const toml::node &node)
{
    if (const auto *table = node.as_table())
        return toMap(*table);
    if (const auto *array = node.as_array()) {
        QVariantList list;
        for (const toml::node &element : *array)
            list.append(toVariant(element));
        return list;
    }
    if (const auto *text = node.as_string())
        return QString::fromStdString(text->get());
    if (const auto *number = node.as_integer())
        return QVariant::fromValue(qlonglong(number->get()));
    if (const auto *number = node.as_floating_point())
        return number->get();
    if (const auto *boolean = node.as_boolean())
        return boolean->get();
    std::ostringstream text;
    node.visit([&](const auto &value) {
        if constexpr (!toml::is_table<decltype(value)> && !toml::is_array<decltype(value)>)
            text << value.get();
    });
    return QString::fromStdString(text.str());
}

QVariantMap toMap(const toml::table &table)
{
    QVariantMap map;
    for (const auto &[key, node] : table)
        map.insert(QString::fromUtf8(key.data(), static_cast<qsizetype>(key.length())),
                   toVariant(node));
    return map;
}

} // namespace

Result<QVariantMap> parseToml(const QString &path, const QString &text)
{
    const std::string bytes = text.toStdString();
    const toml::parse_result parsed = toml::parse(std::string_view(bytes));
    if (parsed)
        return toMap(parsed.table());
    const toml::parse_error &problem = parsed.error();
    const auto line = static_cast<int>(problem.source().begin.line);
    const auto column = static_cast<int>(problem.source().begin.column);
    const auto source = std::make_shared<SourceFile>(path, text);
    return failure(
        Error { ErrorCode::Syntax,
                u"%1 is not valid TOML (line %2, column %3): %4"_s.arg(
                    path, QString::number(line), QString::number(column),
                    QString::fromUtf8(problem.description().data(),
                                      static_cast<qsizetype>(problem.description().size()))),
                { source, { line, column, line, column } },
                {},
                {},
                {} });
}

Result<QVariantMap> readTomlFile(const QString &path)
{
    const Result<QString> text = readTextFile(path);
    if (!text)
        return failure(text.error());
    return parseToml(path, *text);
}

} // namespace limbeck
