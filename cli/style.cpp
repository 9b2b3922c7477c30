// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/style.h"

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

QString codeOf(Style::Role role)
{
    switch (role) {
    case Style::Role::RevisionId:
        return u"33"_s;
    case Style::Role::Label:
        return u"36"_s;
    case Style::Role::Head:
        return u"32"_s;
    case Style::Role::Current:
        return u"1;32"_s;
    case Style::Role::Graph:
        return u"34"_s;
    case Style::Role::Error:
        return u"1;31"_s;
    case Style::Role::Warning:
        return u"1;33"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

bool isTerminal(FILE *stream)
{
    return ::isatty(::fileno(stream)) == 1;
}

Style Style::forStream(FILE *stream)
{
    const QString terminal = qEnvironmentVariable("TERM");
    Style style;
    style.m_isColoured = qEnvironmentVariableIsEmpty("NO_COLOR") && !terminal.isEmpty()
        && terminal != u"dumb" && isTerminal(stream);
    return style;
}

Style Style::coloured()
{
    Style style;
    style.m_isColoured = true;
    return style;
}

QString Style::paint(Role role, const QString &text) const
{
    if (!m_isColoured || text.isEmpty())
        return text;
    return u"\x1b["_s + codeOf(role) + u'm' + text + u"\x1b[0m"_s;
}

} // namespace limbeck::cli
