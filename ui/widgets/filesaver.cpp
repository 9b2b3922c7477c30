// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/filesaver.h"

#include <QCoreApplication>
#include <QFutureWatcher>
#include <QSaveFile>
#include <QtConcurrentRun>

namespace limbeck {

namespace {

QString save(const QString &path, const QByteArray &content)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.commit())
        return {};
    return QCoreApplication::translate("FileSaver", "%1 cannot be saved: %2")
        .arg(path, file.errorString());
}

} // namespace

void saveInBackground(QObject *owner, const QString &path, const QByteArray &content,
                      const std::function<void(const QString &problem)> &onEnd)
{
    auto *watcher = new QFutureWatcher<QString>(owner);
    QObject::connect(watcher, &QFutureWatcherBase::finished, owner, [watcher, onEnd] {
        watcher->deleteLater();
        onEnd(watcher->result());
    });
    watcher->setFuture(QtConcurrent::run(save, path, content));
}

} // namespace limbeck
