// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/completionscript.h"

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

/// In single quotes for any of the shells.
QString quoted(QString text)
{
    return u'\'' + text.replace(u'\'', u"'\\''"_s) + u'\'';
}

QString commandNames(const ProgramSpec &program)
{
    QStringList names;
    for (const CommandSpec &command : program.commands)
        names.append(command.name);
    return names.join(u' ');
}

QStringList flagsOf(const std::vector<OptionSpec> &options)
{
    QStringList flags { u"-h"_s, u"--help"_s };
    for (const OptionSpec &option : options)
        flags += option.flags;
    return flags;
}

/// How the bash function offers values of a kind.
QString bashValues(ValueKind kind, const QStringList &choices, const QString &program)
{
    if (!choices.isEmpty())
        return u"COMPREPLY=($(compgen -W '%1' -- \"$cur\"))"_s.arg(choices.join(u' '));
    switch (kind) {
    case ValueKind::Text:
        return u"COMPREPLY=()"_s;
    case ValueKind::Revision:
        return u"COMPREPLY=($(compgen -W \"$(%1 completion revisions 2>/dev/null | cut -f1)\" -- "
               "\"$cur\"))"_s.arg(program);
    case ValueKind::File:
        return u"COMPREPLY=($(compgen -f -- \"$cur\"))"_s;
    case ValueKind::Folder:
        return u"COMPREPLY=($(compgen -d -- \"$cur\"))"_s;
    case ValueKind::Template:
        return u"COMPREPLY=($(compgen -W \"$(%1 completion templates | cut -f1)\" -- \"$cur\"))"_s
            .arg(program);
    }
    Q_UNREACHABLE();
}

/// Cases "flag) values ;;" of the options that take a value.
QString bashOptionCases(const std::vector<OptionSpec> &options, const QString &program)
{
    QString text;
    for (const OptionSpec &option : options) {
        if (option.takesValue())
            text += u"            %1) %2; return ;;\n"_s.arg(
                option.flags.join(u'|'), bashValues(option.values, option.choices, program));
    }
    return text;
}

QString bashScript(const ProgramSpec &program)
{
    QString commands;
    QString valueFlags;
    for (const OptionSpec &option : program.options) {
        if (option.takesValue())
            valueFlags += (valueFlags.isEmpty() ? QString() : u"|"_s) + option.flags.join(u'|');
    }
    for (const CommandSpec &command : program.commands) {
        const QString positional = command.positionals.empty()
            ? u"COMPREPLY=()"_s
            : bashValues(command.positionals.front().values, command.positionals.front().choices,
                         program.name);
        commands += u"    %1)\n        case \"$prev\" in\n%2        esac\n"
                    "        if [[ \"$cur\" == -* ]]; then COMPREPLY=($(compgen -W '%3' -- "
                    "\"$cur\")); else %4; fi ;;\n"_s.arg(
                        command.name, bashOptionCases(command.options, program.name),
                        flagsOf(command.options).join(u' '), positional);
    }
    return uR"bash(# bash completion of %1: source <(%1 completion bash)
_%1() {
    local cur prev words cword
    cur="${COMP_WORDS[COMP_CWORD]}"
    prev="${COMP_WORDS[COMP_CWORD-1]}"
    COMP_WORDBREAKS="${COMP_WORDBREAKS//[:@]/}"
    local command="" i=1
    while ((i < COMP_CWORD)); do
        case "${COMP_WORDS[i]}" in
            %2) ((i += 2)); continue ;;
            -*) ((i += 1)); continue ;;
        esac
        command="${COMP_WORDS[i]}"
        break
    done
    case "$command" in
    "")
        case "$prev" in
%3        esac
        if [[ "$cur" == -* ]]; then
            COMPREPLY=($(compgen -W '%4' -- "$cur"))
        else
            COMPREPLY=($(compgen -W '%5' -- "$cur"))
        fi ;;
%6    esac
}
complete -o filenames -F _%1 %1
)bash"_s.arg(program.name, valueFlags, bashOptionCases(program.options, program.name),
             flagsOf(program.options).join(u' '), commandNames(program), commands);
}

/// zsh's action for values of a kind.
QString zshAction(ValueKind kind, const QStringList &choices, const QString &program)
{
    if (!choices.isEmpty())
        return u'(' + choices.join(u' ') + u')';
    switch (kind) {
    case ValueKind::Text:
        return u" "_s;
    case ValueKind::Revision:
        return u"_%1_revisions"_s.arg(program);
    case ValueKind::File:
        return u"_files"_s;
    case ValueKind::Folder:
        return u"_files -/"_s;
    case ValueKind::Template:
        return u"_%1_templates"_s.arg(program);
    }
    Q_UNREACHABLE();
}

QString zshDescription(QString help)
{
    help.replace(u'[', u'(').replace(u']', u')').replace(u':', u"\\:"_s);
    return help;
}

QStringList zshOptions(const std::vector<OptionSpec> &options, const QString &program)
{
    QStringList result { u"'(-h --help)'{-h,--help}'[show this help message and exit]'"_s };
    for (const OptionSpec &option : options) {
        const QString repeat = option.action == OptionSpec::Action::Append ? u"*"_s : QString();
        const QString value = option.takesValue()
            ? u":%1:%2"_s.arg(option.valueName().toLower(),
                              zshAction(option.values, option.choices, program))
            : QString();
        for (const QString &flag : option.flags)
            result.append(
                quoted(repeat + flag + u'[' + zshDescription(option.help) + u']' + value));
    }
    return result;
}

QString zshScript(const ProgramSpec &program)
{
    QString list;
    QString cases;
    for (const CommandSpec &command : program.commands) {
        list += u"        %1\n"_s.arg(quoted(command.name + u':' + zshDescription(command.help)));
        QStringList arguments = zshOptions(command.options, program.name);
        for (const PositionalSpec &positional : command.positionals)
            arguments.append(
                quoted((positional.count == PositionalSpec::Count::OneOrMore ? u"*:"_s : u":"_s)
                       + positional.name + u':'
                       + zshAction(positional.values, positional.choices, program.name)));
        cases += u"        %1) _arguments %2 ;;\n"_s.arg(command.name, arguments.join(u' '));
    }
    return uR"zsh(#compdef %1
# zsh completion of %1: %1 completion zsh > "${fpath[1]}/_%1"
_%1_list() {
    local -a found
    local line
    for line in ${(f)"$(%1 completion $1 2>/dev/null)"}; do
        found+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
    done
    _describe "$1" found
}
_%1_revisions() { _%1_list revisions }
_%1_templates() { _%1_list templates }
_%1() {
    local curcontext="$curcontext" state line
    local -a commands
    commands=(
%2    )
    _arguments -C %3 '1: :->command' '*:: :->arguments'
    case $state in
    command) _describe command commands ;;
    arguments)
        case $line[1] in
%4        esac ;;
    esac
}
if [[ "${funcstack[1]}" == "_%1" ]]; then _%1 "$@"; else compdef _%1 %1; fi
)zsh"_s.arg(program.name, list, zshOptions(program.options, program.name).join(u' '), cases);
}

/// fish's way to say what an option's values are.
QString fishValues(ValueKind kind, const QStringList &choices, const QString &program)
{
    if (!choices.isEmpty())
        return u" -x -a "_s + quoted(choices.join(u' '));
    switch (kind) {
    case ValueKind::Text:
        return u" -x"_s;
    case ValueKind::Revision:
        return u" -x -a '(%1 completion revisions 2>/dev/null)'"_s.arg(program);
    case ValueKind::File:
        return u" -r -F"_s;
    case ValueKind::Folder:
        return u" -x -a '(__fish_complete_directories)'"_s;
    case ValueKind::Template:
        return u" -x -a '(%1 completion templates)'"_s.arg(program);
    }
    Q_UNREACHABLE();
}

QString fishOption(const ProgramSpec &program, const OptionSpec &option, const QString &condition)
{
    QString text = u"complete -c %1 -n %2"_s.arg(program.name, quoted(condition));
    for (const QString &flag : option.flags)
        text += flag.startsWith(u"--") ? u" -l "_s + flag.mid(2) : u" -s "_s + flag.mid(1);
    if (option.takesValue())
        text += fishValues(option.values, option.choices, program.name);
    return text + u" -d "_s + quoted(option.help) + u'\n';
}

QString fishScript(const ProgramSpec &program)
{
    QString text = u"# fish completion of %1: %1 completion fish > "
                   "~/.config/fish/completions/%1.fish\ncomplete -c %1 -f\n"_s.arg(program.name);
    for (const OptionSpec &option : program.options)
        text += fishOption(program, option, u"__fish_use_subcommand"_s);
    for (const CommandSpec &command : program.commands) {
        const QString condition = u"__fish_seen_subcommand_from "_s + command.name;
        text += u"complete -c %1 -n __fish_use_subcommand -a %2 -d %3\n"_s.arg(
            program.name, command.name, quoted(command.help));
        for (const OptionSpec &option : command.options)
            text += fishOption(program, option, condition);
        for (const PositionalSpec &positional : command.positionals)
            text += u"complete -c %1 -n %2%3\n"_s.arg(
                program.name, quoted(condition),
                fishValues(positional.values, positional.choices, program.name));
    }
    return text;
}

} // namespace

QString completionScript(const ProgramSpec &program, const QString &shell)
{
    if (shell == u"bash")
        return bashScript(program);
    if (shell == u"zsh")
        return zshScript(program);
    Q_ASSERT(shell == u"fish");
    return fishScript(program);
}

} // namespace limbeck::cli
