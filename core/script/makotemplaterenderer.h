// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/inifile.h"
#include "core/script/templaterenderer.h"

namespace limbeck {

/// Renders script.py.mako with its whole language, evaluated in the sandbox: no file, process or
/// network.
class MakoTemplateRenderer : public TemplateRenderer
{
public:
    /// @p ini and @p section are what the template's `config` answers from.
    MakoTemplateRenderer(IniFile ini, QString section)
        : m_ini(std::move(ini))
        , m_section(std::move(section))
    {
    }

    /// Errors: those of TemplateRenderer; Script for an exception of the template's code.
    [[nodiscard]] Result<QString> render(const QString &templatePath,
                                         const TemplateValues &values) override;
    /// The same for a template's @p text; @p name is what messages call it.
    [[nodiscard]] Result<QString> renderText(const QString &name, const QString &text,
                                             const TemplateValues &values) const;

private:
    [[nodiscard]] QStringList configLines() const;

    IniFile m_ini;
    QString m_section;
};

} // namespace limbeck
