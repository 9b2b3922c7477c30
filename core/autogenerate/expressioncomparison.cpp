// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/autogenerate/expressioncomparison.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace limbeck::autogenerate {

namespace {

void removeParentheses(QString &text)
{
    while (text.size() > 1 && text.startsWith(u'(') && text.endsWith(u')'))
        text = text.sliced(1, text.size() - 2);
}

/// Takes away what orders an index by PostgreSQL's default: ascending, NULLs last, and NULLs first
/// where it descends.
void removeDefaultOrdering(QString &text)
{
    static const QRegularExpression orderings[] = {
        QRegularExpression(u"( asc nulls last)$"_s),
        QRegularExpression(u"(?<! desc)( nulls last)$"_s),
        QRegularExpression(u"( asc)$"_s),
        QRegularExpression(u"( asc) nulls first$"_s),
        QRegularExpression(u" desc( nulls first)$"_s),
    };
    for (const QRegularExpression &ordering : orderings) {
        if (const auto match = ordering.match(text); match.hasMatch()) {
            text.remove(match.capturedStart(1), match.capturedLength(1));
            return;
        }
    }
}

void removeCasts(QString &text)
{
    static const QRegularExpression begin(u"cast\\s*\\("_s), end(u"as\\s+[^)]+\\)"_s);
    if (begin
            .match(text, 0, QRegularExpression::NormalMatch,
                   QRegularExpression::AnchorAtOffsetMatchOption)
            .hasMatch())
        text.remove(begin).remove(end);
}

} // namespace

QString comparableIndexElement(const QString &element, const QString &table)
{
    static const QRegularExpression shortCast(u"::[\\w ]+\\w"_s);
    QString text = element.toLower().remove(u'"').remove(u'\'');
    text.remove(table.toLower() + u'.');
    text.remove(shortCast);
    removeParentheses(text);
    removeDefaultOrdering(text);
    removeParentheses(text);
    removeCasts(text);
    return text.remove(u' ');
}

QString comparableComputed(const QString &expression)
{
    static const QRegularExpression noise(u"[ ()'\"`\\[\\]\\t\\r\\n]"_s);
    return QString(expression).remove(noise).toLower();
}

} // namespace limbeck::autogenerate
