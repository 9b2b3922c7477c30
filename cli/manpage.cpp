// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/manpage.h"

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

/// @p text so that roff prints it as it is.
QString literal(QString text)
{
    text.replace(u'\\', u"\\e"_s).replace(u'-', u"\\-"_s);
    return text.startsWith(u'.') || text.startsWith(u'\'') ? u"\\&"_s + text : text;
}

QString bold(const QString &text)
{
    return u"\\fB"_s + literal(text) + u"\\fR"_s;
}

QString italic(const QString &text)
{
    return u"\\fI"_s + literal(text) + u"\\fR"_s;
}

/// "-m MESSAGE, --message MESSAGE"
QString flagsOf(const OptionSpec &option)
{
    QStringList flags;
    for (const QString &flag : option.flags)
        flags << bold(flag) + (option.takesValue() ? u' ' + italic(option.valueName()) : QString());
    return flags.join(u", "_s);
}

QString positionalsOf(const CommandSpec &command)
{
    QString text;
    for (const PositionalSpec &positional : command.positionals) {
        const QString name = italic(positional.name);
        switch (positional.count) {
        case PositionalSpec::Count::One:
            text += u' ' + name;
            break;
        case PositionalSpec::Count::ZeroOrOne:
            text += u" ["_s + name + u']';
            break;
        case PositionalSpec::Count::OneOrMore:
            text += u' ' + name + u" \\&..."_s;
            break;
        }
    }
    return text;
}

QString optionList(const std::vector<OptionSpec> &options)
{
    QString text;
    for (const OptionSpec &option : options)
        text += u".TP\n"_s + flagsOf(option) + u'\n' + literal(option.help) + u'\n';
    return text;
}

QString commandList(const ProgramSpec &program)
{
    QString text;
    for (const CommandSpec &command : program.commands) {
        text += u".SS \""_s + literal(command.name) + u"\"\n"_s + bold(program.name) + u' '
            + bold(command.name) + (command.options.empty() ? QString() : u" [options]"_s)
            + positionalsOf(command) + u"\n.PP\n"_s + literal(command.help) + u'\n';
        text += optionList(command.options);
    }
    return text;
}

/// What the table does not say.
const QString &furtherSections()
{
    static const QString text = uR"(.SH ENVIRONMENT
.TP
.B ALEMBIC_CONFIG
The configuration file, where no
.B \-c
is given.
.TP
.B LIMBECK_PYTHON
The interpreter that
.B \-\-engine=alembic
runs: the program, or the folder of a virtual environment.
.TP
.B LIMBECK_JOURNAL
The file that runs are recorded in.
.TP
.BR PGHOST ", " PGPORT ", " PGUSER ", " PGPASSWORD ", " PGSERVICE " \&..."
What libpq takes in place of what the database URL leaves out.
.TP
.B MYSQL_PWD
The password for MySQL and MariaDB, where the database URL has none.
.SH FILES
.TP
.BR alembic.ini ", " pyproject.toml
The project's configuration, as Alembic reads it.
.TP
.B limbeck.toml
Beside it: what env.py cannot tell Limbeck.
.TP
.BR ~/.pgpass ", " ~/.pg_service.conf
Passwords and services of PostgreSQL. Option files of MySQL are read where the URL asks for them:
.BR ?read_default_file=~/.my.cnf .
.SH PASSWORDS
A password that neither the URL, a password file nor a variable has is looked for in the desktop's keyring and then asked
for at the terminal.
.B limbeck password
keeps it in the keyring,
.B limbeck password \-\-remove
takes it out again. It is never written to the command line of a program, a log or the journal.
.SH "EXIT STATUS"
.TP
.B 0
Done; also when there was nothing to do.
.TP
.B 1
Failed: the database, a script, or a connection.
.TP
.B 2
The arguments cannot be understood.
.TP
.B 255
Refused for a reason that the user can set right, such as an unknown revision: what Alembic calls a CommandError.
.SH "SEE ALSO"
.BR limbeck\-gui (1),
.BR alembic (1)
)"_s;
    return text;
}

} // namespace

QString manualPage(const ProgramSpec &program)
{
    return u".\\\" Made from the table of commands by app/manpage.\n.TH "_s + program.name.toUpper()
        + u" 1 \"\" \"Limbeck "_s + literal(program.version) + u"\" \"User Commands\"\n"_s
        + u".SH NAME\n"_s + literal(program.name)
        + u" \\- migration manager for Alembic projects\n.SH SYNOPSIS\n"_s + bold(program.name)
        + u" [options] "_s + italic(u"command"_s) + u" [options] [arguments]\n.SH DESCRIPTION\n"_s
        + bold(program.name)
        + u" does what Alembic's command line does, with the same commands, options and output, "
          "without Python: it reads the project's scripts with an interpreter of its own, in which "
          "they can do nothing but migrate. Runs are locked against each other, recorded, and can "
          "be cancelled.\n.SH OPTIONS\nThey stand before the command.\n"_s
        + optionList(program.options) + u".SH COMMANDS\n"_s + commandList(program)
        + furtherSections();
}

} // namespace limbeck::cli
