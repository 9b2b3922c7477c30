// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

#include <functional>

class QObject;

namespace limbeck {

/// Writes the file in another thread, whole or not at all. @p onEnd is called in @p owner's thread,
/// while @p owner lives: with why it failed, or an empty text.
void saveInBackground(QObject *owner, const QString &path, const QByteArray &content,
                      const std::function<void(const QString &problem)> &onEnd);

} // namespace limbeck
