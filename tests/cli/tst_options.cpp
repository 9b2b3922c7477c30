// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/commandtable.h"
#include "cli/options.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;
using namespace limbeck::cli;
using namespace std::chrono_literals;

/// What the options that several commands share mean.
class tst_Options : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timeLimits_data();
    void timeLimits();
    void refusesWhatIsNoTime();
    void ownOptionsLeaveAlembicsAbbreviations();
};

namespace {

std::optional<Arguments> parsed(const QString &line)
{
    auto result = parseArguments(commandTable(u"limbeck"_s), line.split(u' '));
    if (auto *arguments = std::get_if<Arguments>(&result))
        return std::move(*arguments);
    return std::nullopt;
}

} // namespace

void tst_Options::timeLimits_data()
{
    QTest::addColumn<QString>("line");
    QTest::newRow("upgrade") << u"upgrade"_s;
    QTest::newRow("downgrade") << u"downgrade"_s;
    QTest::newRow("deploy") << u"deploy"_s;
}

void tst_Options::timeLimits()
{
    QFETCH(const QString, line);
    const auto arguments =
        parsed(line + u" --lock-wait 2min --lock-timeout=500ms --timeout 1.5 head"_s);
    QVERIFY(arguments);
    const auto limits = options::runLimits(*arguments);
    QVERIFY(limits);
    QCOMPARE(limits->lockWait, std::optional(std::chrono::milliseconds(2min)));
    QCOMPARE(limits->lockTimeout, std::optional(500ms));
    QVERIFY(!limits->statementTimeout);
    QCOMPARE(limits->runTimeout, std::optional(1500ms));
}

void tst_Options::refusesWhatIsNoTime()
{
    const auto arguments = parsed(u"upgrade --timeout soon head"_s);
    QVERIFY(arguments);
    const auto limits = options::runLimits(*arguments);
    QVERIFY(!limits);
    QCOMPARE(limits.error().message, u"'soon' is not a length of time"_s);
}

void tst_Options::ownOptionsLeaveAlembicsAbbreviations()
{
    const auto arguments = parsed(u"upgrade --t release head"_s); // --tag, not --timeout
    QVERIFY(arguments);
    QCOMPARE(arguments->value(u"tag"_s), u"release"_s);
    QVERIFY(!arguments->has(u"timeout"_s));
}

QTEST_GUILESS_MAIN(tst_Options)
#include "tst_options.moc"
