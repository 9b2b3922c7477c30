// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/ddlcompiler.h"
#include "core/dialect/typecompiler.h"

using namespace Qt::StringLiterals;

namespace limbeck::dialect {
namespace {

const schema::ExpressionPtr *expressionOption(const schema::Index &index, const QString &key)
{
    for (const auto &[name, expression] : index.expressionOptions) {
        if (name == key && expression)
            return &expression;
    }
    return nullptr;
}

/// The name by which postgresql_ops finds an element: a column's, a label's or a text's own.
QString elementKey(const schema::ExpressionPtr &element)
{
    if (const auto *column = std::get_if<schema::ColumnReference>(&element->node))
        return column->name.text;
    if (const auto *label = std::get_if<schema::Label>(&element->node))
        return label->name.text;
    if (const auto *text = std::get_if<schema::TextClause>(&element->node))
        return text->text;
    if (const auto *function = std::get_if<schema::Function>(&element->node))
        return function->name.text;
    return {};
}

class PostgresqlDdl final : public DdlCompiler
{
public:
    using DdlCompiler::DdlCompiler;

    Result<QString> columnSpecification(const schema::Column &column,
                                        const TableLayout &table) const override
    {
        QString text = quote(column.name) + u' ';
        if (isSerial(column, table)) {
            text += serialWord(resolveVariant(*column.type, Backend::PostgreSql));
        } else {
            auto type = typeText(column);
            if (!type)
                return type;
            text += *type;
            if (column.serverDefault) {
                auto value = defaultText(*column.serverDefault);
                if (!value)
                    return value;
                text += u" DEFAULT "_s + *value;
            }
        }
        if (column.computed) {
            auto computed = computedText(*column.computed);
            if (!computed)
                return computed;
            text += u' ' + *computed;
        }
        if (column.identity)
            text += u' ' + identityText(*column.identity);
        if (!column.isNullable() && !column.identity)
            text += u" NOT NULL"_s;
        else if (column.isNullable() && column.identity)
            text += u" NULL"_s;
        return text;
    }

    Result<QString> createIndex(const PlacedIndex &placed, bool ifNotExists,
                                const TableLayout *) const override
    {
        const schema::Index &index = placed.index;
        auto name = indexNameText(placed.name);
        if (!name)
            return name;
        QString text = u"CREATE %1INDEX "_s.arg(index.unique ? u"UNIQUE "_s : QString());
        if (flagOption(index.dialectOptions, u"postgresql_concurrently"_s).value_or(false))
            text += u"CONCURRENTLY "_s;
        if (ifNotExists)
            text += u"IF NOT EXISTS "_s;
        text += *name + u" ON "_s + names().qualified(index.table, index.schema) + u' ';

        if (const auto method = textOption(index.dialectOptions, u"postgresql_using"_s)) {
            auto phrase = sqlPhrase(*method, u"^(?:btree|hash|gist|gin|[\\w_]+)$"_s);
            if (!phrase)
                return phrase;
            text += u"USING %1 "_s.arg(phrase->toLower());
        }
        auto elements = elementList(index);
        auto tail = elements ? indexTail(index) : elements;
        if (!tail)
            return tail;
        return text + u"(%1)"_s.arg(*elements) + *tail;
    }

    Result<QString> dropIndex(const ops::DropIndex &drop) const override
    {
        auto text = DdlCompiler::dropIndex(drop);
        if (text && flagOption(drop.dialectOptions, u"postgresql_concurrently"_s).value_or(false))
            text->replace(u"\nDROP INDEX "_s, u"\nDROP INDEX CONCURRENTLY "_s);
        return text;
    }

protected:
    Result<QString> postCreateTable(const TableLayout &table) const override
    {
        const schema::DialectOptions &options = table.dialectOptions;
        QString text;
        QStringList parents;
        for (const QString &parent : listOption(options, u"postgresql_inherits"_s))
            parents.append(names().quote(parent));
        if (!parents.isEmpty())
            text += u"\n INHERITS ( "_s + parents.join(u", "_s) + u" )"_s;
        if (const auto partition = textOption(options, u"postgresql_partition_by"_s))
            text += u"\n PARTITION BY "_s + *partition;
        if (const auto method = textOption(options, u"postgresql_using"_s))
            text += u"\n USING "_s + *method;
        if (const auto oids = flagOption(options, u"postgresql_with_oids"_s))
            text += *oids ? u"\n WITH OIDS"_s : u"\n WITHOUT OIDS"_s;
        if (auto onCommit = textOption(options, u"postgresql_on_commit"_s))
            text += u"\n ON COMMIT "_s + onCommit->replace(u'_', u' ').toUpper();
        if (const auto space = textOption(options, u"postgresql_tablespace"_s))
            text += u"\n TABLESPACE "_s + names().quote(*space);
        return text;
    }

    Result<TextOrNothing> primaryKey(const schema::PrimaryKeyConstraint &key,
                                     const std::optional<ResolvedName> &name,
                                     const TableContext &table) const override
    {
        auto start = preamble(name);
        auto included = start ? constraintInclude(key, table) : start;
        auto end = included ? deferrability(key.deferrable, key.initially) : included;
        if (!end)
            return failure(end.error());
        return *start + u"PRIMARY KEY (%1)"_s.arg(columnList(key.columns)) + *included + *end;
    }

    Result<TextOrNothing> unique(const schema::UniqueConstraint &unique,
                                 const std::optional<ResolvedName> &name,
                                 const TableContext &table) const override
    {
        if (unique.columns.empty())
            return QString();
        auto start = preamble(name);
        auto included = start ? constraintInclude(unique, table) : start;
        auto end = included ? deferrability(unique.deferrable, unique.initially) : included;
        if (!end)
            return failure(end.error());
        QString distinct;
        if (const auto notDistinct =
                flagOption(unique.dialectOptions, u"postgresql_nulls_not_distinct"_s))
            distinct = *notDistinct ? u"NULLS NOT DISTINCT "_s : u"NULLS DISTINCT "_s;
        return *start + u"UNIQUE "_s + distinct + u"(%1)"_s.arg(columnList(unique.columns))
            + *included + *end;
    }

    Result<TextOrNothing> check(const schema::CheckConstraint &check,
                                const std::optional<ResolvedName> &name,
                                const TableContext &table) const override
    {
        auto text = DdlCompiler::check(check, name, table);
        if (text && *text && !check.columnLevel)
            **text += validity(check.dialectOptions);
        return text;
    }

    Result<TextOrNothing> foreignKey(const schema::ForeignKeyConstraint &key,
                                     const std::optional<ResolvedName> &name,
                                     const TableContext &table) const override
    {
        auto text = DdlCompiler::foreignKey(key, name, table);
        if (text && *text)
            **text += validity(key.options.dialectOptions);
        return text;
    }

    Result<TextOrNothing> exclude(const schema::ExcludeConstraint &exclude,
                                  const std::optional<ResolvedName> &name) const override
    {
        auto start = preamble(name);
        if (!start)
            return failure(start.error());
        QStringList elements;
        for (const auto &element : exclude.elements) {
            auto text = bare(element.expression);
            if (!text)
                return failure(text.error());
            const QString operatorClass =
                element.operatorClass ? u' ' + *element.operatorClass : QString();
            elements.append(*text + operatorClass + u" WITH "_s + element.op);
        }
        auto method = sqlPhrase(exclude.usingMethod, u"^(?:btree|hash|gist|gin|[\\w_]+)$"_s);
        if (!method)
            return failure(method.error());
        QString text =
            *start + u"EXCLUDE USING %1 (%2)"_s.arg(method->toLower(), elements.join(u", "_s));
        if (exclude.where) {
            auto where = compileExpression(*exclude.where, dialect(), options());
            if (!where)
                return failure(where.error());
            text += u" WHERE (%1)"_s.arg(*where);
        }
        auto end = deferrability(exclude.deferrable, exclude.initially);
        if (!end)
            return failure(end.error());
        return text + *end;
    }

    Result<QString> computedText(const schema::Computed &computed) const override
    {
        if (computed.persisted == false)
            return failure(ErrorCode::Unsupported,
                           u"PostrgreSQL computed columns do not support 'virtual' persistence; "
                           u"set the 'persisted' flag "
                           "to None or True for PostgreSQL support."_s);
        auto expression = bare(computed.expression);
        return expression ? u"GENERATED ALWAYS AS (%1) STORED"_s.arg(*expression) : expression;
    }

    bool takesSetColumns() const override { return true; }

private:
    static bool isSerial(const schema::Column &column, const TableLayout &table)
    {
        const bool hasDefault = column.pythonDefault || column.sqlDefault || column.sequence;
        return column.primaryKey && table.isAutoincrement(column) && !column.identity
            && !hasDefault;
    }

    static QString serialWord(const schema::SqlType &type)
    {
        if (type.name == u"BigInteger" || type.name == u"BIGINT")
            return u"BIGSERIAL"_s;
        if (type.name == u"SmallInteger" || type.name == u"SMALLINT")
            return u"SMALLSERIAL"_s;
        return u"SERIAL"_s;
    }

    static QString validity(const schema::DialectOptions &options)
    {
        return flagOption(options, u"postgresql_not_valid"_s).value_or(false) ? u" NOT VALID"_s
                                                                              : QString();
    }

    QString includeText(const schema::DialectOptions &options) const
    {
        QStringList columns;
        for (const QString &column : listOption(options, u"postgresql_include"_s))
            columns.append(names().quote(column));
        return columns.isEmpty() ? QString() : u" INCLUDE (%1)"_s.arg(columns.join(u", "_s));
    }

    /// A constraint includes columns of the table that the script tells of; others are unknown.
    template <typename Keyed>
    Result<QString> constraintInclude(const Keyed &constraint, const TableContext &table) const
    {
        for (const QString &name : listOption(constraint.dialectOptions, u"postgresql_include"_s)) {
            const bool isOwn = std::any_of(constraint.columns.begin(), constraint.columns.end(),
                                           [&](const auto &column) { return column.text == name; });
            if (!isOwn && !(table.layout && table.layout->column(name)))
                return failure(ErrorCode::Script, u"KeyError: '%1'"_s.arg(name));
        }
        return includeText(constraint.dialectOptions);
    }

    Result<QString> elementList(const schema::Index &index) const
    {
        const auto operatorClasses = mapOption(index.dialectOptions, u"postgresql_ops"_s);
        QStringList elements;
        for (const schema::ExpressionPtr &element : index.elements) {
            const bool isColumn = std::holds_alternative<schema::ColumnReference>(element->node);
            auto text = bare(element, !isColumn);
            if (!text)
                return text;
            const QString key = elementKey(element);
            for (const auto &[name, operatorClass] : operatorClasses) {
                if (!key.isEmpty() && name == key)
                    *text += u' ' + operatorClass;
            }
            elements.append(*text);
        }
        return elements.join(u", "_s);
    }

    /// INCLUDE, NULLS [NOT] DISTINCT, WITH, TABLESPACE, WHERE.
    Result<QString> indexTail(const schema::Index &index) const
    {
        const schema::DialectOptions &options = index.dialectOptions;
        QString text = includeText(options);
        if (const auto notDistinct = flagOption(options, u"postgresql_nulls_not_distinct"_s))
            text += *notDistinct ? u" NULLS NOT DISTINCT"_s : u" NULLS DISTINCT"_s;
        QStringList parameters;
        for (const auto &[name, value] : mapOption(options, u"postgresql_with"_s))
            parameters.append(name + u" = "_s + value);
        if (!parameters.isEmpty())
            text += u" WITH (%1)"_s.arg(parameters.join(u", "_s));
        if (const auto space = textOption(options, u"postgresql_tablespace"_s))
            text += u" TABLESPACE "_s + names().quote(*space);
        if (const auto *where = expressionOption(index, u"postgresql_where"_s)) {
            auto condition = bare(*where);
            if (!condition)
                return condition;
            text += u" WHERE "_s + *condition;
        } else if (const auto plain = textOption(options, u"postgresql_where"_s)) {
            text += u" WHERE "_s + *plain;
        }
        return text;
    }
};

} // namespace

std::unique_ptr<DdlCompiler> postgresqlDdl(const Dialect &dialect, const CompileOptions &options)
{
    return std::make_unique<PostgresqlDdl>(dialect, options);
}

} // namespace limbeck::dialect
