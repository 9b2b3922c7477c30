// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QStringList>

#include <vector>

namespace limbeck {

/// A Mako template as Python statements that append its pieces to the list `_out`.
struct MakoTranslation
{
    QStringList moduleLines; ///< of `<%! … %>`, to be run first
    QStringList lines; ///< the template's body
    std::vector<int> templateLines; ///< for each of lines, the template's line
    QStringList names; ///< identifiers that its code mentions, sorted
};

/// Translates expressions with filters, control lines, `<% %>` and `<%! %>` blocks, `<%page>`,
/// `<%def>`, `<%block>`, `<%doc>`, `<%text>`, comments and joined lines. Errors: Unsupported for
/// other tags (inheritance, namespaces, calls with content); Syntax; both with the line. Source:
/// Mako, documentation of its syntax.
[[nodiscard]] Result<MakoTranslation> translateMako(const SourceFilePtr &source);

} // namespace limbeck
