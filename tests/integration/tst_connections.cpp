// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// How sessions come about: the URLs of all drivers, sockets, encryption, password files, services,
// variables, and passwords that are asked for. Servers with a password and a certificate.

#include "core/database/connect.h"
#include "tests/support/certificates.h"
#include "tests/support/databasetext.h"
#include "tests/support/privateserver.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;
using namespace limbeck::test;

namespace {

/// Answers with the words it was given, one after the other, and keeps the questions.
class ScriptedAnswers final : public PasswordProvider
{
public:
    explicit ScriptedAnswers(QStringList answers)
        : m_answers(std::move(answers))
    {
    }

    Result<std::optional<QString>> password(const PasswordQuestion &question) override
    {
        questions.push_back(question);
        return m_answers.isEmpty() ? std::nullopt : std::optional(m_answers.takeFirst());
    }

    void accepted(const PasswordQuestion &, const QString &password) override { taken << password; }

    std::vector<PasswordQuestion> questions;
    QStringList taken;

private:
    QStringList m_answers;
};

/// A variable of the environment for the length of a test.
class Variable
{
public:
    Variable(const char *name, const QByteArray &value)
        : m_name(name)
        , m_wasSet(qEnvironmentVariableIsSet(name))
        , m_before(qgetenv(name))
    {
        qputenv(name, value);
    }

    ~Variable()
    {
        if (m_wasSet)
            qputenv(m_name, m_before);
        else
            qunsetenv(m_name);
    }

    Q_DISABLE_COPY_MOVE(Variable)

private:
    const char *m_name;
    bool m_wasSet;
    QByteArray m_before;
};

} // namespace

class TestConnections final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void postgresqlUrls_data();
    void postgresqlUrls();
    void postgresqlEncryption_data();
    void postgresqlEncryption();
    void postgresqlPasswordFile();
    void postgresqlPasswordFileOfOthersIsRefused();
    void postgresqlService();
    void postgresqlVariables();

    void mariadbUrls_data();
    void mariadbUrls();
    void mariadbEncryption_data();
    void mariadbEncryption();
    void mariadbOptionFile();
    void mariadbSessionOptions();

    void notesUnknownOptions_data();
    void notesUnknownOptions();
    void refusesUnknownEncryption_data();
    void refusesUnknownEncryption();

    void asksForPassword_data();
    void asksForPassword();
    void asksAgainAfterRefusal();
    void doesNotAskWithoutNeed();
    void givesUpWithoutAnswer();
    void othersAreNotAskedAgain();

private:
    /// Replaces HOST, PPORT, MPORT, PASSWORD, PSOCKET, MSOCKET, CA, STRANGER in @p url.
    [[nodiscard]] QString filled(QString url) const;
    [[nodiscard]] Result<std::unique_ptr<dialect::Connection>>
    open(const QString &url, const database::OpenOptions &options = {}) const;
    /// Writes @p text into a file that its owner alone can read; gives its path.
    [[nodiscard]] QString write(const QString &name, const QString &text) const;
    void verifyEncryption(const QString &url, const QString &expected, const QString &query) const;

    Certificates m_certificates;
    QTemporaryDir m_home;
    std::unique_ptr<PrivatePostgres> m_postgres;
    std::unique_ptr<PrivateMariaDb> m_mariadb;
};

void TestConnections::initTestCase()
{
    // Nothing of the machine's own may be read.
    qputenv("HOME", QFile::encodeName(m_home.path()));
    for (const char *name : { "PGPASSFILE", "PGPASSWORD", "PGSERVICE", "PGHOST", "PGPORT", "PGUSER",
                              "PGDATABASE", "PGSSLMODE", "MYSQL_PWD" }) {
        qunsetenv(name);
    }
    QCOMPARE(m_certificates.make(), QString());

    m_postgres = std::make_unique<PrivatePostgres>();
    m_postgres->addArguments(
        { u"-c"_s, u"ssl=on"_s, u"-c"_s,
          u"ssl_cert_file="_s + m_postgres->takeFile(m_certificates.server()), u"-c"_s,
          u"ssl_key_file="_s + m_postgres->takeFile(m_certificates.serverKey()) });
    QCOMPARE(m_postgres->start(), QString());
    QCOMPARE(m_postgres->createDatabase(u"app"_s), QString());

    m_mariadb = std::make_unique<PrivateMariaDb>();
    m_mariadb->addArguments({ u"--ssl-cert="_s + m_mariadb->takeFile(m_certificates.server()),
                              u"--ssl-key="_s + m_mariadb->takeFile(m_certificates.serverKey()) });
    QCOMPARE(m_mariadb->start(), QString());
    QCOMPARE(m_mariadb->createDatabase(u"app"_s), QString());
}

QString TestConnections::filled(QString url) const
{
    return url.replace(u"PPORT"_s, QString::number(m_postgres->port()))
        .replace(u"MPORT"_s, QString::number(m_mariadb->port()))
        .replace(u"PASSWORD"_s, PrivateServer::password())
        .replace(u"PSOCKET"_s, m_postgres->folder())
        .replace(u"MSOCKET"_s, m_mariadb->socket())
        .replace(u"CA"_s, m_certificates.authority())
        .replace(u"STRANGER"_s, m_certificates.stranger());
}

Result<std::unique_ptr<dialect::Connection>>
TestConnections::open(const QString &url, const database::OpenOptions &options) const
{
    return database::openConnection(DatabaseUrl::parse(filled(url))->toSpecification().value(),
                                    options);
}

QString TestConnections::write(const QString &name, const QString &text) const
{
    const QString path = m_home.filePath(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write(filled(text).toUtf8());
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    return path;
}

// ---------------------------------------------------------------------------------- PostgreSQL

void TestConnections::postgresqlUrls_data()
{
    QTest::addColumn<QString>("url");
    for (const QString &driver : { u""_s, u"+psycopg2"_s, u"+psycopg2cffi"_s, u"+psycopg"_s,
                                   u"+psycopg_async"_s, u"+asyncpg"_s, u"+pg8000"_s }) {
        QTest::addRow("driver %s", qPrintable(driver))
            << u"postgresql"_s + driver + u"://tester:PASSWORD@127.0.0.1:PPORT/app"_s;
    }
    QTest::newRow("host in the query")
        << u"postgresql://tester:PASSWORD@/app?host=127.0.0.1&port=PPORT"_s;
    QTest::newRow("host with port in the query")
        << u"postgresql://tester:PASSWORD@/app?host=127.0.0.1:PPORT"_s;
    QTest::newRow("several hosts, the first is down")
        << u"postgresql://tester:PASSWORD@/app?host=127.0.0.1:1&host=127.0.0.1:PPORT"_s;
    QTest::newRow("several hosts in one word")
        << u"postgresql://tester:PASSWORD@/app?host=127.0.0.1,127.0.0.1&port=1,PPORT"_s;
    QTest::newRow("everything in the query")
        << u"postgresql+psycopg2:///?user=tester&password=PASSWORD&host=127.0.0.1&port=PPORT"
           "&dbname=app"_s;
    QTest::newRow("socket") << u"postgresql://tester@/app?host=PSOCKET&port=PPORT"_s;
    QTest::newRow("socket file of pg8000")
        << u"postgresql+pg8000://tester@/app?unix_sock=PSOCKET/.s.PGSQL.PPORT"_s;
    QTest::newRow("options of asyncpg")
        << u"postgresql+asyncpg://tester:PASSWORD@127.0.0.1:PPORT/app"
           "?prepared_statement_cache_size=0&timeout=10.5&ssl=prefer"_s;
    QTest::newRow("options of libpq")
        << u"postgresql://tester:PASSWORD@127.0.0.1:PPORT/app"
           "?application_name=x&connect_timeout=10&keepalives=1&target_session_attrs=read-write"
           "&options=-csearch_path%3Dpublic"_s;
}

void TestConnections::postgresqlUrls()
{
    QFETCH(QString, url);
    QStringList notes;
    database::OpenOptions options;
    options.onNotice = [&](const database::Notice &notice) { notes << notice.message; };
    const auto connection = open(url, options);
    QVERIFY2(connection, connection ? "" : qPrintable(connection.error().toString()));
    QCOMPARE(rowsOf(**connection, u"SELECT current_database()::text, current_user::text"_s),
             QStringList { u"str 'app' | str 'tester'"_s });
    QCOMPARE(notes, QStringList());
}

void TestConnections::postgresqlEncryption_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("expected"); // "yes", "no" or words of the error
    const QString numeric = u"://tester:PASSWORD@127.0.0.1:PPORT/app?"_s;
    const QString named = u"://tester:PASSWORD@localhost:PPORT/app?"_s;
    const QString trusted = u"&sslrootcert=CA"_s;
    const QString stranger = u"&sslrootcert=STRANGER"_s;
    QTest::newRow("disabled") << u"postgresql"_s + numeric + u"sslmode=disable"_s << u"no"_s;
    QTest::newRow("required") << u"postgresql"_s + numeric + u"sslmode=require"_s << u"yes"_s;
    QTest::newRow("asyncpg") << u"postgresql+asyncpg"_s + numeric + u"ssl=require"_s << u"yes"_s;
    QTest::newRow("asyncpg true") << u"postgresql+asyncpg"_s + numeric + u"ssl=true"_s << u"yes"_s;
    QTest::newRow("asyncpg false") << u"postgresql+asyncpg"_s + numeric + u"ssl=False"_s << u"no"_s;
    QTest::newRow("pg8000") << u"postgresql+pg8000"_s + numeric + u"ssl_context=True"_s << u"yes"_s;
    QTest::newRow("authority") << u"postgresql"_s + numeric + u"sslmode=verify-ca"_s + trusted
                               << u"yes"_s;
    QTest::newRow("other authority")
        << u"postgresql"_s + numeric + u"sslmode=verify-ca"_s + stranger << u"certificate"_s;
    QTest::newRow("name") << u"postgresql+psycopg"_s + named + u"sslmode=verify-full"_s + trusted
                          << u"yes"_s;
    QTest::newRow("other name") << u"postgresql"_s + numeric + u"sslmode=verify-full"_s + trusted
                                << u"does not match host name"_s;
    QTest::newRow("no file of the authority")
        << u"postgresql"_s + numeric + u"sslmode=verify-full&sslrootcert=/nowhere"_s
        << u"/nowhere"_s;
    QTest::newRow("unknown mode") << u"postgresql"_s + numeric + u"sslmode=maybe"_s
                                  << u"invalid sslmode"_s;
}

void TestConnections::verifyEncryption(const QString &url, const QString &expected,
                                       const QString &query) const
{
    const auto connection = open(url);
    if (expected != "yes"_L1 && expected != "no"_L1) {
        QVERIFY(!connection);
        const QString text = connection.error().toString();
        QVERIFY2(text.contains(expected), qPrintable(text));
        QVERIFY(!text.contains(PrivateServer::password()));
        return;
    }
    QVERIFY2(connection, connection ? "" : qPrintable(connection.error().toString()));
    QCOMPARE(rowsOf(**connection, query), QStringList { u"str '%1'"_s.arg(expected) });
}

void TestConnections::postgresqlEncryption()
{
    QFETCH(QString, url);
    QFETCH(QString, expected);
    verifyEncryption(url, expected,
                     u"SELECT CASE WHEN ssl THEN 'yes' ELSE 'no' END FROM pg_stat_ssl "
                     "WHERE pid = pg_backend_pid()"_s);
}

void TestConnections::postgresqlPasswordFile()
{
    const QString path = write(u".pgpass"_s, u"127.0.0.1:PPORT:*:tester:PASSWORD\n"_s);
    QVERIFY(!path.isEmpty());
    QVERIFY(open(u"postgresql+psycopg://tester@127.0.0.1:PPORT/app"_s));
    QVERIFY(!open(u"postgresql://tester@localhost:PPORT/app"_s)); // not of that host
    QVERIFY(QFile::remove(path));
    const QString elsewhere = write(u"passwords"_s, u"*:*:*:tester:PASSWORD\n"_s);
    QVERIFY(open(u"postgresql://tester@127.0.0.1:PPORT/app?passfile="_s + elsewhere));
    const Variable variable("PGPASSFILE", QFile::encodeName(elsewhere));
    QVERIFY(open(u"postgresql://tester@127.0.0.1:PPORT/app"_s));
}

void TestConnections::postgresqlPasswordFileOfOthersIsRefused()
{
    const QString path = write(u".pgpass"_s, u"*:*:*:*:PASSWORD\n"_s);
    QFile::setPermissions(path, QFile::ReadOwner | QFile::ReadOther);
    const auto connection = open(u"postgresql://tester@127.0.0.1:PPORT/app"_s);
    QVERIFY(QFile::remove(path));
    QVERIFY(!connection);
    QVERIFY2(connection.error().hint.contains(u"readable by you alone"),
             qPrintable(connection.error().toString()));
}

void TestConnections::postgresqlService()
{
    const QString file = write(u".pg_service.conf"_s,
                               u"[desk]\nhost=127.0.0.1\nport=PPORT\nuser=tester\ndbname=app\n"
                               "password=PASSWORD\nconnect_timeout=7\n"_s);
    QVERIFY(open(u"postgresql:///?service=desk"_s));
    QVERIFY(!open(u"postgresql:///?service=other"_s));
    const Variable service("PGSERVICE", "desk");
    QVERIFY(open(u"postgresql://"_s));
    // What the URL says wins.
    const auto connection = open(u"postgresql:///postgres"_s);
    QVERIFY(connection);
    QCOMPARE(rowsOf(**connection, u"SELECT current_database()::text"_s),
             QStringList { u"str 'postgres'"_s });
    QVERIFY(QFile::remove(file));
}

void TestConnections::postgresqlVariables()
{
    const Variable host("PGHOST", "127.0.0.1");
    const Variable port("PGPORT", QByteArray::number(m_postgres->port()));
    const Variable user("PGUSER", "tester");
    const Variable database("PGDATABASE", "app");
    const Variable password("PGPASSWORD", PrivateServer::password().toUtf8());
    const Variable mode("PGSSLMODE", "require");
    const auto connection = open(u"postgresql://"_s);
    QVERIFY2(connection, connection ? "" : qPrintable(connection.error().toString()));
    QCOMPARE(rowsOf(**connection,
                    u"SELECT current_database()::text, ssl FROM pg_stat_ssl "
                    "WHERE pid = pg_backend_pid()"_s),
             QStringList { u"str 'app' | bool True"_s });
}

// ---------------------------------------------------------------------------------- MariaDB

void TestConnections::mariadbUrls_data()
{
    QTest::addColumn<QString>("url");
    for (const QString &backend : { u"mysql"_s, u"mariadb"_s }) {
        for (const QString &driver :
             { u""_s, u"+mysqldb"_s, u"+pymysql"_s, u"+cymysql"_s, u"+asyncmy"_s, u"+aiomysql"_s,
               u"+mysqlconnector"_s, u"+mariadbconnector"_s }) {
            QTest::addRow("driver %s", qPrintable(backend + driver))
                << backend + driver + u"://tester:PASSWORD@127.0.0.1:MPORT/app"_s;
        }
    }
    QTest::newRow("localhost is TCP for PyMySQL")
        << u"mysql+pymysql://tester:PASSWORD@localhost:MPORT/app"_s;
    QTest::newRow("everything in the query")
        << u"mysql+mysqldb:///?user=tester&passwd=PASSWORD&host=127.0.0.1&port=MPORT&db=app"_s;
    QTest::newRow("socket") << u"mysql://tester:PASSWORD@/app?unix_socket=MSOCKET"_s;
    QTest::newRow("socket of PyMySQL")
        << u"mysql+pymysql://tester:PASSWORD@localhost/app?unix_socket=MSOCKET"_s;
    QTest::newRow("options of PyMySQL")
        << u"mysql+pymysql://tester:PASSWORD@127.0.0.1:MPORT/app?charset=utf8mb4&"
           "connect_timeout=10&read_timeout=30&write_timeout=30&autocommit=true&local_infile=1&"
           "binary_prefix=true"_s;
    QTest::newRow("options of Connector/Python")
        << u"mysql+mysqlconnector://tester:PASSWORD@127.0.0.1:MPORT/app?connection_timeout=10&"
           "use_pure=True&raise_on_warnings=False&auth_plugin=mysql_native_password&"
           "collation=utf8mb4_general_ci"_s;
    QTest::newRow("options of Connector/Python of MariaDB")
        << u"mariadb+mariadbconnector://tester:PASSWORD@127.0.0.1:MPORT/app?connect_timeout=10&"
           "compress=true&pool_size=5&reconnect=1"_s;
    QTest::newRow("options of aiomysql")
        << u"mysql+aiomysql://tester:PASSWORD@127.0.0.1:MPORT/app?charset=utf8mb4&echo=true&"
           "maxsize=5"_s;
}

void TestConnections::mariadbUrls()
{
    QFETCH(QString, url);
    QStringList notes;
    database::OpenOptions options;
    options.onNotice = [&](const database::Notice &notice) { notes << notice.message; };
    const auto connection = open(url, options);
    QVERIFY2(connection, connection ? "" : qPrintable(connection.error().toString()));
    QCOMPARE(rowsOf(**connection, u"SELECT DATABASE(), SUBSTRING_INDEX(USER(), '@', 1)"_s),
             QStringList { u"str 'app' | str 'tester'"_s });
    QCOMPARE(notes, QStringList());
}

void TestConnections::mariadbEncryption_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("expected"); // "yes", "no" or words of the error
    const QString numeric = u"://tester:PASSWORD@127.0.0.1:MPORT/app?"_s;
    const QString named = u"://tester:PASSWORD@localhost:MPORT/app?"_s;
    QTest::newRow("none") << u"mysql+pymysql"_s + numeric << u"no"_s;
    QTest::newRow("true") << u"mysql+pymysql"_s + numeric + u"ssl=true"_s << u"yes"_s;
    QTest::newRow("disabled") << u"mysql+pymysql"_s + numeric + u"ssl_ca=CA&ssl_disabled=true"_s
                              << u"no"_s;
    QTest::newRow("disabled first")
        << u"mysql+pymysql"_s + numeric + u"ssl_disabled=true&ssl_ca=CA"_s << u"no"_s;
    QTest::newRow("mode required")
        << u"mysql+mysqldb"_s + numeric + u"ssl_mode=REQUIRED"_s << u"yes"_s;
    QTest::newRow("authority and name") << u"mysql+pymysql"_s + named + u"ssl_ca=CA"_s << u"yes"_s;
    QTest::newRow("other name") << u"mysql+pymysql"_s + numeric + u"ssl_ca=CA"_s
                                << u"TLS/SSL error"_s;
    QTest::newRow("other name, not compared")
        << u"mysql+pymysql"_s + numeric + u"ssl_ca=CA&ssl_check_hostname=false"_s << u"yes"_s;
    QTest::newRow("other authority")
        << u"mysql+pymysql"_s + named + u"ssl_ca=STRANGER"_s << u"TLS/SSL error"_s;
    QTest::newRow("other authority, name not compared")
        << u"mysql+pymysql"_s + named + u"ssl_ca=STRANGER&ssl_check_hostname=false"_s
        << u"TLS/SSL error"_s;
    QTest::newRow("mysqlclient does not compare the name")
        << u"mysql+mysqldb"_s + numeric + u"ssl_ca=CA"_s << u"yes"_s;
    QTest::newRow("an authority that is not to be compared") << u"mysql+mysqlconnector"_s + numeric
            + u"ssl_ca=STRANGER&ssl_verify_cert=false"_s << u"yes"_s;
    QTest::newRow("the system's authorities")
        << u"mysql+mysqlconnector"_s + named + u"ssl_verify_cert=true"_s << u"TLS/SSL error"_s;
    QTest::newRow("mode verifies the authority")
        << u"mysql+mysqldb"_s + numeric + u"ssl_mode=VERIFY_CA&ssl_ca=CA"_s << u"yes"_s;
    QTest::newRow("mode verifies the name")
        << u"mysql+mysqldb"_s + numeric + u"ssl_mode=VERIFY_IDENTITY&ssl_ca=CA"_s
        << u"TLS/SSL error"_s;
    QTest::newRow("Connector/Python")
        << u"mysql+mysqlconnector"_s + named + u"ssl_ca=CA&ssl_verify_cert=true"_s << u"yes"_s;
    QTest::newRow("Connector/Python of MariaDB")
        << u"mariadb+mariadbconnector"_s + numeric + u"ssl=true"_s << u"yes"_s;
    QTest::newRow("no file of the authority")
        << u"mysql+pymysql"_s + named + u"ssl_ca=/nowhere"_s << u"TLS/SSL error"_s;
}

void TestConnections::mariadbEncryption()
{
    QFETCH(QString, url);
    QFETCH(QString, expected);
    verifyEncryption(url, expected,
                     u"SELECT IF(VARIABLE_VALUE = '', 'no', 'yes') FROM "
                     "information_schema.SESSION_STATUS WHERE VARIABLE_NAME = 'Ssl_cipher'"_s);
}

void TestConnections::mariadbOptionFile()
{
    const QString file = write(u".my.cnf"_s,
                               u"[client]\nuser=tester\npassword=PASSWORD\nhost=127.0.0.1\n"
                               "port=MPORT\n[desk]\nuser=tester\npassword=PASSWORD\n"
                               "socket=MSOCKET\n"_s);
    for (const QString &driver : { u"mysqldb"_s, u"pymysql"_s }) {
        const QString url = u"mysql+%1:///app?read_default_file="_s.arg(driver);
        const auto connection = open(url + u"~/.my.cnf"_s);
        QVERIFY2(connection, connection ? "" : qPrintable(connection.error().toString()));
        QVERIFY(open(url + file));
        QVERIFY(open(url + file + u"&read_default_group=desk"_s));
    }
    QVERIFY(open(u"mariadb+mariadbconnector:///app?default_file="_s + file));
    // Nobody asked for it: as with the Python drivers it is not read.
    QVERIFY(!open(u"mysql+pymysql:///app"_s));
    QVERIFY(QFile::remove(file));
}

void TestConnections::mariadbSessionOptions()
{
    const auto connection =
        open(u"mysql+pymysql://tester:PASSWORD@127.0.0.1:MPORT/app?sql_mode=ANSI&"
             "init_command=SET%20@a%3D41&collation=utf8mb4_bin&program_name=desk"_s);
    QVERIFY2(connection, connection ? "" : qPrintable(connection.error().toString()));
    QCOMPARE(rowsOf(**connection,
                    u"SELECT @a, @@collation_connection, LOCATE('ANSI', @@sql_mode) > 0"_s),
             QStringList { u"int 41 | str 'utf8mb4_bin' | int 1"_s });
}

// ---------------------------------------------------------------------------------- options

void TestConnections::notesUnknownOptions_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("words");
    QTest::newRow("PostgreSQL")
        << u"postgresql://tester:PASSWORD@127.0.0.1:PPORT/app?aplication_name=x"_s
        << u"'aplication_name' in the query of the database URL is not known "
           "and has no effect; did you mean 'application_name'?"_s;
    QTest::newRow("MariaDB") << u"mysql+pymysql://tester:PASSWORD@127.0.0.1:MPORT/app?colour=x"_s
                             << u"'colour'"_s;
    QTest::newRow("SQLite") << u"sqlite://?mode=ro"_s << u"'mode'"_s;
    QTest::newRow("driver") << u"postgresql+psycop2://tester:PASSWORD@127.0.0.1:PPORT/app"_s
                            << u"no driver 'psycop2' for postgresql"_s;
}

void TestConnections::notesUnknownOptions()
{
    QFETCH(QString, url);
    QFETCH(QString, words);
    QStringList notes;
    database::OpenOptions options;
    options.onNotice = [&](const database::Notice &notice) { notes << notice.message; };
    const auto connection = open(url, options);
    QVERIFY2(connection, connection ? "" : qPrintable(connection.error().toString()));
    QCOMPARE(notes.size(), 1);
    QVERIFY2(notes.first().contains(words), qPrintable(notes.first()));
}

void TestConnections::refusesUnknownEncryption_data()
{
    QTest::addColumn<QString>("url");
    QTest::newRow("PostgreSQL") << u"postgresql://tester:PASSWORD@127.0.0.1:PPORT/app?ssl_mod=x"_s;
    QTest::newRow("MariaDB")
        << u"mysql+pymysql://tester:PASSWORD@127.0.0.1:MPORT/app?ssl_verify=true"_s;
}

void TestConnections::refusesUnknownEncryption()
{
    QFETCH(QString, url);
    const auto connection = open(url);
    QVERIFY(!connection);
    QCOMPARE(connection.error().code, ErrorCode::Configuration);
    QVERIFY2(connection.error().message.contains(u"less safe"),
             qPrintable(connection.error().toString()));
}

// ---------------------------------------------------------------------------------- passwords

void TestConnections::asksForPassword_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("account");
    QTest::newRow("PostgreSQL") << u"postgresql+asyncpg://tester@127.0.0.1:PPORT/app"_s
                                << u"postgresql://tester@127.0.0.1:PPORT"_s;
    QTest::newRow("MariaDB") << u"mysql+pymysql://tester@127.0.0.1:MPORT/app"_s
                             << u"mysql://tester@127.0.0.1:MPORT"_s;
    QTest::newRow("MariaDB's socket")
        << u"mysql://tester@/app?unix_socket=MSOCKET"_s << u"mysql://tester@MSOCKET"_s;
}

void TestConnections::asksForPassword()
{
    QFETCH(QString, url);
    QFETCH(QString, account);
    auto answers = std::make_shared<ScriptedAnswers>(QStringList { PrivateServer::password() });
    database::OpenOptions options;
    options.passwords =
        std::make_shared<PasswordChain>(std::vector<std::shared_ptr<PasswordProvider>> { answers });
    const auto connection = open(url, options);
    QVERIFY2(connection, connection ? "" : qPrintable(connection.error().toString()));
    QCOMPARE(answers->questions.size(), std::size_t(1));
    QCOMPARE(answers->questions.front().account, filled(account));
    QCOMPARE(answers->questions.front().userName, u"tester"_s);
    QVERIFY(answers->questions.front().database.contains(u" app on "_s));
    QCOMPARE(answers->taken, QStringList { PrivateServer::password() });

    // The second session of the process knows it, and so does a backup's program.
    QVERIFY(open(url, options));
    QCOMPARE(answers->questions.size(), std::size_t(1));
    const auto specification = DatabaseUrl::parse(filled(url))->toSpecification().value();
    QCOMPARE(options.passwords->completed(specification).password, PrivateServer::password());
}

void TestConnections::asksAgainAfterRefusal()
{
    auto answers = std::make_shared<ScriptedAnswers>(
        QStringList { u"wrong"_s, u"wrong too"_s, PrivateServer::password() });
    database::OpenOptions options;
    options.passwords =
        std::make_shared<PasswordChain>(std::vector<std::shared_ptr<PasswordProvider>> { answers });
    QVERIFY(open(u"postgresql://tester@127.0.0.1:PPORT/app"_s, options));
    QCOMPARE(answers->questions.size(), std::size_t(3));
    QCOMPARE(answers->questions.back().refusals, 2);
    QCOMPARE(answers->taken, QStringList { PrivateServer::password() });
}

void TestConnections::doesNotAskWithoutNeed()
{
    auto answers = std::make_shared<ScriptedAnswers>(QStringList { PrivateServer::password() });
    database::OpenOptions options;
    options.passwords =
        std::make_shared<PasswordChain>(std::vector<std::shared_ptr<PasswordProvider>> { answers });
    QVERIFY(open(u"postgresql://tester@/app?host=PSOCKET&port=PPORT"_s, options)); // trusted
    QVERIFY(!open(u"postgresql://tester:wrong@127.0.0.1:PPORT/app"_s, options)); // the URL's own
    QVERIFY(!open(u"mysql+pymysql://tester:wrong@127.0.0.1:MPORT/app"_s, options));
    QVERIFY(!open(u"postgresql://tester@127.0.0.1:1/app"_s, options)); // no server
    QVERIFY(answers->questions.empty());
}

void TestConnections::givesUpWithoutAnswer()
{
    auto answers = std::make_shared<ScriptedAnswers>(QStringList {});
    database::OpenOptions options;
    options.passwords =
        std::make_shared<PasswordChain>(std::vector<std::shared_ptr<PasswordProvider>> { answers });
    const auto connection = open(u"mysql+pymysql://tester@127.0.0.1:MPORT/app"_s, options);
    QVERIFY(!connection);
    QVERIFY2(connection.error().message.contains(u"Access denied"),
             qPrintable(connection.error().toString()));
}

void TestConnections::othersAreNotAskedAgain()
{
    auto first = std::make_shared<ScriptedAnswers>(QStringList { PrivateServer::password() });
    auto second = std::make_shared<ScriptedAnswers>(QStringList { u"never"_s });
    PasswordChain chain({ first, second });
    const auto specification =
        DatabaseUrl::parse(filled(u"postgresql://tester@127.0.0.1:PPORT/app"_s))
            ->toSpecification()
            .value();
    const auto question =
        PasswordQuestion::about(specification, database::displayName(specification));
    QCOMPARE(chain.password(question).value(), std::optional(PrivateServer::password()));
    QVERIFY(second->questions.empty());
}

QTEST_GUILESS_MAIN(TestConnections)
#include "tst_connections.moc"
