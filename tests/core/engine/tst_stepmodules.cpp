// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/runner.h"
#include "tests/support/testproject.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;
using limbeck::test::TemporaryProject;

/// When the scripts of a plan are loaded, and what is told of the steps meanwhile.
class tst_StepModules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsStepsInTheirOrder();
    void tellsNothingOfStepsBeforeAllAreLoaded_data();
    void tellsNothingOfStepsBeforeAllAreLoaded();
    void tellsWhatCameBeforeAFailure();
    void loadsWhatHasEffectsFirst();
    void callbacksComeAfterLoading();
};

namespace {

constexpr int count = 40;
constexpr int middle = 20;

QString idOf(int number)
{
    return u"r%1"_s.arg(number, 3, 10, QLatin1Char('0'));
}

QString statementOf(int number)
{
    return u"op.execute('SELECT %1')"_s.arg(number);
}

/// What a run told: "print loaded", "step r003", "SELECT 3;" …
class Listener final : public RunObserver
{
public:
    void handle(const RunEvent &event) override
    {
        if (const auto *const step = std::get_if<StepStarted>(&event))
            told += u"step "_s + step->step.revisions.join(u' ');
        else if (const auto *const text = std::get_if<OfflineText>(&event))
            told += text->text.simplified();
        else if (const auto *const printed = std::get_if<ScriptOutput>(&event))
            told += u"print "_s + printed->text.simplified();
    }

    [[nodiscard]] qsizetype at(const QString &what) const { return told.indexOf(what); }

    [[nodiscard]] bool hasSteps() const
    {
        return std::any_of(told.begin(), told.end(), [](const QString &line) {
            return line.startsWith(u"step ") || line.startsWith(u"SELECT");
        });
    }

    QStringList told;
};

/// A line of revisions, each with a statement; those of @p bodies have other lines.
void fill(TemporaryProject &folder, const std::map<int, QString> &bodies = {})
{
    for (int number = 0; number < count; ++number) {
        const auto body = bodies.find(number);
        folder.add(idOf(number), body == bodies.end() ? statementOf(number) : body->second);
    }
}

void append(const QString &path, const QString &lines)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::Append));
    file.write(lines.toUtf8());
}

Result<RunOutcome> upgrade(const TemporaryProject &folder, Listener &listener)
{
    const auto project = Project::openPath(folder.folder());
    if (!project)
        return failure(project.error());
    RunRequest request;
    request.sql = true;
    request.targets = { u"base:head"_s };
    request.journal = QString(); // not recorded
    RunCancellation cancellation;
    return run(*project, request, listener, cancellation);
}

} // namespace

void tst_StepModules::tellsStepsInTheirOrder()
{
    TemporaryProject folder(u"postgresql://localhost/app"_s);
    fill(folder);
    Listener listener;
    QVERIFY(upgrade(folder, listener));
    qsizetype last = -1;
    for (int number = 0; number < count; ++number) {
        const qsizetype step = listener.at(u"step "_s + idOf(number));
        const qsizetype sql = listener.at(u"SELECT %1;"_s.arg(number));
        QVERIFY(last < step && step < sql);
        last = sql;
    }
}

void tst_StepModules::tellsNothingOfStepsBeforeAllAreLoaded_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("later");
    QTest::newRow("no Python") << statementOf(0) << u"pass )"_s;
    QTest::newRow("no Python, and an earlier step fails")
        << u"raise ValueError('x')"_s << u"pass )"_s;
}

void tst_StepModules::tellsNothingOfStepsBeforeAllAreLoaded()
{
    QFETCH(const QString, first);
    QFETCH(const QString, later);
    TemporaryProject folder(u"postgresql://localhost/app"_s);
    fill(folder, { { 3, first }, { middle, later } });
    Listener listener;
    const auto done = upgrade(folder, listener);
    QVERIFY(!done);
    QVERIFY2(done.error().code == ErrorCode::Syntax, qPrintable(done.error().toString()));
    QVERIFY(done.error().span.toString().contains(idOf(middle)));
    QVERIFY2(!listener.hasSteps(), qPrintable(listener.told.join(u'\n')));
}

void tst_StepModules::tellsWhatCameBeforeAFailure()
{
    TemporaryProject folder(u"postgresql://localhost/app"_s);
    fill(folder, { { 3, u"raise ValueError('x')"_s } });
    Listener listener;
    const auto done = upgrade(folder, listener);
    QVERIFY(!done);
    QVERIFY(done.error().message.contains(u"ValueError"));
    QVERIFY(listener.at(u"SELECT 2;"_s) >= 0);
    QVERIFY(listener.at(u"SELECT 4;"_s) < 0);
}

/// The script in the middle changes what `sa.Text` is called, and so does Alembic for the first.
void tst_StepModules::loadsWhatHasEffectsFirst()
{
    TemporaryProject folder(u"postgresql://localhost/app"_s);
    fill(folder, { { 0, u"op.add_column('account', sa.Column('note', sa.Text))"_s } });
    append(folder.scriptPath(idOf(middle)),
           u"print('loaded')\nfrom sqlalchemy.ext.compiler import compiles\n"
           "@compiles(sa.Text)\ndef text(element, compiler, **keywords):\n    return 'LONG'\n"_s);
    Listener listener;
    QVERIFY(upgrade(folder, listener));
    QVERIFY(listener.at(u"print loaded"_s) >= 0);
    QVERIFY(listener.at(u"print loaded"_s) < listener.at(u"step "_s + idOf(0)));
    QVERIFY2(listener.at(u"ALTER TABLE account ADD COLUMN note LONG;"_s) >= 0,
             qPrintable(listener.told.join(u'\n')));
}

void tst_StepModules::callbacksComeAfterLoading()
{
    TemporaryProject folder(u"postgresql://localhost/app"_s);
    fill(folder, { { middle, u"pass )"_s } });
    folder.setEnvironment(
        u"plain = context.configure\ndef configure(**keywords):\n"
        "    plain(on_version_apply=lambda **given: print('applied'), **keywords)\n"
        "context.configure = configure\n"_s);
    Listener listener;
    const auto done = upgrade(folder, listener);
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::Syntax);
    QVERIFY(listener.at(u"print applied"_s) < 0);
}

QTEST_GUILESS_MAIN(tst_StepModules)
#include "tst_stepmodules.moc"
