// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/databaseurl.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;

class tst_DatabaseUrl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parts_data();
    void parts();
    void refuses_data();
    void refuses();
    void rendersAsSqlalchemy_data();
    void rendersAsSqlalchemy();
    void specification();
    void queryInPlaceOfParts();
    void memory_data();
    void memory();
    void roundTrip();
    void errorsHoldNoPassword();
};

void tst_DatabaseUrl::parts_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>(
        "expected"); // driver|user|password|host|port|database, "-" for what is absent
    QTest::newRow("all") << u"postgresql+psycopg2://u:p@h:5432/db"_s
                         << u"postgresql+psycopg2|u|p|h|5432|db"_s;
    QTest::newRow("no user") << u"postgresql://h/db"_s << u"postgresql|-|-|h|-|db"_s;
    QTest::newRow("socket") << u"postgresql:///db"_s << u"postgresql|-|-|-|-|db"_s;
    QTest::newRow("empty password") << u"mysql://u:@h"_s << u"mysql|u||h|-|-"_s;
    QTest::newRow("percent escapes") << u"mysql://a%40b:p%2Fq@h/db"_s << u"mysql|a@b|p/q|h|-|db"_s;
    QTest::newRow("plus stays in a password") << u"mysql://u:a+b@h"_s << u"mysql|u|a+b|h|-|-"_s;
    QTest::newRow("IPv6") << u"postgresql://u@[::1]:5432/db"_s << u"postgresql|u|-|::1|5432|db"_s;
    QTest::newRow("SQLite relative") << u"sqlite:///app.db"_s << u"sqlite|-|-|-|-|app.db"_s;
    QTest::newRow("SQLite absolute")
        << u"sqlite:////var/app.db"_s << u"sqlite|-|-|-|-|/var/app.db"_s;
    QTest::newRow("SQLite memory") << u"sqlite://"_s << u"sqlite|-|-|-|-|-"_s;
    QTest::newRow("empty port") << u"mysql://h:/db"_s << u"mysql|-|-|h|-|db"_s;
    QTest::newRow("colons in a password") << u"mysql://u:a:b/c@h/db"_s << u"mysql|u|a:b/c|h|-|db"_s;
}

void tst_DatabaseUrl::parts()
{
    QFETCH(QString, url);
    const auto parsed = DatabaseUrl::parse(url);
    QVERIFY(parsed);
    const QString none = u"-"_s;
    const QStringList parts { parsed->driverName(),
                              parsed->userName().value_or(none),
                              parsed->password().value_or(none),
                              parsed->host().value_or(none),
                              parsed->port() ? QString::number(*parsed->port()) : none,
                              parsed->database().value_or(none) };
    QTEST(parts.join(u'|'), "expected");
}

void tst_DatabaseUrl::refuses_data()
{
    QTest::addColumn<QString>("url");
    QTest::newRow("no scheme") << u"app.db"_s;
    QTest::newRow("empty") << u""_s;
    QTest::newRow("one slash") << u"sqlite:/app.db"_s;
    QTest::newRow("port") << u"mysql://h:many/db"_s;
}

void tst_DatabaseUrl::refuses()
{
    QFETCH(QString, url);
    const auto parsed = DatabaseUrl::parse(url);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().code, ErrorCode::Syntax);
}

void tst_DatabaseUrl::rendersAsSqlalchemy_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("expected");
    QTest::newRow("password hidden")
        << u"postgresql://u:secret@h/db"_s << u"postgresql://u:***@h/db"_s;
    QTest::newRow("user only") << u"postgresql://u@h/db"_s << u"postgresql://u@h/db"_s;
    QTest::newRow("user escaped again") << u"mysql://a%40b@h"_s << u"mysql://a%40b@h"_s;
    QTest::newRow("IPv6") << u"mysql://[::1]/db"_s << u"mysql://[::1]/db"_s;
    QTest::newRow("query sorted") << u"mysql://h/db?charset=utf8mb4&a=x+y"_s
                                  << u"mysql://h/db?a=x+y&charset=utf8mb4"_s;
    QTest::newRow("password in the query")
        << u"postgresql:///db?user=u&password=secret&sslpassword=secret"_s
        << u"postgresql:///db?password=***&sslpassword=***&user=u"_s;
    QTest::newRow("SQLite") << u"sqlite:////tmp/x.db"_s << u"sqlite:////tmp/x.db"_s;
}

void tst_DatabaseUrl::rendersAsSqlalchemy()
{
    QFETCH(QString, url);
    const auto parsed = DatabaseUrl::parse(url);
    QVERIFY(parsed);
    QTEST(parsed->toString(), "expected");
}

void tst_DatabaseUrl::specification()
{
    const auto url = DatabaseUrl::parse(u"postgresql+asyncpg://u:p@h:5433/db?sslmode=require"_s);
    QVERIFY(url);
    const auto specification = url->toSpecification();
    QVERIFY(specification);
    QVERIFY(specification->backend == Backend::PostgreSql);
    QCOMPARE(specification->driver, u"asyncpg"_s);
    QCOMPARE(specification->port, std::optional(5433));
    QCOMPARE(specification->option(u"sslmode"_s), u"require"_s);
    QVERIFY(!DatabaseUrl::parse(u"firebird://h/db"_s)->toSpecification());
    QVERIFY(DatabaseUrl::parse(u"sqlite://"_s)->toSpecification()->isMemory());
}

void tst_DatabaseUrl::queryInPlaceOfParts()
{
    const auto url = DatabaseUrl::parse(
        u"mysql+mysqldb://a:b@h/x?user=u&passwd=p&db=y&host=other&port=3307&compress=1"_s);
    const auto specification = url->toSpecification();
    QVERIFY(specification);
    QCOMPARE(specification->userName, u"u"_s);
    QCOMPARE(specification->password, u"p"_s);
    QCOMPARE(specification->database, u"y"_s);
    QCOMPARE(specification->host, u"other"_s);
    QCOMPARE(specification->port, std::optional(3307));
    QCOMPARE(specification->options.size(), std::size_t(1));
    // Several servers are PostgreSQL's business.
    const auto several = DatabaseUrl::parse(u"postgresql:///db?host=a,b&port=1,2"_s);
    QCOMPARE(several->toSpecification()->options.size(), std::size_t(2));
}

void tst_DatabaseUrl::memory_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("expected");
    QTest::newRow("no path") << u"sqlite://"_s << true;
    QTest::newRow("word") << u"sqlite:///:memory:"_s << true;
    QTest::newRow("file") << u"sqlite:///app.db"_s << false;
    QTest::newRow("URI") << u"sqlite:///file:x?mode=memory&cache=shared&uri=true"_s << true;
    QTest::newRow("URI without name") << u"sqlite:///file::memory:?cache=shared&uri=true"_s << true;
    QTest::newRow("no URI") << u"sqlite:///app.db?mode=memory"_s << false;
    QTest::newRow("other database") << u"postgresql://h?mode=memory&uri=true"_s << false;
}

void tst_DatabaseUrl::memory()
{
    QFETCH(QString, url);
    QTEST(DatabaseUrl::parse(url)->toSpecification()->isMemory(), "expected");
}

void tst_DatabaseUrl::roundTrip()
{
    ConnectionSpecification specification;
    specification.backend = Backend::MySql;
    specification.userName = u"o'neil@home"_s;
    specification.password = u"p:/@%?#"_s;
    specification.host = u"db.example"_s;
    specification.database = u"shop"_s;
    const QString text =
        DatabaseUrl::fromSpecification(specification).toString(DatabaseUrl::Password::Shown);
    const auto again = DatabaseUrl::parse(text);
    QVERIFY(again);
    QCOMPARE(*again->toSpecification(), specification);

    // SQLAlchemy writes brackets around colons only, and reads what it wrote as another host.
    const auto bracket = DatabaseUrl::parse(u"mysql://[[a]]/db"_s);
    QVERIFY(bracket);
    QCOMPARE(bracket->host(), u"[a]"_s);
    QCOMPARE(DatabaseUrl::parse(bracket->toString())->host(), u"[a]"_s);
}

void tst_DatabaseUrl::errorsHoldNoPassword()
{
    const auto parsed = DatabaseUrl::parse(u"mysql://u:secret@h:x/db"_s);
    QVERIFY(!parsed);
    QVERIFY(!parsed.error().toString().contains(u"secret"_s));
}

QTEST_GUILESS_MAIN(tst_DatabaseUrl)
#include "tst_databaseurl.moc"
