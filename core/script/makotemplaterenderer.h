// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/inifile.h"
#include "core/lang/interpreter.h"
#include "core/script/templaterenderer.h"

namespace limbeck {

/// Where a template is evaluated when env.py has run: its interpreter, its `config`, and the values
/// of its template_args.
struct TemplateEnvironment
{
    lang::Interpreter *interpreter = nullptr; ///< null: one is made for each template
    lang::Value config;
    std::map<QString, lang::Value> arguments;
};

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

    explicit MakoTemplateRenderer(TemplateEnvironment environment)
        : m_environment(std::move(environment))
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
    [[nodiscard]] Result<QString> evaluated(const SourceFilePtr &program) const;

    IniFile m_ini;
    QString m_section;
    TemplateEnvironment m_environment;
};

} // namespace limbeck
