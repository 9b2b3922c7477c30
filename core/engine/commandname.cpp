// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/commandname.h"

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

using Command = RunRequest::Command;

constexpr Command commands[] = { Command::Upgrade, Command::Downgrade,     Command::Stamp,
                                 Command::Current, Command::EnsureVersion, Command::Revision };

} // namespace

QString commandName(Command command)
{
    switch (command) {
    case Command::Upgrade:
        return u"upgrade"_s;
    case Command::Downgrade:
        return u"downgrade"_s;
    case Command::Stamp:
        return u"stamp"_s;
    case Command::Current:
        return u"current"_s;
    case Command::EnsureVersion:
        return u"ensure_version"_s;
    case Command::Revision:
        return u"revision"_s;
    }
    Q_UNREACHABLE();
}

std::optional<Command> commandFromName(const QString &name)
{
    for (const Command command : commands) {
        if (commandName(command) == name)
            return command;
    }
    return {};
}

} // namespace limbeck
