// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/credentials.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace limbeck {

QString withoutCredentials(const QString &text)
{
    // Asked of every line of a log.
    if (!text.contains(u':') || !text.contains(u"://"))
        return text;
    // As SQLAlchemy reads a URL: the password begins at the first colon and ends at the next "@".
    static const QRegularExpression inUrl(uR"((://[^:/@\s]*:)[^@\s]*(?=@))"_s);
    static const QRegularExpression inQuery(
        uR"(([?&](?:password|passwd|sslpassword|ssl_key_password|ssl_password)=)[^&\s'"]+)"_s);
    QString result = text;
    result.replace(inUrl, u"\\1***"_s);
    result.replace(inQuery, u"\\1***"_s);
    return result;
}

Error withoutCredentials(Error error)
{
    error.message = withoutCredentials(error.message);
    error.hint = withoutCredentials(error.hint);
    for (QStringList *lines : { &error.subjects, &error.notes }) {
        for (QString &line : *lines)
            line = withoutCredentials(line);
    }
    return error;
}

} // namespace limbeck
