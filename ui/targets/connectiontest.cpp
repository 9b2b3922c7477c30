// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/targets/connectiontest.h"

#include "core/database/connect.h"
#include "core/database/relativefile.h"
#include "ui/targets/databasekind.h"

#include <QElapsedTimer>
#include <QtConcurrentRun>

namespace limbeck {

namespace {

Result<QString> answerOf(const RunRequest &like, const QString &text)
{
    const auto url = DatabaseUrl::parse(text);
    if (!url)
        return failure(url.error());
    const auto named = url->toSpecification();
    if (!named)
        return failure(named.error());
    const ConnectionSpecification specification = database::withFileIn(*named, like.directory);
    QElapsedTimer timer;
    timer.start();
    database::OpenOptions options;
    options.readOnly = true;
    options.passwords = like.passwords;
    const auto connection = database::openConnection(specification, options);
    if (!connection)
        return failure(connection.error());
    const QString product =
        databaseKindText((*connection)->isMariaDb() ? Backend::MariaDb : specification.backend);
    return ConnectionTest::tr("%1 %2 answered in %3 ms")
        .arg(product, (*connection)->serverVersion())
        .arg(timer.elapsed());
}

} // namespace

ConnectionTest::ConnectionTest(QObject *parent)
    : QObject(parent)
{
    connect(&m_watcher, &QFutureWatcherBase::finished, this, [this] {
        if (m_watcher.future().resultCount() == 0)
            return; // forgotten
        const Result<QString> answer = m_watcher.result();
        if (answer)
            Q_EMIT succeeded(*answer);
        else
            Q_EMIT failed(answer.error());
    });
}

void ConnectionTest::start(const RunRequest &like, const QString &url)
{
    m_watcher.setFuture(QtConcurrent::run(answerOf, like, url));
}

void ConnectionTest::forget()
{
    m_watcher.setFuture({});
}

} // namespace limbeck
