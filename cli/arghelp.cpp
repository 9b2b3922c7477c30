// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/argparse.h"

#include <sys/ioctl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

/// Where explanations begin, at most.
constexpr qsizetype maximalHelpColumn = 24;

QStringList wrapped(const QString &text, qsizetype width)
{
    QStringList lines;
    QString line;
    for (const QString &word : text.simplified().split(u' ', Qt::SkipEmptyParts)) {
        if (!line.isEmpty() && line.size() + 1 + word.size() > width) {
            lines.append(line);
            line.clear();
        }
        if (!line.isEmpty())
            line += u' ';
        line += word;
    }
    if (!line.isEmpty())
        lines.append(line);
    return lines;
}

QString commandChoices(const ProgramSpec &program)
{
    QStringList names;
    for (const CommandSpec &command : program.commands)
        names.append(command.name);
    return u'{' + names.join(u',') + u'}';
}

QString optionUsage(const OptionSpec &option)
{
    const QString &flag = option.flags.front();
    return u'[' + (option.takesValue() ? flag + u' ' + option.valueName() : flag) + u']';
}

QStringList positionalUsage(const CommandSpec &command)
{
    QStringList parts;
    for (const PositionalSpec &positional : command.positionals) {
        switch (positional.count) {
        case PositionalSpec::Count::One:
            parts.append(positional.name);
            break;
        case PositionalSpec::Count::ZeroOrOne:
            parts.append(u'[' + positional.name + u']');
            break;
        case PositionalSpec::Count::OneOrMore:
            parts.append(positional.name + u" ["_s + positional.name + u" ...]"_s);
            break;
        }
    }
    return parts;
}

/// Parts joined by spaces, continued on lines that begin with @p indent.
QStringList usageLines(const QStringList &parts, const QString &firstPrefix, const QString &indent,
                       qsizetype width)
{
    QStringList lines;
    QString line = firstPrefix;
    bool isEmpty = true;
    for (const QString &part : parts) {
        if (!isEmpty && line.size() + 1 + part.size() > width) {
            lines.append(line);
            line = indent;
            isEmpty = true;
        }
        if (!isEmpty || !line.endsWith(u' '))
            line += u' ';
        line += part;
        isEmpty = false;
    }
    lines.append(line);
    return lines;
}

struct HelpEntry
{
    QString invocation;
    QString help;
    qsizetype indent = 2;
};

QString entryText(const HelpEntry &entry, qsizetype column, qsizetype width)
{
    QString text = QString(entry.indent, u' ') + entry.invocation;
    const QStringList lines = wrapped(entry.help, std::max<qsizetype>(width - column, 11));
    if (lines.isEmpty())
        return text + u'\n';
    if (text.size() > column - 2)
        text += u'\n' + QString(column, u' ');
    else
        text = text.leftJustified(column);
    return text + lines.join(u'\n' + QString(column, u' ')) + u'\n';
}

HelpEntry optionEntry(const OptionSpec &option)
{
    QStringList flags;
    for (const QString &flag : option.flags)
        flags.append(option.takesValue() ? flag + u' ' + option.valueName() : flag);
    return { flags.join(u", "_s), option.help, 2 };
}

} // namespace

int helpWidth()
{
    bool isNumber = false;
    int columns = qEnvironmentVariableIntValue("COLUMNS", &isNumber);
    if (!isNumber || columns <= 0) {
        winsize size {};
        columns =
            ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
    }
    return std::max(columns - 2, 20);
}

QString usageText(const ProgramSpec &program, const CommandSpec *command, int width)
{
    QString prefix = u"usage: "_s + program.name;
    if (command != nullptr)
        prefix += u' ' + command->name;
    QStringList options { u"[-h]"_s };
    for (const OptionSpec &option : command != nullptr ? command->options : program.options)
        options.append(optionUsage(option));
    const QStringList positionals = command != nullptr
        ? positionalUsage(*command)
        : QStringList { commandChoices(program), u"..."_s };
    const QString oneLine = (QStringList { prefix } + options + positionals).join(u' ');
    if (oneLine.size() <= width)
        return oneLine + u'\n';
    const QString indent(prefix.size() + 1, u' ');
    QStringList lines = usageLines(options, prefix, indent, width);
    if (!positionals.isEmpty())
        lines += usageLines(positionals, indent, indent, width);
    return lines.join(u'\n') + u'\n';
}

QString helpText(const ProgramSpec &program, const CommandSpec *command, int width)
{
    std::vector<HelpEntry> positionals;
    std::vector<HelpEntry> options { { u"-h, --help"_s, u"show this help message and exit"_s, 2 } };
    if (command != nullptr) {
        for (const PositionalSpec &positional : command->positionals)
            positionals.push_back({ positional.name, positional.help, 2 });
    } else {
        positionals.push_back({ commandChoices(program), {}, 2 });
        for (const CommandSpec &spec : program.commands)
            positionals.push_back({ spec.name, spec.help, 4 });
    }
    for (const OptionSpec &option : command != nullptr ? command->options : program.options)
        options.push_back(optionEntry(option));

    qsizetype column = 0;
    for (const auto *entries : { &positionals, &options }) {
        for (const HelpEntry &entry : *entries)
            column = std::max(column, entry.indent + entry.invocation.size() + 2);
    }
    column = std::min(column, maximalHelpColumn);

    QString text = usageText(program, command, width);
    if (command == nullptr && !program.description.isEmpty())
        text += u'\n' + wrapped(program.description, width).join(u'\n') + u'\n';
    if (!positionals.empty()) {
        text += u"\npositional arguments:\n"_s;
        for (const HelpEntry &entry : positionals)
            text += entryText(entry, column, width);
    }
    text += u"\noptions:\n"_s;
    for (const HelpEntry &entry : options)
        text += entryText(entry, column, width);
    return text;
}

} // namespace limbeck::cli
