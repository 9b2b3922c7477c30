// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/runcancellation.h"

namespace limbeck {

void RunCancellation::cancel()
{
    m_token.cancel();
    const std::lock_guard lock(m_mutex);
    if (m_connection)
        m_connection->cancel();
}

void RunCancellation::setConnection(dialect::Connection *connection)
{
    const std::lock_guard lock(m_mutex);
    m_connection = connection;
}

} // namespace limbeck
