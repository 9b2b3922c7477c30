// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/project.h"
#include "core/engine/runrequest.h"
#include "core/engine/schemahistory.h"
#include "core/engine/scriptpreview.h"
#include "ui/script/sqlview.h"

#include <QFutureWatcher>
#include <QObject>
#include <QSet>
#include <QThreadPool>

#include <memory>

namespace limbeck {

/// SQL to be shown, and what there is to say about it.
struct SqlText
{
    QString sql;
    std::vector<SqlSegment> segments; ///< of a single script's SQL
    std::vector<Diagnostic> diagnostics;
    bool dataDependent = false;
    int dataDependentLine = 0; ///< of `sql`, from which on it waits for data; 0: nowhere
    QSet<int> dataDependentSteps; ///< of a plan
    bool failed = false;
};

/// Makes SQL in a thread of its own, the newest request only: an older one is cancelled and its
/// result dropped.
class SqlPreviewer final : public QObject
{
    Q_OBJECT

public:
    explicit SqlPreviewer(QObject *parent = nullptr);
    ~SqlPreviewer() override;

    /// One script, as the editor has it.
    void previewScript(const std::shared_ptr<const Project> &project, const QString &path,
                       const QString &text, const QString &dialect, bool upgrade);
    /// What a run of @p request would do, through env.py: offline, from @p heads.
    void previewRun(const std::shared_ptr<const Project> &project, RunRequest request,
                    const QStringList &heads, const QString &dialect);
    void clear();

Q_SIGNALS:
    void ready(const limbeck::SqlText &text);

private:
    void start(const std::function<SqlText(const CancelToken &)> &work);

    std::unique_ptr<ScriptPreviewer> m_scripts; ///< used by the pool's only thread
    std::shared_ptr<const Project> m_project; ///< of m_history
    std::shared_ptr<SchemaHistory> m_history; ///< used in the pool's thread only
    QThreadPool m_pool;
    QFutureWatcher<SqlText> m_watcher;
    CancelToken m_cancel;
};

/// The offline text of @p request from the version rows @p heads. Blocks; for any thread.
[[nodiscard]] SqlText offlineSql(const Project &project, RunRequest request,
                                 const QStringList &heads, const QString &dialect);

} // namespace limbeck

Q_DECLARE_METATYPE(limbeck::SqlText)
