// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

namespace limbeck {

class Banner;
class ProjectSession;

/// Keeps a banner at the most important thing that is wrong with the session's project or its
/// database; one at a time.
class StatusBanner final : public QObject
{
    Q_OBJECT

public:
    StatusBanner(ProjectSession &session, Banner &banner, QObject *parent = nullptr);

    void update();

Q_SIGNALS:
    void problemsRequested();
    void chooseTargetRequested();

private:
    void showBrokenGraph();
    void showConnectionError();
    void showUnknownRows(const QStringList &rows);
    /// False if the banner says that already.
    [[nodiscard]] bool isNew(const QString &message) const;

    ProjectSession &m_session;
    Banner &m_banner;
};

} // namespace limbeck
