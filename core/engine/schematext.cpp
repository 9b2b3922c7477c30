// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/schematext.h"

#include "core/dialect/dialect.h"
#include "core/ops/operation.h"

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

/// The table as this database's CREATE TABLE and CREATE INDEX would make it, a line for each part.
Result<QStringList> tableLines(const dialect::Dialect &dialect, const schema::TablePtr &table)
{
    ops::CreateTable create;
    create.table = table;
    dialect::CompileOptions options;
    options.literalBinds = true;
    const auto statements = dialect.compile(ops::Operation { create, {} }, options, nullptr);
    if (!statements)
        return failure(statements.error());
    QStringList lines;
    for (const dialect::Statement &statement : *statements) {
        for (QString line : statement.sql.split(u'\n', Qt::SkipEmptyParts)) {
            line = line.simplified();
            while (line.endsWith(u','))
                line.chop(1);
            if (!line.isEmpty() && line != ")"_L1)
                lines += line;
        }
    }
    lines.sort();
    return lines;
}

QStringList added(const QString &sign, const QString &name, const QStringList &here,
                  const QStringList &there)
{
    QStringList result;
    for (const QString &line : here) {
        if (!there.contains(line))
            result += u"%1 %2: %3"_s.arg(sign, name, line);
    }
    return result;
}

} // namespace

Result<SchemaText> SchemaText::read(dialect::Connection &connection)
{
    const auto catalog = connection.inspector().catalog({});
    if (!catalog)
        return failure(catalog.error());
    SchemaText text;
    for (const schema::TablePtr &table : catalog->tables) {
        auto lines = tableLines(connection.dialect(), table);
        if (!lines)
            return failure(lines.error().within(table->fullName()));
        text.m_objects.emplace(u"table "_s + table->fullName(), std::move(*lines));
    }
    for (const schema::View &view : catalog->views)
        text.m_objects.emplace(u"view "_s + view.name.text,
                               QStringList { view.definition.simplified() });
    for (const schema::Sequence &sequence : catalog->sequences)
        text.m_objects.emplace(u"sequence "_s + sequence.name.text, QStringList { u"exists"_s });
    for (const schema::SqlTypePtr &type : catalog->enums)
        text.m_objects.emplace(u"type "_s + type->typeName.value_or(QString()),
                               QStringList { type->enumValues.join(u", "_s) });
    return text;
}

QStringList SchemaText::differencesTo(const SchemaText &other) const
{
    QStringList result;
    for (const auto &[name, lines] : m_objects) {
        const auto found = other.m_objects.find(name);
        if (found == other.m_objects.end())
            result += u"- "_s + name;
        else
            result += added(u"-"_s, name, lines, found->second)
                + added(u"+"_s, name, found->second, lines);
    }
    for (const auto &[name, lines] : other.m_objects) {
        if (!m_objects.contains(name))
            result += u"+ "_s + name;
    }
    return result;
}

} // namespace limbeck
