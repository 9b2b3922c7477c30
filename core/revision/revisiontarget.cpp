// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/revision/revisiontarget.h"

#include <QRegularExpression>

#include <limits>

using namespace Qt::StringLiterals;

namespace limbeck {

std::optional<RelativeTarget> RelativeTarget::parse(const QString &text)
{
    static const QRegularExpression pattern(uR"(\A(?:(.+?)@)?(\w+)?([+-]\d+))"_s,
                                            QRegularExpression::UseUnicodePropertiesOption);
    const QRegularExpressionMatch match = pattern.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    RelativeTarget target;
    if (match.hasCaptured(1))
        target.branch = match.captured(1);
    if (match.hasCaptured(2))
        target.symbol = match.captured(2);
    target.steps = match.captured(3);
    bool fits = false;
    target.count = target.steps.toLongLong(&fits);
    if (!fits)
        target.count = target.steps.startsWith(u'-') ? -qint64(std::numeric_limits<int>::max())
                                                     : std::numeric_limits<int>::max();
    return target;
}

QString RelativeTarget::magnitude() const
{
    qsizetype start = 1;
    while (start + 1 < steps.size() && steps[start] == u'0')
        ++start;
    return steps.mid(start);
}

Result<RevisionRange> RevisionRange::parse(const QString &text)
{
    const QStringList parts = text.split(u':');
    if (parts.size() > 2)
        return failure(ErrorCode::Syntax,
                       u"A range has one colon, <from>:<to>, but '%1' has more"_s.arg(text));
    if (parts.size() == 1)
        return RevisionRange { std::nullopt, text };
    return RevisionRange { parts[0], parts[1] };
}

} // namespace limbeck
