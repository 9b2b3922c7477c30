// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/graph/graphview.h"
#include "ui/mainwindow.h"
#include "ui/settings/windowsettings.h"
#include "ui/theme/appearance.h"

#include <QApplication>
#include <QDir>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <functional>

namespace limbeck::test {

constexpr int waitMs = 60'000;

/// The real window, with a home folder and a journal of its own.
class TestWindow
{
public:
    TestWindow()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("limbeck-test"));
        QCoreApplication::setApplicationName(QStringLiteral("limbeck-test"));
        qputenv("LIMBECK_JOURNAL", m_home.filePath(QStringLiteral("journal.db")).toUtf8());
        qunsetenv("DBUS_SESSION_BUS_ADDRESS"); // nobody's keyring is asked
        qunsetenv("XDG_RUNTIME_DIR");
        m_window = std::make_unique<MainWindow>(m_settings, m_appearance);
        m_window->resize(1366, 768);
        m_window->show();
    }

    [[nodiscard]] MainWindow &window() { return *m_window; }

    [[nodiscard]] ProjectSession &session() { return m_window->session(); }

    [[nodiscard]] QString home() const { return m_home.path(); }

    /// Opens the project and waits until it is drawn.
    [[nodiscard]] bool open(const QString &path)
    {
        QSignalSpy opened(&session(), &ProjectSession::opened);
        m_window->openProject(path);
        const auto *graph = m_window->findChild<GraphView *>();
        return opened.wait(waitMs)
            && QTest::qWaitFor([graph] { return graph->hasLayout(); }, waitMs);
    }

    /// Waits until nothing runs, not even the question where the database stands.
    [[nodiscard]] bool settles()
    {
        return QTest::qWaitFor([this] { return !session().isRunning(); }, waitMs);
    }

    /// Runs to the end.
    [[nodiscard]] bool run(const RunOrder &order)
    {
        if (!settles())
            return false;
        QSignalSpy finished(&session(), &ProjectSession::runFinished);
        m_window->run(order);
        return finished.wait(waitMs);
    }

private:
    QTemporaryDir m_home;
    WindowSettings m_settings;
    Appearance m_appearance;
    std::unique_ptr<MainWindow> m_window;
};

/// A visible window of the type, the newest if there are several; null if there is none.
template <typename Dialog>
[[nodiscard]] Dialog *shown()
{
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (auto it = windows.crbegin(); it != windows.crend(); ++it) {
        auto *dialog = qobject_cast<Dialog *>(*it);
        if (dialog && dialog->isVisible())
            return dialog;
    }
    return nullptr;
}

/// Waits for a dialog of the type.
template <typename Dialog>
[[nodiscard]] Dialog *waitFor()
{
    Dialog *found = nullptr;
    std::ignore = QTest::qWaitFor([&] { return (found = shown<Dialog>()) != nullptr; }, waitMs);
    return found;
}

/// Calls @p act with the dialog of the type as soon as it is there, also from within its exec().
template <typename Dialog>
void whenShown(QObject *owner, const std::function<void(Dialog &)> &act)
{
    auto *timer = new QTimer(owner);
    QObject::connect(timer, &QTimer::timeout, owner, [timer, act] {
        Dialog *dialog = shown<Dialog>();
        if (!dialog)
            return;
        timer->stop();
        timer->deleteLater();
        act(*dialog);
    });
    timer->start(20);
}

/// The window's child of the type with this accessible name or text.
template <typename Widget>
[[nodiscard]] Widget *named(const QWidget &parent, const QString &name)
{
    for (Widget *child : parent.findChildren<Widget *>()) {
        if (child->accessibleName() == name
            || child->property("text").toString().remove(u'&') == name)
            return child;
    }
    return nullptr;
}

} // namespace limbeck::test
