// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/migrationhosts.h"

namespace limbeck {

OfflineHost::OfflineHost(const dialect::Dialect &dialect, dialect::CompileOptions options,
                         OfflineOutput &output, RunObserver &observer)
    : StepHost(dialect, std::move(options), observer)
    , m_output(output)
{
}

Result<> OfflineHost::invoke(const ops::Operation &operation)
{
    if (const auto *boundary = std::get_if<ops::AutocommitBoundary>(&operation.action)) {
        if (context().transactional) {
            if (boundary->entering)
                m_output.commit();
            else
                m_output.begin();
        }
        return {};
    }
    const auto statements = dialect().compile(operation, compileOptions(), nullptr);
    if (!statements)
        return failure(statements.error());
    for (const dialect::Statement &statement : *statements)
        m_output.statement(context().step, statement);
    return {};
}

Result<std::unique_ptr<dialect::Cursor>> OfflineHost::execute(const ops::Operation &executeSql)
{
    if (const auto written = invoke(executeSql); !written)
        return failure(written.error());
    return std::unique_ptr<dialect::Cursor> {};
}

} // namespace limbeck
