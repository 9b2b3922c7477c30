// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/enginerun.h"
#include "cli/interrupt.h"
#include "cli/options.h"
#include "cli/passwordprompt.h"
#include "cli/printingobserver.h"
#include "core/database/restore.h"
#include "core/engine/probe.h"

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

Result<> runRestore(CommandContext &context)
{
    const Result<ScriptDirectory> scripts = openScripts(context);
    if (!scripts)
        return failure(scripts.error());
    const auto backup = database::Backup::load(context.arguments.value(u"file"_s));
    if (!backup)
        return failure(backup.error());
    PrintingObserver observer;
    RunCancellation cancellation;
    const InterruptWatch watch([&cancellation] { cancellation.cancel(); });
    const Project project(context.config, *scripts);
    RunRequest request = completed(context, {});
    request.passwords = commandLinePasswords(cancellation.token());
    const auto database = probe(project, request, observer, cancellation);
    if (!database)
        return failure(database.error());
    const QString into = context.arguments.value(u"into"_s);
    const Result<> restored = into.isEmpty()
        ? database::restore(*backup, database->specification, cancellation.token())
        : database::restoreInto(*backup, database->specification, into, cancellation.token());
    if (!restored)
        return restored;
    const QString heads = backup->heads.isEmpty() ? u"base"_s : backup->heads.join(u", "_s);
    context.output.line(u"Restored %1 as it was on %2, at %3."_s.arg(
        into.isEmpty() ? database->state.database : into,
        backup->createdAt.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s), heads));
    return {};
}

} // namespace

Command restoreCommand()
{
    PositionalSpec file;
    file.name = u"file"_s;
    file.help = u"a backup that deploy or upgrade --backup has written"_s;
    file.values = ValueKind::File;
    return { { u"restore"_s,
               u"Put the database back to a backup, unless it was written since."_s,
               { options::text({ u"--into"_s },
                               u"Restore into a new database of this name (SQLite: a new file), "
                               "and leave the present one alone"_s) },
               { file } },
             runRestore,
             nullptr };
}

} // namespace limbeck::cli
