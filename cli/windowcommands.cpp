// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/command.h"
#include "cli/enginerun.h"
#include "core/engine/project.h"
#include "core/engine/sampleproject.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>

using namespace Qt::StringLiterals;

namespace limbeck::cli {

Result<> runGui(const Arguments &arguments, const Output &)
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

Result<> runSample(const Arguments &arguments, const Output &output)
{
    const QString given = arguments.value(u"directory"_s);
    const auto directory = prepareSampleProject(given.isEmpty() ? sampleProjectDirectory() : given);
    if (!directory)
        return failure(directory.error());
    output.line(u"The sample project is in %1"_s.arg(*directory));
    QDir::setCurrent(*directory);

    auto config = Config::load(ConfigLocation::fromPath(*directory));
    if (!config)
        return failure(config.error());
    CommandContext context { arguments, std::move(*config), output };
    const auto scripts = openScripts(context);
    if (!scripts)
        return failure(scripts.error());
    // Up, down to where the tickets were filled in, and up again: the main job, on real rows.
    const std::pair<RunRequest::Command, QString> journey[] = {
        { RunRequest::Command::Upgrade, u"heads"_s },
        { RunRequest::Command::Downgrade, u"def456"_s },
        { RunRequest::Command::Upgrade, u"heads"_s }
    };
    for (const auto &[command, target] : journey) {
        RunRequest request;
        request.command = command;
        request.targets = { target };
        request.url = u"sqlite:///"_s + *directory + u"/support_desk.db"_s;
        const auto done = runInEngine(context, *scripts, request);
        if (!done)
            return failure(done.error());
        QStringList heads;
        for (const RevisionId &head : done->heads)
            heads += head.text();
        output.line(u"%1 is at %2"_s.arg(done->database, heads.join(u", ")));
    }
    return {};
}

} // namespace limbeck::cli
