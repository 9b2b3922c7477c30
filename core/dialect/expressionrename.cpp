// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/expressionrename.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace limbeck::dialect {
namespace {

using schema::ExpressionPtr;

/// Copies an expression node by node.
struct Renamer
{
    const std::map<QString, schema::Identifier> &names;

    [[nodiscard]] ExpressionPtr renamed(const ExpressionPtr &expression) const
    {
        if (!expression)
            return expression;
        auto copy = std::make_shared<schema::Expression>(*expression);
        std::visit(*this, copy->node);
        return copy;
    }

    void rename(ExpressionPtr &expression) const { expression = renamed(expression); }

    void renameAll(std::vector<ExpressionPtr> &expressions) const
    {
        for (ExpressionPtr &expression : expressions)
            rename(expression);
    }

    void operator()(schema::ColumnReference &column) const
    {
        const auto found = column.column ? names.find(column.name.text) : names.end();
        if (found != names.end())
            column.name = found->second;
    }

    void operator()(schema::UnaryOperation &unary) const { rename(unary.operand); }

    void operator()(schema::BinaryOperation &binary) const
    {
        rename(binary.left);
        rename(binary.right);
    }

    void operator()(schema::BooleanList &list) const { renameAll(list.items); }

    void operator()(schema::Between &between) const
    {
        rename(between.operand);
        rename(between.low);
        rename(between.high);
    }

    void operator()(schema::ExpressionList &list) const { renameAll(list.items); }

    void operator()(schema::Function &function) const { renameAll(function.arguments); }

    void operator()(schema::Case &choice) const
    {
        rename(choice.value);
        for (auto &[condition, result] : choice.whens) {
            rename(condition);
            rename(result);
        }
        rename(choice.otherwise);
    }

    void operator()(schema::Cast &cast) const { rename(cast.operand); }

    void operator()(schema::Label &label) const { rename(label.element); }

    void operator()(schema::Extract &extract) const { rename(extract.operand); }

    void operator()(schema::Collate &collate) const { rename(collate.operand); }

    template <typename Other>
    void operator()(Other &) const
    {
    }
};

} // namespace

ExpressionPtr renameColumns(const ExpressionPtr &expression,
                            const std::map<QString, schema::Identifier> &names)
{
    if (!expression)
        return expression;
    if (const auto *column = std::get_if<schema::ColumnReference>(&expression->node);
        column && !column->isLiteral) {
        const auto found = names.find(column->name.text);
        if (found == names.end())
            return expression;
        auto copy = std::make_shared<schema::Expression>(*expression);
        std::get<schema::ColumnReference>(copy->node).name = found->second;
        return copy;
    }
    return Renamer { names }.renamed(expression);
}

QString renameColumnsInSql(const QString &sql, const std::map<QString, schema::Identifier> &names,
                           const IdentifierPreparer &preparer)
{
    // A text, a quoted name, or a word that no parenthesis makes a function.
    static const QRegularExpression token(
        uR"~('(?:[^']|'')*'|"((?:[^"]|"")*)"|`([^`]*)`|\[([^\]]*)\]|(\w+)(?!\w|\s*\())~"_s,
        QRegularExpression::UseUnicodePropertiesOption);
    QString result;
    qsizetype done = 0;
    for (auto at = token.globalMatch(sql); at.hasNext();) {
        const auto match = at.next();
        const QString name = match.lastCapturedIndex() > 0
            ? match.captured(match.lastCapturedIndex()).replace(u"\"\""_s, u"\""_s)
            : QString();
        const auto found = std::find_if(names.begin(), names.end(), [&](const auto &entry) {
            return entry.first.compare(name, Qt::CaseInsensitive) == 0;
        });
        if (name.isEmpty() || found == names.end() || found->second.text == found->first)
            continue;
        result += sql.mid(done, match.capturedStart() - done) + preparer.quote(found->second);
        done = match.capturedEnd();
    }
    return result + sql.mid(done);
}

} // namespace limbeck::dialect
