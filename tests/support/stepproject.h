// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/support/commandline.h"

namespace limbeck::test {

/// A project of revisions s1, s2 … whose schema and rows differ at each, so that it can be seen
/// whether a database is at one of them or somewhere between.
///
/// Step N makes a table tN with N rows, and puts N rows more into the table of the step before it,
/// where it also renames a column.
class StepProject
{
public:
    static constexpr int stepCount = 6;

    explicit StepProject(const QString &url);

    [[nodiscard]] const CommandLineProject &commands() const { return m_commands; }

    void setUrl(const QString &url) { m_commands.setUrl(url); }

    /// Empty if the database @p url holds exactly what the revision that its version table names
    /// does; else what differs.
    [[nodiscard]] static QString problem(const QString &url);
    /// N of the revision sN that the database is at; 0 at base.
    [[nodiscard]] static int currentStep(const QString &url);

private:
    CommandLineProject m_commands;
};

} // namespace limbeck::test
