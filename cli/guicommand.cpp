// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/command.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

Result<> runGui(const ProgramSpec &, const Arguments &arguments, const Output &)
{
    const QString program = QCoreApplication::applicationDirPath() + u"/limbeck-gui"_s;
    QStringList given;
    if (const QString project = arguments.value(u"project"_s); !project.isEmpty())
        given += QDir::current().absoluteFilePath(project);
    if (!QProcess::startDetached(program, given))
        return failure(ErrorCode::FileNotFound,
                       u"The window's program %1 cannot be started"_s.arg(program),
                       u"Install the package limbeck-gui."_s);
    return {};
}

} // namespace

Command guiCommand()
{
    return { { u"gui"_s,
               u"Open the window, on a project if one is named."_s,
               {},
               { { u"project"_s,
                   PositionalSpec::Count::ZeroOrOne,
                   u"the project's folder or its alembic.ini"_s,
                   ValueKind::File,
                   {} } } },
             nullptr,
             runGui };
}

} // namespace limbeck::cli
