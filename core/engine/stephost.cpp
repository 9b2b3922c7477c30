// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/migrationhosts.h"

namespace limbeck {

StepHost::StepHost(const dialect::Dialect &dialect, dialect::CompileOptions options,
                   RunObserver &observer)
    : m_dialect(dialect)
    , m_options(std::move(options))
    , m_observer(observer)
{
}

void StepHost::markDataDependent(const QString &reason, const SourceSpan &origin)
{
    m_observer.handle(DataDependent { m_context.step, reason, origin });
}

void StepHost::message(const QString &logger, const QString &level, const QString &text)
{
    m_observer.handle(LogLine { logger, level, text });
}

} // namespace limbeck
