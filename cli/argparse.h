// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

#include <variant>
#include <vector>

namespace limbeck::cli {

/// What a value is: shells complete it accordingly.
enum class ValueKind { Text, Revision, File, Folder, Template };

/// One option of a command, as data: the parser, the help, the man page and completions are made
/// from it.
struct OptionSpec
{
    enum class Action {
        Store, ///< takes a value; the last one counts
        Append, ///< takes a value; all are kept
        SetTrue, ///< takes none
        Help,
        Version,
    };

    QStringList flags; ///< "-v", "--verbose"
    Action action = Action::Store;
    QString help;
    QString defaultValue; ///< of Store
    QString metavar; ///< how help names the value; empty: from the name
    ValueKind values = ValueKind::Text;
    QStringList choices; ///< the only values that are allowed; empty: all
    bool hasOptionalValue = false; ///< of SetTrue: "--backup" and "--backup=DIR"
    bool canBeAbbreviated = true; ///< "--verb" for "--verbose"

    /// The name under which values are kept: the first long flag without dashes, "-" as "_".
    [[nodiscard]] QString name() const;

    [[nodiscard]] bool takesValue() const
    {
        return action == Action::Store || action == Action::Append;
    }

    [[nodiscard]] QString valueName() const;
};

/// What stands on the command line without a dash.
struct PositionalSpec
{
    enum class Count { One, ZeroOrOne, OneOrMore };

    QString name;
    Count count = Count::One;
    QString help;
    ValueKind values = ValueKind::Text;
    QStringList choices; ///< the only values that are allowed; empty: all
    QString optionalWith = QString(); ///< name of an option with which it may be left out
};

struct CommandSpec
{
    QString name;
    QString help;
    std::vector<OptionSpec> options; ///< "-h, --help" need not be among them
    std::vector<PositionalSpec> positionals; ///< at most one
};

/// A program with sub-commands.
struct ProgramSpec
{
    QString name;
    QString version;
    QString description;
    std::vector<OptionSpec> options;
    std::vector<CommandSpec> commands;
};

/// The values that were given, global ones and the command's together.
class Arguments
{
public:
    QString command;

    void set(const QString &name, const QString &value) { m_values[name] = { value }; }

    void append(const QString &name, const QString &value) { m_values[name].append(value); }

    [[nodiscard]] bool has(const QString &name) const { return m_values.contains(name); }

    [[nodiscard]] bool isSet(const QString &name) const
    {
        return m_values.value(name) == QStringList { QString() };
    }

    [[nodiscard]] QString value(const QString &name) const;

    [[nodiscard]] QStringList values(const QString &name) const { return m_values.value(name); }

private:
    QHash<QString, QStringList> m_values;
};

/// What has to be printed instead of a command being run: help and version (exit status 0), or a
/// usage error (2).
struct ArgumentMessage
{
    QString text; ///< complete, with its line end
    int exitStatus = 0;
};

/// Parses @p arguments (without the program's name) with the habits of Python's argparse:
/// sub-commands, unambiguous abbreviations of long options, "-mtext", "-vi", "--name=text",
/// negative numbers as positionals, "--"; global options stand before the command. Source:
/// CPython 3.11, `argparse.py`.
[[nodiscard]] std::variant<Arguments, ArgumentMessage> parseArguments(const ProgramSpec &program,
                                                                      const QStringList &arguments);

/// "usage: …", wrapped to @p width, with its line end. Without a command, that of the program.
[[nodiscard]] QString usageText(const ProgramSpec &program, const CommandSpec *command, int width);

/// The whole help.
[[nodiscard]] QString helpText(const ProgramSpec &program, const CommandSpec *command, int width);

/// Columns of the terminal as argparse finds them: $COLUMNS, else the terminal's, else 80; less 2.
[[nodiscard]] int helpWidth();

} // namespace limbeck::cli
