// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/commandtable.h"

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

using Action = OptionSpec::Action;

OptionSpec flag(const QStringList &flags, const QString &help)
{
    return { flags, Action::SetTrue, help, {}, {} };
}

OptionSpec text(const QStringList &flags, const QString &help)
{
    return { flags, Action::Store, help, {}, {} };
}

OptionSpec list(const QStringList &flags, const QString &help)
{
    return { flags, Action::Append, help, {}, {} };
}

OptionSpec verbose()
{
    return flag({ u"-v"_s, u"--verbose"_s }, u"Use more verbose output"_s);
}

OptionSpec json()
{
    return flag({ u"--json"_s }, u"Print the result as JSON"_s);
}

OptionSpec sql()
{
    return flag(
        { u"--sql"_s },
        u"Don't emit SQL to database - dump to standard output/file instead. See docs on offline mode."_s);
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

PositionalSpec oneRevision()
{
    return { u"revision"_s, PositionalSpec::Count::One, u"revision identifier"_s };
}

PositionalSpec severalRevisions()
{
    return { u"revisions"_s, PositionalSpec::Count::OneOrMore,
             u"one or more revisions, or 'heads' for all heads"_s };
}

CommandSpec branchesCommand()
{
    return { u"branches"_s, u"Show current branch points."_s, { verbose(), json() }, {} };
}

CommandSpec currentCommand()
{
    return { u"current"_s,
             u"Display the current revision for a database."_s,
             { flag({ u"-c"_s, u"--check-heads"_s },
                    u"Check if all head revisions are applied to the database. Exit with an error "
                    u"code if this is not "
                    "the case."_s),
               verbose(), json() },
             {} };
}

CommandSpec downgradeCommand()
{
    return {
        u"downgrade"_s, u"Revert to a previous version."_s, { sql(), tag() }, { oneRevision() }
    };
}

CommandSpec editCommand()
{
    return { u"edit"_s,
             u"Edit revision script(s) using $EDITOR."_s,
             {},
             { { u"rev"_s, PositionalSpec::Count::One, {} } } };
}

CommandSpec ensureVersionCommand()
{
    return { u"ensure_version"_s,
             u"Create the alembic version table if it doesn't exist already ."_s,
             { sql() },
             {} };
}

CommandSpec headsCommand()
{
    return { u"heads"_s,
             u"Show current available heads in the script directory."_s,
             { verbose(),
               flag({ u"--resolve-dependencies"_s },
                    u"Treat dependency versions as down revisions"_s),
               json() },
             {} };
}

CommandSpec historyCommand()
{
    return { u"history"_s,
             u"List changeset scripts in chronological order."_s,
             { text({ u"-r"_s, u"--rev-range"_s },
                    u"Specify a revision range; format is [start]:[end]"_s),
               verbose(),
               flag({ u"-i"_s, u"--indicate-current"_s }, u"Indicate the current revision"_s),
               json() },
             {} };
}

CommandSpec initCommand()
{
    return { u"init"_s,
             u"Initialize a new scripts directory."_s,
             { { { u"-t"_s, u"--template"_s },
                 Action::Store,
                 u"Setup template for use with 'init'"_s,
                 u"generic"_s,
                 {} },
               flag({ u"--package"_s },
                    u"Write empty __init__.py files to the environment and version locations"_s) },
             { { u"directory"_s, PositionalSpec::Count::One,
                 u"location of scripts directory"_s } } };
}

CommandSpec listTemplatesCommand()
{
    return { u"list_templates"_s, u"List available templates."_s, {}, {} };
}

CommandSpec mergeCommand()
{
    return { u"merge"_s,
             u"Merge two revisions together. Creates a new migration file."_s,
             { message(), branchLabel(), revisionId(), splice() },
             { severalRevisions() } };
}

CommandSpec guiCommand()
{
    return { u"gui"_s,
             u"Open the window, on a project if one is named."_s,
             {},
             { { u"project"_s, PositionalSpec::Count::ZeroOrOne,
                 u"the project's folder or its alembic.ini"_s } } };
}

CommandSpec previewCommand()
{
    return {
        u"preview"_s,
        u"Show the SQL of single script files."_s,
        { { { u"--dialect"_s },
            Action::Store,
            u"postgresql, mysql, mariadb or sqlite"_s,
            u"postgresql"_s,
            {} },
          { { u"--direction"_s }, Action::Store, u"up or down"_s, u"up"_s, {} },
          list(
              { u"--project-root"_s },
              u"Folder from which the project's modules are imported; may be given several times"_s),
          flag({ u"--no-project"_s }, u"Evaluate each file alone"_s),
          json() },
        { { u"file"_s, PositionalSpec::Count::OneOrMore, u"revision files"_s } }
    };
}

CommandSpec sampleCommand()
{
    return { u"sample"_s,
             u"Make the sample project and run it up, down and up again on SQLite."_s,
             {},
             { { u"directory"_s, PositionalSpec::Count::ZeroOrOne,
                 u"where to; a folder of yours by default"_s } } };
}

CommandSpec revisionCommand()
{
    return {
        u"revision"_s,
        u"Create a new revision file."_s,
        { message(),
          flag({ u"--autogenerate"_s },
               u"Populate revision script with candidate migration operations, based on comparison "
               u"of database to "
               "model."_s),
          sql(),
          text({ u"--head"_s },
               u"Specify head revision or <branchname>@head to base new revision on."_s),
          splice(), branchLabel(),
          text({ u"--version-path"_s }, u"Specify specific path from config for version file"_s),
          revisionId(),
          list(
              { u"--depends-on"_s },
              u"Specify one or more revision identifiers which this revision should depend on."_s) },
        {}
    };
}

CommandSpec showCommand()
{
    return { u"show"_s,
             u"Show the revision(s) denoted by the given symbol."_s,
             { json() },
             { { u"rev"_s, PositionalSpec::Count::One, {} } } };
}

CommandSpec stampCommand()
{
    return { u"stamp"_s,
             u"'stamp' the revision table with the given revision; don't run any migrations."_s,
             { sql(), tag(),
               flag({ u"--purge"_s },
                    u"Unconditionally erase the version table before stamping"_s) },
             { severalRevisions() } };
}

CommandSpec upgradeCommand()
{
    return { u"upgrade"_s, u"Upgrade to a later version."_s, { sql(), tag() }, { oneRevision() } };
}

std::vector<OptionSpec> globalOptions()
{
    return {
        { { u"--version"_s },
          Action::Version,
          u"show program's version number and exit"_s,
          {},
          {} },
        list(
            { u"-c"_s, u"--config"_s },
            u"Alternate config file; defaults to value of ALEMBIC_CONFIG environment variable, or "
            u"\"alembic.ini\". May "
            "also refer to pyproject.toml file. May be specified twice to reference both files separately"_s),
        { { u"-n"_s, u"--name"_s },
          Action::Store,
          u"Name of section in .ini file to use for Alembic config (only applies to configparser config, not toml)"_s,
          u"alembic"_s,
          {} },
        list({ u"-x"_s },
             u"Additional arguments consumed by custom env.py scripts, e.g. -x "
             u"setting1=somesetting -x "
             "setting2=somesetting"_s),
        flag({ u"--raiseerr"_s }, u"Raise a full stack trace on error"_s),
        flag({ u"-q"_s, u"--quiet"_s }, u"Do not log to std output."_s),
        { { u"--engine"_s },
          Action::Store,
          u"Who runs the command: 'limbeck', or 'alembic', the project's own in the project's Python"_s,
          u"limbeck"_s,
          {} },
    };
}

} // namespace

ProgramSpec commandTable(const QString &programName)
{
    return { programName,
             QStringLiteral(LIMBECK_VERSION),
             {},
             globalOptions(),
             { branchesCommand(), currentCommand(), downgradeCommand(), editCommand(),
               ensureVersionCommand(), guiCommand(), headsCommand(), historyCommand(),
               initCommand(), listTemplatesCommand(), mergeCommand(), previewCommand(),
               revisionCommand(), sampleCommand(), showCommand(), stampCommand(),
               upgradeCommand() } };
}

CommandFunction commandFunction(const QString &name)
{
    static const QHash<QString, CommandFunction> functions {
        { u"branches"_s, runBranches },
        { u"current"_s, runCurrent },
        { u"downgrade"_s, runDowngrade },
        { u"edit"_s, runEdit },
        { u"ensure_version"_s, runEnsureVersion },
        { u"heads"_s, runHeads },
        { u"history"_s, runHistory },
        { u"init"_s, runInit },
        { u"list_templates"_s, runListTemplates },
        { u"merge"_s, runMerge },
        { u"revision"_s, runRevision },
        { u"show"_s, runShow },
        { u"stamp"_s, runStamp },
        { u"upgrade"_s, runUpgrade },
    };
    return functions.value(name, nullptr);
}

ProjectlessFunction projectlessFunction(const QString &name)
{
    static const QHash<QString, ProjectlessFunction> functions {
        { u"gui"_s, runGui },
        { u"preview"_s, runPreview },
        { u"sample"_s, runSample },
    };
    return functions.value(name, nullptr);
}

} // namespace limbeck::cli
