// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/textclause.h"

#include "core/dialect/querycompiler.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace limbeck::dialect {

using namespace schema;

namespace {

QString withoutEscapes(QString sql, bool doublePercents)
{
    static const QRegularExpression escaped(uR"(\\(:[\w$]*)(?![:\w$]))"_s,
                                            QRegularExpression::UseUnicodePropertiesOption);
    if (doublePercents)
        sql.replace(u"%"_s, u"%%"_s);
    return sql.replace(escaped, u"\\1"_s);
}

} // namespace

std::vector<TextPiece> textPieces(const QString &text, bool doublePercents)
{
    static const QRegularExpression bind(uR"((?<![:\w$\\]):([\w$]+)(?![:\w$]))"_s,
                                         QRegularExpression::UseUnicodePropertiesOption);
    std::vector<TextPiece> pieces;
    if (!text.isEmpty() && !text.contains(u':')) {
        // Neither a bind nor an escaped one, as nearly all texts are.
        QString sql = text;
        if (doublePercents)
            sql.replace(u"%"_s, u"%%"_s);
        pieces.push_back({ sql, false });
        return pieces;
    }
    qsizetype at = 0;
    for (auto matches = bind.globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        if (match.capturedStart() > at)
            pieces.push_back(
                { withoutEscapes(text.mid(at, match.capturedStart() - at), doublePercents),
                  false });
        pieces.push_back({ match.captured(1), true });
        at = match.capturedEnd();
    }
    if (at < text.size())
        pieces.push_back({ withoutEscapes(text.mid(at), doublePercents), false });
    return pieces;
}

Result<Statement> compileText(const TextClause &text, const std::map<QString, Literal> &parameters,
                              const Dialect &dialect, const CompileOptions &options)
{
    StatementCompiler compiler(dialect, options, parameters);
    return compiler.statement(text);
}

QString StatementCompiler::text(const TextClause &clause, const Place &place)
{
    QString sql;
    for (const TextPiece &piece :
         textPieces(clause.text, m_dialect.driverStyle().doublesPercents)) {
        if (!piece.isBind) {
            sql += piece.text;
            continue;
        }
        const auto given =
            std::find_if(clause.binds.begin(), clause.binds.end(),
                         [&piece](const auto &each) { return each.first == piece.text; });
        ExpressionPtr value;
        if (given != clause.binds.end()) {
            value = given->second;
        } else {
            BoundValue unbound;
            unbound.name = piece.text;
            unbound.hasValue = false;
            value = std::make_shared<const Expression>(Expression { {}, std::move(unbound) });
        }
        // A bind of a text goes by the name that the text gives it.
        if (const auto *bound = std::get_if<BoundValue>(&value->node);
            bound && bound->name.isEmpty()) {
            BoundValue named = *bound;
            named.name = piece.text;
            value =
                std::make_shared<const Expression>(Expression { value->type, std::move(named) });
        }
        sql += expression(m_lowering.lower(value), place);
    }
    return sql;
}

Result<Statement> StatementCompiler::statement(const TextClause &clause)
{
    return finished(text(clause, start()));
}

} // namespace limbeck::dialect
