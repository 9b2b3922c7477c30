// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/stdlib/unavailablenames.h"

#include <QFile>
#include <QHash>
#include <QMutex>
#include <QSet>

using namespace Qt::StringLiterals;

namespace limbeck::lang {

namespace {

/// Read when a name is looked for: most runs find all of theirs elsewhere.
struct KnownNames
{
    void read(const QString &resource)
    {
        QFile file(resource);
        if (!file.open(QIODevice::ReadOnly))
            qFatal("the names of %s are not built in", qPrintable(resource));
        while (!file.atEnd()) {
            QStringList words = QString::fromLatin1(file.readLine()).simplified().split(u' ');
            const QString module = words.takeFirst();
            byModule.insert(module, QSet<QString>(words.begin(), words.end()));
        }
    }

    QMutex mutex;
    QStringList unread { u":/limbeck/lang/stdlib/unavailablenames.txt"_s };
    QSet<QString> resources;
    QHash<QString, QSet<QString>> byModule;
};

KnownNames &knownNames()
{
    static KnownNames names;
    return names;
}

} // namespace

bool isUnavailableName(const QString &module, const QString &name)
{
    KnownNames &known = knownNames();
    const QMutexLocker locker(&known.mutex);
    while (!known.unread.isEmpty())
        known.read(known.unread.takeLast());
    const auto found = known.byModule.constFind(module);
    return found != known.byModule.constEnd() && found->contains(name);
}

void addUnavailableNames(const QString &resource)
{
    KnownNames &known = knownNames();
    const QMutexLocker locker(&known.mutex);
    if (known.resources.contains(resource))
        return;
    known.resources.insert(resource);
    known.unread.append(resource);
}

} // namespace limbeck::lang
