// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QStringList>

namespace limbeck::database {

/// The isolation level that @p text names among @p levels, in capitals: SQLAlchemy takes any case,
/// and "_" for a blank. Errors: Usage, in SQLAlchemy's words.
[[nodiscard]] Result<QString> isolationLevel(const QString &text, const QStringList &levels,
                                             const QString &dialectName);

/// Transactions that exist in name only: those of a session whose statements are durable one by
/// one ("AUTOCOMMIT").
class Autocommit
{
public:
    [[nodiscard]] bool isOn() const { return m_isOn; }

    void setOn(bool on)
    {
        m_isOn = on;
        m_began = false;
    }

    void begin() { m_began = true; }

    void end() { m_began = false; }

    [[nodiscard]] bool inTransaction() const { return m_isOn && m_began; }

private:
    bool m_isOn = false;
    bool m_began = false;
};

} // namespace limbeck::database
