// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/scriptpreview.h"

#include "core/engine/migrationhosts.h"
#include "core/engine/revisionscript.h"
#include "core/engine/schemahistory.h"
#include "core/engine/scriptsandbox.h"
#include "core/script/scriptheader.h"

#include <QDir>
#include <QFileInfo>

#include <set>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

using Status = ScriptPreview::Status;

/// Keeps the statements and what the script said about itself.
class PreviewCollector final : public RunObserver
{
public:
    explicit PreviewCollector(ScriptPreview &preview, const SourceFilePtr &file)
        : m_preview(preview)
        , m_file(file)
    {
    }

    void handle(const RunEvent &event) override
    {
        if (const auto *statement = std::get_if<StatementStarted>(&event)) {
            const bool own = statement->origin.file == m_file;
            m_preview.statements.push_back({ dialect::offlineText(statement->sql),
                                             own ? statement->origin.range.line : 0,
                                             own ? statement->origin.range.endLine : 0 });
        } else if (const auto *dependent = std::get_if<DataDependent>(&event)) {
            m_preview.status = Status::DataDependent;
            if (!m_dependent.insert({ dependent->origin.range.line, dependent->reason }).second)
                return; // a loop comes by often
            Diagnostic note { Diagnostic::Severity::Warning,
                              u"data-dependent"_s,
                              dependent->reason,
                              dependent->origin,
                              {},
                              {} };
            add(std::move(note));
        }
    }

    /// Something to say about a script that works.
    void add(Diagnostic note)
    {
        if (!note.span.isValid())
            note.span = { m_file, { 1, 1, 1, 1 } };
        m_preview.diagnostics.push_back(std::move(note));
    }

private:
    ScriptPreview &m_preview;
    SourceFilePtr m_file;
    std::set<std::pair<int, QString>> m_dependent; ///< lines and reasons that were told
};

Status statusOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::DataDependent:
        return Status::DataDependent;
    case ErrorCode::Refused:
    case ErrorCode::Unsupported:
    case ErrorCode::ScriptLimit:
    case ErrorCode::Cancelled:
        return Status::Refused;
    default:
        return Status::Error;
    }
}

QString codeName(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Syntax:
        return u"syntax-error"_s;
    case ErrorCode::DataDependent:
        return u"data-dependent"_s;
    case ErrorCode::Refused:
        return u"refused"_s;
    case ErrorCode::Unsupported:
        return u"unsupported"_s;
    case ErrorCode::ScriptLimit:
        return u"limit"_s;
    case ErrorCode::Cancelled:
        return u"cancelled"_s;
    case ErrorCode::Script:
        return u"script-error"_s;
    default:
        return u"error"_s;
    }
}

void addError(ScriptPreview &preview, const Error &error, const SourceFilePtr &file)
{
    const Status status = statusOf(error.code);
    const bool alreadyTold =
        status == Status::DataDependent && preview.status == Status::DataDependent;
    preview.status = status;
    if (alreadyTold)
        return;
    Diagnostic diagnostic { Diagnostic::Severity::Error,
                            codeName(error.code),
                            error.message,
                            error.span,
                            error.hint,
                            error.notes };
    if (!diagnostic.span.isValid())
        diagnostic.span = { file, { 1, 1, 1, 1 } };
    preview.diagnostics.push_back(std::move(diagnostic));
}

/// What a script may read: what lies beside it (SQL that it executes), and the project's files.
ProjectFiles readableFiles(const PreviewOptions &options, const QString &path)
{
    return ProjectFiles(options.importRoots + QStringList { QFileInfo(path).absolutePath() },
                        QDir::currentPath());
}

bool isUsable(const ScriptPreview &preview)
{
    return preview.status == Status::Ok || preview.status == Status::DataDependent;
}

/// @p text run on @p host, with what it says about itself told to @p observer.
Result<> migrate(lang::Interpreter &interpreter, const SourceFilePtr &text, bool upgrade,
                 OfflineHost &host)
{
    const auto module = bindings::runMigrationModule(
        interpreter, text, QFileInfo(text->path()).completeBaseName() + u"_py"_s, host);
    if (!module)
        return failure(module.error());
    const QString function = upgrade ? u"upgrade"_s : u"downgrade"_s;
    if (!interpreter.attributeOf(*module, function))
        return {};
    return bindings::runMigrationFunction(interpreter, *module, function, {}, host,
                                          bindings::MissingArguments::Fill);
}

Result<> evaluate(lang::Interpreter &interpreter, const SourceFilePtr &text,
                  const PreviewOptions &options, dialect::SchemaModel *model,
                  PreviewCollector &observer)
{
    bindings::setDiagnose(interpreter, [&observer](const Diagnostic &note) { observer.add(note); });
    dialect::CompileMemory memory;
    dialect::CompileOptions compile;
    compile.namingConvention = options.namingConvention;
    compile.memory = &memory;
    OfflineOutput output(*options.dialect, observer);
    OfflineHost host(*options.dialect, compile, output, observer, model,
                     OfflineHost::Text::AsExecuted);
    StepContext context;
    context.step = 0;
    context.transactional = options.dialect->transactionalDdl();
    context.versionTable = u"alembic_version"_s;
    host.setStep(context);
    auto done = migrate(interpreter, text, options.upgrade, host);
    bindings::setDiagnose(interpreter, {});
    return done;
}

} // namespace

/// With the token that ends what runs in it.
struct ScriptPreviewer::Sandbox
{
    explicit Sandbox(const CancelToken &token = {})
        : cancel(token)
        , script(std::chrono::seconds(8), cancel)
    {
    }

    CancelToken cancel;
    ScriptSandbox script;
};

ScriptPreviewer::ScriptPreviewer() = default;
ScriptPreviewer::~ScriptPreviewer() = default;

void ScriptPreviewer::prepare()
{
    if (m_isPrepared)
        return;
    m_sandbox = nullptr; // first, so that there are never two
    m_sandbox = std::make_unique<Sandbox>();
    m_isPrepared = true;
    for (const QString &module : { u"alembic.op"_s, u"sqlalchemy"_s, u"typing"_s }) {
        // What fails here fails again in the script.
        std::ignore = m_sandbox->script.interpreter().importModule(module);
    }
}

ScriptPreview ScriptPreviewer::preview(const QString &path, const SourceFilePtr &text,
                                       const PreviewOptions &options, const CancelToken &cancel)
{
    ScriptPreview header;
    header.file = path;
    std::optional<Revision> revision;
    if (const auto values = readHeaderValues(path, text->text().toUtf8())) {
        if (const auto found = revisionFromHeader(path, *values)) {
            revision = *found;
            header.revision = revision->id.text();
        }
    }
    ScriptPreview plain = evaluated(header, text, options, nullptr, cancel);
    const bool isAsAlembic =
        plain.status == Status::Ok && options.dialect->backend() != Backend::Sqlite;
    if (!options.history || !revision || isAsAlembic)
        return plain;
    // The schema that the project's earlier revisions make, where it is known and of help.
    auto model = options.history->schemaFor(*revision, options.upgrade, *options.dialect, cancel);
    if (!model)
        return plain;
    ScriptPreview better = evaluated(header, text, options, &*model, cancel);
    return isUsable(better) ? better : plain;
}

/// @p preview, which has the header's part, with what the script does.
ScriptPreview ScriptPreviewer::evaluated(ScriptPreview preview, const SourceFilePtr &text,
                                         const PreviewOptions &options, dialect::SchemaModel *model,
                                         const CancelToken &cancel)
{
    if (!m_isPrepared) {
        m_sandbox = nullptr;
        m_sandbox = std::make_unique<Sandbox>(cancel);
    }
    m_isPrepared = false;
    {
        const std::lock_guard lock(m_mutex);
        m_running = m_sandbox->cancel;
    }
    if (cancel.isCancelled()) // after that: whoever raises it now calls cancel() as well
        m_sandbox->cancel.cancel();
    m_sandbox->script.serve(options.importRoots, readableFiles(options, preview.file),
                            *options.dialect);
    PreviewCollector collector(preview, text);
    if (const auto done =
            evaluate(m_sandbox->script.interpreter(), text, options, model, collector);
        !done)
        addError(preview, done.error(), text);
    const std::lock_guard lock(m_mutex);
    m_running.reset();
    return preview;
}

void ScriptPreviewer::cancel()
{
    const std::lock_guard lock(m_mutex);
    if (m_running)
        m_running->cancel();
}

QString toString(ScriptPreview::Status status)
{
    switch (status) {
    case Status::Ok:
        return u"ok"_s;
    case Status::DataDependent:
        return u"data-dependent"_s;
    case Status::Refused:
        return u"refused"_s;
    case Status::Error:
        return u"error"_s;
    }
    Q_UNREACHABLE();
}

ScriptPreview previewScript(const QString &path, const PreviewOptions &options,
                            const CancelToken &cancel)
{
    const auto text = readScript(path);
    if (text)
        return previewScript(path, *text, options, cancel);
    ScriptPreview preview;
    preview.file = path;
    addError(preview, text.error(), std::make_shared<const SourceFile>(path, QString()));
    return preview;
}

ScriptPreview previewScript(const QString &path, const SourceFilePtr &text,
                            const PreviewOptions &options, const CancelToken &cancel)
{
    ScriptPreviewer previewer;
    return previewer.preview(path, text, options, cancel);
}

} // namespace limbeck
