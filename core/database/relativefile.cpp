// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/relativefile.h"

#include <QDir>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace limbeck::database {

ConnectionSpecification withFileIn(ConnectionSpecification specification, const QString &folder)
{
    if (specification.backend != Backend::Sqlite || folder.isEmpty() || specification.isMemory())
        return specification;
    const QString scheme = u"file:"_s;
    QString &file = specification.database;
    const bool isUri = specification.usesSqliteUri() && file.startsWith(scheme);
    const QString path = isUri ? file.mid(scheme.size()) : file;
    if (QDir::isAbsolutePath(path))
        return specification;
    const QString absolute = QDir::cleanPath(QDir(folder).absolutePath() + u'/');
    // The path of a URI is percent-encoded, whatever it was put together from.
    file = isUri
        ? scheme + QString::fromLatin1(QUrl::toPercentEncoding(absolute, "/")) + u'/' + path
        : QDir::cleanPath(absolute + u'/' + path);
    return specification;
}

} // namespace limbeck::database
