// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/script/plaintemplaterenderer.h"

#include "core/config/pythontext.h"
#include "core/config/textfile.h"

#include <QHash>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

/// A value in the three ways in which a template may show it.
struct Shown
{
    QString text; ///< str()
    QString repr;
    QString commaJoined;
    bool isTrue = false;
};

Shown shownText(const QString &text)
{
    return { text, pythonRepr(text), text, !text.isEmpty() };
}

Shown shownNone()
{
    return { u"None"_s, u"None"_s, {}, false };
}

Shown shownTuple(const QStringList &texts)
{
    const QString repr = pythonTuple(texts);
    return { repr, repr, texts.join(u", "_s), !texts.isEmpty() };
}

Shown shownIds(const QStringList &ids)
{
    return ids.isEmpty() ? shownNone() : ids.size() == 1 ? shownText(ids.front()) : shownTuple(ids);
}

/// A name that is not set: false, and an error when shown.
Shown shownOptional(const std::optional<QString> &text)
{
    return text ? shownText(*text) : Shown {};
}

using Names = QHash<QString, Shown>;

Names namesOf(const TemplateValues &values)
{
    Names names {
        { u"message"_s, shownText(values.message) },
        { u"up_revision"_s, shownText(values.upRevision) },
        { u"down_revision"_s, shownIds(values.downRevision) },
        { u"branch_labels"_s,
          values.branchLabels ? shownTuple(*values.branchLabels) : shownNone() },
        { u"depends_on"_s, shownIds(values.dependsOn) },
        { u"create_date"_s, shownText(values.createDate) },
        { u"upgrades"_s, shownOptional(values.text(u"upgrades"_s)) },
        { u"downgrades"_s, shownOptional(values.text(u"downgrades"_s)) },
        { u"imports"_s, shownOptional(values.text(u"imports"_s)) },
    };
    return names;
}

/// The value of what stands between "${" and "}"; nothing if it is more than a simple substitution.
std::optional<QString> substituted(const QString &expression, const Names &names)
{
    static const QRegularExpression simple(uR"(\A\s*(\w+)\s*(?:\|\s*([\w,\s]+?))?\s*\z)"_s);
    static const QRegularExpression repr(uR"(\A\s*repr\(\s*(\w+)\s*\)\s*\z)"_s);
    static const QRegularExpression choice(
        uR"re(\A\s*(\w+)\s+if\s+(\w+)\s+else\s+(?:"([^"\\]*)"|'([^'\\]*)')\s*\z)re"_s);
    if (const auto match = simple.match(expression); match.hasMatch()) {
        const auto value = names.constFind(match.captured(1));
        if (value == names.cend())
            return std::nullopt;
        QStringList filters = match.captured(2).remove(u' ').split(u',', Qt::SkipEmptyParts);
        filters.removeAll(u"n"_s);
        if (filters.isEmpty())
            return value->text;
        return filters == QStringList { u"comma"_s } ? std::optional(value->commaJoined)
                                                     : std::nullopt;
    }
    if (const auto match = repr.match(expression); match.hasMatch()) {
        const auto value = names.constFind(match.captured(1));
        return value == names.cend() ? std::nullopt : std::optional(value->repr);
    }
    if (const auto match = choice.match(expression); match.hasMatch()) {
        const auto value = names.constFind(match.captured(1));
        const auto condition = names.constFind(match.captured(2));
        if (value == names.cend() || condition == names.cend())
            return std::nullopt;
        return condition->isTrue ? value->text : match.captured(3) + match.captured(4);
    }
    return std::nullopt;
}

tl::unexpected<Error> unsupported(const SourceFilePtr &source, qsizetype offset,
                                  const QString &what)
{
    const auto line = static_cast<int>(source->text().left(offset).count(u'\n')) + 1;
    return failure(Error { ErrorCode::Unsupported,
                           u"%1 in line %2 of %3 needs the full template language"_s.arg(
                               what, QString::number(line), source->path()),
                           { source, { line, 1, line, 1 } },
                           {},
                           {},
                           {} });
}

} // namespace

Result<QString> PlainTemplateRenderer::render(const QString &templatePath,
                                              const TemplateValues &values)
{
    const Result<QString> text = readTextFile(templatePath);
    if (!text)
        return failure(text.error());
    return renderText(templatePath, *text, values);
}

Result<QString> PlainTemplateRenderer::renderText(const QString &name, const QString &text,
                                                  const TemplateValues &values)
{
    static const QRegularExpression control(uR"(^[ \t]*(?:%(?!%)|##)|<%|</%|\\\n)"_s,
                                            QRegularExpression::MultilineOption);
    QString normalized = text;
    normalized.replace(u"\r\n"_s, u"\n"_s);
    const auto source = std::make_shared<const SourceFile>(name, normalized);
    if (const auto match = control.match(normalized); match.hasMatch())
        return unsupported(source, match.capturedStart(), u"A control line"_s);
    const Names names = namesOf(values);
    QString result;
    qsizetype position = 0;
    while (true) {
        const qsizetype start = normalized.indexOf(u"${"_s, position);
        result += normalized.mid(position, start < 0 ? -1 : start - position);
        if (start < 0)
            return result;
        const qsizetype end = normalized.indexOf(u'}', start);
        const auto value =
            end < 0 ? std::nullopt : substituted(normalized.mid(start + 2, end - start - 2), names);
        if (!value)
            return unsupported(source, start, u"An expression"_s);
        result += *value;
        position = end + 1;
    }
}

} // namespace limbeck
