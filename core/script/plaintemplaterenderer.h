// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/script/templaterenderer.h"

namespace limbeck {

/// Renders templates made of text and simple substitutions, as those of `alembic init` are:
/// `${name}`, `${name | comma,n}`,
/// `${repr(name)}` and `${name if name else "text"}`. Needs no evaluator.
///
/// Control lines, code blocks and other expressions are Unsupported errors that name the line.
class PlainTemplateRenderer : public TemplateRenderer
{
public:
    [[nodiscard]] Result<QString> render(const QString &templatePath,
                                         const TemplateValues &values) override;
    /// The same for a template's @p text; @p name is what messages call it.
    [[nodiscard]] static Result<QString> renderText(const QString &name, const QString &text,
                                                    const TemplateValues &values);
};

} // namespace limbeck
