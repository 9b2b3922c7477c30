// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The window on a project of 5,000 revisions: whatever is done, its thread is soon back. Times are
// of processor time, so that a busy machine changes nothing.

#include "tests/support/sanitized.h"
#include "tests/support/testproject.h"
#include "tests/ui/cputime.h"
#include "tests/ui/testwindow.h"
#include "ui/run/plandialog.h"
#include "ui/run/planmodel.h"

#include <QComboBox>
#include <QLineEdit>
#include <QScopedValueRollback>

using namespace Qt::StringLiterals;
using namespace limbeck;
using namespace limbeck::test;

namespace {

constexpr int revisions = 5'000;
constexpr double turnLimitMs = isSanitized ? 60 : 24; // the goal is 16, a frame

QString idOf(int number)
{
    return u"r%1"_s.arg(number, 5, 10, QLatin1Char('0'));
}

/// Measures how long each event takes, with all that it sets off.
class TimedApplication final : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_isInside)
            return QApplication::notify(receiver, event);
        const QScopedValueRollback inside(m_isInside, true);
        const double before = threadCpuMs();
        const bool handled = QApplication::notify(receiver, event);
        if (const double took = threadCpuMs() - before; took > m_longest) {
            m_longest = took;
            m_where = QString::fromLatin1(receiver->metaObject()->className());
        }
        return handled;
    }

    void restart()
    {
        m_longest = 0;
        m_where.clear();
    }

    [[nodiscard]] double longest() const { return m_longest; }

    [[nodiscard]] QString where() const { return m_where; }

private:
    bool m_isInside = false;
    double m_longest = 0;
    QString m_where;
};

TimedApplication &application()
{
    return *static_cast<TimedApplication *>(QCoreApplication::instance());
}

} // namespace

class tst_WindowSpeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void opensAndReloads();
    void searches();
    void selects();
    void plans();

private:
    static void verify(const char *what, double took);

    QTemporaryDir m_folder;
    std::unique_ptr<TestWindow> m_test;
};

void tst_WindowSpeed::verify(const char *what, double took)
{
    qInfo("%s: %.1f ms %s", what, took, qPrintable(application().where()));
    QVERIFY2(took <= turnLimitMs,
             qPrintable(u"%1: %2 ms"_s.arg(QLatin1StringView(what)).arg(took)));
}

void tst_WindowSpeed::initTestCase()
{
    TestProject project(m_folder.path(), u"sqlite:///large.db"_s);
    const QString versions = QFileInfo(project.scriptPath(u"x"_s)).absolutePath();
    QVERIFY(QDir().mkpath(versions));
    for (int i = 0; i < revisions; ++i) {
        const QString down = i == 0 ? u"None"_s : u"'%1'"_s.arg(idOf(i - 1));
        writeText(u"%1/%2.py"_s.arg(versions, idOf(i)),
                  u"\"\"\"change number %1\"\"\"\nfrom alembic import op\nrevision = '%2'\n"
                  "down_revision = %3\ndef upgrade():\n    op.execute('SELECT %1')\n"
                  "def downgrade():\n    pass\n"_s.arg(i)
                      .arg(idOf(i), down));
    }
    m_test = std::make_unique<TestWindow>();
}

void tst_WindowSpeed::opensAndReloads()
{
    application().restart();
    QVERIFY(m_test->open(m_folder.path()) && m_test->settles());
    QTest::qWait(200);
    verify("opening, the longest event", application().longest());
    QCOMPARE(m_test->session().pendingCount(), revisions);
    application().restart();
    QSignalSpy reloaded(&m_test->session(), &ProjectSession::reloaded);
    m_test->session().reload();
    QVERIFY(reloaded.wait(waitMs));
    const auto *graph = m_test->window().findChild<GraphView *>();
    QTRY_VERIFY_WITH_TIMEOUT(graph->hasLayout(), waitMs);
    QTest::qWait(200);
    verify("reloading, the longest event", application().longest());
}

void tst_WindowSpeed::searches()
{
    auto *search = named<QLineEdit>(m_test->window(), u"Search revisions"_s);
    QVERIFY(search);
    const double before = threadCpuMs();
    search->setText(u"number 4711"_s);
    verify("searching", threadCpuMs() - before);
    search->clear();
}

void tst_WindowSpeed::selects()
{
    auto *graph = m_test->window().findChild<GraphView *>();
    const double before = threadCpuMs();
    graph->select(RevisionId(idOf(2'500)));
    verify("selecting", threadCpuMs() - before);
}

void tst_WindowSpeed::plans()
{
    double before = threadCpuMs();
    PlanDialog dialog(m_test->session(), RunRequest::Command::Upgrade, u"heads"_s,
                      Environment::Unset);
    dialog.show();
    verify("opening the plan dialog", threadCpuMs() - before);
    before = threadCpuMs();
    const auto *steps = dialog.findChild<PlanModel *>();
    QTRY_COMPARE_WITH_TIMEOUT(steps->rowCount(), revisions, waitMs);
    verify("planning", threadCpuMs() - before);
    before = threadCpuMs();
    dialog.findChild<QComboBox *>(u"target"_s)->setCurrentText(idOf(4'000));
    verify("choosing another target", threadCpuMs() - before);
}

int main(int argc, char *argv[])
{
    const TimedApplication timed(argc, argv);
    tst_WindowSpeed test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_windowspeed.moc"
