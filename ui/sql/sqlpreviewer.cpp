// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/sql/sqlpreviewer.h"

#include "core/engine/runner.h"

#include <QFileInfo>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

/// Keeps the text of offline mode.
class TextCollector final : public RunObserver
{
public:
    void handle(const RunEvent &event) override
    {
        if (const auto *text = std::get_if<OfflineText>(&event)) {
            result.sql += text->text;
        } else if (const auto *dependent = std::get_if<DataDependent>(&event)) {
            result.dataDependent = true;
            result.dataDependentSteps.insert(dependent->step);
            if (result.dataDependentLine == 0)
                result.dataDependentLine = static_cast<int>(result.sql.count(u'\n')) + 1;
            result.diagnostics.push_back({ Diagnostic::Severity::Warning,
                                           u"data-dependent"_s,
                                           dependent->reason,
                                           dependent->origin,
                                           {},
                                           {} });
        }
    }

    SqlText result;
};

SqlText scriptSql(ScriptPreviewer &previewer, const Project &project, SchemaHistory &history,
                  const QString &path, const SourceFilePtr &text, const QString &dialectName,
                  bool upgrade, const CancelToken &cancel)
{
    PreviewOptions options;
    options.dialect = dialect::dialectByName(dialectName);
    options.upgrade = upgrade;
    options.importRoots = project.importRoots();
    options.history = &history;
    const QMap<QString, QString> &convention = project.config().profile().namingConvention;
    for (auto it = convention.begin(); it != convention.end(); ++it)
        options.namingConvention.emplace(it.key(), it.value());
    const ScriptPreview preview = previewer.preview(path, text, options, cancel);
    SqlText result;
    int line = 1;
    for (const PreviewedStatement &statement : preview.statements) {
        result.sql += statement.sql + u";\n\n"_s;
        const int lines = static_cast<int>(statement.sql.count(u'\n')) + 1;
        result.segments.push_back({ line, line + lines - 1, statement.line, statement.endLine });
        line += lines + 1;
    }
    result.diagnostics = preview.diagnostics;
    result.dataDependent = preview.status == ScriptPreview::Status::DataDependent;
    result.failed = preview.status == ScriptPreview::Status::Error
        || preview.status == ScriptPreview::Status::Refused;
    return result;
}

} // namespace

SqlText offlineSql(const Project &project, RunRequest request, const QStringList &heads,
                   const QString &dialectName)
{
    request.sql = true;
    request.writesFiles = false;
    request.startHeads = heads;
    request.dialect = dialectName;
    request.url.reset();
    TextCollector collector;
    RunCancellation cancellation;
    const auto outcome = run(project, request, collector, cancellation);
    if (!outcome) {
        const Error &error = outcome.error();
        collector.result.failed = error.code != ErrorCode::DataDependent;
        collector.result.diagnostics.push_back({ Diagnostic::Severity::Error, u"error"_s,
                                                 error.message, error.span, error.hint,
                                                 error.notes });
    }
    return collector.result;
}

SqlPreviewer::SqlPreviewer(QObject *parent)
    : QObject(parent)
    , m_scripts(std::make_unique<ScriptPreviewer>())
{
    m_pool.setMaxThreadCount(1);
    m_pool.setStackSize(16 * 1024 * 1024); // scripts recurse
    connect(&m_watcher, &QFutureWatcher<SqlText>::finished, this, [this] {
        if (m_watcher.future().resultCount() > 0) // clear() leaves a future without one
            Q_EMIT ready(m_watcher.result());
    });
}

SqlPreviewer::~SqlPreviewer()
{
    m_cancel.cancel();
    m_scripts->cancel();
    m_watcher.disconnect();
    m_pool.waitForDone();
}

void SqlPreviewer::start(const std::function<SqlText(const CancelToken &)> &work)
{
    m_cancel.cancel();
    m_scripts->cancel();
    m_cancel = CancelToken();
    m_watcher.setFuture(
        QtConcurrent::run(&m_pool, [work, cancel = m_cancel] { return work(cancel); }));
}

void SqlPreviewer::previewScript(const std::shared_ptr<const Project> &project, const QString &path,
                                 const QString &text, const QString &dialect, bool upgrade)
{
    if (m_project != project) {
        m_project = project;
        m_history = std::make_shared<SchemaHistory>(project);
    }
    start([=, this, history = m_history](const CancelToken &cancel) {
        const auto file = std::make_shared<const SourceFile>(QFileInfo(path).fileName(), text);
        return scriptSql(*m_scripts, *project, *history, path, file, dialect, upgrade, cancel);
    });
    m_pool.start([this] { m_scripts->prepare(); }); // behind it: for the next change
}

void SqlPreviewer::previewRun(const std::shared_ptr<const Project> &project, RunRequest request,
                              const QStringList &heads, const QString &dialect)
{
    start([=](const CancelToken &) { return offlineSql(*project, request, heads, dialect); });
}

void SqlPreviewer::clear()
{
    m_cancel.cancel();
    m_scripts->cancel();
    m_watcher.setFuture(QFuture<SqlText>());
}

} // namespace limbeck
