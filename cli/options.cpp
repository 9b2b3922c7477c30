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

OptionSpec keep()
{
    return own(
        text({ u"--keep"_s },
             u"So many backups of the database are kept, older ones are deleted; 10 by default"_s));
}

OptionSpec backup()
{
    OptionSpec option = own(flag(
        { u"--backup"_s },
        u"Back up first, into DIR with --backup=DIR; restore if the upgrade fails and that is safe"_s));
    option.hasOptionalValue = true;
    return option;
}

OptionSpec resume()
{
    return own(flag({ u"--resume"_s },
                    u"Continue the run that stopped inside a step, behind what is in effect"_s));
}

OptionSpec restart()
{
    return own(flag({ u"--restart"_s },
                    u"Run a step from its beginning although an earlier run stopped inside it"_s));
}

PositionalSpec revisionUnlessResumed()
{
    PositionalSpec result = revision();
    result.optionalWith = resume().name();
    return result;
}

std::vector<OptionSpec> timeLimits()
{
    std::vector<OptionSpec> result {
        own(text({ u"--lock-wait"_s }, u"How long to wait for another run on this database"_s)),
        own(text({ u"--lock-timeout"_s }, u"How long a statement waits for a lock: 500ms, 5s"_s)),
        own(text({ u"--statement-timeout"_s }, u"How long a statement may take: 30s, 10min"_s)),
        own(text({ u"--timeout"_s }, u"How long the whole run may take: 10min, 2h"_s)),
    };
    for (OptionSpec &option : result)
        option.metavar = u"TIME"_s;
    return result;
}

std::vector<OptionSpec> withTimeLimits(std::vector<OptionSpec> options)
{
    std::vector<OptionSpec> limits = timeLimits();
    std::move(limits.begin(), limits.end(), std::back_inserter(options));
    return options;
}

Result<RunLimits> runLimits(const Arguments &arguments)
{
    RunLimits limits;
    const std::pair<QString, std::optional<std::chrono::milliseconds> *> fields[] = {
        { u"lock_wait"_s, &limits.lockWait },
        { u"lock_timeout"_s, &limits.lockTimeout },
        { u"statement_timeout"_s, &limits.statementTimeout },
        { u"timeout"_s, &limits.runTimeout },
    };
    for (const auto &[name, limit] : fields) {
        if (!arguments.has(name))
            continue;
        const auto duration = parseDuration(arguments.value(name));
        if (!duration)
            return failure(duration.error());
        *limit = *duration;
    }
    return limits;
}

Result<int> numberOfBackups(const Arguments &arguments)
{
    constexpr int defaultNumber = 10;
    if (!arguments.has(u"keep"_s))
        return defaultNumber;
    bool isNumber = false;
    const int number = arguments.value(u"keep"_s).toInt(&isNumber);
    if (!isNumber || number < 1)
        return failure(ErrorCode::Usage, u"--keep needs a number of backups, at least 1"_s);
    return number;
}

} // namespace limbeck::cli::options
