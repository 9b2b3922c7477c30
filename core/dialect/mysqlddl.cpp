// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/ddlcompiler.h"
#include "core/dialect/mysqltableoptions.h"
#include "core/dialect/serverdialect.h"
#include "core/dialect/typecompiler.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace limbeck::dialect {
namespace {

/// Servers take an expression as default only in parentheses, older ones and a script without a
/// server none at all.
QString mysqlDefault(const QString &text, bool offline)
{
    static const QRegularExpression constant(u"^\\s*['\"(]"_s);
    static const QRegularExpression onUpdate(u"ON +UPDATE"_s,
                                             QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression currentTime(u"^(?:now\\(\\d+\\)|current_timestamp\\(\\d+\\))"_s,
                                                QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression moreThanWord(u"^[^\\n]*\\W"_s,
                                                 QRegularExpression::UseUnicodePropertiesOption);
    const bool isExpression = !offline && !constant.match(text).hasMatch()
        && !onUpdate.match(text).hasMatch() && !currentTime.match(text).hasMatch()
        && moreThanWord.match(text).hasMatch();
    return isExpression ? u'(' + text + u')' : text;
}

/// MySQL's DOUBLE takes precision and scale together; SQLAlchemy refuses one alone in a column.
Result<> checkDouble(const schema::SqlType &type)
{
    const bool isDouble =
        type.name == u"Double" || type.name == u"DOUBLE" || type.name == u"DOUBLE_PRECISION";
    if (!isDouble || type.precision.has_value() == type.scale.has_value())
        return {};
    return failure(ErrorCode::Unsupported,
                   u"You must specify both precision and scale or omit both altogether."_s);
}

class MySqlDdl final : public DdlCompiler
{
public:
    using DdlCompiler::DdlCompiler;

    Result<QString> columnSpecification(const schema::Column &column,
                                        const TableLayout &table) const override
    {
        auto type = typeText(column);
        if (!type)
            return type;
        const schema::SqlType effective =
            column.type ? resolveVariant(*column.type, dialect().backend()) : schema::SqlType {};
        if (auto possible = checkDouble(effective); !possible)
            return failure(possible.error());
        const bool isTimestamp = effective.name == u"TIMESTAMP" && effective.dialect != u"mssql";
        QStringList parts { quote(column.name), *type };
        if (column.computed) {
            auto computed = computedText(*column.computed);
            if (!computed)
                return computed;
            parts.append(*computed);
        }
        if (!column.isNullable())
            parts.append(u"NOT NULL"_s);
        else if (isTimestamp)
            parts.append(u"NULL"_s); // else old servers make it NOT NULL
        if (column.comment)
            parts.append(u"COMMENT "_s + string(*column.comment));
        if (table.isAutoincrement(column) && !column.serverDefault && !column.computed) {
            parts.append(u"AUTO_INCREMENT"_s);
        } else if (column.serverDefault) {
            auto value = defaultText(*column.serverDefault);
            if (!value)
                return value;
            parts.append(u"DEFAULT "_s + mysqlDefault(*value, options().offline));
        }
        return parts.join(u' ');
    }

    Result<QString> createIndex(const PlacedIndex &placed, bool ifNotExists,
                                const TableLayout *) const override
    {
        const schema::Index &index = placed.index;
        auto elements = elementList(index);
        auto name = elements ? indexNameText(placed.name) : elements;
        if (!name)
            return name;
        QString text = u"CREATE %1"_s.arg(index.unique ? u"UNIQUE "_s : QString());
        if (const auto prefix = textOption(index.dialectOptions, own(u"prefix"_s)))
            text += *prefix + u' ';
        text +=
            u"INDEX %1%2 ON %3 (%4)"_s.arg(ifNotExists ? u"IF NOT EXISTS "_s : QString(), *name,
                                           names().qualified(index.table, index.schema), *elements);
        if (const auto parser = optionOfFamily(index.dialectOptions, u"with_parser"_s))
            text += u" WITH PARSER "_s + *parser;
        if (const auto method = optionOfFamily(index.dialectOptions, u"using"_s))
            text += u" USING "_s + names().quote(*method);
        return text;
    }

    Result<QString> dropIndex(const ops::DropIndex &drop) const override
    {
        auto name = dropIndexName(drop);
        if (!name)
            return name;
        // A script that does not name the table gets Alembic's stand-in for it.
        ops::TableName table = drop.table.value_or(ops::TableName { { u"no_table"_s, {} }, {} });
        if (!table.schema)
            table.schema = drop.schema;
        return u"\nDROP INDEX %1%2 ON %3"_s.arg(drop.ifExists ? u"IF EXISTS "_s : QString(), *name,
                                                names().qualified(table.name, table.schema));
    }

    Result<QString> dropConstraint(const schema::Identifier &name, const TableContext &table,
                                   const std::optional<QString> &type, bool) const override
    {
        QString words;
        if (type == u"foreignkey")
            words = u"FOREIGN KEY "_s + quote(name);
        else if (type == u"primary")
            words = u"PRIMARY KEY "_s;
        else if (type == u"unique")
            words = u"INDEX "_s + quote(name);
        else if (type == u"check")
            words = (isMariaDb(dialect()) ? u"CONSTRAINT "_s : u"CHECK "_s) + quote(name);
        else
            return failure(
                ErrorCode::Unsupported,
                u"No generic 'DROP CONSTRAINT' in MySQL - please specify constraint type"_s);
        return u"ALTER TABLE %1 DROP %2"_s.arg(names().qualified(table.name, table.schema), words);
    }

    Result<QString> setTableComment(const ops::TableName &table,
                                    const QString &comment) const override
    {
        // create_table_comment(t, None) is not drop_table_comment(t): NULL is written.
        return u"ALTER TABLE %1 COMMENT %2"_s.arg(names().qualified(table.name, table.schema),
                                                  comment.isNull() ? u"NULL"_s : string(comment));
    }

    Result<QString> dropTableComment(const ops::TableName &table) const override
    {
        return u"ALTER TABLE %1 COMMENT ''"_s.arg(names().qualified(table.name, table.schema));
    }

protected:
    Result<QString> postCreateTable(const TableLayout &table) const override
    {
        return mysqlTableOptions(table, dialect().name(),
                                 [this](const QString &text) { return string(text); });
    }

    Result<TextOrNothing> primaryKey(const schema::PrimaryKeyConstraint &key,
                                     const std::optional<ResolvedName> &name,
                                     const TableContext &table) const override
    {
        auto text = DdlCompiler::primaryKey(key, name, table);
        const auto method = optionOfFamily(key.dialectOptions, u"using"_s);
        if (text && *text && method)
            **text += u" USING "_s + names().quote(*method);
        return text;
    }

    Result<QString> matchText(const schema::ForeignKeyConstraint &key) const override
    {
        if (!key.options.match)
            return QString();
        return failure(ErrorCode::Unsupported,
                       u"MySQL ignores the 'MATCH' keyword while at the same time causes ON "
                       u"UPDATE/ON DELETE clauses to be "
                       "ignored."_s);
    }

    QString cycleText(bool cycle) const override { return cycle ? u"CYCLE"_s : u"NOCYCLE"_s; }

private:
    QString own(const QString &key) const { return dialect().name() + u'_' + key; }

    /// MariaDB also takes the option that is written for MySQL.
    std::optional<QString> optionOfFamily(const schema::DialectOptions &options,
                                          const QString &key) const
    {
        if (auto value = textOption(options, own(key)))
            return value;
        return textOption(options, u"mysql_"_s + key);
    }

    static bool needsParentheses(const schema::ExpressionPtr &element)
    {
        if (const auto *unary = std::get_if<schema::UnaryOperation>(&element->node))
            return unary->op != u"DESC" && unary->op != u"ASC";
        return std::holds_alternative<schema::BinaryOperation>(element->node)
            || std::holds_alternative<schema::Function>(element->node);
    }

    /// The name that mysql_length={name: …} looks for; none for elements that have no name.
    static std::optional<QString> elementName(const schema::ExpressionPtr &element)
    {
        if (const auto *column = std::get_if<schema::ColumnReference>(&element->node))
            return column->name.text;
        if (const auto *function = std::get_if<schema::Function>(&element->node))
            return function->name.text;
        if (const auto *label = std::get_if<schema::Label>(&element->node))
            return label->name.text;
        return {};
    }

    Result<QString> elementList(const schema::Index &index) const
    {
        const schema::Literal *length = option(index.dialectOptions, own(u"length"_s));
        const auto *common = length ? std::get_if<qint64>(&length->value) : nullptr;
        const auto lengths = length && !common ? mapOption(index.dialectOptions, own(u"length"_s))
                                               : std::vector<std::pair<QString, QString>> {};
        QStringList elements;
        for (const schema::ExpressionPtr &element : index.elements) {
            auto text = bare(element);
            if (!text)
                return text;
            if (needsParentheses(element) && !(text->startsWith(u'(') && text->endsWith(u')')))
                *text = u'(' + *text + u')';
            if (common)
                *text += u"(%1)"_s.arg(*common);
            else if (length) {
                const auto name = elementName(element);
                if (!name)
                    return failure(
                        ErrorCode::Unsupported,
                        u"%1_length names columns, but the index has an element without a name: %2"_s
                            .arg(dialect().name(), *text));
                const auto found =
                    std::find_if(lengths.begin(), lengths.end(), [&](const auto &entry) {
                        return entry.first == *name || entry.first == *text;
                    });
                if (found != lengths.end())
                    *text += u"(%1)"_s.arg(found->second);
            }
            elements.append(*text);
        }
        return elements.join(u", "_s);
    }
};

} // namespace

std::unique_ptr<DdlCompiler> mysqlDdl(const Dialect &dialect, const CompileOptions &options)
{
    return std::make_unique<MySqlDdl>(dialect, options);
}

} // namespace limbeck::dialect
