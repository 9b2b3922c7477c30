// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/ddlcompiler.h"

#include "core/dialect/literals.h"
#include "core/dialect/typecompiler.h"

#include <QRegularExpression>
#include <QStringBuilder>

using namespace Qt::StringLiterals;

namespace limbeck::dialect {

using schema::Identifier;

// --- tables --------------------------------------------------------------------------

Result<QString> DdlCompiler::createTable(const TableLayout &table, bool ifNotExists) const
{
    QString text;
    constexpr qsizetype usualLine = 50;
    const size_t lines = table.columns.size() + table.constraints.size() + 2;
    text.reserve(static_cast<qsizetype>(lines) * usualLine);
    text += u"\nCREATE ";
    if (!table.prefixes.isEmpty())
        text += table.prefixes.join(u' ') % u' ';
    text += u"TABLE "_s % (ifNotExists ? u"IF NOT EXISTS "_s : QString())
        % names().qualified(table.name, table.schema) % u" (";

    const TableContext context { table.name, table.schema, &table };
    QString separator = u"\n"_s;
    for (const schema::Column &column : table.columns) {
        if (column.isSystem)
            continue;
        auto specification = columnSpecification(column, table);
        auto checks = specification ? columnChecks(column, context) : specification;
        if (!checks) {
            Error error = checks.error();
            error.message = u"(in table '%1', column '%2'): %3"_s.arg(
                table.name.text, column.name.text, error.message);
            return failure(std::move(error));
        }
        text += separator % u'\t' % *specification % *checks;
        separator = u", \n"_s;
    }

    QStringList constraints;
    for (const PlacedConstraint &placed : table.constraints) {
        const auto *key = std::get_if<schema::ForeignKeyConstraint>(&placed.constraint);
        if (key && key->options.useAlter && supportsAlter())
            continue;
        auto words = constraint(placed, context);
        if (!words)
            return failure(words.error());
        if (*words)
            constraints.append(**words);
    }
    if (!constraints.isEmpty())
        text += separator % u'\t' % constraints.join(u", \n\t"_s);

    auto post = postCreateTable(table);
    if (!post)
        return post;
    text += u"\n)" % *post % u"\n\n";
    return text;
}

QString DdlCompiler::dropTable(const ops::TableName &table, bool ifExists) const
{
    return u"\nDROP TABLE "_s + (ifExists ? u"IF EXISTS "_s : QString())
        + names().qualified(table.name, table.schema);
}

Result<QString> DdlCompiler::setTableComment(const ops::TableName &table,
                                             const QString &comment) const
{
    return u"COMMENT ON TABLE %1 IS %2"_s.arg(names().qualified(table.name, table.schema),
                                              comment.isNull() ? u"NULL"_s : string(comment));
}

Result<QString> DdlCompiler::dropTableComment(const ops::TableName &table) const
{
    return u"COMMENT ON TABLE %1 IS NULL"_s.arg(names().qualified(table.name, table.schema));
}

// --- columns -------------------------------------------------------------------------

Result<QString> DdlCompiler::typeText(const schema::Column &column) const
{
    return compileType(column.type ? *column.type : schema::SqlType {}, m_dialect);
}

Result<QString> DdlCompiler::defaultText(const schema::ServerDefault &value) const
{
    if (const auto *text = std::get_if<QString>(&value.value))
        return string(*text);
    const auto &expression = std::get<schema::ExpressionPtr>(value.value);
    return compileExpression(*expression, m_dialect, m_options);
}

Result<QString> DdlCompiler::columnChecks(const schema::Column &column,
                                          const TableContext &table) const
{
    QString text;
    for (schema::CheckConstraint given : column.checks) {
        given.columnLevel = true;
        auto name = constraintName(given, table.name, table.schema, m_options.namingConvention);
        if (!name)
            return failure(name.error());
        auto words = check(given, *name, table);
        if (!words)
            return failure(words.error());
        if (*words)
            text += u' ' + **words;
    }
    return text;
}

Result<QString> DdlCompiler::computedText(const schema::Computed &computed) const
{
    auto expression = bare(computed.expression);
    if (!expression)
        return expression;
    QString text = u"GENERATED ALWAYS AS (%1)"_s.arg(*expression);
    if (computed.persisted)
        text += *computed.persisted ? u" STORED"_s : u" VIRTUAL"_s;
    return text;
}

QString DdlCompiler::cycleText(bool cycle) const
{
    return cycle ? u"CYCLE"_s : u"NO CYCLE"_s;
}

QString DdlCompiler::identityOptions(const schema::SequenceOptions &options) const
{
    QStringList parts;
    const auto number = [&](const QString &words, const std::optional<qint64> &value) {
        if (value)
            parts.append(words + QString::number(*value));
    };
    number(u"INCREMENT BY "_s, options.increment);
    number(u"START WITH "_s, options.start);
    number(u"MINVALUE "_s, options.minValue);
    number(u"MAXVALUE "_s, options.maxValue);
    if (options.noMinValue.has_value())
        parts.append(u"NO MINVALUE"_s);
    if (options.noMaxValue.has_value())
        parts.append(u"NO MAXVALUE"_s);
    number(u"CACHE "_s, options.cache);
    if (options.cycle)
        parts.append(cycleText(*options.cycle));
    return parts.join(u' ');
}

QString DdlCompiler::identityText(const schema::Identity &identity) const
{
    const QString text =
        identity.always ? u"GENERATED ALWAYS AS IDENTITY"_s : u"GENERATED BY DEFAULT AS IDENTITY"_s;
    const QString words = identityOptions(identity.options);
    return words.isEmpty() ? text : text + u" (%1)"_s.arg(words);
}

// --- sequences -----------------------------------------------------------------------

Result<QString> DdlCompiler::createSequence(const schema::Sequence &sequence,
                                            bool ifNotExists) const
{
    QString text = u"CREATE SEQUENCE "_s + (ifNotExists ? u"IF NOT EXISTS "_s : QString());
    text += names().qualified(sequence.name, sequence.schema);
    if (sequence.dataType && m_dialect.backend() == Backend::PostgreSql) {
        auto type = compileType(*sequence.dataType, m_dialect);
        if (!type)
            return type;
        text += u" AS "_s + *type;
    }
    const QString words = identityOptions(sequence.options);
    return words.isEmpty() ? text : text + u' ' + words;
}

QString DdlCompiler::dropSequence(const schema::Sequence &sequence, bool ifExists) const
{
    return u"DROP SEQUENCE "_s + (ifExists ? u"IF EXISTS "_s : QString())
        + names().qualified(sequence.name, sequence.schema);
}

// --- indexes -------------------------------------------------------------------------

Result<QString> DdlCompiler::indexNameText(const std::optional<ResolvedName> &name) const
{
    if (!name)
        return failure(ErrorCode::Unsupported,
                       u"CREATE INDEX requires that the index have a name"_s);
    auto fitted = fitName(*name, true, names());
    if (!fitted)
        return failure(fitted.error());
    return quote(*fitted);
}

Result<QString> DdlCompiler::createIndex(const PlacedIndex &placed, bool ifNotExists,
                                         const TableLayout *) const
{
    auto name = indexNameText(placed.name);
    if (!name)
        return name;
    QStringList elements;
    for (const schema::ExpressionPtr &element : placed.index.elements) {
        auto text = bare(element);
        if (!text)
            return text;
        elements.append(*text);
    }
    return u"CREATE %1INDEX %2%3 ON %4 (%5)"_s.arg(
        placed.index.unique ? u"UNIQUE "_s : QString(),
        ifNotExists ? u"IF NOT EXISTS "_s : QString(), *name,
        names().qualified(placed.index.table, placed.index.schema), elements.join(u", "_s));
}

Result<QString> DdlCompiler::dropIndexName(const ops::DropIndex &drop) const
{
    return indexNameText(ResolvedName { drop.name, drop.nameIsFinal });
}

Result<QString> DdlCompiler::dropIndex(const ops::DropIndex &drop) const
{
    auto name = dropIndexName(drop);
    if (!name)
        return name;
    std::optional<Identifier> schemaName = drop.schema;
    if (!schemaName && drop.table)
        schemaName = drop.table->schema;
    const QString prefix =
        schemaName && !schemaName->isEmpty() ? quote(*schemaName) + u'.' : QString();
    return u"\nDROP INDEX "_s + (drop.ifExists ? u"IF EXISTS "_s : QString()) + prefix + *name;
}

// --- tools ---------------------------------------------------------------------------

QString DdlCompiler::string(const QString &text) const
{
    return renderString(text, m_dialect, m_options);
}

Result<QString> DdlCompiler::bare(const schema::ExpressionPtr &expression, bool grouped) const
{
    ExpressionContext context;
    context.includeTable = false;
    context.grouped = grouped;
    return compileExpression(*expression, m_dialect, m_options, context);
}

QString DdlCompiler::columnList(const std::vector<Identifier> &columns) const
{
    QStringList quoted;
    for (const Identifier &column : columns)
        quoted.append(quote(column));
    return quoted.join(u", "_s);
}

Result<QString> sqlPhrase(const QString &phrase, const QString &pattern)
{
    // Compiled once: there are four patterns.
    static thread_local QHash<QString, QRegularExpression> forms;
    auto form = forms.find(pattern);
    if (form == forms.end())
        form = forms.insert(pattern,
                            QRegularExpression(pattern, QRegularExpression::CaseInsensitiveOption));
    if (form->match(phrase).hasMatch())
        return phrase;
    return failure(ErrorCode::Unsupported,
                   u"Unexpected SQL phrase: '%1' (matching against '%2')"_s.arg(phrase, pattern));
}

std::unique_ptr<DdlCompiler> ddlCompiler(const Dialect &dialect, const CompileOptions &options)
{
    switch (dialect.backend()) {
    case Backend::PostgreSql:
        return postgresqlDdl(dialect, options);
    case Backend::MySql:
    case Backend::MariaDb:
        return mysqlDdl(dialect, options);
    case Backend::Sqlite:
        return sqliteDdl(dialect, options);
    case Backend::Generic:
        break;
    }
    return genericDdl(dialect, options);
}

} // namespace limbeck::dialect
