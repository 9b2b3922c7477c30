// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/revisionwriting.h"

#include "cli/enginerun.h"
#include "cli/logwriter.h"
#include "cli/passwordprompt.h"
#include "cli/printingobserver.h"

#include <cstdio>

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

/// Says it as Alembic does: "Generating /path/x.py ...  done".
class PrintingFilesObserver final : public RevisionFilesObserver
{
public:
    explicit PrintingFilesObserver(const Output &output)
        : m_output(output)
    {
    }

    void began(Work work, const QString &subject) override
    {
        switch (work) {
        case Work::MakeFolder:
            m_output.text(u"Creating directory %1 ..."_s.arg(subject));
            break;
        case Work::WriteFile:
            m_output.text(u"Generating %1 ..."_s.arg(subject));
            break;
        case Work::RunHook:
            m_output.line(u"Running post write hook '%1' ..."_s.arg(subject));
            break;
        }
        std::fflush(stdout); // a hook writes there too
        LogWriter::standardError().flush();
    }

    void ended(Work, bool isDone) override { m_output.line(isDone ? u"  done"_s : u"  FAILED"_s); }

private:
    const Output &m_output;
};

RunRequest requestFor(const CommandContext &context, const RunCancellation &cancellation)
{
    RunRequest request;
    request.passwords = commandLinePasswords(cancellation.token());
    request.command = RunRequest::Command::Revision;
    request.sql = context.arguments.has(u"sql"_s);
    return completed(context, request);
}

} // namespace

RevisionRequest revisionRequest(const Arguments &arguments)
{
    RevisionRequest request;
    request.id = arguments.value(u"rev_id"_s);
    if (arguments.has(u"message"_s))
        request.message = arguments.value(u"message"_s);
    request.splice = arguments.has(u"splice"_s);
    request.branchLabels = arguments.values(u"branch_label"_s);
    request.versionPath = arguments.value(u"version_path"_s);
    request.dependsOn = arguments.values(u"depends_on"_s);
    return request;
}

Result<> writeRevisions(const CommandContext &context, const ScriptDirectory &scripts,
                        const RevisionFilesOrder &order)
{
    const Project project(context.config, scripts);
    PrintingObserver observer;
    PrintingFilesObserver files(context.output);
    RunCancellation cancellation;
    const auto written = writeRevisionFiles(project, order, requestFor(context, cancellation),
                                            observer, cancellation, files);
    return written ? Result<>() : failure(written.error());
}

Result<> compareModels(const CommandContext &context, const ScriptDirectory &scripts,
                       const std::function<void(const ModelDifferences &)> &tell)
{
    const Project project(context.config, scripts);
    PrintingObserver observer;
    RunCancellation cancellation;
    const RunRequest request = requestFor(context, cancellation);
    RevisionRun run(project, request, observer, cancellation);
    const auto differences = run.differences();
    if (!differences)
        return failure(differences.error());
    tell(*differences);
    return run.refuse(*differences);
}

} // namespace limbeck::cli
