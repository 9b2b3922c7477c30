// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/bindings/migrationhost.h"
#include "core/engine/project.h"
#include "core/engine/runcancellation.h"
#include "core/engine/runreporter.h"
#include "core/engine/scriptsahead.h"
#include "core/lang/interpreter.h"
#include "core/revision/migrationplan.h"

namespace limbeck {

/// The modules of a plan's steps.
///
/// As in Alembic, what cannot be loaded is told while nothing has happened: all are loaded before
/// the first step runs. Where steps only write text, the modules whose loading has no effect
/// (Revision::loadsWithoutEffect) may wait for their turn, while another thread parses the later
/// ones. Then the reporter keeps back what the steps tell until the last is loaded; should one fail
/// to load, nothing of it is told (docs/adr/0017).
class StepModules
{
public:
    enum class Loading { First, AtTheirTurn };

    /// Everything must outlive it.
    StepModules(const Project &project, lang::Interpreter &interpreter, RunReporter &reporter,
                const RunCancellation &cancellation);
    ~StepModules();
    StepModules(const StepModules &) = delete;
    StepModules &operator=(const StepModules &) = delete;

    /// Loads those of @p steps that cannot wait, with @p host in force. @p ahead, if given, is
    /// reading them already. Errors: those of loadRevisionScript(); Script for one that lacks the
    /// step's function.
    [[nodiscard]] Result<> begin(const std::vector<MigrationStep> &steps,
                                 bindings::MigrationHost &host, Loading loading,
                                 std::unique_ptr<ScriptsAhead> ahead);
    /// Loads what is left up to step @p index, so that it can run. Errors: as begin().
    [[nodiscard]] Result<> loadUpTo(size_t index);

    /// Loads what is left: nothing more will run. Errors: as begin().
    [[nodiscard]] Result<> loadRest() { return loadUpTo(m_modules.size()); }

    /// What steps told may be known, whatever is left.
    void release();

    /// The module of step @p index; None for a stamp.
    [[nodiscard]] const lang::Value &at(size_t index) const { return m_modules[index]; }

    /// Step @p index will not run again.
    void discard(size_t index) { m_interpreter.discard(std::move(m_modules[index])); }

    /// The step whose module was loaded last, or failed to load.
    [[nodiscard]] int current() const { return m_current; }

private:
    [[nodiscard]] Result<> loadNext();
    [[nodiscard]] Result<lang::Value> load(const MigrationStep &step);

    const Project &m_project;
    lang::Interpreter &m_interpreter;
    RunReporter &m_reporter;
    const RunCancellation &m_cancellation;
    const std::vector<MigrationStep> *m_steps = nullptr;
    bindings::MigrationHost *m_host = nullptr;
    std::unique_ptr<ScriptsAhead> m_ahead;
    std::vector<size_t> m_order; ///< steps that have a module, as they are loaded
    size_t m_next = 0; ///< in m_order
    std::vector<lang::Value> m_modules; ///< by step; those that ran are empty
    int m_current = -1;
};

} // namespace limbeck
