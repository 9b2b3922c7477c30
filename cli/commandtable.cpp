// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/commandtable.h"

#include "cli/options.h"
#include "core/bindings/alembicmodules.h"

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

/// In the order in which help lists them.
const std::vector<Command> &commands()
{
    static const std::vector<Command> table {
        branchesCommand(),      checkCommand(),     completionCommand(), currentCommand(),
        deployCommand(),        downgradeCommand(), editCommand(),       ensureVersionCommand(),
        guiCommand(),           headsCommand(),     historyCommand(),    initCommand(),
        listTemplatesCommand(), logCommand(),       mergeCommand(),      passwordCommand(),
        previewCommand(),       rehearseCommand(),  restoreCommand(),    revisionCommand(),
        sampleCommand(),        showCommand(),      stampCommand(),      upgradeCommand(),
    };
    return table;
}

std::vector<OptionSpec> globalOptions()
{
    OptionSpec version =
        options::flag({ u"--version"_s }, u"show program's version number and exit"_s);
    version.action = OptionSpec::Action::Version;
    OptionSpec config = options::list(
        { u"-c"_s, u"--config"_s },
        u"Alternate config file; defaults to value of ALEMBIC_CONFIG environment variable, or "
        "\"alembic.ini\". May also refer to pyproject.toml file. May be specified twice to "
        "reference "
        "both files separately"_s);
    config.values = ValueKind::File;
    OptionSpec name = options::text({ u"-n"_s, u"--name"_s },
                                    u"Name of section in .ini file to use for Alembic config (only "
                                    "applies to configparser config, not toml)"_s);
    name.defaultValue = u"alembic"_s;
    OptionSpec engine = options::own(options::text(
        { u"--engine"_s },
        u"Who runs the command: 'limbeck', or 'alembic', the project's own in the project's Python"_s));
    engine.defaultValue = u"limbeck"_s;
    engine.choices = QStringList { u"limbeck"_s, u"alembic"_s };
    return {
        version,
        config,
        name,
        options::list({ u"-x"_s },
                      u"Additional arguments consumed by custom env.py scripts, e.g. -x "
                      "setting1=somesetting -x setting2=somesetting"_s),
        options::flag({ u"--raiseerr"_s }, u"Raise a full stack trace on error"_s),
        options::flag({ u"-q"_s, u"--quiet"_s }, u"Do not log to std output."_s),
        engine,
    };
}

} // namespace

ProgramSpec commandTable(const QString &programName)
{
    ProgramSpec program;
    program.name = programName;
    program.version = QStringLiteral(LIMBECK_VERSION);
    if (isCalledAlembic(program))
        program.version =
            u"%1 (Limbeck %2)"_s.arg(QLatin1StringView(bindings::alembicVersion), program.version);
    program.options = globalOptions();
    for (const Command &command : commands())
        program.commands.push_back(command.spec);
    return program;
}

const Command *findCommand(const QString &name)
{
    const auto found =
        std::find_if(commands().begin(), commands().end(),
                     [&](const Command &command) { return command.spec.name == name; });
    return found == commands().end() ? nullptr : &*found;
}

bool isCalledAlembic(const ProgramSpec &program)
{
    return program.name == u"alembic";
}

} // namespace limbeck::cli
