// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/command.h"
#include "cli/revisionwriting.h"

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

Result<> runCheck(CommandContext &context)
{
    const Result<ScriptDirectory> scripts = openScripts(context);
    if (!scripts)
        return failure(scripts.error());
    RevisionRequest request;
    const auto compared = environmentRevisions(context, *scripts, request, Autogenerate::Yes);
    return compared ? Result<>() : Result<>(failure(compared.error()));
}

} // namespace

Command checkCommand()
{
    return { { u"check"_s,
               u"Check if revision command with autogenerate has pending upgrade ops."_s,
               {},
               {} },
             runCheck,
             nullptr };
}

} // namespace limbeck::cli
