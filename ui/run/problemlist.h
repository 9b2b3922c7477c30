// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/diagnostic.h"

#include <QTreeWidget>

namespace limbeck {

/// What is wrong, from all sources, each replaced as a whole when it is looked at again.
class ProblemList final : public QTreeWidget
{
    Q_OBJECT

public:
    explicit ProblemList(QWidget *parent = nullptr);

    /// @p source: "graph", "script", "sql" …
    void setProblems(const QString &source, const std::vector<Diagnostic> &problems);

    [[nodiscard]] int count() const { return topLevelItemCount(); }

Q_SIGNALS:
    void activated(const QString &file, int line, int column);
    void countChanged(int count);

private:
    void rebuild();

    QMap<QString, std::vector<Diagnostic>> m_problems;
};

} // namespace limbeck
