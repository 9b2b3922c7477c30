// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/python2.h"

#include "core/lang/lexer.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace limbeck::lang {

namespace {

struct Sign
{
    const char *pattern; ///< what the line of the failure looks like
    const char *message; ///< a part of the failure's message; empty: any
    QStringView construct;
};

constexpr Sign signs[] = {
    { R"(^\s*(?:.*[:;]\s*)?print\b)", "call to 'print'", u"a print statement" },
    { R"(^\s*(?:.*[:;]\s*)?exec\b)", "call to 'exec'", u"an exec statement" },
    { R"(^\s*(?:.*[:;]\s*)?print\s+(?![=.(\[])|\bprint\s*>>)", "", u"a print statement" },
    { R"(^\s*(?:.*[:;]\s*)?exec\s+['"\w])", "", u"an exec statement" },
    { R"(^\s*except\s+.+,\s*\w+\s*:)", "", u"'except X, name'" },
    { R"(^\s*(?:.*[:;]\s*)?raise\s+[\w.]+\s*,)", "", u"'raise X, value'" },
    { R"(\b0[0-9]+)", "leading zeros", u"an octal number without 0o" },
    { R"(\b(?:0[xXoO][0-9a-fA-F]+|[0-9]+)[lL]\b)", "literal", u"a long integer" },
    { R"((?:^|[^\w])[uU][rR]['"])", "invalid syntax", u"a ur'' string" },
    { R"(`[^`]*`)", "invalid syntax", u"backquotes" },
    { R"(<>)", "", u"the operator <>" },
    { R"((?:\bdef\b|\blambda\b).*\()", "parameters cannot be parenthesized",
      u"a tuple as parameter" },
};

QString lineOf(const QString &text, int number)
{
    return SourceFile({}, text).line(number);
}

} // namespace

QString python2Hint(const QString &text, const SyntaxFailure &failure)
{
    const QString line = lineOf(text, failure.range.line);
    for (const Sign &sign : signs) {
        if (!failure.message.contains(QLatin1StringView(sign.message)))
            continue;
        if (!QRegularExpression(QString::fromLatin1(sign.pattern)).match(line).hasMatch())
            continue;
        return QCoreApplication::translate(
                   "limbeck::lang",
                   "The script is written in Python 2 (%1); convert it to Python 3.")
            .arg(sign.construct);
    }
    return {};
}

} // namespace limbeck::lang
