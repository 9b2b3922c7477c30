// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <map>
#include <optional>

namespace limbeck {

/// The names that script.py.mako may use for a new revision. What is not set is undefined there,
/// which counts as false.
struct TemplateValues
{
    QString message;
    QString upRevision;
    QStringList downRevision; ///< none: None; one: a text; more: a tuple
    std::optional<QStringList> branchLabels; ///< a tuple, or None
    QStringList dependsOn; ///< like downRevision
    QString createDate; ///< as Python's str(datetime) writes it
    QDateTime created; ///< the same moment
    bool hasTimeZone = false; ///< created is in a zone that the project asks for
    /// Names with texts that are made up for this revision: "upgrades", "downgrades", "imports",
    /// and with several databases "engine1_upgrades" …
    std::map<QString, QString> texts;

    /// The text of a name, if it has one.
    [[nodiscard]] std::optional<QString> text(const QString &name) const
    {
        const auto found = texts.find(name);
        return found == texts.end() ? std::nullopt : std::optional(found->second);
    }
};

/// Makes the text of a new revision file from script.py.mako.
class TemplateRenderer
{
public:
    virtual ~TemplateRenderer() = default;

    /// Errors: FileNotFound, FileAccess; Syntax or Unsupported with the template's line.
    [[nodiscard]] virtual Result<QString> render(const QString &templatePath,
                                                 const TemplateValues &values) = 0;
};

} // namespace limbeck
