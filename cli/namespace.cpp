// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/namespace.h"

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

void add(QVariantMap &values, const std::vector<OptionSpec> &options, const Arguments &arguments)
{
    for (const OptionSpec &option : options) {
        const QString name = option.name();
        switch (option.action) {
        case OptionSpec::Action::SetTrue:
            values.insert(name, arguments.has(name));
            break;
        case OptionSpec::Action::Store:
            values.insert(name, arguments.has(name) ? arguments.value(name) : QVariant());
            break;
        case OptionSpec::Action::Append:
            values.insert(name, arguments.has(name) ? arguments.values(name) : QVariant());
            break;
        case OptionSpec::Action::Help:
        case OptionSpec::Action::Version:
            break;
        }
    }
}

} // namespace

QVariantMap argumentNamespace(const ProgramSpec &program, const Arguments &arguments)
{
    QVariantMap values;
    add(values, program.options, arguments);
    for (const CommandSpec &command : program.commands) {
        if (command.name != arguments.command)
            continue;
        add(values, command.options, arguments);
        QStringList names { command.name };
        for (const PositionalSpec &positional : command.positionals) {
            const bool isList = positional.count == PositionalSpec::Count::OneOrMore;
            values.insert(positional.name,
                          isList ? QVariant(arguments.values(positional.name))
                                 : QVariant(arguments.value(positional.name)));
            names.append(positional.name);
        }
        values.insert(u"cmd"_s, names);
    }
    return values;
}

} // namespace limbeck::cli
