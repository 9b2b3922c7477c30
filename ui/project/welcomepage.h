// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace limbeck {

class Banner;
struct Error;

/// What the window shows without a project: how to open one, and those that were open before.
class WelcomePage final : public QWidget
{
    Q_OBJECT

public:
    explicit WelcomePage(QWidget *parent = nullptr);

    void setRecentProjects(const QStringList &paths);
    void showBusy(const QString &message);
    void showError(const Error &error);
    void clearMessage();

Q_SIGNALS:
    void openRequested();
    void sampleRequested();
    void projectChosen(const QString &path);
    void projectForgotten(const QString &path);

private:
    [[nodiscard]] QWidget *head();
    void addRecent(const QString &path);

    Banner *m_banner;
    QLabel *m_recentTitle;
    QVBoxLayout *m_recent;
};

} // namespace limbeck
