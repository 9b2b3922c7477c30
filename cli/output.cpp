// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/output.h"

#include "cli/logwriter.h"
#include "core/base/commanderror.h"
#include "core/base/credentials.h"

#include <QJsonDocument>

#include <cstdio>
#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

bool hasWrittenResult = false; // SQL or JSON, which programs read

/// In characters.
constexpr qsizetype longestMessage = 10'000;

void write(FILE *stream, const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    // A reader that went away (history | head) is no failure of ours.
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stream);
}

/// What is to be said about an error beside its message. Alembic's own modules are no place that a
/// user could look at.
QString details(const Error &error)
{
    Error rest = error;
    if (rest.span.file && rest.span.file->path().startsWith(u'<'))
        rest.span = {};
    QString text;
    if (rest.span.isValid())
        text += u"  at "_s + rest.span.toString() + u'\n';
    // Error::toString() has the message too; only what stands below it is new.
    const QStringList lines = rest.toString().split(u'\n');
    for (const QString &line : lines.mid(error.message.count(u'\n') + 1))
        text += u"  "_s + line + u'\n';
    return text;
}

} // namespace

bool Output::isOnePlace()
{
    struct stat out
    {
    };

    struct stat error
    {
    };

    return ::fstat(::fileno(stdout), &out) == 0 && ::fstat(::fileno(stderr), &error) == 0
        && out.st_dev == error.st_dev && out.st_ino == error.st_ino;
}

void Output::line(const QString &text) const
{
    this->text(text + u'\n');
}

void Output::text(const QString &text) const
{
    if (!m_isQuiet)
        write(stdout, text);
}

void Output::json(const QJsonArray &value) const
{
    hasWrittenResult = true;
    text(QString::fromUtf8(QJsonDocument(value).toJson()));
}

void Output::json(const QJsonObject &value) const
{
    hasWrittenResult = true;
    text(QString::fromUtf8(QJsonDocument(value).toJson()));
}

void Output::warning(const QString &text) const
{
    message(Style::forStream(stderr).paint(Style::Role::Warning, u"WARNING:"_s) + u' ' + text
            + u'\n');
}

void Output::failure(const Error &error) const
{
    Error shown = withoutCredentials(error);
    // A message may quote a line of any length.
    if (shown.message.size() > longestMessage)
        shown.message = shown.message.left(longestMessage) + u'…';
    if (isCommandError(error.code) && !hasWrittenResult && !isOnePlace())
        text(u"FAILED: "_s + shown.message + u'\n');
    std::fflush(stdout);
    message(Style::forStream(stderr).paint(Style::Role::Error, u"FAILED:"_s) + u' ' + shown.message
            + u'\n' + details(shown));
}

void Output::beginSql()
{
    hasWrittenResult = true;
}

void Output::message(const QString &text)
{
    LogWriter::standardError().flush();
    write(stderr, text);
}

} // namespace limbeck::cli
