// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/databasetext.h"

#include "core/database/statementtext.h"
#include "core/database/valuetext.h"

using namespace Qt::StringLiterals;

namespace limbeck::test {

namespace {

struct Describer
{
    QString operator()(schema::Null) const { return u"None"_s; }

    QString operator()(bool value) const { return value ? u"bool True"_s : u"bool False"_s; }

    QString operator()(qint64 value) const { return u"int %1"_s.arg(value); }

    QString operator()(double value) const { return u"float "_s + database::toText(value); }

    QString operator()(const QString &value) const { return u"str '%1'"_s.arg(value); }

    QString operator()(const QByteArray &value) const
    {
        return u"bytes "_s + QString::fromLatin1(value.toHex());
    }

    QString operator()(const schema::Date &value) const
    {
        return u"date "_s + database::toText(value);
    }

    QString operator()(const schema::Time &value) const
    {
        return u"time "_s + database::toText(value, database::Microseconds::WhereNotZero);
    }

    QString operator()(const schema::DateTime &value) const
    {
        return u"datetime "_s + database::toText(value, database::Microseconds::WhereNotZero);
    }

    QString operator()(const schema::Interval &value) const
    {
        return u"timedelta %1 %2 %3"_s.arg(value.days).arg(value.seconds).arg(value.microseconds);
    }

    QString operator()(const schema::Decimal &value) const { return u"Decimal "_s + value.text; }

    QString operator()(const schema::Uuid &value) const { return u"UUID "_s + value.text; }

    QString operator()(const schema::Json &value) const { return u"json "_s + value.text; }

    QString operator()(const std::shared_ptr<const schema::LiteralList> &list) const
    {
        QStringList items;
        for (const schema::Literal &item : list->items)
            items << describe(item);
        return u"list [%1]"_s.arg(items.join(u", "_s));
    }
};

QString textOf(const schema::ExpressionPtr &expression)
{
    if (!expression)
        return u"-"_s;
    if (const auto *text = std::get_if<schema::TextClause>(&expression->node))
        return u'<' + text->text + u'>';
    if (const auto *column = std::get_if<schema::ColumnReference>(&expression->node))
        return column->name.text;
    if (const auto *unary = std::get_if<schema::UnaryOperation>(&expression->node))
        return textOf(unary->operand) + u' ' + unary->op;
    return u"?"_s;
}

QString textOf(const std::vector<schema::Identifier> &names)
{
    QStringList list;
    for (const schema::Identifier &name : names)
        list << name.text;
    return u'(' + list.join(u", "_s) + u')';
}

QString nameOf(const schema::ConstraintName &name)
{
    return name.name ? name.name->text : u"-"_s;
}

QString textOf(const schema::DialectOptions &options)
{
    QString text;
    for (const auto &[key, value] : options)
        text += u' ' + key + u'=' + describe(value);
    return text;
}

struct ConstraintDescriber
{
    QString operator()(const schema::PrimaryKeyConstraint &key) const
    {
        return u"primary key "_s + nameOf(key.name) + u' ' + textOf(key.columns)
            + textOf(key.dialectOptions);
    }

    QString operator()(const schema::UniqueConstraint &unique) const
    {
        return u"unique "_s + nameOf(unique.name) + u' ' + textOf(unique.columns)
            + (unique.deferrable ? u" deferrable"_s : QString()) + textOf(unique.dialectOptions);
    }

    QString operator()(const schema::CheckConstraint &check) const
    {
        return u"check "_s + nameOf(check.name) + u' ' + textOf(check.condition)
            + (check.columnLevel ? u" column"_s : QString()) + textOf(check.dialectOptions);
    }

    QString operator()(const schema::ForeignKeyConstraint &key) const
    {
        QString text =
            u"foreign key "_s + nameOf(key.name) + u' ' + textOf(key.columns) + u" -> "_s;
        if (key.referredSchema)
            text += key.referredSchema->text + u'.';
        text += key.referredTable.text + textOf(key.referredColumns);
        if (key.options.onDelete)
            text += u" on delete "_s + *key.options.onDelete;
        if (key.options.onUpdate)
            text += u" on update "_s + *key.options.onUpdate;
        if (key.options.match)
            text += u" match "_s + *key.options.match;
        if (key.options.deferrable)
            text += *key.options.deferrable ? u" deferrable"_s : u" not deferrable"_s;
        if (key.options.initially)
            text += u" initially "_s + *key.options.initially;
        return text;
    }

    QString operator()(const schema::ExcludeConstraint &exclude) const
    {
        return u"exclude "_s + nameOf(exclude.name);
    }
};

QString describeColumn(const schema::Column &column)
{
    QString text = column.name.text + u' ' + describe(*column.type)
        + (column.nullable.value_or(true) ? QString() : u" not null"_s);
    if (column.serverDefault)
        text +=
            u" default "_s + textOf(std::get<schema::ExpressionPtr>(column.serverDefault->value));
    if (column.identity) {
        text += u" identity %1 %2 %3"_s.arg(column.identity->always ? u"always"_s : u"default"_s)
                    .arg(column.identity->options.start.value_or(-1))
                    .arg(column.identity->options.increment.value_or(-1));
    }
    if (column.computed) {
        text += u" computed "_s + textOf(column.computed->expression)
            + (column.computed->persisted.value_or(false) ? u" stored"_s : u" virtual"_s);
    }
    if (column.autoincrement == schema::Column::Autoincrement::Yes)
        text += u" autoincrement"_s;
    if (column.comment)
        text += u" comment "_s + *column.comment;
    return text + textOf(column.dialectOptions);
}

} // namespace

QString describe(const schema::Literal &value)
{
    return std::visit(Describer {}, value.value);
}

QStringList rowsOf(dialect::Connection &connection, const QString &sql,
                   std::vector<schema::Literal> values)
{
    const dialect::Statement statement = values.empty()
        ? dialect::Statement { sql, {}, {}, {}, {} }
        : database::withParameters(sql, std::move(values));
    auto cursor = connection.execute(statement);
    if (!cursor)
        return { describe(cursor.error()) };
    QStringList rows;
    const auto count = static_cast<int>((*cursor)->columns().size());
    for (;;) {
        const auto more = (*cursor)->next();
        if (!more)
            return rows << describe(more.error());
        if (!*more)
            return rows;
        QStringList cells;
        for (int i = 0; i < count; ++i)
            cells << describe((*cursor)->value(i));
        rows << cells.join(u" | "_s);
    }
}

QString run(dialect::Connection &connection, const QString &sql)
{
    auto cursor = connection.execute({ sql, {}, {}, {}, {} });
    return cursor ? u"ok"_s : describe(cursor.error());
}

QString codeName(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Connection:
        return u"Connection"_s;
    case ErrorCode::Database:
        return u"Database"_s;
    case ErrorCode::Locked:
        return u"Locked"_s;
    case ErrorCode::Cancelled:
        return u"Cancelled"_s;
    case ErrorCode::Configuration:
        return u"Configuration"_s;
    case ErrorCode::VersionMismatch:
        return u"VersionMismatch"_s;
    default:
        return u"code %1"_s.arg(static_cast<int>(code));
    }
}

QString describe(const Error &error)
{
    return u"ERROR %1 (%2): %3"_s.arg(codeName(error.code), error.subjects.mid(0, 2).join(u", "_s),
                                      error.message);
}

QStringList describe(const schema::Table &table)
{
    QStringList lines { u"table "_s + table.fullName() + textOf(table.dialectOptions)
                        + (table.comment ? u" comment "_s + *table.comment : QString()) };
    for (const schema::ColumnPtr &column : table.columns)
        lines << describeColumn(*column);
    for (const schema::Constraint &constraint : table.constraints)
        lines << std::visit(ConstraintDescriber {}, constraint);
    for (const schema::Index &index : table.indexes) {
        QStringList elements;
        for (const schema::ExpressionPtr &element : index.elements)
            elements << textOf(element);
        QString line = (index.unique ? u"unique index "_s : u"index "_s) + nameOf(index.name)
            + u" ("_s + elements.join(u", "_s) + u')' + textOf(index.dialectOptions);
        for (const auto &[key, expression] : index.expressionOptions)
            line += u' ' + key + u'=' + textOf(expression);
        lines << line;
    }
    return lines;
}

QString describe(const schema::SqlType &type)
{
    QStringList arguments;
    const auto add = [&](const QString &name, const std::optional<int> &number) {
        if (number)
            arguments << name + u'=' + QString::number(*number);
    };
    const auto flag = [&](const QString &name, bool isSet) {
        if (isSet)
            arguments << name;
    };
    const auto text = [&](const QString &name, const std::optional<QString> &value) {
        if (value)
            arguments << name + u'=' + *value;
    };
    add(u"length"_s, type.length);
    add(u"precision"_s, type.precision);
    add(u"scale"_s, type.scale);
    add(u"width"_s, type.displayWidth);
    add(u"fsp"_s, type.fractionalSeconds);
    flag(u"timezone"_s, type.timezone);
    flag(u"unsigned"_s, type.isUnsigned);
    flag(u"zerofill"_s, type.zerofill);
    flag(u"varying"_s, type.varying);
    if (!type.enumValues.isEmpty())
        arguments << type.enumValues.join(u'/');
    if (type.itemType)
        arguments << describe(*type.itemType);
    text(u"name"_s, type.typeName);
    text(u"schema"_s, type.typeSchema);
    text(u"fields"_s, type.fields);
    text(u"charset"_s, type.charset);
    text(u"collation"_s, type.collation);
    text(u"check"_s, type.domainCheck);
    text(u"default"_s, type.domainDefault);
    text(u"sql"_s, type.sqlText);
    const QString name = type.dialect.isEmpty() ? type.name : type.dialect + u'.' + type.name;
    return arguments.isEmpty() ? name : name + u'(' + arguments.join(u", "_s) + u')';
}

} // namespace limbeck::test
