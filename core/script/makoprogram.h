// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/script/makotranslation.h"

#include <QMap>
#include <QSet>

#include <optional>

namespace limbeck {

/// The attributes of a Mako tag.
using MakoAttributes = QMap<QString, QString>;

/// Puts the statements of a template together: pieces of text and expressions, control lines, and
/// the functions of `<%def>` and `<%block>`, which can be called before their place in the text.
/// Every statement remembers its line in the template. Errors are sentences without a place.
class MakoProgram
{
public:
    /// The template's line that what is added next belongs to.
    void setTemplateLine(int line) { m_line = line; }

    void addText(const QString &text);
    /// "${ expression | filters }".
    void addExpression(const QString &expression, const QStringList &filters);
    void addStatement(const QString &line);

    void addModuleLine(const QString &line) { m_result.moduleLines.append(line); }

    /// "% if x:", "% endif" and their like, without the percent sign.
    [[nodiscard]] std::optional<QString> addControl(const QString &statement);

    /// `<%page>`: arguments with their defaults, and a filter for every expression.
    [[nodiscard]] std::optional<QString> setPage(const MakoAttributes &attributes);
    /// `<%def>` or `<%block>`, until endFunction().
    [[nodiscard]] std::optional<QString> beginFunction(const QString &tag,
                                                       const MakoAttributes &attributes);
    [[nodiscard]] std::optional<QString> endFunction(const QString &tag);

    /// The whole; what is still open is an error.
    [[nodiscard]] std::optional<QString> finish(MakoTranslation &result);

    /// Keeps the identifiers in @p code, for names that nothing binds.
    void noteNames(const QString &code);

private:
    struct Line
    {
        QString text;
        int templateLine = 0;
    };

    /// The template's body, or that of a function in it.
    struct Function
    {
        QString tag; ///< "def", "block"; empty for the template
        QString signature; ///< "name(arguments)"
        QStringList filters; ///< of the function's whole text
        bool isBuffered = false; ///< gives its text instead of writing it
        std::vector<QString> controls; ///< open control lines, outermost first
        std::vector<Line> functions; ///< of the tags inside it; they come first
        std::vector<Line> lines;
    };

    [[nodiscard]] int depth() const;
    [[nodiscard]] static QString filtered(QString value, const QStringList &filters);

    std::vector<Function> m_open { Function() };
    MakoTranslation m_result;
    QSet<QString> m_names;
    QStringList m_pageFilters;
    int m_line = 1;
    int m_anonymousBlocks = 0;
};

} // namespace limbeck
