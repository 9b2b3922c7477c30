// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/scriptpreview.h"

#include "core/bindings/evaluation.h"
#include "core/engine/migrationhosts.h"
#include "core/engine/revisionscript.h"
#include "core/script/scriptheader.h"

#include <QFileInfo>

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

lang::Limits previewLimits()
{
    lang::Limits limits;
    limits.duration = std::chrono::seconds(8);
    return limits;
}

} // namespace

/// An interpreter for one script.
struct ScriptPreviewer::Sandbox
{
    explicit Sandbox(const CancelToken &token = {})
        : cancel(token)
        , interpreter({}, previewLimits(), cancel)
    {
        bindings::registerModules(interpreter);
    }

    ~Sandbox() { bindings::releaseModules(interpreter); }

    Sandbox(const Sandbox &) = delete;
    Sandbox &operator=(const Sandbox &) = delete;

    [[nodiscard]] Result<> evaluate(const SourceFilePtr &file, const PreviewOptions &options,
                                    PreviewCollector &observer)
    {
        loader = bindings::ScriptModuleLoader(options.importRoots);
        interpreter.capabilities().modules = &loader;
        bindings::setDefaultDialect(interpreter, *options.dialect);
        bindings::setDiagnose(interpreter,
                              [&observer](const Diagnostic &note) { observer.add(note); });

        dialect::CompileMemory memory;
        dialect::CompileOptions compile;
        compile.namingConvention = options.namingConvention;
        compile.memory = &memory;
        OfflineOutput output(*options.dialect, observer);
        OfflineHost host(*options.dialect, compile, output, observer);
        StepContext context;
        context.step = 0;
        context.transactional = options.dialect->transactionalDdl();
        context.versionTable = u"alembic_version"_s;
        host.setStep(context);
        auto done = migrate(file, options.upgrade ? u"upgrade"_s : u"downgrade"_s, host);
        bindings::setDiagnose(interpreter, {});
        return done;
    }

    CancelToken cancel;
    bindings::ScriptModuleLoader loader;
    lang::Interpreter interpreter;

private:
    [[nodiscard]] Result<> migrate(const SourceFilePtr &file, const QString &function,
                                   OfflineHost &host)
    {
        const auto module = interpreter.runModule(
            file, QFileInfo(file->path()).completeBaseName() + u"_py"_s, false);
        if (!module)
            return failure(module.error());
        const lang::Value value(*module);
        if (!interpreter.attributeOf(value, function))
            return {};
        return bindings::runMigrationFunction(interpreter, value, function, {}, host,
                                              bindings::MissingArguments::Fill);
    }
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
    for (const QString &module : { u"alembic.op"_s, u"sqlalchemy"_s, u"typing"_s })
        std::ignore = m_sandbox->interpreter.importModule(module); // fails again in the script
}

ScriptPreview ScriptPreviewer::preview(const QString &path, const SourceFilePtr &text,
                                       const PreviewOptions &options, const CancelToken &cancel)
{
    ScriptPreview preview;
    preview.file = path;
    if (const auto header = readHeaderValues(path, text->text().toUtf8())) {
        if (const auto revision = revisionFromHeader(path, *header))
            preview.revision = revision->id.text();
    }
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
    PreviewCollector collector(preview, text);
    if (const auto done = m_sandbox->evaluate(text, options, collector); !done)
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
