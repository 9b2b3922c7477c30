// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/project.h"
#include "core/engine/pythoninterpreter.h"
#include "core/engine/runorder.h"

#include <QFutureWatcher>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QToolButton;

namespace limbeck {

/// How a run is done, beyond its target: backup, time limits, arguments for env.py, and by whom
/// the scripts are evaluated. What few people need is folded away.
class RunOptions final : public QWidget
{
    Q_OBJECT

public:
    /// @p environment: what the database is called ("production"); limbeck.toml may limit its runs.
    RunOptions(const std::shared_ptr<const Project> &project, RunRequest::Command command,
               const QString &environment, QWidget *parent = nullptr);

    /// Puts into @p order what is chosen.
    void apply(RunOrder &order) const;

    /// Why the choice does not go; empty if it does.
    [[nodiscard]] QString problem() const;

    [[nodiscard]] bool isOutside() const;

    /// Opens the rest, and chooses the project's own Alembic.
    void chooseOutside();

Q_SIGNALS:
    /// What a preview depends on: the arguments for env.py, --purge.
    void planChanged();
    void changed();

private:
    [[nodiscard]] QWidget *further();
    [[nodiscard]] QLineEdit *limitField(QGridLayout *grid, int row, int column,
                                        const QString &label, const QString &tip,
                                        const std::optional<std::chrono::milliseconds> &unless);
    void showFurther(bool shown);
    void onEngineChanged();
    void showInterpreter();

    std::shared_ptr<const Project> m_project;
    RunRequest::Command m_command;
    RunLimits m_environmentLimits; ///< where nothing is chosen
    QCheckBox *m_backup;
    QCheckBox *m_purge;
    QToolButton *m_more;
    QWidget *m_further = nullptr;
    QLineEdit *m_lockWait = nullptr;
    QLineEdit *m_lockTimeout = nullptr;
    QLineEdit *m_statementTimeout = nullptr;
    QLineEdit *m_runTimeout = nullptr;
    QLineEdit *m_arguments;
    QComboBox *m_engine;
    QLabel *m_interpreter;
    QFutureWatcher<Result<PythonInterpreter>> m_search;
    QString m_noInterpreter; ///< why there is none
};

} // namespace limbeck
