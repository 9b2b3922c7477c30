// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/options.h"

using namespace Qt::StringLiterals;

namespace limbeck::cli::options {

namespace {

OptionSpec option(const QStringList &flags, OptionSpec::Action action, const QString &help)
{
    OptionSpec result;
    result.flags = flags;
    result.action = action;
    result.help = help;
    return result;
}

} // namespace

OptionSpec flag(const QStringList &flags, const QString &help)
{
    return option(flags, OptionSpec::Action::SetTrue, help);
}

OptionSpec text(const QStringList &flags, const QString &help)
{
    return option(flags, OptionSpec::Action::Store, help);
}

OptionSpec list(const QStringList &flags, const QString &help)
{
    return option(flags, OptionSpec::Action::Append, help);
}

OptionSpec own(OptionSpec option)
{
    option.canBeAbbreviated = false;
    return option;
}

OptionSpec verbose()
{
    return flag({ u"-v"_s, u"--verbose"_s }, u"Use more verbose output"_s);
}

OptionSpec json()
{
    return own(flag({ u"--json"_s }, u"Print the result as JSON"_s));
}

OptionSpec sql()
{
    return flag({ u"--sql"_s },
                u"Don't emit SQL to database - dump to standard output/file instead. See docs on "
                "offline mode."_s);
}

OptionSpec tag()
{
    return text({ u"--tag"_s }, u"Arbitrary 'tag' name - can be used by custom env.py scripts."_s);
}

OptionSpec message()
{
    return text({ u"-m"_s, u"--message"_s }, u"Message string to use with 'revision'"_s);
}

OptionSpec branchLabel()
{
    return text({ u"--branch-label"_s }, u"Specify a branch label to apply to the new revision"_s);
}

OptionSpec revisionId()
{
    return text({ u"--rev-id"_s }, u"Specify a hardcoded revision id instead of generating one"_s);
}

OptionSpec splice()
{
    return flag({ u"--splice"_s }, u"Allow a non-head revision as the 'head' to splice onto"_s);
}

PositionalSpec revision(const QString &name, const QString &help)
{
    return { name, PositionalSpec::Count::One, help, ValueKind::Revision, {} };
}

PositionalSpec severalRevisions()
{
    return { u"revisions"_s,
             PositionalSpec::Count::OneOrMore,
             u"one or more revisions, or 'heads' for all heads"_s,
             ValueKind::Revision,
             {} };
}

} // namespace limbeck::cli::options
