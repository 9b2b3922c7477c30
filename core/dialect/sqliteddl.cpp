// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/ddlcompiler.h"
#include "core/dialect/typecompiler.h"

#include <QRegularExpression>
#include <QStringBuilder>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace limbeck::dialect {
namespace {

bool isAsciiWordCharacter(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= u'a' && u <= u'z') || (u >= u'A' && u <= u'Z') || (u >= u'0' && u <= u'9')
        || u == u'_';
}

/// A text or something in parentheses already: `^\s*['"(]`.
bool isConstant(QStringView text)
{
    constexpr QStringView spaces = u" \t\n\v\f\r";
    const auto start =
        std::find_if(text.begin(), text.end(), [&](QChar c) { return !spaces.contains(c); });
    return start != text.end() && (*start == u'\'' || *start == u'"' || *start == u'(');
}

/// SQLite takes an expression as default only in parentheses.
QString sqliteDefault(const QString &text)
{
    static const QRegularExpression moreThanWord(u"^[^\\n]*\\W"_s,
                                                 QRegularExpression::UseUnicodePropertiesOption);
    // Most are numbers, single words and texts.
    if (isConstant(text) || std::all_of(text.begin(), text.end(), isAsciiWordCharacter))
        return text;
    return moreThanWord.match(text).hasMatch() ? u'(' + text + u')' : text;
}

class SqliteDdl final : public DdlCompiler
{
public:
    using DdlCompiler::DdlCompiler;

    Result<QString> columnSpecification(const schema::Column &column,
                                        const TableLayout &table) const override
    {
        auto type = typeWords(column);
        if (!type)
            return type;
        QString text = quote(column.name) % *type;
        if (column.serverDefault) {
            auto value = defaultText(*column.serverDefault);
            if (!value)
                return value;
            text += u" DEFAULT "_s % sqliteDefault(*value);
        }
        if (!column.isNullable()) {
            text += u" NOT NULL";
            if (const auto action =
                    textOption(column.dialectOptions, u"sqlite_on_conflict_not_null"_s))
                text += u" ON CONFLICT "_s + *action;
        }
        if (column.primaryKey) {
            if (column.autoincrement == schema::Column::Autoincrement::Yes
                && table.primaryKeySize() != 1)
                return failure(
                    ErrorCode::Unsupported,
                    u"SQLite does not support autoincrement for composite primary keys"_s);
            if (hasInlineKey(column, table)) {
                text += u" PRIMARY KEY"_s;
                if (const auto action =
                        textOption(column.dialectOptions, u"sqlite_on_conflict_primary_key"_s))
                    text += u" ON CONFLICT "_s + *action;
                text += u" AUTOINCREMENT"_s;
            }
        }
        if (column.computed) {
            auto computed = computedText(*column.computed);
            if (!computed)
                return computed;
            text += u' ' + *computed;
        }
        return text;
    }

    Result<QString> createIndex(const PlacedIndex &placed, bool ifNotExists,
                                const TableLayout *layout) const override
    {
        const schema::Index &index = placed.index;
        PlacedIndex local = placed;
        local.index.schema.reset();
        auto text = DdlCompiler::createIndex(local, ifNotExists, layout);
        if (!text)
            return text;
        // The schema stands with the index's name, not with the table's.
        if (index.schema && !index.schema->isEmpty()) {
            const QString start =
                u"CREATE %1INDEX %2"_s.arg(index.unique ? u"UNIQUE "_s : QString(),
                                           ifNotExists ? u"IF NOT EXISTS "_s : QString());
            text->insert(start.size(), quote(*index.schema) + u'.');
        }
        for (const auto &[key, expression] : index.expressionOptions) {
            if (key != u"sqlite_where" || !expression)
                continue;
            auto where = bare(expression);
            if (!where)
                return where;
            *text += u" WHERE "_s + *where;
        }
        return text;
    }

protected:
    Result<QString> postCreateTable(const TableLayout &table) const override
    {
        QStringList words;
        if (!flagOption(table.dialectOptions, u"sqlite_with_rowid"_s).value_or(true))
            words.append(u"WITHOUT ROWID"_s);
        if (flagOption(table.dialectOptions, u"sqlite_strict"_s).value_or(false))
            words.append(u"STRICT"_s);
        return words.isEmpty() ? QString() : u"\n "_s + words.join(u",\n "_s);
    }

    Result<TextOrNothing> primaryKey(const schema::PrimaryKeyConstraint &key,
                                     const std::optional<ResolvedName> &name,
                                     const TableContext &table) const override
    {
        const schema::Column *only = onlyColumn(key.columns, table);
        if (only && hasInlineKey(*only, *table.layout))
            return TextOrNothing {};
        return withConflict(withElements(DdlCompiler::primaryKey(key, name, table), key),
                            key.dialectOptions, only, u"sqlite_on_conflict_primary_key"_s);
    }

    Result<TextOrNothing> unique(const schema::UniqueConstraint &unique,
                                 const std::optional<ResolvedName> &name,
                                 const TableContext &table) const override
    {
        return withConflict(withElements(DdlCompiler::unique(unique, name, table), unique),
                            unique.dialectOptions, onlyColumn(unique.columns, table),
                            u"sqlite_on_conflict_unique"_s);
    }

    Result<TextOrNothing> check(const schema::CheckConstraint &check,
                                const std::optional<ResolvedName> &name,
                                const TableContext &table) const override
    {
        if (check.columnLevel && option(check.dialectOptions, u"sqlite_on_conflict"_s))
            return failure(
                ErrorCode::Unsupported,
                u"SQLite does not support on conflict clause for column check constraint"_s);
        return withConflict(DdlCompiler::check(check, name, table), check.dialectOptions, nullptr,
                            {});
    }

    Result<TextOrNothing> foreignKey(const schema::ForeignKeyConstraint &key,
                                     const std::optional<ResolvedName> &name,
                                     const TableContext &table) const override
    {
        // SQLite cannot refer to a table of another schema: the constraint is left out.
        const QString own = table.schema ? table.schema->text : QString();
        const QString other = key.referredSchema ? key.referredSchema->text : QString();
        if (own != other)
            return TextOrNothing {};
        return DdlCompiler::foreignKey(key, name, table);
    }

    QString remoteTable(const schema::ForeignKeyConstraint &key) const override
    {
        return quote(key.referredTable);
    }

    bool supportsAlter() const override { return false; }

private:
    /// The type, with a blank before it, and the collation that SQLite takes for columns of any
    /// type. A column read from the database has its type's own words, or none.
    [[nodiscard]] Result<QString> typeWords(const schema::Column &column) const
    {
        const schema::Literal *declared = option(column.dialectOptions, u"sqlite_declared_type"_s);
        auto type = declared ? Result<QString>(plainText(*declared)) : typeText(column);
        if (!type)
            return type;
        QString words;
        if (!type->isEmpty())
            words = u' ' % *type;
        const QString collation =
            column.type ? column.type->collation.value_or(QString()) : QString();
        if (!collation.isEmpty() && !words.contains(u" COLLATE "))
            words += u" COLLATE \"%1\""_s.arg(collation);
        return words;
    }

    /// @p text of a key, with its columns in the order and collation that they had in the database.
    template <typename Key>
    [[nodiscard]] Result<TextOrNothing> withElements(Result<TextOrNothing> text,
                                                     const Key &key) const
    {
        const auto elements = textOption(key.dialectOptions, u"sqlite_elements"_s);
        if (text && *text && elements)
            (**text).replace(u'(' + columnList(key.columns) + u')', u'(' + *elements + u')');
        return text;
    }

    static const schema::Column *onlyColumn(const std::vector<schema::Identifier> &columns,
                                            const TableContext &table)
    {
        return columns.size() == 1 && table.layout ? table.layout->column(columns.front().text)
                                                   : nullptr;
    }

    /// AUTOINCREMENT is only possible with PRIMARY KEY in the column itself.
    static bool hasInlineKey(const schema::Column &column, const TableLayout &table)
    {
        return column.primaryKey && table.primaryKeySize() == 1 && column.type
            && isIntegerType(*column.type)
            && flagOption(table.dialectOptions, u"sqlite_autoincrement"_s).value_or(false)
            && !isForeignKey(column, table);
    }

    static bool isForeignKey(const schema::Column &column, const TableLayout &table)
    {
        return std::any_of(table.constraints.begin(), table.constraints.end(),
                           [&](const PlacedConstraint &placed) {
                               const auto *key =
                                   std::get_if<schema::ForeignKeyConstraint>(&placed.constraint);
                               return key
                                   && std::any_of(key->columns.begin(), key->columns.end(),
                                                  [&](const schema::Identifier &name) {
                                                      return name.text == column.name.text;
                                                  });
                           });
    }

    static Result<TextOrNothing> withConflict(Result<TextOrNothing> text,
                                              const schema::DialectOptions &options,
                                              const schema::Column *column,
                                              const QString &columnKey)
    {
        if (!text || !*text)
            return text;
        auto action = textOption(options, u"sqlite_on_conflict"_s);
        if (!action && column)
            action = textOption(column->dialectOptions, columnKey);
        if (action)
            **text += u" ON CONFLICT "_s + *action;
        return text;
    }
};

} // namespace

std::unique_ptr<DdlCompiler> sqliteDdl(const Dialect &dialect, const CompileOptions &options)
{
    return std::make_unique<SqliteDdl>(dialect, options);
}

} // namespace limbeck::dialect
