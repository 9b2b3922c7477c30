// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/ddlcompiler.h"

#include <QStringBuilder>

using namespace Qt::StringLiterals;

namespace limbeck::dialect {
namespace {

const QString &actionPattern()
{
    static const QString pattern = u"^(?:RESTRICT|CASCADE|SET NULL|NO ACTION|SET DEFAULT)$"_s;
    return pattern;
}

const QString &setColumnsPattern()
{
    static const QString pattern =
        u"^(?:RESTRICT|CASCADE|SET (?:NULL|DEFAULT)(?:\\s*\\(.+\\))?|NO ACTION)$"_s;
    return pattern;
}

} // namespace

Result<QString> DdlCompiler::addConstraint(const PlacedConstraint &placed,
                                           const TableContext &table) const
{
    auto words = constraint(placed, table);
    if (!words)
        return failure(words.error());
    return u"ALTER TABLE %1 ADD %2"_s.arg(names().qualified(table.name, table.schema),
                                          words->value_or(u"None"_s));
}

Result<QString> DdlCompiler::dropConstraint(const schema::Identifier &name,
                                            const TableContext &table,
                                            const std::optional<QString> &, bool ifExists) const
{
    return u"ALTER TABLE %1 DROP CONSTRAINT %2%3"_s.arg(names().qualified(table.name, table.schema),
                                                        ifExists ? u"IF EXISTS "_s : QString(),
                                                        quote(name));
}

Result<TextOrNothing> DdlCompiler::constraint(const PlacedConstraint &placed,
                                              const TableContext &table) const
{
    struct Writer
    {
        const DdlCompiler &compiler;
        const std::optional<ResolvedName> &name;
        const TableContext &table;

        Result<TextOrNothing> operator()(const schema::PrimaryKeyConstraint &key) const
        {
            return compiler.primaryKey(key, name, table);
        }

        Result<TextOrNothing> operator()(const schema::UniqueConstraint &unique) const
        {
            return compiler.unique(unique, name, table);
        }

        Result<TextOrNothing> operator()(const schema::CheckConstraint &check) const
        {
            return compiler.check(check, name, table);
        }

        Result<TextOrNothing> operator()(const schema::ForeignKeyConstraint &key) const
        {
            return compiler.foreignKey(key, name, table);
        }

        Result<TextOrNothing> operator()(const schema::ExcludeConstraint &exclude) const
        {
            return compiler.exclude(exclude, name);
        }
    };

    return std::visit(Writer { *this, placed.name, table }, placed.constraint);
}

Result<TextOrNothing> DdlCompiler::primaryKey(const schema::PrimaryKeyConstraint &key,
                                              const std::optional<ResolvedName> &name,
                                              const TableContext &) const
{
    if (key.columns.empty())
        return QString();
    auto start = preamble(name);
    auto end = start ? deferrability(key.deferrable, key.initially) : start;
    if (!end)
        return failure(end.error());
    return QString(*start % u"PRIMARY KEY (" % columnList(key.columns) % u')' % *end);
}

Result<TextOrNothing> DdlCompiler::unique(const schema::UniqueConstraint &unique,
                                          const std::optional<ResolvedName> &name,
                                          const TableContext &) const
{
    if (unique.columns.empty())
        return QString();
    auto start = preamble(name);
    auto end = start ? deferrability(unique.deferrable, unique.initially) : start;
    if (!end)
        return failure(end.error());
    return QString(*start % u"UNIQUE (" % columnList(unique.columns) % u')' % *end);
}

Result<TextOrNothing> DdlCompiler::check(const schema::CheckConstraint &check,
                                         const std::optional<ResolvedName> &name,
                                         const TableContext &) const
{
    auto start = preamble(name);
    auto condition = start ? bare(check.condition) : start;
    auto end = condition ? deferrability(check.deferrable, check.initially) : condition;
    if (!end)
        return failure(end.error());
    return *start + u"CHECK (%1)"_s.arg(*condition) + *end;
}

QString DdlCompiler::remoteTable(const schema::ForeignKeyConstraint &key) const
{
    return names().qualified(key.referredTable, key.referredSchema);
}

Result<TextOrNothing> DdlCompiler::foreignKey(const schema::ForeignKeyConstraint &key,
                                              const std::optional<ResolvedName> &name,
                                              const TableContext &) const
{
    auto start = preamble(name);
    auto end = start ? referenceActions(key) : start;
    if (!end)
        return failure(end.error());
    const auto &referred = key.referredColumns.empty() ? key.columns : key.referredColumns;
    return QString(*start % u"FOREIGN KEY(" % columnList(key.columns) % u") REFERENCES "
                   % remoteTable(key) % u" (" % columnList(referred) % u')' % *end);
}

Result<TextOrNothing> DdlCompiler::exclude(const schema::ExcludeConstraint &,
                                           const std::optional<ResolvedName> &) const
{
    return failure(
        ErrorCode::Unsupported,
        u"The DDL compiler of dialect %1 can't render element of type ExcludeConstraint"_s.arg(
            m_dialect.name()));
}

Result<QString> DdlCompiler::matchText(const schema::ForeignKeyConstraint &key) const
{
    return key.options.match ? u" MATCH "_s + *key.options.match : QString();
}

Result<QString> DdlCompiler::referenceActions(const schema::ForeignKeyConstraint &key) const
{
    auto text = matchText(key);
    if (!text)
        return text;
    if (key.options.onDelete) {
        auto action = sqlPhrase(*key.options.onDelete,
                                takesSetColumns() ? setColumnsPattern() : actionPattern());
        if (!action)
            return action;
        *text += u" ON DELETE "_s + *action;
    }
    if (key.options.onUpdate) {
        auto action = sqlPhrase(*key.options.onUpdate, actionPattern());
        if (!action)
            return action;
        *text += u" ON UPDATE "_s + *action;
    }
    auto deferred = deferrability(key.options.deferrable, key.options.initially);
    if (!deferred)
        return deferred;
    return *text + *deferred;
}

Result<QString> DdlCompiler::preamble(const std::optional<ResolvedName> &name) const
{
    if (!name)
        return QString();
    auto fitted = fitName(*name, false, names());
    if (!fitted)
        return failure(fitted.error());
    return u"CONSTRAINT %1 "_s.arg(quote(*fitted));
}

Result<QString> DdlCompiler::deferrability(const std::optional<bool> &deferrable,
                                           const std::optional<QString> &initially) const
{
    QString text;
    if (deferrable)
        text += *deferrable ? u" DEFERRABLE"_s : u" NOT DEFERRABLE"_s;
    if (initially) {
        auto phrase = sqlPhrase(*initially, u"^(?:DEFERRED|IMMEDIATE)$"_s);
        if (!phrase)
            return phrase;
        text += u" INITIALLY "_s + *phrase;
    }
    return text;
}

} // namespace limbeck::dialect
