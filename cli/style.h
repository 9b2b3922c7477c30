// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <cstdio>

namespace limbeck::cli {

/// Colours of a terminal, or none. No meaning stands in a colour alone.
class Style
{
public:
    enum class Role { RevisionId, Label, Head, Current, Graph, Error, Warning };

    /// Plain text.
    Style() = default;

    /// Colours if @p stream is a terminal that has them and NO_COLOR is not set
    /// (https://no-color.org).
    [[nodiscard]] static Style forStream(FILE *stream);
    /// Always with colours, for tests.
    [[nodiscard]] static Style coloured();

    [[nodiscard]] QString paint(Role role, const QString &text) const;

private:
    bool m_isColoured = false;
};

/// Whether @p stream is a terminal.
[[nodiscard]] bool isTerminal(FILE *stream);

} // namespace limbeck::cli
