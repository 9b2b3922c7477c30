// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/stdlib/unavailablenames.h"

#include <QFile>
#include <QHash>
#include <QSet>

using namespace Qt::StringLiterals;

namespace limbeck::lang {

namespace {

using NamesByModule = QHash<QString, QSet<QString>>;

/// Lines of a module and its names.
NamesByModule readNames()
{
    QFile file(u":/limbeck/lang/stdlib/unavailablenames.txt"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the names of the standard library are not built in");
    NamesByModule result;
    while (!file.atEnd()) {
        QStringList words = QString::fromLatin1(file.readLine()).simplified().split(u' ');
        const QString module = words.takeFirst();
        result.insert(module, QSet<QString>(words.begin(), words.end()));
    }
    return result;
}

} // namespace

bool isUnavailableName(const QString &module, const QString &name)
{
    static const NamesByModule names = readNames();
    const auto found = names.constFind(module);
    return found != names.constEnd() && found->contains(name);
}

} // namespace limbeck::lang
