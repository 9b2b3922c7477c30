// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testdatabases.h"

#include "core/database/connect.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace limbeck::test {

void TestDatabases::addRows(const QStringList &kinds)
{
    QTest::addColumn<QString>("kind");
    for (const QString &kind : kinds)
        QTest::newRow(qPrintable(kind)) << kind;
}

QString TestDatabases::create(const QString &kind)
{
    const QString name = u"test_%1"_s.arg(++m_count);
    if (kind == u"sqlite")
        return u"sqlite:///%1/%2.db"_s.arg(m_files.path(), name);
    return kind == u"postgresql" ? createOn(m_postgres, name) : createOn(m_mariaDb, name);
}

template <typename Server>
QString TestDatabases::createOn(std::unique_ptr<Server> &server, const QString &name)
{
    if (!server) {
        auto started = std::make_unique<Server>();
        m_problem = started->start();
        if (!m_problem.isEmpty())
            return {};
        server = std::move(started);
    }
    m_problem = server->createDatabase(name);
    return m_problem.isEmpty() ? server->url(name) : QString();
}

std::unique_ptr<dialect::Connection> openUrl(const QString &url)
{
    const auto specification = DatabaseUrl::parse(url)->toSpecification();
    auto opened = database::openConnection(specification.value());
    if (!opened)
        qWarning("%s", qPrintable(opened.error().toString()));
    return opened ? std::move(*opened) : nullptr;
}

} // namespace limbeck::test
