// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/diagnostic.h"

#include "core/base/credentials.h"

using namespace Qt::StringLiterals;

namespace limbeck {

QString toString(Diagnostic::Severity severity)
{
    switch (severity) {
    case Diagnostic::Severity::Note:
        return u"note"_s;
    case Diagnostic::Severity::Warning:
        return u"warning"_s;
    case Diagnostic::Severity::Error:
        return u"error"_s;
    }
    Q_UNREACHABLE();
}

namespace {

/// So much of a long line is shown, the place in its middle.
constexpr qsizetype excerptWidth = 160;

/// The source line and, below it, `^~~~` under the range. Tabs are kept so that the caret stays in
/// its column.
QString excerpt(const SourceSpan &span)
{
    QString line = span.file->line(span.range.line);
    if (line.isEmpty())
        return {};
    QList<uint> codePoints = line.toUcs4();
    auto column = std::clamp<qsizetype>(span.range.column, 1, codePoints.size() + 1);
    const qsizetype first = std::max<qsizetype>(0, column - 1 - excerptWidth / 2);
    if (codePoints.size() > excerptWidth) {
        codePoints = codePoints.mid(first, excerptWidth);
        column -= first;
        line = QString::fromUcs4(reinterpret_cast<const char32_t *>(codePoints.constData()),
                                 codePoints.size());
    }
    QString caret;
    for (qsizetype i = 0; i < column - 1; ++i)
        caret += codePoints.at(i) == u'\t' ? u'\t' : u' ';
    qsizetype end = span.range.endLine > span.range.line
        ? codePoints.size() + 1
        : column + span.range.endColumn - span.range.column;
    end = std::min(end, codePoints.size() + 1);
    caret += u'^';
    for (qsizetype i = column + 1; i < end; ++i)
        caret += u'~';
    return line + u'\n' + caret;
}

} // namespace

QString format(const Diagnostic &diagnostic)
{
    QStringList lines;
    const QString place = diagnostic.span.toString();
    lines += place.isEmpty() ? diagnostic.message : place + u": "_s + diagnostic.message;
    if (diagnostic.span.isValid()) {
        if (const QString text = excerpt(diagnostic.span); !text.isEmpty())
            lines += text;
    }
    for (const QString &note : diagnostic.notes)
        lines += u"  "_s + note;
    if (!diagnostic.hint.isEmpty())
        lines += u"  "_s + diagnostic.hint;
    // A source line may hold a database's URL.
    return withoutCredentials(lines.join(u'\n'));
}

} // namespace limbeck
