// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/outsidecommand.h"

#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/output.h"
#include "cli/printingobserver.h"
#include "core/engine/outsidealembic.h"

#include <cstdio>

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

/// Values of a global option that stands before the command, in any of argparse's spellings.
QStringList globalValues(const QStringList &arguments, const QString &shortFlag,
                         const QString &longFlag)
{
    QStringList values;
    for (qsizetype i = 0; i < arguments.size() && arguments[i].startsWith(u'-'); ++i) {
        const QString &argument = arguments[i];
        const bool isFlagAlone = argument == shortFlag || argument == longFlag;
        if (isFlagAlone)
            values << arguments.value(i + 1);
        else if (argument.startsWith(longFlag + u'='))
            values << argument.mid(longFlag.size() + 1);
        else if (argument.startsWith(shortFlag) && !argument.startsWith(u"--"))
            values << argument.mid(shortFlag.size());
        const bool takesNext =
            isFlagAlone || argument == "-n"_L1 || argument == "--name"_L1 || argument == "-x"_L1;
        i += takesNext ? 1 : 0;
    }
    return values;
}

Result<Config> configFor(const QStringList &arguments)
{
    auto location = ConfigLocation::fromOptions(globalValues(arguments, u"-c"_s, u"--config"_s),
                                                qEnvironmentVariable("ALEMBIC_CONFIG"));
    if (!location)
        return failure(location.error());
    return Config::load(*location);
}

} // namespace

Result<bool> takeOutsideEngine(QStringList &arguments)
{
    const QString flag = u"--engine"_s;
    for (qsizetype i = 0; i < arguments.size() && arguments[i].startsWith(u'-'); ++i) {
        const bool isAlone = arguments[i] == flag;
        if (isAlone || arguments[i].startsWith(flag + u'=')) {
            const QString value =
                isAlone ? arguments.value(i + 1) : arguments[i].mid(flag.size() + 1);
            arguments.remove(i, isAlone && i + 1 < arguments.size() ? 2 : 1);
            if (value != "limbeck"_L1 && value != "alembic"_L1) {
                return failure(ErrorCode::Usage,
                               u"--engine is 'limbeck' or 'alembic', not '%1'"_s.arg(value));
            }
            return value == "alembic"_L1;
        }
        const bool takesNext = arguments[i] == "-c"_L1 || arguments[i] == "--config"_L1
            || arguments[i] == "-n"_L1 || arguments[i] == "--name"_L1 || arguments[i] == "-x"_L1;
        i += takesNext ? 1 : 0;
    }
    return false;
}

int runOutsideCommand(const QStringList &arguments)
{
    const Output output;
    const auto config = configFor(arguments);
    const auto outside = config ? OutsideAlembic::find(*config) : failure(config.error());
    if (!outside) {
        output.failure(outside.error());
        return exitStatus(outside.error());
    }
    Output::message(u"Running the project's own Alembic with %1 (%2)\n"_s.arg(
        outside->interpreter().program, outside->interpreter().origin));
    PrintingObserver observer;
    RunCancellation cancellation;
    const InterruptWatch watch([&cancellation] { cancellation.cancel(); });
    const auto outcome = outside->runCommand(arguments, *config, observer, cancellation);
    std::fflush(stdout);
    if (outcome)
        return 0;
    const Error &error = outcome.error();
    bool hasStatus = false;
    const int status = error.subjects.value(0).toInt(&hasStatus);
    // What argparse or sys.exit() has to say it has printed itself.
    if (!error.message.isEmpty() && (!hasStatus || status != 2))
        output.failure(error);
    return hasStatus && status != 0 ? status : exitStatus(error);
}

Error withOutsideHint(Error error)
{
    if (!mayHelpOutside(error))
        return error;
    const QString hint =
        u"The project's own Alembic may be able to: put --engine=alembic before the "
        "command to run it with the project's Python."_s;
    error.hint = error.hint.isEmpty() ? hint : error.hint + u' ' + hint;
    return error;
}

} // namespace limbeck::cli
