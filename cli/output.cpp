// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/output.h"

#include <QJsonDocument>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

void write(FILE *stream, const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    // A reader that went away (history | head) is no failure of ours.
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stream);
}

} // namespace

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
    text(QString::fromUtf8(QJsonDocument(value).toJson()));
}

void Output::json(const QJsonObject &value) const
{
    text(QString::fromUtf8(QJsonDocument(value).toJson()));
}

void Output::warning(const QString &text) const
{
    message(u"WARNING: "_s + text + u'\n');
}

void Output::failure(const Error &error, bool isCommandError) const
{
    QString text;
    if (error.span.isValid() || !error.notes.isEmpty() || !error.hint.isEmpty()) {
        Error rest = error;
        const QString whole = rest.toString();
        // Error::toString() has the message too; only what stands below it is new.
        const QStringList lines = whole.split(u'\n');
        const qsizetype messageLines = error.message.count(u'\n') + 1;
        if (error.span.isValid())
            text += u"  at "_s + error.span.toString() + u'\n';
        for (const QString &line : lines.mid(messageLines))
            text += u"  "_s + line + u'\n';
    }
    const QString failed = u"FAILED: "_s + error.message + u'\n';
    if (isCommandError)
        this->text(failed);
    else
        text.prepend(failed);
    std::fflush(stdout);
    message(text);
}

void Output::message(const QString &text)
{
    write(stderr, text);
}

} // namespace limbeck::cli
